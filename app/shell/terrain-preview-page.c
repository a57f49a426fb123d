/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-shell-form.h>

#include "terrain-language-menu.h"
#include "terrain-narrow-bin.h"
#include "terrain-preview-carry.h"
#include "terrain-preview-list.h"
#include "terrain-preview-mask.h"
#include "terrain-preview-page.h"
#include "terrain-preview-view.h"
#include "terrain-preview-watch.h"
#include "terrain-tally.h"
#include "terrain-translate-place.h"

struct _TerrainPreviewPage
{
  AdwBin parent_instance;

  TerrainWorkspace *workspace;
  GFile *file;
  TerrainPreviewWatch *watch;
  GCancellable *reading; /* while the file is being read */
  gboolean read_again;   /* it changed meanwhile */
  TerrainPreviewBuild *build; /* the last good one */
  TerrainInterview *interview;
  TerrainPreviewView *view;
  gboolean broken; /* the file now has errors */
  gboolean masked; /* as after the device was handed over */
  char *wanted;    /* (nullable): the language to take once it is there */
  guint refresh_id;
  GSimpleActionGroup *group;

  AdwWindowTitle *title;
  GtkSpinner *spinner;
  TerrainLanguageMenu *languages;
  GtkWidget *issues_button;
  GtkImage *issues_icon;
  GtkLabel *issues_count;
  GtkRevealer *note;
  GtkLabel *note_label;
  AdwFlap *flap;
  TerrainPreviewList *issues;
  GtkStack *stack;
  AdwBin *body;
  GtkLabel *broken_label;
  TerrainPreviewList *errors;
  GtkActionBar *actions;
  GtkWidget *back;
  GtkLabel *progress_label;
};

enum
{
  ADDED,
  FAILED,
  TRANSLATE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TerrainPreviewPage, terrain_preview_page, ADW_TYPE_BIN)

static gboolean
on_refresh (gpointer user_data)
{
  TerrainPreviewPage *self = user_data;
  TerrainTally tally = terrain_tally_count (terrain_interview_get_root_item (self->interview));
  g_autofree char *text = g_strdup_printf (_("%u of %u answered"), tally.n_answered, tally.n_asked);

  self->refresh_id = 0;
  gtk_label_set_text (self->progress_label, text);
  /* An instance may have come. */
  if (self->masked)
    terrain_preview_mask (self->interview, TRUE);
  return G_SOURCE_REMOVE;
}

/* Counting walks the whole form: once for any number of changes, and never before the person sees the answer. */
static void
queue_refresh (TerrainPreviewPage *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_idle_add_full (G_PRIORITY_LOW, on_refresh, self, NULL);
}

static void
show_note (TerrainPreviewPage *self,
           const char         *text)
{
  if (text)
    gtk_label_set_text (self->note_label, text);
  gtk_revealer_set_reveal_child (self->note, text != NULL);
}

static void
on_note_closed (TerrainPreviewPage *self)
{
  show_note (self, NULL);
}

static void
update_title (TerrainPreviewPage *self)
{
  g_autofree char *title = self->interview ? terrain_interview_dup_title (self->interview) : g_strdup (_("Preview"));
  g_autofree char *base = g_file_get_basename (self->file);
  g_autofree char *name = g_filename_display_name (base);

  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, name);
}

static void
update_actions (TerrainPreviewPage *self)
{
  GActionMap *map = G_ACTION_MAP (self->group);
  gboolean shown = self->interview != NULL;
  gboolean idle = self->reading == NULL;

  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "add")),
                               shown && idle && !self->broken);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "restart")), shown);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "translate")), shown);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "translate-text")), shown);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "reload")), idle);
  gtk_widget_set_sensitive (self->back, shown && !terrain_preview_view_get_at_beginning (self->view));
  gtk_spinner_set_spinning (self->spinner, !idle);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), !idle);
}

/* The form */

static void
on_finished (TerrainPreviewPage *self)
{
  if (!terrain_preview_view_next_problem (self->view))
    show_note (self, _("That was the last question. A record would be complete now."));
}

