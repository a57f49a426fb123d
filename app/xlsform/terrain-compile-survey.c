/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-compile-private.h"

/* A section whose end is still to come. */
typedef struct
{
  TerrainEntry *item;
  gboolean table;         /* appearance table-list: its selects make one table */
  const char *table_list; /* (nullable): the list of the first of them */
} OpenSection;

typedef struct
{
  TerrainCompile *compile;
  GArray *open;   /* OpenSection; the first is the survey itself */
  guint too_deep; /* sections that are open and not there */
} SurveyReader;

static OpenSection *
innermost (SurveyReader *reader)
{
  return &g_array_index (reader->open, OpenSection, reader->open->len - 1);
}

static const char *
kind_word (TerrainEntryKind kind)
{
  return kind == TERRAIN_ENTRY_REPEAT ? "repeat" : "group";
}

/* The name of a row; complains where there is none, or one that no node can have. */
static const char *
read_name (TerrainCompile *self, const TerrainRecord *record, const TerrainTypeCell *cell)
{
  const TerrainField *field = terrain_record_find (record, TERRAIN_COLUMN_NAME, NULL);
  TerrainPlace place = terrain_place (self->survey, record->row, field != NULL ? field->column : NULL);
  gboolean is_audit = cell->type != NULL && cell->type->family == TERRAIN_FAMILY_AUDIT;

  if (field == NULL && cell->type != NULL && g_str_equal (cell->type->name, "note"))
    return terrain_compile_format (self, "generated_note_name_%u", record->row);
  if (field == NULL && is_audit)
    return "audit";
  if (field == NULL)
    {
      terrain_compile_error (self, "name-missing", place,
                             _("This row has no name. Write one in “name”: letters, digits and “_”."));
      return terrain_compile_format (self, "unnamed_%u", record->row);
    }
  if (is_audit && !g_str_equal (field->text, "audit"))
    terrain_compile_error (self, "audit-name", place, _("The name of an audit is always “audit”."));
  if (strlen (field->text) > TERRAIN_MAX_NAME)
    {
      terrain_compile_error (self, "name-long", place, _("This name is too long. Write at most %d characters."),
                             TERRAIN_MAX_NAME);
      return terrain_compile_format (self, "unnamed_%u", record->row);
    }
  if (!terrain_is_name (field->text))
    {
      terrain_compile_error (self, "name-invalid", place,
                             _("“%s” cannot be a name. Names begin with a letter or “_”, and have only letters, "
                               "digits, “_”, “-” and “.”."),
                             field->text);
      return terrain_compile_format (self, "unnamed_%u", record->row);
    }
  if (g_str_equal (field->text, "meta"))
    terrain_compile_error (self, "name-reserved", place,
                           _("The name “meta” is kept for what the form says about itself. Use another."));
  return field->text;
}

/* An expression for how often: a node of its own, before the repeat, holds it. */
static void
add_count (TerrainCompile *self, TerrainEntry *repeat)
{
  const char *count = repeat->repeat_count;
  const char *name;
  TerrainEntry *item;

  if (count == NULL
      || (g_str_has_prefix (count, "${") && strchr (count, '}') == count + strlen (count) - 1
          && !g_str_has_prefix (count, "${last-saved#")))
    return;
  name = terrain_compile_format (self, "%s_count", repeat->name);
  item = terrain_entry_new (self, TERRAIN_ENTRY_QUESTION, name, repeat->parent, repeat->row);
  item->type = terrain_question_type_get ("calculate");
  terrain_entry_set_bind (self, item, "readonly", "true()", NULL);
  terrain_entry_set_bind (self, item, "calculate", count, repeat->repeat_count_column);
  /* The repeat was the last child. */
  g_ptr_array_steal_index (repeat->parent->children, repeat->parent->children->len - 1);
  g_ptr_array_insert (repeat->parent->children, (int) repeat->parent->children->len - 1, item);
  repeat->count_item = item;
}

/* The label of a table becomes a note above it. */
static void
move_table_label (TerrainCompile *self, TerrainEntry *section)
{
  const char *name = terrain_compile_format (self, "generated_table_list_label_%u", section->row);
  TerrainEntry *note;

  if (section->label->len == 0)
    return;
  note = terrain_entry_new (self, TERRAIN_ENTRY_QUESTION, name, section, section->row);
  note->type = terrain_question_type_get ("note");
  terrain_entry_set_bind (self, note, "readonly", "true()", NULL);
  g_array_append_vals (note->label, section->label->data, section->label->len);
  g_array_append_vals (note->hint, section->hint->data, section->hint->len);
  g_array_set_size (section->label, 0);
  g_array_set_size (section->hint, 0);
}

