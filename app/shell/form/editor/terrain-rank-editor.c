/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-editors.h"
#include "terrain-form-style.h"
#include "terrain-second-language.h"

/*
 * Putting things in order. Lines may be dragged, and need not be: each has a button up and a button down, and
 * Alt+Up and Alt+Down move the line whose button has the focus. The order is an answer only once it has been touched or confirmed.
 */
struct _TerrainRankEditor
{
  TerrainEditor parent_instance;
  GtkWidget *list;
  GtkWidget *confirm;
  GPtrArray *order; /* of TerrainChoice */
  gboolean editable;
};

G_DECLARE_FINAL_TYPE (TerrainRankEditor, terrain_rank_editor, TERRAIN, RANK_EDITOR, TerrainEditor)
G_DEFINE_FINAL_TYPE (TerrainRankEditor, terrain_rank_editor, TERRAIN_TYPE_EDITOR)

/* In the answer's order, then what it does not name, in the list's. */
static void
read_order (TerrainRankEditor *self)
{
  TerrainItem *item = terrain_editor_get_item (TERRAIN_EDITOR (self));
  GListModel *choices = terrain_item_get_choices (item);
  g_auto (GStrv) values = g_strsplit (terrain_item_get_value (item), " ", -1);
  guint n = choices != NULL ? g_list_model_get_n_items (choices) : 0;

  g_ptr_array_set_size (self->order, 0);
  for (guint v = 0; values[v] != NULL; v++)
    for (guint i = 0; i < n; i++)
      {
        g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);
        if (g_str_equal (terrain_choice_get_value (choice), values[v]) &&
            !g_ptr_array_find (self->order, choice, NULL))
          g_ptr_array_add (self->order, g_steal_pointer (&choice));
      }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);
      if (!g_ptr_array_find (self->order, choice, NULL))
        g_ptr_array_add (self->order, g_steal_pointer (&choice));
    }
}

static void
answer_order (TerrainRankEditor *self)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (guint i = 0; i < self->order->len; i++)
    g_string_append_printf (value, "%s%s", i > 0 ? " " : "", terrain_choice_get_value (self->order->pdata[i]));
  terrain_editor_answer (TERRAIN_EDITOR (self), value->str);
}

static GtkWidget *
nth_row (TerrainRankEditor *self, guint position)
{
  GtkWidget *row = gtk_widget_get_first_child (self->list);

  while (row != NULL && position-- > 0)
    row = gtk_widget_get_next_sibling (row);
  return row;
}

static GtkWidget *
row_button (GtkWidget *row, gboolean up)
{
  GtkWidget *down = gtk_widget_get_last_child (row);

  return up ? gtk_widget_get_prev_sibling (down) : down;
}

static void
move (TerrainRankEditor *self, guint from, gboolean up)
{
  gpointer choice;
  guint to = up ? from - 1 : from + 1;

  if ((up && from == 0) || to >= self->order->len || !self->editable)
    return;
  choice = g_ptr_array_steal_index (self->order, from);
  g_ptr_array_insert (self->order, (int) to, choice);
  answer_order (self);
  /* The focus goes along with what is being moved; at the end its other button takes it. */
  GtkWidget *row = nth_row (self, to);
  if (row != NULL && !gtk_widget_grab_focus (row_button (row, up)))
    gtk_widget_grab_focus (row_button (row, !up));
}

static guint
position_of (GtkWidget *row)
{
  guint position = 0;

  for (GtkWidget *before = gtk_widget_get_prev_sibling (row); before; before = gtk_widget_get_prev_sibling (before))
    position++;
  return position;
}

static void
button_clicked (GtkWidget *button, TerrainRankEditor *self)
{
  GtkWidget *row = gtk_widget_get_parent (button);

  move (self, position_of (row), button == row_button (row, TRUE));
}

