/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-navigation.h"

/* Drops what lies upon the visible page. */
static void
trim (AdwLeaflet *leaflet)
{
  GtkWidget *visible = adw_leaflet_get_visible_child (leaflet);
  GtkWidget *last;

  while ((last = gtk_widget_get_last_child (GTK_WIDGET (leaflet))) != NULL && last != visible)
    adw_leaflet_remove (leaflet, last);
}

static void
on_transition (AdwLeaflet *leaflet)
{
  if (!adw_leaflet_get_child_transition_running (leaflet))
    trim (leaflet);
}

void
terrain_navigation_init (AdwLeaflet *leaflet)
{
  g_return_if_fail (ADW_IS_LEAFLET (leaflet));

  g_signal_connect (leaflet, "notify::child-transition-running", G_CALLBACK (on_transition), NULL);
}

void
terrain_navigation_push (AdwLeaflet *leaflet,
                         GtkWidget  *page)
{
  g_return_if_fail (ADW_IS_LEAFLET (leaflet));
  g_return_if_fail (GTK_IS_WIDGET (page));

  trim (leaflet);
  adw_leaflet_append (leaflet, page);
  adw_leaflet_set_visible_child (leaflet, page);
}

static void
go_to (AdwLeaflet *leaflet,
       GtkWidget  *page)
{
  adw_leaflet_set_visible_child (leaflet, page);
  /* Without animations there is no transition to wait for. */
  on_transition (leaflet);
}

gboolean
terrain_navigation_pop (AdwLeaflet *leaflet)
{
  g_return_val_if_fail (ADW_IS_LEAFLET (leaflet), FALSE);

  GtkWidget *visible = adw_leaflet_get_visible_child (leaflet);
  GtkWidget *below = visible ? gtk_widget_get_prev_sibling (visible) : NULL;
  if (!below)
    return FALSE;
  go_to (leaflet, below);
  return TRUE;
}

void
terrain_navigation_pop_to_root (AdwLeaflet *leaflet)
{
  g_return_if_fail (ADW_IS_LEAFLET (leaflet));

  go_to (leaflet, gtk_widget_get_first_child (GTK_WIDGET (leaflet)));
}

GtkWidget *
terrain_navigation_get_visible (AdwLeaflet *leaflet)
{
  g_return_val_if_fail (ADW_IS_LEAFLET (leaflet), NULL);

  return adw_leaflet_get_visible_child (leaflet);
}
