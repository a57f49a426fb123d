/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * form-shots FORM.xml OUT.png WIDTH HEIGHT [WORD…]: a form as it looks, to be looked at. Words: page, large, dark,
 * text=200 (percent), language=…, second=…, rtl (of a form without languages), ref=… (focused), set:REF=VALUE, add:REPEAT,
 * required.
 * Run it through tests/support/with-display.
 */

#include <adwaita.h>
#include <terrain-shell-form.h>

#include "form-support.h"
#include "still-picture.h"

typedef struct
{
  GtkWidget *view;
  TerrainInterview *interview;
} Shot;

static void
obey (Shot *shot, const char *word)
{
  g_autoptr (GError) error = NULL;

  if (g_str_equal (word, "dark"))
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  else if (g_str_has_prefix (word, "text="))
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * g_ascii_strtod (word + 5, NULL) / 100),
                  NULL);
  else if (g_str_has_prefix (word, "language="))
    terrain_interview_set_language (shot->interview, word + 9, &error);
  else if (g_str_has_prefix (word, "second=") && TERRAIN_IS_PAGE_VIEW (shot->view))
    terrain_page_view_set_second_language (TERRAIN_PAGE_VIEW (shot->view), word + 7);
  else if (g_str_has_prefix (word, "second="))
    terrain_form_view_set_second_language (TERRAIN_FORM_VIEW (shot->view), word + 7);
  else if (g_str_has_prefix (word, "set:"))
    {
      g_auto (GStrv) parts = g_strsplit (word + 4, "=", 2);
      terrain_interview_answer (shot->interview, parts[0], parts[1], &error);
    }
  else if (g_str_equal (word, "large") && TERRAIN_IS_FORM_VIEW (shot->view))
    gtk_widget_add_css_class (shot->view, "large"); /* as the pages have it, all on one */
  else if (g_str_has_prefix (word, "add:"))
    terrain_interview_add_instance (shot->interview, word + 4, &error);
  else if (g_str_equal (word, "large"))
    terrain_page_view_set_large (TERRAIN_PAGE_VIEW (shot->view), TRUE);
  else if (g_str_equal (word, "required") && TERRAIN_IS_FORM_VIEW (shot->view))
    terrain_form_view_set_show_required (TERRAIN_FORM_VIEW (shot->view), TRUE);
  else if (g_str_has_prefix (word, "ref=") && TERRAIN_IS_PAGE_VIEW (shot->view))
    g_assert_true (terrain_page_view_jump (TERRAIN_PAGE_VIEW (shot->view), word + 4));
  else if (g_str_has_prefix (word, "ref="))
    g_assert_true (terrain_form_view_focus_ref (TERRAIN_FORM_VIEW (shot->view), word + 4));
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_autofree char *form = NULL;
  Shot shot;
  GtkWidget *window;
  gboolean page, still;

  if (argc < 5)
    {
      g_printerr ("usage: form-shots FORM.xml OUT.png WIDTH HEIGHT [WORD…]\n");
      return 2;
    }
  adw_init ();
  form = g_canonicalize_filename (argv[1], NULL);
  shot.interview = form_support_interview (form);
  if (g_strv_contains ((const char *const *) argv + 5, "rtl"))
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  page = g_strv_contains ((const char *const *) argv + 5, "page");
  shot.view = page ? terrain_page_view_new_preview (shot.interview) : terrain_form_view_new_preview (shot.interview);
  window = form_support_show (shot.view, atoi (argv[3]), atoi (argv[4]));
  for (int i = 5; i < argc; i++)
    obey (&shot, argv[i]);
  still = still_picture_save (window, argv[2], /* may_move= */ FALSE);
  if (!still)
    g_printerr ("form-shots: %s: never stood still\n", argv[2]);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (shot.interview);
  return still ? 0 : 1;
}
