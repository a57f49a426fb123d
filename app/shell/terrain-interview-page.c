/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-shell-form.h>

#include "terrain-interview-page.h"
#include "terrain-language-menu.h"
#include "terrain-narrow-bin.h"
#include "terrain-outline.h"
#include "terrain-save-indicator.h"
#include "terrain-serial-entry.h"
#include "terrain-sound-dialogs.h"
#include "terrain-tally.h"
#include "terrain-text-dialog.h"

/* In pixels: beside the outline questions have at least this. */
#define BESIDE_OUTLINE 340

struct _TerrainInterviewPage
{
  AdwBin parent_instance;

  TerrainWorkspace *workspace;
  TerrainSession *session;
  TerrainPlaceGiver *places;
  TerrainConversation *conversation;
  TerrainFormView *form_view; /* one of the two */
  TerrainPageView *page_view;
  gboolean completion_tried;
  guint asked_then; /* when it was; 0: not counted yet */
  guint refresh_id;
  char *noted_ref; /* (nullable): what a note is being written on */

  AdwWindowTitle *title;
  GtkToggleButton *outline_button;
  GtkWidget *narrow_outline_button; /* in its place, where the bar above has no room */
  TerrainSaveIndicator *save;
  TerrainLanguageMenu *languages;
  AdwBin *sound;
  AdwFlap *flap;
  TerrainOutline *outline;
  AdwBin *body;
  GtkButton *back;
  GtkButton *next;
  GtkButton *review;
  GtkButton *save_next;
  GtkWidget *hide;
  GtkWidget *progress_box;
  gboolean narrow;
  GtkRevealer *save_problem;
  GtkLabel *save_problem_label;
  GtkProgressBar *progress;
  GtkLabel *progress_label;
};

enum
{
  PROP_0,
  PROP_CURRENT_REF,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TerrainInterviewPage, terrain_interview_page, ADW_TYPE_BIN)

static TerrainInterview *
get_interview (TerrainInterviewPage *self)
{
  return terrain_session_get_interview (self->session);
}

static const char *
get_current_ref (TerrainInterviewPage *self)
{
  if (self->form_view)
    return terrain_form_view_get_current_ref (self->form_view);
  return terrain_page_view_get_current_ref (self->page_view);
}

/* Where it is needed, it is a button: in the section of a sensitive question (UX-15). */
static void
update_hide_button (TerrainInterviewPage *self)
{
  const char *ref = get_current_ref (self);
  TerrainItem *item = ref ? terrain_interview_find_item (get_interview (self), ref) : NULL;
  TerrainItem *section = item ? terrain_form_find_section (item) : NULL;

  gtk_widget_set_visible (self->hide, section && terrain_item_holds_sensitive (section));
  /* Where there is no room for both, hiding counts. */
  gtk_widget_set_visible (GTK_WIDGET (self->title), !self->narrow || !gtk_widget_get_visible (self->hide));
}

static void
set_completion_tried (TerrainInterviewPage *self,
                      gboolean              tried)
{
  self->completion_tried = tried;
  if (self->form_view)
    terrain_form_view_set_show_required (self->form_view, tried);
  else
    terrain_page_view_set_show_required (self->page_view, tried);
}

/* Looked through before consent was given: what it opened then is not missing, it has not been asked yet. */
static void
follow_growth (TerrainInterviewPage *self,
               guint                 n_asked)
{
  if (self->completion_tried && self->asked_then > 0 && n_asked >= 2 * self->asked_then)
    set_completion_tried (self, FALSE);
  if (!self->completion_tried)
    self->asked_then = 0;
  else if (self->asked_then == 0)
    self->asked_then = n_asked;
}

