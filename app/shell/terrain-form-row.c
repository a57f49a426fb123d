/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-form-row.h"
#include "terrain-short-label.h"

/* What a button with an icon takes, so that nothing moves when it comes. */
#define MENU_WIDTH 34

/*
 * Looks like an AdwActionRow, by its style classes, and is made of half as many widgets: what the first window takes is
 * for the greater part its dozen forms.
 */
struct _TerrainFormRow
{
  GtkListBoxRow parent_instance;

  TerrainFormObject *form;
  GtkWidget *line;     /* all of it, from start to end */
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkWidget *start;
  GtkWidget *menu_place;
  guint wrap_id;
};

G_DEFINE_FINAL_TYPE (TerrainFormRow, terrain_form_row, GTK_TYPE_LIST_BOX_ROW)

static void
terrain_form_row_dispose (GObject *object)
{
  TerrainFormRow *self = TERRAIN_FORM_ROW (object);

  g_clear_handle_id (&self->wrap_id, g_source_remove);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (terrain_form_row_parent_class)->dispose (object);
}

static gboolean
wrap_what_is_cut (gpointer user_data)
{
  TerrainFormRow *self = TERRAIN_FORM_ROW (user_data);

  self->wrap_id = 0;
  terrain_short_label_wrap (self->title, 2);
  terrain_short_label_wrap (self->subtitle, 2);
  return G_SOURCE_REMOVE;
}

static void
terrain_form_row_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  TerrainFormRow *self = TERRAIN_FORM_ROW (widget);

  GTK_WIDGET_CLASS (terrain_form_row_parent_class)->snapshot (widget, snapshot);
  if (!self->wrap_id && (terrain_short_label_is_cut (self->title) || terrain_short_label_is_cut (self->subtitle)))
    self->wrap_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, wrap_what_is_cut, self, NULL);
}

static void
terrain_form_row_class_init (TerrainFormRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_form_row_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = terrain_form_row_snapshot;
}

static GtkLabel *
add_label (GtkWidget  *box,
           const char *style)
{
  GtkLabel *label = terrain_short_label_new (style);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (label));
  return label;
}

static void
terrain_form_row_init (TerrainFormRow *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->line, "header");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (texts, "title");
  self->title = add_label (texts, "title");
  self->subtitle = add_label (texts, "subtitle");
  gtk_box_append (GTK_BOX (self->line), texts);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->line);
}

/* Opened for the first time: a menu costs as much as the rest of its row. */
static void
create_menu (GtkMenuButton *button,
             gpointer       user_data)
{
  TerrainFormRow *self = TERRAIN_FORM_ROW (user_data);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuItem) translate = g_menu_item_new (_("_Translate…"), NULL);

  g_menu_item_set_action_and_target (translate, "win.translate", "s", terrain_form_object_get (self->form)->id);
  g_menu_append_item (menu, translate);
  gtk_menu_button_set_create_popup_func (button, NULL, NULL, NULL);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

GtkWidget *
terrain_form_row_new (TerrainFormObject *form)
{
  g_return_val_if_fail (TERRAIN_IS_FORM_OBJECT (form), NULL);

  TerrainFormRow *self = g_object_new (TERRAIN_TYPE_FORM_ROW, NULL);
  const TerrainStoredForm *stored = terrain_form_object_get (form);
  const char *title = terrain_form_object_get_title (form);
  /* Translators: the accessible name of a button; %s is the title of a form. */
  g_autofree char *name = g_strdup_printf (_("Start “%s”"), title);
  GtkWidget *start = gtk_button_new_with_label (_("Start"));

  self->start = start;
  self->form = g_object_ref (form);
  gtk_label_set_text (self->title, title);
  gtk_widget_set_valign (start, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (start), "win.start-form");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (start), "s", stored->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (start), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (self->line), start);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.start-form");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", stored->id);
  self->menu_place = adw_bin_new ();
  gtk_widget_set_size_request (self->menu_place, MENU_WIDTH, -1);
  gtk_box_append (GTK_BOX (self->line), self->menu_place);
  terrain_form_row_set_n_drafts (self, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return GTK_WIDGET (self);
}

const char *
terrain_form_row_get_form_id (TerrainFormRow *self)
{
  g_return_val_if_fail (TERRAIN_IS_FORM_ROW (self), NULL);

  return terrain_form_object_get (self->form)->id;
}

void
terrain_form_row_set_n_drafts (TerrainFormRow *self,
                               guint           n_drafts)
{
  g_return_if_fail (TERRAIN_IS_FORM_ROW (self));

  const TerrainStoredForm *stored = terrain_form_object_get (self->form);
  g_autoptr (GString) subtitle = g_string_new (NULL);

  if (stored->version[0] != '\0')
    /* Translators: %s is the version of a form, often a date or a number. */
    g_string_append_printf (subtitle, _("Version %s"), stored->version);
  if (n_drafts > 0)
    {
      g_string_append (subtitle, subtitle->len > 0 ? " · " : "");
      g_string_append_printf (subtitle, ngettext ("%u draft", "%u drafts", n_drafts), n_drafts);
    }
  gtk_label_set_text (self->subtitle, subtitle->str);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), subtitle->len > 0);
}

void
terrain_form_row_add_menu (TerrainFormRow *self)
{
  g_return_if_fail (TERRAIN_IS_FORM_ROW (self));

  /* Translators: the accessible name of a button; %s is the title of a form. */
  g_autofree char *name = g_strdup_printf (_("More for “%s”"), terrain_form_object_get_title (self->form));
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_menu, self, NULL);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "",
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
  adw_bin_set_child (ADW_BIN (self->menu_place), button);
}

void
terrain_form_row_set_narrow (TerrainFormRow *self,
                             gboolean        narrow)
{
  g_return_if_fail (TERRAIN_IS_FORM_ROW (self));

  if (narrow)
    gtk_button_set_icon_name (GTK_BUTTON (self->start), "list-add-symbolic");
  else
    gtk_button_set_label (GTK_BUTTON (self->start), _("Start"));
}
