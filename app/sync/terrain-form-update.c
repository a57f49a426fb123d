/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-update-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

TerrainFormUpdate *
terrain_form_update_new (TerrainProfile       *profile,
                         TerrainFormListEntry *entry,
                         const char           *origin)
{
  TerrainFormUpdate *self = g_new0 (TerrainFormUpdate, 1);

  self->profile = g_object_ref (profile);
  self->entry = entry;
  self->origin = g_strdup (origin);
  self->wanted = g_ptr_array_new ();
  self->contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return self;
}

void
terrain_form_update_free (TerrainFormUpdate *self)
{
  g_object_unref (self->profile);
  g_free (self->origin);
  g_clear_pointer (&self->xml, g_bytes_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_ptr_array_unref (self->wanted);
  g_ptr_array_unref (self->contents);
  g_free (self);
}

static TerrainStoredForm *
find_form (TerrainFormUpdate *self,
           const char        *version,
           GError           **error)
{
  g_autoptr (GError) cause = NULL;
  TerrainStoredForm *form =
    terrain_store_find_form (terrain_profile_get_store (self->profile), self->entry->form_id, version, &cause);

  if (form == NULL && !g_error_matches (cause, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&cause));
  return form;
}

gboolean
terrain_form_update_look_up (TerrainFormUpdate *self,
                             GError           **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (TerrainStoredForm) same = find_form (self, self->entry->version, &cause);
  g_autoptr (TerrainStoredForm) any = cause == NULL ? find_form (self, NULL, &cause) : NULL;

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  self->is_known = any != NULL;
  self->wants_xml = same == NULL || !terrain_wire_hash_equal (same->hash, self->entry->hash);
  return TRUE;
}

gboolean
terrain_form_update_compare (TerrainFormUpdate *self,
                             GError           **error)
{
  TerrainStore *store = terrain_profile_get_store (self->profile);

  for (guint i = 0; self->files != NULL && i < self->files->len; i++)
    {
      TerrainManifestFile *file = g_ptr_array_index (self->files, i);
      g_autoptr (GError) cause = NULL;
      g_autofree char *known =
        terrain_store_get_media_hash (store, self->entry->form_id, self->entry->version, file->name, &cause);

      /* No such form yet: then it has none of them. */
      if (cause != NULL && !g_error_matches (cause, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
      if (!terrain_wire_hash_equal (known, file->hash))
        g_ptr_array_add (self->wanted, file);
    }
  return TRUE;
}

gboolean
terrain_form_update_has_news (TerrainFormUpdate *self)
{
  return self->xml != NULL || self->contents->len > 0;
}

static gboolean
store_form (TerrainFormUpdate *self,
            GPtrArray         *issues,
            GError           **error)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) cause = NULL;
  g_autoptr (TerrainStoredForm) stored = NULL;

  terrain_profile_import_form (self->profile, self->xml, self->origin, NULL, &found, &cause);
  /* Warnings are the author's business; errors say why the form is not here. */
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      TerrainIssue *issue = g_ptr_array_index (found, i);

      if (issue->severity == TERRAIN_ISSUE_ERROR)
        terrain_issue_list_add (issues, TERRAIN_ISSUE_ERROR, issue->code, issue->ref, issue->line, "%s: %s",
                                self->entry->name, issue->message);
    }
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  stored = find_form (self, self->entry->version, error);
  if (stored == NULL && (error == NULL || *error == NULL))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 _("The file of the form “%s” has another id or version than the server's list says."),
                 self->entry->name);
  return stored != NULL;
}

/* The translations beside a form (FORM-nl.po, what a Terrain endpoint serves) are languages of it here at once. For other
 * clients they are media that nothing shows. */
static gboolean
store_translations (TerrainFormUpdate *self,
                    GError           **error)
{
  TerrainStore *store = terrain_profile_get_store (self->profile);
  g_autoptr (GHashTable) contents =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_bytes_unref);

  for (guint i = 0; self->files != NULL && i < self->files->len; i++)
    {
      TerrainManifestFile *file = g_ptr_array_index (self->files, i);
      GBytes *content;

      if (!g_str_has_suffix (file->name, ".po"))
        continue;
      content = terrain_store_load_media (store, self->entry->form_id, self->entry->version, file->name, error);
      if (content == NULL)
        return FALSE;
      g_hash_table_insert (contents, file->name, content);
    }
  return terrain_profile_put_server_translations (self->profile, self->entry->form_id, contents, error);
}

gboolean
terrain_form_update_store (TerrainFormUpdate *self,
                           GPtrArray         *issues,
                           GError           **error)
{
  TerrainStore *store = terrain_profile_get_store (self->profile);

  if (self->xml != NULL && !store_form (self, issues, error))
    return FALSE;
  for (guint i = 0; i < self->contents->len; i++)
    {
      TerrainManifestFile *file = g_ptr_array_index (self->wanted, i);
      g_autofree char *computed = NULL;

      if (file->hash == NULL)
        computed = terrain_wire_hash (g_ptr_array_index (self->contents, i));
      if (!terrain_store_put_media (store, self->entry->form_id, self->entry->version, file->name,
                                    computed != NULL ? computed : file->hash, g_ptr_array_index (self->contents, i),
                                    error))
        return FALSE;
    }
  return store_translations (self, error);
}
