/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-engine.h>
#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/*
 * TerrainPrinter: the widget around a form, however far out, that can put a page on paper. A question with the appearance
 * "printer" asks the nearest one; where there is none (a public terminal), it has nothing to press.
 */
#define TERRAIN_TYPE_PRINTER (terrain_printer_get_type ())
G_DECLARE_INTERFACE (TerrainPrinter, terrain_printer, TERRAIN, PRINTER, GtkWidget)

/**
 * TerrainPrinterInterface:
 * @show_page: shows what would be printed, and prints it when that is asked for. @item: its value is HTML; @session: (nullable):
 *   of the record
 */
struct _TerrainPrinterInterface
{
  GTypeInterface parent_iface;
  void (*show_page) (TerrainPrinter *self, TerrainItem *item, TerrainSession *session);
};

void terrain_printer_show_page (TerrainPrinter *self, TerrainItem *item, TerrainSession *session);

G_END_DECLS
