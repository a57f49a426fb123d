/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/* How things are said to a person. All strings are new (transfer full) and plain text, not markup. */

/* "today 14:05", "yesterday 9:30", "3 November 2026"; @time_us and @now_us in µs since the epoch, local zone. */
char *terrain_text_time (gint64 time_us, gint64 now_us);
/* What a record is called in lists: its instance name, else its form's title. */
char *terrain_text_record_title (const TerrainRecord *record);
/* The line below it: form, state and time. */
char *terrain_text_record_subtitle (const TerrainRecord *record, gint64 now_us);
/* Why a profile could not be opened and what to do, for the whole page that then shows; @title: (out) */
char *terrain_text_open_failure (const GError *error, const char *folder, char **title);

G_END_DECLS
