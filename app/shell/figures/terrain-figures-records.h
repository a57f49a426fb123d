/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-store.h>

G_BEGIN_DECLS

/*
 * TerrainFiguresRecords: which finished records a store has, at one moment: only their ids, forms and times. Immutable,
 * reference counted, newest first.
 */
typedef struct _TerrainFiguresRecords TerrainFiguresRecords;

typedef struct
{
  const char *uuid;
  const char *form_id;
  gint64 completed; /* µs since the epoch */
  gboolean encrypted;
} TerrainFiguresRecord;

/* On a worker thread. */
void terrain_figures_records_load_async (TerrainStore *store, GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer user_data);
TerrainFiguresRecords *terrain_figures_records_load_finish (TerrainStore *store, GAsyncResult *result, GError **error);
TerrainFiguresRecords *terrain_figures_records_ref (TerrainFiguresRecords *self);
void terrain_figures_records_unref (TerrainFiguresRecords *self);

guint terrain_figures_records_get_n (TerrainFiguresRecords *self);
const TerrainFiguresRecord *terrain_figures_records_get (TerrainFiguresRecords *self, guint index);
/* How many of a form there are, readable or not. */
guint terrain_figures_records_count (TerrainFiguresRecords *self, const char *form_id);
/* Whether both are of the same records in the same state. */
gboolean terrain_figures_records_equal (TerrainFiguresRecords *self, TerrainFiguresRecords *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainFiguresRecords, terrain_figures_records_unref)

G_END_DECLS
