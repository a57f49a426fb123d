/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "interview-fixture.h"

G_BEGIN_DECLS

/* A file beside the form, such as { "trees.csv", "name,label\n…" }. The last one has no name. */
typedef struct
{
  const char *name;
  const char *text;
} FeatureFile;

/* (transfer full): a form around its pieces; @attributes are those of <model>, @model begins with the instance */
char *feature_xml (const char *attributes, const char *model, const char *body);
TerrainForm *feature_parse (const char *xml, const FeatureFile *files, GPtrArray **issues, GError **error);
/* Without errors; warnings are the test's own business. */
TerrainForm *feature_form (const char *attributes, const char *model, const char *body, const FeatureFile *files);
TerrainInterview *feature_interview (const char *attributes, const char *model, const char *body,
                                     const FeatureFile *files);
/* The form has the issue @code, and its message says @mentions; an error means that there is no form. */
void feature_assert_issue (const char *attributes, const char *model, const char *body, TerrainIssueSeverity severity,
                           const char *code, const char *mentions);
void feature_assert_no_issues (const char *attributes, const char *model, const char *body, const FeatureFile *files);
/* (transfer full): the submission, which must be complete */
char *feature_complete (TerrainInterview *interview);
/* (transfer full): the record as a draft, read again */
TerrainInterview *feature_reopen (TerrainInterview *interview);

#define feature_assert_contains(text, part)                     \
  G_STMT_START                                                  \
    {                                                           \
      if (strstr (text, part) == NULL)                          \
        g_error ("“%s” is not in: %s", part, text);             \
    }                                                           \
  G_STMT_END

G_END_DECLS
