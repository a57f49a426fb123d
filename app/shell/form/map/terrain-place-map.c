/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "terrain-form-focus.h"
#include "terrain-locator.h"
#include "terrain-place-map.h"
#include "terrain-wrap-box.h"

/* What one can point at on a screen, in degrees: a few centimetres. */
#define PRECISION 1e7

struct _TerrainPlaceMap
{
  GtkWidget parent_instance;
  TerrainEditor *editor; /* an ancestor */
  TerrainPlaceKind kind;
  TerrainMapTiles *tiles;
  GArray *places;
  GtkWidget *toggle; /* NULL where it is open for good */
  GtkWidget *content;
  GtkWidget *view; /* NULL before it is open */
  GtkWidget *words;
  GtkWidget *locate;
  TerrainLocator *locator; /* NULL while this device is not looked for */
  GtkWidget *take_back;
  GtkWidget *clear;
};

enum
{
  PICKED,
  PLACE_MOVED,
  TAKE_BACK,
  CLEAR,
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TerrainPlaceMap, terrain_place_map, GTK_TYPE_WIDGET)

static void
show_marks (TerrainPlaceMap *self)
{
  GPtrArray *marks = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_map_mark_free);
  TerrainMapMark *mark;

  if (self->places->len > 0)
    {
      mark = g_new0 (TerrainMapMark, 1);
      mark->places = g_array_copy (self->places);
      mark->closed = self->kind == TERRAIN_PLACE_OUTLINE && self->places->len > 2;
      mark->numbered = self->kind != TERRAIN_PLACE_POINT;
      mark->movable = TRUE;
      g_ptr_array_add (marks, mark);
    }
  terrain_map_view_take_marks (TERRAIN_MAP_VIEW (self->view), marks);
}

static gboolean
is_same (double a, double b)
{
  return fabs (a - b) < 2 / PRECISION;
}

static const char *
get_hint (TerrainPlaceMap *self)
{
  if (self->kind == TERRAIN_PLACE_POINT)
    return self->places->len == 0 ? _("Click where it is; or move with the arrow keys and press Enter. + and − zoom.")
                                  : _("Drag the place to move it, or click where it is; or press Space, the arrow keys and "
                                      "Enter. + and − zoom.");
  return self->places->len == 0 ? _("Click each place in turn; or move with the arrow keys and press Enter. Backspace takes "
                                    "the last one back.")
                                : _("Click the next place. Drag a place to move it, or click it and then where it goes. With "
                                    "the keys: Space takes a place up, the arrow keys move it, Enter puts it down.");
}

/* What the cross-hair is on, and with what, in words: what one hears while one moves it. */
static char *
dup_words (TerrainPlaceMap *self)
{
  TerrainPlace place = { .altitude = NAN, .accuracy = NAN };
  int held = terrain_map_view_get_held (TERRAIN_MAP_VIEW (self->view));
  g_autofree char *where = NULL;

  terrain_map_view_get_centre (TERRAIN_MAP_VIEW (self->view), &place.latitude, &place.longitude);
  where = terrain_place_text_in_words (&place);
  if (held >= 0 && self->kind != TERRAIN_PLACE_POINT)
    /* Translators: the numbers are of a place on a map and of how many there are; %s is a place: "50.84660° north, 4.35280° east" */
    return g_strdup_printf (_("Place %d of %u is being moved. Cross-hair: %s. Enter puts it there, Escape leaves it, Space takes "
                              "the next one."), held + 1, self->places->len, where);
  if (held >= 0)
    /* Translators: %s is a place: "50.84660° north, 4.35280° east" */
    return g_strdup_printf (_("The place is being moved. Cross-hair: %s. Enter puts it there, Escape leaves it."), where);
  if (self->kind != TERRAIN_PLACE_POINT && self->places->len > 0)
    /* Translators: %s is a place: "50.84660° north, 4.35280° east" */
    return g_strdup_printf (_("Cross-hair: %s. Enter puts the next place there, Space moves one."), where);
  /* Translators: %s is a place: "50.84660° north, 4.35280° east" */
  return g_strdup_printf (_("Cross-hair: %s. Enter puts it there."), where);
}

