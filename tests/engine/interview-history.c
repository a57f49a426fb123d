/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview-fixture.h"
#include "interview-state.h"

#include <string.h>

/* Undo and redo: what was is there again, byte for byte and item for item. */

static void
undo (TerrainInterview *interview)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_interview_undo (interview, NULL, &error));
  g_assert_no_error (error);
}

static void
redo (TerrainInterview *interview)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_interview_redo (interview, NULL, &error));
  g_assert_no_error (error);
}

static void
assert_state (TerrainInterview *interview,
              const char       *expected)
{
  g_autofree char *now = interview_state (interview);

  g_assert_cmpstr (now, ==, expected);
}

static TerrainInterview *
volatile_interview (void)
{
  return fixture_interview ("<a/><b/><when/><chance/><id/><note/><seen/><n/>"
                            "<r jr:template=\"\"><x/><k/><s jr:template=\"\"><y/></s></r><sum/>",
                            "<bind nodeset=\"/data/a\" type=\"int\" constraint=\". &lt; 100\"/>"
                            "<bind nodeset=\"/data/b\" relevant=\"/data/a &gt; 10\" required=\"/data/a &gt; 20\""
                            " readonly=\"/data/a = 50\"/>"
                            "<bind nodeset=\"/data/when\" type=\"dateTime\" calculate=\"if(/data/a != '', now(), '')\"/>"
                            "<bind nodeset=\"/data/chance\" calculate=\"if(/data/a != '', random(), '')\"/>"
                            "<bind nodeset=\"/data/id\" calculate=\"if(/data/a != '', uuid(), '')\"/>"
                            "<bind nodeset=\"/data/n\" type=\"int\"/>"
                            "<bind nodeset=\"/data/r/x\" type=\"int\"/>"
                            "<bind nodeset=\"/data/r/k\" calculate=\"position(..)\"/>"
                            "<bind nodeset=\"/data/sum\" calculate=\"sum(/data/r/x)\"/>",
                            "<input ref=\"/data/a\"><label>Age</label><setvalue ref=\"/data/seen\""
                            " event=\"xforms-value-changed\" value=\"concat('was ', /data/a)\"/></input>"
                            "<input ref=\"/data/b\"><label>B <output value=\"/data/sum\"/></label></input>"
                            "<group ref=\"/data/r\"><label>Person</label><repeat nodeset=\"/data/r\">"
                            "<input ref=\"/data/r/x\"><label>X <output value=\"/data/sum\"/></label></input>"
                            "<group ref=\"/data/r/s\"><repeat nodeset=\"/data/r/s\"><input ref=\"/data/r/s/y\"/></repeat>"
                            "</group></repeat></group>");
}

static void
test_answer (void)
{
  g_autoptr (TerrainInterview) interview = volatile_interview ();
  g_autofree char *before = interview_state (interview);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  fixture_answer (interview, "/data/a", "30");
  fixture_assert_value (interview, "/data/seen", "was 30");
  first = interview_state (interview);
  terrain_environment_hold_clock (terrain_interview_get_environment (interview), G_GINT64_CONSTANT (1800000000000000));
  fixture_answer (interview, "/data/a", "500");
  g_assert_false (terrain_item_get_valid (terrain_interview_find_item (interview, "/data/a")));
  second = interview_state (interview);

  undo (interview);
  assert_state (interview, first);
  undo (interview);
  assert_state (interview, before);
  g_assert_false (terrain_interview_undo (interview, NULL, NULL));
  redo (interview);
  assert_state (interview, first);
  redo (interview);
  assert_state (interview, second);
  g_assert_false (terrain_interview_redo (interview, NULL, NULL));
}

