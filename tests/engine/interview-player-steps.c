/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview-player.h"

#include <string.h>

static void
give (GHashTable *table,
      const char *uri,
      char       *path)
{
  g_hash_table_insert (table, g_strdup (uri), path);
}

/* uri → file. JavaRosa's suite has its files in one folder; Web Forms' recordings say which answered a request. */
static GHashTable *
make_sources (Player *self)
{
  GHashTable *sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  JsonArray *list = json_object_has_member (self->scenario, "resources")
                        ? json_object_get_array_member (self->scenario, "resources")
                        : NULL;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *resource = json_array_get_object_element (list, i);

      if (json_object_get_int_member_with_default (resource, "status", 0) == 200)
        give (sources, player_text (resource, "url"),
              g_build_filename (self->shared, "corpus", "interviews", "resources", player_text (resource, "body"), NULL));
    }
  if (self->javarosa)
    give (sources, "", g_build_filename (self->shared, "corpus", "forms", "javarosa", NULL));
  return sources;
}

static GBytes *
load_source (const char *uri,
             gpointer    user_data,
             GError    **error)
{
  const char *path = g_hash_table_lookup (user_data, uri);
  const char *folder = g_hash_table_lookup (user_data, "");
  g_autofree char *beside = NULL;
  char *text;
  gsize length;

  if (path == NULL && folder != NULL)
    path = beside = g_build_filename (folder, strrchr (uri, '/') + 1, NULL);
  if (path == NULL)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "%s", uri);
      return NULL;
    }
  return g_file_get_contents (path, &text, &length, error) ? g_bytes_new_take (text, length) : NULL;
}

static void
set_properties (TerrainEnvironment *environment,
                JsonObject         *options)
{
  static const struct
  {
    const char *recorded;
    const char *name;
  } names[] = {
    { "deviceID", "deviceid" }, { "email", "email" }, { "username", "username" }, { "phoneNumber", "phonenumber" },
  };
  JsonObject *properties = json_object_has_member (options, "preloadProperties")
                               ? json_object_get_object_member (options, "preloadProperties")
                               : NULL;

  for (guint i = 0; properties != NULL && i < G_N_ELEMENTS (names); i++)
    {
      if (json_object_has_member (properties, names[i].recorded))
        terrain_environment_set_property (environment, names[i].name, player_text (properties, names[i].recorded));
    }
}

