/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "terrain-engine-types.h"

G_BEGIN_DECLS

/* Why something of a record is as it is: which expression decides, over which answers with which values now. */

/**
 * TerrainAspect:
 * @TERRAIN_ASPECT_RELEVANT: whether it is asked
 * @TERRAIN_ASPECT_READONLY: whether it can only be read
 * @TERRAIN_ASPECT_REQUIRED: whether it needs an answer
 * @TERRAIN_ASPECT_CONSTRAINT: whether its answer is accepted
 * @TERRAIN_ASPECT_VALUE: what it is computed from
 * @TERRAIN_ASPECT_CHOICES: what its choices are filtered by
 */
typedef enum
{
  TERRAIN_ASPECT_RELEVANT,
  TERRAIN_ASPECT_READONLY,
  TERRAIN_ASPECT_REQUIRED,
  TERRAIN_ASPECT_CONSTRAINT,
  TERRAIN_ASPECT_VALUE,
  TERRAIN_ASPECT_CHOICES,
} TerrainAspect;

/**
 * TerrainReason: a node that an expression reads
 * @label: (nullable): of its question in the active language, plain text; %NULL for what is no question
 * @name: the element's name, for what has no label
 * @value: as it stands in the record, "" for none
 * @display: as a person reads it: choice labels
 * @relevant: a question that is not asked reads as if it had no answer
 * @concealed: value and display are a word that stands for them (terrain-concealment.h)
 */
typedef struct
{
  char *ref;
  char *label;
  char *name;
  char *value;
  char *display;
  gboolean relevant;
  gboolean concealed;
} TerrainReason;

typedef enum
{
  TERRAIN_CONDITION_TEST,
  TERRAIN_CONDITION_AND,
  TERRAIN_CONDITION_OR,
} TerrainConditionKind;

/**
 * TerrainCondition: an expression, or a part of one between "and" and "or"
 * @source: as written
 * @result: (nullable): what it gives now, as text ("true", "15"); %NULL where it cannot be computed
 * @holds: the result as a condition
 * @decides: the whole would be another, or could be, if this were: what to point at
 * @parts: (element-type TerrainCondition): of "and" and "or"; empty for a test
 * @reasons: (element-type TerrainReason): what a test reads; at most 20, @n_reasons of them there are
 */
typedef struct _TerrainCondition TerrainCondition;

struct _TerrainCondition
{
  TerrainConditionKind kind;
  char *source;
  char *result;
  gboolean holds;
  gboolean decides;
  GPtrArray *parts;
  GPtrArray *reasons;
  guint n_reasons;
};

/**
 * TerrainExplanation:
 * @ref: what was asked about
 * @holds: whether it is asked, read-only, required, accepted, computed; for choices: whether there are any
 * @decider: the ref of what the expression belongs to: itself, or the nearest group around it that decides (one that is not
 *   asked, or read-only, makes all in it so)
 * @decider_label: (nullable): as in #TerrainReason
 * @condition: (nullable): %NULL where the form says nothing: asked, not read-only, not required, accepted, not computed
 * @message: (nullable): the form's words for an answer that is not accepted
 */
struct _TerrainExplanation
{
  TerrainAspect aspect;
  char *ref;
  gboolean holds;
  char *decider;
  char *decider_label;
  TerrainCondition *condition;
  char *message;
};

/* Changes nothing. Returns: (transfer full) (nullable): %NULL with TERRAIN_ENGINE_ERROR_NOT_FOUND */
TerrainExplanation *terrain_interview_explain (TerrainInterview *self, const char *ref, TerrainAspect aspect,
                                               GError **error);
/* What the form itself says of @ref, and nothing around it: for a questionnaire on paper, where nothing is decided yet.
 * A group that is not asked hides nothing of what is in it then. */
TerrainExplanation *terrain_interview_explain_rule (TerrainInterview *self, const char *ref, TerrainAspect aspect,
                                                    GError **error);
/* What the condition of an explanation is, of any expression: a part of one, or a calculate. @context: a ref.
 * Returns: (transfer full) (nullable): %NULL with an error of the engine's where it does not compile */
TerrainCondition *terrain_interview_take_apart (TerrainInterview *self, const char *expression, const char *context,
                                                GError **error);
void terrain_condition_free (TerrainCondition *self);
/* As terrain_interview_explain(), as a sentence in the language of the app: “Not asked, because “Age” is 15 (asked when /data/age >= 18).”
 * Returns: (transfer full) */
char *terrain_explanation_dup_sentence (const TerrainExplanation *self);
/* The same for who reads no expressions, which are left out where there is an answer to name: “Not asked, because “Age” is
 * 15.” Returns: (transfer full) */
char *terrain_explanation_dup_words (const TerrainExplanation *self);
void terrain_explanation_free (TerrainExplanation *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainExplanation, terrain_explanation_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainCondition, terrain_condition_free)

G_END_DECLS
