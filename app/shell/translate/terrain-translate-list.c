/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-shell-form.h>

#include "terrain-translate-list.h"
#include "terrain-translate-row.h"

/* In the order of the drop-down in the template. */
typedef enum
{
  SHOW_ALL,
  SHOW_MISSING,
  SHOW_FUZZY,
  SHOW_PROBLEMS,
} Show;

struct _TerrainTranslateList
{
  AdwBin parent_instance;

  TerrainTranslationFile *file;
  GtkCustomFilter *filter;
  GtkSingleSelection *selection;
  TerrainTranslationEntry *selected;
  char **words; /* of the search, folded; NULL for none */
  gboolean selecting;

  GtkProgressBar *progress;
  GtkLabel *summary;
  GtkSearchEntry *search;
  GtkDropDown *show;
  GtkStack *stack;
  GtkListView *view;
};

enum
{
  PROP_0,
  PROP_SELECTED,
  N_PROPS,
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TerrainTranslateList, terrain_translate_list, ADW_TYPE_BIN)

static gboolean
is_shown (TerrainTranslateList    *self,
          TerrainTranslationEntry *entry)
{
  TerrainTranslationState state = terrain_translation_entry_get_state (entry);

  switch ((Show) gtk_drop_down_get_selected (self->show))
    {
    case SHOW_MISSING:
      return state == TERRAIN_TRANSLATION_MISSING;
    case SHOW_FUZZY:
      return state == TERRAIN_TRANSLATION_FUZZY;
    case SHOW_PROBLEMS:
      return terrain_translation_entry_get_issues (entry)->len > 0;
    case SHOW_ALL:
    default:
      return TRUE;
    }
}

static gboolean
has_words (const char        *text,
           const char *const *words)
{
  g_autofree char *folded = terrain_form_fold (text);

  return terrain_form_fold_matches (folded, words);
}

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  TerrainTranslateList *self = user_data;
  const char *const *words = (const char *const *) self->words;

  if (!is_shown (self, item))
    return FALSE;
  return !words || has_words (terrain_translation_entry_get_source (item), words)
         || has_words (terrain_translation_entry_get_text (item), words)
         || has_words (terrain_translation_entry_get_context (item), words);
}

static void
set_selected (TerrainTranslateList    *self,
              TerrainTranslationEntry *entry)
{
  if (g_set_object (&self->selected, entry))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/* The filter takes rows away under the selection: the text being worked on is not changed by that. */
static void
on_selection (TerrainTranslateList *self)
{
  TerrainTranslationEntry *entry = gtk_single_selection_get_selected_item (self->selection);

  if (!self->selecting && entry)
    set_selected (self, entry);
}

/* Where @entry is among those shown, or GTK_INVALID_LIST_POSITION. */
static guint
find (TerrainTranslateList    *self,
      TerrainTranslationEntry *entry)
{
  GListModel *model = G_LIST_MODEL (self->selection);
  guint low = 0;
  guint high = g_list_model_get_n_items (model);

  /* In the order of the form, filtered or not. */
  while (entry && low < high)
    {
      guint middle = low + (high - low) / 2;
      g_autoptr (TerrainTranslationEntry) at = g_list_model_get_item (model, middle);

      if (at == entry)
        return middle;
      if (terrain_translation_entry_get_position (at) < terrain_translation_entry_get_position (entry))
        low = middle + 1;
      else
        high = middle;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
refilter (TerrainTranslateList *self)
{
  self->selecting = TRUE;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_single_selection_set_selected (self->selection, find (self, self->selected));
  self->selecting = FALSE;
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0
                                                   ? "texts" : "nothing");
}

static void
on_search (TerrainTranslateList *self)
{
  g_autofree char *folded = terrain_form_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));

  g_clear_pointer (&self->words, g_strfreev);
  if (*folded != '\0')
    self->words = g_strsplit (folded, " ", -1);
  refilter (self);
}

