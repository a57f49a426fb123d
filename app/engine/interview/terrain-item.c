/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-item-private.h"

#include <glib/gi18n-lib.h>

enum
{
  PROP_0,
  PROP_REF,
  PROP_VALUE,
  PROP_DISPLAY_VALUE,
  PROP_RELEVANT,
  PROP_READONLY,
  PROP_REQUIRED,
  PROP_VALID,
  PROP_MESSAGE,
  PROP_LABEL,
  PROP_HINT,
  PROP_GUIDANCE,
  PROP_CHOICES,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static GType
item_get_item_type (GListModel *model)
{
  return TERRAIN_TYPE_ITEM;
}

static guint
item_get_n_items (GListModel *model)
{
  return terrain_item_ensure_children (TERRAIN_ITEM (model))->len;
}

static gpointer
item_get_item (GListModel *model,
               guint       position)
{
  GPtrArray *children = terrain_item_ensure_children (TERRAIN_ITEM (model));

  return position < children->len ? g_object_ref (g_ptr_array_index (children, position)) : NULL;
}

static void
terrain_item_init_list_model (GListModelInterface *iface)
{
  iface->get_item_type = item_get_item_type;
  iface->get_n_items = item_get_n_items;
  iface->get_item = item_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TerrainItem, terrain_item, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, terrain_item_init_list_model))

static void
terrain_item_dispose (GObject *object)
{
  TerrainItem *self = TERRAIN_ITEM (object);

  terrain_item_let_go (self);
  for (guint i = 0; self->children != NULL && i < self->children->len; i++)
    ((TerrainItem *) g_ptr_array_index (self->children, i))->parent = NULL;
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_object (&self->choices);
  G_OBJECT_CLASS (terrain_item_parent_class)->dispose (object);
}

static void
terrain_item_finalize (GObject *object)
{
  TerrainItem *self = TERRAIN_ITEM (object);

  for (guint i = 0; i < TERRAIN_LABEL_N_FORMS; i++)
    g_free (self->label[i]);
  g_free (self->ref);
  g_free (self->value);
  g_free (self->message);
  g_free (self->required_message);
  g_free (self->display);
  g_free (self->hint);
  g_free (self->guidance);
  g_clear_pointer (&self->form, terrain_form_unref);
  G_OBJECT_CLASS (terrain_item_parent_class)->finalize (object);
}

static void
terrain_item_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  TerrainItem *self = TERRAIN_ITEM (object);

  switch (id)
    {
    case PROP_REF:
      g_value_set_string (value, terrain_item_get_ref (self));
      break;
    case PROP_VALUE:
      g_value_set_string (value, terrain_item_get_value (self));
      break;
    case PROP_DISPLAY_VALUE:
      g_value_take_string (value, terrain_item_dup_display_value (self));
      break;
    case PROP_RELEVANT:
      g_value_set_boolean (value, self->relevant);
      break;
    case PROP_READONLY:
      g_value_set_boolean (value, self->readonly);
      break;
    case PROP_REQUIRED:
      g_value_set_boolean (value, self->required);
      break;
    case PROP_VALID:
      g_value_set_boolean (value, self->valid);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, terrain_item_get_message (self));
      break;
    case PROP_LABEL:
      g_value_set_string (value, terrain_item_get_label (self));
      break;
    case PROP_HINT:
      g_value_set_string (value, terrain_item_get_hint (self));
      break;
    case PROP_GUIDANCE:
      g_value_set_string (value, terrain_item_get_guidance (self));
      break;
    case PROP_CHOICES:
      g_value_set_object (value, terrain_item_get_choices (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
terrain_item_class_init (TerrainItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = terrain_item_dispose;
  object_class->finalize = terrain_item_finalize;
  object_class->get_property = terrain_item_get_property;

  properties[PROP_REF] = g_param_spec_string ("ref", NULL, NULL, NULL, flags);
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL, flags);
  properties[PROP_DISPLAY_VALUE] = g_param_spec_string ("display-value", NULL, NULL, NULL, flags);
  properties[PROP_RELEVANT] = g_param_spec_boolean ("relevant", NULL, NULL, TRUE, flags);
  properties[PROP_READONLY] = g_param_spec_boolean ("readonly", NULL, NULL, FALSE, flags);
  properties[PROP_REQUIRED] = g_param_spec_boolean ("required", NULL, NULL, FALSE, flags);
  properties[PROP_VALID] = g_param_spec_boolean ("valid", NULL, NULL, TRUE, flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, flags);
  properties[PROP_GUIDANCE] = g_param_spec_string ("guidance", NULL, NULL, NULL, flags);
  properties[PROP_CHOICES] = g_param_spec_object ("choices", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
terrain_item_init (TerrainItem *self)
{
  self->relevant = TRUE;
  self->valid = TRUE;
}

void
terrain_item_notify (TerrainItem *self,
                     guint        bits)
{
  static const struct
  {
    guint bit;
    guint property;
  } table[] = {
    { TERRAIN_DIRTY_REF, PROP_REF },           { TERRAIN_DIRTY_VALUE, PROP_VALUE },
    { TERRAIN_DIRTY_RELEVANT, PROP_RELEVANT }, { TERRAIN_DIRTY_READONLY, PROP_READONLY },
    { TERRAIN_DIRTY_REQUIRED, PROP_REQUIRED }, { TERRAIN_DIRTY_VALID, PROP_VALID },
    { TERRAIN_DIRTY_MESSAGE, PROP_MESSAGE },   { TERRAIN_DIRTY_LABEL, PROP_LABEL },
    { TERRAIN_DIRTY_HINT, PROP_HINT },         { TERRAIN_DIRTY_GUIDANCE, PROP_GUIDANCE },
    { TERRAIN_DIRTY_DISPLAY, PROP_DISPLAY_VALUE },
  };

  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      if (bits & table[i].bit)
        g_object_notify_by_pspec (G_OBJECT (self), properties[table[i].property]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

TerrainItemKind
terrain_item_get_kind (TerrainItem *self)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (self), TERRAIN_ITEM_GROUP);

  return self->kind;
}

TerrainControl *
terrain_item_get_control (TerrainItem *self)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (self), NULL);

  return self->control;
}

TerrainItem *
terrain_item_get_parent (TerrainItem *self)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (self), NULL);

  return self->parent;
}

