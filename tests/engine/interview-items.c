/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview-fixture.h"

#include <terrain-item-language.h>

#include <string.h>

/* Counts notifications: "name:n " in alphabetical order. */
typedef struct
{
  GHashTable *counts;
  guint changed;
} Watch;

static void
on_notify (GObject    *object,
           GParamSpec *pspec,
           gpointer    user_data)
{
  Watch *watch = user_data;
  gpointer count = g_hash_table_lookup (watch->counts, pspec->name);

  g_hash_table_insert (watch->counts, (gpointer) pspec->name, GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
}

static void
on_changed (TerrainInterview *interview,
            gpointer          user_data)
{
  ((Watch *) user_data)->changed++;
}

static void
watch_start (Watch            *watch,
             TerrainInterview *interview,
             TerrainItem      *item)
{
  watch->counts = g_hash_table_new (g_str_hash, g_str_equal);
  watch->changed = 0;
  g_signal_connect (item, "notify", G_CALLBACK (on_notify), watch);
  g_signal_connect (interview, "changed", G_CALLBACK (on_changed), watch);
}

static char *
watch_take (Watch *watch)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (watch->counts), (GCompareFunc) strcmp);
  g_autoptr (GString) text = g_string_new (NULL);

  for (GList *at = names; at != NULL; at = at->next)
    g_string_append_printf (text, "%s:%u ", (char *) at->data,
                            GPOINTER_TO_UINT (g_hash_table_lookup (watch->counts, at->data)));
  g_hash_table_remove_all (watch->counts);
  return g_strdup (text->str);
}

#define assert_told(watch, expected)                        \
  G_STMT_START                                              \
    {                                                       \
      g_autofree char *told = watch_take (watch);           \
      g_assert_cmpstr (told, ==, expected);                 \
    }                                                       \
  G_STMT_END

static void
test_notifications (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<a/><b/><c/>",
      "<bind nodeset=\"/data/a\" type=\"int\"/>"
      "<bind nodeset=\"/data/b\" relevant=\"/data/a &gt; 1\" required=\"/data/a &gt; 2\" readonly=\"/data/a &gt; 3\" "
      "constraint=\". = 'x'\" jr:constraintMsg=\"x only\"/>",
      "<input ref=\"/data/a\"/><input ref=\"/data/b\"><label>About <output value=\"/data/a\"/>?</label></input>"
      "<input ref=\"/data/c\"/>");
  TerrainItem *b = terrain_interview_find_item (interview, "/data/b");
  Watch watch;

  g_assert_cmpstr (terrain_item_get_label (b), ==, "About ?");
  watch_start (&watch, interview, b);
  fixture_answer (interview, "/data/c", "unrelated");
  assert_told (&watch, "");
  g_assert_cmpuint (watch.changed, ==, 1);
  fixture_answer (interview, "/data/a", "2");
  assert_told (&watch, "label:1 relevant:1 ");
  g_assert_cmpuint (watch.changed, ==, 2);
  g_assert_cmpstr (terrain_item_get_label (b), ==, "About 2?");
  fixture_answer (interview, "/data/a", "2");
  assert_told (&watch, "");
  g_assert_cmpuint (watch.changed, ==, 2);
  fixture_answer (interview, "/data/b", "y");
  assert_told (&watch, "message:1 valid:1 value:1 ");
  fixture_answer (interview, "/data/a", "4");
  assert_told (&watch, "label:1 readonly:1 required:1 ");
  g_assert_true (terrain_item_get_required (b));
  g_assert_true (terrain_item_get_readonly (b));
  fixture_answer (interview, "/data/a", "1");
  assert_told (&watch, "label:1 message:1 readonly:1 relevant:1 required:1 valid:1 ");
  g_hash_table_unref (watch.counts);
}

static TerrainItem *
child (TerrainItem *item,
       guint        position)
{
  g_autoptr (TerrainItem) found = g_list_model_get_item (G_LIST_MODEL (item), position);

  g_assert_nonnull (found);
  return found;
}

typedef struct
{
  guint position;
  guint removed;
  guint added;
  guint calls;
} Splice;

static void
on_items_changed (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  Splice *splice = user_data;

  splice->position = position;
  splice->removed = removed;
  splice->added = added;
  splice->calls++;
}

