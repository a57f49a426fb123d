/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a group wants kept in mind stays in sight (UX-13), by itself and in the surveys that ship. */

#include <adwaita.h>

#include "form-fixture.h"
#include "terrain-context-line.h"
#include "terrain-form-page.h"

#define SINCE "The last 12 months: since 03/2025"

/* Returns: (nullable): what stands above the page */
static const char *
line_of (GtkWidget *view)
{
  GtkWidget *line = form_support_find_type (view, TERRAIN_TYPE_CONTEXT_LINE);

  return line != NULL && gtk_widget_get_mapped (line) ? terrain_context_line_get_text (TERRAIN_CONTEXT_LINE (line)) : NULL;
}

/* Where the page comes to rest. */
static void
wait_line (GtkWidget *view, const char *text)
{
  for (guint wait = 0; wait < 100 && g_strcmp0 (line_of (view), text) != 0; wait++)
    form_support_run (50);
  g_assert_cmpstr (line_of (view), ==, text);
}

static void
test_scroll (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *scroller = form_support_find_type (fixture->view, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  guint changes = 0;
  const char *before = NULL;

  form_fixture_go_to (fixture, "/data/screener/any");
  wait_line (fixture->view, SINCE);
  /* It is not said twice. */
  g_assert_null (form_support_question (fixture->view, "/data/screener/note"));
  form_fixture_go_to (fixture, "/data/screener/c");
  wait_line (fixture->view, SINCE);
  form_fixture_go_to (fixture, "/data/last");
  wait_line (fixture->view, NULL);

  /* By the wheel alone, from end to end: there, gone, and nothing flickers where it comes and goes. */
  for (double at = 0; at <= gtk_adjustment_get_upper (adjustment); at += 60)
    {
      const char *now;

      gtk_adjustment_set_value (adjustment, at);
      form_support_run (60);
      now = line_of (fixture->view);
      form_support_run (60);
      g_assert_cmpstr (line_of (fixture->view), ==, now);
      changes += g_strcmp0 (now, before) != 0;
      before = now;
    }
  g_assert_cmpuint (changes, ==, 2);
}

/* The innermost group speaks, as soon as its note is asked; the language is the form's. */
static void
test_words (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *scroller = form_support_find_type (fixture->view, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  form_fixture_go_to (fixture, "/data/screener/each/when");
  form_support_run (300);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 250);
  wait_line (fixture->view, SINCE);
  form_fixture_set (fixture, "/data/screener/any", "yes");
  wait_line (fixture->view, "Think of the last time");
  g_assert_true (terrain_interview_set_language (fixture->interview, "العربية (ar)", NULL));
  wait_line (fixture->view, "فكّر في المرة الأخيرة");
  terrain_form_view_set_second_language (TERRAIN_FORM_VIEW (fixture->view), "English (en)");
  /* Each line begins where the form's lines do, and runs as its language does. */
  wait_line (fixture->view, "فكّر في المرة الأخيرة\n\u200f\u2068Think of the last time\u2069");
}

static void
test_page (void)
{
  g_autoptr (TerrainInterview) interview = form_support_interview ("context.xml");
  GtkWidget *view = terrain_page_view_new_preview (interview);
  GtkWidget *window = form_support_show (view, 360, 640);
  g_autoptr (GString) seen = g_string_new (NULL);

  do
    {
      form_support_run (50);
      g_string_append_printf (seen, "%s %s\n", terrain_page_view_get_current_ref (TERRAIN_PAGE_VIEW (view)),
                              line_of (view) != NULL ? "since" : "");
    }
  while (!terrain_page_view_get_at_end (TERRAIN_PAGE_VIEW (view)) && terrain_page_view_next (TERRAIN_PAGE_VIEW (view)));
  /* The note has no page of its own. */
  g_assert_cmpstr (seen->str, ==,
                   "/data/before \n/data/before2 \n/data/screener/any since\n/data/screener/a since\n/data/screener/b since\n"
                   "/data/screener/c since\n/data/screener/each/when since\n/data/after \n/data/after2 \n/data/after3 \n"
                   "/data/last \n");
  gtk_window_destroy (GTK_WINDOW (window));
  form_support_run (20);
}

/* The surveys that ship, on days that are hard on a month's arithmetic */

typedef struct
{
  const char *form;
  const char *today;
  const char *text;
} Day;

static gint64
clock_of (gpointer today)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (today, NULL);

  return g_date_time_to_unix (at) * G_USEC_PER_SEC;
}

