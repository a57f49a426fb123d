/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-cases.h"

#include <glib/gstdio.h>
#include <terrain-catalog.h>

/* A translation of 5,000 texts, read for its form as it is when a record is begun. */

typedef struct
{
  TerrainForm *form;
  char *path;
  guint n_texts;
} Reading;

static void
write_texts (Reading *self)
{
  g_autoptr (GString) instance = g_string_new (NULL);
  g_autoptr (GString) body = g_string_new (NULL);
  g_autoptr (GString) po = g_string_new ("msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n"
                                         "\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n");
  g_autoptr (GBytes) xml = NULL;
  int file = g_file_open_tmp ("terrain-bench-XXXXXX.po", &self->path, NULL);

  bench_check (file >= 0 && g_close (file, NULL));
  for (guint i = 0; i < self->n_texts; i++)
    {
      guint group = i / 100, question = i % 100;

      if (question == 0)
        g_string_append_printf (instance, "<g%u>", group);
      g_string_append_printf (instance, "<q%u/>", question);
      if (question == 99)
        g_string_append_printf (instance, "</g%u>", group);
      g_string_append_printf (body, "<input ref='/data/g%u/q%u'><label>Question number %u</label></input>", group,
                              question, i);
      g_string_append_printf (po, "#. A question: text\n#: survey.csv:%u\nmsgctxt \"/data/g%u/q%u:label\"\n"
                                  "msgid \"Question number %u\"\nmsgstr \"Question numéro %u\"\n\n",
                              i + 2, group, question, i, i);
    }
  xml = bench_form_xml (instance->str, "", body->str);
  self->form = bench_parse (xml, NULL, NULL);
  bench_check (g_file_set_contents (self->path, po->str, -1, NULL));
}

static void
run_read (gpointer data)
{
  Reading *self = data;
  TerrainCatalogStatistics statistics;
  g_autoptr (TerrainTranslation) translation = terrain_catalog_read (self->form, self->path, NULL, &statistics, NULL);

  bench_check (translation != NULL && statistics.translated == self->n_texts);
}

void
bench_texts (const BenchOptions *options)
{
  Reading reading = { .n_texts = options->tiny ? 200 : 5000 };
  g_autoptr (BenchSeries) series = NULL;

  write_texts (&reading);
  series = bench_repeat (run_read, &reading, options->tiny ? 1 : 21);
  bench_report ("po file of 5,000 messages", "read", series);
  g_remove (reading.path);
  g_free (reading.path);
  terrain_form_unref (reading.form);
}
