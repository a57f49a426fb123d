/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "form-support.h"
#include "terrain-form-private.h"
#include "terrain-node-private.h"
#include "terrain-xpath-ast.h"

#include <string.h>

static TerrainControl *
control_at (TerrainForm *form,
            guint        index)
{
  g_assert_cmpuint (index, <, form->controls->len);
  return g_ptr_array_index (form->controls, index);
}

static void
test_identity (void)
{
  g_autoptr (TerrainForm) form = form_parse_good ("<d:data xmlns:d=\"urn:d\" id=\"f\" orx:version=\"7\"><d:a>5</d:a></d:data>",
                                                  "<submission action=\"https://example.org\" orx:auto-send=\"true\"/>",
                                                  "<input ref=\"/d:data/d:a\"/>");

  g_assert_cmpstr (terrain_form_get_id (form), ==, "f");
  g_assert_cmpstr (terrain_form_get_version (form), ==, "7");
  g_assert_cmpstr (terrain_form_get_title (form), ==, "A form");
  g_assert_null (terrain_form_get_style (form));
  g_assert_cmpstr (terrain_form_get_submission_attribute (form, "action"), ==, "https://example.org");
  g_assert_cmpstr (terrain_form_get_submission_attribute (form, "auto-send"), ==, "true");
  g_assert_cmpstr (terrain_form_get_default_language (form), ==, "");
  g_assert_null (terrain_form_get_languages (form)[0]);
  g_assert_cmpstr (terrain_control_get_ref (control_at (form, 0)), ==, "/d:data/d:a");
  /* By name alone as well, and not by another namespace. */
  g_assert_nonnull (terrain_form_find_schema (form, "/data/a"));
  g_assert_null (terrain_form_find_schema (form, "/orx:data/a"));
}

static void
test_body_before_model (void)
{
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (TerrainForm) form = form_parse ("<html><body class=\"pages\"><input ref=\"/data/a\"/></body>"
                                             "<head><title>T</title><model><instance><data id=\"x\"><a/></data>"
                                             "</instance><bind nodeset=\"/data/a\" type=\"xsd:int\"/></model></head>"
                                             "</html>", &issues, NULL);

  g_assert_nonnull (form);
  g_assert_cmpuint (issues->len, ==, 0);
  g_assert_cmpstr (terrain_form_get_style (form), ==, "pages");
  g_assert_cmpint (terrain_control_get_data_type (control_at (form, 0)), ==, TERRAIN_DATA_INT);
}

static void
test_schema (void)
{
  g_autoptr (TerrainForm) form = form_parse_good ("<data id=\"f\"><g><a x=\"1\">one</a></g><orx:meta><orx:instanceID/>"
                                                  "</orx:meta></data>", "", "<input ref=\"/data/g/a\"/>");
  TerrainSchema *root = g_ptr_array_index (form->schemas, 0);
  TerrainSchema *a = terrain_form_find_schema (form, "/data/g/a");
  TerrainSchema *x = terrain_form_find_schema (form, "/data/g/a/@x");
  TerrainNode *node;

  g_assert_cmpstr (root->ref, ==, "/data");
  g_assert_null (root->parent);
  g_assert_true (a->is_leaf);
  g_assert_false (a->parent->is_leaf);
  g_assert_true (a->parent->parent == root);
  g_assert_true (x->is_attribute && x->parent == a);
  g_assert_true (g_ptr_array_index (a->children, 0) == x);
  g_assert_cmpint (a->line, ==, 3);
  g_assert_nonnull (terrain_form_find_schema (form, " /data/g/../g/a "));
  g_assert_nonnull (terrain_form_find_schema (form, "/data/orx:meta/orx:instanceID"));
  g_assert_null (terrain_form_find_schema (form, "/data/../../x"));
  for (guint i = 0; i < form->schemas->len; i++)
    g_assert_cmpuint (((TerrainSchema *) g_ptr_array_index (form->schemas, i))->index, ==, i);

  /* The instance points to it. */
  node = terrain_document_get_root (form->instance)->first_child->first_child;
  g_assert_true (node->schema == a);
  g_assert_true (node->first_attribute->schema == x);
  g_assert_cmpstr (terrain_node_get_value (node), ==, "one");
}

