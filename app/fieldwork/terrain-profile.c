/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "terrain-last-saved-private.h"
#include "terrain-local-entities-private.h"
#include "terrain-profile-private.h"

struct _TerrainProfile
{
  GObject parent_instance;
  char *folder;
  TerrainStore *store;
  TerrainFormCache *forms;
  TerrainTitleCache *titles;
  GPtrArray *po_folders; /* of char *; the profile's own is not among them */
  GMutex mutex;
  char *device_id; /* guarded by the mutex */
};

G_DEFINE_FINAL_TYPE (TerrainProfile, terrain_profile, G_TYPE_OBJECT)

static void
terrain_profile_finalize (GObject *object)
{
  TerrainProfile *self = TERRAIN_PROFILE (object);

  /* Also where answers to its steps still wait in a main context that nobody runs: the file is left tidy. */
  if (self->store != NULL)
    terrain_store_close (self->store);
  g_clear_object (&self->store);
  terrain_form_cache_free (self->forms);
  terrain_title_cache_free (self->titles);
  g_ptr_array_unref (self->po_folders);
  g_mutex_clear (&self->mutex);
  g_free (self->folder);
  g_free (self->device_id);

  G_OBJECT_CLASS (terrain_profile_parent_class)->finalize (object);
}

static void
terrain_profile_class_init (TerrainProfileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = terrain_profile_finalize;
}

static void
terrain_profile_init (TerrainProfile *self)
{
  self->forms = terrain_form_cache_new ();
  self->titles = terrain_title_cache_new ();
  self->po_folders = g_ptr_array_new_with_free_func (g_free);
  g_mutex_init (&self->mutex);
}

TerrainProfile *
terrain_profile_open (const char *folder, GError **error)
{
  g_autoptr (TerrainProfile) self = NULL;
  g_autofree char *absolute = NULL;
  g_autofree char *path = NULL;
  g_autoptr (TerrainStore) store = NULL;

  g_return_val_if_fail (folder != NULL && *folder != '\0', NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  absolute = g_canonicalize_filename (folder, NULL);
  if (g_mkdir_with_parents (absolute, 0700) != 0)
    {
      int saved = errno;
      g_autofree char *shown = g_filename_display_name (absolute);

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), _("The profile folder “%s” could not be made: %s."),
                   shown, g_strerror (saved));
      return NULL;
    }

  path = g_build_filename (absolute, "profile.sqlite", NULL);
  store = terrain_store_open (path, error);
  if (store == NULL)
    return NULL;

  self = g_object_new (TERRAIN_TYPE_PROFILE, NULL);
  self->folder = g_steal_pointer (&absolute);
  self->store = g_steal_pointer (&store);
  return g_steal_pointer (&self);
}

const char *
terrain_profile_get_folder (TerrainProfile *self)
{
  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), NULL);

  return self->folder;
}

TerrainStore *
terrain_profile_get_store (TerrainProfile *self)
{
  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), NULL);

  return self->store;
}

const char *
terrain_profile_get_device_id (TerrainProfile *self)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), NULL);

  locker = g_mutex_locker_new (&self->mutex);
  if (self->device_id != NULL)
    return self->device_id;

  self->device_id = terrain_store_get_setting (self->store, "device-id", &error);
  if (self->device_id == NULL)
    {
      g_autofree char *uuid = g_uuid_string_random ();

      self->device_id = g_strconcat ("terrain:", uuid, NULL);
      if (error == NULL)
        terrain_store_set_setting (self->store, "device-id", self->device_id, &error);
    }
  if (error != NULL)
    g_warning ("The device's id could not be kept, the next start makes another: %s", error->message);
  return self->device_id;
}

char *
terrain_profile_dup_operator (TerrainProfile *self)
{
  g_autoptr (GError) error = NULL;
  char *name;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), NULL);

  name = terrain_store_get_setting (self->store, "operator", &error);
  if (error != NULL)
    g_warning ("The operator's name could not be read: %s", error->message);
  return name != NULL ? name : g_strdup ("");
}

gboolean
terrain_profile_set_operator (TerrainProfile *self, const char *name, GError **error)
{
  g_autofree char *stripped = NULL;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), FALSE);

  stripped = g_strstrip (g_strdup (name != NULL ? name : ""));
  return terrain_store_set_setting (self->store, "operator", *stripped != '\0' ? stripped : NULL, error);
}

void
terrain_profile_add_po_folder (TerrainProfile *self, const char *folder)
{
  g_return_if_fail (TERRAIN_IS_PROFILE (self));
  g_return_if_fail (folder != NULL);

  g_ptr_array_add (self->po_folders, g_canonicalize_filename (folder, NULL));
}

