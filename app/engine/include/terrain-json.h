/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * JSON that comes from outside, made sure of before json-glib reads it. That parser descends by recursion, as deep as the
 * text tells it to; of several values in a row it keeps the last and forgets to free the others; and it takes comments and
 * other quotes, which JSON has not (RFC 8259 section 2) and which brackets could hide in.
 */

/* @text: (array length=length) (nullable): NULL where @length is 0.
 * Returns: whether it is UTF-8 and, as far as its quotes and brackets tell, one object, nested no deeper than @max_depth and
 * with nothing after it; else @error in %TERRAIN_ENGINE_ERROR, with the line where there is one to name. What stands in the
 * object is the parser's to read. */
gboolean terrain_json_check_object (const char *text, gsize length, guint max_depth, GError **error);

G_END_DECLS
