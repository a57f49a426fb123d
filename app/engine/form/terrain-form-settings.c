/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-settings.h"

#include "terrain-form-parser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Submission and audit: read for others, of no consequence to an interview. */

static gboolean
is_true (const char *text)
{
  return g_str_equal (text, "true") || g_str_equal (text, "true()") || g_str_equal (text, "1");
}

/* The value of a bind attribute by its local name, whatever its prefix. */
static const char *
find_attribute (TerrainSchema *schema,
                const char    *name)
{
  GHashTableIter iter;
  const char *key;
  const char *value;

  if (schema->bind_attributes == NULL)
    return NULL;
  g_hash_table_iter_init (&iter, schema->bind_attributes);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, (gpointer *) &value))
    {
      const char *colon = strchr (key, ':');

      if (g_str_equal (colon != NULL ? colon + 1 : key, name))
        return value;
    }
  return NULL;
}

static gboolean
read_seconds (const char *text,
              guint      *seconds)
{
  guint64 number;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &number, NULL))
    return FALSE;
  *seconds = (guint) number;
  return TRUE;
}

static TerrainLocationPriority
read_priority (const char *text)
{
  static const char *const names[] = {
    [TERRAIN_LOCATION_NO_POWER] = "no-power",
    [TERRAIN_LOCATION_LOW_POWER] = "low-power",
    [TERRAIN_LOCATION_BALANCED] = "balanced",
    [TERRAIN_LOCATION_HIGH_ACCURACY] = "high-accuracy",
  };

  for (guint i = TERRAIN_LOCATION_NO_POWER; text != NULL && i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (names[i], text))
        return i;
    }
  return TERRAIN_LOCATION_NONE;
}

/* Places are logged with all three attributes, and a place must stay good until the next look. */
static void
read_location (TerrainFormParser *self,
               TerrainAudit      *audit,
               TerrainSchema     *schema)
{
  const char *priority = find_attribute (schema, "location-priority");
  const char *interval = find_attribute (schema, "location-min-interval");
  const char *age = find_attribute (schema, "location-max-age");
  TerrainLocationPriority level = read_priority (priority);

  if (priority == NULL && interval == NULL && age == NULL)
    return;
  if (level != TERRAIN_LOCATION_NONE && read_seconds (interval, &audit->location_min_interval) &&
      read_seconds (age, &audit->location_max_age) && audit->location_max_age >= audit->location_min_interval)
    {
      audit->location_priority = level;
      return;
    }
  audit->location_min_interval = audit->location_max_age = 0;
  terrain_parser_warning (self, "audit-location", schema->ref, schema->line,
                          _("The log of %s asks for places, but not so that it can be done; none are logged. It needs "
                            "odk:location-priority (no-power, low-power, balanced or high-accuracy), and whole seconds "
                            "in odk:location-min-interval and in odk:location-max-age, which may not be shorter."),
                          schema->ref);
}

static TerrainSchema *
find_audit (TerrainForm *form)
{
  TerrainSchema *root = g_ptr_array_index (form->schemas, 0);

  for (guint i = 0; i < root->children->len; i++)
    {
      TerrainSchema *meta = g_ptr_array_index (root->children, i);
      TerrainSchema *audit;

      if (meta->is_attribute || !g_str_equal (meta->local, "meta"))
        continue;
      audit = terrain_schema_find_child (form, meta, FALSE, g_intern_static_string ("audit"), NULL);
      if (audit != NULL)
        return audit;
    }
  return NULL;
}

void
terrain_parser_read_audit (TerrainFormParser *self)
{
  TerrainSchema *schema = find_audit (self->form);
  const char *text;
  TerrainAudit *audit;

  if (schema == NULL)
    return;
  audit = g_new0 (TerrainAudit, 1);
  audit->ref = g_strdup (schema->ref);
  read_location (self, audit, schema);
  text = find_attribute (schema, "track-changes");
  audit->track_changes = text != NULL && is_true (text);
  text = find_attribute (schema, "identify-user");
  audit->identify_user = text != NULL && is_true (text);
  text = find_attribute (schema, "track-changes-reasons");
  audit->track_changes_reasons = text != NULL && g_str_equal (text, "on-form-edit");
  self->form->audit = audit;
}

void
terrain_audit_free (TerrainAudit *self)
{
  g_free (self->ref);
  g_free (self);
}

const TerrainAudit *
terrain_form_get_audit (TerrainForm *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->audit;
}

/* Submission */

static const char *
get_filled (TerrainForm *self,
            const char  *name)
{
  const char *value = g_hash_table_lookup (self->submission, name);

  return value != NULL && *value != '\0' ? value : NULL;
}

static gboolean
get_boolean (TerrainForm *self,
             const char  *name,
             gboolean     fallback)
{
  const char *value = get_filled (self, name);

  return value != NULL ? is_true (value) : fallback;
}

const char *
terrain_form_get_submission_action (TerrainForm *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_filled (self, "action");
}

const char *
terrain_form_get_submission_method (TerrainForm *self)
{
  const char *method;

  g_return_val_if_fail (self != NULL, NULL);

  if (get_filled (self, "action") == NULL)
    return NULL;
  /* "it is recommended that a server […] considers form-data-post an alias for post". */
  method = get_filled (self, "method");
  return method == NULL || g_str_equal (method, "form-data-post") ? "post" : method;
}

const char *
terrain_form_get_public_key (TerrainForm *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_filled (self, "base64RsaPublicKey");
}

gboolean
terrain_form_get_auto_send (TerrainForm *self,
                            gboolean     fallback)
{
  g_return_val_if_fail (self != NULL, fallback);

  return get_boolean (self, "auto-send", fallback);
}

gboolean
terrain_form_get_auto_delete (TerrainForm *self,
                              gboolean     fallback)
{
  g_return_val_if_fail (self != NULL, fallback);

  return get_boolean (self, "auto-delete", fallback);
}

gboolean
terrain_form_get_client_editable (TerrainForm *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return get_boolean (self, "client-editable", FALSE);
}
