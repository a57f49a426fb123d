/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "form-support.h"
#include "widgets.h"
#include "window-fixture.h"

/*
 * A-09, in windows that really are so small: 320 × 480 pixels, and 360 × 480 with text of 200 %. On each page nothing asks
 * for more, and nothing stands beyond the window's edge; what is higher scrolls. In the language TERRAIN_TEST_LANGUAGE: words
 * are longer in Dutch and in French. NARROW_SHOTS=FOLDER leaves pictures.
 */

#define HEIGHT 480

typedef struct
{
  const char *name;
  int percent;
  int width;
} Size;

static const Size sizes[] = { { "320", 100, 320 }, { "360-large", 200, 360 } };

static const Size *size; /* of the test that runs */

static void
set_up (WindowFixture *fixture,
        gconstpointer  data)
{
  size = data;
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", size->percent * 96 * 1024 / 100, NULL);
  window_fixture_set_up_with (fixture, &(WindowOptions){ .width = size->width, .height = HEIGHT });
}

static void
tear_down (WindowFixture *fixture,
           gconstpointer  data)
{
  window_fixture_tear_down (fixture, data);
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-xft-dpi");
}

static int
least (GtkWidget      *widget,
       GtkOrientation  orientation,
       int             for_size)
{
  int minimum;

  gtk_widget_measure (widget, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* Which of what is below @widget is the widest, in types; for the message. */
static char *
dup_widest (GtkWidget *widget)
{
  GString *path = g_string_new (NULL);
  GtkWidget *widest = widget;

  while (widest)
    {
      int most = 0;

      widget = widest;
      widest = NULL;
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
        if (gtk_widget_should_layout (child) && least (child, GTK_ORIENTATION_HORIZONTAL, -1) > most)
          {
            most = least (child, GTK_ORIENTATION_HORIZONTAL, -1);
            widest = child;
          }
      if (widest)
        g_string_append_printf (path, " > %s %d", G_OBJECT_TYPE_NAME (widest), most);
      if (GTK_IS_LABEL (widest))
        g_string_append_printf (path, " “%s”", gtk_label_get_text (GTK_LABEL (widest)));
    }
  return g_string_free (path, FALSE);
}

/* Something that is to be read or pressed, partly beyond the edge. Returns: (nullable) */
static GtkWidget *
find_beyond (GtkWidget *widget,
             GtkWidget *page)
{
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (widget) || (GTK_IS_SCROLLED_WINDOW (widget) && widget != page
      && gtk_adjustment_get_upper (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (widget)))
           > gtk_adjustment_get_page_size (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (widget))) + 1))
    return NULL;
  if ((GTK_IS_LABEL (widget) || GTK_IS_BUTTON (widget) || GTK_IS_TEXT (widget))
      && gtk_widget_compute_bounds (widget, page, &bounds)
      && (bounds.origin.x < -1 || bounds.origin.x + bounds.size.width > gtk_widget_get_width (page) + 1))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_beyond (child, page);

      if (found)
        return found;
    }
  return NULL;
}

static gboolean
fits (gpointer user_data)
{
  GtkWidget *page = user_data;

  return gtk_widget_get_mapped (page) && least (page, GTK_ORIENTATION_HORIZONTAL, -1) <= size->width
         && gtk_widget_get_width (page) > 0 && gtk_widget_get_width (page) <= size->width
         && gtk_widget_get_height (page) <= HEIGHT;
}

static void
shoot (GtkWidget  *top,
       const char *what)
{
  const char *folder = g_getenv ("NARROW_SHOTS");
  g_autofree char *name = g_strdup_printf ("%s-%s.png", what, size->name);
  g_autofree char *path = folder ? g_build_filename (folder, name, NULL) : NULL;

  widgets_run (path ? 400 : 0);
  if (path)
    widgets_save_png (top, path);
}

static void
check (GtkWidget  *top,
       GtkWidget  *page,
       const char *what)
{
  for (guint turn = 0; turn < 60 && (!fits (page) || find_beyond (page, page)); turn++)
    widgets_run (50);

  GtkWidget *beyond = find_beyond (page, page);
  int minimum = least (page, GTK_ORIENTATION_HORIZONTAL, -1);
  int low = least (page, GTK_ORIENTATION_VERTICAL, MAX (size->width, minimum));
  gboolean good = fits (page) && !beyond && low <= HEIGHT;

  g_test_message ("%s at %s: %d of %d wide, %d high at least", what, size->name, minimum, gtk_widget_get_width (page), low);
  shoot (top, what);
  if (good)
    return;
  g_autofree char *widest = dup_widest (page);
  g_test_message ("%s at %s does not fit:%s", what, size->name, widest);
  if (beyond)
    g_test_message ("%s at %s: beyond the edge: %s “%s”", what, size->name, G_OBJECT_TYPE_NAME (beyond),
                    GTK_IS_LABEL (beyond) ? gtk_label_get_text (GTK_LABEL (beyond))
                    : gtk_widget_get_tooltip_text (beyond) ? gtk_widget_get_tooltip_text (beyond) : "");
  g_test_fail ();
}

