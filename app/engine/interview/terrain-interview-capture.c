/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-capture.h"

#include "terrain-interview-private.h"

#include <glib/gi18n-lib.h>

/* What forms ask of the device. A request stays until its node is filled or gone; asking again asks once more. */
typedef struct
{
  guint id;
  TerrainCaptureKind kind;
  TerrainNode *node;
  const char *quality; /* (nullable): the form's */
  gboolean announced;
} Request;

void
terrain_capture_free (TerrainCapture *self)
{
  g_free (self->ref);
  g_free (self->quality);
  g_free (self);
}

static Request *
find_request (TerrainInterview *self,
              TerrainNode      *node,
              guint             id)
{
  for (guint i = 0; self->captures != NULL && i < self->captures->len; i++)
    {
      Request *request = g_ptr_array_index (self->captures, i);

      if (node != NULL ? request->node == node : request->id == id)
        return request;
    }
  return NULL;
}

static TerrainCapture *
describe (Request *request)
{
  TerrainCapture *capture = g_new0 (TerrainCapture, 1);

  capture->id = request->id;
  capture->kind = request->kind;
  capture->ref = terrain_node_dup_ref (request->node);
  capture->quality = g_strdup (request->quality);
  return capture;
}

/* An action of a kind other than setvalue asks at @node. */
void
terrain_interview_request_capture (TerrainInterview *self,
                                   TerrainAction    *action,
                                   TerrainNode      *node)
{
  Request *request = find_request (self, node, 0);

  if (request == NULL)
    {
      request = g_new0 (Request, 1);
      if (self->captures == NULL)
        self->captures = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (self->captures, request);
    }
  request->id = ++self->last_capture;
  request->kind = g_str_equal (action->kind, "setgeopoint") ? TERRAIN_CAPTURE_LOCATION : TERRAIN_CAPTURE_AUDIO;
  request->node = node;
  request->quality = action->quality;
  request->announced = FALSE;
}

/* At the end of a step. Who captures may fill at once, which is a step of its own, and may ask for more. */
void
terrain_interview_announce_captures (TerrainInterview *self)
{
  for (guint i = 0; self->captures != NULL && i < self->captures->len; i++)
    {
      Request *request = g_ptr_array_index (self->captures, i);
      g_autoptr (TerrainCapture) capture = NULL;

      if (request->announced)
        continue;
      request->announced = TRUE;
      capture = describe (request);
      terrain_environment_request_capture (self->environment, self, capture);
      i = G_MAXUINT; /* the list may be another now: from its beginning */
    }
}

/* @top goes, and what waits inside it. */
void
terrain_interview_forget_captures (TerrainInterview *self,
                                   TerrainNode      *top)
{
  for (guint i = self->captures != NULL ? self->captures->len : 0; i > 0; i--)
    {
      Request *request = g_ptr_array_index (self->captures, i - 1);
      TerrainNode *node = request->node;

      while (node != NULL && node != top)
        node = node->parent;
      if (node == top)
        g_ptr_array_remove_index (self->captures, i - 1);
    }
}

GPtrArray *
terrain_interview_dup_captures (TerrainInterview *self)
{
  GPtrArray *captures;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), NULL);

  captures = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_capture_free);
  for (guint i = 0; self->captures != NULL && i < self->captures->len; i++)
    g_ptr_array_add (captures, describe (g_ptr_array_index (self->captures, i)));
  return captures;
}

char *
terrain_interview_dup_capture_ref (TerrainInterview *self,
                                   guint             id)
{
  Request *request;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), NULL);

  request = find_request (self, NULL, id);
  return request != NULL ? terrain_node_dup_ref (request->node) : NULL;
}

gboolean
terrain_interview_fill (TerrainInterview *self,
                        const char       *ref,
                        const char       *value,
                        GError          **error)
{
  g_autofree char *text = NULL;
  TerrainSchema *schema;
  TerrainNode *node;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), FALSE);
  g_return_val_if_fail (ref != NULL, FALSE);

  node = terrain_interview_find_node (self, ref, error);
  if (node == NULL)
    return FALSE;
  schema = node->schema;
  if (value != NULL && *value != '\0' && node->first_child == NULL)
    text = terrain_answer_canonicalise (self->environment, schema != NULL ? schema->type : TERRAIN_DATA_STRING,
                                        TERRAIN_CONTROL_INPUT, value);
  if (node->first_child != NULL || (value != NULL && *value != '\0' && text == NULL))
    {
      g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_TYPE,
                   _("What the device gave does not fit “%s”; nothing was stored."), ref);
      return FALSE;
    }
  terrain_interview_begin (self);
  terrain_interview_forget_captures (self, node);
  terrain_interview_store (self, node, text);
  terrain_interview_end (self);
  return TRUE;
}
