/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-hub-forms-private.h"

#include <string.h>
#include <terrain-wire.h>

#include "terrain-hub-form-private.h"

/* More files than this in one folder are not media of a form. */
#define MAX_MEDIA 10000

/* What tells that a file is still the one that was read. */
typedef struct
{
  goffset size;
  gint64 modified; /* ns */
} FileStamp;

typedef struct
{
  FileStamp stamp;
  FileStamp media_stamp;
  TerrainHubForm *form; /* (nullable): NULL for a file that is no good form */
} CachedForm;

typedef struct
{
  FileStamp stamp;
  char *hash;
} CachedHash;

struct _TerrainHubForms
{
  GMutex lock;
  char *folder;
  GHashTable *files;  /* path → CachedForm */
  GHashTable *hashes; /* path → CachedHash, of media */
};

static void
cached_form_free (gpointer data)
{
  CachedForm *self = data;

  g_clear_pointer (&self->form, terrain_hub_form_unref);
  g_free (self);
}

static void
cached_hash_free (gpointer data)
{
  CachedHash *self = data;

  g_free (self->hash);
  g_free (self);
}

TerrainHubForms *
terrain_hub_forms_new (const char *folder)
{
  TerrainHubForms *self = g_atomic_rc_box_new0 (TerrainHubForms);

  g_mutex_init (&self->lock);
  self->folder = g_strdup (folder);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, cached_form_free);
  self->hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, cached_hash_free);
  return self;
}

static void
clear_forms (gpointer data)
{
  TerrainHubForms *self = data;

  g_mutex_clear (&self->lock);
  g_free (self->folder);
  g_hash_table_unref (self->files);
  g_hash_table_unref (self->hashes);
}

TerrainHubForms *
terrain_hub_forms_ref (TerrainHubForms *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
terrain_hub_forms_unref (TerrainHubForms *self)
{
  g_atomic_rc_box_release_full (self, clear_forms);
}

static FileStamp
get_stamp (GFileInfo *info)
{
  FileStamp stamp = { g_file_info_get_size (info), 0 };

  stamp.modified = (gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED) * 1000000 +
                   g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC);
  return stamp;
}

static gboolean
same_stamp (FileStamp a,
            FileStamp b)
{
  return a.size == b.size && a.modified == b.modified;
}

/* The regular files of a folder by path; links are not followed: what is served is in the folder itself. */
static GHashTable *
scan (const char *folder,
      const char *suffix,
      guint       limit)
{
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autoptr (GFileEnumerator) children = NULL;
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GFileInfo *info;

  children = g_file_enumerate_children (file, "standard::name,standard::type,standard::size,time::modified,"
                                        "time::modified-usec", G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  while (children != NULL && g_hash_table_size (found) < limit &&
         g_file_enumerator_iterate (children, &info, NULL, NULL, NULL) && info != NULL)
    {
      const char *name = g_file_info_get_name (info);

      if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR && terrain_wire_is_file_name (name) &&
          *name != '.' && (suffix == NULL || g_str_has_suffix (name, suffix)))
        {
          FileStamp stamp = get_stamp (info);

          g_hash_table_insert (found, g_build_filename (folder, name, NULL), g_memdup2 (&stamp, sizeof stamp));
        }
    }
  return found;
}

/* The media's content in one stamp: a form that reads them is checked again when one changes. */
static FileStamp
sum_stamps (GHashTable *media)
{
  FileStamp sum = { 0, 0 };
  GHashTableIter iter;
  gpointer path, value;

  g_hash_table_iter_init (&iter, media);
  while (g_hash_table_iter_next (&iter, &path, &value))
    {
      FileStamp *stamp = value;

      sum.size += stamp->size + 1;
      sum.modified ^= stamp->modified * 31 + g_str_hash (path);
    }
  return sum;
}

/* Returns: (nullable): NULL where the file cannot be read */
static const char *
hash_media (TerrainHubForms *self,
            const char      *path,
            FileStamp        stamp)
{
  CachedHash *known = g_hash_table_lookup (self->hashes, path);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) content = NULL;

  if (known != NULL && same_stamp (known->stamp, stamp))
    return known->hash;
  file = g_file_new_for_path (path);
  content = g_file_load_bytes (file, NULL, NULL, NULL);
  if (content == NULL)
    return NULL;
  known = g_new0 (CachedHash, 1);
  known->stamp = stamp;
  known->hash = terrain_wire_hash (content);
  g_hash_table_replace (self->hashes, g_strdup (path), known);
  return known->hash;
}

static int
compare_media (gconstpointer a,
               gconstpointer b)
{
  const TerrainHubMedia *const *first = a;
  const TerrainHubMedia *const *second = b;

  return strcmp ((*first)->name, (*second)->name);
}

