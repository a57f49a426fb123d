/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* @text: what was typed */
typedef void (*TerrainTextDialogFunc) (const char *text,
                                       gpointer    user_data);

/*
 * Asks for some lines of text: Ctrl+Enter accepts, Esc leaves. @accept: the label of the button that accepts. With
 * @needs_text nothing can be accepted while nothing is typed. @accepted is called with @owner as data while that is alive.
 */
void terrain_text_dialog_ask (GtkWindow            *parent,
                              const char           *heading,
                              const char           *body,
                              const char           *initial,
                              const char           *accept,
                              gboolean              needs_text,
                              TerrainTextDialogFunc accepted,
                              gpointer              owner);

G_END_DECLS
