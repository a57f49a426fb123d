/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * bench-search [CHOICES]: how long a key takes in the entry of a question with a very long list, 100,000 by default.
 * Not a test: run it through tests/support/with-display and look at the figures.
 */

#include <adwaita.h>
#include <stdlib.h>
#include <string.h>
#include <terrain-shell-form.h>

static GBytes *
make_form (guint n)
{
  g_autoptr (GString) xml = g_string_new (
    "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:head><h:title>Long"
    "</h:title><model><instance><data id=\"long\"><street/><meta/></data></instance><instance id=\"s\"><root>");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (xml, "<item><name>s%u</name><label>Chaussée d’Été n° %u – Zomersteenweg %u</label></item>", i, i,
                            i * 7 % n);
  g_string_append (xml, "</root></instance><bind nodeset=\"/data/street\" type=\"string\"/></model></h:head><h:body>"
                        "<select1 ref=\"/data/street\" appearance=\"search\"><label>Which street?</label>"
                        "<itemset nodeset=\"instance('s')/root/item\"><value ref=\"name\"/><label ref=\"label\"/>"
                        "</itemset></select1></h:body></h:html>");
  return g_string_free_to_bytes (g_steal_pointer (&xml));
}

static gint64
now_us (gpointer data)
{
  return g_get_real_time ();
}

static void
run (guint ms)
{
  gint64 until = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

static GtkWidget *
find_entry (GtkWidget *top)
{
  if (GTK_IS_ENTRY (top))
    return top;
  for (GtkWidget *child = gtk_widget_get_first_child (top); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_entry (child);
      if (found != NULL)
        return found;
    }
  return NULL;
}

int
main (int argc, char *argv[])
{
  static const char *const typed[] = { "z", "zo", "zom", "zome", "zomer", "zomer 9", "zomer 99", "zomer 999", "ete 12345", "" };
  guint n = argc > 1 ? (guint) atoi (argv[1]) : 100000;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = make_form (n);
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (TerrainEnvironment) environment = terrain_environment_new (now_us, NULL, NULL);
  g_autoptr (TerrainInterview) interview = NULL;
  GtkWidget *view, *window, *entry;
  gint64 start;

  adw_init ();
  form = terrain_form_parse (xml, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  interview = terrain_interview_new (form, environment);
  window = gtk_window_new ();
  start = g_get_monotonic_time ();
  view = terrain_form_view_new_preview (interview);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  run (1);
  while (find_entry (view) == NULL)
    run (5);
  g_print ("%u choices, shown\t%.1f ms\n", n, (double) (g_get_monotonic_time () - start) / 1000);
  entry = find_entry (view);
  g_assert_true (terrain_form_view_focus_ref (TERRAIN_FORM_VIEW (view), "/data/street"));
  run (2000);
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      double key, drawn;

      start = g_get_monotonic_time ();
      gtk_editable_set_text (GTK_EDITABLE (entry), typed[i]);
      key = (double) (g_get_monotonic_time () - start) / 1000;
      /* Until nothing is left to do, the list drawn. */
      while (g_main_context_iteration (NULL, FALSE))
        ;
      drawn = (double) (g_get_monotonic_time () - start) / 1000;
      g_print ("“%s”\t%.1f ms, with drawing %.1f ms\n", typed[i], key, drawn);
      run (200);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
