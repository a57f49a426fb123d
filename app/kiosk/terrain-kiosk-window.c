/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-shell-form.h>

#include "terrain-kiosk-idle.h"
#include "terrain-kiosk-language-page.h"
#include "terrain-kiosk-languages.h"
#include "terrain-kiosk-locale.h"
#include "terrain-kiosk-pin-page.h"
#include "terrain-kiosk-question-page.h"
#include "terrain-kiosk-style.h"
#include "terrain-kiosk-window.h"

struct _TerrainKioskWindow
{
  AdwApplicationWindow parent_instance;

  TerrainProfile *profile;
  TerrainForm *form;
  TerrainKioskPolicy *policy;
  TerrainSession *session;
  TerrainKioskIdle *idle;
  guint thanks_timeout;
  gboolean problem_shown; /* the visitor was once led to what is missing */
  gboolean may_close;

  GtkStack *stack;
  GtkRevealer *warning;
  GtkLabel *warning_label;
  GtkButton *warning_button;
  TerrainKioskLanguagePage *language_page;
  TerrainKioskQuestionPage *question_page; /* NULL but while there is a visitor */
  TerrainKioskPinPage *pin_page;
  GtkLabel *thanks;
  GtkLabel *thanks_note;
};

enum
{
  PROP_0,
  PROP_PAGE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TerrainKioskWindow, terrain_kiosk_window, ADW_TYPE_APPLICATION_WINDOW)

static void
show_page (TerrainKioskWindow *self,
           const char         *page)
{
  gtk_stack_set_visible_child_name (self->stack, page);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

static void
hide_warning (TerrainKioskWindow *self)
{
  gtk_revealer_set_reveal_child (self->warning, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->warning), FALSE);
}

/* The widgets of the last visitor go: nothing of the answers stays on the screen or in the accessible tree. */
static void
drop_question_page (TerrainKioskWindow *self)
{
  if (self->question_page)
    gtk_stack_remove (self->stack, GTK_WIDGET (self->question_page));
  self->question_page = NULL;
  g_clear_object (&self->session);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL);
}

/* Back to the first page for whoever comes next. */
static void
restart (TerrainKioskWindow *self)
{
  g_clear_handle_id (&self->thanks_timeout, g_source_remove);
  terrain_kiosk_idle_stop (self->idle);
  hide_warning (self);
  self->problem_shown = FALSE;
  terrain_kiosk_language_page_alternate (self->language_page);
  show_page (self, "language");
  drop_question_page (self);
  gtk_widget_child_focus (GTK_WIDGET (self->language_page), GTK_DIR_TAB_FORWARD);
}

/* What was answered is kept (UX-24): as a record where nothing required is missing, else as a draft for staff. */
static void
end_session (TerrainKioskWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (!self->session)
    return;
  if (self->question_page)
    terrain_kiosk_question_page_flush (self->question_page);

  TerrainItem *root = terrain_interview_get_root_item (terrain_session_get_interview (self->session));
  if (terrain_kiosk_has_answer (root) && terrain_session_complete (self->session, TRUE, NULL, NULL, &error))
    return;
  g_clear_error (&error);
  if (!terrain_session_close (self->session, TRUE, &error))
    g_warning ("a record could not be kept: %s", error->message);
}

static gboolean
on_thanks_over (gpointer user_data)
{
  TerrainKioskWindow *self = user_data;

  self->thanks_timeout = 0;
  restart (self);
  return G_SOURCE_REMOVE;
}

static void
show_thanks (TerrainKioskWindow *self)
{
  g_autofree char *note = terrain_kiosk_question_page_dup_last_note (self->question_page);

  gtk_label_set_text (self->thanks, note && note[0] != '\0' ? note : _("Thank you"));
  gtk_label_set_text (self->thanks_note, note && note[0] != '\0' ? "" : _("Your answers are safely kept."));
  terrain_kiosk_idle_stop (self->idle);
  hide_warning (self);
  show_page (self, "thanks");
  drop_question_page (self);
  self->thanks_timeout = g_timeout_add (self->policy->thanks_ms, on_thanks_over, self);
}

