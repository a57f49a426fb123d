/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#include <glib/gi18n-lib.h>

#include "terrain-pin.h"

#define SCHEME "pbkdf2-sha256"
#define ITERATIONS 60000
/* A hash with more was not made here: do not hang on it. */
#define MAX_ITERATIONS 1000000
#define SALT_SIZE 16
#define HASH_SIZE 32

static gboolean
is_pin (const char *pin)
{
  gsize length = strlen (pin);

  return length >= TERRAIN_PIN_MIN && length <= TERRAIN_PIN_MAX && strspn (pin, "0123456789") == length;
}

static void
hmac_sha256 (GHmac        *keyed,
             const guint8 *data,
             gsize         size,
             guint8       *digest)
{
  g_autoptr (GHmac) hmac = g_hmac_copy (keyed);
  gsize digest_size = HASH_SIZE;

  g_hmac_update (hmac, data, (gssize) size);
  g_hmac_get_digest (hmac, digest, &digest_size);
}

/* PBKDF2 (RFC 8018, 5.2) for one block, which is all that 32 bytes need. */
static void
derive (const char   *pin,
        const guint8 *salt,
        guint         iterations,
        guint8       *hash)
{
  g_autoptr (GHmac) keyed = g_hmac_new (G_CHECKSUM_SHA256, (const guchar *) pin, strlen (pin));
  guint8 block[SALT_SIZE + 4];
  guint8 u[HASH_SIZE];

  memcpy (block, salt, SALT_SIZE);
  memcpy (block + SALT_SIZE, "\0\0\0\1", 4);
  hmac_sha256 (keyed, block, sizeof block, u);
  memcpy (hash, u, HASH_SIZE);
  for (guint i = 1; i < iterations; i++)
    {
      hmac_sha256 (keyed, u, HASH_SIZE, u);
      for (guint j = 0; j < HASH_SIZE; j++)
        hash[j] ^= u[j];
    }
}

static char *
to_hex (const guint8 *bytes,
        gsize         size)
{
  g_autoptr (GString) text = g_string_sized_new (2 * size);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (text, "%02x", bytes[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
from_hex (const char *text,
          guint8     *bytes,
          gsize       size)
{
  if (strlen (text) != 2 * size)
    return FALSE;
  for (gsize i = 0; i < size; i++)
    {
      int high = g_ascii_xdigit_value (text[2 * i]);
      int low = g_ascii_xdigit_value (text[2 * i + 1]);
      if (high < 0 || low < 0)
        return FALSE;
      bytes[i] = (guint8) (high << 4 | low);
    }
  return TRUE;
}

char *
terrain_pin_hash (const char *pin,
                        GError    **error)
{
  guint8 salt[SALT_SIZE];
  guint8 hash[HASH_SIZE];

  g_return_val_if_fail (pin != NULL, NULL);

  if (!is_pin (pin))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("A PIN is %d to %d digits."),
                   TERRAIN_PIN_MIN, TERRAIN_PIN_MAX);
      return NULL;
    }
  if (getrandom (salt, sizeof salt, 0) != sizeof salt)
    {
      int saved_errno = errno;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                   _("The system gives no random numbers: %s"), g_strerror (saved_errno));
      return NULL;
    }
  derive (pin, salt, ITERATIONS, hash);

  g_autofree char *salt_text = to_hex (salt, sizeof salt);
  g_autofree char *hash_text = to_hex (hash, sizeof hash);
  return g_strdup_printf (SCHEME "$%d$%s$%s", ITERATIONS, salt_text, hash_text);
}

gboolean
terrain_pin_verify (const char *hash,
                          const char *pin)
{
  guint8 salt[SALT_SIZE];
  guint8 expected[HASH_SIZE];
  guint8 actual[HASH_SIZE];
  guint64 iterations;
  guint8 difference = 0;

  g_return_val_if_fail (hash != NULL && pin != NULL, FALSE);

  g_auto (GStrv) parts = g_strsplit (hash, "$", -1);
  if (g_strv_length (parts) != 4 || strcmp (parts[0], SCHEME) != 0
      || !g_ascii_string_to_unsigned (parts[1], 10, 1, MAX_ITERATIONS, &iterations, NULL)
      || !from_hex (parts[2], salt, sizeof salt) || !from_hex (parts[3], expected, sizeof expected))
    return FALSE;

  derive (pin, salt, (guint) iterations, actual);
  for (guint i = 0; i < HASH_SIZE; i++)
    difference |= (guint8) (expected[i] ^ actual[i]);
  return difference == 0;
}
