/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-figures-list.h"

#include <glib/gi18n-lib.h>

#define INDEX "terrain-index"
#define HEADING "terrain-heading"

guint
terrain_figures_list_count_records (TerrainIndicators     *indicators,
                                    guint                  index,
                                    TerrainFiguresRecords *records)
{
  g_auto (GStrv) forms = terrain_indicators_dup_forms (indicators, index);
  guint n = 0;

  for (guint i = 0; records && forms[i]; i++)
    n += terrain_figures_records_count (records, forms[i]);
  return n;
}

static void
add_row (GtkListBox        *list,
         TerrainIndicators *indicators,
         guint              index,
         gboolean           has_records)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (terrain_indicators_get_title (indicators, index));
  const char *theme = terrain_indicators_get_theme (indicators, index);
  g_autofree char *heading = has_records ? g_strdup (theme)
                             /* Translators: %s is a theme of which there are no records. */
                             : theme[0] != '\0' ? g_strdup_printf (_("%s – no records"), theme)
                             : g_strdup (_("No records"));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (title), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (box, "figures-row");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), title);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, terrain_indicators_get_id (indicators, index));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  terrain_indicators_get_title (indicators, index),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, heading, -1);
  if (!has_records)
    gtk_widget_add_css_class (title, "figures-without");
  g_object_set_data (G_OBJECT (row), INDEX, GUINT_TO_POINTER (index));
  g_object_set_data_full (G_OBJECT (row), HEADING, g_steal_pointer (&heading), g_free);
  gtk_list_box_append (list, row);
}

static void
update_header (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer       user_data)
{
  const char *heading = g_object_get_data (G_OBJECT (row), HEADING);
  const char *last = before ? g_object_get_data (G_OBJECT (before), HEADING) : "";
  GtkWidget *label;

  if (g_strcmp0 (heading, last) == 0 || heading[0] == '\0')
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (heading);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "figures-theme");
  gtk_list_box_row_set_header (row, label);
}

/* Themes in the order in which the definitions come to them, wherever their indicators stand. */
static void
add_themes (GtkListBox            *list,
            TerrainIndicators     *indicators,
            TerrainFiguresRecords *records,
            gboolean               with_records)
{
  guint n = terrain_indicators_get_n (indicators);
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n; i++)
    {
      const char *theme = terrain_indicators_get_theme (indicators, i);

      if (!g_hash_table_add (done, (gpointer) theme))
        continue;
      for (guint j = i; j < n; j++)
        {
          gboolean has_records = !records || terrain_figures_list_count_records (indicators, j, records) > 0;

          if (has_records == with_records && strcmp (terrain_indicators_get_theme (indicators, j), theme) == 0)
            add_row (list, indicators, j, has_records);
        }
    }
}

void
terrain_figures_list_fill (GtkListBox            *list,
                           TerrainIndicators     *indicators,
                           TerrainFiguresRecords *records)
{
  GtkListBoxRow *row;

  g_return_if_fail (GTK_IS_LIST_BOX (list));

  while ((row = gtk_list_box_get_row_at_index (list, 0)))
    gtk_list_box_remove (list, GTK_WIDGET (row));
  gtk_list_box_set_header_func (list, update_header, NULL, NULL);
  add_themes (list, indicators, records, TRUE);
  if (records)
    add_themes (list, indicators, records, FALSE);
}

guint
terrain_figures_list_get_index (GtkListBoxRow *row)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), INDEX));
}

GtkListBoxRow *
terrain_figures_list_find (GtkListBox *list,
                           guint       index)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)); i++)
    if (terrain_figures_list_get_index (row) == index)
      return row;
  return NULL;
}
