/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-completion-private.h"

#include <glib/gi18n-lib.h>
#include <terrain-store-sealing.h>

gboolean
terrain_completion_check_form (TerrainForm *form, GError **error)
{
  const char *key = terrain_form_get_encryption_key (form);

  return key == NULL || terrain_encryption_check_key (key, error);
}

/* Kept as it was completed, so that a record reopened later goes on from there, under the same instanceID. */
static gboolean
store_readable (TerrainProfile *profile, const char *uuid, TerrainInterview *interview, guint64 sequence,
                const char *instance_id, GBytes *xml, gboolean queue, gint64 now, GError **error)
{
  TerrainStore *store = terrain_profile_get_store (profile);
  g_autoptr (GBytes) instance = terrain_interview_save (interview);
  g_autofree char *name = terrain_interview_dup_shown_name (interview);

  return terrain_store_write_checkpoint (store, uuid, sequence, instance, name,
                                         terrain_interview_get_language (interview), error)
         && terrain_store_complete_record (store, uuid, instance_id, name, xml, queue, now, error);
}

/* What the store asks for while it seals a record. */
typedef struct
{
  TerrainEncryption *encryption;
  GBytes *xml;
  GBytes *manifest;
} Encrypting;

static gboolean
encrypt_file (const char *name, GInputStream *plain, GOutputStream *sealed, gpointer user_data, GError **error)
{
  Encrypting *self = user_data;

  return terrain_encryption_add_file (self->encryption, name, plain, sealed, error);
}

static gboolean
encrypt_submission (GBytes **sealed, GBytes **submission, gpointer user_data, GError **error)
{
  Encrypting *self = user_data;

  *sealed = terrain_encryption_add_xml (self->encryption, self->xml, error);
  if (*sealed == NULL)
    return FALSE;
  self->manifest = terrain_encryption_make_manifest (self->encryption, error);
  if (self->manifest == NULL)
    return FALSE;
  *submission = g_bytes_ref (self->manifest);
  return TRUE;
}

static void
add_texts (TerrainNode *node, GHashTable *texts)
{
  TerrainNode *child = terrain_node_get_first_child (node);

  if (child == NULL)
    g_hash_table_add (texts, terrain_node_dup_string (node));
  for (; child != NULL; child = terrain_node_get_next (child))
    add_texts (child, texts);
}

/* The record's files that the submission names. One whose question is no longer asked is not sent. */
static char **
list_files (TerrainStore *store, const char *uuid, GBytes *xml, GError **error)
{
  g_autoptr (TerrainDocument) document = terrain_document_parse (xml, TERRAIN_DOCUMENT_INSTANCE, error);
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GStrvBuilder) files = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  if (document == NULL)
    return NULL;
  add_texts (terrain_document_get_root (document), texts);
  names = terrain_store_list_attachments (store, uuid, error);
  if (names == NULL)
    return NULL;
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (g_hash_table_contains (texts, names[i]))
        g_strv_builder_add (files, names[i]);
    }
  return g_strv_builder_end (files);
}

static GBytes *
store_encrypted (TerrainProfile *profile, const char *uuid, TerrainInterview *interview, const char *instance_id,
                 GBytes *xml, gboolean queue, gint64 now, GError **error)
{
  TerrainStore *store = terrain_profile_get_store (profile);
  g_autoptr (TerrainEncryption) encryption = NULL;
  g_auto (GStrv) files = NULL;
  Encrypting encrypting = { .xml = xml };
  TerrainSealing sealing = {
    .suffix = TERRAIN_ENCRYPTION_SUFFIX,
    .submission_name = TERRAIN_ENCRYPTION_XML_NAME,
    .seal_file = encrypt_file,
    .seal_submission = encrypt_submission,
    .user_data = &encrypting,
  };

  encryption = terrain_encryption_new (terrain_interview_get_form (interview), instance_id, NULL, error);
  files = encryption != NULL ? list_files (store, uuid, xml, error) : NULL;
  if (files == NULL)
    return NULL;
  encrypting.encryption = encryption;
  sealing.files = (const char *const *) files;
  if (!terrain_store_complete_record_sealed (store, uuid, instance_id, &sealing, queue, now, error))
    g_clear_pointer (&encrypting.manifest, g_bytes_unref);
  return encrypting.manifest;
}

GBytes *
terrain_completion_store (TerrainProfile *profile, const char *uuid, TerrainInterview *interview, guint64 sequence,
                          const char *instance_id, GBytes *xml, gboolean queue, gint64 now, GError **error)
{
  GBytes *kept;

  if (terrain_form_get_encryption_key (terrain_interview_get_form (interview)) == NULL)
    return store_readable (profile, uuid, interview, sequence, instance_id, xml, queue, now, error) ? g_bytes_ref (xml)
                                                                                                    : NULL;
  kept = store_encrypted (profile, uuid, interview, instance_id, xml, queue, now, error);
  if (kept == NULL)
    g_prefix_error (error, _("The record stays a draft, because it cannot be encrypted: "));
  return kept;
}
