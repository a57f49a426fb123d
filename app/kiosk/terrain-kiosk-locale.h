/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The kiosk speaks the visitor's language, its own words included, whatever the desktop's language is.
 *
 * gettext reads LANGUAGE at each change of _nl_msg_cat_cntr (gettext manual, "gettext grok"). The variable is made once
 * before any other thread runs; replacing the value of one that exists is safe with glibc, which never frees the old.
 */
void terrain_kiosk_locale_prepare (void);
/* @tag: "nl"; what has no translation is in English */
void terrain_kiosk_locale_set (const char *tag);

G_END_DECLS
