/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-kiosk-resources.h"
#include "terrain-kiosk-style.h"

void
terrain_kiosk_style_install (GdkDisplay *display)
{
  static const char installed[] = "terrain-kiosk-style";

  g_return_if_fail (GDK_IS_DISPLAY (display));

  if (g_object_get_data (G_OBJECT (display), installed))
    return;

  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  g_resources_register (terrain_kiosk_get_resource ());
  gtk_css_provider_load_from_resource (provider, "/brussels/safe/Terrain/kiosk/kiosk.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_set_data_full (G_OBJECT (display), installed, g_steal_pointer (&provider), g_object_unref);
}
