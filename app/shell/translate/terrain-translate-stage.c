/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-translate-place.h"
#include "terrain-translate-stage.h"

struct _TerrainTranslateStage
{
  AdwBin parent_instance;

  TerrainInterview *interview;
  GHashTable *items; /* reference without positions → TerrainItem */
  GHashTable *lists; /* list of answers → TerrainItem that offers them */
  TerrainItem *shown; /* (nullable): whose question is in the box */

  GtkBox *box;
  GtkLabel *note;
  AdwBin *holder;
  GtkLabel *plain; /* (nullable): owned by the holder or the box */
};

enum
{
  PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TerrainTranslateStage, terrain_translate_stage, ADW_TYPE_BIN)

static void
pick (const TerrainFormPick *picked,
      gpointer               user_data)
{
  g_autofree char *context = terrain_translate_dup_context (picked);

  if (context)
    g_signal_emit (user_data, signals[PICKED], 0, context);
}

static void
action_pick (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  TerrainFormPick picked;

  if (focus && gtk_widget_is_ancestor (focus, widget) && terrain_form_pick (focus, &picked))
    pick (&picked, widget);
}

static void
terrain_translate_stage_dispose (GObject *object)
{
  TerrainTranslateStage *self = TERRAIN_TRANSLATE_STAGE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  self->plain = NULL;
  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->lists, g_hash_table_unref);
  g_clear_object (&self->shown);
  g_clear_object (&self->interview);

  G_OBJECT_CLASS (terrain_translate_stage_parent_class)->dispose (object);
}

static void
terrain_translate_stage_class_init (TerrainTranslateStageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_translate_stage_dispose;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "stage.pick", NULL, action_pick);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "stage.pick", NULL);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
}

static GtkLabel *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  return GTK_LABEL (label);
}

static void
terrain_translate_stage_init (TerrainTranslateStage *self)
{
  GtkLabel *heading = new_label ("caption-heading");

  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  self->holder = ADW_BIN (adw_bin_new ());
  self->note = new_label ("caption");
  gtk_label_set_text (heading, _("As It Will Look"));
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->holder), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self->holder), "translate-stage");
  gtk_box_append (self->box, GTK_WIDGET (heading));
  gtk_box_append (self->box, GTK_WIDGET (self->holder));
  gtk_box_append (self->box, GTK_WIDGET (self->note));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
  terrain_translate_watch_clicks (GTK_WIDGET (self->holder), pick, G_OBJECT (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The question as it will look"), -1);
}

static void
note_item (TerrainTranslateStage *self,
           TerrainItem           *item)
{
  TerrainControl *control = terrain_item_get_control (item);
  const char *ref = control ? terrain_control_get_ref (control) : NULL;

  if (!ref || g_hash_table_contains (self->items, ref))
    return;
  g_hash_table_insert (self->items, g_strdup (ref), g_object_ref (item));

  char *list = terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION ? terrain_translate_dup_list (item) : NULL;
  if (list && !g_hash_table_contains (self->lists, list))
    g_hash_table_insert (self->lists, list, g_object_ref (item));
  else
    g_free (list);
}

/* One instance of a repeat stands for all. */
static void
note_items (TerrainTranslateStage *self,
            TerrainItem           *item)
{
  gboolean repeat = terrain_item_get_kind (item) == TERRAIN_ITEM_REPEAT;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));

  note_item (self, item);
  if (repeat && n == 0 && terrain_interview_add_instance (self->interview, terrain_item_get_ref (item), NULL) > 0)
    n = g_list_model_get_n_items (G_LIST_MODEL (item));
  for (guint i = 0; i < (repeat ? MIN (n, 1) : n); i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);
      note_items (self, child);
    }
}

void
terrain_translate_stage_set_interview (TerrainTranslateStage *self,
                                       TerrainInterview      *interview)
{
  g_return_if_fail (TERRAIN_IS_TRANSLATE_STAGE (self));
  g_return_if_fail (TERRAIN_IS_INTERVIEW (interview));

  adw_bin_set_child (self->holder, NULL);
  g_clear_object (&self->shown);
  g_hash_table_remove_all (self->items);
  g_hash_table_remove_all (self->lists);
  g_set_object (&self->interview, interview);
  note_items (self, terrain_interview_get_root_item (interview));
}

