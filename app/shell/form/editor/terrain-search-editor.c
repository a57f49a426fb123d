/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <terrain-item-language.h>

#include "terrain-choice-map.h"
#include "terrain-editors.h"
#include "terrain-fold-near.h"
#include "terrain-fold.h"
#include "terrain-form-direction.h"
#include "terrain-form-style.h"
#include "terrain-recent-choices.h"
#include "terrain-second-language.h"
#include "terrain-text-guard.h"

/*
 * One of many: typed, found by any of its words without regard to accents and case, chosen from what fits. The list
 * floats over the page, so nothing moves under the pointer when it opens or closes.
 */
#define MAX_SHOWN 60
/* As terrain_fold_rank() has them */
#define BEST_RANK 4
/* Labels between two looks at the clock, and how long at a time. */
#define FOLD_PIECE 64
#define FOLD_US 4000
#define LETTERS 65536

struct _TerrainSearchEditor
{
  TerrainEditor parent_instance;
  GtkWidget *entry;
  GtkWidget *second; /* what is chosen, in the second language */
  GtkWidget *popover; /* NULL until it is first opened, as what is in it */
  GtkWidget *view;
  GListStore *shown;
  GtkSingleSelection *selection;
  GPtrArray *folded; /* the choices' labels, folded, as far as it got; NULL until first needed */
  GPtrArray *others; /* their names in other languages, folded; "" for none */
  char **recent;     /* codes chosen lately, and where in the list they are: G_MAXUINT for nowhere */
  guint *recent_at;
  GStringChunk *letters; /* theirs: side by side, since all are gone through at each key */
  guint fold_source;
  char *sought;     /* what the places below were found for */
  GArray *matching; /* of guint: every place that has these words */
  char *shown_value; /* of which the two below are; NULL: not looked up yet */
  char *shown_text;
  gboolean showing;
};

G_DECLARE_FINAL_TYPE (TerrainSearchEditor, terrain_search_editor, TERRAIN, SEARCH_EDITOR, TerrainEditor)
G_DEFINE_FINAL_TYPE (TerrainSearchEditor, terrain_search_editor, TERRAIN_TYPE_EDITOR)

static GListModel *
choices_of (TerrainSearchEditor *self)
{
  return terrain_item_get_choices (terrain_editor_get_item (TERRAIN_EDITOR (self)));
}

static char *
find_text_of (TerrainSearchEditor *self, const char *value)
{
  GListModel *choices = choices_of (self);

  for (guint i = 0; *value != '\0' && i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);
      if (g_str_equal (terrain_choice_get_value (choice), value))
        return terrain_form_dup_plain_text (terrain_choice_get_label (choice));
    }
  return g_strdup (value);
}

/* Returns: (transfer full): what stands in the entry for an answer. Looked up once: a list may have 100,000 choices. */
static char *
dup_text_of (TerrainSearchEditor *self, const char *value)
{
  if (g_strcmp0 (self->shown_value, value) != 0)
    {
      g_free (self->shown_value);
      g_free (self->shown_text);
      self->shown_value = g_strdup (value);
      self->shown_text = find_text_of (self, value);
    }
  return g_strdup (self->shown_text);
}

static void
add_name (GString *names, const char *name, const char *folded)
{
  if (*name != '\0' && strstr (folded, name) == NULL)
    g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", name);
}

/* A street is known by its Dutch and its French name, whatever language the questions are in (UX-22); and what is shown in a
 * second language is found by it. */
static char *
fold_other_names (TerrainSearchEditor *self, TerrainChoice *choice, const char *folded)
{
  const char *second = terrain_form_context_get_second_language (terrain_editor_get_context (TERRAIN_EDITOR (self)));
  static const char *const columns[] = { "label_nl", "label_fr" };
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const char *field = terrain_choice_get_field (choice, columns[i]);
      g_autofree char *name = field != NULL ? terrain_fold (field) : NULL;

      if (name != NULL)
        add_name (names, name, folded);
    }
  if (second != NULL)
    {
      g_autofree char *label
        = terrain_item_dup_choice_label_in (terrain_editor_get_item (TERRAIN_EDITOR (self)), choice, second);
      g_autofree char *name = terrain_fold (label != NULL ? label : "");

      add_name (names, name, folded);
    }
  return g_string_free (names, FALSE);
}

