/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-shell-form.h>

#include "terrain-outline-section.h"
#include "terrain-outline.h"
#include "terrain-review-list.h"

struct _TerrainOutline
{
  AdwBin parent_instance;

  TerrainInterview *interview;
  GtkListBox *rows;
  TerrainReviewList *hidden;
};

G_DEFINE_FINAL_TYPE (TerrainOutline, terrain_outline, ADW_TYPE_BIN)

static TerrainOutlineSection *
get_section (GtkListBoxRow *row)
{
  return TERRAIN_OUTLINE_SECTION (gtk_list_box_row_get_child (row));
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), terrain_outline_section_new (item));
  return row;
}

static void
on_row_activated (TerrainOutline *self,
                  GtkListBoxRow  *row)
{
  TerrainItem *item = terrain_outline_section_get_item (get_section (row));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.go-to", "s", terrain_item_get_ref (item));
}

static void
terrain_outline_dispose (GObject *object)
{
  TerrainOutline *self = TERRAIN_OUTLINE (object);

  self->rows = NULL;
  self->hidden = NULL;
  g_clear_object (&self->interview);

  G_OBJECT_CLASS (terrain_outline_parent_class)->dispose (object);
}

static void
terrain_outline_class_init (TerrainOutlineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_outline_dispose;
}

static void
terrain_outline_init (TerrainOutline *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *below = gtk_list_box_new ();

  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "navigation-sidebar");
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Outline"), -1);
  g_signal_connect_swapped (self->rows, "row-activated", G_CALLBACK (on_row_activated), self);

  self->hidden = TERRAIN_REVIEW_LIST (terrain_review_list_new (TERRAIN_REVIEW_HIDDEN));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (below), GTK_SELECTION_NONE);
  gtk_list_box_append (GTK_LIST_BOX (below), GTK_WIDGET (self->hidden));
  gtk_widget_add_css_class (below, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (below), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Not asked"), -1);
  g_object_set (below, "margin-start", 6, "margin-end", 6, "margin-top", 12, "margin-bottom", 12, NULL);
  g_object_bind_property (self->hidden, "visible", below, "visible", G_BINDING_SYNC_CREATE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rows));
  gtk_box_append (GTK_BOX (box), below);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

void
terrain_outline_set_interview (TerrainOutline   *self,
                               TerrainInterview *interview)
{
  g_autoptr (GListModel) sections = NULL;

  g_return_if_fail (TERRAIN_IS_OUTLINE (self));

  if (!g_set_object (&self->interview, interview))
    return;
  if (interview != NULL)
    sections = terrain_form_list_sections (terrain_interview_get_root_item (interview));
  gtk_list_box_bind_model (self->rows, sections, create_row, NULL, NULL);
  terrain_outline_refresh (self, FALSE, NULL);
}

/* Whether @ref is @section or lies below it. */
static gboolean
holds (const char *section,
       const char *ref)
{
  gsize length = strlen (section);

  return g_str_has_prefix (ref, section) && (ref[length] == '\0' || ref[length] == '/' || ref[length] == '[');
}

void
terrain_outline_set_current (TerrainOutline *self,
                             const char     *ref)
{
  GtkListBoxRow *row;

  g_return_if_fail (TERRAIN_IS_OUTLINE (self));

  /* While the focus is elsewhere the place stays marked. */
  if (!ref)
    return;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rows, i)) != NULL; i++)
    {
      TerrainOutlineSection *section = get_section (row);
      gboolean current = holds (terrain_item_get_ref (terrain_outline_section_get_item (section)), ref);

      terrain_outline_section_set_current (section, current);
      if (current)
        gtk_list_box_select_row (self->rows, row);
    }
}

static guint
count_within (GtkListBoxRow *row,
              GPtrArray     *warnings)
{
  const char *section = terrain_item_get_ref (terrain_outline_section_get_item (get_section (row)));
  guint n = 0;

  for (guint i = 0; warnings && i < warnings->len; i++)
    n += holds (section, ((const TerrainProblem *) g_ptr_array_index (warnings, i))->ref) ? 1 : 0;
  return n;
}

void
terrain_outline_refresh (TerrainOutline *self,
                         gboolean        completion_tried,
                         GPtrArray      *warnings)
{
  GtkListBoxRow *row;

  g_return_if_fail (TERRAIN_IS_OUTLINE (self));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rows, i)) != NULL; i++)
    terrain_outline_section_refresh (get_section (row), completion_tried, count_within (row, warnings));
  if (!self->interview)
    return;
  terrain_review_list_refresh (self->hidden, self->interview);
  /* It speaks in the form's words. */
  terrain_form_apply_direction (GTK_WIDGET (self),
                                terrain_form_language_direction (terrain_interview_get_language (self->interview)));
}

void
terrain_outline_grab (TerrainOutline *self)
{
  g_return_if_fail (TERRAIN_IS_OUTLINE (self));

  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->rows);
  if (!row)
    row = gtk_list_box_get_row_at_index (self->rows, 0);
  if (row)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}
