/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-entity-private.h"
#include "terrain-form-parser-private.h"
#include "terrain-preload-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Bind types, with those that JavaRosa and older forms use. Selects store words. */
static const struct
{
  const char *name;
  TerrainDataType type;
} data_types[] = {
  { "string", TERRAIN_DATA_STRING }, { "text", TERRAIN_DATA_STRING }, { "note", TERRAIN_DATA_STRING },
  { "intent", TERRAIN_DATA_STRING }, { "select", TERRAIN_DATA_STRING }, { "select1", TERRAIN_DATA_STRING },
  { "rank", TERRAIN_DATA_STRING }, { "listItem", TERRAIN_DATA_STRING }, { "listItems", TERRAIN_DATA_STRING },
  { "anyURI", TERRAIN_DATA_STRING }, { "normalizedString", TERRAIN_DATA_STRING }, { "token", TERRAIN_DATA_STRING },
  { "gYear", TERRAIN_DATA_STRING }, { "gMonth", TERRAIN_DATA_STRING }, { "gDay", TERRAIN_DATA_STRING },
  { "gYearMonth", TERRAIN_DATA_STRING }, { "gMonthDay", TERRAIN_DATA_STRING }, { "uuid", TERRAIN_DATA_STRING },
  { "int", TERRAIN_DATA_INT }, { "integer", TERRAIN_DATA_INT }, { "long", TERRAIN_DATA_INT },
  { "short", TERRAIN_DATA_INT }, { "nonNegativeInteger", TERRAIN_DATA_INT },
  { "positiveInteger", TERRAIN_DATA_INT }, { "decimal", TERRAIN_DATA_DECIMAL }, { "double", TERRAIN_DATA_DECIMAL },
  { "float", TERRAIN_DATA_DECIMAL }, { "numeric", TERRAIN_DATA_DECIMAL }, { "boolean", TERRAIN_DATA_BOOLEAN },
  { "date", TERRAIN_DATA_DATE }, { "time", TERRAIN_DATA_TIME }, { "dateTime", TERRAIN_DATA_DATE_TIME },
  { "datetime", TERRAIN_DATA_DATE_TIME }, { "geopoint", TERRAIN_DATA_GEOPOINT },
  { "geotrace", TERRAIN_DATA_GEOTRACE }, { "geoshape", TERRAIN_DATA_GEOSHAPE }, { "binary", TERRAIN_DATA_BINARY },
  { "base64Binary", TERRAIN_DATA_BINARY }, { "hexBinary", TERRAIN_DATA_BINARY },
  { "barcode", TERRAIN_DATA_BARCODE },
};

static void
read_type (TerrainFormParser *self,
           TerrainSchema     *schema,
           TerrainNode       *node,
           const char        *type)
{
  const char *colon = strchr (type, ':');
  const char *local = colon != NULL ? colon + 1 : type;

  if (*type == '\0' || schema->type_name != NULL)
    return;
  schema->type_name = g_strdup (type);
  for (guint i = 0; i < G_N_ELEMENTS (data_types); i++)
    {
      if (strcmp (data_types[i].name, local) == 0)
        {
          schema->type = data_types[i].type;
          return;
        }
    }
  terrain_parser_warning (self, "unknown-type", schema->ref, node->line,
                          _("%s has the type “%s”, which is not known here; it is asked as text. Known types are "
                            "string, int, decimal, boolean, date, time, dateTime, geopoint, geotrace, geoshape, binary "
                            "and barcode."), schema->ref, type);
}

