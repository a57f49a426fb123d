/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "terrain-sheet-table-private.h"

/* One way to write a column. A name that ends in NULL takes the next part of the header: "bind::relevant". */
typedef struct
{
  const char *written; /* lower case, "_" for spaces */
  TerrainColumnRole role;
  const char *name;
} Known;

static const Known survey_columns[] = {
  { "type", TERRAIN_COLUMN_TYPE, "" },
  { "command", TERRAIN_COLUMN_TYPE, "" },
  { "name", TERRAIN_COLUMN_NAME, "" },
  { "value", TERRAIN_COLUMN_NAME, "" },
  { "tag", TERRAIN_COLUMN_NAME, "" },
  { "label", TERRAIN_COLUMN_LABEL, "" },
  { "caption", TERRAIN_COLUMN_LABEL, "" },
  { "hint", TERRAIN_COLUMN_HINT, "" },
  { "guidance_hint", TERRAIN_COLUMN_GUIDANCE, "" },
  { "image", TERRAIN_COLUMN_MEDIA, "image" },
  { "big-image", TERRAIN_COLUMN_MEDIA, "big-image" },
  { "big_image", TERRAIN_COLUMN_MEDIA, "big-image" },
  { "audio", TERRAIN_COLUMN_MEDIA, "audio" },
  { "video", TERRAIN_COLUMN_MEDIA, "video" },
  { "media", TERRAIN_COLUMN_MEDIA, NULL },
  { "relevant", TERRAIN_COLUMN_BIND, "relevant" },
  { "relevance", TERRAIN_COLUMN_BIND, "relevant" },
  { "required", TERRAIN_COLUMN_BIND, "required" },
  { "required_message", TERRAIN_COLUMN_BIND, "jr:requiredMsg" },
  { "requiredmsg", TERRAIN_COLUMN_BIND, "jr:requiredMsg" },
  { "jr:requiredmsg", TERRAIN_COLUMN_BIND, "jr:requiredMsg" },
  { "constraint", TERRAIN_COLUMN_BIND, "constraint" },
  { "constraint_message", TERRAIN_COLUMN_BIND, "jr:constraintMsg" },
  { "constraining_message", TERRAIN_COLUMN_BIND, "jr:constraintMsg" },
  { "constraintmsg", TERRAIN_COLUMN_BIND, "jr:constraintMsg" },
  { "jr:constraintmsg", TERRAIN_COLUMN_BIND, "jr:constraintMsg" },
  { "calculation", TERRAIN_COLUMN_BIND, "calculate" },
  { "calculate", TERRAIN_COLUMN_BIND, "calculate" },
  { "read_only", TERRAIN_COLUMN_BIND, "readonly" },
  { "readonly", TERRAIN_COLUMN_BIND, "readonly" },
  { "noapperrorstring", TERRAIN_COLUMN_BIND, "jr:noAppErrorString" },
  { "no_app_error_string", TERRAIN_COLUMN_BIND, "jr:noAppErrorString" },
  { "bind", TERRAIN_COLUMN_BIND, NULL },
  { "appearance", TERRAIN_COLUMN_CONTROL, "appearance" },
  { "autoplay", TERRAIN_COLUMN_CONTROL, "autoplay" },
  { "rows", TERRAIN_COLUMN_CONTROL, "rows" },
  { "body", TERRAIN_COLUMN_CONTROL, NULL },
  { "control", TERRAIN_COLUMN_CONTROL, NULL },
  { "compact_tag", TERRAIN_COLUMN_INSTANCE, "odk:tag" },
  { "instance", TERRAIN_COLUMN_INSTANCE, NULL },
  { "default", TERRAIN_COLUMN_DEFAULT, "" },
  { "choice_filter", TERRAIN_COLUMN_CHOICE_FILTER, "" },
  { "parameters", TERRAIN_COLUMN_PARAMETERS, "" },
  { "trigger", TERRAIN_COLUMN_TRIGGER, "" },
  { "repeat_count", TERRAIN_COLUMN_REPEAT_COUNT, "" },
  { "jr:count", TERRAIN_COLUMN_REPEAT_COUNT, "" },
  { "count", TERRAIN_COLUMN_REPEAT_COUNT, "" },
  { "save_to", TERRAIN_COLUMN_SAVE_TO, "" },
  { "intent", TERRAIN_COLUMN_INTENT, "" },
  { "disabled", TERRAIN_COLUMN_DISABLED, "" },
};

