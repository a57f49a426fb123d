/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/*
 * TerrainDatabase: one guarded SQLite connection, what a profile's store and an endpoint's archive share.
 * Not thread safe: one thread at a time.
 */
typedef struct _TerrainDatabase TerrainDatabase;

/**
 * TerrainDatabaseKind:
 * @application_id: what marks the file as ours (header offset 68)
 * @version: the newest user_version known, that is the number of migrations
 * @dup_migration: the SQL that leads from version @number - 1 to @number; (transfer full)
 */
typedef struct
{
  int application_id;
  int version;
  char *(*dup_migration) (int number);
} TerrainDatabaseKind;

extern const TerrainDatabaseKind terrain_store_kind;
extern const TerrainDatabaseKind terrain_archive_kind;

TerrainDatabase *terrain_database_open (const char *path, const TerrainDatabaseKind *kind, GError **error);
void terrain_database_close (TerrainDatabase *self);
/* What opening is made of: a connection to a file that is there, nothing read or written yet. Without a checkpoint on
 * close, closing changes nothing either. */
TerrainDatabase *terrain_database_connect (const char *path, gboolean checkpoint_on_close, GError **error);
void terrain_database_set_checkpoint_on_close (TerrainDatabase *self, gboolean enabled);
const char *terrain_database_get_path (TerrainDatabase *self);

/* Transactions. Rolling back is always allowed, also where SQLite already did. */
gboolean terrain_database_begin (TerrainDatabase *self, GError **error);
gboolean terrain_database_commit (TerrainDatabase *self, GError **error);
void terrain_database_rollback (TerrainDatabase *self);
gboolean terrain_database_in_transaction (TerrainDatabase *self);

/* SQL texts with several statements and no arguments. */
gboolean terrain_database_execute (TerrainDatabase *self, const char *sql, GError **error);

/*
 * Statements are prepared once and kept; @sql is a literal. @types says what follows: 's' const char * (NULL is NULL),
 * 'i' gint64, 'b' GBytes *. Texts and bytes are not copied: they live until the query has ended.
 */
typedef sqlite3_stmt TerrainQuery;

gboolean terrain_database_run (TerrainDatabase *self, GError **error, const char *sql, const char *types, ...);
TerrainQuery *terrain_database_query (TerrainDatabase *self, GError **error, const char *sql, const char *types, ...);
/* TRUE for a row; FALSE at the end, and on errors with @failed set. */
gboolean terrain_database_next (TerrainDatabase *self, TerrainQuery *query, gboolean *failed, GError **error);
void terrain_query_end (TerrainQuery *query);
char *terrain_query_dup_text (TerrainQuery *query, int column);
GBytes *terrain_query_dup_bytes (TerrainQuery *query, int column);
/* How many rows the last statement changed. */
int terrain_database_count_changes (TerrainDatabase *self);
gint64 terrain_database_get_last_key (TerrainDatabase *self);

/* Sets @error from a SQLite result code and what is known about @path; the one place where codes are translated. */
void terrain_store_error_set (GError **error, const char *path, int code, int system_error, const char *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainDatabase, terrain_database_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainQuery, terrain_query_end)

G_END_DECLS
