/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-autoplay.h"
#include "terrain-question-private.h"
#include "terrain-sound-floor.h"

struct _TerrainAutoplay
{
  GObject parent_instance;
  TerrainSoundFloor *floor;
  GtkWidget *view;   /* weak */
  GtkRoot *root;     /* weak: whose focus is watched */
  TerrainItem *item; /* (nullable): the question at hand */
  GtkWidget *media;  /* weak (nullable): of its label */
  gboolean is_first;
};

G_DEFINE_FINAL_TYPE (TerrainAutoplay, terrain_autoplay, G_TYPE_OBJECT)

/* Returns: (nullable): "audio" or "video" */
static const char *
find_form (TerrainItem *item)
{
  const char *word = terrain_control_get_attribute (terrain_item_get_control (item), "autoplay");

  if (g_strcmp0 (word, "audio") == 0)
    return "audio";
  return g_strcmp0 (word, "video") == 0 ? "video" : NULL;
}

static gboolean
moves (GtkWidget *widget)
{
  gboolean moves = TRUE;

  g_object_get (gtk_widget_get_settings (widget), "gtk-enable-animations", &moves, NULL);
  return moves;
}

static void
play (TerrainAutoplay *self)
{
  const char *form = self->item != NULL && self->media != NULL ? find_form (self->item) : NULL;
  const char *uri = form != NULL ? terrain_item_get_label_form (self->item, form) : NULL;
  const char *ref = uri != NULL ? terrain_item_get_ref (self->item) : NULL;

  /* It plays once it is mapped. */
  if (ref == NULL || *uri == '\0' || !gtk_widget_get_mapped (self->media) ||
      !terrain_sound_floor_claim (self->floor, self, ref, uri))
    return;
  if (*form == 'v' && !moves (self->media))
    terrain_media_box_say_still (TERRAIN_MEDIA_BOX (self->media));
  else
    terrain_media_box_play (TERRAIN_MEDIA_BOX (self->media), form);
}

/* TRUE where there was something to be heard. */
static gboolean
hush (TerrainAutoplay *self)
{
  return self->media != NULL && terrain_media_box_stop (TERRAIN_MEDIA_BOX (self->media));
}

void
terrain_autoplay_reach (TerrainAutoplay *self, TerrainItem *item, GtkWidget *media)
{
  g_return_if_fail (TERRAIN_IS_AUTOPLAY (self));

  if (self->item == item && self->media == media)
    return;
  /* What a person started goes on, as it does where nothing plays by itself. */
  if (self->item != NULL && find_form (self->item) != NULL)
    hush (self);
  if (self->media != NULL)
    g_signal_handlers_disconnect_by_func (self->media, play, self);
  g_set_object (&self->item, item);
  g_set_weak_pointer (&self->media, media);
  if (media != NULL)
    g_signal_connect_object (media, "map", G_CALLBACK (play), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  play (self);
}

static void
focus_moved (TerrainAutoplay *self)
{
  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (self->root) : NULL;
  GtkWidget *question = focus != NULL ? gtk_widget_get_ancestor (focus, TERRAIN_TYPE_QUESTION) : NULL;

  /* Elsewhere is not another question: help, the outline, a menu. */
  if (question != NULL && self->view != NULL && gtk_widget_is_ancestor (question, self->view))
    terrain_autoplay_reach (self, terrain_question_get_item (TERRAIN_QUESTION (question)),
                            terrain_question_get_media (TERRAIN_QUESTION (question)));
}

static void
root_changed (TerrainAutoplay *self)
{
  if (self->root != NULL)
    g_signal_handlers_disconnect_by_func (self->root, focus_moved, self);
  g_set_weak_pointer (&self->root, gtk_widget_get_root (self->view));
  if (self->root != NULL)
    g_signal_connect_object (self->root, "notify::focus-widget", G_CALLBACK (focus_moved), self, G_CONNECT_SWAPPED);
}

static gboolean
key_pressed (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state, TerrainAutoplay *self)
{
  return keyval == GDK_KEY_Escape && terrain_sound_floor_hush (self->floor);
}

static void
taken (TerrainAutoplay *self)
{
  if (terrain_sound_floor_get_taken (self->floor))
    hush (self);
}

static void
view_mapped (TerrainAutoplay *self)
{
  if (self->is_first)
    terrain_sound_floor_set_first (self->floor, self, TRUE);
}

static void
view_unmapped (TerrainAutoplay *self)
{
  terrain_sound_floor_set_first (self->floor, self, FALSE);
}

void
terrain_autoplay_set_first (TerrainAutoplay *self)
{
  g_return_if_fail (TERRAIN_IS_AUTOPLAY (self));

  self->is_first = TRUE;
  if (self->view != NULL && gtk_widget_get_mapped (self->view))
    view_mapped (self);
}

static void
terrain_autoplay_dispose (GObject *object)
{
  TerrainAutoplay *self = TERRAIN_AUTOPLAY (object);

  if (self->floor != NULL)
    terrain_sound_floor_set_first (self->floor, self, FALSE);
  g_clear_object (&self->floor);
  g_clear_object (&self->item);
  g_clear_weak_pointer (&self->media);
  g_clear_weak_pointer (&self->root);
  g_clear_weak_pointer (&self->view);
  G_OBJECT_CLASS (terrain_autoplay_parent_class)->dispose (object);
}

static void
terrain_autoplay_class_init (TerrainAutoplayClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_autoplay_dispose;
}

static void
terrain_autoplay_init (TerrainAutoplay *self)
{
}

TerrainAutoplay *
terrain_autoplay_new (TerrainInterview *interview, GtkWidget *view)
{
  TerrainAutoplay *self;
  GtkEventController *keys;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (interview), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (view), NULL);

  self = g_object_new (TERRAIN_TYPE_AUTOPLAY, NULL);
  self->floor = g_object_ref (terrain_sound_floor_of (interview));
  g_set_weak_pointer (&self->view, view);
  g_signal_connect_object (self->floor, "notify::taken", G_CALLBACK (taken), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->floor, "hush", G_CALLBACK (hush), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::root", G_CALLBACK (root_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "map", G_CALLBACK (view_mapped), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "unmap", G_CALLBACK (view_unmapped), self, G_CONNECT_SWAPPED);
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed), self, 0);
  gtk_widget_add_controller (view, keys);
  root_changed (self);
  return self;
}
