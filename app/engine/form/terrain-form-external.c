/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-parser-private.h"
#include "terrain-table-private.h"
#include "terrain-xpath-lexer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * Choices from files without a secondary instance of their own, as older forms have them:
 *
 *   <input query="instance('cities')/root/item[state = /data/state]">   rows of itemsets.csv whose list_name is "cities"
 *   <select1 appearance="search('cities', 'matches', 'state', /data/state)">   rows of cities.csv
 *
 * Both become an itemset over an instance that is made from the file, so that look-ups are indexed and choices follow
 * the answers they depend on like all others.
 */

/* An instance that nobody declared: a place until the file is read. */
static void
need_instance (TerrainFormParser *self,
               const char        *id,
               gboolean           of_itemsets)
{
  TerrainDocument *document;

  if (g_hash_table_contains (self->form->instances, id) || g_strcmp0 (id, self->form->instance_id) == 0)
    return;
  document = terrain_document_new ();
  terrain_node_insert (document->node,
                       terrain_node_new_element (document, g_intern_static_string ("root"), NULL, NULL), NULL);
  terrain_document_renumber (document);
  document->frozen = TRUE;
  g_hash_table_insert (self->form->instances, g_strdup (id), document);
  g_ptr_array_add (of_itemsets ? self->itemset_lists : self->searched_files, g_strdup (id));
}

/* query */

static void
need_instances_of (TerrainFormParser *self,
                   const char        *query)
{
  for (const char *at = strstr (query, "instance("); at != NULL; at = strstr (at, "instance("))
    {
      const char *end;
      g_autofree char *id = NULL;

      at += strlen ("instance(");
      at += strspn (at, " \t\r\n");
      end = *at == '\'' || *at == '"' ? strchr (at + 1, *at) : NULL;
      if (end == NULL)
        continue;
      id = g_strndup (at + 1, (gsize) (end - at - 1));
      need_instance (self, id, TRUE);
      at = end;
    }
}

/* The columns of itemsets.csv are fixed: name, and label or one a language. */
void
terrain_parser_read_query (TerrainFormParser *self,
                           TerrainControl    *control,
                           const char        *query,
                           TerrainSchema     *context)
{
  need_instances_of (self, query);
  if (terrain_parser_make_itemset (self, control, context, query, "name", NULL, control->line))
    control->itemset->columns_by_language = TRUE;
}

/* search() */

/* What stands between the parentheses of search(…) in @appearance, argument by argument; nothing where it does not end.
 * NULL where there is no such call. (transfer full) */
static char **
split_search (const char *appearance)
{
  g_autoptr (GStrvBuilder) builder = NULL;
  const char *at = strstr (appearance, "search");
  const char *end = NULL;

  while (at != NULL && at != appearance && strchr (" \t\r\n", at[-1]) == NULL)
    at = strstr (at + 1, "search");
  if (at == NULL)
    return NULL;
  at += strlen ("search");
  at += strspn (at, " \t\r\n");
  if (*at != '(')
    return NULL;
  builder = g_strv_builder_new ();
  do
    {
      g_autofree char *argument = NULL;

      at++;
      end = terrain_parser_argument_end (at);
      if (end == NULL)
        return g_new0 (char *, 1);
      argument = g_strndup (at, (gsize) (end - at));
      g_strv_builder_add (builder, g_strstrip (argument));
      at = end;
    }
  while (*at == ',');
  return g_strv_builder_end (builder);
}

/* (transfer full) (nullable): the text of an argument that must be written out */
static char *
literal (const char *argument)
{
  gsize length = strlen (argument);

  if (length < 2 || (*argument != '\'' && *argument != '"') || argument[length - 1] != *argument ||
      memchr (argument + 1, *argument, length - 2) != NULL)
    return NULL;
  return g_strndup (argument + 1, length - 2);
}

