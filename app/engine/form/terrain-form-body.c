/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-parser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *element;
  TerrainControlKind kind;
} kinds[] = {
  { "input", TERRAIN_CONTROL_INPUT }, { "secret", TERRAIN_CONTROL_SECRET },
  { "textarea", TERRAIN_CONTROL_INPUT }, { "select1", TERRAIN_CONTROL_SELECT1 },
  { "select", TERRAIN_CONTROL_SELECT }, { "rank", TERRAIN_CONTROL_RANK }, { "range", TERRAIN_CONTROL_RANGE },
  { "trigger", TERRAIN_CONTROL_TRIGGER }, { "upload", TERRAIN_CONTROL_UPLOAD },
  { "group", TERRAIN_CONTROL_GROUP }, { "repeat", TERRAIN_CONTROL_REPEAT },
};

static void read_children (TerrainFormParser *self, TerrainNode *node, TerrainControl *parent);

static gboolean
find_kind (const char         *element,
           TerrainControlKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (strcmp (kinds[i].element, element) == 0)
        {
          *kind = kinds[i].kind;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
is_container (TerrainControlKind kind)
{
  return kind == TERRAIN_CONTROL_GROUP || kind == TERRAIN_CONTROL_REPEAT;
}

/* What relative references and texts of a control start from: its own place, else that of what it stands in. */
static TerrainSchema *
context_of (TerrainFormParser *self,
            TerrainControl    *control)
{
  while (control != NULL && control->schema == NULL)
    control = control->parent;
  return control != NULL ? control->schema : g_ptr_array_index (self->form->schemas, 0);
}

static const char *
reference_of (TerrainNode *node)
{
  const char *ref = terrain_element_get (node, "ref", NULL);

  return ref != NULL ? ref : terrain_element_get (node, "nodeset", NULL);
}

/* Binds @control to its place. FALSE where it cannot be shown. */
static gboolean
bind_control (TerrainFormParser *self,
              TerrainControl    *control,
              TerrainNode       *node)
{
  const char *ref = reference_of (node);
  const char *bind = ref == NULL ? terrain_element_get (node, "bind", NULL) : NULL;

  if (bind != NULL)
    {
      control->schema = g_hash_table_lookup (self->binds_by_id, bind);
      if (control->schema == NULL)
        terrain_parser_error (self, "unknown-bind", NULL, node->line,
                              _("A <%s> refers to the bind “%s”, but no bind has that id."), node->local, bind);
      return control->schema != NULL;
    }
  if (ref == NULL)
    {
      if (control->kind == TERRAIN_CONTROL_GROUP)
        return TRUE;
      terrain_parser_error (self, "control-without-node", NULL, node->line,
                            _("A <%s> does not say which node it is for. Write its path: ref=\"/data/…\"."),
                            node->local);
      return FALSE;
    }
  control->schema = terrain_schema_resolve (self->form, context_of (self, control->parent), ref);
  if (control->schema == NULL)
    terrain_parser_error (self, "control-to-nothing", ref, node->line,
                          _("A <%s> is for %s, but the instance has no such node. Correct the path, or add the node "
                            "to the instance."), node->local, ref);
  return control->schema != NULL;
}

static gboolean
is_number (const char *text)
{
  char *end;

  g_ascii_strtod (text, &end);
  return end != text && end[strspn (end, " \t\r\n")] == '\0';
}

static void
check_range (TerrainFormParser *self,
             TerrainControl    *control,
             TerrainNode       *node)
{
  static const char *const names[] = { "start", "end", "step" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = terrain_element_get (node, names[i], NULL);

      if (value == NULL || !is_number (value))
        terrain_parser_error (self, "range-attribute", control->schema->ref, node->line,
                              _("The range for %s needs “%s” as a number, such as %s=\"1\"."), control->schema->ref,
                              names[i], names[i]);
    }
}

static void
read_repeat (TerrainFormParser *self,
             TerrainControl    *control,
             TerrainNode       *node)
{
  const char *count = terrain_element_get (node, "count", TERRAIN_URI_JAVAROSA);
  const char *fixed = terrain_element_get (node, "noAddRemove", TERRAIN_URI_JAVAROSA);

  if (control->schema->parent == NULL || control->schema->is_attribute)
    {
      terrain_parser_error (self, "repeat-of-root", control->schema->ref, node->line,
                            _("%s cannot be repeated. A repeat needs a node of its own inside the instance."),
                            control->schema->ref);
      return;
    }
  control->schema->is_repeat = TRUE;
  control->schema->control = control;
  control->no_add_remove = fixed != NULL && strcmp (fixed, "false()") != 0 && strcmp (fixed, "false") != 0;
  if (count != NULL && count[strspn (count, " \t\r\n")] != '\0')
    control->count = terrain_parser_compile_count (self, count, control->schema, node->line);
}

/* The name of a control's texts in catalogues. */
static char *
make_place (TerrainFormParser *self,
            TerrainControl    *control)
{
  if (control->schema != NULL)
    return g_strdup (control->schema->ref);
  return g_strdup_printf ("%s/%s(%u)", context_of (self, control)->ref, control->element, ++self->n_groups);
}

static void
read_texts (TerrainFormParser *self,
            TerrainControl    *control,
            TerrainNode       *node)
{
  g_autofree char *place = NULL;
  TerrainNode *label = terrain_element_first (node, "label");
  TerrainNode *hint = terrain_element_first (node, "hint");

  if (label == NULL && hint == NULL)
    return;
  place = make_place (self, control);
  if (label != NULL)
    terrain_parser_read_label (self, label, place, "label", context_of (self, control), control, TERRAIN_VIEW_LABEL,
                               &control->label);
  if (hint != NULL)
    terrain_parser_read_label (self, hint, place, "hint", context_of (self, control), control, TERRAIN_VIEW_HINT,
                               &control->hint);
}

static TerrainControl *
new_control (TerrainFormParser *self,
             TerrainControlKind kind,
             TerrainNode       *node,
             TerrainControl    *parent)
{
  TerrainControl *control = g_new0 (TerrainControl, 1);

  control->kind = kind;
  control->form = self->form;
  control->parent = parent;
  control->children = g_ptr_array_new ();
  control->element = g_strdup (node->local);
  control->attributes = terrain_element_dup_attributes (node);
  control->line = node->line;
  terrain_label_init (&control->label);
  terrain_label_init (&control->hint);
  return control;
}

static void
read_control (TerrainFormParser *self,
              TerrainControlKind kind,
              TerrainNode       *node,
              TerrainControl    *parent)
{
  const char *query = kind == TERRAIN_CONTROL_INPUT ? terrain_element_get (node, "query", NULL) : NULL;
  TerrainControl *control = new_control (self, query != NULL ? TERRAIN_CONTROL_SELECT1 : kind, node, parent);

  if (!bind_control (self, control, node))
    {
      terrain_control_free (control);
      /* What is inside has its own places; its errors are worth knowing as well. */
      if (is_container (kind))
        read_children (self, node, parent);
      return;
    }
  control->index = self->form->controls->len;
  g_ptr_array_add (self->form->controls, control);
  g_ptr_array_add (parent != NULL ? parent->children : self->form->body, control);
  if (kind == TERRAIN_CONTROL_REPEAT)
    read_repeat (self, control, node);
  else if (control->schema != NULL && control->schema->control == NULL)
    control->schema->control = control;
  read_texts (self, control, node);
  if (control->schema != NULL)
    terrain_parser_read_messages (self, control->schema);
  if (kind == TERRAIN_CONTROL_RANGE)
    check_range (self, control, node);
  if (is_container (kind))
    {
      read_children (self, node, control);
      return;
    }
  if (query != NULL)
    terrain_parser_read_query (self, control, query, context_of (self, control));
  else
    terrain_parser_read_choices (self, control, node, context_of (self, control));
  for (TerrainNode *child = terrain_element_first (node, NULL); child != NULL;
       child = terrain_element_next (child, NULL))
    terrain_parser_read_action (self, child, control);
}

static void
read_unknown (TerrainFormParser *self,
              TerrainNode       *node,
              TerrainControl    *parent)
{
  if (reference_of (node) == NULL && terrain_element_get (node, "bind", NULL) == NULL)
    {
      terrain_parser_warning (self, "unknown-control", NULL, node->line,
                              _("The body has a <%s>, which is not known here; it is passed over."), node->local);
      read_children (self, node, parent);
      return;
    }
  terrain_parser_warning (self, "unknown-control", reference_of (node), node->line,
                          _("The body has a <%s>, which is not known here; it is asked as <input>."), node->local);
  read_control (self, TERRAIN_CONTROL_INPUT, node, parent);
}

static void
read_children (TerrainFormParser *self,
               TerrainNode       *node,
               TerrainControl    *parent)
{
  for (TerrainNode *child = terrain_element_first (node, NULL); child != NULL;
       child = terrain_element_next (child, NULL))
    {
      TerrainControlKind kind;

      if (find_kind (child->local, &kind))
        read_control (self, kind, child, parent);
      else if (strcmp (child->local, "label") != 0 && strcmp (child->local, "hint") != 0 &&
               !terrain_parser_read_action (self, child, parent))
        read_unknown (self, child, parent);
    }
}

static void
take_attributes (TerrainControl *repeat,
                 TerrainControl *group)
{
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  if (group->attributes == NULL)
    return;
  g_hash_table_iter_init (&iter, group->attributes);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      if (!g_hash_table_contains (repeat->attributes, name))
        g_hash_table_insert (repeat->attributes, g_strdup (name), g_strdup (value));
    }
}

static gboolean
has_label (TerrainLabel *label)
{
  for (guint i = 0; i < TERRAIN_LABEL_N_FORMS; i++)
    {
      if (label->texts[i] >= 0)
        return TRUE;
    }
  return label->itext_id != NULL;
}

/*
 * A group whose only child is a repeat is how XForms gives the repeat a label (engine-semantics, 13): the repeat takes
 * its place and its label. A group with a place of its own and a repeat that has a label already stay two.
 */
static TerrainControl *
collapse (TerrainControl *group)
{
  TerrainControl *repeat = group->children->len == 1 ? g_ptr_array_index (group->children, 0) : NULL;

  if (group->kind != TERRAIN_CONTROL_GROUP || repeat == NULL || repeat->kind != TERRAIN_CONTROL_REPEAT ||
      (group->schema != NULL && group->schema != repeat->schema && has_label (&repeat->label)))
    return NULL;
  if (!has_label (&repeat->label))
    {
      TerrainLabel empty = repeat->label;

      repeat->label = group->label;
      group->label = empty;
    }
  if (!has_label (&repeat->hint))
    {
      TerrainLabel empty = repeat->hint;

      repeat->hint = group->hint;
      group->hint = empty;
    }
  take_attributes (repeat, group);
  repeat->parent = group->parent;
  return repeat;
}

static void
collapse_groups (TerrainFormParser *self,
                 GPtrArray         *siblings,
                 GHashTable        *collapsed)
{
  for (guint i = 0; i < siblings->len; i++)
    {
      TerrainControl *control = g_ptr_array_index (siblings, i);
      TerrainControl *repeat;

      collapse_groups (self, control->children, collapsed);
      repeat = collapse (control);
      if (repeat == NULL)
        continue;
      g_ptr_array_index (siblings, i) = repeat;
      g_hash_table_insert (collapsed, control, repeat);
      if (control->schema != NULL && control->schema->control == control)
        control->schema->control = repeat;
    }
}

/* Takes the collapsed groups out of the form; what was noted for them is the repeat's. */
static void
finish_controls (TerrainFormParser *self)
{
  g_autoptr (GHashTable) collapsed = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) all = NULL;

  collapse_groups (self, self->form->body, collapsed);
  if (g_hash_table_size (collapsed) == 0)
    return;
  for (guint i = 0; i < self->expressions->len; i++)
    {
      TerrainExpression *expression = g_ptr_array_index (self->expressions, i);
      TerrainControl *repeat = g_hash_table_lookup (collapsed, expression->control);

      if (repeat != NULL)
        expression->control = repeat;
    }
  all = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_control_free);
  for (guint i = 0; i < self->form->controls->len; i++)
    {
      TerrainControl *control = g_ptr_array_index (self->form->controls, i);

      if (g_hash_table_contains (collapsed, control))
        {
          terrain_control_free (control);
          continue;
        }
      control->index = all->len;
      g_ptr_array_add (all, control);
    }
  g_ptr_array_set_free_func (self->form->controls, NULL);
  g_ptr_array_unref (self->form->controls);
  self->form->controls = g_steal_pointer (&all);
}

void
terrain_parser_read_body (TerrainFormParser *self)
{
  if (self->body != NULL)
    {
      self->form->style = g_strdup (terrain_element_get (self->body, "class", NULL));
      read_children (self, self->body, NULL);
      finish_controls (self);
    }
  for (guint i = 0; i < self->form->schemas->len; i++)
    terrain_parser_read_messages (self, g_ptr_array_index (self->form->schemas, i));
}