static void
say_where (TerrainPlaceMap *self)
{
  g_autofree char *words = NULL;

  if (!gtk_widget_has_focus (self->view))
    {
      gtk_label_set_label (GTK_LABEL (self->words), get_hint (self));
      return;
    }
  words = dup_words (self);
  gtk_label_set_label (GTK_LABEL (self->words), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

static TerrainPlace
place_at (double latitude, double longitude)
{
  return (TerrainPlace) { round (latitude * PRECISION) / PRECISION, round (longitude * PRECISION) / PRECISION, NAN, NAN };
}

static void
picked (TerrainMapView *view, double latitude, double longitude, TerrainPlaceMap *self)
{
  TerrainPlace place = place_at (latitude, longitude);
  const TerrainPlace *last = self->places->len > 0 ? &g_array_index (self->places, TerrainPlace, self->places->len - 1)
                                                   : NULL;

  /* Enter again: nothing to put, so it goes on, as it does everywhere. */
  if (last != NULL && is_same (last->latitude, place.latitude) && is_same (last->longitude, place.longitude))
    g_signal_emit (self, signals[DONE], 0);
  else
    g_signal_emit (self, signals[PICKED], 0, &place);
}

/* How exact it was, and how high, was said of where it was. */
static void
place_moved (TerrainMapView *view, guint mark, guint index, double latitude, double longitude, TerrainPlaceMap *self)
{
  TerrainPlace place = place_at (latitude, longitude);
  const TerrainPlace *old;

  g_return_if_fail (index < self->places->len);

  old = &g_array_index (self->places, TerrainPlace, index);
  if (!is_same (old->latitude, place.latitude) || !is_same (old->longitude, place.longitude))
    g_signal_emit (self, signals[PLACE_MOVED], 0, index, &place);
}

static void
take_back (TerrainPlaceMap *self)
{
  g_signal_emit (self, signals[TAKE_BACK], 0);
}

static void
clear (TerrainPlaceMap *self)
{
  gtk_widget_grab_focus (self->view);
  g_signal_emit (self, signals[CLEAR], 0);
}

static void
update_buttons (TerrainPlaceMap *self)
{
  gboolean focused = gtk_widget_has_focus (self->take_back) || gtk_widget_has_focus (self->clear);

  if (self->places->len == 0 && focused)
    gtk_widget_grab_focus (self->view);
  gtk_widget_set_sensitive (self->take_back, self->places->len > 0);
  gtk_widget_set_sensitive (self->clear, self->places->len > 0);
}

static GtkWidget *
make_button (TerrainPlaceMap *self, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

/* To where this device is, without an answer: the first place that the desktop has will do to look around from. */

static void
stop_locating (TerrainPlaceMap *self)
{
  if (self->locator == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->locator, self);
  terrain_locator_stop (self->locator);
  g_clear_object (&self->locator);
  gtk_widget_set_sensitive (self->locate, TRUE);
}

static void
located (TerrainPlaceMap *self)
{
  TerrainPlace place = *terrain_locator_get_place (self->locator);

  stop_locating (self);
  terrain_place_map_go_to (self, &place);
}

static void
not_located (TerrainPlaceMap *self)
{
  stop_locating (self);
  gtk_label_set_label (GTK_LABEL (self->words), _("The desktop did not say where this device is."));
}

static void
locate (TerrainPlaceMap *self)
{
  /* Where the keyboard goes on; the button is out of use for a while. */
  gtk_widget_grab_focus (self->view);
  gtk_widget_set_sensitive (self->locate, FALSE);
  self->locator = terrain_locator_new ();
  g_signal_connect_object (self->locator, "moved", G_CALLBACK (located), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->locator, "ended", G_CALLBACK (not_located), self, G_CONNECT_SWAPPED);
  terrain_locator_start (self->locator, self->view, 0);
}

static void
add_locate_button (TerrainPlaceMap *self)
{
  const char *name = _("Show Where This Device Is");

  self->locate = g_object_new (GTK_TYPE_BUTTON, "icon-name", "find-location-symbolic", "tooltip-text", name,
                               "focus-on-click", FALSE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->locate), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "",
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (self->locate, "clicked", G_CALLBACK (locate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "unmap", G_CALLBACK (stop_locating), self, G_CONNECT_SWAPPED);
  terrain_map_view_add_button (TERRAIN_MAP_VIEW (self->view), self->locate);
}

static void
build_view (TerrainPlaceMap *self)
{
  GtkWidget *buttons = terrain_wrap_box_new (GTK_ACCESSIBLE_ROLE_GROUP, 6);

  self->view = terrain_map_view_new (self->tiles);
  g_signal_connect_object (self->view, "picked", G_CALLBACK (picked), self, 0);
  g_signal_connect_object (self->view, "place-moved", G_CALLBACK (place_moved), self, 0);
  g_signal_connect_object (self->view, "take-back", G_CALLBACK (take_back), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "moved", G_CALLBACK (say_where), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::has-focus", G_CALLBACK (say_where), self, G_CONNECT_SWAPPED);
  add_locate_button (self);
  self->words = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0f, NULL);
  gtk_widget_add_css_class (self->words, "terrain-dim");
  self->take_back = make_button (self, _("_Take Back the Last"), G_CALLBACK (take_back));
  self->clear = make_button (self, self->kind == TERRAIN_PLACE_POINT ? _("_Remove the Place") : _("Remove _All Places"),
                             G_CALLBACK (clear));
  gtk_widget_set_visible (self->take_back, self->kind != TERRAIN_PLACE_POINT);
  terrain_wrap_box_append (TERRAIN_WRAP_BOX (buttons), self->take_back);
  terrain_wrap_box_append (TERRAIN_WRAP_BOX (buttons), self->clear);
  gtk_box_append (GTK_BOX (self->content), self->view);
  gtk_box_append (GTK_BOX (self->content), self->words);
  gtk_box_append (GTK_BOX (self->content), buttons);
  show_marks (self);
  update_buttons (self);
  say_where (self);
  terrain_map_view_show_all (TERRAIN_MAP_VIEW (self->view));
  terrain_place_map_describe (self);
  terrain_editor_adopt (self->editor);
}

/* Where one goes on, and so that all of it comes into sight: the page follows what has a size. */
static gboolean
focus_view (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  if (gtk_widget_get_height (view) == 0)
    return G_SOURCE_CONTINUE;
  gtk_widget_grab_focus (view);
  return G_SOURCE_REMOVE;
}

static void
toggled (TerrainPlaceMap *self)
{
  gboolean open = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->toggle));

  gtk_widget_set_visible (self->content, open);
  if (open && self->view == NULL)
    build_view (self);
  if (open)
    gtk_widget_add_tick_callback (self->view, focus_view, NULL, NULL);
}

void
terrain_place_map_show (TerrainPlaceMap *self, GArray *places)
{
  g_return_if_fail (TERRAIN_IS_PLACE_MAP (self));
  g_return_if_fail (places != NULL);

  g_array_unref (self->places);
  self->places = g_array_ref (places);
  if (self->view == NULL)
    return;
  show_marks (self);
  update_buttons (self);
  say_where (self);
}

void
terrain_place_map_go_to (TerrainPlaceMap *self, const TerrainPlace *place)
{
  g_return_if_fail (TERRAIN_IS_PLACE_MAP (self));
  g_return_if_fail (place != NULL);

  if (self->view != NULL)
    terrain_map_view_go_to (TERRAIN_MAP_VIEW (self->view), place->latitude, place->longitude);
}

void
terrain_place_map_describe (TerrainPlaceMap *self)
{
  g_return_if_fail (TERRAIN_IS_PLACE_MAP (self));

  if (self->toggle != NULL)
    terrain_editor_describe (self->editor, self->toggle, _("show the map"));
  if (self->view == NULL)
    return;
  terrain_editor_describe (self->editor, self->view, _("map"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_label_get_text (GTK_LABEL (self->words)), -1);
}

GtkWidget *
terrain_place_map_get_view (TerrainPlaceMap *self)
{
  g_return_val_if_fail (TERRAIN_IS_PLACE_MAP (self), NULL);

  return self->view;
}

GtkWidget *
terrain_place_map_new (TerrainEditor *editor, TerrainPlaceKind kind, TerrainMapTiles *tiles, gboolean open)
{
  TerrainPlaceMap *self;

  g_return_val_if_fail (TERRAIN_IS_EDITOR (editor), NULL);

  self = g_object_new (TERRAIN_TYPE_PLACE_MAP, NULL);
  self->editor = editor;
  self->kind = kind;
  g_set_object (&self->tiles, tiles);
  if (!open)
    {
      self->toggle = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "label", _("_Map"), "use-underline", TRUE, "halign",
                                   GTK_ALIGN_START, NULL);
      g_signal_connect_object (self->toggle, "toggled", G_CALLBACK (toggled), self, G_CONNECT_SWAPPED);
      gtk_widget_set_parent (self->toggle, GTK_WIDGET (self));
    }
  self->content = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, "visible", open, NULL);
  gtk_widget_set_parent (self->content, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

/* Open at once, but not before it is seen: a form may have a hundred of them. */
static void
terrain_place_map_map (GtkWidget *widget)
{
  TerrainPlaceMap *self = TERRAIN_PLACE_MAP (widget);

  if (self->toggle == NULL && self->view == NULL)
    build_view (self);
  GTK_WIDGET_CLASS (terrain_place_map_parent_class)->map (widget);
}

static gboolean
terrain_place_map_grab_focus (GtkWidget *widget)
{
  TerrainPlaceMap *self = TERRAIN_PLACE_MAP (widget);

  return self->view != NULL && gtk_widget_get_visible (self->content) && gtk_widget_grab_focus (self->view);
}

static void
terrain_place_map_dispose (GObject *object)
{
  TerrainPlaceMap *self = TERRAIN_PLACE_MAP (object);

  stop_locating (self);
  g_clear_pointer (&self->toggle, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  self->view = NULL;
  g_clear_object (&self->tiles);
  G_OBJECT_CLASS (terrain_place_map_parent_class)->dispose (object);
}

static void
terrain_place_map_finalize (GObject *object)
{
  g_array_unref (TERRAIN_PLACE_MAP (object)->places);
  G_OBJECT_CLASS (terrain_place_map_parent_class)->finalize (object);
}

static void
terrain_place_map_class_init (TerrainPlaceMapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = terrain_place_map_dispose;
  object_class->finalize = terrain_place_map_finalize;
  widget_class->map = terrain_place_map_map;
  widget_class->focus = terrain_form_focus;
  widget_class->grab_focus = terrain_place_map_grab_focus;
  signals[PICKED] = g_signal_new ("picked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[PLACE_MOVED] = g_signal_new ("place-moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                       G_TYPE_UINT, G_TYPE_POINTER);
  signals[TAKE_BACK] = g_signal_new ("take-back", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CLEAR] = g_signal_new ("clear", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
terrain_place_map_init (TerrainPlaceMap *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->places = g_array_new (FALSE, FALSE, sizeof (TerrainPlace));
}
