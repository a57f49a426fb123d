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
  GObject parent_instance;
  TerrainProfile *profile;
  GPtrArray *items; /* of TerrainFormObject */
  gboolean stale;
  gboolean reading;
};

static void list_model_init (GListModelInterface *interface);
static void read_stale (TerrainLibrary *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (TerrainLibrary, terrain_library, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *model)
{
  return TERRAIN_TYPE_FORM_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return TERRAIN_LIBRARY (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  TerrainLibrary *self = TERRAIN_LIBRARY (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static TerrainFormObject *
find_object (TerrainLibrary *self, const TerrainStoredForm *form, const char *title)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      if (is_form (self->items->pdata[i], form, title))
        return self->items->pdata[i];
    }
  return NULL;
}

/* What is read off the main thread. */
typedef struct
{
  GPtrArray *forms;   /* TerrainStoredForm */
  GPtrArray *titles;  /* of the same, in the language of the program */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_ptr_array_unref (self->forms);
  g_ptr_array_unref (self->titles);
  g_free (self);
}

/* Returns: (transfer full) (nullable) */
static Reading *
read_forms (TerrainProfile *profile, GError **error)
{
  g_autoptr (GPtrArray) forms = terrain_store_list_forms (terrain_profile_get_store (profile), error);
  Reading *self;

  if (forms == NULL)
    return NULL;
  self = g_new0 (Reading, 1);
  self->titles = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < forms->len; i++)
    {
      const TerrainStoredForm *form = g_ptr_array_index (forms, i);
      const TerrainStoredForm *newer = i > 0 ? g_ptr_array_index (forms, i - 1) : NULL;
      gboolean is_listed = !form->hidden && (newer == NULL || !g_str_equal (newer->id, form->id));

      g_ptr_array_add (self->titles, is_listed ? terrain_profile_dup_title (profile, form->id, form->title)
                                               : g_strdup (form->title));
    }
  self->forms = g_steal_pointer (&forms);
  return self;
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

/* @forms: as terrain_store_list_forms() answers: the versions of a form one after the other, newest first, hidden last */
static void
apply (TerrainLibrary *self, Reading *reading)
{
  GPtrArray *wanted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *last_id = NULL;

  while (reading->forms->len > 0)
    {
      g_autoptr (TerrainStoredForm) form = g_ptr_array_steal_index (reading->forms, 0);
      g_autofree char *title = g_ptr_array_steal_index (reading->titles, 0);
      TerrainFormObject *object;

      if (form->hidden || g_strcmp0 (form->id, last_id) == 0)
        continue;
      g_free (last_id);
      last_id = g_strdup (form->id);
      object = find_object (self, form, title);
      if (object != NULL)
        {
          g_ptr_array_add (wanted, g_object_ref (object));
        }
      else
        {
          object = g_object_new (TERRAIN_TYPE_FORM_OBJECT, NULL);
          object->form = g_steal_pointer (&form);
          object->title = g_steal_pointer (&title);
          g_ptr_array_add (wanted, object);
        }
    }
  g_ptr_array_sort (wanted, compare_titles);
  terrain_list_replace (G_LIST_MODEL (self), &self->items, wanted);
}

static void
reading_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  Reading *reading = read_forms (task_data, &error);

  if (reading == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, reading, reading_free);
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  TerrainLibrary *self = TERRAIN_LIBRARY (object);
  g_autoptr (GError) error = NULL;
  Reading *reading = g_task_propagate_pointer (G_TASK (result), &error);

  self->reading = FALSE;
  if (reading != NULL)
    apply (self, reading);
  else
    g_warning ("The list of forms could not be read: %s", error->message);
  g_clear_pointer (&reading, reading_free);
  read_stale (self);
}

/* One reading at a time, as in terrain-records.c. */
static void
read_stale (TerrainLibrary *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->reading || !self->stale)
    return;
  self->stale = FALSE;
  self->reading = TRUE;
  task = g_task_new (self, NULL, on_read, NULL);
  g_task_set_source_tag (task, read_stale);
  g_task_set_task_data (task, g_object_ref (self->profile), g_object_unref);
  g_task_run_in_thread (task, reading_thread);
}

static void
on_forms_changed (TerrainStore *store, TerrainLibrary *self)
{
  self->stale = TRUE;
  read_stale (self);
}

static void
terrain_library_finalize (GObject *object)
{
  TerrainLibrary *self = TERRAIN_LIBRARY (object);

  g_clear_object (&self->profile);
  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (terrain_library_parent_class)->finalize (object);
}

static void
terrain_library_class_init (TerrainLibraryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = terrain_library_finalize;
}

static void
terrain_library_init (TerrainLibrary *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/* Filled when it returns; from then on it follows in the main context the profile was opened in. Hidden forms are left
 * out. */
TerrainLibrary *
terrain_library_new (TerrainProfile *profile)
{
  TerrainLibrary *self;
  TerrainStore *store;
  Reading *reading;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (profile), NULL);

  self = g_object_new (TERRAIN_TYPE_LIBRARY, NULL);
  self->profile = g_object_ref (profile);
  store = terrain_profile_get_store (profile);
  g_signal_connect_object (store, "forms-changed", G_CALLBACK (on_forms_changed), self, 0);
  reading = read_forms (profile, &error);
  if (reading == NULL)
    g_warning ("The list of forms could not be read: %s", error->message);
  else
    apply (self, reading);
  g_clear_pointer (&reading, reading_free);
  return self;
}
