/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The kiosk's sheet for @display; once for any number of calls. */
void terrain_kiosk_style_install (GdkDisplay *display);

G_END_DECLS
