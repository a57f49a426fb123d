/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-shell-form.h>

#include "form-support.h"
#include "terrain-choice-row.h"

G_BEGIN_DECLS

/* A form of tests/shell/forms in a window, for g_test_add(): the test's data is the form's file name. */
typedef struct
{
  TerrainInterview *interview;
  GtkWidget *view;
  GtkWidget *window;
} FormFixture;

void form_fixture_set_up (FormFixture *fixture, gconstpointer name);
void form_fixture_tear_down (FormFixture *fixture, gconstpointer name);

/* Focuses the question at @ref. */
GtkWidget *form_fixture_go_to (FormFixture *fixture, const char *ref);
const char *form_fixture_current (FormFixture *fixture);
void form_fixture_set (FormFixture *fixture, const char *ref, const char *value);
#define form_fixture_assert_value(fixture, ref, value) \
  g_assert_cmpstr (form_support_value ((fixture)->interview, (ref)), ==, (value))

/* What is to be read in @widget. */
void form_fixture_assert_text (GtkWidget *widget, const char *part);
void form_fixture_assert_no_text (GtkWidget *widget, const char *part);
/* The @n-th entry of a question. */
const char *form_fixture_entry_text (GtkWidget *question, guint n);
/* What a screen reader says of the @n-th entry beside its name; NULL: nothing. */
void form_fixture_assert_described (GtkWidget *question, guint n, const char *description);
void form_fixture_type_in (GtkWidget *question, guint n, const char *text);
/* The @n-th choice of a question. */
TerrainChoiceRow *form_fixture_row (GtkWidget *question, guint n);
void form_fixture_choose (GtkWidget *question, guint n);
void form_fixture_assert_checked (TerrainChoiceRow *choice, gboolean checked);
/* The button that shows or is named @label, below @top; NULL for none. */
GtkWidget *form_fixture_button (GtkWidget *top, const char *label);
void form_fixture_click (GtkWidget *top, const char *label);
/* The camera's window; NULL: none is to be seen. */
GtkWidget *form_fixture_camera_window (void);
/* Lets go of @file over a question that takes one. */
void form_fixture_drop (GtkWidget *question, GFile *file);

#define form_fixture_need_keys() \
  G_STMT_START { if (!form_support_have_keys ()) { g_test_skip ("xdotool is not installed"); return; } } G_STMT_END

G_END_DECLS
