/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-private.h"

G_BEGIN_DECLS

/* Makes the place called @local below @parent (NULL: the root element) and enters it in the form's tables. */
TerrainSchema *terrain_schema_new (TerrainForm *form, TerrainSchema *parent, const char *local, const char *prefix,
                                   const char *uri, gboolean is_attribute);
void terrain_schema_free (TerrainSchema *self);

/* The child called @local (interned), in namespace @uri; NULL there means in any. O(1). */
TerrainSchema *terrain_schema_find_child (TerrainForm *form, TerrainSchema *parent, gboolean is_attribute,
                                          const char *local, const char *uri);

/* The place @ref leads to from @context (NULL: the root element). Plain steps only: names, "@name", ".", "..",
 * "current()"; predicates are passed over. */
TerrainSchema *terrain_schema_resolve (TerrainForm *form, TerrainSchema *context, const char *ref);

/* The number of ancestors. */
guint terrain_schema_get_depth (TerrainSchema *self);
gboolean terrain_schema_is_inside (TerrainSchema *self, TerrainSchema *ancestor);

/* The tables a form keeps its schemas in. */
void terrain_form_init_schemas (TerrainForm *form);

/* Namespace of a prefix as an expression of @form (user_data) means it; for terrain_xpath_compile(). */
const char *terrain_form_find_namespace (const char *prefix, gpointer form);

void terrain_label_init (TerrainLabel *self);
void terrain_label_clear (TerrainLabel *self);
void terrain_label_free (TerrainLabel *self);
TerrainForm *terrain_form_new (void);
void terrain_control_free (TerrainControl *self);
void terrain_action_free (TerrainAction *self);
void terrain_audit_free (TerrainAudit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainLabel, terrain_label_free)

G_END_DECLS
