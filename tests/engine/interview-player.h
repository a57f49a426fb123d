/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <terrain-engine.h>

G_BEGIN_DECLS

/*
 * Plays an interview recorded on JavaRosa or ODK Web Forms (shared/corpus/interviews) on this engine and notes where
 * the two differ: in a check of the recording, in the state that a step left, in the order in which questions come.
 */
typedef struct
{
  TerrainForm *form;
  TerrainEnvironment *environment;
  TerrainInterview *interview;
  TerrainWalk *walk;
  const char *event;     /* (nullable): where the recording stands: "QUESTION"… */
  GHashTable *state;     /* ref → JsonObject: what the recorded engine showed last */
  GHashTable *disagreed; /* "ref field" that differed, and was said so, in an earlier step */
} PlayerRecord;

typedef struct
{
  guint step;
  char *text;
} PlayerDifference;

typedef struct
{
  const char *shared;
  JsonObject *scenario;
  gboolean javarosa;
  guint step;
  guint n_checks; /* made */
  guint n_states; /* values and flags of recorded states compared */
  GPtrArray *records;     /* (element-type PlayerRecord) (nullable elements): by the number the recording gives them */
  GPtrArray *differences; /* (element-type PlayerDifference) */
} Player;

/* @shared: the shared folder. Both live as long as the player. */
Player *player_new (const char *shared, JsonObject *scenario);
void player_free (Player *self);
void player_play (Player *self);

/* Between the parts of the player. */

/* (nullable): text member @name of @object */
const char *player_text (JsonObject *object, const char *name);
/* (nullable): the record whose number is member @name of @step */
PlayerRecord *player_get_record (Player *self, JsonObject *step, const char *name);
/* @data: (nullable): a PlayerRecord */
void player_record_free (gpointer data);
void player_differ (Player *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* JavaRosa's own numbering shows through in some refs. (transfer full) */
char *player_dup_ref (const char *ref);
/* Whether two texts say the same: numbers by value, identities as such. */
gboolean player_same (const char *got, const char *expected);
/* (transfer full): the value at @ref as the recorded engine tells it; NULL where there is no such place */
char *player_read_value (Player *self, PlayerRecord *record, const char *ref, const char *expected);
/* NULL, "constraint" or "required": what Web Forms calls the violation of a question */
const char *player_get_violation (TerrainItem *item);
/* "value|label value|label…", in order; (transfer full) */
char *player_dup_choices (TerrainItem *item, gboolean labels);

void player_do (Player *self, JsonObject *step);
void player_check (Player *self, JsonObject *step);
void player_compare_state (Player *self, JsonObject *step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Player, player_free)

G_END_DECLS
