/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-parser-private.h"
#include "terrain-table-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * Secondary instances: lists inside the form, and files beside it. A file that is not there leaves an empty place, so
 * that the form still opens (engine-semantics, 44).
 */

static void
copy_element (TerrainNode *from,
              TerrainNode *parent)
{
  TerrainNode *to = terrain_node_new_element (parent->document, from->local, from->prefix, from->uri);

  to->line = from->line;
  terrain_node_insert (parent, to, NULL);
  for (TerrainNode *attribute = from->first_attribute; attribute != NULL; attribute = attribute->next)
    terrain_node_set_attribute (to, attribute->local, attribute->prefix, attribute->uri,
                                terrain_node_get_value (attribute));
  if (terrain_element_first (from, NULL) == NULL)
    {
      const char *text = terrain_node_get_value (from);

      terrain_node_keep_value (to, text, strlen (text));
      return;
    }
  for (TerrainNode *child = terrain_element_first (from, NULL); child != NULL; child = terrain_element_next (child, NULL))
    copy_element (child, to);
}

TerrainDocument *
terrain_parser_copy_instance (TerrainNode *root)
{
  TerrainDocument *document = terrain_document_new ();

  copy_element (root, document->node);
  terrain_document_renumber (document);
  document->frozen = TRUE;
  return document;
}

static TerrainDocument *
new_placeholder (void)
{
  TerrainDocument *document = terrain_document_new ();

  terrain_node_insert (document->node,
                       terrain_node_new_element (document, g_intern_static_string ("root"), NULL, NULL), NULL);
  terrain_document_renumber (document);
  document->frozen = TRUE;
  return document;
}

void
terrain_parser_read_secondary (TerrainFormParser *self,
                               TerrainNode       *primary)
{
  for (TerrainNode *node = terrain_element_first (self->model, "instance"); node != NULL;
       node = terrain_element_next (node, "instance"))
    {
      const char *id = terrain_element_get (node, "id", NULL);
      TerrainNode *root = terrain_element_first (node, NULL);

      if (node == primary || id == NULL)
        continue;
      if (g_hash_table_contains (self->form->instances, id) || g_strcmp0 (id, self->form->instance_id) == 0)
        {
          terrain_parser_error (self, "duplicate-instance", NULL, node->line,
                                _("Two instances are called “%s”; an expression could mean either. "
                                  "Give each its own id."), id);
          continue;
        }
      /* What is written inside one that comes from a file only stands in for it (older forms have "_" there). */
      if (terrain_element_get (node, "src", NULL) != NULL)
        {
          g_hash_table_insert (self->external, (gpointer) id, node);
          g_hash_table_add (self->form->external_lists, g_strdup (id));
          root = NULL;
        }
      g_hash_table_insert (self->form->instances, g_strdup (id),
                           root != NULL ? terrain_parser_copy_instance (root) : new_placeholder ());
    }
}

/* By how its name ends, whichever of jr://file/ and jr://file-csv/ the author wrote.
 * Returns: (transfer full) (nullable) */
static TerrainDocument *
read_list (const char *uri,
           GBytes     *bytes,
           char      **note,
           GError    **error)
{
  g_autofree char *lower = g_ascii_strdown (uri, -1);
  TerrainDocument *document;

  if (g_str_has_suffix (lower, ".geojson"))
    return terrain_table_parse_geojson (bytes, note, error);
  if (g_str_has_prefix (lower, "jr://file-csv/") || g_str_has_suffix (lower, ".csv"))
    return terrain_table_parse_csv (bytes, note, error);
  document = terrain_document_parse (bytes, TERRAIN_DOCUMENT_INSTANCE, error);
  if (document != NULL)
    document->frozen = TRUE;
  return document;
}

static void
load_one (TerrainFormParser *self,
          const char        *id,
          TerrainNode       *node)
{
  const char *uri = terrain_element_get (node, "src", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *note = NULL;
  TerrainDocument *document = NULL;

  if (self->source != NULL)
    bytes = self->source (uri, self->source_data, &error);
  else
    g_set_error_literal (&error, G_FILE_ERROR, G_FILE_ERROR_NOENT, _("No files came with the form."));
  /* The first record of a form has no last one. */
  if (bytes == NULL && g_str_has_prefix (uri, "jr://instance/last-saved"))
    return;
  if (bytes != NULL)
    document = read_list (uri, bytes, &note, &error);
  if (document == NULL)
    {
      terrain_parser_warning (self, "instance-not-loaded", NULL, node->line,
                              _("The list “%s” (%s) was not loaded: %s The form opens without its choices. Put the "
                                "file where the form's other files are."), id, uri,
                              error != NULL ? error->message : "");
      return;
    }
  if (note != NULL)
    terrain_parser_warning (self, "instance-incomplete", NULL, node->line,
                            _("The list “%s” (%s) was loaded, but: %s"), id, uri, note);
  g_hash_table_insert (self->form->instances, g_strdup (id), document);
}

void
terrain_parser_load_external (TerrainFormParser *self)
{
  /* In file order, and only what some expression asks for. */
  for (TerrainNode *node = terrain_element_first (self->model, "instance"); node != NULL;
       node = terrain_element_next (node, "instance"))
    {
      const char *id = terrain_element_get (node, "id", NULL);

      if (id != NULL && g_hash_table_lookup (self->external, id) == node &&
          (self->uses_any_instance || g_hash_table_contains (self->used_instances, id)))
        load_one (self, id, node);
    }
}
