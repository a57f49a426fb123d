/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-preview-source.h"

/* As for forms and media that come into the library: larger files only fill the memory. */
#define FORM_SIZE_MAX (32 * 1024 * 1024)
#define MEDIUM_SIZE_MAX (256 * 1024 * 1024)

struct _TerrainPreviewSource
{
  grefcount references;
  char *stem;
  GFile *folder; /* what the form's file lies in */
  GFile *media;  /* may not exist */
  GHashTable *contents; /* name → GBytes */
  GPtrArray *names;
  GPtrArray *wanted;
  GPtrArray *files;
};

static gboolean
is_folder (GFile *file)
{
  return g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY;
}

/* "visit.xlsx" → "visit"; a name without an ending, or with nothing else, stays. */
static char *
cut_ending (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot && dot != name ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);
}

TerrainPreviewSource *
terrain_preview_source_new (GFile *file)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  TerrainPreviewSource *self = g_new0 (TerrainPreviewSource, 1);
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *lower = g_ascii_strdown (base ? base : "", -1);
  g_autoptr (GFile) parent = g_file_get_parent (file);
  gboolean sheets = is_folder (file) || !parent;
  gboolean sheet = !sheets && g_str_has_suffix (lower, ".csv");

  g_ref_count_init (&self->references);
  self->folder = g_object_ref (sheets ? file : parent);
  self->stem = sheets || sheet ? g_file_get_basename (self->folder) : cut_ending (base);

  g_autofree char *media = g_strconcat (self->stem, "-media", NULL);
  g_autoptr (GFile) around = sheets || sheet ? g_file_get_parent (self->folder) : g_object_ref (self->folder);
  self->media = g_file_get_child (around ? around : self->folder, media);
  self->contents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->wanted = g_ptr_array_new_with_free_func (g_free);
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

TerrainPreviewSource *
terrain_preview_source_ref (TerrainPreviewSource *self)
{
  g_ref_count_inc (&self->references);
  return self;
}

void
terrain_preview_source_unref (TerrainPreviewSource *self)
{
  if (!g_ref_count_dec (&self->references))
    return;
  g_free (self->stem);
  g_object_unref (self->folder);
  g_object_unref (self->media);
  g_hash_table_unref (self->contents);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->wanted);
  g_ptr_array_unref (self->files);
  g_free (self);
}

const char *
terrain_preview_source_get_stem (TerrainPreviewSource *self)
{
  return self->stem;
}

GFile *
terrain_preview_source_get_folder (TerrainPreviewSource *self)
{
  return self->folder;
}

static GBytes *
load_limited (GFile        *file,
              goffset       size_max,
              GCancellable *cancellable,
              GError      **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE ","
                                                  G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                                                  cancellable, error);
  g_autofree char *name = g_file_get_parse_name (file);

  if (!info)
    return NULL;
  /* A pipe or a device would be read for ever. */
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY,
                   _("The folder “%s” has no sheet “survey.csv”, so it is no form."), name);
      return NULL;
    }
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _("“%s” is not a file."), name);
      return NULL;
    }
  if (g_file_info_get_size (info) > size_max)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, _("“%s” is larger than %d MiB, more than a form can use."),
                   name, (int) (size_max / (1024 * 1024)));
      return NULL;
    }
  return g_file_load_bytes (file, cancellable, NULL, error);
}

GBytes *
terrain_preview_source_load_file (GFile        *file,
                                  GCancellable *cancellable,
                                  GError      **error)
{
  return load_limited (file, FORM_SIZE_MAX, cancellable, error);
}

void
terrain_preview_source_put (TerrainPreviewSource *self,
                            const char           *name,
                            GBytes               *content)
{
  if (!g_hash_table_contains (self->contents, name))
    g_ptr_array_add (self->names, g_strdup (name));
  g_hash_table_replace (self->contents, g_strdup (name), g_bytes_ref (content));
}

/* A name is the author's word, not a path: "../../etc/passwd" leads nowhere. */
static gboolean
is_plain_name (const char *name)
{
  return name && name[0] != '\0' && !strchr (name, G_DIR_SEPARATOR) && strcmp (name, ".") != 0
         && strcmp (name, "..") != 0;
}

