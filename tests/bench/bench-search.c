/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How long a key takes in the entry of a question with a long list; tests/bench/window puts it in its table.
 *
 *   bench-search streets [N]    6,000 streets with a French and a Dutch name, found by both at once (UX-22)
 *   bench-search choices [N]    100,000 choices with one long label
 *
 * What is found is checked: a quick answer that is wrong is no answer. BENCH_SLOW=MILLISECONDS tells the keys.
 */

#include <adwaita.h>
#include <stdlib.h>
#include <string.h>
#include <terrain-shell-form.h>

#include "bench-cases.h"
#include "bench-stage.h"

/* One who types. */
#define BETWEEN_KEYS_MS 120

typedef struct
{
  const char *text;
  const char *first; /* (nullable): the code that must be found first */
} Typed;

typedef struct
{
  const char *name;
  guint n;
  void (*add_choice) (GString *xml, guint i, guint n);
  const Typed *typed;
} Case;

/* Words of street names of the two languages, and what a street is called by: the prefix in French, the suffix in Dutch. */
static const struct
{
  const char *french, *dutch;
} stems[] = {
  { "de la Station", "Stations" },   { "de l'Été", "Zomer" },          { "des Écoles", "Scholen" },
  { "de Flandre", "Vlaamse" },       { "Sainte-Élisabeth", "Sint-Elisabeth" }, { "du Marché", "Markt" },
  { "de la Forêt", "Bos" },          { "des Béguines", "Begijnen" },   { "du Chêne", "Eiken" },
  { "Frère-Orban", "Frère-Orban" },  { "de l'Abbé Cuypers", "Priester Cuypers" }, { "du Pré", "Weide" },
  { "de l'Église", "Kerk" },         { "du Midi", "Zuid" },            { "de Tervueren", "Tervuren" },
}, kinds[] = {
  { "Rue", "straat" },   { "Avenue", "laan" },   { "Chaussée", "steenweg" }, { "Place", "plein" },
  { "Quai", "kaai" },    { "Clos", "gaarde" },   { "Drève", "dreef" },       { "Square", "square" },
}, named[] = {
  { "Place De Brouckère", "De Brouckèreplein" },
  { "Porte de Namur", "Naamsepoort" },
};

static const char *const named_codes[] = { "brouckere", "namur" };

static void
add_street (GString *xml, guint i, guint n)
{
  g_autofree char *code = NULL, *french = NULL, *dutch = NULL;

  /* In the midst of the others. */
  if (i >= n / 2 && i < n / 2 + G_N_ELEMENTS (named))
    {
      code = g_strdup (named_codes[i - n / 2]);
      french = g_strdup (named[i - n / 2].french);
      dutch = g_strdup (named[i - n / 2].dutch);
    }
  else
    {
      guint stem = i % G_N_ELEMENTS (stems), kind = i / G_N_ELEMENTS (stems) % G_N_ELEMENTS (kinds);

      code = g_strdup_printf ("s%u", i);
      french = g_strdup_printf ("%s %s %u", kinds[kind].french, stems[stem].french, i);
      dutch = g_strdup_printf ("%s%s %u", stems[stem].dutch, kinds[kind].dutch, i);
    }
  g_string_append_printf (xml, "<item><name>%s</name><label>%s / %s</label><label_fr>%s</label_fr><label_nl>%s</label_nl></item>",
                          code, french, dutch, french, dutch);
}

static void
add_long_label (GString *xml, guint i, guint n)
{
  g_string_append_printf (xml, "<item><name>s%u</name><label>Chaussée d’Été n° %u – Zomersteenweg %u</label></item>", i, i,
                          i * 7 % n);
}

/* Words and slips, key by key as they are typed and taken back; s0 is the first of all. */
static const Typed streets_typed[] = {
  { "n", NULL }, { "na", NULL }, { "naa", "namur" }, { "naam", "namur" }, { "naams", "namur" }, { "naamse", "namur" },
  { "b", NULL }, { "br", NULL }, { "bru", NULL }, { "bruc", NULL }, { "bruck", NULL }, { "brucke", NULL },
  { "brucker", NULL }, { "bruckere", "brouckere" }, { "bruckere p", NULL }, { "brouckere pl", "brouckere" },
  { "s", NULL }, { "st", NULL }, { "sta", NULL }, { "stat", NULL }, { "stati", NULL }, { "station", "s0" },
  { "stationsstraat", "s0" }, { "stationsstraat 48", NULL }, { "stationsstraat 480", "s480" },
  { "rue de la station 480", "s480" }, { "RUE DE L'ETE", NULL }, { "ete", NULL }, { "été 1", NULL },
  { "elisabeth", NULL }, { "elisabeht", NULL }, { "xyzzyxyzzy", NULL }, { "e", NULL }, { "", NULL },
}, choices_typed[] = {
  { "z", "s0" }, { "zo", "s0" }, { "zom", "s0" }, { "zome", "s0" }, { "zomer", "s0" }, { "zomer 9", NULL },
  { "zomer 99", NULL }, { "zomer 999", NULL }, { "ete 12345", NULL }, { "ete 1234", "s1234" }, { "ete 123", "s123" },
  { "zomersteenwge", NULL }, { "e", NULL }, { "", NULL },
};

