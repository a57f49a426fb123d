/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-context.h"

G_BEGIN_DECLS

/*
 * TerrainTallyRows: a repeat of what and how many, read and written as counts: an instance for each thing that there is
 * any of. Holds nothing: the record does.
 */
typedef struct
{
  TerrainFormContext *context;
  TerrainItem *repeat;
  TerrainControl *thing;    /* select1 */
  TerrainControl *quantity; /* whole number */
} TerrainTallyRows;

/* Whether @item is a repeat that asks to be shown as a tally ("terrain-tally") and can be: of a select1 and a whole number
 * and nothing else, neither of them sensitive. Any other repeat is shown as repeats are. */
gboolean terrain_tally_fits (TerrainItem *item);
/* Returns: (transfer none) (nullable): the tally that @item is, or lies in */
TerrainItem *terrain_tally_find (TerrainItem *item);

/* @context, @repeat: must outlive it. @repeat: one that fits */
void terrain_tally_rows_init (TerrainTallyRows *self, TerrainFormContext *context, TerrainItem *repeat);
/* Returns: (transfer full): what can be counted: GListModel of TerrainChoice. @language: (nullable) */
GListModel *terrain_tally_rows_list_things (TerrainTallyRows *self, const char *language);
guint terrain_tally_rows_count (TerrainTallyRows *self, const char *thing);
/* A first one of @thing can be added, or the count of one that is there changed. */
gboolean terrain_tally_rows_may_set (TerrainTallyRows *self, const char *thing);

/**
 * terrain_tally_rows_set:
 * @count: 0: there is none
 *
 * Each call is one step to be undone. A count that the form's constraint refuses is taken back at once.
 *
 * Returns: %FALSE, and nothing changed, with @error a sentence for a person
 */
gboolean terrain_tally_rows_set (TerrainTallyRows *self, const char *thing, guint count, GError **error);

/* Returns: (transfer full) (element-type utf8): things in the record that are not among @things, each once */
GPtrArray *terrain_tally_rows_list_others (TerrainTallyRows *self, GListModel *things);
/* Returns: (transfer full) (nullable): what is wrong with the record there, in words. @with_missing: an instance without its
 * thing is wrong too */
char *terrain_tally_rows_dup_problem (TerrainTallyRows *self, gboolean with_missing);

G_END_DECLS
