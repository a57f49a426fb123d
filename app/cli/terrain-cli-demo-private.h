/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <terrain-engine.h>

G_BEGIN_DECLS

/*
 * TerrainCliDemo: invented answers for one form, drawn by the weights of data/demo/FORM.json (its README.md says how).
 * The same rules, seed and number give the same answers.
 */
typedef struct
{
  JsonParser *parser; /* (nullable): no rules: every answer is as likely */
  JsonObject *rules;  /* (nullable) */
  GRand *random;
  GDate from;
  GDate to;
} TerrainCliDemo;

/* @path: (nullable) */
gboolean terrain_cli_demo_load (TerrainCliDemo *self, const char *path, GError **error);
void terrain_cli_demo_clear (TerrainCliDemo *self);
/* When the record @index begins: a day of the range, at an hour when somebody works. */
gint64 terrain_cli_demo_draw_start (TerrainCliDemo *self, GTimeZone *zone);
/* Seconds until the next answer. */
double terrain_cli_demo_draw_pause (TerrainCliDemo *self);
/* One of a list's weights, "repeats" of @name. 1 where nothing is said. */
guint terrain_cli_demo_draw_count (TerrainCliDemo *self, const char *name);
/* Returns: (transfer full): "" for none */
char *terrain_cli_demo_draw_answer (TerrainCliDemo *self, TerrainItem *item);
char *terrain_cli_demo_draw_user (TerrainCliDemo *self);

/* Interviews the invented person and completes the record. Returns: (transfer full) (nullable) */
GBytes *terrain_cli_demo_interview (TerrainCliDemo *self, TerrainInterview *interview, char **instance_id,
                                    GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TerrainCliDemo, terrain_cli_demo_clear)

G_END_DECLS
