/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-fieldwork.h>
#include <terrain-wire.h>

G_BEGIN_DECLS

/* One form of an update: what the server says of it, what has arrived. The disk's side, in worker threads. */
typedef struct
{
  TerrainProfile *profile;
  TerrainFormListEntry *entry; /* unowned */
  char *origin;                /* the server's base URL */
  gboolean is_known;           /* another version, or this one, is in the library */
  gboolean wants_xml;          /* it is not there with this hash */
  GBytes *xml;
  GPtrArray *files;            /* of TerrainManifestFile; NULL for none */
  GPtrArray *wanted;           /* unowned: those of @files to fetch */
  GPtrArray *contents;         /* GBytes, in the order of @wanted */
} TerrainFormUpdate;

TerrainFormUpdate *terrain_form_update_new (TerrainProfile *profile, TerrainFormListEntry *entry, const char *origin);
void terrain_form_update_free (TerrainFormUpdate *self);

/* Sets is_known and wants_xml. */
gboolean terrain_form_update_look_up (TerrainFormUpdate *self, GError **error);
/* Sets wanted: media that are not here, or not with the manifest's hash. */
gboolean terrain_form_update_compare (TerrainFormUpdate *self, GError **error);
/* Whether anything arrived that is to be stored. */
gboolean terrain_form_update_has_news (TerrainFormUpdate *self);
/* @issues: what is wrong with the form, added to */
gboolean terrain_form_update_store (TerrainFormUpdate *self, GPtrArray *issues, GError **error);

G_END_DECLS