/* "table-list" is a field list whose selects share one row of labels. */
static gboolean
read_table_list (TerrainCompile *self, TerrainEntry *section)
{
  const TerrainAttribute *appearance = terrain_attributes_find (section->control, "appearance");
  g_autoptr (GString) rest = g_string_new (NULL);
  g_auto (GStrv) words = g_strsplit (appearance != NULL ? appearance->value : "", " ", -1);
  gboolean found = FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_str_equal (words[i], "table-list"))
        found = TRUE;
      else if (*words[i] != '\0' && !g_str_equal (words[i], "field-list"))
        g_string_append_printf (rest, " %s", words[i]);
    }
  if (!found)
    return FALSE;
  terrain_attributes_set (section->control, "appearance", terrain_compile_format (self, "field-list%s", rest->str),
                          appearance->column);
  move_table_label (self, section);
  return TRUE;
}

static void
begin_section (SurveyReader *reader, const TerrainRecord *record, const TerrainTypeCell *cell)
{
  TerrainCompile *self = reader->compile;
  TerrainEntryKind kind = cell->kind == TERRAIN_CELL_BEGIN_REPEAT ? TERRAIN_ENTRY_REPEAT : TERRAIN_ENTRY_GROUP;
  OpenSection section = { NULL, FALSE, NULL };

  if (reader->open->len > TERRAIN_MAX_DEPTH)
    {
      reader->too_deep++;
      terrain_compile_error (self, "nesting", terrain_place (self->survey, record->row, NULL),
                             _("Sections are nested more than %d deep. Close some of them before."),
                             TERRAIN_MAX_DEPTH);
      return;
    }
  section.item = terrain_entry_new (self, kind, read_name (self, record, cell), innermost (reader)->item, record->row);
  section.item->record = record;
  terrain_entry_read_record (self, section.item);
  if (section.item->save_to != NULL)
    terrain_compile_error (self, "save-to-section", terrain_entry_place (self, section.item,
                                                                       section.item->save_to->column),
                           _("A group or repeat cannot be saved as a property. Empty this cell, or move it to a "
                             "question."));
  if (kind == TERRAIN_ENTRY_REPEAT && section.item->label->len == 0 && section.item->media->len == 0)
    terrain_compile_warn (self, "repeat-label-missing", terrain_entry_place (self, section.item, NULL),
                          _("The repeat “%s” has no label. People see it when they are asked for one more."),
                          section.item->name);
  if (kind == TERRAIN_ENTRY_REPEAT)
    add_count (self, section.item);
  section.table = read_table_list (self, section.item);
  g_array_append_val (reader->open, section);
}

static void
end_section (SurveyReader *reader, const TerrainRecord *record, const TerrainTypeCell *cell)
{
  TerrainCompile *self = reader->compile;
  TerrainEntryKind kind = cell->kind == TERRAIN_CELL_END_REPEAT ? TERRAIN_ENTRY_REPEAT : TERRAIN_ENTRY_GROUP;
  const TerrainField *type = terrain_record_find (record, TERRAIN_COLUMN_TYPE, NULL);
  const TerrainField *save_to = terrain_record_find (record, TERRAIN_COLUMN_SAVE_TO, NULL);
  TerrainEntry *item = innermost (reader)->item;
  TerrainPlace place = terrain_place (self->survey, record->row, type->column);

  if (save_to != NULL)
    terrain_compile_error (self, "save-to-section", terrain_place (self->survey, record->row, save_to->column),
                           _("A group or repeat cannot be saved as a property. Empty this cell, or move it to a "
                             "question."));
  if (reader->too_deep > 0)
    reader->too_deep--;
  else if (item->kind == TERRAIN_ENTRY_SURVEY)
    terrain_compile_error (self, "end-without-begin", place,
                           _("No “begin_%s” is open here. Remove this row, or add the beginning above."),
                           kind_word (kind));
  else if (item->kind != kind)
    terrain_compile_error (self, "end-mismatch", place,
                           _("The section “%s”, begun in row %u, is a “%s”. Write “end_%s” here."), item->name,
                           item->row, kind_word (item->kind), kind_word (item->kind));
  else
    g_array_set_size (reader->open, reader->open->len - 1);
}