static void
test_repeat_templates (void)
{
  g_autoptr (TerrainForm) form =
    form_parse_good ("<data id=\"f\"><r jr:template=\"\"><a>t</a><i jr:template=\"\"><x>u</x></i></r>"
                     "<r><a>1</a><i><x/></i></r><r><a>2</a></r>"
                     "<s><b keep=\"yes\">default</b><in><y/></in></s></data>", "",
                     "<repeat nodeset=\"/data/r\"><input ref=\"a\"/><repeat nodeset=\"i\"><input ref=\"x\"/></repeat></repeat>"
                     "<repeat nodeset=\"/data/s\"><input ref=\"/data/s/b\"/><repeat nodeset=\"/data/s/in\">"
                     "<input ref=\"/data/s/in/y\"/></repeat></repeat>");
  TerrainSchema *r = terrain_form_find_schema (form, "/data/r");
  TerrainSchema *i = terrain_form_find_schema (form, "/data/r/i");
  TerrainSchema *s = terrain_form_find_schema (form, "/data/s");
  TerrainNode *node = terrain_document_get_root (form->instance)->first_child;

  /* A template is no instance; what is written in it is what a new one starts with. */
  g_assert_true (r->is_repeat && r->repeat_scope == r);
  g_assert_cmpstr (terrain_node_get_value (r->template_node->first_child), ==, "t");
  g_assert_true (r->template_node->schema == r);
  g_assert_null (r->template_node->first_child->next); /* no inner instance */
  g_assert_cmpstr (terrain_node_get_value (i->template_node->first_child), ==, "u");
  g_assert_true (i->repeat_scope == i);
  g_assert_true (terrain_form_find_schema (form, "/data/r/i/x")->repeat_scope == i);

  g_assert_true (node->schema == r && node->position == 1);
  g_assert_cmpstr (terrain_node_get_value (node->first_child), ==, "1");
  g_assert_true (node->next->schema == r && node->next->position == 2);
  g_assert_true (node->next->next->schema == s && node->next->next->position == 1);
  g_assert_null (node->next->next->next);

  /* Without one, a new instance has the structure of the first and none of its values. */
  g_assert_cmpstr (terrain_node_get_value (s->template_node->first_child), ==, "");
  g_assert_cmpstr (terrain_node_get_attribute (s->template_node->first_child, "keep", NULL), ==, "yes");
  g_assert_null (s->template_node->first_child->next);
  g_assert_true (((TerrainSchema *) s->template_node->first_child->schema)->parent == s);
}

static void
test_binds (void)
{
  g_autoptr (TerrainForm) form =
    form_parse_good ("<data id=\"f\"><a/><b/></data>",
                     "<bind id=\"b1\" nodeset=\"a\" type=\"select1\" jr:preload=\"date\" jr:preloadParams=\"today\""
                     " odk:max-pixels=\"1024\" readonly=\"true()\" jr:constraintMsg=\"No\" constraint=\". != 'x'\"/>"
                     "<bind nodeset=\"/data/b\" required=\"true()\" jr:requiredMsg=\"Please\"/>",
                     "<input bind=\"b1\"/><upload ref=\"/data/b\" mediatype=\"image/*\"/>");
  TerrainSchema *a = terrain_form_find_schema (form, "/data/a");
  TerrainSchema *b = terrain_form_find_schema (form, "/data/b");

  g_assert_cmpint (a->type, ==, TERRAIN_DATA_STRING);
  g_assert_cmpstr (a->type_name, ==, "select1");
  g_assert_cmpstr (a->preload, ==, "date");
  g_assert_cmpstr (a->preload_parameters, ==, "today");
  g_assert_cmpstr (terrain_xpath_get_source (a->readonly), ==, "true()");
  g_assert_nonnull (a->constraint);
  g_assert_null (a->relevant);
  g_assert_nonnull (a->constraint_message);
  g_assert_cmpstr (terrain_form_get_text (form, (guint) a->constraint_message->texts[TERRAIN_LABEL_TEXT])->context, ==,
                   "/data/a:constraint");
  g_assert_cmpstr (terrain_form_get_text (form, (guint) b->required_message->texts[TERRAIN_LABEL_TEXT])->source, ==,
                   "Please");
  g_assert_cmpstr (terrain_control_get_bind_attribute (control_at (form, 0), "max-pixels"), ==, "1024");
  g_assert_cmpstr (terrain_control_get_bind_attribute (control_at (form, 0), "odk:max-pixels"), ==, "1024");
  g_assert_null (terrain_control_get_bind_attribute (control_at (form, 1), "max-pixels"));
  g_assert_cmpint (terrain_control_get_data_type (control_at (form, 1)), ==, TERRAIN_DATA_BINARY);
  g_assert_cmpstr (terrain_control_get_attribute (control_at (form, 1), "mediatype"), ==, "image/*");
  /* Equal constants are one expression. */
  g_assert_true (a->readonly == b->required);
}

