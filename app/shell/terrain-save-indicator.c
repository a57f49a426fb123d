/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-save-indicator.h"

/* A save that takes less is not worth a flicker of words. */
#define PENDING_SHOWN_AFTER_MS 250

struct _TerrainSaveIndicator
{
  GtkWidget parent_instance;

  TerrainSession *session;
  GtkImage *icon;
  GtkLabel *label;
  GtkWidget *retry;
  guint pending_timeout;
  gboolean compact;
  char *problem;
};

enum
{
  PROP_0,
  PROP_PROBLEM,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TerrainSaveIndicator, terrain_save_indicator, GTK_TYPE_WIDGET)

static void
show (TerrainSaveIndicator *self,
      const char           *icon,
      const char           *text,
      gboolean              failed)
{
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_text (self->label, text);
  /* A long title beside it must not cut the one word that is always there. */
  gtk_label_set_ellipsize (self->label, failed ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_visible (GTK_WIDGET (self->label), !self->compact);
  /* To set it asks the display where the pointer is, and waits for it: not after each answer. */
  if (g_strcmp0 (gtk_widget_get_tooltip_text (GTK_WIDGET (self)), text) != 0)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
  gtk_widget_set_visible (self->retry, failed && !self->compact);
  if (failed)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "",
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (g_strcmp0 (self->problem, failed ? text : NULL) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (failed ? text : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static gboolean
on_still_pending (gpointer user_data)
{
  TerrainSaveIndicator *self = user_data;

  self->pending_timeout = 0;
  show (self, "content-loading-symbolic", _("Saving…"), FALSE);
  return G_SOURCE_REMOVE;
}

static void
update (TerrainSaveIndicator *self)
{
  TerrainSaveState state = self->session ? terrain_session_get_save_state (self->session) : TERRAIN_SAVE_DONE;

  if (state == TERRAIN_SAVE_PENDING)
    {
      if (self->pending_timeout == 0)
        self->pending_timeout = g_timeout_add (PENDING_SHOWN_AFTER_MS, on_still_pending, self);
      return;
    }
  g_clear_handle_id (&self->pending_timeout, g_source_remove);
  if (state == TERRAIN_SAVE_DONE)
    {
      show (self, "object-select-symbolic", _("Saved"), FALSE);
      return;
    }
  const char *why = terrain_session_get_save_error (self->session);
  /* Translators: %s is why, a sentence. */
  g_autofree char *text = g_strdup_printf (_("Could not save: %s"), why ? why : _("unknown reason"));
  show (self, "dialog-warning-symbolic", text, TRUE);
}

static void
terrain_save_indicator_dispose (GObject *object)
{
  TerrainSaveIndicator *self = TERRAIN_SAVE_INDICATOR (object);
  GtkWidget *child;

  g_clear_handle_id (&self->pending_timeout, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (terrain_save_indicator_parent_class)->dispose (object);
}

static void
terrain_save_indicator_finalize (GObject *object)
{
  g_free (TERRAIN_SAVE_INDICATOR (object)->problem);

  G_OBJECT_CLASS (terrain_save_indicator_parent_class)->finalize (object);
}

static void
terrain_save_indicator_get_property (GObject    *object,
                                     guint       id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  if (id == PROP_PROBLEM)
    g_value_set_string (value, TERRAIN_SAVE_INDICATOR (object)->problem);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
terrain_save_indicator_class_init (TerrainSaveIndicatorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_save_indicator_dispose;
  G_OBJECT_CLASS (klass)->finalize = terrain_save_indicator_finalize;
  G_OBJECT_CLASS (klass)->get_property = terrain_save_indicator_get_property;
  properties[PROP_PROBLEM] = g_param_spec_string (
    "problem", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "save-indicator");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
terrain_save_indicator_init (TerrainSaveIndicator *self)
{
  self->icon = GTK_IMAGE (gtk_image_new ());
  self->label = GTK_LABEL (gtk_label_new (NULL));
  self->retry = gtk_button_new_with_label (_("Try Again"));

  gtk_label_set_max_width_chars (self->label, 40);
  self->compact = TRUE; /* until it is known that there is room */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->retry), "win.retry-save");
  gtk_widget_set_parent (GTK_WIDGET (self->icon), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  gtk_widget_set_parent (self->retry, GTK_WIDGET (self));
  update (self);
}

void
terrain_save_indicator_set_session (TerrainSaveIndicator *self,
                                    TerrainSession       *session)
{
  g_return_if_fail (TERRAIN_IS_SAVE_INDICATOR (self));
  g_return_if_fail (TERRAIN_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::save-state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::save-error", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

void
terrain_save_indicator_set_compact (TerrainSaveIndicator *self,
                                    gboolean              compact)
{
  g_return_if_fail (TERRAIN_IS_SAVE_INDICATOR (self));

  if (self->compact == compact)
    return;
  self->compact = compact;
  update (self);
}

const char *
terrain_save_indicator_get_problem (TerrainSaveIndicator *self)
{
  g_return_val_if_fail (TERRAIN_IS_SAVE_INDICATOR (self), NULL);

  return self->problem;
}