static gboolean
list_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, TerrainRankEditor *self)
{
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();
  GtkWidget *row = gtk_widget_get_focus_child (self->list);

  if (row != NULL && held == GDK_ALT_MASK && (key == GDK_KEY_Up || key == GDK_KEY_Down))
    {
      move (self, position_of (row), key == GDK_KEY_Up);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

/* Dragging */

static GdkContentProvider *
drag_prepared (GtkDragSource *source, double x, double y, TerrainRankEditor *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));

  if (!self->editable)
    return NULL;
  return gdk_content_provider_new_typed (TERRAIN_TYPE_CHOICE, self->order->pdata[position_of (row)]);
}

static void
drag_begun (GtkDragSource *source, GdkDrag *drag)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) shown = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, shown, 0, 0);
}

/* Takes the place of the line it is dropped on. */
static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x, double y, TerrainRankEditor *self)
{
  guint to = position_of (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)));
  guint from;
  gpointer choice;

  /* A choice of another question, or one that is no longer offered, has no place here. */
  if (!self->editable || !G_VALUE_HOLDS (value, TERRAIN_TYPE_CHOICE) ||
      !g_ptr_array_find (self->order, g_value_get_object (value), &from))
    return FALSE;
  choice = g_ptr_array_steal_index (self->order, from);
  g_ptr_array_insert (self->order, (int) to, choice);
  answer_order (self);
  return TRUE;
}

static void
make_draggable (TerrainRankEditor *self, GtkWidget *row)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (TERRAIN_TYPE_CHOICE, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (drag_prepared), self, 0);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begun), NULL);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
}

static GtkWidget *
new_button (TerrainRankEditor *self, const char *icon)
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "icon-name", icon, "valign", GTK_ALIGN_CENTER, NULL);

  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (button_clicked), self, 0);
  return button;
}

static GtkWidget *
new_row (TerrainRankEditor *self)
{
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "css-name", "row", "spacing", 12, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget *number = gtk_label_new (NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0f,
                                   "width-chars", 12, "hexpand", TRUE, NULL);

  gtk_widget_add_css_class (row, "terrain-choice");
  gtk_widget_add_css_class (row, "ranked"); /* the number is its place, no key */
  gtk_widget_add_css_class (number, "terrain-key");
  gtk_widget_set_valign (number, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), number);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), new_button (self, "go-up-symbolic"));
  gtk_box_append (GTK_BOX (row), new_button (self, "go-down-symbolic"));
  make_draggable (self, row);
  return row;
}

static void
name_button (GtkWidget *button, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "", -1);
  gtk_widget_set_tooltip_text (button, name);
}

static void
fill_row (TerrainRankEditor *self, GtkWidget *row, guint position)
{
  TerrainChoice *choice = self->order->pdata[position];
  g_autofree char *plain = terrain_form_dup_plain_text (terrain_choice_get_label (choice));
  g_autofree char *markup = terrain_second_language_dup_choice (
    terrain_editor_get_context (TERRAIN_EDITOR (self)), terrain_editor_get_item (TERRAIN_EDITOR (self)), choice);
  g_autofree char *number = g_strdup_printf ("%u", position + 1);
  /* Translators: a place in an order, and what stands there */
  g_autofree char *name = g_strdup_printf (_("%u. %s"), position + 1, plain);
  g_autofree char *up = g_strdup_printf (_("Move “%s” Up"), plain);
  g_autofree char *down = g_strdup_printf (_("Move “%s” Down"), plain);
  GtkWidget *number_label = gtk_widget_get_first_child (row);

  gtk_label_set_label (GTK_LABEL (number_label), number);
  gtk_label_set_markup (GTK_LABEL (gtk_widget_get_next_sibling (number_label)), markup);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  name_button (row_button (row, TRUE), up);
  name_button (row_button (row, FALSE), down);
  gtk_widget_set_sensitive (row_button (row, TRUE), self->editable && position > 0);
  gtk_widget_set_sensitive (row_button (row, FALSE), self->editable && position + 1 < self->order->len);
}

