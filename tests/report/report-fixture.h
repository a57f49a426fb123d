/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-report.h>

/* The indicators shipped, with the lists, as of the end of @year. */
TerrainReport *report_fixture_new (const char *indicator, GDateYear year);
TerrainReport *report_fixture_new_from_text (const char *json, GDateYear year);
/* A record of @form with @answers, XML, and an instanceID of its own. */
void report_fixture_add (TerrainReport *report, const char *form, const char *answers);
/* The cell of the row with this key ("a/b"; "total", "like-for-like") in the @table of @tables. */
const TerrainReportCell *report_fixture_find (GPtrArray *tables, guint table, const char *key, const char *measure,
                                              const char *period);
/* As printed. (transfer full) */
char *report_fixture_print (GPtrArray *tables, guint table, const char *key, const char *measure, const char *period);

void report_add_golden_tests (void);
void report_add_narrow_tests (void);
