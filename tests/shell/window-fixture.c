/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets.h"
#include "window-fixture.h"

static const char *const kept_settings[] = {
  "form-language", "second-language", "presentation",       "serial-forms",
  "hide-pin-hash", "hidden",          "respondent-answers", "background-recording",
};

void
window_fixture_init (int    *argc,
                     char ***argv)
{
  gtk_test_init (argc, argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

static gboolean
is_shown (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data) && gtk_widget_get_width (user_data) > 0;
}

static void
open_workspace (WindowFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->workspace = terrain_workspace_open (fixture->folder, fixture->settings, &error);
  g_assert_no_error (error);
}

static void
open_window (WindowFixture *fixture,
             int            width,
             int            height)
{
  fixture->window = terrain_window_new (GTK_APPLICATION (fixture->application), fixture->workspace);
  if (width > 0)
    gtk_window_set_default_size (fixture->window, width, height);
  gtk_window_present (fixture->window);
  widgets_wait (is_shown, fixture->window);
}

void
window_fixture_open (WindowFixture *fixture)
{
  g_assert_null (fixture->window);
  open_window (fixture, 0, 0);
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

static void
reset_settings (GSettings *settings)
{
  g_autoptr (GSettingsSchema) schema = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kept_settings); i++)
    if (g_settings_schema_has_key (schema, kept_settings[i]))
      g_settings_reset (settings, kept_settings[i]);
}

TerrainApplication *
window_fixture_new_application (GSettings *settings)
{
  static guint n;
  TerrainApplication *application = terrain_application_new (settings, NULL);
  g_autofree char *id = g_strdup_printf ("%s.Window%u", TERRAIN_APP_ID, ++n);

  g_application_set_application_id (G_APPLICATION (application), id);
  return application;
}

void
window_fixture_set_up_with (WindowFixture       *fixture,
                            const WindowOptions *options)
{
  g_autoptr (GError) error = NULL;

  fixture->keeps_folder = options->folder != NULL;
  fixture->folder = options->folder ? g_strdup (options->folder) : widgets_make_folder ();
  fixture->settings = g_settings_new (TERRAIN_APP_ID);
  reset_settings (fixture->settings);
  fixture->application = window_fixture_new_application (fixture->settings);
  g_application_set_flags (G_APPLICATION (fixture->application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (fixture->application), NULL, &error));
  g_assert_no_error (error);
  open_workspace (fixture);
  if (!options->closed)
    open_window (fixture, options->width, options->height);
}

void
window_fixture_set_up (WindowFixture *fixture,
                       gconstpointer  data)
{
  window_fixture_set_up_with (fixture, &(WindowOptions){ 0 });
}

void
window_fixture_tear_down (WindowFixture *fixture,
                          gconstpointer  data)
{
  close_window (fixture);
  g_clear_object (&fixture->application);
  reset_settings (fixture->settings);
  g_clear_object (&fixture->settings);
  if (!fixture->keeps_folder)
    widgets_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

void
window_fixture_restart (WindowFixture *fixture)
{
  close_window (fixture);
  open_workspace (fixture);
  open_window (fixture, 0, 0);
}

TerrainProfile *
window_fixture_profile (WindowFixture *fixture)
{
  return terrain_workspace_get_profile (fixture->workspace);
}

TerrainStore *
window_fixture_store (WindowFixture *fixture)
{
  return terrain_profile_get_store (window_fixture_profile (fixture));
}

GtkWidget *
window_fixture_page (WindowFixture *fixture)
{
  return terrain_window_get_visible_page (TERRAIN_WINDOW (fixture->window));
}

GtkWidget *
window_fixture_find (WindowFixture *fixture,
                     const char    *type_name)
{
  return widgets_find_type (window_fixture_page (fixture), type_name);
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

void
window_fixture_do_with (WindowFixture *fixture,
                        const char    *action,
                        const char    *target)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, "s", target));
}

void
window_fixture_go_to (WindowFixture *fixture,
                      const char    *ref)
{
  window_fixture_do_with (fixture, "win.go-to", ref);
  widgets_run (100);
}

/* Where the window is, and what it shows */