/* Leads the visitor once to what is missing; a form that keeps asking would keep them there. */
static gboolean
show_problem (TerrainKioskWindow *self)
{
  g_autoptr (GPtrArray) problems = terrain_interview_validate (terrain_session_get_interview (self->session));

  if (self->problem_shown)
    return FALSE;
  for (guint i = 0; i < problems->len; i++)
    {
      const TerrainProblem *problem = g_ptr_array_index (problems, i);
      if (terrain_kiosk_question_page_show_problem (self->question_page, problem->ref))
        {
          self->problem_shown = TRUE;
          return TRUE;
        }
    }
  return FALSE;
}

static void
on_finished (TerrainKioskWindow *self)
{
  if (!self->question_page || !terrain_kiosk_question_page_flush (self->question_page) || show_problem (self))
    return;
  end_session (self);
  show_thanks (self);
}

static void
on_left (TerrainKioskWindow *self)
{
  terrain_kiosk_idle_start (self->idle);
  show_page (self, "language");
}

static void
set_language (TerrainKioskWindow *self,
              const char         *language)
{
  g_autofree char *tag = terrain_language_dup_tag (language);

  if (tag)
    terrain_kiosk_locale_set (tag);
  gtk_label_set_text (self->warning_label, _("Are you still there?"));
  gtk_button_set_label (self->warning_button, _("Continue"));
}

static void
show_title (TerrainKioskWindow *self)
{
  g_autofree char *title = terrain_interview_dup_title (terrain_session_get_interview (self->session));

  gtk_window_set_title (GTK_WINDOW (self), title);
}

static gboolean
begin_session (TerrainKioskWindow *self,
               const char         *language)
{
  g_autoptr (GError) error = NULL;

  if (self->session)
    {
      if (!terrain_session_set_language (self->session, language, &error))
        g_warning ("the language “%s” could not be taken: %s", language, error->message);
      return TRUE;
    }
  self->session = terrain_session_begin (self->profile, self->form, language, &error);
  if (!self->session)
    g_warning ("no record could be begun: %s", error->message);
  else
    show_title (self);
  return self->session != NULL;
}

static void
on_language_chosen (TerrainKioskWindow *self,
                    const char         *language)
{
  g_autofree char *chosen = g_strdup (language);

  if (!begin_session (self, chosen))
    return;
  set_language (self, chosen);
  /* Made anew also when only the language changed: the page's own buttons are in it. */
  if (self->question_page)
    gtk_stack_remove (self->stack, GTK_WIDGET (self->question_page));
  self->question_page
    = TERRAIN_KIOSK_QUESTION_PAGE (terrain_kiosk_question_page_new (self->session, self->policy->tap_ms));
  g_signal_connect_object (self->question_page, "finished", G_CALLBACK (on_finished), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->question_page, "left", G_CALLBACK (on_left), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->question_page), "questions");
  show_page (self, "questions");
  terrain_kiosk_idle_start (self->idle);
}

static void
on_idle_warn (gpointer user_data)
{
  TerrainKioskWindow *self = user_data;

  gtk_widget_set_visible (GTK_WIDGET (self->warning), TRUE);
  gtk_revealer_set_reveal_child (self->warning, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->warning_button));
}

static void
on_idle_expire (gpointer user_data)
{
  TerrainKioskWindow *self = user_data;

  end_session (self);
  restart (self);
}

static void
on_idle_touched (gpointer user_data)
{
  /* Somebody is there; the question may go. The touch itself does nothing else: "Continue" covers the page. */
  hide_warning (user_data);
}

static void
on_continue (TerrainKioskWindow *self)
{
  hide_warning (self);
  terrain_kiosk_idle_start (self->idle);
}

static void
action_staff (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  TerrainKioskWindow *self = TERRAIN_KIOSK_WINDOW (widget);

  if (self->policy->pin_hash[0] == '\0')
    return;
  hide_warning (self);
  terrain_kiosk_idle_start (self->idle);
  show_page (self, "pin");
  terrain_kiosk_pin_page_reset (self->pin_page);
}

static void
on_corner_pressed (TerrainKioskWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.staff", NULL);
}