TerrainFormCache *
terrain_profile_get_form_cache (TerrainProfile *self)
{
  return self->forms;
}

TerrainTitleCache *
terrain_profile_get_title_cache (TerrainProfile *self)
{
  return self->titles;
}

GPtrArray *
terrain_profile_get_po_folders (TerrainProfile *self)
{
  return self->po_folders;
}

/* A form's external files: "jr://file-csv/cities.csv" is the media file "cities.csv" of the form's version. */
typedef struct
{
  TerrainStore *store;
  char *form_id;
  char *form_version;
  TerrainRecord *last_saved; /* (nullable) */
  gboolean last_saved_known; /* found already: NULL is none */
  gboolean last_saved_asked;
  char *device;
  JsonArray *entities; /* (nullable): changes of lists, made here */
  gboolean entities_known;
} Source;

static GBytes *
load_last_saved (Source *source, GError **error)
{
  source->last_saved_asked = TRUE;
  if (!source->last_saved_known)
    source->last_saved = terrain_last_saved_find (source->store, source->form_id, G_MAXINT64);
  source->last_saved_known = TRUE;
  return terrain_last_saved_load (source->store, source->last_saved, error);
}

/* @content: (transfer full) (nullable): NULL with @missing, (transfer full), where the list is not here yet */
static GBytes *
add_local_entities (Source *source, const char *name, GBytes *content, GError *missing, GError **error)
{
  g_autofree char *list = g_strndup (name, strlen (name) - strlen (".csv"));
  GBytes *here;

  if (!source->entities_known)
    source->entities = terrain_local_entities_load (source->store);
  source->entities_known = TRUE;
  here = terrain_local_entities_apply (source->entities, list, source->device, content);
  g_clear_pointer (&content, g_bytes_unref);
  if (here != NULL)
    g_clear_error (&missing);
  else
    g_propagate_error (error, missing);
  return here;
}

static GBytes *
load_source (const char *uri, gpointer user_data, GError **error)
{
  Source *source = user_data;
  const char *path = g_str_has_prefix (uri, "jr://") ? uri + strlen ("jr://") : NULL;
  const char *name = path != NULL ? strchr (path, '/') : NULL;
  GError *missing = NULL;
  GBytes *content;

  if (g_str_has_prefix (uri, "jr://instance/last-saved"))
    return load_last_saved (source, error);
  if (name == NULL || name[1] == '\0' || g_str_has_prefix (path, "instance/"))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("The form asks for “%s”, which is no file of a form."),
                   uri);
      return NULL;
    }
  content = terrain_store_load_media (source->store, source->form_id, source->form_version, name + 1, &missing);
  if (g_str_has_suffix (name, ".csv"))
    return add_local_entities (source, name + 1, content, missing, error);
  if (missing != NULL)
    g_propagate_error (error, missing);
  return content;
}

TerrainSourceFunc
terrain_profile_get_source_func (void)
{
  return load_source;
}

gpointer
terrain_profile_new_source (TerrainProfile *self, const char *form_id, const char *form_version)
{
  Source *source = g_new0 (Source, 1);

  source->store = g_object_ref (self->store);
  source->form_id = g_strdup (form_id);
  source->form_version = g_strdup (form_version != NULL ? form_version : "");
  source->device = g_strdup (terrain_profile_get_device_id (self));
  return source;
}

void
terrain_profile_free_source (gpointer data)
{
  Source *source = data;

  g_object_unref (source->store);
  g_free (source->form_id);
  g_free (source->form_version);
  g_clear_pointer (&source->last_saved, terrain_record_free);
  g_clear_pointer (&source->entities, json_array_unref);
  g_free (source->device);
  g_free (source);
}

/* What a form is parsed from. */
typedef struct
{
  Source *source;
  char *revision;      /* of the XML and the media */
  char *last_revision; /* the same and of the record saved last, for forms that read it */
} Parsing;

static void
parsing_clear (Parsing *self)
{
  g_clear_pointer (&self->source, terrain_profile_free_source);
  g_free (self->revision);
  g_free (self->last_revision);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parsing, parsing_clear)

/* What records completed here change in lists is read with the form, too. @revision: (transfer full) (nullable) */
static char *
add_entities (TerrainProfile *self, char *revision)
{
  g_autofree char *before = revision;
  g_autoptr (JsonArray) changes = before != NULL ? terrain_local_entities_load (self->store) : NULL;
  g_autofree char *entities = terrain_local_entities_dup_revision (changes);

  return entities != NULL ? g_strconcat (before, " with ", entities, NULL) : g_steal_pointer (&before);
}