static void
test_controls (void)
{
  g_autoptr (TerrainForm) form =
    form_parse_good ("<data id=\"f\"><g><a/></g><b/></data>", "",
                     "<group ref=\"/data/g\" appearance=\"field-list columns-3\"><input ref=\"a\"/>"
                     "<group><label>L</label><trigger ref=\"/data/b\"/></group></group><select ref=\"/data/b\">"
                     "<item><label>One</label><value>1</value></item><item><value> 2 </value></item></select>");
  TerrainControl *group = control_at (form, 0);
  TerrainControl *select = control_at (form, 4);

  g_assert_cmpuint (form->body->len, ==, 2);
  g_assert_cmpint (terrain_control_get_kind (group), ==, TERRAIN_CONTROL_GROUP);
  g_assert_cmpint (terrain_control_get_line (group), ==, 7);
  g_assert_true (terrain_control_has_appearance (group, "field-list"));
  g_assert_true (terrain_control_has_appearance (group, "columns-3"));
  g_assert_false (terrain_control_has_appearance (group, "columns"));
  g_assert_cmpstr (terrain_control_get_appearance (group), ==, "field-list columns-3");
  g_assert_cmpstr (terrain_control_get_ref (control_at (form, 1)), ==, "/data/g/a");
  g_assert_cmpstr (terrain_control_get_ref (control_at (form, 2)), ==, "");
  g_assert_true (control_at (form, 3)->parent == control_at (form, 2));
  g_assert_cmpint (terrain_control_get_kind (select), ==, TERRAIN_CONTROL_SELECT);
  g_assert_cmpuint (select->choices->len, ==, 2);
  g_assert_cmpstr (((TerrainStaticChoice *) g_ptr_array_index (select->choices, 1))->value, ==, "2");
  g_assert_true (terrain_form_find_schema (form, "/data/b")->control == control_at (form, 3));
}

static void
test_group_of_repeat (void)
{
  g_autoptr (TerrainForm) form =
    form_parse_good ("<data id=\"f\"><r><a/></r><n/></data>", "",
                     "<group ref=\"/data/r\" appearance=\"x\"><label>People</label><repeat nodeset=\"/data/r\""
                     " jr:count=\" ../n \" jr:noAddRemove=\"true()\"><input ref=\"/data/r/a\"/></repeat></group>");
  TerrainControl *repeat = g_ptr_array_index (form->body, 0);
  TerrainAst *count;

  /* The repeat takes the place, the label and the appearance of its group. */
  g_assert_cmpuint (form->controls->len, ==, 2);
  g_assert_cmpint (repeat->kind, ==, TERRAIN_CONTROL_REPEAT);
  g_assert_null (repeat->parent);
  g_assert_cmpuint (repeat->index, ==, 0);
  g_assert_true (terrain_control_has_appearance (repeat, "x"));
  g_assert_cmpstr (terrain_form_get_text (form, (guint) repeat->label.texts[TERRAIN_LABEL_TEXT])->source, ==, "People");
  g_assert_true (terrain_form_find_schema (form, "/data/r")->control == repeat);
  g_assert_true (repeat->no_add_remove);
  /* Written from the repeat, evaluated on its parent. */
  count = terrain_xpath_get_ast (repeat->count);
  g_assert_cmpint (count->steps[0].axis, ==, TERRAIN_AXIS_SELF);
}

