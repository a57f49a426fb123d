/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-form-direction.h"
#include "terrain-form-style.h"
#include "terrain-second-language.h"
#include "terrain-tally-grid.h"
#include "terrain-tally-rows.h"
#include "terrain-tally-tile.h"

struct _TerrainTallyGrid
{
  GtkWidget parent_instance;
  TerrainFormContext *context;
  TerrainItem *repeat;
  TerrainTallyRows rows;
  GPtrArray *tiles; /* TerrainTallyTile, owned by flow */
  char *refusal;    /* (nullable): why the last tap came to nothing */
  gboolean stale;   /* something changed while nobody looked */

  GtkWidget *heading;
  GtkWidget *flow;
  GtkWidget *problem;
};

G_DEFINE_FINAL_TYPE (TerrainTallyGrid, terrain_tally_grid, GTK_TYPE_WIDGET)

TerrainItem *
terrain_tally_grid_get_item (TerrainTallyGrid *self)
{
  return self->repeat;
}

/* What is wrong */

static void
update_problem (TerrainTallyGrid *self)
{
  g_autofree char *wrong = terrain_tally_rows_dup_problem (&self->rows,
                                                           terrain_form_context_get_show_required (self->context));
  const char *text = self->refusal != NULL ? self->refusal : wrong;

  gtk_label_set_label (GTK_LABEL (self->problem), text != NULL ? text : "");
  gtk_widget_set_visible (self->problem, text != NULL);
}

static void
tile_set (TerrainTallyTile *tile, guint count, TerrainTallyGrid *self)
{
  g_autoptr (TerrainTallyGrid) alive = g_object_ref (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *thing = g_strdup (terrain_tally_tile_get_thing (tile));

  g_clear_pointer (&self->refusal, g_free);
  if (!terrain_tally_rows_set (&self->rows, thing, count, &error))
    self->refusal = g_strdup (error->message);
  update_problem (self);
}

/* Tiles */

static GtkWidget *
find_tile (TerrainTallyGrid *self, const char *thing)
{
  for (guint i = 0; i < self->tiles->len; i++)
    if (g_str_equal (terrain_tally_tile_get_thing (self->tiles->pdata[i]), thing))
      return self->tiles->pdata[i];
  return NULL;
}

static void
add_tile (TerrainTallyGrid *self, const char *thing)
{
  GtkWidget *tile = terrain_tally_tile_new (thing);
  GtkWidget *cell = g_object_new (GTK_TYPE_FLOW_BOX_CHILD, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "focusable", FALSE, "child", tile, NULL);

  g_signal_connect_object (tile, "set", G_CALLBACK (tile_set), self, 0);
  gtk_flow_box_insert (GTK_FLOW_BOX (self->flow), cell, -1);
  g_ptr_array_add (self->tiles, tile);
}

static void
drop_tiles (TerrainTallyGrid *self)
{
  for (guint i = 0; i < self->tiles->len; i++)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->flow), gtk_widget_get_parent (self->tiles->pdata[i]));
  g_ptr_array_set_size (self->tiles, 0);
}

static gboolean
is_as_shown (TerrainTallyGrid *self, GListModel *things, GPtrArray *others)
{
  guint n = g_list_model_get_n_items (things);

  if (self->tiles->len != n + others->len)
    return FALSE;
  for (guint i = 0; i < self->tiles->len; i++)
    {
      g_autoptr (TerrainChoice) choice = i < n ? g_list_model_get_item (things, i) : NULL;
      const char *thing = choice != NULL ? terrain_choice_get_value (choice) : others->pdata[i - n];

      if (!g_str_equal (terrain_tally_tile_get_thing (self->tiles->pdata[i]), thing))
        return FALSE;
    }
  return TRUE;
}

/* Where the list itself is another one now, the focus stays on the thing that had it. */
static void
make_tiles (TerrainTallyGrid *self, GListModel *things, GPtrArray *others)
{
  GtkWidget *focus = gtk_widget_get_focus_child (self->flow);
  g_autofree char *focused = NULL;

  for (guint i = 0; focus != NULL && i < self->tiles->len; i++)
    if (gtk_widget_is_ancestor (self->tiles->pdata[i], focus))
      focused = g_strdup (terrain_tally_tile_get_thing (self->tiles->pdata[i]));
  drop_tiles (self);
  for (guint i = 0; i < g_list_model_get_n_items (things); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (things, i);
      add_tile (self, terrain_choice_get_value (choice));
    }
  for (guint i = 0; i < others->len; i++)
    add_tile (self, others->pdata[i]);
  terrain_form_apply_direction (self->flow, terrain_form_context_get_direction (self->context));
  if (focused != NULL && find_tile (self, focused) != NULL)
    gtk_widget_grab_focus (find_tile (self, focused));
}

