/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-navigation.h"

/* The pages from the first to the topmost. Kept here: the order of a leaflet's children as widgets is its own affair,
 * and its model of pages (1.2.2) announces changes at positions it does not have. */
#define PAGES "terrain-navigation-pages"
#define LEAVING "terrain-navigation-leaving"

static GPtrArray *
get_pages (AdwLeaflet *leaflet)
{
  return g_object_get_data (G_OBJECT (leaflet), PAGES);
}

static GtkWidget *
get_last (AdwLeaflet *leaflet)
{
  GPtrArray *pages = get_pages (leaflet);

  return g_ptr_array_index (pages, pages->len - 1);
}

/* Drops what lies upon the visible page. A page on its way out stays a child until it is out: the leaflet draws it. */
static void
trim (AdwLeaflet *leaflet)
{
  GPtrArray *pages = get_pages (leaflet);
  GPtrArray *leaving = g_object_get_data (G_OBJECT (leaflet), LEAVING);
  GtkWidget *visible = adw_leaflet_get_visible_child (leaflet);

  while (pages->len > 1 && g_ptr_array_find (pages, visible, NULL) && get_last (leaflet) != visible)
    {
      g_ptr_array_add (leaving, get_last (leaflet));
      g_ptr_array_set_size (pages, (int) pages->len - 1);
    }
  while (leaving->len > 0 && !adw_leaflet_get_child_transition_running (leaflet))
    adw_leaflet_remove (leaflet, g_ptr_array_steal_index (leaving, leaving->len - 1));
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
  g_return_if_fail (adw_leaflet_get_visible_child (leaflet) != NULL);

  GPtrArray *pages = g_ptr_array_new ();

  g_ptr_array_add (pages, adw_leaflet_get_visible_child (leaflet));
  g_object_set_data_full (G_OBJECT (leaflet), PAGES, pages, (GDestroyNotify) g_ptr_array_unref);
  g_object_set_data_full (G_OBJECT (leaflet), LEAVING, g_ptr_array_new (), (GDestroyNotify) g_ptr_array_unref);
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
  /* Ends a transition that is still running, at which what lies upon the visible page goes: this one is none yet. */
  adw_leaflet_set_visible_child (leaflet, page);
  g_ptr_array_add (get_pages (leaflet), page);
}

void
terrain_navigation_replace (AdwLeaflet *leaflet,
                            GtkWidget  *page)
{
  g_return_if_fail (ADW_IS_LEAFLET (leaflet));
  g_return_if_fail (GTK_IS_WIDGET (page));

  GPtrArray *pages = get_pages (leaflet);
  GPtrArray *leaving = g_object_get_data (G_OBJECT (leaflet), LEAVING);

  terrain_navigation_push (leaflet, page);
  while (pages->len > 2)
    g_ptr_array_add (leaving, g_ptr_array_steal_index (pages, pages->len - 2));
  on_transition (leaflet);
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
  guint index;

  g_return_val_if_fail (ADW_IS_LEAFLET (leaflet), FALSE);

  GPtrArray *pages = get_pages (leaflet);
  if (!g_ptr_array_find (pages, adw_leaflet_get_visible_child (leaflet), &index) || index == 0)
    return FALSE;
  go_to (leaflet, g_ptr_array_index (pages, index - 1));
  return TRUE;
}

void
terrain_navigation_pop_to_root (AdwLeaflet *leaflet)
{
  g_return_if_fail (ADW_IS_LEAFLET (leaflet));

  go_to (leaflet, g_ptr_array_index (get_pages (leaflet), 0));
}

GtkWidget *
terrain_navigation_find (AdwLeaflet *leaflet,
                         GType       type)
{
  g_return_val_if_fail (ADW_IS_LEAFLET (leaflet), NULL);

  GPtrArray *pages = get_pages (leaflet);
  for (guint i = pages->len; i > 0; i--)
    if (g_type_is_a (G_OBJECT_TYPE (g_ptr_array_index (pages, i - 1)), type))
      return g_ptr_array_index (pages, i - 1);
  return NULL;
}

GtkWidget *
terrain_navigation_get_visible (AdwLeaflet *leaflet)
{
  g_return_val_if_fail (ADW_IS_LEAFLET (leaflet), NULL);

  return adw_leaflet_get_visible_child (leaflet);
}
