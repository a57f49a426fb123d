/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What every call of the desktop's portals has in common (XDG Desktop Portal, "Portal API: Requests"): one asks, gets the
 * path of a request, and the answer comes as its signal "Response".
 */
#define TERRAIN_PORTAL_NAME "org.freedesktop.portal.Desktop"
#define TERRAIN_PORTAL_PATH "/org/freedesktop/portal/desktop"
#define TERRAIN_PORTAL_REQUEST "org.freedesktop.portal.Request"

/* Of one request or session, for the options "handle_token" and "session_handle_token". */
char *terrain_portal_make_token (void);
/* Where the answer to the request of @token comes from: known before it is asked for, so that no answer is missed. */
char *terrain_portal_dup_request_path (GDBusConnection *bus, const char *token);
/* @parameters: of the signal "Response". FALSE: the person said no, something else is in the way, or it is no answer. */
gboolean terrain_portal_is_granted (GVariant *parameters);

G_END_DECLS
