/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/*
 * TerrainTally: how far a form, a section or a question is: counts of questions that take an answer now.
 */
typedef struct
{
  guint n_asked;
  guint n_answered;
  guint n_missing; /* required and not answered */
  guint n_invalid; /* answered, and the answer breaks a rule */
  guint n_unconfirmed; /* answered unusually, and nobody said that it is right; whoever has the session knows */
  gboolean can_add; /* a person may add a repeat instance somewhere in it */
} TerrainTally;

TerrainTally terrain_tally_count (TerrainItem *item);

typedef enum
{
  TERRAIN_PROGRESS_OPEN,
  TERRAIN_PROGRESS_DONE,    /* nothing required is missing, and something was answered */
  TERRAIN_PROGRESS_PROBLEM, /* some answer breaks a rule or is to be confirmed, or something required is missing after completion was tried */
} TerrainProgress;

TerrainProgress terrain_tally_get_progress (const TerrainTally *self, gboolean completion_tried);

G_END_DECLS