static void
show_labels (TerrainTallyGrid *self, GListModel *things)
{
  const char *language = terrain_form_context_get_second_language (self->context);
  g_autoptr (GListModel) second = language != NULL ? terrain_tally_rows_list_things (&self->rows, language) : NULL;

  for (guint i = 0; i < g_list_model_get_n_items (things); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (things, i);
      g_autoptr (TerrainChoice) other = second != NULL ? g_list_model_get_item (second, i) : NULL;
      const char *label = terrain_choice_get_label (choice);
      g_autofree char *plain = terrain_form_dup_plain_text (label);
      g_autofree char *markup
        = terrain_second_language_mark_first (self->context, terrain_form_dup_markup (label, /* links= */ FALSE));

      if (other != NULL)
        markup = terrain_second_language_take_text (self->context, terrain_choice_get_label (other), label,
                                                    g_steal_pointer (&markup));
      terrain_tally_tile_set_label (self->tiles->pdata[i], markup, plain);
    }
}

static void
refresh (TerrainTallyGrid *self)
{
  g_autoptr (GListModel) things = terrain_tally_rows_list_things (&self->rows, NULL);
  g_autoptr (GPtrArray) others = terrain_tally_rows_list_others (&self->rows, things);

  self->stale = FALSE;
  if (!is_as_shown (self, things, others))
    make_tiles (self, things, others);
  show_labels (self, things);
  for (guint i = 0; i < self->tiles->len; i++)
    {
      const char *thing = terrain_tally_tile_get_thing (self->tiles->pdata[i]);

      terrain_tally_tile_set_count (self->tiles->pdata[i], terrain_tally_rows_count (&self->rows, thing));
      gtk_widget_set_sensitive (self->tiles->pdata[i], terrain_tally_rows_may_set (&self->rows, thing));
    }
  update_problem (self);
}

static void
update_heading (TerrainTallyGrid *self)
{
  g_autofree char *plain = terrain_form_dup_plain_text (terrain_item_get_label (self->repeat));
  g_autofree char *markup = terrain_second_language_take_label (self->context, self->repeat,
                                                                g_markup_escape_text (plain, -1));

  gtk_label_set_markup (GTK_LABEL (self->heading), markup);
  gtk_widget_set_visible (self->heading, *plain != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, plain, -1);
}

static void
changed (TerrainTallyGrid *self)
{
  if (terrain_item_get_interview (self->repeat) == NULL)
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    refresh (self);
  else
    self->stale = TRUE;
}

static void
texts_changed (TerrainTallyGrid *self)
{
  update_heading (self);
  changed (self);
}

/* Keys: the arrows go from tile to tile as they lie, and one Tab leaves them all. */

