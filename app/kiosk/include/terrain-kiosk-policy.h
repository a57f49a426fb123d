/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * TerrainKioskPolicy: what whoever looks after a kiosk decides. Times in milliseconds, so that tests need not wait.
 */
typedef struct
{
  guint idle_ms;     /* without a touch before it asks whether somebody is there (UX-24) */
  guint warning_ms;  /* that question stays before everything starts again */
  guint thanks_ms;   /* the thank-you page stays (UX-40) */
  guint tap_ms;      /* taps closer together count once (UX-32) */
  guint pin_delay_ms; /* after a wrong PIN; doubles with each, up to a minute */
  char **languages;  /* tags in order; empty for all of the form */
  char *pin_hash;    /* "" for none: then nobody leaves */
} TerrainKioskPolicy;

/* @settings: of schema brussels.safe.Terrain.Kiosk */
TerrainKioskPolicy *terrain_kiosk_policy_new (GSettings *settings);
TerrainKioskPolicy *terrain_kiosk_policy_copy (const TerrainKioskPolicy *self);
void terrain_kiosk_policy_free (TerrainKioskPolicy *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainKioskPolicy, terrain_kiosk_policy_free)

G_END_DECLS