/* The first select of a table shows the labels; the others only their choices. */
static gboolean
read_table_select (SurveyReader *reader, const TerrainRecord *record, const TerrainTypeCell *cell)
{
  TerrainCompile *self = reader->compile;
  OpenSection *section = innermost (reader);
  const TerrainField *type = terrain_record_find (record, TERRAIN_COLUMN_TYPE, NULL);
  TerrainEntry *labels;

  if (!section->table || cell->type->family != TERRAIN_FAMILY_SELECT)
    return FALSE;
  if (section->table_list == NULL)
    {
      const char *name = terrain_compile_format (self, "reserved_name_for_field_list_labels_%u", record->row);

      section->table_list = terrain_compile_text (self, cell->list);
      labels = terrain_entry_new (self, TERRAIN_ENTRY_QUESTION, name, section->item, record->row);
      labels->type = cell->type;
      labels->select.list = section->table_list;
      labels->select.id = section->table_list;
      terrain_attributes_set (labels->control, "appearance", "label", NULL);
    }
  else if (!g_str_equal (section->table_list, cell->list))
    terrain_compile_error (self, "table-list", terrain_place (self->survey, record->row, type->column),
                           _("A table has one list of choices. This one began with “%s”, so “%s” cannot be part of it: "
                             "use the same list, or move this question out of the group."),
                           section->table_list, cell->list);
  return TRUE;
}

static void
add_specify_other (TerrainCompile *self, TerrainEntry *select)
{
  const char *name = terrain_compile_format (self, "%s_other", select->name);
  TerrainEntry *item = terrain_entry_new (self, TERRAIN_ENTRY_QUESTION, name, select->parent, select->row);

  item->type = terrain_question_type_get ("text");
  terrain_words_add (item->label, NULL, "Specify other.", NULL);
  terrain_entry_set_bind (self, item, "relevant", terrain_compile_format (self, "selected(../%s, 'other')",
                                                                         select->name), NULL);
}

static void
read_question (SurveyReader *reader, const TerrainRecord *record, const TerrainTypeCell *cell)
{
  TerrainCompile *self = reader->compile;
  gboolean in_table = read_table_select (reader, record, cell);
  TerrainEntryKind kind
    = cell->type->family == TERRAIN_FAMILY_EXTERNAL ? TERRAIN_ENTRY_EXTERNAL : TERRAIN_ENTRY_QUESTION;
  TerrainEntry *parent = cell->type->family == TERRAIN_FAMILY_AUDIT ? self->meta : innermost (reader)->item;
  TerrainEntry *item = terrain_entry_new (self, kind, read_name (self, record, cell), parent, record->row);

  item->record = record;
  item->type = cell->type;
  terrain_entry_read_record (self, item);
  terrain_entry_read_question (self, item, cell);
  if (in_table)
    {
      const TerrainAttribute *appearance = terrain_attributes_find (item->control, "appearance");

      terrain_attributes_set (item->control, "appearance",
                              appearance != NULL ? terrain_compile_format (self, "list-nolabel %s", appearance->value)
                                                 : "list-nolabel",
                              NULL);
    }
  if (cell->or_other)
    add_specify_other (self, item);
}

static void
say_unknown (TerrainCompile *self, const TerrainRecord *record, const TerrainField *type)
{
  TerrainPlace place = terrain_place (self->survey, record->row, type->column);
  const char *suggestion = terrain_question_type_suggest (type->text);
  TerrainTypeCell cell;
  g_autofree char *with_list = g_strconcat (type->text, " list", NULL);

  terrain_type_cell_parse (&cell, with_list);
  if (cell.kind == TERRAIN_CELL_QUESTION)
    terrain_compile_error (self, "list-missing", place,
                           _("“%s” needs a list of choices. Write the list's name after it, for example “%s yes_no”."),
                           type->text, type->text);
  else if (suggestion != NULL)
    terrain_compile_error (self, "type-unknown", place,
                           _("There is no type “%s”. Did you mean “%s”? The name of a list has no spaces."), type->text,
                           suggestion);
  else
    terrain_compile_error (self, "type-unknown", place,
                           _("There is no type “%s”. Write one of XLSForm's types, such as “text”, “integer” or "
                             "“select_one yes_no”."),
                           type->text);
  terrain_type_cell_clear (&cell);
}

static gboolean
is_disabled (TerrainCompile *self, const TerrainRecord *record)
{
  const TerrainField *field = terrain_record_find (record, TERRAIN_COLUMN_DISABLED, NULL);

  if (field == NULL || terrain_truth (field->text) != 1)
    return FALSE;
  terrain_compile_warn (self, "row-disabled", terrain_place (self->survey, record->row, field->column),
                        _("This row is left out because “disabled” says so. “relevant” with false() keeps it in the "
                          "form without asking it."));
  return TRUE;
}

