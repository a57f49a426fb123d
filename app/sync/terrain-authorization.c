/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-authorization-private.h"

#include <string.h>

struct _TerrainAuthorization
{
  char *user_name;
  char *password;
  GHashTable *challenge; /* (nullable): the parameters of the one that is met */
  GChecksumType hash;
  gboolean is_session; /* "-sess" */
  gboolean has_qop;
  guint n_uses; /* of the nonce */
};

TerrainAuthorization *
terrain_authorization_new (const char *user_name,
                           const char *password)
{
  TerrainAuthorization *self;

  g_return_val_if_fail (user_name != NULL && password != NULL, NULL);

  self = g_rc_box_new0 (TerrainAuthorization);
  self->user_name = g_strdup (user_name);
  self->password = g_strdup (password);
  return self;
}

TerrainAuthorization *
terrain_authorization_ref (TerrainAuthorization *self)
{
  return g_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  TerrainAuthorization *self = data;

  g_free (self->user_name);
  g_free (self->password);
  g_clear_pointer (&self->challenge, g_hash_table_unref);
}

void
terrain_authorization_unref (TerrainAuthorization *self)
{
  g_rc_box_release_full (self, clear);
}

static gboolean
read_algorithm (const char    *name,
                GChecksumType *hash,
                gboolean      *is_session)
{
  static const struct
  {
    const char *name;
    GChecksumType hash;
    gboolean is_session;
  } algorithms[] = {
    { "MD5", G_CHECKSUM_MD5, FALSE },
    { "MD5-sess", G_CHECKSUM_MD5, TRUE },
    { "SHA-256", G_CHECKSUM_SHA256, FALSE },
    { "SHA-256-sess", G_CHECKSUM_SHA256, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (algorithms); i++)
    if (g_ascii_strcasecmp (name != NULL ? name : "MD5", algorithms[i].name) == 0)
      {
        *hash = algorithms[i].hash;
        *is_session = algorithms[i].is_session;
        return TRUE;
      }
  return FALSE;
}

/* @parameters: those of one challenge to Digest */
static gboolean
meet (TerrainAuthorization *self,
      const char           *parameters)
{
  GHashTable *challenge = soup_header_parse_param_list (parameters);
  const char *qop = g_hash_table_lookup (challenge, "qop");

  if (g_hash_table_lookup (challenge, "realm") == NULL || g_hash_table_lookup (challenge, "nonce") == NULL ||
      (qop != NULL && !soup_header_contains (qop, "auth")) ||
      !read_algorithm (g_hash_table_lookup (challenge, "algorithm"), &self->hash, &self->is_session))
    {
      soup_header_free_param_list (challenge);
      return FALSE;
    }
  g_clear_pointer (&self->challenge, g_hash_table_unref);
  self->challenge = challenge;
  self->has_qop = qop != NULL;
  self->n_uses = 0;
  return TRUE;
}

/* Challenges and their parameters are items of one list; a challenge begins with its scheme and a space (RFC 9110 section
 * 11.6.1). The first that can be met is the one the server likes best (RFC 7616 section 3.7). */
gboolean
terrain_authorization_take_challenge (TerrainAuthorization *self,
                                      SoupMessageHeaders   *headers)
{
  const char *text = soup_message_headers_get_list (headers, "WWW-Authenticate");
  GSList *items = text != NULL ? soup_header_parse_list (text) : NULL;
  g_autoptr (GString) parameters = NULL;
  gboolean is_met = FALSE;

  for (GSList *item = items; item != NULL && !is_met; item = item->next)
    {
      const char *words = item->data;
      gsize length = strcspn (words, " =\"");
      gboolean begins = words[length] != '=' && words[length] != '"';

      if (begins && parameters != NULL)
        {
          is_met = meet (self, parameters->str);
          g_string_free (g_steal_pointer (&parameters), TRUE);
        }
      if (begins && length == strlen ("Digest") && g_ascii_strncasecmp (words, "Digest", length) == 0)
        parameters = g_string_new (words + length);
      else if (!begins && parameters != NULL)
        g_string_append_printf (parameters, ", %s", words);
    }
  if (!is_met && parameters != NULL)
    is_met = meet (self, parameters->str);
  soup_header_free_list (items);
  return is_met;
}

static char *
hash_texts (TerrainAuthorization *self,
            const char           *first,
            ...)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (self->hash);
  va_list texts;

  g_checksum_update (checksum, (const guchar *) first, -1);
  va_start (texts, first);
  for (const char *text = va_arg (texts, const char *); text != NULL; text = va_arg (texts, const char *))
    {
      g_checksum_update (checksum, (const guchar *) ":", 1);
      g_checksum_update (checksum, (const guchar *) text, -1);
    }
  va_end (texts);
  return g_strdup (g_checksum_get_string (checksum));
}

