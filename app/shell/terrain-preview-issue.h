/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>
#include <terrain-xlsform.h>

G_BEGIN_DECLS

/**
 * TerrainPreviewIssue:
 * @severity: how bad it is
 * @place: where to look, as a person says it: "Sheet survey, row 12, column C"; "" for the file as a whole
 * @ref: (nullable): the node it is about, without positions
 * @message: what is wrong and what to do
 *
 * One thing found while a form's file was read, whoever found it: the compiler, the engine, a check, a catalogue.
 */
typedef struct
{
  TerrainIssueSeverity severity;
  char *place;
  char *ref;
  char *message;
} TerrainPreviewIssue;

void terrain_preview_issue_free (TerrainPreviewIssue *issue);

/* (element-type TerrainPreviewIssue) */
GPtrArray *terrain_preview_issues_new (void);
/* @place: (nullable) */
void terrain_preview_issues_add (GPtrArray *issues, TerrainIssueSeverity severity, const char *place,
                                 const char *message);
void terrain_preview_issues_add_sheet (GPtrArray *issues, GPtrArray *found);
/* @xlsform: (nullable): finds the row of what is known by its node
 * @file: (nullable): what its lines are lines of, where that is another file than the form's */
void terrain_preview_issues_add_form (GPtrArray *issues, GPtrArray *found, TerrainXlsform *xlsform, const char *file);
/* Errors first, then warnings, then notes; within these as they were found. */
void terrain_preview_issues_sort (GPtrArray *issues);
guint terrain_preview_issues_count (GPtrArray *issues, TerrainIssueSeverity severity);

G_END_DECLS
