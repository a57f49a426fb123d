/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TERRAIN_DATE_NAME_MONTH,       /* 0 to 11 */
  TERRAIN_DATE_NAME_MONTH_SHORT,
  TERRAIN_DATE_NAME_DAY,         /* 0 is Sunday */
  TERRAIN_DATE_NAME_DAY_SHORT,
} TerrainDateName;

/* The name in @language as a form writes it: "fr", "French (fr)", "pt-BR"; English where it is not known. A form's
 * language has nothing to do with the process's locale, so the names are kept here. */
const char *terrain_date_name (const char *language, TerrainDateName kind, int index);

G_END_DECLS
