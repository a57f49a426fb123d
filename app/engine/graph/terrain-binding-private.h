/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-private.h"

G_BEGIN_DECLS

/*
 * What TerrainAst.binding of a path points to: where in the form the path leads, so that an interview finds the nodes
 * by schema rather than by walking names. Owned by the form, immutable.
 *
 * Only paths of plain steps are bound (child and attribute steps by name, "..", ".", none with a predicate, begun by
 * nothing, "/" or current()), and only where they lead to exactly one schema. All others have NULL: walk the steps.
 *
 *   context ── @up times the parent ──► anchor ── @steps[0], @steps[1] … ──► target
 *
 * - @from_root: the anchor is the root element whatever the context (@up is 0 then); the context is not looked at.
 *   Every absolute path that no repeat lies on is of this kind, also in texts, which many places share.
 * - otherwise climb @up times from a context node. Which one:
 *     @of_expression TRUE: the node the whole expression is evaluated on ("/data/r/x" inside a repeat, current()/..);
 *     @of_expression FALSE: the node the path itself is evaluated on, in a predicate the item.
 *   After climbing, node->schema == anchor holds. Where it does not (an expression borrowed for another place), return
 *   FALSE from TerrainXPathHost.bound and the steps are walked.
 * - @single: no step below the anchor is a repeat, so there is one node, or none where an instance lacks it.
 *   Without it, each step that is a repeat means all its instances under the nodes before.
 *
 * Contextualising (engine-semantics, 1 and 2) is done already: "/data/r/x" written inside /data/r has anchor /data/r
 * and one step.
 */
typedef struct
{
  TerrainSchema *anchor;
  TerrainSchema *target;
  TerrainSchema **steps; /* from below the anchor to the target itself; empty where they are the same */
  guint n_steps;
  guint up;
  gboolean from_root;
  gboolean of_expression;
  gboolean single;
} TerrainBinding;

G_END_DECLS
