/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-question-type-private.h"

#include <string.h>

#include "terrain-sheet-table-private.h"

/* The question types of the XLSForm standard (xlsform.org/en/ref-table) and what they are in ODK XForms. */
static const TerrainQuestionType types[] = {
  { "text", TERRAIN_FAMILY_PLAIN, "input", "string", NULL, NULL, 0, NULL },
  { "integer", TERRAIN_FAMILY_PLAIN, "input", "int", NULL, NULL, 0, NULL },
  { "decimal", TERRAIN_FAMILY_PLAIN, "input", "decimal", NULL, NULL, 0, NULL },
  { "range", TERRAIN_FAMILY_PLAIN, "range", "int", NULL, NULL, 0, NULL },
  { "percentage", TERRAIN_FAMILY_PLAIN, "input", "int", NULL, NULL, 0, ". >= 0 and . <= 100" },
  { "date", TERRAIN_FAMILY_PLAIN, "input", "date", NULL, NULL, 0, NULL },
  { "time", TERRAIN_FAMILY_PLAIN, "input", "time", NULL, NULL, 0, NULL },
  { "dateTime", TERRAIN_FAMILY_PLAIN, "input", "dateTime", NULL, NULL, 0, NULL },
  { "geopoint", TERRAIN_FAMILY_PLAIN, "input", "geopoint", NULL, NULL, TERRAIN_TYPE_GEO, NULL },
  { "geotrace", TERRAIN_FAMILY_PLAIN, "input", "geotrace", NULL, NULL, TERRAIN_TYPE_GEO, NULL },
  { "geoshape", TERRAIN_FAMILY_PLAIN, "input", "geoshape", NULL, NULL, TERRAIN_TYPE_GEO, NULL },
  { "note", TERRAIN_FAMILY_PLAIN, "input", "string", NULL, NULL, TERRAIN_TYPE_READONLY, NULL },
  { "acknowledge", TERRAIN_FAMILY_PLAIN, "trigger", "string", NULL, NULL, 0, NULL },
  { "barcode", TERRAIN_FAMILY_PLAIN, "input", "barcode", NULL, NULL, 0, NULL },
  { "url", TERRAIN_FAMILY_PLAIN, "input", "string", NULL, NULL, 0, NULL },
  { "image", TERRAIN_FAMILY_PLAIN, "upload", "binary", "image/*", NULL, 0, NULL },
  { "audio", TERRAIN_FAMILY_PLAIN, "upload", "binary", "audio/*", NULL, 0, NULL },
  { "video", TERRAIN_FAMILY_PLAIN, "upload", "binary", "video/*", NULL, 0, NULL },
  { "file", TERRAIN_FAMILY_PLAIN, "upload", "binary", "application/*", NULL, 0, NULL },
  { "osm", TERRAIN_FAMILY_PLAIN, "upload", "binary", "osm/*", NULL, 0, NULL },
  { "select_one", TERRAIN_FAMILY_SELECT, "select1", "string", NULL, NULL, 0, NULL },
  { "select_multiple", TERRAIN_FAMILY_SELECT, "select", "string", NULL, NULL, 0, NULL },
  { "rank", TERRAIN_FAMILY_SELECT, "odk:rank", "odk:rank", NULL, NULL, 0, NULL },
  { "calculate", TERRAIN_FAMILY_CALCULATE, NULL, "string", NULL, NULL, 0, NULL },
  { "hidden", TERRAIN_FAMILY_HIDDEN, NULL, "string", NULL, NULL, 0, NULL },
  { "start", TERRAIN_FAMILY_META, NULL, "dateTime", "timestamp", "start", 0, NULL },
  { "end", TERRAIN_FAMILY_META, NULL, "dateTime", "timestamp", "end", 0, NULL },
  { "today", TERRAIN_FAMILY_META, NULL, "date", "date", "today", 0, NULL },
  { "deviceid", TERRAIN_FAMILY_META, NULL, "string", "property", "deviceid", 0, NULL },
  { "subscriberid", TERRAIN_FAMILY_META, NULL, "string", "property", "subscriberid", TERRAIN_TYPE_DEPRECATED, NULL },
  { "simserial", TERRAIN_FAMILY_META, NULL, "string", "property", "simserial", TERRAIN_TYPE_DEPRECATED, NULL },
  { "phonenumber", TERRAIN_FAMILY_META, NULL, "string", "property", "phonenumber", 0, NULL },
  { "username", TERRAIN_FAMILY_META, NULL, "string", "property", "username", 0, NULL },
  { "email", TERRAIN_FAMILY_META, NULL, "string", "property", "email", 0, NULL },
  { "uri:deviceid", TERRAIN_FAMILY_META, NULL, "string", "property", "uri:deviceid", 0, NULL },
  { "uri:subscriberid", TERRAIN_FAMILY_META, NULL, "string", "property", "uri:subscriberid", 0, NULL },
  { "uri:simserial", TERRAIN_FAMILY_META, NULL, "string", "property", "uri:simserial", 0, NULL },
  { "uri:phonenumber", TERRAIN_FAMILY_META, NULL, "string", "property", "uri:phonenumber", 0, NULL },
  { "uri:username", TERRAIN_FAMILY_META, NULL, "string", "property", "uri:username", 0, NULL },
  { "uri:email", TERRAIN_FAMILY_META, NULL, "string", "property", "uri:email", 0, NULL },
  { "audit", TERRAIN_FAMILY_AUDIT, NULL, "binary", NULL, NULL, 0, NULL },
  { "start-geopoint", TERRAIN_FAMILY_START_POINT, NULL, "geopoint", NULL, NULL, TERRAIN_TYPE_GEO, NULL },
  { "background-audio", TERRAIN_FAMILY_BACKGROUND_AUDIO, NULL, "binary", NULL, NULL, 0, NULL },
  { "background-geopoint", TERRAIN_FAMILY_BACKGROUND_POINT, NULL, "geopoint", NULL, NULL, 0, NULL },
  { "csv-external", TERRAIN_FAMILY_EXTERNAL, NULL, NULL, "csv", "jr://file-csv/", 0, NULL },
  { "xml-external", TERRAIN_FAMILY_EXTERNAL, NULL, NULL, "xml", "jr://file/", 0, NULL },
};

