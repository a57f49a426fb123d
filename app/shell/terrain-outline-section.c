/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-shell-form.h>

#include "terrain-outline-section.h"

struct _TerrainOutlineSection
{
  GtkWidget parent_instance;

  TerrainItem *item;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (TerrainOutlineSection, terrain_outline_section, GTK_TYPE_WIDGET)

/* Icon and words, never colour alone. */
static const struct
{
  const char *icon;
  const char *css_class;
  const char *words;
} looks[] = {
  [TERRAIN_PROGRESS_OPEN] = { "terrain-open-symbolic", "open", N_("open") },
  [TERRAIN_PROGRESS_DONE] = { "object-select-symbolic", "done", N_("done") },
  [TERRAIN_PROGRESS_PROBLEM] = { "dialog-warning-symbolic", "problem", N_("needs attention") },
};

static void
terrain_outline_section_dispose (GObject *object)
{
  TerrainOutlineSection *self = TERRAIN_OUTLINE_SECTION (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (terrain_outline_section_parent_class)->dispose (object);
}

static void
terrain_outline_section_class_init (TerrainOutlineSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_outline_section_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, TERRAIN_TYPE_LINE_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "outline-section");
}

static void
terrain_outline_section_init (TerrainOutlineSection *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  terrain_line_layout_set_spacing (TERRAIN_LINE_LAYOUT (layout), 9);
  self->icon = GTK_IMAGE (gtk_image_new ());
  self->title = GTK_LABEL (gtk_label_new (NULL));
  self->count = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_wrap (self->title, TRUE);
  gtk_label_set_wrap_mode (self->title, PANGO_WRAP_WORD_CHAR);
  /* Without it GTK finds how narrow it can be by breaking it at each character. */
  gtk_label_set_width_chars (self->title, 6);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  gtk_widget_set_parent (GTK_WIDGET (self->icon), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->title), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->count), GTK_WIDGET (self));
}

GtkWidget *
terrain_outline_section_new (TerrainItem *item)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (item), NULL);

  TerrainOutlineSection *self = g_object_new (TERRAIN_TYPE_OUTLINE_SECTION, NULL);
  self->item = g_object_ref (item);
  terrain_outline_section_refresh (self, FALSE, 0);
  return GTK_WIDGET (self);
}

TerrainItem *
terrain_outline_section_get_item (TerrainOutlineSection *self)
{
  g_return_val_if_fail (TERRAIN_IS_OUTLINE_SECTION (self), NULL);

  return self->item;
}

void
terrain_outline_section_refresh (TerrainOutlineSection *self,
                                 gboolean               completion_tried,
                                 guint                  n_unconfirmed)
{
  g_return_if_fail (TERRAIN_IS_OUTLINE_SECTION (self));

  GtkWidget *widget = GTK_WIDGET (self);
  TerrainTally tally = terrain_tally_count (self->item);
  tally.n_unconfirmed = n_unconfirmed;
  TerrainProgress progress = terrain_tally_get_progress (&tally, completion_tried);
  const char *label = terrain_item_get_label (self->item);
  g_autofree char *title = terrain_form_dup_plain_text (label && label[0] != '\0' ? label : _("Untitled section"));
  g_autofree char *count = g_strdup_printf ("%u/%u", tally.n_answered, tally.n_asked);
  /* Translators: a section of a form in its outline: title, "done" or "open", how much is answered. */
  g_autofree char *name = g_strdup_printf (_("%s, %s, %u of %u answered"), title, _(looks[progress].words),
                                           tally.n_answered, tally.n_asked);

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->count, tally.n_asked > 0 ? count : "");
  gtk_image_set_from_icon_name (self->icon, looks[progress].icon);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (widget, looks[i].css_class);
  gtk_widget_add_css_class (widget, looks[progress].css_class);

  /* The row is what takes the focus, so the row has the name. */
  GtkWidget *row = gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW);
  if (!row)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  /* A section in which nothing is asked is no place to go. */
  gtk_widget_set_visible (row, tally.n_asked > 0 || tally.can_add);
}

void
terrain_outline_section_set_current (TerrainOutlineSection *self,
                                     gboolean               current)
{
  g_return_if_fail (TERRAIN_IS_OUTLINE_SECTION (self));

  if (current)
    gtk_widget_add_css_class (GTK_WIDGET (self), "current");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "current");
}
