/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <terrain-sensitive.h>

#include "terrain-form-context.h"
#include "terrain-form-style.h"

#include <terrain-interview-history.h>

/* A third of a frame: the view stays responsive while a long form is being built. */
#define BUILD_US 5000
/* Built at once, so that a form never opens blank; and that what an answer opens is there with it. Each is a part of a frame,
 * so the rest of a screenful comes with the next ones. */
#define AHEAD_AT_FIRST 3
#define AHEAD 1

typedef struct
{
  GWeakRef container;
  TerrainBuildFunc build;
} Build;

struct _TerrainFormContext
{
  GObject parent_instance;
  TerrainSession *session;
  TerrainInterview *interview;
  TerrainFormFolds *folds;
  TerrainMediaSource *media;
  TerrainCameras *cameras;
  TerrainMapTiles *map;
  char *map_problem;
  gboolean map_looked_for;
  gboolean show_required;
  gboolean large;
  GtkTextDirection direction;
  gboolean handed_over;
  char *second_language; /* (nullable) */
  gboolean lazy;
  guint ahead;       /* how many more are built before they are looked at */
  gboolean is_ahead; /* one was, since last asked */
  GQueue queue;
  guint build_source;
};

G_DEFINE_FINAL_TYPE (TerrainFormContext, terrain_form_context, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_SHOW_REQUIRED,
  PROP_LARGE,
  PROP_DIRECTION,
  PROP_SECOND_LANGUAGE,
  N_PROPS,
};

enum
{
  SLOT_MADE,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
build_free (gpointer data)
{
  Build *build = data;

  g_weak_ref_clear (&build->container);
  g_free (build);
}

static gboolean
build_idle (gpointer data)
{
  TerrainFormContext *self = data;
  gint64 deadline = g_get_monotonic_time () + BUILD_US;

  while (!g_queue_is_empty (&self->queue) && g_get_monotonic_time () < deadline)
    {
      Build *build = g_queue_pop_head (&self->queue);
      g_autoptr (GtkWidget) container = g_weak_ref_get (&build->container);

      /* What it queues while being built comes first; then the rest of itself. */
      if (container != NULL && build->build (container, deadline))
        terrain_form_context_queue_build (self, container, build->build);
      build_free (build);
    }
  if (!g_queue_is_empty (&self->queue))
    return G_SOURCE_CONTINUE;
  self->build_source = 0;
  return G_SOURCE_REMOVE;
}

void
terrain_form_context_queue_build (TerrainFormContext *self, GtkWidget *container, TerrainBuildFunc build)
{
  Build *entry;

  g_return_if_fail (TERRAIN_IS_FORM_CONTEXT (self));
  g_return_if_fail (GTK_IS_WIDGET (container));

  entry = g_new0 (Build, 1);
  g_weak_ref_init (&entry->container, container);
  entry->build = build;
  g_queue_push_head (&self->queue, entry);
  if (self->build_source == 0)
    self->build_source = g_idle_add (build_idle, self);
}

static void
terrain_form_context_dispose (GObject *object)
{
  TerrainFormContext *self = TERRAIN_FORM_CONTEXT (object);

  g_clear_handle_id (&self->build_source, g_source_remove);
  g_queue_clear_full (&self->queue, build_free);
  g_clear_pointer (&self->second_language, g_free);
  g_clear_object (&self->session);
  g_clear_object (&self->folds);
  g_clear_object (&self->media);
  g_clear_object (&self->cameras);
  g_clear_object (&self->map);
  g_clear_pointer (&self->map_problem, g_free);
  g_clear_object (&self->interview);
  G_OBJECT_CLASS (terrain_form_context_parent_class)->dispose (object);
}

static void
terrain_form_context_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TerrainFormContext *self = TERRAIN_FORM_CONTEXT (object);