static guint
rank_at (TerrainSearchEditor *self, guint at, const char *const *sought)
{
  guint rank = terrain_fold_rank (self->folded->pdata[at], sought);
  const char *others = self->others->pdata[at];

  return *others != '\0' ? MAX (rank, terrain_fold_rank (others, sought)) : rank;
}

/* TRUE while there are more. */
static gboolean
fold_until (TerrainSearchEditor *self, gint64 deadline)
{
  GListModel *choices = choices_of (self);
  guint n = g_list_model_get_n_items (choices);

  if (self->folded == NULL)
    {
      self->folded = g_ptr_array_sized_new (n);
      self->others = g_ptr_array_sized_new (n);
      self->letters = g_string_chunk_new (LETTERS);
      self->recent = terrain_recent_choices_load (terrain_editor_get_context (TERRAIN_EDITOR (self)),
                                                  terrain_editor_get_item (TERRAIN_EDITOR (self)));
      self->recent_at = g_new (guint, g_strv_length (self->recent) + 1);
      memset (self->recent_at, 0xff, sizeof (guint) * (g_strv_length (self->recent) + 1));
    }
  while (self->folded->len < n)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, self->folded->len);

      g_autofree char *folded = terrain_fold (terrain_choice_get_label (choice));
      g_autofree char *others = fold_other_names (self, choice, folded);

      for (guint r = 0; self->recent[r] != NULL; r++)
        if (g_str_equal (terrain_choice_get_value (choice), self->recent[r]))
          self->recent_at[r] = self->folded->len;
      g_ptr_array_add (self->others, *others != '\0' ? g_string_chunk_insert (self->letters, others) : (char *) "");
      g_ptr_array_add (self->folded, g_string_chunk_insert (self->letters, folded));
      if (self->folded->len % FOLD_PIECE == 0 && g_get_monotonic_time () >= deadline)
        break;
    }
  return self->folded->len < n;
}

static void
fold_choices (TerrainSearchEditor *self)
{
  g_clear_handle_id (&self->fold_source, g_source_remove);
  fold_until (self, G_MAXINT64);
}

static gboolean
fold_idle (gpointer data)
{
  TerrainSearchEditor *self = data;

  if (fold_until (self, g_get_monotonic_time () + FOLD_US))
    return G_SOURCE_CONTINUE;
  self->fold_source = 0;
  return G_SOURCE_REMOVE;
}

/* While one looks at the question, so that the first key is as quick as the others. */
static void
entered (TerrainSearchEditor *self)
{
  if (self->fold_source == 0 &&
      (self->folded == NULL || self->folded->len < g_list_model_get_n_items (choices_of (self))))
    self->fold_source = g_idle_add (fold_idle, self);
}

static void
forget_matching (TerrainSearchEditor *self)
{
  g_clear_pointer (&self->sought, g_free);
  g_clear_pointer (&self->matching, g_array_unref);
}

/* In one pass: each label is looked at once; while a word grows, only those that had its beginning. */
static void
find_best (TerrainSearchEditor *self, const char *text, const char *const *sought, GPtrArray *found)
{
  guint places[BEST_RANK + 1][MAX_SHOWN], n[BEST_RANK + 1] = { 0 };
  gboolean narrows = self->matching != NULL && g_str_has_prefix (text, self->sought);
  guint n_looked = narrows ? self->matching->len : self->folded->len;
  g_autoptr (GArray) matching = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < n_looked; i++)
    {
      guint at = narrows ? g_array_index (self->matching, guint, i) : i;
      guint rank = rank_at (self, at, sought);

      if (rank == 0)
        continue;
      g_array_append_val (matching, at);
      if (n[rank] < MAX_SHOWN)
        places[rank][n[rank]++] = at;
      /* Nothing typed: the list as it is, from its beginning. */
      else if (sought[0] == NULL)
        break;
    }
  forget_matching (self);
  if (sought[0] != NULL)
    {
      self->sought = g_strdup (text);
      self->matching = g_steal_pointer (&matching);
    }
  for (guint rank = BEST_RANK; rank > 0; rank--)
    for (guint i = 0; i < n[rank] && found->len < MAX_SHOWN; i++)
      g_ptr_array_add (found, g_list_model_get_item (choices_of (self), places[rank][i]));
}

