/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-records-page.h"

G_BEGIN_DECLS

/* Shows what would become of each answer of a draft under the newest version of its form, and carries it over where the
 * person says so. It can be taken back then. */
void terrain_record_carry_show (TerrainRecordsPage *page, const TerrainRecord *record);

G_END_DECLS
