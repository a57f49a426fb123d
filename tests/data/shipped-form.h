/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/* The form of that id as the build compiled it, with the lists beside it; an issue of any kind fails the test. */
TerrainForm *shipped_form_load (const char *id);
/* A record of it on 21 November 2026, half past ten in Brussels, with the seed 1. */
TerrainInterview *shipped_form_begin (TerrainForm *form);

G_END_DECLS