static gboolean
on_refresh (gpointer user_data)
{
  TerrainInterviewPage *self = user_data;
  TerrainTally tally = terrain_tally_count (terrain_interview_get_root_item (get_interview (self)));
  g_autofree char *text = g_strdup_printf (_("%u of %u answered"), tally.n_answered, tally.n_asked);
  g_autofree char *name = terrain_interview_dup_shown_name (get_interview (self));
  g_autoptr (GPtrArray) warnings = terrain_session_dup_warnings (self->session);

  self->refresh_id = 0;
  follow_growth (self, tally.n_asked);
  gtk_label_set_text (self->progress_label, text);
  gtk_progress_bar_set_fraction (self->progress,
                                 tally.n_asked > 0 ? (double) tally.n_answered / (double) tally.n_asked : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  adw_window_title_set_subtitle (self->title, name ? name : "");
  terrain_outline_refresh (self->outline, self->completion_tried, warnings);
  /* It fills as the form is read. */
  terrain_form_apply_direction (GTK_WIDGET (self->progress),
                                terrain_form_language_direction (terrain_interview_get_language (get_interview (self))));
  update_hide_button (self);
  return G_SOURCE_REMOVE;
}

/* Counting walks the whole form: once for any number of changes, and never before the person sees the answer. */
static void
queue_refresh (TerrainInterviewPage *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_idle_add_full (G_PRIORITY_LOW, on_refresh, self, NULL);
}

static void
on_current_ref (TerrainInterviewPage *self)
{
  update_hide_button (self);
  terrain_outline_set_current (self->outline, get_current_ref (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT_REF]);
}

/* In the language of the questions, whatever that of the program is. */
static void
show_title (TerrainInterviewPage *self)
{
  g_autofree char *title = terrain_interview_dup_title (get_interview (self));

  adw_window_title_set_title (self->title, title);
}

static void
on_translations (TerrainInterviewPage *self)
{
  terrain_language_menu_set_interview (self->languages, get_interview (self));
  show_title (self);
  queue_refresh (self);
}

static void
on_language (TerrainInterviewPage *self,
             const char           *language)
{
  g_autoptr (GError) error = NULL;

  if (!terrain_session_set_language (self->session, language, &error))
    g_warning ("the language “%s” could not be taken: %s", language, error->message);
  terrain_language_menu_set_current (self->languages, terrain_interview_get_language (get_interview (self)));
  show_title (self);
  queue_refresh (self);
}

static gboolean
is_serial (TerrainInterviewPage *self)
{
  return terrain_serial_entry_is_on (terrain_workspace_get_settings (self->workspace),
                                     terrain_form_get_id (terrain_interview_get_form (get_interview (self))));
}

static void
update_serial (TerrainInterviewPage *self)
{
  gboolean serial = is_serial (self);

  gtk_widget_set_visible (GTK_WIDGET (self->save_next), serial);
  gtk_widget_set_visible (GTK_WIDGET (self->review), !serial);
  gtk_widget_set_visible (GTK_WIDGET (self->back), !self->narrow || !serial);
  if (self->form_view)
    terrain_form_view_set_serial (self->form_view, serial);
}

/* One key both chooses and goes on there: it must not save as well, which is the next key's to do. */
static gboolean
goes_on_by_itself (TerrainInterviewPage *self)
{
  const char *ref = get_current_ref (self);
  TerrainItem *item = ref ? terrain_interview_find_item (get_interview (self), ref) : NULL;

  return item && (terrain_control_has_appearance (terrain_item_get_control (item), "quick")
                  || terrain_control_has_appearance (terrain_item_get_control (item), "quickcompact"));
}

/* Kept as a language code: the next form may call its languages otherwise. */
static void
show_second_language (TerrainInterviewPage *self)
{
  g_autofree char *tag = g_settings_get_string (terrain_workspace_get_settings (self->workspace), "second-language");
  g_auto (GStrv) languages = terrain_interview_dup_languages (get_interview (self));
  const char *language = tag[0] != '\0' ? terrain_language_find ((const char *const *) languages, tag) : NULL;

  terrain_language_menu_set_second (self->languages, language);
  if (self->form_view)
    terrain_form_view_set_second_language (self->form_view, language);
  else
    terrain_page_view_set_second_language (self->page_view, language);
}

static void
on_second_language (TerrainInterviewPage *self,
                    const char           *language)
{
  g_autofree char *tag = terrain_language_dup_tag (language);

  g_settings_set_string (terrain_workspace_get_settings (self->workspace), "second-language", tag ? tag : language);
  show_second_language (self);
}

static void
on_finished (TerrainInterviewPage *self)
{
  if (!is_serial (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.review", NULL);
  else if (goes_on_by_itself (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->save_next));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.save-next", NULL);
}

static void
on_back (TerrainInterviewPage *self)
{
  if (self->form_view)
    terrain_form_view_focus_previous_section (self->form_view);
  else
    terrain_page_view_previous (self->page_view);
}

static void
on_next (TerrainInterviewPage *self)
{
  if (self->form_view)
    terrain_form_view_focus_next_section (self->form_view);
  else
    terrain_page_view_next (self->page_view);
}

static void
update_page_buttons (TerrainInterviewPage *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->back), !terrain_page_view_get_at_beginning (self->page_view));
}

/* A button of words, or of an icon that says the same. */
static void
show_as_icon (GtkButton  *button,
              gboolean    as_icon,
              const char *icon,
              const char *label)
{
  g_autofree char *name = g_strdup (gtk_widget_get_tooltip_text (GTK_WIDGET (button)));

  if (as_icon)
    gtk_button_set_icon_name (button, icon);
  else
    {
      gtk_button_set_label (button, label);
      gtk_button_set_use_underline (button, TRUE);
    }
  if (as_icon)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

/* A narrow bar has no room for why; there is always room below it. */
static void
show_save_problem (TerrainInterviewPage *self)
{
  const char *problem = terrain_save_indicator_get_problem (self->save);

  if (problem)
    gtk_label_set_text (self->save_problem_label, problem);
  gtk_revealer_set_reveal_child (self->save_problem, self->narrow && problem);
}

/* A narrow screen has no room between the buttons: the outline has the progress there. */
static void
give_way (GtkWidget *widget,
          gboolean   narrow)
{
  TerrainInterviewPage *self = TERRAIN_INTERVIEW_PAGE (widget);

  self->narrow = narrow;
  gtk_widget_set_size_request (GTK_WIDGET (self->body), narrow ? -1 : BESIDE_OUTLINE, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->outline_button), !narrow);
  gtk_widget_set_visible (self->narrow_outline_button, narrow);
  gtk_widget_set_visible (self->progress_box, !narrow);
  /* At a desk one goes on; Ctrl+Page Up goes back all the same. */
  gtk_widget_set_visible (GTK_WIDGET (self->back), !narrow || !is_serial (self));
  show_as_icon (self->back, narrow, "go-previous-symbolic", _("_Back"));
  show_as_icon (self->next, narrow, "go-next-symbolic", _("_Next"));
  terrain_save_indicator_set_compact (self->save, narrow);
  terrain_language_menu_set_compact (self->languages, narrow);
  show_save_problem (self);
  update_hide_button (self);
}

/* On a narrow window the outline would hide the questions: it opens on demand there. */
static void
on_folded (TerrainInterviewPage *self)
{
  gboolean folded = adw_flap_get_folded (self->flap);
  GSettings *settings = terrain_workspace_get_settings (self->workspace);

  adw_flap_set_reveal_flap (self->flap, !folded && g_settings_get_boolean (settings, "outline-shown"));
}

static void
on_outline_clicked (TerrainInterviewPage *self)
{
  if (!adw_flap_get_folded (self->flap))
    g_settings_set_boolean (terrain_workspace_get_settings (self->workspace), "outline-shown",
                            gtk_toggle_button_get_active (self->outline_button));
}

/* One key there and back (UX-07). */
static void
toggle_outline_focus (TerrainInterviewPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->outline)))
    {
      if (adw_flap_get_folded (self->flap))
        adw_flap_set_reveal_flap (self->flap, FALSE);
      terrain_interview_page_grab (self);
      return;
    }
  adw_flap_set_reveal_flap (self->flap, TRUE);
  terrain_session_note (self->session, TERRAIN_SESSION_JUMP, NULL);
  terrain_outline_grab (self->outline);
}

