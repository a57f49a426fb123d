/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-translate-place.h"
#include "terrain-translate-row.h"

struct _TerrainTranslateRow
{
  GtkWidget parent_instance;

  TerrainTranslationEntry *entry;
  GtkImage *icon;
  GtkWidget *column;
  GtkLabel *source;
  GtkLabel *text;
  GtkLabel *place;
};

G_DEFINE_FINAL_TYPE (TerrainTranslateRow, terrain_translate_row, GTK_TYPE_WIDGET)

const char *
terrain_translate_state_get_icon (TerrainTranslationState state,
                                  gboolean                warned)
{
  switch (state)
    {
    case TERRAIN_TRANSLATION_FUZZY:
      return "dialog-question-symbolic";
    case TERRAIN_TRANSLATION_FAILING:
      return "dialog-error-symbolic";
    case TERRAIN_TRANSLATION_DONE:
      return warned ? "dialog-warning-symbolic" : "object-select-symbolic";
    case TERRAIN_TRANSLATION_MISSING:
    default:
      return "media-record-symbolic";
    }
}

const char *
terrain_translate_state_get_name (TerrainTranslationState state,
                                  gboolean                warned)
{
  switch (state)
    {
    case TERRAIN_TRANSLATION_FUZZY:
      return _("Needs review");
    case TERRAIN_TRANSLATION_FAILING:
      return _("Cannot be shown");
    case TERRAIN_TRANSLATION_DONE:
      return warned ? _("Translated, worth a look") : _("Translated");
    case TERRAIN_TRANSLATION_MISSING:
    default:
      return _("Not translated");
    }
}

const char *
terrain_translate_state_get_style (TerrainTranslationState state,
                                   gboolean                warned)
{
  switch (state)
    {
    case TERRAIN_TRANSLATION_FUZZY:
      return "accent";
    case TERRAIN_TRANSLATION_FAILING:
      return "error";
    case TERRAIN_TRANSLATION_DONE:
      return warned ? "warning" : "success";
    case TERRAIN_TRANSLATION_MISSING:
    default:
      return "dim-label";
    }
}

static void
set_icon (TerrainTranslateRow    *self,
          TerrainTranslationState state,
          gboolean                warned)
{
  const char *classes[] = { terrain_translate_state_get_style (state, warned), NULL };

  gtk_image_set_from_icon_name (self->icon, terrain_translate_state_get_icon (state, warned));
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->icon), terrain_translate_state_get_name (state, warned));
}

/* A text is a line or two here, whatever it is in the form. */
static void
set_line (GtkLabel   *label,
          const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n\t", ' ');

  gtk_label_set_text (label, line);
}

static void
update (TerrainTranslateRow *self)
{
  TerrainTranslationState state = terrain_translation_entry_get_state (self->entry);
  gboolean warned = terrain_translation_entry_get_issues (self->entry)->len > 0;
  const char *source = terrain_translation_entry_get_source (self->entry);
  const char *text = terrain_translation_entry_get_text (self->entry);
  /* Translators: a text and how far its translation is, as a screen reader says them. */
  g_autofree char *spoken = g_strdup_printf (_("%s, %s"), source, terrain_translate_state_get_name (state, warned));
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));

  set_icon (self, state, warned);
  set_line (self->text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->text), *text != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  /* What has the focus is the list's own widget around this one. */
  if (item)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

void
terrain_translate_row_set_entry (TerrainTranslateRow     *self,
                                 TerrainTranslationEntry *entry,
                                 GtkTextDirection         direction)
{
  g_return_if_fail (TERRAIN_IS_TRANSLATE_ROW (self));

  if (self->entry)
    g_signal_handlers_disconnect_by_func (self->entry, update, self);
  g_set_object (&self->entry, entry);
  if (!entry)
    return;

  const char *context = terrain_translation_entry_get_context (entry);
  g_autofree char *place = terrain_translate_dup_place (context);
  g_autofree char *base = g_path_get_basename (place);
  /* Translators: what a text is ("Hint") and the question or answer it belongs to. */
  g_autofree char *belongs = g_strdup_printf (_("%s of %s"), terrain_translate_describe_role (context), base);

  set_line (self->source, terrain_translation_entry_get_source (entry));
  gtk_label_set_text (self->place, strcmp (context, "title") == 0 ? terrain_translate_describe_role (context) : belongs);
  if (direction != GTK_TEXT_DIR_NONE)
    gtk_widget_set_direction (GTK_WIDGET (self->text), direction);
  g_signal_connect_object (entry, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
terrain_translate_row_dispose (GObject *object)
{
  TerrainTranslateRow *self = TERRAIN_TRANSLATE_ROW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->entry);

  G_OBJECT_CLASS (terrain_translate_row_parent_class)->dispose (object);
}

static void
terrain_translate_row_class_init (TerrainTranslateRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_translate_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "translate-row");
}

static GtkLabel *
add_label (GtkWidget  *column,
           int         lines,
           const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "ellipsize", PANGO_ELLIPSIZE_END, "wrap", lines > 1,
                                   "lines", lines, "width-chars", 12, NULL);

  if (lines > 1)
    gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (column), label);
  return GTK_LABEL (label);
}

static void
terrain_translate_row_init (TerrainTranslateRow *self)
{
  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->icon), GTK_ALIGN_START);
  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_hexpand (self->column, TRUE);
  self->source = add_label (self->column, 2, NULL);
  self->text = add_label (self->column, 1, "translate-text");
  self->place = add_label (self->column, 1, "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->place), "dim-label");
  gtk_widget_set_parent (GTK_WIDGET (self->icon), GTK_WIDGET (self));
  gtk_widget_set_parent (self->column, GTK_WIDGET (self));
}

GtkWidget *
terrain_translate_row_new (void)
{
  return g_object_new (TERRAIN_TYPE_TRANSLATE_ROW, NULL);
}
