/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-sheet-issue.h"

G_BEGIN_DECLS

/* Takes @message. What was said of a place is not said again. */
void terrain_sheet_issue_list_take (GPtrArray *issues, TerrainSheetSeverity severity, const char *code,
                                    const char *sheet, guint row, guint column, char *message);

G_END_DECLS
