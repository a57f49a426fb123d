/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "fixture.h"

static guint
import (Fixture *fixture, GPtrArray **issues)
{
  return terrain_profile_import_folder (fixture->profile, fixture->forms_folder, issues);
}

static void
write_form (Fixture *fixture, const char *name, const char *id, const char *version, const char *title)
{
  g_autofree char *xml = make_form (id, version, title);

  write_file (fixture->forms_folder, name, xml);
}

static gboolean
has_issue (GPtrArray *issues, const char *words)
{
  for (guint i = 0; i < issues->len; i++)
    {
      if (strstr (((TerrainIssue *) issues->pdata[i])->message, words) != NULL)
        return TRUE;
    }
  return FALSE;
}

static char *
describe_library (Fixture *fixture)
{
  g_autoptr (GPtrArray) forms = terrain_store_list_forms (terrain_profile_get_store (fixture->profile), NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < forms->len; i++)
    {
      TerrainStoredForm *form = forms->pdata[i];

      g_string_append_printf (text, "%s/%s=%s ", form->id, form->version, form->title);
    }
  return g_string_free (text, FALSE);
}

static void
assert_library (Fixture *fixture, const char *expected)
{
  g_autofree char *described = describe_library (fixture);

  g_assert_cmpstr (described, ==, expected);
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  g_autofree char *device_id = g_strdup (terrain_profile_get_device_id (fixture->profile));
  g_autofree char *nobody = terrain_profile_dup_operator (fixture->profile);
  g_autofree char *name = NULL;
  g_autofree char *blocked = g_build_filename (fixture->forms_folder, "file", "profile", NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_cmpint (g_stat (fixture->profile_folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_true (g_str_has_prefix (device_id, "terrain:"));
  g_assert_cmpstr (nobody, ==, "");
  g_assert_true (terrain_profile_set_operator (fixture->profile, "  Zoë ", NULL));

  fixture_reopen (fixture);
  g_assert_cmpstr (terrain_profile_get_device_id (fixture->profile), ==, device_id);
  name = terrain_profile_dup_operator (fixture->profile);
  g_assert_cmpstr (name, ==, "Zoë");

  write_file (fixture->forms_folder, "file", "");
  g_assert_null (terrain_profile_open (blocked, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
}

static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) still_none = NULL;

  write_form (fixture, "b.xml", "bus", "1", "Bus");
  write_form (fixture, "a.xml", "area", "1", "Area");
  write_file (fixture->forms_folder, "notes.txt", "no form");
  g_assert_cmpuint (import (fixture, &none), ==, 2);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (import (fixture, &still_none), ==, 0);
  g_assert_cmpuint (still_none->len, ==, 0);

  write_form (fixture, "b.xml", "bus", "1", "Bus, changed");
  write_form (fixture, "c.xml", "bus", "2", "Bus, next");
  g_assert_cmpuint (import (fixture, NULL), ==, 2);
  fixture_reopen (fixture);
  g_assert_cmpuint (import (fixture, NULL), ==, 0);
  assert_library (fixture, "area/1=Area bus/2=Bus, next bus/1=Bus, changed ");
}

/* Whatever lies in the folder, the good ones come in and the others are named. */
static void
test_import_broken (Fixture *fixture, gconstpointer data)
{
  g_autofree char *deep = g_strnfill (20000, '<');
  g_autofree char *pipe_path = g_build_filename (fixture->forms_folder, "pipe.xml", NULL);
  g_autofree char *folder_path = g_build_filename (fixture->forms_folder, "folder.xml", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "nowhere", NULL);
  g_autofree char *good = make_form ("visit", "1", "Visit");
  g_autofree char *cut = g_strndup (good, strlen (good) / 2);
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GPtrArray) no_folder = NULL;

  write_file (fixture->forms_folder, "empty.xml", "");
  write_file (fixture->forms_folder, "text.xml", "This is no XML.");
  write_file (fixture->forms_folder, "html.xml", "<html><body>Login</body></html>");
  write_file (fixture->forms_folder, "deep.xml", deep);
  write_file (fixture->forms_folder, "cut.xml", cut);
  write_form (fixture, "good.xml", "visit", "1", "Visit");
  write_form (fixture, "twice.xml", "visit", "1", "Visit, a copy");
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  g_assert_cmpint (g_mkdir (folder_path, 0700), ==, 0);

  g_assert_cmpuint (import (fixture, &issues), ==, 1);
  assert_library (fixture, "visit/1=Visit ");
  g_assert_true (has_issue (issues, "empty.xml"));
  g_assert_true (has_issue (issues, "text.xml"));
  g_assert_true (has_issue (issues, "html.xml"));
  g_assert_true (has_issue (issues, "deep.xml"));
  g_assert_true (has_issue (issues, "cut.xml"));
  g_assert_true (has_issue (issues, "twice.xml"));
  g_assert_true (has_issue (issues, "pipe.xml"));
  g_assert_true (has_issue (issues, "folder.xml"));
  g_assert_false (has_issue (issues, "good.xml: "));

  g_assert_cmpuint (terrain_profile_import_folder (fixture->profile, nowhere, &no_folder), ==, 0);
  g_assert_cmpuint (no_folder->len, ==, 1);
}

static void
test_import_form_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) html = bytes_of ("<html/>");
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (terrain_profile_import_form (fixture->profile, html, "", NULL, &issues, &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_XFORM);
  assert_library (fixture, "");
}

/* The server's content of a version is what everybody else answers. */
static void
test_import_keeps_server (Fixture *fixture, gconstpointer data)
{
  g_autofree char *theirs = make_form ("visit", "1", "From the server");
  g_autoptr (GBytes) bytes = bytes_of (theirs);
  g_autofree char *form_id = NULL;

  g_assert_true (terrain_profile_import_form (fixture->profile, bytes, "https://central.example.org/v1/projects/1",
                                              &form_id, NULL, NULL));
  g_assert_cmpstr (form_id, ==, "visit");
  write_form (fixture, "visit.xml", "visit", "1", "Shipped");
  write_form (fixture, "visit2.xml", "visit", "2", "Shipped, next");
  g_assert_cmpuint (import (fixture, NULL), ==, 1);
  assert_library (fixture, "visit/2=Shipped, next visit/1=From the server ");
}

static void
test_import_media (Fixture *fixture, gconstpointer data)
{
  TerrainStore *store = terrain_profile_get_store (fixture->profile);
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;

  write_form (fixture, "visit.xml", "visit", "1", "Visit");
  write_file (fixture->forms_folder, "visit-media/places.csv", "name,label\na,A\n");
  g_assert_cmpuint (import (fixture, NULL), ==, 1);
  first = terrain_store_load_media (store, "visit", "1", "places.csv", NULL);
  g_assert_cmpuint (g_bytes_get_size (first), ==, 15);
  write_file (fixture->forms_folder, "visit-media/places.csv", "name,label\na,A\nb,B\n");
  g_assert_cmpuint (import (fixture, NULL), ==, 0);
  second = terrain_store_load_media (store, "visit", "1", "places.csv", NULL);
  g_assert_cmpuint (g_bytes_get_size (second), ==, 19);
}

/* One choice question over "places.csv", and what was chosen last time. */
static char *
make_list_form (void)
{
  return g_strdup (
      "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'"
      " xmlns:jr='http://openrosa.org/javarosa'><h:head><h:title>Places</h:title><model><instance><data id='places' version='1'><place/><last/>"
      "<meta><instanceID/></meta></data></instance>"
      "<instance id='places' src='jr://file-csv/places.csv'/><instance id='last' src='jr://instance/last-saved'/>"
      "<bind nodeset='/data/place' type='string'/>"
      "<bind nodeset='/data/meta/instanceID' type='string' readonly='true()' jr:preload='uid'/>"
      "<bind nodeset='/data/last' type='string' calculate=\"instance('last')/data/place\"/></model></h:head>"
      "<h:body><select1 ref='/data/place'><label>Where?</label><itemset nodeset=\"instance('places')/root/item\">"
      "<value ref='name'/><label ref='label'/></itemset></select1></h:body></h:html>");
}

/* The places offered, one space after each. */
static char *
list_places (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainForm) form = terrain_profile_load_form (fixture->profile, "places", NULL, &error);
  g_autoptr (TerrainEnvironment) environment = NULL;
  g_autoptr (TerrainInterview) interview = NULL;
  GString *text = g_string_new (NULL);
  gint64 now = G_GINT64_CONSTANT (1780000000000000);
  GListModel *choices;

  g_assert_no_error (error);
  environment = make_environment (&now, 1);
  interview = terrain_interview_new (form, environment);
  choices = terrain_item_get_choices (terrain_interview_find_item (interview, "/data/place"));
  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

      g_string_append_printf (text, "%s ", terrain_choice_get_value (choice));
    }
  return g_string_free (text, FALSE);
}

