/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <adwaita.h>

/*
 * what our style sheets put upon each other, measured in the theme that is in force: text 4.5:1, marks and outlines
 * that carry a meaning 3:1 (WCAG 1.4.3, 1.4.11). Light and dark here; with ADW_DEBUG_HIGH_CONTRAST=1 for high contrast.
 */

#define TEXT 4.5
#define MARK 3.0

typedef struct
{
  const char *where;  /* the selector or what it is on the screen */
  const char *colour; /* what is seen */
  double opacity;
  const char *tint;   /* laid over the ground, or NULL */
  double tint_opacity;
  double least;
} Pair;

/* On the window's, a view's and a card's ground each. "currentColor" is the ground's own text colour. */
static const Pair pairs[] = {
  { "text", "currentColor", 1, NULL, 0, TEXT },
  { "hints, subtitles, captions, optional", "currentColor", 0.75, NULL, 0, TEXT },
  { "save-indicator, .save-state", "currentColor", 0.8, NULL, 0, TEXT },
  { "outline of a mark that is not set, of an entry", "currentColor", 0.55, NULL, 0, MARK },
  { "outline-section.open > image", "currentColor", 0.55, NULL, 0, MARK },
  { "outline-section.done > image", "success_color", 1, NULL, 0, MARK },
  { "outline-section.problem > image", "error_color", 1, NULL, 0, MARK },
  { "save-indicator.error, row.error .subtitle, a question's problem", "error_color", 1, NULL, 0, TEXT },
  { ".attention, .figures-message", "currentColor", 1, "warning_color", 0.15, TEXT },
  { ".preview-banner", "window_fg_color", 1, "accent_bg_color", 0.15, TEXT },
  { "label.count", "currentColor", 1, "currentColor", 0.1, TEXT },
  { "a choice that is chosen", "currentColor", 1, "accent_bg_color", 0.15, TEXT },
  { "border of a choice that is chosen", "accent_bg_color", 1, NULL, 0, MARK },
  { "outline of the focus", "accent_color", 1, NULL, 0, MARK },
  { "a soft warning", "currentColor", 1, "warning_bg_color", 0.15, TEXT },
  { "border of a soft warning, line beside an instruction", "warning_color", 1, NULL, 0, MARK },
};

/* Grounds, and what stands on its own: measured below. */
static const char *const grounds_and_own[] = { "card_bg_color", "error_bg_color", "error_fg_color",
                                              "accent_bg_color", "accent_fg_color" };

static GdkRGBA
look_up (GtkWidget *widget, const char *name)
{
  GdkRGBA colour;

  g_assert_true (gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &colour));
  return colour;
}

static GdkRGBA
lay_over (GdkRGBA ground, GdkRGBA colour, double opacity)
{
  float alpha = colour.alpha * (float) opacity;

  return (GdkRGBA) {
    ground.red + (colour.red - ground.red) * alpha,
    ground.green + (colour.green - ground.green) * alpha,
    ground.blue + (colour.blue - ground.blue) * alpha,
    1,
  };
}

static double
linear (float channel)
{
  return channel <= 0.04045f ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

/* WCAG 2.2, "relative luminance" and "contrast ratio". */
static double
luminance (GdkRGBA colour)
{
  return 0.2126 * linear (colour.red) + 0.7152 * linear (colour.green) + 0.0722 * linear (colour.blue);
}

static double
contrast (GdkRGBA one, GdkRGBA other)
{
  double bright = MAX (luminance (one), luminance (other)), dark = MIN (luminance (one), luminance (other));

  return (bright + 0.05) / (dark + 0.05);
}

static void
check (GtkWidget *widget, const Pair *pair, const char *ground_name)
{
  g_autofree char *back_name = g_strconcat (ground_name, "_bg_color", NULL);
  g_autofree char *text_name = g_strconcat (ground_name, "_fg_color", NULL);
  GdkRGBA ground = lay_over (look_up (widget, "window_bg_color"), look_up (widget, back_name), 1);
  GdkRGBA text = look_up (widget, text_name);
  GdkRGBA colour = g_str_equal (pair->colour, "currentColor") ? text : look_up (widget, pair->colour);
  double ratio;

  if (pair->tint != NULL)
    ground = lay_over (ground, g_str_equal (pair->tint, "currentColor") ? text : look_up (widget, pair->tint),
                       pair->tint_opacity);
  ratio = contrast (ground, lay_over (ground, colour, pair->opacity));
  g_test_message ("%s on a %s: %.2f", pair->where, ground_name, ratio);
  if (ratio < pair->least)
    {
      g_test_message ("%s on a %s: %.2f, not %.1f", pair->where, ground_name, ratio, pair->least);
      g_test_fail ();
    }
}

static gboolean
is_measured (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (grounds_and_own); i++)
    if (g_str_equal (name, grounds_and_own[i]))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (g_str_equal (name, pairs[i].colour) || g_strcmp0 (name, pairs[i].tint) == 0)
      return TRUE;
  return FALSE;
}

/* A colour that comes into a style sheet comes into the table. */
static void
test_all (void)
{
  static const char *const sheets[] = { "ui/style.css", "ui/form/style-form.css" };

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autofree char *path = g_build_filename (g_getenv ("TERRAIN_SOURCE"), sheets[i], NULL);
      g_autofree char *sheet = NULL;
      g_autoptr (GRegex) named = g_regex_new ("@([a-z_]+)", 0, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;

      g_assert_true (g_file_get_contents (path, &sheet, NULL, NULL));
      for (g_regex_match (named, sheet, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
        {
          g_autofree char *name = g_match_info_fetch (match, 1);

          if (!is_measured (name))
            {
              g_test_message ("%s: @%s is not measured", sheets[i], name);
              g_test_fail ();
            }
        }
    }
}

static void
test_scheme (gconstpointer scheme)
{
  static const char *const grounds[] = { "window", "view", "card", "headerbar" };
  GtkWidget *window = adw_window_new ();

  g_assert_cmpint (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()), ==,
                   g_strcmp0 (g_getenv ("ADW_DEBUG_HIGH_CONTRAST"), "1") == 0);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), GPOINTER_TO_INT (scheme));
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (guint k = 0; k < G_N_ELEMENTS (grounds); k++)
      check (window, &pairs[i], grounds[k]);
  /* Figures of problems, and what is marked, stand on their own ground: bold. */
  g_assert_cmpfloat (contrast (look_up (window, "error_bg_color"), look_up (window, "error_fg_color")), >=, MARK);
  g_assert_cmpfloat (contrast (look_up (window, "accent_bg_color"), look_up (window, "accent_fg_color")), >=, MARK);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_data_func ("/contrast/light", GINT_TO_POINTER (ADW_COLOR_SCHEME_FORCE_LIGHT), test_scheme);
  g_test_add_data_func ("/contrast/dark", GINT_TO_POINTER (ADW_COLOR_SCHEME_FORCE_DARK), test_scheme);
  g_test_add_func ("/contrast/all", test_all);
  return g_test_run ();
}