static void
test_refused (void)
{
  g_autoptr (TerrainInterview) interview = volatile_interview ();
  g_autoptr (GError) error = NULL;

  g_assert_false (terrain_interview_can_undo (interview));
  g_assert_null (terrain_interview_dup_undo (interview));
  g_assert_false (terrain_interview_undo (interview, NULL, &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_ALLOWED);
  /* What changes nothing, and what is refused, is no step, and takes nothing away from what can be redone. */
  fixture_answer (interview, "/data/a", "");
  fixture_refused (interview, "/data/a", "many", TERRAIN_ENGINE_ERROR_TYPE);
  g_assert_false (terrain_interview_can_undo (interview));
  fixture_answer (interview, "/data/a", "1");
  undo (interview);
  fixture_answer (interview, "/data/a", "");
  g_assert_true (terrain_interview_can_redo (interview));
  fixture_answer (interview, "/data/a", "2");
  g_assert_false (terrain_interview_can_redo (interview));
  terrain_interview_clear_history (interview);
  g_assert_false (terrain_interview_can_undo (interview));
  fixture_assert_value (interview, "/data/a", "2");
}

typedef struct
{
  guint position;
  guint removed;
  guint added;
  guint n;
} Told;

static void
on_items_changed (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  *(Told *) user_data = (Told) { position, removed, added, ((Told *) user_data)->n + 1 };
}

static void
test_removed_instance (void)
{
  g_autoptr (TerrainInterview) interview = volatile_interview ();
  TerrainItem *repeat = terrain_interview_find_item (interview, "/data/r");
  g_autoptr (TerrainItem) item = NULL;
  TerrainNode *node;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  Told told = { 0 };

  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *ref = g_strdup_printf ("/data/r[%u]/x", i);
      g_autofree char *value = g_strdup_printf ("%u", i * 10);

      terrain_interview_add_instance (interview, "/data/r", NULL);
      fixture_answer (interview, ref, value);
    }
  terrain_interview_add_instance (interview, "/data/r[2]/s", NULL);
  terrain_interview_add_instance (interview, "/data/r[2]/s", NULL);
  fixture_answer (interview, "/data/r[2]/s[2]/y", "inner");
  before = interview_state (interview);
  item = g_object_ref (terrain_interview_find_item (interview, "/data/r[2]/x"));
  node = terrain_interview_find_node (interview, "/data/r[2]/s[2]/y", NULL);
  g_signal_connect (repeat, "items-changed", G_CALLBACK (on_items_changed), &told);

  terrain_interview_remove_instance (interview, "/data/r[2]", NULL);
  fixture_assert_value (interview, "/data/sum", "40");
  after = interview_state (interview);
  g_assert_null (terrain_item_get_interview (item));

  undo (interview);
  assert_state (interview, before);
  g_assert_cmpuint (told.n, ==, 2);
  g_assert_cmpuint (told.position, ==, 1);
  g_assert_cmpuint (told.added, ==, 1);
  g_assert_cmpuint (told.removed, ==, 0);
  /* The node is the one it was; the item is a new one, and the old one keeps what it showed. */
  g_assert_true (terrain_interview_find_node (interview, "/data/r[2]/s[2]/y", NULL) == node);
  g_assert_true (terrain_interview_find_item (interview, "/data/r[2]/x") != item);
  g_assert_cmpstr (terrain_item_get_value (item), ==, "20");
  fixture_answer (interview, "/data/r[2]/x", "21");
  fixture_assert_value (interview, "/data/sum", "61");
  undo (interview);

  redo (interview);
  undo (interview);
  assert_state (interview, before);
  /* Further back than the removal, into the instance that was removed. */
  terrain_interview_remove_instance (interview, "/data/r[2]", NULL);
  assert_state (interview, after);
  undo (interview);
  undo (interview);
  fixture_assert_value (interview, "/data/r[2]/s[2]/y", "");
  undo (interview);
  g_assert_cmpuint (terrain_interview_count_instances (interview, "/data/r[2]/s"), ==, 1);
}

static void
assert_change (TerrainChange    *change,
               TerrainChangeKind kind,
               const char       *ref,
               const char       *label,
               const char       *focus)
{
  g_assert_nonnull (change);
  g_assert_cmpint (change->kind, ==, kind);
  g_assert_cmpstr (change->ref, ==, ref);
  g_assert_cmpstr (change->label, ==, label);
  g_assert_cmpstr (change->focus, ==, focus);
  terrain_change_free (change);
}