static void
read_rule (TerrainFormParser *self,
           TerrainSchema     *schema,
           TerrainNode       *node,
           TerrainRuleKind    kind,
           TerrainXPath     **place,
           const char        *name,
           const char        *expression)
{
  g_autofree char *what = g_strdup_printf (_("“%s” of %s"), name, schema->ref);
  TerrainExpression *note;

  if (expression[strspn (expression, " \t\r\n")] == '\0')
    return;
  if (*place != NULL)
    {
      if (strcmp (terrain_xpath_get_source (*place), expression) != 0)
        terrain_parser_warning (self, "duplicate-bind", schema->ref, node->line,
                                _("%s has “%s” in two binds that say different things. The first is used; write one "
                                  "bind for each node."), schema->ref, name);
      return;
    }
  *place = terrain_parser_compile (self, expression, schema->ref, node->line, what);
  if (*place == NULL)
    return;
  note = terrain_parser_note (self, TERRAIN_USE_RULE, *place, schema, node->line);
  note->kind = kind;
  note->target = schema;
}

static void
set_once (char      **place,
          const char *value)
{
  if (*place == NULL)
    *place = g_strdup (value);
}

typedef struct
{
  const char *constraint; /* texts of the file's tree */
  const char *required;
  const char *soft;
  int line;
} Messages;

/* Messages become texts together with the label of their question, so that translators meet them in its order. */
static void
note_message (TerrainFormParser *self,
              TerrainSchema     *schema,
              const char        *name,
              const char        *value,
              int                line)
{
  Messages *messages = g_hash_table_lookup (self->messages, schema);
  const char **place;

  if (messages == NULL)
    {
      messages = g_new0 (Messages, 1);
      messages->line = line;
      g_hash_table_insert (self->messages, schema, messages);
    }
  place = *name == 'c' ? &messages->constraint : *name == 'r' ? &messages->required : &messages->soft;
  if (*place == NULL)
    *place = value;
}

void
terrain_parser_read_messages (TerrainFormParser *self,
                              TerrainSchema     *schema)
{
  Messages *messages = g_hash_table_lookup (self->messages, schema);

  if (messages == NULL)
    return;
  schema->constraint_message = terrain_parser_read_message (self, messages->constraint, schema, "constraint",
                                                            messages->line);
  schema->required_message = terrain_parser_read_message (self, messages->required, schema, "required",
                                                          messages->line);
  schema->soft_message = terrain_parser_read_message (self, messages->soft, schema, "soft", messages->line);
  g_hash_table_remove (self->messages, schema);
}

/* Which entity is meant is known once all repeats are. */
static void
note_save_to (TerrainFormParser *self,
              TerrainSchema     *schema,
              TerrainNode       *attribute)
{
  TerrainSaveTo *save_to;
  g_autofree char *name = g_strconcat (attribute->prefix, ":", attribute->local, NULL);

  if (attribute->uri != NULL && strcmp (attribute->uri, TERRAIN_URI_ENTITIES) != 0)
    return;
  save_to = g_new0 (TerrainSaveTo, 1);
  save_to->schema = schema;
  save_to->property = g_hash_table_lookup (schema->bind_attributes, name);
  g_ptr_array_add (self->save_tos, save_to);
}

static void
read_attribute (TerrainFormParser *self,
                TerrainSchema     *schema,
                TerrainNode       *node,
                TerrainNode       *attribute)
{
  const struct
  {
    const char *name;
    TerrainRuleKind kind;
    TerrainXPath **place;
  } rules[] = {
    { "relevant", TERRAIN_RULE_RELEVANT, &schema->relevant },
    { "readonly", TERRAIN_RULE_READONLY, &schema->readonly },
    { "required", TERRAIN_RULE_REQUIRED, &schema->required },
    { "calculate", TERRAIN_RULE_CALCULATE, &schema->calculate },
    { "constraint", TERRAIN_RULE_CONSTRAINT, &schema->constraint },
  };
  const char *value = terrain_node_get_value (attribute);
  const char *name = attribute->local;

  for (guint i = 0; attribute->prefix == NULL && i < G_N_ELEMENTS (rules); i++)
    {
      if (strcmp (rules[i].name, name) == 0)
        {
          read_rule (self, schema, node, rules[i].kind, rules[i].place, name, value);
          return;
        }
    }
  if (attribute->prefix == NULL && strcmp (name, "type") == 0)
    read_type (self, schema, node, value);
  else if (strcmp (name, "preload") == 0)
    set_once (&schema->preload, value);
  else if (strcmp (name, "preloadParams") == 0)
    set_once (&schema->preload_parameters, value);
  else if (strcmp (name, "constraintMsg") == 0 || strcmp (name, "requiredMsg") == 0)
    note_message (self, schema, name, value, node->line);
  /* Of an answer that may be confirmed (terrain-remarks.h of fieldwork): in any namespace but XForms' own. */
  else if (attribute->prefix != NULL && strcmp (name, "softConstraintMsg") == 0)
    note_message (self, schema, name, value, node->line);
  else if (attribute->prefix != NULL && strcmp (name, "saveto") == 0)
    note_save_to (self, schema, attribute);
}

