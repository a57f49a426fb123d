/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-choice-arrangement.h"
#include "terrain-choice-grid.h"
#include "terrain-choice-keys.h"
#include "terrain-choice-map.h"
#include "terrain-choice-row.h"
#include "terrain-editors.h"
#include "terrain-form-slot.h"
#include "terrain-form-style.h"
#include "terrain-fold.h"
#include "terrain-image-map-view.h"
#include "terrain-reserved.h"
#include "terrain-second-language.h"
#include "terrain-question.h"
#include "terrain-text-guard.h"

/*
 * One or several of a list, all of it in sight: one choice a line, side by side in columns ("columns", "columns-3",
 * "columns-pack", "no-buttons"), or in a line of equal parts ("likert"; "list" and "list-nolabel" with the question before
 * them, so that the lines of a group make a table; arrows up and down then go from line to line; where that has no room,
 * one choice a line all the same, which TerrainChoiceGrid decides). Tab goes into the list and out of it, arrows move
 * within, Space chooses, the number before a choice chooses it, Enter goes on, Alt+Enter plays its sound or enlarges its
 * picture; Enter also chooses what one moved to with the arrows. Delete takes the answer back.
 * With "image-map" the drawing of the question stands above the list, and its parts are tapped as well.
 * A long list of several gets an entry that narrows it and shows no more than MAX_ROWS at a time.
 */
#define FILTER_FROM 30
#define MAX_ROWS 200
#define LIST_HEIGHT 320
/* Side by side, where the form does not say how many. */
#define MAX_BESIDE 7

struct _TerrainChoiceEditor
{
  TerrainEditor parent_instance;
  gboolean multiple;
  TerrainChoiceArrangement arranged;
  GtkWidget *filter; /* NULL for lists that are short */
  GtkWidget *map;    /* NULL but with "image-map" */
  char *filtered; /* (nullable): the text the list was narrowed by */
  GtkWidget *list;
  GtkWidget *more;   /* says how many are not shown */
  GPtrArray *rows;   /* of TerrainChoiceRow */
  GtkWidget *group;  /* of their marks; NULL where several can be chosen */
  gboolean moved;
  gboolean lettered; /* the choices' codes are letters: those are their keys */
  TerrainChoiceCode code;
};

G_DECLARE_FINAL_TYPE (TerrainChoiceEditor, terrain_choice_editor, TERRAIN, CHOICE_EDITOR, TerrainEditor)
G_DEFINE_FINAL_TYPE (TerrainChoiceEditor, terrain_choice_editor, TERRAIN_TYPE_EDITOR)

static GListModel *
choices_of (TerrainChoiceEditor *self)
{
  return terrain_item_get_choices (terrain_editor_get_item (TERRAIN_EDITOR (self)));
}

static gboolean
is_stacked (TerrainChoiceEditor *self)
{
  return self->arranged.layout == TERRAIN_CHOICE_TABLE &&
         terrain_choice_grid_get_stacked (TERRAIN_CHOICE_GRID (self->list));
}

/* Below each other, whatever the form wanted, where there is no room for it. */
static gboolean
is_in_lines (TerrainChoiceEditor *self)
{
  return self->arranged.layout == TERRAIN_CHOICE_LINES || is_stacked (self);
}

static TerrainChoiceLook
look_of (TerrainChoiceEditor *self)
{
  return is_stacked (self) ? TERRAIN_CHOICE_LINE : self->arranged.look;
}

static gboolean
is_chosen (char **chosen, const char *value)
{
  return g_strv_contains ((const char *const *) chosen, value);
}

static char **
split_value (TerrainChoiceEditor *self, const char *value)
{
  if (!self->multiple)
    return *value != '\0' ? g_strsplit (value, "\n", 1) : g_new0 (char *, 1);
  return g_strsplit (value, " ", -1);
}