/* As a record's begin: the language of the last interview, before the first one that of the app. */
static void
choose_language (TerrainPreviewPage *self,
                 TerrainInterview   *interview,
                 TerrainInterview   *previous)
{
  g_autofree char *last = g_settings_get_string (terrain_workspace_get_settings (self->workspace), "form-language");
  const char *const last_only[] = { last, NULL };

  terrain_preview_carry_language (interview, previous, last[0] != '\0' ? last_only : g_get_language_names ());
}

/* Where the focus was in the form it goes on there; elsewhere it stays, and the form is scrolled all the same. */
static void
go_back_to (TerrainPreviewPage *self,
            const char         *position,
            GtkWidget          *focus)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* Below another page: the focus is the other page's. */
  if (!gtk_widget_get_child_visible (GTK_WIDGET (self)))
    return;
  if (!position || !terrain_preview_view_go_to (self->view, position))
    terrain_preview_view_go_to (self->view, NULL);
  if (focus && root && gtk_widget_get_root (focus) == root)
    gtk_widget_grab_focus (focus);
}

static GtkWidget *
dup_focus_elsewhere (TerrainPreviewPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  /* The first time it is wherever a new page puts it. */
  if (!focus || !self->interview || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) ||
      gtk_widget_is_ancestor (focus, GTK_WIDGET (self->body)) ||
      gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack)))
    return NULL;
  return g_object_ref (focus);
}

static void
show_interview (TerrainPreviewPage *self,
                TerrainInterview   *interview,
                const char         *position)
{
  GSettings *settings = terrain_workspace_get_settings (self->workspace);
  g_autoptr (GtkWidget) focus = dup_focus_elsewhere (self);

  if (self->interview)
    g_signal_handlers_disconnect_by_func (self->interview, queue_refresh, self);
  g_set_object (&self->interview, interview);
  terrain_preview_mask (interview, self->masked);
  g_signal_connect_object (interview, "changed", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);

  GtkWidget *view = terrain_preview_view_new (interview, g_settings_get_enum (settings, "presentation") == 1);
  self->view = TERRAIN_PREVIEW_VIEW (view);
  g_signal_connect_object (self->view, "finished", G_CALLBACK (on_finished), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "moved", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->body, GTK_WIDGET (self->view));
  gtk_stack_set_visible_child_name (self->stack, "form");
  gtk_action_bar_set_revealed (self->actions, TRUE);
  terrain_language_menu_set_interview (self->languages, interview);
  update_title (self);
  go_back_to (self, position, focus);
  queue_refresh (self);
}

static void
take_form (TerrainPreviewPage *self)
{
  g_autofree char *position = NULL;
  guint n_lost = 0;

  if (self->view)
    {
      terrain_preview_view_flush (self->view);
      position = g_strdup (terrain_preview_view_get_current_ref (self->view));
    }
  g_autoptr (TerrainInterview) interview
    = terrain_preview_carry (self->build, terrain_workspace_get_profile (self->workspace), self->interview, &position,
                             &n_lost);
  choose_language (self, interview, self->interview);
  /* What is being read may be older than the file that was added: then the next reading has it. */
  if (self->wanted && terrain_interview_set_language (interview, self->wanted, NULL))
    g_clear_pointer (&self->wanted, g_free);
  show_interview (self, interview, position);

  g_autofree char *lost
    = g_strdup_printf (ngettext ("%u answer has no place in the form as it is now and is gone.",
                                 "%u answers have no place in the form as it is now and are gone.", n_lost), n_lost);
  show_note (self, n_lost > 0 ? lost : NULL);
}

/* Reading */

