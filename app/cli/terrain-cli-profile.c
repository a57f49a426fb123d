/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-cli-profile-private.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "terrain-cli-migrate-private.h"
#include "terrain-cli-private.h"

/* TERRAIN_DATA_DIR is the build folder of a program that is not installed; the app reads it the same way. */
void
terrain_cli_add_po_folder (TerrainProfile *profile)
{
  const char *data = g_getenv ("TERRAIN_DATA_DIR");
  g_autofree char *folder = data != NULL ? g_build_filename (data, "po", "forms", NULL) : g_strdup (TERRAIN_PO_DIR);

  terrain_profile_add_po_folder (profile, folder);
}

TerrainProfile *
terrain_cli_open_profile (const char *verb, const char *folder, int *code)
{
  g_autoptr (GError) error = NULL;
  TerrainProfile *profile;

  if (folder == NULL)
    {
      *code = terrain_cli_wrong_usage (verb, _("which profile? Name its folder with --profile"));
      return NULL;
    }
  *code = TERRAIN_CLI_FAILED;
  /* A mistyped name must not make an empty profile that then has nothing to send. */
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      terrain_cli_complain (_("There is no profile in “%s”"), folder);
      return NULL;
    }
  profile = terrain_profile_open (folder, &error);
  if (profile == NULL)
    {
      terrain_cli_complain ("%s", error->message);
      return NULL;
    }
  terrain_cli_add_po_folder (profile);
  *code = TERRAIN_CLI_DONE;
  return profile;
}

/* 0 is never. */
static void
add_time (JsonBuilder *builder, const char *name, gint64 time_us)
{
  g_autoptr (GDateTime) time = time_us > 0 ? g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC) : NULL;
  g_autofree char *text = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  terrain_cli_add_string (builder, name, text);
}

void
terrain_cli_print_record (const TerrainRecord *record)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  terrain_cli_add_string (builder, "uuid", record->uuid);
  terrain_cli_add_string (builder, "form", record->form_id);
  terrain_cli_add_string (builder, "version", record->form_version);
  terrain_cli_add_string (builder, "state", terrain_record_state_to_string (record->state));
  terrain_cli_add_string (builder, "name", record->name);
  terrain_cli_add_string (builder, "language", record->language);
  terrain_cli_add_string (builder, "instanceID", record->instance_id);
  add_time (builder, "created", record->created);
  add_time (builder, "changed", record->changed);
  add_time (builder, "completed", record->completed);
  add_time (builder, "sent", record->sent);
  terrain_cli_add_boolean (builder, "encrypted", record->encrypted);
  terrain_cli_add_integer (builder, "attempts", record->n_attempts);
  terrain_cli_add_string (builder, "error", record->last_error);
  terrain_cli_add_string (builder, "server", record->server_words);
  json_builder_end_object (builder);
  terrain_cli_print_json (builder);
}

static gboolean
add_form (TerrainProfile *profile, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) issues = NULL;
  gboolean is_done = terrain_profile_import_form_file (profile, path, NULL, &issues, &error);

  if (issues != NULL)
    terrain_cli_print_issues (stderr, path, issues);
  if (is_done)
    return TRUE;
  terrain_cli_complain ("%s: %s", path, error->message);
  return FALSE;
}

static gboolean
list_forms (TerrainProfile *profile)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) forms = terrain_store_list_forms (terrain_profile_get_store (profile), &error);

  if (forms == NULL)
    {
      terrain_cli_complain ("%s", error->message);
      return FALSE;
    }
  for (guint i = 0; i < forms->len; i++)
    {
      const TerrainStoredForm *form = g_ptr_array_index (forms, i);
      JsonBuilder *builder = json_builder_new ();

      json_builder_begin_object (builder);
      terrain_cli_add_string (builder, "id", form->id);
      terrain_cli_add_string (builder, "version", form->version);
      terrain_cli_add_string (builder, "title", form->title);
      terrain_cli_add_string (builder, "hash", form->hash);
      terrain_cli_add_string (builder, "origin", form->origin);
      terrain_cli_add_boolean (builder, "hidden", form->hidden);
      terrain_cli_add_integer (builder, "records", form->n_records);
      json_builder_end_object (builder);
      terrain_cli_print_json (builder);
    }
  return TRUE;
}

