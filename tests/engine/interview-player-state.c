/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview-player.h"

#include "terrain-interview-private.h"

#include <string.h>

/*
 * What the recorded engine showed after a step, place by place: v value, r relevant, ro read-only, rq required,
 * lbl label, hint, ch choices, n instances of a repeat, viol violation, msg its message. A recording holds what a step
 * changed; everything it showed so far is compared each time, so that a change it did not see is seen here.
 */

static void
compare (Player       *self,
         PlayerRecord *record,
         const char   *ref,
         const char   *field,
         const char   *got,
         const char   *expected)
{
  g_autofree char *key = g_strconcat (ref, " ", field, NULL);

  self->n_states++;
  if (player_same (got, expected))
    g_hash_table_remove (record->disagreed, key);
  else if (g_hash_table_add (record->disagreed, g_steal_pointer (&key)))
    player_differ (self, "%s: %s is “%s”, not “%s”", ref, field, got, expected);
}

static const char *
word (gboolean flag)
{
  return flag ? "yes" : "no";
}

/* Runs of white space are one, as where a text is shown. */
static void
compare_text (Player       *self,
              PlayerRecord *record,
              const char   *ref,
              const char   *field,
              const char   *got,
              const char   *expected)
{
  g_autoptr (GRegex) space = g_regex_new ("\\s+", 0, 0, NULL);
  g_autofree char *a = g_regex_replace_literal (space, got != NULL ? got : "", -1, 0, " ", 0, NULL);
  g_autofree char *b = g_regex_replace_literal (space, expected, -1, 0, " ", 0, NULL);

  compare (self, record, ref, field, g_strstrip (a), g_strstrip (b));
}

static void
compare_choices (Player       *self,
                 PlayerRecord *record,
                 const char   *ref,
                 TerrainItem  *item,
                 JsonArray    *expected)
{
  g_autofree char *got = player_dup_choices (item, TRUE);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (expected); i++)
    {
      JsonArray *choice = json_array_get_array_element (expected, i);

      g_string_append_printf (text, "%s|%s\n", json_array_get_string_element (choice, 0),
                              json_array_get_string_element (choice, 1));
    }
  compare_text (self, record, ref, "ch", got, text->str);
}

static void
compare_item (Player       *self,
              PlayerRecord *record,
              const char   *ref,
              TerrainItem  *item,
              JsonObject   *entry)
{
  const char *message = player_text (entry, "msg");

  if (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION && terrain_item_get_relevant (item))
    {
      compare (self, record, ref, "required", word (terrain_item_get_required (item)),
               word (json_object_get_boolean_member_with_default (entry, "rq", FALSE)));
      compare (self, record, ref, "violation", self->javarosa ? NULL : player_get_violation (item),
               player_text (entry, "viol"));
    }
  if (message != NULL)
    compare (self, record, ref, "message",
             g_strcmp0 (player_get_violation (item), "required") == 0 ? terrain_item_get_required_message (item)
                                                                      : terrain_item_get_message (item), message);
  if (player_text (entry, "lbl") != NULL)
    compare_text (self, record, ref, "label", terrain_item_get_label (item), player_text (entry, "lbl"));
  if (player_text (entry, "hint") != NULL)
    compare_text (self, record, ref, "hint", terrain_item_get_hint (item), player_text (entry, "hint"));
  if (json_object_has_member (entry, "ch") && terrain_item_get_relevant (item))
    compare_choices (self, record, ref, item, json_object_get_array_member (entry, "ch"));
}

static void
compare_entry (Player       *self,
               PlayerRecord *record,
               const char   *ref,
               JsonObject   *entry)
{
  TerrainNode *node;
  TerrainItem *item;
  const char *range = strstr (ref, "#range");

  if (range != NULL)
    {
      g_autofree char *repeat = g_strndup (ref, (gsize) (range - ref));
      g_autofree char *got = g_strdup_printf ("%u", terrain_interview_count_instances (record->interview, repeat));
      g_autofree char *expected = g_strdup_printf ("%d", (int) json_object_get_int_member (entry, "n"));

      compare (self, record, ref, "n", got, expected);
      return;
    }
  node = terrain_interview_find_node (record->interview, ref, NULL);
  /* Web Forms gives a form that has no identity one; here it comes with completion. */
  if (node == NULL && (strstr (ref, "/meta") != NULL || strstr (ref, ":meta") != NULL))
    return;
  compare (self, record, ref, "existence", word (node != NULL), "yes");
  if (node == NULL)
    return;
  compare (self, record, ref, "relevance", word (!(node->flags & TERRAIN_NODE_IRRELEVANT)),
           word (json_object_get_boolean_member_with_default (entry, "r", TRUE)));
  compare (self, record, ref, "read-only", word ((node->flags & TERRAIN_NODE_READONLY) != 0),
           word (json_object_get_boolean_member_with_default (entry, "ro", FALSE)));
  if (node->first_child == NULL && (player_text (entry, "v") != NULL || self->javarosa))
    {
      const char *expected = player_text (entry, "v");
      g_autofree char *got = player_read_value (self, record, ref, expected);

      /* A record has its identity from the start, whether or not the form asks for one. */
      if (!g_str_has_suffix (ref, "instanceID") || (expected != NULL && *expected != '\0'))
        compare (self, record, ref, "value", got, expected != NULL ? expected : "");
    }
  item = terrain_interview_find_item (record->interview, ref);
  if (item != NULL)
    compare_item (self, record, ref, item, entry);
}

static void
merge (PlayerRecord *record,
       JsonObject   *state)
{
  JsonArray *gone = json_object_has_member (state, "del") ? json_object_get_array_member (state, "del") : NULL;
  JsonObjectIter iter;
  const char *ref;
  JsonNode *node;

  for (guint i = 0; gone != NULL && i < json_array_get_length (gone); i++)
    g_hash_table_remove (record->state, json_array_get_string_element (gone, i));
  if (!json_object_has_member (state, "set"))
    return;
  json_object_iter_init (&iter, json_object_get_object_member (state, "set"));
  while (json_object_iter_next (&iter, &ref, &node))
    g_hash_table_insert (record->state, g_strdup (ref), json_node_get_object (node));
}

void
player_compare_state (Player     *self,
                      JsonObject *step)
{
  JsonObject *state = json_object_has_member (step, "state") ? json_object_get_object_member (step, "state") : NULL;
  PlayerRecord *record = player_get_record (self, step, json_object_has_member (step, "result") &&
                                                            !g_str_equal (player_text (step, "do"), "answer")
                                                        ? "result"
                                                        : "s");
  g_autoptr (GList) refs = NULL;

  if (state == NULL || record == NULL || record->interview == NULL)
    return;
  merge (record, state);
  refs = g_list_sort (g_hash_table_get_keys (record->state), (GCompareFunc) strcmp);
  for (GList *at = refs; at != NULL; at = at->next)
    compare_entry (self, record, at->data, g_hash_table_lookup (record->state, at->data));
}
