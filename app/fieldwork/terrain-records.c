/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-list-private.h"
#include "terrain-profile-private.h"
#include "terrain-record-object-private.h"

#define N_STATES (TERRAIN_RECORD_REJECTED + 1)

/* Each is put in its place by itself; more than this are read and put together with all others. */
#define SOME 64

struct _TerrainRecords
{
  TerrainList parent_instance; /* of TerrainRecordObject, last changed (or put into the trash) first */
  TerrainProfile *profile;
  gboolean trashed; /* the trash's records, not the others */
  TerrainRevisions *revisions;
  GHashTable *known; /* the items by uuid, which they hold */
  guint counts[N_STATES];
  GHashTable *drafts; /* how many of each form id */
  GHashTable *stale; /* set of char *: to be read */
  gboolean all_stale;
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

G_DEFINE_FINAL_TYPE (TerrainRecords, terrain_records, TERRAIN_TYPE_LIST)

static guint
count_waiting (const guint *counts)
{
  return counts[TERRAIN_RECORD_COMPLETE] + counts[TERRAIN_RECORD_QUEUED];
}

static void
count (TerrainRecords *self, TerrainRecordObject *object, int by)
{
  const TerrainRecord *record = terrain_record_object_get (object);

  self->counts[record->state] += (guint) by;
  if (record->state == TERRAIN_RECORD_DRAFT)
    g_hash_table_replace (self->drafts, g_strdup (record->form_id),
                          GUINT_TO_POINTER (terrain_records_count_drafts (self, record->form_id) + (guint) by));
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

static gint64
get_time (TerrainRecords *self, const TerrainRecord *record)
{
  return self->trashed ? record->trashed_at : record->changed;
}

static TerrainRecordObject *
get_object (TerrainRecords *self, guint position)
{
  return terrain_list_get_items (TERRAIN_LIST (self))->pdata[position];
}

/* Before all that have the same time or an earlier one. */
static guint
find_place (TerrainRecords *self, gint64 time)
{
  guint low = 0, high = terrain_list_get_items (TERRAIN_LIST (self))->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_time (self, terrain_record_object_get (get_object (self, middle))) > time)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static guint
find_position (TerrainRecords *self, TerrainRecordObject *object)
{
  guint position = find_place (self, get_time (self, terrain_record_object_get (object)));

  while (get_object (self, position) != object)
    position++;
  return position;
}

static void
forget (TerrainRecords *self, TerrainRecordObject *object)
{
  count (self, object, -1);
  g_hash_table_remove (self->known, terrain_record_object_get (object)->uuid);
}

static void
learn (TerrainRecords *self, TerrainRecordObject *object)
{
  count (self, object, 1);
  g_hash_table_insert (self->known, terrain_record_object_get (object)->uuid, object);
}

static void
remove_one (TerrainRecords *self, const char *uuid)
{
  TerrainRecordObject *object = g_hash_table_lookup (self->known, uuid);
  guint position;

  if (object == NULL)
    return;
  position = find_position (self, object);
  forget (self, object);
  terrain_list_remove (TERRAIN_LIST (self), position);
}

/* @record: (transfer full) */
static void
apply_one (TerrainRecords *self, TerrainRecord *record)
{
  TerrainRecordObject *old = g_hash_table_lookup (self->known, record->uuid);
  TerrainRecordObject *object;
  guint place;

  if (old != NULL && terrain_record_object_is (old, record, self->revisions))
    {
      terrain_record_free (record);
      return;
    }

  object = terrain_record_object_new (record, self->revisions);
  place = find_place (self, get_time (self, record));
  if (old != NULL)
    {
      guint position = find_position (self, old);

      forget (self, old);
      if (place == position || place == position + 1)
        {
          learn (self, object);
          terrain_list_set (TERRAIN_LIST (self), position, object);
          return;
        }
      /* Each signal is true of the list when it is emitted. */
      terrain_list_remove (TERRAIN_LIST (self), position);
      place -= place > position ? 1 : 0;
    }
  learn (self, object);
  terrain_list_insert (TERRAIN_LIST (self), place, object);
}

/* @records: (element-type TerrainRecord): its records are taken */
static void
apply_all (TerrainRecords *self, GPtrArray *records)
{
  g_autoptr (GHashTable) known = g_steal_pointer (&self->known);
  GPtrArray *wanted = g_ptr_array_new_full (records->len, g_object_unref);

  self->known = g_hash_table_new (g_str_hash, g_str_equal);
  memset (self->counts, 0, sizeof self->counts);
  g_hash_table_remove_all (self->drafts);
  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (TerrainRecord) record = g_steal_pointer (&records->pdata[i]);
      TerrainRecordObject *object = g_hash_table_lookup (known, record->uuid);

      if (object != NULL && terrain_record_object_is (object, record, self->revisions))
        g_object_ref (object);
      else
        object = terrain_record_object_new (g_steal_pointer (&record), self->revisions);
      g_ptr_array_add (wanted, object);
      learn (self, object);
    }
  terrain_list_replace (TERRAIN_LIST (self), wanted);
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

static gboolean
read_some (Reading *reading, GError **error)
{
  GHashTableIter iterator;
  gpointer uuid;

  reading->records = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_record_free);
  g_hash_table_iter_init (&iterator, reading->uuids);
  while (g_hash_table_iter_next (&iterator, &uuid, NULL))
    {
      g_autoptr (GError) missing = NULL;
      TerrainRecord *record = terrain_store_find_record (reading->store, uuid, &missing);

      if (record != NULL && record->trashed == reading->trashed)
        g_ptr_array_add (reading->records, record);
      else
        terrain_record_free (record);
      if (missing != NULL && !g_error_matches (missing, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&missing));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
terrain_records_read (TerrainList *list, gpointer data, GError **error)
{
  Reading *reading = data;

  if (reading->uuids != NULL && !read_some (reading, error))
    return FALSE;
  if (reading->uuids == NULL)
    reading->records = terrain_store_list_records (reading->store, reading->trashed, error);
  if (reading->records == NULL)
    return FALSE;
  reading->revisions = terrain_revisions_load (reading->store, error);
  if (reading->revisions == NULL)
    return FALSE;
  translate_titles (TERRAIN_RECORDS (list)->profile, reading->records);
  return TRUE;
}

static void
apply_some (TerrainRecords *self, Reading *reading)
{
  GHashTableIter iterator;
  gpointer uuid;

  for (guint i = 0; i < reading->records->len; i++)
    {
      TerrainRecord *record = g_steal_pointer (&reading->records->pdata[i]);

      g_hash_table_remove (reading->uuids, record->uuid);
      apply_one (self, record);
    }
  /* What was asked for and not found. */
  g_hash_table_iter_init (&iterator, reading->uuids);
  while (g_hash_table_iter_next (&iterator, &uuid, NULL))
    remove_one (self, uuid);
}

static void
terrain_records_apply (TerrainList *list, gpointer data)
{
  TerrainRecords *self = TERRAIN_RECORDS (list);
  Reading *reading = data;
  guint before[N_STATES];

  memcpy (before, self->counts, sizeof before);
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

static gpointer
terrain_records_take_stale (TerrainList *list)
{
  TerrainRecords *self = TERRAIN_RECORDS (list);
  Reading *reading;

  if (!self->all_stale && g_hash_table_size (self->stale) == 0)
    return NULL;

  reading = g_new0 (Reading, 1);
  reading->store = g_object_ref (terrain_profile_get_store (self->profile));
  reading->trashed = self->trashed;
  if (!self->all_stale && g_hash_table_size (self->stale) <= SOME)
    reading->uuids = g_steal_pointer (&self->stale);
  else
    g_clear_pointer (&self->stale, g_hash_table_unref);
  self->stale = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->all_stale = FALSE;
  return reading;
}

static void
on_records_changed (TerrainStore *store, const char *uuid, TerrainRecords *self)
{
  if (uuid == NULL)
    self->all_stale = TRUE;
  else
    g_hash_table_add (self->stale, g_strdup (uuid));
  terrain_list_refresh (TERRAIN_LIST (self));
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
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->drafts);
  g_hash_table_unref (self->stale);

  G_OBJECT_CLASS (terrain_records_parent_class)->finalize (object);
}

static void
terrain_records_class_init (TerrainRecordsClass *klass)
{
  static const char *const names[] = { NULL, "n-drafts", "n-waiting", "n-sent", "n-rejected" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  TerrainListClass *list_class = TERRAIN_LIST_CLASS (klass);

  list_class->name = "records";
  list_class->item_type = TERRAIN_TYPE_RECORD_OBJECT;
  list_class->take_stale = terrain_records_take_stale;
  list_class->read = terrain_records_read;
  list_class->apply = terrain_records_apply;
  list_class->free_reading = reading_free;
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
  self->revisions = terrain_revisions_new ();
  self->known = g_hash_table_new (g_str_hash, g_str_equal);
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->all_stale = TRUE;
  self->stale = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* Filled when it returns; from then on it follows in the main context the profile was opened in. */
static TerrainRecords *
new_records (TerrainProfile *profile, gboolean trashed)
{
  TerrainRecords *self = g_object_new (TERRAIN_TYPE_RECORDS, NULL);

  self->profile = g_object_ref (profile);
  self->trashed = trashed;
  g_signal_connect_object (terrain_profile_get_store (profile), "records-changed", G_CALLBACK (on_records_changed), self,
                           0);
  terrain_list_load (TERRAIN_LIST (self));
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

guint
terrain_records_count_drafts (TerrainRecords *self, const char *form_id)
{
  g_return_val_if_fail (TERRAIN_IS_RECORDS (self), 0);
  g_return_val_if_fail (form_id != NULL, 0);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->drafts, form_id));
}
