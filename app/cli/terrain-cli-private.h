/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <terrain-engine.h>

G_BEGIN_DECLS

enum
{
  TERRAIN_CLI_DONE = 0,
  TERRAIN_CLI_FAILED = 1,
  TERRAIN_CLI_USAGE = 2,
  TERRAIN_CLI_GO_ON = -1, /* options are read, the verb can begin */
};

/* The verbs. argv[0] is the verb itself. */
int terrain_cli_bench (int argc, char **argv);
int terrain_cli_check (int argc, char **argv);
int terrain_cli_convert (int argc, char **argv);
int terrain_cli_demo (int argc, char **argv);
int terrain_cli_forms (int argc, char **argv);
int terrain_cli_interview (int argc, char **argv);
int terrain_cli_po (int argc, char **argv);
int terrain_cli_records (int argc, char **argv);
int terrain_cli_report (int argc, char **argv);
int terrain_cli_send (int argc, char **argv);
int terrain_cli_server (int argc, char **argv);
int terrain_cli_update (int argc, char **argv);
int terrain_cli_xpath (int argc, char **argv);
/* terrainctl xpath --vectors */
int terrain_cli_xpath_vectors (const char *path);

/* Reads a verb's options; what is left in @argc and @argv are its arguments, argv[0] the verb.
 * @parameters: how they are called in the help. Returns: TERRAIN_CLI_GO_ON or an exit code */
int terrain_cli_parse (const char *verb, const char *parameters, const char *summary, const GOptionEntry *entries,
                       int *argc, char ***argv);
/* One sentence to stderr. */
void terrain_cli_complain (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* Says how to use @verb to stderr; returns TERRAIN_CLI_USAGE. */
int terrain_cli_wrong_usage (const char *verb, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* One JSON object as one line to stdout, at once: whoever reads is waiting for it. Takes @builder, which holds a
 * complete object. */
void terrain_cli_print_json (JsonBuilder *builder);
/* JsonBuilder with a name and a string or null. */
void terrain_cli_add_string (JsonBuilder *builder, const char *name, const char *value);
void terrain_cli_add_integer (JsonBuilder *builder, const char *name, gint64 value);
void terrain_cli_add_boolean (JsonBuilder *builder, const char *name, gboolean value);

/* A file named by a person: a plain file, at most 256 MiB. */
GBytes *terrain_cli_load_file (const char *path, GError **error);
/* "PATH:LINE: error: MESSAGE (REF) [CODE]" to @stream, one line an issue. */
void terrain_cli_print_issues (FILE *stream, const char *path, GPtrArray *issues);
/* The word an engine error has in answers: "type", "not-found"… */
const char *terrain_cli_error_word (const GError *error);

G_END_DECLS
