/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets.h"
#include "window-fixture.h"

static const char *const kept_settings[] = {
  "form-language", "second-language", "presentation", "hide-pin-hash", "hidden", "respondent-answers",
};

static gboolean
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data);
}

static void
open_window (WindowFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->workspace = terrain_workspace_open (fixture->folder, fixture->settings, &error);
  g_assert_no_error (error);
  fixture->window = terrain_window_new (GTK_APPLICATION (fixture->application), fixture->workspace);
  gtk_window_present (fixture->window);
  widgets_wait (is_mapped, fixture->window);
}

static void
close_window (WindowFixture *fixture)
{
  if (fixture->window)
    gtk_window_destroy (fixture->window);
  fixture->window = NULL;
  widgets_run (20);
  g_clear_object (&fixture->workspace);
}

void
window_fixture_set_up (WindowFixture *fixture,
                       gconstpointer  data)
{
  static guint n;
  g_autofree char *id = g_strdup_printf ("%s.Window%u", TERRAIN_APP_ID, ++n);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSettingsSchema) schema = NULL;

  fixture->folder = widgets_make_folder ();
  fixture->settings = g_settings_new (TERRAIN_APP_ID);
  g_object_get (fixture->settings, "settings-schema", &schema, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kept_settings); i++)
    if (g_settings_schema_has_key (schema, kept_settings[i]))
      g_settings_reset (fixture->settings, kept_settings[i]);
  fixture->application = terrain_application_new (fixture->settings, NULL);
  g_application_set_application_id (G_APPLICATION (fixture->application), id);
  g_application_set_flags (G_APPLICATION (fixture->application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (fixture->application), NULL, &error));
  g_assert_no_error (error);
  open_window (fixture);
}

void
window_fixture_tear_down (WindowFixture *fixture,
                          gconstpointer  data)
{
  close_window (fixture);
  g_clear_object (&fixture->application);
  g_clear_object (&fixture->settings);
  widgets_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

void
window_fixture_restart (WindowFixture *fixture)
{
  close_window (fixture);
  open_window (fixture);
}

GtkWidget *
window_fixture_page (WindowFixture *fixture)
{
  return terrain_window_get_visible_page (TERRAIN_WINDOW (fixture->window));
}

TerrainSession *
window_fixture_session (WindowFixture *fixture)
{
  return terrain_window_get_session (TERRAIN_WINDOW (fixture->window));
}

TerrainInterview *
window_fixture_interview (WindowFixture *fixture)
{
  return terrain_session_get_interview (window_fixture_session (fixture));
}

const char *
window_fixture_value (WindowFixture *fixture,
                      const char    *ref)
{
  return terrain_item_get_value (terrain_interview_find_item (window_fixture_interview (fixture), ref));
}

void
window_fixture_do (WindowFixture *fixture,
                   const char    *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL));
}

/* Opening */

static gboolean
at_interview (gpointer user_data)
{
  GtkWidget *page = window_fixture_page (user_data);

  return strcmp (G_OBJECT_TYPE_NAME (page), "TerrainInterviewPage") == 0
         && widgets_find_type (page, "TerrainQuestion") != NULL;
}

static gboolean
lists_forms (gpointer user_data)
{
  return widgets_find_type (window_fixture_page (user_data), "TerrainFormRow") != NULL;
}

void
window_fixture_start (WindowFixture *fixture,
                      const char    *path,
                      const char    *title)
{
  g_autofree char *full
    = g_build_filename (g_getenv (g_str_has_prefix (path, "data/") ? "TERRAIN_BUILD" : "TERRAIN_SOURCE"), path, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *xml = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (full, &xml, &size, &error));
  g_autoptr (GBytes) bytes = g_bytes_new (xml, size);
  g_assert_true (terrain_profile_import_form (terrain_workspace_get_profile (fixture->workspace), bytes, "", NULL, NULL,
                                              &error));
  g_assert_no_error (error);
  widgets_wait (lists_forms, fixture);
  widgets_activate (widgets_find_text (window_fixture_page (fixture), "TerrainFormRow", title));
  widgets_wait (at_interview, fixture);
  widgets_run (300);
}

void
window_fixture_resume (WindowFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records
    = terrain_store_list_records (terrain_profile_get_store (terrain_workspace_get_profile (fixture->workspace)), FALSE,
                                  &error);

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 1);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.resume", "s",
                                             ((TerrainRecord *) g_ptr_array_index (records, 0))->uuid));
  widgets_wait (at_interview, fixture);
  widgets_run (300);
}

/* Questions */

typedef struct
{
  WindowFixture *fixture;
  GtkWidget *top;
  const char *ref;
} Wanted;

static gboolean
is_question_at (GtkWidget    *widget,
                gconstpointer ref)
{
  return TERRAIN_IS_QUESTION (widget)
         && strcmp (terrain_item_get_ref (terrain_question_get_item (TERRAIN_QUESTION (widget))), ref) == 0;
}

static GtkWidget *
find_question (const Wanted *wanted)
{
  return widgets_find (wanted->top ? wanted->top : window_fixture_page (wanted->fixture), is_question_at, wanted->ref);
}

static gboolean
shows_question (gpointer user_data)
{
  return find_question (user_data) != NULL;
}

GtkWidget *
window_fixture_question (WindowFixture *fixture,
                         GtkWidget     *top,
                         const char    *ref)
{
  Wanted wanted = { fixture, top, ref };

  widgets_wait (shows_question, &wanted);
  return find_question (&wanted);
}

gboolean
window_fixture_has_question (WindowFixture *fixture,
                             GtkWidget     *top,
                             const char    *ref)
{
  Wanted wanted = { fixture, top, ref };

  return shows_question (&wanted);
}

void
window_fixture_choose (WindowFixture *fixture,
                       GtkWidget     *top,
                       const char    *ref,
                       const char    *label)
{
  GtkWidget *row = widgets_find_text (window_fixture_question (fixture, top, ref), "TerrainChoiceRow", label);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_activate_action (row, "choice.choose", NULL));
}

/* What is left of a text: also in widgets that are there but not to be seen, which a screen reader may ask for. */
static gboolean
holds_text (GtkWidget  *widget,
            const char *text)
{
  const char *tip = gtk_widget_get_tooltip_text (widget);

  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  if (GTK_IS_EDITABLE (widget) && strstr (gtk_editable_get_text (GTK_EDITABLE (widget)), text))
    return TRUE;
  if (GTK_IS_WINDOW (widget) && gtk_window_get_title (GTK_WINDOW (widget))
      && strstr (gtk_window_get_title (GTK_WINDOW (widget)), text))
    return TRUE;
  if (tip && strstr (tip, text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (holds_text (child, text))
      return TRUE;
  return FALSE;
}

gboolean
window_fixture_anywhere (const char *text)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (gtk_widget_get_visible (window) && holds_text (window, text))
        return TRUE;
    }
  return FALSE;
}
