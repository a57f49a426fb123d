/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-check-private.h"
#include "terrain-date.h"
#include "terrain-number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is compared with what, and what is computed with. */

TerrainCheckType
terrain_check_type_of (TerrainSchema *schema)
{
  TerrainControl *control = schema->control;

  if (!schema->is_leaf)
    return TERRAIN_CHECK_ANY;
  if (control != NULL && (control->kind == TERRAIN_CONTROL_SELECT || control->kind == TERRAIN_CONTROL_SELECT1 ||
                          control->kind == TERRAIN_CONTROL_RANK))
    return TERRAIN_CHECK_CHOICE;
  switch (schema->type)
    {
    case TERRAIN_DATA_INT:
    case TERRAIN_DATA_DECIMAL:
      return TERRAIN_CHECK_NUMBER;
    case TERRAIN_DATA_BOOLEAN:
      return TERRAIN_CHECK_BOOLEAN;
    case TERRAIN_DATA_DATE:
    case TERRAIN_DATA_DATE_TIME:
      return TERRAIN_CHECK_DATE;
    case TERRAIN_DATA_GEOPOINT:
    case TERRAIN_DATA_GEOTRACE:
    case TERRAIN_DATA_GEOSHAPE:
      return TERRAIN_CHECK_PLACE;
    case TERRAIN_DATA_STRING:
      break;
    case TERRAIN_DATA_TIME:
    case TERRAIN_DATA_BINARY:
    case TERRAIN_DATA_BARCODE:
    default:
      return TERRAIN_CHECK_ANY;
    }
  /* What is calculated is declared as text more often than it is text; a field for digits holds a number. */
  if (control == NULL || control->kind != TERRAIN_CONTROL_INPUT || schema->calculate != NULL ||
      schema->type_name == NULL || terrain_control_has_appearance (control, "numbers"))
    return TERRAIN_CHECK_ANY;
  return TERRAIN_CHECK_TEXT;
}

gboolean
terrain_check_is_number (const char *text)
{
  g_autofree char *copy = g_strstrip (g_strdup (text));
  char *end;

  g_ascii_strtod (copy, &end);
  return *copy != '\0' && *end == '\0';
}

static gboolean
is_date (const char *text)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;

  return terrain_date_parse (text, NULL, &value);
}

static gboolean
is_ordering (TerrainAstKind kind)
{
  return kind == TERRAIN_AST_LESS || kind == TERRAIN_AST_LESS_EQUAL || kind == TERRAIN_AST_GREATER ||
         kind == TERRAIN_AST_GREATER_EQUAL;
}

static void
report_impossible (TerrainCheck  *self,
                   TerrainSchema *schema,
                   const char    *text)
{
  if (terrain_check_is_new (self, "no-such-choice", schema->ref))
    terrain_check_warn (self, "no-such-choice", self->ref, self->line,
                        _("%s compares %s with “%s”, which is none of its choices, so the two are never "
                          "equal. Use the value of a choice, which need not be its label."),
                        self->what, schema->ref, text);
}

static const char *
text_of (const TerrainAst *literal,
         char             *buffer)
{
  return literal->kind == TERRAIN_AST_NUMBER ? terrain_number_format (literal->number, buffer) : literal->text;
}

void
terrain_check_selected (TerrainCheck  *self,
                        TerrainAst    *literal,
                        TerrainSchema *schema)
{
  char buffer[TERRAIN_NUMBER_LENGTH];

  if (schema == NULL || (literal->kind != TERRAIN_AST_LITERAL && literal->kind != TERRAIN_AST_NUMBER))
    return;
  if (!terrain_check_is_possible (self, schema, literal))
    report_impossible (self, schema, text_of (literal, buffer));
}

static void
check_date_text (TerrainCheck  *self,
                 TerrainSchema *schema,
                 const char    *text)
{
  const char *name = schema != NULL ? schema->ref : NULL;

  if (is_date (text) || !terrain_check_is_new (self, "type-clash", text))
    return;
  if (name != NULL)
    terrain_check_warn (self, "type-clash", self->ref, self->line,
                        _("%s compares the date %s with “%s”, which is no date. Write dates as "
                          "“2024-12-31”."), self->what,
                        name, text);
  else
    terrain_check_warn (self, "type-clash", self->ref, self->line,
                        _("%s compares a date with “%s”, which is no date. Write dates as “2024-12-31”."), self->what,
                        text);
}

