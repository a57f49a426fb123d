/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-media-box.h"
#include "terrain-media-picture.h"
#include "terrain-media-player.h"

struct _TerrainMediaBox
{
  GtkWidget parent_instance;
  TerrainMediaSource *source;
  int max_side;
  gboolean focusable;
  char *large_uri;
  char *text;
  GtkWidget *enlarge; /* a button with the picture in it; NULL until there is one */
  GtkWidget *picture;
  GtkWidget *players[2]; /* sound, film; NULL until there is one */
};

G_DEFINE_FINAL_TYPE (TerrainMediaBox, terrain_media_box, GTK_TYPE_WIDGET)

static const char *const player_forms[] = { "audio", "video" };

static gboolean
is_there (const char *uri)
{
  return uri != NULL && *uri != '\0';
}

gboolean
terrain_media_box_is_needed (gpointer labelled, TerrainLabelFormFunc get_form)
{
  static const char *const forms[] = { "image", "audio", "video", "big-image" };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (is_there (get_form (labelled, forms[i])))
      return TRUE;
  return FALSE;
}

static void
enlarge (TerrainMediaBox *self)
{
  if (self->large_uri != NULL)
    terrain_media_picture_enlarge (GTK_WIDGET (self), self->source, self->large_uri, self->text);
}

static void
name_button (TerrainMediaBox *self, const char *problem)
{
  g_autofree char *name = is_there (self->text) ? g_strdup_printf (_("Enlarge the picture: %s"), self->text)
                                                : g_strdup (_("Enlarge the Picture"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->enlarge), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  problem != NULL ? problem : name, -1);
}

static void
picture_changed (TerrainMediaBox *self)
{
  const char *problem = terrain_media_picture_get_problem (TERRAIN_MEDIA_PICTURE (self->picture));

  /* A message is to be read, not pressed; nor is it to be pale. */
  gtk_widget_set_can_target (self->enlarge, problem == NULL);
  gtk_widget_set_focusable (self->enlarge, self->focusable && problem == NULL);
  name_button (self, problem);
}

static void
make_picture (TerrainMediaBox *self)
{
  self->picture = terrain_media_picture_new (self->source, self->max_side);
  self->enlarge = g_object_new (GTK_TYPE_BUTTON, "child", self->picture, "halign", GTK_ALIGN_START, "focusable",
                                self->focusable, "focus-on-click", FALSE, "tooltip-text", _("Enlarge the Picture"), NULL);
  gtk_widget_add_css_class (self->enlarge, "flat");
  gtk_widget_add_css_class (self->enlarge, "terrain-picture");
  gtk_widget_insert_after (self->enlarge, GTK_WIDGET (self), NULL);
  g_signal_connect_object (self->enlarge, "clicked", G_CALLBACK (enlarge), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->picture, "notify::problem", G_CALLBACK (picture_changed), self, G_CONNECT_SWAPPED);
}

static void
set_picture (TerrainMediaBox *self, const char *image, const char *big_image)
{
  if (!is_there (image))
    image = big_image;
  if (!is_there (image))
    {
      if (self->enlarge != NULL)
        {
          terrain_media_picture_set (TERRAIN_MEDIA_PICTURE (self->picture), NULL, NULL);
          gtk_widget_set_visible (self->enlarge, FALSE);
        }
      g_clear_pointer (&self->large_uri, g_free);
      return;
    }
  if (self->enlarge == NULL)
    make_picture (self);
  g_free (self->large_uri);
  self->large_uri = g_strdup (is_there (big_image) ? big_image : image);
  gtk_widget_set_visible (self->enlarge, TRUE);
  terrain_media_picture_set (TERRAIN_MEDIA_PICTURE (self->picture), image, self->text);
  picture_changed (self);
}

static void
make_player (TerrainMediaBox *self, gsize which)
{
  self->players[which] = terrain_media_player_new (self->source, /* video= */ which == 1);
  if (!self->focusable)
    {
      GtkWidget *button = gtk_widget_get_first_child (self->players[which]);

      gtk_widget_set_focusable (button, FALSE);
      gtk_widget_set_focus_on_click (button, FALSE);
    }
  gtk_widget_insert_before (self->players[which], GTK_WIDGET (self), NULL);
}

