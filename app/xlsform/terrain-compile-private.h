/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-question-type-private.h"
#include "terrain-sheet-table-private.h"

G_BEGIN_DECLS

/*
 * The form between sheets and XML.
 *
 *   sheets ─► tables ─► settings, choice lists, a tree of items ─► entities placed ─► XForm
 *           (cleaned)          (checked on their own)          (checked against each other)
 *
 * Texts live in one chunk until the compilation ends; nobody frees them one by one.
 */

typedef struct _TerrainEntry TerrainEntry;
typedef struct _TerrainEntity TerrainEntity;

/* A text in a language, or in none. */
typedef struct
{
  const char *language; /* (nullable) */
  const char *text;
  const TerrainColumn *column; /* (nullable): where it was written */
} TerrainWords;

typedef struct
{
  const char *form; /* "image", "big-image", "audio", "video" */
  TerrainWords words;
} TerrainMedia;

/* An attribute of a bind, a control or an instance node. */
typedef struct
{
  const char *name;
  const char *value;
  const TerrainColumn *column; /* (nullable) */
} TerrainAttribute;

/* The language of generated words: whichever the form has. */
#define TERRAIN_EVERY_LANGUAGE "*"

/* No form has more; what has is refused before it fills memory or the stack. */
#define TERRAIN_MAX_NAME 255
#define TERRAIN_MAX_DEPTH 100
#define TERRAIN_MAX_LANGUAGES 200
#define TERRAIN_MAX_EXPANDED (64 * 1024 * 1024)

/* Where something was written. */
typedef struct
{
  const char *sheet;
  guint row;
  guint column;
} TerrainPlace;

typedef enum
{
  TERRAIN_ENTRY_SURVEY,
  TERRAIN_ENTRY_GROUP,
  TERRAIN_ENTRY_REPEAT,
  TERRAIN_ENTRY_QUESTION,
  TERRAIN_ENTRY_EXTERNAL, /* a secondary instance: no node, no control */
} TerrainEntryKind;

/* How a select finds its choices. */
typedef struct
{
  const char *list; /* list name, file name or "${name}" */
  const char *id;   /* the secondary instance's */
  gboolean from_file, external, or_other;
  gboolean inlined; /* search(): items in the body */
  const char *value_ref, *label_ref; /* (nullable): of parameters */
  const char *filter;                /* (nullable) */
  const TerrainColumn *filter_column;
  gboolean randomize;
  const char *seed; /* (nullable) */
} TerrainSelect;

/* A row of the survey sheet, or what was generated for one. */
struct _TerrainEntry
{
  TerrainEntryKind kind;
  const TerrainQuestionType *type; /* of questions and externals */
  const char *name;
  const char *path; /* "/data/group/name" */
  guint row;        /* 0 for what no row says */
  guint depth;
  TerrainEntry *parent;
  GPtrArray *children;         /* sections: TerrainEntry */
  const TerrainRecord *record; /* (nullable) */
  const TerrainTable *table;   /* (nullable): where @row is, where not in the survey */

  GArray *label, *hint, *guidance;          /* TerrainWords */
  GArray *constraint_message, *required_message, *no_app_message, *soft_message;
  GArray *media;                            /* TerrainMedia */
  GArray *bind, *control, *instance;        /* TerrainAttribute */
  const char *default_value;
  gboolean dynamic_default;
  const TerrainColumn *default_column;
  GPtrArray *triggers;                      /* names of questions */
  const TerrainColumn *trigger_column;
  GPtrArray *triggered;                     /* TerrainEntry: set when this one changes */
  TerrainSelect select;
  const char *repeat_count;
  const TerrainColumn *repeat_count_column;
  TerrainEntry *count_item; /* (nullable): generated for a count that is an expression */
  const TerrainField *save_to;
  const char *quality; /* background-audio */
  gboolean no_control; /* a calculation in a question's type, and what is in meta */
  gboolean is_attribute; /* of an entity: bound, but no node of its own */
  TerrainEntity *entity; /* declared in this section's meta */
};

/* A row of the entities sheet. */
struct _TerrainEntity
{
  const char *list;
  guint row;
  const TerrainRecord *record;
  const TerrainField *label, *id, *create_if, *update_if; /* (nullable) */
  TerrainEntry *container;
  GPtrArray *saved; /* TerrainEntry: questions saved as properties */
};

typedef struct
{
  const char *name;
  guint row;
  const TerrainRecord *record; /* (nullable): generated */
  GArray *label; /* TerrainWords */
  GArray *media; /* TerrainMedia */
} TerrainChoice;

typedef struct
{
  const char *name;
  GPtrArray *choices; /* TerrainChoice */
  gboolean itext;     /* labels through itext: media, languages or references */
  gboolean other_added;
  gboolean spaces_checked;
  guint searched;  /* selects that use it with search() */
  guint used;      /* selects that use it without */
} TerrainChoiceList;

/* A secondary instance that is a file. */
typedef struct
{
  const char *id;
  const char *uri;
  TerrainTypeFamily family; /* TERRAIN_FAMILY_EXTERNAL: declared in a row of its own */
} TerrainSecondary;