static void
on_activate (TerrainTranslateList *self,
             guint                 position)
{
  g_autoptr (TerrainTranslationEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  set_selected (self, entry);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
emit_chosen (gpointer user_data)
{
  g_signal_emit (user_data, signals[CHOSEN], 0);
  g_object_unref (user_data);
}

/* Before the list takes the click; once it has, the text is the selected one. (Its own activation by one click selects
 * whatever the pointer passes over.) */
static void
on_pressed (TerrainTranslateList *self,
            int                   n_press,
            double                x,
            double                y)
{
  GtkWidget *under = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);

  if (under && (gtk_widget_get_ancestor (under, TERRAIN_TYPE_TRANSLATE_ROW)
                || TERRAIN_IS_TRANSLATE_ROW (gtk_widget_get_first_child (under))))
    g_idle_add_once (emit_chosen, g_object_ref (self));
}

/* Enter in the search goes to the first text found. */
static void
on_search_activate (TerrainTranslateList *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    on_activate (self, 0);
}

static void
on_setup (TerrainTranslateList *self,
          GtkListItem          *item)
{
  gtk_list_item_set_child (item, terrain_translate_row_new ());
}

static void
on_bind (TerrainTranslateList *self,
         GtkListItem          *item)
{
  const char *language = self->file ? terrain_translation_file_get_language (self->file) : NULL;

  terrain_translate_row_set_entry (TERRAIN_TRANSLATE_ROW (gtk_list_item_get_child (item)),
                                   gtk_list_item_get_item (item), terrain_form_language_direction (language));
}

static void
on_unbind (TerrainTranslateList *self,
           GtkListItem          *item)
{
  terrain_translate_row_set_entry (TERRAIN_TRANSLATE_ROW (gtk_list_item_get_child (item)), NULL, GTK_TEXT_DIR_NONE);
}

void
terrain_translate_list_refresh (TerrainTranslateList *self)
{
  TerrainCatalogStatistics statistics;
  guint n_warned = 0;
  g_autoptr (GString) summary = g_string_new (NULL);

  g_return_if_fail (TERRAIN_IS_TRANSLATE_LIST (self));

  terrain_translation_file_count (self->file, &statistics, &n_warned);
  double fraction = statistics.total > 0 ? (double) statistics.translated / statistics.total : 1;
  guint n_problems = statistics.failing + n_warned;
  g_string_append_printf (summary, _("%u of %u translated"), statistics.translated, statistics.total);
  if (statistics.fuzzy > 0)
    g_string_append_printf (summary, ngettext (" · %u to review", " · %u to review", statistics.fuzzy),
                            statistics.fuzzy);
  if (n_problems > 0)
    g_string_append_printf (summary, ngettext (" · %u problem", " · %u problems", n_problems), n_problems);
  gtk_progress_bar_set_fraction (self->progress, fraction);
  gtk_label_set_text (self->summary, summary->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, summary->str, -1);
}

static void
terrain_translate_list_get_property (GObject    *object,
                                     guint       id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  if (id == PROP_SELECTED)
    g_value_set_object (value, TERRAIN_TRANSLATE_LIST (object)->selected);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
terrain_translate_list_dispose (GObject *object)
{
  TerrainTranslateList *self = TERRAIN_TRANSLATE_LIST (object);

  if (self->selection)
    g_signal_handlers_disconnect_by_func (self->selection, on_selection, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), TERRAIN_TYPE_TRANSLATE_LIST);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->selected);
  g_clear_object (&self->file);
  g_clear_pointer (&self->words, g_strfreev);

  G_OBJECT_CLASS (terrain_translate_list_parent_class)->dispose (object);
}

static void
terrain_translate_list_class_init (TerrainTranslateListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = terrain_translate_list_get_property;
  object_class->dispose = terrain_translate_list_dispose;
  properties[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL, TERRAIN_TYPE_TRANSLATION_ENTRY,
                                                   G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/brussels/safe/Terrain/terrain-translate-list.ui");
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateList, progress);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateList, summary);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateList, search);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateList, show);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateList, stack);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateList, view);
  gtk_widget_class_bind_template_callback (widget_class, on_search);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
}

static void
terrain_translate_list_init (TerrainTranslateList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  terrain_text_guard_search (GTK_EDITABLE (self->search));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
  self->filter = gtk_custom_filter_new (matches, self, NULL);
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->view, factory);
  g_object_unref (factory);
  g_signal_connect_object (self->show, "notify::selected", G_CALLBACK (refilter), self, G_CONNECT_SWAPPED);
}

void
terrain_translate_list_set_file (TerrainTranslateList   *self,
                                 TerrainTranslationFile *file)
{
  g_return_if_fail (TERRAIN_IS_TRANSLATE_LIST (self));
  g_return_if_fail (TERRAIN_IS_TRANSLATION_FILE (file));
  g_return_if_fail (self->file == NULL);

  self->file = g_object_ref (file);
  GtkFilterListModel *shown = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (file)),
                                                         g_object_ref (GTK_FILTER (self->filter)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (shown));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selection), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  terrain_translate_list_refresh (self);
}

TerrainTranslationEntry *
terrain_translate_list_get_selected (TerrainTranslateList *self)
{
  g_return_val_if_fail (TERRAIN_IS_TRANSLATE_LIST (self), NULL);

  return self->selected;
}

void
terrain_translate_list_select (TerrainTranslateList    *self,
                               TerrainTranslationEntry *entry)
{
  g_return_if_fail (TERRAIN_IS_TRANSLATE_LIST (self));
  g_return_if_fail (TERRAIN_IS_TRANSLATION_ENTRY (entry));

  set_selected (self, entry);
  if (find (self, entry) == GTK_INVALID_LIST_POSITION)
    {
      gtk_drop_down_set_selected (self->show, SHOW_ALL);
      gtk_editable_set_text (GTK_EDITABLE (self->search), "");
      on_search (self);
    }
  guint position = find (self, entry);
  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->selecting = FALSE;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

gboolean
terrain_translate_list_move (TerrainTranslateList *self,
                             int                   step)
{
  g_return_val_if_fail (TERRAIN_IS_TRANSLATE_LIST (self), FALSE);

  GListModel *model = G_LIST_MODEL (self->selection);
  guint n = g_list_model_get_n_items (model);
  guint position = find (self, self->selected);
  guint from = self->selected ? terrain_translation_entry_get_position (self->selected) : 0;
  guint next = 0;

  if (position != GTK_INVALID_LIST_POSITION)
    next = step < 0 && position == 0 ? n : position + (guint) step;
  else
    /* The filter has taken it away meanwhile: on from where it stood. */
    for (next = 0; next < n; next++)
      {
        g_autoptr (TerrainTranslationEntry) at = g_list_model_get_item (model, next);
        if (terrain_translation_entry_get_position (at) > from)
          {
            next = step < 0 ? next - 1 : next;
            break;
          }
      }
  if (next >= n)
    return FALSE;
  g_autoptr (TerrainTranslationEntry) entry = g_list_model_get_item (model, next);
  terrain_translate_list_select (self, entry);
  return TRUE;
}

void
terrain_translate_list_grab_search (TerrainTranslateList *self)
{
  g_return_if_fail (TERRAIN_IS_TRANSLATE_LIST (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
