/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gtk/gtk.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "terrain-locator.h"
#include "terrain-place-finder.h"

/* In seconds: the longest search, and how long one waits for something better than what there is. */
#define LONGEST 60
#define SETTLED 10

/* In metres, where the form does not say (ODK XForms: 5 and 100). */
#define GOOD 5
#define UNACCEPTABLE 100

struct _TerrainPlaceFinder
{
  GtkWidget parent_instance;
  double good;
  double unacceptable;
  TerrainLocator *locator; /* NULL while nothing is looked for */
  TerrainPlace best;
  gboolean has_best;
  gboolean asking; /* whether a place that is not exact enough is to be taken */
  guint longest;
  guint settled;
  GtkWidget *button;
  GtkWidget *searching;
  GtkWidget *spinner;
  GtkWidget *words;
  GtkWidget *take;
  GtkWidget *leave;
  GtkWidget *problem;
};

enum
{
  FOUND,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TerrainPlaceFinder, terrain_place_finder, GTK_TYPE_WIDGET)

/* "12 m", "2.4 km" */
static char *
dup_distance (double metres)
{
  if (metres >= 1000)
    /* Translators: kilometres */
    return g_strdup_printf (_("%.1f km"), metres / 1000);
  /* Translators: metres */
  return g_strdup_printf (_("%.0f m"), ceil (metres));
}

static void
set_problem (TerrainPlaceFinder *self, const char *problem)
{
  gtk_label_set_label (GTK_LABEL (self->problem), problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem, problem != NULL);
  if (problem != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, problem, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static void
say (TerrainPlaceFinder *self, const char *words)
{
  gtk_label_set_label (GTK_LABEL (self->words), words);
  /* Whoever listens stands on one of the buttons. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->take), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->leave), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

static gboolean
has_focus_within (GtkWidget *widget)
{
  return (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/* The button, or what is seen while it works: the focus follows from the one to the other. */
static void
show_searching (TerrainPlaceFinder *self, gboolean searching)
{
  gboolean focused = has_focus_within (GTK_WIDGET (self));

  gtk_widget_set_visible (self->searching, searching);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), searching && !self->asking);
  gtk_widget_set_visible (self->spinner, !self->asking);
  gtk_widget_set_visible (self->take, self->has_best);
  if (focused)
    gtk_widget_grab_focus (searching ? self->leave : self->button);
  gtk_widget_set_visible (self->button, !searching);
  if (focused)
    gtk_widget_grab_focus (searching ? self->leave : self->button);
}

static void
stop (TerrainPlaceFinder *self)
{
  g_clear_handle_id (&self->longest, g_source_remove);
  g_clear_handle_id (&self->settled, g_source_remove);
  if (self->locator != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->locator, self);
      terrain_locator_stop (self->locator);
    }
  g_clear_object (&self->locator);
}

static void
go_back (TerrainPlaceFinder *self, const char *problem)
{
  stop (self);
  self->has_best = self->asking = FALSE;
  show_searching (self, FALSE);
  set_problem (self, problem);
}

void
terrain_place_finder_cancel (TerrainPlaceFinder *self)
{
  g_return_if_fail (TERRAIN_IS_PLACE_FINDER (self));

  if (terrain_place_finder_is_busy (self))
    go_back (self, NULL);
}

static void
take (TerrainPlaceFinder *self)
{
  TerrainPlace place = self->best;

  go_back (self, NULL);
  g_signal_emit (self, signals[FOUND], 0, &place);
}

/* The desktop does not say how exact the place is: that is not exact. */
static gboolean
is_within (const TerrainPlace *place, double metres)
{
  return place->accuracy <= metres;
}

/* Nothing better is to be expected. */
static void
take_or_ask (TerrainPlaceFinder *self)
{
  g_autofree char *known = NULL, *wanted = NULL, *words = NULL;

  if (is_within (&self->best, self->unacceptable))
    {
      take (self);
      return;
    }
  stop (self);
  self->asking = TRUE;
  known = isfinite (self->best.accuracy) ? dup_distance (self->best.accuracy) : NULL;
  wanted = dup_distance (self->unacceptable);
  if (known != NULL)
    /* Translators: both are distances, such as "25 km" and "100 m" */
    words = g_strdup_printf (_("This device knows its place only to within %s; this question wants %s or better. Use it all "
                               "the same?"), known, wanted);
  else
    words = g_strdup (_("This device does not say how exact its place is. Use it all the same?"));
  say (self, words);
  show_searching (self, TRUE);
}

static gboolean
search_settled (gpointer data)
{
  TerrainPlaceFinder *self = data;

  self->settled = 0;
  take_or_ask (self);
  return G_SOURCE_REMOVE;
}

static gboolean
search_over (gpointer data)
{
  TerrainPlaceFinder *self = data;

  self->longest = 0;
  if (self->has_best)
    take_or_ask (self);
  else
    go_back (self, _("This device's place was not found in a minute. Try again nearer to a window or outside, or type it."));
  return G_SOURCE_REMOVE;
}

static void
moved (TerrainPlaceFinder *self)
{
  const TerrainPlace *place = terrain_locator_get_place (self->locator);
  g_autofree char *distance = NULL, *words = NULL;
  gboolean is_better = !self->has_best || !isfinite (self->best.accuracy) || place->accuracy < self->best.accuracy;

  if (is_better)
    {
      self->best = *place;
      self->has_best = TRUE;
      g_clear_handle_id (&self->settled, g_source_remove);
      self->settled = g_timeout_add_seconds (SETTLED, search_settled, self);
    }
  if (is_within (&self->best, self->good))
    {
      take (self);
      return;
    }
  distance = isfinite (self->best.accuracy) ? dup_distance (self->best.accuracy) : NULL;
  /* Translators: %s is a distance, such as "45 m" */
  words = distance != NULL ? g_strdup_printf (_("Known to within %s so far…"), distance)
                           : g_strdup (_("Known, but not how exactly…"));
  say (self, words);
  gtk_widget_set_visible (self->take, TRUE);
}

