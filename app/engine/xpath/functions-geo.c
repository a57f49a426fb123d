/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-number.h"
#include "terrain-xpath-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Geography, on a sphere of the equator's radius as the other ODK engines have it. A point is "latitude longitude
 * [altitude [accuracy]]", a trace or shape points separated by ";"; points may come as nodes as well. */

#define EARTH_RADIUS 6378100.0

typedef struct
{
  double latitude; /* radians */
  double longitude;
} Point;

static double
to_radians (double degrees)
{
  return degrees * G_PI / 180;
}

static gboolean
parse_point (const char *text,
             Point      *point)
{
  g_auto (GStrv) parts = NULL;
  double numbers[2];
  guint n = 0;

  parts = g_strsplit_set (text, " \t\r\n", -1);
  for (guint i = 0; parts[i] != NULL && n < 2; i++)
    {
      if (*parts[i] != '\0')
        numbers[n++] = terrain_number_parse (parts[i]);
    }
  if (n < 2 || !(fabs (numbers[0]) <= 90) || !(fabs (numbers[1]) <= 180))
    return FALSE;
  point->latitude = to_radians (numbers[0]);
  point->longitude = to_radians (numbers[1]);
  return TRUE;
}

/* Returns: (nullable): the points, NULL where there are none or one of them is no point */
static GArray *
parse_points (const char *text)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (Point));
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      Point point;

      if (*g_strstrip (parts[i]) == '\0' && parts[i + 1] == NULL && i > 0)
        break;
      if (!parse_point (parts[i], &point))
        return NULL;
      g_array_append_val (points, point);
    }
  return points->len > 0 ? g_steal_pointer (&points) : NULL;
}

static gboolean
append_points (TerrainEval             *eval,
               const TerrainXPathValue *value,
               gpointer                 user_data)
{
  g_auto (TerrainEvalText) text = { 0 };
  GString *all = user_data;

  terrain_eval_value_to_text (value, &text);
  if (all->len > 0)
    g_string_append_c (all, ';');
  g_string_append (all, text.text);
  return TRUE;
}

/* All points of the arguments from @first on. *@points is NULL where they are not all points. */
static gboolean
collect_points (TerrainEval         *eval,
                const TerrainFocus  *focus,
                TerrainAst          *call,
                guint                first,
                GArray             **points)
{
  g_autoptr (GString) text = g_string_new (NULL);

  *points = NULL;
  if (!terrain_arg_foreach (eval, focus, call, first, append_points, text))
    return FALSE;
  *points = parse_points (text->str);
  return TRUE;
}

static double
distance_between (const Point *a,
                  const Point *b)
{
  double latitude = sin ((b->latitude - a->latitude) / 2);
  double longitude = sin ((b->longitude - a->longitude) / 2);
  double h = latitude * latitude + cos (a->latitude) * cos (b->latitude) * longitude * longitude;

  return 2 * EARTH_RADIUS * asin (fmin (1, sqrt (h)));
}

/* To the centimetre, as the other engines give it. */
static double
round_hundredths (double number)
{
  return floor (number * 100 + 0.5) / 100;
}

TERRAIN_DEFINE_FUNCTION (eval_distance)
{
  g_autoptr (GArray) points = NULL;
  double total = 0;

  if (!collect_points (eval, focus, call, 0, &points))
    return FALSE;
  if (points == NULL)
    return terrain_result_number (value, NAN);
  for (guint i = 1; i < points->len; i++)
    total += distance_between (&g_array_index (points, Point, i - 1), &g_array_index (points, Point, i));
  return terrain_result_number (value, round_hundredths (total));
}

/* The strip between an edge and the pole, after Chamberlain and Duquette (JPL publication 07-03), which all ODK engines
 * agree with to the centimetre. */
static double
strip_below (const Point *a,
             const Point *b)
{
  return (b->longitude - a->longitude) * (2 + sin (a->latitude) + sin (b->latitude)) / 2;
}

TERRAIN_DEFINE_FUNCTION (eval_area)
{
  g_autoptr (GArray) points = NULL;
  double total = 0;

  if (!collect_points (eval, focus, call, 0, &points))
    return FALSE;
  if (points == NULL)
    return terrain_result_number (value, NAN);
  for (guint i = 0; i < points->len && points->len > 2; i++)
    total += strip_below (&g_array_index (points, Point, (i + points->len - 1) % points->len),
                          &g_array_index (points, Point, i));
  return terrain_result_number (value, round_hundredths (fabs (total) * EARTH_RADIUS * EARTH_RADIUS));
}

static gboolean
same_point (const Point *a,
            const Point *b)
{
  return a->latitude == b->latitude && a->longitude == b->longitude;
}

