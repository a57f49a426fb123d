/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "page-shots.h"
#include "terrain-failure-window.h"
#include "terrain-figures-page.h"
#include "terrain-paper-dialog.h"
#include "tile-map.h"
#include "widgets.h"

/* What is around interviews: forms, records, figures, settings, the author's pages. */

/* The first start without a form. */
void
scene_first (Shots *shots)
{
  shots_set_up (shots, FALSE);
  shots_open (shots);
  shots_take (shots, "home-empty");
  window_fixture_do_with (&shots->base, "win.show-records", "drafts");
  widgets_wait (window_fixture_at_records, &shots->base);
  shots_take (shots, "records-empty");
}

/* Records */

/* A record of @form_id with what is required, and @ref answered with @value before. Returns: (transfer full): its uuid */
static char *
add_record (Shots              *shots,
            const char         *form_id,
            const char         *ref,
            const char         *value,
            TerrainRecordState  state)
{
  TerrainProfile *profile = window_fixture_profile (&shots->base);
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainForm) form = terrain_profile_load_form (profile, form_id, NULL, &error);
  g_assert_no_error (error);
  char *uuid = g_uuid_string_random ();
  g_autoptr (TerrainSession) session = terrain_session_begin_full (profile, form, NULL, uuid, NULL, &error);
  g_assert_no_error (error);
  TerrainStore *store = window_fixture_store (&shots->base);

  g_assert_true (terrain_session_answer (session, ref, value, NULL));
  if (state == TERRAIN_RECORD_DRAFT)
    {
      g_assert_true (terrain_session_close (session, FALSE, NULL));
      return uuid;
    }
  shots_answer_rest (session);
  terrain_session_complete (session, state != TERRAIN_RECORD_COMPLETE, NULL, NULL, &error);
  g_assert_no_error (error);
  if (state == TERRAIN_RECORD_SENT)
    g_assert_true (terrain_store_mark_sent (store, uuid, g_get_real_time (), NULL));
  if (state == TERRAIN_RECORD_REJECTED)
    g_assert_true (terrain_store_mark_rejected (store, uuid, "The server refused it.", "no such form", NULL));
  return uuid;
}

static void
add_records (Shots *shots)
{
  static const char *const answers[] = { "a", "b", "d" };
  g_autofree char *draft = add_record (shots, "gve_person", "/data/s_intro/consent", "1", TERRAIN_RECORD_DRAFT);
  g_autofree char *contact = add_record (shots, "outreach_contact", "/data/s_contact/p_mode", "anon", TERRAIN_RECORD_DRAFT);
  g_autofree char *trashed = add_record (shots, "lisa_intake", "/data/k_core/i_cat", "b", TERRAIN_RECORD_DRAFT);
  const char *const trash[] = { trashed, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    g_free (add_record (shots, "lisa_intake", "/data/k_core/i_cat", answers[i], TERRAIN_RECORD_QUEUED));
  g_free (add_record (shots, "lisa_intake", "/data/k_core/i_cat", "a", TERRAIN_RECORD_SENT));
  g_free (add_record (shots, "lisa_intake", "/data/k_core/i_cat", "b", TERRAIN_RECORD_REJECTED));
  g_assert_true (terrain_profile_trash_records (window_fixture_profile (&shots->base), trash, NULL, NULL, NULL));
}

void
scene_home (Shots *shots)
{
  GtkWidget *entry, *row;

  shots_set_up (shots, TRUE);
  add_records (shots);
  shots_open (shots);
  widgets_wait (window_fixture_lists_forms, &shots->base);
  shots_take (shots, "home");
  gtk_menu_button_popup (GTK_MENU_BUTTON (window_fixture_find (&shots->base, "GtkMenuButton")));
  shots_take (shots, "home-menu");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (window_fixture_find (&shots->base, "GtkMenuButton")));
  row = window_fixture_find (&shots->base, "TerrainFormRow");
  gtk_menu_button_popup (GTK_MENU_BUTTON (widgets_find_type (row, "GtkMenuButton")));
  shots_take (shots, "home-form-menu");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (widgets_find_type (row, "GtkMenuButton")));
  window_fixture_do (&shots->base, "win.search");
  entry = window_fixture_find (&shots->base, "GtkSearchEntry");
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "zzzz");
  shots_take (shots, "home-nothing");
}

void
scene_records (Shots *shots)
{
  static const char *const lists[] = { "drafts", "waiting", "rejected", "sent", "trash" };

  shots_set_up (shots, TRUE);
  add_records (shots);
  shots_open (shots);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *name = g_strconcat ("records-", lists[i], NULL);

      window_fixture_do_with (&shots->base, "win.show-records", lists[i]);
      widgets_wait (window_fixture_at_records, &shots->base);
      shots_take (shots, name);
    }
  window_fixture_do_with (&shots->base, "win.show-records", "waiting");
  gtk_widget_activate_action (window_fixture_page (&shots->base), "records.select-all", NULL);
  shots_take (shots, "records-selected");
  gtk_widget_activate_action (window_fixture_page (&shots->base), "records.menu", NULL);
  shots_take (shots, "records-menu");
}