static void
test_tree_and_lifetime (void)
{
  Splice splice = { 0, 0, 0, 0 };
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<g><q/></g><r><x/></r>", "",
      "<group ref=\"/data/g\"><label>G</label><input ref=\"/data/g/q\"/></group>"
      "<group><label>R</label><repeat nodeset=\"/data/r\"><input ref=\"/data/r/x\"/></repeat></group>");
  TerrainItem *root = terrain_interview_get_root_item (interview);
  TerrainItem *repeat;
  TerrainItem *third;
  TerrainItem *x3;
  g_autoptr (TerrainItem) gone = NULL;
  g_autoptr (TerrainItem) gone_x = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (root)), ==, 2);
  g_assert_true (child (child (root, 0), 0) == terrain_interview_find_item (interview, "/data/g/q"));
  repeat = child (root, 1); /* its group says nothing else: the two are one (engine-semantics, 13) */
  g_assert_true (repeat == terrain_interview_find_item (interview, "/data/r"));
  g_assert_cmpint (terrain_item_get_kind (repeat), ==, TERRAIN_ITEM_REPEAT);
  g_assert_true (terrain_item_get_can_add (repeat));
  g_assert_cmpstr (terrain_item_get_ref (repeat), ==, "/data/r");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (repeat)), ==, 1);
  g_signal_connect (repeat, "items-changed", G_CALLBACK (on_items_changed), &splice);

  terrain_interview_add_instance (interview, "/data/r", NULL);
  g_assert_cmpuint (splice.calls, ==, 1);
  g_assert_cmpuint (splice.position, ==, 1);
  g_assert_cmpuint (splice.added, ==, 1);
  terrain_interview_add_instance (interview, "/data/r", NULL);
  third = child (repeat, 2);
  x3 = child (third, 0);
  g_assert_cmpstr (terrain_item_get_ref (x3), ==, "/data/r[3]/x");
  g_assert_cmpuint (terrain_item_get_position (third), ==, 3);

  gone = g_object_ref (child (repeat, 1));
  gone_x = g_object_ref (child (gone, 0));
  fixture_answer (interview, "/data/r[2]/x", "kept in sight");
  terrain_interview_remove_instance (interview, "/data/r[2]", NULL);
  g_assert_cmpuint (splice.position, ==, 1);
  g_assert_cmpuint (splice.removed, ==, 1);
  g_assert_cmpuint (splice.added, ==, 0);
  g_assert_true (child (repeat, 1) == third);
  g_assert_cmpuint (terrain_item_get_position (third), ==, 2);
  g_assert_cmpstr (terrain_item_get_ref (x3), ==, "/data/r[2]/x");

  /* What a widget still holds is harmless. */
  g_assert_null (terrain_item_get_interview (gone_x));
  g_assert_null (terrain_item_get_parent (gone));
  g_assert_cmpstr (terrain_item_get_value (gone_x), ==, "kept in sight");
  g_assert_cmpstr (terrain_item_get_ref (gone_x), ==, "/data/r[2]/x");
  g_assert_null (terrain_item_get_label (gone_x));
  g_assert_false (terrain_item_answer (gone_x, "z", &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (terrain_item_answer (x3, "ok", &error));
  fixture_assert_value (interview, "/data/r[2]/x", "ok");
}

static void
test_outlives_interview (void)
{
  TerrainInterview *interview = fixture_interview ("<q>v</q><r><x/></r>", "",
                                                   "<input ref=\"/data/q\"><label>L</label></input>"
                                                   "<repeat nodeset=\"/data/r\"><input ref=\"/data/r/x\"/></repeat>");
  g_autoptr (TerrainItem) root = g_object_ref (terrain_interview_get_root_item (interview));
  g_autoptr (TerrainItem) q = g_object_ref (terrain_interview_find_item (interview, "/data/q"));
  g_autoptr (TerrainItem) x = g_object_ref (terrain_interview_find_item (interview, "/data/r[1]/x"));

  g_object_unref (interview);
  g_assert_cmpstr (terrain_item_get_value (q), ==, "v");
  g_assert_null (terrain_item_get_interview (x));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (root)), ==, 2);
  g_assert_false (terrain_item_answer (x, "1", NULL));
}

static void
answer_back (TerrainItem *item,
             GParamSpec  *pspec,
             gpointer     user_data)
{
  fixture_answer (user_data, "/data/b", "from the handler");
}

static void
test_reentrant (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<a/><b/><c/>", "<bind nodeset=\"/data/c\" calculate=\"concat(/data/a, '/', /data/b)\"/>",
      "<input ref=\"/data/a\"/><input ref=\"/data/b\"/><input ref=\"/data/c\"/>");
  TerrainItem *a = terrain_interview_find_item (interview, "/data/a");
  TerrainItem *c = terrain_interview_find_item (interview, "/data/c");
  Watch watch;

  g_signal_connect (a, "notify::value", G_CALLBACK (answer_back), interview);
  watch_start (&watch, interview, c);
  fixture_answer (interview, "/data/a", "1");
  g_assert_cmpstr (terrain_item_get_value (c), ==, "1/from the handler");
  g_assert_cmpuint (watch.changed, ==, 2);
  g_hash_table_unref (watch.counts);
}

