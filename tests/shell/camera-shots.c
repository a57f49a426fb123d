/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * camera-shots OUT WIDTH HEIGHT [WORD…]: the camera's window as it looks, to be looked at: OUT-opening.png, -picture, -taken,
 * -film, -filming, -code. Words: dark, text=200 (percent), rtl. Run it through tests/support/with-display.
 */

#include <adwaita.h>
#include <terrain-shell-form.h>

#include "form-support.h"
#include "terrain-camera-window.h"

typedef struct
{
  const char *out;
  int width;
  int height;
} Shots;

static GtkWidget *
open_window (const Shots *shots, TerrainCameras *cameras, TerrainCameraUse use)
{
  g_autoptr (GtkWidget) parent = g_object_ref_sink (gtk_label_new (NULL));
  GtkWidget *window = terrain_camera_window_new (parent, cameras, use, 0, "A picture of the place, with what stands around it");

  gtk_window_set_default_size (GTK_WINDOW (window), shots->width, shots->height);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
save (const Shots *shots, GtkWidget *window, const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s-%s.png", shots->out, name);

  form_support_save_png (window, path);
}

static void
press (GtkWidget *window)
{
  form_support_run (1500);
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (window)), "clicked");
}

int
main (int argc, char *argv[])
{
  g_autoptr (TerrainCameras) cameras = NULL;
  GtkWidget *window;
  Shots shots;

  if (argc < 4)
    {
      g_printerr ("usage: camera-shots OUT WIDTH HEIGHT [WORD…]\n");
      return 2;
    }
  shots = (Shots) { .out = argv[1], .width = atoi (argv[2]), .height = atoi (argv[3]) };
  g_setenv ("TERRAIN_CAMERAS", "videotestsrc is-live=true pattern=ball ! capsfilter caps=video/x-raw,width=1280,height=720\nvideotestsrc is-live=true", FALSE);
  g_setenv ("TERRAIN_MICROPHONE", "audiotestsrc is-live=true", FALSE);
  adw_init ();
  terrain_form_style_install (gdk_display_get_default ());
  for (int i = 4; i < argc; i++)
    if (g_str_equal (argv[i], "dark"))
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
    else if (g_str_equal (argv[i], "rtl"))
      gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
    else if (g_str_has_prefix (argv[i], "text="))
      g_object_set (gtk_settings_get_default (), "gtk-xft-dpi",
                    (int) (96 * 1024 * g_ascii_strtod (argv[i] + 5, NULL) / 100), NULL);
  cameras = terrain_cameras_new ();

  window = open_window (&shots, cameras, TERRAIN_CAMERA_PICTURE);
  form_support_run (100);
  save (&shots, window, "opening");
  form_support_run (1500);
  save (&shots, window, "picture");
  press (window);
  form_support_run (300);
  save (&shots, window, "taken");
  gtk_window_destroy (GTK_WINDOW (window));

  window = open_window (&shots, cameras, TERRAIN_CAMERA_FILM);
  form_support_run (1500);
  save (&shots, window, "film");
  press (window);
  form_support_run (2500);
  save (&shots, window, "filming");
  gtk_window_destroy (GTK_WINDOW (window));

  window = open_window (&shots, cameras, TERRAIN_CAMERA_CODE);
  form_support_run (1500);
  save (&shots, window, "code");
  gtk_window_destroy (GTK_WINDOW (window));
  form_support_run (50);
  return 0;
}
