/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "widgets.h"
#include "window-fixture.h"

/* Two languages side by side: the respondent's, and the interviewer's under it. */

/* A line of its own that begins where the first does, its words in their own direction. */
#define UNDER_LTR "\n\u200e\u2068"
#define UNDER_RTL "\n\u200f\u2068"

static void
show_second (WindowFixture *fixture,
             const char    *language)
{
  GtkWidget *menu = widgets_find_type (window_fixture_page (fixture), "TerrainLanguageMenu");

  g_assert_true (gtk_widget_activate_action (menu, "language.second", "s", language));
  widgets_run (100);
}

static void
test_texts (WindowFixture *fixture,
            gconstpointer  presentation)
{
  GtkWidget *question;

  g_settings_set_string (fixture->settings, "presentation", presentation);
  window_fixture_start (fixture, "tests/shell/forms/sensitive.xml", "Private visit");
  question = window_fixture_question (fixture, NULL, "/data/who/name");
  g_assert_false (widgets_shows (question, "ما اسمك؟"));

  show_second (fixture, "العربية (ar)");
  g_assert_true (widgets_shows (question, UNDER_LTR "ما اسمك؟"));
  g_assert_true (widgets_shows (question, "As on the letter box" UNDER_LTR "كما على صندوق البريد"));
  g_assert_cmpstr (terrain_interview_get_language (window_fixture_interview (fixture)), ==, "English (en)");

  /* The choices, too. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.go-to", "s", "/data/private/ok"));
  widgets_run (200);
  question = window_fixture_question (fixture, NULL, "/data/private/ok");
  g_assert_true (widgets_shows (question, "Yes" UNDER_LTR "نعم"));

  /* The other way round, and typed answers stay. */
  window_fixture_choose (fixture, NULL, "/data/private/ok", "Yes");
  show_second (fixture, "English (en)");
  window_fixture_do (fixture, "win.next-language");
  widgets_run (200);
  question = window_fixture_question (fixture, NULL, "/data/private/ok");
  g_assert_true (widgets_shows (question, "نعم" UNDER_RTL "Yes"));
  g_assert_cmpstr (window_fixture_value (fixture, "/data/private/ok"), ==, "yes");
  show_second (fixture, "");
  g_assert_false (widgets_shows (question, "Yes"));
}

/* Two languages of tests/shell/forms/bilingual.xml, which are written in two directions. */
typedef struct
{
  const char *ref;   /* of the question; NULL: anywhere on the page */
  const char *words[2]; /* French, Arabic */
} Words;

static const Words every_kind[] = {
  { NULL, { "Votre quartier", "حيّكم" } },
  { "/data/area/street", { "Où habitez-vous ? (optional)", "أين تسكنون؟" } },
  { "/data/area/street", { "Commencez à écrire", "ابدأوا بالكتابة" } },
  { "/data/area/safe", { "Oui", "نعم" } },
  { "/data/area/safe", { "Ne sait pas", "لا أعرف" } },
  { "/data/area/safe", { "Ne souhaite pas répondre", "أفضل عدم الإجابة" } },
  { "/data/area/agree", { "Souvent", "غالبًا" } },
  { "/data/area/several", { "À pied", "سيرًا" } },
  { "/data/table/head", { "À quelle fréquence ?", "كم مرة؟" } },
  { "/data/table/head", { "Rarement", "نادرًا" } },
  { "/data/table/tram", { "Le tram (optional)", "الترام" } },
  { "/data/order", { "La sécurité", "الأمان" } },
  { "/data/scale", { "De 0 à 10 ? (optional)", "من 0 إلى 10؟" } },
  { "/data/stars", { "Combien d’étoiles ? (optional)", "كم نجمة؟" } },
  { "/data/understood", { "Compris (optional)", "فهمت" } },
  { "/data/thanks", { "Merci", "شكرًا" } },
};

/* What is said of the first language is the app's, and belongs to its line. */
static char *
dup_both (const Words *words,
          guint        first)
{
  g_autofree char *plain = g_strdup (words->words[0]);
  char *optional = strstr (plain, " (optional)");

  if (optional)
    *optional = '\0';
  return first == 0 ? g_strdup_printf ("%s" UNDER_LTR "%s", words->words[0], words->words[1])
                    : g_strdup_printf ("%s%s" UNDER_RTL "%s", words->words[1], optional ? " (optional)" : "", plain);
}

static void
go_to (WindowFixture *fixture,
       const char    *ref)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.go-to", "s", ref));
  widgets_run (100);
}

