/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vanishing-file.h"

#include <string.h>

typedef struct
{
  GFileInputStream parent_instance;
  goffset left;
  gboolean fails;
} VanishingStream;
typedef GFileInputStreamClass VanishingStreamClass;

static GType vanishing_stream_get_type (void);
G_DEFINE_TYPE (VanishingStream, vanishing_stream, G_TYPE_FILE_INPUT_STREAM)

static gssize
vanishing_stream_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  VanishingStream *self = (VanishingStream *) stream;
  gsize given = MIN (count, (gsize) self->left);

  if (given == 0 && self->fails)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Input/output error");
      return -1;
    }
  memset (buffer, 'x', given);
  self->left -= (goffset) given;
  return (gssize) given;
}

static void
vanishing_stream_class_init (VanishingStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = vanishing_stream_read;
}

static void
vanishing_stream_init (VanishingStream *self)
{
}

typedef struct
{
  GObject parent_instance;
  char *name;
  char *content_type;
  goffset size;
  goffset given;
  gboolean fails;
} VanishingFile;
typedef GObjectClass VanishingFileClass;

static void vanishing_file_iface_init (GFileIface *iface);
static GType vanishing_file_get_type (void);
G_DEFINE_TYPE_WITH_CODE (VanishingFile, vanishing_file, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_FILE, vanishing_file_iface_init))

static char *
vanishing_file_get_basename (GFile *file)
{
  return g_strdup (((VanishingFile *) file)->name);
}

static GFileInfo *
vanishing_file_query_info (GFile *file, const char *attributes, GFileQueryInfoFlags flags, GCancellable *cancellable,
                           GError **error)
{
  VanishingFile *self = (VanishingFile *) file;
  GFileInfo *info = g_file_info_new ();

  g_file_info_set_file_type (info, G_FILE_TYPE_REGULAR);
  g_file_info_set_display_name (info, self->name);
  g_file_info_set_content_type (info, self->content_type);
  g_file_info_set_size (info, self->size);
  return info;
}

static GFileInputStream *
vanishing_file_read (GFile *file, GCancellable *cancellable, GError **error)
{
  VanishingFile *self = (VanishingFile *) file;
  VanishingStream *stream = g_object_new (vanishing_stream_get_type (), NULL);

  stream->left = self->given;
  stream->fails = self->fails;
  return G_FILE_INPUT_STREAM (stream);
}

static void
vanishing_file_finalize (GObject *object)
{
  g_free (((VanishingFile *) object)->name);
  g_free (((VanishingFile *) object)->content_type);
  G_OBJECT_CLASS (vanishing_file_parent_class)->finalize (object);
}

static void
vanishing_file_iface_init (GFileIface *iface)
{
  iface->get_basename = vanishing_file_get_basename;
  iface->query_info = vanishing_file_query_info;
  iface->read_fn = vanishing_file_read;
}

static void
vanishing_file_class_init (VanishingFileClass *klass)
{
  klass->finalize = vanishing_file_finalize;
}

static void
vanishing_file_init (VanishingFile *self)
{
}

GFile *
vanishing_file_new (const char *name, const char *content_type, goffset size, goffset given, gboolean fails)
{
  VanishingFile *self = g_object_new (vanishing_file_get_type (), NULL);

  self->name = g_strdup (name);
  self->content_type = g_strdup (content_type);
  self->size = size;
  self->given = given;
  self->fails = fails;
  return G_FILE (self);
}
