/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A PIN: digits only, since a kiosk has no keyboard. Staff leave the kiosk with one, an interviewer comes back to a hidden
 * screen with one. Kept as
 *   pbkdf2-sha256$ITERATIONS$SALT$HASH   (RFC 8018, HMAC-SHA-256, 16 bytes of salt, 32 of hash, in hexadecimal)
 * It keeps somebody from the screen; it is no encryption key.
 */
#define TERRAIN_PIN_MIN 4
#define TERRAIN_PIN_MAX 12

/* Returns: (nullable) (transfer full): NULL with G_IO_ERROR_INVALID_ARGUMENT where @pin is not 4 to 12 digits */
char *terrain_pin_hash (const char *pin, GError **error);
/* FALSE for a wrong PIN, and for a hash that is none. Takes the same time for any PIN. */
gboolean terrain_pin_verify (const char *hash, const char *pin);

G_END_DECLS