static void
keep_attributes (TerrainSchema *schema,
                 TerrainNode   *node)
{
  GHashTableIter iter;
  gpointer name;
  gpointer value;
  GHashTable *attributes = terrain_element_dup_attributes (node);

  if (schema->bind_attributes == NULL)
    {
      schema->bind_attributes = attributes;
      return;
    }
  g_hash_table_iter_init (&iter, attributes);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      if (!g_hash_table_contains (schema->bind_attributes, name))
        {
          g_hash_table_iter_steal (&iter);
          g_hash_table_insert (schema->bind_attributes, name, value);
        }
    }
  g_hash_table_unref (attributes);
}

static void
read_id (TerrainFormParser *self,
         TerrainSchema     *schema,
         TerrainNode       *node)
{
  const char *id = terrain_element_get (node, "id", NULL);

  if (id == NULL || *id == '\0')
    return;
  if (g_hash_table_contains (self->binds_by_id, id))
    terrain_parser_error (self, "duplicate-id", schema->ref, node->line,
                          _("Two binds have the id “%s”. Give each its own, or none."), id);
  else
    g_hash_table_insert (self->binds_by_id, (gpointer) id, schema);
}

static void
read_bind (TerrainFormParser *self,
           TerrainNode       *node)
{
  const char *ref = terrain_element_get (node, "nodeset", NULL);
  TerrainSchema *schema;

  if (ref == NULL)
    ref = terrain_element_get (node, "ref", NULL);
  if (ref == NULL)
    {
      terrain_parser_warning (self, "bind-without-node", NULL, node->line,
                              _("A bind does not say which node it is for, and is not used. "
                                "Write its path: nodeset=\"/data/…\"."));
      return;
    }
  schema = terrain_schema_resolve (self->form, NULL, ref);
  if (schema == NULL)
    {
      terrain_parser_warning (self, "bind-to-nothing", ref, node->line,
                              _("A bind is for %s, but the instance has no such node; it is not used. Correct the "
                                "path, or add the node to the instance."), ref);
      return;
    }
  if (schema->bind_line == 0)
    schema->bind_line = node->line;
  read_id (self, schema, node);
  keep_attributes (schema, node);
  for (TerrainNode *attribute = node->first_attribute; attribute != NULL; attribute = attribute->next)
    read_attribute (self, schema, node, attribute);
  if (schema->preload != NULL && !terrain_preload_is_known (schema->preload, schema->preload_parameters))
    terrain_parser_warning (self, "unknown-preload", schema->ref, node->line,
                            _("%s is to be filled by the preload “%s” with “%s”, which is not known here; it stays as "
                              "it is. Known are uid, timestamp with start or end, date with today, and property with "
                              "deviceid, username, email or phonenumber."), schema->ref, schema->preload,
                            schema->preload_parameters != NULL ? schema->preload_parameters : "");
}

void
terrain_parser_read_binds (TerrainFormParser *self)
{
  for (TerrainNode *node = terrain_element_first (self->model, "bind"); node != NULL;
       node = terrain_element_next (node, "bind"))
    read_bind (self, node);
}
