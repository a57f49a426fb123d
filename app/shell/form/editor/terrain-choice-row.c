/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-choice-row.h"
#include "terrain-form-style.h"
#include "terrain-line.h"
#include "terrain-media-box.h"

/* In characters. Without it GTK finds how narrow a text can be by breaking it at each character, which is most of the
 * work of showing a form. */
#define NARROWEST 9
/* In pixels */
#define PICTURE_SIDE 160

struct _TerrainChoiceRow
{
  GtkWidget parent_instance;
  GtkWidget *key;
  GtkWidget *mark;
  GtkWidget *label;
  GtkWidget *box; /* TerrainMediaBox; NULL until a choice has media */
  TerrainMediaSource *media;
  TerrainChoiceLook look;
  TerrainChoice *choice;
  gboolean selected;
};

G_DEFINE_FINAL_TYPE (TerrainChoiceRow, terrain_choice_row, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
emit_chosen (TerrainChoiceRow *self)
{
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  emit_chosen (TERRAIN_CHOICE_ROW (widget));
}

/* On release, and only on the row that was pressed. */
static void
released (GtkGestureClick *gesture, int presses, double x, double y, TerrainChoiceRow *self)
{
  if (gtk_widget_contains (GTK_WIDGET (self), x, y))
    emit_chosen (self);
}

static void
terrain_choice_row_dispose (GObject *object)
{
  TerrainChoiceRow *self = TERRAIN_CHOICE_ROW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->box = NULL;
  g_clear_object (&self->media);
  g_clear_object (&self->choice);
  G_OBJECT_CLASS (terrain_choice_row_parent_class)->dispose (object);
}

static void
terrain_choice_row_class_init (TerrainChoiceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_choice_row_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "choice.choose", NULL, choose_action);
  gtk_widget_class_set_css_name (widget_class, "row");
}

static void
terrain_choice_row_init (TerrainChoiceRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "activatable");
  gtk_widget_add_css_class (GTK_WIDGET (self), "terrain-choice");
  g_signal_connect_object (click, "released", G_CALLBACK (released), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/* Only drawn: role and state are the row's. */
static GtkWidget *
new_mark (void)
{
  return g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "focusable", FALSE,
                       "can-target", FALSE, "valign", GTK_ALIGN_CENTER, "halign", GTK_ALIGN_CENTER, NULL);
}

static const char *
label_form (gpointer choice, const char *form)
{
  return terrain_choice_get_label_form (choice, form);
}

static void
show_media (TerrainChoiceRow *self, const char *plain, const char *markup)
{
  gboolean has_picture;

  if (self->box == NULL && self->look != TERRAIN_CHOICE_MARK && terrain_media_box_is_needed (self->choice, label_form))
    {
      self->box = terrain_media_box_new (self->media, PICTURE_SIDE, /* focusable= */ FALSE);
      gtk_widget_insert_after (self->box, GTK_WIDGET (self), self->mark);
    }
  if (self->box != NULL)
    {
      terrain_media_box_set (TERRAIN_MEDIA_BOX (self->box), self->choice, label_form, plain);
      gtk_widget_set_halign (self->box, self->look == TERRAIN_CHOICE_LINE ? GTK_ALIGN_START : GTK_ALIGN_CENTER);
      if (self->look == TERRAIN_CHOICE_MARK)
        gtk_widget_set_visible (self->box, FALSE);
    }
  has_picture = self->box != NULL && terrain_media_box_has_picture (TERRAIN_MEDIA_BOX (self->box));
  /* Under a heading, or where the picture says it all, the label is the name only. */
  gtk_widget_set_visible (self->label, self->look != TERRAIN_CHOICE_MARK &&
                                         !(self->look == TERRAIN_CHOICE_PICTURE && has_picture));
  /* To set a tooltip asks the display where the pointer is, and waits for it: where there is none, none is taken away. */
  if (gtk_widget_get_visible (self->label))
    {
      if (gtk_widget_get_has_tooltip (GTK_WIDGET (self)))
        gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
    }
  else if (*markup == '\0')
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), plain);
  else
    gtk_widget_set_tooltip_markup (GTK_WIDGET (self), markup);
}