static void
ended (TerrainLocator *locator, guint reason, TerrainPlaceFinder *self)
{
  static const char *const problems[] = {
    [TERRAIN_LOCATOR_MISSING] = N_("This desktop gives no place: it has no location service. Type the place instead."),
    [TERRAIN_LOCATOR_REFUSED] = N_("The desktop did not give the place. Turn on location in its settings and allow it for "
                                   "Terrain, or type the place."),
    [TERRAIN_LOCATOR_FAILED] = N_("The desktop's location service went away. Try again, or type the place."),
  };

  /* What is known is known. */
  if (self->has_best)
    take_or_ask (self);
  else
    go_back (self, _(problems[MIN (reason, G_N_ELEMENTS (problems) - 1)]));
}

static void
pressed (TerrainPlaceFinder *self)
{
  if (self->locator != NULL)
    return;
  set_problem (self, NULL);
  self->has_best = self->asking = FALSE;
  self->locator = terrain_locator_new ();
  g_signal_connect_object (self->locator, "moved", G_CALLBACK (moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->locator, "ended", G_CALLBACK (ended), self, 0);
  self->longest = g_timeout_add_seconds (LONGEST, search_over, self);
  say (self, _("Looking for this device…"));
  show_searching (self, TRUE);
  terrain_locator_start (self->locator, GTK_WIDGET (self), 0);
}

GtkWidget *
terrain_place_finder_get_button (TerrainPlaceFinder *self)
{
  g_return_val_if_fail (TERRAIN_IS_PLACE_FINDER (self), NULL);

  return self->button;
}

gboolean
terrain_place_finder_is_busy (TerrainPlaceFinder *self)
{
  g_return_val_if_fail (TERRAIN_IS_PLACE_FINDER (self), FALSE);

  return self->locator != NULL || self->asking;
}

static double
read_metres (TerrainControl *control, const char *name, double otherwise)
{
  const char *text = terrain_control_get_attribute (control, name);
  double metres = text != NULL ? g_ascii_strtod (text, NULL) : otherwise;

  return isfinite (metres) && metres >= 0 ? metres : otherwise;
}

GtkWidget *
terrain_place_finder_new (TerrainControl *control)
{
  TerrainPlaceFinder *self = g_object_new (TERRAIN_TYPE_PLACE_FINDER, NULL);

  self->good = read_metres (control, "accuracyThreshold", GOOD);
  self->unacceptable = MAX (read_metres (control, "unacceptableAccuracyThreshold", UNACCEPTABLE), self->good);
  return GTK_WIDGET (self);
}

/* Leaving the page ends the search: nobody is there to see what comes. */
static void
terrain_place_finder_unmap (GtkWidget *widget)
{
  terrain_place_finder_cancel (TERRAIN_PLACE_FINDER (widget));
  GTK_WIDGET_CLASS (terrain_place_finder_parent_class)->unmap (widget);
}

static gboolean
terrain_place_finder_grab_focus (GtkWidget *widget)
{
  TerrainPlaceFinder *self = TERRAIN_PLACE_FINDER (widget);

  return gtk_widget_grab_focus (terrain_place_finder_is_busy (self) ? self->leave : self->button);
}

static void
terrain_place_finder_dispose (GObject *object)
{
  TerrainPlaceFinder *self = TERRAIN_PLACE_FINDER (object);
  GtkWidget *child;

  stop (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (terrain_place_finder_parent_class)->dispose (object);
}

static void
terrain_place_finder_class_init (TerrainPlaceFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_place_finder_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = terrain_place_finder_grab_focus;
  GTK_WIDGET_CLASS (klass)->unmap = terrain_place_finder_unmap;
  signals[FOUND] = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_POINTER);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static GtkWidget *
make_label (gboolean visible)
{
  return g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0f, "visible", visible,
                       NULL);
}

static void
build_searching (TerrainPlaceFinder *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->searching = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, "visible", FALSE,
                                  NULL);
  self->spinner = gtk_spinner_new ();
  self->words = make_label (TRUE);
  gtk_box_append (GTK_BOX (line), self->spinner);
  gtk_box_append (GTK_BOX (line), self->words);
  self->take = gtk_button_new_with_mnemonic (_("_Use It"));
  self->leave = gtk_button_new_with_mnemonic (_("_Leave It"));
  g_signal_connect_object (self->take, "clicked", G_CALLBACK (take), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->leave, "clicked", G_CALLBACK (terrain_place_finder_cancel), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (buttons), self->take);
  gtk_box_append (GTK_BOX (buttons), self->leave);
  gtk_box_append (GTK_BOX (self->searching), line);
  gtk_box_append (GTK_BOX (self->searching), buttons);
  gtk_widget_set_parent (self->searching, GTK_WIDGET (self));
}

static void
terrain_place_finder_init (TerrainPlaceFinder *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("find-location-symbolic"));
  gtk_box_append (GTK_BOX (content),
                  g_object_new (GTK_TYPE_LABEL, "label", _("Use This _Device’s Place"), "use-underline", TRUE, "wrap", TRUE,
                                NULL));
  self->button = g_object_new (GTK_TYPE_BUTTON, "child", content, "halign", GTK_ALIGN_START, NULL);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (pressed), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  build_searching (self);
  self->problem = make_label (FALSE);
  gtk_widget_add_css_class (self->problem, "terrain-missing");
  gtk_widget_set_parent (self->problem, GTK_WIDGET (self));
}
