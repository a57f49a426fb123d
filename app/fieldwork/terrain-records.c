/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-list-private.h"
#include "terrain-profile-private.h"
#include "terrain-record-object-private.h"

/*
 * Follows the store without waiting for it: what changed is read on a thread, one reading at a time, and what changes
 * meanwhile is read next. So a reading is never older than one that was applied before it.
 */

#define N_STATES (TERRAIN_RECORD_REJECTED + 1)

struct _TerrainRecords
{
  GObject parent_instance;
  TerrainProfile *profile;
  gboolean trashed; /* the trash's records, not the others */
  TerrainRevisions *revisions;
  GPtrArray *items; /* of TerrainRecordObject, last changed (or put into the trash) first */
  guint counts[N_STATES];
  GHashTable *stale; /* set of char *: to be read */
  gboolean all_stale;
  gboolean reading;
};

enum
{
  PROP_0,
  PROP_N_DRAFTS,
  PROP_N_WAITING,
  PROP_N_SENT,
  PROP_N_REJECTED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *interface);
static void read_stale (TerrainRecords *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (TerrainRecords, terrain_records, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *model)
{
  return TERRAIN_TYPE_RECORD_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return TERRAIN_RECORDS (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  TerrainRecords *self = TERRAIN_RECORDS (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static guint
count_waiting (const guint *counts)
{
  return counts[TERRAIN_RECORD_COMPLETE] + counts[TERRAIN_RECORD_QUEUED];
}

static void
count (TerrainRecords *self, TerrainRecordObject *object, int by)
{
  self->counts[terrain_record_object_get (object)->state] += (guint) by;
}

/* The counts themselves change with the list, so that both are true of each other in "items-changed". */
static void
notify_counts (TerrainRecords *self, const guint *before)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (before[TERRAIN_RECORD_DRAFT] != self->counts[TERRAIN_RECORD_DRAFT])
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_DRAFTS]);
  if (count_waiting (before) != count_waiting (self->counts))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WAITING]);
  if (before[TERRAIN_RECORD_SENT] != self->counts[TERRAIN_RECORD_SENT])
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SENT]);
  if (before[TERRAIN_RECORD_REJECTED] != self->counts[TERRAIN_RECORD_REJECTED])
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_REJECTED]);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
find_uuid (TerrainRecords *self, const char *uuid, guint *position)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      if (g_str_equal (terrain_record_object_get (self->items->pdata[i])->uuid, uuid))
        {
          *position = i;
          return TRUE;
        }
    }
  return FALSE;
}

static gint64
get_time (TerrainRecords *self, const TerrainRecord *record)
{
  return self->trashed ? record->trashed_at : record->changed;
}

/* Before all that have the same time or an earlier one. */
static guint
find_place (TerrainRecords *self, gint64 time)
{
  guint low = 0, high = self->items->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_time (self, terrain_record_object_get (self->items->pdata[middle])) > time)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