static void
show_issues (TerrainPreviewPage *self,
             GPtrArray          *issues)
{
  guint n_errors = terrain_preview_issues_count (issues, TERRAIN_ISSUE_ERROR);
  guint n_warnings = terrain_preview_issues_count (issues, TERRAIN_ISSUE_WARNING);
  guint n = n_errors + n_warnings;
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autofree char *spoken = g_strdup_printf (ngettext ("%u problem of the form", "%u problems of the form", n), n);

  terrain_preview_list_set_issues (self->issues, issues);
  gtk_label_set_text (self->issues_count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->issues_count), n > 0);
  gtk_image_set_from_icon_name (self->issues_icon, n_errors > 0 ? "dialog-error-symbolic"
                                                   : n_warnings > 0 ? "dialog-warning-symbolic"
                                                                    : "object-select-symbolic");
  gtk_widget_set_visible (self->issues_button, self->interview != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->issues_button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
show_broken (TerrainPreviewPage  *self,
             TerrainPreviewBuild *build)
{
  guint n = terrain_preview_issues_count (build->issues, TERRAIN_ISSUE_ERROR);

  if (self->interview)
    {
      g_autofree char *text
        = g_strdup_printf (ngettext ("The file now has %u error. This is still the last version that was good.",
                                     "The file now has %u errors. This is still the last version that was good.", n), n);
      show_note (self, text);
      if (!adw_flap_get_folded (self->flap))
        adw_flap_set_reveal_flap (self->flap, TRUE);
      return;
    }

  g_autofree char *text = g_strdup_printf (ngettext ("%u Error Keeps the Form From Being Shown",
                                                     "%u Errors Keep the Form From Being Shown", n), n);
  gtk_label_set_text (self->broken_label, text);
  terrain_preview_list_set_issues (self->errors, build->issues);
  gtk_stack_set_visible_child_name (self->stack, "broken");
}

static void
take_build (TerrainPreviewPage  *self,
            TerrainPreviewBuild *build)
{
  self->broken = build->form == NULL;
  if (terrain_preview_watch_set (self->watch, build->files, build->folders))
    self->read_again = TRUE;
  if (self->broken)
    {
      show_broken (self, build);
      show_issues (self, build->issues);
      terrain_preview_build_free (build);
      return;
    }
  /* The interview before still belongs to the form before: that goes last. */
  TerrainPreviewBuild *previous = self->build;
  self->build = build;
  take_form (self);
  show_issues (self, build->issues);
  g_clear_pointer (&previous, terrain_preview_build_free);
}

static void read_file (TerrainPreviewPage *self);

static void
on_built (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (TerrainPreviewPage) self = user_data;
  g_autoptr (GError) error = NULL;
  TerrainPreviewBuild *build = terrain_preview_build_finish (result, &error);

  /* Only a page that is closed cancels. */
  if (!build)
    return;
  g_clear_object (&self->reading);
  take_build (self, build);
  update_actions (self);
  if (self->read_again)
    read_file (self);
}

static void
read_file (TerrainPreviewPage *self)
{
  /* One at a time: what is being read may be old by now, so it is read once more afterwards. */
  self->read_again = self->reading != NULL;
  if (self->read_again)
    return;
  self->reading = g_cancellable_new ();
  update_actions (self);
  terrain_preview_build_async (self->file, terrain_workspace_get_profile (self->workspace), self->reading, on_built,
                               g_object_ref (self));
}

/* Actions */

static void
action_reload (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  read_file (user_data);
}

static void
action_restart (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  TerrainPreviewPage *self = user_data;
  g_autofree char *position = NULL;
  guint n_lost;
  g_autoptr (TerrainInterview) interview
    = terrain_preview_carry (self->build, terrain_workspace_get_profile (self->workspace), NULL, &position, &n_lost);

  choose_language (self, interview, self->interview);
  show_interview (self, interview, NULL);
}

static void
action_add (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  TerrainPreviewPage *self = user_data;
  g_autoptr (GError) error = NULL;

  if (terrain_preview_build_import (self->build, terrain_workspace_get_profile (self->workspace), &error))
    g_signal_emit (self, signals[ADDED], 0, terrain_form_get_id (self->build->form), self->build->title);
  else
    g_signal_emit (self, signals[FAILED], 0, _("The form could not be added"), error);
}

static void
translate_pick (const TerrainFormPick *pick,
                gpointer               user_data)
{
  g_autofree char *context = terrain_translate_dup_context (pick);

  if (context)
    g_signal_emit (user_data, signals[TRANSLATE], 0, context);
}

static void
action_translate (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  g_signal_emit (user_data, signals[TRANSLATE], 0, NULL);
}

/* What has the focus; where that is outside of the form, the question that had it last. */
static void
action_translate_text (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  TerrainPreviewPage *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  const char *ref = terrain_preview_view_get_current_ref (self->view);
  TerrainFormPick pick = { .part = TERRAIN_FORM_PART_LABEL };

  if (!focus || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->body)) || !terrain_form_pick (focus, &pick))
    pick.item = ref ? terrain_interview_find_item (self->interview, ref) : NULL;
  if (pick.item)
    translate_pick (&pick, self);
  else
    action_translate (action, parameter, user_data);
}