static const Known choice_columns[] = {
  { "list_name", TERRAIN_COLUMN_LIST, "" },
  { "name", TERRAIN_COLUMN_NAME, "" },
  { "value", TERRAIN_COLUMN_NAME, "" },
  { "label", TERRAIN_COLUMN_LABEL, "" },
  { "caption", TERRAIN_COLUMN_LABEL, "" },
  { "image", TERRAIN_COLUMN_MEDIA, "image" },
  { "big-image", TERRAIN_COLUMN_MEDIA, "big-image" },
  { "big_image", TERRAIN_COLUMN_MEDIA, "big-image" },
  { "audio", TERRAIN_COLUMN_MEDIA, "audio" },
  { "video", TERRAIN_COLUMN_MEDIA, "video" },
  { "media", TERRAIN_COLUMN_MEDIA, NULL },
};

static const Known setting_columns[] = {
  { "form_id", TERRAIN_COLUMN_SETTING, "form_id" },
  { "id_string", TERRAIN_COLUMN_SETTING, "form_id" },
  { "formid", TERRAIN_COLUMN_SETTING, "form_id" },
  { "set_form_id", TERRAIN_COLUMN_SETTING, "form_id" },
  { "form_title", TERRAIN_COLUMN_SETTING, "form_title" },
  { "title", TERRAIN_COLUMN_SETTING, "form_title" },
  { "set_form_title", TERRAIN_COLUMN_SETTING, "form_title" },
  { "version", TERRAIN_COLUMN_SETTING, "version" },
  { "name", TERRAIN_COLUMN_SETTING, "name" },
  { "style", TERRAIN_COLUMN_SETTING, "style" },
  { "default_language", TERRAIN_COLUMN_SETTING, "default_language" },
  { "public_key", TERRAIN_COLUMN_SETTING, "public_key" },
  { "submission_url", TERRAIN_COLUMN_SETTING, "submission_url" },
  { "auto_send", TERRAIN_COLUMN_SETTING, "auto_send" },
  { "auto_delete", TERRAIN_COLUMN_SETTING, "auto_delete" },
  { "client_editable", TERRAIN_COLUMN_SETTING, "client_editable" },
  { "instance_name", TERRAIN_COLUMN_SETTING, "instance_name" },
  { "instance_id", TERRAIN_COLUMN_SETTING, "instance_id" },
  { "omit_instanceid", TERRAIN_COLUMN_SETTING, "omit_instanceid" },
  { "instance_xmlns", TERRAIN_COLUMN_SETTING, "instance_xmlns" },
  { "namespaces", TERRAIN_COLUMN_SETTING, "namespaces" },
  { "allow_choice_duplicates", TERRAIN_COLUMN_SETTING, "allow_choice_duplicates" },
  { "clean_text_values", TERRAIN_COLUMN_SETTING, "clean_text_values" },
  { "prefix", TERRAIN_COLUMN_SETTING, "prefix" },
  { "compact_prefix", TERRAIN_COLUMN_SETTING, "prefix" },
  { "delimiter", TERRAIN_COLUMN_SETTING, "delimiter" },
  { "compact_delimiter", TERRAIN_COLUMN_SETTING, "delimiter" },
  { "attribute", TERRAIN_COLUMN_ATTRIBUTE, NULL },
  { "sms_keyword", TERRAIN_COLUMN_IGNORED, "" },
  { "sms_separator", TERRAIN_COLUMN_IGNORED, "" },
  { "sms_allow_media", TERRAIN_COLUMN_IGNORED, "" },
  { "sms_date_format", TERRAIN_COLUMN_IGNORED, "" },
  { "sms_datetime_format", TERRAIN_COLUMN_IGNORED, "" },
  { "sms_response", TERRAIN_COLUMN_IGNORED, "" },
};