gboolean
terrain_choice_row_activate_media (TerrainChoiceRow *self)
{
  return self->box != NULL && gtk_widget_get_visible (self->box) &&
         terrain_media_box_activate (TERRAIN_MEDIA_BOX (self->box));
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
set_layout (TerrainChoiceRow *self, gboolean beside)
{
  GtkLayoutManager *layout;

  if (beside)
    {
      layout = gtk_box_layout_new (GTK_ORIENTATION_VERTICAL);
      gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
    }
  else
    {
      layout = g_object_new (TERRAIN_TYPE_LINE_LAYOUT, NULL);
      terrain_line_layout_set_spacing (TERRAIN_LINE_LAYOUT (layout), 12);
    }
  gtk_widget_set_layout_manager (GTK_WIDGET (self), layout);
}

void
terrain_choice_row_set_look (TerrainChoiceRow *self, TerrainChoiceLook look)
{
  gboolean beside = look != TERRAIN_CHOICE_LINE;

  self->look = look;
  set_layout (self, beside);
  set_class (GTK_WIDGET (self), "beside", beside);
  set_class (GTK_WIDGET (self), "no-button", look == TERRAIN_CHOICE_PICTURE);
  /* Beside each other the keys stand on one line, however many the labels take. */
  g_object_set (self->key, "valign", beside ? GTK_ALIGN_END : GTK_ALIGN_CENTER, "vexpand", beside, NULL);
  g_object_set (self->label, "xalign", beside ? 0.5f : 0.0f, "justify", beside ? GTK_JUSTIFY_CENTER : GTK_JUSTIFY_LEFT,
                "max-width-chars", beside ? 12 : -1, "width-chars", beside ? -1 : NARROWEST, NULL);
}

GtkWidget *
terrain_choice_row_new (GtkCheckButton *group, TerrainChoiceLook look, TerrainMediaSource *media)
{
  GtkAccessibleRole role = group == NULL ? GTK_ACCESSIBLE_ROLE_CHECKBOX : GTK_ACCESSIBLE_ROLE_RADIO;
  TerrainChoiceRow *self = g_object_new (TERRAIN_TYPE_CHOICE_ROW, "accessible-role", role, NULL);

  self->media = g_object_ref (media);
  self->mark = new_mark ();
  if (group != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (self->mark), group);
  self->key = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "halign",
                            GTK_ALIGN_CENTER, NULL);
  gtk_widget_set_vexpand (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (self->key, "terrain-key");
  self->label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "hexpand", TRUE, NULL);
  terrain_choice_row_set_look (self, look);

  gtk_widget_set_parent (self->mark, GTK_WIDGET (self));
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_parent (self->key, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

void
terrain_choice_row_set_choice (TerrainChoiceRow *self, TerrainChoice *choice, const char *markup, guint position,
                               guint count, const char *key)
{
  g_autofree char *plain = terrain_form_dup_plain_text (terrain_choice_get_label (choice));

  g_set_object (&self->choice, choice);
  gtk_label_set_markup (GTK_LABEL (self->label), markup);
  gtk_label_set_label (GTK_LABEL (self->key), key != NULL ? key : "");
  gtk_widget_set_visible (self->key, key != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  *plain != '\0' ? plain : terrain_choice_get_value (choice), -1);
  show_media (self, *plain != '\0' ? plain : terrain_choice_get_value (choice), markup);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_POS_IN_SET, (int) position + 1,
                                  GTK_ACCESSIBLE_RELATION_SET_SIZE, (int) count, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_CHECKED,
                               self->selected ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

TerrainChoice *
terrain_choice_row_get_choice (TerrainChoiceRow *self)
{
  return self->choice;
}

void
terrain_choice_row_set_selected (TerrainChoiceRow *self, gboolean selected)
{
  if (self->selected == selected)
    return;
  self->selected = selected;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->mark), selected);
  if (selected)
    gtk_widget_add_css_class (GTK_WIDGET (self), "chosen");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "chosen");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_CHECKED,
                               selected ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

gboolean
terrain_choice_row_get_selected (TerrainChoiceRow *self)
{
  return self->selected;
}