static void
read_row (SurveyReader *reader, const TerrainRecord *record)
{
  TerrainCompile *self = reader->compile;
  const TerrainField *type = terrain_record_find (record, TERRAIN_COLUMN_TYPE, NULL);
  g_auto (TerrainTypeCell) cell = { 0 };

  if (is_disabled (self, record))
    return;
  if (type == NULL)
    {
      if (terrain_record_get (record, TERRAIN_COLUMN_NAME, NULL) != NULL
          || terrain_record_get (record, TERRAIN_COLUMN_LABEL, NULL) != NULL)
        terrain_compile_error (self, "type-missing", terrain_place (self->survey, record->row, NULL),
                               _("This row has no type. Write one in “type”, or empty the row."));
      return;
    }
  terrain_type_cell_parse (&cell, type->text);
  switch (cell.kind)
    {
    case TERRAIN_CELL_BEGIN_GROUP:
    case TERRAIN_CELL_BEGIN_REPEAT:
      begin_section (reader, record, &cell);
      break;
    case TERRAIN_CELL_END_GROUP:
    case TERRAIN_CELL_END_REPEAT:
      end_section (reader, record, &cell);
      break;
    case TERRAIN_CELL_QUESTION:
      read_question (reader, record, &cell);
      break;
    case TERRAIN_CELL_LOOP:
      terrain_compile_error (self, "loop", terrain_place (self->survey, record->row, type->column),
                             _("Loops are no part of XLSForm any more. Use “begin_repeat” with “repeat_count”, or write "
                               "the questions out once for each choice."));
      break;
    case TERRAIN_CELL_UNKNOWN:
      say_unknown (self, record, type);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
add_meta (TerrainCompile *self)
{
  const char *preload = terrain_compile_setting (self, "instance_id");
  const char *name = terrain_compile_setting (self, "instance_name");
  TerrainEntry *item;

  if (!terrain_compile_setting_is_true (self, "omit_instanceid"))
    {
      item = terrain_entry_new (self, TERRAIN_ENTRY_QUESTION, "instanceID", self->meta, 0);
      item->type = terrain_question_type_get ("calculate");
      item->no_control = TRUE;
      terrain_entry_set_bind (self, item, "readonly", "true()", NULL);
      terrain_entry_set_bind (self, item, "jr:preload", preload != NULL ? preload : "uid", NULL);
    }
  if (name != NULL)
    {
      item = terrain_entry_new (self, TERRAIN_ENTRY_QUESTION, "instanceName", self->meta, 0);
      item->type = terrain_question_type_get ("calculate");
      item->no_control = TRUE;
      item->table = self->settings;
      item->row = self->setting->row;
      terrain_entry_set_bind (self, item, "calculate", name,
                             terrain_record_find (self->setting, TERRAIN_COLUMN_SETTING, "instance_name")->column);
    }
}

void
terrain_compile_survey (TerrainCompile *self)
{
  OpenSection survey = { NULL, FALSE, NULL };
  SurveyReader reader = { self, g_array_new (FALSE, FALSE, sizeof (OpenSection)), 0 };

  self->root = terrain_entry_new (self, TERRAIN_ENTRY_SURVEY, self->root_name, NULL, 0);
  self->meta = terrain_entry_new (self, TERRAIN_ENTRY_GROUP, "meta", NULL, 0);
  self->meta->no_control = TRUE;
  self->meta->parent = self->root;
  self->meta->depth = 1;
  self->meta->path = terrain_compile_format (self, "%s/meta", self->root->path);
  survey.item = self->root;
  g_array_append_val (reader.open, survey);
  for (guint i = 0; self->survey != NULL && i < self->survey->records->len; i++)
    read_row (&reader, g_ptr_array_index (self->survey->records, i));
  for (guint i = 1; i < reader.open->len; i++)
    {
      const TerrainEntry *item = g_array_index (reader.open, OpenSection, i).item;

      terrain_compile_error (self, "begin-without-end", terrain_entry_place_of (self, item, TERRAIN_COLUMN_TYPE),
                             _("The section “%s” is never closed. Add a row “end_%s” where it ends."), item->name,
                             kind_word (item->kind));
    }
  g_array_unref (reader.open);
  if (self->survey != NULL && self->root->children->len == 0 && self->meta->children->len == 0)
    terrain_compile_error (self, "survey-empty", terrain_place (self->survey, 0, NULL),
                           _("The sheet “%s” has no questions. Write one in each row under the names of the columns."),
                           self->survey->sheet);
  /* Last, as in every form: what a record says about itself. */
  add_meta (self);
  if (self->meta->children->len > 0)
    g_ptr_array_add (self->root->children, self->meta);
}
