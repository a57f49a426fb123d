/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The one door to the kiosk for programs and tests. */

#include "terrain-kiosk-policy.h"
#include "terrain-kiosk-window.h"