/* Other ways to write a type, from the standard's long history. Lower case, spaces for underscores. */
static const struct
{
  const char *written;
  const char *name;
} aliases[] = {
  { "string", "text" },
  { "q string", "text" },
  { "add text prompt", "text" },
  { "int", "integer" },
  { "q int", "integer" },
  { "add integer prompt", "integer" },
  { "q decimal", "decimal" },
  { "add decimal prompt", "decimal" },
  { "q date", "date" },
  { "add date prompt", "date" },
  { "q time", "time" },
  { "add time prompt", "time" },
  { "datetime", "dateTime" },
  { "q datetime", "dateTime" },
  { "add date time prompt", "dateTime" },
  { "gps", "geopoint" },
  { "location", "geopoint" },
  { "q location", "geopoint" },
  { "q geopoint", "geopoint" },
  { "add location prompt", "geopoint" },
  { "add note prompt", "note" },
  { "trigger", "acknowledge" },
  { "q acknowledge", "acknowledge" },
  { "add acknowledge prompt", "acknowledge" },
  { "q barcode", "barcode" },
  { "add barcode prompt", "barcode" },
  { "photo", "image" },
  { "q picture", "image" },
  { "add image prompt", "image" },
  { "add photo prompt", "image" },
  { "q audio", "audio" },
  { "add audio prompt", "audio" },
  { "q video", "video" },
  { "add video prompt", "video" },
  { "add file prompt", "file" },
  { "q calculate", "calculate" },
  { "add calculate prompt", "calculate" },
  { "start time", "start" },
  { "get start time", "start" },
  { "end time", "end" },
  { "get end time", "end" },
  { "get today", "today" },
  { "imei", "deviceid" },
  { "device id", "deviceid" },
  { "get device id", "deviceid" },
  { "subscriber id", "subscriberid" },
  { "get subscriber id", "subscriberid" },
  { "sim id", "simserial" },
  { "get sim id", "simserial" },
  { "phone number", "phonenumber" },
  { "get phone number", "phonenumber" },
};

/* What stands before a list's name; of two that fit, the longer comes first. */
static const struct
{
  const char *written;
  const char *name;
  gboolean from_file, external;
} selects[] = {
  { "select one from file", "select_one", TRUE, FALSE },
  { "select multiple from file", "select_multiple", TRUE, FALSE },
  { "select one external", "select_one", FALSE, TRUE },
  { "add select one prompt using", "select_one", FALSE, FALSE },
  { "add select multiple prompt using", "select_multiple", FALSE, FALSE },
  { "select all that apply from", "select_multiple", FALSE, FALSE },
  { "select all that apply", "select_multiple", FALSE, FALSE },
  { "select one from", "select_one", FALSE, FALSE },
  { "select one", "select_one", FALSE, FALSE },
  { "select1", "select_one", FALSE, FALSE },
  { "select multiple from", "select_multiple", FALSE, FALSE },
  { "select multiple", "select_multiple", FALSE, FALSE },
  { "odk:rank", "rank", FALSE, FALSE },
  { "rank", "rank", FALSE, FALSE },
  { "osm", "osm", FALSE, FALSE },
};

static const struct
{
  const char *written;
  TerrainTypeCellKind kind;
} sections[] = {
  { "begin group", TERRAIN_CELL_BEGIN_GROUP },
  { "end group", TERRAIN_CELL_END_GROUP },
  { "begin repeat", TERRAIN_CELL_BEGIN_REPEAT },
  { "end repeat", TERRAIN_CELL_END_REPEAT },
  { "begin lgroup", TERRAIN_CELL_BEGIN_REPEAT },
  { "end lgroup", TERRAIN_CELL_END_REPEAT },
  { "begin looped group", TERRAIN_CELL_BEGIN_REPEAT },
  { "end looped group", TERRAIN_CELL_END_REPEAT },
};