/* In the order of the list; what is no longer offered goes with the first change. */
static char *
toggled_value (TerrainChoiceEditor *self, const char *value)
{
  const char *now = terrain_item_get_value (terrain_editor_get_item (TERRAIN_EDITOR (self)));
  g_auto (GStrv) chosen = split_value (self, now);
  g_auto (GStrv) apart = terrain_reserved_dup_apart (terrain_editor_get_item (TERRAIN_EDITOR (self)));
  g_autoptr (GString) out = g_string_new (NULL);
  GListModel *choices = choices_of (self);

  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);
      const char *offered = terrain_choice_get_value (choice);

      /* "Don't know" goes when something is known. */
      if (is_chosen (chosen, offered) == g_str_equal (offered, value) ||
          is_chosen (apart, offered))
        continue;
      if (out->len > 0)
        g_string_append_c (out, ' ');
      g_string_append (out, offered);
    }
  return g_strdup (out->str);
}

static void
choose (TerrainChoiceEditor *self, TerrainChoiceRow *row)
{
  TerrainEditor *editor = TERRAIN_EDITOR (self);
  g_autofree char *value = NULL;

  if (terrain_item_get_readonly (terrain_editor_get_item (editor)))
    return;
  value = self->multiple ? toggled_value (self, terrain_choice_get_value (terrain_choice_row_get_choice (row)))
                         : g_strdup (terrain_choice_get_value (terrain_choice_row_get_choice (row)));
  self->moved = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (row));
  /* Answering may take the row away: nothing of it is used afterwards. */
  if (terrain_editor_answer (editor, value) && !self->multiple)
    terrain_editor_chosen (editor);
}

static void
row_chosen (TerrainChoiceRow *row, TerrainChoiceEditor *self)
{
  choose (self, row);
}

static void
show_selected (TerrainChoiceEditor *self)
{
  const char *value = terrain_item_get_value (terrain_editor_get_item (TERRAIN_EDITOR (self)));
  g_auto (GStrv) chosen = split_value (self, value);

  for (guint i = 0; i < self->rows->len; i++)
    {
      TerrainChoiceRow *row = self->rows->pdata[i];
      terrain_choice_row_set_selected (
        row, is_chosen (chosen, terrain_choice_get_value (terrain_choice_row_get_choice (row))));
    }
  if (self->map != NULL)
    terrain_image_map_view_set_chosen (TERRAIN_IMAGE_MAP_VIEW (self->map), (const char *const *) chosen);
}

/* Rows */

static GtkWidget *
add_row (TerrainChoiceEditor *self)
{
  TerrainFormContext *context = terrain_editor_get_context (TERRAIN_EDITOR (self));
  GtkWidget *row = terrain_choice_row_new (self->group != NULL ? GTK_CHECK_BUTTON (self->group) : NULL, look_of (self),
                                           terrain_form_context_get_media (context));

  g_signal_connect_object (row, "chosen", G_CALLBACK (row_chosen), self, 0);
  g_ptr_array_add (self->rows, row);
  if (self->arranged.layout == TERRAIN_CHOICE_FLOW)
    {
      GtkWidget *cell = g_object_new (GTK_TYPE_FLOW_BOX_CHILD, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                      "focusable", FALSE, "child", row, NULL);
      gtk_flow_box_insert (GTK_FLOW_BOX (self->list), cell, -1);
    }
  else if (self->arranged.layout == TERRAIN_CHOICE_TABLE)
    terrain_choice_grid_append (TERRAIN_CHOICE_GRID (self->list), row);
  else
    gtk_box_append (GTK_BOX (self->list), row);
  return row;
}

static void
drop_last_row (TerrainChoiceEditor *self)
{
  GtkWidget *row = self->rows->pdata[self->rows->len - 1];

  if (self->arranged.layout == TERRAIN_CHOICE_FLOW)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->list), gtk_widget_get_parent (row));
  else if (self->arranged.layout == TERRAIN_CHOICE_TABLE)
    terrain_choice_grid_remove (TERRAIN_CHOICE_GRID (self->list), row);
  else
    gtk_box_remove (GTK_BOX (self->list), row);
  g_ptr_array_remove_index (self->rows, self->rows->len - 1);
}

