/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-list-private.h"
#include "terrain-records.h"

struct _TerrainFormObject
{
  GObject parent_instance;
  TerrainStoredForm *form;
};

G_DEFINE_FINAL_TYPE (TerrainFormObject, terrain_form_object, G_TYPE_OBJECT)

static void
terrain_form_object_finalize (GObject *object)
{
  terrain_stored_form_free (TERRAIN_FORM_OBJECT (object)->form);

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

static gboolean
is_form (TerrainFormObject *self, const TerrainStoredForm *form)
{
  const TerrainStoredForm *own = self->form;

  return g_str_equal (own->id, form->id) && g_str_equal (own->version, form->version)
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
find_object (TerrainLibrary *self, const TerrainStoredForm *form)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      if (is_form (self->items->pdata[i], form))
        return self->items->pdata[i];
    }
  return NULL;
}

/* @forms: as terrain_store_list_forms() answers: the versions of a form one after the other, newest first, hidden last */
static void
apply (TerrainLibrary *self, GPtrArray *forms)
{
  GPtrArray *wanted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *last_id = NULL;

  while (forms->len > 0)
    {
      g_autoptr (TerrainStoredForm) form = g_ptr_array_steal_index (forms, 0);
      TerrainFormObject *object;

      if (form->hidden || g_strcmp0 (form->id, last_id) == 0)
        continue;
      g_free (last_id);
      last_id = g_strdup (form->id);
      object = find_object (self, form);
      if (object != NULL)
        {
          g_ptr_array_add (wanted, g_object_ref (object));
        }
      else
        {
          object = g_object_new (TERRAIN_TYPE_FORM_OBJECT, NULL);
          object->form = g_steal_pointer (&form);
          g_ptr_array_add (wanted, object);
        }
    }
  terrain_list_replace (G_LIST_MODEL (self), &self->items, wanted);
}

static void
reading_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *forms = terrain_store_list_forms (task_data, &error);

  if (forms == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, forms, (GDestroyNotify) g_ptr_array_unref);
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  TerrainLibrary *self = TERRAIN_LIBRARY (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) forms = g_task_propagate_pointer (G_TASK (result), &error);

  self->reading = FALSE;
  if (forms != NULL)
    apply (self, forms);
  else
    g_warning ("The list of forms could not be read: %s", error->message);
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
  g_task_set_task_data (task, g_object_ref (terrain_profile_get_store (self->profile)), g_object_unref);
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
  g_autoptr (GPtrArray) forms = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (profile), NULL);

  self = g_object_new (TERRAIN_TYPE_LIBRARY, NULL);
  self->profile = g_object_ref (profile);
  store = terrain_profile_get_store (profile);
  g_signal_connect_object (store, "forms-changed", G_CALLBACK (on_forms_changed), self, 0);
  forms = terrain_store_list_forms (store, &error);
  if (forms == NULL)
    g_warning ("The list of forms could not be read: %s", error->message);
  else
    apply (self, forms);
  return self;
}
