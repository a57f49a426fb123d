/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-form-focus.h"
#include "terrain-form-style.h"
#include "terrain-question.h"
#include "terrain-remark-bar.h"
#include "terrain-text-guard.h"

/* Characters of a note at its question; Ctrl+M shows all of it. */
#define MOST_SHOWN 400

struct _TerrainRemarkBar
{
  GtkWidget parent_instance;
  TerrainFormContext *context;
  TerrainItem *item;
  GtkWidget *warning_box;
  GtkWidget *warning_icon;
  GtkWidget *warning;
  GtkWidget *confirm;
  GtkWidget *note_box;
  GtkWidget *note;
};

G_DEFINE_FINAL_TYPE (TerrainRemarkBar, terrain_remark_bar, GTK_TYPE_WIDGET)

static const TerrainRemark *
find_remark (TerrainFormContext *context, TerrainItem *item)
{
  TerrainSession *session = terrain_form_context_get_session (context);

  return session != NULL ? terrain_session_get_remark (session, terrain_item_get_ref (item)) : NULL;
}

/* Returns: (nullable): what is wrong with the note, where the form asks for one */
static const char *
find_problem (TerrainFormContext *context, TerrainItem *item)
{
  TerrainItem *comment = terrain_item_get_comment (item);

  return comment != NULL && terrain_item_get_relevant (comment)
           ? terrain_item_get_problem_text (comment, terrain_form_context_get_show_required (context))
           : NULL;
}

gboolean
terrain_remark_bar_is_wanted (TerrainFormContext *context, TerrainItem *item)
{
  TerrainControl *control = terrain_item_get_control (item);

  return find_problem (context, item) != NULL ||
         (control != NULL && terrain_control_get_bind_attribute (control, "softConstraint") != NULL) ||
         find_remark (context, item) != NULL ||
         (terrain_form_context_get_session (context) == NULL && terrain_item_get_comment (item) != NULL);
}

/* A preview has nobody who confirms: it shows what would be asked. */
static void
refresh_warning (TerrainRemarkBar *self)
{
  TerrainSession *session = terrain_form_context_get_session (self->context);
  g_autofree char *warning = terrain_item_dup_warning (self->item);
  gboolean confirmed = warning != NULL && session != NULL && terrain_session_is_confirmed (session, self->item);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->warning_box, warning != NULL);
  if (warning == NULL)
    return;
  if (confirmed)
    {
      const TerrainRemark *remark = find_remark (self->context, self->item);
      g_autofree char *plain = terrain_form_dup_plain_text (warning);

      /* Translators: the first %s is what was asked about an answer, the second who said that it is right */
      text = remark->user != NULL ? g_strdup_printf (_("%s Confirmed by %s."), plain, remark->user)
                                  /* Translators: %s is what was asked about an answer */
                                  : g_strdup_printf (_("%s Confirmed."), plain);
    }
  else
    text = terrain_form_dup_plain_text (warning);
  gtk_label_set_label (GTK_LABEL (self->warning), text);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->warning_icon),
                                confirmed ? "object-select-symbolic" : "dialog-question-symbolic");
  gtk_widget_set_visible (self->confirm, !confirmed && session != NULL);
  if (confirmed)
    gtk_widget_remove_css_class (self->warning_box, "open");
  else
    gtk_widget_add_css_class (self->warning_box, "open");
}

/* A preview has no session: of its notes there are those that are answers of the form. (transfer full) (nullable) */
static char *
dup_note (TerrainRemarkBar *self)
{
  const TerrainRemark *remark = find_remark (self->context, self->item);
  TerrainItem *comment = terrain_item_get_comment (self->item);
  g_autofree char *own = NULL;
  const char *text = remark != NULL ? remark->text : NULL;

  if (terrain_form_context_get_session (self->context) == NULL && comment != NULL)
    text = own = terrain_comment_dup_text (comment);
  return text != NULL ? terrain_text_guard_shorten (text, MOST_SHOWN) : NULL;
}