/* Returns: (transfer container): the choices to show, best first where something is typed, at most MAX_ROWS. */
static GPtrArray *
visible_choices (TerrainChoiceEditor *self, guint *matching)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *choices = choices_of (self);
  g_autofree char *folded = terrain_fold (self->filter != NULL ? gtk_editable_get_text (GTK_EDITABLE (self->filter)) : "");
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_auto (GStrv) apart = terrain_reserved_dup_apart (terrain_editor_get_item (TERRAIN_EDITOR (self)));
  gboolean all = *folded == '\0';

  *matching = 0;
  for (guint i = 0; choices != NULL && i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);
      g_autofree char *label = all ? NULL : terrain_fold (terrain_choice_get_label (choice));

      if (is_chosen (apart, terrain_choice_get_value (choice)))
        continue;
      if (!all && terrain_fold_rank (label, (const char *const *) words) == 0)
        continue;
      if ((*matching)++ < MAX_ROWS)
        g_ptr_array_add (found, g_steal_pointer (&choice));
    }
  return found;
}

/* Another language may have another drawing. */
static void
show_map (TerrainChoiceEditor *self)
{
  TerrainItem *item = terrain_editor_get_item (TERRAIN_EDITOR (self));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (self->map == NULL)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (names,
                     (gpointer) terrain_choice_get_value (terrain_choice_row_get_choice (self->rows->pdata[i])));
  g_ptr_array_add (names, NULL);
  terrain_image_map_view_set (TERRAIN_IMAGE_MAP_VIEW (self->map), terrain_item_get_label_form (item, "image"),
                              (const char *const *) names->pdata);
}

static char *
dup_markup (TerrainChoiceEditor *self, TerrainChoice *choice)
{
  return terrain_second_language_dup_choice (terrain_editor_get_context (TERRAIN_EDITOR (self)),
                                             terrain_editor_get_item (TERRAIN_EDITOR (self)), choice);
}

/* A column of the table is as wide as what stands over it or in it. */
static void
tell_grid (TerrainChoiceEditor *self, GPtrArray *found)
{
  g_autoptr (GString) texts = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *markup = dup_markup (self, found->pdata[i]);
      g_autofree char *text = NULL;

      if (pango_parse_markup (markup, -1, 0, NULL, &text, NULL, NULL))
        g_string_append_printf (texts, "%s\n", text);
    }
  terrain_choice_grid_set_texts (TERRAIN_CHOICE_GRID (self->list), texts->str);
}

/* Rows are kept and given new choices, so that focus stays where it is when a language or a filter changes. */
static void
fill (TerrainChoiceEditor *self)
{
  guint matching;
  g_autoptr (GPtrArray) found = visible_choices (self, &matching);
  gboolean keys = self->filter == NULL && found->len <= 35 && look_of (self) != TERRAIN_CHOICE_MARK;

  if (self->filter != NULL)
    {
      g_free (self->filtered);
      self->filtered = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->filter)));
    }
  self->lettered = terrain_choice_keys_are_values (found);
  while (self->rows->len > found->len)
    drop_last_row (self);
  for (guint i = 0; i < found->len; i++)
    {
      GtkWidget *row = i < self->rows->len ? self->rows->pdata[i] : add_row (self);
      g_autofree char *letter = self->lettered ? g_ascii_strup (terrain_choice_get_value (found->pdata[i]), 1) : NULL;
      g_autofree char *markup = dup_markup (self, found->pdata[i]);
      terrain_choice_row_set_choice (TERRAIN_CHOICE_ROW (row), found->pdata[i], markup, i, found->len,
                                     !keys ? NULL : self->lettered ? letter : terrain_choice_key_text (i));
    }
  if (matching > found->len)
    {
      g_autofree char *text = g_strdup_printf (_("%u of %u choices shown: type a word to find the others"), found->len,
                                               matching);
      gtk_label_set_label (GTK_LABEL (self->more), text);
    }
  else if (found->len == 0)
    gtk_label_set_label (GTK_LABEL (self->more), self->filter != NULL && matching == 0 ? _("No choice has these words.")
                                                                                       : _("There is nothing to choose from yet."));
  gtk_widget_set_visible (self->more, matching > found->len || found->len == 0);
  gtk_widget_set_visible (self->list, found->len > 0);
  if (self->arranged.layout == TERRAIN_CHOICE_TABLE)
    tell_grid (self, found);
  show_map (self);
  show_selected (self);
  terrain_editor_adopt (TERRAIN_EDITOR (self));
}

