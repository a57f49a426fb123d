/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * TerrainKioskIdle: notices that nobody touches @widget any more. Owned by who made it; calls back in this order:
 * @warn after idle_ms, @expire after warning_ms more; @touched on any touch, key or movement in between.
 */
typedef struct _TerrainKioskIdle TerrainKioskIdle;

typedef struct
{
  void (*warn) (gpointer user_data);
  void (*expire) (gpointer user_data);
  void (*touched) (gpointer user_data);
} TerrainKioskIdleFuncs;

TerrainKioskIdle *terrain_kiosk_idle_new (GtkWidget *widget, guint idle_ms, guint warning_ms,
                                          const TerrainKioskIdleFuncs *funcs, gpointer user_data);
/* Before @widget goes. */
void terrain_kiosk_idle_free (TerrainKioskIdle *self);
/* Begins to count, or begins anew. */
void terrain_kiosk_idle_start (TerrainKioskIdle *self);
void terrain_kiosk_idle_stop (TerrainKioskIdle *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainKioskIdle, terrain_kiosk_idle_free)

G_END_DECLS
