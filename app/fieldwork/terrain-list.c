/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-list-private.h"

typedef struct
{
  GPtrArray *items; /* of GObject */
  gboolean reading;
} TerrainListPrivate;

static void list_model_init (GListModelInterface *interface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (TerrainList, terrain_list, G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (TerrainList)
                                  G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GPtrArray *
get_items (gpointer self)
{
  return ((TerrainListPrivate *) terrain_list_get_instance_private (self))->items;
}

static GType
get_item_type (GListModel *model)
{
  return TERRAIN_LIST_GET_CLASS (model)->item_type;
}

static guint
get_n_items (GListModel *model)
{
  return get_items (model)->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *items = get_items (model);

  return position < items->len ? g_object_ref (items->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static void
terrain_list_finalize (GObject *object)
{
  g_ptr_array_unref (get_items (object));

  G_OBJECT_CLASS (terrain_list_parent_class)->finalize (object);
}

static void
terrain_list_class_init (TerrainListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = terrain_list_finalize;
}

static void
terrain_list_init (TerrainList *self)
{
  TerrainListPrivate *priv = terrain_list_get_instance_private (self);

  priv->items = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
warn (TerrainList *self, const GError *error)
{
  g_warning ("The list of %s could not be read: %s", TERRAIN_LIST_GET_CLASS (self)->name, error->message);
}

void
terrain_list_load (TerrainList *self)
{
  TerrainListClass *klass = TERRAIN_LIST_GET_CLASS (self);
  gpointer reading = klass->take_stale (self);
  g_autoptr (GError) error = NULL;

  if (reading == NULL)
    return;
  if (klass->read (self, reading, &error))
    klass->apply (self, reading);
  else
    warn (self, error);
  klass->free_reading (reading);
}

static void
reading_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (TERRAIN_LIST_GET_CLASS (source_object)->read (source_object, task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  TerrainList *self = TERRAIN_LIST (object);
  TerrainListPrivate *priv = terrain_list_get_instance_private (self);
  g_autoptr (GError) error = NULL;

  priv->reading = FALSE;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    TERRAIN_LIST_GET_CLASS (self)->apply (self, g_task_get_task_data (G_TASK (result)));
  else
    warn (self, error);
  terrain_list_refresh (self);
}

void
terrain_list_refresh (TerrainList *self)
{
  TerrainListPrivate *priv = terrain_list_get_instance_private (self);
  TerrainListClass *klass = TERRAIN_LIST_GET_CLASS (self);
  g_autoptr (GTask) task = NULL;
  gpointer reading = priv->reading ? NULL : klass->take_stale (self);

  if (reading == NULL)
    return;
  priv->reading = TRUE;
  task = g_task_new (self, NULL, on_read, NULL);
  g_task_set_source_tag (task, terrain_list_refresh);
  g_task_set_task_data (task, reading, klass->free_reading);
  g_task_run_in_thread (task, reading_thread);
}

const GPtrArray *
terrain_list_get_items (TerrainList *self)
{
  return get_items (self);
}

void
terrain_list_insert (TerrainList *self, guint position, gpointer item)
{
  g_ptr_array_insert (get_items (self), (int) position, item);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

void
terrain_list_set (TerrainList *self, guint position, gpointer item)
{
  GPtrArray *items = get_items (self);
  g_autoptr (GObject) old = items->pdata[position];

  items->pdata[position] = item;
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
}

void
terrain_list_remove (TerrainList *self, guint position)
{
  g_ptr_array_remove_index (get_items (self), position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

void
terrain_list_replace (TerrainList *self, GPtrArray *wanted)
{
  TerrainListPrivate *priv = terrain_list_get_instance_private (self);
  g_autoptr (GPtrArray) old = g_steal_pointer (&priv->items);
  guint shorter = MIN (old->len, wanted->len);
  guint start = 0, end = 0;

  while (start < shorter && old->pdata[start] == wanted->pdata[start])
    start++;
  while (end < shorter - start && old->pdata[old->len - 1 - end] == wanted->pdata[wanted->len - 1 - end])
    end++;

  priv->items = wanted;
  if (start + end < old->len || start + end < wanted->len)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start - end, wanted->len - start - end);
}
