/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "md5:" and 32 lower-case digits: what form lists and manifests carry. It finds changes and damage; it is no proof
 * against somebody who wants to deceive, which is what TLS is for. */
char *terrain_wire_hash (GBytes *content);
/* Whether two hashes name the same content; the "md5:" may be missing on either, letter case does not count.
 * @a, @b: (nullable): NULL equals nothing */
gboolean terrain_wire_hash_equal (const char *a, const char *b);
/* Whether @hash is one that terrain_wire_hash() could have given. */
gboolean terrain_wire_hash_is_md5 (const char *hash);

G_END_DECLS
