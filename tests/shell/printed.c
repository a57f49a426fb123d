/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <terrain-shell.h>
#include <zbar.h>

#include "terrain-paper-html.h"
#include "terrain-paper-print.h"
#include "terrain-qr-code.h"
#include "widgets.h"
#include "window-fixture.h"

/* Pages that a form computes (Collect's "printer"): what is drawn of HTML, QR codes, and the way to the printer. */

/* QR codes, read by a program that is not ours. */

static char *
dup_read (GdkPixbuf *picture)
{
  unsigned side = (unsigned) gdk_pixbuf_get_width (picture);
  g_autofree guchar *grey = g_malloc ((gsize) side * side);
  zbar_image_scanner_t *scanner = zbar_image_scanner_create ();
  zbar_image_t *image = zbar_image_create ();
  char *text = NULL;

  for (unsigned y = 0; y < side; y++)
    for (unsigned x = 0; x < side; x++)
      grey[(gsize) y * side + x] = gdk_pixbuf_read_pixels (picture)[y * (unsigned) gdk_pixbuf_get_rowstride (picture) + x * 3];
  zbar_image_scanner_set_config (scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
  zbar_image_set_format (image, zbar_fourcc ('Y', '8', '0', '0'));
  zbar_image_set_size (image, side, side);
  zbar_image_set_data (image, grey, (unsigned long) side * side, NULL);
  if (zbar_scan_image (scanner, image) > 0)
    {
      const zbar_symbol_t *symbol = zbar_image_first_symbol (image);
      text = g_strndup (zbar_symbol_get_data (symbol), zbar_symbol_get_data_length (symbol));
    }
  zbar_image_destroy (image);
  zbar_image_scanner_destroy (scanner);
  return text;
}

/* Returns: modules of a side, without the quiet zone */
static guint
check_code (const char *text)
{
  g_autoptr (GdkPixbuf) picture = terrain_qr_code_draw (text, 4);
  g_assert_nonnull (picture);
  g_autofree char *read = dup_read (picture);

  g_assert_cmpstr (read, ==, text);
  g_assert_cmpint (gdk_pixbuf_get_width (picture), ==, gdk_pixbuf_get_height (picture));
  return (guint) gdk_pixbuf_get_width (picture) / 4 - 8;
}

static void
test_codes (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint last = 0, sizes = 0;

  g_assert_cmpuint (check_code ("Ann"), ==, 21);
  check_code ("https://example.org/?a=1&b=2");
  check_code ("Zoë Ünal – 12 €");
  check_code ("مرحبا");
  /* All versions: none is skipped, each is read. */
  for (guint i = 0; i < 2300; i += 25)
    {
      guint size;

      while (text->len < i + 1)
        g_string_append_c (text, (char) ('A' + (text->len * 7) % 26));
      size = check_code (text->str);
      g_assert_cmpuint (size, >=, last);
      sizes += size != last ? 1 : 0;
      last = size;
    }
  g_assert_cmpuint (sizes, >=, 35);
  /* Beyond level M there is L, and then none. */
  while (text->len < 2900)
    g_string_append_c (text, 'x');
  g_assert_cmpuint (check_code (text->str), ==, 177);
  while (text->len < 2954)
    g_string_append_c (text, 'x');
  g_assert_null (terrain_qr_code_draw (text->str, 4));
  g_string_truncate (text, 2953);
  g_assert_cmpuint (check_code (text->str), ==, 177);
  /* So many letters, and more bytes than that. */
  g_string_truncate (text, 2952);
  g_string_append (text, "é");
  g_assert_null (terrain_qr_code_draw (text->str, 4));
  g_assert_null (terrain_qr_code_draw ("", 4));
}

/* HTML */

static const char form_text[]
  = "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'><h:head><h:title>Card</h:title>"
    "<model><instance><data id='card'><q/><meta><instanceID/></meta></data></instance></model></h:head><h:body>"
    "<input ref='/data/q'><label>Q</label></input></h:body></h:html>";

/* What is asked for. */
static GString *asked;

static GBytes *
give_file (const char *name,
           gpointer    user_data)
{
  g_string_append_printf (asked, "[%s]", name);
  if (strcmp (name, "photo.jpg") != 0)
    return NULL;

  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 300, 100);
  char *bytes;
  gsize size;

  gdk_pixbuf_fill (picture, 0x336699ff);
  gdk_pixbuf_save_to_buffer (picture, &bytes, &size, "png", NULL, NULL);
  return g_bytes_new_take (bytes, size);
}

