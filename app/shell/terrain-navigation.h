/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * A stack of pages on an AdwLeaflet that never unfolds. All that knows of the leaflet is here, so that moving to
 * AdwNavigationView (libadwaita 1.4) touches this file only.
 */
void terrain_navigation_init (AdwLeaflet *leaflet);
void terrain_navigation_push (AdwLeaflet *leaflet, GtkWidget *page);
/* The same in the place of all pages but the first. */
void terrain_navigation_replace (AdwLeaflet *leaflet, GtkWidget *page);
/* Goes back one page; the page left is dropped once it is out of sight. FALSE on the first page. */
gboolean terrain_navigation_pop (AdwLeaflet *leaflet);
void terrain_navigation_pop_to_root (AdwLeaflet *leaflet);
/* Returns: (nullable) (transfer none): the topmost page of @type, visible or below */
GtkWidget *terrain_navigation_find (AdwLeaflet *leaflet, GType type);
GtkWidget *terrain_navigation_get_visible (AdwLeaflet *leaflet);

G_END_DECLS
