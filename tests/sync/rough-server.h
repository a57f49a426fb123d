/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/*
 * A server that behaves as badly as it is told to: it reads a request whole, then gives back exactly the bytes it was
 * given, or none, or slowly. Answers from threads of its own; accepts on the default main context.
 */
typedef struct _RoughServer RoughServer;

typedef enum
{
  ROUGH_REPLY,  /* the bytes, then the connection is closed */
  ROUGH_SILENT, /* nothing, for as long as the client waits */
  ROUGH_RESET,  /* a reset instead of an answer */
  ROUGH_DRIP,   /* the bytes, one every 50 ms, over and over */
  ROUGH_SLOW,   /* the bytes after 200 ms, then the connection is closed */
  ROUGH_SWALLOW, /* the request is passed on to the server at the address given instead of bytes; its answer is not
                    passed back: for as long as the client waits, nothing */
} RoughMode;

RoughServer *rough_server_new (void);
void rough_server_free (RoughServer *self);
/* "http://127.0.0.1:PORT" */
const char *rough_server_get_url (RoughServer *self);
guint rough_server_get_port (RoughServer *self);
/* What every request from now on gets. */
void rough_server_set (RoughServer *self, RoughMode mode, const char *reply);
/* What the next request gets, once; further calls queue up behind it. */
void rough_server_push (RoughServer *self, RoughMode mode, const char *reply);
/* What every GET gets, whatever else is set; NULL: the same as all. */
void rough_server_set_get (RoughServer *self, const char *reply);
guint rough_server_get_n_requests (RoughServer *self);
/* Returns: (transfer full): the last request, head and body */
char *rough_server_dup_request (RoughServer *self);
/* How many requests were being answered at once, at most. */
guint rough_server_get_most_at_once (RoughServer *self);
/* How many were passed on and answered there. */
guint rough_server_get_n_swallowed (RoughServer *self);

/* "HTTP/1.1 STATUS …" with the headers given (each ended by \r\n) and the right Content-Length. */
char *rough_reply (int status, const char *headers, const char *body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoughServer, rough_server_free)
