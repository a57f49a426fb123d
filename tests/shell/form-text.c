/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <terrain-shell-form.h>

#include "terrain-fold-near.h"
#include "terrain-choice-keys.h"
#include "terrain-date-text.h"
#include "terrain-fold.h"
#include "terrain-number-text.h"

/* Numbers, dates, times as typed; labels as written. */

static void
number (const char *typed, gboolean decimals, const char *value)
{
  g_autofree char *got = terrain_number_text_parse (typed, decimals);

  g_assert_cmpstr (got, ==, value);
}

static void
test_numbers (void)
{
  number ("", FALSE, "");
  number ("  ", TRUE, "");
  number ("12", FALSE, "12");
  number (" 007 ", FALSE, "7");
  number ("-5", FALSE, "-5");
  number ("−5", FALSE, "-5");
  number ("-0", FALSE, "0");
  number ("1 234 567", FALSE, "1234567");
  number ("1\u202f234", FALSE, "1234");
  number ("12'000", FALSE, "12000");
  number ("٤٢", FALSE, "42");
  number ("12,5", TRUE, "12.5");
  number ("12.50", TRUE, "12.50");
  number (",5", TRUE, "0.5");
  number ("5,", TRUE, "5");
  number ("1.234,5", TRUE, "1234.5");
  number ("1,234.5", TRUE, "1234.5");
  number ("999999999999999999999", FALSE, "999999999999999999999");
}

static void
test_not_numbers (void)
{
  static const char *const wrong[] = { "12x", "abc", "-", "+", ".", ",", "1-2", "1 2", "12 34", "1,2,3", "1.2.3",
                                       "1,23,4.5", "0x10", "1e5", "--1", "\xff\xfe" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      number (wrong[i], TRUE, NULL);
      number (wrong[i], FALSE, NULL);
    }
  /* One or a thousand? Not guessed. */
  number ("1.000", FALSE, NULL);
  number ("1,5", FALSE, NULL);

  g_autofree char *endless = g_strnfill (5000, '9');
  number (endless, TRUE, NULL);
}

static void
date (const char *typed, TerrainDateOrder order, TerrainDatePrecision precision, const char *value)
{
  g_autofree char *got = NULL;
  GDate parsed;
  gboolean understood = terrain_date_text_parse (typed, order, precision, 2026, &parsed);

  g_test_message ("%s", typed);
  if (understood)
    got = g_date_valid (&parsed) ? terrain_date_text_to_value (&parsed) : g_strdup ("");
  g_assert_cmpstr (got, ==, value);
}

static void
test_dates (void)
{
  date ("", TERRAIN_DATE_DMY, TERRAIN_DATE_DAY, "");
  date ("3/4/2026", TERRAIN_DATE_DMY, TERRAIN_DATE_DAY, "2026-04-03");
  date ("3/4/2026", TERRAIN_DATE_MDY, TERRAIN_DATE_DAY, "2026-03-04");
  date ("03.04.26", TERRAIN_DATE_DMY, TERRAIN_DATE_DAY, "2026-04-03");
  date ("3-4-51", TERRAIN_DATE_DMY, TERRAIN_DATE_DAY, "1951-04-03");
  date ("3 4 36", TERRAIN_DATE_DMY, TERRAIN_DATE_DAY, "2036-04-03");
  date ("2026-04-03", TERRAIN_DATE_DMY, TERRAIN_DATE_DAY, "2026-04-03");
  date ("2026-04-03", TERRAIN_DATE_MDY, TERRAIN_DATE_DAY, "2026-04-03");
  date ("03042026", TERRAIN_DATE_DMY, TERRAIN_DATE_DAY, "2026-04-03");
  date ("20260403", TERRAIN_DATE_DMY, TERRAIN_DATE_DAY, "2026-04-03");
  date ("29/2/2024", TERRAIN_DATE_DMY, TERRAIN_DATE_DAY, "2024-02-29");
  date ("٣/٤/٢٠٢٦", TERRAIN_DATE_DMY, TERRAIN_DATE_DAY, "2026-04-03");
  date ("4/2026", TERRAIN_DATE_DMY, TERRAIN_DATE_MONTH, "2026-04-01");
  date ("2026-04", TERRAIN_DATE_DMY, TERRAIN_DATE_MONTH, "2026-04-01");
  date ("042026", TERRAIN_DATE_DMY, TERRAIN_DATE_MONTH, "2026-04-01");
  date ("1987", TERRAIN_DATE_DMY, TERRAIN_DATE_YEAR, "1987-01-01");
  date ("29/2/2026", TERRAIN_DATE_DMY, TERRAIN_DATE_DAY, NULL);
  date ("13/13/2026", TERRAIN_DATE_DMY, TERRAIN_DATE_DAY, NULL);
  date ("0/0/0", TERRAIN_DATE_DMY, TERRAIN_DATE_DAY, NULL);
  date ("tomorrow", TERRAIN_DATE_DMY, TERRAIN_DATE_DAY, NULL);
  date ("3/4", TERRAIN_DATE_DMY, TERRAIN_DATE_DAY, NULL);
  date ("1/2/3/4", TERRAIN_DATE_DMY, TERRAIN_DATE_DAY, NULL);
  date ("999999999999/1/1", TERRAIN_DATE_DMY, TERRAIN_DATE_DAY, NULL);
  date ("12345", TERRAIN_DATE_DMY, TERRAIN_DATE_DAY, NULL);
}

