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
  gint64 seed;
  GDate from;
  GDate to;
} TerrainCliDemo;

/* @path: (nullable) */
gboolean terrain_cli_demo_load (TerrainCliDemo *self, const char *path, GError **error);
void terrain_cli_demo_clear (TerrainCliDemo *self);
/* The world of the record @index of a form: its clock, its chance, who interviews. Draws go on from there.
 * Returns: (transfer full) */
TerrainEnvironment *terrain_cli_demo_begin (TerrainCliDemo *self, const char *form_id, guint index);
/* When a record begins: a day of the range, at an hour when somebody works. */
gint64 terrain_cli_demo_draw_start (TerrainCliDemo *self, GTimeZone *zone);
/* Seconds until the next answer. */
double terrain_cli_demo_draw_pause (TerrainCliDemo *self);
/* One of a list's weights, "repeats" of @name. 1 where nothing is said. */
guint terrain_cli_demo_draw_count (TerrainCliDemo *self, const char *name);
/* Returns: (transfer full): "" for none */
char *terrain_cli_demo_draw_answer (TerrainCliDemo *self, TerrainItem *item);
char *terrain_cli_demo_draw_user (TerrainCliDemo *self);

/* Whether the rules say whose records make the persons that this form finds again. @form: (out) (transfer full). @list:
 * (out) (transfer full): the entity list's name. @n: (out): of how many records, 0 where it does not say */
gboolean terrain_cli_demo_find_register (TerrainCliDemo *self, char **form, char **list, double *n);

/* Interviews the invented person and completes the record. Returns: (transfer full) (nullable) */
GBytes *terrain_cli_demo_interview (TerrainCliDemo *self, TerrainInterview *interview, char **instance_id,
                                    GError **error);

/*
 * TerrainCliDemoRegister: invented persons for a form that follows persons up: those that the records of the register's
 * form create, made with the same seed and days, so that whoever makes both has both sides of the same person.
 */
typedef struct _TerrainCliDemoRegister TerrainCliDemoRegister;

/* Without a person where the rules name no register. Returns: (transfer full) (nullable): NULL with @error */
TerrainCliDemoRegister *terrain_cli_demo_register_new (TerrainCliDemo *demo, GError **error);
void terrain_cli_demo_register_free (TerrainCliDemoRegister *self);
/* Returns: (transfer full) (nullable): who is registered at @time, as the list's CSV; NULL where there is no register.
 * @name: (out) (transfer full): of its file */
char *terrain_cli_demo_register_dup_list (TerrainCliDemoRegister *self, gint64 time, char **name);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TerrainCliDemo, terrain_cli_demo_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainCliDemoRegister, terrain_cli_demo_register_free)

G_END_DECLS