/* Notes (Ctrl+M) */

static void
on_note_accepted (const char *text,
                  gpointer    user_data)
{
  TerrainInterviewPage *self = TERRAIN_INTERVIEW_PAGE (user_data);
  g_autoptr (GError) error = NULL;

  /* Its repeat instance may have gone with an undo from elsewhere; a closed record says so itself. */
  if (!terrain_session_set_remark (self->session, self->noted_ref, text, &error))
    g_message ("a note could not be kept: %s", g_quark_to_string (error->domain));
  queue_refresh (self);
}

static void
write_note (TerrainInterviewPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  const char *ref = get_current_ref (self);
  TerrainItem *item = ref ? terrain_interview_find_item (get_interview (self), ref) : NULL;
  const TerrainRemark *remark = item ? terrain_session_get_remark (self->session, ref) : NULL;

  if (!item || !GTK_IS_WINDOW (root))
    return;

  gboolean sent = terrain_form_get_audit (terrain_interview_get_form (get_interview (self))) != NULL;
  gboolean asked = terrain_item_get_comment (item) != NULL;
  g_autofree char *label = terrain_form_dup_plain_text (terrain_item_get_label (item));
  g_autofree char *body = g_strdup_printf ("%s\n\n%s", label,
                                           asked  ? _("The form has a place for this note: it is sent as an answer.")
                                           : sent ? _("The note is sent with the record, in its audit log.")
                                                  : _("The note stays on this device: the form keeps no audit log."));

  g_free (self->noted_ref);
  self->noted_ref = g_strdup (ref);
  terrain_text_dialog_ask (GTK_WINDOW (root), _("Note on This Question"), body, remark ? remark->text : NULL,
                           _("_Keep Note"), FALSE, on_note_accepted, self);
}

