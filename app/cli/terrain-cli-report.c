/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "terrain-cli-private.h"
#include "terrain-cli-report-private.h"

typedef struct
{
  char *profile;
  char *hub;
  char *from;
  char *to;
  char *today;
  char *periods;
  char *format;
  char *definitions;
  char *lists;
  char **compare;
  char **indicators;
  char **filters;
  int hide_below;
  gboolean only_list;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->profile);
  g_free (self->hub);
  g_free (self->from);
  g_free (self->to);
  g_free (self->today);
  g_free (self->periods);
  g_free (self->format);
  g_free (self->definitions);
  g_free (self->lists);
  g_strfreev (self->compare);
  g_strfreev (self->indicators);
  g_strfreev (self->filters);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
read_day (const char *text, GDate *day, int *code)
{
  guint year, month, number;
  char rest;

  g_date_clear (day, 1);
  if (text == NULL)
    return TRUE;
  if (sscanf (text, "%4u-%2u-%2u%c", &year, &month, &number, &rest) == 3 && month <= 12 && number <= 31
      && g_date_valid_dmy ((GDateDay) number, (GDateMonth) month, (GDateYear) year))
    {
      g_date_set_dmy (day, (GDateDay) number, (GDateMonth) month, (GDateYear) year);
      return TRUE;
    }
  *code = terrain_cli_wrong_usage ("report", _("“%s” is not a day; write it as 2024-12-31"), text);
  return FALSE;
}

static gboolean
set_compared (TerrainReport *report, char **years, int *code)
{
  for (guint i = 0; years != NULL && years[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (years[i], ",", 0);

      for (guint j = 0; parts[j] != NULL; j++)
        {
          guint64 year;

          if (!g_ascii_string_to_unsigned (parts[j], 10, 1900, 2999, &year, NULL))
            {
              *code = terrain_cli_wrong_usage ("report", _("“%s” is not a year"), parts[j]);
              return FALSE;
            }
          terrain_report_compare (report, (GDateYear) year);
        }
    }
  return TRUE;
}

static gboolean
set_periods (TerrainReport *report, const char *word, int *code)
{
  static const char *const words[] = { "year", "quarter", "month", "all", NULL }; /* by TerrainReportPeriods */

  for (guint i = 0; word != NULL && words[i] != NULL; i++)
    if (g_str_equal (words[i], word))
      {
        terrain_report_set_periods (report, (TerrainReportPeriods) i);
        return TRUE;
      }
  if (word == NULL)
    return TRUE;
  *code = terrain_cli_wrong_usage ("report", _("--by is one of year, quarter, month, all"));
  return FALSE;
}

/* "antenna=and_centre" */
static gboolean
set_filters (TerrainReport *report, char **filters, int *code)
{
  for (guint i = 0; filters != NULL && filters[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (filters[i], "=", 2);
      g_autoptr (GError) error = NULL;

      if (g_strv_length (parts) < 2)
        {
          *code = terrain_cli_wrong_usage ("report", _("“%s” is no filter; write it as antenna=CODE"), filters[i]);
          return FALSE;
        }
      if (!terrain_report_set_filter (report, parts[0], parts[1], &error))
        {
          *code = terrain_cli_wrong_usage ("report", "%s", error->message);
          return FALSE;
        }
    }
  return TRUE;
}

static TerrainReport *
set_up (const Options *options, TerrainIndicators *indicators, int *code)
{
  g_autoptr (TerrainReport) report = NULL;
  g_autoptr (GError) error = NULL;
  GDate from, to, today;

  if (!read_day (options->from, &from, code) || !read_day (options->to, &to, code)
      || !read_day (options->today, &today, code))
    return NULL;
  if (g_date_valid (&from) && g_date_valid (&to) && g_date_compare (&from, &to) > 0)
    {
      *code = terrain_cli_wrong_usage ("report", _("--from is after --to"));
      return NULL;
    }
  if (!g_date_valid (&today))
    g_date_set_time_t (&today, (time_t) (g_get_real_time () / G_USEC_PER_SEC));
  report = terrain_report_new (indicators, &today);
  terrain_report_set_range (report, g_date_valid (&from) ? &from : NULL, g_date_valid (&to) ? &to : NULL);
  if (!set_compared (report, options->compare, code) || !set_periods (report, options->periods, code)
      || !set_filters (report, options->filters, code))
    return NULL;
  terrain_report_hide_below (report, (guint) options->hide_below);
  for (guint i = 0; options->indicators != NULL && options->indicators[i] != NULL; i++)
    if (!terrain_report_select (report, options->indicators[i], &error))
      {
        *code = terrain_cli_wrong_usage ("report", "%s", error->message);
        return NULL;
      }
  return g_steal_pointer (&report);
}

/* A list that is not there only means codes instead of words. */
static void
add_lists (TerrainReport *report, TerrainIndicators *indicators, const char *folder)
{
  g_auto (GStrv) names = terrain_indicators_dup_lists (indicators);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) csv = terrain_cli_load_file (path, &error);

      if (csv == NULL || !terrain_report_add_list (report, names[i], csv, &error))
        terrain_cli_complain ("%s", error->message);
    }
}

