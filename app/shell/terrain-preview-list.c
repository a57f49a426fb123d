/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-preview-list.h"

/* Rows beyond these cost time and help nobody: they show up as the first ones are put right. */
#define ISSUES_SHOWN 200

struct _TerrainPreviewList
{
  AdwBin parent_instance;

  GtkListBox *rows;
  GtkLabel *more;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TerrainPreviewList, terrain_preview_list, ADW_TYPE_BIN)

#define REF "terrain-preview-ref"

static void
on_row_activated (TerrainPreviewList *self,
                  GtkListBoxRow      *row)
{
  const char *ref = g_object_get_data (G_OBJECT (row), REF);

  if (ref)
    g_signal_emit (self, signals[CHOSEN], 0, ref);
}

static void
terrain_preview_list_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TERRAIN_TYPE_PREVIEW_LIST);

  G_OBJECT_CLASS (terrain_preview_list_parent_class)->dispose (object);
}

static void
terrain_preview_list_class_init (TerrainPreviewListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_preview_list_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/brussels/safe/Terrain/terrain-preview-list.ui");
  gtk_widget_class_bind_template_child (widget_class, TerrainPreviewList, rows);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreviewList, more);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
terrain_preview_list_init (TerrainPreviewList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static const char *
get_word (TerrainIssueSeverity severity)
{
  switch (severity)
    {
    case TERRAIN_ISSUE_ERROR:
      return _("Error");
    case TERRAIN_ISSUE_NOTE:
      return _("Note");
    case TERRAIN_ISSUE_WARNING:
    default:
      return _("Warning");
    }
}

static const char *
get_icon (TerrainIssueSeverity severity)
{
  switch (severity)
    {
    case TERRAIN_ISSUE_ERROR:
      return "dialog-error-symbolic";
    case TERRAIN_ISSUE_NOTE:
      return "dialog-information-symbolic";
    case TERRAIN_ISSUE_WARNING:
    default:
      return "dialog-warning-symbolic";
    }
}

static GtkWidget *
create_row (const TerrainPreviewIssue *issue)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  GtkWidget *icon = gtk_image_new_from_icon_name (get_icon (issue->severity));
  const char *word = get_word (issue->severity);
  /* Translators: "Error · Sheet survey, row 12": how bad, then where. */
  g_autofree char *place = issue->place[0] != '\0' ? g_strdup_printf (_("%s · %s"), word, issue->place)
                                                   : g_strdup (word);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), issue->message);
  adw_action_row_set_title_lines (row, 0);
  adw_action_row_set_subtitle_lines (row, 0);
  adw_action_row_set_subtitle (row, place);
  /* The message itself stays in the colour of text: a list of nothing but red is hard to read. */
  if (issue->severity == TERRAIN_ISSUE_ERROR)
    gtk_widget_add_css_class (icon, "error");
  else if (issue->severity == TERRAIN_ISSUE_WARNING)
    gtk_widget_add_css_class (icon, "warning");
  adw_action_row_add_prefix (row, icon);
  if (issue->ref)
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_object_set_data_full (G_OBJECT (row), REF, g_strdup (issue->ref), g_free);
      adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, place, -1);
  return GTK_WIDGET (row);
}

void
terrain_preview_list_set_issues (TerrainPreviewList *self,
                                 GPtrArray          *issues)
{
  GtkListBoxRow *row;

  g_return_if_fail (TERRAIN_IS_PREVIEW_LIST (self));

  while ((row = gtk_list_box_get_row_at_index (self->rows, 0)) != NULL)
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
  for (guint i = 0; i < MIN (issues->len, ISSUES_SHOWN); i++)
    gtk_list_box_append (self->rows, create_row (g_ptr_array_index (issues, i)));

  guint n_more = issues->len - MIN (issues->len, ISSUES_SHOWN);
  g_autofree char *more = g_strdup_printf (ngettext ("and %u more", "and %u more", n_more), n_more);
  gtk_label_set_text (self->more, more);
  gtk_widget_set_visible (GTK_WIDGET (self->more), n_more > 0);
}
