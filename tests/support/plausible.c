/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plausible.h"

const char *const *
plausible_answers (TerrainControl *control)
{
  static const char *const texts[] = { "x", "Anderlecht", "1", "34", "0470123456", "1000", "12345678", "a@b.be", "ABC123", NULL };
  static const char *const numbers[] = { "1", "20", "0", "150", "2500", "2020", "38.5", "-5", "1000000", NULL };
  static const char *const dates[] = { "2020-02-29", "1980-05-01", "2026-11-21", "2099-12-31", NULL };
  static const char *const times[] = { "12:30:00.000Z", NULL };
  static const char *const moments[] = { "2020-02-29T12:30:00.000Z", "2099-12-31T12:30:00.000Z", NULL };
  static const char *const points[] = { "50.8466 4.3528 20 5", "-1.2921 36.8219 1795 5", NULL };
  static const char *const traces[] = { "50.8466 4.3528 0 0;50.85 4.36 0 0", NULL };
  static const char *const shapes[] = { "50.8466 4.3528 0 0;50.85 4.36 0 0;50.84 4.36 0 0;50.8466 4.3528 0 0", NULL };
  static const char *const flags[] = { "true", "false", NULL };
  static const char *const files[] = { "photo.jpg", NULL };
  static const char *const acknowledged[] = { "OK", NULL };

  if (terrain_control_get_kind (control) == TERRAIN_CONTROL_TRIGGER)
    return acknowledged;
  if (terrain_control_get_kind (control) == TERRAIN_CONTROL_UPLOAD)
    return files;
  switch (terrain_control_get_data_type (control))
    {
    case TERRAIN_DATA_INT:
    case TERRAIN_DATA_DECIMAL:
      return numbers;
    case TERRAIN_DATA_DATE:
      return dates;
    case TERRAIN_DATA_TIME:
      return times;
    case TERRAIN_DATA_DATE_TIME:
      return moments;
    case TERRAIN_DATA_GEOPOINT:
      return points;
    case TERRAIN_DATA_GEOTRACE:
      return traces;
    case TERRAIN_DATA_GEOSHAPE:
      return shapes;
    case TERRAIN_DATA_BOOLEAN:
      return flags;
    case TERRAIN_DATA_BINARY:
      return files;
    case TERRAIN_DATA_STRING:
    case TERRAIN_DATA_BARCODE:
    default:
      return texts;
    }
}