static void
check_page (WindowFixture *fixture,
            const char    *what)
{
  check (GTK_WIDGET (fixture->window), window_fixture_page (fixture), what);
}

/* A window of its own: what is in its frame. */
static void
check_window (const char *type_name,
              const char *what)
{
  GtkWidget *window = widgets_find_window (type_name);

  if (!window)
    g_error ("there is no %s", type_name);
  gtk_window_set_default_size (GTK_WINDOW (window), size->width, HEIGHT);
  widgets_run (100);
  check (window, gtk_widget_get_first_child (window), what);
  gtk_window_destroy (GTK_WINDOW (window));
  widgets_run (50);
}

static gboolean
is_suggested (GtkWidget     *widget,
              gconstpointer  data)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "suggested-action");
}

static void
press_suggested (WindowFixture *fixture)
{
  GtkWidget *button = widgets_find (window_fixture_page (fixture), is_suggested, NULL);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  widgets_run (100);
}

static void
begin (WindowFixture *fixture,
       const char    *path)
{
  window_fixture_import (fixture, path);
  widgets_wait (window_fixture_lists_forms, fixture);
  widgets_activate (window_fixture_find (fixture, "TerrainFormRow"));
  widgets_wait (window_fixture_at_question, fixture);
  widgets_run (300);
}

static void
answer (WindowFixture *fixture,
        const char    *ref,
        const char    *value)
{
  g_autoptr (GError) error = NULL;

  terrain_session_answer (window_fixture_session (fixture), ref, value, &error);
  g_assert_no_error (error);
}

/* One survey with questions that are answered alone, from the list of forms to the thanks. */
static void
test_survey (WindowFixture *fixture,
             gconstpointer  data)
{
  check_page (fixture, "home-empty");
  begin (fixture, "tests/shell/forms/sensitive.xml");
  check_page (fixture, "interview");
  window_fixture_do (fixture, "win.outline");
  widgets_run (300);
  check_page (fixture, "outline");
  window_fixture_do (fixture, "win.outline");
  widgets_run (100);
  answer (fixture, "/data/private/ok", "yes");
  window_fixture_go_to (fixture, "/data/private/hurt");
  widgets_run (300);
  check_page (fixture, "interview-sensitive");
  window_fixture_do (fixture, "win.hand-over");
  widgets_run (100);
  check_page (fixture, "hand-over-begin");
  press_suggested (fixture);
  check_page (fixture, "hand-over-question");
  for (guint i = 0; i < 20 && strcmp (G_OBJECT_TYPE_NAME (window_fixture_page (fixture)), "TerrainHandOverPage") == 0; i++)
    {
      if (!widgets_find_type (window_fixture_page (fixture), "TerrainPageView"))
        check_page (fixture, "hand-over-end");
      press_suggested (fixture);
    }
  widgets_wait (window_fixture_at_interview, fixture);
  window_fixture_do (fixture, "win.review");
  widgets_wait (window_fixture_at_review, fixture);
  widgets_run (100);
  check_page (fixture, "review");
  window_fixture_do (fixture, "win.back");
  window_fixture_do (fixture, "win.keep-draft");
  widgets_wait (window_fixture_at_home, fixture);
  check_page (fixture, "home");

  static const char *const lists[] = { "drafts", "waiting", "trash" };
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      window_fixture_do_with (fixture, "win.show-records", lists[i]);
      widgets_wait (window_fixture_at_records, fixture);
      widgets_run (100);
      check_page (fixture, i == 0 ? "records" : lists[i]);
      window_fixture_do (fixture, "win.back");
      widgets_wait (window_fixture_at_home, fixture);
    }
}

/* Hidden, and asking for the PIN. */
static void
test_hidden (WindowFixture *fixture,
             gconstpointer  data)
{
  g_autofree char *hash = terrain_pin_hash ("2580", NULL);

  g_settings_set_string (fixture->settings, "hide-pin-hash", hash);
  begin (fixture, "tests/shell/forms/sensitive.xml");
  window_fixture_do (fixture, "win.hide");
  widgets_run (100);

  GtkWidget *page = widgets_find_type (GTK_WIDGET (fixture->window), "TerrainQuickHidePage");
  g_assert_nonnull (page);
  check (GTK_WIDGET (fixture->window), page, "hidden");

  GtkWidget *revealer = widgets_find_type (page, "GtkRevealer");
  g_assert_nonnull (revealer);
  gtk_revealer_set_reveal_child (GTK_REVEALER (revealer), TRUE);
  check (GTK_WIDGET (fixture->window), page, "pin");
  g_settings_reset (fixture->settings, "hide-pin-hash");
}