/* The moment and the place of the recording. */
static TerrainEnvironment *
make_environment (Player *self)
{
  TerrainEnvironment *environment = terrain_environment_new (NULL, NULL, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (player_text (self->scenario, "now"), NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (player_text (self->scenario, "tz"));

  g_assert_nonnull (now);
  g_assert_nonnull (zone);
  terrain_environment_hold_clock (environment, g_date_time_to_unix (now) * G_USEC_PER_SEC +
                                                   g_date_time_get_microsecond (now));
  terrain_environment_set_time_zone (environment, zone);
  terrain_environment_set_seed (environment, 1);
  return environment;
}

/* Takes the place of record @number. */
static PlayerRecord *
place_record (Player      *self,
              guint        number,
              TerrainForm *form)
{
  PlayerRecord *record = g_new0 (PlayerRecord, 1);

  record->form = terrain_form_ref (form);
  record->environment = make_environment (self);
  record->state = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  record->disagreed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (number >= self->records->len)
    g_ptr_array_set_size (self->records, (int) number + 1);
  player_record_free (g_ptr_array_index (self->records, number));
  g_ptr_array_index (self->records, number) = record;
  return record;
}

static void
open_record (Player       *self,
             PlayerRecord *record,
             GBytes       *saved)
{
  g_autoptr (GError) error = NULL;

  if (saved == NULL)
    record->interview = terrain_interview_new (record->form, record->environment);
  else
    record->interview = terrain_interview_restore (record->form, record->environment, saved, &error);
  if (record->interview == NULL)
    player_differ (self, "the record cannot be opened: %s", error->message);
  else
    record->walk = terrain_walk_new (record->interview);
  if (record->walk != NULL)
    terrain_walk_set_one_by_one (record->walk, TRUE);
}

static TerrainForm *
parse (Player     *self,
       const char *name,
       GError    **error)
{
  g_autoptr (GHashTable) sources = make_sources (self);
  g_autofree char *file = g_strconcat (name, ".xml", NULL);
  g_autofree char *path = g_build_filename (self->shared, "corpus", "interviews", "forms", file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) xml = NULL;
  gsize length;

  g_file_get_contents (path, &text, &length, error);
  if (text == NULL)
    return NULL;
  xml = g_bytes_new_take (g_steal_pointer (&text), length);
  return terrain_form_parse (xml, load_source, sources, NULL, error);
}

static void
load (Player     *self,
      JsonObject *step)
{
  gboolean ok = json_object_get_boolean_member (step, "ok");
  JsonNode *number = json_object_get_member (step, "s");
  JsonObject *options = json_object_has_member (step, "options") ? json_object_get_object_member (step, "options") : NULL;
  const char *edit = options != NULL ? player_text (options, "editInstance") : NULL;
  g_autoptr (GBytes) saved = edit != NULL ? g_bytes_new (edit, strlen (edit)) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainForm) form = parse (self, player_text (step, "form"), &error);
  PlayerRecord *record;

  self->n_checks++;
  if (!ok && form != NULL)
    player_differ (self, "the form opens, though the recorded engine refuses it");
  if (ok && form == NULL)
    player_differ (self, "the form does not open: %s", error->message);
  if (form == NULL || !ok)
    return;
  record = place_record (self, JSON_NODE_HOLDS_VALUE (number) ? (guint) json_node_get_int (number) : 0, form);
  if (options != NULL)
    set_properties (record->environment, options);
  open_record (self, record, saved);
}

/* As JavaRosa's test suite does: an answer into an instance that is not there makes it. */
static void
make_instances (TerrainInterview *interview,
                const char       *ref)
{
  for (const char *end = strchr (ref, ']'); end != NULL; end = strchr (end + 1, ']'))
    {
      g_autofree char *instance = g_strndup (ref, (gsize) (end + 1 - ref));
      g_autofree char *repeat = g_strndup (ref, (gsize) (strrchr (instance, '[') - instance));
      guint wanted = (guint) g_ascii_strtoull (strrchr (instance, '[') + 1, NULL, 10);

      while (terrain_interview_count_instances (interview, repeat) < wanted)
        {
          if (terrain_interview_add_instance (interview, repeat, NULL) == 0)
            break; /* a place that is no repeat, or whose repeat the form fills */
        }
    }
}

static void
answer (Player       *self,
        PlayerRecord *record,
        JsonObject   *step)
{
  const char *result = player_text (step, "result");
  const char *value = player_text (step, "value");
  g_autoptr (GError) error = NULL;
  g_autofree char *ref = player_text (step, "ref") != NULL ? player_dup_ref (player_text (step, "ref")) : NULL;
  g_autofree char *before = NULL;
  TerrainItem *item;

  if (ref == NULL || (json_object_has_member (step, "error") && !self->javarosa))
    return;
  make_instances (record->interview, ref);
  before = player_read_value (self, record, ref, NULL);
  if (!terrain_interview_answer (record->interview, ref, value, &error))
    {
      /* Here the answer before it stays; Web Forms holds nothing then, as the next check tells. */
      if (self->javarosa)
        player_differ (self, "the answer “%s” is refused: %s", value, error->message);
      else
        terrain_interview_answer (record->interview, ref, NULL, NULL);
      return;
    }
  /* Who answers stands there then. */
  if (!json_object_get_boolean_member_with_default (step, "at_position", FALSE))
    terrain_walk_jump (record->walk, ref);
  item = terrain_interview_find_item (record->interview, ref);
  if (item == NULL || result == NULL)
    return;
  self->n_checks++;
  if (g_str_equal (result, "OK") != terrain_item_get_valid (item))
    player_differ (self, "the answer “%s” is %s here", value, terrain_item_get_valid (item) ? "valid" : "not valid");
  /* JavaRosa does not keep what breaks the constraint; here it is kept, and blocks completion. */
  if (!g_str_equal (result, "OK"))
    terrain_interview_answer (record->interview, ref, before, NULL);
}

static const char *
walk_to (PlayerRecord *record,
         TerrainWalkEvent (*move) (TerrainWalk *walk),
         TerrainWalkEvent stop)
{
  TerrainWalkEvent event;

  do
    event = move (record->walk);
  while (event != TERRAIN_WALK_QUESTION && event != stop);
  return event == TERRAIN_WALK_QUESTION ? terrain_walk_get_ref (record->walk) : NULL;
}

/* Groups, repeats and prompts are told differently by each engine; the questions and their order are not. */
static void
navigate (Player       *self,
          PlayerRecord *record,
          JsonObject   *step,
          gboolean      forward)
{
  const char *event = player_text (step, "event");
  const char *expected = player_text (step, "ref");
  const char *ref;

  record->event = event;
  if (g_strcmp0 (event, "QUESTION") != 0 && g_strcmp0 (event, "END_OF_FORM") != 0)
    return;
  do
    ref = forward ? walk_to (record, terrain_walk_next, TERRAIN_WALK_END)
                  : walk_to (record, terrain_walk_previous, TERRAIN_WALK_BEGINNING);
  while (ref != NULL && json_object_has_member (step, "amount") && g_strcmp0 (ref, expected) != 0);
  self->n_checks++;
  if (g_strcmp0 (ref, expected) == 0)
    return;
  player_differ (self, "next is %s, not %s", ref != NULL ? ref : "the end", expected != NULL ? expected : "the end");
  if (expected != NULL)
    terrain_walk_jump (record->walk, expected);
}

/* From one record another: saved and opened again, as a draft or for good. */
static void
derive (Player       *self,
        PlayerRecord *record,
        JsonObject   *step,
        gboolean      saved)
{
  g_autoptr (TerrainForm) form = terrain_form_ref (record->form);
  g_autoptr (GBytes) xml = saved ? terrain_interview_save (record->interview) : NULL;
  const char *number = json_object_has_member (step, "result") ? "result" : "s";

  open_record (self, place_record (self, (guint) json_object_get_int_member (step, number), form), xml);
}

static void
change_instances (Player       *self,
                  PlayerRecord *record,
                  JsonObject   *step)
{
  g_autofree char *ref = player_dup_ref (player_text (step, "ref"));
  g_autoptr (GError) error = NULL;

  if (g_str_equal (player_text (step, "do"), "add-repeat"))
    terrain_interview_add_instance (record->interview, ref, &error);
  else
    terrain_interview_remove_instance (record->interview, ref, &error);
  if (error != NULL)
    player_differ (self, "%s", error->message);
}

void
player_do (Player     *self,
           JsonObject *step)
{
  const char *what = player_text (step, "do");
  PlayerRecord *record = player_get_record (self, step, "s");

  if (g_str_equal (what, "load"))
    load (self, step);
  else if (record == NULL || record->interview == NULL)
    return; /* that it does not open is said already */
  else if (g_str_equal (what, "answer"))
    answer (self, record, step);
  else if (g_str_equal (what, "add-repeat") || g_str_equal (what, "remove-repeat"))
    change_instances (self, record, step);
  else if (g_str_equal (what, "next") || g_str_equal (what, "prev"))
    navigate (self, record, step, g_str_equal (what, "next"));
  else if (g_str_equal (what, "jump-start"))
    {
      terrain_walk_free (record->walk);
      record->walk = terrain_walk_new (record->interview);
      terrain_walk_set_one_by_one (record->walk, TRUE);
    }
  else if (g_str_equal (what, "language"))
    terrain_interview_set_language (record->interview, player_text (step, "lang"), NULL);
  else if (g_str_equal (what, "new-instance"))
    derive (self, record, step, FALSE);
  else if (g_str_equal (what, "roundtrip-instance") || g_str_equal (what, "roundtrip-form") ||
           g_str_equal (what, "edit-instance"))
    derive (self, record, step, TRUE);
  else if (g_str_equal (what, "restore-instance") && !json_object_has_member (step, "error"))
    player_differ (self, "what is restored is not in the recording");
  else if (g_str_equal (what, "other") && json_object_has_member (step, "state"))
    player_differ (self, "the step is not one of a form: %s", player_text (step, "op"));
}