static gboolean
has_tooltip (GtkWidget    *widget,
             gconstpointer text)
{
  const char *tip = gtk_widget_get_tooltip_text (widget);

  return tip && strstr (tip, text);
}

static void
assert_every_kind (WindowFixture *fixture,
                   guint          first)
{
  for (guint i = 0; i < G_N_ELEMENTS (every_kind); i++)
    {
      const Words *words = &every_kind[i];
      g_autofree char *both = dup_both (words, first);
      GtkWidget *top = window_fixture_page (fixture);

      if (words->ref)
        {
          go_to (fixture, words->ref);
          top = window_fixture_question (fixture, NULL, words->ref);
        }
      if (!widgets_shows (top, both))
        g_error ("“%s” is not shown", both);
    }

  /* An instance of a repeat: which one it is, and of what. */
  go_to (fixture, "/data/person[1]/name");
  g_assert_true (widgets_shows (window_fixture_page (fixture), first == 0 ? "شخص" : "Personne"));
  /* Where the picture says it, the words are its tooltip. */
  go_to (fixture, "/data/area/means");
  g_assert_nonnull (widgets_find (window_fixture_question (fixture, NULL, "/data/area/means"), has_tooltip,
                                  first == 0 ? "À vélo" UNDER_LTR "بالدراجة" : "بالدراجة" UNDER_RTL "À vélo"));
}

/* A list that is searched is found by either, shows both, and says what was chosen in both. */
static void
assert_search (WindowFixture *fixture,
               const char    *typed,
               const char    *both)
{
  GtkWidget *question, *text, *list, *label;

  go_to (fixture, "/data/area/street");
  question = window_fixture_question (fixture, NULL, "/data/area/street");
  text = widgets_find_type (question, "GtkText");
  gtk_widget_grab_focus (text);
  gtk_editable_set_text (GTK_EDITABLE (text), typed);
  widgets_run (200);
  list = widgets_find_type (question, "GtkListView");
  g_assert_nonnull (list);
  g_assert_true (widgets_shows (list, both));
  label = widgets_find_type (list, "GtkLabel");
  g_assert_cmpint (gtk_widget_get_direction (label), ==, gtk_widget_get_direction (question));
  g_signal_emit_by_name (list, "activate", 0);
  widgets_run (100);
  g_assert_cmpstr (window_fixture_value (fixture, "/data/area/street"), ==, "s2");
  g_assert_true (widgets_shows (question, strchr (both, '\n') + strlen (UNDER_LTR)));
}

static void
test_every_kind (WindowFixture *fixture,
                 gconstpointer  presentation)
{
  gboolean one_by_one = g_str_equal (presentation, "page");

  g_settings_set_string (fixture->settings, "presentation", presentation);
  g_settings_set_string (fixture->settings, "form-language", "fr");
  window_fixture_start (fixture, "tests/shell/forms/bilingual.xml", "Bilingual");
  show_second (fixture, "العربية (ar)");
  assert_every_kind (fixture, 0);
  assert_search (fixture, "بلايس", "Rue Blaes" UNDER_LTR "شارع بلايس");

  /* The other way round: each stays where it was. */
  show_second (fixture, "Français (fr)");
  window_fixture_do (fixture, "win.next-language");
  widgets_run (200);
  g_assert_cmpstr (terrain_interview_get_language (window_fixture_interview (fixture)), ==, "العربية (ar)");
  assert_every_kind (fixture, 1);
  assert_search (fixture, "blaes", "شارع بلايس" UNDER_RTL "Rue Blaes");

  /* And none of it is left without. */
  show_second (fixture, "");
  g_assert_false (widgets_shows (window_fixture_page (fixture), "Rue Blaes"));
  go_to (fixture, "/data/order");
  g_assert_false (widgets_shows (window_fixture_question (fixture, NULL, "/data/order"), "La sécurité"));
  if (!one_by_one)
    g_assert_false (widgets_shows (window_fixture_page (fixture), "Votre quartier"));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add ("/second-language/interview", WindowFixture, "interview", window_fixture_set_up, test_texts,
              window_fixture_tear_down);
  g_test_add ("/second-language/page", WindowFixture, "page", window_fixture_set_up, test_texts,
              window_fixture_tear_down);
  g_test_add ("/second-language/every-kind/interview", WindowFixture, "interview", window_fixture_set_up, test_every_kind,
              window_fixture_tear_down);
  g_test_add ("/second-language/every-kind/page", WindowFixture, "page", window_fixture_set_up, test_every_kind,
              window_fixture_tear_down);
  return g_test_run ();
}