void
scene_paper (Shots *shots)
{
  shots_set_up (shots, TRUE);
  g_autofree char *uuid = add_record (shots, "lisa_intake", "/data/k_core/i_cat", "b", TERRAIN_RECORD_QUEUED);
  shots_open (shots);
  terrain_paper_dialog_show_form (shots->base.window, shots->base.workspace, "gve_person");
  shots_take (shots, "paper-form");
  gtk_window_close (GTK_WINDOW (shots_wait_for_window ("AdwWindow")));
  terrain_paper_dialog_show_record (shots->base.window, shots->base.workspace, uuid);
  shots_take (shots, "paper-record");
}

/* Settings */

void
scene_shortcuts (Shots *shots)
{
  GtkWidget *window;

  shots_set_up (shots, TRUE);
  shots_open (shots);
  window_fixture_do (&shots->base, "win.show-help-overlay");
  window = shots_wait_for_window ("GtkShortcutsWindow");
  shots_take (shots, "shortcuts");
  g_object_set (window, "section-name", "records", NULL);
  shots_take (shots, "shortcuts-records");
}

static void
scroll_to_end (GtkWidget *top)
{
  GtkWidget *scrolled = widgets_find_type (top, "GtkScrolledWindow");
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
}

void
scene_preferences (Shots *shots)
{
  g_autofree char *hash = terrain_pin_hash ("2580", NULL);
  GtkWidget *window;

  shots_set_up (shots, TRUE);
  tile_map_write (shots->base.folder);
  g_settings_set_string (shots->base.settings, "hide-pin-hash", hash);
  shots_open (shots);
  window_fixture_do (&shots->base, "win.preferences");
  window = shots_wait_for_window ("TerrainPreferences");
  shots_take (shots, "preferences");
  /* All of it below each other, then the places at the end. */
  gtk_window_set_default_size (GTK_WINDOW (window), MIN (560, shots->width), shots->height);
  scroll_to_end (window);
  shots_take (shots, "preferences-places");
}

/* Figures */

static gboolean
has_figures (gpointer shots)
{
  GtkWidget *page = window_fixture_page (&((Shots *) shots)->base);

  return TERRAIN_IS_FIGURES_PAGE (page) && !terrain_figures_page_is_busy (TERRAIN_FIGURES_PAGE (page));
}

void
scene_figures (Shots *shots)
{
  GtkWidget *page;

  shots_set_up (shots, TRUE);
  for (guint i = 0; i < 12; i++)
    g_free (add_record (shots, "lisa_intake", "/data/k_core/i_cat", i % 3 == 0 ? "a" : "b", TERRAIN_RECORD_QUEUED));
  shots_open (shots);
  window_fixture_do (&shots->base, "win.show-figures");
  widgets_wait (has_figures, shots);
  shots_take (shots, "figures");
  page = window_fixture_page (&shots->base);
  g_assert_true (terrain_figures_page_show_indicator (TERRAIN_FIGURES_PAGE (page), "D-42"));
  widgets_wait (has_figures, shots);
  shots_take (shots, "figures-chart");
}

/* The author's pages */

void
scene_preview (Shots *shots)
{
  g_autofree char *form = g_build_filename (g_getenv ("TERRAIN_SOURCE"), "data", "forms", "lisa_intake", NULL);
  shots_set_up (shots, TRUE);
  g_autofree char *broken = g_build_filename (shots->base.folder, "broken", NULL);
  g_autofree char *survey = g_build_filename (broken, "survey.csv", NULL);
  g_autoptr (GFile) good = g_file_new_for_path (form);
  g_autoptr (GFile) bad = g_file_new_for_path (broken);

  g_assert_cmpint (g_mkdir (broken, 0700), ==, 0);
  g_assert_true (g_file_set_contents (survey, "type,name,label,relevant\ntext,1 x,,\ninteger,age,How old?,${nobody} > 3\n", -1,
                                      NULL));
  shots_open (shots);
  terrain_window_preview_form (TERRAIN_WINDOW (shots->base.window), good);
  shots_wait_for_page (shots, "TerrainPreviewPage");
  window_fixture_question (&shots->base, NULL, "/data/k_auto/i_antenna");
  shots_take (shots, "preview");
  terrain_window_preview_form (TERRAIN_WINDOW (shots->base.window), bad);
  window_fixture_wait_for_page_text (&shots->base, "survey");
  shots_take (shots, "preview-errors");
}

static gboolean
is_translating (gpointer shots)
{
  return window_fixture_find (&((Shots *) shots)->base, "TerrainTranslatePage") != NULL;
}

void
scene_translate (Shots *shots)
{
  GtkWidget *dialog;

  shots_set_up (shots, TRUE);
  shots_open (shots);
  window_fixture_do_with (&shots->base, "win.translate", "lisa_intake");
  dialog = shots_wait_for_window ("TerrainTranslateLanguages");
  shots_take (shots, "translate-languages");
  g_signal_emit_by_name (dialog, "chosen", "ar");
  gtk_window_close (GTK_WINDOW (dialog));
  widgets_wait (is_translating, shots);
  shots_take (shots, "translate");
}

void
scene_failure (Shots *shots)
{
  g_autoptr (GError) error = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_ACCES, "Permission denied");
  GtkWindow *window;

  shots_set_up (shots, FALSE);
  window = terrain_failure_window_new (GTK_APPLICATION (shots->base.application), error, "/srv/terrain");
  gtk_window_set_default_size (window, shots->width, shots->height);
  gtk_window_present (window);
  shots_take_of (shots, GTK_WIDGET (window), "failure");
  gtk_window_destroy (window);
}
