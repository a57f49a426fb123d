/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <terrain-engine.h>

G_BEGIN_DECLS

/**
 * TerrainCatalogError:
 * @TERRAIN_CATALOG_ERROR_READ: the file cannot be read
 * @TERRAIN_CATALOG_ERROR_NOT_PO: not a po file, or one so broken that nothing of it can be used
 * @TERRAIN_CATALOG_ERROR_LANGUAGE: the file does not say its language, and neither does its name
 * @TERRAIN_CATALOG_ERROR_CHANGED: somebody else has changed the file since it was read, so it is not written over
 */
typedef enum
{
  TERRAIN_CATALOG_ERROR_READ,
  TERRAIN_CATALOG_ERROR_NOT_PO,
  TERRAIN_CATALOG_ERROR_LANGUAGE,
  TERRAIN_CATALOG_ERROR_CHANGED,
} TerrainCatalogError;

#define TERRAIN_CATALOG_ERROR (terrain_catalog_error_quark ())
GQuark terrain_catalog_error_quark (void);

/**
 * TerrainCatalogStatistics: how far a translation is.
 */
typedef struct
{
  guint total;        /* texts of the form */
  guint translated;
  guint fuzzy;
  guint missing;
  guint failing;      /* refused: broken placeholders and the like; the source text shows instead */
  guint unknown;      /* entries the form has no text for */
} TerrainCatalogStatistics;

/**
 * terrain_catalog_read:
 * @form: the form the file translates
 * @path: a .po file; its language is its Language header, or its name ("nl.po")
 * @issues: (out) (optional) (element-type TerrainIssue) (transfer full): entry by entry, line = line in the po file
 * @statistics: (out) (optional)
 *
 * Reads a po file as it is, no compile step. Entries are found by msgctxt (TerrainText.context) and msgid; an entry that
 * is fuzzy, empty or fails its checks falls back to the source text, never to a blank. In msgids and msgstrs an output
 * is written ${name} (the last step of its path where unambiguous) or as `<output value="…"/>`.
 *
 * Returns: (transfer full) (nullable): the language, ready for terrain_interview_add_translation()
 */
TerrainTranslation *terrain_catalog_read (TerrainForm *form, const char *path, GPtrArray **issues,
                                          TerrainCatalogStatistics *statistics, GError **error);

/* Returns: (transfer full) (nullable): the form's @title in the language of the po file at @path, without the form; %NULL
 * where it is not translated there, or the file cannot be read */
char *terrain_catalog_dup_title (const char *path, const char *title);

/* Returns: (transfer full) (nullable): the id of the form that the po file at @path says it is for (Project-Id-Version) */
char *terrain_catalog_dup_project (const char *path);

/* Writes the template a translator starts from: one entry a text, with context, the type of question and its choices
 * as translator comments, and the line in the form's file. Replaces @path atomically. */
gboolean terrain_catalog_write_template (TerrainForm *form, const char *path, GError **error);

/**
 * TerrainCatalogPlaceFunc:
 * @file: (out) (nullable) (transfer full): where the author of the form finds the text ("survey.csv")
 * @line: (out): its row there, 0 for none
 * @note: (out) (nullable) (transfer full): what the author says to translators
 */
typedef void (*TerrainCatalogPlaceFunc) (const TerrainText *text, char **file, guint *line, char **note,
                                         gpointer user_data);

/**
 * terrain_catalog_write:
 * @language: (nullable): one of the form's languages, to write what it says already as a translation
 * @place: (nullable) (scope call): knows more of the texts than the form does
 *
 * As terrain_catalog_write_template().
 */
gboolean terrain_catalog_write (TerrainForm *form, const char *language, TerrainCatalogPlaceFunc place,
                                gpointer user_data, const char *path, GError **error);

/**
 * TerrainCatalogMerge: what a merge left.
 */
typedef struct
{
  guint total;
  guint translated;
  guint fuzzy;
  guint missing;
  guint changed;  /* of the fuzzy ones: those that are so since this merge */
  guint obsolete; /* translations kept at the end of the file for when their text comes back */
} TerrainCatalogMerge;

/**
 * terrain_catalog_merge:
 * @template_path: what terrain_catalog_write_template() wrote
 * @path: the translation; where there is none, one is begun in the language of its name ("nl.po")
 * @issues: (out) (optional) (element-type TerrainIssue) (transfer full): what is wrong in the translation
 * @counts: (out) (optional)
 *
 * Brings a translation up to date, as msgmerge does: nothing translated is lost. What did not change keeps its lines as
 * they are. @path is replaced at once, and not touched where nothing changes or where it has mistakes.
 */
gboolean terrain_catalog_merge (const char *template_path, const char *path, GPtrArray **issues,
                                TerrainCatalogMerge *counts, GError **error);

G_END_DECLS