static void
on_pin_accepted (TerrainKioskWindow *self)
{
  end_session (self);
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_pin_cancelled (TerrainKioskWindow *self)
{
  if (self->question_page)
    show_page (self, "questions");
  else
    restart (self);
}

static gboolean
terrain_kiosk_window_close_request (GtkWindow *window)
{
  TerrainKioskWindow *self = TERRAIN_KIOSK_WINDOW (window);

  /* Alt+F4, the session's close button, anything: only the PIN ends it (UX-30). */
  if (!self->may_close)
    return TRUE;
  return GTK_WINDOW_CLASS (terrain_kiosk_window_parent_class)->close_request (window);
}

static void
terrain_kiosk_window_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (terrain_kiosk_window_parent_class)->map (widget);

  gdk_toplevel_inhibit_system_shortcuts (GDK_TOPLEVEL (gtk_native_get_surface (GTK_NATIVE (widget))), NULL);
}

static void
terrain_kiosk_window_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PAGE:
      g_value_set_string (value, terrain_kiosk_window_get_page (TERRAIN_KIOSK_WINDOW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
terrain_kiosk_window_dispose (GObject *object)
{
  TerrainKioskWindow *self = TERRAIN_KIOSK_WINDOW (object);

  g_clear_handle_id (&self->thanks_timeout, g_source_remove);
  g_clear_pointer (&self->idle, terrain_kiosk_idle_free);
  if (self->session)
    terrain_session_close (self->session, TRUE, NULL);
  g_clear_object (&self->session);
  self->question_page = NULL;
  g_clear_object (&self->profile);
  g_clear_pointer (&self->form, terrain_form_unref);

  G_OBJECT_CLASS (terrain_kiosk_window_parent_class)->dispose (object);
}

static void
terrain_kiosk_window_finalize (GObject *object)
{
  terrain_kiosk_policy_free (TERRAIN_KIOSK_WINDOW (object)->policy);

  G_OBJECT_CLASS (terrain_kiosk_window_parent_class)->finalize (object);
}

static void
terrain_kiosk_window_class_init (TerrainKioskWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = terrain_kiosk_window_get_property;
  object_class->dispose = terrain_kiosk_window_dispose;
  object_class->finalize = terrain_kiosk_window_finalize;
  widget_class->map = terrain_kiosk_window_map;
  GTK_WINDOW_CLASS (klass)->close_request = terrain_kiosk_window_close_request;

  properties[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, "language",
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "win.staff", NULL, action_staff);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_q, GDK_CONTROL_MASK | GDK_ALT_MASK, "win.staff", NULL);
}

static void
add_thanks_page (TerrainKioskWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *icon = gtk_image_new_from_icon_name ("object-select-symbolic");

  self->thanks = GTK_LABEL (gtk_label_new (NULL));
  self->thanks_note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->thanks, TRUE);
  gtk_label_set_justify (self->thanks, GTK_JUSTIFY_CENTER);
  gtk_label_set_wrap (self->thanks_note, TRUE);
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 96);
  gtk_widget_add_css_class (icon, "success");
  gtk_widget_add_css_class (GTK_WIDGET (self->thanks), "kiosk-thanks");
  gtk_widget_add_css_class (GTK_WIDGET (self->thanks_note), "kiosk-greeting");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->thanks));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->thanks_note));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (box, 48);
  gtk_widget_set_margin_end (box, 48);
  gtk_stack_add_named (self->stack, box, "thanks");
}

static GtkWidget *
make_warning (TerrainKioskWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 36);

  self->warning = GTK_REVEALER (gtk_revealer_new ());
  self->warning_label = GTK_LABEL (gtk_label_new (NULL));
  self->warning_button = GTK_BUTTON (gtk_button_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->warning_label), "kiosk-thanks");
  gtk_widget_add_css_class (GTK_WIDGET (self->warning_button), "kiosk-button");
  gtk_widget_add_css_class (GTK_WIDGET (self->warning_button), "suggested-action");
  gtk_widget_set_halign (GTK_WIDGET (self->warning_button), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->warning_label), GTK_ALIGN_END);
  gtk_widget_set_valign (GTK_WIDGET (self->warning_button), GTK_ALIGN_START);
  gtk_widget_set_vexpand (GTK_WIDGET (self->warning_label), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->warning_button), TRUE);
  g_signal_connect_swapped (self->warning_button, "clicked", G_CALLBACK (on_continue), self);
  gtk_widget_add_css_class (box, "kiosk-warning");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->warning_label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->warning_button));
  gtk_revealer_set_transition_type (self->warning, GTK_REVEALER_TRANSITION_TYPE_CROSSFADE);
  gtk_revealer_set_child (self->warning, box);
  gtk_widget_set_visible (GTK_WIDGET (self->warning), FALSE);
  return GTK_WIDGET (self->warning);
}

