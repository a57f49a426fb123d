/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "widgets.h"
#include "window-fixture.h"

/* The platform's settings: with animations off nothing moves by itself, and what changes while the program runs arrives
 * (A-08). */

/* Whatever can be on its way from one state to another. */
static gboolean
is_moving (GtkWidget *widget, gconstpointer data)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_STACK (widget))
    return gtk_stack_get_transition_running (GTK_STACK (widget));
  if (GTK_IS_REVEALER (widget))
    return gtk_revealer_get_child_revealed (GTK_REVEALER (widget)) != gtk_revealer_get_reveal_child (GTK_REVEALER (widget));
  if (ADW_IS_LEAFLET (widget))
    return adw_leaflet_get_child_transition_running (ADW_LEAFLET (widget));
  if (ADW_IS_FLAP (widget))
    {
      double progress = adw_flap_get_reveal_progress (ADW_FLAP (widget));
      return progress > 0 && progress < 1;
    }
  return GTK_IS_SPINNER (widget) && gtk_spinner_get_spinning (GTK_SPINNER (widget));
}

/* In how many of the next moments something moves. */
static guint
watch (WindowFixture *fixture)
{
  guint moving = 0;

  for (guint i = 0; i < 40; i++)
    {
      widgets_run (10);
      moving += widgets_find (GTK_WIDGET (fixture->window), is_moving, NULL) != NULL;
    }
  return moving;
}

static guint
act (WindowFixture *fixture, const char *action)
{
  window_fixture_do (fixture, action);
  return watch (fixture);
}

/* From page to page, to the review and back, the outline in and out. */
static guint
go_about (WindowFixture *fixture)
{
  guint moving = 0;

  moving += act (fixture, "win.next-section");
  moving += act (fixture, "win.previous-section");
  moving += act (fixture, "win.review");
  moving += act (fixture, "win.back");
  moving += act (fixture, "win.outline");
  moving += act (fixture, "win.outline");
  return moving;
}

static void
animate (gboolean enable)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", enable, NULL);
}

static void
test_motion (WindowFixture *fixture, gconstpointer presentation)
{
  g_settings_set_string (fixture->settings, "presentation", presentation);
  animate (FALSE);
  window_fixture_start (fixture, "tests/shell/forms/short.xml", "Short");
  g_assert_cmpuint (go_about (fixture), ==, 0);
  /* The same with animations: what is watched for can be seen. */
  animate (TRUE);
  g_assert_cmpuint (go_about (fixture), >, 0);
  animate (FALSE);
}

static int
height_of (WindowFixture *fixture)
{
  GtkWidget *question = widgets_find_type (window_fixture_page (fixture), "TerrainQuestion");
  int height;

  gtk_widget_measure (question, GTK_ORIENTATION_VERTICAL, 400, NULL, &height, NULL, NULL);
  return height;
}

static double
lightness_of (WindowFixture *fixture)
{
  GtkWidget *question = widgets_find_type (window_fixture_page (fixture), "TerrainQuestion");
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (question), &color);
  return color.red + color.green + color.blue;
}

static void
test_changes (WindowFixture *fixture, gconstpointer data)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  int dpi, before;
  double dark_on_light;

  animate (FALSE);
  g_settings_reset (fixture->settings, "presentation");
  window_fixture_start (fixture, "tests/shell/forms/short.xml", "Short");
  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  before = height_of (fixture);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  widgets_run (100);
  g_assert_cmpint (height_of (fixture), >, before * 6 / 5);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi, NULL);
  widgets_run (100);
  g_assert_cmpint (height_of (fixture), ==, before);

  dark_on_light = lightness_of (fixture);
  g_assert_cmpfloat (dark_on_light, <, 1.5);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  widgets_run (100);
  g_assert_cmpfloat (lightness_of (fixture), >, 1.5);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
  widgets_run (100);
  g_assert_cmpfloat (lightness_of (fixture), ==, dark_on_light);
}

/* As the desktop's own settings do it; gone with the process. */
static void
test_contrast (WindowFixture *fixture, gconstpointer data)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  g_autoptr (GSettingsSchema) schema = g_settings_schema_source_lookup (g_settings_schema_source_get_default (),
                                                                        "org.gnome.desktop.a11y.interface", TRUE);
  g_autoptr (GSettings) desktop = NULL;

  if (schema == NULL)
    {
      g_test_skip ("needs the desktop's schemas");
      return;
    }
  window_fixture_start (fixture, "tests/shell/forms/short.xml", "Short");
  desktop = g_settings_new ("org.gnome.desktop.a11y.interface");
  g_assert_false (adw_style_manager_get_high_contrast (style));
  g_settings_set_boolean (desktop, "high-contrast", TRUE);
  widgets_run (100);
  g_assert_true (adw_style_manager_get_high_contrast (style));
  g_settings_reset (desktop, "high-contrast");
  widgets_run (100);
  g_assert_false (adw_style_manager_get_high_contrast (style));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/platform/motion/interview", WindowFixture, "interview", window_fixture_set_up, test_motion,
              window_fixture_tear_down);
  g_test_add ("/platform/motion/page", WindowFixture, "page", window_fixture_set_up, test_motion,
              window_fixture_tear_down);
  g_test_add ("/platform/changes", WindowFixture, NULL, window_fixture_set_up, test_changes, window_fixture_tear_down);
  g_test_add ("/platform/contrast", WindowFixture, NULL, window_fixture_set_up, test_contrast, window_fixture_tear_down);
  return g_test_run ();
}