static void
on_language (TerrainPreviewPage *self,
             const char         *language)
{
  g_autoptr (GError) error = NULL;

  if (!terrain_interview_set_language (self->interview, language, &error))
    g_warning ("the language “%s” could not be taken: %s", language, error->message);
  terrain_language_menu_set_current (self->languages, terrain_interview_get_language (self->interview));
  update_title (self);
}

static void
on_issue_chosen (TerrainPreviewPage *self,
                 const char         *ref)
{
  if (!self->view)
    return;
  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
  if (!terrain_preview_view_go_to (self->view, ref))
    show_note (self, _("That question is not asked with the answers as they are now."));
}

static void
on_back (TerrainPreviewPage *self)
{
  if (self->view)
    terrain_preview_view_previous (self->view);
}

static void
on_next (TerrainPreviewPage *self)
{
  if (self->view)
    terrain_preview_view_next (self->view);
}

static void
stop (TerrainPreviewPage *self)
{
  if (self->watch)
    g_signal_handlers_disconnect_by_func (self->watch, read_file, self);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

/* The page was closed. A thread that still reads holds the page; nobody waits for what it finds. */
static void
terrain_preview_page_unroot (GtkWidget *widget)
{
  stop (TERRAIN_PREVIEW_PAGE (widget));

  GTK_WIDGET_CLASS (terrain_preview_page_parent_class)->unroot (widget);
}

static void
terrain_preview_page_dispose (GObject *object)
{
  TerrainPreviewPage *self = TERRAIN_PREVIEW_PAGE (object);

  stop (self);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), TERRAIN_TYPE_PREVIEW_PAGE);
  self->view = NULL;
  g_clear_object (&self->interview);
  g_clear_pointer (&self->build, terrain_preview_build_free);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_object (&self->watch);
  g_clear_object (&self->group);
  g_clear_object (&self->file);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (terrain_preview_page_parent_class)->dispose (object);
}

static void
terrain_preview_page_class_init (TerrainPreviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_preview_page_dispose;
  widget_class->unroot = terrain_preview_page_unroot;

  signals[ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[TRANSLATE] = g_signal_new ("translate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ERROR);

  g_type_ensure (TERRAIN_TYPE_LANGUAGE_MENU);
  g_type_ensure (TERRAIN_TYPE_PREVIEW_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/brussels/safe/Terrain/terrain-preview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TerrainPreviewPage, title);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreviewPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreviewPage, languages);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreviewPage, issues_button);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreviewPage, issues_icon);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreviewPage, issues_count);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreviewPage, note);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreviewPage, note_label);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreviewPage, flap);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreviewPage, issues);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreviewPage, body);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreviewPage, broken_label);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreviewPage, errors);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreviewPage, actions);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreviewPage, back);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreviewPage, progress_label);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
  gtk_widget_class_bind_template_callback (widget_class, on_language);
  gtk_widget_class_bind_template_callback (widget_class, on_issue_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_note_closed);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "preview.reload", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "preview.translate-text", NULL);
}

/* The buttons have the room. */
static void
give_way (GtkWidget *widget,
          gboolean   narrow)
{
  gtk_widget_set_visible (GTK_WIDGET (TERRAIN_PREVIEW_PAGE (widget)->progress_label), !narrow);
}

static void
change_masked (GSimpleAction *action,
               GVariant      *state,
               gpointer       user_data)
{
  TerrainPreviewPage *self = TERRAIN_PREVIEW_PAGE (user_data);
  g_autofree char *position = NULL;

  g_simple_action_set_state (action, state);
  self->masked = g_variant_get_boolean (state);
  if (!self->interview)
    return;
  terrain_preview_view_flush (self->view);
  position = g_strdup (terrain_preview_view_get_current_ref (self->view));
  show_interview (self, self->interview, position);
}