static void
time_of_day (const char *typed, int seconds)
{
  int got = -2;

  g_test_message ("%s", typed);
  if (!terrain_time_text_parse (typed, &got))
    got = -2;
  g_assert_cmpint (got, ==, seconds);
}

static void
test_times (void)
{
  time_of_day ("", -1);
  time_of_day ("14:30", 14 * 3600 + 30 * 60);
  time_of_day ("14h30", 14 * 3600 + 30 * 60);
  time_of_day ("14.30", 14 * 3600 + 30 * 60);
  time_of_day ("1430", 14 * 3600 + 30 * 60);
  time_of_day ("930", 9 * 3600 + 30 * 60);
  time_of_day ("9", 9 * 3600);
  time_of_day ("9h", 9 * 3600);
  time_of_day ("2:30 pm", 14 * 3600 + 30 * 60);
  time_of_day ("12 am", 0);
  time_of_day ("12:00 PM", 12 * 3600);
  time_of_day ("23:59:59", 86399);
  time_of_day ("24:00", -2);
  time_of_day ("14:60", -2);
  time_of_day ("13 pm", -2);
  time_of_day ("noon", -2);
  time_of_day ("1:2:3:4", -2);

  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (-5400);
  g_autofree char *value = terrain_time_text_to_value (52200, NULL, zone);
  g_assert_cmpstr (value, ==, "14:30:00.000-01:30");
}

/* UX-22: "bruckere" is how De Brouckère is said. */
static void
test_near (void)
{
  const char *const slips[] = { "bruckere", NULL };
  const char *const turned[] = { "bruockere", NULL };
  const char *const more[] = { "brouckkere", NULL };
  const char *const far[] = { "brukere", NULL };
  const char *const two[] = { "de", "brouckere", NULL };
  const char *const small[] = { "dx", NULL };
  const char *const nothing[] = { NULL };
  g_autofree char *folded = terrain_fold ("De Brouckère");

  g_assert_true (terrain_fold_is_near (folded, slips));
  g_assert_true (terrain_fold_is_near (folded, turned));
  g_assert_true (terrain_fold_is_near (folded, more));
  g_assert_true (terrain_fold_is_near (folded, two));
  g_assert_false (terrain_fold_is_near (folded, far));
  g_assert_false (terrain_fold_is_near (folded, small));
  g_assert_false (terrain_fold_is_near (folded, nothing));
  g_assert_false (terrain_fold_is_near ("", slips));
}

static void
test_search (void)
{
  g_autofree char *street = terrain_fold ("Place de Brouckère - De Brouckèreplein");
  g_autofree char *union_text = terrain_fold ("L'ŒUVRE  Straße Łódź");
  const char *bruckere[] = { "brouckere", NULL }, *two[] = { "plein", "bro", NULL }, *missing[] = { "bro", "x", NULL };
  const char *start[] = { "place", "de", NULL };

  g_assert_cmpstr (street, ==, "place de brouckere de brouckereplein");
  g_assert_cmpstr (union_text, ==, "l oeuvre strasse lodz");
  g_assert_cmpuint (terrain_fold_rank (street, bruckere), ==, 2);
  g_assert_cmpuint (terrain_fold_rank (street, two), ==, 1);
  g_assert_cmpuint (terrain_fold_rank (street, missing), ==, 0);
  g_assert_cmpuint (terrain_fold_rank (street, start), ==, 3);
}

static void
markup (const char *text, const char *expected, const char *plain)
{
  g_autofree char *got = terrain_form_dup_markup (text, TRUE);
  g_autofree char *got_plain = terrain_form_dup_plain_text (text);

  g_assert_cmpstr (got, ==, expected);
  g_assert_cmpstr (got_plain, ==, plain);
}

static void
test_markup (void)
{
  markup ("plain", "plain", "plain");
  markup ("a < b & c > d", "a &lt; b &amp; c &gt; d", "a < b & c > d");
  markup ("AT&amp;T &#233;", "AT&amp;T é", "AT&T é");
  markup ("*em* **strong** _em_ __strong__", "<i>em</i> <b>strong</b> <i>em</i> <b>strong</b>", "em strong em strong");
  markup ("snake_case_name 2*3*4 * x", "snake_case_name 2<i>3</i>4 * x", "snake_case_name 234 * x");
  markup ("\\*not\\*", "*not*", "*not*");
  markup ("**a <i>b** c</i>", "<b>a <i>b</i></b> c", "a b c");
  markup ("<b>open", "<b>open</b>", "open");
  markup ("closed</b>", "closed", "closed");
  markup ("one<br/>two", "one\ntwo", "one\ntwo");
  markup ("<span style=\"color:red\">x</span>", "<span foreground=\"#ff0000\">x</span>", "x");
  markup ("<script>alert(1)</script>", "alert(1)", "alert(1)");
  markup ("[here](https://example.org/?a=1&b=2)", "<a href=\"https://example.org/?a=1&amp;b=2\">here</a>", "here");
  markup ("[x](javascript:alert(1))", "<u>x</u>)", "x)");
  markup ("## Title\ntext", "<span weight=\"bold\" size=\"large\">Title</span>\ntext", "Title\ntext");
  markup (NULL, "", "");
}

