/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The one door to the windows for programs and tests. */

#include "terrain-application.h"
#include "terrain-window.h"
#include "terrain-workspace.h"

/* Makes the templates and icons of the windows and the kiosk known; the application does it at its start. */
void terrain_shell_register_resources (void);