void
terrain_remark_bar_refresh (TerrainRemarkBar *self)
{
  /* What an interviewer notes is not for the respondent's eyes. */
  gboolean is_respondent = terrain_form_context_get_handed_over (self->context);
  g_autofree char *note = !is_respondent ? dup_note (self) : NULL;
  const char *problem = !is_respondent ? find_problem (self->context, self->item) : NULL;
  g_autofree char *wrong = problem != NULL ? terrain_form_dup_plain_text (problem) : NULL;
  g_autofree char *text = NULL;

  if (wrong != NULL)
    /* Translators: below a question, of the note that the form asks for on it; %s is a sentence that says what is wrong */
    text = g_strdup_printf (_("Note (Ctrl+M): %s"), wrong);
  if (note != NULL && text != NULL)
    {
      g_autofree char *both = g_strdup_printf ("%s\n%s", note, text);
      g_free (g_steal_pointer (&text));
      text = g_steal_pointer (&both);
    }
  refresh_warning (self);
  gtk_label_set_label (GTK_LABEL (self->note), text != NULL ? text : note != NULL ? note : "");
  if (wrong != NULL)
    gtk_widget_add_css_class (self->note, "error");
  else
    gtk_widget_remove_css_class (self->note, "error");
  gtk_widget_set_visible (self->note_box, note != NULL || text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          note != NULL || text != NULL || gtk_widget_get_visible (self->warning_box));
}

static void
terrain_remark_bar_dispose (GObject *object)
{
  TerrainRemarkBar *self = TERRAIN_REMARK_BAR (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->context);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (terrain_remark_bar_parent_class)->dispose (object);
}

static void
terrain_remark_bar_class_init (TerrainRemarkBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_remark_bar_dispose;
  widget_class->focus = terrain_form_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static GtkWidget *
new_label (void)
{
  return g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "width-chars", 12, "xalign", 0.0f,
                       "hexpand", TRUE, NULL);
}

static GtkWidget *
new_icon (const char *name)
{
  return g_object_new (GTK_TYPE_IMAGE, "icon-name", name, "valign", GTK_ALIGN_START, "accessible-role",
                       GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

static void
terrain_remark_bar_init (TerrainRemarkBar *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);

  self->warning_box = g_object_new (GTK_TYPE_BOX, "spacing", 6, NULL);
  self->warning_icon = new_icon ("dialog-question-symbolic");
  self->warning = new_label ();
  self->confirm = g_object_new (GTK_TYPE_BUTTON, "label", _("_It Is Right"), "use-underline", TRUE, "valign",
                                GTK_ALIGN_START, "action-name", "question.confirm", NULL);
  gtk_widget_add_css_class (self->warning_box, "terrain-warning");
  gtk_box_append (GTK_BOX (self->warning_box), self->warning_icon);
  gtk_box_append (GTK_BOX (self->warning_box), self->warning);
  gtk_box_append (GTK_BOX (self->warning_box), self->confirm);

  self->note_box = g_object_new (GTK_TYPE_BOX, "spacing", 6, NULL);
  self->note = new_label ();
  gtk_widget_add_css_class (self->note_box, "terrain-note");
  gtk_box_append (GTK_BOX (self->note_box), new_icon ("document-edit-symbolic"));
  gtk_box_append (GTK_BOX (self->note_box), self->note);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->note_box), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Note"), -1);

  gtk_widget_set_parent (self->warning_box, GTK_WIDGET (self));
  gtk_widget_set_parent (self->note_box, GTK_WIDGET (self));
}

GtkWidget *
terrain_remark_bar_new (TerrainFormContext *context, TerrainItem *item)
{
  TerrainRemarkBar *self = g_object_new (TERRAIN_TYPE_REMARK_BAR, NULL);

  self->context = g_object_ref (context);
  self->item = g_object_ref (item);
  terrain_remark_bar_refresh (self);
  return GTK_WIDGET (self);
}
