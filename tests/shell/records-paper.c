/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libintl.h>
#include <locale.h>
#include <pango/pangocairo.h>
#include <terrain-shell.h>

#include "terrain-paper-layout-private.h"
#include "terrain-paper-print.h"
#include "widgets.h"

/* Records and forms on paper: what is on it, in which order, and where pages end. */

static const char form_text[]
  = "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'"
    " xmlns:jr='http://openrosa.org/javarosa' xmlns:orx='http://openrosa.org/xforms'><h:head><h:title>Drinks</h:title>"
    "<model><instance><data id='drinks' version='3'><name/><pin/><drinks/><tea/><why/><age/>"
    "<child jr:template=''><first/></child><child><first/></child>"
    "<meta><instanceID/><instanceName/></meta></data></instance>"
    "<instance id='drink'><root><item><name>tea</name><label>Tea</label></item>"
    "<item><name>beer</name><label>Beer &amp; ale</label></item></root></instance>"
    "<bind nodeset='/data/name' type='string' required='true()'/><bind nodeset='/data/pin' type='string'/>"
    "<bind nodeset='/data/drinks' type='string'/>"
    "<bind nodeset='/data/tea' type='date' relevant=\"selected(/data/drinks, 'tea')\"/>"
    "<bind nodeset='/data/why' type='string' relevant=\"/data/age &gt;= 18 and not(selected(/data/drinks, 'tea'))\"/>"
    "<bind nodeset='/data/age' type='int' constraint='. &lt; 150'/>"
    "<bind nodeset='/data/meta/instanceID' type='string' jr:preload='uid'/>"
    "<bind nodeset='/data/meta/instanceName' type='string' calculate='/data/name'/></model></h:head><h:body>"
    "<group><label>You</label><input ref='/data/name'><label>Your **name**</label></input>"
    "<secret ref='/data/pin'><label>PIN</label></secret></group>"
    "<select ref='/data/drinks'><label>What do you drink?</label><itemset nodeset=\"instance('drink')/root/item\">"
    "<value ref='name'/><label ref='label'/></itemset></select>"
    "<input ref='/data/tea'><label>Since when?</label></input><input ref='/data/why'><label>Why no tea?</label></input>"
    "<input ref='/data/age'><label>Age</label><hint>In years</hint></input>"
    "<group><label>Child</label><repeat nodeset='/data/child'><input ref='/data/child/first'><label>First name</label>"
    "</input></repeat></group></h:body></h:html>";