static void
test_itemsets (void)
{
  g_autoptr (TerrainForm) form =
    form_parse_good ("<data id=\"f\"><a/><b/></data>",
                     "<instance id=\"l\"><root><item><name>x</name><label>Ex</label></item><item><name>y</name>"
                     "<label>Why</label></item></root></instance>",
                     "<select1 ref=\"/data/a\"><itemset nodeset=\"instance('l')/root/item[name != /data/b]\">"
                     "<value ref=\"name\"/><label ref=\"label\"/></itemset></select1>"
                     "<select1 ref=\"/data/b\"><itemset nodeset=\" randomize( instance('l')/root/item[contains(name, ')')]"
                     " , /data/a)\"><value ref=\"name\"/><label ref=\"label\"/></itemset></select1>");
  TerrainItemset *plain = control_at (form, 0)->itemset;
  TerrainItemset *random = control_at (form, 1)->itemset;
  TerrainDocument *list = g_hash_table_lookup (form->instances, "l");
  TerrainNode *label = terrain_document_get_root (list)->first_child->first_child->next;
  guint text;

  g_assert_false (plain->randomize);
  g_assert_true (random->randomize);
  g_assert_cmpstr (terrain_xpath_get_source (random->nodeset), ==, " instance('l')/root/item[contains(name, ')')] ");
  g_assert_cmpstr (terrain_xpath_get_source (random->seed), ==, " /data/a");
  g_assert_true (list->frozen);
  /* The labels of a list are texts, once however many questions show it. */
  text = GPOINTER_TO_UINT (g_hash_table_lookup (form->item_texts, label));
  g_assert_cmpuint (text, >, 0);
  g_assert_cmpstr (terrain_form_get_text (form, text - 1)->context, ==, "choices/l/x:label");
  g_assert_cmpstr (terrain_form_get_text (form, text - 1)->source, ==, "Ex");
  g_assert_cmpuint (terrain_form_get_n_texts (form), ==, 3);
}

static GBytes *
give_file (const char *uri,
           gpointer    user_data,
           GError    **error)
{
  g_assert_cmpstr (uri, ==, "jr://file/list.xml");
  return g_bytes_new_static (user_data, strlen (user_data));
}

static char *
write_with_file (void)
{
  return form_write ("<data id=\"f\"><a/></data>",
                     "<instance id=\"l\" src=\"jr://file/list.xml\"/>",
                     "<select1 ref=\"/data/a\"><itemset nodeset=\"instance('l')/root/item\">"
                     "<value ref=\"name\"/><label ref=\"name\"/></itemset></select1>");
}

static TerrainForm *
parse_with_file (const char *file,
                 GPtrArray **issues)
{
  g_autofree char *xml = write_with_file ();
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));

  return terrain_form_parse (bytes, give_file, (gpointer) file, issues, NULL);
}

static void
test_external (void)
{
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GPtrArray) broken_issues = NULL;
  g_autoptr (TerrainForm) form = parse_with_file ("<root><item><name>n</name></item></root>", &issues);
  g_autoptr (TerrainForm) broken = parse_with_file ("<root><item>", &broken_issues);
  TerrainDocument *list = g_hash_table_lookup (form->instances, "l");

  g_assert_cmpuint (issues->len, ==, 0);
  g_assert_nonnull (terrain_document_get_root (list)->first_child);
  /* A broken file leaves an empty list, and the form opens. */
  g_assert_nonnull (broken);
  form_find_issue (broken_issues, "instance-not-loaded", 4);
  list = g_hash_table_lookup (broken->instances, "l");
  g_assert_null (terrain_document_get_root (list)->first_child);
}

static void
note_freed (gpointer freed)
{
  *(gboolean *) freed = TRUE;
}

static GBytes *
give_file_after (const char *uri,
                 gpointer    freed,
                 GError    **error)
{
  g_assert_true (*(gboolean *) freed);
  return g_bytes_new_static ("<root/>", strlen ("<root/>"));
}

/* A file that is handed over is gone before the form is finished, and also where it is none. */
static void
test_take (void)
{
  g_autofree char *xml = write_with_file ();
  gboolean freed = FALSE;
  GBytes *bytes = g_bytes_new_with_free_func (xml, strlen (xml), note_freed, &freed);
  g_autoptr (TerrainForm) form = terrain_form_parse_take (bytes, give_file_after, &freed, NULL, NULL);

  g_assert_nonnull (form);
  freed = FALSE;
  bytes = g_bytes_new_with_free_func (xml, strlen (xml) / 2, note_freed, &freed);
  g_assert_null (terrain_form_parse_take (bytes, NULL, NULL, NULL, NULL));
  g_assert_true (freed);
}

