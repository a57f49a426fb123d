/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "terrain-list-private.h"
#include "terrain-profile-private.h"
#include "terrain-records.h"

struct _TerrainFormObject
{
  GObject parent_instance;
  TerrainStoredForm *form;
  char *title;
};

G_DEFINE_FINAL_TYPE (TerrainFormObject, terrain_form_object, G_TYPE_OBJECT)

static void
terrain_form_object_finalize (GObject *object)
{
  terrain_stored_form_free (TERRAIN_FORM_OBJECT (object)->form);
  g_free (TERRAIN_FORM_OBJECT (object)->title);

  G_OBJECT_CLASS (terrain_form_object_parent_class)->finalize (object);
}

static void
terrain_form_object_class_init (TerrainFormObjectClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = terrain_form_object_finalize;
}

static void
terrain_form_object_init (TerrainFormObject *self)
{
}

const TerrainStoredForm *
terrain_form_object_get (TerrainFormObject *self)
{
  g_return_val_if_fail (TERRAIN_IS_FORM_OBJECT (self), NULL);

  return self->form;
}

const char *
terrain_form_object_get_title (TerrainFormObject *self)
{
  g_return_val_if_fail (TERRAIN_IS_FORM_OBJECT (self), NULL);

  return self->title;
}

static gboolean
is_form (TerrainFormObject *self, const TerrainStoredForm *form, const char *title)
{
  const TerrainStoredForm *own = self->form;

  return g_str_equal (self->title, title) && g_str_equal (own->id, form->id) && g_str_equal (own->version, form->version)
         && g_str_equal (own->title, form->title) && g_str_equal (own->hash, form->hash)
         && g_str_equal (own->origin, form->origin) && own->added == form->added && own->n_records == form->n_records;
}

struct _TerrainLibrary
{
  TerrainList parent_instance; /* of TerrainFormObject */
  TerrainProfile *profile;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (TerrainLibrary, terrain_library, TERRAIN_TYPE_LIST)

/* What is read off the main thread. */
typedef struct
{
  GPtrArray *forms;  /* of TerrainStoredForm */
  GPtrArray *titles; /* of the same, in the language of the program; NULL for those that are not listed */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_pointer (&self->forms, g_ptr_array_unref);
  g_clear_pointer (&self->titles, g_ptr_array_unref);
  g_free (self);
}

static gpointer
terrain_library_take_stale (TerrainList *list)
{
  TerrainLibrary *self = TERRAIN_LIBRARY (list);

  if (!self->stale)
    return NULL;
  self->stale = FALSE;
  return g_new0 (Reading, 1);
}

/* The store lists the versions of a form one after the other, newest first, hidden ones last. */
static gboolean
terrain_library_read (TerrainList *list, gpointer data, GError **error)
{
  TerrainProfile *profile = TERRAIN_LIBRARY (list)->profile;
  Reading *reading = data;

  reading->forms = terrain_store_list_forms (terrain_profile_get_store (profile), error);
  if (reading->forms == NULL)
    return FALSE;
  reading->titles = g_ptr_array_new_full (reading->forms->len, g_free);
  for (guint i = 0; i < reading->forms->len; i++)
    {
      const TerrainStoredForm *form = reading->forms->pdata[i];
      const TerrainStoredForm *newer = i > 0 ? reading->forms->pdata[i - 1] : NULL;
      gboolean is_listed = !form->hidden && (newer == NULL || !g_str_equal (newer->id, form->id));

      g_ptr_array_add (reading->titles, is_listed ? terrain_profile_dup_title (profile, form->id, form->title) : NULL);
    }
  return TRUE;
}

/* A person looks for a form by the name they read, in the order of their language. */
static int
compare_titles (gconstpointer a, gconstpointer b)
{
  const TerrainFormObject *form_a = *(TerrainFormObject *const *) a;
  const TerrainFormObject *form_b = *(TerrainFormObject *const *) b;
  int order = g_utf8_collate (form_a->title, form_b->title);

  return order != 0 ? order : strcmp (form_a->form->id, form_b->form->id);
}

static void
terrain_library_apply (TerrainList *list, gpointer data)
{
  Reading *reading = data;
  const GPtrArray *items = terrain_list_get_items (list);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *wanted = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < items->len; i++)
    {
      TerrainFormObject *object = items->pdata[i];

      g_hash_table_insert (known, object->form->id, object);
    }
  for (guint i = 0; i < reading->forms->len; i++)
    {
      const TerrainStoredForm *form = reading->forms->pdata[i];
      const char *title = reading->titles->pdata[i];
      TerrainFormObject *object = g_hash_table_lookup (known, form->id);

      if (title == NULL)
        continue;
      if (object != NULL && is_form (object, form, title))
        {
          g_ptr_array_add (wanted, g_object_ref (object));
          continue;
        }
      object = g_object_new (TERRAIN_TYPE_FORM_OBJECT, NULL);
      object->form = g_steal_pointer (&reading->forms->pdata[i]);
      object->title = g_steal_pointer (&reading->titles->pdata[i]);
      g_ptr_array_add (wanted, object);
    }
  g_ptr_array_sort (wanted, compare_titles);
  terrain_list_replace (list, wanted);
}

static void
on_forms_changed (TerrainStore *store, TerrainLibrary *self)
{
  self->stale = TRUE;
  terrain_list_refresh (TERRAIN_LIST (self));
}

static void
terrain_library_finalize (GObject *object)
{
  TerrainLibrary *self = TERRAIN_LIBRARY (object);

  g_clear_object (&self->profile);

  G_OBJECT_CLASS (terrain_library_parent_class)->finalize (object);
}

static void
terrain_library_class_init (TerrainLibraryClass *klass)
{
  TerrainListClass *list_class = TERRAIN_LIST_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = terrain_library_finalize;
  list_class->name = "forms";
  list_class->item_type = TERRAIN_TYPE_FORM_OBJECT;
  list_class->take_stale = terrain_library_take_stale;
  list_class->read = terrain_library_read;
  list_class->apply = terrain_library_apply;
  list_class->free_reading = reading_free;
}

static void
terrain_library_init (TerrainLibrary *self)
{
  self->stale = TRUE;
}

/* Filled when it returns; from then on it follows in the main context the profile was opened in. Hidden forms are left
 * out. */
TerrainLibrary *
terrain_library_new (TerrainProfile *profile)
{
  TerrainLibrary *self;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (profile), NULL);

  self = g_object_new (TERRAIN_TYPE_LIBRARY, NULL);
  self->profile = g_object_ref (profile);
  g_signal_connect_object (terrain_profile_get_store (profile), "forms-changed", G_CALLBACK (on_forms_changed), self, 0);
  terrain_list_load (TERRAIN_LIST (self));
  return self;
}