/* From a table to a list, or back: the rows stay, and the focus on them. */
static void
shape_changed (TerrainChoiceEditor *self)
{
  GtkWidget *question = gtk_widget_get_ancestor (GTK_WIDGET (self), TERRAIN_TYPE_QUESTION);

  for (guint i = 0; i < self->rows->len; i++)
    terrain_choice_row_set_look (self->rows->pdata[i], look_of (self));
  if (question != NULL && is_stacked (self))
    gtk_widget_add_css_class (question, "stacked");
  else if (question != NULL)
    gtk_widget_remove_css_class (question, "stacked");
  fill (self);
}

/* The entry waits a moment before it says that its text changed; whoever goes on to the list means the narrowed one. */
static void
catch_up (TerrainChoiceEditor *self)
{
  if (self->filter != NULL && g_strcmp0 (self->filtered, gtk_editable_get_text (GTK_EDITABLE (self->filter))) != 0)
    fill (self);
}

/* Keys */

static int
focused_row (TerrainChoiceEditor *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (gtk_widget_has_focus (self->rows->pdata[i]))
      return (int) i;
  return -1;
}

static gboolean
move_focus (TerrainChoiceEditor *self, int to)
{
  if (to < 0 || to >= (int) self->rows->len)
    return FALSE;
  self->moved = TRUE;
  gtk_widget_grab_focus (self->rows->pdata[to]);
  /* What one comes to with the keys is framed in the drawing. */
  if (self->map != NULL)
    terrain_image_map_view_set_pointed (TERRAIN_IMAGE_MAP_VIEW (self->map),
                                        terrain_choice_get_value (terrain_choice_row_get_choice (self->rows->pdata[to])));
  return TRUE;
}

/* In columns: the nearest choice of the line of choices above or below. */
static int
nearest_in_flow (TerrainChoiceEditor *self, int from, gboolean down)
{
  graphene_rect_t here, there;
  int best = -1;
  float best_distance = 0;

  if (!gtk_widget_compute_bounds (self->rows->pdata[from], self->list, &here))
    return -1;
  for (guint i = 0; i < self->rows->len; i++)
    {
      float away, aside, distance;

      if (!gtk_widget_compute_bounds (self->rows->pdata[i], self->list, &there))
        continue;
      away = (there.origin.y - here.origin.y) * (down ? 1 : -1);
      aside = there.origin.x - here.origin.x;
      if (away < 1)
        continue;
      /* The line counts first, the place in it second. */
      distance = away * 1000 + (aside < 0 ? -aside : aside);
      if (best < 0 || distance < best_distance)
        {
          best = (int) i;
          best_distance = distance;
        }
    }
  return best;
}

/* In a table: the question of the line above or below. */
static TerrainChoiceEditor *
neighbour_in_table (TerrainChoiceEditor *self, gboolean down)
{
  GtkWidget *question = gtk_widget_get_ancestor (GTK_WIDGET (self), TERRAIN_TYPE_QUESTION);

  while (question != NULL)
    {
      question = terrain_form_slot_get_beside (question, down);
      if (question == NULL || !TERRAIN_IS_QUESTION (question))
        return NULL;
      for (GtkWidget *part = gtk_widget_get_first_child (question); part; part = gtk_widget_get_next_sibling (part))
        if (TERRAIN_IS_CHOICE_EDITOR (part) && gtk_widget_get_visible (part))
          return TERRAIN_CHOICE_EDITOR (part)->arranged.layout == TERRAIN_CHOICE_TABLE ? TERRAIN_CHOICE_EDITOR (part) : NULL;
    }
  return NULL;
}

static gboolean
move_up_or_down (TerrainChoiceEditor *self, int focused, gboolean down)
{
  TerrainChoiceEditor *other;

  if (is_in_lines (self))
    return move_focus (self, down ? focused + 1 : focused - 1);
  if (self->arranged.layout == TERRAIN_CHOICE_FLOW)
    return move_focus (self, nearest_in_flow (self, focused, down));
  other = neighbour_in_table (self, down);
  return other != NULL && other->rows->len > 0 &&
         move_focus (other, MIN (focused, (int) other->rows->len - 1));
}

static gboolean
arrow_key (TerrainChoiceEditor *self, guint key, int focused)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return move_up_or_down (self, focused, /* down= */ FALSE);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return move_up_or_down (self, focused, /* down= */ TRUE);
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return !is_in_lines (self) && move_focus (self, rtl ? focused + 1 : focused - 1);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return !is_in_lines (self) && move_focus (self, rtl ? focused - 1 : focused + 1);
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return move_focus (self, 0);
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      return move_focus (self, (int) self->rows->len - 1);
    default:
      return FALSE;
    }
}

