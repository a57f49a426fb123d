/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-catalog.h"

G_BEGIN_DECLS

/**
 * TerrainTranslationState:
 * @TERRAIN_TRANSLATION_MISSING: there is no translation
 * @TERRAIN_TRANSLATION_FUZZY: somebody must look at it; the source text shows until then
 * @TERRAIN_TRANSLATION_FAILING: it must not be shown; the issues say why
 * @TERRAIN_TRANSLATION_DONE: it shows
 */
typedef enum
{
  TERRAIN_TRANSLATION_MISSING,
  TERRAIN_TRANSLATION_FUZZY,
  TERRAIN_TRANSLATION_FAILING,
  TERRAIN_TRANSLATION_DONE,
} TerrainTranslationState;

/*
 * TerrainTranslationEntry: one text of a form and its translation, as a translator sees it: outputs are ${name}.
 * Lives on the thread of its file. Read-only properties, notified: "text", "state" (as a uint).
 */
#define TERRAIN_TYPE_TRANSLATION_ENTRY (terrain_translation_entry_get_type ())
G_DECLARE_FINAL_TYPE (TerrainTranslationEntry, terrain_translation_entry, TERRAIN, TRANSLATION_ENTRY, GObject)

/* As TerrainText.context: "/data/q1:label". */
const char *terrain_translation_entry_get_context (TerrainTranslationEntry *self);
const char *terrain_translation_entry_get_source (TerrainTranslationEntry *self);
/* "" where not translated */
const char *terrain_translation_entry_get_text (TerrainTranslationEntry *self);
gboolean terrain_translation_entry_get_fuzzy (TerrainTranslationEntry *self);
TerrainTranslationState terrain_translation_entry_get_state (TerrainTranslationEntry *self);
/* (element-type TerrainIssue): what the checks say of the text as it is now */
GPtrArray *terrain_translation_entry_get_issues (TerrainTranslationEntry *self);
/* (array zero-terminated=1): "${name}", each once, in the order of the source */
const char *const *terrain_translation_entry_get_placeholders (TerrainTranslationEntry *self);
/* Its place among the entries. */
guint terrain_translation_entry_get_position (TerrainTranslationEntry *self);
/* Line in the form's file, 0 where unknown. */
int terrain_translation_entry_get_line (TerrainTranslationEntry *self);
/* Returns: (transfer full) (nullable): the source text that a fuzzy translation was made for */
char *terrain_translation_entry_dup_previous (TerrainTranslationEntry *self);
/* Returns: (transfer full) (nullable): what the form's author and translators say in comments of the file */
char *terrain_translation_entry_dup_notes (TerrainTranslationEntry *self);
/* Returns: (transfer full) (nullable): the type of question and its choices, in sentences a line, in the language of the
 * program */
char *terrain_translation_entry_dup_description (TerrainTranslationEntry *self);
/* Returns: (transfer full) (nullable): how the same source text is translated elsewhere in the file */
char *terrain_translation_entry_dup_suggestion (TerrainTranslationEntry *self);

/*
 * TerrainTranslationFile: the translation of a form into one language while somebody works on it: its texts as a
 * GListModel of TerrainTranslationEntry in the order of the form, and the po file they are kept in.
 *
 * Saving writes what was changed and nothing else: every other line of the file stays byte for byte. Only a file in
 * another character set becomes UTF-8 as a whole, and one without a header gets one.
 *
 * Signal "edited" (TerrainTranslationEntry *entry): its text, state or issues are others than before.
 */
#define TERRAIN_TYPE_TRANSLATION_FILE (terrain_translation_file_get_type ())
G_DECLARE_FINAL_TYPE (TerrainTranslationFile, terrain_translation_file, TERRAIN, TRANSLATION_FILE, GObject)