void
terrain_media_box_set (TerrainMediaBox *self, gpointer labelled, TerrainLabelFormFunc get_form, const char *text)
{
  gboolean needed;

  g_return_if_fail (TERRAIN_IS_MEDIA_BOX (self));

  needed = terrain_media_box_is_needed (labelled, get_form);
  gtk_widget_set_visible (GTK_WIDGET (self), needed);
  g_free (self->text);
  self->text = g_strdup (text);
  set_picture (self, get_form (labelled, "image"), get_form (labelled, "big-image"));
  for (gsize i = 0; i < G_N_ELEMENTS (player_forms); i++)
    {
      const char *uri = get_form (labelled, player_forms[i]);

      if (is_there (uri) && self->players[i] == NULL)
        make_player (self, i);
      if (self->players[i] != NULL)
        terrain_media_player_set (TERRAIN_MEDIA_PLAYER (self->players[i]), uri, text);
    }
}

gboolean
terrain_media_box_has_picture (TerrainMediaBox *self)
{
  g_return_val_if_fail (TERRAIN_IS_MEDIA_BOX (self), FALSE);

  return self->large_uri != NULL;
}

gboolean
terrain_media_box_activate (TerrainMediaBox *self)
{
  g_return_val_if_fail (TERRAIN_IS_MEDIA_BOX (self), FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (player_forms); i++)
    if (self->players[i] != NULL && gtk_widget_get_visible (self->players[i]))
      {
        terrain_media_player_toggle (TERRAIN_MEDIA_PLAYER (self->players[i]));
        return TRUE;
      }
  if (self->large_uri == NULL)
    return FALSE;
  enlarge (self);
  return TRUE;
}

void
terrain_media_box_play (TerrainMediaBox *self, const char *form)
{
  g_return_if_fail (TERRAIN_IS_MEDIA_BOX (self));
  g_return_if_fail (form != NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (player_forms); i++)
    if (self->players[i] != NULL && g_str_equal (player_forms[i], form) &&
        !terrain_media_player_get_active (TERRAIN_MEDIA_PLAYER (self->players[i])))
      terrain_media_player_toggle (TERRAIN_MEDIA_PLAYER (self->players[i]));
}

gboolean
terrain_media_box_stop (TerrainMediaBox *self)
{
  gboolean stopped = FALSE;

  g_return_val_if_fail (TERRAIN_IS_MEDIA_BOX (self), FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (player_forms); i++)
    if (self->players[i] != NULL && terrain_media_player_get_active (TERRAIN_MEDIA_PLAYER (self->players[i])))
      {
        terrain_media_player_stop (TERRAIN_MEDIA_PLAYER (self->players[i]));
        stopped = TRUE;
      }
  return stopped;
}

void
terrain_media_box_say_still (TerrainMediaBox *self)
{
  g_return_if_fail (TERRAIN_IS_MEDIA_BOX (self));

  if (self->players[1] != NULL)
    terrain_media_player_say (TERRAIN_MEDIA_PLAYER (self->players[1]),
                              _("It does not play by itself: animations are off on this computer."));
}

static void
terrain_media_box_dispose (GObject *object)
{
  TerrainMediaBox *self = TERRAIN_MEDIA_BOX (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->enlarge = self->picture = self->players[0] = self->players[1] = NULL;
  g_clear_object (&self->source);
  g_clear_pointer (&self->large_uri, g_free);
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (terrain_media_box_parent_class)->dispose (object);
}

static void
terrain_media_box_class_init (TerrainMediaBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_media_box_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
terrain_media_box_init (TerrainMediaBox *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
}

GtkWidget *
terrain_media_box_new (TerrainMediaSource *source, int max_side, gboolean focusable)
{
  TerrainMediaBox *self;

  g_return_val_if_fail (TERRAIN_IS_MEDIA_SOURCE (source), NULL);
  g_return_val_if_fail (max_side > 0, NULL);

  self = g_object_new (TERRAIN_TYPE_MEDIA_BOX, "visible", FALSE, NULL);
  self->source = g_object_ref (source);
  self->max_side = max_side;
  self->focusable = focusable;
  return GTK_WIDGET (self);
}
