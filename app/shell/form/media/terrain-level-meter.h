/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "terrain-recorder.h"

G_BEGIN_DECLS

/* A GtkLevelBar of how loud it is that @recorder hears. */
GtkWidget *terrain_level_meter_new (TerrainRecorder *recorder);

G_END_DECLS
