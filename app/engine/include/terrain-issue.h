/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-engine-types.h"

G_BEGIN_DECLS

/**
 * TerrainIssueSeverity:
 * @TERRAIN_ISSUE_WARNING: the form runs, the author should look
 * @TERRAIN_ISSUE_ERROR: the form cannot run
 * @TERRAIN_ISSUE_NOTE: meant, as far as can be told; worth knowing
 */
typedef enum
{
  TERRAIN_ISSUE_WARNING,
  TERRAIN_ISSUE_ERROR,
  TERRAIN_ISSUE_NOTE,
} TerrainIssueSeverity;

/**
 * TerrainIssue:
 * @severity: how bad it is
 * @code: a stable, untranslated word such as "xpath-syntax", "cycle", "unknown-control" (static string)
 * @ref: (nullable): the node it is about, an XPath such as "/data/a/b"
 * @line: 1-based line in the form's file, 0 where unknown
 * @message: what is wrong and what to do, translated, for a person
 *
 * One thing found wrong in a form. A form is checked whole: issues come as a list
 * (#GPtrArray of #TerrainIssue, with terrain_issue_free() as its free function).
 */
struct _TerrainIssue
{
  TerrainIssueSeverity severity;
  const char *code;
  char *ref;
  int line;
  char *message;
};

GPtrArray *terrain_issue_list_new (void);
void terrain_issue_list_add (GPtrArray *issues, TerrainIssueSeverity severity, const char *code,
                             const char *ref, int line, const char *format, ...) G_GNUC_PRINTF (6, 7);
gboolean terrain_issue_list_has_errors (GPtrArray *issues);
void terrain_issue_free (TerrainIssue *issue);

G_END_DECLS