static gboolean
enter_key (TerrainChoiceEditor *self, int focused, gboolean forward)
{
  TerrainChoiceRow *row = self->rows->pdata[focused];
  TerrainEditor *editor = TERRAIN_EDITOR (self);

  /* Enter alone passes an optional question by; it must not answer it with whatever comes first. */
  if (forward && self->moved && !self->multiple && !terrain_choice_row_get_selected (row) &&
      !terrain_editor_answer (editor, terrain_choice_get_value (terrain_choice_row_get_choice (row))))
    return GDK_EVENT_STOP;
  self->moved = FALSE;
  terrain_editor_done (editor, forward);
  return GDK_EVENT_STOP;
}

static void
choose_value (TerrainChoiceEditor *self, const char *value)
{
  g_autofree char *code = g_strdup (value);

  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (terrain_choice_get_value (terrain_choice_row_get_choice (self->rows->pdata[i])), code))
      {
        choose (self, self->rows->pdata[i]);
        return;
      }
  if (!terrain_item_get_readonly (terrain_editor_get_item (TERRAIN_EDITOR (self))))
    terrain_editor_answer (TERRAIN_EDITOR (self), code);
}

static void
part_chosen (GtkWidget *map, const char *name, TerrainChoiceEditor *self)
{
  choose_value (self, name);
}

/* What stands before a choice, or its code. */
static gboolean
code_key (TerrainChoiceEditor *self, GtkEventController *controller, guint key, guint code, GdkModifierType state)
{
  g_autoptr (TerrainChoice) choice = terrain_choice_code_type (&self->code, choices_of (self), key, code, state,
                                                               gtk_event_controller_get_current_event_time (controller),
                                                               self->rows->len, self->multiple);
  int position, letter;

  if (choice != NULL)
    {
      choose_value (self, terrain_choice_get_value (choice));
      return GDK_EVENT_STOP;
    }
  letter = self->lettered ? terrain_choice_letter (key, state) : -1;
  for (guint i = 0; letter > 0 && i < self->rows->len; i++)
    if (*terrain_choice_get_value (terrain_choice_row_get_choice (self->rows->pdata[i])) == letter)
      {
        choose (self, self->rows->pdata[i]);
        return GDK_EVENT_STOP;
      }
  position = letter < 0 ? terrain_choice_key_position (key, code, state, self->rows->len) : -1;
  if (position < 0)
    return GDK_EVENT_PROPAGATE;
  choose (self, self->rows->pdata[position]);
  return GDK_EVENT_STOP;
}

