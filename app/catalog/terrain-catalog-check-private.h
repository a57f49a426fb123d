/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Both texts as the form has them, outputs included. Returns: (transfer full) (nullable): why @translation must not be
 * shown, in a sentence */
char *terrain_catalog_check_refuse (const char *source, const char *translation);
/* Returns: (transfer full) (nullable): what a translator should look at; the text can be shown */
char *terrain_catalog_check_warn (const char *source, const char *translation);

G_END_DECLS
