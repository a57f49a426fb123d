/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-shell-form.h>

#include "terrain-thanks-page.h"

#define CLOSING "closing"

struct _TerrainThanksPage
{
  AdwBin parent_instance;

  GtkLabel *data;
  GtkBox *notes;
  GtkWidget *another;
};

G_DEFINE_FINAL_TYPE (TerrainThanksPage, terrain_thanks_page, ADW_TYPE_BIN)

static void
collect (TerrainItem *item,
         GPtrArray   *notes)
{
  TerrainControl *control = terrain_item_get_control (item);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));
  const char *label;

  if (!terrain_item_get_relevant (item))
    return;
  label = control && terrain_control_has_appearance (control, CLOSING) ? terrain_item_get_label (item) : NULL;
  if (label && label[0] != '\0')
    g_ptr_array_add (notes, g_strdup (label));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);
      collect (child, notes);
    }
}

GPtrArray *
terrain_thanks_page_list_notes (TerrainInterview *interview)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (interview), notes);

  collect (terrain_interview_get_root_item (interview), notes);
  return notes;
}

/* One sentence each: what is kept, who can read it on the way, when it goes. */
static char *
dup_data_text (const TerrainServerSettings *server,
               gboolean                     encrypted)
{
  gboolean is_set = server && server->url && server->url[0] != '\0';
  g_autoptr (GUri) uri = is_set ? g_uri_parse (server->url, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *host = uri ? g_uri_get_host (uri) : NULL;
  gboolean secure = encrypted || (uri && g_strcmp0 (g_uri_get_scheme (uri), "https") == 0);
  g_autofree char *sent = NULL;

  if (!host)
    sent = g_strdup (_("They are sent once a server is set up in the preferences."));
  else if (secure)
    /* Translators: %s is the name of a server. */
    sent = g_strdup_printf (_("They are sent encrypted to %s as soon as there is a connection; you have to do nothing."),
                            host);
  else
    /* Translators: %s is the name of a server. */
    sent = g_strdup_printf (_("They are sent to %s as soon as there is a connection; you have to do nothing."), host);
  if (!encrypted)
    return g_strjoin (" ", _("The answers are saved on this device."), sent, NULL);
  return g_strjoin (" ", _("The answers are saved on this device, encrypted: nobody here can read them any more."), sent,
                    NULL);
}

static void
add_note (TerrainThanksPage *self,
          const char        *text)
{
  g_autofree char *plain = terrain_form_dup_plain_text (text);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", plain, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "justify", GTK_JUSTIFY_CENTER, "selectable", FALSE, NULL);

  gtk_widget_add_css_class (label, "title-4");
  gtk_box_append (self->notes, label);
}

static void
terrain_thanks_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TERRAIN_TYPE_THANKS_PAGE);

  G_OBJECT_CLASS (terrain_thanks_page_parent_class)->dispose (object);
}

static void
terrain_thanks_page_class_init (TerrainThanksPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_thanks_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/brussels/safe/Terrain/terrain-thanks-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TerrainThanksPage, data);
  gtk_widget_class_bind_template_child (widget_class, TerrainThanksPage, notes);
  gtk_widget_class_bind_template_child (widget_class, TerrainThanksPage, another);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
}

static void
terrain_thanks_page_init (TerrainThanksPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  terrain_wrap_buttons (GTK_WIDGET (self));
}

GtkWidget *
terrain_thanks_page_new (const char                  *form_id,
                         GPtrArray                   *notes,
                         const TerrainServerSettings *server,
                         gboolean                     encrypted)
{
  g_return_val_if_fail (form_id != NULL, NULL);
  g_return_val_if_fail (notes != NULL, NULL);

  TerrainThanksPage *self = g_object_new (TERRAIN_TYPE_THANKS_PAGE, NULL);
  g_autofree char *data = dup_data_text (server, encrypted);

  gtk_label_set_text (self->data, data);
  for (guint i = 0; i < notes->len; i++)
    add_note (self, g_ptr_array_index (notes, i));
  gtk_widget_set_visible (GTK_WIDGET (self->notes), notes->len > 0);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->another), "s", form_id);
  return GTK_WIDGET (self);
}

void
terrain_thanks_page_grab (TerrainThanksPage *self)
{
  g_return_if_fail (TERRAIN_IS_THANKS_PAGE (self));

  gtk_widget_grab_focus (self->another);
}