static void
test_description (void)
{
  g_autoptr (TerrainInterview) interview = volatile_interview ();
  TerrainChange *change = NULL;

  fixture_answer (interview, "/data/a", "30");
  terrain_interview_add_instance (interview, "/data/r", NULL);
  terrain_interview_add_instance (interview, "/data/r", NULL);
  terrain_interview_remove_instance (interview, "/data/r[1]", NULL);
  assert_change (terrain_interview_dup_undo (interview), TERRAIN_CHANGE_REMOVE, "/data/r[1]", "Person", NULL);

  g_assert_true (terrain_interview_undo (interview, &change, NULL));
  assert_change (change, TERRAIN_CHANGE_REMOVE, "/data/r[1]", "Person", "/data/r[1]");
  assert_change (terrain_interview_dup_redo (interview), TERRAIN_CHANGE_REMOVE, "/data/r[1]", "Person", NULL);
  g_assert_true (terrain_interview_undo (interview, &change, NULL));
  assert_change (change, TERRAIN_CHANGE_ADD, "/data/r[2]", "Person", "/data/r[1]");
  assert_change (terrain_interview_dup_redo (interview), TERRAIN_CHANGE_ADD, "/data/r[2]", "Person", NULL);
  g_assert_true (terrain_interview_undo (interview, &change, NULL));
  assert_change (change, TERRAIN_CHANGE_ADD, "/data/r[1]", "Person", "/data/r");
  g_assert_true (terrain_interview_undo (interview, &change, NULL));
  assert_change (change, TERRAIN_CHANGE_ANSWER, "/data/a", "Age", "/data/a");
  g_assert_true (terrain_interview_redo (interview, &change, NULL));
  assert_change (change, TERRAIN_CHANGE_ANSWER, "/data/a", "Age", "/data/a");
  g_assert_true (terrain_interview_redo (interview, &change, NULL));
  assert_change (change, TERRAIN_CHANGE_ADD, "/data/r[1]", "Person", "/data/r[1]");
}

static void
test_language (void)
{
  g_autoptr (TerrainInterview) interview = NULL;
  TerrainChange *change = NULL;
  TerrainItem *item;

  interview = fixture_interview ("<q/>",
                                 "<itext><translation lang=\"en\"><text id=\"q\"><value>Name</value></text></translation>"
                                 "<translation lang=\"fr\"><text id=\"q\"><value>Nom</value></text></translation></itext>",
                                 "<input ref=\"/data/q\"><label ref=\"jr:itext('q')\"/></input>");
  item = terrain_interview_find_item (interview, "/data/q");
  g_assert_cmpstr (terrain_item_get_label (item), ==, "Name");
  terrain_interview_set_language (interview, "fr", NULL);
  g_assert_cmpstr (terrain_item_get_label (item), ==, "Nom");
  g_assert_true (terrain_interview_undo (interview, &change, NULL));
  assert_change (change, TERRAIN_CHANGE_LANGUAGE, NULL, NULL, NULL);
  g_assert_cmpstr (terrain_interview_get_language (interview), ==, "en");
  g_assert_cmpstr (terrain_item_get_label (item), ==, "Name");
  redo (interview);
  g_assert_cmpstr (terrain_item_get_label (item), ==, "Nom");
}

/* jr:count makes instances of its own; they go and come with the step that asked for them. */
static void
test_count (void)
{
  g_autoptr (TerrainInterview) interview = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  interview = fixture_interview ("<n/><r><x/><t/></r>",
                                 "<bind nodeset=\"/data/n\" type=\"int\"/>"
                                 "<bind nodeset=\"/data/r/t\" calculate=\"random()\"/>",
                                 "<input ref=\"/data/n\"/><group><repeat nodeset=\"/data/r\" jr:count=\"/data/n\">"
                                 "<input ref=\"/data/r/x\"/></repeat></group>");
  fixture_answer (interview, "/data/n", "3");
  fixture_answer (interview, "/data/r[3]/x", "kept");
  before = interview_state (interview);
  fixture_answer (interview, "/data/n", "1");
  undo (interview);
  assert_state (interview, before);
  fixture_answer (interview, "/data/n", "5");
  after = interview_state (interview);
  undo (interview);
  assert_state (interview, before);
  redo (interview);
  assert_state (interview, after);
  /* What can be redone holds instances; a new step lets them go. */
  undo (interview);
  fixture_answer (interview, "/data/n", "2");
  g_assert_false (terrain_interview_can_redo (interview));
}

static void
test_completion (void)
{
  g_autoptr (TerrainInterview) interview = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autofree char *before = NULL;

  interview = fixture_interview ("<q/><end/>",
                                 "<bind nodeset=\"/data/end\" type=\"dateTime\" jr:preload=\"timestamp\""
                                 " jr:preloadParams=\"end\"/>",
                                 "<input ref=\"/data/q\"/>");
  before = interview_state (interview);
  xml = terrain_interview_complete (interview, NULL, NULL);
  g_assert_false (terrain_interview_can_undo (interview));
  g_clear_object (&interview);

  interview = fixture_interview ("<q/><end/>",
                                 "<bind nodeset=\"/data/end\" type=\"dateTime\" jr:preload=\"timestamp\""
                                 " jr:preloadParams=\"end\"/>",
                                 "<input ref=\"/data/q\"/>");
  fixture_answer (interview, "/data/q", "1");
  g_clear_pointer (&xml, g_bytes_unref);
  xml = terrain_interview_complete (interview, NULL, NULL);
  undo (interview);
  assert_state (interview, before);
}

