/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-form-direction.h"
#include "terrain-line.h"
#include "terrain-question-parts.h"

static void
adopt (TerrainQuestionParts *self, GtkWidget *widget)
{
  terrain_form_apply_direction (widget, gtk_widget_get_direction (self->question));
}

void
terrain_question_parts_put (TerrainQuestionParts *self, TerrainPart part, GtkWidget *widget)
{
  GtkWidget *above = NULL;

  for (int i = (int) part - 1; i >= 0 && above == NULL; i--)
    above = self->at[i];
  self->at[part] = widget;
  gtk_widget_insert_after (widget, self->question, above);
  adopt (self, widget);
}

void
terrain_question_parts_take_away (TerrainQuestionParts *self, TerrainPart part)
{
  g_clear_pointer (&self->at[part], gtk_widget_unparent);
}

gboolean
terrain_question_parts_is_shown (const TerrainQuestionParts *self, TerrainPart part)
{
  return self->at[part] != NULL && gtk_widget_get_visible (self->at[part]);
}

/* width-chars: without it GTK finds how narrow a text can be by breaking it at each character, which is most of the work
 * of showing a form. */
static GtkWidget *
new_label (GtkAccessibleRole role, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", role, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, "width-chars", 12, "xalign", 0.0f, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

void
terrain_question_parts_show_text (TerrainQuestionParts *self, TerrainPart part, const char *markup)
{
  static const char *const css_classes[TERRAIN_N_PARTS] = { [TERRAIN_PART_HINT] = "terrain-hint",
                                                            [TERRAIN_PART_NOTICE] = "terrain-place",
                                                            [TERRAIN_PART_VALUE] = "terrain-value" };
  gboolean shown = markup != NULL && *markup != '\0';

  if (shown && self->at[part] == NULL)
    terrain_question_parts_put (self, part, new_label (part == TERRAIN_PART_NOTICE ? GTK_ACCESSIBLE_ROLE_STATUS
                                                                                   : GTK_ACCESSIBLE_ROLE_LABEL,
                                                       css_classes[part]));
  if (self->at[part] == NULL)
    return;
  gtk_label_set_markup (GTK_LABEL (self->at[part]), shown ? markup : "");
  gtk_widget_set_visible (self->at[part], shown);
}

GtkWidget *
terrain_question_parts_add_header (TerrainQuestionParts *self)
{
  GtkWidget *header = terrain_line_new (12);
  GtkWidget *label = new_label (GTK_ACCESSIBLE_ROLE_LABEL, "terrain-question-label");

  gtk_widget_add_css_class (header, "terrain-question-header");
  gtk_widget_set_hexpand (label, TRUE);
  terrain_line_append (TERRAIN_LINE (header), label);
  terrain_question_parts_put (self, TERRAIN_PART_HEADER, header);
  return label;
}

/* Not in the Tab order: Delete does the same within the list. Invisible while it gets its tooltip, which else would ask the
 * display where the pointer is, and wait for it. */
GtkWidget *
terrain_question_parts_add_clear (TerrainQuestionParts *self)
{
  const char *text = _("Take the Answer Back");
  GtkWidget *clear = g_object_new (GTK_TYPE_BUTTON, "visible", FALSE, "icon-name", "edit-clear-symbolic", "tooltip-text",
                                   text, "focusable", FALSE, "focus-on-click", FALSE, "valign", GTK_ALIGN_START, NULL);

  gtk_widget_add_css_class (clear, "flat");
  gtk_widget_add_css_class (clear, "circular");
  /* Its name says it already. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (clear), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "",
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  terrain_line_append (TERRAIN_LINE (self->at[TERRAIN_PART_HEADER]), clear);
  adopt (self, clear);
  return clear;
}

GtkWidget *
terrain_question_parts_add_message (TerrainQuestionParts *self)
{
  GtkWidget *box = terrain_line_new (6);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "icon-name",
                                  "dialog-warning-symbolic", "valign", GTK_ALIGN_START, NULL);
  GtkWidget *label = new_label (GTK_ACCESSIBLE_ROLE_LABEL, NULL);

  gtk_widget_add_css_class (box, "terrain-message");
  gtk_widget_set_hexpand (label, TRUE);
  terrain_line_append (TERRAIN_LINE (box), icon);
  terrain_line_append (TERRAIN_LINE (box), label);
  terrain_question_parts_put (self, TERRAIN_PART_MESSAGE, box);
  return label;
}
