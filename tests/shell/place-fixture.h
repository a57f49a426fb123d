/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fake-portal.h"
#include "form-fixture.h"
#include "terrain-map-view.h"

G_BEGIN_DECLS

/* Brussels. */
#define PLACE_LATITUDE 50.8467
#define PLACE_LONGITUDE 4.3525

/* A record of forms/places.xml in a window, a portal of the test's own, and a map where the test's data is "map"; "broken": a
 * map that is none. */
typedef struct
{
  char *folder;
  TerrainProfile *profile;
  TerrainSession *session;
  FormFixture form;
  FakePortal *portal;
} PlaceFixture;

#define place_fixture_wait(condition) \
  G_STMT_START { \
    gint64 wait_end = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND; \
    while (!(condition)) { \
      if (g_get_monotonic_time () > wait_end) g_error ("%s:%d: never: %s", __FILE__, __LINE__, #condition); \
      form_support_run (20); \
    } \
  } G_STMT_END

void place_fixture_set_up (PlaceFixture *fixture, gconstpointer with_map);
void place_fixture_tear_down (PlaceFixture *fixture, gconstpointer data);

/* Focuses the question at @ref. */
GtkWidget *place_fixture_go_to (PlaceFixture *fixture, const char *ref);
const char *place_fixture_value (PlaceFixture *fixture, const char *ref);
#define place_fixture_assert_value(fixture, ref, value) \
  g_assert_cmpstr (place_fixture_value ((fixture), (ref)), ==, (value))
gboolean place_fixture_shows (GtkWidget *question, const char *part);

/* The map of a question; opened by its button. */
TerrainMapView *place_fixture_map (GtkWidget *question);
TerrainMapView *place_fixture_open_map (GtkWidget *question);
/* A real click, of the X server, at a point of a widget: once the page has come to rest, and the point is to be seen. */
void place_fixture_click_at (GtkWidget *widget, double x, double y);
void place_fixture_click (TerrainMapView *view, double latitude, double longitude);
/* The pointer pressed at one place, moved to another and let go. */
void place_fixture_drag (TerrainMapView *view, double latitude, double longitude, double to_latitude, double to_longitude);
void place_fixture_assert_place (const char *value, double latitude, double longitude, double within);
gboolean place_fixture_has_mark (TerrainMapView *view, double latitude, double longitude);

G_END_DECLS