static const Case cases[] = {
  { "streets", 6000, add_street, streets_typed },
  { "choices", 100000, add_long_label, choices_typed },
};

static TerrainForm *
make_form (const Case *subject, guint n)
{
  g_autoptr (GString) xml = g_string_new ("<instance id=\"s\"><root>");
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < n; i++)
    subject->add_choice (xml, i, n);
  g_string_append (xml, "</root></instance><bind nodeset=\"/data/street\" type=\"string\"/>");
  bytes = bench_form_xml ("<street/>", xml->str,
                          "<select1 ref=\"/data/street\" appearance=\"search\"><label>Which street?</label>"
                          "<itemset nodeset=\"instance('s')/root/item\"><value ref=\"name\"/><label ref=\"label\"/>"
                          "</itemset></select1>");
  return bench_parse (bytes, NULL, NULL);
}

static void
check_first (GtkWidget *view, const Typed *typed)
{
  GtkWidget *list = bench_find_type (view, GTK_TYPE_LIST_VIEW);
  g_autoptr (TerrainChoice) choice
    = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list))), 0);

  if (typed->first == NULL)
    return;
  if (choice == NULL || !g_str_equal (terrain_choice_get_value (choice), typed->first))
    {
      g_printerr ("“%s” finds %s first, not %s\n", typed->text,
                  choice != NULL ? terrain_choice_get_value (choice) : "nothing", typed->first);
      exit (1);
    }
}

/* A key and its frame; a function of its own, so that valgrind can be told to count in it alone. */
G_NO_INLINE static double
type_and_show (BenchStage *stage, BenchAnswer *keys, GtkWidget *entry, const char *text)
{
  double start = bench_now ();

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  bench_answer_wait (keys, stage, start);
  return stage->drawn - start;
}

static void
measure (const Case *subject, BenchStage *stage, GtkWidget *view)
{
  GtkWidget *entry = bench_find_type (view, GTK_TYPE_ENTRY);
  const char *slow = g_getenv ("BENCH_SLOW");
  g_auto (BenchAnswer) keys;

  bench_answer_init (&keys);
  for (const Typed *typed = subject->typed; ; typed++)
    {
      double us = type_and_show (stage, &keys, entry, typed->text);

      if (slow != NULL && us >= g_ascii_strtod (slow, NULL) * 1000)
        g_printerr ("“%s”: %.1f ms\n", typed->text, us / 1000);
      check_first (view, typed);
      bench_stage_pause (BETWEEN_KEYS_MS);
      if (*typed->text == '\0')
        break;
    }
  bench_answer_report (&keys, subject->name, "a key");
}

static int
run (const Case *subject, guint n)
{
  g_autoptr (TerrainForm) form = make_form (subject, n);
  g_autoptr (TerrainInterview) interview = bench_begin (form);
  BenchStage stage = { 0 };
  GtkWidget *view, *window;
  double start;

  adw_init ();
  bench_stage_calm ();
  start = bench_now ();
  view = terrain_form_view_new_preview (interview);
  window = gtk_window_new ();
  terrain_form_style_install (gdk_display_get_default ());
  gtk_window_set_default_size (GTK_WINDOW (window), 960, 800);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  bench_stage_watch (&stage, window);
  bench_check (bench_stage_wait (&stage));
  while (bench_find_type (view, GTK_TYPE_ENTRY) == NULL)
    bench_stage_pause (5);
  bench_report_value (subject->name, "the question shown, ms", (bench_now () - start) / 1000);
  bench_check (terrain_form_view_focus_ref (TERRAIN_FORM_VIEW (view), "/data/street"));
  /* While one looks at the question its labels are made ready. */
  start = bench_now ();
  bench_stage_rest (&stage);
  bench_report_value (subject->name, "made ready while one looks at it, ms", (bench_now () - start) / 1000);
  measure (subject, &stage, view);
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}

int
main (int argc, char *argv[])
{
  for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS (cases); i++)
    if (g_str_equal (argv[1], cases[i].name))
      return run (&cases[i], argc > 2 ? (guint) atoi (argv[2]) : cases[i].n);
  g_printerr ("usage: bench-search streets | choices [N]\n");
  return 2;
}
