/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-archive.h>
#include <terrain-store.h>

/* A folder of its own for each case, gone with it; a store in it, with one form "visit". */
typedef struct
{
  char *folder;
  char *path;
  TerrainStore *store;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
/* The folder alone. */
void fixture_set_up_empty (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
void fixture_reopen (Fixture *fixture);
void fixture_remove_tree (const char *folder);

GBytes *bytes_of (const char *text);
void assert_bytes (GBytes *bytes, const char *text);
void put_form (TerrainStore *store, const char *id, const char *version, const char *title, const char *xml);
void begin_record (TerrainStore *store, const char *uuid);
/* One more event of a record. */
void append (TerrainStore *store, const char *uuid, guint64 sequence, const char *payload);
void complete_record (TerrainStore *store, const char *uuid, gboolean queue, gint64 now);
/* Runs SQL past the store, answers with its first value. */
char *query_file (const char *path, const char *sql);

#define add_case(name, func) \
  g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
#define add_empty_case(name, func) \
  g_test_add (name, Fixture, NULL, fixture_set_up_empty, func, fixture_tear_down)