static const Known entity_columns[] = {
  { "list_name", TERRAIN_COLUMN_LIST, "" },
  { "dataset", TERRAIN_COLUMN_LIST, "" },
  { "label", TERRAIN_COLUMN_LABEL, "" },
  { "entity_id", TERRAIN_COLUMN_ENTITY, "entity_id" },
  { "create_if", TERRAIN_COLUMN_ENTITY, "create_if" },
  { "update_if", TERRAIN_COLUMN_ENTITY, "update_if" },
};

static const Known *
known_columns (TerrainTableKind kind, guint *count)
{
  switch (kind)
    {
    case TERRAIN_TABLE_SURVEY:
      *count = G_N_ELEMENTS (survey_columns);
      return survey_columns;
    case TERRAIN_TABLE_CHOICES:
      *count = G_N_ELEMENTS (choice_columns);
      return choice_columns;
    case TERRAIN_TABLE_SETTINGS:
      *count = G_N_ELEMENTS (setting_columns);
      return setting_columns;
    case TERRAIN_TABLE_ENTITIES:
      *count = G_N_ELEMENTS (entity_columns);
      return entity_columns;
    default:
      g_assert_not_reached ();
    }
}

/* "Constraint Message" and "constraint_message" are one. */
static char *
normalise (const char *text)
{
  GString *normal = g_string_new (NULL);
  g_auto (GStrv) words = g_strsplit_set (text, " \t\n\r", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *lower = NULL;

      if (*words[i] == '\0')
        continue;
      lower = g_ascii_strdown (words[i], -1);
      g_string_append_printf (normal, "%s%s", normal->len > 0 ? "_" : "", lower);
    }
  return g_string_free (normal, FALSE);
}

static const Known *
find_known (TerrainTableKind kind, const char *text)
{
  g_autofree char *normal = normalise (text);
  guint count;
  const Known *known = known_columns (kind, &count);

  for (guint i = 0; i < count; i++)
    if (g_str_equal (known[i].written, normal))
      return &known[i];
  return NULL;
}

gboolean
terrain_column_is_text (const TerrainColumn *column)
{
  switch (column->role)
    {
    case TERRAIN_COLUMN_LABEL:
    case TERRAIN_COLUMN_HINT:
    case TERRAIN_COLUMN_GUIDANCE:
    case TERRAIN_COLUMN_EXTRA:
    case TERRAIN_COLUMN_IGNORED:
      return TRUE;
    case TERRAIN_COLUMN_BIND:
      return g_str_equal (column->name, "jr:constraintMsg") || g_str_equal (column->name, "jr:requiredMsg")
             || g_str_equal (column->name, "jr:noAppErrorString")
             || g_str_equal (column->name, "terrain:softConstraintMsg");
    case TERRAIN_COLUMN_SETTING:
      return g_str_equal (column->name, "form_title");
    default:
      return FALSE;
    }
}

gboolean
terrain_column_is_translatable (const TerrainColumn *column)
{
  return column->role == TERRAIN_COLUMN_MEDIA
         || (terrain_column_is_text (column) && column->role != TERRAIN_COLUMN_EXTRA
             && column->role != TERRAIN_COLUMN_IGNORED && column->role != TERRAIN_COLUMN_SETTING);
}

/* The parts of a header. With single colons a prefix stays with its name: "bind:jr:constraintMsg:fr". */
static GPtrArray *
split (const char *header, gboolean double_colon)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) tokens = g_strsplit (header, double_colon ? "::" : ":", -1);

  for (guint i = 0; tokens[i] != NULL; i++)
    {
      char *token = g_strstrip (g_strdup (tokens[i]));

      if (!double_colon && g_str_equal (token, "jr") && tokens[i + 1] != NULL)
        {
          g_free (token);
          token = g_strconcat ("jr:", g_strstrip (tokens[++i]), NULL);
        }
      g_ptr_array_add (parts, token);
    }
  return parts;
}

