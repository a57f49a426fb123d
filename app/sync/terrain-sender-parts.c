/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-sender-parts-private.h"

#include <string.h>
#include <terrain-wire.h>

#define XML_PART "xml_submission_file"
/* Servers count parts, too. */
#define MAX_FILES 100
/* A field that tells older servers that more will come; Central passes over it. */
#define INCOMPLETE_PART "*isIncomplete*"
/* For boundaries and headers beyond what is measured. */
#define SLACK 4096

typedef struct
{
  TerrainStore *store;
  char *uuid;
  GPtrArray *accepted;
  gsize limit;
  GPtrArray *parts;
} Preparation;

static void
preparation_free (gpointer data)
{
  Preparation *self = data;

  g_object_unref (self->store);
  g_free (self->uuid);
  g_clear_pointer (&self->accepted, g_ptr_array_unref);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_free (self);
}

static gboolean
is_file (const TerrainPart *part)
{
  return part->file_name != NULL && strcmp (part->name, XML_PART) != 0;
}

guint
terrain_sender_count_files (GPtrArray *parts)
{
  guint n = 0;

  for (guint i = 0; i < parts->len; i++)
    n += is_file (g_ptr_array_index (parts, i)) ? 1 : 0;
  return n;
}

guint64
terrain_sender_measure (GPtrArray *parts)
{
  guint64 size = SLACK;

  for (guint i = 0; i < parts->len; i++)
    size += terrain_part_get_size (g_ptr_array_index (parts, i));
  return size;
}

/* A file of a record, read piece by piece while it goes out. */
typedef struct
{
  TerrainStore *store;
  char *uuid;
} Owner;

static void
owner_free (gpointer data)
{
  Owner *self = data;

  g_object_unref (self->store);
  g_free (self->uuid);
  g_free (self);
}

static GBytes *
load_piece (const char *name,
            guint64     offset,
            gpointer    user_data,
            GError    **error)
{
  Owner *self = user_data;

  return terrain_store_load_attachment_piece (self->store, self->uuid, name, offset, error);
}

static TerrainPart *
new_file_part (Preparation *self,
               const char  *name,
               const char  *type,
               guint64      size)
{
  Owner *owner = g_new0 (Owner, 1);

  owner->store = g_object_ref (self->store);
  owner->uuid = g_strdup (self->uuid);
  return terrain_part_new_loaded (name, name, type != NULL ? type : "application/octet-stream", size, load_piece, owner,
                                  owner_free);
}

/* The files first: a kill in between makes us send one again, never leave one out. */
static gboolean
mark_accepted (Preparation *self,
               GError     **error)
{
  for (guint i = 0; self->accepted != NULL && i < self->accepted->len; i++)
    {
      TerrainPart *part = g_ptr_array_index (self->accepted, i);

      if (is_file (part) && !terrain_store_mark_part_sent (self->store, self->uuid, part->name, error))
        return FALSE;
    }
  return self->accepted == NULL || terrain_store_mark_part_sent (self->store, self->uuid, "", error);
}

/* @pending: attachments not sent yet. FALSE: no room for all of them */
static gboolean
add_files (Preparation *self,
           GPtrArray   *pending,
           gboolean    *all,
           GError     **error)
{
  guint64 size = terrain_sender_measure (self->parts);

  *all = TRUE;
  for (guint i = 0; i < pending->len; i++)
    {
      const char *name = g_ptr_array_index (pending, i);
      g_autofree char *type = NULL;
      guint64 file_size;

      if (!terrain_store_find_attachment (self->store, self->uuid, name, &type, &file_size, error))
        return FALSE;
      /* At least one: a file larger than the limit is for the server to judge. */
      if (i > 0 && (i >= MAX_FILES || size + file_size > self->limit))
        {
          *all = FALSE;
          return TRUE;
        }
      size += file_size;
      g_ptr_array_add (self->parts, new_file_part (self, name, type, file_size));
    }
  return TRUE;
}

/* Files that were not accepted yet. One that the submission does not name was the answer to a question that is no longer
 * asked: it stays here. */
static GPtrArray *
list_pending (Preparation *self,
              GBytes      *xml,
              char       **sent,
              GError     **error)
{
  g_autoptr (TerrainSubmissionHead) head = terrain_submission_head_parse (xml, NULL);
  g_auto (GStrv) attachments = terrain_store_list_attachments (self->store, self->uuid, error);
  GPtrArray *pending = g_ptr_array_new_with_free_func (g_free);

  if (attachments == NULL)
    g_clear_pointer (&pending, g_ptr_array_unref);
  for (guint i = 0; attachments != NULL && attachments[i] != NULL; i++)
    {
      if (!g_strv_contains ((const char *const *) sent, attachments[i]) &&
          (head == NULL || !terrain_wire_is_file_name (attachments[i]) ||
           terrain_submission_head_names_file (head, attachments[i])))
        g_ptr_array_add (pending, g_strdup (attachments[i]));
    }
  return pending;
}

static gboolean
prepare (Preparation *self,
         GError     **error)
{
  g_auto (GStrv) sent = NULL;
  g_autoptr (GPtrArray) pending = NULL;
  g_autoptr (GBytes) xml = NULL;
  gboolean all;

  if (!mark_accepted (self, error))
    return FALSE;
  sent = terrain_store_list_sent_parts (self->store, self->uuid, error);
  xml = sent != NULL ? terrain_store_load_submission (self->store, self->uuid, error) : NULL;
  pending = xml != NULL ? list_pending (self, xml, sent, error) : NULL;
  if (pending == NULL)
    return FALSE;
  if (pending->len == 0 && g_strv_contains ((const char *const *) sent, ""))
    return terrain_store_mark_sent (self->store, self->uuid, g_get_real_time (), error);

  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_part_free);
  g_ptr_array_add (self->parts, terrain_part_new (XML_PART, "submission.xml", "text/xml", xml));
  if (!add_files (self, pending, &all, error))
    return FALSE;
  if (!all)
    {
      g_autoptr (GBytes) yes = g_bytes_new_static ("yes", 3);

      g_ptr_array_add (self->parts, terrain_part_new (INCOMPLETE_PART, NULL, NULL, yes));
    }
  return TRUE;
}

static void
prepare_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  GError *error = NULL;

  if (prepare (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
terrain_sender_prepare_async (TerrainStore       *store,
                              const char         *uuid,
                              GPtrArray          *accepted,
                              gsize               limit,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);
  Preparation *self = g_new0 (Preparation, 1);

  self->store = g_object_ref (store);
  self->uuid = g_strdup (uuid);
  self->accepted = accepted != NULL ? g_ptr_array_ref (accepted) : NULL;
  self->limit = limit;
  g_task_set_source_tag (task, terrain_sender_prepare_async);
  g_task_set_task_data (task, self, preparation_free);
  g_task_run_in_thread (task, prepare_thread);
}

gboolean
terrain_sender_prepare_finish (GAsyncResult *result,
                               GPtrArray   **parts,
                               GError      **error)
{
  Preparation *self = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *parts = g_steal_pointer (&self->parts);
  return TRUE;
}