/* Relative paths of an argument start from the question; inside a predicate they would start from the row. */
static char *
start_from_question (const char *expression)
{
  g_autoptr (GString) result = g_string_new (NULL);
  const char *copied = expression;
  TerrainTokenType before = TERRAIN_TOKEN_END;
  TerrainLexer lexer;
  guint depth = 0;

  terrain_lexer_init (&lexer, expression);
  for (terrain_lexer_next (&lexer); lexer.type != TERRAIN_TOKEN_END && lexer.type != TERRAIN_TOKEN_ERROR;
       terrain_lexer_next (&lexer))
    {
      gboolean begins = lexer.type == TERRAIN_TOKEN_NAME || lexer.type == TERRAIN_TOKEN_DOT ||
                        lexer.type == TERRAIN_TOKEN_DOTS || lexer.type == TERRAIN_TOKEN_AT ||
                        lexer.type == TERRAIN_TOKEN_AXIS || lexer.type == TERRAIN_TOKEN_NODE_TYPE;
      gboolean goes_on = before == TERRAIN_TOKEN_SLASH || before == TERRAIN_TOKEN_SLASHES ||
                         before == TERRAIN_TOKEN_AT || before == TERRAIN_TOKEN_AXIS;

      if (lexer.type == TERRAIN_TOKEN_OPEN_BRACKET)
        depth++;
      else if (lexer.type == TERRAIN_TOKEN_CLOSE_BRACKET && depth > 0)
        depth--;
      if (begins && !goes_on && depth == 0)
        {
          g_string_append_len (result, copied, lexer.start - copied);
          g_string_append (result, "current()/");
          copied = lexer.start;
        }
      before = lexer.type;
    }
  g_clear_error (&lexer.error);
  g_string_append (result, copied);
  return g_string_free (g_steal_pointer (&result), FALSE);
}

/* "contains" and its like pay no heed to capital letters, as in the clients that invented them; "matches" and the filter
 * are equal or not, which an index answers. */
#define FOLD "'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'"

static gboolean
add_mode (GString    *nodeset,
          const char *mode,
          const char *columns,
          const char *text)
{
  static const char *const functions[][2] = {
    { "contains", "contains" }, { "startswith", "starts-with" }, { "endswith", "ends-with" }, { "matches", NULL },
  };
  g_auto (GStrv) names = g_strsplit (columns, ",", -1);
  guint i = 0;

  while (i < G_N_ELEMENTS (functions) && g_ascii_strcasecmp (functions[i][0], mode) != 0)
    i++;
  if (i == G_N_ELEMENTS (functions) || *columns == '\0')
    return FALSE;
  for (guint k = 0; names[k] != NULL; k++)
    {
      const char *name = terrain_table_intern_name (g_strstrip (names[k]));

      if (name == NULL)
        return FALSE;
      g_string_append (nodeset, k == 0 ? "[" : " or ");
      if (functions[i][1] == NULL)
        g_string_append_printf (nodeset, "%s = string(%s)", name, text);
      else
        g_string_append_printf (nodeset, "%s(translate(%s, " FOLD "), translate(string(%s), " FOLD "))",
                                functions[i][1], name, text);
    }
  g_string_append_c (nodeset, ']');
  return TRUE;
}

/* (transfer full) (nullable): the path that gives the rows */
static char *
write_nodeset (TerrainFormParser *self,
               char             **arguments)
{
  guint n = g_strv_length (arguments);
  g_autoptr (GString) nodeset = g_string_new (NULL);
  g_autofree char *file = n > 0 ? literal (arguments[0]) : NULL;

  if (file == NULL || *file == '\0' || strpbrk (file, "'\"/") != NULL || (n != 1 && n != 4 && n != 6))
    return NULL;
  if (g_str_has_suffix (file, ".csv"))
    file[strlen (file) - strlen (".csv")] = '\0';
  g_string_printf (nodeset, "instance('%s')/root/item", file);
  if (n == 6)
    {
      g_autofree char *column = literal (arguments[4]);
      const char *name = column != NULL ? terrain_table_intern_name (column) : NULL;
      g_autofree char *value = start_from_question (arguments[5]);

      if (name == NULL || *value == '\0')
        return NULL;
      g_string_append_printf (nodeset, "[%s = string(%s)]", name, value);
    }
  if (n > 1)
    {
      g_autofree char *mode = literal (arguments[1]);
      g_autofree char *columns = literal (arguments[2]);
      g_autofree char *text = start_from_question (arguments[3]);

      if (mode == NULL || columns == NULL || *text == '\0' || !add_mode (nodeset, mode, columns, text))
        return NULL;
    }
  need_instance (self, file, FALSE);
  return g_string_free (g_steal_pointer (&nodeset), FALSE);
}

