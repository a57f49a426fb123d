/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-store-private.h"

typedef struct
{
  const char *form_id;
  const char *form_version;
  const char *name;
  const char *hash;
  GBytes *content;
  GBytes *found;
  char *found_hash;
} MediaStep;

static gboolean
put_media (TerrainDatabase *database, gpointer data, GError **error)
{
  MediaStep *step = data;
  gint64 form_key;

  return terrain_store_find_form_key (database, step->form_id, step->form_version, &form_key, error)
         && terrain_database_run (database, error,
                                  "INSERT INTO media (form_key, name, hash, content) VALUES (?, ?, ?, ?)"
                                  " ON CONFLICT (form_key, name)"
                                  " DO UPDATE SET hash = excluded.hash, content = excluded.content",
                                  "issb", form_key, step->name, step->hash, step->content);
}

gboolean
terrain_store_put_media (TerrainStore *self, const char *form_id, const char *form_version, const char *name,
                         const char *hash, GBytes *content, GError **error)
{
  MediaStep step = { .form_id = form_id, .name = name, .content = content };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (form_id != NULL, FALSE);
  g_return_val_if_fail (name != NULL && *name != '\0', FALSE);
  g_return_val_if_fail (content != NULL, FALSE);

  step.form_version = form_version != NULL ? form_version : "";
  step.hash = hash != NULL ? hash : "";
  return terrain_store_run (self, TERRAIN_STEP_WRITE, NULL, put_media, &step, error);
}

/* @step->content is asked for where @want_content; files can be large, their hashes are not. */
static gboolean
find_media (TerrainDatabase *database, MediaStep *step, gboolean want_content, GError **error)
{
  g_autoptr (TerrainQuery) query = NULL;
  gint64 form_key;
  gboolean failed;

  if (!terrain_store_find_form_key (database, step->form_id, step->form_version, &form_key, error))
    return FALSE;
  query = terrain_database_query (database, error,
                                  "SELECT hash, iif(?3, content, NULL) FROM media WHERE form_key = ?1 AND name = ?2",
                                  "isi", form_key, step->name, (gint64) want_content);
  if (query == NULL)
    return FALSE;
  if (terrain_database_next (database, query, &failed, error))
    {
      step->found_hash = terrain_query_dup_text (query, 0);
      if (want_content)
        step->found = terrain_query_dup_bytes (query, 1);
    }
  return !failed;
}

static gboolean
load_media (TerrainDatabase *database, gpointer data, GError **error)
{
  MediaStep *step = data;

  if (!find_media (database, step, /* want_content= */ TRUE, error))
    return FALSE;
  if (step->found == NULL)
    g_set_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND,
                 _("The form “%s” has no file “%s” here. Fetch the form again from the server."), step->form_id,
                 step->name);
  return step->found != NULL;
}

GBytes *
terrain_store_load_media (TerrainStore *self, const char *form_id, const char *form_version, const char *name,
                          GError **error)
{
  MediaStep step = { .form_id = form_id, .form_version = form_version, .name = name };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), NULL);
  g_return_val_if_fail (form_id != NULL && name != NULL, NULL);

  terrain_store_run (self, TERRAIN_STEP_READ, NULL, load_media, &step, error);
  g_free (step.found_hash);
  return step.found;
}

static gboolean
get_media_hash (TerrainDatabase *database, gpointer data, GError **error)
{
  return find_media (database, data, /* want_content= */ FALSE, error);
}

char *
terrain_store_get_media_hash (TerrainStore *self, const char *form_id, const char *form_version, const char *name,
                              GError **error)
{
  MediaStep step = { .form_id = form_id, .form_version = form_version, .name = name };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), NULL);
  g_return_val_if_fail (form_id != NULL && name != NULL, NULL);

  terrain_store_run (self, TERRAIN_STEP_READ, NULL, get_media_hash, &step, error);
  return step.found_hash;
}