static void
check_number_text (TerrainCheck  *self,
                   TerrainSchema *schema,
                   const char    *text)
{
  if (terrain_check_is_number (text) || is_date (text) || !terrain_check_is_new (self, "type-clash", text))
    return;
  if (schema != NULL)
    terrain_check_warn (self, "type-clash", self->ref, self->line,
                        _("%s compares the number %s with “%s”, which is no number. Write a number without "
                          "quotation marks, or check which question was meant."), self->what, schema->ref, text);
  else
    terrain_check_warn (self, "type-clash", self->ref, self->line,
                        _("%s compares a number with “%s”, which is no number. Write a number without "
                          "quotation marks."),
                        self->what, text);
}

/* A value against a text written in the expression. */
static void
check_with_text (TerrainCheck      *self,
                 TerrainAst        *ast,
                 TerrainCheckValue  value,
                 const char        *text)
{
  if (*text == '\0')
    return;
  if (value.type == TERRAIN_CHECK_BOOLEAN && (strcmp (text, "true") == 0 || strcmp (text, "false") == 0))
    {
      if (terrain_check_is_new (self, "boolean-as-text", text))
        terrain_check_warn (self, "boolean-as-text", self->ref, self->line,
                            _("%s compares something that is true or false with the text “%s”, which does "
                              "not mean the same. Write %s() instead, or leave the comparison out."),
                            self->what, text, text);
    }
  else if (value.type == TERRAIN_CHECK_DATE)
    check_date_text (self, value.schema, text);
  else if (value.type == TERRAIN_CHECK_NUMBER || is_ordering (ast->kind))
    check_number_text (self, value.type == TERRAIN_CHECK_NUMBER ? value.schema : NULL, text);
}

static void
check_side (TerrainCheck      *self,
            TerrainAst        *ast,
            TerrainCheckValue  value,
            TerrainAst        *other)
{
  char buffer[TERRAIN_NUMBER_LENGTH];

  if (other->kind != TERRAIN_AST_LITERAL && other->kind != TERRAIN_AST_NUMBER)
    return;
  if (value.schema != NULL && !is_ordering (ast->kind) && !terrain_check_is_possible (self, value.schema, other))
    report_impossible (self, value.schema, text_of (other, buffer));
  else if (other->kind == TERRAIN_AST_LITERAL)
    check_with_text (self, ast, value, other->text);
}

void
terrain_check_comparison (TerrainCheck      *self,
                          TerrainAst        *ast,
                          TerrainCheckValue  left,
                          TerrainCheckValue  right)
{
  check_side (self, ast, left, ast->children[1]);
  check_side (self, ast, right, ast->children[0]);
}

void
terrain_check_operand (TerrainCheck      *self,
                       TerrainAst        *ast,
                       TerrainCheckValue  value)
{
  if (ast->kind == TERRAIN_AST_LITERAL)
    {
      if (*ast->text != '\0' && !terrain_check_is_number (ast->text) && !is_date (ast->text) &&
          terrain_check_is_new (self, "arithmetic-on-text", ast->text))
        terrain_check_warn (self, "arithmetic-on-text", self->ref, self->line,
                            _("%s computes with the text “%s”, which is no number. To put texts together use "
                              "concat()."),
                            self->what, ast->text);
      return;
    }
  if (value.schema == NULL)
    return;
  if (value.type == TERRAIN_CHECK_CHOICE)
    {
      TerrainCheckChoices *choices = terrain_check_get_choices (self, value.schema);

      if (!choices->known || choices->numeric || g_hash_table_size (choices->values) == 0)
        return;
    }
  else if (value.type != TERRAIN_CHECK_TEXT && value.type != TERRAIN_CHECK_PLACE)
    {
      return;
    }
  if (terrain_check_is_new (self, "arithmetic-on-text", value.schema->ref))
    terrain_check_warn (self, "arithmetic-on-text", self->ref, self->line,
                        _("%s computes with %s, whose answers are no numbers. Ask for a number there, or to "
                          "put texts together use concat()."), self->what, value.schema->ref);
}

void
terrain_check_date_argument (TerrainCheck *self,
                             TerrainAst   *literal,
                             const char   *function)
{
  if (literal->kind != TERRAIN_AST_LITERAL || *literal->text == '\0' || terrain_check_is_number (literal->text) ||
      is_date (literal->text) || !terrain_check_is_new (self, "type-clash", literal->text))
    return;
  terrain_check_warn (self, "type-clash", self->ref, self->line,
                      _("%s gives “%s” to %s(), which is no date. Write dates as “2024-12-31”."), self->what,
                      literal->text, function);
}
