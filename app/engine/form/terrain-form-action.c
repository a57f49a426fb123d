/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-parser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *name;
  guint event;
} events[] = {
  { "odk-instance-first-load", TERRAIN_EVENT_FIRST_LOAD }, { "xforms-ready", TERRAIN_EVENT_FIRST_LOAD },
  { "odk-instance-load", TERRAIN_EVENT_LOAD }, { "odk-new-repeat", TERRAIN_EVENT_NEW_REPEAT },
  { "jr-insert", TERRAIN_EVENT_NEW_REPEAT }, { "xforms-value-changed", TERRAIN_EVENT_VALUE_CHANGED },
  { "xforms-revalidate", TERRAIN_EVENT_REVALIDATE },
};

static gboolean
is_action (TerrainNode *node)
{
  static const char *const names[] = { "setvalue", "setgeopoint", "recordaudio", NULL };

  return g_strv_contains (names, node->local);
}

/* Those that are ODK's own are other elements in another namespace. */
static void
check_namespace (TerrainFormParser *self,
                 TerrainNode       *node)
{
  if (strcmp (node->local, "setvalue") != 0 && g_strcmp0 (node->uri, TERRAIN_URI_ODK) != 0)
    terrain_parser_error (self, "action-namespace", NULL, node->line,
                          _("<%s> must be in the namespace %s: write <odk:%s> and declare xmlns:odk."), node->local,
                          TERRAIN_URI_ODK, node->local);
}

static guint
read_events (TerrainFormParser *self,
             TerrainNode       *node)
{
  const char *text = terrain_element_get (node, "event", TERRAIN_URI_EVENTS);
  g_auto (GStrv) words = text != NULL ? g_strsplit_set (text, " \t\r\n", -1) : NULL;
  guint result = 0;

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      guint event = 0;

      while (event < G_N_ELEMENTS (events) && strcmp (events[event].name, words[i]) != 0)
        event++;
      if (event < G_N_ELEMENTS (events))
        result |= events[event].event;
      else if (*words[i] != '\0')
        terrain_parser_error (self, "unknown-event", NULL, node->line,
                              _("A <%s> waits for “%s”, which never happens. Events are odk-instance-first-load, "
                                "odk-instance-load, odk-new-repeat, xforms-value-changed and xforms-revalidate."),
                              node->local, words[i]);
    }
  if (words == NULL)
    terrain_parser_error (self, "unknown-event", NULL, node->line,
                          _("A <%s> does not say when it happens. Write event=\"odk-instance-first-load\" or another "
                            "event."), node->local);
  return result;
}

static TerrainSchema *
find_target (TerrainFormParser *self,
             TerrainNode       *node,
             TerrainControl    *holder)
{
  const char *ref = terrain_element_get (node, "ref", NULL);
  const char *bind = terrain_element_get (node, "bind", NULL);
  TerrainSchema *target = NULL;

  if (ref != NULL)
    target = terrain_schema_resolve (self->form, holder != NULL ? holder->schema : NULL, ref);
  else if (bind != NULL)
    target = g_hash_table_lookup (self->binds_by_id, bind);
  if (ref == NULL && bind == NULL)
    terrain_parser_error (self, "action-without-target", NULL, node->line,
                          _("A <%s> does not say which node it fills. Write ref=\"/data/…\"."), node->local);
  else if (target == NULL)
    terrain_parser_error (self, "action-without-target", ref, node->line,
                          _("A <%s> is to fill %s, but there is no such node. Correct the path, or add the node to "
                            "the instance."), node->local, ref != NULL ? ref : bind);
  return target;
}

