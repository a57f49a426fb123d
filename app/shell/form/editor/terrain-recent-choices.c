/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-recent-choices.h"

/* "The last five stations on top" (A3); a longer list is no quicker than typing. */
#define MAX_RECENT 5

typedef struct
{
  char *key;
  char *value;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_free (self->key);
  g_free (self->value);
  g_free (self);
}

static TerrainStore *
store_of (TerrainFormContext *context)
{
  TerrainSession *session = terrain_form_context_get_session (context);

  return session != NULL ? terrain_profile_get_store (terrain_session_get_profile (session)) : NULL;
}

static char *
dup_key (TerrainItem *item)
{
  TerrainForm *form = terrain_interview_get_form (terrain_item_get_interview (item));

  return g_strdup_printf ("recent/%s%s", terrain_form_get_id (form),
                          terrain_control_get_ref (terrain_item_get_control (item)));
}

char **
terrain_recent_choices_load (TerrainFormContext *context, TerrainItem *item)
{
  TerrainStore *store = store_of (context);
  g_autofree char *key = dup_key (item);
  g_autofree char *codes = store != NULL ? terrain_store_get_setting (store, key, NULL) : NULL;

  return g_strsplit (codes != NULL ? codes : "", " ", MAX_RECENT);
}

static void
write_entry (GTask *task, gpointer store, gpointer data, GCancellable *cancellable)
{
  const Entry *entry = data;
  g_autoptr (GError) error = NULL;

  /* What is lost is an order. */
  if (!terrain_store_set_setting (store, entry->key, entry->value, &error))
    g_message ("the order of a list was not kept: %s", g_quark_to_string (error->domain));
}

void
terrain_recent_choices_add (TerrainFormContext *context, TerrainItem *item, TerrainChoice *choice)
{
  TerrainStore *store = store_of (context);
  const char *code = terrain_choice_get_value (choice);
  g_auto (GStrv) codes = NULL;
  g_autoptr (GTask) task = NULL;
  GString *value;
  Entry *entry;

  if (store == NULL || *code == '\0' || (terrain_choice_get_field (choice, "label_nl") == NULL &&
                                         terrain_choice_get_field (choice, "label_fr") == NULL))
    return;
  codes = terrain_recent_choices_load (context, item);
  value = g_string_new (code);
  for (guint i = 0, n = 1; codes[i] != NULL && n < MAX_RECENT; i++)
    if (*codes[i] != '\0' && !g_str_equal (codes[i], code))
      {
        g_string_append_printf (value, " %s", codes[i]);
        n++;
      }
  entry = g_new0 (Entry, 1);
  entry->key = dup_key (item);
  entry->value = g_string_free (value, FALSE);
  task = g_task_new (store, NULL, NULL, NULL);
  g_task_set_task_data (task, entry, entry_free);
  g_task_run_in_thread (task, write_entry);
}