/* The first of the person's languages, "fr" of "fr_BE.UTF-8". */
static char *
get_language (void)
{
  const char *const *languages = g_get_language_names ();
  char *language = g_strdup (languages[0] != NULL ? languages[0] : "en");

  language[strcspn (language, "_.@")] = '\0';
  return language;
}

static void
print_tables (GPtrArray *tables, const char *format)
{
  for (guint i = 0; i < tables->len; i++)
    {
      const TerrainReportTable *table = g_ptr_array_index (tables, i);
      g_autofree char *text = NULL;

      if (g_strcmp0 (format, "csv") == 0)
        text = terrain_report_table_to_csv (table, i == 0);
      else if (g_strcmp0 (format, "json") == 0)
        text = terrain_report_table_to_json (table);
      else
        text = terrain_report_table_to_text (table);
      /* Data is UTF-8 whatever the locale. */
      if (format != NULL && !g_str_equal (format, "text"))
        printf ("%s%s", text, g_str_equal (format, "json") ? "\n" : "");
      else
        g_print ("%s%s", i > 0 ? "\n" : "", text);
    }
  fflush (stdout);
}

static int
run (const Options *options, TerrainIndicators *indicators, char **files)
{
  g_autofree char *language = get_language ();
  g_autofree char *lists = g_strdup (options->lists);
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (TerrainReport) report = NULL;
  int code = TERRAIN_CLI_USAGE;
  gboolean is_done;

  report = set_up (options, indicators, &code);
  if (report == NULL)
    return code;
  if (lists == NULL)
    lists = terrain_cli_find_data ("reports", "", TERRAIN_FORMS_DIR "/lists");
  add_lists (report, indicators, lists);
  terrain_report_set_language (report, language);
  terrain_cli_set_report_labels (report, language);
  if (options->profile != NULL)
    is_done = terrain_cli_add_profile_records (report, options->profile);
  else if (options->hub != NULL)
    is_done = terrain_cli_add_archive_records (report, options->hub);
  else
    is_done = terrain_cli_add_file_records (report, files);
  if (!is_done)
    return TERRAIN_CLI_FAILED;
  tables = terrain_report_build (report);
  print_tables (tables, options->format);
  return TERRAIN_CLI_DONE;
}

static int
list_indicators (TerrainIndicators *indicators)
{
  for (guint i = 0; i < terrain_indicators_get_n (indicators); i++)
    {
      g_auto (GStrv) forms = terrain_indicators_dup_forms (indicators, i);
      g_autofree char *names = g_strjoinv (", ", forms);

      g_print ("%-6s %s (%s)\n", terrain_indicators_get_id (indicators, i),
               terrain_indicators_get_title (indicators, i), names);
    }
  return TERRAIN_CLI_DONE;
}