static void
assert_places (Fixture *fixture, const char *expected)
{
  g_autofree char *listed = list_places (fixture);

  g_assert_cmpstr (listed, ==, expected);
}

/* A form's lists come from its media folder at the import, from the store later; newer ones show without a restart. */
static void
test_lists_of_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *xml = make_list_form ();
  g_autoptr (GPtrArray) issues = NULL;

  write_file (fixture->forms_folder, "places.xml", xml);
  write_file (fixture->forms_folder, "places-media/places.csv", "name,label\na,A\n");
  g_assert_cmpuint (import (fixture, &issues), ==, 1);
  g_assert_cmpuint (issues->len, ==, 0);
  assert_places (fixture, "a ");
  write_file (fixture->forms_folder, "places-media/places.csv", "name;label\na;A\nb;B\n");
  g_assert_cmpuint (import (fixture, NULL), ==, 0);
  assert_places (fixture, "a b ");
  fixture_reopen (fixture);
  assert_places (fixture, "a b ");
}

/* From a server the form comes first, its media after. */
static void
test_lists_come_later (Fixture *fixture, gconstpointer data)
{
  TerrainStore *store = terrain_profile_get_store (fixture->profile);
  g_autofree char *xml = make_list_form ();
  g_autoptr (GBytes) form = bytes_of (xml);
  g_autoptr (GBytes) list = bytes_of ("name,label\nc,C\n");
  g_autoptr (GPtrArray) issues = NULL;

  g_assert_true (terrain_profile_import_form (fixture->profile, form, "https://central.example.org/v1/projects/1", NULL,
                                              &issues, NULL));
  g_assert_true (has_issue (issues, "places.csv"));
  assert_places (fixture, "");
  g_assert_true (terrain_store_put_media (store, "places", "1", "places.csv", "md5:1", list, NULL));
  assert_places (fixture, "c ");
}

