/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/*
 * page-shots SCENE FOLDER FACE WIDTH HEIGHT [WORD…]: pages of the window as they look, FOLDER/NAME-FACE.png. Without
 * arguments the scenes there are. Words: text=200 (percent), language=… (of the forms), rtl (the program). Dark and high
 * contrast come from the environment. "screenshots" takes them all; run it through tests/support/with-display.
 */

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <terrain-report.h>

#include "page-shots.h"
#include "still-picture.h"
#include "widgets.h"

static const struct
{
  const char *name;
  ShotsScene play;
} scenes[] = {
  { "first", scene_first },           { "home", scene_home },           { "shortcuts", scene_shortcuts },
  { "preferences", scene_preferences }, { "interview", scene_interview }, { "pages", scene_pages },
  { "desk", scene_desk },             { "languages", scene_languages }, { "hand-over", scene_hand_over },
  { "hidden", scene_hidden },         { "respondent", scene_respondent }, { "camera", scene_camera },
  { "map", scene_map },               { "tally", scene_tally },         { "review", scene_review },
  { "thanks", scene_thanks },         { "records", scene_records },     { "paper", scene_paper },
  { "figures", scene_figures },       { "preview", scene_preview },     { "translate", scene_translate },
  { "failure", scene_failure },
};

void
shots_fail (Shots      *shots,
            const char *format,
            ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("%s\n", words);
  shots->failed = TRUE;
}

/* Set-up */

void
shots_set_up (Shots   *shots,
              gboolean with_forms)
{
  const char *data = g_getenv ("TERRAIN_DATA_DIR");

  window_fixture_set_up_with (&shots->base, &(WindowOptions){ .closed = TRUE });
  g_settings_set_string (shots->base.settings, "form-language", shots->language);
  if (!with_forms)
    return;
  g_autoptr (GPtrArray) issues = terrain_workspace_import_shipped (shots->base.workspace, data);
  for (guint i = 0; issues && i < issues->len; i++)
    if (((TerrainIssue *) issues->pdata[i])->severity == TERRAIN_ISSUE_ERROR)
      shots_fail (shots, "a form that ships was left out: %s", ((TerrainIssue *) issues->pdata[i])->message);
}

void
shots_open (Shots *shots)
{
  window_fixture_open (&shots->base);
  gtk_window_set_default_size (shots->base.window, shots->width, shots->height);
}

/* Pictures */

static void
take (Shots      *shots,
      GtkWidget  *window,
      const char *name,
      gboolean    may_move)
{
  g_autofree char *path = g_strdup_printf ("%s/%s-%s.png", shots->folder, name, shots->face);
  int width;

  if (!still_picture_save (window, path, may_move) && !may_move)
    shots_fail (shots, "%s-%s never stood still", name, shots->face);
  width = gtk_widget_get_width (window);
  if (window == GTK_WIDGET (shots->base.window) && width > shots->width)
    g_print ("%s-%s (%d wide, not %d)\n", name, shots->face, width, shots->width);
  else
    g_print ("%s-%s\n", name, shots->face);
}

void
shots_take_of (Shots      *shots,
               GtkWidget  *window,
               const char *name)
{
  take (shots, window, name, /* may_move= */ FALSE);
}

void
shots_take (Shots      *shots,
            const char *name)
{
  take (shots, GTK_WIDGET (shots->base.window), name, /* may_move= */ FALSE);
}

void
shots_take_moving (Shots      *shots,
                   const char *name)
{
  take (shots, GTK_WIDGET (shots->base.window), name, /* may_move= */ TRUE);
}

/* Getting there */

typedef struct
{
  Shots *shots;
  const char *type_name;
} WantedPage;

static gboolean
is_at_page (gpointer user_data)
{
  const WantedPage *wanted = user_data;
  GtkWidget *page = window_fixture_page (&wanted->shots->base);

  return page && strcmp (G_OBJECT_TYPE_NAME (page), wanted->type_name) == 0;
}

void
shots_wait_for_page (Shots      *shots,
                     const char *type_name)
{
  WantedPage wanted = { shots, type_name };

  widgets_wait (is_at_page, &wanted);
}

static gboolean
has_window (gpointer type_name)
{
  GtkWidget *window = widgets_find_window (type_name);

  return window && gtk_widget_get_mapped (window);
}

GtkWidget *
shots_wait_for_window (const char *type_name)
{
  widgets_wait (has_window, (gpointer) type_name);
  return widgets_find_window (type_name);
}

void
shots_start (Shots      *shots,
             const char *form_id)
{
  window_fixture_do_with (&shots->base, "win.start-form", form_id);
  widgets_wait (window_fixture_at_question, &shots->base);
}

static void
answer (TerrainSession *session,
        const char     *ref,
        const char     *value)
{
  g_autoptr (GError) error = NULL;

  if (!terrain_session_answer (session, ref, value, &error))
    g_error ("%s: %s", ref, error->message);
}