static gboolean
takes_attribute (TerrainColumnRole role)
{
  return role == TERRAIN_COLUMN_BIND || role == TERRAIN_COLUMN_CONTROL || role == TERRAIN_COLUMN_INSTANCE
         || role == TERRAIN_COLUMN_ATTRIBUTE;
}

/* The part after "bind", "media"…; at: the index of the first part after it. */
static char *
take_name (const Known *known, GPtrArray *parts, guint *at)
{
  const char *first = parts->len > *at ? g_ptr_array_index (parts, *at) : NULL;
  GString *name;

  if (first == NULL || *first == '\0')
    return NULL;
  (*at)++;
  name = g_string_new (first);
  /* "body:esri:style" with single colons: the rest is the attribute's name. */
  if (takes_attribute (known->role) && strchr (first, ':') == NULL)
    for (; *at < parts->len && parts->len > 2 && known->role != TERRAIN_COLUMN_BIND; (*at)++)
      g_string_append_printf (name, ":%s", (const char *) g_ptr_array_index (parts, *at));
  return g_string_free (name, FALSE);
}

/* Names that stand for another role: "body::jr:count", "bind::entities:saveto". */
static void
fold_names (TerrainColumn *column)
{
  if (column->role == TERRAIN_COLUMN_CONTROL && g_str_equal (column->name, "jr:count"))
    column->role = TERRAIN_COLUMN_REPEAT_COUNT;
  if (column->role == TERRAIN_COLUMN_BIND && g_str_equal (column->name, "entities:saveto"))
    column->role = TERRAIN_COLUMN_SAVE_TO;
  if (column->role == TERRAIN_COLUMN_CONTROL && g_str_equal (column->name, "intent"))
    column->role = TERRAIN_COLUMN_INTENT;
}

void
terrain_column_resolve (TerrainColumn *column, TerrainTableKind kind, gboolean double_colon, GStringChunk *texts)
{
  const Known *known = find_known (kind, column->header);
  g_autoptr (GPtrArray) parts = NULL;
  g_autofree char *name = NULL;
  guint at = 1;

  column->role = TERRAIN_COLUMN_EXTRA;
  column->name = column->header;
  if (known != NULL)
    {
      column->role = known->name != NULL ? known->role : TERRAIN_COLUMN_IGNORED;
      column->name = known->name != NULL ? known->name : "";
      return;
    }
  parts = split (column->header, double_colon);
  known = parts->len > 1 ? find_known (kind, g_ptr_array_index (parts, 0)) : NULL;
  if (known == NULL)
    return;
  name = known->name != NULL ? g_strdup (known->name) : take_name (known, parts, &at);
  column->role = name != NULL ? known->role : TERRAIN_COLUMN_IGNORED;
  column->name = g_string_chunk_insert_const (texts, name != NULL ? name : "");
  if (at < parts->len && *(const char *) g_ptr_array_index (parts, at) != '\0')
    column->language = g_string_chunk_insert_const (texts, g_ptr_array_index (parts, at));
  fold_names (column);
}

const char *
terrain_column_suggest (const char *header, TerrainTableKind kind)
{
  guint count;
  const Known *known = known_columns (kind, &count);
  g_autofree const char **candidates = g_new (const char *, count);
  g_auto (GStrv) parts = g_strsplit (header, ":", 2);
  g_autofree char *normal = normalise (parts[0] != NULL ? parts[0] : "");

  for (guint i = 0; i < count; i++)
    candidates[i] = known[i].written;
  /* Short words are near to everything. */
  return strlen (normal) >= 4 ? terrain_suggest (normal, candidates, count) : NULL;
}
