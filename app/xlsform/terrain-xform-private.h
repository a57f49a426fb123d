/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/tree.h>

#include "terrain-compile-private.h"
#include "terrain-reference-private.h"

G_BEGIN_DECLS

/* The XForm being written: a tree, so that each part can be filled when its turn comes. */
typedef struct
{
  TerrainCompile *compile;
  xmlDoc *doc;
  GHashTable *prefixes; /* prefix → xmlNs */
  xmlNs *xforms, *xhtml, *odk, *instance_ns;
  xmlNode *html, *model, *itext, *body;
  GPtrArray *texts;     /* what goes into itext */
  GHashTable *text_index;
  GPtrArray *languages; /* in the order they were met */
} TerrainXform;

/* The last step: (transfer full): the XForm. Errors found while writing are issues like the others. */
GBytes *terrain_xform_write (TerrainCompile *self);

xmlNode *terrain_xform_add (xmlNode *parent, xmlNs *ns, const char *name);
/* @name: also with a prefix, "jr:count"; complains at @place of one that nothing declares. */
void terrain_xform_set (TerrainXform *self, xmlNode *node, const char *name, const char *value, TerrainPlace place);
/* A text for people: each ${name} as an output. */
void terrain_xform_add_text (TerrainXform *self, xmlNode *node, const char *text, TerrainEntry *context,
                             TerrainPlace place);
/* An attribute of @item with its references as paths from it. */
void terrain_xform_set_expanded (TerrainXform *self, xmlNode *node, TerrainEntry *item,
                                 const TerrainAttribute *attribute);
const char *terrain_xform_expand (TerrainXform *self, TerrainEntry *item, const char *text,
                                  const TerrainColumn *column);

/* Instances, binds and actions of the model. */
void terrain_xform_write_instances (TerrainXform *self);
void terrain_xform_write_binds (TerrainXform *self);
void terrain_xform_write_body (TerrainXform *self);
/* Actions that stand in a control or a repeat. */
void terrain_xform_add_triggered (TerrainXform *self, xmlNode *control, TerrainEntry *item);
void terrain_xform_add_new_repeat (TerrainXform *self, xmlNode *node, TerrainEntry *repeat);
void terrain_xform_add_itemset (TerrainXform *self, xmlNode *control, TerrainEntry *item);
/* (transfer none): the filtered source of a select's choices. */
const char *terrain_xform_nodeset (TerrainXform *self, TerrainEntry *item);

/* A text in itext. @form: (nullable): "guidance", "image"…; %NULL for the text itself. */
void terrain_xform_say (TerrainXform *self, const char *id, const char *form, const TerrainWords *words,
                        TerrainEntry *context, TerrainPlace place);
/* Whether words go into itext: some are in a language. */
gboolean terrain_words_are_translated (const GArray *words);
void terrain_xform_say_choices (TerrainXform *self);
void terrain_xform_write_itext (TerrainXform *self);

G_END_DECLS
