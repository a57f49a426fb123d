/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-graph-private.h"

/* Views: what a UI shows that is computed. Nothing waits for them, so they have no rank. */

typedef struct
{
  TerrainFormParser *parser;
  TerrainResolver *resolver;
} Views;

static void
add_views (TerrainControl *control,
           TerrainViewKind kind,
           GArray         *reads)
{
  for (guint i = 0; i < reads->len; i++)
    {
      TerrainRead *read = &g_array_index (reads, TerrainRead, i);
      GPtrArray *views = read->schema->views;
      TerrainView *view = views->len > 0 ? g_ptr_array_index (views, views->len - 1) : NULL;

      /* The views of one control are added one after the other, so its own can only be the last. */
      if (view == NULL || view->control != control || view->kind != kind)
        {
          view = g_new0 (TerrainView, 1);
          view->control = control;
          view->kind = kind;
          view->scope = read->scope;
          g_ptr_array_add (views, view);
        }
      else if (view->scope != read->scope)
        {
          view->scope = view->scope == NULL || read->scope == NULL ? NULL
            : terrain_schema_is_inside (view->scope, read->scope) ? read->scope : view->scope;
        }
    }
}

static TerrainSchema *
context_of (TerrainControl *control)
{
  while (control->schema == NULL && control->parent != NULL)
    control = control->parent;
  return control->schema != NULL ? control->schema : g_ptr_array_index (control->form->schemas, 0);
}

/* The outputs of a text in every language, as @control shows it. */
static void
view_text (Views          *self,
           TerrainControl *control,
           TerrainViewKind kind,
           int             text)
{
  GPtrArray *languages = self->parser->form->templates;
  gboolean complete;

  for (guint i = 0; text >= 0 && i < languages->len; i++)
    {
      TerrainTemplate *template = g_ptr_array_index ((GPtrArray *) g_ptr_array_index (languages, i), text);

      for (guint j = 0; template != NULL && j < template->n_parts; j++)
        {
          if (template->parts[j].output != NULL)
            add_views (control, kind, terrain_resolver_read (self->resolver, template->parts[j].output,
                                                             context_of (control), FALSE, &complete));
        }
    }
}

static void
view_forms (Views          *self,
            TerrainControl *control,
            TerrainViewKind kind,
            TerrainLabel   *label)
{
  for (guint i = 0; i < TERRAIN_LABEL_N_FORMS; i++)
    view_text (self, control, kind, label->texts[i]);
}

/* An id that is computed may be that of any text. */
static void
view_all_itext (Views          *self,
                TerrainControl *control,
                TerrainViewKind kind)
{
  GHashTableIter iter;
  gpointer label;

  g_hash_table_iter_init (&iter, self->parser->form->itext);
  while (g_hash_table_iter_next (&iter, NULL, &label))
    view_forms (self, control, kind, label);
}

static void
view_label (Views          *self,
            TerrainControl *control,
            TerrainViewKind kind,
            TerrainLabel   *label)
{
  if (label == NULL)
    return;
  view_forms (self, control, kind, label);
  if (label->itext_id != NULL)
    view_all_itext (self, control, kind);
}

static void
view_itemset (Views          *self,
              TerrainControl *control,
              TerrainItemset *itemset)
{
  if (itemset->label_itext == NULL)
    return;
  if (itemset->label_texts == NULL)
    view_all_itext (self, control, TERRAIN_VIEW_CHOICES);
  for (guint i = 0; itemset->label_texts != NULL && i < itemset->label_texts->len; i++)
    view_text (self, control, TERRAIN_VIEW_CHOICES, g_array_index (itemset->label_texts, int, i));
}

static void
view_control (Views          *self,
              TerrainControl *control)
{
  view_label (self, control, TERRAIN_VIEW_LABEL, &control->label);
  view_label (self, control, TERRAIN_VIEW_HINT, &control->hint);
  if (control->itemset != NULL)
    view_itemset (self, control, control->itemset);
  if (control->schema != NULL && control->schema->control == control)
    {
      view_label (self, control, TERRAIN_VIEW_MESSAGE, control->schema->constraint_message);
      view_label (self, control, TERRAIN_VIEW_MESSAGE, control->schema->required_message);
    }
  for (guint i = 0; control->choices != NULL && i < control->choices->len; i++)
    view_label (self, control, TERRAIN_VIEW_CHOICES,
                &((TerrainStaticChoice *) g_ptr_array_index (control->choices, i))->label);
}

static void
view_note (Views             *self,
           TerrainExpression *note)
{
  TerrainItemset *itemset = note->itemset;
  gboolean complete = TRUE;
  GArray *reads;

  if (note->use != TERRAIN_USE_VIEW || note->control == NULL)
    return;
  if (itemset != NULL && note->xpath == itemset->nodeset)
    {
      TerrainXPath *relative[] = { itemset->value, itemset->label, itemset->label_itext };

      reads = terrain_resolver_read_items (self->resolver, note->xpath, note->context, relative,
                                           G_N_ELEMENTS (relative), &complete);
    }
  else
    {
      reads = terrain_resolver_read (self->resolver, note->xpath, note->context, TRUE, &complete);
    }
  if (!complete)
    terrain_parser_error (self->parser, "limit", note->context->ref, note->line,
                          "%s", terrain_xpath_get_source (note->xpath));
  add_views (note->control, note->view, reads);
}

void
terrain_views_build (TerrainFormParser *parser,
                     TerrainResolver   *resolver)
{
  Views views = { .parser = parser, .resolver = resolver };

  for (guint i = 0; i < parser->expressions->len; i++)
    view_note (&views, g_ptr_array_index (parser->expressions, i));
  for (guint i = 0; i < parser->form->controls->len; i++)
    view_control (&views, g_ptr_array_index (parser->form->controls, i));
}
