/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-store-private.h"

/*
 * A form's content is never changed under a record. Put again with other bytes under the same id and version (authors
 * forget), the old content stays for the records that were begun with it, superseded, and goes with the last of them.
 */

typedef struct
{
  const char *id;
  const char *version;
  const char *title;
  const char *origin;
  const char *hash;
  GBytes *xml;
  gboolean hidden;
  const char *uuid;
  GBytes *found_xml;
  char *revision;
  TerrainStoredForm *found;
  GPtrArray *list;
} FormStep;

/* The newest is what was put last; what is hidden comes after all that is shown. */
#define NEWEST_FIRST " ORDER BY f.hidden, f.added DESC, f.form_key DESC"

void
terrain_stored_form_free (TerrainStoredForm *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->version);
  g_free (self->title);
  g_free (self->hash);
  g_free (self->origin);
  g_free (self);
}

static TerrainStoredForm *
form_from_query (TerrainQuery *query)
{
  TerrainStoredForm *form = g_new0 (TerrainStoredForm, 1);

  form->id = terrain_query_dup_text (query, 0);
  form->version = terrain_query_dup_text (query, 1);
  form->title = terrain_query_dup_text (query, 2);
  form->hash = terrain_query_dup_text (query, 3);
  form->origin = terrain_query_dup_text (query, 4);
  form->added = sqlite3_column_int64 (query, 5);
  form->hidden = sqlite3_column_int (query, 6) != 0;
  form->n_records = (guint) sqlite3_column_int (query, 7);
  return form;
}

static void
set_not_found (GError **error, const char *id, const char *version)
{
  if (version == NULL || *version == '\0')
    g_set_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND,
                 _("There is no form “%s” here. Import it or fetch it from the server."), id);
  else
    g_set_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND,
                 _("There is no form “%s” in version “%s” here. Import it or fetch it from the server."), id, version);
}

gboolean
terrain_store_find_form_key (TerrainDatabase *database, const char *id, const char *version, gint64 *form_key,
                             GError **error)
{
  g_autoptr (TerrainQuery) query = NULL;
  gboolean failed;

  query = terrain_database_query (database, error,
                                  "SELECT f.form_key FROM form f"
                                  " WHERE f.id = ?1 AND (?2 IS NULL OR f.version = ?2) AND f.superseded = 0"
                                  NEWEST_FIRST " LIMIT 1",
                                  "ss", id, version);
  if (query == NULL)
    return FALSE;
  if (terrain_database_next (database, query, &failed, error))
    {
      *form_key = sqlite3_column_int64 (query, 0);
      return TRUE;
    }
  if (!failed)
    set_not_found (error, id, version);
  return FALSE;
}

gboolean
terrain_store_drop_superseded (TerrainDatabase *database, GError **error)
{
  return terrain_database_run (database, error,
                               "DELETE FROM form WHERE superseded = 1"
                               " AND NOT EXISTS (SELECT 1 FROM record WHERE record.form_key = form.form_key)"
                               " AND NOT EXISTS (SELECT 1 FROM migration m"
                               "  WHERE m.form_key = form.form_key OR m.after_key = form.form_key)", "");
}

/* The old content steps aside; media go with the version. */
static gboolean
supersede (TerrainDatabase *database, gint64 old_key, FormStep *step, GError **error)
{
  return terrain_database_run (database, error, "UPDATE form SET superseded = 1 WHERE form_key = ?", "i", old_key)
         && terrain_database_run (database, error,
                                  "INSERT INTO form (id, version, title, hash, origin, xml, added, hidden)"
                                  " SELECT id, version, ?, ?, ?, ?, ?, hidden FROM form WHERE form_key = ?",
                                  "sssbii", step->title, step->hash, step->origin, step->xml, g_get_real_time (),
                                  old_key)
         && terrain_database_run (database, error,
                                  "UPDATE media SET form_key = ? WHERE form_key = ?", "ii",
                                  terrain_database_get_last_key (database), old_key)
         && terrain_store_drop_superseded (database, error);
}

static gboolean
put_form (TerrainDatabase *database, gpointer data, GError **error)
{
  FormStep *step = data;
  g_autofree char *old_hash = NULL;
  gint64 old_key = 0;
  gboolean failed;

  {
    g_autoptr (TerrainQuery) query = NULL;

    query = terrain_database_query (database, error,
                                    "SELECT form_key, hash FROM form WHERE id = ? AND version = ? AND superseded = 0",
                                    "ss", step->id, step->version);
    if (query == NULL)
      return FALSE;
    if (terrain_database_next (database, query, &failed, error))
      {
        old_key = sqlite3_column_int64 (query, 0);
        old_hash = terrain_query_dup_text (query, 1);
      }
    if (failed)
      return FALSE;
  }

  if (old_hash == NULL)
    return terrain_database_run (database, error,
                                 "INSERT INTO form (id, version, title, hash, origin, xml, added)"
                                 " VALUES (?, ?, ?, ?, ?, ?, ?)",
                                 "sssssbi", step->id, step->version, step->title, step->hash, step->origin, step->xml,
                                 g_get_real_time ());
  if (!g_str_equal (old_hash, step->hash))
    return supersede (database, old_key, step, error);
  return terrain_database_run (database, error, "UPDATE form SET title = ?, origin = ? WHERE form_key = ?", "ssi",
                               step->title, step->origin, old_key);
}