#define LANGUAGES                                                                                                     \
  "<itext><translation lang=\"English\" default=\"true()\"><text id=\"q\"><value>Colour</value>"                      \
  "<value form=\"image\">jr://images/c.png</value></text><text id=\"h\"><value>Hint</value></text>"                   \
  "<text id=\"r\"><value>Red</value></text><text id=\"m\"><value>Wrong</value></text></translation>"                  \
  "<translation lang=\"Français\"><text id=\"q\"><value>Couleur</value></text>"                                       \
  "<text id=\"r\"><value>Rouge</value></text><text id=\"m\"><value>Faux</value></text></translation></itext>"

static void
test_languages (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *display = NULL;
  g_autofree char *french = NULL;
  g_auto (GStrv) languages = NULL;
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<q/><n/><name/>",
      LANGUAGES "<bind nodeset=\"/data/n\" constraint=\". = 1\" jr:constraintMsg=\"jr:itext('m')\"/>"
                "<bind nodeset=\"/data/name\" calculate=\"jr:choice-name(/data/q, '/data/q')\"/>",
      "<select1 ref=\"/data/q\"><label ref=\"jr:itext('q')\"/><hint ref=\"jr:itext('h')\"/>"
      "<item><label ref=\"jr:itext('r')\"/><value>r</value></item></select1><input ref=\"/data/n\"/>");
  TerrainItem *q = terrain_interview_find_item (interview, "/data/q");
  TerrainItem *n = terrain_interview_find_item (interview, "/data/n");
  GListModel *choices = terrain_item_get_choices (q);
  Watch watch;

  languages = terrain_interview_dup_languages (interview);
  g_assert_cmpuint (g_strv_length (languages), ==, 2);
  g_assert_cmpstr (terrain_interview_get_language (interview), ==, "English");
  fixture_answer (interview, "/data/q", "r");
  fixture_answer (interview, "/data/n", "2");
  g_assert_cmpstr (terrain_item_get_label (q), ==, "Colour");
  g_assert_cmpstr (terrain_item_get_hint (q), ==, "Hint");
  g_assert_cmpstr (terrain_item_get_label_form (q, "image"), ==, "jr://images/c.png");
  g_assert_null (terrain_item_get_label_form (q, "audio"));
  display = terrain_item_dup_display_value (q);
  g_assert_cmpstr (display, ==, "Red");
  g_assert_cmpstr (terrain_item_get_message (n), ==, "Wrong");
  fixture_assert_value (interview, "/data/name", "Red");

  watch_start (&watch, interview, q);
  g_assert_true (terrain_interview_set_language (interview, "Français", &error));
  assert_told (&watch, "display-value:1 label:1 ");
  g_assert_cmpuint (watch.changed, ==, 1);
  g_assert_cmpstr (terrain_item_get_label (q), ==, "Couleur");
  /* Each text falls back on its own. */
  g_assert_cmpstr (terrain_item_get_hint (q), ==, "Hint");
  french = terrain_item_dup_display_value (q);
  g_assert_cmpstr (french, ==, "Rouge");
  g_assert_cmpstr (terrain_item_get_message (n), ==, "Faux");
  fixture_assert_value (interview, "/data/name", "Rouge");
  {
    g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, 0);

    g_assert_cmpstr (terrain_choice_get_label (choice), ==, "Rouge");
  }
  g_assert_false (terrain_interview_set_language (interview, "Klingon", &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_FOUND);
  g_hash_table_unref (watch.counts);
}