static void
append_quoted (GString    *header,
               const char *name,
               const char *value)
{
  g_string_append_printf (header, "%s=\"", name);
  for (; *value != '\0'; value++)
    {
      if (*value == '"' || *value == '\\')
        g_string_append_c (header, '\\');
      g_string_append_c (header, *value);
    }
  g_string_append (header, "\", ");
}

/* Hashed where the server wants that; in another alphabet than ASCII, as RFC 8187 writes it (RFC 7616 section 3.4). */
static void
append_user_name (TerrainAuthorization *self,
                  GString              *header,
                  const char           *realm)
{
  const char *user_hash = g_hash_table_lookup (self->challenge, "userhash");

  if (user_hash != NULL && g_ascii_strcasecmp (user_hash, "true") == 0)
    {
      g_autofree char *hashed = hash_texts (self, self->user_name, realm, NULL);

      append_quoted (header, "username", hashed);
      g_string_append (header, "userhash=true, ");
    }
  else if (!g_str_is_ascii (self->user_name) && g_hash_table_contains (self->challenge, "charset"))
    {
      g_autofree char *escaped = g_uri_escape_string (self->user_name, NULL, FALSE);

      g_string_append_printf (header, "username*=UTF-8''%s, ", escaped);
    }
  else
    {
      append_quoted (header, "username", self->user_name);
    }
}

static char *
print_digest (TerrainAuthorization *self,
              const char           *method,
              const char           *target,
              const char           *cnonce)
{
  const char *realm = g_hash_table_lookup (self->challenge, "realm");
  const char *nonce = g_hash_table_lookup (self->challenge, "nonce");
  const char *opaque = g_hash_table_lookup (self->challenge, "opaque");
  const char *algorithm = g_hash_table_lookup (self->challenge, "algorithm");
  g_autofree char *user = hash_texts (self, self->user_name, realm, self->password, NULL);
  g_autofree char *session = self->is_session ? hash_texts (self, user, nonce, cnonce, NULL) : g_strdup (user);
  g_autofree char *request = hash_texts (self, method, target, NULL);
  g_autofree char *count = g_strdup_printf ("%08x", ++self->n_uses);
  g_autofree char *response = self->has_qop
                                ? hash_texts (self, session, nonce, count, cnonce, "auth", request, NULL)
                                : hash_texts (self, session, nonce, request, NULL);
  GString *header = g_string_new ("Digest ");

  append_user_name (self, header, realm);
  append_quoted (header, "realm", realm);
  append_quoted (header, "nonce", nonce);
  append_quoted (header, "uri", target);
  if (opaque != NULL)
    append_quoted (header, "opaque", opaque);
  if (algorithm != NULL)
    g_string_append_printf (header, "algorithm=%s, ", algorithm);
  if (self->has_qop)
    g_string_append_printf (header, "qop=auth, nc=%s, ", count);
  if (self->has_qop || self->is_session)
    append_quoted (header, "cnonce", cnonce);
  g_string_append_printf (header, "response=\"%s\"", response);
  return g_string_free (header, FALSE);
}

char *
terrain_authorization_print (TerrainAuthorization *self,
                             const char           *method,
                             GUri                 *uri,
                             const char           *cnonce)
{
  const char *path = g_uri_get_path (uri);
  const char *query = g_uri_get_query (uri);
  g_autofree char *target = g_strconcat (*path != '\0' ? path : "/", query != NULL ? "?" : NULL, query, NULL);
  g_autofree char *made = cnonce == NULL ? g_uuid_string_random () : NULL;
  g_autofree char *pair = NULL;
  g_autofree char *encoded = NULL;

  if (self->challenge != NULL)
    return print_digest (self, method, target, cnonce != NULL ? cnonce : made);
  pair = g_strconcat (self->user_name, ":", self->password, NULL);
  encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  return g_strconcat ("Basic ", encoded, NULL);
}