typedef struct
{
  char *folder;
  TerrainProfile *profile;
  TerrainForm *form;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GBytes) xml = g_bytes_new_static (form_text, strlen (form_text));
  g_autoptr (GError) error = NULL;

  fixture->folder = widgets_make_folder ();
  fixture->profile = terrain_profile_open (fixture->folder, &error);
  g_assert_no_error (error);
  terrain_profile_import_form (fixture->profile, xml, "", NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->form = terrain_profile_load_form (fixture->profile, "drinks", NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  terrain_form_unref (fixture->form);
  g_object_unref (fixture->profile);
  widgets_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

/* One line a block: what is read, marks as signs. */
static char *
dup_text (const TerrainPaper *paper)
{
  static const char *const marks[] = { "", "[ ] ", "[x] ", "( ) ", "____", "__" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < paper->blocks->len; i++)
    {
      const TerrainPaperBlock *block = paper->blocks->pdata[i];
      g_autofree char *plain = NULL;

      if (block->markup)
        g_assert_true (pango_parse_markup (block->markup, -1, 0, NULL, &plain, NULL, NULL));
      g_string_append_printf (text, "%s%s\n", marks[block->mark], plain ? plain : "");
    }
  return g_string_free (text, FALSE);
}

static TerrainInterview *
answered (Fixture *fixture)
{
  TerrainInterview *interview = terrain_profile_view_form (fixture->profile, fixture->form, NULL, NULL);

  g_assert_true (terrain_interview_answer (interview, "/data/name", "Ada <3", NULL));
  g_assert_true (terrain_interview_answer (interview, "/data/pin", "1234", NULL));
  g_assert_true (terrain_interview_answer (interview, "/data/drinks", "tea beer", NULL));
  g_assert_true (terrain_interview_answer (interview, "/data/child[1]/first", "Bo", NULL));
  g_assert_cmpuint (terrain_interview_add_instance (interview, "/data/child", NULL), ==, 2);
  return interview;
}

static void
test_record (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (TerrainInterview) interview = answered (fixture);
  g_autoptr (TerrainPaper) paper = terrain_paper_new_record (interview, NULL, NULL, NULL);
  g_autofree char *text = dup_text (paper);

  /* Only what is asked; choices by label; repeats numbered; nothing of what is masked. */
  g_assert_cmpstr (text, ==,
                   "Drinks\nAda <3\nYou\nYour name\nAda <3\nPIN\n•••••\nWhat do you drink?\n[x] Tea\n[x] Beer & ale\n"
                   "Since when?\n—\nAge\n—\nChild · 1\nFirst name\nBo\nChild · 2\nFirst name\n—\n");
  g_assert_cmpstr (paper->title, ==, "Drinks");
  g_assert_cmpstr (paper->footer, ==, "Drinks · 3");
}

/* What was noted on a question stands below its answer, also of a record that was completed. */
static void
test_notes (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainSession) session
    = terrain_session_begin_full (fixture->profile, fixture->form, NULL, "r", NULL, &error);

  g_assert_no_error (error);
  g_assert_true (terrain_session_answer (session, "/data/name", "Ada", NULL));
  g_assert_true (terrain_session_set_remark (session, "/data/name", "spelt <twice>", NULL));
  g_assert_true (terrain_session_set_remark (session, "/data/child[1]/first", "no child here", NULL));
  g_assert_true (terrain_session_set_remark (session, "/data/age", "taken away", NULL));
  g_assert_true (terrain_session_set_remark (session, "/data/age", "", NULL));
  g_assert_true (terrain_session_complete (session, FALSE, NULL, NULL, NULL));

  g_autoptr (TerrainInterview) interview = terrain_profile_view_record (fixture->profile, "r", NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) remarks = terrain_profile_list_remarks (fixture->profile, "r", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (remarks->len, ==, 2);
  g_autoptr (TerrainPaper) paper = terrain_paper_new_record (interview, NULL, NULL, remarks);
  g_autofree char *text = dup_text (paper);
  g_assert_nonnull (strstr (text, "Your name\nAda\nNote: spelt <twice>\n"));
  g_assert_nonnull (strstr (text, "First name\n—\nNote: no child here\n"));
  g_assert_null (strstr (text, "taken away"));
  /* Never on a page of its own. */
  for (guint i = 1; i < paper->blocks->len; i++)
    {
      TerrainPaperBlock *block = paper->blocks->pdata[i];

      if (block->markup && g_str_has_prefix (block->markup, "Note: "))
        g_assert_true (((TerrainPaperBlock *) paper->blocks->pdata[i - 1])->keep);
    }
}

static void
test_blank (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (TerrainInterview) interview = terrain_profile_view_form (fixture->profile, fixture->form, NULL, NULL);
  g_autoptr (TerrainPaper) paper = terrain_paper_new_blank (interview);
  g_autofree char *text = dup_text (paper);

  g_assert_nonnull (strstr (text, "1. Your name\n____\n"));
  g_assert_nonnull (strstr (text, "3. What do you drink? (optional)\nSeveral answers are possible.\n[ ] Tea\n[ ] Beer & ale\n"));
  /* Routing in words, also of what is not asked as yet. */
  g_assert_nonnull (strstr (text, "Only if “What do you drink?” (3) includes “Tea”.\n4. Since when? (optional)\n"
                                  "day / month / year\n__\n"));
  g_assert_nonnull (strstr (text, "Only if “Age” (6) is at least 18 and “What do you drink?” (3) does not include “Tea”.\n"
                                  "5. Why no tea? (optional)\n"));
  g_assert_nonnull (strstr (text, "6. Age (optional)\nIn years\nAccepted if the answer is less than 150.\n__\n"));
  g_assert_nonnull (strstr (text, "As many times as there are.\n7. First name (optional)\n"));
}

static PangoContext *
make_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());

  pango_cairo_context_set_resolution (context, 72);
  return context;
}