static gboolean
is_at (WindowFixture *fixture,
       const char    *type_name)
{
  GtkWidget *page = window_fixture_page (fixture);

  return page && strcmp (G_OBJECT_TYPE_NAME (page), type_name) == 0;
}

gboolean
window_fixture_at_home (gpointer fixture)
{
  return is_at (fixture, "TerrainHomePage");
}

gboolean
window_fixture_at_interview (gpointer fixture)
{
  return is_at (fixture, "TerrainInterviewPage")
         && window_fixture_find (fixture, "TerrainQuestion") != NULL;
}

gboolean
window_fixture_at_question (gpointer fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (((WindowFixture *) fixture)->window));

  return window_fixture_at_interview (fixture) && focus != NULL
         && gtk_widget_get_ancestor (focus, TERRAIN_TYPE_QUESTION) != NULL
         && gtk_widget_is_ancestor (focus, window_fixture_page (fixture));
}

gboolean
window_fixture_at_review (gpointer fixture)
{
  return is_at (fixture, "TerrainReviewPage");
}

gboolean
window_fixture_at_records (gpointer fixture)
{
  return is_at (fixture, "TerrainRecordsPage");
}

gboolean
window_fixture_at_end (gpointer fixture)
{
  return is_at (fixture, "TerrainThanksPage");
}

gboolean
window_fixture_lists_forms (gpointer fixture)
{
  return window_fixture_find (fixture, "TerrainFormRow") != NULL;
}

typedef struct
{
  WindowFixture *fixture;
  const char *text;
} WantedText;

static gboolean
window_shows_text (gpointer user_data)
{
  const WantedText *wanted = user_data;

  return widgets_shows (GTK_WIDGET (wanted->fixture->window), wanted->text);
}

static gboolean
page_shows_text (gpointer user_data)
{
  const WantedText *wanted = user_data;

  return widgets_shows (window_fixture_page (wanted->fixture), wanted->text);
}

void
window_fixture_wait_for_text (WindowFixture *fixture,
                              const char    *text)
{
  WantedText wanted = { fixture, text };

  widgets_wait (window_shows_text, &wanted);
}

void
window_fixture_wait_for_page_text (WindowFixture *fixture,
                                   const char    *text)
{
  WantedText wanted = { fixture, text };

  widgets_wait (page_shows_text, &wanted);
}

/* Opening */

void
window_fixture_import (WindowFixture *fixture,
                       const char    *path)
{
  /* What ships is compiled in the build folder; the rest are the tests' own forms. */
  const char *folder = g_getenv (g_str_has_prefix (path, "data/") ? "TERRAIN_BUILD" : "TERRAIN_SOURCE");
  g_autofree char *full = g_path_is_absolute (path) ? g_strdup (path) : g_build_filename (folder, path, NULL);
  g_autoptr (GError) error = NULL;
  char *xml = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (full, &xml, &size, &error));
  g_assert_no_error (error);
  g_autoptr (GBytes) bytes = g_bytes_new_take (xml, size);
  g_assert_true (terrain_profile_import_form (window_fixture_profile (fixture), bytes, "", NULL, NULL, &error));
  g_assert_no_error (error);
}

void
window_fixture_start (WindowFixture *fixture,
                      const char    *path,
                      const char    *title)
{
  window_fixture_import (fixture, path);
  widgets_wait (window_fixture_lists_forms, fixture);
  widgets_activate (widgets_find_text (window_fixture_page (fixture), "TerrainFormRow", title));
  widgets_wait (window_fixture_at_interview, fixture);
  widgets_run (300);
}

void
window_fixture_resume (WindowFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = terrain_store_list_records (window_fixture_store (fixture), FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 1);
  window_fixture_do_with (fixture, "win.resume", ((TerrainRecord *) g_ptr_array_index (records, 0))->uuid);
  widgets_wait (window_fixture_at_interview, fixture);
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

void
window_fixture_type (WindowFixture *fixture,
                     const char    *ref,
                     const char    *text)
{
  GtkWidget *question = window_fixture_question (fixture, NULL, ref);
  GtkWidget *entry = widgets_find_type (question, "GtkText");

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));
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