/* Nothing has these words: what has them but for a slip of the fingers. */
static void
find_near (TerrainSearchEditor *self, const char *const *sought, GPtrArray *found)
{
  for (guint i = 0; i < self->folded->len && found->len < MAX_SHOWN; i++)
    if (terrain_fold_is_near (self->folded->pdata[i], sought) || terrain_fold_is_near (self->others->pdata[i], sought))
      g_ptr_array_add (found, g_list_model_get_item (choices_of (self), i));
}

/* What was chosen lately comes before all others that fit. */
static void
raise_recent (TerrainSearchEditor *self, const char *const *sought, GPtrArray *found)
{
  for (guint r = g_strv_length (self->recent); r > 0; r--)
    {
      guint at = self->recent_at[r - 1];

      if (at == G_MAXUINT || rank_at (self, at, sought) == 0)
        continue;
      /* Its place further down, if it has one, goes. */
      for (guint i = 0; i < found->len; i++)
        if (g_str_equal (terrain_choice_get_value (found->pdata[i]), self->recent[r - 1]))
          g_ptr_array_remove_index (found, i--);
      g_ptr_array_insert (found, 0, g_list_model_get_item (choices_of (self), at));
    }
}

/* The best first, each rank in the list's own order. */
static void
find (TerrainSearchEditor *self)
{
  g_autofree char *typed = terrain_fold (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_auto (GStrv) words = g_strsplit (typed, " ", -1);
  g_autofree char *current = NULL;
  g_autofree char *current_folded = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  const char *const *sought = (const char *const *) words;
  const char *none[] = { NULL };

  fold_choices (self);
  /* What stands there is the answer, not a question: show everything. */
  current = dup_text_of (self, terrain_item_get_value (terrain_editor_get_item (TERRAIN_EDITOR (self))));
  current_folded = terrain_fold (current);
  if (*typed == '\0' || g_str_equal (current_folded, typed))
    sought = none;
  find_best (self, typed, sought, found);
  if (found->len == 0 && sought[0] != NULL)
    find_near (self, sought, found);
  else
    raise_recent (self, sought, found);
  g_list_store_splice (self->shown, 0, g_list_model_get_n_items (G_LIST_MODEL (self->shown)), found->pdata, found->len);
  gtk_single_selection_set_selected (self->selection, sought != none && found->len > 0 ? 0 : GTK_INVALID_LIST_POSITION);
}

static gboolean
is_open (TerrainSearchEditor *self)
{
  return self->popover != NULL && gtk_widget_get_visible (self->popover);
}

static void
close_list (TerrainSearchEditor *self)
{
  if (is_open (self))
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE, -1);
}

static void make_popover (TerrainSearchEditor *self);

static void
open_list (TerrainSearchEditor *self)
{
  if (self->popover == NULL)
    make_popover (self);
  find (self);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->shown)) == 0)
    {
      close_list (self);
      return;
    }
  if (is_open (self) || !gtk_widget_get_mapped (self->entry))
    return;
  gtk_widget_set_size_request (self->popover, gtk_widget_get_width (self->entry), -1);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_EXPANDED, TRUE, -1);
}

static void
set_text (TerrainSearchEditor *self, const char *text)
{
  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->showing = FALSE;
}