/* Whatever a label holds, what GTK gets is well formed. */
static void
test_markup_hostile (void)
{
  static const char *const pieces[] = { "<b>", "</b>", "**", "_", "*", "<a href=\"http://x\">", "</a>", "[", "](", ")",
                                        "&", "&lt;", "<", ">", "\n", "# ", "a", " ", "\\", "<span style='color:#f00'>",
                                        "</span>", "<p>", "</p>", "é", "\x01", "&#0;", "<li>", "</h1>", "<h1>" };

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *got = NULL;
      g_autoptr (GError) error = NULL;

      for (int i = g_test_rand_int_range (1, 30); i > 0; i--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      got = terrain_form_dup_markup (text->str, FALSE);
      if (!pango_parse_markup (got, -1, 0, NULL, NULL, NULL, &error))
        g_error ("%s → %s: %s", text->str, got, error->message);
    }

  /* Long and unclosed: in no time. */
  g_autoptr (GString) endless = g_string_new (NULL);
  for (guint i = 0; i < 100000; i++)
    g_string_append (endless, "*a __b ");
  gint64 before = g_get_monotonic_time ();
  g_autofree char *done = terrain_form_dup_markup (endless->str, FALSE);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 2 * G_TIME_SPAN_SECOND);
}

static void
test_direction (void)
{
  static const struct { const char *language; GtkTextDirection direction; } cases[] = {
    { "ar", GTK_TEXT_DIR_RTL },          { "Arabic (ar)", GTK_TEXT_DIR_RTL }, { "fa-IR", GTK_TEXT_DIR_RTL },
    { "Hebrew", GTK_TEXT_DIR_RTL },      { "العربية", GTK_TEXT_DIR_RTL },      { "Urdu (ur_PK)", GTK_TEXT_DIR_RTL },
    { "Français (fr)", GTK_TEXT_DIR_LTR }, { "nl", GTK_TEXT_DIR_LTR },        { "English", GTK_TEXT_DIR_LTR },
    { "az-Arab", GTK_TEXT_DIR_RTL },     { "ku-Latn", GTK_TEXT_DIR_LTR },     { "default", GTK_TEXT_DIR_NONE },
    { "", GTK_TEXT_DIR_NONE },           { NULL, GTK_TEXT_DIR_NONE },         { "(((", GTK_TEXT_DIR_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].language);
      g_assert_cmpint (terrain_form_language_direction (cases[i].language), ==, cases[i].direction);
    }
  g_autofree char *tag = terrain_language_dup_tag ("Português (pt_BR)");
  g_assert_cmpstr (tag, ==, "pt-BR");
}

static void
test_keys (void)
{
  /* The third key of the digit row, whatever the layout makes of it (AZERTY: "). */
  g_assert_cmpint (terrain_choice_key_position (GDK_KEY_quotedbl, 12, 0, 5), ==, 2);
  g_assert_cmpint (terrain_choice_key_position (GDK_KEY_3, 12, GDK_SHIFT_MASK, 5), ==, 2);
  g_assert_cmpint (terrain_choice_key_position (GDK_KEY_KP_3, 89, 0, 5), ==, 2);
  g_assert_cmpint (terrain_choice_key_position (GDK_KEY_6, 15, 0, 5), ==, -1);
  g_assert_cmpint (terrain_choice_key_position (GDK_KEY_a, 38, 0, 12), ==, 9);
  g_assert_cmpint (terrain_choice_key_position (GDK_KEY_a, 38, 0, 5), ==, -1);
  g_assert_cmpint (terrain_choice_key_position (GDK_KEY_3, 12, GDK_CONTROL_MASK, 5), ==, -1);
  g_assert_cmpstr (terrain_choice_key_text (0), ==, "1");
  g_assert_cmpstr (terrain_choice_key_text (9), ==, "A");
  g_assert_null (terrain_choice_key_text (35));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form/text/numbers", test_numbers);
  g_test_add_func ("/form/text/not-numbers", test_not_numbers);
  g_test_add_func ("/form/text/dates", test_dates);
  g_test_add_func ("/form/text/times", test_times);
  g_test_add_func ("/form/text/search", test_search);
  g_test_add_func ("/form/text/near", test_near);
  g_test_add_func ("/form/text/markup", test_markup);
  g_test_add_func ("/form/text/markup-hostile", test_markup_hostile);
  g_test_add_func ("/form/text/direction", test_direction);
  g_test_add_func ("/form/text/keys", test_keys);
  return g_test_run ();
}