gboolean
terrain_store_put_form (TerrainStore *self, const char *id, const char *version, const char *title, const char *origin,
                        GBytes *xml, GError **error)
{
  g_autofree char *md5 = NULL;
  g_autofree char *hash = NULL;
  FormStep step = { .id = id, .xml = xml };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (id != NULL && *id != '\0', FALSE);
  g_return_val_if_fail (xml != NULL, FALSE);

  md5 = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, xml);
  hash = g_strconcat ("md5:", md5, NULL);
  step.hash = hash;
  step.version = version != NULL ? version : "";
  step.title = title != NULL ? title : id;
  step.origin = origin != NULL ? origin : "";
  return terrain_store_run (self, TERRAIN_STEP_WRITE | TERRAIN_STEP_FORMS, NULL, put_form, &step, error);
}

typedef struct
{
  TerrainStoredForm *form;
  const char *title_key; /* of the newest version */
} Sorted;

static int
compare_sorted (gconstpointer a, gconstpointer b)
{
  const Sorted *first = a;
  const Sorted *second = b;
  int by_title = strcmp (first->title_key, second->title_key);

  if (by_title != 0)
    return by_title;
  /* Versions of one form, newest first, are in order already: g_array_sort() is stable. */
  return strcmp (first->form->id, second->form->id);
}

/* SQLite does not know the person's alphabet. @forms: by id, newest first */
static void
sort_by_title (GPtrArray *forms)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (Sorted));
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  const char *id = NULL;

  for (guint i = 0; i < forms->len; i++)
    {
      TerrainStoredForm *form = g_ptr_array_index (forms, i);
      Sorted entry = { .form = form };

      if (g_strcmp0 (form->id, id) != 0)
        {
          g_autofree char *valid = g_utf8_make_valid (form->title, -1);

          g_ptr_array_add (keys, g_utf8_collate_key (valid, -1));
          id = form->id;
        }
      entry.title_key = g_ptr_array_index (keys, keys->len - 1);
      g_array_append_val (sorted, entry);
    }

  g_array_sort (sorted, compare_sorted);
  for (guint i = 0; i < forms->len; i++)
    forms->pdata[i] = g_array_index (sorted, Sorted, i).form;
}

static gboolean
list_forms (TerrainDatabase *database, gpointer data, GError **error)
{
  FormStep *step = data;
  g_autoptr (TerrainQuery) query = NULL;
  gboolean failed;

  query = terrain_database_query (database, error,
                                  TERRAIN_FORM_COLUMNS "WHERE f.superseded = 0"
                                  " ORDER BY f.id, f.hidden, f.added DESC, f.form_key DESC", "");
  if (query == NULL)
    return FALSE;
  while (terrain_database_next (database, query, &failed, error))
    g_ptr_array_add (step->list, form_from_query (query));
  return !failed;
}

GPtrArray *
terrain_store_list_forms (TerrainStore *self, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_stored_form_free);
  FormStep step = { .list = list };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), NULL);

  if (!terrain_store_run (self, TERRAIN_STEP_READ, NULL, list_forms, &step, error))
    return NULL;
  sort_by_title (list);
  return g_steal_pointer (&list);
}

static gboolean
find_form (TerrainDatabase *database, gpointer data, GError **error)
{
  FormStep *step = data;
  g_autoptr (TerrainQuery) query = NULL;
  gint64 form_key;
  gboolean failed;

  if (!terrain_store_find_form_key (database, step->id, step->version, &form_key, error))
    return FALSE;
  query = terrain_database_query (database, error, TERRAIN_FORM_COLUMNS "WHERE f.form_key = ?", "i", form_key);
  if (query == NULL)
    return FALSE;
  if (terrain_database_next (database, query, &failed, error))
    step->found = form_from_query (query);
  return !failed;
}

TerrainStoredForm *
terrain_store_find_form (TerrainStore *self, const char *id, const char *version, GError **error)
{
  FormStep step = { .id = id, .version = version };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  terrain_store_run (self, TERRAIN_STEP_READ, NULL, find_form, &step, error);
  return step.found;
}

static gboolean
load_xml (TerrainDatabase *database, gint64 form_key, FormStep *step, GError **error)
{
  g_autoptr (TerrainQuery) query = NULL;
  gboolean failed;

  query = terrain_database_query (database, error, "SELECT xml FROM form WHERE form_key = ?", "i", form_key);
  if (query == NULL)
    return FALSE;
  if (terrain_database_next (database, query, &failed, error))
    step->found_xml = terrain_query_dup_bytes (query, 0);
  return !failed;
}

