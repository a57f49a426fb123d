/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-level-meter.h"

static void
level_heard (GtkLevelBar *meter, double level)
{
  gtk_level_bar_set_value (meter, level);
}

static void
finished (GtkLevelBar *meter)
{
  gtk_level_bar_set_value (meter, 0);
}

GtkWidget *
terrain_level_meter_new (TerrainRecorder *recorder)
{
  GtkWidget *meter = gtk_level_bar_new ();

  g_return_val_if_fail (TERRAIN_IS_RECORDER (recorder), meter);

  gtk_accessible_update_property (GTK_ACCESSIBLE (meter), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Loudness of what is heard"), -1);
  g_signal_connect_object (recorder, "level", G_CALLBACK (level_heard), meter, G_CONNECT_SWAPPED);
  g_signal_connect_object (recorder, "finished", G_CALLBACK (finished), meter, G_CONNECT_SWAPPED);
  return meter;
}