/* Whatever the size of the page, a question has its answer with it and a heading what follows. */
static void
test_breaks (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (TerrainInterview) interview = answered (fixture);

  for (guint i = 0; i < 60; i++)
    terrain_interview_add_instance (interview, "/data/child", NULL);

  g_autoptr (TerrainPaper) paper = terrain_paper_new_record (interview, NULL, NULL, NULL);
  for (double height = 200; height < 800; height += 37)
    {
      PangoContext *context = make_context ();
      g_autoptr (TerrainPaperLayout) layout = terrain_paper_layout_new (paper, context, 400, height);

      g_object_unref (context);
      g_assert_cmpuint (terrain_paper_layout_get_n_pages (layout), >, 1);
      for (guint page = 1; page < layout->pages->len; page++)
        {
          guint first = g_array_index (layout->pages, guint, page);
          const TerrainPaperStrip *last = &g_array_index (layout->strips, TerrainPaperStrip, first - 1);

          g_assert_cmpint (last->block->kind, !=, TERRAIN_PAPER_QUESTION);
          g_assert_cmpint (last->block->kind, !=, TERRAIN_PAPER_HEADING);
        }
    }
}

/* A novel pasted as an answer goes on from page to page, and every strip has room on its page. */
static void
test_novel (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (TerrainInterview) interview = answered (fixture);
  g_autoptr (GString) novel = g_string_new (NULL);
  PangoContext *context = make_context ();

  for (guint i = 0; i < 3000; i++)
    g_string_append (novel, "Once upon a time 😀 مرحبا ");
  g_assert_true (terrain_interview_answer (interview, "/data/name", novel->str, NULL));

  g_autoptr (TerrainPaper) paper = terrain_paper_new_record (interview, NULL, NULL, NULL);
  g_autoptr (TerrainPaperLayout) layout = terrain_paper_layout_new (paper, context, 400, 700);
  g_object_unref (context);
  g_assert_cmpuint (layout->pages->len, >, 10);
  for (guint page = 0; page < layout->pages->len; page++)
    {
      guint first = g_array_index (layout->pages, guint, page);
      guint end = page + 1 < layout->pages->len ? g_array_index (layout->pages, guint, page + 1) : layout->strips->len;
      double height = 0;

      for (guint i = first; i < end; i++)
        {
          const TerrainPaperStrip *strip = &g_array_index (layout->strips, TerrainPaperStrip, i);

          height += strip->height + (i > first ? strip->top : 0);
        }
      g_assert_cmpfloat (height, <=, layout->height + 0.5);
    }
}