static TerrainSession *
begin_places (Fixture *fixture, gint64 *now, const char *uuid)
{
  g_autoptr (TerrainForm) form = terrain_profile_load_form (fixture->profile, "places", NULL, NULL);
  g_autoptr (TerrainEnvironment) environment = make_environment (now, (guint64) *now);
  g_autoptr (GError) error = NULL;
  TerrainSession *session = terrain_session_begin_full (fixture->profile, form, NULL, uuid, environment, &error);

  g_assert_no_error (error);
  return session;
}

static void
complete_places (Fixture *fixture, gint64 *now, const char *uuid, const char *place)
{
  g_autoptr (TerrainSession) session = begin_places (fixture, now, uuid);
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_session_answer (session, "/data/place", place, &error));
  g_assert_no_error (error);
  *now += G_USEC_PER_SEC;
  terrain_session_complete (session, FALSE, NULL, NULL, &error);
  g_assert_no_error (error);
  *now += G_USEC_PER_SEC;
}

static void
assert_last (TerrainSession *session, const char *expected)
{
  g_autofree char *last = dup_value (session, "/data/last");

  g_assert_cmpstr (last, ==, expected);
}

static void
test_last_saved (Fixture *fixture, gconstpointer data)
{
  TerrainStore *store = terrain_profile_get_store (fixture->profile);
  g_autofree char *xml = make_list_form ();
  g_autoptr (TerrainSession) draft = NULL;
  g_autoptr (TerrainSession) again = NULL;
  g_autoptr (TerrainSession) fresh = NULL;
  g_autoptr (TerrainSession) after = NULL;
  g_autoptr (TerrainEnvironment) environment = NULL;
  gint64 now = G_GINT64_CONSTANT (1780000000000000);

  write_file (fixture->forms_folder, "places.xml", xml);
  write_file (fixture->forms_folder, "places-media/places.csv", "name,label\na,A\nb,B\n");
  g_assert_cmpuint (import (fixture, NULL), ==, 1);
  complete_places (fixture, &now, "first", "a");
  draft = begin_places (fixture, &now, "draft");
  assert_last (draft, "a");
  g_assert_true (terrain_session_close (draft, FALSE, NULL));
  now += G_USEC_PER_SEC;
  complete_places (fixture, &now, "second", "b");

  fresh = begin_places (fixture, &now, "fresh");
  assert_last (fresh, "b");
  /* What was begun before keeps to what was the last one then. */
  environment = make_environment (&now, 1);
  again = terrain_session_resume (fixture->profile, "draft", environment, NULL);
  g_assert_nonnull (again);
  assert_last (again, "a");
  /* A record opened again is unfinished, one thrown away is gone. */
  g_assert_true (terrain_store_reopen_record (store, "second", now, NULL));
  after = begin_places (fixture, &now, "after");
  assert_last (after, "a");
}

