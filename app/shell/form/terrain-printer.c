/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-printer.h"

G_DEFINE_INTERFACE (TerrainPrinter, terrain_printer, GTK_TYPE_WIDGET)

static void
terrain_printer_default_init (TerrainPrinterInterface *iface)
{
}

void
terrain_printer_show_page (TerrainPrinter *self, TerrainItem *item, TerrainSession *session)
{
  g_return_if_fail (TERRAIN_IS_PRINTER (self));
  g_return_if_fail (TERRAIN_IS_ITEM (item));

  TERRAIN_PRINTER_GET_IFACE (self)->show_page (self, item, session);
}