/* At the desk: one record after the other. */
static void
test_desk (WindowFixture *fixture,
           gconstpointer  data)
{
  g_settings_set_strv (fixture->settings, "serial-forms", (const char *const[]){ "lisa_intake", NULL });
  begin (fixture, "data/forms/lisa_intake.xml");
  check_page (fixture, "desk");
  window_fixture_do (fixture, "win.keep-draft");
  g_settings_reset (fixture->settings, "serial-forms");
}

/* Page by page, with a table of questions. */
static void
test_pages (WindowFixture *fixture,
            gconstpointer  data)
{
  static const char *const refs[] = { "/data/s_screen/age", "/data/s_main/s_image/g_place/safe_street_day" };

  g_settings_set_string (fixture->settings, "presentation", "page");
  begin (fixture, "data/forms/gve_person.xml");
  check_page (fixture, "page-first");
  answer (fixture, "/data/s_intro/consent", "1");
  answer (fixture, "/data/s_screen/age", "34");
  answer (fixture, "/data/s_screen/live_where", "bcr");
  for (guint i = 0; i < G_N_ELEMENTS (refs); i++)
    {
      window_fixture_go_to (fixture, refs[i]);
      widgets_run (300);
      check_page (fixture, i == 0 ? "page" : "page-table");
    }
  window_fixture_do (fixture, "win.review");
  widgets_wait (window_fixture_at_review, fixture);
  check_page (fixture, "review-problems");
  g_settings_reset (fixture->settings, "presentation");
}

/* Every kind of control, one below the other. */
static void
test_controls (WindowFixture *fixture,
               gconstpointer  data)
{
  static const char *const forms[] = { "controls", "typed", "tables", "ranges", "tally", "upload", "bilingual" };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *path = g_strdup_printf ("tests/shell/forms/%s.xml", forms[i]);

      window_fixture_import (fixture, path);
      widgets_wait (window_fixture_lists_forms, fixture);
      window_fixture_do_with (fixture, "win.start-form", forms[i]);
      widgets_wait (window_fixture_at_question, fixture);
      widgets_run (500);
      check_page (fixture, forms[i]);
      window_fixture_do (fixture, "win.keep-draft");
      widgets_wait (window_fixture_at_home, fixture);
    }
}

static void
test_thanks (WindowFixture *fixture,
             gconstpointer  data)
{
  begin (fixture, "tests/shell/forms/short.xml");
  answer (fixture, "/data/who/name", "Shop");
  answer (fixture, "/data/who/kind", "shop");
  window_fixture_do (fixture, "win.review");
  widgets_wait (window_fixture_at_review, fixture);
  window_fixture_do (fixture, "win.complete");
  widgets_wait (window_fixture_at_end, fixture);
  check_page (fixture, "thanks");
}

static gboolean
has_message_dialog (gpointer user_data)
{
  return widgets_find_window ("AdwMessageDialog") != NULL;
}

/* What opens beside the window. */
static void
test_windows (WindowFixture *fixture,
              gconstpointer  data)
{
  window_fixture_do (fixture, "win.preferences");
  check_window ("TerrainPreferences", "preferences");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "app.about", NULL);
  widgets_run (100);
  check_window ("AdwAboutWindow", "about");

  begin (fixture, "tests/shell/forms/short.xml");
  window_fixture_do (fixture, "win.respondent");
  widgets_run (200);
  check_window ("TerrainRespondentWindow", "respondent");
  window_fixture_do (fixture, "win.note");
  widgets_wait (has_message_dialog, NULL);
  check_window ("AdwMessageDialog", "note");
  window_fixture_do (fixture, "win.keep-draft");
  widgets_wait (window_fixture_at_home, fixture);
  window_fixture_do_with (fixture, "win.print-form", "short_visit");
  widgets_run (300);
  check_window ("AdwWindow", "paper");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  if (g_getenv ("TERRAIN_TEST_LANGUAGE"))
    {
      g_setenv ("LANGUAGE", g_getenv ("TERRAIN_TEST_LANGUAGE"), TRUE);
      setlocale (LC_ALL, "");
      bindtextdomain (GETTEXT_PACKAGE, g_getenv ("TERRAIN_LOCALE_DIR"));
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
      textdomain (GETTEXT_PACKAGE);
    }
  adw_init ();
  /* As a desktop with three buttons has it. */
  g_object_set (gtk_settings_get_default (), "gtk-decoration-layout", "icon:minimize,maximize,close",
                "gtk-enable-animations", FALSE, NULL);

  static const struct
  {
    const char *name;
    void (*func) (WindowFixture *, gconstpointer);
  } tests[] = {
    { "survey", test_survey }, { "hidden", test_hidden },     { "desk", test_desk },       { "pages", test_pages },
    { "thanks", test_thanks }, { "controls", test_controls }, { "windows", test_windows },
  };
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (tests); j++)
      {
        g_autofree char *path = g_strdup_printf ("/narrow/%s/%s", sizes[i].name, tests[j].name);

        g_test_add (path, WindowFixture, &sizes[i], set_up, tests[j].func, tear_down);
      }
  return g_test_run ();
}