  if (id == PROP_SHOW_REQUIRED)
    g_value_set_boolean (value, self->show_required);
  else if (id == PROP_LARGE)
    g_value_set_boolean (value, self->large);
  else if (id == PROP_DIRECTION)
    g_value_set_enum (value, self->direction);
  else if (id == PROP_SECOND_LANGUAGE)
    g_value_set_string (value, terrain_form_context_get_second_language (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
terrain_form_context_class_init (TerrainFormContextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = terrain_form_context_dispose;
  object_class->get_property = terrain_form_context_get_property;
  properties[PROP_SHOW_REQUIRED] = g_param_spec_boolean ("show-required", NULL, NULL, FALSE, flags);
  properties[PROP_LARGE] = g_param_spec_boolean ("large", NULL, NULL, FALSE, flags);
  properties[PROP_DIRECTION] = g_param_spec_enum ("direction", NULL, NULL, GTK_TYPE_TEXT_DIRECTION, GTK_TEXT_DIR_NONE,
                                                  flags);
  properties[PROP_SECOND_LANGUAGE] = g_param_spec_string ("second-language", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SLOT_MADE] = g_signal_new ("slot-made", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
terrain_form_context_init (TerrainFormContext *self)
{
  self->ahead = AHEAD_AT_FIRST;
  self->folds = terrain_form_folds_new ();
  g_queue_init (&self->queue);
}

static void
read_language (TerrainFormContext *self)
{
  GtkTextDirection direction = terrain_form_language_direction (terrain_interview_get_language (self->interview));

  if (self->direction == direction)
    return;
  self->direction = direction;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIRECTION]);
}

void
terrain_form_context_set_second_language (TerrainFormContext *self, const char *language)
{
  g_return_if_fail (TERRAIN_IS_FORM_CONTEXT (self));

  if (g_strcmp0 (language, self->second_language) == 0)
    return;
  g_free (self->second_language);
  self->second_language = g_strdup (language);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECOND_LANGUAGE]);
}

const char *
terrain_form_context_get_second_language (TerrainFormContext *self)
{
  g_return_val_if_fail (TERRAIN_IS_FORM_CONTEXT (self), NULL);
  return g_strcmp0 (self->second_language, terrain_interview_get_language (self->interview)) == 0 ? NULL
                                                                                                  : self->second_language;
}

void
terrain_form_context_set_handed_over (TerrainFormContext *self)
{
  g_return_if_fail (TERRAIN_IS_FORM_CONTEXT (self));
  self->handed_over = TRUE;
}

gboolean
terrain_form_context_get_handed_over (TerrainFormContext *self)
{
  g_return_val_if_fail (TERRAIN_IS_FORM_CONTEXT (self), FALSE);
  return self->handed_over;
}

gboolean
terrain_form_context_is_masked (TerrainFormContext *self, TerrainItem *item)
{
  g_return_val_if_fail (TERRAIN_IS_FORM_CONTEXT (self), FALSE);
  if (self->handed_over)
    return FALSE;
  if (self->session != NULL)
    return terrain_session_is_masked (self->session, item);
  /* A preview that shows what is seen after a hand-over. */
  return *terrain_item_get_value (item) != '\0' && terrain_item_is_concealed (item);
}

GtkTextDirection
terrain_form_context_get_direction (TerrainFormContext *self)
{
  return self->direction;
}

TerrainFormContext *
terrain_form_context_new (TerrainSession *session, TerrainInterview *interview)
{
  TerrainFormContext *self = g_object_new (TERRAIN_TYPE_FORM_CONTEXT, NULL);

  self->session = session != NULL ? g_object_ref (session) : NULL;
  self->interview = g_object_ref (interview);
  g_signal_connect_object (interview, "changed", G_CALLBACK (read_language), self, G_CONNECT_SWAPPED);
  read_language (self);
  return self;
}

TerrainInterview *
terrain_form_context_get_interview (TerrainFormContext *self)
{
  return self->interview;
}

TerrainSession *
terrain_form_context_get_session (TerrainFormContext *self)
{
  return self->session;
}

TerrainFormFolds *
terrain_form_context_get_folds (TerrainFormContext *self)
{
  return self->folds;
}

TerrainMediaSource *
terrain_form_context_get_media (TerrainFormContext *self)
{
  if (self->media == NULL)
    {
      self->media = terrain_media_source_new (self->session, self->interview);
      terrain_media_source_set_may_leave (self->media, !self->large);
    }
  return self->media;
}

TerrainCameras *
terrain_form_context_get_cameras (TerrainFormContext *self)
{
  if (self->cameras == NULL)
    self->cameras = terrain_cameras_new ();
  return self->cameras;
}

TerrainMapTiles *
terrain_form_context_get_map (TerrainFormContext *self, char **problem)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (TERRAIN_IS_FORM_CONTEXT (self), NULL);
  g_return_val_if_fail (problem != NULL, NULL);

