/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "form-support.h"

#include <string.h>

/* What remains of forms after accidents, and what is written to hurt: an answer, never a crash or a hang. */

static const char *const small_form =
  "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\" "
  "xmlns:jr=\"http://openrosa.org/javarosa\"><h:head><h:title>T</h:title><model><itext><translation lang=\"en\">"
  "<text id=\"l\"><value>A <output value=\"/data/a\"/></value><value form=\"image\">x.png</value></text></translation>"
  "<translation lang=\"fr\"><text id=\"l\"><value>-</value></text></translation></itext><instance><data id=\"f\" "
  "version=\"1\"><a>1</a><r jr:template=\"\"><b/></r><r><b>2</b></r><n>3</n></data></instance><instance id=\"l\"><root>"
  "<item><name>x</name><label>X</label></item></root></instance><bind nodeset=\"/data/a\" type=\"int\" "
  "relevant=\"/data/n &gt; 1 and count(/data/r[b = 1]) = 2\" constraint=\". &lt; 9\" jr:constraintMsg=\"jr:itext('l')\"/>"
  "<bind nodeset=\"/data/r/b\" calculate=\"position(..) + indexed-repeat(/data/a, /data/r, 1)\"/>"
  "<setvalue event=\"odk-instance-first-load\" ref=\"/data/a\" value=\"now()\"/></model></h:head><h:body><input "
  "ref=\"/data/a\"><label ref=\"jr:itext('l')\"/><hint>H</hint></input><group ref=\"/data/r\"><label>R</label><repeat "
  "nodeset=\"/data/r\" jr:count=\"../n\"><input ref=\"b\"/></repeat></group><select1 ref=\"/data/n\"><itemset "
  "nodeset=\"randomize(instance('l')/root/item[name = /data/a], 5)\"><value ref=\"name\"/><label ref=\"label\"/></itemset>"
  "</select1><range ref=\"/data/n\" start=\"1\" end=\"2\" step=\"1\"/></h:body></h:html>";

static void
test_truncated (void)
{
  gsize length = strlen (small_form);

  for (gsize i = 0; i < length; i += 7)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (small_form, i);

      form_assert_answered (bytes, NULL);
    }
}

/* Attribute values cut short, so that what is broken is the form rather than the XML. */
static void
test_cut_values (void)
{
  for (const char *quote = strchr (small_form, '"'); quote != NULL; quote = strchr (quote + 1, '"'))
    {
      const char *end = strchr (quote + 1, '"');

      for (const char *cut = quote + 1; end != NULL && cut < end; cut += 1 + (end - quote) / 6)
        {
          g_autoptr (GString) text = g_string_new_len (small_form, cut - small_form);
          g_autoptr (GBytes) bytes = NULL;

          g_string_append (text, end);
          bytes = g_bytes_new (text->str, text->len);
          form_assert_answered (bytes, NULL);
        }
      if (end == NULL)
        break;
      quote = end;
    }
}

static void
test_flipped (void)
{
  gsize length = strlen (small_form);
  g_autoptr (GRand) random = g_rand_new_with_seed (20240229);
  gint64 deadline = g_get_monotonic_time () + 3 * G_USEC_PER_SEC;

  for (guint i = 0; i < 1500 && g_get_monotonic_time () < deadline; i++)
    {
      g_autofree char *copy = g_strdup (small_form);
      g_autoptr (GBytes) bytes = NULL;

      for (guint j = 0; j <= i % 3; j++)
        {
          static const char replacements[] = "/.[]()'\"<>&=*@:,x1 \xff";

          copy[g_rand_int_range (random, 0, (gint32) length)] =
            replacements[g_rand_int_range (random, 0, sizeof replacements - 1)];
        }
      bytes = g_bytes_new (copy, length);
      form_assert_answered (bytes, NULL);
    }
}

static void
test_truncated_real (void)
{
  g_autofree char *path = form_find_shared ("corpus/forms/javarosa/child_vaccination_VOL_tool_v12.xml");
  g_autoptr (GBytes) bytes = NULL;
  gsize length;

  if (path == NULL)
    return;
  bytes = form_read_file (path);
  length = g_bytes_get_size (bytes);
  for (gsize i = 1; i < 60; i++)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, 0, length * i / 60);

      form_assert_answered (part, NULL);
    }
}

static char *
repeat_text (const char *text,
             guint       times)
{
  GString *result = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append (result, text);
  return g_string_free (result, FALSE);
}

/* Written to be heavy: refused or read, in reasonable time. */
static void
test_hostile (void)
{
  g_autofree char *deep = repeat_text ("<a>", 400);
  g_autofree char *stars = repeat_text ("[//*", 60);
  g_autofree char *brackets = repeat_text ("]", 60);
  g_autofree char *wide = repeat_text ("<q><s><t/></s></q>", 3000);
  g_autofree char *expression = g_strconcat ("count(//*", stars, brackets, ")", NULL);
  g_autofree char *instance = g_strconcat ("<data id=\"f\"><a/>", wide, "</data>", NULL);
  g_autofree char *bind = g_strconcat ("<bind nodeset=\"/data/a\" readonly=\"", expression, "\"/>", NULL);
  g_autofree char *xml = form_write (instance, bind, "<input ref=\"/data/a\"/>");
  g_autofree char *many = NULL;
  g_autoptr (GString) names = g_string_new ("<data id=\"f\"><a/>");
  g_autoptr (GBytes) first = g_bytes_new (deep, strlen (deep));
  g_autoptr (GBytes) second = g_bytes_new (xml, strlen (xml));
  g_autoptr (GBytes) third = NULL;
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (names, "<n%u><m/><o/><p/><q/><r/><s/></n%u>", i, i);
  g_string_append (names, "</data>");
  many = form_write (names->str, bind, "<input ref=\"/data/a\"/>");
  third = g_bytes_new (many, strlen (many));
  form_assert_answered (first, NULL);
  form_assert_answered (second, NULL);
  form_assert_answered (third, NULL);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/form/fuzz/truncated", test_truncated);
  g_test_add_func ("/engine/form/fuzz/cut-values", test_cut_values);
  g_test_add_func ("/engine/form/fuzz/flipped", test_flipped);
  g_test_add_func ("/engine/form/fuzz/truncated-real", test_truncated_real);
  g_test_add_func ("/engine/form/fuzz/hostile", test_hostile);

  return g_test_run ();
}
