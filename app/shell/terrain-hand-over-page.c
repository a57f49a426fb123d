/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-shell-form.h>

#include "terrain-hand-over-page.h"

struct _TerrainHandOverPage
{
  AdwBin parent_instance;

  TerrainSession *session;
  TerrainItem *scope;
  GPtrArray *closed; /* of TerrainItem: masked before */
  TerrainPageView *view;
  gboolean begun;

  GtkStack *stack;
  AdwBin *body;
  GtkWidget *back;
  GtkWidget *begin;
  GtkWidget *give_back;
};

enum
{
  RETURNED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TerrainHandOverPage, terrain_hand_over_page, ADW_TYPE_BIN)

static gboolean
is_open (TerrainItem *question,
         gpointer     data)
{
  TerrainHandOverPage *self = data;
  gboolean within = FALSE;

  for (TerrainItem *item = question; item && !within; item = terrain_item_get_parent (item))
    within = item == self->scope;
  return within && terrain_item_is_sensitive (question) && !g_ptr_array_find (self->closed, question, NULL);
}

typedef void (*Visit) (TerrainHandOverPage *self, TerrainItem *question);

static void
walk (TerrainHandOverPage *self,
      TerrainItem         *item,
      Visit                visit)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));

  if (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION && terrain_item_is_sensitive (item))
    visit (self, item);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);
      walk (self, child, visit);
    }
}

static void
visit_close (TerrainHandOverPage *self,
             TerrainItem         *question)
{
  if (terrain_session_is_masked (self->session, question))
    g_ptr_array_add (self->closed, g_object_ref (question));
}

/* What was told before may be another answer from now on, and whether it is must not be seen. A blank question is masked
 * with the answer it gets here (terrain_form_context_answer()): left blank, it was not answered alone. */
static void
visit_mask (TerrainHandOverPage *self,
            TerrainItem         *question)
{
  g_autoptr (GError) error = NULL;

  if (*terrain_item_get_value (question) != '\0'
      && !terrain_session_mask (self->session, terrain_item_get_ref (question), &error))
    g_warning ("a question could not be masked: %s", g_quark_to_string (error->domain));
}

static void
show (TerrainHandOverPage *self,
      const char          *name,
      GtkWidget           *focus)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_grab_focus (focus);
}

/* Until then nobody has seen a question, and nothing is masked. */
static void
on_begin (TerrainHandOverPage *self)
{
  self->begun = TRUE;
  walk (self, self->scope, visit_mask);
  show (self, "questions", GTK_WIDGET (self->view));
}

static void
on_next (TerrainHandOverPage *self)
{
  terrain_page_view_next (self->view);
}

static void
on_back (TerrainHandOverPage *self)
{
  if (!terrain_page_view_previous (self->view))
    show (self, "begin", self->begin);
}

static void
on_finished (TerrainHandOverPage *self)
{
  show (self, "end", self->give_back);
}

static void
on_give_back (TerrainHandOverPage *self)
{
  /* What the form filled in because of an answer is as private as that is. */
  if (self->begun)
    walk (self, self->scope, visit_mask);
  terrain_session_set_handed_over (self->session, FALSE);
  g_signal_emit (self, signals[RETURNED], 0);
}

static void
terrain_hand_over_page_dispose (GObject *object)
{
  TerrainHandOverPage *self = TERRAIN_HAND_OVER_PAGE (object);

  if (self->session)
    terrain_session_set_handed_over (self->session, FALSE);
  gtk_widget_dispose_template (GTK_WIDGET (self), TERRAIN_TYPE_HAND_OVER_PAGE);
  self->view = NULL;
  g_clear_object (&self->session);
  g_clear_object (&self->scope);

  G_OBJECT_CLASS (terrain_hand_over_page_parent_class)->dispose (object);
}

static void
terrain_hand_over_page_finalize (GObject *object)
{
  g_ptr_array_unref (TERRAIN_HAND_OVER_PAGE (object)->closed);

  G_OBJECT_CLASS (terrain_hand_over_page_parent_class)->finalize (object);
}

static void
terrain_hand_over_page_class_init (TerrainHandOverPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_hand_over_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = terrain_hand_over_page_finalize;

  signals[RETURNED] = g_signal_new ("returned", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  g_type_ensure (TERRAIN_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/brussels/safe/Terrain/terrain-hand-over-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TerrainHandOverPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TerrainHandOverPage, body);
  gtk_widget_class_bind_template_child (widget_class, TerrainHandOverPage, back);
  gtk_widget_class_bind_template_child (widget_class, TerrainHandOverPage, begin);
  gtk_widget_class_bind_template_child (widget_class, TerrainHandOverPage, give_back);
  gtk_widget_class_bind_template_callback (widget_class, on_begin);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_give_back);
}

static void
terrain_hand_over_page_init (TerrainHandOverPage *self)
{
  self->closed = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  terrain_wrap_buttons (GTK_WIDGET (self));
}

/* The innermost repeat instance, or else the section: what lies together. */
static TerrainItem *
find_scope (TerrainItem *item)
{
  for (TerrainItem *i = item; i; i = terrain_item_get_parent (i))
    if (terrain_item_get_kind (i) == TERRAIN_ITEM_INSTANCE)
      return i;
  return terrain_form_find_section (item);
}

GtkWidget *
terrain_hand_over_page_new (TerrainSession *session,
                            const char     *ref)
{
  TerrainItem *item, *scope;

  g_return_val_if_fail (TERRAIN_IS_SESSION (session), NULL);
  g_return_val_if_fail (ref != NULL, NULL);

  item = terrain_interview_find_item (terrain_session_get_interview (session), ref);
  scope = item ? find_scope (item) : NULL;
  if (!scope || !terrain_item_holds_sensitive (scope))
    return NULL;

  TerrainHandOverPage *self = g_object_new (TERRAIN_TYPE_HAND_OVER_PAGE, NULL);
  self->session = g_object_ref (session);
  self->scope = g_object_ref (scope);
  walk (self, scope, visit_close);
  terrain_session_set_handed_over (session, TRUE);
  self->view = TERRAIN_PAGE_VIEW (terrain_page_view_new_handed_over (session, is_open, self));
  if (!terrain_page_view_get_current_ref (self->view))
    {
      g_object_ref_sink (self->view);
      g_object_unref (self->view);
      self->view = NULL;
      g_object_ref_sink (self);
      g_object_unref (self);
      return NULL;
    }
  g_signal_connect_object (self->view, "finished", G_CALLBACK (on_finished), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->body, GTK_WIDGET (self->view));
  return GTK_WIDGET (self);
}

gboolean
terrain_hand_over_page_flush (TerrainHandOverPage *self)
{
  g_return_val_if_fail (TERRAIN_IS_HAND_OVER_PAGE (self), TRUE);

  return terrain_page_view_flush (self->view);
}
