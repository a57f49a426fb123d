/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The forms of a folder, checked with the engine and kept; the folder is looked at again with each question, and only
 * what changed is read anew. Calls wait for the disk; safe from any thread.
 */

typedef struct
{
  char *name;
  char *path;
  char *hash; /* "md5:…" */
} TerrainHubMedia;

/* Immutable, reference counted (atomic). */
typedef struct
{
  char *id;
  char *version; /* "" for none */
  char *title;
  char *hash;    /* "md5:…" of @xml */
  GBytes *xml;
  GPtrArray *media; /* (element-type TerrainHubMedia), by name */
} TerrainHubForm;

TerrainHubForm *terrain_hub_form_ref (TerrainHubForm *self);
void terrain_hub_form_unref (TerrainHubForm *self);

typedef struct _TerrainHubForms TerrainHubForms;

TerrainHubForms *terrain_hub_forms_new (const char *folder);
TerrainHubForms *terrain_hub_forms_ref (TerrainHubForms *self);
void terrain_hub_forms_unref (TerrainHubForms *self);

/* (element-type TerrainHubForm) (transfer full): the newest version of each form, by id */
GPtrArray *terrain_hub_forms_list (TerrainHubForms *self);
/* @version: (nullable): the newest. Returns: (transfer full) (nullable) */
TerrainHubForm *terrain_hub_forms_find (TerrainHubForms *self, const char *id, const char *version);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainHubForm, terrain_hub_form_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainHubForms, terrain_hub_forms_unref)

G_END_DECLS
