/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-compile-private.h"
#include "terrain-reference-private.h"

static void
connect_trigger (TerrainCompile *self, TerrainEntry *item, const char *name)
{
  TerrainPlace place = terrain_entry_place (self, item, item->trigger_column);
  TerrainEntry *trigger = terrain_reference_find (self, name, place);

  if (trigger == NULL)
    return;
  /* Only a control that people see can be changed by them (ODK XForms, xforms-value-changed). */
  if (trigger->kind != TERRAIN_ENTRY_QUESTION || trigger->type->control == NULL || trigger->no_control)
    terrain_compile_error (self, "trigger-hidden", place,
                           _("Nobody answers “%s”, so it can set nothing off. Name a question that people see."),
                           name);
  else
    g_ptr_array_add (trigger->triggered, item);
}

void
terrain_compile_triggers (TerrainCompile *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      TerrainEntry *item = g_ptr_array_index (self->items, i);

      for (guint j = 0; item->kind == TERRAIN_ENTRY_QUESTION && j < item->triggers->len; j++)
        connect_trigger (self, item, g_ptr_array_index (item->triggers, j));
    }
}
