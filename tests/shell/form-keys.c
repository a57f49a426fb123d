/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An interview by keys: codes, reserved codes, help (UX-03, UX-04, UX-05, UX-18). Real key presses through the X server. */

#include <adwaita.h>
#include <terrain-shell-form.h>

#include "form-support.h"
#include "terrain-reserved.h"

typedef struct
{
  TerrainInterview *interview;
  GtkWidget *view;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->interview = form_support_interview ("keys.xml");
  fixture->view = terrain_form_view_new_preview (fixture->interview);
  fixture->window = form_support_show (fixture->view, 720, 800);
  form_support_run (200);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  form_support_run (20);
  g_assert_finalize_object (fixture->interview);
}

static GtkWidget *
go_to (Fixture *fixture, const char *ref)
{
  g_assert_true (terrain_form_view_focus_ref (TERRAIN_FORM_VIEW (fixture->view), ref));
  form_support_run (50);
  return form_support_question (fixture->view, ref);
}

static void
press (const char *key)
{
  form_support_key (key);
  form_support_run (30);
}

#define assert_value(fixture, ref, value) \
  g_assert_cmpstr (form_support_value ((fixture)->interview, (ref)), ==, (value))

static gboolean
shows (GtkWidget *widget, const char *part)
{
  g_autofree char *text = form_support_dup_text (widget);

  return strstr (text, part) != NULL;
}

static gboolean
skip_without_keys (void)
{
  if (form_support_have_keys ())
    return FALSE;
  g_test_skip ("needs xdotool");
  return TRUE;
}

static void
test_reserved_codes (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *ref, *unknown, *refused;
  } forms[] = {
    { "/data/safe", "98", "99" },       { "/data/problems", "98", NULL },  { "/data/takes_part", NULL, NULL },
    { "/data/age", NULL, "-99" },       { "/data/remark", "unknown", NULL }, { "/data/when", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      TerrainItem *item = terrain_interview_find_item (fixture->interview, forms[i].ref);
      g_autofree char *unknown = terrain_reserved_dup_code (item, TERRAIN_RESERVED_UNKNOWN);
      g_autofree char *refused = terrain_reserved_dup_code (item, TERRAIN_RESERVED_REFUSED);

      g_assert_cmpstr (unknown, ==, forms[i].unknown);
      g_assert_cmpstr (refused, ==, forms[i].refused);
    }
}

/* UX-05: on each type; never among what is read out. */
static void
test_reserved_keys (Fixture *fixture, gconstpointer data)
{
  GtkWidget *question;

  if (skip_without_keys ())
    return;
  question = go_to (fixture, "/data/safe");
  g_assert_true (shows (question, "Not read out"));
  g_assert_true (shows (question, "Does not know F2"));
  press ("Down");
  press ("F2");
  assert_value (fixture, "/data/safe", "98");
  press ("F3");
  assert_value (fixture, "/data/safe", "99");
  press ("Return");
  g_assert_cmpstr (terrain_form_view_get_current_ref (TERRAIN_FORM_VIEW (fixture->view)), ==, "/data/problems");
  assert_value (fixture, "/data/safe", "99");

  press ("1");
  press ("F2");
  assert_value (fixture, "/data/problems", "98");
  press ("2");
  assert_value (fixture, "/data/problems", "2");

  question = go_to (fixture, "/data/age");
  press ("F2");
  assert_value (fixture, "/data/age", "");
  g_assert_true (shows (question, "This question has no answer “don't know”."));
  press ("F3");
  assert_value (fixture, "/data/age", "-99");
  g_assert_false (shows (question, "has no answer"));
  go_to (fixture, "/data/remark");
  press ("F2");
  assert_value (fixture, "/data/remark", "unknown");
}

/* UX-03, UX-04: figures by place, unshifted on AZERTY and from the pad; codes of two figures; letters. */
static void
test_codes (Fixture *fixture, gconstpointer data)
{
  if (skip_without_keys ())
    return;
  go_to (fixture, "/data/safe");
  press ("3");
  assert_value (fixture, "/data/safe", "3");
  press ("KP_2");
  assert_value (fixture, "/data/safe", "2");
  press ("12"); /* the keycode of the third figure, whatever the layout has there */
  assert_value (fixture, "/data/safe", "3");
  press ("9");
  press ("7");
  assert_value (fixture, "/data/safe", "97");
  form_support_run (1100);
  press ("9");
  press ("8");
  assert_value (fixture, "/data/safe", "98");

  go_to (fixture, "/data/problems");
  press ("1");
  press ("3");
  press ("9");
  press ("7");
  assert_value (fixture, "/data/problems", "1 3 97");
  press ("Return");
  g_assert_cmpstr (terrain_form_view_get_current_ref (TERRAIN_FORM_VIEW (fixture->view)), ==, "/data/takes_part");
  press ("0");
  assert_value (fixture, "/data/takes_part", "0");
  press ("KP_1");
  assert_value (fixture, "/data/takes_part", "1");
  press ("Return");
  press ("b");
  assert_value (fixture, "/data/topic", "b");
}