static gboolean
list_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, TerrainChoiceEditor *self)
{
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();
  int focused = focused_row (self);

  if (focused >= 0 && held == GDK_ALT_MASK && (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter))
    return terrain_choice_row_activate_media (self->rows->pdata[focused]);
  if (focused < 0 || (held & ~GDK_SHIFT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      return enter_key (self, focused, held == 0);
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      choose (self, self->rows->pdata[focused]);
      return GDK_EVENT_STOP;
    case GDK_KEY_BackSpace:
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      if (!terrain_item_get_readonly (terrain_editor_get_item (TERRAIN_EDITOR (self))))
        terrain_editor_answer (TERRAIN_EDITOR (self), "");
      return GDK_EVENT_STOP;
    default:
      break;
    }
  if (arrow_key (self, key, focused))
    return GDK_EVENT_STOP;
  return self->filter == NULL && code_key (self, GTK_EVENT_CONTROLLER (controller), key, code, state);
}

static GtkWidget *
entry_row (TerrainChoiceEditor *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (terrain_choice_row_get_selected (self->rows->pdata[i]))
      return self->rows->pdata[i];
  return self->rows->len > 0 ? self->rows->pdata[0] : NULL;
}

static gboolean
terrain_choice_editor_focus (GtkWidget *widget, GtkDirectionType direction)
{
  TerrainChoiceEditor *self = TERRAIN_CHOICE_EDITOR (widget);
  gboolean in_list = focused_row (self) >= 0;
  gboolean in_filter = self->filter != NULL &&
                       (gtk_widget_get_state_flags (self->filter) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
  GtkWidget *row;

  catch_up (self);
  row = entry_row (self);
  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD && (in_list || in_filter))
    return FALSE;
  if (direction == GTK_DIR_TAB_BACKWARD)
    {
      if (in_filter || (in_list && self->filter == NULL))
        return FALSE;
      return in_list ? gtk_widget_grab_focus (self->filter) : row != NULL && gtk_widget_grab_focus (row);
    }
  if (in_list)
    return FALSE;
  if (!in_filter && self->filter != NULL)
    return gtk_widget_grab_focus (self->filter);
  return row != NULL && gtk_widget_grab_focus (row);
}

static gboolean
terrain_choice_editor_grab_focus (GtkWidget *widget)
{
  TerrainChoiceEditor *self = TERRAIN_CHOICE_EDITOR (widget);
  GtkWidget *row = entry_row (self);

  self->moved = FALSE;
  if (self->filter != NULL)
    return gtk_widget_grab_focus (self->filter);
  return row != NULL && gtk_widget_grab_focus (row);
}

/* Set-up */

static void
build_flow (TerrainChoiceEditor *self, GtkAccessibleRole role, guint n)
{
  TerrainEditor *editor = TERRAIN_EDITOR (self);
  guint most = self->arranged.columns > 0 ? self->arranged.columns : CLAMP (n, 1, MAX_BESIDE);

  self->list = g_object_new (GTK_TYPE_FLOW_BOX, "accessible-role", role, "selection-mode", GTK_SELECTION_NONE,
                             "homogeneous", !terrain_editor_has_appearance (editor, "columns-pack"),
                             "max-children-per-line", most, "min-children-per-line", 1, "row-spacing", 6,
                             "column-spacing", 6, NULL);
  gtk_widget_add_css_class (self->list, "terrain-beside");
}

static void
list_left (TerrainChoiceEditor *self)
{
  terrain_image_map_view_set_pointed (TERRAIN_IMAGE_MAP_VIEW (self->map), NULL);
}

static void
build_map (TerrainChoiceEditor *self)
{
  TerrainFormContext *context = terrain_editor_get_context (TERRAIN_EDITOR (self));

  self->map = terrain_image_map_view_new (terrain_form_context_get_media (context));
  g_signal_connect_object (self->map, "chosen", G_CALLBACK (part_chosen), self, 0);
  gtk_widget_set_parent (self->map, GTK_WIDGET (self));
}

static void
build_list (TerrainChoiceEditor *self, guint n)
{
  GtkAccessibleRole role = self->multiple ? GTK_ACCESSIBLE_ROLE_GROUP : GTK_ACCESSIBLE_ROLE_RADIO_GROUP;
  GtkEventController *key = gtk_event_controller_key_new ();

  if (self->arranged.layout == TERRAIN_CHOICE_FLOW)
    build_flow (self, role, n);
  else if (self->arranged.layout == TERRAIN_CHOICE_TABLE)
    {
      self->list = terrain_choice_grid_new (role, !terrain_editor_has_appearance (TERRAIN_EDITOR (self), "likert"));
      g_signal_connect_object (self->list, "notify::stacked", G_CALLBACK (shape_changed), self, G_CONNECT_SWAPPED);
    }
  else
    {
      self->list = g_object_new (GTK_TYPE_BOX, "accessible-role", role, "css-name", "list", "orientation",
                                 GTK_ORIENTATION_VERTICAL, NULL);
      if (self->filter == NULL)
        gtk_widget_add_css_class (self->list, "boxed-list");
    }
  if (self->filter != NULL)
    {
      /* One height, so that narrowing moves nothing below. The frame goes round what is in sight. */
      GtkWidget *scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", self->list, "hscrollbar-policy",
                                          GTK_POLICY_NEVER, "min-content-height", LIST_HEIGHT, "max-content-height",
                                          LIST_HEIGHT, "focusable", FALSE, NULL);
      gtk_widget_set_overflow (scroller, GTK_OVERFLOW_HIDDEN);
      gtk_widget_add_css_class (scroller, "card");
      gtk_widget_add_css_class (scroller, "terrain-window-of-choices");
      gtk_widget_set_parent (scroller, GTK_WIDGET (self));
    }
  else
    gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (list_key), self, 0);
  gtk_widget_add_controller (self->list, key);
  if (self->map != NULL)
    {
      GtkEventController *focus = gtk_event_controller_focus_new ();

      g_signal_connect_object (focus, "leave", G_CALLBACK (list_left), self, G_CONNECT_SWAPPED);
      gtk_widget_add_controller (self->list, focus);
    }
}