static TerrainPaper *
make_paper (const char *html)
{
  g_autoptr (GBytes) xml = g_bytes_new_static (form_text, strlen (form_text));
  g_autoptr (TerrainEnvironment) environment = terrain_environment_new (NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainForm) form = terrain_form_parse (xml, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (TerrainInterview) interview = terrain_interview_new (form, environment);

  g_string_truncate (asked, 0);
  return terrain_paper_new_html (interview, html, give_file, NULL);
}

/* Each block as "kind markup"; T title, H heading with its level, P text, L line, R row, I image, - rule. */
static char *
dup_blocks (const TerrainPaper *paper)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < paper->blocks->len; i++)
    {
      const TerrainPaperBlock *block = paper->blocks->pdata[i];

      if (out->len > 0)
        g_string_append_c (out, '|');
      if (block->image)
        g_string_append_printf (out, "I%.0f", block->width);
      else if (!block->markup)
        g_string_append_c (out, '-');
      else if (block->kind == TERRAIN_PAPER_HEADING)
        g_string_append_printf (out, "H%u %s", block->level, block->markup);
      else
        g_string_append_printf (out, "%s %s",
                                block->kind == TERRAIN_PAPER_TITLE  ? "T"
                                : block->columns > 0                ? "R"
                                : block->kind == TERRAIN_PAPER_LINE ? "L" : "P",
                                block->markup);
      g_assert_true (!block->markup || pango_parse_markup (block->markup, -1, 0, NULL, NULL, NULL, NULL));
    }
  return g_strdup (out->str);
}

static void
check_html (const char *html,
            const char *blocks)
{
  g_autoptr (TerrainPaper) paper = make_paper (html);
  g_autofree char *got = dup_blocks (paper);

  g_assert_cmpstr (got, ==, blocks);
}

static void
test_html (void)
{
  check_html ("", "");
  check_html ("  \n ", "");
  check_html ("Ann", "P Ann");
  check_html ("<h1>Card</h1><h2>A</h2><h3>B</h3><h6>C</h6><p>one\n two</p>three", "T Card|H1 A|H2 B|H3 C|P one two|P three");
  check_html ("a<br>b<br/>c</br>d", "P a\nb\nc\nd");
  check_html ("<b>bold <i>both</i></b> none", "P <b>bold </b><b><i>both</i></b> none");
  check_html ("<STRONG>x</STRONG><u>y</u><s>z</s><small>1</small>H<sub>2</sub>O<sup>3</sup><code>c</code>",
              "P <b>x</b><u>y</u><s>z</s><small>1</small>H<sub>2</sub>O<sup>3</sup><tt>c</tt>");
  check_html ("<ul><li>one<li>two</ul><ol><li>a</li><li>b<ul><li>c</li></ul></li></ol>after",
              "L •\u2002one|L •\u2002two|L 1.\u2002a|L 2.\u2002b|L \u2003•\u2002c|P after");
  check_html ("<table><tr><th>Name</th><td>Ann</td></tr><tr><td>Age<br>now</td><td><p>34</p></td><td></td></tr></table>x",
              "R <b>Name</b>\tAnn|R Age now\t34\t|P x");
  check_html ("a<hr>b", "P a|-|P b");
  check_html ("<pre>a  b\n c</pre>", "P a  b\n c");
  check_html ("1 &lt; 2 &amp;&amp; caf&eacute; &#8364; &#x20ac; &nosuch; &#0; &#xD800; & &", "P 1 &lt; 2 &amp;&amp; café € € &amp;nosuch; &amp; &amp;");
  check_html ("&Auml;&ldquo;&rarr;&nbsp;&hearts;<b>a&amp;b</b>", "P Ä“→\u00a0♥<b>a&amp;b</b>");
  /* It is text that was decoded long ago, whatever the page says of its bytes. */
  check_html ("<meta charset='iso-8859-1'><meta http-equiv='Content-Type' content='text/html; charset=utf-16'><p>Zoë</p>",
              "P Zoë");
  /* What is not for reading. */
  check_html ("<!DOCTYPE html><html><head><title>T</title><style>p { color: red } </style></head><body><!-- <p>no -->"
              "<script>alert('<p>no')</script><p>yes</p></body></html>", "P yes");
  /* Unknown elements: their text. */
  check_html ("<marquee onclick=\"x()\">go</marquee><a href='http://x/'>link</a><font color=red>red</font>", "P golinkred");
}