void
shots_answer (Shots      *shots,
              const char *ref,
              const char *value)
{
  answer (window_fixture_session (&shots->base), ref, value);
}

/* Returns: whether there was one */
static gboolean
answer_next (TerrainSession *session,
             TerrainItem    *item)
{
  if (!terrain_item_get_relevant (item))
    return FALSE;
  if (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION && terrain_item_get_required (item)
      && terrain_item_get_value (item)[0] == '\0')
    {
      GListModel *choices = terrain_item_get_choices (item);
      g_autoptr (TerrainChoice) first = choices ? g_list_model_get_item (choices, 0) : NULL;

      answer (session, terrain_item_get_ref (item), first ? terrain_choice_get_value (first) : "30");
      return TRUE;
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (item)); i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);
      if (answer_next (session, child))
        return TRUE;
    }
  return FALSE;
}

void
shots_answer_rest (TerrainSession *session)
{
  while (answer_next (session, terrain_interview_get_root_item (terrain_session_get_interview (session))))
    ;
}

typedef struct
{
  Shots *shots;
  const char *ref;
} WantedQuestion;

static gboolean
has_focus (gpointer user_data)
{
  const WantedQuestion *wanted = user_data;
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (wanted->shots->base.window));
  GtkWidget *question = focus ? gtk_widget_get_ancestor (focus, TERRAIN_TYPE_QUESTION) : NULL;

  return question && g_str_equal (terrain_item_get_ref (terrain_question_get_item (TERRAIN_QUESTION (question))), wanted->ref);
}

void
shots_go_to (Shots      *shots,
             const char *ref)
{
  WantedQuestion wanted = { shots, ref };

  window_fixture_do_with (&shots->base, "win.go-to", ref);
  widgets_wait (has_focus, &wanted);
}

static gboolean
has_toast (gpointer window)
{
  return widgets_find_type (window, "AdwToastWidget") != NULL;
}

static gboolean
has_no_toast (gpointer window)
{
  return !has_toast (window);
}

void
shots_leave (Shots *shots)
{
  GtkWidget *window = GTK_WIDGET (shots->base.window);

  window_fixture_do (&shots->base, "win.keep-draft");
  shots_wait_for_page (shots, "TerrainHomePage");
  widgets_wait (has_toast, window);
  g_signal_emit_by_name (widgets_find_type (widgets_find_type (window, "AdwToastWidget"), "GtkButton"), "clicked");
  widgets_wait (has_no_toast, window);
}

/* The program */

static void
set_settings (char **words)
{
  GtkSettings *settings = gtk_settings_get_default ();

  g_object_set (settings, "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE, "gtk-font-name", "Cantarell 11",
                "gtk-decoration-layout", ":close", NULL);
  for (; *words; words++)
    if (g_str_equal (*words, "rtl"))
      gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
    else if (g_str_has_prefix (*words, "text="))
      g_object_set (settings, "gtk-xft-dpi", (int) (96 * 1024 * g_ascii_strtod (*words + strlen ("text="), NULL) / 100),
                    NULL);
}

static int
play (const char *name,
      Shots      *shots)
{
  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    if (g_str_equal (scenes[i].name, name))
      {
        scenes[i].play (shots);
        window_fixture_tear_down (&shots->base, NULL);
        return shots->failed ? 1 : 0;
      }
  g_printerr ("there is no scene “%s”\n", name);
  return 2;
}

int
main (int   argc,
      char *argv[])
{
  Shots shots = { .language = "nl" };
  g_autofree char *reports = NULL;

  if (argc < 6)
    {
      for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
        g_print ("%s\n", scenes[i].name);
      return argc == 1 ? 0 : 2;
    }
  setlocale (LC_ALL, "");
  if (g_getenv ("TERRAIN_LOCALE_DIR"))
    bindtextdomain (GETTEXT_PACKAGE, g_getenv ("TERRAIN_LOCALE_DIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  /* As the program has it in its build folder. */
  reports = g_strconcat (g_getenv ("TERRAIN_LOCALE_DIR") ? g_getenv ("TERRAIN_LOCALE_DIR") : "", "/reports", NULL);
  bindtextdomain (TERRAIN_REPORT_DOMAIN, reports);
  bind_textdomain_codeset (TERRAIN_REPORT_DOMAIN, "UTF-8");
  g_setenv ("TERRAIN_CAMERAS", "videotestsrc is-live=true pattern=smpte75 ! capsfilter caps=video/x-raw,width=1280,height=720",
            FALSE);
  g_setenv ("TERRAIN_MICROPHONE", "audiotestsrc is-live=true", FALSE);
  adw_init ();
  set_settings (argv + 6);
  shots.folder = argv[2];
  shots.face = argv[3];
  shots.width = atoi (argv[4]);
  shots.height = atoi (argv[5]);
  for (char **word = argv + 6; *word; word++)
    if (g_str_has_prefix (*word, "language="))
      shots.language = *word + strlen ("language=");
  return play (argv[1], &shots);
}
