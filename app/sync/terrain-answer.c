/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-answer-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <terrain-wire.h>

#include "terrain-sync-error-private.h"

/* A server that asks for more patience than this gets this much. */
#define MAX_RETRY_AFTER 600
#define MAX_WORDS 2000

/* Retry-After: seconds, or a date, which is taken against the server's own clock: ours may be wrong. */
static guint
read_retry_after (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  const char *now_text = soup_message_headers_get_one (headers, "Date");
  g_autoptr (GDateTime) then = NULL;
  g_autoptr (GDateTime) now = NULL;
  gint64 seconds;
  char *end;

  if (text == NULL)
    return 0;
  seconds = g_ascii_strtoll (text, &end, 10);
  if (end == text || *end != '\0')
    {
      then = soup_date_time_new_from_http_string (text);
      now = now_text != NULL ? soup_date_time_new_from_http_string (now_text) : NULL;
      seconds = then != NULL && now != NULL ? g_date_time_difference (then, now) / G_TIME_SPAN_SECOND : 0;
    }
  return (guint) CLAMP (seconds, 0, MAX_RETRY_AFTER);
}

TerrainAnswer *
terrain_answer_new (SoupMessage *message,
                    GBytes      *body)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *length = soup_message_headers_get_one (headers, "X-OpenRosa-Accept-Content-Length");
  TerrainAnswer *self = g_new0 (TerrainAnswer, 1);

  self->status = soup_message_get_status (message);
  self->body = g_bytes_ref (body);
  self->is_openrosa = soup_message_headers_get_one (headers, "X-OpenRosa-Version") != NULL;
  if (length != NULL)
    self->accept_length = g_ascii_strtoull (length, NULL, 10);
  self->retry_after = read_retry_after (headers);
  self->is_challenge = soup_message_headers_get_one (headers, "WWW-Authenticate") != NULL;
  return self;
}

void
terrain_answer_free (TerrainAnswer *self)
{
  if (self == NULL)
    return;
  g_bytes_unref (self->body);
  g_free (self);
}

/* A body that is neither OpenRosa nor JSON, where it is a line of text. */
static char *
read_plain_words (GBytes *body)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);
  g_autofree char *text = NULL;

  if (size == 0 || terrain_wire_is_html (body) || memchr (data, '\0', size) != NULL)
    return NULL;
  text = g_utf8_make_valid (data, (gssize) MIN (size, 4 * MAX_WORDS));
  g_strstrip (text);
  if (*text == '\0' || *text == '<')
    return NULL;
  return g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_WORDS));
}

/* @recognised: whether an OpenRosa server or Central must have written it */
static char *
read_words (const TerrainAnswer *self,
            gboolean            *recognised)
{
  g_autoptr (TerrainOpenrosaResponse) response = terrain_openrosa_response_parse (self->body, NULL);
  g_autoptr (TerrainCentralError) central = NULL;

  *recognised = TRUE;
  if (response != NULL)
    return *response->message != '\0' ? g_steal_pointer (&response->message) : NULL;
  central = terrain_central_error_parse (self->body, NULL);
  if (central != NULL)
    return central->details != NULL ? g_strdup_printf ("%s %s", central->message, central->details)
                                    : g_steal_pointer (&central->message);
  *recognised = self->is_openrosa;
  return read_plain_words (self->body);
}

