/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The errors of an exchange that ended without an answer, as sentences of TERRAIN_SYNC_ERROR. */

/* @uri: where it was asked */
GError *terrain_exchange_translate_error (const GError *cause, gboolean too_slow, GUri *uri);
GError *terrain_exchange_new_size_error (gsize max_size);
/* @readable: it is an address, but not one to send anything to */
GError *terrain_exchange_new_address_error (gboolean readable);
/* @target: (nullable) */
void terrain_exchange_set_redirect_error (GError **error, guint status, GUri *target);

G_END_DECLS