static gboolean
choose (TerrainSearchEditor *self, TerrainChoice *choice)
{
  g_autofree char *text = terrain_form_dup_plain_text (terrain_choice_get_label (choice));
  g_autofree char *value = g_strdup (terrain_choice_get_value (choice));

  set_text (self, text);
  close_list (self);
  if (!terrain_editor_answer (TERRAIN_EDITOR (self), value))
    return FALSE;
  terrain_recent_choices_add (terrain_editor_get_context (TERRAIN_EDITOR (self)),
                              terrain_editor_get_item (TERRAIN_EDITOR (self)), choice);
  return TRUE;
}

static void
typed (TerrainSearchEditor *self)
{
  if (self->showing)
    return;
  terrain_editor_touched (TERRAIN_EDITOR (self));
  if (gtk_widget_get_state_flags (self->entry) & GTK_STATE_FLAG_FOCUS_WITHIN)
    open_list (self);
}

static void
row_activated (GtkListView *view, guint position, TerrainSearchEditor *self)
{
  g_autoptr (TerrainChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  if (choice != NULL && choose (self, choice))
    {
      gtk_widget_grab_focus (self->entry);
      terrain_editor_chosen (TERRAIN_EDITOR (self));
    }
}

static void
icon_pressed (GtkEntry *entry, GtkEntryIconPosition position, TerrainSearchEditor *self)
{
  gtk_widget_grab_focus (self->entry);
  if (is_open (self))
    close_list (self);
  else
    open_list (self);
}

static void
move_selection (TerrainSearchEditor *self, int by)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  guint now = gtk_single_selection_get_selected (self->selection);
  gint64 to = now == GTK_INVALID_LIST_POSITION ? (by > 0 ? 0 : (gint64) n - 1) : (gint64) now + by;

  if (n == 0)
    return;
  to = CLAMP (to, 0, (gint64) n - 1);
  gtk_single_selection_set_selected (self->selection, (guint) to);
  gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", (guint) to);
}

static void
leave (GtkEventControllerFocus *controller, TerrainSearchEditor *self)
{
  close_list (self);
  terrain_editor_flush (TERRAIN_EDITOR (self));
}

