/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <gst/gst.h>

#include "terrain-elements.h"

gboolean
terrain_elements_have (const char *name)
{
  g_autoptr (GstElementFactory) factory = NULL;

  g_return_val_if_fail (name != NULL, FALSE);

  factory = gst_element_factory_find (name);
  return factory != NULL;
}

gboolean
terrain_elements_check (const char *const *names, GError **error)
{
  g_autoptr (GError) why = NULL;

  if (!gst_init_check (NULL, NULL, &why))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("This computer cannot record here (%s)."),
                   why != NULL ? why->message : "GStreamer");
      return FALSE;
    }
  for (gsize i = 0; names[i] != NULL; i++)
    if (!terrain_elements_have (names[i]))
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                     _("This computer lacks what this needs: GStreamer's “%s” is not installed."),
                     names[i]);
        return FALSE;
      }
  return TRUE;
}