/* After the written choices: of those, the ones whose value is no number stand for rows. */
void
terrain_parser_read_search (TerrainFormParser *self,
                            TerrainControl    *control,
                            TerrainSchema     *context)
{
  const char *appearance = terrain_control_get_appearance (control);
  g_auto (GStrv) arguments = appearance != NULL ? split_search (appearance) : NULL;
  g_autofree char *nodeset = NULL;

  if (arguments == NULL)
    return;
  nodeset = write_nodeset (self, arguments);
  if (nodeset == NULL)
    {
      terrain_parser_error (self, "search-arguments", context->ref, control->line,
                            _("The choices of %s are looked for with “%s”, which cannot be understood. Write "
                              "search('file'), search('file', 'contains', 'column', text), with 'matches', "
                              "'startswith' or 'endswith' as well, and if need be a column and its value behind it."),
                            context->ref, appearance);
      return;
    }
  /* A list of nodes whose names are columns has no form of its own to keep; such forms write their choices out. */
  if (control->choices == NULL || control->itemset != NULL)
    return;
  if (terrain_parser_make_itemset (self, control, context, nodeset, NULL, NULL, control->line))
    control->itemset->search = TRUE;
}

/* Files */

static TerrainDocument *
read_csv (TerrainFormParser *self,
          const char        *name)
{
  g_autofree char *uri = g_strconcat ("jr://file-csv/", name, ".csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *note = NULL;
  TerrainDocument *document = NULL;

  if (self->source != NULL)
    bytes = self->source (uri, self->source_data, &error);
  else
    g_set_error_literal (&error, G_FILE_ERROR, G_FILE_ERROR_NOENT, _("No files came with the form."));
  if (bytes != NULL)
    document = terrain_table_parse_csv (bytes, &note, &error);
  if (document == NULL)
    terrain_parser_warning (self, "instance-not-loaded", NULL, 0,
                            _("The list “%s” (%s) was not loaded: %s The form opens without its choices. Put the "
                              "file where the form's other files are."), name, uri,
                            error != NULL ? error->message : "");
  else if (note != NULL)
    terrain_parser_warning (self, "instance-incomplete", NULL, 0, _("The list “%s” (%s) was loaded, but: %s"), name,
                            uri, note);
  return document;
}

/* The rows of @all whose list_name is @id. */
static TerrainDocument *
pick_list (TerrainDocument *all,
           const char      *id)
{
  const char *list_name = g_intern_static_string ("list_name");
  g_auto (TerrainTable) table;

  terrain_table_init (&table);
  for (TerrainNode *row = terrain_document_get_root (all)->first_child; row != NULL; row = row->next)
    {
      TerrainNode *list = terrain_node_find_child (row, list_name);
      TerrainNode *item;

      if (list == NULL || strcmp (terrain_node_get_value (list), id) != 0)
        continue;
      item = terrain_table_add_item (&table, 0, NULL);
      for (TerrainNode *cell = row->first_child; cell != NULL && item != NULL; cell = cell->next)
        terrain_table_add_cell (item, cell->local, g_strdup (terrain_node_get_value (cell)));
    }
  return terrain_table_finish (&table);
}

void
terrain_parser_load_lists (TerrainFormParser *self)
{
  g_autoptr (TerrainDocument) all = self->itemset_lists->len > 0 ? read_csv (self, "itemsets") : NULL;

  for (guint i = 0; all != NULL && i < self->itemset_lists->len; i++)
    {
      const char *id = g_ptr_array_index (self->itemset_lists, i);

      g_hash_table_insert (self->form->instances, g_strdup (id), pick_list (all, id));
    }
  for (guint i = 0; i < self->searched_files->len; i++)
    {
      const char *id = g_ptr_array_index (self->searched_files, i);
      TerrainDocument *document = read_csv (self, id);

      if (document != NULL)
        g_hash_table_insert (self->form->instances, g_strdup (id), document);
    }
}
