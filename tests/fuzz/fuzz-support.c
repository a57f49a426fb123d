/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-support.h"

#include <string.h>

/* 2026-11-21T09:30:00.250Z */
#define FUZZ_NOW (G_GINT64_CONSTANT (1795253400250000))

/* Small enough to run thousands of times, together with one of everything: nested and counted repeats, choices inside
 * and from files, itext, actions, types, dates, a translation, a real survey. */
static const char *const corpus_forms[] = {
  "javarosa/08-complex-repeats.xml",
  "javarosa/relative-current-ref.xml",
  "javarosa/three-level-cascading-multi-select.xml",
  "javarosa/bind-attributes.xml",
  "javarosa/internal_select_10.xml",
  "collect/all-widgets.xml",
  "javarosa/child_vaccination_VOL_tool_v12.xml",
  "web-forms/ifrc-distribution-site-assessment-v1.xml",
  "web-forms/2-rank-with-choice-filter.xml",
  "web-forms/jr-choice-name.xml",
};

static const char built_in_form[] =
  "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'"
  " xmlns:jr='http://openrosa.org/javarosa' xmlns:orx='http://openrosa.org/xforms'"
  " xmlns:odk='http://www.opendatakit.org/xforms'><h:head><h:title>T</h:title><model>"
  "<itext><translation lang='en'><text id='a'><value>A <output value='/data/n'/></value></text></translation>"
  "<translation lang='fr'><text id='a'><value>Â <output value='/data/n'/></value><value form='short'>â</value></text>"
  "</translation></itext>"
  "<instance><data id='f' version='1'><n/><t/><d/><m/><g/><tot/><people jr:template=''><name/><age>1</age><pos/><own/>"
  "<pet jr:template=''><kind/><w/></pet></people><cnt><v/></cnt><left/>"
  "<orx:meta><orx:instanceID/></orx:meta></data></instance>"
  "<instance id='l'><root><item><name>a</name><label>A</label><in>1</in></item><item><name>b</name><label>B</label>"
  "<in>2</in></item><item><name>c</name><label>C</label><in>1</in></item></root></instance>"
  "<bind nodeset='/data/n' type='int' constraint='. &gt; 0 and . &lt; 20' required='/data/t = 1'"
  " jr:constraintMsg=\"jr:itext('a')\"/>"
  "<bind nodeset='/data/d' type='date' relevant='/data/n &gt; 2'/>"
  "<bind nodeset='/data/g' type='geopoint'/>"
  "<bind nodeset='/data/people/age' type='int' relevant=\"../name != ''\"/>"
  "<bind nodeset='/data/people/pos' calculate='position(..)'/>"
  "<bind nodeset='/data/people/own' calculate='sum(../pet/w) + count(../pet) + indexed-repeat(/data/people/age,"
  " /data/people, position(..) - 1)'/>"
  "<bind nodeset='/data/tot' calculate=\"concat(sum(/data/people/age), '-', count(/data/people[age &gt; 3]), '-',"
  " join(',', /data/people/pet/kind))\"/>"
  "<bind nodeset='/data/cnt/v' relevant='position(..) mod 2 = 1' calculate=\"once(uuid())\"/>"
  "<bind nodeset='/data/left' calculate=\"format-date(/data/d, '%e %b %Y')\"/>"
  "<bind nodeset='/data/orx:meta/orx:instanceID' jr:preload='uid'/>"
  "<setvalue event='odk-instance-first-load' ref='/data/t' value='now()'/>"
  "</model></h:head><h:body>"
  "<input ref='/data/n'><label ref=\"jr:itext('a')\"/><setvalue event='xforms-value-changed' ref='/data/m'"
  " value=\"concat(/data/m, ' ', 'a')\"/></input>"
  "<input ref='/data/t'><label>T</label></input><input ref='/data/d'><label>D</label></input>"
  "<select ref='/data/m'><label>M</label><itemset nodeset=\"randomize(instance('l')/root/item[in = /data/n], 3)\">"
  "<value ref='name'/><label ref='label'/></itemset></select><input ref='/data/g'><label>G</label></input>"
  "<group ref='/data/people'><label>P</label><repeat nodeset='/data/people'><input ref='/data/people/name'>"
  "<label>N</label></input><input ref='/data/people/age'><label>A</label></input><group ref='/data/people/pet'>"
  "<label>Pet</label><repeat nodeset='/data/people/pet'><select1 ref='/data/people/pet/kind'><label>K</label>"
  "<itemset nodeset=\"instance('l')/root/item[name != current()/../../name]\"><value ref='name'/><label ref='label'/>"
  "</itemset></select1><input ref='/data/people/pet/w'><label>W</label></input></repeat></group></repeat></group>"
  "<group ref='/data/cnt'><label>C</label><repeat nodeset='/data/cnt' jr:count='/data/n'>"
  "<input ref='/data/cnt/v'><label>V</label></input></repeat></group></h:body></h:html>";

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  /* Its own pools would hide what is used after it was freed. */
  g_setenv ("G_SLICE", "always-malloc", TRUE);
  return 0;
}

