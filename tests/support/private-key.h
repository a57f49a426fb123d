/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <openssl/evp.h>

G_BEGIN_DECLS

/* The other side of encrypted submissions: whoever holds the private key. Written from the specification, with nothing
 * of the engine's. */

/* The same for each case of a program; to be freed by each. */
EVP_PKEY *private_key_new (void);
/* As a form holds it. */
char *private_key_dup_public (EVP_PKEY *self);
/* What was encrypted with the public key. */
GBytes *private_key_decrypt (EVP_PKEY *self, const char *base64);
/* One file. @n: 0 for the first of the submission */
GBytes *private_key_decrypt_file (GBytes *encrypted, GBytes *key, const char *instance_id, guint n);

/* Returns: (transfer full): the file called @name as it arrived */
typedef GBytes *(*PrivateKeyLoad) (const char *name, gpointer user_data);
/* A whole submission: plain name → GBytes, the submission as "submission.xml". Fails the test where anything does not
 * fit together, the signature included. */
GHashTable *private_key_open_submission (EVP_PKEY *self, GBytes *manifest, PrivateKeyLoad load, gpointer user_data);

/* The text between two others; fails the test where it is not there. */
char *private_key_dup_between (GBytes *bytes, const char *before, const char *after);

G_END_DECLS
