/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * TerrainStep: one step of an interview as the journal keeps it: what was done, and what the outside world decided then.
 * In the journal it is an event: the kind, the time, and a small JSON object of the rest:
 *
 *   set       {"ref":"/data/age","value":"31","seed":-17}, with "joined":true where it is taken back with the one before
 *   add       {"ref":"/data/person","seed":5}          remove  {"ref":"/data/person[2]","seed":5}
 *   language  {"value":"fr","seed":5}                  position {"ref":"/data/age","seed":5}
 *   undo      {"seed":5}                               redo     {"seed":5,"value":"fr","instance":"<data …"}
 *   fill      {"ref":"/data/place","value":"","seed":5}  audit    {"event":"form start","value":"ann","seed":5}
 *
 * "seed" is the state of the random sequence before the step, as a signed number. A position follows each checkpoint and
 * holds what the instance does not, the language among it ("value"); its "ref" is missing where the person has not been
 * anywhere yet.
 *
 * An undo or redo of a step from before the last checkpoint holds what it led to, instance and language, so that it can
 * be done again where nothing but the checkpoint is known.
 *
 * Of a form that asks for an audit log, steps also say what the log will: "event" (its name there), "node", and the
 * answer before and after ("old", "new"; terrain-audit-private.h). An "audit" step is nothing but that.
 */
typedef enum
{
  TERRAIN_STEP_SET,
  TERRAIN_STEP_ADD,
  TERRAIN_STEP_REMOVE,
  TERRAIN_STEP_LANGUAGE,
  TERRAIN_STEP_UNDO,
  TERRAIN_STEP_REDO,
  TERRAIN_STEP_POSITION,
  TERRAIN_STEP_FILL,  /* what the device knows */
  TERRAIN_STEP_AUDIT, /* changes nothing */
  TERRAIN_STEP_REMARK,  /* a note; as the next one, terrain-remarks-private.h */
  TERRAIN_STEP_CONFIRM, /* an unusual answer is right */
  TERRAIN_STEP_MASK,    /* the answer is not shown any more */
  TERRAIN_STEP_UNKNOWN, /* a later version's; nothing to do here */
} TerrainStepKind;

typedef struct
{
  TerrainStepKind kind;
  char *ref;   /* (nullable) */
  char *value; /* (nullable) */
  char *instance; /* (nullable) */
  char *event;    /* (nullable): of the audit log, as are the three below */
  char *node;
  char *old_value;
  char *new_value;
  char *user; /* (nullable): who confirmed */
  char *gone; /* (nullable): the instance this took away, for remarks to follow; terrain-remarks-private.h */
  char *back; /* (nullable): the instance this brought back */
  guint64 seed;
  gboolean joined; /* undone with the step before it */
} TerrainStep;

const char *terrain_step_kind_to_string (TerrainStepKind kind);
GBytes *terrain_step_to_payload (TerrainStep *self);
/* Returns: (transfer full) (nullable): NULL with G_IO_ERROR_INVALID_DATA for what no version has written */
TerrainStep *terrain_step_new_from_event (const char *kind, GBytes *payload, GError **error);
void terrain_step_free (TerrainStep *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainStep, terrain_step_free)

G_END_DECLS