static gboolean
enter_key (TerrainSearchEditor *self, gboolean forward)
{
  TerrainChoice *selected = is_open (self) ? gtk_single_selection_get_selected_item (self->selection) : NULL;
  gboolean answered = selected != NULL ? choose (self, selected) : terrain_editor_flush (TERRAIN_EDITOR (self));

  if (answered)
    {
      close_list (self);
      terrain_editor_done (TERRAIN_EDITOR (self), forward);
    }
  return GDK_EVENT_STOP;
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, TerrainSearchEditor *self)
{
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();

  if ((held & ~GDK_SHIFT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      if (is_open (self))
        move_selection (self, key == GDK_KEY_Down || key == GDK_KEY_KP_Down ? 1 : -1);
      else
        open_list (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
    case GDK_KEY_Page_Up:
      if (!is_open (self))
        return GDK_EVENT_PROPAGATE;
      move_selection (self, key == GDK_KEY_Page_Down ? 5 : -5);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      if (!is_open (self))
        return GDK_EVENT_PROPAGATE;
      close_list (self);
      terrain_editor_refresh (TERRAIN_EDITOR (self));
      terrain_editor_set_problem (TERRAIN_EDITOR (self), NULL);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      return enter_key (self, held == 0);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
setup_row (GtkListItemFactory *factory, GtkListItem *list_item)
{
  /* Without width-chars GTK breaks each text at each character, to find how narrow it can be. */
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "width-chars", 12, NULL);

  gtk_list_item_set_child (list_item, label);
}

static void
bind_row (GtkListItemFactory *factory, GtkListItem *list_item, TerrainSearchEditor *self)
{
  TerrainFormContext *context = terrain_editor_get_context (TERRAIN_EDITOR (self));
  TerrainChoice *choice = gtk_list_item_get_item (list_item);
  GtkWidget *label = gtk_list_item_get_child (list_item);
  g_autofree char *text = terrain_form_dup_plain_text (terrain_choice_get_label (choice));
  g_autofree char *own = terrain_second_language_mark_first (context, g_markup_escape_text (text, -1));
  g_autofree char *markup = terrain_second_language_take_choice (
    context, terrain_editor_get_item (TERRAIN_EDITOR (self)), choice, g_steal_pointer (&own));

  gtk_label_set_markup (GTK_LABEL (label), markup);
  terrain_form_apply_direction (gtk_widget_get_parent (label), terrain_form_context_get_direction (context));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (label)), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
forget_folded (TerrainSearchEditor *self)
{
  g_clear_handle_id (&self->fold_source, g_source_remove);
  g_clear_pointer (&self->folded, g_ptr_array_unref);
  g_clear_pointer (&self->others, g_ptr_array_unref);
  g_clear_pointer (&self->recent, g_strfreev);
  g_clear_pointer (&self->recent_at, g_free);
  g_clear_pointer (&self->letters, g_string_chunk_free);
  g_clear_pointer (&self->shown_value, g_free);
  g_clear_pointer (&self->shown_text, g_free);
  forget_matching (self);
}

/* Under the entry, which has room for one. */
static void
show_second (TerrainSearchEditor *self)
{
  TerrainItem *item = terrain_editor_get_item (TERRAIN_EDITOR (self));
  const char *value = terrain_item_get_value (item);
  GListModel *choices = choices_of (self);
  g_autofree char *markup = NULL;

  if (terrain_form_context_get_second_language (terrain_editor_get_context (TERRAIN_EDITOR (self))) != NULL)
    for (guint i = 0; *value != '\0' && markup == NULL && i < g_list_model_get_n_items (choices); i++)
      {
        g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

        if (g_str_equal (terrain_choice_get_value (choice), value))
          markup = terrain_second_language_take_choice (terrain_editor_get_context (TERRAIN_EDITOR (self)), item, choice,
                                                        g_strdup (""));
      }
  gtk_label_set_markup (GTK_LABEL (self->second), markup != NULL ? markup : "");
  gtk_widget_set_visible (self->second, markup != NULL && *markup != '\0');
}

static void
choices_changed (TerrainSearchEditor *self)
{
  forget_folded (self);
  terrain_editor_refresh (TERRAIN_EDITOR (self));
  if (is_open (self))
    find (self);
}

static void
make_popover (TerrainSearchEditor *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row), self, 0);
  self->shown = g_list_store_new (TERRAIN_TYPE_CHOICE);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->view = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->view), TRUE);
  gtk_widget_set_focus_on_click (self->view, FALSE);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (row_activated), self, 0);

  g_object_set (scroller, "child", self->view, "hscrollbar-policy", GTK_POLICY_NEVER, "max-content-height", 320,
                "propagate-natural-height", TRUE, "focusable", FALSE, NULL);
  self->popover = g_object_new (GTK_TYPE_POPOVER, "autohide", FALSE, "has-arrow", FALSE, "position", GTK_POS_BOTTOM,
                                "child", scroller, NULL);
  gtk_widget_add_css_class (self->popover, "menu");
  gtk_widget_add_css_class (self->popover, "terrain-found");
  gtk_widget_set_parent (self->popover, self->entry);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Choices"), -1);
  terrain_editor_adopt (TERRAIN_EDITOR (self));
}

static void
map_chosen (GtkWidget *map, const char *value, TerrainEditor *editor)
{
  terrain_editor_answer (editor, value);
}

