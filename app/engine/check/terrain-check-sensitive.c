/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-check-private.h"
#include "terrain-entity-private.h"

#include <glib/gi18n-lib.h>

/*
 * What a respondent answered alone is masked (the appearance "sensitive"); what the form does because of it is not: a
 * question that is asked, a choice that is offered, one repeat more tell the answer to whoever looks on.
 *
 *   sensitive question ──► calculate, action ──► … ──► relevant, readonly, required, choices, jr:count of what is not
 *                                                      sensitive itself; an entity list
 *
 * A question that is told of so is the end: what depends on its own answer tells nothing more.
 */
typedef struct
{
  TerrainCheck *check;
  TerrainSchema **sources; /* by schema: the sensitive question whose answer is to be read from its value; NULL: none */
  GPtrArray *open;         /* TerrainSchema: still to be followed */
  gboolean *told;          /* by rule */
  GArray *readers;         /* Reader: what is to be told */
  gboolean *tells;         /* by schema: it is among them */
} Leaks;

typedef struct
{
  TerrainRule *rule;
  TerrainSchema *source;
} Reader;

static gboolean
is_sensitive (TerrainSchema *schema)
{
  for (TerrainControl *control = schema->control; control != NULL; control = control->parent)
    {
      if (terrain_control_has_appearance (control, "sensitive"))
        return TRUE;
    }
  return FALSE;
}

/* Whether anything is asked at or below @schema that is not sensitive. */
static gboolean
asks_openly (TerrainSchema *schema)
{
  if (schema->is_leaf)
    return schema->control != NULL && !is_sensitive (schema);
  for (guint i = 0; i < schema->children->len; i++)
    {
      if (asks_openly (g_ptr_array_index (schema->children, i)))
        return TRUE;
    }
  return FALSE;
}

static void
spread (Leaks         *self,
        TerrainSchema *schema,
        TerrainSchema *source)
{
  if (self->sources[schema->index] != NULL)
    return;
  self->sources[schema->index] = source;
  g_ptr_array_add (self->open, schema);
}

/* What nobody is asked is blank, or not, with what it lies in. */
static void
spread_below (Leaks         *self,
              TerrainSchema *schema,
              TerrainSchema *source)
{
  if (schema->is_leaf && schema->control == NULL)
    spread (self, schema, source);
  for (guint i = 0; i < schema->children->len; i++)
    spread_below (self, g_ptr_array_index (schema->children, i), source);
}

static void
follow_rules (Leaks *self)
{
  while (self->open->len > 0)
    {
      TerrainSchema *schema = g_ptr_array_steal_index_fast (self->open, self->open->len - 1);
      TerrainSchema *source = self->sources[schema->index];

      for (guint i = 0; i < schema->edges->len; i++)
        {
          TerrainEdge *edge = g_ptr_array_index (schema->edges, i);

          if (edge->position_only)
            continue;
          if (edge->rule->kind == TERRAIN_RULE_CALCULATE)
            spread (self, edge->rule->target, source);
          else if (edge->rule->kind == TERRAIN_RULE_RELEVANT)
            spread_below (self, edge->rule->target, source);
        }
    }
}

/* The sensitive question that @action tells of where it gives its target a value; NULL: none. */
static TerrainSchema *
source_of_action (Leaks         *self,
                  TerrainAction *action)
{
  gboolean complete;
  GArray *reads;

  if (action->holder != NULL && (action->events & TERRAIN_EVENT_VALUE_CHANGED) != 0 &&
      self->sources[action->holder->index] != NULL)
    return self->sources[action->holder->index];
  if (action->value == NULL)
    return NULL;
  reads = terrain_resolver_read (self->check->resolver, action->value, action->target, FALSE, &complete);
  for (guint i = 0; i < reads->len; i++)
    {
      TerrainSchema *read = g_array_index (reads, TerrainRead, i).schema;

      if (self->sources[read->index] != NULL)
        return self->sources[read->index];
    }
  return NULL;
}

static void
find_leaks (Leaks *self)
{
  TerrainForm *form = self->check->form;

  for (guint i = 0; i < form->schemas->len; i++)
    {
      TerrainSchema *schema = g_ptr_array_index (form->schemas, i);

      if (schema->is_leaf && schema->control != NULL && is_sensitive (schema))
        spread (self, schema, schema);
    }
  /* Each round reaches one action more at least. */
  do
    {
      follow_rules (self);
      for (guint i = 0; i < form->actions->len; i++)
        {
          TerrainAction *action = g_ptr_array_index (form->actions, i);
          TerrainSchema *source = action->target != NULL ? source_of_action (self, action) : NULL;

          if (source != NULL)
            spread (self, action->target, source);
        }
    }
  while (self->open->len > 0);
}