static void
test_added_translation (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainForm) form = fixture_form ("<q/>", "", "<input ref=\"/data/q\"><label>How are you?</label>"
                                                           "<hint>Be kind</hint></input>");
  g_autoptr (TerrainEnvironment) environment = fixture_environment ();
  g_autoptr (TerrainInterview) interview = terrain_interview_new (form, environment);
  g_autoptr (TerrainTranslation) dutch = terrain_translation_new (form, "nl");
  TerrainItem *q = terrain_interview_find_item (interview, "/data/q");

  for (guint i = 0; i < terrain_form_get_n_texts (form); i++)
    {
      if (g_str_equal (terrain_form_get_text (form, i)->source, "How are you?"))
        g_assert_true (terrain_translation_set_text (dutch, i, "Hoe gaat het?", &error));
    }
  terrain_interview_add_translation (interview, dutch);
  g_assert_cmpstr (terrain_item_get_label (q), ==, "How are you?");
  g_assert_true (terrain_interview_set_language (interview, "nl", &error));
  g_assert_cmpstr (terrain_item_get_label (q), ==, "Hoe gaat het?");
  g_assert_cmpstr (terrain_item_get_hint (q), ==, "Be kind");
  /* and back to what the form says, which is in no language that it names */
  g_assert_true (terrain_interview_set_language (interview, "", &error));
  g_assert_cmpstr (terrain_item_get_label (q), ==, "How are you?");
  g_assert_cmpstr (terrain_interview_get_language (interview), ==, "");
}

/* An absolute path in a label means the instance the label is shown in, also in a group without a reference. */
static void
test_label_in_instance (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<r><name/><x/></r>", "",
      "<group><repeat nodeset=\"/data/r\"><input ref=\"/data/r/name\"/>"
      "<input ref=\"/data/r/x\"><label>Age of <output value=\"/data/r/name\"/></label></input></repeat></group>");

  terrain_interview_add_instance (interview, "/data/r", NULL);
  fixture_answer (interview, "/data/r[1]/name", "Ann");
  fixture_answer (interview, "/data/r[2]/name", "Ben");
  g_assert_cmpstr (terrain_item_get_label (terrain_interview_find_item (interview, "/data/r[1]/x")), ==, "Age of Ann");
  g_assert_cmpstr (terrain_item_get_label (terrain_interview_find_item (interview, "/data/r[2]/x")), ==, "Age of Ben");
  fixture_answer (interview, "/data/r[2]/name", "Bo");
  g_assert_cmpstr (terrain_item_get_label (terrain_interview_find_item (interview, "/data/r[2]/x")), ==, "Age of Bo");
}

/* A question outside of a repeat shows the first of the nodes inside, whichever that is now. */
static void
test_question_outside (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<r><x/></r><q/>", "",
      "<group><label>G</label><input ref=\"/data/r/x\"><label>Outside</label></input></group>"
      "<group><repeat nodeset=\"/data/r\"><input ref=\"/data/r/x\"/></repeat></group>");
  TerrainItem *root = terrain_interview_get_root_item (interview);
  g_autoptr (TerrainItem) group = g_list_model_get_item (G_LIST_MODEL (root), 0);
  g_autoptr (TerrainItem) item = g_list_model_get_item (G_LIST_MODEL (group), 0);

  terrain_interview_add_instance (interview, "/data/r", NULL);
  fixture_answer (interview, "/data/r[1]/x", "one");
  fixture_answer (interview, "/data/r[2]/x", "two");
  g_assert_cmpstr (terrain_item_get_value (item), ==, "one");
  terrain_interview_remove_instance (interview, "/data/r[1]", NULL);
  g_assert_cmpstr (terrain_item_get_value (item), ==, "two");
  terrain_interview_remove_instance (interview, "/data/r[1]", NULL);
  g_assert_cmpstr (terrain_item_get_value (item), ==, "");
  g_assert_cmpstr (terrain_item_get_ref (item), ==, "/data/r/x");
  g_assert_false (terrain_item_answer (item, "x", NULL));
  terrain_interview_add_instance (interview, "/data/r", NULL);
  g_assert_true (terrain_item_answer (item, "three", NULL));
  fixture_assert_value (interview, "/data/r[1]/x", "three");
  g_assert_true (terrain_interview_undo (interview, NULL, NULL));
  g_assert_true (terrain_interview_undo (interview, NULL, NULL));
  g_assert_true (terrain_interview_undo (interview, NULL, NULL));
  g_assert_true (terrain_interview_undo (interview, NULL, NULL));
  g_assert_cmpstr (terrain_item_get_value (item), ==, "one");
}

