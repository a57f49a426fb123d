/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A window with nothing but why the profile in @folder cannot be opened, what to do, and Quit. */
GtkWindow *terrain_failure_window_new (GtkApplication *application, const GError *error, const char *folder);

G_END_DECLS