/**
 * terrain_translation_file_open:
 * @path: a po file
 * @target: (nullable): where to save it instead, a file that is not there yet: for one that is not ours to change
 *
 * Reads a file with mistakes too: lines that cannot be read stay as they are until their entry is changed.
 *
 * Returns: (transfer full) (nullable): NULL with an error of terrain_catalog_read()
 */
TerrainTranslationFile *terrain_translation_file_open (TerrainForm *form, const char *path, const char *target,
                                                       GError **error);
/* A language that is not begun yet. Nothing is written before something is translated. @path: a file that is not there */
TerrainTranslationFile *terrain_translation_file_new (TerrainForm *form, const char *path, const char *language,
                                                      GError **error);
/* The pseudo-language, to look at: nothing of it can be changed or saved. */
TerrainTranslationFile *terrain_translation_file_new_pseudo (TerrainForm *form);

TerrainForm *terrain_translation_file_get_form (TerrainTranslationFile *self);
const char *terrain_translation_file_get_language (TerrainTranslationFile *self);
/* Where it is saved. Returns: (nullable): NULL for the pseudo-language */
const char *terrain_translation_file_get_path (TerrainTranslationFile *self);
gboolean terrain_translation_file_get_editable (TerrainTranslationFile *self);
/* (element-type TerrainIssue): what is wrong with the file as it was read, apart from its translations */
GPtrArray *terrain_translation_file_get_issues (TerrainTranslationFile *self);
/* @n_warned: (out) (optional): translations that show but are worth a look; part of @statistics->translated */
void terrain_translation_file_count (TerrainTranslationFile *self, TerrainCatalogStatistics *statistics,
                                     guint *n_warned);
/* Returns: (transfer none) (nullable) */
TerrainTranslationEntry *terrain_translation_file_find (TerrainTranslationFile *self, const char *context);
/* The next entry after @from (nullable: the first), and round again, that is not done or has issues, other than @from.
 * Returns: (transfer none) (nullable) */
TerrainTranslationEntry *terrain_translation_file_next_unfinished (TerrainTranslationFile *self,
                                                                   TerrainTranslationEntry *from);
/* What it says now, for terrain_interview_add_translation() on this thread: always the same object, which follows the
 * edits; the interview must be told again after "edited". */
TerrainTranslation *terrain_translation_file_get_translation (TerrainTranslationFile *self);

/* Whoever writes a translation has looked at it: it is fuzzy no more. What is typed is one step to undo until
 * terrain_translation_file_end_step() or another change. */
void terrain_translation_file_set_text (TerrainTranslationFile *self, TerrainTranslationEntry *entry, const char *text);
/* Does nothing where there is no text. */
void terrain_translation_file_set_fuzzy (TerrainTranslationFile *self, TerrainTranslationEntry *entry, gboolean fuzzy);
void terrain_translation_file_end_step (TerrainTranslationFile *self);
gboolean terrain_translation_file_get_can_undo (TerrainTranslationFile *self);
gboolean terrain_translation_file_get_can_redo (TerrainTranslationFile *self);
/* Returns: (transfer none) (nullable): the entry that was changed back (or again) */
TerrainTranslationEntry *terrain_translation_file_undo (TerrainTranslationFile *self);
TerrainTranslationEntry *terrain_translation_file_redo (TerrainTranslationFile *self);

/* Whether something is not on the disk yet. */
gboolean terrain_translation_file_get_modified (TerrainTranslationFile *self);
/* Replaces the file at once, after a failure the old one is still there: TERRAIN_CATALOG_ERROR_CHANGED where somebody
 * else has changed it meanwhile, or a GFileError. */
gboolean terrain_translation_file_save (TerrainTranslationFile *self, GError **error);
/* Whether the file is another one than was last read or written here. One that is gone is not. */
gboolean terrain_translation_file_is_changed_outside (TerrainTranslationFile *self);
/* Reads the file again. What is modified here is put upon it, and stays modified. */
gboolean terrain_translation_file_reload (TerrainTranslationFile *self, GError **error);

G_END_DECLS
