/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

/* terrainctl as a person runs it: a process. */
typedef struct
{
  int code;
  char *out;
  char *err;
} CliRun;

/* @input: (nullable). The arguments end with NULL. */
CliRun *cli_run (const char *input, ...) G_GNUC_NULL_TERMINATED;
void cli_run_free (CliRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliRun, cli_run_free)

/* terrainctl interview, one step at a time. */
typedef struct
{
  GSubprocess *process;
  GDataInputStream *answers;
} CliTalk;

CliTalk *cli_talk_new (const char *argument, ...) G_GNUC_NULL_TERMINATED;
/* Returns: (transfer full): the answer's object */
JsonObject *cli_talk_ask (CliTalk *talk, const char *step);
JsonObject *cli_talk_askf (CliTalk *talk, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Asks, and checks that {"ok":true} came back. */
void cli_talk_do (CliTalk *talk, const char *step);
/* Ends the script; returns the exit code. */
int cli_talk_end (CliTalk *talk);
/* kill -9 */
void cli_talk_kill (CliTalk *talk);

/* JSON's way to write a text, quotes included. */
char *cli_quote (const char *text);
/* A file of @content in @folder; returns its path. */
char *cli_write (const char *folder, const char *name, const char *content);
/* Removes a folder and all below it. */
void cli_remove_folder (const char *folder);
/* Path of a file in the shared corpus, NULL (the test is skipped) where it is absent. */
char *cli_shared (const char *path);
char *cli_source (const char *path);
/* @name: (nullable): NULL for the folder. A form that ships, as the build compiled it. Returns: (transfer full) */
char *cli_shipped_form (const char *name);
