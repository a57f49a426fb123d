/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-form-focus.h"
#include "terrain-question-help.h"

struct _TerrainQuestionHelp
{
  GtkWidget parent_instance;
  GtkWidget *expander;
  GtkWidget *guidance;
  GtkWidget *reasons;
  gboolean has_guidance;
};

G_DEFINE_FINAL_TYPE (TerrainQuestionHelp, terrain_question_help, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_EXPANDED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

gboolean
terrain_question_help_get_expanded (TerrainQuestionHelp *self)
{
  g_return_val_if_fail (TERRAIN_IS_QUESTION_HELP (self), FALSE);
  return gtk_expander_get_expanded (GTK_EXPANDER (self->expander));
}

void
terrain_question_help_set_expanded (TerrainQuestionHelp *self, gboolean expanded)
{
  g_return_if_fail (TERRAIN_IS_QUESTION_HELP (self));
  /* Its own signal tells. */
  gtk_expander_set_expanded (GTK_EXPANDER (self->expander), expanded);
}

static void
update_visible (TerrainQuestionHelp *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), self->has_guidance || terrain_question_help_get_expanded (self));
}

static void
expanded_changed (TerrainQuestionHelp *self)
{
  update_visible (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPANDED]);
}

void
terrain_question_help_set_guidance (TerrainQuestionHelp *self, const char *markup)
{
  g_return_if_fail (TERRAIN_IS_QUESTION_HELP (self));

  self->has_guidance = markup != NULL && *markup != '\0';
  gtk_label_set_markup (GTK_LABEL (self->guidance), self->has_guidance ? markup : "");
  gtk_widget_set_visible (self->guidance, self->has_guidance);
  update_visible (self);
}

void
terrain_question_help_set_reasons (TerrainQuestionHelp *self, const char *text)
{
  g_return_if_fail (TERRAIN_IS_QUESTION_HELP (self));
  gtk_label_set_label (GTK_LABEL (self->reasons), text);
}

static void
terrain_question_help_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EXPANDED)
    g_value_set_boolean (value, terrain_question_help_get_expanded (TERRAIN_QUESTION_HELP (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
terrain_question_help_dispose (GObject *object)
{
  g_clear_pointer (&TERRAIN_QUESTION_HELP (object)->expander, gtk_widget_unparent);
  G_OBJECT_CLASS (terrain_question_help_parent_class)->dispose (object);
}

static void
terrain_question_help_class_init (TerrainQuestionHelpClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = terrain_question_help_dispose;
  object_class->get_property = terrain_question_help_get_property;
  properties[PROP_EXPANDED] = g_param_spec_boolean (
    "expanded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  GTK_WIDGET_CLASS (klass)->focus = terrain_form_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

/* width-chars: see terrain-question-parts.c. */
static GtkWidget *
new_label (void)
{
  return g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "width-chars", 12, "xalign", 0.0f,
                       NULL);
}

static void
terrain_question_help_init (TerrainQuestionHelp *self)
{
  const char *title = _("Help with This Question (F1)");
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, "margin-top", 6,
                                 "margin-start", 18, NULL);
  GtkWidget *words = new_label ();

  self->guidance = new_label ();
  self->reasons = new_label ();
  gtk_box_append (GTK_BOX (box), self->guidance);
  gtk_box_append (GTK_BOX (box), self->reasons);
  gtk_label_set_label (GTK_LABEL (words), title);
  self->expander = g_object_new (GTK_TYPE_EXPANDER, "label-widget", words, "child", box, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_add_css_class (self->expander, "terrain-hint");
  gtk_widget_set_parent (self->expander, GTK_WIDGET (self));
  g_signal_connect_object (self->expander, "notify::expanded", G_CALLBACK (expanded_changed), self, G_CONNECT_SWAPPED);
  terrain_question_help_set_guidance (self, NULL);
}

GtkWidget *
terrain_question_help_new (void)
{
  return g_object_new (TERRAIN_TYPE_QUESTION_HELP, NULL);
}
