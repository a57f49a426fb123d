/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-manifest.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-wire-error.h"
#include "terrain-wire-reader-private.h"

#define NAMESPACE "http://openrosa.org/xforms/xformsManifest"
#define MAX_SIZE (16 * 1024 * 1024)
#define MAX_FILES 10000
#define MAX_DEPTH 16
#define MAX_TEXT 8192

TerrainManifestFile *
terrain_manifest_file_new (void)
{
  return g_new0 (TerrainManifestFile, 1);
}

void
terrain_manifest_file_free (TerrainManifestFile *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->hash);
  g_free (self->download_url);
  g_free (self->integrity_url);
  g_free (self);
}

GPtrArray *
terrain_manifest_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_manifest_file_free);
}

static gboolean
open_element (const TerrainWireElement *element,
              gpointer                  user_data,
              GError                  **error)
{
  GPtrArray *files = user_data;
  TerrainManifestFile *file;
  g_autofree char *type = NULL;

  if (element->depth == 0)
    return terrain_wire_expect_root (element, "manifest", NAMESPACE, error);
  if (element->depth != 1 || strcmp (element->name, "mediaFile") != 0)
    return TRUE;
  if (files->len >= MAX_FILES)
    {
      g_set_error (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_LIMIT,
                   _("The manifest has more than %d files."), MAX_FILES);
      return FALSE;
    }
  type = terrain_wire_element_dup_attribute (element, "type");
  file = terrain_manifest_file_new ();
  /* "entityList", "approvalEntityList": the hash is a version, not the md5 of the bytes. */
  file->is_entity_list = type != NULL && g_str_has_suffix (type, "ntityList");
  g_ptr_array_add (files, file);
  return TRUE;
}

static char **
find_field (TerrainManifestFile *file,
            const char          *name)
{
  if (strcmp (name, "filename") == 0)
    return &file->name;
  if (strcmp (name, "hash") == 0)
    return &file->hash;
  if (strcmp (name, "downloadUrl") == 0)
    return &file->download_url;
  if (strcmp (name, "integrityUrl") == 0)
    return &file->integrity_url;
  return NULL;
}

static gboolean
finish_file (TerrainManifestFile *file,
             guint                index,
             GError             **error)
{
  if (!terrain_wire_is_file_name (file->name))
    {
      g_set_error (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_UNEXPECTED,
                   _("File %u of the manifest has no name that can be used for a file."), index + 1);
      return FALSE;
    }
  if (file->download_url == NULL || *file->download_url == '\0')
    {
      g_set_error (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_UNEXPECTED,
                   _("The manifest gives no download address for “%s”."), file->name);
      return FALSE;
    }
  if (file->hash != NULL && *file->hash == '\0')
    g_clear_pointer (&file->hash, g_free);
  if (file->integrity_url != NULL && *file->integrity_url == '\0')
    g_clear_pointer (&file->integrity_url, g_free);
  return TRUE;
}

static gboolean
close_element (const TerrainWireElement *element,
               gpointer                  user_data,
               GError                  **error)
{
  GPtrArray *files = user_data;
  TerrainManifestFile *file = files->len > 0 ? g_ptr_array_index (files, files->len - 1) : NULL;
  char **field;

  if (file == NULL)
    return TRUE;
  if (element->depth == 1 && strcmp (element->name, "mediaFile") == 0)
    return finish_file (file, files->len - 1, error);
  if (element->depth != 2 || element->text == NULL)
    return TRUE;
  field = find_field (file, element->name);
  if (field == NULL || *field != NULL)
    return TRUE;
  if (element->text_cut)
    {
      g_set_error (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_LIMIT,
                   _("A text in file %u of the manifest is longer than %d bytes."), files->len, MAX_TEXT);
      return FALSE;
    }
  *field = g_strstrip (g_strdup (element->text));
  return TRUE;
}

GPtrArray *
terrain_manifest_parse (GBytes  *document,
                        GError **error)
{
  static const TerrainWireHandler handler = { MAX_SIZE, MAX_DEPTH, MAX_TEXT, open_element, close_element };
  g_autoptr (GPtrArray) files = terrain_manifest_new ();

  g_return_val_if_fail (document != NULL, NULL);

  if (!terrain_wire_read (document, &handler, files, error))
    return NULL;
  return g_steal_pointer (&files);
}

GBytes *
terrain_manifest_print (GPtrArray *files)
{
  g_autoptr (GString) document = NULL;

  g_return_val_if_fail (files != NULL, NULL);

  document = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest xmlns=\"" NAMESPACE "\">\n");
  for (guint i = 0; i < files->len; i++)
    {
      TerrainManifestFile *file = g_ptr_array_index (files, i);

      g_string_append (document, file->is_entity_list ? "  <mediaFile type=\"entityList\">\n" : "  <mediaFile>\n");
      terrain_wire_append_leaf (document, "    ", "filename", file->name);
      terrain_wire_append_leaf (document, "    ", "hash", file->hash);
      terrain_wire_append_leaf (document, "    ", "downloadUrl", file->download_url);
      terrain_wire_append_leaf (document, "    ", "integrityUrl", file->integrity_url);
      g_string_append (document, "  </mediaFile>\n");
    }
  g_string_append (document, "</manifest>\n");
  return g_string_free_to_bytes (g_steal_pointer (&document));
}
