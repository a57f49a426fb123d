/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * bench-records [N]: how long a key takes in the search of the records page, over 20,000 drafts; tests/bench/window puts it
 * in its table. BENCH_SLOW=MILLISECONDS tells the keys.
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "bench-stage.h"
#include "widgets.h"
#include "window-fixture.h"

static const char form_xml[]
  = "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'><h:head><h:title>Café visit"
    "</h:title><model><instance><data id='visit' version='1'><name/></data></instance><bind nodeset='/data/name' "
    "type='string'/></model></h:head><h:body><input ref='/data/name'><label>Name</label></input></h:body></h:html>";

typedef struct
{
  WindowFixture window;
  guint n;
} Fixture;

static void
add_records (Fixture *fixture)
{
  TerrainStore *store = window_fixture_store (&fixture->window);
  g_autoptr (GBytes) xml = g_bytes_new_static (form_xml, strlen (form_xml));
  g_autoptr (GBytes) instance = g_bytes_new_static ("<data/>", 7);

  bench_check (terrain_profile_import_form (window_fixture_profile (&fixture->window), xml, "", NULL, NULL, NULL));
  for (guint i = 0; i < fixture->n; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("r%u", i);
      g_autofree char *name = g_strdup_printf ("Rue de Flandre %u, Émile %u", i % 977, i);

      bench_check (terrain_store_create_record (store, uuid, "visit", "1", NULL, 1000000 + i, NULL));
      terrain_store_write_checkpoint_async (store, uuid, 0, instance, name, NULL, NULL, NULL, NULL);
    }
}

static guint
count_found (Fixture *fixture)
{
  guint n;

  g_object_get (window_fixture_find (&fixture->window, "TerrainRecordTable"), "n-records", &n, NULL);
  return n;
}

static gboolean
lists_all (Fixture *fixture)
{
  return window_fixture_at_records (&fixture->window) && count_found (fixture) == fixture->n;
}

static guint
count_names (Fixture *fixture, const char *text)
{
  guint n = 0;

  for (guint i = 0; i < fixture->n; i++)
    {
      g_autofree char *name = g_strdup_printf ("rue de flandre %u emile %u cafe visit 1970-01-01", i % 977, i);
      g_auto (GStrv) words = g_strsplit (text, " ", -1);
      gboolean has_all = TRUE;

      for (guint word = 0; words[word] != NULL; word++)
        has_all = has_all && strstr (name, words[word]) != NULL;
      n += has_all ? 1 : 0;
    }
  return n;
}

G_NO_INLINE static double
type_and_show (BenchStage *stage, BenchAnswer *keys, GtkWidget *entry, const char *text)
{
  double start = bench_now ();

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  bench_answer_wait (keys, stage, start);
  return stage->drawn - start;
}

/* Whole words, typed and taken back. */
static void
measure (Fixture *fixture, BenchStage *stage, guint pause_ms, const char *what)
{
  static const char *const typed[]
    = { "e", "em", "emi", "emil", "emile", "emile 1", "emile 19", "emile 199", "emile 19", "emile 1", "emile", "",
        "f", "fl", "fla", "flan", "flandre", "flandre 9", "flandre 97", "flandre 976", "flandre 97", "flandre", "",
        "v", "vi", "vis", "visi", "visit", "nowhere", "visit", "" };
  GtkWidget *entry = window_fixture_find (&fixture->window, "GtkSearchEntry");
  const char *slow = g_getenv ("BENCH_SLOW");
  g_auto (BenchAnswer) keys;

  bench_answer_init (&keys);
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      double us = type_and_show (stage, &keys, entry, typed[i]);

      if (slow != NULL && us >= g_ascii_strtod (slow, NULL) * 1000)
        g_printerr ("“%s”: %.1f ms\n", typed[i], us / 1000);
      bench_check (count_found (fixture) == count_names (fixture, typed[i]));
      bench_stage_pause (pause_ms);
    }
  bench_answer_report (&keys, "records", what);
}

int
main (int argc, char **argv)
{
  Fixture fixture = { .n = argc > 1 ? (guint) atoi (argv[1]) : 20000 };
  BenchStage stage = { 0 };
  double start;

  gtk_init ();
  adw_init ();
  bench_stage_calm ();
  window_fixture_set_up_with (&fixture.window, &(WindowOptions){ .closed = TRUE });
  add_records (&fixture);
  window_fixture_open (&fixture.window);
  bench_stage_watch (&stage, GTK_WIDGET (fixture.window.window));
  start = bench_now ();
  window_fixture_do_with (&fixture.window, "win.show-records", "drafts");
  while (!lists_all (&fixture))
    bench_stage_pause (5);
  bench_report_value ("records", "the page opened, ms", (bench_now () - start) / 1000);
  bench_stage_pause (3000);
  bench_check (gtk_widget_activate_action (window_fixture_page (&fixture.window), "records.search", NULL));
  measure (&fixture, &stage, 30, "a key of one who types fast");
  measure (&fixture, &stage, 1530, "a key of one who looks after each");
  window_fixture_tear_down (&fixture.window, NULL);
  return 0;
}