/* An answer whose list is filtered by its own instance, in an instance that goes. */
static void
test_removed_choices (void)
{
  g_autoptr (TerrainInterview) interview = NULL;
  g_autofree char *before = NULL;

  interview = fixture_interview (
      "<r><a/><b/></r>",
      "<instance id=\"l\"><root><item><name>x</name><of>1</of></item><item><name>y</name><of>2</of></item></root>"
      "</instance>",
      "<group><repeat nodeset=\"/data/r\"><input ref=\"/data/r/a\"/><select1 ref=\"/data/r/b\">"
      "<itemset nodeset=\"instance('l')/root/item[of = current()/../a]\"><value ref=\"name\"/><label ref=\"name\"/>"
      "</itemset></select1></repeat></group>");
  fixture_answer (interview, "/data/r[1]/a", "1");
  fixture_answer (interview, "/data/r[1]/b", "x");
  terrain_interview_add_instance (interview, "/data/r", NULL);
  fixture_answer (interview, "/data/r[2]/a", "2");
  fixture_answer (interview, "/data/r[2]/b", "y");
  before = interview_state (interview);
  terrain_interview_remove_instance (interview, "/data/r[1]", NULL);
  fixture_assert_value (interview, "/data/r[1]/b", "y");
  undo (interview);
  assert_state (interview, before);
  fixture_answer (interview, "/data/r[2]/a", "1");
  fixture_assert_value (interview, "/data/r[2]/b", "");
  undo (interview);
  assert_state (interview, before);
}

static void
test_bounded (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview ("<q/><r><x/></r>", "",
                                                              "<input ref=\"/data/q\"/><group><repeat nodeset=\"/data/r\">"
                                                              "<input ref=\"/data/r/x\"/></repeat></group>");
  g_autofree char *long_text = g_strnfill (TERRAIN_HISTORY_MAX_SIZE / 4, 'x');

  for (guint i = 0; i < TERRAIN_HISTORY_MAX_STEPS + 10; i++)
    fixture_answer (interview, "/data/q", i % 2 ? "a" : "b");
  g_assert_cmpuint (terrain_interview_get_n_undo (interview), ==, TERRAIN_HISTORY_MAX_STEPS);
  for (guint i = 0; i < 10; i++)
    {
      long_text[0] = (char) ('a' + i);
      fixture_answer (interview, "/data/q", long_text);
    }
  g_assert_cmpuint (terrain_interview_get_n_undo (interview), <, 10);
  g_assert_true (terrain_interview_can_undo (interview));
  /* Instances that only the log still holds go with it. */
  fixture_answer (interview, "/data/r[1]/x", "gone");
  terrain_interview_remove_instance (interview, "/data/r[1]", NULL);
  for (guint i = 0; i < TERRAIN_HISTORY_MAX_STEPS; i++)
    fixture_answer (interview, "/data/q", i % 2 ? "a" : "b");
  g_assert_cmpuint (terrain_interview_count_instances (interview, "/data/r"), ==, 0);
}

/* Random steps on a form; every state is met again by undo and by redo. */
static void
wander (TerrainInterview *interview,
        GRand            *random,
        guint             n_steps)
{
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  TerrainEnvironment *environment = terrain_interview_get_environment (interview);

  g_ptr_array_add (states, interview_state (interview));
  for (guint i = 0; i < n_steps; i++)
    {
      guint n = terrain_interview_get_n_undo (interview);
      int dice = g_rand_int_range (random, 0, 10);

      /* Time goes on: what is put back must not be what would be computed now. */
      terrain_environment_hold_clock (environment, terrain_environment_get_now (environment) + 12345678);
      if (dice >= 6 && dice < 9 && terrain_interview_can_undo (interview))
        undo (interview);
      else if (dice == 9 && terrain_interview_can_redo (interview))
        redo (interview);
      else
        {
          interview_random_step (interview, random);
          if (terrain_interview_get_n_undo (interview) > n)
            {
              g_ptr_array_set_size (states, (int) n + 1);
              g_ptr_array_add (states, interview_state (interview));
            }
        }
      n = terrain_interview_get_n_undo (interview);
      g_assert_cmpuint (n, <, states->len);
      assert_state (interview, g_ptr_array_index (states, n));
    }
  while (terrain_interview_can_undo (interview))
    undo (interview);
  assert_state (interview, g_ptr_array_index (states, 0));
  while (terrain_interview_can_redo (interview))
    redo (interview);
  assert_state (interview, g_ptr_array_index (states, states->len - 1));
}