static void
terrain_choice_editor_build (TerrainEditor *editor)
{
  TerrainChoiceEditor *self = TERRAIN_CHOICE_EDITOR (editor);
  TerrainControl *control = terrain_item_get_control (terrain_editor_get_item (editor));
  GListModel *choices = choices_of (self);
  guint n = choices != NULL ? g_list_model_get_n_items (choices) : 0;

  self->multiple = terrain_control_get_kind (control) == TERRAIN_CONTROL_SELECT;
  if (!self->multiple)
    self->group = g_object_ref_sink (gtk_check_button_new ());
  if (terrain_editor_has_appearance (editor, "image-map"))
    build_map (self);
  terrain_choice_map_add (editor, G_CALLBACK (part_chosen));
  if (n <= FILTER_FROM || self->map != NULL)
    self->arranged = terrain_choice_arrangement_read (editor);
  else
    {
      self->filter = g_object_new (GTK_TYPE_SEARCH_ENTRY, "placeholder-text", _("Type a word to narrow the list"), NULL);
      terrain_text_guard_search (GTK_EDITABLE (self->filter));
      gtk_widget_set_parent (self->filter, GTK_WIDGET (self));
      g_signal_connect_object (self->filter, "search-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
    }
  build_list (self, n);
  self->more = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (self->more, "terrain-dim");
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
  if (choices != NULL)
    g_signal_connect_object (choices, "items-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (terrain_editor_get_context (TERRAIN_EDITOR (self)), "notify::second-language",
                           G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
}

static void
terrain_choice_editor_show (TerrainEditor *editor, const char *value)
{
  TERRAIN_CHOICE_EDITOR (editor)->moved = FALSE; /* Enter must not answer over what was answered by F2 */
  show_selected (TERRAIN_CHOICE_EDITOR (editor));
}

/* In a table the question stands before its marks. */
static gboolean
terrain_choice_editor_show_label (TerrainEditor *editor, const char *markup)
{
  TerrainChoiceEditor *self = TERRAIN_CHOICE_EDITOR (editor);

  if (self->arranged.layout != TERRAIN_CHOICE_TABLE || terrain_editor_has_appearance (editor, "likert"))
    return FALSE;
  terrain_choice_grid_set_title (TERRAIN_CHOICE_GRID (self->list), markup);
  return TRUE;
}

static void
terrain_choice_editor_describe (TerrainEditor *editor)
{
  TerrainChoiceEditor *self = TERRAIN_CHOICE_EDITOR (editor);

  terrain_editor_describe (editor, self->list, NULL);
  if (self->filter != NULL)
    terrain_editor_describe (editor, self->filter, _("find"));
}

static void
terrain_choice_editor_finalize (GObject *object)
{
  g_ptr_array_unref (TERRAIN_CHOICE_EDITOR (object)->rows);
  g_clear_object (&TERRAIN_CHOICE_EDITOR (object)->group);
  g_free (TERRAIN_CHOICE_EDITOR (object)->filtered);
  G_OBJECT_CLASS (terrain_choice_editor_parent_class)->finalize (object);
}

static void
terrain_choice_editor_class_init (TerrainChoiceEditorClass *klass)
{
  TerrainEditorClass *editor_class = TERRAIN_EDITOR_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = terrain_choice_editor_finalize;
  editor_class->build = terrain_choice_editor_build;
  editor_class->show = terrain_choice_editor_show;
  editor_class->show_label = terrain_choice_editor_show_label;
  editor_class->describe = terrain_choice_editor_describe;
  widget_class->focus = terrain_choice_editor_focus;
  widget_class->grab_focus = terrain_choice_editor_grab_focus;
}

static void
terrain_choice_editor_init (TerrainChoiceEditor *self)
{
  self->rows = g_ptr_array_new ();
}