remove_one (TerrainRecords *self, const char *uuid)
{
  guint position;

  if (!find_uuid (self, uuid, &position))
    return;
  count (self, self->items->pdata[position], -1);
  g_ptr_array_remove_index (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/* @record: (transfer full) */
static void
apply_one (TerrainRecords *self, TerrainRecord *record)
{
  TerrainRecordObject *object;
  guint old = 0, place;
  gboolean found = find_uuid (self, record->uuid, &old);

  if (found && terrain_record_object_is (self->items->pdata[old], record, self->revisions))
    {
      terrain_record_free (record);
      return;
    }

  object = terrain_record_object_new (record, self->revisions);
  if (found)
    {
      count (self, self->items->pdata[old], -1);
      g_ptr_array_remove_index (self->items, old);
    }
  place = find_place (self, get_time (self, record));
  if (found && place == old)
    {
      count (self, object, 1);
      g_ptr_array_insert (self->items, (int) place, object);
      g_list_model_items_changed (G_LIST_MODEL (self), place, 1, 1);
      return;
    }
  /* Each signal is true of the list when it is emitted. */
  if (found)
    g_list_model_items_changed (G_LIST_MODEL (self), old, 1, 0);
  count (self, object, 1);
  g_ptr_array_insert (self->items, (int) place, object);
  g_list_model_items_changed (G_LIST_MODEL (self), place, 0, 1);
}

/* @records: (element-type TerrainRecord): emptied, its records are taken */
static void
apply_all (TerrainRecords *self, GPtrArray *records)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *wanted = g_ptr_array_new_full (records->len, g_object_unref);

  for (guint i = 0; i < self->items->len; i++)
    {
      TerrainRecordObject *object = self->items->pdata[i];

      g_hash_table_insert (known, terrain_record_object_get (object)->uuid, object);
    }
  while (records->len > 0)
    {
      g_autoptr (TerrainRecord) record = g_ptr_array_steal_index (records, 0);
      TerrainRecordObject *object = g_hash_table_lookup (known, record->uuid);

      if (object != NULL && terrain_record_object_is (object, record, self->revisions))
        g_ptr_array_add (wanted, g_object_ref (object));
      else
        g_ptr_array_add (wanted, terrain_record_object_new (g_steal_pointer (&record), self->revisions));
    }
  memset (self->counts, 0, sizeof self->counts);
  for (guint i = 0; i < wanted->len; i++)
    count (self, wanted->pdata[i], 1);
  terrain_list_replace (G_LIST_MODEL (self), &self->items, wanted);
}

/* A record without a name of its own is called after its form. */
static void
translate_titles (TerrainProfile *profile, GPtrArray *records)
{
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  /* Ten thousand records are of a dozen forms: one look at the po files for each. */
  for (guint i = 0; i < records->len; i++)
    {
      TerrainRecord *record = records->pdata[i];
      g_autofree char *key = g_strconcat (record->form_id, "\n", record->form_title, NULL);
      const char *title = g_hash_table_lookup (titles, key);

      if (title == NULL)
        {
          char *found = terrain_profile_dup_title (profile, record->form_id, record->form_title);

          g_hash_table_insert (titles, g_steal_pointer (&key), found);
          title = found;
        }
      g_free (record->form_title);
      record->form_title = g_strdup (title);
    }
}

/* What a thread is asked for and brings back. */
typedef struct
{
  TerrainStore *store;
  gboolean trashed;
  GHashTable *uuids; /* NULL for all */
  TerrainRevisions *revisions;
  GPtrArray *records;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->store);
  g_clear_pointer (&reading->uuids, g_hash_table_unref);
  g_clear_pointer (&reading->revisions, terrain_revisions_free);
  g_clear_pointer (&reading->records, g_ptr_array_unref);
  g_free (reading);
}

static void
reading_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Reading *reading = task_data;
  GError *error = NULL;

  if (reading->uuids == NULL)
    {
      reading->records = terrain_store_list_records (reading->store, reading->trashed, &error);
    }
  else
    {
      GHashTableIter iterator;
      gpointer uuid;

      reading->records = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_record_free);
      g_hash_table_iter_init (&iterator, reading->uuids);
      while (error == NULL && g_hash_table_iter_next (&iterator, &uuid, NULL))
        {
          TerrainRecord *record = terrain_store_find_record (reading->store, uuid, &error);

          if (record != NULL && record->trashed == reading->trashed)
            g_ptr_array_add (reading->records, record);
          else
            terrain_record_free (record);
          if (g_error_matches (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND))
            g_clear_error (&error);
        }
    }

  if (error == NULL)
    reading->revisions = terrain_revisions_load (reading->store, &error);
  if (error == NULL)
    translate_titles (TERRAIN_RECORDS (source_object)->profile, reading->records);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
apply_some (TerrainRecords *self, Reading *reading)
{
  GHashTableIter iterator;
  gpointer uuid;

  while (reading->records->len > 0)
    {
      TerrainRecord *record = g_ptr_array_steal_index (reading->records, 0);

      g_hash_table_remove (reading->uuids, record->uuid);
      apply_one (self, record);
    }
  /* What was asked for and not found. */
  g_hash_table_iter_init (&iterator, reading->uuids);
  while (g_hash_table_iter_next (&iterator, &uuid, NULL))
    remove_one (self, uuid);
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  TerrainRecords *self = TERRAIN_RECORDS (object);
  Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  guint before[N_STATES];

  memcpy (before, self->counts, sizeof before);
  self->reading = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_warning ("The list of records could not be read: %s", error->message);
    }
  else
    {
      /* A record says what it corrects, and what corrects it: others than those that were read may say so now. */
      if (reading->uuids != NULL && !terrain_revisions_equal (self->revisions, reading->revisions))
        self->all_stale = TRUE;
      terrain_revisions_free (self->revisions);
      self->revisions = g_steal_pointer (&reading->revisions);
      if (reading->uuids == NULL)
        apply_all (self, reading->records);
      else
        apply_some (self, reading);
      notify_counts (self, before);
    }
  read_stale (self);
}

