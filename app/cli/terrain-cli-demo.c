/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "terrain-cli-demo-private.h"
#include "terrain-cli-private.h"
#include "terrain-cli-profile-private.h"
#include "terrain-cli-report-private.h"
#include "terrain-cli-source-private.h"

#define MAX_RECORDS 1000000

typedef struct
{
  gint64 seed;
  int count;
  char *form;
  char *from;
  char *to;
  char *rules;
  char *profile;
  char *out;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->form);
  g_free (self->from);
  g_free (self->to);
  g_free (self->rules);
  g_free (self->profile);
  g_free (self->out);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Where the records go. */
typedef struct
{
  const Options *options;
  TerrainProfile *profile; /* (nullable) */
  TerrainForm *form;
  GBytes *xml;                     /* of the form */
  TerrainCliDemoRegister *persons; /* whom the form finds again */
} Target;

static void
target_clear (Target *self)
{
  g_clear_object (&self->profile);
  g_clear_pointer (&self->xml, g_bytes_unref);
  g_clear_pointer (&self->persons, terrain_cli_demo_register_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

static gboolean
read_day (const char *text, const char *fallback, GDate *day)
{
  guint year, month, number;
  char rest;

  if (sscanf (text != NULL ? text : fallback, "%4u-%2u-%2u%c", &year, &month, &number, &rest) != 3 || month > 12
      || number > 31 || !g_date_valid_dmy ((GDateDay) number, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_set_dmy (day, (GDateDay) number, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

static gboolean
store_in_profile (Target *self, TerrainInterview *interview, const char *instance_id, GBytes *xml, GError **error)
{
  TerrainStore *store = terrain_profile_get_store (self->profile);
  const char *version = terrain_form_get_version (self->form);
  g_autofree char *uuid = g_strdup (g_str_has_prefix (instance_id, "uuid:") ? instance_id + 5 : instance_id);
  g_autofree char *name = terrain_interview_dup_instance_name (interview);
  gint64 now = terrain_environment_get_now (terrain_interview_get_environment (interview));

  /* whom a record registers is in the lists of the profile's forms, as if it had been completed there */
  return terrain_store_create_record (store, uuid, terrain_form_get_id (self->form), version != NULL ? version : "",
                                      terrain_interview_get_language (interview), now, error)
         && terrain_profile_note_entities (self->profile, uuid, interview, error)
         && terrain_store_complete_record (store, uuid, instance_id, name, xml, FALSE, now, error);
}

static gboolean
write_file (Target *self, guint index, GBytes *xml, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%s-%06u.xml", terrain_form_get_id (self->form), index + 1);
  g_autofree char *path = g_build_filename (self->options->out, name, NULL);

  return g_file_set_contents (path, g_bytes_get_data (xml, NULL), (gssize) g_bytes_get_size (xml), error);
}

/* What a record of the form reads: the files beside it, but the register's list as it is at that time. */
typedef struct
{
  TerrainCliSource *files;
  char *list_name; /* (nullable) */
  char *list;
} Reading;

static void
reading_clear (Reading *self)
{
  g_free (self->list_name);
  g_free (self->list);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static GBytes *
load_source (const char *uri, gpointer user_data, GError **error)
{
  Reading *self = user_data;
  const char *slash = strrchr (uri, '/');

  if (self->list != NULL && slash != NULL && g_str_equal (slash + 1, self->list_name))
    return g_bytes_new (self->list, strlen (self->list));
  return terrain_cli_source_load (uri, self->files, error);
}

/* The form as it reads its lists at that time.
 * Returns: (transfer full) (nullable) */
static TerrainForm *
read_form (Target *self, Reading *reading, GError **error)
{
  return reading->list != NULL ? terrain_form_parse (self->xml, load_source, reading, NULL, error)
                               : terrain_form_ref (self->form);
}

static gboolean
make_record (Target *self, TerrainCliDemo *demo, TerrainCliSource *source, guint index, GError **error)
{
  g_autoptr (TerrainEnvironment) environment = terrain_cli_demo_begin (demo, terrain_form_get_id (self->form), index);
  g_auto (Reading) reading = { .files = source };
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (TerrainInterview) interview = NULL;
  g_autofree char *instance_id = NULL;
  g_autoptr (GBytes) xml = NULL;

  reading.list = terrain_cli_demo_register_dup_list (self->persons, terrain_environment_get_now (environment),
                                                     &reading.list_name);
  form = read_form (self, &reading, error);
  if (form == NULL)
    return FALSE;
  terrain_environment_set_source (environment, load_source, &reading, NULL);
  interview = terrain_interview_new (form, environment);
  xml = terrain_cli_demo_interview (demo, interview, &instance_id, error);
  if (xml == NULL)
    return FALSE;
  return self->profile != NULL ? store_in_profile (self, interview, instance_id, xml, error)
                               : write_file (self, index, xml, error);
}

/* A path, or the id of a form that ships. */
static char *
find_form (const char *form)
{
  g_autofree char *name = g_strconcat (form, ".xml", NULL);

  return g_file_test (form, G_FILE_TEST_IS_REGULAR) ? g_strdup (form)
                                                    : terrain_cli_find_data ("forms", name, TERRAIN_FORMS_DIR);
}

static char *
find_rules (const Options *options, TerrainForm *form)
{
  g_autofree char *name = g_strconcat (terrain_form_get_id (form), ".json", NULL);
  g_autofree char *path = terrain_cli_find_data ("demo", name, TERRAIN_DEMO_DIR);

  if (options->rules != NULL)
    return g_strdup (options->rules);
  return g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&path) : NULL;
}

static gboolean
open_target (Target *self, const char *form_path, int *code)
{
  g_autoptr (GError) error = NULL;

  if (self->options->profile == NULL)
    {
      if (g_mkdir_with_parents (self->options->out, 0755) == 0)
        return TRUE;
      terrain_cli_complain (_("“%s” cannot be made: %s"), self->options->out, g_strerror (errno));
      *code = TERRAIN_CLI_FAILED;
      return FALSE;
    }
  self->profile = terrain_cli_open_profile ("demo", self->options->profile, code);
  if (self->profile == NULL)
    return FALSE;
  if (terrain_profile_import_form_file (self->profile, form_path, NULL, NULL, &error))
    return TRUE;
  terrain_cli_complain ("%s", error->message);
  *code = TERRAIN_CLI_FAILED;
  return FALSE;
}

static int
run (const Options *options, TerrainCliDemo *demo)
{
  g_autofree char *path = find_form (options->form);
  g_autoptr (TerrainCliSource) source = terrain_cli_source_new (path, NULL);
  g_autoptr (TerrainForm) form = terrain_cli_load_form (path, source, NULL);
  g_autofree char *rules = form != NULL ? find_rules (options, form) : NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Target) target = { .options = options, .form = form };
  int code = TERRAIN_CLI_DONE;

  if (form == NULL || !open_target (&target, path, &code))
    return TERRAIN_CLI_FAILED;
  demo->seed = options->seed;
  target.xml = terrain_cli_load_file (path, &error);
  if (target.xml == NULL || !terrain_cli_demo_load (demo, rules, &error)
      || (target.persons = terrain_cli_demo_register_new (demo, &error)) == NULL)
    code = TERRAIN_CLI_FAILED;
  for (guint i = 0; code == TERRAIN_CLI_DONE && i < (guint) options->count; i++)
    if (!make_record (&target, demo, source, i, &error))
      code = TERRAIN_CLI_FAILED;
  if (error != NULL)
    terrain_cli_complain ("%s", error->message);
  return code;
}

int
terrain_cli_demo (int argc, char **argv)
{
  g_auto (Options) options = { .seed = 1, .count = 1 };
  g_auto (TerrainCliDemo) demo = { 0 };
  const GOptionEntry entries[] = {
    { "form", 'f', 0, G_OPTION_ARG_FILENAME, &options.form, N_("The form: a file, or the id of one that ships"), N_("FORM") },
    { "seed", 's', 0, G_OPTION_ARG_INT64, &options.seed, N_("The same seed gives the same records"), N_("N") },
    { "count", 'n', 0, G_OPTION_ARG_INT, &options.count, N_("How many records"), N_("N") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, N_("The first day"), N_("DATE") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_("The last day"), N_("DATE") },
    { "rules", 0, 0, G_OPTION_ARG_FILENAME, &options.rules, N_("Other weights than those shipped"), N_("FILE.json") },
    { "profile", 'p', 0, G_OPTION_ARG_FILENAME, &options.profile, N_("The profile they are put into, finished"), N_("DIR") },
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &options.out, N_("The folder they are written to"), N_("DIR") },
    { NULL },
  };
  int code = terrain_cli_parse ("demo", NULL,
                                _("Makes invented records for tests and demonstrations, by leading interviews with "
                                  "answers drawn at random."),
                                entries, &argc, &argv);

  if (code != TERRAIN_CLI_GO_ON)
    return code;
  if (argc > 1)
    return terrain_cli_wrong_usage ("demo", _("“%s” is one word too many"), argv[1]);
  if (options.form == NULL || (options.profile == NULL) == (options.out == NULL))
    return terrain_cli_wrong_usage ("demo", _("--form is needed, and --profile or --out"));
  if (options.count < 0 || options.count > MAX_RECORDS)
    return terrain_cli_wrong_usage ("demo", _("--count goes from 0 to %d"), MAX_RECORDS);
  if (!read_day (options.from, "2025-01-01", &demo.from) || !read_day (options.to, "2025-12-31", &demo.to)
      || g_date_compare (&demo.from, &demo.to) > 0)
    return terrain_cli_wrong_usage ("demo", _("--from and --to are days such as 2024-12-31, one after the other"));
  return run (&options, &demo);
}
