/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-calendar.h"
#include "terrain-kept.h"
#include "terrain-map-tiles.h"
#include "terrain-pin.h"
#include "terrain-profile.h"
#include "terrain-record-copy.h"
#include "terrain-record-migration.h"
#include "terrain-record-trash.h"
#include "terrain-record-view.h"
#include "terrain-records.h"
#include "terrain-remarks.h"
#include "terrain-sensitive.h"
#include "terrain-server-settings.h"
#include "terrain-session-places.h"
#include "terrain-session-sound.h"
#include "terrain-session.h"