static void
wander_form (const char *path,
             guint       seed,
             guint       n_steps)
{
  g_autoptr (TerrainForm) form = interview_load_form (path);
  g_autoptr (TerrainEnvironment) environment = fixture_environment ();
  g_autoptr (TerrainInterview) interview = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  if (form == NULL)
    return;
  g_test_message ("%s, seed %u", path, seed);
  interview = terrain_interview_new (form, environment);
  wander (interview, random, n_steps);
}

static void
test_wander_small (void)
{
  for (guint seed = 0; seed < 20; seed++)
    {
      g_autoptr (TerrainInterview) interview = volatile_interview ();
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);

      wander (interview, random, 120);
    }
}

static void
wander_folder (const char *folder,
               guint       n_steps,
               guint      *n_forms)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        wander_folder (path, n_steps, n_forms);
      else if (g_str_has_suffix (name, ".xml"))
        {
          wander_form (path, g_str_hash (name), n_steps);
          (*n_forms)++;
        }
    }
}

static void
test_wander_corpus (void)
{
  g_autofree char *folder = NULL;
  guint n_forms = 0;

  if (fixture_shared () == NULL)
    {
      g_test_skip ("needs the shared corpus");
      return;
    }
  folder = g_build_filename (fixture_shared (), "corpus", "forms", NULL);
  wander_folder (folder, 30, &n_forms);
  g_assert_cmpuint (n_forms, >, 100);
}

static void
test_wander_whova (void)
{
  g_autofree char *path = NULL;

  if (fixture_shared () == NULL)
    {
      g_test_skip ("needs the shared corpus");
      return;
    }
  path = g_build_filename (fixture_shared (), "corpus", "forms", "javarosa", "whova_form.xml", NULL);
  wander_form (path, 7, 400);
}

static void
join (TerrainInterview *interview,
      const char       *ref,
      const char       *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_interview_answer_joined (interview, ref, value, &error));
  g_assert_no_error (error);
}

/* An instance with its answers is one step. */
static void
test_joined (void)
{
  g_autoptr (TerrainInterview) interview = volatile_interview ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (TerrainChange) change = NULL;

  fixture_answer (interview, "/data/a", "1");
  before = interview_state (interview);
  terrain_interview_add_instance (interview, "/data/r", NULL);
  join (interview, "/data/r[1]/x", "5");
  join (interview, "/data/a", "7");
  after = interview_state (interview);
  g_assert_cmpuint (terrain_interview_get_n_undo (interview), ==, 2);

  g_assert_true (terrain_interview_undo (interview, &change, NULL));
  g_assert_cmpint (change->kind, ==, TERRAIN_CHANGE_ADD);
  assert_state (interview, before);
  redo (interview);
  assert_state (interview, after);
  fixture_assert_value (interview, "/data/sum", "5");

  /* What changes nothing, and what is refused, joins nothing, and the next step stands by itself. */
  join (interview, "/data/a", "7");
  g_assert_false (terrain_interview_answer_joined (interview, "/data/a", "x", NULL));
  fixture_answer (interview, "/data/a", "8");
  g_assert_cmpuint (terrain_interview_get_n_undo (interview), ==, 3);
  undo (interview);
  assert_state (interview, after);
  undo (interview);
  undo (interview);
  g_assert_false (terrain_interview_can_undo (interview));

  /* With nothing before it, a step of its own. */
  join (interview, "/data/a", "3");
  g_assert_cmpuint (terrain_interview_get_n_undo (interview), ==, 1);
  undo (interview);
  fixture_assert_value (interview, "/data/a", "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/history/answer", test_answer);
  g_test_add_func ("/history/refused", test_refused);
  g_test_add_func ("/history/joined", test_joined);
  g_test_add_func ("/history/removed-instance", test_removed_instance);
  g_test_add_func ("/history/description", test_description);
  g_test_add_func ("/history/language", test_language);
  g_test_add_func ("/history/count", test_count);
  g_test_add_func ("/history/completion", test_completion);
  g_test_add_func ("/history/removed-choices", test_removed_choices);
  g_test_add_func ("/history/bounded", test_bounded);
  g_test_add_func ("/history/wander/small", test_wander_small);
  g_test_add_func ("/history/wander/corpus", test_wander_corpus);
  g_test_add_func ("/history/wander/whova", test_wander_whova);
  return g_test_run ();
}
