/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-portal.h"

char *
terrain_portal_make_token (void)
{
  return g_strdup_printf ("terrain%u", g_random_int ());
}

char *
terrain_portal_dup_request_path (GDBusConnection *bus, const char *token)
{
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (bus) + 1);

  g_strdelimit (sender, ".", '_');
  return g_strconcat (TERRAIN_PORTAL_PATH "/request/", sender, "/", token, NULL);
}

gboolean
terrain_portal_is_granted (GVariant *parameters)
{
  guint32 response;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    return FALSE;
  g_variant_get_child (parameters, 0, "u", &response);
  return response == 0;
}
