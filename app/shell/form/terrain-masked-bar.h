/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-engine.h>

G_BEGIN_DECLS

/* What stands in the place of an answer that was given after the device was handed over: that there is one, and buttons to
 * delete it ("question.delete-masked") and to ask again ("win.ask-again" with the question's reference). */
GtkWidget *terrain_masked_bar_new (TerrainItem *item);

G_END_DECLS