static void
terrain_interview_page_get_property (GObject    *object,
                                     guint       id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  if (id == PROP_CURRENT_REF)
    g_value_set_string (value, get_current_ref (TERRAIN_INTERVIEW_PAGE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
terrain_interview_page_dispose (GObject *object)
{
  TerrainInterviewPage *self = TERRAIN_INTERVIEW_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->places);
  g_clear_object (&self->conversation);
  gtk_widget_dispose_template (GTK_WIDGET (self), TERRAIN_TYPE_INTERVIEW_PAGE);
  self->form_view = NULL;
  self->page_view = NULL;
  g_clear_object (&self->session);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->noted_ref, g_free);

  G_OBJECT_CLASS (terrain_interview_page_parent_class)->dispose (object);
}

static void
terrain_interview_page_class_init (TerrainInterviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_interview_page_dispose;
  G_OBJECT_CLASS (klass)->get_property = terrain_interview_page_get_property;
  properties[PROP_CURRENT_REF] = g_param_spec_string (
    "current-ref", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  g_type_ensure (TERRAIN_TYPE_OUTLINE);
  g_type_ensure (TERRAIN_TYPE_SAVE_INDICATOR);
  g_type_ensure (TERRAIN_TYPE_LANGUAGE_MENU);
  gtk_widget_class_set_template_from_resource (widget_class, "/brussels/safe/Terrain/terrain-interview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TerrainInterviewPage, title);
  gtk_widget_class_bind_template_child (widget_class, TerrainInterviewPage, outline_button);
  gtk_widget_class_bind_template_child (widget_class, TerrainInterviewPage, narrow_outline_button);
  gtk_widget_class_bind_template_child (widget_class, TerrainInterviewPage, save_problem);
  gtk_widget_class_bind_template_child (widget_class, TerrainInterviewPage, save_problem_label);
  gtk_widget_class_bind_template_child (widget_class, TerrainInterviewPage, save);
  gtk_widget_class_bind_template_child (widget_class, TerrainInterviewPage, languages);
  gtk_widget_class_bind_template_child (widget_class, TerrainInterviewPage, sound);
  gtk_widget_class_bind_template_child (widget_class, TerrainInterviewPage, flap);
  gtk_widget_class_bind_template_child (widget_class, TerrainInterviewPage, outline);
  gtk_widget_class_bind_template_child (widget_class, TerrainInterviewPage, body);
  gtk_widget_class_bind_template_child (widget_class, TerrainInterviewPage, back);
  gtk_widget_class_bind_template_child (widget_class, TerrainInterviewPage, next);
  gtk_widget_class_bind_template_child (widget_class, TerrainInterviewPage, review);
  gtk_widget_class_bind_template_child (widget_class, TerrainInterviewPage, save_next);
  gtk_widget_class_bind_template_child (widget_class, TerrainInterviewPage, hide);
  gtk_widget_class_bind_template_child (widget_class, TerrainInterviewPage, progress);
  gtk_widget_class_bind_template_child (widget_class, TerrainInterviewPage, progress_box);
  gtk_widget_class_bind_template_child (widget_class, TerrainInterviewPage, progress_label);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
  gtk_widget_class_bind_template_callback (widget_class, on_folded);
  gtk_widget_class_bind_template_callback (widget_class, on_outline_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_language);
  gtk_widget_class_bind_template_callback (widget_class, on_second_language);
}

static void
terrain_interview_page_init (TerrainInterviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  terrain_wrap_buttons (GTK_WIDGET (self->save_next));
  terrain_wrap_buttons (GTK_WIDGET (self->review));
  terrain_narrow_bin_follow (GTK_WIDGET (self), give_way);
  g_signal_connect_object (self->save, "notify::problem", G_CALLBACK (show_save_problem), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
make_view (TerrainInterviewPage *self)
{
  GtkWidget *view;

  if (g_settings_get_enum (terrain_workspace_get_settings (self->workspace), "presentation") == 1)
    {
      view = terrain_page_view_new (self->session);
      self->page_view = TERRAIN_PAGE_VIEW (view);
      g_signal_connect_object (view, "notify::at-beginning", G_CALLBACK (update_page_buttons), self, G_CONNECT_SWAPPED);
      update_page_buttons (self);
    }
  else
    {
      view = terrain_form_view_new (self->session);
      self->form_view = TERRAIN_FORM_VIEW (view);
    }
  g_signal_connect_object (view, "notify::current-ref", G_CALLBACK (on_current_ref), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "finished", G_CALLBACK (on_finished), self, G_CONNECT_SWAPPED);
  return view;
}

static void
watch_serial (TerrainInterviewPage *self)
{
  GSettings *settings = terrain_workspace_get_settings (self->workspace);
  const char *form_id = terrain_form_get_id (terrain_interview_get_form (get_interview (self)));
  g_autoptr (GSimpleActionGroup) actions = terrain_serial_entry_new_actions (settings, form_id);

  gtk_widget_insert_action_group (GTK_WIDGET (self), "serial", G_ACTION_GROUP (actions));
  g_signal_connect_object (settings, "changed::serial-forms", G_CALLBACK (update_serial), self, G_CONNECT_SWAPPED);
  update_serial (self);
}

/* Once it is to be seen what is asked about. */
static void
ask_to_record (TerrainInterviewPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && GTK_IS_WINDOW (root)
      && terrain_conversation_get_state (self->conversation) == TERRAIN_CONVERSATION_UNASKED)
    terrain_sound_dialogs_ask (self->conversation, GTK_WINDOW (root));
}

static void
watch_sound (TerrainInterviewPage *self)
{
  self->conversation = terrain_conversation_new (self->session);
  if (!g_settings_get_boolean (terrain_workspace_get_settings (self->workspace), "background-recording"))
    terrain_conversation_turn_off (self->conversation);
  adw_bin_set_child (self->sound, terrain_sound_dialogs_new_bar (self->conversation));
  g_signal_connect (self, "map", G_CALLBACK (ask_to_record), NULL);
  g_signal_connect_object (self->conversation, "notify::state", G_CALLBACK (ask_to_record), self, G_CONNECT_SWAPPED);
}

GtkWidget *
terrain_interview_page_new (TerrainWorkspace *workspace,
                            TerrainSession   *session)
{
  g_return_val_if_fail (TERRAIN_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (TERRAIN_IS_SESSION (session), NULL);

  TerrainInterviewPage *self = g_object_new (TERRAIN_TYPE_INTERVIEW_PAGE, NULL);
  TerrainInterview *interview = terrain_session_get_interview (session);

  self->workspace = g_object_ref (workspace);
  self->session = g_object_ref (session);
  show_title (self);
  terrain_save_indicator_set_session (self->save, session);
  terrain_language_menu_set_interview (self->languages, interview);
  terrain_outline_set_interview (self->outline, interview);
  adw_bin_set_child (self->body, make_view (self));
  show_second_language (self);
  watch_serial (self);
  on_folded (self);

  g_signal_connect_object (interview, "changed", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "remarks-changed", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "translations-changed", G_CALLBACK (on_translations), self, G_CONNECT_SWAPPED);
  terrain_session_watch_translations (session);
  self->places = terrain_place_giver_new (session, GTK_WIDGET (self));
  watch_sound (self);
  on_refresh (self);
  return GTK_WIDGET (self);
}

void
terrain_interview_page_go_to (TerrainInterviewPage *self,
                              const char           *ref)
{
  g_return_if_fail (TERRAIN_IS_INTERVIEW_PAGE (self));

  /* A note is at the question it is on. */
  TerrainItem *item = ref ? terrain_interview_find_item (get_interview (self), ref) : NULL;
  TerrainItem *commented = item ? terrain_item_get_commented (item) : NULL;

  if (commented)
    ref = terrain_item_get_ref (commented);
  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
  if (self->form_view)
    terrain_form_view_focus_ref (self->form_view, ref);
  else
    terrain_page_view_jump (self->page_view, ref);
}

void
terrain_interview_page_open_at (TerrainInterviewPage *self,
                                const char           *ref)
{
  g_return_if_fail (TERRAIN_IS_INTERVIEW_PAGE (self));

  if (ref && self->form_view && terrain_form_view_focus_ref (self->form_view, ref))
    return;
  if (ref && self->page_view && terrain_page_view_jump (self->page_view, ref))
    return;
  if (self->form_view && is_serial (self))
    terrain_form_view_focus_first_open (self->form_view);
  else if (self->form_view)
    terrain_form_view_focus_next (self->form_view);
}

void
terrain_interview_page_grab (TerrainInterviewPage *self)
{
  g_return_if_fail (TERRAIN_IS_INTERVIEW_PAGE (self));

  terrain_interview_page_open_at (self, terrain_session_get_position (self->session));
}

gboolean
terrain_interview_page_flush (TerrainInterviewPage *self)
{
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW_PAGE (self), TRUE);

  return self->form_view ? terrain_form_view_flush (self->form_view) : terrain_page_view_flush (self->page_view);
}

void
terrain_interview_page_set_completion_tried (TerrainInterviewPage *self)
{
  g_return_if_fail (TERRAIN_IS_INTERVIEW_PAGE (self));

  set_completion_tried (self, TRUE);
  queue_refresh (self);
}

/* By pages, the first (last) one: what is before and after is not to be seen there. */
static void
go_to_problem (TerrainInterviewPage *self,
               gboolean              forward)
{
  if (self->form_view)
    {
      if (forward)
        terrain_form_view_focus_next_problem (self->form_view);
      else
        terrain_form_view_focus_previous_problem (self->form_view);
      return;
    }

  g_autoptr (GPtrArray) problems = terrain_interview_validate (get_interview (self));
  g_ptr_array_extend_and_steal (problems, terrain_session_dup_warnings (self->session));
  if (problems->len > 0)
    {
      TerrainProblem *problem = g_ptr_array_index (problems, forward ? 0 : problems->len - 1);
      terrain_interview_page_go_to (self, problem->ref);
    }
}

static void
toggle_fold (TerrainInterviewPage *self,
             gboolean              panel)
{
  gboolean done;

  if (self->form_view)
    done = panel ? terrain_form_view_toggle_panel (self->form_view) : terrain_form_view_toggle_group (self->form_view);
  else
    done = panel ? terrain_page_view_toggle_panel (self->page_view) : terrain_page_view_toggle_group (self->page_view);
  if (!done)
    gtk_widget_error_bell (GTK_WIDGET (self));
}

void
terrain_interview_page_do (TerrainInterviewPage *self,
                           const char           *what)
{
  g_return_if_fail (TERRAIN_IS_INTERVIEW_PAGE (self));

  if (strcmp (what, "outline") == 0)
    toggle_outline_focus (self);
  else if (strcmp (what, "language-menu") == 0)
    terrain_language_menu_popup (self->languages);
  else if (strcmp (what, "next-language") == 0)
    terrain_language_menu_next (self->languages);
  else if (strcmp (what, "next-section") == 0)
    on_next (self);
  else if (strcmp (what, "previous-section") == 0)
    on_back (self);
  else if (strcmp (what, "next-problem") == 0)
    go_to_problem (self, TRUE);
  else if (strcmp (what, "previous-problem") == 0)
    go_to_problem (self, FALSE);
  else if (strcmp (what, "panel") == 0 || strcmp (what, "fold") == 0)
    toggle_fold (self, strcmp (what, "panel") == 0);
  else if (strcmp (what, "note") == 0)
    write_note (self);
  else if (strcmp (what, "retry-save") == 0)
    terrain_session_retry (self->session);
}

const char *
terrain_interview_page_get_current_ref (TerrainInterviewPage *self)
{
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW_PAGE (self), NULL);

  return get_current_ref (self);
}

TerrainConversation *
terrain_interview_page_get_conversation (TerrainInterviewPage *self)
{
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW_PAGE (self), NULL);

  return self->conversation;
}
