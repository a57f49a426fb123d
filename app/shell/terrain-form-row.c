/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-form-row.h"

struct _TerrainFormRow
{
  AdwActionRow parent_instance;

  TerrainFormObject *form;
};

G_DEFINE_FINAL_TYPE (TerrainFormRow, terrain_form_row, ADW_TYPE_ACTION_ROW)

static void
terrain_form_row_dispose (GObject *object)
{
  g_clear_object (&TERRAIN_FORM_ROW (object)->form);

  G_OBJECT_CLASS (terrain_form_row_parent_class)->dispose (object);
}

static void
terrain_form_row_class_init (TerrainFormRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_form_row_dispose;
}

static void
terrain_form_row_init (TerrainFormRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 2);
}

static void
add_menu (TerrainFormRow *self,
          const char     *form_id,
          const char     *title)
{
  /* Translators: the accessible name of a button; %s is the title of a form. */
  g_autofree char *name = g_strdup_printf (_("More for “%s”"), title);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuItem) translate = g_menu_item_new (_("_Translate…"), NULL);
  GtkWidget *button = gtk_menu_button_new ();

  g_menu_item_set_action_and_target (translate, "win.translate", "s", form_id);
  g_menu_append_item (menu, translate);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
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

  self->form = g_object_ref (form);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_widget_set_valign (start, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (start), "win.start-form");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (start), "s", stored->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (start), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), start);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), start);
  add_menu (self, stored->id, title);
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
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle->str);
}