static int
index_of_focus (TerrainTallyGrid *self)
{
  for (guint i = 0; i < self->tiles->len; i++)
    if ((gtk_widget_get_state_flags (self->tiles->pdata[i]) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
      return (int) i;
  return -1;
}

/* The nearest one above or below. */
static GtkWidget *
find_beyond (TerrainTallyGrid *self, GtkWidget *from, gboolean down)
{
  graphene_rect_t own, other;
  GtkWidget *best = NULL;
  double best_distance = 0;

  if (!gtk_widget_compute_bounds (from, self->flow, &own))
    return NULL;
  for (guint i = 0; i < self->tiles->len; i++)
    {
      GtkWidget *tile = self->tiles->pdata[i];
      double dx, dy;

      if (tile == from || !gtk_widget_compute_bounds (tile, self->flow, &other))
        continue;
      dx = ABS (other.origin.x - own.origin.x);
      dy = down ? other.origin.y - own.origin.y : own.origin.y - other.origin.y;
      if (dy < own.size.height / 2)
        continue;
      /* A line further counts for more than any way along it. */
      if (best == NULL || dy * 1000 + dx < best_distance)
        {
          best = tile;
          best_distance = dy * 1000 + dx;
        }
    }
  return best;
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, TerrainTallyGrid *self)
{
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int at = index_of_focus (self);
  GtkWidget *to = NULL;

  if (at < 0 || held != 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down || key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    to = find_beyond (self, self->tiles->pdata[at], key == GDK_KEY_Down || key == GDK_KEY_KP_Down);
  else if (key == GDK_KEY_Home || key == GDK_KEY_End)
    to = self->tiles->pdata[key == GDK_KEY_Home ? 0 : self->tiles->len - 1];
  else if (key == GDK_KEY_Left || key == GDK_KEY_KP_Left || key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
    {
      at += (key == GDK_KEY_Left || key == GDK_KEY_KP_Left) == rtl ? 1 : -1;
      to = at >= 0 && at < (int) self->tiles->len ? self->tiles->pdata[at] : NULL;
    }
  else
    return GDK_EVENT_PROPAGATE;
  if (to != NULL)
    gtk_widget_grab_focus (to);
  return GDK_EVENT_STOP;
}

static gboolean
terrain_tally_grid_focus (GtkWidget *widget, GtkDirectionType direction)
{
  if ((gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    return FALSE;
  return gtk_widget_grab_focus (widget);
}

/* Where the person was last, else at what is there already, else at the first. */
static gboolean
terrain_tally_grid_grab_focus (GtkWidget *widget)
{
  TerrainTallyGrid *self = TERRAIN_TALLY_GRID (widget);
  GtkWidget *last = gtk_widget_get_focus_child (self->flow);

  for (guint i = 0; last != NULL && i < self->tiles->len; i++)
    if (gtk_widget_is_ancestor (self->tiles->pdata[i], last))
      return gtk_widget_grab_focus (self->tiles->pdata[i]);
  for (guint i = 0; i < self->tiles->len; i++)
    if (terrain_tally_tile_get_count (self->tiles->pdata[i]) > 0)
      return gtk_widget_grab_focus (self->tiles->pdata[i]);
  return self->tiles->len > 0 && gtk_widget_grab_focus (self->tiles->pdata[0]);
}

/* Widget */

static void
terrain_tally_grid_map (GtkWidget *widget)
{
  TerrainTallyGrid *self = TERRAIN_TALLY_GRID (widget);

  if (self->stale && terrain_item_get_interview (self->repeat) != NULL)
    refresh (self);
  GTK_WIDGET_CLASS (terrain_tally_grid_parent_class)->map (widget);
}

static void
terrain_tally_grid_dispose (GObject *object)
{
  TerrainTallyGrid *self = TERRAIN_TALLY_GRID (object);
  GtkWidget *child;

  g_ptr_array_set_size (self->tiles, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->context);
  g_clear_object (&self->repeat);
  G_OBJECT_CLASS (terrain_tally_grid_parent_class)->dispose (object);
}

static void
terrain_tally_grid_finalize (GObject *object)
{
  TerrainTallyGrid *self = TERRAIN_TALLY_GRID (object);

  g_ptr_array_unref (self->tiles);
  g_free (self->refusal);
  G_OBJECT_CLASS (terrain_tally_grid_parent_class)->finalize (object);
}

static void
terrain_tally_grid_class_init (TerrainTallyGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_tally_grid_dispose;
  G_OBJECT_CLASS (klass)->finalize = terrain_tally_grid_finalize;
  widget_class->focus = terrain_tally_grid_focus;
  widget_class->grab_focus = terrain_tally_grid_grab_focus;
  widget_class->map = terrain_tally_grid_map;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static GtkWidget *
add_label (TerrainTallyGrid *self, const char *css_class, const char *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0f, "width-chars", 12, NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static GtkWidget *
add_heading (TerrainTallyGrid *self)
{
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, "wrap", TRUE,
                                     "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0f, NULL);

  gtk_widget_set_parent (heading, GTK_WIDGET (self));
  return heading;
}

static void
terrain_tally_grid_init (TerrainTallyGrid *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->tiles = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 9);
  gtk_widget_add_css_class (GTK_WIDGET (self), "terrain-group");
  self->heading = add_heading (self);
  add_label (self, "terrain-hint", _("Tap for one more. Hold down, or tap “−”, for one less."));
  self->flow = g_object_new (GTK_TYPE_FLOW_BOX, "selection-mode", GTK_SELECTION_NONE, "homogeneous", TRUE,
                             "min-children-per-line", 1, "max-children-per-line", 3, "column-spacing", 9, "row-spacing", 9,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_widget_add_css_class (self->flow, "terrain-beside");
  gtk_widget_set_parent (self->flow, GTK_WIDGET (self));
  self->problem = add_label (self, "terrain-message", "");
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed), self, 0);
  gtk_widget_add_controller (self->flow, keys);
}

GtkWidget *
terrain_tally_grid_new (TerrainFormContext *context, TerrainItem *repeat, guint depth)
{
  static const char *const heading_classes[] = { "title-2", "title-3", "title-4" };
  TerrainTallyGrid *self = g_object_new (TERRAIN_TYPE_TALLY_GRID, NULL);

  self->context = g_object_ref (context);
  self->repeat = g_object_ref (repeat);
  terrain_tally_rows_init (&self->rows, self->context, self->repeat);
  gtk_widget_add_css_class (self->heading, heading_classes[MIN (depth, 2)]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->heading), GTK_ACCESSIBLE_PROPERTY_LEVEL, (int) MIN (depth + 1, 6),
                                  -1);
  if (depth == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "section");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->flow), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->heading, NULL,
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->problem, NULL, -1);
  g_signal_connect_object (repeat, "notify::label", G_CALLBACK (update_heading), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::second-language", G_CALLBACK (texts_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::show-required", G_CALLBACK (update_problem), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (terrain_form_context_get_interview (context), "changed", G_CALLBACK (changed), self,
                           G_CONNECT_SWAPPED);
  update_heading (self);
  refresh (self);
  return GTK_WIDGET (self);
}
