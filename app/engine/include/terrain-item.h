/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "terrain-control.h"
#include "terrain-engine-types.h"

G_BEGIN_DECLS

/**
 * TerrainItemKind:
 * @TERRAIN_ITEM_QUESTION: a control that takes an answer
 * @TERRAIN_ITEM_GROUP: a <group>, or the whole form
 * @TERRAIN_ITEM_REPEAT: a <repeat>: its children are its instances
 * @TERRAIN_ITEM_INSTANCE: one instance of a repeat: its children are questions, groups and repeats
 */
typedef enum
{
  TERRAIN_ITEM_QUESTION,
  TERRAIN_ITEM_GROUP,
  TERRAIN_ITEM_REPEAT,
  TERRAIN_ITEM_INSTANCE,
} TerrainItemKind;

/*
 * TerrainItem: the live state of one element of the form's body, for a user interface.
 *
 * Is the GListModel of its children (all of them, relevant or not; watch "relevant"). Made when first asked for, so a
 * form without a window costs none. Everything below is also a read-only property of the same name, notified only when
 * it really changes, after the recalculation that changed it:
 *   "ref" "value" "display-value" "relevant" "readonly" "required" "valid" "message" "label" "hint" "guidance" "choices"
 */
#define TERRAIN_TYPE_ITEM (terrain_item_get_type ())
G_DECLARE_FINAL_TYPE (TerrainItem, terrain_item, TERRAIN, ITEM, GObject)

TerrainItemKind terrain_item_get_kind (TerrainItem *self);
/* Returns: (nullable): NULL only for the root */
TerrainControl *terrain_item_get_control (TerrainItem *self);
/* Returns: (nullable) (transfer none) */
TerrainItem *terrain_item_get_parent (TerrainItem *self);
TerrainInterview *terrain_item_get_interview (TerrainItem *self);
/* With positions; changes when an earlier repeat instance goes. */
const char *terrain_item_get_ref (TerrainItem *self);
/* 1-based position of a repeat instance, 0 for others. */
guint terrain_item_get_position (TerrainItem *self);

/* "" where there is no answer. */
const char *terrain_item_get_value (TerrainItem *self);
/* The value as a person reads it: choice labels in the active language joined by ", "; otherwise the value.
 * Returns: (transfer full) */
char *terrain_item_dup_display_value (TerrainItem *self);
/* terrain_interview_answer() at this item. */
gboolean terrain_item_answer (TerrainItem *self, const char *value, GError **error);

/* Own and inherited. */
gboolean terrain_item_get_relevant (TerrainItem *self);
gboolean terrain_item_get_readonly (TerrainItem *self);
gboolean terrain_item_get_required (TerrainItem *self);
/* FALSE only for an answer that breaks its constraint or is no longer offered; a missing required answer is valid until
 * completion is tried (terrain_interview_validate() lists it). */
gboolean terrain_item_get_valid (TerrainItem *self);
/* Returns: (nullable): why it is not valid, in the form's language */
const char *terrain_item_get_message (TerrainItem *self);
/* Returns: (nullable): what to say when a required answer is missing; NULL where the form says nothing */
const char *terrain_item_get_required_message (TerrainItem *self);
/* Returns: (transfer full) (nullable): what to ask about an unusual answer ("softConstraintMsg" of the bind), in the form's
 * language; NULL where the form says nothing */
char *terrain_item_dup_soft_message (TerrainItem *self);

/* In the active language, outputs filled in; may hold the markdown and XHTML of ODK XForms. NULL where none. */
const char *terrain_item_get_label (TerrainItem *self);
const char *terrain_item_get_hint (TerrainItem *self);
const char *terrain_item_get_guidance (TerrainItem *self);
/* Returns: (nullable): the "image", "audio", "video", "big-image" or "short" form of the label: a jr:// URI or a text */
const char *terrain_item_get_label_form (TerrainItem *self, const char *form);

/* Returns: (nullable) (transfer none): a GListModel of TerrainChoice for select1, select, rank, and a range with
 * words at its numbers (tick_labelset); NULL for others.
 * The same object for the item's life; its items change. */
GListModel *terrain_item_get_choices (TerrainItem *self);

/* For repeats: whether a person may add or remove instances now (jr:noAddRemove, jr:count). */
gboolean terrain_item_get_can_add (TerrainItem *self);
gboolean terrain_item_get_can_remove (TerrainItem *self);
/* For repeats: what @select, one of its questions, would offer in an instance that is not there yet. @language: (nullable):
 * another of the interview's languages. Returns: (transfer full): a GListModel of TerrainChoice as things are now */
GListModel *terrain_item_list_new_choices (TerrainItem *self, TerrainControl *select, const char *language);

/*
 * TerrainChoice: one offered answer. Immutable.
 */
#define TERRAIN_TYPE_CHOICE (terrain_choice_get_type ())
G_DECLARE_FINAL_TYPE (TerrainChoice, terrain_choice, TERRAIN, CHOICE, GObject)

const char *terrain_choice_get_value (TerrainChoice *self);
/* Never NULL: a choice without label shows its value. */
const char *terrain_choice_get_label (TerrainChoice *self);
/* Returns: (nullable): as terrain_item_get_label_form() */
const char *terrain_choice_get_label_form (TerrainChoice *self, const char *form);
/* Returns: (nullable): any child of the choice's item in its secondary instance, by name ("geometry") */
const char *terrain_choice_get_field (TerrainChoice *self, const char *name);

G_END_DECLS