static void
test_actions (void)
{
  g_autoptr (TerrainForm) form =
    form_parse_good ("<data id=\"f\"><a/><b/><r><x/></r></data>",
                     "<setvalue event=\"odk-instance-first-load odk-instance-load\" ref=\"/data/a\" value=\"now()\"/>"
                     "<odk:setgeopoint event=\"odk-instance-first-load\" ref=\"/data/b\"/>",
                     "<input ref=\"/data/a\"><setvalue event=\"xforms-value-changed\" ref=\"/data/b\"> seen </setvalue>"
                     "</input><repeat nodeset=\"/data/r\"><setvalue event=\"odk-new-repeat\" ref=\"/data/r/x\""
                     " value=\"position(..)\"/></repeat>");
  TerrainSchema *a = terrain_form_find_schema (form, "/data/a");
  TerrainAction *changed;

  g_assert_cmpuint (form->actions->len, ==, 4);
  g_assert_cmpuint (a->actions->len, ==, 1);
  changed = g_ptr_array_index (a->actions, 0);
  g_assert_cmpuint (changed->events, ==, TERRAIN_EVENT_VALUE_CHANGED);
  g_assert_cmpstr (changed->literal, ==, "seen");
  g_assert_null (changed->value);
  g_assert_true (changed->holder == a);
  for (guint i = 0; i < form->actions->len; i++)
    {
      TerrainAction *action = g_ptr_array_index (form->actions, i);

      if (action->events == (TERRAIN_EVENT_FIRST_LOAD | TERRAIN_EVENT_LOAD))
        g_assert_true (action->target == a && action->value != NULL && action->holder == NULL);
      else if (action->events == TERRAIN_EVENT_NEW_REPEAT)
        g_assert_true (action->holder->is_repeat);
      else if (action->events == TERRAIN_EVENT_FIRST_LOAD)
        g_assert_cmpstr (action->kind, ==, "setgeopoint");
    }
}

/* The first instance is the primary one, unless it is plainly a list. */
static void
test_primary (void)
{
  const char *rest = "</model></head><body><input ref=\"/data/a\"/></body></html>";
  g_autofree char *list_first = g_strconcat ("<html><head><model><instance id=\"l\"><root/></instance><instance>"
                                             "<data id=\"f\"><a/></data></instance><bind nodeset=\"/data/a\" "
                                             "calculate=\"count(instance('l')/root/item)\"/>", rest, NULL);
  g_autofree char *self = g_strconcat ("<html><head><model><instance id=\"p\"><data id=\"f\"><a/><b/></data></instance>"
                                       "<bind nodeset=\"/data/b\" calculate=\"instance('p')/data/a\"/>", rest, NULL);
  g_autoptr (TerrainForm) second = form_parse (list_first, NULL, NULL);
  g_autoptr (TerrainForm) first = form_parse (self, NULL, NULL);

  g_assert_nonnull (second);
  g_assert_cmpstr (terrain_form_get_id (second), ==, "f");
  g_assert_nonnull (first);
  g_assert_cmpstr (first->instance_id, ==, "p");
  g_assert_cmpuint (terrain_form_find_schema (first, "/data/a")->edges->len, ==, 1);
}

static gpointer
parse_in_thread (gpointer bytes)
{
  return terrain_form_parse (bytes, NULL, NULL, NULL, NULL);
}

static void
test_threads (void)
{
  g_autofree char *file = form_find_shared ("corpus/forms/javarosa/child_vaccination_VOL_tool_v12.xml");
  g_autoptr (GBytes) bytes = NULL;
  GThread *threads[4];
  char *contents;
  gsize length;

  if (file == NULL)
    return;
  g_assert_true (g_file_get_contents (file, &contents, &length, NULL));
  bytes = g_bytes_new_take (contents, length);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("parse", parse_in_thread, bytes);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (TerrainForm) form = g_thread_join (threads[i]);

      g_assert_nonnull (form);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/form/identity", test_identity);
  g_test_add_func ("/engine/form/body-before-model", test_body_before_model);
  g_test_add_func ("/engine/form/schema", test_schema);
  g_test_add_func ("/engine/form/repeat-templates", test_repeat_templates);
  g_test_add_func ("/engine/form/binds", test_binds);
  g_test_add_func ("/engine/form/controls", test_controls);
  g_test_add_func ("/engine/form/group-of-repeat", test_group_of_repeat);
  g_test_add_func ("/engine/form/itemsets", test_itemsets);
  g_test_add_func ("/engine/form/external", test_external);
  g_test_add_func ("/engine/form/take", test_take);
  g_test_add_func ("/engine/form/actions", test_actions);
  g_test_add_func ("/engine/form/primary", test_primary);
  g_test_add_func ("/engine/form/threads", test_threads);

  return g_test_run ();
}