/* Media belong to a version, whichever content it has now. */
static gboolean
load_revision (TerrainDatabase *database, gint64 form_key, FormStep *step, GError **error)
{
  g_autoptr (TerrainQuery) query = NULL;
  gboolean failed;

  query = terrain_database_query (database, error,
                                  "SELECT f.hash || ' ' || coalesce("
                                  " (SELECT group_concat(name || ' ' || hash, ' ') FROM"
                                  "  (SELECT m.name, m.hash FROM media m JOIN form c USING (form_key)"
                                  "   WHERE c.id = f.id AND c.version = f.version AND c.superseded = 0"
                                  "   ORDER BY m.name)), '')"
                                  " FROM form f WHERE f.form_key = ?",
                                  "i", form_key);
  if (query == NULL)
    return FALSE;
  if (terrain_database_next (database, query, &failed, error))
    step->revision = terrain_query_dup_text (query, 0);
  return !failed;
}

static gboolean
load_form (TerrainDatabase *database, gpointer data, GError **error)
{
  FormStep *step = data;
  gint64 form_key;

  return terrain_store_find_form_key (database, step->id, step->version, &form_key, error)
         && load_xml (database, form_key, step, error);
}

GBytes *
terrain_store_load_form (TerrainStore *self, const char *id, const char *version, GError **error)
{
  FormStep step = { .id = id, .version = version };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  terrain_store_run (self, TERRAIN_STEP_READ, NULL, load_form, &step, error);
  return step.found_xml;
}

static gboolean
get_form_revision (TerrainDatabase *database, gpointer data, GError **error)
{
  FormStep *step = data;
  gint64 form_key;

  return terrain_store_find_form_key (database, step->id, step->version, &form_key, error)
         && load_revision (database, form_key, step, error);
}

char *
terrain_store_get_form_revision (TerrainStore *self, const char *id, const char *version, GError **error)
{
  FormStep step = { .id = id, .version = version };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  terrain_store_run (self, TERRAIN_STEP_READ, NULL, get_form_revision, &step, error);
  return step.revision;
}

static gboolean
find_record_form (TerrainDatabase *database, const char *uuid, gint64 *form_key, GError **error)
{
  g_autoptr (TerrainQuery) query = NULL;
  gint64 record_key;
  gboolean failed;

  if (!terrain_store_find_record_key (database, uuid, TERRAIN_ANY_STATE, &record_key, NULL, error))
    return FALSE;
  query = terrain_database_query (database, error, "SELECT form_key FROM record WHERE record_key = ?", "i", record_key);
  if (query == NULL)
    return FALSE;
  if (terrain_database_next (database, query, &failed, error))
    *form_key = sqlite3_column_int64 (query, 0);
  return !failed;
}

static gboolean
load_record_form (TerrainDatabase *database, gpointer data, GError **error)
{
  FormStep *step = data;
  gint64 form_key = 0;

  return find_record_form (database, step->uuid, &form_key, error) && load_xml (database, form_key, step, error);
}

GBytes *
terrain_store_load_record_form (TerrainStore *self, const char *uuid, GError **error)
{
  FormStep step = { .uuid = uuid };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  terrain_store_run (self, TERRAIN_STEP_READ, NULL, load_record_form, &step, error);
  return step.found_xml;
}

static gboolean
get_record_form_revision (TerrainDatabase *database, gpointer data, GError **error)
{
  FormStep *step = data;
  gint64 form_key = 0;

  return find_record_form (database, step->uuid, &form_key, error) && load_revision (database, form_key, step, error);
}

char *
terrain_store_get_record_form_revision (TerrainStore *self, const char *uuid, GError **error)
{
  FormStep step = { .uuid = uuid };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  terrain_store_run (self, TERRAIN_STEP_READ, NULL, get_record_form_revision, &step, error);
  return step.revision;
}

static gboolean
hide_form (TerrainDatabase *database, gpointer data, GError **error)
{
  FormStep *step = data;

  if (!terrain_database_run (database, error, "UPDATE form SET hidden = ? WHERE id = ? AND version = ?", "iss",
                             (gint64) step->hidden, step->id, step->version))
    return FALSE;
  if (terrain_database_count_changes (database) > 0)
    return TRUE;
  set_not_found (error, step->id, step->version);
  return FALSE;
}

gboolean
terrain_store_hide_form (TerrainStore *self, const char *id, const char *version, gboolean hidden, GError **error)
{
  FormStep step = { .id = id, .version = version != NULL ? version : "", .hidden = hidden != FALSE };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return terrain_store_run (self, TERRAIN_STEP_WRITE | TERRAIN_STEP_FORMS, NULL, hide_form, &step, error);
}