GBytes *
terrain_preview_source_load_name (TerrainPreviewSource *self,
                                  const char           *name,
                                  GError              **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!is_plain_name (name))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("“%s” is not the name of a file."), name ? name : "");
      return NULL;
    }
  GBytes *known = g_hash_table_lookup (self->contents, name);
  if (known)
    return g_bytes_ref (known);

  GFile *medium = g_file_get_child (self->media, name);
  GFile *beside = g_file_get_child (self->folder, name);
  g_ptr_array_add (self->files, medium);
  g_ptr_array_add (self->files, beside);
  g_autoptr (GBytes) content = load_limited (medium, MEDIUM_SIZE_MAX, NULL, &local_error);
  if (!content && g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_clear_error (&local_error);
      content = load_limited (beside, MEDIUM_SIZE_MAX, NULL, &local_error);
    }
  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _("“%s” is not beside the form's file."), name);
  else if (local_error)
    g_propagate_error (error, g_steal_pointer (&local_error));
  if (content)
    terrain_preview_source_put (self, name, content);
  return g_steal_pointer (&content);
}

GBytes *
terrain_preview_source_load (const char *uri,
                             gpointer    user_data,
                             GError    **error)
{
  const char *name = g_str_has_prefix (uri, "jr://") ? strchr (uri + strlen ("jr://"), '/') : NULL;

  /* A preview has no earlier record. */
  if (!name || g_str_has_prefix (uri, "jr://instance/"))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is nothing at “%s”."), uri);
      return NULL;
    }
  return terrain_preview_source_load_name (user_data, name + 1, error);
}

GPtrArray *
terrain_preview_source_get_names (TerrainPreviewSource *self)
{
  return self->names;
}

GPtrArray *
terrain_preview_source_get_files (TerrainPreviewSource *self)
{
  return self->files;
}

static int
compare_files (gconstpointer a,
               gconstpointer b)
{
  g_autofree char *name_a = g_file_get_basename (*(GFile *const *) a);
  g_autofree char *name_b = g_file_get_basename (*(GFile *const *) b);

  return strcmp (name_a, name_b);
}

/* By name, so that the same files give the same result on every machine; hidden ones are somebody else's. */
static GPtrArray *
list_folder (GFile      *folder,
             const char *suffix)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GFileEnumerator) children
    = g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  GFileInfo *info;

  while (children && g_file_enumerator_iterate (children, &info, NULL, NULL, NULL) && info)
    {
      const char *name = g_file_info_get_name (info);
      if (name[0] != '.' && g_str_has_suffix (name, suffix))
        g_ptr_array_add (files, g_file_get_child (folder, name));
    }
  g_ptr_array_sort (files, compare_files);
  return files;
}

void
terrain_preview_source_want (TerrainPreviewSource *self,
                             const char           *name)
{
  if (!is_plain_name (name))
    return;
  g_ptr_array_add (self->wanted, g_strdup (name));
  g_ptr_array_add (self->files, g_file_get_child (self->media, name));
  g_ptr_array_add (self->files, g_file_get_child (self->folder, name));
}

void
terrain_preview_source_load_media (TerrainPreviewSource *self)
{
  g_autoptr (GPtrArray) media = list_folder (self->media, "");

  for (guint i = 0; i < self->wanted->len; i++)
    {
      g_autoptr (GBytes) content = terrain_preview_source_load_name (self, g_ptr_array_index (self->wanted, i), NULL);
    }
  for (guint i = 0; i < media->len; i++)
    {
      g_autofree char *name = g_file_get_basename (g_ptr_array_index (media, i));
      g_autoptr (GBytes) content = terrain_preview_source_load_name (self, name, NULL);
    }
}

GPtrArray *
terrain_preview_source_list_po_folders (TerrainPreviewSource *self,
                                        const char           *form_id)
{
  GPtrArray *folders = g_ptr_array_new_with_free_func (g_object_unref);
  GFile *po = g_file_get_child (self->folder, "po");

  g_ptr_array_add (folders, g_object_ref (self->folder));
  g_ptr_array_add (folders, po);
  if (is_plain_name (form_id))
    g_ptr_array_add (folders, g_file_get_child (po, form_id));
  return folders;
}

GPtrArray *
terrain_preview_source_list_po_files (GFile *folder)
{
  return list_folder (folder, ".po");
}