static gboolean
set_layout (const char *layout)
{
  g_autofree char *program = g_find_program_in_path ("setxkbmap");
  const char *const argv[] = { program, layout, NULL };
  int status = -1;

  if (program == NULL || !g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, NULL))
    return FALSE;
  form_support_run (300); /* the display says so to its programs */
  return status == 0;
}

/* What the layout has on a key, unshifted. */
static guint
unshifted (guint keycode)
{
  guint keyval = 0;

  gdk_display_translate_key (gdk_display_get_default (), keycode, 0, 0, &keyval, NULL, NULL, NULL);
  return keyval;
}

/* UX-04: Belgian AZERTY has its figures with Shift; the keys in their place answer all the same, each of the row and of the
 * pad, and letters that AZERTY has elsewhere mean what is written on them. */
static void
test_belgian_layout (Fixture *fixture, gconstpointer data)
{
  static const char *const row[] = { "10", "11", "12", "13" };
  static const char *const pad[] = { "KP_1", "KP_2", "KP_3", "KP_4" };
  static const char *const values[] = { "1", "2", "3", "97" };

  if (skip_without_keys ())
    return;
  if (!set_layout ("be"))
    {
      g_test_skip ("needs setxkbmap");
      return;
    }
  g_assert_cmpuint (unshifted (12), ==, GDK_KEY_quotedbl);
  for (guint i = 0; i < G_N_ELEMENTS (row); i++)
    {
      go_to (fixture, "/data/safe");
      form_support_run (1100); /* two figures in quick succession are a code */
      press (row[i]);
      assert_value (fixture, "/data/safe", values[i]);
      press ("BackSpace");
      assert_value (fixture, "/data/safe", "");
      form_support_run (1100);
      press (pad[i]);
      assert_value (fixture, "/data/safe", values[i]);
    }
  /* Codes of two figures, by the same keys: 9 and 7, 9 and 8. */
  form_support_run (1100);
  press ("18");
  press ("16");
  assert_value (fixture, "/data/safe", "97");
  go_to (fixture, "/data/problems");
  press ("10");
  press ("12");
  assert_value (fixture, "/data/problems", "1 3");
  go_to (fixture, "/data/takes_part");
  press ("19");
  assert_value (fixture, "/data/takes_part", "0");
  /* Numbers are typed as anywhere: with Shift, or on the pad. */
  go_to (fixture, "/data/age");
  press ("shift+13");
  press ("KP_2");
  press ("Return");
  assert_value (fixture, "/data/age", "42");
  g_assert_true (set_layout ("us"));
}

/* UX-18: help with F1, closed by Esc, the focus where it was; with the reasons in words. */
static void
test_help (Fixture *fixture, gconstpointer data)
{
  GtkWidget *question;
  GtkWidget *focus;

  if (skip_without_keys ())
    return;
  question = go_to (fixture, "/data/age");
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  form_support_type ("12");
  form_support_run (400);
  press ("F1");
  form_support_run (300);
  g_assert_true (shows (question, "at the last birthday"));
  g_assert_true (shows (question, "110"));
  g_assert_true (shows (question, "12"));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == focus);
  press ("Escape");
  form_support_run (300);
  g_assert_false (shows (question, "at the last birthday"));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == focus);

  question = go_to (fixture, "/data/safe");
  press ("F1");
  form_support_run (300);
  g_assert_true (shows (question, "needs an answer"));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  terrain_form_style_install (gdk_display_get_default ());
#define ADD(name, function) g_test_add ("/form/keys/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("reserved-codes", test_reserved_codes);
  ADD ("reserved-keys", test_reserved_keys);
  ADD ("codes", test_codes);
  ADD ("belgian-layout", test_belgian_layout);
  ADD ("help", test_help);
  return g_test_run ();
}
