/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <terrain-store.h>
#include <unistd.h>

/*
 * The program that is killed: writer PATH UUID. Appends events to the record, from the next sequence on, until it dies; each
 * acknowledgement is a line on standard output, written with one write(2) once it has come.
 *   a N   event N is durable        c N   checkpoint N is durable        p N   attachment N is durable
 */

#define IN_FLIGHT 16

typedef struct
{
  TerrainStore *store;
  const char *uuid;
  guint64 next;
} Writer;

typedef struct
{
  Writer *writer;
  guint64 sequence;
} Step;

static void append_next (Writer *writer);

static void
acknowledge (char kind, guint64 sequence)
{
  g_autofree char *line = g_strdup_printf ("%c %" G_GUINT64_FORMAT "\n", kind, sequence);

  if (write (STDOUT_FILENO, line, strlen (line)) < 0)
    _exit (3);
}

static GBytes *
make_payload (guint64 sequence)
{
  /* Sizes from a word to some pages. */
  g_autofree char *filler = g_strnfill ((gsize) (sequence * 7919 % 9000), 'x');
  char *text = g_strdup_printf ("%" G_GUINT64_FORMAT " %s", sequence, filler);

  return g_bytes_new_take (text, strlen (text));
}

static void
on_checkpoint (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autofree Step *step = data;

  if (!terrain_store_write_checkpoint_finish (TERRAIN_STORE (object), result, NULL))
    _exit (4);
  acknowledge ('c', step->sequence);
}

static void
write_more (Writer *writer, guint64 sequence)
{
  g_autoptr (GBytes) payload = make_payload (sequence);

  if (sequence % 50 == 0)
    {
      Step *step = g_new0 (Step, 1);

      step->writer = writer;
      step->sequence = sequence;
      terrain_store_write_checkpoint_async (writer->store, writer->uuid, sequence, payload, NULL, NULL, NULL,
                                            on_checkpoint, step);
    }
  if (sequence % 33 == 0)
    {
      g_autofree char *name = g_strdup_printf ("%" G_GUINT64_FORMAT, sequence);

      if (!terrain_store_put_attachment (writer->store, writer->uuid, name, NULL, payload, NULL))
        _exit (5);
      acknowledge ('p', sequence);
    }
}

static void
on_appended (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autofree Step *step = data;

  if (!terrain_store_append_event_finish (TERRAIN_STORE (object), result, NULL))
    _exit (6);
  acknowledge ('a', step->sequence);
  append_next (step->writer);
  write_more (step->writer, step->sequence);
}

static void
append_next (Writer *writer)
{
  Step *step = g_new0 (Step, 1);
  g_autoptr (GBytes) payload = NULL;

  step->writer = writer;
  step->sequence = writer->next++;
  payload = make_payload (step->sequence);
  terrain_store_append_event_async (writer->store, writer->uuid, step->sequence, g_get_real_time (), "set", payload,
                                    NULL, on_appended, step);
}

int
main (int argc, char **argv)
{
  g_autoptr (GBytes) xml = g_bytes_new_static ("<visit/>", 8);
  g_autoptr (GError) error = NULL;
  Writer writer = { 0 };
  guint64 last = 0;

  if (argc != 3)
    return EXIT_FAILURE;
  writer.store = terrain_store_open (argv[1], &error);
  if (writer.store == NULL)
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  writer.uuid = argv[2];
  if (!terrain_store_get_last_sequence (writer.store, writer.uuid, &last, NULL)
      && (!terrain_store_put_form (writer.store, "visit", "1", "Visit", "", xml, NULL)
          || !terrain_store_create_record (writer.store, writer.uuid, "visit", "1", NULL, 1, NULL)))
    return EXIT_FAILURE;

  writer.next = last + 1;
  for (guint i = 0; i < IN_FLIGHT; i++)
    append_next (&writer);
  while (TRUE)
    g_main_context_iteration (NULL, TRUE);
}