typedef struct
{
  TerrainSpreadsheet *spreadsheet;
  GPtrArray *issues;   /* TerrainSheetIssue */
  GStringChunk *texts;
  gsize written;       /* bytes in @texts */
  gboolean too_large;  /* writing it would take for ever */
  TerrainTable *survey, *choices, *settings, *external_choices, *entities_sheet, *osm; /* (nullable) */

  const TerrainRecord *setting; /* (nullable): the row of settings */
  const char *form_id, *title, *root_name, *version;
  const char *default_language; /* (nullable) */
  GPtrArray *namespaces;        /* TerrainAttribute: prefix, uri */

  GPtrArray *lists;       /* TerrainChoiceList, as in the sheet */
  GHashTable *list_index; /* name → TerrainChoiceList */
  GHashTable *external_lists; /* a set of names */
  TerrainEntry *root;
  TerrainEntry *meta;      /* of the root */
  GPtrArray *items;       /* TerrainEntry: every one, also what has no row */
  GHashTable *by_name;    /* name → GPtrArray of TerrainEntry */
  GPtrArray *secondaries; /* TerrainSecondary */
  GHashTable *secondary_index; /* id → TerrainSecondary */
  gboolean last_saved;    /* ${last-saved#…} is used */
  GPtrArray *entities;    /* TerrainEntity */
  GPtrArray *attachments; /* names of files */
} TerrainCompile;

/* Said of @place; the message says what to write instead. */
void terrain_compile_error (TerrainCompile *self, const char *code, TerrainPlace place, const char *format, ...)
  G_GNUC_PRINTF (4, 5);
void terrain_compile_warn (TerrainCompile *self, const char *code, TerrainPlace place, const char *format, ...)
  G_GNUC_PRINTF (4, 5);
TerrainPlace terrain_place (const TerrainTable *table, guint row, const TerrainColumn *column);
/* The place of a field of @item's row; @column may be %NULL. */
TerrainPlace terrain_entry_place (TerrainCompile *self, const TerrainEntry *item, const TerrainColumn *column);
/* The place of @item's column with @role, or of its row. */
TerrainPlace terrain_entry_place_of (TerrainCompile *self, const TerrainEntry *item, TerrainColumnRole role);

/* A text that lives as long as the compilation. */
const char *terrain_compile_text (TerrainCompile *self, const char *text);
const char *terrain_compile_format (TerrainCompile *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* An XML name that can be a node of an XForm: letters, digits, "_", "-", "."; a letter or "_" first. */
gboolean terrain_is_name (const char *text);
/* 1 for yes, true, TRUE, true()…; 0 for no…; -1 for anything else. */
int terrain_truth (const char *text);

void terrain_attributes_set (GArray *attributes, const char *name, const char *value, const TerrainColumn *column);
/* (nullable) */
const TerrainAttribute *terrain_attributes_find (const GArray *attributes, const char *name);
void terrain_words_add (GArray *words, const char *language, const char *text, const TerrainColumn *column);

TerrainEntry *terrain_entry_new (TerrainCompile *self, TerrainEntryKind kind, const char *name, TerrainEntry *parent,
                               guint row);
/* (nullable): the nearest repeat that @item is in, not @item itself. */
TerrainEntry *terrain_entry_repeat (const TerrainEntry *item);
/* Whether @ancestor is @item or around it. */
gboolean terrain_entry_is_within (const TerrainEntry *item, const TerrainEntry *ancestor);
/* The deepest section around both, not one of them. */
TerrainEntry *terrain_entry_common (TerrainEntry *a, TerrainEntry *b);

/* The attribute of a bind that says whether something is so; "yes" is true(). */
void terrain_entry_set_bind (TerrainCompile *self, TerrainEntry *item, const char *name, const char *value,
                            const TerrainColumn *column);

/* The steps, in this order. Each says what is wrong and goes on with what is right. */
void terrain_compile_sheets (TerrainCompile *self);
void terrain_compile_settings (TerrainCompile *self, const char *form_name, const char *root_name);
void terrain_compile_choices (TerrainCompile *self);
void terrain_compile_survey (TerrainCompile *self);
void terrain_compile_names (TerrainCompile *self);
void terrain_compile_selects (TerrainCompile *self);
void terrain_compile_secondaries (TerrainCompile *self);
void terrain_compile_triggers (TerrainCompile *self);
void terrain_compile_entities (TerrainCompile *self);
void terrain_compile_languages (TerrainCompile *self);

/* (nullable): the text of a setting. */
const char *terrain_compile_setting (TerrainCompile *self, const char *name);
gboolean terrain_compile_setting_is_true (TerrainCompile *self, const char *name);
TerrainPlace terrain_compile_setting_place (TerrainCompile *self, const char *name);

/* (nullable): a list of the choices sheet. */
TerrainChoiceList *terrain_compile_find_list (TerrainCompile *self, const char *name);
/* Gives @list the choice "other". */
void terrain_choice_list_add_other (TerrainCompile *self, TerrainChoiceList *list);
/* Attributes and texts that columns of a row say. */
void terrain_entry_read_record (TerrainCompile *self, TerrainEntry *item);
/* What the type, its parameters and the rest of a row make of a question. */
void terrain_entry_read_question (TerrainCompile *self, TerrainEntry *item, const TerrainTypeCell *cell);
void terrain_entry_read_range (TerrainCompile *self, TerrainEntry *item, GHashTable *parameters);
/* "a=1, b=2": (transfer full): names in lower case → values; %NULL without parameters or where they cannot be read. */
GHashTable *terrain_parameters_read (TerrainCompile *self, TerrainEntry *item);
/* Complains of a parameter that is none of @allowed (%NULL-terminated). */
gboolean terrain_parameters_check (TerrainCompile *self, TerrainEntry *item, GHashTable *parameters,
                                   const char *const *allowed);
gboolean terrain_parse_number (const char *text, double *number);
/* Whether a default is an expression, to be evaluated, and not an answer. */
gboolean terrain_default_is_dynamic (const char *text, const char *data_type);

G_END_DECLS