static TerrainInterview *
survey_on (const Day *day)
{
  g_autofree char *name = g_strconcat (day->form, ".xml", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("TERRAIN_BUILD"), "data", "forms", name, NULL);
  g_autoptr (TerrainEnvironment) environment = terrain_environment_new (clock_of, (gpointer) day->today, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *xml = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &xml, &size, NULL));
  bytes = g_bytes_new (xml, size);
  form = terrain_form_parse (bytes, NULL, NULL, NULL, NULL);
  g_assert_nonnull (form);
  terrain_environment_set_time_zone (environment, zone);
  return terrain_interview_new (form, environment);
}

static void
open_survey (TerrainInterview *interview)
{
  static const char *const answers[][2] = {
    { "/data/s_intro/consent", "1" },         { "/data/s_intro/c_adult", "1" },
    { "/data/s_main/s_vic/g_vic_per/vic_robbery", "1" }, { "/data/s_main/s_vic/g_vic/vic_robbery", "1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    terrain_interview_answer (interview, answers[i][0], answers[i][1], NULL);
}

/* Walks the pages of the survey: those of the part on what happened, and no others, say since when. */
static void
check_pages (TerrainInterview *interview, const Day *day)
{
  GtkWidget *view = terrain_page_view_new_preview (interview);
  GtkWidget *window = form_support_show (view, 700, 700);
  guint within = 0;

  terrain_page_view_jump (TERRAIN_PAGE_VIEW (view), "/data/s_main/s_vic/n_vic");
  do
    {
      const char *ref = terrain_page_view_get_current_ref (TERRAIN_PAGE_VIEW (view));
      gboolean inside = g_str_has_prefix (ref, "/data/s_main/s_vic/");

      g_assert_cmpstr (line_of (view), ==, inside ? day->text : NULL);
      within += inside;
      if (!inside && within > 0)
        break;
    }
  while (terrain_page_view_next (TERRAIN_PAGE_VIEW (view)) && !terrain_page_view_get_at_end (TERRAIN_PAGE_VIEW (view)));
  g_assert_cmpuint (within, >, 4);
  gtk_window_destroy (GTK_WINDOW (window));
  form_support_run (20);
}

static void
test_survey (gconstpointer data)
{
  const Day *day = data;
  g_autoptr (TerrainInterview) interview = survey_on (day);
  static const char *const refs[] = { "/data/s_main/s_vic/g_vic_per/vic_assault", "/data/s_main/s_vic/g_vic/vic_cyber",
                                      "/data/s_main/s_vic/incident[1]/inc_times",
                                      "/data/s_main/s_vic/incident[1]/inc_pol_satis" };
  GtkWidget *view, *window;
  guint n = 0;

  open_survey (interview);
  view = terrain_form_view_new_preview (interview);
  window = form_support_show (view, 700, 700);
  form_support_run (200);
  for (guint i = 0; i < G_N_ELEMENTS (refs); i++)
    if (terrain_interview_find_item (interview, refs[i]) != NULL &&
        terrain_form_view_focus_ref (TERRAIN_FORM_VIEW (view), refs[i]))
      {
        wait_line (view, day->text);
        n++;
      }
  g_assert_cmpuint (n, >=, 2);
  gtk_window_destroy (GTK_WINDOW (window));
  form_support_run (20);
  check_pages (interview, day);
}

static const Day days[] = {
  { "gve_person", "2026-01-01T00:30:00Z", "The last 12 months: since 01/2025" },
  { "gve_person", "2026-11-22T10:00:00Z", "The last 12 months: since 11/2025" },
  { "gve_pro", "2024-12-31T23:30:00Z", "The last 12 months: since 01/2024" },
  { "gve_person", "2028-02-29T12:00:00Z", "The last 12 months: since 03/2027" },
  { "gve_pro", "2026-03-01T12:00:00Z", "The last 12 months: since 03/2025" },
};

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add ("/form/context/scroll", FormFixture, "context.xml", form_fixture_set_up, test_scroll, form_fixture_tear_down);
  g_test_add ("/form/context/words", FormFixture, "context.xml", form_fixture_set_up, test_words, form_fixture_tear_down);
  g_test_add_func ("/form/context/page", test_page);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *name = g_strdup_printf ("/form/context/%s/%.10s", days[i].form, days[i].today);
      g_test_add_data_func (name, &days[i], test_survey);
    }
  return g_test_run ();
}
