/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was published, reproduced from records: README.md says where the printed percentage differs. */
#include "report-fixture.h"

#include <math.h>

typedef struct
{
  const char *antenna;
  GDateYear year;
  guint n;
  const char *published; /* the evolution as printed */
  TerrainFigureVerdict verdict;
  double evolution;
} Published;

/* Questions handled, LISA antennas of Anderlecht. Peterbos opened in September 2021. */
static const Published questions[] = {
  { "and_centre", 2021, 11553, NULL, 0, NAN },
  { "and_centre", 2022, 18195, "57,5%", TERRAIN_FIGURE_AGREES, 57.4916 },
  { "and_centre", 2023, 20242, "11,3%", TERRAIN_FIGURE_AGREES, 11.2503 },
  { "and_peterbos", 2021, 622, NULL, 0, NAN },
  { "and_peterbos", 2022, 2772, "345%", TERRAIN_FIGURE_CUT, 345.6592 },
  { "and_peterbos", 2023, 2913, "5%", TERRAIN_FIGURE_AGREES, 5.0866 },
};

/* Reports by citizens. */
static const Published reports[] = {
  { "and_centre", 2021, 687, NULL, 0, NAN },
  { "and_centre", 2022, 446, "35%", TERRAIN_FIGURE_LOST_SIGN, -35.0801 },
  { "and_centre", 2023, 971, "118%", TERRAIN_FIGURE_AGREES, 117.713 },
  { "and_peterbos", 2021, 25, NULL, 0, NAN },
  { "and_peterbos", 2022, 62, "148%", TERRAIN_FIGURE_AGREES, 148.0 },
  { "and_peterbos", 2023, 111, "79%", TERRAIN_FIGURE_AGREES, 79.0323 },
};

static void
add_published (TerrainReport *report, const char *form, const char *antenna_name, const char *when_name,
               const Published *published, guint n)
{
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < published[i].n; j++)
      {
        gboolean is_opening = g_str_equal (published[i].antenna, "and_peterbos") && published[i].year == 2021;
        guint month = is_opening ? 9 + j % 4 : 1 + j % 12;
        g_autofree char *answers = g_strdup_printf ("<k><%s>%s</%s><%s>%u-%02u-%02uT10:00:00.000+01:00</%s></k>",
                                                    antenna_name, published[i].antenna, antenna_name, when_name,
                                                    published[i].year, month, 1 + j % 28, when_name);

        report_fixture_add (report, form, answers);
      }
}

static void
check_published (GPtrArray *tables, guint table, const char *measure, const Published *published, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *year = g_strdup_printf ("%u", published[i].year);
      const TerrainReportCell *cell = report_fixture_find (tables, table, published[i].antenna, measure, year);
      gboolean is_base_cut = g_str_equal (published[i].antenna, "and_peterbos") && published[i].year == 2022;

      g_assert_cmpfloat_with_epsilon (cell->value, published[i].n, 0.001);
      g_assert_cmpint ((cell->flags & TERRAIN_CELL_INCOMPLETE_BASE) != 0, ==, is_base_cut);
      if (published[i].published == NULL)
        {
          g_assert_true (isnan (cell->evolution));
          continue;
        }
      g_assert_cmpfloat_with_epsilon (cell->evolution, published[i].evolution, 0.0001);
      g_assert_cmpint (terrain_figure_judge (published[i].published, published[i - 1].n, published[i].n), ==,
                       published[i].verdict);
    }
}

static void
test_questions (void)
{
  g_autoptr (TerrainReport) report = report_fixture_new_from_text (
    "{\"dimensions\":{\"antenna\":{\"title\":\"Antenna\",\"list\":\"antennas.csv\",\"opening\":true,"
    "\"value\":{\"lisa_intake\":\"${i_antenna}\"}}},"
    "\"indicators\":[{\"id\":\"Q\",\"title\":\"Questions\",\"form\":\"lisa_intake\",\"day\":\"${i_when}\","
    "\"like_for_like\":true,\"tables\":[[\"antenna\"]],\"measures\":[{\"id\":\"questions\",\"title\":\"Questions\","
    "\"aggregate\":\"count\",\"evolution_decimals\":0,"
    "\"cell_decimals\":{\"and_centre/2022\":1,\"and_centre/2023\":1}}]}]}",
    2023);
  g_autoptr (GPtrArray) tables = NULL;
  const TerrainReportCell *cell;
  const struct
  {
    const char *antenna;
    const char *year;
    const char *printed;
  } page[] = { { "and_centre", "2021", "11553" },           { "and_centre", "2022", "18195 +57.5%" },
               { "and_centre", "2023", "20242 +11.3%" },    { "and_peterbos", "2021", "(622)" },
               { "and_peterbos", "2022", "2772 +346%*" },   { "and_peterbos", "2023", "2913 +5%" },
               { "total", "2021", "12175" },                { "total", "2022", "20967 +72%" },
               { "total", "2023", "23155 +10%" },           { "like-for-like", "2022", "18195 +57%" },
               { "like-for-like", "2023", "23155 +10%" } };

  add_published (report, "lisa_intake", "i_antenna", "i_when", questions, G_N_ELEMENTS (questions));
  tables = terrain_report_build (report);
  check_published (tables, 0, "questions", questions, G_N_ELEMENTS (questions));
  for (guint i = 0; i < G_N_ELEMENTS (page); i++)
    {
      g_autofree char *printed = report_fixture_print (tables, 0, page[i].antenna, "questions", page[i].year);

      g_assert_cmpstr (printed, ==, page[i].printed);
    }
  /* 155.5 a month from September, then 231. */
  cell = report_fixture_find (tables, 0, "and_peterbos", "questions", "2022");
  g_assert_cmpfloat_with_epsilon (cell->evolution_a_month, 48.5530, 0.0001);
  cell = report_fixture_find (tables, 0, "total", "questions", "2022");
  g_assert_cmpfloat_with_epsilon (cell->evolution, 72.2136, 0.0001);
  cell = report_fixture_find (tables, 0, "total", "questions", "2023");
  g_assert_cmpfloat_with_epsilon (cell->evolution, 10.4355, 0.0001);
}