int
terrain_cli_forms (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (TerrainProfile) profile = NULL;
  gboolean is_done = TRUE;
  const GOptionEntry entries[] = {
    { "profile", 'p', 0, G_OPTION_ARG_FILENAME, &folder, N_("The profile"), N_("DIR") },
    { NULL },
  };
  int code = terrain_cli_parse ("forms", _("[FORM…]"),
                                _("Adds the forms that are named to a profile, then lists its forms, one line of JSON "
                                  "each."),
                                entries, &argc, &argv);

  if (code != TERRAIN_CLI_GO_ON)
    return code;
  profile = terrain_cli_open_profile ("forms", folder, &code);
  if (profile == NULL)
    return code;
  for (int i = 1; i < argc; i++)
    is_done &= add_form (profile, argv[i]);
  is_done &= list_forms (profile);
  return is_done ? TERRAIN_CLI_DONE : TERRAIN_CLI_FAILED;
}

static int
list_records (TerrainProfile *profile, gboolean trashed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;

  records = terrain_store_list_records (terrain_profile_get_store (profile), trashed, &error);
  if (records == NULL)
    {
      terrain_cli_complain ("%s", error->message);
      return TERRAIN_CLI_FAILED;
    }
  for (guint i = 0; i < records->len; i++)
    terrain_cli_print_record (g_ptr_array_index (records, i));
  return TERRAIN_CLI_DONE;
}

/* Begins the correction of a sent record and says which record that is. */
static int
edit_record (TerrainProfile *profile, const char *uuid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainRecord) record = NULL;
  g_autoptr (TerrainSession) session = terrain_session_begin_edit (profile, uuid, NULL, NULL, &error);

  if (session != NULL && terrain_session_close (session, FALSE, &error))
    record = terrain_store_find_record (terrain_profile_get_store (profile), terrain_session_get_record_uuid (session),
                                        &error);
  if (record == NULL)
    {
      terrain_cli_complain ("%s", error->message);
      return TERRAIN_CLI_FAILED;
    }
  terrain_cli_print_record (record);
  return TERRAIN_CLI_DONE;
}

/* What is wrong with the arguments, in an exit code; TERRAIN_CLI_GO_ON for nothing. */
static int
check_arguments (int argc, char **argv, const TerrainCliMigrateOptions *options)
{
  gboolean is_migrate = argc > 1 && g_str_equal (argv[1], "migrate");
  gboolean is_edit = argc > 1 && g_str_equal (argv[1], "edit");

  if (!is_migrate && !is_edit && argc > 1)
    return terrain_cli_wrong_usage ("records", _("“%s” is one word too many"), argv[1]);
  if (!is_migrate && (options->version != NULL || options->map != NULL || options->dry_run || options->undo))
    return terrain_cli_wrong_usage ("records", _("--to, --map, --dry-run and --undo go with “migrate”"));
  if (argc == 2)
    return terrain_cli_wrong_usage ("records", _("which record? Name it after “%s”"), argv[1]);
  if (argc > 3)
    return terrain_cli_wrong_usage ("records", _("“%s” is one word too many"), argv[3]);
  if (options->undo && (options->version != NULL || options->map != NULL || options->dry_run))
    return terrain_cli_wrong_usage ("records", _("--undo takes nothing but the record"));
  return TERRAIN_CLI_GO_ON;
}

int
terrain_cli_records (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  gboolean trashed = FALSE;
  g_auto (TerrainCliMigrateOptions) migrate = { 0 };
  g_autoptr (TerrainProfile) profile = NULL;
  const GOptionEntry entries[] = {
    { "profile", 'p', 0, G_OPTION_ARG_FILENAME, &folder, N_("The profile"), N_("DIR") },
    { "trashed", 0, 0, G_OPTION_ARG_NONE, &trashed, N_("List those in the trash instead"), NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &migrate.version, N_("The version to carry over to; the newest by default"),
      N_("VERSION") },
    { "map", 0, 0, G_OPTION_ARG_FILENAME, &migrate.map, N_("What was renamed; the form's migration.json by default"),
      N_("FILE") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &migrate.dry_run, N_("Only report what would become of the answers"), NULL },
    { "undo", 0, 0, G_OPTION_ARG_NONE, &migrate.undo, N_("Take the last migration back"), NULL },
    { NULL },
  };
  int code = terrain_cli_parse ("records", _("[migrate|edit RECORD]"),
                                _("Lists the records of a profile, last changed first, one line of JSON each. With "
                                  "“migrate”, carries a draft over to another version of its form and reports what "
                                  "became of each answer. With “edit”, begins the correction of a record that was "
                                  "sent, as a new record."),
                                entries, &argc, &argv);

  if (code == TERRAIN_CLI_GO_ON)
    code = check_arguments (argc, argv, &migrate);
  if (code != TERRAIN_CLI_GO_ON)
    return code;
  profile = terrain_cli_open_profile ("records", folder, &code);
  if (profile == NULL)
    return code;
  if (argc < 3)
    return list_records (profile, trashed);
  return g_str_equal (argv[1], "edit") ? edit_record (profile, argv[2])
                                       : terrain_cli_migrate (profile, argv[2], &migrate);
}