/* Words that no question has of itself: a heading, a message that waits for its answer, an answer not offered now. */
static void
set_plain (TerrainTranslateStage *self,
           const char            *text)
{
  g_autofree char *markup = terrain_form_dup_markup (text, FALSE);
  GtkTextDirection direction = terrain_form_language_direction (terrain_interview_get_language (self->interview));

  gtk_label_set_markup (self->plain, markup);
  if (direction != GTK_TEXT_DIR_NONE)
    gtk_widget_set_direction (GTK_WIDGET (self->plain), direction);
}

static TerrainItem *
find_item (TerrainTranslateStage *self,
           const char            *context,
           const char            *place)
{
  TerrainItem *item = g_hash_table_lookup (self->items, place);

  if (item)
    return item;
  if (g_str_has_prefix (context, "choices/"))
    {
      const char *list = context + strlen ("choices/");
      g_autofree char *name = g_strndup (list, strcspn (list, "/"));
      return g_hash_table_lookup (self->lists, name);
    }
  /* An answer written with its question: "/data/q1/yes". */
  const char *slash = strrchr (place, '/');
  g_autofree char *above = slash && slash > place ? g_strndup (place, (gsize) (slash - place)) : NULL;
  return above ? g_hash_table_lookup (self->items, above) : NULL;
}

static void
show_plain (TerrainTranslateStage *self,
            const char            *css_class,
            const char            *text)
{
  g_clear_object (&self->shown);
  self->plain = new_label (css_class);
  adw_bin_set_child (self->holder, GTK_WIDGET (self->plain));
  set_plain (self, text);
}

static GtkWidget *
find_expander (GtkWidget *widget)
{
  if (GTK_IS_EXPANDER (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_expander (child);
      if (found)
        return found;
    }
  return NULL;
}

static void
show_question (TerrainTranslateStage *self,
               TerrainItem           *item,
               const char            *context,
               const char            *text)
{
  gboolean message = g_str_has_suffix (context, ":constraint") || g_str_has_suffix (context, ":required")
                     || g_str_has_suffix (context, ":soft");
  GtkWidget *question = terrain_question_new_preview (self->interview, item);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (column), question);
  if (message)
    {
      self->plain = new_label ("terrain-message");
      gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->plain));
      set_plain (self, text);
    }
  if (g_str_has_suffix (context, ":guidance"))
    gtk_expander_set_expanded (GTK_EXPANDER (find_expander (question)), TRUE);
  adw_bin_set_child (self->holder, column);
  g_set_object (&self->shown, item);
}

static void
update_note (TerrainTranslateStage *self,
             TerrainItem           *item,
             const char            *context)
{
  const char *note = NULL;

  if (g_str_has_suffix (context, ":required"))
    note = _("The message comes when the answer is missing.");
  else if (g_str_has_suffix (context, ":soft"))
    note = _("The message comes when the answer is unusual.");
  else if (g_str_has_suffix (context, ":constraint"))
    note = _("The message comes when the answer is not accepted.");
  else if (item && !terrain_item_get_relevant (item))
    note = _("This is asked only after certain answers.");
  else if (!item && strcmp (context, "title") != 0)
    note = _("No question shows this text as the form stands.");
  gtk_label_set_text (self->note, note ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
}

void
terrain_translate_stage_show (TerrainTranslateStage *self,
                              const char            *context,
                              const char            *text)
{
  g_return_if_fail (TERRAIN_IS_TRANSLATE_STAGE (self));
  g_return_if_fail (self->interview != NULL);

  g_autofree char *place = terrain_translate_dup_place (context);
  TerrainItem *item = find_item (self, context, place);

  self->plain = NULL;
  if (item && terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION)
    show_question (self, item, context, text);
  else
    show_plain (self, item || strcmp (context, "title") == 0 ? "title-2" : "body", text);
  update_note (self, item, context);
}

void
terrain_translate_stage_set_text (TerrainTranslateStage *self,
                                  const char            *text)
{
  g_return_if_fail (TERRAIN_IS_TRANSLATE_STAGE (self));

  if (self->plain)
    set_plain (self, text);
}
