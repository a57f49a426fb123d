/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-kiosk-policy.h"

TerrainKioskPolicy *
terrain_kiosk_policy_new (GSettings *settings)
{
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  TerrainKioskPolicy *self = g_new0 (TerrainKioskPolicy, 1);

  self->idle_ms = g_settings_get_uint (settings, "idle-seconds") * 1000;
  self->warning_ms = g_settings_get_uint (settings, "warning-seconds") * 1000;
  self->thanks_ms = g_settings_get_uint (settings, "thanks-seconds") * 1000;
  self->tap_ms = 500;
  self->pin_delay_ms = 1000;
  self->languages = g_settings_get_strv (settings, "languages");
  self->pin_hash = g_settings_get_string (settings, "pin-hash");
  return self;
}

TerrainKioskPolicy *
terrain_kiosk_policy_copy (const TerrainKioskPolicy *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  TerrainKioskPolicy *copy = g_memdup2 (self, sizeof *self);

  copy->languages = g_strdupv (self->languages);
  copy->pin_hash = g_strdup (self->pin_hash);
  return copy;
}

void
terrain_kiosk_policy_free (TerrainKioskPolicy *self)
{
  if (!self)
    return;
  g_strfreev (self->languages);
  g_free (self->pin_hash);
  g_free (self);
}