/* Most forms do not read the record saved last; only where the plain revision is unknown is it looked for.
 * @before: when the record saved last was completed, at the latest. (transfer full) (nullable) */
static TerrainForm *
find_parsed (TerrainProfile *self, Parsing *parsing, const char *form_id, const char *form_version, gint64 before)
{
  TerrainForm *form = terrain_form_cache_find (self->forms, parsing->revision);
  const TerrainRecord *last;

  if (form != NULL)
    return form;
  parsing->source = terrain_profile_new_source (self, form_id, form_version);
  parsing->source->last_saved = terrain_last_saved_find (self->store, form_id, before);
  parsing->source->last_saved_known = TRUE;
  last = parsing->source->last_saved;
  parsing->last_revision = g_strdup_printf ("%s after %s %" G_GINT64_FORMAT, parsing->revision,
                                            last != NULL ? last->uuid : "none", last != NULL ? last->completed : 0);
  return terrain_form_cache_find (self->forms, parsing->last_revision);
}

/* @xml: (transfer full). (transfer full) (nullable) */
static TerrainForm *
parse (TerrainProfile *self, Parsing *parsing, GBytes *xml, GError **error)
{
  TerrainForm *form = terrain_form_parse_take (xml, load_source, parsing->source, NULL, error);

  if (form == NULL)
    g_prefix_error (error, _("The form “%s” could not be opened: "), parsing->source->form_id);
  else
    terrain_form_cache_add (self->forms,
                            parsing->source->last_saved_asked ? parsing->last_revision : parsing->revision, form);
  return form;
}

TerrainForm *
terrain_profile_load_form (TerrainProfile *self, const char *form_id, const char *version, GError **error)
{
  g_autoptr (TerrainStoredForm) stored = NULL;
  g_auto (Parsing) parsing = { 0 };
  g_autoptr (GBytes) xml = NULL;
  TerrainForm *form;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), NULL);
  g_return_val_if_fail (form_id != NULL, NULL);

  stored = terrain_store_find_form (self->store, form_id, version, error);
  if (stored == NULL)
    return NULL;
  parsing.revision = add_entities (self, terrain_store_get_form_revision (self->store, form_id, stored->version, error));
  if (parsing.revision == NULL)
    return NULL;
  form = find_parsed (self, &parsing, form_id, stored->version, G_MAXINT64);
  if (form != NULL)
    return form;
  xml = terrain_store_load_form (self->store, form_id, stored->version, error);
  return xml != NULL ? parse (self, &parsing, g_steal_pointer (&xml), error) : NULL;
}

TerrainForm *
terrain_profile_load_record_form (TerrainProfile *self, const char *uuid, GError **error)
{
  g_autoptr (TerrainRecord) record = terrain_store_find_record (self->store, uuid, error);
  g_auto (Parsing) parsing = { 0 };
  g_autoptr (GBytes) xml = NULL;
  TerrainForm *form;

  if (record == NULL)
    return NULL;
  parsing.revision = add_entities (self, terrain_store_get_record_form_revision (self->store, uuid, error));
  if (parsing.revision == NULL)
    return NULL;
  form = find_parsed (self, &parsing, record->form_id, record->form_version, record->created);
  if (form != NULL)
    return form;
  xml = terrain_store_load_record_form (self->store, uuid, error);
  return xml != NULL ? parse (self, &parsing, g_steal_pointer (&xml), error) : NULL;
}

typedef struct
{
  char *form_id;
  char *version;
} LoadRequest;

static void
load_request_free (gpointer data)
{
  LoadRequest *request = data;

  g_free (request->form_id);
  g_free (request->version);
  g_free (request);
}

static void
load_form_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  LoadRequest *request = task_data;
  g_autoptr (GError) error = NULL;
  TerrainForm *form = terrain_profile_load_form (source_object, request->form_id, request->version, &error);

  if (form == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, form, (GDestroyNotify) terrain_form_unref);
}

void
terrain_profile_load_form_async (TerrainProfile *self, const char *form_id, const char *version,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  LoadRequest *request;

  g_return_if_fail (TERRAIN_IS_PROFILE (self));
  g_return_if_fail (form_id != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  request = g_new0 (LoadRequest, 1);
  request->form_id = g_strdup (form_id);
  request->version = g_strdup (version);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, terrain_profile_load_form_async);
  g_task_set_task_data (task, request, load_request_free);
  g_task_run_in_thread (task, load_form_thread);
}

TerrainForm *
terrain_profile_load_form_finish (TerrainProfile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
