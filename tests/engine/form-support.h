/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/*
 * A form around three pieces. Lines of the file:
 *   3: @instance (one line)   4 and on: @model   then: </model></h:head>, <h:body>, @body
 * With a model of one line the body begins in line 7.
 */
char *form_write (const char *instance, const char *model, const char *body);
/* Parses; @issues may be NULL. */
TerrainForm *form_parse (const char *xml, GPtrArray **issues, GError **error);
/* Parses what must be free of errors. */
TerrainForm *form_parse_good (const char *instance, const char *model, const char *body);
/* The issue @code in @line (0: in any), which must be there. */
TerrainIssue *form_find_issue (GPtrArray *issues, const char *code, int line);
/* Parses the pieces and looks for the one issue: severity and what its message mentions (nullable). */
void form_assert_issue (const char *instance, const char *model, const char *body, TerrainIssueSeverity severity,
                        const char *code, int line, const char *mentions);
void form_assert_no_issues (const char *instance, const char *model, const char *body);
/* Returns: (transfer full) (nullable): a file of the shared folder; NULL where the test has to be skipped, and is */
char *form_find_shared (const char *path);
GBytes *form_read_file (const char *path);
/* Parses to either a form, or an error with an issue that says why; errors are shown as those of @what (nullable). */
void form_assert_answered (GBytes *bytes, const char *what);

G_END_DECLS