static int
classify_refusal (guint           status,
                  TerrainAnswerTo purpose,
                  gboolean        recognised)
{
  switch (status)
    {
    case SOUP_STATUS_UNAUTHORIZED:
    case SOUP_STATUS_FORBIDDEN:
      return TERRAIN_SYNC_ERROR_CREDENTIALS;
    case SOUP_STATUS_PROXY_UNAUTHORIZED:
    case 511: /* Network Authentication Required (RFC 6585 section 6): a captive portal that says so */
      return TERRAIN_SYNC_ERROR_NOT_OPENROSA;
    case SOUP_STATUS_REQUEST_TIMEOUT:
    case 425:
    case 429:
      return TERRAIN_SYNC_ERROR_SERVER;
    case SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE:
      /* Said by the proxy before the server, as a web page. */
      return purpose == TERRAIN_ANSWER_TO_SUBMISSION ? TERRAIN_SYNC_ERROR_REJECTED : TERRAIN_SYNC_ERROR_SERVER;
    default:
      break;
    }
  if (!recognised)
    return TERRAIN_SYNC_ERROR_NOT_OPENROSA;
  if (purpose == TERRAIN_ANSWER_TO_SUBMISSION)
    return TERRAIN_SYNC_ERROR_REJECTED;
  /* The server is one, but there is nothing at this address. */
  return status == SOUP_STATUS_NOT_FOUND && purpose == TERRAIN_ANSWER_TO_LIST ? TERRAIN_SYNC_ERROR_NOT_OPENROSA
                                                                              : TERRAIN_SYNC_ERROR_SERVER;
}

static int
classify (const TerrainAnswer *self,
          TerrainAnswerTo      purpose,
          gboolean             recognised)
{
  if (SOUP_STATUS_IS_CLIENT_ERROR (self->status) || self->status == 511)
    return classify_refusal (self->status, purpose, recognised);
  if (SOUP_STATUS_IS_SERVER_ERROR (self->status))
    return TERRAIN_SYNC_ERROR_SERVER;
  return terrain_wire_is_html (self->body) && !self->is_openrosa ? TERRAIN_SYNC_ERROR_NOT_OPENROSA
                                                                 : TERRAIN_SYNC_ERROR_SERVER;
}

static char *
describe (int   code,
          guint status)
{
  switch (code)
    {
    case TERRAIN_SYNC_ERROR_CREDENTIALS:
      return g_strdup (_("The server does not accept the user name and password, or the key in its address. "
                         "Check them in the settings; nothing is lost meanwhile."));
    case TERRAIN_SYNC_ERROR_NOT_OPENROSA:
      return g_strdup_printf (_("Something answered (status %u), but not the server: perhaps this network wants you to "
                                "sign in first, or the server's address is not quite right. "
                                "Open a web page to sign in, or check the address."),
                              status);
    case TERRAIN_SYNC_ERROR_REJECTED:
      if (status == SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE)
        return g_strdup (_("A file of this record is larger than the server accepts. "
                           "Make it smaller, or ask the coordinator to raise the server's limit."));
      if (status == SOUP_STATUS_NOT_FOUND)
        return g_strdup (_("The server does not know this form, or not this version of it. "
                           "Ask the coordinator to publish it there, then send the record again."));
      if (status == SOUP_STATUS_CONFLICT)
        return g_strdup (_("The server does not take this record as it is: it has it already with other answers, or is "
                           "closed for it. Tell the coordinator what the server said."));
      return g_strdup_printf (_("The server refused this record (status %u). "
                                "Tell the coordinator what the server said."),
                              status);
    default:
      return g_strdup_printf (_("The server had a problem (status %u). It is tried again by itself."), status);
    }
}

static gboolean
is_success (const TerrainAnswer *self,
            TerrainAnswerTo      purpose)
{
  if (purpose != TERRAIN_ANSWER_TO_SUBMISSION)
    return self->status == SOUP_STATUS_OK;
  /* 201, or 202 of a server that works it off later; a portal says 200 to everything. */
  return (self->status == SOUP_STATUS_CREATED || self->status == SOUP_STATUS_ACCEPTED) &&
         (self->is_openrosa || !terrain_wire_is_html (self->body));
}

gboolean
terrain_answer_check (const TerrainAnswer *self,
                      TerrainAnswerTo      purpose,
                      GError             **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *words = NULL;
  g_autofree char *sentence = NULL;
  gboolean recognised;
  int code;

  if (is_success (self, purpose))
    return TRUE;
  words = read_words (self, &recognised);
  code = classify (self, purpose, recognised);
  sentence = describe (code, self->status);
  problem = g_error_new_literal (TERRAIN_SYNC_ERROR, code, sentence);
  terrain_sync_error_set_details (problem, self->status, words, self->retry_after);
  terrain_sync_error_set_challenge (problem, self->is_challenge);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