static void
read_stale (TerrainRecords *self)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading;

  if (self->reading || (!self->all_stale && g_hash_table_size (self->stale) == 0))
    return;

  reading = g_new0 (Reading, 1);
  reading->store = g_object_ref (terrain_profile_get_store (self->profile));
  reading->trashed = self->trashed;
  if (!self->all_stale)
    reading->uuids = g_steal_pointer (&self->stale);
  else
    g_clear_pointer (&self->stale, g_hash_table_unref);
  self->stale = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->all_stale = FALSE;
  self->reading = TRUE;

  task = g_task_new (self, NULL, on_read, NULL);
  g_task_set_source_tag (task, read_stale);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, reading_thread);
}

static void
on_records_changed (TerrainStore *store, const char *uuid, TerrainRecords *self)
{
  if (uuid == NULL)
    self->all_stale = TRUE;
  else
    g_hash_table_add (self->stale, g_strdup (uuid));
  read_stale (self);
}

static void
terrain_records_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TerrainRecords *self = TERRAIN_RECORDS (object);

  switch (id)
    {
    case PROP_N_DRAFTS:
      g_value_set_uint (value, self->counts[TERRAIN_RECORD_DRAFT]);
      break;
    case PROP_N_WAITING:
      g_value_set_uint (value, count_waiting (self->counts));
      break;
    case PROP_N_SENT:
      g_value_set_uint (value, self->counts[TERRAIN_RECORD_SENT]);
      break;
    case PROP_N_REJECTED:
      g_value_set_uint (value, self->counts[TERRAIN_RECORD_REJECTED]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
terrain_records_finalize (GObject *object)
{
  TerrainRecords *self = TERRAIN_RECORDS (object);

  g_clear_object (&self->profile);
  terrain_revisions_free (self->revisions);
  g_ptr_array_unref (self->items);
  g_hash_table_unref (self->stale);

  G_OBJECT_CLASS (terrain_records_parent_class)->finalize (object);
}

static void
terrain_records_class_init (TerrainRecordsClass *klass)
{
  static const char *const names[] = { NULL, "n-drafts", "n-waiting", "n-sent", "n-rejected" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = terrain_records_get_property;
  object_class->finalize = terrain_records_finalize;

  for (guint i = PROP_N_DRAFTS; i < N_PROPS; i++)
    properties[i] = g_param_spec_uint (names[i], NULL, NULL, 0, G_MAXUINT, 0,
                                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
terrain_records_init (TerrainRecords *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->stale = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* Filled when it returns; from then on it follows in the main context the profile was opened in. */
static TerrainRecords *
new_records (TerrainProfile *profile, gboolean trashed)
{
  TerrainRecords *self;
  TerrainStore *store;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  self = g_object_new (TERRAIN_TYPE_RECORDS, NULL);
  self->profile = g_object_ref (profile);
  self->trashed = trashed;
  store = terrain_profile_get_store (profile);
  g_signal_connect_object (store, "records-changed", G_CALLBACK (on_records_changed), self, 0);
  records = terrain_store_list_records (store, trashed, &error);
  self->revisions = records != NULL ? terrain_revisions_load (store, &error) : NULL;
  if (self->revisions == NULL)
    self->revisions = terrain_revisions_new ();
  if (error != NULL)
    {
      g_warning ("The list of records could not be read: %s", error->message);
    }
  else
    {
      translate_titles (profile, records);
      apply_all (self, records);
    }
  return self;
}

TerrainRecords *
terrain_records_new (TerrainProfile *profile)
{
  g_return_val_if_fail (TERRAIN_IS_PROFILE (profile), NULL);

  return new_records (profile, FALSE);
}

TerrainRecords *
terrain_records_new_trash (TerrainProfile *profile)
{
  g_return_val_if_fail (TERRAIN_IS_PROFILE (profile), NULL);

  return new_records (profile, TRUE);
}

guint
terrain_records_count (TerrainRecords *self, TerrainRecordState state)
{
  g_return_val_if_fail (TERRAIN_IS_RECORDS (self), 0);
  g_return_val_if_fail ((guint) state < N_STATES, 0);

  return self->counts[state];
}