/* Even-odd rule over the edges of a closed ring. */
static gboolean
is_inside (const Point *point,
           GArray      *ring)
{
  gboolean inside = FALSE;

  for (guint i = 1; i < ring->len; i++)
    {
      const Point *a = &g_array_index (ring, Point, i - 1);
      const Point *b = &g_array_index (ring, Point, i);

      if ((a->longitude > point->longitude) != (b->longitude > point->longitude)
          && point->latitude < (b->latitude - a->latitude) * (point->longitude - a->longitude)
                                       / (b->longitude - a->longitude)
                                   + a->latitude)
        inside = !inside;
    }
  return inside;
}

/* geofence(point, shape): a shape is a closed ring of at least three corners. */
TERRAIN_DEFINE_FUNCTION (eval_geofence)
{
  g_auto (TerrainEvalText) place = { 0 };
  g_auto (TerrainEvalText) shape = { 0 };
  g_autoptr (GArray) ring = NULL;
  Point point;

  if (!terrain_arg_text (eval, focus, call, 0, &place) || !terrain_arg_text (eval, focus, call, 1, &shape))
    return FALSE;
  ring = parse_points (shape.text);
  if (!parse_point (place.text, &point) || ring == NULL || ring->len < 4
      || !same_point (&g_array_index (ring, Point, 0), &g_array_index (ring, Point, ring->len - 1)))
    return terrain_result_boolean (value, FALSE);
  return terrain_result_boolean (value, is_inside (&point, ring));
}

static double
turn (const Point *a,
      const Point *b,
      const Point *c)
{
  return (b->longitude - a->longitude) * (c->latitude - a->latitude)
         - (b->latitude - a->latitude) * (c->longitude - a->longitude);
}

static gboolean
within_box (const Point *a,
            const Point *b,
            const Point *point)
{
  return point->longitude >= fmin (a->longitude, b->longitude) && point->longitude <= fmax (a->longitude, b->longitude)
         && point->latitude >= fmin (a->latitude, b->latitude) && point->latitude <= fmax (a->latitude, b->latitude);
}

static gboolean
segments_meet (const Point *a,
               const Point *b,
               const Point *c,
               const Point *d)
{
  double abc = turn (a, b, c);
  double abd = turn (a, b, d);
  double cda = turn (c, d, a);
  double cdb = turn (c, d, b);

  if (((abc > 0) != (abd > 0)) && ((cda > 0) != (cdb > 0)) && abc != 0 && abd != 0 && cda != 0 && cdb != 0)
    return TRUE;
  return (abc == 0 && within_box (a, b, c)) || (abd == 0 && within_box (a, b, d)) || (cda == 0 && within_box (c, d, a))
         || (cdb == 0 && within_box (c, d, b));
}

/* intersects(trace): whether it crosses or touches itself, other than where segments follow each other or the shape
 * closes. */
TERRAIN_DEFINE_FUNCTION (eval_intersects)
{
  g_autoptr (GArray) points = NULL;
  const Point *p;
  gboolean closed;

  if (!collect_points (eval, focus, call, 0, &points))
    return FALSE;
  if (points == NULL || points->len < 3)
    return terrain_result_boolean (value, FALSE);
  p = &g_array_index (points, Point, 0);
  closed = same_point (&p[0], &p[points->len - 1]);
  for (guint i = 1; i < points->len; i++)
    {
      if (!terrain_eval_spend (eval, i))
        return FALSE;
      for (guint j = 1; j + 1 < i; j++)
        {
          if (closed && j == 1 && i == points->len - 1)
            continue;
          if (segments_meet (&p[j - 1], &p[j], &p[i - 1], &p[i]))
            return terrain_result_boolean (value, TRUE);
        }
    }
  return terrain_result_boolean (value, FALSE);
}

const TerrainFunction terrain_functions_geo[] = {
  { .name = "area", .min = 1, .max = 1, .type = TERRAIN_XPATH_NUMBER, .eval = eval_area },
  { .name = "enclosed-area", .min = 1, .max = 1, .type = TERRAIN_XPATH_NUMBER, .eval = eval_area },
  { .name = "distance", .min = 1, .max = TERRAIN_FUNCTION_NO_LIMIT, .type = TERRAIN_XPATH_NUMBER, .eval = eval_distance },
  { .name = "geofence", .min = 2, .max = 2, .type = TERRAIN_XPATH_BOOLEAN, .eval = eval_geofence },
  { .name = "intersects", .min = 1, .max = 1, .type = TERRAIN_XPATH_BOOLEAN, .eval = eval_intersects },
  { .name = NULL },
};