static void
test_pdf (Fixture      *fixture,
          gconstpointer data)
{
  g_autoptr (TerrainInterview) interview = answered (fixture);
  g_autoptr (TerrainPaper) paper = terrain_paper_new_record (interview, NULL, NULL, NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "out.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *missing = g_build_filename (fixture->folder, "nowhere", "out.pdf", NULL);
  g_autoptr (GFile) nowhere = g_file_new_for_path (missing);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  gsize length = 0;

  g_assert_true (terrain_paper_save_pdf (paper, file, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_true (g_str_has_prefix (content, "%PDF-"));
  /* The file says nothing of the person outside its pages. */
  g_assert_null (g_strstr_len (content, (gssize) length, "Ada"));
  g_assert_false (terrain_paper_save_pdf (paper, nowhere, &error));
  g_assert_nonnull (error);
}

/* OUT.png: each page as a picture, OUT-1.png and so on. */
static gboolean
save_pictures (TerrainPaper *paper,
               const char   *path)
{
  const double width = 595, height = 842, margin = 54;
  g_autofree char *base = g_strndup (path, strlen (path) - strlen (".png"));
  PangoContext *context = make_context ();
  g_autoptr (TerrainPaperLayout) layout
    = terrain_paper_layout_new (paper, context, width - 2 * margin, height - 2 * margin);
  gboolean saved = TRUE;

  g_object_unref (context);
  for (guint i = 0; i < terrain_paper_layout_get_n_pages (layout); i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
      cairo_t *cairo = cairo_create (surface);
      g_autofree char *name = g_strdup_printf ("%s-%u.png", base, i + 1);

      cairo_set_source_rgb (cairo, 1, 1, 1);
      cairo_paint (cairo);
      cairo_translate (cairo, margin, margin);
      terrain_paper_layout_draw (layout, cairo, i);
      saved = cairo_surface_write_to_png (surface, name) == CAIRO_STATUS_SUCCESS && saved;
      cairo_destroy (cairo);
      cairo_surface_destroy (surface);
    }
  return saved;
}

/* To look at: shell-paper FORM.xml LANGUAGE OUT.pdf|OUT.png [REF=VALUE…]: blank, or, with answers, filled in. */
static int
draw (int    argc,
      char **argv)
{
  g_autofree char *folder = widgets_make_folder ();
  g_autoptr (TerrainProfile) profile = terrain_profile_open (folder, NULL);
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (argv[3]);
  g_autoptr (GPtrArray) forms = NULL;

  terrain_profile_add_po_folder (profile, g_getenv ("TERRAIN_PO_FORMS"));
  terrain_profile_import_form_file (profile, argv[1], NULL, &issues, &error);
  g_assert_no_error (error);
  forms = terrain_store_list_forms (terrain_profile_get_store (profile), NULL);
  g_autoptr (TerrainForm) form = terrain_profile_load_form (profile, ((TerrainStoredForm *) forms->pdata[0])->id, NULL,
                                                            &error);
  g_autoptr (TerrainInterview) interview = terrain_profile_view_form (profile, form, NULL, &error);
  g_auto (GStrv) languages = terrain_interview_dup_languages (interview);
  const char *language = terrain_language_find ((const char *const *) languages, argv[2]);
  if (language)
    terrain_interview_set_language (interview, language, NULL);
  for (int i = 4; i < argc; i++)
    {
      char *value = strchr (argv[i], '=');

      *value++ = '\0';
      if (!terrain_interview_answer (interview, argv[i], value, &error))
        g_printerr ("%s: %s\n", argv[i], error->message);
      g_clear_error (&error);
    }
  g_autoptr (TerrainPaper) paper = argc > 4 ? terrain_paper_new_record (interview, NULL, NULL, NULL)
                                            : terrain_paper_new_blank (interview);
  gboolean saved = g_str_has_suffix (argv[3], ".png") ? save_pictures (paper, argv[3])
                                                      : terrain_paper_save_pdf (paper, file, &error);
  g_clear_object (&profile);
  widgets_remove_folder (folder);
  return saved ? 0 : 1;
}

#define ADD(name, func) g_test_add ("/paper/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  if (argc >= 4 && argv[1][0] != '-')
    {
      setlocale (LC_ALL, "");
      bindtextdomain (GETTEXT_PACKAGE, g_getenv ("TERRAIN_LOCALE_DIR"));
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
      textdomain (GETTEXT_PACKAGE);
      return draw (argc, argv);
    }
  gtk_test_init (&argc, &argv, NULL);
  ADD ("record", test_record);
  ADD ("notes", test_notes);
  ADD ("blank", test_blank);
  ADD ("breaks", test_breaks);
  ADD ("novel", test_novel);
  ADD ("pdf", test_pdf);
  return g_test_run ();
}