/* What is suggested for a slip: what people write today. */
static const char *const written_types[] = {
  "text", "integer", "decimal", "range", "date", "time", "dateTime", "geopoint", "geotrace", "geoshape", "note",
  "acknowledge", "barcode", "image", "audio", "video", "file", "calculate", "hidden", "start", "end", "today",
  "deviceid", "phonenumber", "username", "email", "audit", "start-geopoint", "background-audio",
  "background-geopoint", "csv-external", "xml-external", "begin_group", "end_group", "begin_repeat", "end_repeat",
};
static const char *const written_selects[] = {
  "select_one", "select_multiple", "rank", "select_one_from_file", "select_multiple_from_file", "select_one_external",
};

const TerrainQuestionType *
terrain_question_type_get (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i].name, name))
      return &types[i];
  g_assert_not_reached ();
}

/* Lower case, one space between words, and "_" counts as a space. Positions of the words stay comparable. */
static char *
normalise (const char *text)
{
  GString *normal = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      gboolean space = g_ascii_isspace (*text) || *text == '_';

      if (!space)
        g_string_append_c (normal, g_ascii_tolower (*text));
      else if (normal->len > 0 && normal->str[normal->len - 1] != ' ')
        g_string_append_c (normal, ' ');
    }
  return g_strchomp (g_string_free (normal, FALSE));
}

static gboolean
is_space (char c)
{
  return g_ascii_isspace (c) || c == '_';
}

/* (nullable): what stands in @text after the words of @words, "_" being a space in both. */
static const char *
after_words (const char *text, const char *words)
{
  for (; *words != '\0'; words++)
    {
      if (*words == ' ')
        {
          if (!is_space (*text))
            return NULL;
          while (is_space (*text))
            text++;
        }
      else if (g_ascii_tolower (*text++) != *words)
        return NULL;
    }
  if (!g_ascii_isspace (*text))
    return NULL;
  while (g_ascii_isspace (*text))
    text++;
  return *text != '\0' ? text : NULL;
}

static gboolean
parse_select (TerrainTypeCell *cell, const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (selects); i++)
    {
      const char *list = after_words (text, selects[i].written);
      gsize length = list != NULL ? strcspn (list, " \t\n") : 0;
      g_autofree char *rest = list != NULL ? normalise (list + length) : NULL;

      if (list == NULL)
        continue;
      g_strstrip (rest);
      cell->or_other = g_str_equal (rest, "or other") || g_str_equal (rest, "or specify other");
      if (*rest != '\0' && !cell->or_other)
        continue;
      cell->kind = TERRAIN_CELL_QUESTION;
      cell->type = terrain_question_type_get (selects[i].name);
      cell->from_file = selects[i].from_file;
      cell->external = selects[i].external;
      cell->list = g_strndup (list, length);
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_loop (const char *normal)
{
  return g_str_has_prefix (normal, "begin loop") || g_str_has_prefix (normal, "end loop");
}

void
terrain_type_cell_parse (TerrainTypeCell *cell, const char *text)
{
  g_autofree char *normal = normalise (text);

  memset (cell, 0, sizeof *cell);
  cell->kind = TERRAIN_CELL_UNKNOWN;
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    if (g_str_equal (sections[i].written, normal))
      {
        cell->kind = sections[i].kind;
        return;
      }
  if (is_loop (normal))
    {
      cell->kind = TERRAIN_CELL_LOOP;
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (types) && cell->type == NULL; i++)
    if (g_ascii_strcasecmp (types[i].name, text) == 0 && types[i].family != TERRAIN_FAMILY_SELECT)
      cell->type = &types[i];
  for (guint i = 0; i < G_N_ELEMENTS (aliases) && cell->type == NULL; i++)
    if (g_str_equal (aliases[i].written, normal))
      cell->type = terrain_question_type_get (aliases[i].name);
  if (cell->type != NULL)
    cell->kind = TERRAIN_CELL_QUESTION;
  else
    parse_select (cell, text);
}

void
terrain_type_cell_clear (TerrainTypeCell *cell)
{
  g_clear_pointer (&cell->list, g_free);
}

const char *
terrain_question_type_suggest (const char *text)
{
  g_autofree char *underscored = normalise (text);
  const char *suggestion;
  gsize words = 0;

  g_strdelimit (underscored, " ", '_');
  suggestion = terrain_suggest (underscored, written_types, G_N_ELEMENTS (written_types));
  if (suggestion != NULL)
    return suggestion;
  /* "select_onee yes_no": the list's name is not part of the slip. */
  words = strcspn (text, " \t");
  underscored[MIN (words, strlen (underscored))] = '\0';
  if (strlen (underscored) >= 4)
    suggestion = terrain_suggest (underscored, written_selects, G_N_ELEMENTS (written_selects));
  return suggestion;
}
