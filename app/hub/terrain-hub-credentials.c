/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-hub-credentials-private.h"

#include <string.h>
#include <unistd.h>

#define KEY_SIZE 32
#define DIGEST_SIZE 32
#define MAX_HEADER 4096

struct _TerrainHubCredentials
{
  guint8 key[KEY_SIZE];
  guint8 digest[DIGEST_SIZE]; /* of "user:password" */
};

static void
compute (TerrainHubCredentials *self,
         const guint8          *data,
         gsize                  size,
         guint8                *digest)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, self->key, KEY_SIZE);
  gsize length = DIGEST_SIZE;

  g_hmac_update (hmac, data, (gssize) size);
  g_hmac_get_digest (hmac, digest, &length);
}

TerrainHubCredentials *
terrain_hub_credentials_new (const char *user_name,
                             const char *password)
{
  TerrainHubCredentials *self = g_new0 (TerrainHubCredentials, 1);
  g_autofree char *pair = g_strconcat (user_name, ":", password, NULL);

  /* Cannot fail for so few bytes (getentropy(3)); were it to, the key only has to differ from run to run. */
  if (getentropy (self->key, KEY_SIZE) != 0)
    self->key[0] = (guint8) g_random_int_range (0, 256);
  compute (self, (const guint8 *) pair, strlen (pair), self->digest);
  return self;
}

void
terrain_hub_credentials_free (TerrainHubCredentials *self)
{
  g_free (self);
}

gboolean
terrain_hub_credentials_match (TerrainHubCredentials *self,
                               const char            *authorization)
{
  g_autofree guint8 *pair = NULL;
  guint8 digest[DIGEST_SIZE];
  guint difference = 0;
  gsize size;

  if (authorization == NULL || strlen (authorization) > MAX_HEADER ||
      g_ascii_strncasecmp (authorization, "Basic ", strlen ("Basic ")) != 0)
    return FALSE;
  pair = g_base64_decode (authorization + strlen ("Basic "), &size);
  compute (self, pair, size, digest);
  for (gsize i = 0; i < DIGEST_SIZE; i++)
    difference |= (guint) (digest[i] ^ self->digest[i]);
  return difference == 0;
}
