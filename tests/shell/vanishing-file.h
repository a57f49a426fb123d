/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file as of a telephone or stick that is pulled out while it is read: says it is @size bytes of @content_type long, gives
 * @given of them, and then fails, or ends where @fails is FALSE. */
GFile *vanishing_file_new (const char *name, const char *content_type, goffset size, goffset given, gboolean fails);

G_END_DECLS
