/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-wire-error.h"
#include "terrain-wire-reader-private.h"

#define NAMESPACE "http://openrosa.org/xforms/xformsList"
#define MAX_SIZE (16 * 1024 * 1024)
#define MAX_ENTRIES 10000
#define MAX_DEPTH 16
#define MAX_TEXT 8192

TerrainFormListEntry *
terrain_form_list_entry_new (void)
{
  return g_new0 (TerrainFormListEntry, 1);
}

void
terrain_form_list_entry_free (TerrainFormListEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->form_id);
  g_free (self->name);
  g_free (self->version);
  g_free (self->hash);
  g_free (self->download_url);
  g_free (self->manifest_url);
  g_free (self);
}

GPtrArray *
terrain_form_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_form_list_entry_free);
}

static gboolean
open_element (const TerrainWireElement *element,
              gpointer                  user_data,
              GError                  **error)
{
  GPtrArray *entries = user_data;

  if (element->depth == 0)
    return terrain_wire_expect_root (element, "xforms", NAMESPACE, error);
  if (element->depth != 1 || strcmp (element->name, "xform") != 0)
    return TRUE;
  if (entries->len >= MAX_ENTRIES)
    {
      g_set_error (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_LIMIT, _("The form list has more than %d forms."),
                   MAX_ENTRIES);
      return FALSE;
    }
  g_ptr_array_add (entries, terrain_form_list_entry_new ());
  return TRUE;
}

static char **
find_field (TerrainFormListEntry *entry,
            const char           *name)
{
  if (strcmp (name, "formID") == 0)
    return &entry->form_id;
  if (strcmp (name, "name") == 0)
    return &entry->name;
  if (strcmp (name, "version") == 0)
    return &entry->version;
  if (strcmp (name, "hash") == 0)
    return &entry->hash;
  if (strcmp (name, "downloadUrl") == 0)
    return &entry->download_url;
  if (strcmp (name, "manifestUrl") == 0)
    return &entry->manifest_url;
  return NULL;
}

static gboolean
finish_entry (TerrainFormListEntry *entry,
              guint                 index,
              GError              **error)
{
  if (entry->form_id == NULL || *entry->form_id == '\0' || entry->download_url == NULL ||
      *entry->download_url == '\0')
    {
      g_set_error (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_UNEXPECTED,
                   _("Form %u of the list has no form id or no download address."), index + 1);
      return FALSE;
    }
  if (entry->version == NULL)
    entry->version = g_strdup ("");
  if (entry->name == NULL || *entry->name == '\0')
    {
      g_free (entry->name);
      entry->name = g_strdup (entry->form_id);
    }
  /* Servers write an empty element where they mean none. */
  if (entry->hash != NULL && *entry->hash == '\0')
    g_clear_pointer (&entry->hash, g_free);
  if (entry->manifest_url != NULL && *entry->manifest_url == '\0')
    g_clear_pointer (&entry->manifest_url, g_free);
  return TRUE;
}

static gboolean
close_element (const TerrainWireElement *element,
               gpointer                  user_data,
               GError                  **error)
{
  GPtrArray *entries = user_data;
  TerrainFormListEntry *entry = entries->len > 0 ? g_ptr_array_index (entries, entries->len - 1) : NULL;
  char **field;

  if (entry == NULL)
    return TRUE;
  if (element->depth == 1 && strcmp (element->name, "xform") == 0)
    return finish_entry (entry, entries->len - 1, error);
  if (element->depth != 2 || element->text == NULL)
    return TRUE;
  field = find_field (entry, element->name);
  if (field == NULL || *field != NULL)
    return TRUE;
  if (element->text_cut)
    {
      g_set_error (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_LIMIT,
                   _("A text in form %u of the list is longer than %d bytes."), entries->len, MAX_TEXT);
      return FALSE;
    }
  *field = g_strstrip (g_strdup (element->text));
  return TRUE;
}

GPtrArray *
terrain_form_list_parse (GBytes  *document,
                         GError **error)
{
  static const TerrainWireHandler handler = { MAX_SIZE, MAX_DEPTH, MAX_TEXT, open_element, close_element };
  g_autoptr (GPtrArray) entries = terrain_form_list_new ();

  g_return_val_if_fail (document != NULL, NULL);

  if (!terrain_wire_read (document, &handler, entries, error))
    return NULL;
  return g_steal_pointer (&entries);
}

GBytes *
terrain_form_list_print (GPtrArray *entries)
{
  g_autoptr (GString) document = NULL;

  g_return_val_if_fail (entries != NULL, NULL);

  document = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xforms xmlns=\"" NAMESPACE "\">\n");
  for (guint i = 0; i < entries->len; i++)
    {
      TerrainFormListEntry *entry = g_ptr_array_index (entries, i);

      g_string_append (document, "  <xform>\n");
      terrain_wire_append_leaf (document, "    ", "formID", entry->form_id);
      terrain_wire_append_leaf (document, "    ", "name", entry->name);
      terrain_wire_append_leaf (document, "    ", "version", entry->version);
      terrain_wire_append_leaf (document, "    ", "hash", entry->hash);
      terrain_wire_append_leaf (document, "    ", "downloadUrl", entry->download_url);
      terrain_wire_append_leaf (document, "    ", "manifestUrl", entry->manifest_url);
      g_string_append (document, "  </xform>\n");
    }
  g_string_append (document, "</xforms>\n");
  return g_string_free_to_bytes (g_steal_pointer (&document));
}
