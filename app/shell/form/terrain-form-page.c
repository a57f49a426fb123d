/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <terrain-item-language.h>

#include "terrain-form-focus.h"
#include "terrain-form-fold-keys.h"
#include "terrain-form-group.h"
#include "terrain-form-items.h"
#include "terrain-form-page.h"
#include "terrain-form-pick.h"
#include "terrain-form-resources.h"
#include "terrain-form-style.h"
#include "terrain-question-private.h"
#include "terrain-second-language.h"
#include "terrain-tally-grid.h"
#include "terrain-tally-rows.h"

#define WIDTH 720
#define LARGE_WIDTH 1000

struct _TerrainFormPage
{
  GtkWidget parent_instance;
  TerrainFormContext *context;
  TerrainItem *item;
  GtkWidget *body; /* TerrainQuestion, TerrainFormGroup or a button; owned by content */
  GtkWidget *scroller;
  GtkWidget *clamp;
  GtkWidget *content;
  GtkWidget *place;
};

G_DEFINE_FINAL_TYPE (TerrainFormPage, terrain_form_page, GTK_TYPE_WIDGET)

enum
{
  DONE,
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

TerrainItem *
terrain_form_page_get_item (TerrainFormPage *self)
{
  return self->item;
}

/* Of a page that is a group. */
static TerrainFormItems *
get_items (TerrainFormPage *self)
{
  return terrain_form_group_get_items (TERRAIN_FORM_GROUP (self->body));
}

gboolean
terrain_form_page_flush (TerrainFormPage *self)
{
  if (TERRAIN_IS_FORM_GROUP (self->body))
    return terrain_form_items_flush (get_items (self));
  if (!TERRAIN_IS_QUESTION (self->body) || terrain_question_flush (TERRAIN_QUESTION (self->body)))
    return TRUE;
  gtk_widget_grab_focus (self->body);
  return FALSE;
}

gboolean
terrain_form_page_go_to (TerrainFormPage *self, TerrainItem *item)
{
  GtkWidget *widget;

  if (!TERRAIN_IS_FORM_GROUP (self->body))
    return gtk_widget_grab_focus (self->body);
  terrain_form_folds_reveal (terrain_form_context_get_folds (self->context), item);
  widget = terrain_form_items_find (get_items (self), item);
  return widget != NULL && gtk_widget_grab_focus (widget);
}

gboolean
terrain_form_page_step (TerrainFormPage *self, TerrainItem *from, gboolean forward)
{
  TerrainItem *to = terrain_form_folds_step (terrain_form_context_get_folds (self->context), self->item, from, forward);

  return to != NULL && to != from && TERRAIN_IS_FORM_GROUP (self->body) && terrain_form_page_go_to (self, to);
}

gboolean
terrain_form_page_toggle (TerrainFormPage *self, gboolean panel)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  TerrainFormPick pick = { 0 };

  if (!TERRAIN_IS_FORM_GROUP (self->body))
    return FALSE;
  if (focus != NULL && gtk_widget_is_ancestor (focus, self->content))
    terrain_form_pick (focus, &pick);
  return panel ? terrain_form_fold_toggle_panel (self->context, get_items (self), self->item, pick.item)
               : terrain_form_fold_toggle_here (self->context, get_items (self), pick.item);
}

static void
prepend_second (GString *text, TerrainItem *above, const char *language)
{
  g_autofree char *label = terrain_item_dup_label_in (above, language);
  g_autofree char *plain = terrain_form_dup_plain_text (label);

  if (*plain != '\0' && text->len > 0)
    g_string_prepend (text, " › ");
  g_string_prepend (text, plain);
}

/* Where in the form the page is: the headings above it, outermost first. */
static void
update_place (TerrainFormPage *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) second = g_string_new (NULL);
  const char *language = terrain_form_context_get_second_language (self->context);
  g_autofree char *markup = NULL;

  for (TerrainItem *above = terrain_item_get_parent (self->item); above != NULL; above = terrain_item_get_parent (above))
    {
      TerrainItemKind kind = terrain_item_get_kind (above);
      g_autofree char *heading = NULL;

      /* An instance's heading names its repeat; the form's is the window's. */
      if (kind == TERRAIN_ITEM_REPEAT || terrain_item_get_parent (above) == NULL)
        continue;
      heading = terrain_form_dup_heading (above);
      if (*heading == '\0')
        continue;
      if (text->len > 0)
        g_string_prepend (text, " › ");
      g_string_prepend (text, heading);
      if (language != NULL)
        prepend_second (second, above, language);
    }
  markup = terrain_second_language_mark_first (self->context, g_markup_escape_text (text->str, -1));
  markup = terrain_second_language_take_text (self->context, second->str, text->str, g_steal_pointer (&markup));
  gtk_label_set_markup (GTK_LABEL (self->place), markup);
  gtk_widget_set_visible (self->place, text->len > 0);
}

static void
question_done (TerrainQuestion *question, gboolean forward, TerrainFormPage *self)
{
  g_signal_emit (self, signals[DONE], 0, question, forward);
}

static void
question_chosen (TerrainQuestion *question, TerrainFormPage *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, question);
}

