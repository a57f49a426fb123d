/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-database-private.h"
#include "terrain-store-resources.h"

#define PREFIX "/brussels/safe/Terrain/store/migrations/"

/* In order; the first leads to user_version 1. A migration that was released is never edited: a change is a new one,
 * with a dump of the version before it added to tests/store/old/. */
static const char *const store_migrations[] = {
  PREFIX "001-tables.sql",
  PREFIX "002-encrypted-migrated.sql",
  PREFIX "003-last-completed.sql",
};

static const char *const archive_migrations[] = {
  PREFIX "archive-001-tables.sql",
  PREFIX "archive-002-encrypted.sql",
};

static char *
dup_resource (const char *path)
{
  g_autoptr (GBytes) bytes = NULL;
  gsize size;
  const char *text;

  bytes = g_resource_lookup_data (terrain_store_resources_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (bytes != NULL); /* built in */
  text = g_bytes_get_data (bytes, &size);
  return g_strndup (text, size);
}

static char *
dup_store_migration (int number)
{
  g_assert (number >= 1 && number <= (int) G_N_ELEMENTS (store_migrations));
  return dup_resource (store_migrations[number - 1]);
}

static char *
dup_archive_migration (int number)
{
  g_assert (number >= 1 && number <= (int) G_N_ELEMENTS (archive_migrations));
  return dup_resource (archive_migrations[number - 1]);
}

/* "Terr" and "TerA" in ASCII. */
const TerrainDatabaseKind terrain_store_kind = {
  .application_id = 0x54657272,
  .version = G_N_ELEMENTS (store_migrations),
  .dup_migration = dup_store_migration,
};

const TerrainDatabaseKind terrain_archive_kind = {
  .application_id = 0x54657241,
  .version = G_N_ELEMENTS (archive_migrations),
  .dup_migration = dup_archive_migration,
};
