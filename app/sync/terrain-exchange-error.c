/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-exchange-error-private.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "terrain-sync-error-private.h"

static GError *
new_offline_error (const char *reason,
                   GUri       *uri)
{
  return g_error_new (TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_OFFLINE,
                      _("The server %s cannot be reached: %s. What is to be sent stays here and goes by itself once it "
                        "answers; there is nothing you have to do."),
                      g_uri_get_host (uri), reason);
}

static gboolean
is_broken_answer (const GError *cause)
{
  return cause->domain == G_IO_ERROR &&
         (cause->code == G_IO_ERROR_PARTIAL_INPUT || cause->code == G_IO_ERROR_INVALID_DATA);
}

GError *
terrain_exchange_translate_error (const GError *cause,
                                  gboolean      too_slow,
                                  GUri         *uri)
{
  /* Not the network's: a file that cannot be read. */
  if (cause->domain != G_IO_ERROR && cause->domain != G_TLS_ERROR && cause->domain != G_RESOLVER_ERROR &&
      cause->domain != SOUP_SESSION_ERROR)
    return g_error_copy (cause);
  if (too_slow || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return new_offline_error (_("it does not answer in time"), uri);
  if (cause->domain == G_TLS_ERROR)
    return g_error_new (TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_TLS,
                        _("The identity of the server %s cannot be verified (%s). Nothing was sent. Check this "
                          "computer's date; if it is right, tell the coordinator."),
                        g_uri_get_host (uri), cause->message);
  if (is_broken_answer (cause))
    return g_error_new (TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_SERVER,
                        _("The answer of the server %s broke off. It is tried again by itself."),
                        g_uri_get_host (uri));
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return new_offline_error (_("nothing answers there"), uri);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE) ||
      g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE))
    return new_offline_error (_("there is no network"), uri);
  if (cause->domain == G_RESOLVER_ERROR)
    return new_offline_error (_("its name is not found, there may be no network"), uri);
  return new_offline_error (cause->message, uri);
}

GError *
terrain_exchange_new_size_error (gsize max_size)
{
  g_autofree char *limit = g_format_size (max_size);

  return g_error_new (TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_SERVER,
                      _("The server's answer is larger than %s, which cannot be right. Tell the coordinator."), limit);
}

GError *
terrain_exchange_new_address_error (gboolean readable)
{
  if (readable)
    return g_error_new_literal (TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_TLS,
                                _("The address does not begin with https://, so that others could read what is sent. "
                                  "Nothing was sent. Correct the address in the settings."));
  return g_error_new_literal (TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_NO_SERVER,
                              _("The server's address cannot be read. Correct it in the settings."));
}

void
terrain_exchange_set_redirect_error (GError **error,
                                     guint    status,
                                     GUri    *target)
{
  g_autoptr (GError) problem = NULL;

  problem = g_error_new (TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_NOT_OPENROSA,
                         _("The server was not reached: the answer leads to %s. Perhaps this network wants you to sign "
                           "in first: open a web page to do so. If that does not help, check the server's address."),
                         target != NULL ? g_uri_get_host (target) : _("nowhere"));
  terrain_sync_error_set_details (problem, status, NULL, 0);
  g_propagate_error (error, g_steal_pointer (&problem));
}
