/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-serial-entry.h"

#define KEY "serial-forms"
#define FORM_ID "terrain-form-id"
/* Enough to know a record by; more is not read in the seconds a toast stays. */
#define MAX_ANSWERS 2

gboolean
terrain_serial_entry_is_on (GSettings  *settings,
                            const char *form_id)
{
  g_return_val_if_fail (G_IS_SETTINGS (settings), FALSE);
  g_return_val_if_fail (form_id != NULL, FALSE);

  g_auto (GStrv) forms = g_settings_get_strv (settings, KEY);
  return g_strv_contains ((const char *const *) forms, form_id);
}

static void
remember (GSettings  *settings,
          const char *form_id,
          gboolean    on)
{
  g_auto (GStrv) forms = g_settings_get_strv (settings, KEY);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (char **form = forms; *form; form++)
    if (strcmp (*form, form_id) != 0)
      g_strv_builder_add (builder, *form);
  if (on)
    g_strv_builder_add (builder, form_id);

  g_auto (GStrv) now = g_strv_builder_end (builder);
  g_settings_set_strv (settings, KEY, (const char *const *) now);
}

static void
on_change_state (GSimpleAction *action,
                 GVariant      *state,
                 gpointer       settings)
{
  remember (settings, g_object_get_data (G_OBJECT (action), FORM_ID), g_variant_get_boolean (state));
}

/* Also where another window changed it. */
static void
on_setting (GSettings     *settings,
            const char    *key,
            GSimpleAction *action)
{
  gboolean on = terrain_serial_entry_is_on (settings, g_object_get_data (G_OBJECT (action), FORM_ID));

  g_simple_action_set_state (action, g_variant_new_boolean (on));
}

GSimpleActionGroup *
terrain_serial_entry_new_actions (GSettings  *settings,
                                  const char *form_id)
{
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (form_id != NULL, NULL);

  GSimpleActionGroup *group = g_simple_action_group_new ();
  GVariant *state = g_variant_new_boolean (terrain_serial_entry_is_on (settings, form_id));
  g_autoptr (GSimpleAction) action = g_simple_action_new_stateful ("on", NULL, state);

  g_object_set_data_full (G_OBJECT (action), FORM_ID, g_strdup (form_id), g_free);
  g_signal_connect_object (action, "change-state", G_CALLBACK (on_change_state), settings, 0);
  g_signal_connect_object (settings, "changed::" KEY, G_CALLBACK (on_setting), action, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  return group;
}

gboolean
terrain_serial_entry_is_ready (TerrainSession *session)
{
  g_return_val_if_fail (TERRAIN_IS_SESSION (session), FALSE);

  g_autoptr (GPtrArray) problems = terrain_interview_validate (terrain_session_get_interview (session));
  g_autoptr (GPtrArray) warnings = terrain_session_dup_warnings (session);
  return problems->len == 0 && warnings->len == 0;
}

/* The last ones first. */
static void
collect_answers (TerrainItem *item,
                 GPtrArray   *answers)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));

  if (answers->len == MAX_ANSWERS || !terrain_item_get_relevant (item))
    return;
  for (guint i = n; i > 0; i--)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i - 1);
      collect_answers (child, answers);
    }
  if (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION && terrain_item_get_required (item)
      && *terrain_item_get_value (item) != '\0' && answers->len < MAX_ANSWERS)
    g_ptr_array_add (answers, terrain_answer_dup_words (item));
}

char *
terrain_serial_entry_dup_summary (TerrainSession *session)
{
  g_return_val_if_fail (TERRAIN_IS_SESSION (session), NULL);

  TerrainInterview *interview = terrain_session_get_interview (session);
  g_autofree char *name = terrain_interview_dup_shown_name (interview);
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func (g_free);

  if (name && *name != '\0')
    return g_steal_pointer (&name);
  collect_answers (terrain_interview_get_root_item (interview), answers);
  if (answers->len == 0)
    return terrain_interview_dup_title (interview);

  GString *text = g_string_new (NULL);
  for (guint i = answers->len; i > 0; i--)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", (const char *) answers->pdata[i - 1]);
  return g_string_free (text, FALSE);
}