  if (!self->map_looked_for && self->session != NULL)
    {
      self->map = terrain_profile_open_map (terrain_session_get_profile (self->session), &error);
      self->map_problem = error != NULL ? g_strdup (error->message) : NULL;
    }
  self->map_looked_for = TRUE;
  *problem = g_strdup (self->map_problem);
  return self->map;
}

/* Answered alone. Before the answer, so that no other view shows it for a moment, and no kill comes between the two. */
static gboolean
mask (TerrainFormContext *self, TerrainItem *item, const char *value, GError **error)
{
  return !self->handed_over || self->session == NULL || *value == '\0' || !terrain_item_is_sensitive (item) ||
         terrain_session_mask (self->session, terrain_item_get_ref (item), error);
}

gboolean
terrain_form_context_answer (TerrainFormContext *self, TerrainItem *item, const char *value, GError **error)
{
  const char *ref = terrain_item_get_ref (item);

  if (!mask (self, item, value, error))
    return FALSE;
  if (self->session != NULL)
    return terrain_session_answer (self->session, ref, value, error);
  return terrain_interview_answer (self->interview, ref, value, error);
}

gboolean
terrain_form_context_answer_joined (TerrainFormContext *self, TerrainItem *item, const char *value, GError **error)
{
  const char *ref = terrain_item_get_ref (item);

  if (!mask (self, item, value, error))
    return FALSE;
  if (self->session != NULL)
    return terrain_session_answer_joined (self->session, ref, value, error);
  return terrain_interview_answer_joined (self->interview, ref, value, error);
}

gboolean
terrain_form_context_undo (TerrainFormContext *self, GError **error)
{
  if (self->session != NULL)
    return terrain_session_undo (self->session, NULL, error);
  return terrain_interview_undo (self->interview, NULL, error);
}

guint
terrain_form_context_add_instance (TerrainFormContext *self, TerrainItem *repeat, GError **error)
{
  const char *ref = terrain_item_get_ref (repeat);

  if (self->session != NULL)
    return terrain_session_add_instance (self->session, ref, error);
  return terrain_interview_add_instance (self->interview, ref, error);
}

gboolean
terrain_form_context_remove_instance (TerrainFormContext *self, TerrainItem *instance, GError **error)
{
  const char *ref = terrain_item_get_ref (instance);

  if (self->session != NULL)
    return terrain_session_remove_instance (self->session, ref, error);
  return terrain_interview_remove_instance (self->interview, ref, error);
}

gboolean
terrain_form_context_get_show_required (TerrainFormContext *self)
{
  return self->show_required;
}

void
terrain_form_context_set_show_required (TerrainFormContext *self, gboolean show)
{
  if (self->show_required == show)
    return;
  self->show_required = show;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_REQUIRED]);
}

gboolean
terrain_form_context_get_large (TerrainFormContext *self)
{
  return self->large;
}

void
terrain_form_context_set_large (TerrainFormContext *self, gboolean large)
{
  if (self->large == large)
    return;
  self->large = large;
  if (self->media != NULL)
    terrain_media_source_set_may_leave (self->media, !large);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LARGE]);
}

gboolean
terrain_form_context_get_lazy (TerrainFormContext *self)
{
  return self->lazy;
}

void
terrain_form_context_set_lazy (TerrainFormContext *self, gboolean lazy)
{
  self->lazy = lazy;
}

gboolean
terrain_form_context_is_building (TerrainFormContext *self)
{
  return !g_queue_is_empty (&self->queue);
}

gboolean
terrain_form_context_take_ahead (TerrainFormContext *self)
{
  if (self->ahead == 0)
    return FALSE;
  self->ahead--;
  self->is_ahead = TRUE;
  return TRUE;
}

gboolean
terrain_form_context_was_ahead (TerrainFormContext *self)
{
  gboolean was_ahead = self->is_ahead;

  self->is_ahead = FALSE;
  return was_ahead;
}

void
terrain_form_context_allow_ahead (TerrainFormContext *self)
{
  /* While a form is still coming together its containers would each take a screenful. */
  if (g_queue_is_empty (&self->queue))
    self->ahead = AHEAD;
}

void
terrain_form_context_note_slot (TerrainFormContext *self)
{
  g_signal_emit (self, signals[SLOT_MADE], 0);
}