static void
terrain_search_editor_build (TerrainEditor *editor)
{
  TerrainSearchEditor *self = TERRAIN_SEARCH_EDITOR (editor);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  self->entry = g_object_new (GTK_TYPE_ENTRY, "accessible-role", GTK_ACCESSIBLE_ROLE_COMBO_BOX, "placeholder-text",
                              _("Type a word of the answer"), "secondary-icon-name", "pan-down-symbolic",
                              "secondary-icon-tooltip-text", _("Show All Choices"), NULL);
  terrain_choice_map_add (editor, G_CALLBACK (map_chosen));
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  self->second = g_object_new (GTK_TYPE_LABEL, "visible", FALSE, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                               "width-chars", 12, "xalign", 0.0f, NULL);
  gtk_widget_set_parent (self->second, GTK_WIDGET (self));
  terrain_text_guard_editable (GTK_EDITABLE (self->entry), TERRAIN_TEXT_GUARD_LINE, terrain_editor_told, self);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (typed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "icon-press", G_CALLBACK (icon_pressed), self, 0);
  g_signal_connect_object (focus, "enter", G_CALLBACK (entered), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (leave), self, 0);
  gtk_widget_add_controller (self->entry, focus);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (key_pressed), self, 0);
  gtk_widget_add_controller (self->entry, key);
  g_signal_connect_object (choices_of (self), "items-changed", G_CALLBACK (choices_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (terrain_editor_get_context (editor), "notify::second-language", G_CALLBACK (choices_changed),
                           self, G_CONNECT_SWAPPED);
}

static void
terrain_search_editor_show (TerrainEditor *editor, const char *value)
{
  TerrainSearchEditor *self = TERRAIN_SEARCH_EDITOR (editor);
  g_autofree char *text = dup_text_of (self, value);

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->entry)), text))
    set_text (self, text);
  show_second (self);
}

/* Typed out in full, or so that only one choice has these words, is as good as chosen. */
static gboolean
terrain_search_editor_flush (TerrainEditor *editor)
{
  TerrainSearchEditor *self = TERRAIN_SEARCH_EDITOR (editor);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *folded = terrain_fold (text);
  g_autofree char *shown = dup_text_of (self, terrain_item_get_value (terrain_editor_get_item (editor)));
  g_autofree char *message = NULL;
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autoptr (TerrainChoice) match = NULL;
  guint best = 0, matches = 0;

  if (*folded == '\0')
    return terrain_editor_answer (editor, "");
  if (g_str_equal (shown, text))
    {
      terrain_editor_set_problem (editor, NULL);
      return TRUE;
    }
  fold_choices (self);
  for (guint i = 0; i < self->folded->len; i++)
    {
      guint rank = rank_at (self, i, (const char *const *) words);

      if (rank == 0 || (best == 4 && rank < 4))
        continue;
      matches = rank == 4 && best < 4 ? 1 : matches + 1;
      best = MAX (best, rank);
      g_clear_object (&match);
      match = g_list_model_get_item (choices_of (self), i);
    }
  if (matches == 1)
    return choose (self, match);
  message = g_strdup_printf (matches == 0 ? _("“%s” is not in the list: choose one of its answers.")
                                          : _("“%s” fits several answers: choose one of them."),
                             text);
  terrain_editor_refuse (editor, message);
  return FALSE;
}

static void
terrain_search_editor_describe (TerrainEditor *editor)
{
  TerrainSearchEditor *self = TERRAIN_SEARCH_EDITOR (editor);

  terrain_editor_describe (editor, self->entry, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
}

static gboolean
terrain_search_editor_grab_focus (GtkWidget *widget)
{
  entered (TERRAIN_SEARCH_EDITOR (widget));
  return gtk_widget_grab_focus (TERRAIN_SEARCH_EDITOR (widget)->entry);
}

static void
terrain_search_editor_dispose (GObject *object)
{
  TerrainSearchEditor *self = TERRAIN_SEARCH_EDITOR (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_object (&self->shown);
  g_clear_object (&self->selection);
  forget_folded (self);
  G_OBJECT_CLASS (terrain_search_editor_parent_class)->dispose (object);
}

static void
terrain_search_editor_class_init (TerrainSearchEditorClass *klass)
{
  TerrainEditorClass *editor_class = TERRAIN_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_search_editor_dispose;
  editor_class->build = terrain_search_editor_build;
  editor_class->show = terrain_search_editor_show;
  editor_class->flush = terrain_search_editor_flush;
  editor_class->describe = terrain_search_editor_describe;
  GTK_WIDGET_CLASS (klass)->grab_focus = terrain_search_editor_grab_focus;
}

static void
terrain_search_editor_init (TerrainSearchEditor *self)
{
}