/* Read in another language, outputs and choices too; the interview's own stays and nobody is told. */
static void
test_in_language (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<name/><safe/>",
      "<itext><translation lang=\"en\" default=\"true()\"><text id=\"q\"><value>Safe, <output value=\"/data/name\"/>?</value>"
      "</text><text id=\"h\"><value>Hint</value></text><text id=\"y\"><value>Yes</value></text></translation>"
      "<translation lang=\"ar\"><text id=\"q\"><value>آمن، <output value=\"/data/name\"/>؟</value></text>"
      "<text id=\"h\"><value>تلميح</value></text><text id=\"y\"><value>نعم</value></text></translation></itext>",
      "<input ref=\"/data/name\"/><select1 ref=\"/data/safe\"><label ref=\"jr:itext('q')\"/><hint ref=\"jr:itext('h')\"/>"
      "<item><label ref=\"jr:itext('y')\"/><value>1</value></item></select1>");
  TerrainItem *item = terrain_interview_find_item (interview, "/data/safe");
  Watch watch;

  fixture_answer (interview, "/data/name", "Ann");
  g_assert_cmpstr (terrain_item_get_label (item), ==, "Safe, Ann?");
  watch_start (&watch, interview, item);

  g_autofree char *label = terrain_item_dup_label_in (item, "ar");
  g_autofree char *hint = terrain_item_dup_hint_in (item, "ar");
  g_autoptr (TerrainChoice) yes = g_list_model_get_item (terrain_item_get_choices (item), 0);
  g_autofree char *choice = terrain_item_dup_choice_label_in (item, yes, "ar");
  g_assert_cmpstr (label, ==, "آمن، Ann؟");
  g_assert_cmpstr (hint, ==, "تلميح");
  g_assert_cmpstr (choice, ==, "نعم");
  g_assert_null (terrain_item_dup_label_in (item, "fr"));
  g_assert_null (terrain_item_dup_choice_label_in (item, yes, "fr"));
  g_assert_cmpstr (terrain_interview_get_language (interview), ==, "en");
  g_assert_cmpstr (terrain_item_get_label (item), ==, "Safe, Ann?");
  assert_told (&watch, "");
  g_assert_cmpuint (watch.changed, ==, 0);
  g_hash_table_unref (watch.counts);
}

/* Of a list, by its row: from the translations, and from a column of the list. */
static void
test_list_in_language (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<street/><place/>",
      "<itext><translation lang=\"en\" default=\"true()\"><text id=\"a\"><value>High Street</value></text>"
      "<text id=\"b\"><value>New Street</value></text></translation>"
      "<translation lang=\"ar\"><text id=\"a\"><value>الشارع العالي</value></text>"
      "<text id=\"b\"><value>الشارع الجديد</value></text></translation></itext>"
      "<instance id=\"streets\"><root><item><name>a</name><itextId>a</itextId></item>"
      "<item><name>b</name><itextId>b</itextId></item></root></instance>"
      "<instance id=\"places\"><root><item><name>p</name><label>Square</label><label_ar>ساحة</label_ar></item></root>"
      "</instance>",
      "<select1 ref=\"/data/street\"><itemset nodeset=\"instance('streets')/root/item\"><value ref=\"name\"/>"
      "<label ref=\"jr:itext(itextId)\"/></itemset></select1>"
      "<select1 ref=\"/data/place\"><itemset nodeset=\"instance('places')/root/item\"><value ref=\"name\"/>"
      "<label ref=\"label\"/></itemset></select1>");
  TerrainItem *street = terrain_interview_find_item (interview, "/data/street");
  TerrainItem *place = terrain_interview_find_item (interview, "/data/place");
  g_autoptr (TerrainChoice) second = g_list_model_get_item (terrain_item_get_choices (street), 1);
  g_autoptr (TerrainChoice) square = g_list_model_get_item (terrain_item_get_choices (place), 0);
  g_autofree char *translated = terrain_item_dup_choice_label_in (street, second, "ar");
  g_autofree char *column = terrain_item_dup_choice_label_in (place, square, "ar");

  g_assert_cmpstr (terrain_choice_get_label (second), ==, "New Street");
  g_assert_cmpstr (translated, ==, "الشارع الجديد");
  g_assert_cmpstr (terrain_choice_get_label (square), ==, "Square");
  g_assert_cmpstr (column, ==, "ساحة");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/interview/items/notifications", test_notifications);
  g_test_add_func ("/interview/items/tree-and-lifetime", test_tree_and_lifetime);
  g_test_add_func ("/interview/items/outlives-interview", test_outlives_interview);
  g_test_add_func ("/interview/items/reentrant", test_reentrant);
  g_test_add_func ("/interview/items/languages", test_languages);
  g_test_add_func ("/interview/items/added-translation", test_added_translation);
  g_test_add_func ("/interview/items/label-in-instance", test_label_in_instance);
  g_test_add_func ("/interview/items/in-language", test_in_language);
  g_test_add_func ("/interview/items/list-in-language", test_list_in_language);
  g_test_add_func ("/interview/items/question-outside", test_question_outside);
  return g_test_run ();
}
