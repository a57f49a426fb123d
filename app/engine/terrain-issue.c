/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-issue.h"

void
terrain_issue_free (TerrainIssue *issue)
{
  g_free (issue->ref);
  g_free (issue->message);
  g_free (issue);
}

GPtrArray *
terrain_issue_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_issue_free);
}

void
terrain_issue_list_add (GPtrArray            *issues,
                        TerrainIssueSeverity  severity,
                        const char           *code,
                        const char           *ref,
                        int                   line,
                        const char           *format,
                        ...)
{
  TerrainIssue *issue = g_new0 (TerrainIssue, 1);
  va_list arguments;

  g_return_if_fail (issues != NULL);
  g_return_if_fail (code != NULL);

  issue->severity = severity;
  issue->code = code;
  issue->ref = g_strdup (ref);
  issue->line = line;
  va_start (arguments, format);
  issue->message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (issues, issue);
}

gboolean
terrain_issue_list_has_errors (GPtrArray *issues)
{
  for (guint i = 0; i < issues->len; i++)
    {
      TerrainIssue *issue = g_ptr_array_index (issues, i);

      if (issue->severity == TERRAIN_ISSUE_ERROR)
        return TRUE;
    }
  return FALSE;
}