/* The schema alone would lose which instances are meant. */
static void
read_path (TerrainFormParser *self,
           TerrainAction     *action,
           TerrainNode       *node)
{
  const char *ref = terrain_element_get (node, "ref", NULL);
  TerrainSchema *context = action->holder != NULL ? action->holder : g_ptr_array_index (self->form->schemas, 0);
  g_autofree char *what = NULL;

  if (ref == NULL || strchr (ref, '[') == NULL)
    return;
  what = g_strdup_printf (_("The node that a <%s> fills"), node->local);
  action->path = terrain_parser_compile (self, ref, action->target->ref, node->line, what);
  if (action->path != NULL)
    terrain_parser_note (self, TERRAIN_USE_VALUE, action->path, context, node->line);
}

static void
read_value (TerrainFormParser *self,
            TerrainAction     *action,
            TerrainNode       *node)
{
  const char *value = terrain_element_get (node, "value", NULL);
  g_autofree char *what = NULL;

  if (value == NULL || value[strspn (value, " \t\r\n")] == '\0')
    {
      action->literal = terrain_element_dup_text (node);
      return;
    }
  what = g_strdup_printf (_("The value that a <%s> gives to %s"), node->local, action->target->ref);
  action->value = terrain_parser_compile (self, value, action->target->ref, node->line, what);
  if (action->value != NULL)
    terrain_parser_note (self, TERRAIN_USE_VALUE, action->value, action->target, node->line);
}

static void
attach (TerrainFormParser *self,
        TerrainAction     *action,
        TerrainNode       *node,
        gboolean           in_repeat)
{
  TerrainSchema *holder = action->holder;

  if ((action->events & TERRAIN_EVENT_VALUE_CHANGED) && holder != NULL)
    {
      if (holder->actions == NULL)
        holder->actions = g_ptr_array_new ();
      g_ptr_array_add (holder->actions, action);
    }
  else if (action->events & TERRAIN_EVENT_VALUE_CHANGED)
    {
      terrain_parser_warning (self, "action-outside", action->target->ref, node->line,
                              _("A <%s> waits for a question's change, but is not written inside that question; it "
                                "never happens. Move it there."), node->local);
    }
  if ((action->events & TERRAIN_EVENT_NEW_REPEAT) && !in_repeat)
    terrain_parser_error (self, "action-outside", action->target->ref, node->line,
                          _("A <%s> waits for a new repeat, but is not written inside a <repeat>. Move it there."),
                          node->local);
}

gboolean
terrain_parser_read_action (TerrainFormParser *self,
                            TerrainNode       *node,
                            TerrainControl    *holder)
{
  TerrainAction *action;
  TerrainSchema *target;
  gboolean in_repeat = FALSE;
  guint occasions;

  if (!is_action (node))
    return FALSE;
  for (TerrainControl *control = holder; control != NULL; control = control->parent)
    in_repeat = in_repeat || control->kind == TERRAIN_CONTROL_REPEAT;
  check_namespace (self, node);
  while (holder != NULL && holder->schema == NULL)
    holder = holder->parent;
  occasions = read_events (self, node);
  target = find_target (self, node, holder);
  if (target == NULL)
    return TRUE;
  action = g_new0 (TerrainAction, 1);
  action->kind = g_strdup (node->local);
  action->events = occasions;
  action->target = target;
  action->holder = holder != NULL ? holder->schema : NULL;
  action->line = node->line;
  action->quality = g_strdup (terrain_element_get (node, "quality", TERRAIN_URI_ODK));
  g_ptr_array_add (self->form->actions, action);
  read_path (self, action, node);
  if (strcmp (node->local, "setvalue") == 0)
    read_value (self, action, node);
  attach (self, action, node, in_repeat);
  return TRUE;
}

void
terrain_parser_read_model_actions (TerrainFormParser *self)
{
  static const char *const known[] = { "instance", "bind", "itext", "submission", NULL };

  for (TerrainNode *node = terrain_element_first (self->model, NULL); node != NULL;
       node = terrain_element_next (node, NULL))
    {
      if (!g_strv_contains (known, node->local) && !terrain_parser_read_action (self, node, NULL))
        terrain_parser_warning (self, "unknown-model-element", NULL, node->line,
                                _("The model has a <%s>, which is not known here; it is passed over."), node->local);
    }
}