/* What is no HTML is text; nothing crosses, however tags do. */
static void
test_bad_html (void)
{
  check_html ("< 5 minutes<p>b", "P &lt; 5 minutes|P b");
  check_html ("1 < 2 and 3 > 2", "P 1 &lt; 2 and 3 &gt; 2");
  check_html ("<", "P &lt;");
  check_html ("a <b", "P a ");
  check_html ("a <b>c", "P a <b>c</b>");
  check_html ("<h1>This is an <b>unclosed tag<p>Broken</h1>", "T This is an <b>unclosed tag</b>|P Broken");
  check_html ("</b></p></ul></td></qrcode>x", "P x");
  check_html ("<b><i>x</b>y</i>z", "P <b><i>x</i></b>yz");
  check_html ("<td>loose</td>", "R loose");
  check_html ("<p title=\"a > b\" x='\"'>t</p>", "P t");
  check_html ("<!-- never closed <p>x", "");
  check_html ("<! not closed", "P &lt;! not closed");
  check_html ("a\001b\ttab", "P ab tab");
  check_html ("<title>T<b><hr><img src='photo.jpg'><qrcode>x</qrcode>", "");
  check_html ("<p>a</p><script>never closed <p>x", "P a");
  check_html ("a</BR/>b</br c='x'></b></brx>d", "P a\nb\nd");
}

/* Files of the form and the record, and nothing else: the page asks, and what is not given is its words. */
static void
test_images (void)
{
  check_html ("<img src='photo.jpg'>", "I0");
  g_assert_cmpstr (asked->str, ==, "[photo.jpg]");
  check_html ("x<img width=\"96\" height=1 src=photo.jpg>y", "P x|I72|P y");
  check_html ("<img src='photo.jpg' width='50%'>", "I0");
  check_html ("<img src='gone.jpg' alt='a &amp; b'>", "P a &amp; b");
  check_html ("<img>", "");
  check_html ("<qrcode width='150' height='150'>Ann <b>B</b></qrcode>", "I112");
  check_html ("<qrcode></qrcode>a<qrcode>x", "P a|I112");
  g_autofree char *much = g_strnfill (4000, 'x');
  check_html ("<qrcode>a<script>no</script><p>b<img src='photo.jpg'></p></qrcode>", "I112");
  g_assert_cmpstr (asked->str, ==, "");
  g_autofree char *html = g_strdup_printf ("<qrcode>%s</qrcode>", much);
  g_autofree char *text = g_strdup_printf ("P %s", much);
  check_html (html, text);
}

/* Whatever a page names, nobody is asked for more than the names of its images. */
static void
test_addresses (void)
{
  check_html ("<!DOCTYPE html SYSTEM 'file:///etc/passwd'><link rel=stylesheet href='file:///etc/passwd'>"
              "<iframe src='http://127.0.0.1:9/'></iframe><object data='file:///etc/passwd'></object>"
              "<img src='http://127.0.0.1:9/x.png' alt=there><p>text</p>",
              "P there|P text");
  g_assert_cmpstr (asked->str, ==, "[http://127.0.0.1:9/x.png]");
}

/* Pages within the bounds are whole; beyond them there is not half a page, but words. */
static void
test_bounds (void)
{
  static const char too_deep[]
    = "T This page cannot be shown: too many of its tags are never closed. Tell those who made the form.";
  static const char too_long[] = "T This page is too long to be shown. Tell those who made the form.";
  g_autoptr (GString) deep = g_string_new ("<p>before</p>");
  g_autofree char *longest = g_strnfill (256 * 1024, 'x');
  g_autofree char *drawn = g_strdup_printf ("P %s", longest);
  g_autofree char *beyond = g_strdup_printf ("%sx", longest);

  check_html (longest, drawn);
  check_html (beyond, too_long);
  for (guint i = 0; i < 990; i++)
    g_string_append (deep, "<div>");
  g_autofree char *within = g_strdup_printf ("%send", deep->str);
  check_html (within, "P before|P end");
  for (guint i = 0; i < 20; i++)
    g_string_append (deep, "<div>");
  g_string_append (deep, "end");
  check_html (deep->str, too_deep);
}

/* Enormous, deep, without end: told in time. */
static void
test_hostile (void)
{
  static const char *const pieces[] = { "<a", "<b>", "<ul><li>", "<table><tr><td>", "<!", "<a href=\"", "&", "<img src=x>",
                                        "<qrcode>x</qrcode>", "<br>", "</", "<h1>", "<b></i>", "<!--", "<script>", "&#", "<p><i>",
                                        " a=b" };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) html = g_string_new (NULL);
      gint64 begun = g_get_monotonic_time ();

      /* The last one: a single tag, with names of its own. */
      if (g_str_has_prefix (pieces[i], " "))
        g_string_append (html, "<a");
      for (guint n = 0; html->len < 200 * 1000; n++)
        if (g_str_has_prefix (pieces[i], " "))
          g_string_append_printf (html, " a%u=b", n);
        else
          g_string_append (html, pieces[i]);
      g_autoptr (TerrainPaper) paper = make_paper (html->str);
      g_autofree char *blocks = dup_blocks (paper);
      g_test_message ("%s: %u blocks, %d ms", pieces[i], paper->blocks->len,
                      (int) ((g_get_monotonic_time () - begun) / 1000));
      /* Of a loaded machine; without bounds some take minutes. */
      g_assert_cmpint (g_get_monotonic_time () - begun, <, 30 * G_TIME_SPAN_SECOND);
    }
}