static char *
dup_sentence (TerrainRuleKind kind,
              const char     *ref,
              const char     *source)
{
  switch (kind)
    {
    case TERRAIN_RULE_RELEVANT:
      return g_strdup_printf (_("%s is asked because of the answer to %s, which may be given alone, and shows what it was. "
                                "Make it “sensitive” too, or ask it whatever the answer."), ref, source);
    case TERRAIN_RULE_READONLY:
      return g_strdup_printf (_("%s can be answered because of the answer to %s, which may be given alone, and shows what it "
                                "was. Make it “sensitive” too, or let it be answered whatever that is."), ref, source);
    case TERRAIN_RULE_REQUIRED:
      return g_strdup_printf (_("%s needs an answer because of the answer to %s, which may be given alone, and shows what it "
                                "was. Make it “sensitive” too, or require it whatever the answer."), ref, source);
    case TERRAIN_RULE_COUNT:
      return g_strdup_printf (_("%s is repeated as often as the answer to %s says, which may be given alone, and shows what it "
                                "was. Make it “sensitive” too, or count without that answer."), ref, source);
    case TERRAIN_RULE_CALCULATE:
    case TERRAIN_RULE_CONSTRAINT:
    default:
      return NULL;
    }
}

/* @message: (transfer full) */
static void
report (Leaks         *self,
        TerrainSchema *schema,
        int            line,
        char          *message)
{
  terrain_check_warn (self->check, "tells-sensitive", schema->ref, line, "%s", message);
  g_free (message);
}

static void
note_reader (Leaks         *self,
             TerrainRule   *rule,
             TerrainSchema *source)
{
  Reader reader = { rule, source };

  if (self->told[rule->rank] || rule->kind == TERRAIN_RULE_CALCULATE || rule->kind == TERRAIN_RULE_CONSTRAINT ||
      (rule->target->control != NULL && is_sensitive (rule->target)) || !asks_openly (rule->target))
    return;
  self->told[rule->rank] = TRUE;
  self->tells[rule->target->index] = TRUE;
  g_array_append_val (self->readers, reader);
}

/* What lies in a group that is told of is told of with it. */
static void
report_reader (Leaks        *self,
               const Reader *reader)
{
  TerrainSchema *target = reader->rule->target;
  int line = target->bind_line > 0 ? target->bind_line : target->line;

  for (TerrainSchema *around = target->parent; around != NULL; around = around->parent)
    {
      if (self->tells[around->index])
        return;
    }
  if (reader->rule->kind == TERRAIN_RULE_COUNT && target->control != NULL)
    line = target->control->line;
  report (self, target, line, dup_sentence (reader->rule->kind, target->ref, reader->source->ref));
}

static void
report_readers (Leaks      *self,
                GHashTable *controls)
{
  for (guint i = 0; i < self->check->form->schemas->len; i++)
    {
      TerrainSchema *schema = g_ptr_array_index (self->check->form->schemas, i);
      TerrainSchema *source = self->sources[i];

      for (guint j = 0; source != NULL && j < schema->edges->len; j++)
        note_reader (self, ((TerrainEdge *) g_ptr_array_index (schema->edges, j))->rule, source);
      for (guint j = 0; source != NULL && j < schema->views->len; j++)
        {
          TerrainView *view = g_ptr_array_index (schema->views, j);
          TerrainSchema *shown = view->control->schema;

          if (view->kind == TERRAIN_VIEW_CHOICES && shown != NULL && !is_sensitive (shown) &&
              g_hash_table_add (controls, view->control))
            report (self, shown, view->control->line,
                    g_strdup_printf (_("%s offers choices because of the answer to %s, which may be given alone, and shows "
                                       "what it was. Make it “sensitive” too, or offer all of them."),
                                     shown->ref, source->ref));
        }
    }
  for (guint i = 0; i < self->readers->len; i++)
    report_reader (self, &g_array_index (self->readers, Reader, i));
}

static void
report_kept (Leaks         *self,
             TerrainSchema *schema)
{
  TerrainSchema *source = schema != NULL ? self->sources[schema->index] : NULL;

  if (source != NULL)
    report (self, schema, schema->bind_line > 0 ? schema->bind_line : schema->line,
            g_strdup_printf (_("%s goes into an entity list, and tells the answer to %s, which may be given alone, to whoever "
                               "fills in a form with that list. Make the entity without it."), schema->ref, source->ref));
}

/* Others read it, in other forms. */
static void
report_lists (Leaks *self)
{
  GPtrArray *entities = self->check->form->entities;

  for (guint i = 0; i < entities->len; i++)
    {
      TerrainEntity *entity = g_ptr_array_index (entities, i);

      for (guint j = 0; j < entity->properties->len; j++)
        report_kept (self, ((TerrainSaveTo *) g_ptr_array_index (entity->properties, j))->schema);
      report_kept (self, entity->label);
      report_kept (self, entity->create);
      report_kept (self, entity->update);
    }
}

void
terrain_check_sensitive (TerrainCheck *self)
{
  g_autoptr (GHashTable) controls = g_hash_table_new (NULL, NULL);
  Leaks leaks = { .check = self, .open = g_ptr_array_new () };

  leaks.sources = g_new0 (TerrainSchema *, self->form->schemas->len);
  leaks.told = g_new0 (gboolean, self->form->rules->len);
  leaks.tells = g_new0 (gboolean, self->form->schemas->len);
  leaks.readers = g_array_new (FALSE, FALSE, sizeof (Reader));
  find_leaks (&leaks);
  report_readers (&leaks, controls);
  report_lists (&leaks);
  g_free (leaks.sources);
  g_free (leaks.told);
  g_free (leaks.tells);
  g_array_unref (leaks.readers);
  g_ptr_array_unref (leaks.open);
}
