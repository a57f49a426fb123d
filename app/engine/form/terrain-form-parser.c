/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-parser-private.h"

#include "terrain-encryption-private.h"
#include "terrain-engine-error.h"
#include "terrain-graph-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

static void
parser_init (TerrainFormParser *self,
             TerrainSourceFunc  source,
             gpointer           user_data)
{
  memset (self, 0, sizeof *self);
  self->form = terrain_form_new ();
  self->issues = terrain_issue_list_new ();
  self->source = source;
  self->source_data = user_data;
  self->expressions = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_expression_free);
  self->constants = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) terrain_xpath_unref);
  self->binds_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->messages = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->first_nodes = g_ptr_array_new ();
  self->external = g_hash_table_new (g_str_hash, g_str_equal);
  self->used_instances = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->itext = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) terrain_itext_free);
  self->itext_order = g_ptr_array_new ();
  self->contexts = g_hash_table_new (g_str_hash, g_str_equal);
  self->itemset_lists = g_ptr_array_new_with_free_func (g_free);
  self->searched_files = g_ptr_array_new_with_free_func (g_free);
  self->save_tos = g_ptr_array_new_with_free_func (g_free);
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
}

static void
parser_clear (TerrainFormParser *self)
{
  g_clear_pointer (&self->expressions, g_ptr_array_unref);
  g_clear_pointer (&self->constants, g_hash_table_unref);
  g_clear_pointer (&self->binds_by_id, g_hash_table_unref);
  g_clear_pointer (&self->messages, g_hash_table_unref);
  g_clear_pointer (&self->first_nodes, g_ptr_array_unref);
  g_clear_pointer (&self->external, g_hash_table_unref);
  g_clear_pointer (&self->used_instances, g_hash_table_unref);
  g_clear_pointer (&self->itemset_lists, g_ptr_array_unref);
  g_clear_pointer (&self->searched_files, g_ptr_array_unref);
  g_clear_pointer (&self->save_tos, g_ptr_array_unref);
  g_clear_pointer (&self->itext_order, g_ptr_array_unref);
  g_clear_pointer (&self->itext, g_hash_table_unref);
  g_clear_pointer (&self->contexts, g_hash_table_unref);
  g_clear_pointer (&self->lists, g_hash_table_unref);
  g_clear_pointer (&self->document, terrain_document_unref);
  g_clear_pointer (&self->issues, g_ptr_array_unref);
  g_clear_pointer (&self->form, terrain_form_unref);
}

/* The tree's errors carry their line in words only: the first number of the message. */
static int
line_of_message (const char *message)
{
  message += strcspn (message, "0123456789");
  return (int) MIN (g_ascii_strtoull (message, NULL, 10), G_MAXINT);
}

/* FALSE where it is not a "<" in an attribute that keeps the file from being XML. */
static gboolean
read_mended (TerrainFormParser *self,
             GBytes            *xml)
{
  g_autoptr (GArray) lines = NULL;
  g_autoptr (GBytes) mended = terrain_form_mend (xml, &lines);

  self->document = mended != NULL ? terrain_document_parse (mended, TERRAIN_DOCUMENT_FORM, NULL) : NULL;
  if (self->document == NULL)
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    terrain_parser_warning (self, "unescaped", NULL, g_array_index (lines, int, i),
                            _("An attribute holds “<”, which is not XML; it is read as meant. Write “&lt;”: other "
                              "programs refuse the form."));
  return TRUE;
}

static gboolean
read_xml (TerrainFormParser *self,
          GBytes            *xml)
{
  g_autoptr (GError) error = NULL;

  self->document = terrain_document_parse (xml, TERRAIN_DOCUMENT_FORM, &error);
  if (self->document != NULL)
    return TRUE;
  if (error->code == TERRAIN_ENGINE_ERROR_NOT_XML && read_mended (self, xml))
    return TRUE;
  terrain_parser_error (self, error->code == TERRAIN_ENGINE_ERROR_LIMIT ? "limit" : "not-xml", NULL,
                        line_of_message (error->message), _("The form cannot be read: %s"), error->message);
  return FALSE;
}

static gboolean
find_model (TerrainFormParser *self,
            TerrainNode       *head)
{
  for (TerrainNode *node = terrain_element_first (head, "model"); node != NULL;
       node = terrain_element_next (node, "model"))
    {
      if (self->model == NULL)
        self->model = node;
      else
        terrain_parser_warning (self, "several-models", NULL, node->line,
                                _("The form has a second <model>; only the one in line %d is used. Put everything "
                                  "into one."), self->model->line);
    }
  return self->model != NULL;
}

static gboolean
find_sections (TerrainFormParser *self)
{
  TerrainNode *root = terrain_document_get_root (self->document);
  TerrainNode *head = terrain_element_is (root, "html") ? terrain_element_first (root, "head") : NULL;
  TerrainNode *title;

  if (head == NULL || !find_model (self, head))
    {
      terrain_parser_error (self, "not-xform", NULL, root->line,
                            _("This is not an ODK form: a form is an <h:html> with <h:head>, in it a <model>, and "
                              "<h:body>; this file is a <%s>. Convert XLSForms first, and open the form rather than "
                              "one of its lists or records."), root->local);
      return FALSE;
    }
  self->body = terrain_element_first (root, "body");
  if (self->body == NULL)
    terrain_parser_warning (self, "no-body", NULL, root->line,
                            _("The form has no <h:body>, so it asks nothing."));
  terrain_parser_collect_namespaces (self, root);
  terrain_parser_collect_namespaces (self, head);
  terrain_parser_collect_namespaces (self, self->model);
  if (self->body != NULL)
    terrain_parser_collect_namespaces (self, self->body);
  title = terrain_element_first (head, "title");
  self->form->title = title != NULL ? terrain_element_dup_text (title) : NULL;
  return TRUE;
}