/**
 * terrain_item_get_interview:
 *
 * Returns: (transfer none) (nullable): %NULL once the item's repeat instance, or the interview, has gone
 */
TerrainInterview *
terrain_item_get_interview (TerrainItem *self)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (self), NULL);

  return self->interview;
}

const char *
terrain_item_get_ref (TerrainItem *self)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (self), NULL);

  return self->ref;
}

guint
terrain_item_get_position (TerrainItem *self)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (self), 0);

  return self->position;
}

const char *
terrain_item_get_value (TerrainItem *self)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (self), NULL);

  return self->value != NULL ? self->value : "";
}

char *
terrain_item_compute_display (TerrainItem *self)
{
  const char *value = terrain_item_get_value (self);
  const char *word = self->interview != NULL ? terrain_interview_find_word (self->interview, self->node) : NULL;

  if (word != NULL)
    return g_strdup (word);
  if (self->interview == NULL || self->node == NULL || self->control == NULL || *value == '\0' ||
      !terrain_control_is_select (self->control))
    return g_strdup (value);
  return terrain_interview_dup_choice_labels (self->interview, self->control, self->node, value, TRUE);
}

char *
terrain_item_dup_display_value (TerrainItem *self)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (self), NULL);

  if (!(self->known & TERRAIN_ITEM_KNOWS_DISPLAY))
    {
      self->display = terrain_item_compute_display (self);
      self->known |= TERRAIN_ITEM_KNOWS_DISPLAY;
    }
  return g_strdup (self->display);
}

gboolean
terrain_item_answer (TerrainItem *self,
                     const char  *value,
                     GError     **error)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (self), FALSE);

  if (self->interview == NULL || self->node == NULL || self->kind != TERRAIN_ITEM_QUESTION)
    {
      g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_FOUND,
                   _("“%s” is not part of the record any more."), self->ref);
      return FALSE;
    }
  return terrain_interview_answer_node (self->interview, self->node, self->control, value, error);
}

gboolean
terrain_item_get_relevant (TerrainItem *self)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (self), FALSE);

  return self->relevant;
}

gboolean
terrain_item_get_readonly (TerrainItem *self)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (self), FALSE);

  return self->readonly;
}

gboolean
terrain_item_get_required (TerrainItem *self)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (self), FALSE);

  return self->required;
}

gboolean
terrain_item_get_valid (TerrainItem *self)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (self), FALSE);

  return self->valid;
}

const char *
terrain_item_get_message (TerrainItem *self)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (self), NULL);

  return self->message;
}

