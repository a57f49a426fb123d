/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-item-private.h"

struct _TerrainChoice
{
  GObject parent_instance;

  TerrainForm *form;
  char *value;
  char *labels[TERRAIN_LABEL_N_FORMS];
  TerrainNode *row;   /* (nullable): in a secondary instance, which the form keeps and nobody changes */
  GHashTable *fields; /* (nullable): of an item in the record itself, which may go */
};

enum
{
  PROP_0,
  PROP_VALUE,
  PROP_LABEL,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TerrainChoice, terrain_choice, G_TYPE_OBJECT)

static void
terrain_choice_finalize (GObject *object)
{
  TerrainChoice *self = TERRAIN_CHOICE (object);

  for (guint i = 0; i < TERRAIN_LABEL_N_FORMS; i++)
    g_free (self->labels[i]);
  g_free (self->value);
  g_clear_pointer (&self->fields, g_hash_table_unref);
  g_clear_pointer (&self->form, terrain_form_unref);
  G_OBJECT_CLASS (terrain_choice_parent_class)->finalize (object);
}

static void
terrain_choice_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  TerrainChoice *self = TERRAIN_CHOICE (object);

  switch (id)
    {
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    case PROP_LABEL:
      g_value_set_string (value, terrain_choice_get_label (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
terrain_choice_class_init (TerrainChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = terrain_choice_finalize;
  object_class->get_property = terrain_choice_get_property;
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
terrain_choice_init (TerrainChoice *self)
{
}

TerrainChoice *
terrain_choice_new (TerrainInterview *interview,
                    TerrainControl   *control,
                    TerrainOffer     *offer,
                    TerrainNode      *context)
{
  TerrainChoice *self = g_object_new (TERRAIN_TYPE_CHOICE, NULL);

  self->form = terrain_form_ref (interview->form);
  for (int i = 0; i < TERRAIN_LABEL_N_FORMS; i++)
    self->labels[i] = terrain_interview_dup_offer_label (interview, control, offer, i, context);
  self->value = g_steal_pointer (&offer->value);
  if (offer->node == NULL)
    return self;
  if (offer->node->document->frozen)
    {
      self->row = offer->node;
      return self;
    }
  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  for (TerrainNode *child = offer->node->first_child; child != NULL; child = child->next)
    {
      if (child->local != NULL)
        g_hash_table_insert (self->fields, (gpointer) child->local, g_strdup (terrain_node_get_value (child)));
    }
  return self;
}

TerrainNode *
terrain_choice_get_row (TerrainChoice *self)
{
  return self->row;
}

gboolean
terrain_choice_is_equal (TerrainChoice *self,
                         TerrainChoice *other)
{
  if (!g_str_equal (self->value, other->value) || self->row != other->row || self->fields != NULL ||
      other->fields != NULL)
    return FALSE;
  for (guint i = 0; i < TERRAIN_LABEL_N_FORMS; i++)
    {
      if (g_strcmp0 (self->labels[i], other->labels[i]) != 0)
        return FALSE;
    }
  return TRUE;
}

const char *
terrain_choice_get_value (TerrainChoice *self)
{
  g_return_val_if_fail (TERRAIN_IS_CHOICE (self), NULL);

  return self->value;
}

const char *
terrain_choice_get_label (TerrainChoice *self)
{
  g_return_val_if_fail (TERRAIN_IS_CHOICE (self), NULL);

  return self->labels[TERRAIN_LABEL_TEXT] != NULL ? self->labels[TERRAIN_LABEL_TEXT] : self->value;
}

const char *
terrain_choice_get_label_form (TerrainChoice *self,
                               const char    *form)
{
  int index = terrain_label_form_from_name (form);

  g_return_val_if_fail (TERRAIN_IS_CHOICE (self), NULL);

  return index >= 0 ? self->labels[index] : NULL;
}

const char *
terrain_choice_get_field (TerrainChoice *self,
                          const char    *name)
{
  g_return_val_if_fail (TERRAIN_IS_CHOICE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (self->fields != NULL)
    return g_hash_table_lookup (self->fields, name);
  for (TerrainNode *child = self->row != NULL ? self->row->first_child : NULL; child != NULL; child = child->next)
    {
      if (g_strcmp0 (child->local, name) == 0)
        return terrain_node_get_value (child);
    }
  return NULL;
}