/* @prefix: (nullable): goes before the names */
static void
list_media (TerrainHubForms *self,
            TerrainHubForm  *form,
            GHashTable      *found,
            const char      *prefix)
{
  GHashTableIter iter;
  gpointer path, stamp;

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &path, &stamp))
    {
      const char *hash = hash_media (self, path, *(FileStamp *) stamp);
      g_autofree char *base = g_path_get_basename (path);
      g_autofree char *name = prefix != NULL ? g_strconcat (prefix, "-", base, NULL) : g_strdup (base);
      TerrainHubMedia *media;

      /* an id is the author's word, and may be no name of a file */
      if (hash == NULL || !terrain_wire_is_file_name (name))
        continue;
      media = g_new0 (TerrainHubMedia, 1);
      media->name = g_steal_pointer (&name);
      media->path = g_strdup (path);
      media->hash = g_strdup (hash);
      g_ptr_array_add (form->media, media);
    }
  g_ptr_array_sort (form->media, compare_media);
}

static void
refresh_file (TerrainHubForms *self,
              const char      *path,
              FileStamp        stamp)
{
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".xml"));
  g_autofree char *media_folder = g_strconcat (stem, "-media", NULL);
  g_autoptr (GHashTable) media = scan (media_folder, NULL, MAX_MEDIA);
  /* Translations stand as they do in a profile and in the program's own folder: po/FORM/nl.po. */
  g_autofree char *base = g_path_get_basename (stem);
  g_autofree char *po_folder = g_build_filename (self->folder, "po", base, NULL);
  g_autoptr (GHashTable) translations = scan (po_folder, ".po", MAX_MEDIA);
  FileStamp media_stamp = sum_stamps (media);
  FileStamp po_stamp = sum_stamps (translations);
  CachedForm *cached = g_hash_table_lookup (self->files, path);
  g_autoptr (GError) error = NULL;

  media_stamp.size += po_stamp.size;
  media_stamp.modified ^= po_stamp.modified;
  if (cached != NULL && same_stamp (cached->stamp, stamp) && same_stamp (cached->media_stamp, media_stamp))
    return;
  cached = g_new0 (CachedForm, 1);
  cached->stamp = stamp;
  cached->media_stamp = media_stamp;
  cached->form = terrain_hub_form_load (path, media_folder, &error);
  if (cached->form != NULL)
    {
      list_media (self, cached->form, media, NULL);
      list_media (self, cached->form, translations, cached->form->id);
    }
  else
    g_message ("%s is left out: %s", path, error->message);
  g_hash_table_replace (self->files, g_strdup (path), cached);
}

static void
refresh (TerrainHubForms *self)
{
  g_autoptr (GHashTable) found = scan (self->folder, ".xml", G_MAXUINT);
  GHashTableIter iter;
  gpointer path, stamp;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    {
      if (!g_hash_table_contains (found, path))
        g_hash_table_iter_remove (&iter);
    }
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &path, &stamp))
    refresh_file (self, path, *(FileStamp *) stamp);
}

/* Newer first. Numbers in versions count as numbers, so "10" is newer than "9" and dates sort as dates. */
static int
compare_forms (gconstpointer a,
               gconstpointer b)
{
  const TerrainHubForm *first = *(TerrainHubForm *const *) a;
  const TerrainHubForm *second = *(TerrainHubForm *const *) b;
  int order = strcmp (first->id, second->id);

  return order != 0 ? order : strverscmp (second->version, first->version);
}

/* Every version of every form, by id, newest first. With the lock held. */
static GPtrArray *
list_all (TerrainHubForms *self)
{
  GPtrArray *forms = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_hub_form_unref);
  GHashTableIter iter;
  gpointer value;

  refresh (self);
  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      CachedForm *cached = value;

      if (cached->form != NULL)
        g_ptr_array_add (forms, terrain_hub_form_ref (cached->form));
    }
  g_ptr_array_sort (forms, compare_forms);
  return forms;
}

GPtrArray *
terrain_hub_forms_list (TerrainHubForms *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (GPtrArray) all = list_all (self);
  GPtrArray *newest = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_hub_form_unref);
  const char *last = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      TerrainHubForm *form = g_ptr_array_index (all, i);

      if (last == NULL || strcmp (last, form->id) != 0)
        g_ptr_array_add (newest, terrain_hub_form_ref (form));
      last = form->id;
    }
  return newest;
}

TerrainHubForm *
terrain_hub_forms_find (TerrainHubForms *self,
                        const char      *id,
                        const char      *version)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (GPtrArray) all = list_all (self);

  for (guint i = 0; i < all->len; i++)
    {
      TerrainHubForm *form = g_ptr_array_index (all, i);

      if (strcmp (form->id, id) == 0 && (version == NULL || strcmp (form->version, version) == 0))
        return terrain_hub_form_ref (form);
    }
  return NULL;
}