static void
test_reports (void)
{
  g_autoptr (TerrainReport) report = report_fixture_new ("D-49", 2023);
  g_autoptr (GPtrArray) tables = NULL;
  g_autofree char *fall = NULL;

  add_published (report, "lisa_nuisance", "n_antenna", "n_when", reports, G_N_ELEMENTS (reports));
  tables = terrain_report_build (report);
  /* The second table of D-49 is by antenna. */
  check_published (tables, 1, "reports", reports, G_N_ELEMENTS (reports));
  fall = report_fixture_print (tables, 1, "and_centre", "reports", "2022");
  g_assert_cmpstr (fall, ==, "446 −35.1%");
  g_assert_cmpfloat_with_epsilon (report_fixture_find (tables, 1, "total", "reports", "2022")->evolution, -28.6517,
                                  0.0001);
  g_assert_cmpfloat_with_epsilon (report_fixture_find (tables, 1, "total", "reports", "2023")->evolution, 112.9921,
                                  0.0001);
}

/* METRO-Liens: 4,392 interventions for 861 persons in 2024, +54 %; 695 accompaniments, +178 %. The bases are not
 * printed; these are in the middle of what the percentages allow. */
static void
add_interventions (TerrainReport *report, guint year, guint n_interventions, guint n_persons, guint n_accompanied)
{
  for (guint i = 0; i < n_persons; i++)
    {
      g_autoptr (GString) answers = g_string_new (NULL);

      g_string_append_printf (answers, "<c_when>%u-%02u-%02uT21:00:00.000+01:00</c_when><c_org>diogenes</c_org>"
                                       "<p_mode>known</p_mode><p_person>p-%u</p_person>",
                              year, 1 + i % 12, 1 + i % 28, i);
      for (guint j = i; j < n_interventions; j += n_persons)
        g_string_append_printf (answers, "<action><a_type>%s</a_type><a_result>done</a_result></action>",
                                j < n_accompanied ? "accomp" : "listen");
      report_fixture_add (report, "outreach_contact", answers->str);
    }
}

static void
test_outreach (void)
{
  g_autoptr (TerrainReport) report = report_fixture_new ("D-31", 2024);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tables = NULL;
  g_autofree char *interventions = NULL, *each = NULL, *accompaniments = NULL;

  terrain_report_select (report, "D-33", &error);
  g_assert_no_error (error);
  add_interventions (report, 2023, 2852, 600, 250);
  add_interventions (report, 2024, 4392, 861, 695);
  tables = terrain_report_build (report);
  interventions = report_fixture_print (tables, 0, "", "interventions", "2024");
  g_assert_cmpstr (interventions, ==, "4392 +54.0%");
  g_assert_cmpfloat_with_epsilon (report_fixture_find (tables, 0, "", "persons", "2024")->value, 861, 0.001);
  each = report_fixture_print (tables, 0, "", "each", "2024");
  g_assert_cmpstr (each, ==, "5.10 +7.3%");
  /* D-33 follows the five tables of D-31. */
  accompaniments = report_fixture_print (tables, 5, "", "accompaniments", "2024");
  g_assert_cmpstr (accompaniments, ==, "695 +178.0%");
  g_assert_cmpint (terrain_figure_judge ("+54%", 2852, 4392), ==, TERRAIN_FIGURE_AGREES);
  g_assert_cmpint (terrain_figure_judge ("+178%", 250, 695), ==, TERRAIN_FIGURE_AGREES);
}

void
report_add_golden_tests (void)
{
  g_test_add_func ("/report/golden/questions", test_questions);
  g_test_add_func ("/report/golden/reports", test_reports);
  g_test_add_func ("/report/golden/outreach", test_outreach);
}
