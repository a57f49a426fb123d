/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <gst/gst.h>
#include <string.h>

#include "terrain-camera-portal.h"
#include "terrain-cameras.h"
#include "terrain-elements.h"

#define FOR_TESTS "TERRAIN_CAMERAS"

struct _TerrainCameras
{
  GObject parent_instance;
  TerrainCameraPresence presence;
  gboolean by_portal;
  gboolean looking;
  char *preferred;
};

G_DEFINE_FINAL_TYPE (TerrainCameras, terrain_cameras, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PRESENCE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Presence */

static void
set_presence (TerrainCameras *self, TerrainCameraPresence presence)
{
  if (self->presence == presence)
    return;
  self->presence = presence;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRESENCE]);
}

/* Without starting GStreamer, which takes longer than a page may. */
static gboolean
has_video_node (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/dev", 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name, "video") && g_ascii_isdigit (name[strlen ("video")]))
      return TRUE;
  return FALSE;
}

static void
portal_looked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TerrainCameras) self = data;

  self->looking = FALSE;
  self->by_portal = terrain_camera_portal_is_present_finish (result);
  set_presence (self, self->by_portal || has_video_node () ? TERRAIN_CAMERA_PRESENT : TERRAIN_CAMERA_ABSENT);
}

void
terrain_cameras_look (TerrainCameras *self)
{
  const char *for_tests = g_getenv (FOR_TESTS);

  g_return_if_fail (TERRAIN_IS_CAMERAS (self));

  if (for_tests != NULL)
    {
      set_presence (self, *for_tests != '\0' ? TERRAIN_CAMERA_PRESENT : TERRAIN_CAMERA_ABSENT);
      return;
    }
  if (self->looking)
    return;
  self->looking = TRUE;
  terrain_camera_portal_is_present_async (NULL, portal_looked, g_object_ref (self));
}

TerrainCameraPresence
terrain_cameras_get_presence (TerrainCameras *self)
{
  g_return_val_if_fail (TERRAIN_IS_CAMERAS (self), TERRAIN_CAMERA_ABSENT);

  return self->presence;
}

/* Opening */

static void
add_devices (GPtrArray *cameras)
{
  g_autoptr (GstDeviceProviderFactory) factory = gst_device_provider_factory_find ("v4l2deviceprovider");
  g_autoptr (GstDeviceProvider) provider = factory != NULL ? gst_device_provider_factory_get (factory) : NULL;
  GList *devices;

  if (provider == NULL || !gst_device_provider_start (provider))
    return;
  devices = gst_device_provider_get_devices (provider);
  for (GList *link = devices; link != NULL; link = link->next)
    if (gst_device_has_classes (link->data, "Video/Source"))
      g_ptr_array_add (cameras, terrain_camera_new_for_device (link->data));
  g_list_free_full (devices, gst_object_unref);
  gst_device_provider_stop (provider);
}

static void
add_described (GPtrArray *cameras, const char *descriptions)
{
  g_auto (GStrv) lines = g_strsplit (descriptions, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      {
        g_autofree char *name = g_strdup_printf (_("Camera %u"), cameras->len + 1);

        g_ptr_array_add (cameras, terrain_camera_new (name, lines[i]));
      }
}

/* Asking devices takes a while. */
static void
find_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  static const char *const none[] = { NULL };
  g_autoptr (GPtrArray) cameras = g_ptr_array_new_with_free_func (g_object_unref);
  const char *for_tests = g_getenv (FOR_TESTS);
  GError *error = NULL;

  if (!terrain_elements_check (none, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (for_tests != NULL)
    add_described (cameras, for_tests);
  else
    add_devices (cameras);
  if (cameras->len > 0)
    g_task_return_pointer (task, g_steal_pointer (&cameras), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                             _("No camera was found. Connect one, or see whether it is switched off."));
}

/* One, whichever the desktop prefers: the plug-in of PipeWire 0.3.65 (Debian 12) writes over memory that is not its own when
 * it has listed them. */
static void
portal_asked (GObject *source, GAsyncResult *result, gpointer data)
{
  static const char *const elements[] = { "pipewiresrc", NULL };
  g_autoptr (GTask) task = data;
  GPtrArray *cameras;
  GError *error = NULL;

  if (!terrain_camera_portal_ask_finish (result, &error) || !terrain_elements_check (elements, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  cameras = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (cameras, terrain_camera_new_for_portal (_("Camera")));
  g_task_return_pointer (task, cameras, (GDestroyNotify) g_ptr_array_unref);
}

void
terrain_cameras_open_async (TerrainCameras *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TERRAIN_IS_CAMERAS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, terrain_cameras_open_async);
  if (self->by_portal && g_getenv (FOR_TESTS) == NULL)
    terrain_camera_portal_ask_async (cancellable, portal_asked, g_steal_pointer (&task));
  else
    g_task_run_in_thread (task, find_thread);
}

GPtrArray *
terrain_cameras_open_finish (TerrainCameras *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) why = NULL;
  GPtrArray *cameras;
  TerrainCamera *camera;

  g_return_val_if_fail (TERRAIN_IS_CAMERAS (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  cameras = g_task_propagate_pointer (G_TASK (result), &why);
  if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    set_presence (self, TERRAIN_CAMERA_ABSENT);
  if (why != NULL)
    g_propagate_error (error, g_steal_pointer (&why));
  for (guint i = 1; cameras != NULL && i < cameras->len; i++)
    {
      camera = g_ptr_array_index (cameras, i);
      if (g_strcmp0 (terrain_camera_get_name (camera), self->preferred) != 0)
        continue;
      g_ptr_array_insert (cameras, 0, g_object_ref (camera));
      g_ptr_array_remove_index (cameras, i + 1);
      break;
    }
  return cameras;
}

void
terrain_cameras_prefer (TerrainCameras *self, TerrainCamera *camera)
{
  g_return_if_fail (TERRAIN_IS_CAMERAS (self));
  g_return_if_fail (TERRAIN_IS_CAMERA (camera));

  g_free (self->preferred);
  self->preferred = g_strdup (terrain_camera_get_name (camera));
}

static void
terrain_cameras_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_PRESENCE)
    g_value_set_int (value, (int) TERRAIN_CAMERAS (object)->presence);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
terrain_cameras_finalize (GObject *object)
{
  g_free (TERRAIN_CAMERAS (object)->preferred);
  G_OBJECT_CLASS (terrain_cameras_parent_class)->finalize (object);
}

static void
terrain_cameras_class_init (TerrainCamerasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = terrain_cameras_get_property;
  object_class->finalize = terrain_cameras_finalize;
  properties[PROP_PRESENCE] = g_param_spec_int ("presence", NULL, NULL, TERRAIN_CAMERA_UNKNOWN, TERRAIN_CAMERA_PRESENT,
                                                TERRAIN_CAMERA_UNKNOWN,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
terrain_cameras_init (TerrainCameras *self)
{
}

TerrainCameras *
terrain_cameras_new (void)
{
  return g_object_new (TERRAIN_TYPE_CAMERAS, NULL);
}