static void
on_loaded (GObject *object, GAsyncResult *result, gpointer data)
{
  TerrainForm **form = data;
  g_autoptr (GError) error = NULL;

  *form = terrain_profile_load_form_finish (TERRAIN_PROFILE (object), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static void
on_refused (GObject *object, GAsyncResult *result, gpointer data)
{
  g_assert_null (terrain_profile_load_form_finish (TERRAIN_PROFILE (object), result, data));
}

static void
test_load (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainForm) form = load_visit (fixture->profile);
  g_autoptr (TerrainForm) again = terrain_profile_load_form (fixture->profile, "visit", "1", NULL);
  g_autoptr (TerrainForm) elsewhere = NULL;
  g_autoptr (TerrainForm) changed = NULL;
  g_autoptr (GBytes) picture = bytes_of ("png");
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) refused = NULL;

  /* Parsed once. */
  g_assert_true (form == again);
  terrain_profile_load_form_async (fixture->profile, "visit", NULL, NULL, on_loaded, &elsewhere);
  wait_until (is_set, &elsewhere);
  g_assert_true (form == elsewhere);

  /* What it is made of has changed. */
  g_assert_true (terrain_store_put_media (terrain_profile_get_store (fixture->profile), "visit", "1", "map.png",
                                          "md5:1", picture, NULL));
  changed = terrain_profile_load_form (fixture->profile, "visit", "1", NULL);
  g_assert_true (form != changed);

  g_assert_null (terrain_profile_load_form (fixture->profile, "visit", "2", &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
  terrain_profile_load_form_async (fixture->profile, "nothing", NULL, NULL, on_refused, &refused);
  wait_until (is_set, &refused);
  g_assert_error (refused, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
}

/* More forms than are kept parsed, from several threads at once. */
static gpointer
load_all (gpointer data)
{
  TerrainProfile *profile = data;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *id = g_strdup_printf ("form%u", i % 12);
      g_autoptr (GError) error = NULL;
      g_autoptr (TerrainForm) form = terrain_profile_load_form (profile, id, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (terrain_form_get_id (form), ==, id);
    }
  return NULL;
}

static void
test_load_threads (Fixture *fixture, gconstpointer data)
{
  GThread *threads[4];

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *id = g_strdup_printf ("form%u", i);
      g_autofree char *name = g_strconcat (id, ".xml", NULL);

      write_form (fixture, name, id, "1", id);
    }
  g_assert_cmpuint (import (fixture, NULL), ==, 12);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("loader", load_all, fixture->profile);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

#define PO_HEAD(language)                                                                                \
  "msgid \"\"\nmsgstr \"\"\n\"Language: " language "\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"

static char *
dup_label (Fixture *fixture, TerrainForm *form, const char *language)
{
  g_autoptr (TerrainSession) session = NULL;
  g_autoptr (GError) error = NULL;
  TerrainItem *item;

  session = terrain_session_begin (fixture->profile, form, language, &error);
  g_assert_no_error (error);
  item = terrain_interview_find_item (terrain_session_get_interview (session), "/data/q");
  return g_strdup (terrain_item_get_label (item));
}

/* Shipped folders in their order, then the profile's own: the last that has a language has it whole. */
static void
test_translations (Fixture *fixture, gconstpointer data)
{
  static const char good[] = "msgctxt \"/data/q:label\"\nmsgid \"Question\"\nmsgstr \"%s\"\n";
  g_autofree char *shipped = g_build_filename (fixture->folder, "shipped", NULL);
  g_autofree char *vendor = g_build_filename (fixture->folder, "vendor", NULL);
  g_autofree char *own = g_build_filename (fixture->profile_folder, "po", NULL);
  g_autofree char *xml = make_form ("visit", "1", "Visit");
  g_autoptr (GBytes) bytes = bytes_of (xml);
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (GPtrArray) translations = NULL;
  g_autoptr (GPtrArray) issues = NULL;
  g_autofree char *french = NULL;
  g_autofree char *dutch = NULL;
  g_autofree char *czech = NULL;
  const struct
  {
    const char *folder;
    const char *name;
    const char *head;
    const char *text;
  } files[] = {
    { shipped, "visit/fr.po", PO_HEAD ("fr"), "Shipped fr" }, { shipped, "visit/nl.po", PO_HEAD ("nl"), "Shipped nl" },
    { shipped, "visit/cs.po", PO_HEAD ("cs"), "Shipped cs" }, { vendor, "visit/fr.po", PO_HEAD ("fr"), "Vendor fr" },
    { vendor, "visit/nl.po", PO_HEAD ("nl"), "Vendor nl" },   { own, "visit/fr.po", PO_HEAD ("fr"), "Own fr" },
    { own, "other/de.po", PO_HEAD ("de"), "Another form's" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *entry = g_strdup_printf (good, files[i].text);
      g_autofree char *text = g_strconcat (files[i].head, entry, NULL);

      write_file (files[i].folder, files[i].name, text);
    }
  write_file (shipped, "visit/broken.po", "msgid \"\nthis is no po file at all <<<");
  write_file (shipped, "visit/notes.txt", "no po file");
  terrain_profile_add_po_folder (fixture->profile, shipped);
  terrain_profile_add_po_folder (fixture->profile, vendor);
  g_assert_true (terrain_profile_import_form (fixture->profile, bytes, "", NULL, NULL, NULL));
  form = terrain_profile_load_form (fixture->profile, "visit", NULL, NULL);

  translations = terrain_profile_load_translations (fixture->profile, form, &issues);
  g_assert_cmpuint (translations->len, ==, 3);
  g_assert_true (has_issue (issues, "broken.po"));
  french = dup_label (fixture, form, "fr");
  g_assert_cmpstr (french, ==, "Own fr");
  dutch = dup_label (fixture, form, "nl");
  g_assert_cmpstr (dutch, ==, "Vendor nl");
  czech = dup_label (fixture, form, "cs");
  g_assert_cmpstr (czech, ==, "Shipped cs");

  /* A translator has saved the file meanwhile. */
  write_file (own, "visit/cs.po", PO_HEAD ("cs") "msgctxt \"/data/q:label\"\nmsgid \"Question\"\nmsgstr \"Own cs\"\n");
  g_free (czech);
  czech = dup_label (fixture, form, "cs");
  g_assert_cmpstr (czech, ==, "Own cs");
}

/* A form's id is its author's word, not a path. */
static void
test_translations_stay_inside (Fixture *fixture, gconstpointer data)
{
  g_autofree char *shipped = g_build_filename (fixture->folder, "shipped", NULL);
  g_autofree char *xml = make_form ("../outside", "1", "Visit");
  g_autoptr (GBytes) bytes = bytes_of (xml);
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (GPtrArray) translations = NULL;
  g_autoptr (GError) error = NULL;

  write_file (fixture->folder, "outside/fr.po",
              PO_HEAD ("fr") "msgctxt \"/data/q:label\"\nmsgid \"Question\"\nmsgstr \"Outside\"\n");
  terrain_profile_add_po_folder (fixture->profile, shipped);
  form = terrain_form_parse (bytes, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  translations = terrain_profile_load_translations (fixture->profile, form, NULL);
  g_assert_cmpuint (translations->len, ==, 0);
}

/* A po file from elsewhere becomes a language of the form it is about. */
static void
test_add_po_file (Fixture *fixture, gconstpointer data)
{
  static const char nl[] = PO_HEAD ("nl") "msgctxt \"/data/q:label\"\nmsgid \"Question\"\nmsgstr \"Vraag\"\n";
  static const char nl_again[] = PO_HEAD ("nl") "msgctxt \"/data/q:label\"\nmsgid \"Question\"\nmsgstr \"Een vraag\"\n";
  g_autofree char *inbox = g_build_filename (fixture->folder, "inbox", NULL);
  g_autofree char *from = g_build_filename (inbox, "from-ana.po", NULL);
  g_autofree char *xml = make_form ("visit", "1", "Visit");
  g_autofree char *other_xml = make_form ("tally", "1", "Tally");
  g_autoptr (GBytes) bytes = bytes_of (xml);
  g_autoptr (GBytes) other_bytes = bytes_of (other_xml);
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (GPtrArray) paths = NULL;
  g_autofree char *language = NULL;
  g_autofree char *own = terrain_profile_dup_po_path (fixture->profile, "visit", "Dutch (nl)");
  g_autofree char *kept_path = g_strconcat (own, "~", NULL);
  g_autofree char *kept = NULL;
  g_autofree char *label = NULL;
  g_autofree char *matched = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_str_has_suffix (own, "/po/visit/nl.po"));
  g_assert_null (terrain_profile_dup_po_path (fixture->profile, "../outside", "nl"));
  g_assert_null (terrain_profile_dup_po_path (fixture->profile, "visit", "../nl"));
  g_assert_true (terrain_profile_import_form (fixture->profile, bytes, "", NULL, NULL, NULL));
  g_assert_true (terrain_profile_import_form (fixture->profile, other_bytes, "", NULL, NULL, NULL));
  form = terrain_profile_load_form (fixture->profile, "visit", NULL, NULL);

  write_file (inbox, "from-ana.po", nl);
  g_assert_true (terrain_profile_add_po_file (fixture->profile, form, from, &language, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (language, ==, "nl");
  label = dup_label (fixture, form, "nl");
  g_assert_cmpstr (label, ==, "Vraag");
  paths = terrain_profile_list_po_files (fixture->profile, "visit");
  g_assert_cmpuint (paths->len, ==, 1);
  g_assert_cmpstr (paths->pdata[0], ==, own);
  /* what was there is kept */
  write_file (inbox, "from-ana.po", nl_again);
  g_assert_true (terrain_profile_add_po_file (fixture->profile, form, from, NULL, NULL));
  g_assert_true (g_file_get_contents (kept_path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, nl);

  /* both forms have that text: nobody can tell, but for what the file says itself */
  matched = terrain_profile_match_po_file (fixture->profile, from, &error);
  g_assert_no_error (error);
  g_assert_null (matched);
  write_file (inbox, "from-ana.po", "msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: tally 3\\n\"\n\"Language: nl\\n\"\n");
  matched = terrain_profile_match_po_file (fixture->profile, from, NULL);
  g_assert_cmpstr (matched, ==, "tally");
  g_assert_false (terrain_profile_add_po_file (fixture->profile, form, from, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);
  write_file (inbox, "from-ana.po", PO_HEAD ("nl") "msgctxt \"title\"\nmsgid \"Tally\"\nmsgstr \"Telling\"\n");
  g_clear_pointer (&matched, g_free);
  matched = terrain_profile_match_po_file (fixture->profile, from, NULL);
  g_assert_cmpstr (matched, ==, "tally");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_case ("/profile/open", test_open);
  add_case ("/profile/import", test_import);
  add_case ("/profile/import-broken", test_import_broken);
  add_case ("/profile/import-form-refused", test_import_form_refused);
  add_case ("/profile/import-keeps-server", test_import_keeps_server);
  add_case ("/profile/import-media", test_import_media);
  add_case ("/profile/lists-of-folder", test_lists_of_folder);
  add_case ("/profile/lists-come-later", test_lists_come_later);
  add_case ("/profile/last-saved", test_last_saved);
  add_case ("/profile/load", test_load);
  add_case ("/profile/load-threads", test_load_threads);
  add_case ("/profile/translations", test_translations);
  add_case ("/profile/translations-stay-inside", test_translations_stay_inside);
  add_case ("/profile/add-po-file", test_add_po_file);

  return g_test_run ();
}
