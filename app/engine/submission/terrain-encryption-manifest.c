/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-encryption-private.h"

#include <string.h>

/* As ODK Collect writes it; the specification's own text has another one, servers take both. */
#define ENCRYPTED_URI "http://www.opendatakit.org/xforms/encrypted"
#define OPENROSA_URI "http://openrosa.org/xforms"
#define MD5_SIZE 16

void
terrain_encrypted_file_free (TerrainEncryptedFile *file)
{
  g_free (file->name);
  g_free (file->digest);
  g_free (file);
}

void
terrain_encryption_seed_init (TerrainEncryptionSeed *self, const char *instance_id, const guint8 *key)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  gsize size = sizeof self->bytes;

  g_checksum_update (checksum, (const guchar *) instance_id, -1);
  g_checksum_update (checksum, key, TERRAIN_ENCRYPTION_KEY_SIZE);
  g_checksum_get_digest (checksum, self->bytes, &size);
  self->n_files = 0;
}

void
terrain_encryption_seed_advance (TerrainEncryptionSeed *self)
{
  self->bytes[self->n_files % sizeof self->bytes]++;
  self->n_files++;
}

void
terrain_encryption_head_digest (const TerrainEncryptionHead *self, guint8 *digest)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  g_autoptr (GString) source = g_string_new (NULL);
  gsize size = MD5_SIZE;

  g_string_append_printf (source, "%s\n", self->form_id);
  if (self->form_version != NULL)
    g_string_append_printf (source, "%s\n", self->form_version);
  g_string_append_printf (source, "%s\n%s\n", self->encrypted_key, self->instance_id);
  for (guint i = 0; i < self->files->len; i++)
    {
      const TerrainEncryptedFile *file = g_ptr_array_index (self->files, i);

      g_string_append_printf (source, "%s::%s\n", file->name, file->digest);
    }
  g_checksum_update (checksum, (const guchar *) source->str, (gssize) source->len);
  g_checksum_get_digest (checksum, digest, &size);
}

static void
append_escaped (GString *xml, const char *before, const char *text, const char *after)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (xml, "%s%s%s", before, escaped, after);
}

/* An apostrophe needs no escape here; see append_name(). */
static void
append_attribute (GString *xml, const char *before, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);
  g_autoptr (GString) escaped = g_string_new (markup);

  g_string_replace (escaped, "&apos;", "'", 0);
  g_string_append_printf (xml, "%s\"%s\"", before, escaped->str);
}

/* Central takes these names as they are written, entities and all, and passes over files called otherwise. In a CDATA
 * section (XML 1.0 section 2.7) a name is the same for everybody. */
static void
append_name (GString *xml, const char *before, const char *name, const char *after)
{
  g_autofree char *full = g_strconcat (name, TERRAIN_ENCRYPTION_SUFFIX, NULL);

  if (strpbrk (name, "&<>'\"") != NULL && strstr (name, "]]>") == NULL)
    g_string_append_printf (xml, "%s<![CDATA[%s]]>%s", before, full, after);
  else
    append_escaped (xml, before, full, after);
}

GBytes *
terrain_encryption_head_write_manifest (const TerrainEncryptionHead *self, const char *signature)
{
  GString *xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<data xmlns=\"" ENCRYPTED_URI "\"");

  append_attribute (xml, " id=", self->form_id);
  if (self->form_version != NULL)
    append_attribute (xml, " version=", self->form_version);
  append_escaped (xml, " encrypted=\"yes\"><base64EncryptedKey>", self->encrypted_key, "</base64EncryptedKey>");
  append_escaped (xml, "<orx:meta xmlns:orx=\"" OPENROSA_URI "\"><orx:instanceID>", self->instance_id,
                  "</orx:instanceID></orx:meta>");
  for (guint i = 0; i < self->files->len; i++)
    {
      const TerrainEncryptedFile *file = g_ptr_array_index (self->files, i);

      if (i + 1 < self->files->len)
        append_name (xml, "<media><file>", file->name, "</file></media>");
      else
        append_name (xml, "<encryptedXmlFile>", file->name, "</encryptedXmlFile>");
    }
  append_escaped (xml, "<base64EncryptedElementSignature>", signature, "</base64EncryptedElementSignature></data>");
  return g_string_free_to_bytes (xml);
}