TerrainEnvironment *
fuzz_environment (void)
{
  TerrainEnvironment *environment = terrain_environment_new (NULL, NULL, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (3600);

  terrain_environment_hold_clock (environment, FUZZ_NOW);
  terrain_environment_set_time_zone (environment, zone);
  terrain_environment_set_seed (environment, 1);
  terrain_environment_set_property (environment, "deviceid", "device");
  return environment;
}

static GBytes *
load_source (const char *uri,
             gpointer    user_data,
             GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (user_data);
  g_autofree char *name = g_path_get_basename (uri);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *contents;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, error))
    return NULL;
  return g_bytes_new_take (contents, length);
}

static TerrainForm *
load_form (guint index)
{
  const char *shared = g_getenv ("TERRAIN_SHARED");
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *contents;
  gsize length;
  TerrainForm *form;

  if (index > 0 && shared != NULL)
    path = g_build_filename (shared, "corpus", "forms", corpus_forms[index - 1], NULL);
  if (path != NULL && g_file_get_contents (path, &contents, &length, NULL))
    bytes = g_bytes_new_take (contents, length);
  else
    bytes = g_bytes_new_static (built_in_form, strlen (built_in_form));
  form = terrain_form_parse (bytes, path != NULL ? load_source : NULL, path, NULL, NULL);
  if (form == NULL)
    g_error ("form %u (%s) is none", index, path != NULL ? path : "built in");
  return form;
}

guint
fuzz_form_count (void)
{
  return 1 + G_N_ELEMENTS (corpus_forms);
}

TerrainForm *
fuzz_form (guint index)
{
  static TerrainForm *forms[1 + G_N_ELEMENTS (corpus_forms)];

  index %= G_N_ELEMENTS (forms);
  if (forms[index] == NULL)
    forms[index] = load_form (index);
  return forms[index];
}

static void
read_choices (TerrainItem *item)
{
  GListModel *choices = terrain_item_get_choices (item);
  guint length = choices != NULL ? g_list_model_get_n_items (choices) : 0;

  for (guint i = 0; i < length; i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

      g_assert (terrain_choice_get_value (choice) != NULL && terrain_choice_get_label (choice) != NULL);
      terrain_choice_get_label_form (choice, "image");
      terrain_choice_get_field (choice, "geometry");
    }
}

void
fuzz_read_items (TerrainItem *item,
                 guint        depth)
{
  guint length = g_list_model_get_n_items (G_LIST_MODEL (item));
  g_autofree char *shown = terrain_item_dup_display_value (item);

  g_assert (depth < 600);
  g_assert (shown == NULL || g_utf8_validate (shown, -1, NULL));
  terrain_item_get_ref (item);
  terrain_item_get_value (item);
  terrain_item_get_valid (item);
  terrain_item_get_required (item);
  terrain_item_get_message (item);
  terrain_item_get_label (item);
  terrain_item_get_hint (item);
  terrain_item_get_guidance (item);
  terrain_item_get_required_message (item);
  terrain_item_get_can_add (item);
  read_choices (item);
  for (guint i = 0; i < length; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);

      fuzz_read_items (child, depth + 1);
    }
}

guint
fuzz_validate (TerrainInterview *interview)
{
  g_autoptr (GBytes) before = terrain_interview_save (interview);
  g_autoptr (GPtrArray) problems = terrain_interview_validate (interview);
  g_autoptr (GBytes) after = terrain_interview_save (interview);

  g_assert (g_bytes_equal (before, after));
  return problems->len;
}

void
fuzz_finish (TerrainInterview *interview)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = terrain_interview_complete (interview, NULL, &error);
  g_autoptr (TerrainDocument) document = NULL;

  g_assert ((xml == NULL) == (error != NULL));
  if (xml == NULL)
    return;
  document = terrain_document_parse (xml, TERRAIN_DOCUMENT_WHOLE, &error);
  if (document == NULL)
    g_error ("the submission is not XML: %s", error->message);
}

guint
fuzz_take_byte (FuzzInput *self)
{
  return self->at < self->end ? *self->at++ : 0;
}

guint
fuzz_take_number (FuzzInput *self)
{
  guint high = fuzz_take_byte (self);

  return high * 256 + fuzz_take_byte (self);
}

char *
fuzz_take_text (FuzzInput *self)
{
  gsize wanted = fuzz_take_byte (self);
  gsize length = MIN (wanted, (gsize) (self->end - self->at));
  char *text = g_utf8_make_valid ((const char *) self->at, (gssize) length);

  self->at += length;
  return text;
}