/* Records declare what their form declares (engine-semantics, 60); the record's root tells. */
static void
declare_on_record (TerrainForm *form)
{
  TerrainNode *root = terrain_document_get_root (form->instance);
  GHashTableIter iter;
  gpointer prefix, uri;

  g_hash_table_iter_init (&iter, form->namespaces);
  while (g_hash_table_iter_next (&iter, &prefix, &uri))
    terrain_node_declare_namespace (root, prefix, uri);
}

/* Prefixes that forms use without declaring them. */
static void
add_usual_namespaces (TerrainForm *form)
{
  static const char *const usual[][2] = {
    { "jr", TERRAIN_URI_JAVAROSA },
    { "orx", TERRAIN_URI_OPENROSA },
    { "odk", TERRAIN_URI_ODK },
    { "entities", "http://www.opendatakit.org/xforms/entities" },
    { "xsd", "http://www.w3.org/2001/XMLSchema" },
    { "ev", TERRAIN_URI_EVENTS },
    { "h", "http://www.w3.org/1999/xhtml" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      if (!g_hash_table_contains (form->namespaces, usual[i][0]))
        g_hash_table_insert (form->namespaces, g_strdup (usual[i][0]), g_strdup (usual[i][1]));
    }
}

static void
read_submission (TerrainFormParser *self)
{
  TerrainNode *node = terrain_element_first (self->model, "submission");

  for (TerrainNode *attribute = node != NULL ? node->first_attribute : NULL; attribute != NULL;
       attribute = attribute->next)
    g_hash_table_insert (self->form->submission, g_strdup (attribute->local),
                         g_strdup (terrain_node_get_value (attribute)));
  terrain_encryption_check_form (self->form, node != NULL ? node->line : 0, self->issues);
}

static void
name_form (TerrainFormParser *self)
{
  TerrainForm *form = self->form;

  if (form->title == NULL || *form->title == '\0')
    {
      g_free (form->title);
      form->title = g_strdup (form->id);
    }
  terrain_parser_add_text (self, "", "title", terrain_template_new_literal (form->title), 0);
}

/* FALSE where there is not enough of a form to go on with. */
static gboolean
read_form (TerrainFormParser *self,
           GBytes            *xml) /* (transfer full) */
{
  gboolean readable = read_xml (self, xml);

  /* Let go of while the form is made of the tree: the file is a good part of what is needed at the most. */
  g_bytes_unref (xml);
  if (!readable || !find_sections (self))
    return FALSE;
  if (!terrain_parser_read_instances (self))
    return FALSE;
  declare_on_record (self->form);
  add_usual_namespaces (self->form);
  read_submission (self);
  terrain_parser_read_itext (self);
  name_form (self);
  terrain_parser_read_binds (self);
  terrain_parser_read_body (self);
  terrain_parser_finish_repeats (self);
  terrain_parser_read_model_actions (self);
  terrain_parser_read_entities (self);
  terrain_parser_read_audit (self);
  terrain_parser_load_external (self);
  terrain_parser_load_lists (self);
  /* All of the file is read by now. */
  g_clear_pointer (&self->document, terrain_document_unref);
  self->model = NULL;
  self->body = NULL;
  terrain_parser_finish_itext (self);
  terrain_graph_build (self);
  return TRUE;
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  const TerrainIssue *left = *(TerrainIssue *const *) a;
  const TerrainIssue *right = *(TerrainIssue *const *) b;

  /* Unknown lines come last. */
  if ((left->line == 0) != (right->line == 0))
    return left->line == 0 ? 1 : -1;
  return left->line - right->line;
}

static void
set_error (TerrainFormParser *self,
           GError           **error)
{
  for (guint i = 0; i < self->issues->len; i++)
    {
      TerrainIssue *issue = g_ptr_array_index (self->issues, i);
      TerrainEngineError code = TERRAIN_ENGINE_ERROR_INVALID_FORM;

      if (issue->severity != TERRAIN_ISSUE_ERROR)
        continue;
      if (strcmp (issue->code, "not-xml") == 0)
        code = TERRAIN_ENGINE_ERROR_NOT_XML;
      else if (strcmp (issue->code, "not-xform") == 0)
        code = TERRAIN_ENGINE_ERROR_NOT_XFORM;
      else if (strcmp (issue->code, "limit") == 0)
        code = TERRAIN_ENGINE_ERROR_LIMIT;
      g_set_error_literal (error, TERRAIN_ENGINE_ERROR, code, issue->message);
      return;
    }
}

TerrainForm *
terrain_form_parse (GBytes            *xml,
                    TerrainSourceFunc  source,
                    gpointer           user_data,
                    GPtrArray        **issues,
                    GError           **error)
{
  g_return_val_if_fail (xml != NULL, NULL);

  return terrain_form_parse_take (g_bytes_ref (xml), source, user_data, issues, error);
}

TerrainForm *
terrain_form_parse_take (GBytes            *xml,
                         TerrainSourceFunc  source,
                         gpointer           user_data,
                         GPtrArray        **issues,
                         GError           **error)
{
  TerrainFormParser parser;
  TerrainForm *form = NULL;

  g_return_val_if_fail (xml != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  parser_init (&parser, source, user_data);
  read_form (&parser, xml);
  g_ptr_array_sort (parser.issues, compare_lines);
  if (terrain_issue_list_has_errors (parser.issues))
    set_error (&parser, error);
  else
    form = g_steal_pointer (&parser.form);
  if (issues != NULL)
    *issues = g_steal_pointer (&parser.issues);
  parser_clear (&parser);
  return form;
}
