/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-wire-hash.h"

#include <string.h>

#define MD5_DIGITS 32

static const char *
digits_of (const char *hash)
{
  return g_ascii_strncasecmp (hash, "md5:", 4) == 0 ? hash + 4 : hash;
}

char *
terrain_wire_hash (GBytes *content)
{
  g_autofree char *digits = NULL;

  g_return_val_if_fail (content != NULL, NULL);

  digits = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, content);
  return g_strconcat ("md5:", digits, NULL);
}

gboolean
terrain_wire_hash_equal (const char *a,
                         const char *b)
{
  if (a == NULL || b == NULL)
    return FALSE;
  return g_ascii_strcasecmp (digits_of (a), digits_of (b)) == 0;
}

gboolean
terrain_wire_hash_is_md5 (const char *hash)
{
  const char *digits;

  if (hash == NULL)
    return FALSE;
  digits = digits_of (hash);
  return strlen (digits) == MD5_DIGITS && strspn (digits, "0123456789abcdefABCDEF") == MD5_DIGITS;
}
