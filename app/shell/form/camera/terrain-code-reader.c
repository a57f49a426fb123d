/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <zbar.h>

#include "terrain-code-reader.h"

struct _TerrainCodeReader
{
  GObject parent_instance;
  gboolean reading;
  char *seen; /* once, in bars */
};

G_DEFINE_FINAL_TYPE (TerrainCodeReader, terrain_code_reader, G_TYPE_OBJECT)

enum
{
  READ,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct
{
  char *text;
  gboolean is_sure; /* has error correction */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->text);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

char *
terrain_code_reader_dup_text (const char *data, gsize size)
{
  g_autofree char *bytes = NULL;
  char *text;

  g_return_val_if_fail (data != NULL, NULL);

  /* In either encoding a control character is one byte. */
  bytes = g_malloc (size + 1);
  memcpy (bytes, data, size);
  bytes[size] = '\0';
  for (gsize i = 0; i < size; i++)
    if (g_ascii_iscntrl (bytes[i]) && bytes[i] != '\n')
      bytes[i] = ' ';
  if (g_utf8_validate_len (bytes, size, NULL))
    return g_steal_pointer (&bytes);
  text = g_convert (bytes, (gssize) size, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
  return text != NULL ? text : g_strdup ("");
}

/* Brightness alone; the frame's fourth byte means nothing. */
static guchar *
new_grey (TerrainFrame *frame)
{
  gsize count = (gsize) terrain_frame_get_width (frame) * (gsize) terrain_frame_get_height (frame);
  const guchar *pixel = g_bytes_get_data (terrain_frame_get_pixels (frame), NULL);
  guchar *grey = g_malloc (count);

  for (gsize i = 0; i < count; i++, pixel += 4)
    grey[i] = (guchar) ((pixel[0] * 77 + pixel[1] * 151 + pixel[2] * 28) >> 8);
  return grey;
}

static Reading *
new_reading (const zbar_symbol_t *symbol)
{
  Reading *reading = g_new0 (Reading, 1);
  zbar_symbol_type_t type = zbar_symbol_get_type (symbol);

  reading->text = terrain_code_reader_dup_text (zbar_symbol_get_data (symbol), zbar_symbol_get_data_length (symbol));
  reading->is_sure = type == ZBAR_QRCODE || type == ZBAR_SQCODE || type == ZBAR_PDF417;
  return reading;
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  TerrainFrame *frame = data;
  zbar_image_scanner_t *scanner = zbar_image_scanner_create ();
  zbar_image_t *image = zbar_image_create ();
  g_autofree guchar *grey = new_grey (frame);
  const zbar_symbol_t *symbol;
  Reading *reading = NULL;

  /* Else zbar guesses at the encoding, and UTF-8 comes out as something else. */
  zbar_image_scanner_set_config (scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);
  zbar_image_set_format (image, zbar_fourcc ('Y', '8', '0', '0'));
  zbar_image_set_size (image, (unsigned) terrain_frame_get_width (frame), (unsigned) terrain_frame_get_height (frame));
  zbar_image_set_data (image, grey,
                       (unsigned long) terrain_frame_get_width (frame) * (unsigned long) terrain_frame_get_height (frame),
                       NULL);
  if (zbar_scan_image (scanner, image) > 0)
    for (symbol = zbar_image_first_symbol (image); symbol != NULL && reading == NULL; symbol = zbar_symbol_next (symbol))
      if (zbar_symbol_get_data_length (symbol) > 0)
        reading = new_reading (symbol);
  zbar_image_destroy (image);
  zbar_image_scanner_destroy (scanner);
  g_task_return_pointer (task, reading, reading_free);
}

static void
frame_read (GObject *source, GAsyncResult *result, gpointer data)
{
  TerrainCodeReader *self = TERRAIN_CODE_READER (source);
  g_autoptr (Reading) reading = g_task_propagate_pointer (G_TASK (result), NULL);
  gboolean was_seen;

  self->reading = FALSE;
  if (reading == NULL || *reading->text == '\0')
    return;
  was_seen = g_strcmp0 (self->seen, reading->text) == 0;
  g_free (self->seen);
  self->seen = g_strdup (reading->text);
  if (reading->is_sure || was_seen)
    g_signal_emit (self, signals[READ], 0, reading->text);
}

void
terrain_code_reader_offer (TerrainCodeReader *self, TerrainFrame *frame)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TERRAIN_IS_CODE_READER (self));
  g_return_if_fail (frame != NULL);

  if (self->reading)
    return;
  self->reading = TRUE;
  task = g_task_new (self, NULL, frame_read, NULL);
  g_task_set_source_tag (task, terrain_code_reader_offer);
  g_task_set_task_data (task, terrain_frame_ref (frame), (GDestroyNotify) terrain_frame_unref);
  g_task_run_in_thread (task, read_thread);
}

static void
terrain_code_reader_finalize (GObject *object)
{
  g_free (TERRAIN_CODE_READER (object)->seen);
  G_OBJECT_CLASS (terrain_code_reader_parent_class)->finalize (object);
}

static void
terrain_code_reader_class_init (TerrainCodeReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = terrain_code_reader_finalize;
  signals[READ] = g_signal_new ("read", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING);
}

static void
terrain_code_reader_init (TerrainCodeReader *self)
{
}

TerrainCodeReader *
terrain_code_reader_new (void)
{
  return g_object_new (TERRAIN_TYPE_CODE_READER, NULL);
}
