/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/*
 * TerrainPlaceGiver: gives a record the place of this device where its form asks for it without a question (odk:setgeopoint,
 * start-geopoint, the audit log), as long as the page that shows the record is to be seen. It does nothing at all, and asks
 * the desktop nothing, where the person did not agree (terrain_profile_get_gives_place()) or the form does not ask.
 * Nothing waits for it: what is not known when the record is left or completed stays blank.
 */
#define TERRAIN_TYPE_PLACE_GIVER (terrain_place_giver_get_type ())
G_DECLARE_FINAL_TYPE (TerrainPlaceGiver, terrain_place_giver, TERRAIN, PLACE_GIVER, GObject)

/* @page: the widget that shows the record; not kept alive */
TerrainPlaceGiver *terrain_place_giver_new (TerrainSession *session, GtkWidget *page);

G_END_DECLS