static void
terrain_preview_page_init (TerrainPreviewPage *self)
{
  static const GActionEntry entries[] = {
    { .name = "reload", .activate = action_reload },
    { .name = "restart", .activate = action_restart },
    { .name = "add", .activate = action_add },
    { .name = "translate", .activate = action_translate },
    { .name = "translate-text", .activate = action_translate_text },
    { .name = "masked", .state = "false", .change_state = change_masked },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  terrain_narrow_bin_follow (GTK_WIDGET (self), give_way);
  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "preview", G_ACTION_GROUP (self->group));
  terrain_translate_watch_clicks (GTK_WIDGET (self->body), translate_pick, G_OBJECT (self));
  self->watch = terrain_preview_watch_new ();
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (read_file), self, G_CONNECT_SWAPPED);
}

GtkWidget *
terrain_preview_page_new (TerrainWorkspace *workspace,
                          GFile            *file)
{
  g_return_val_if_fail (TERRAIN_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  TerrainPreviewPage *self = g_object_new (TERRAIN_TYPE_PREVIEW_PAGE, NULL);
  g_autoptr (TerrainPreviewSource) source = terrain_preview_source_new (file);
  g_autoptr (GPtrArray) folders = terrain_preview_source_list_po_folders (source, NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  self->workspace = g_object_ref (workspace);
  self->file = g_object_ref (file);
  update_title (self);
  /* Before the first look at it, so that no change is missed. */
  g_ptr_array_add (files, file);
  terrain_preview_watch_set (self->watch, files, folders);
  read_file (self);
  return GTK_WIDGET (self);
}

TerrainInterview *
terrain_preview_page_get_interview (TerrainPreviewPage *self)
{
  g_return_val_if_fail (TERRAIN_IS_PREVIEW_PAGE (self), NULL);

  return self->interview;
}

TerrainPreviewBuild *
terrain_preview_page_get_build (TerrainPreviewPage *self)
{
  g_return_val_if_fail (TERRAIN_IS_PREVIEW_PAGE (self), NULL);

  return self->build;
}

void
terrain_preview_page_speak (TerrainPreviewPage *self,
                            const char         *language)
{
  g_return_if_fail (TERRAIN_IS_PREVIEW_PAGE (self));
  g_return_if_fail (language != NULL);

  g_free (self->wanted);
  self->wanted = g_strdup (language);
  read_file (self);
}

void
terrain_preview_page_grab (TerrainPreviewPage *self)
{
  g_return_if_fail (TERRAIN_IS_PREVIEW_PAGE (self));

  if (self->view)
    terrain_preview_view_go_to (self->view, terrain_preview_view_get_current_ref (self->view));
}

gboolean
terrain_preview_page_do (TerrainPreviewPage *self,
                         const char         *what)
{
  g_return_val_if_fail (TERRAIN_IS_PREVIEW_PAGE (self), FALSE);

  if (!self->view)
    return FALSE;
  if (strcmp (what, "outline") == 0)
    adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
  else if (strcmp (what, "language-menu") == 0)
    terrain_language_menu_popup (self->languages);
  else if (strcmp (what, "next-language") == 0)
    terrain_language_menu_next (self->languages);
  else if (strcmp (what, "next-section") == 0)
    on_next (self);
  else if (strcmp (what, "previous-section") == 0)
    on_back (self);
  else if (strcmp (what, "next-problem") == 0)
    terrain_preview_view_next_problem (self->view);
  else if (strcmp (what, "panel") == 0 || strcmp (what, "fold") == 0)
    return terrain_preview_view_toggle_fold (self->view, strcmp (what, "panel") == 0);
  else
    return FALSE;
  return TRUE;
}

void
terrain_preview_page_undo (TerrainPreviewPage *self,
                           gboolean            redo)
{
  g_autoptr (TerrainChange) change = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (TERRAIN_IS_PREVIEW_PAGE (self));

  if (!self->view)
    return;
  terrain_preview_view_flush (self->view);
  if (!(redo ? terrain_interview_redo : terrain_interview_undo) (self->interview, &change, &error))
    {
      show_note (self, error->message);
      return;
    }
  if (change->kind == TERRAIN_CHANGE_LANGUAGE)
    terrain_language_menu_set_current (self->languages, terrain_interview_get_language (self->interview));
  if (change->focus)
    terrain_preview_view_go_to (self->view, change->focus);
}