static void
update (TerrainRankEditor *self)
{
  const char *value = terrain_item_get_value (terrain_editor_get_item (TERRAIN_EDITOR (self)));
  guint position = 0;
  GtkWidget *row, *next;

  read_order (self);
  for (row = gtk_widget_get_first_child (self->list); row != NULL; row = next, position++)
    {
      next = gtk_widget_get_next_sibling (row);
      if (position < self->order->len)
        fill_row (self, row, position);
      else
        gtk_box_remove (GTK_BOX (self->list), row);
    }
  for (; position < self->order->len; position++)
    {
      row = new_row (self);
      gtk_box_append (GTK_BOX (self->list), row);
      fill_row (self, row, position);
    }
  gtk_widget_set_visible (self->confirm, *value == '\0' && self->order->len > 0 && self->editable);
  if (*value == '\0')
    gtk_widget_add_css_class (self->list, "unanswered");
  else
    gtk_widget_remove_css_class (self->list, "unanswered");
  terrain_editor_adopt (TERRAIN_EDITOR (self));
}

static void
terrain_rank_editor_build (TerrainEditor *editor)
{
  TerrainRankEditor *self = TERRAIN_RANK_EDITOR (editor);
  GListModel *choices = terrain_item_get_choices (terrain_editor_get_item (editor));
  GtkEventController *key = gtk_event_controller_key_new ();

  self->list = g_object_new (GTK_TYPE_BOX, "css-name", "list", "orientation", GTK_ORIENTATION_VERTICAL,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, NULL);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (list_key), self, 0);
  gtk_widget_add_controller (self->list, key);
  self->confirm = g_object_new (GTK_TYPE_BUTTON, "label", _("Keep This Order"), "halign", GTK_ALIGN_START, NULL);
  gtk_widget_set_parent (self->confirm, GTK_WIDGET (self));
  g_signal_connect_object (self->confirm, "clicked", G_CALLBACK (answer_order), self, G_CONNECT_SWAPPED);
  if (choices != NULL)
    g_signal_connect_object (choices, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (terrain_editor_get_context (editor), "notify::second-language", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}

static void
terrain_rank_editor_show (TerrainEditor *editor, const char *value)
{
  update (TERRAIN_RANK_EDITOR (editor));
}

static void
terrain_rank_editor_set_editable (TerrainEditor *editor, gboolean editable)
{
  TerrainRankEditor *self = TERRAIN_RANK_EDITOR (editor);

  self->editable = editable;
  update (self);
}

static void
terrain_rank_editor_describe (TerrainEditor *editor)
{
  terrain_editor_describe (editor, TERRAIN_RANK_EDITOR (editor)->list, NULL);
}

static void
terrain_rank_editor_finalize (GObject *object)
{
  g_ptr_array_unref (TERRAIN_RANK_EDITOR (object)->order);
  G_OBJECT_CLASS (terrain_rank_editor_parent_class)->finalize (object);
}

static gboolean
terrain_rank_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (TERRAIN_RANK_EDITOR (widget)->list, GTK_DIR_TAB_FORWARD);
}

static void
terrain_rank_editor_class_init (TerrainRankEditorClass *klass)
{
  TerrainEditorClass *editor_class = TERRAIN_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = terrain_rank_editor_finalize;
  editor_class->build = terrain_rank_editor_build;
  editor_class->show = terrain_rank_editor_show;
  editor_class->set_editable = terrain_rank_editor_set_editable;
  editor_class->describe = terrain_rank_editor_describe;
  GTK_WIDGET_CLASS (klass)->grab_focus = terrain_rank_editor_grab_focus;
}

static void
terrain_rank_editor_init (TerrainRankEditor *self)
{
  self->order = g_ptr_array_new_with_free_func (g_object_unref);
  self->editable = TRUE;
}
