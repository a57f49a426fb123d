/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-file-reading.h"
#include "terrain-picture.h"

/* A record is sent over the networks there are: servers refuse more, and SQLite keeps it. */
#define MAX_BYTES (256 * 1024 * 1024)
#define MAX_EXTENSION 10
#define PIECE (256 * 1024)

typedef struct
{
  GFile *file;
  char *kind;
  int max_pixels;
} Reading;

void
terrain_chosen_file_free (TerrainChosenFile *self)
{
  g_clear_pointer (&self->content, g_bytes_unref);
  g_free (self->content_type);
  g_free (self->extension);
  g_free (self);
}

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->file);
  g_free (reading->kind);
  g_free (reading);
}

/* Nothing of the name but its end is kept: a name may say whom the file is about. */
static char *
dup_extension (const char *name)
{
  const char *dot = strrchr (name, '.');

  if (dot == NULL || dot[1] == '\0' || strlen (dot + 1) > MAX_EXTENSION)
    return g_strdup ("");
  for (const char *p = dot + 1; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p))
      return g_strdup ("");
  return g_ascii_strdown (dot + 1, -1);
}

static gboolean
fits_kind (const char *content_type, const char *kind)
{
  g_autofree char *mime = g_content_type_get_mime_type (content_type);

  return kind == NULL || (mime != NULL && g_str_has_prefix (mime, kind) && mime[strlen (kind)] == '/');
}

static gboolean
check (GFileInfo *info, const char *kind, GError **error)
{
  const char *name = g_file_info_get_display_name (info);

  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _("“%s” is not a file."), name);
  else if (g_file_info_get_size (info) == 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The file “%s” is empty."), name);
  else if (g_file_info_get_size (info) > MAX_BYTES)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, _("The file “%s” is larger than %d MB, the most a record takes."),
                 name, MAX_BYTES / (1024 * 1024));
  else if (!fits_kind (g_file_info_get_content_type (info), kind))
    {
      g_autofree char *is = g_content_type_get_description (g_file_info_get_content_type (info));
      /* Translators: the first %s is a file's name, the second what it is, such as "PDF document" */
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("“%s” does not fit this question: it is of the type “%s”."),
                   name, is);
    }
  else
    return TRUE;
  return FALSE;
}

/* Not more of it than there was when it was looked at: a file may grow as fast as it is read. */
static GBytes *
read_all (GInputStream *stream, goffset size, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new ((guint) size);
  g_autofree guchar *piece = g_malloc (PIECE);
  gssize count;

  while ((count = g_input_stream_read (stream, piece, PIECE, cancellable, error)) > 0 && bytes->len + count <= size)
    g_byte_array_append (bytes, piece, (guint) count);
  if (count < 0)
    return NULL;
  if (count > 0 || bytes->len < size)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, _("it changed while it was read"));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static GBytes *
load (GFile *file, GFileInfo *info, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);

  return stream != NULL ? read_all (G_INPUT_STREAM (stream), g_file_info_get_size (info), cancellable, error) : NULL;
}

/* In a sentence, and with the file's own name instead of all its folders. */
static void
set_unreadable (GError **error, GFile *file, const GError *why)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base != NULL ? base : "");

  if (why->domain != G_IO_ERROR || why->code != G_IO_ERROR_NOT_FOUND)
    g_set_error (error, why->domain, why->code,
                 /* Translators: the first %s is a file's name, the second why, in the words of the system */
                 _("The file “%s” could not be read (%s). Copy it to this computer, then choose it again."), name,
                 why->message);
  else
    g_set_error (error, why->domain, why->code, _("The file “%s” is not there any more."), name);
}

static void
scale (TerrainChosenFile *chosen, int max_pixels, GError **error)
{
  g_autofree char *type = NULL;
  g_autoptr (GError) why = NULL;
  GBytes *smaller = terrain_picture_scale_down (chosen->content, max_pixels, &type, &why);

  /* A picture of a kind unknown here is sent as it is: who receives it may know it. One that is too large to be made smaller
   * here is not what the form asks for. */
  if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    g_propagate_error (error, g_steal_pointer (&why));
  if (smaller == NULL)
    return;
  g_bytes_unref (chosen->content);
  chosen->content = smaller;
  if (type == NULL)
    return;
  g_free (chosen->content_type);
  g_free (chosen->extension);
  chosen->extension = g_strdup (g_str_equal (type, "image/png") ? "png" : "jpg");
  chosen->content_type = g_steal_pointer (&type);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  g_autoptr (TerrainChosenFile) chosen = g_new0 (TerrainChosenFile, 1);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GError) why = NULL;
  GError *error = NULL;

  info = g_file_query_info (reading->file,
                            G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE
                            "," G_FILE_ATTRIBUTE_STANDARD_CONTENT_TYPE "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME,
                            G_FILE_QUERY_INFO_NONE, cancellable, &why);
  if (info != NULL && check (info, reading->kind, &error))
    chosen->content = load (reading->file, info, cancellable, &why);
  if (why != NULL)
    set_unreadable (&error, reading->file, why);
  if (chosen->content != NULL)
    {
      chosen->content_type = g_content_type_get_mime_type (g_file_info_get_content_type (info));
      chosen->extension = dup_extension (g_file_info_get_display_name (info));
      if (reading->max_pixels > 0)
        scale (chosen, reading->max_pixels, &error);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&chosen), (GDestroyNotify) terrain_chosen_file_free);
}

void
terrain_file_reading_read_async (GFile *file, const char *kind, int max_pixels, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (NULL, cancellable, callback, user_data);
  reading = g_new0 (Reading, 1);
  reading->file = g_object_ref (file);
  reading->kind = g_strdup (kind);
  reading->max_pixels = max_pixels;
  g_task_set_source_tag (task, terrain_file_reading_read_async);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_thread);
}

TerrainChosenFile *
terrain_file_reading_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