const char *
terrain_item_get_required_message (TerrainItem *self)
{
  TerrainSchema *schema;

  g_return_val_if_fail (TERRAIN_IS_ITEM (self), NULL);

  schema = self->node != NULL ? self->node->schema : NULL;
  if (self->interview != NULL && schema != NULL && schema->required_message != NULL)
    {
      g_free (self->required_message);
      self->required_message = terrain_interview_render_label (self->interview, schema->required_message,
                                                               TERRAIN_LABEL_TEXT, self->node);
    }
  return self->required_message;
}

char *
terrain_item_dup_soft_message (TerrainItem *self)
{
  TerrainSchema *schema;

  g_return_val_if_fail (TERRAIN_IS_ITEM (self), NULL);

  schema = self->node != NULL ? self->node->schema : NULL;
  if (self->interview == NULL || schema == NULL || schema->soft_message == NULL)
    return NULL;
  return terrain_interview_render_label (self->interview, schema->soft_message, TERRAIN_LABEL_TEXT, self->node);
}

char *
terrain_item_compute_label (TerrainItem *self,
                            int          form)
{
  if (self->control == NULL)
    return form == TERRAIN_LABEL_TEXT ? g_strdup (terrain_form_get_title (self->form)) : NULL;
  if (self->interview == NULL || self->context == NULL)
    return NULL;
  return terrain_interview_render_label (self->interview, &self->control->label, form, self->context);
}

static const char *
get_label (TerrainItem *self,
           int          form)
{
  if (!(self->known & (1u << form)))
    {
      self->label[form] = terrain_item_compute_label (self, form);
      self->known |= 1u << form;
    }
  return self->label[form];
}

const char *
terrain_item_get_label (TerrainItem *self)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (self), NULL);

  return get_label (self, TERRAIN_LABEL_TEXT);
}

const char *
terrain_item_get_label_form (TerrainItem *self,
                             const char  *form)
{
  int index = terrain_label_form_from_name (form);

  g_return_val_if_fail (TERRAIN_IS_ITEM (self), NULL);

  return index >= 0 ? get_label (self, index) : NULL;
}

char *
terrain_item_compute_hint (TerrainItem *self,
                           int          form)
{
  if (self->control == NULL || self->interview == NULL || self->context == NULL)
    return NULL;
  return terrain_interview_render_label (self->interview, &self->control->hint, form, self->context);
}

const char *
terrain_item_get_hint (TerrainItem *self)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (self), NULL);

  if (!(self->known & TERRAIN_ITEM_KNOWS_HINT))
    {
      self->hint = terrain_item_compute_hint (self, TERRAIN_LABEL_TEXT);
      self->known |= TERRAIN_ITEM_KNOWS_HINT;
    }
  return self->hint;
}

const char *
terrain_item_get_guidance (TerrainItem *self)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (self), NULL);

  if (!(self->known & TERRAIN_ITEM_KNOWS_GUIDANCE))
    {
      self->guidance = terrain_item_compute_hint (self, TERRAIN_LABEL_GUIDANCE);
      self->known |= TERRAIN_ITEM_KNOWS_GUIDANCE;
    }
  return self->guidance;
}

GListModel *
terrain_item_get_choices (TerrainItem *self)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (self), NULL);

  /* The choices of a range, where it has any, are the words at its numbers (ODK XForms, "range"). */
  if (self->kind != TERRAIN_ITEM_QUESTION ||
      (!terrain_control_is_select (self->control) &&
       (self->control->kind != TERRAIN_CONTROL_RANGE ||
        (self->control->itemset == NULL && (self->control->choices == NULL || self->control->choices->len == 0)))))
    return NULL;
  if (self->choices == NULL)
    {
      self->choices = g_list_store_new (TERRAIN_TYPE_CHOICE);
      terrain_item_fill_choices (self);
    }
  return G_LIST_MODEL (self->choices);
}

gboolean
terrain_item_get_can_add (TerrainItem *self)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (self), FALSE);

  return self->kind == TERRAIN_ITEM_REPEAT && self->interview != NULL && self->relevant && !self->readonly &&
         terrain_interview_may_resize (self->interview, self->control);
}

gboolean
terrain_item_get_can_remove (TerrainItem *self)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (self), FALSE);

  if (self->kind == TERRAIN_ITEM_INSTANCE)
    return self->parent != NULL && terrain_item_get_can_remove (self->parent);
  return self->kind == TERRAIN_ITEM_REPEAT && self->interview != NULL && !self->readonly &&
         terrain_interview_may_resize (self->interview, self->control);
}
