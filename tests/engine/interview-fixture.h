/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/* Small forms written in a test, and the one world they all run in: 2026-11-21 10:30 in Brussels, seed 1. */
TerrainEnvironment *fixture_environment (void);

/* @instance: children of the root element <data id="t">; @binds: the model's other children; @body: the body's. */
TerrainForm *fixture_form (const char *instance, const char *binds, const char *body);
TerrainInterview *fixture_interview (const char *instance, const char *binds, const char *body);
/* A TerrainSourceFunc: a form's lists are beside it, or one folder up. @user_data: the form's path */
GBytes *fixture_load_source (const char *uri, gpointer user_data, GError **error);
/* A form from a file; NULL where it is absent. Fails the test where it is not a form. */
TerrainForm *fixture_form_file (const char *path);
/* Where the shared corpus is, NULL where it is not. */
const char *fixture_shared (void);

void fixture_answer (TerrainInterview *interview, const char *ref, const char *value);
void fixture_refused (TerrainInterview *interview, const char *ref, const char *value, int code);
/* (transfer full): the text at @ref, whether or not it is relevant */
char *fixture_value (TerrainInterview *interview, const char *ref);
gboolean fixture_relevant (TerrainInterview *interview, const char *ref);

#define fixture_assert_value(interview, ref, expected)               \
  G_STMT_START                                                       \
    {                                                                \
      g_autofree char *fixture_text = fixture_value (interview, ref); \
      g_assert_cmpstr (fixture_text, ==, expected);                  \
    }                                                                \
  G_STMT_END

G_END_DECLS
