/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-engine.h>
#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/*
 * TerrainMediaSource: the files of one form and of one record: pictures, sound and film that labels and choices name,
 * and what was photographed, drawn, recorded or chosen as an answer.
 *
 * A medium is named by its URI in the form, "jr://images/map.png", or by TERRAIN_MEDIA_ATTACHMENT and a file name for the
 * record's own. Files are read and pictures unpacked off the main thread; textures are kept for a while. Without a
 * session (a preview) media come from the interview's environment, and attachments stay in memory.
 */
#define TERRAIN_TYPE_MEDIA_SOURCE (terrain_media_source_get_type ())
G_DECLARE_FINAL_TYPE (TerrainMediaSource, terrain_media_source, TERRAIN, MEDIA_SOURCE, GObject)

#define TERRAIN_MEDIA_ATTACHMENT "attachment:"

/* @session: (nullable) */
TerrainMediaSource *terrain_media_source_new (TerrainSession *session, TerrainInterview *interview);

/* Errors are whole sentences for a person and name the file. */
void terrain_media_source_load_async (TerrainMediaSource *self, const char *uri, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
GBytes *terrain_media_source_load_finish (TerrainMediaSource *self, GAsyncResult *result, GError **error);

/* Unpacked to fit a square of @max_side pixels. */
void terrain_media_source_load_texture_async (TerrainMediaSource *self, const char *uri, int max_side,
                                              GCancellable *cancellable, GAsyncReadyCallback callback,
                                              gpointer user_data);
GdkTexture *terrain_media_source_load_texture_finish (TerrainMediaSource *self, GAsyncResult *result, GError **error);
/* Returns: (nullable) (transfer none): where it is at hand, so that nothing flickers */
GdkTexture *terrain_media_source_peek_texture (TerrainMediaSource *self, const char *uri, int max_side);

/* Returns: (transfer full): a file name that the record has not had yet and that says nothing about anyone.
 * @extension: "jpg" */
char *terrain_media_source_dup_new_name (TerrainMediaSource *self, const char *extension);
/* Puts a file into the record. It belongs to no answer until its name is one. */
void terrain_media_source_attach_async (TerrainMediaSource *self, const char *name, const char *content_type,
                                        GBytes *content, GAsyncReadyCallback callback, gpointer user_data);
gboolean terrain_media_source_attach_finish (TerrainMediaSource *self, GAsyncResult *result, GError **error);

/* Whether a file may be handed to another app; TRUE to begin with, not so on a public screen. */
void terrain_media_source_set_may_leave (TerrainMediaSource *self, gboolean may_leave);
gboolean terrain_media_source_get_may_leave (TerrainMediaSource *self);

/* The file's name, for messages. Returns: (transfer none): a part of @uri */
const char *terrain_media_source_name_of (const char *uri);

G_END_DECLS