static void
test_pdf (void)
{
  g_autofree char *folder = widgets_make_folder ();
  g_autofree char *path = g_build_filename (folder, "card.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (TerrainPaper) paper
    = make_paper ("<h1>Card</h1><qrcode>Ann</qrcode><img src='photo.jpg' width='5000'><table><tr><td>a</td><td>b</td></tr></table>");
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_assert_true (terrain_paper_save_pdf (paper, file, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpuint (size, >, 1000);
  g_assert_true (g_str_has_prefix (bytes, "%PDF"));
  widgets_remove_folder (folder);
}

/* The window */

static void
set_up (WindowFixture *fixture,
        gconstpointer  data)
{
  window_fixture_set_up (fixture, data);
  window_fixture_start (fixture, "tests/shell/forms/printer.xml", "Card");
}

static GtkWidget *
find_button (GtkWidget  *top,
             const char *label)
{
  return widgets_find_text (top, "GtkButton", label);
}

/* Looked at first; printed only from there. PRINTED_SHOTS=FOLDER leaves a picture. */
static void
test_window (WindowFixture *fixture,
             gconstpointer  data)
{
  const char *shots = g_getenv ("PRINTED_SHOTS");
  GtkWidget *question, *button, *preview, *area;

  window_fixture_type (fixture, "/data/name", "Zoë Ünal");
  question = window_fixture_question (fixture, NULL, "/data/card");
  g_assert_false (widgets_shows (question, "<h1>"));
  g_assert_false (widgets_shows (question, "(optional)"));
  button = find_button (question, "Print…");
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));

  GtkWidget *empty = window_fixture_question (fixture, NULL, "/data/empty");
  g_assert_true (widgets_shows (empty, "There is nothing to print yet."));
  g_assert_false (gtk_widget_is_sensitive (find_button (empty, "Print…")));

  g_signal_emit_by_name (button, "clicked");
  widgets_run (300);
  preview = widgets_find_window ("AdwWindow");
  g_assert_nonnull (preview);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (preview)), ==, "Print");
  area = widgets_find_type (preview, "GtkDrawingArea");
  g_assert_nonnull (area);
  g_assert_null (gtk_test_accessible_check_property (
    GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
    "Visitor’s card\nfoot\nName\tZoë Ünal\nDesk\tRogier\n•\u2002Keep this card.\n•\u2002Show it next time."));
  g_assert_nonnull (find_button (preview, "Print…"));
  g_assert_nonnull (find_button (preview, "Save as PDF…"));
  g_autofree char *unnamed = widgets_dup_unnamed (preview);
  g_assert_cmpstr (unnamed, ==, "");
  if (shots)
    {
      g_autofree char *path = g_build_filename (shots, "printed.png", NULL);
      g_autofree char *page = g_build_filename (shots, "printed-question.png", NULL);
      widgets_save_png (preview, path);
      widgets_save_png (GTK_WIDGET (fixture->window), page);
    }
  gtk_window_destroy (GTK_WINDOW (preview));
  widgets_run (50);
}

/* Where there is nothing that prints, there is nothing to press. */
static void
test_elsewhere (WindowFixture *fixture,
                gconstpointer  data)
{
  GtkWidget *window = gtk_window_new ();
  TerrainInterview *interview = window_fixture_interview (fixture);

  gtk_window_set_child (GTK_WINDOW (window),
                        terrain_question_new_preview (interview, terrain_interview_find_item (interview, "/data/card")));
  gtk_window_present (GTK_WINDOW (window));
  widgets_run (200);
  g_assert_null (find_button (window, "Print…"));
  g_assert_true (widgets_shows (window, "Nothing can be printed on this screen."));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  int result;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  asked = g_string_new (NULL);
  g_test_add_func ("/printed/codes", test_codes);
  g_test_add_func ("/printed/html", test_html);
  g_test_add_func ("/printed/bad-html", test_bad_html);
  g_test_add_func ("/printed/images", test_images);
  g_test_add_func ("/printed/addresses", test_addresses);
  g_test_add_func ("/printed/bounds", test_bounds);
  g_test_add_func ("/printed/hostile", test_hostile);
  g_test_add_func ("/printed/pdf", test_pdf);
  g_test_add ("/printed/window", WindowFixture, NULL, set_up, test_window, window_fixture_tear_down);
  g_test_add ("/printed/elsewhere", WindowFixture, NULL, set_up, test_elsewhere, window_fixture_tear_down);
  result = g_test_run ();
  g_string_free (asked, TRUE);
  return result;
}
