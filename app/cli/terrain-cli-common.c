/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>

#include "terrain-cli-private.h"

#define MAX_FILE_SIZE (256 * 1024 * 1024)

void
terrain_cli_complain (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("terrainctl: %s\n", text);
}

int
terrain_cli_wrong_usage (const char *verb, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("terrainctl %s: %s\n", verb, text);
  g_printerr (_("“terrainctl %s --help” says how it is used.\n"), verb);
  return TERRAIN_CLI_USAGE;
}

int
terrain_cli_parse (const char *verb, const char *parameters, const char *summary, const GOptionEntry *entries,
                   int *argc, char ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (parameters);
  g_autofree char *name = g_strconcat ("terrainctl ", verb, NULL);
  g_autoptr (GError) error = NULL;

  g_set_prgname (name);
  g_option_context_set_summary (context, summary);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error))
    return terrain_cli_wrong_usage (verb, "%s", error->message);
  /* "--" only says that what follows are no options. */
  if (*argc > 1 && g_str_equal ((*argv)[1], "--"))
    {
      (*argv)[1] = (*argv)[0];
      (*argv)++;
      (*argc)--;
    }
  return TERRAIN_CLI_GO_ON;
}

void
terrain_cli_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, FALSE);

  /* JSON is UTF-8 whatever the locale. */
  fputs (text, stdout);
  fputc ('\n', stdout);
  fflush (stdout);
  g_object_unref (builder);
}

void
terrain_cli_add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value == NULL)
    json_builder_add_null_value (builder);
  else
    json_builder_add_string_value (builder, value);
}

void
terrain_cli_add_integer (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
terrain_cli_add_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

GBytes *
terrain_cli_load_file (const char *path, GError **error)
{
  GStatBuf status;
  char *contents;
  gsize length;

  if (g_stat (path, &status) != 0)
    {
      g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno), _("“%s” cannot be read: %s"), path,
                   g_strerror (errno));
      return NULL;
    }
  /* A pipe can be read, if of no more than the size a person can mean; a device has no end. */
  if (S_ISDIR (status.st_mode) || S_ISBLK (status.st_mode) || S_ISCHR (status.st_mode)
      || status.st_size > MAX_FILE_SIZE)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                   _("“%s” cannot be read: it is not a file, or larger than %d MiB"), path,
                   MAX_FILE_SIZE / (1024 * 1024));
      return NULL;
    }
  if (!g_file_get_contents (path, &contents, &length, error))
    return NULL;
  return g_bytes_new_take (contents, length);
}

void
terrain_cli_print_issues (FILE *stream, const char *path, GPtrArray *issues)
{
  /* by TerrainIssueSeverity; scripts read them, so they are not translated */
  static const char *const severities[] = { "warning", "error", "note" };

  for (guint i = 0; issues != NULL && i < issues->len; i++)
    {
      const TerrainIssue *issue = g_ptr_array_index (issues, i);
      g_autoptr (GString) line = g_string_new (path);

      if (issue->line > 0)
        g_string_append_printf (line, ":%d", issue->line);
      g_string_append_printf (line, ": %s: %s", severities[issue->severity], issue->message);
      if (issue->ref != NULL)
        g_string_append_printf (line, " (%s)", issue->ref);
      g_string_append_printf (line, " [%s]\n", issue->code);
      fputs (line->str, stream);
    }
}

const char *
terrain_cli_error_word (const GError *error)
{
  if (error->domain != TERRAIN_ENGINE_ERROR)
    return "failed";
  switch ((TerrainEngineError) error->code)
    {
    case TERRAIN_ENGINE_ERROR_NOT_XML:
      return "not-xml";
    case TERRAIN_ENGINE_ERROR_NOT_XFORM:
      return "not-xform";
    case TERRAIN_ENGINE_ERROR_INVALID_FORM:
      return "invalid-form";
    case TERRAIN_ENGINE_ERROR_INVALID_INSTANCE:
      return "invalid-instance";
    case TERRAIN_ENGINE_ERROR_XPATH:
      return "xpath";
    case TERRAIN_ENGINE_ERROR_NOT_FOUND:
      return "not-found";
    case TERRAIN_ENGINE_ERROR_TYPE:
      return "type";
    case TERRAIN_ENGINE_ERROR_READONLY:
      return "readonly";
    case TERRAIN_ENGINE_ERROR_IRRELEVANT:
      return "irrelevant";
    case TERRAIN_ENGINE_ERROR_NOT_ALLOWED:
      return "not-allowed";
    case TERRAIN_ENGINE_ERROR_INCOMPLETE:
      return "incomplete";
    case TERRAIN_ENGINE_ERROR_LIMIT:
      return "limit";
    default:
      return "failed";
    }
}
