/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-resources.h"
#include "terrain-form-style.h"

void
terrain_form_style_install (GdkDisplay *display)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  g_return_if_fail (GDK_IS_DISPLAY (display));

  /* Naming the resources links them in; they register themselves. */
  terrain_form_get_resource ();
  gtk_css_provider_load_from_resource (provider, "/brussels/safe/Terrain/form/style-form.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}
