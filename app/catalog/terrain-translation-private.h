/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-po-file-private.h"
#include "terrain-translation-file.h"

G_BEGIN_DECLS

struct _TerrainTranslationEntry
{
  GObject parent_instance;

  TerrainTranslationFile *file; /* not owned: NULL once it is gone */
  TerrainForm *form;
  GArray *indexes;              /* guint: the texts of the form that share the context, the first one leads */
  guint position;
  char *source;
  GPtrArray *outputs;
  char **placeholders;

  /* What the file says. */
  const TerrainPoEntry *po; /* (nullable): owned by the file */
  gboolean is_stale;        /* it was made for another source text */

  /* What it is now. */
  char *text;
  gboolean fuzzy;
  gboolean modified; /* not saved */
  TerrainTranslationState state;
  GPtrArray *issues;
};

/* @indexes: (transfer full) */
TerrainTranslationEntry *terrain_translation_entry_new (TerrainTranslationFile *file, TerrainForm *form,
                                                        GArray *indexes, guint position);
/* Takes what the file says. @po: (nullable) */
void terrain_translation_entry_link (TerrainTranslationEntry *self, const TerrainPoEntry *po);
/* Whether it says something else than the file it was read from. */
gboolean terrain_translation_entry_is_changed (TerrainTranslationEntry *self);
/* Checks what it says, and has @translation say it. */
void terrain_translation_entry_evaluate (TerrainTranslationEntry *self, TerrainTranslation *translation);
/* Both at once, evaluated and notified. */
void terrain_translation_entry_set (TerrainTranslationEntry *self, const char *text, gboolean fuzzy,
                                    TerrainTranslation *translation);

/* One step to undo. */
typedef struct
{
  guint position;
  char *texts[2]; /* before, after */
  gboolean fuzzy[2];
} TerrainTranslationStep;

typedef struct
{
  GPtrArray *steps;
  guint n_done;  /* those behind it can be done again */
  gboolean open; /* the last one goes on while the same text is typed */
} TerrainTranslationHistory;

void terrain_translation_history_init (TerrainTranslationHistory *self);
void terrain_translation_history_clear (TerrainTranslationHistory *self);
/* What @entry says now is what comes before. */
void terrain_translation_history_note (TerrainTranslationHistory *self, TerrainTranslationEntry *entry,
                                       const char *text, gboolean fuzzy, gboolean joins);

struct _TerrainTranslationFile
{
  GObject parent_instance;

  TerrainForm *form;
  char *language;
  char *path; /* (nullable): of the pseudo-language */
  GPtrArray *entries;
  GHashTable *by_context;   /* context → TerrainTranslationEntry */
  GHashTable *descriptions; /* (nullable): made when first asked for */
  TerrainTranslation *translation;
  TerrainTranslationHistory history;
  GPtrArray *issues;

  TerrainPoFile *po; /* (nullable): what entries are linked to */
  gboolean is_new;   /* @po is a template in no file */
  gboolean has_mark; /* the file begins with a byte order mark */
  GBytes *on_disk;   /* (nullable): @path as last read or written; NULL where there was none */
};

/* Reads @path and links the entries to what it says. */
gboolean terrain_translation_file_read_po (TerrainTranslationFile *self, const char *path, GError **error);
/* Returns: (transfer full): the file with what was changed */
GString *terrain_translation_file_compose (TerrainTranslationFile *self);

/* terrain-translation-compose.c: an entry as lines */

/* msgctxt, msgid or msgstr as gettext writes it. @newline: "\n" or "\r\n" */
void terrain_translation_put_string (GString *out, const char *keyword, const char *text, gboolean wrap,
                                     const char *newline);
/* @entry as it is now in the place of its lines; comments, source lines and what stands between them are kept as they
 * are where they still hold. */
void terrain_translation_put_entry (GString *out, TerrainTranslationEntry *entry, gboolean wrap, const char *newline);

G_END_DECLS