/* A corner that nobody finds by chance: pressed long, with nothing to see. */
static GtkWidget *
make_corner (TerrainKioskWindow *self)
{
  GtkWidget *corner = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkGesture *gesture = gtk_gesture_long_press_new ();

  gtk_gesture_long_press_set_delay_factor (GTK_GESTURE_LONG_PRESS (gesture), 2.0);
  g_signal_connect_swapped (gesture, "pressed", G_CALLBACK (on_corner_pressed), self);
  gtk_widget_add_controller (corner, GTK_EVENT_CONTROLLER (gesture));
  gtk_widget_set_size_request (corner, 64, 64);
  gtk_widget_set_halign (corner, GTK_ALIGN_END);
  gtk_widget_set_valign (corner, GTK_ALIGN_START);
  return corner;
}

static void
terrain_kiosk_window_init (TerrainKioskWindow *self)
{
  GtkWidget *overlay = gtk_overlay_new ();

  self->stack = GTK_STACK (gtk_stack_new ());
  add_thanks_page (self);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->stack));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), make_warning (self));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), make_corner (self));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), overlay);
  gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk");
  gtk_window_set_decorated (GTK_WINDOW (self), FALSE);
  gtk_window_set_deletable (GTK_WINDOW (self), FALSE);
  gtk_window_fullscreen (GTK_WINDOW (self));
}

GtkWindow *
terrain_kiosk_window_new (GtkApplication           *application,
                          TerrainProfile           *profile,
                          const char               *form_id,
                          const TerrainKioskPolicy *policy,
                          GError                  **error)
{
  static const TerrainKioskIdleFuncs idle_funcs = { on_idle_warn, on_idle_expire, on_idle_touched };

  g_return_val_if_fail (TERRAIN_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (form_id != NULL && policy != NULL, NULL);

  g_autoptr (TerrainForm) form = terrain_profile_load_form (profile, form_id, NULL, error);
  if (!form)
    return NULL;

  terrain_kiosk_style_install (gdk_display_get_default ());
  terrain_kiosk_locale_prepare ();

  TerrainKioskWindow *self = g_object_new (TERRAIN_TYPE_KIOSK_WINDOW, "application", application, NULL);
  g_auto (GStrv) languages = terrain_kiosk_languages_of (profile, form, policy->languages);

  self->profile = g_object_ref (profile);
  self->form = g_steal_pointer (&form);
  self->policy = terrain_kiosk_policy_copy (policy);
  self->idle = terrain_kiosk_idle_new (GTK_WIDGET (self), policy->idle_ms, policy->warning_ms, &idle_funcs, self);
  gtk_window_set_title (GTK_WINDOW (self), terrain_form_get_title (self->form));

  GtkWidget *page = terrain_kiosk_language_page_new ((const char *const *) languages);
  self->language_page = TERRAIN_KIOSK_LANGUAGE_PAGE (page);
  g_signal_connect_object (page, "chosen", G_CALLBACK (on_language_chosen), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, page, "language");
  page = terrain_kiosk_pin_page_new (self->policy);
  self->pin_page = TERRAIN_KIOSK_PIN_PAGE (page);
  g_signal_connect_object (page, "accepted", G_CALLBACK (on_pin_accepted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "cancelled", G_CALLBACK (on_pin_cancelled), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, page, "pin");
  show_page (self, "language");
  return GTK_WINDOW (self);
}

const char *
terrain_kiosk_window_get_page (TerrainKioskWindow *self)
{
  g_return_val_if_fail (TERRAIN_IS_KIOSK_WINDOW (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}

TerrainSession *
terrain_kiosk_window_get_session (TerrainKioskWindow *self)
{
  g_return_val_if_fail (TERRAIN_IS_KIOSK_WINDOW (self), NULL);

  return self->session;
}

gboolean
terrain_kiosk_window_get_warning (TerrainKioskWindow *self)
{
  g_return_val_if_fail (TERRAIN_IS_KIOSK_WINDOW (self), FALSE);

  return gtk_revealer_get_reveal_child (self->warning);
}