static void
items_done (TerrainFormItems *items, TerrainQuestion *question, gboolean forward, TerrainFormPage *self)
{
  g_signal_emit (self, signals[DONE], 0, question, forward);
}

static void
items_chosen (TerrainFormItems *items, TerrainQuestion *question, TerrainFormPage *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, question);
}

static void
add_clicked (TerrainFormPage *self)
{
  g_autoptr (GError) error = NULL;
  guint position = terrain_form_context_add_instance (self->context, self->item, &error);
  g_autofree char *ref = NULL;

  if (position == 0)
    {
      gtk_button_set_label (GTK_BUTTON (self->body), error->message);
      return;
    }
  ref = g_strdup_printf ("%s[%u]", terrain_item_get_ref (self->item), position);
  gtk_widget_activate_action (GTK_WIDGET (self), "form.focus-ref", "s", ref);
}

static GtkWidget *
make_offer (TerrainFormPage *self)
{
  g_autofree char *heading = terrain_form_dup_heading (self->item);
  g_autofree char *text = *heading != '\0' ? g_strdup_printf (_("Is there another one to add to “%s”?"), heading)
                                           : g_strdup (_("Is there another one to add?"));
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0f, NULL);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "label", _("Add One More"), "halign", GTK_ALIGN_START, NULL);

  gtk_widget_add_css_class (label, "terrain-question-label");
  gtk_box_append (GTK_BOX (self->content), label);
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_clicked), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_body (TerrainFormPage *self, gboolean offer)
{
  GtkWidget *body;

  if (offer)
    return make_offer (self);
  if (terrain_item_get_kind (self->item) == TERRAIN_ITEM_QUESTION)
    {
      body = terrain_question_new (self->context, self->item);
      g_signal_connect_object (body, "done", G_CALLBACK (question_done), self, 0);
      g_signal_connect_object (body, "chosen", G_CALLBACK (question_chosen), self, 0);
      return body;
    }
  if (terrain_tally_fits (self->item))
    return terrain_tally_grid_new (self->context, self->item, 1);
  terrain_form_folds_keep_open (terrain_form_context_get_folds (self->context), self->item);
  body = terrain_form_group_new (self->context, self->item, 1);
  TerrainFormItems *items = terrain_form_group_get_items (TERRAIN_FORM_GROUP (body));
  terrain_form_items_build_all (items);
  g_signal_connect_object (items, "done", G_CALLBACK (items_done), self, 0);
  g_signal_connect_object (items, "chosen", G_CALLBACK (items_chosen), self, 0);
  return body;
}

static gboolean
terrain_form_page_grab_focus (GtkWidget *widget)
{
  TerrainFormPage *self = TERRAIN_FORM_PAGE (widget);

  if (TERRAIN_IS_FORM_GROUP (self->body))
    return terrain_form_page_step (self, NULL, TRUE);
  return gtk_widget_grab_focus (self->body);
}

static void
terrain_form_page_dispose (GObject *object)
{
  TerrainFormPage *self = TERRAIN_FORM_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TERRAIN_TYPE_FORM_PAGE);
  g_clear_object (&self->context);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (terrain_form_page_parent_class)->dispose (object);
}

static void
terrain_form_page_class_init (TerrainFormPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_form_page_dispose;
  widget_class->focus = terrain_form_focus;
  widget_class->grab_focus = terrain_form_page_grab_focus;
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, TERRAIN_TYPE_QUESTION, G_TYPE_BOOLEAN);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, TERRAIN_TYPE_QUESTION);
  terrain_form_get_resource ();
  gtk_widget_class_set_template_from_resource (widget_class, "/brussels/safe/Terrain/form/terrain-form-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TerrainFormPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, TerrainFormPage, clamp);
  gtk_widget_class_bind_template_child (widget_class, TerrainFormPage, content);
  gtk_widget_class_bind_template_child (widget_class, TerrainFormPage, place);
}

static void
terrain_form_page_init (TerrainFormPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Large text needs a wider page: a scale of five should stay on one line. So do questions side by side. */
static void
update_width (TerrainFormPage *self)
{
  gboolean grid = TERRAIN_IS_FORM_GROUP (self->body) && terrain_form_items_is_grid (get_items (self));
  gboolean wide = grid || terrain_form_context_get_large (self->context);

  adw_clamp_set_maximum_size (ADW_CLAMP (self->clamp), wide ? LARGE_WIDTH : WIDTH);
  if (grid)
    adw_clamp_set_tightening_threshold (ADW_CLAMP (self->clamp), LARGE_WIDTH);
}

GtkWidget *
terrain_form_page_new (TerrainFormContext *context, TerrainItem *item, gboolean offer)
{
  TerrainFormPage *self = g_object_new (TERRAIN_TYPE_FORM_PAGE, NULL);

  self->context = g_object_ref (context);
  self->item = g_object_ref (item);
  self->body = make_body (self, offer);
  gtk_box_append (GTK_BOX (self->content), self->body);
  g_signal_connect_object (terrain_form_context_get_interview (context), "changed", G_CALLBACK (update_place), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::large", G_CALLBACK (update_width), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::second-language", G_CALLBACK (update_place), self, G_CONNECT_SWAPPED);
  update_width (self);
  update_place (self);
  return GTK_WIDGET (self);
}
