/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-fieldwork.h>
#include <terrain-translation-file.h>

G_BEGIN_DECLS

/**
 * TerrainTranslateLanguage:
 * @language: as the file says
 * @path: its po file
 * @target: (nullable): where changes of it go, where they must not go into @path
 */
typedef struct
{
  char *language;
  char *path;
  char *target;
  TerrainCatalogStatistics statistics;
} TerrainTranslateLanguage;

/*
 * TerrainTranslateSite: a form that is to be translated, and where its po files lie: beside the form's file, in the
 * profile, and among those shipped or got from a server, which are copied to the profile when they are changed.
 * Reference counted; used by one thread.
 */
typedef struct _TerrainTranslateSite TerrainTranslateSite;

/* @folder: (nullable): beside the form's file, where new languages go; NULL for the profile
 * @files: (nullable) (element-type GFile): po files there */
TerrainTranslateSite *terrain_translate_site_new (TerrainProfile *profile, TerrainForm *form, GFile *folder,
                                                  GPtrArray *files);
TerrainTranslateSite *terrain_translate_site_ref (TerrainTranslateSite *self);
void terrain_translate_site_unref (TerrainTranslateSite *self);
TerrainForm *terrain_translate_site_get_form (TerrainTranslateSite *self);

/* Reads every file. Returns: (transfer full) (element-type TerrainTranslateLanguage): one for each language, by name;
 * files that cannot be read are left out */
GPtrArray *terrain_translate_site_list (TerrainTranslateSite *self);
/* The file of a language, or a new one where there is none. @language: a tag, or as a file says it; NULL for the
 * pseudo-language. Returns: (transfer full) (nullable) */
TerrainTranslationFile *terrain_translate_site_open (TerrainTranslateSite *self, const char *language, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainTranslateSite, terrain_translate_site_unref)

G_END_DECLS