static int
check_options (const Options *options, int argc)
{
  guint n_sources = (options->profile != NULL) + (options->hub != NULL) + (argc > 1);

  if (options->format != NULL && !g_str_equal (options->format, "text") && !g_str_equal (options->format, "csv")
      && !g_str_equal (options->format, "json"))
    return terrain_cli_wrong_usage ("report", _("--format is one of text, csv, json"));
  if (options->hide_below < 0)
    return terrain_cli_wrong_usage ("report", _("--hide-below is a number, 0 or more"));
  if (!options->only_list && n_sources != 1)
    return terrain_cli_wrong_usage ("report", _("records come from --profile, from --hub or from files: one of these"));
  return TERRAIN_CLI_GO_ON;
}

int
terrain_cli_report (int argc, char **argv)
{
  g_auto (Options) options = { .hide_below = TERRAIN_REPORT_SMALLEST_SHOWN };
  g_autoptr (TerrainIndicators) indicators = NULL;
  g_autoptr (GBytes) json = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  const GOptionEntry entries[] = {
    { "profile", 'p', 0, G_OPTION_ARG_FILENAME, &options.profile, N_("The profile whose finished records count"), N_("DIR") },
    { "hub", 0, 0, G_OPTION_ARG_FILENAME, &options.hub, N_("The endpoint's database whose records count"), N_("FILE") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, N_("The first day"), N_("DATE") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_("The last day"), N_("DATE") },
    { "compare", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.compare, N_("The same days of another year too"), N_("YEAR") },
    { "by", 0, 0, G_OPTION_ARG_STRING, &options.periods, N_("One column a year (default), quarter or month; or one of all"), N_("PERIOD") },
    { "indicator", 'i', 0, G_OPTION_ARG_STRING_ARRAY, &options.indicators, N_("Only this one; may be repeated"), N_("ID") },
    { "filter", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.filters, N_("Only records with this answer; may be repeated"), N_("NAME=CODE") },
    { "hide-below", 0, 0, G_OPTION_ARG_INT, &options.hide_below, N_("Do not show counts of fewer persons or records (default 5; 0 shows all)"), N_("NUMBER") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &options.format, N_("text (default), csv or json (a line for each table)"), N_("FORMAT") },
    { "definitions", 0, 0, G_OPTION_ARG_FILENAME, &options.definitions, N_("Other indicators than those shipped"), N_("FILE.json") },
    { "lists", 0, 0, G_OPTION_ARG_FILENAME, &options.lists, N_("Where the reference lists are"), N_("DIR") },
    { "today", 0, 0, G_OPTION_ARG_STRING, &options.today, N_("The last day that is known; what reaches beyond is marked"), N_("DATE") },
    { "list", 0, 0, G_OPTION_ARG_NONE, &options.only_list, N_("Only say which indicators there are"), NULL },
    { NULL },
  };
  int code = terrain_cli_parse ("report", _("[RECORD.xml|DIR…]"),
                                _("Counts records and prints tables of indicators with their evolution."), entries,
                                &argc, &argv);

  if (code == TERRAIN_CLI_GO_ON)
    code = check_options (&options, argc);
  if (code != TERRAIN_CLI_GO_ON)
    return code;
  if (options.definitions != NULL)
    path = g_strdup (options.definitions);
  else
    path = terrain_cli_find_data ("reports", "indicators.json", TERRAIN_REPORTS_DIR);
  json = terrain_cli_load_file (path, &error);
  if (json != NULL)
    indicators = terrain_indicators_parse (json, &error);
  if (indicators == NULL)
    {
      terrain_cli_complain ("%s", error->message);
      return TERRAIN_CLI_FAILED;
    }
  return options.only_list ? list_indicators (indicators) : run (&options, indicators, argv + 1);
}
