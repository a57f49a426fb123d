/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>
#include <terrain-archive.h>
#include <terrain-hub.h>
#include <terrain-wire.h>

/* A hub in this process, asked through libsoup and, where libsoup would not send such a thing, through a socket. */
typedef struct
{
  char *folder;
  char *forms;
  char *data;
  TerrainHub *hub;
  SoupSession *session;
  SoupMessage *message; /* the last one */
  GBytes *body;         /* of its answer */
} Fixture;

#define FORM(version)                                                                                              \
  "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\">"                      \
  "<h:head><h:title>Small</h:title><model><instance><data id=\"small\" version=\"" version "\"><name/>"             \
  "<meta><instanceID/></meta></data></instance><bind nodeset=\"/data/name\" type=\"string\"/>"                      \
  "<bind nodeset=\"/data/meta/instanceID\" type=\"string\" readonly=\"true()\" calculate=\"concat('uuid:', uuid())\"/>" \
  "</model></h:head><h:body><input ref=\"/data/name\"><label>Name</label></input></h:body></h:html>"
#define SUBMISSION(id, name)                                                                                       \
  "<?xml version='1.0'?><data id=\"small\" version=\"1\"><name>" name "</name><photo>p 1.jpg</photo>"               \
  "<meta><instanceID>" id "</instanceID></meta></data>"

static void
write_file (const char *folder,
            const char *name,
            const char *content)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *media = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("terrain-hub-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->forms = g_build_filename (fixture->folder, "forms", NULL);
  fixture->data = g_build_filename (fixture->folder, "data", NULL);
  media = g_build_filename (fixture->forms, "small-media", NULL);
  g_assert_cmpint (g_mkdir_with_parents (media, 0700), ==, 0);
  write_file (fixture->forms, "small.xml", FORM ("1"));
  write_file (fixture->forms, "broken.xml", "<h:html>");
  write_file (media, "a b.csv", "name,label\n1,one\n");
  write_file (fixture->folder, "secret.csv", "not to be served");
  fixture->hub = terrain_hub_new (fixture->data, fixture->forms, &error);
  g_assert_no_error (error);
  terrain_hub_listen (fixture->hub, 0, FALSE, &error);
  g_assert_no_error (error);
  fixture->session = soup_session_new ();
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_SYMLINK) || !g_file_test (child, G_FILE_TEST_IS_DIR))
        g_remove (child);
      else
        remove_tree (child);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  terrain_hub_stop (fixture->hub);
  g_assert_finalize_object (fixture->hub);
  g_clear_object (&fixture->message);
  g_clear_pointer (&fixture->body, g_bytes_unref);
  g_object_unref (fixture->session);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->forms);
  g_free (fixture->data);
}

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  fixture->body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static SoupMessage *
prepare (Fixture    *fixture,
         const char *method,
         const char *path)
{
  g_autofree char *url = g_strconcat (terrain_hub_get_base_url (fixture->hub), path, NULL);

  g_clear_object (&fixture->message);
  fixture->message = soup_message_new (method, url);
  soup_message_headers_replace (soup_message_get_request_headers (fixture->message), "X-OpenRosa-Version", "1.0");
  return fixture->message;
}

static guint
ask_prepared (Fixture *fixture)
{
  g_clear_pointer (&fixture->body, g_bytes_unref);
  soup_session_send_and_read_async (fixture->session, fixture->message, G_PRIORITY_DEFAULT, NULL, on_answer, fixture);
  while (fixture->body == NULL)
    g_main_context_iteration (NULL, TRUE);
  return soup_message_get_status (fixture->message);
}

static guint
ask (Fixture    *fixture,
     const char *method,
     const char *path)
{
  prepare (fixture, method, path);
  return ask_prepared (fixture);
}

static const char *
get_header (Fixture    *fixture,
            const char *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (fixture->message), name);
}

static char *
dup_body (Fixture *fixture)
{
  return g_strndup (g_bytes_get_data (fixture->body, NULL), g_bytes_get_size (fixture->body));
}

static char *
dup_words (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainOpenrosaResponse) response = terrain_openrosa_response_parse (fixture->body, &error);

  g_assert_no_error (error);
  return g_strdup (response->message);
}

static GPtrArray *
new_parts (const char *xml)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_part_free);
  g_autoptr (GBytes) content = g_bytes_new (xml, strlen (xml));

  g_ptr_array_add (parts, terrain_part_new ("xml_submission_file", "submission.xml", "text/xml", content));
  return parts;
}

static void
add_part (GPtrArray  *parts,
          const char *name,
          const char *file_name,
          const char *text)
{
  g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));

  g_ptr_array_add (parts, terrain_part_new (name, file_name, "application/octet-stream", content));
}

static guint
post_parts (Fixture   *fixture,
            GPtrArray *parts)
{
  g_autofree char *boundary = terrain_multipart_make_boundary (parts);
  g_autofree char *type = g_strconcat ("multipart/form-data; boundary=", boundary, NULL);
  g_autoptr (GBytes) body = terrain_multipart_print (parts, boundary);

  soup_message_set_request_body_from_bytes (prepare (fixture, "POST", "/submission?deviceID=terrain%3Ad"), type, body);
  return ask_prepared (fixture);
}

static guint
post (Fixture    *fixture,
      const char *xml)
{
  g_autoptr (GPtrArray) parts = new_parts (xml);

  return post_parts (fixture, parts);
}

/* What an operator would find: the archive opened anew. */
static GPtrArray *
list_archive (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->data, "archive.sqlite", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainArchive) archive = terrain_archive_open (path, &error);
  GPtrArray *submissions;

  g_assert_no_error (error);
  submissions = terrain_archive_list (archive, NULL, &error);
  g_assert_no_error (error);
  terrain_archive_close (archive);
  return submissions;
}

static GPtrArray *
list_forms (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = terrain_form_list_parse (fixture->body, &error);

  g_assert_no_error (error);
  return entries;
}

static void
assert_openrosa (Fixture *fixture)
{
  g_assert_cmpstr (get_header (fixture, "X-OpenRosa-Version"), ==, "1.0");
  g_assert_cmpstr (get_header (fixture, "X-OpenRosa-Accept-Content-Length"), ==, "100000000");
  g_assert_nonnull (get_header (fixture, "Date"));
}

static void
test_form_list (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *etag = NULL;
  g_autofree char *download = NULL;
  TerrainFormListEntry *entry;

  g_assert_cmpuint (ask (fixture, "GET", "/formList"), ==, 200);
  assert_openrosa (fixture);
  g_assert_cmpstr (get_header (fixture, "Content-Type"), ==, "text/xml; charset=utf-8");
  entries = list_forms (fixture);
  g_assert_cmpuint (entries->len, ==, 1);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (entry->form_id, ==, "small");
  g_assert_cmpstr (entry->version, ==, "1");
  g_assert_cmpstr (entry->name, ==, "Small");
  download = g_strconcat (terrain_hub_get_base_url (fixture->hub), "/forms/small.xml", NULL);
  g_assert_cmpstr (entry->download_url, ==, download);
  g_assert_nonnull (entry->manifest_url);

  etag = g_strdup_printf ("\"other\", W/%s", get_header (fixture, "ETag"));
  soup_message_headers_replace (soup_message_get_request_headers (prepare (fixture, "GET", "/formList")),
                                "If-None-Match", etag);
  g_assert_cmpuint (ask_prepared (fixture), ==, 304);
  g_assert_cmpuint (g_bytes_get_size (fixture->body), ==, 0);

  g_assert_cmpuint (ask (fixture, "HEAD", "/formList"), ==, 200);
  g_assert_cmpuint (g_bytes_get_size (fixture->body), ==, 0);
  g_assert_cmpuint (ask (fixture, "GET", "/formList?formID=nothing"), ==, 200);
  g_clear_pointer (&entries, g_ptr_array_unref);
  entries = list_forms (fixture);
  g_assert_cmpuint (entries->len, ==, 0);
}

static void
test_form_download (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *hash = NULL;

  g_assert_cmpuint (ask (fixture, "GET", "/formList"), ==, 200);
  entries = list_forms (fixture);
  g_assert_cmpuint (ask (fixture, "GET", "/forms/small.xml"), ==, 200);
  hash = terrain_wire_hash (fixture->body);
  g_assert_cmpstr (((TerrainFormListEntry *) entries->pdata[0])->hash, ==, hash);
  g_assert_cmpmem (g_bytes_get_data (fixture->body, NULL), g_bytes_get_size (fixture->body), FORM ("1"),
                   strlen (FORM ("1")));
  g_assert_cmpuint (ask (fixture, "GET", "/forms/small/versions/1.xml"), ==, 200);
  g_assert_cmpuint (ask (fixture, "GET", "/forms/small/versions/2.xml"), ==, 404);
  g_assert_cmpuint (ask (fixture, "GET", "/forms/broken.xml"), ==, 404);
  g_assert_cmpuint (ask (fixture, "GET", "/forms/Small.xml"), ==, 404);
}

static void
test_media (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autofree char *hash = NULL;
  TerrainManifestFile *file;

  g_assert_cmpuint (ask (fixture, "GET", "/forms/small/manifest"), ==, 200);
  assert_openrosa (fixture);
  files = terrain_manifest_parse (fixture->body, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (files->len, ==, 1);
  file = g_ptr_array_index (files, 0);
  g_assert_cmpstr (file->name, ==, "a b.csv");
  g_assert_true (g_str_has_suffix (file->download_url, "/forms/small/attachments/a%20b.csv"));
  g_assert_cmpuint (ask (fixture, "GET", "/forms/small/attachments/a%20b.csv"), ==, 200);
  hash = terrain_wire_hash (fixture->body);
  g_assert_cmpstr (file->hash, ==, hash);
  g_assert_cmpstr (get_header (fixture, "Content-Type"), ==, "text/csv");
  g_assert_nonnull (get_header (fixture, "ETag"));
}

/* Every way out of the folder ends at nothing. */
static void
test_traversal (Fixture      *fixture,
                gconstpointer data)
{
  static const char *const paths[] = {
    "/forms/small/attachments/..%2F..%2Fsecret.csv",
    "/forms/small/attachments/%2e%2e/%2e%2e/secret.csv",
    "/forms/small/attachments/..%5Csecret.csv",
    "/forms/small/attachments/%2Fetc%2Fpasswd",
    "/forms/small/attachments/link.csv",
    "/forms/small/attachments/.",
    "/forms/small/attachments/",
    "/forms/small/attachments/a%20b.csv%00",
    "/forms/..%2Fsecret.csv",
    "/forms/..%2F..%2Fetc%2Fpasswd.xml",
    "/forms/%ff.xml",
    "/../secret.csv",
    "//etc/passwd",
    "/",
    "/submission/x",
  };
  g_autofree char *link = g_build_filename (fixture->forms, "small-media", "link.csv", NULL);

  g_assert_cmpint (symlink ("../../secret.csv", link), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *body = NULL;

      g_test_message ("%s", paths[i]);
      g_assert_cmpuint (ask (fixture, "GET", paths[i]), >=, 400);
      body = dup_body (fixture);
      g_assert_null (strstr (body, "not to be served"));
    }
}

static void
test_version_header (Fixture      *fixture,
                     gconstpointer data)
{
  static const struct
  {
    const char *method, *path;
    gboolean needed;
  } cases[] = { { "GET", "/formList", TRUE },   { "GET", "/forms/small/manifest", TRUE }, { "HEAD", "/submission", TRUE },
                { "POST", "/submission", TRUE }, { "GET", "/forms/small.xml", FALSE },
                { "GET", "/forms/small/attachments/a%20b.csv", FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SoupMessage *message = prepare (fixture, cases[i].method, cases[i].path);

      soup_message_headers_remove (soup_message_get_request_headers (message), "X-OpenRosa-Version");
      g_assert_cmpuint (ask_prepared (fixture), ==, cases[i].needed ? 400 : 200);
      message = prepare (fixture, cases[i].method, cases[i].path);
      soup_message_headers_replace (soup_message_get_request_headers (message), "X-OpenRosa-Version", "2.0");
      g_assert_cmpuint (ask_prepared (fixture), ==, cases[i].needed ? 400 : 200);
    }
  g_assert_cmpuint (ask (fixture, "HEAD", "/submission"), ==, 204);
  assert_openrosa (fixture);
  g_assert_null (get_header (fixture, "Location"));
  g_assert_cmpuint (ask (fixture, "GET", "/submission"), ==, 405);
}

static void
test_refresh (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *path = g_build_filename (fixture->forms, "small.xml", NULL);

  g_assert_cmpuint (ask (fixture, "GET", "/formList"), ==, 200);
  write_file (fixture->forms, "small-10.xml", FORM ("10"));
  write_file (fixture->forms, "small-9.xml", FORM ("9"));
  g_assert_cmpuint (ask (fixture, "GET", "/formList"), ==, 200);
  entries = list_forms (fixture);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (((TerrainFormListEntry *) entries->pdata[0])->version, ==, "10");
  /* The older one is still taken: somebody may have begun with it. */
  g_assert_cmpuint (post (fixture, SUBMISSION ("uuid:old", "x")), ==, 201);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpuint (post (fixture, SUBMISSION ("uuid:older", "x")), ==, 404);
}

static void
test_submission (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (GPtrArray) submissions = NULL;
  g_autofree char *words = NULL;
  g_autofree char *refusal = NULL;
  TerrainSubmission *submission;

  g_assert_cmpuint (post (fixture, SUBMISSION ("uuid:1", "Anna")), ==, 201);
  assert_openrosa (fixture);
  words = dup_words (fixture);
  g_assert_cmpstr (words, ==, "full submission upload was successful!");
  /* Again, as after a broken connection. */
  g_assert_cmpuint (post (fixture, SUBMISSION ("uuid:1", "Anna")), ==, 201);
  g_assert_cmpuint (post (fixture, SUBMISSION ("uuid:1", "Anne")), ==, 409);
  refusal = dup_words (fixture);
  g_assert_nonnull (strstr (refusal, "different XML"));
  submissions = list_archive (fixture);
  g_assert_cmpuint (submissions->len, ==, 1);
  submission = g_ptr_array_index (submissions, 0);
  g_assert_cmpstr (submission->instance_id, ==, "uuid:1");
  g_assert_cmpstr (submission->form_id, ==, "small");
  g_assert_cmpstr (submission->form_version, ==, "1");
  g_assert_cmpstr (submission->device_id, ==, "terrain:d");
  g_assert_cmpuint (submission->size, ==, strlen (SUBMISSION ("uuid:1", "Anna")));
}

static void
test_attachments (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (GPtrArray) parts = new_parts (SUBMISSION ("uuid:1", "Anna"));
  g_autoptr (GPtrArray) submissions = NULL;

  g_assert_cmpuint (post (fixture, SUBMISSION ("uuid:1", "Anna")), ==, 201);
  add_part (parts, "p 1.jpg", "whatever.jpg", "first");
  add_part (parts, "unnamed.jpg", "unnamed.jpg", "named nowhere in the XML");
  add_part (parts, "../../evil", "evil", "x");
  add_part (parts, "*isIncomplete*", NULL, "yes");
  g_assert_cmpuint (post_parts (fixture, parts), ==, 201);
  submissions = list_archive (fixture);
  g_assert_cmpuint (submissions->len, ==, 1);
  g_assert_cmpuint (((TerrainSubmission *) submissions->pdata[0])->n_attachments, ==, 1);
}

static void
test_refused_submissions (Fixture      *fixture,
                          gconstpointer data)
{
  static const struct
  {
    const char *xml;
    guint status;
    const char *words;
  } cases[] = {
    { "<data id=\"nobody\"/>", 404, "Could not find the resource you were looking for." },
    { "<data id=\"small\" version=\"99\"/>", 404,
      "The form version specified in this submission '99' does not exist." },
    { "<data id=\"small\"/>", 404, "The form version specified in this submission '' does not exist." },
    { "<data/>", 400, "Required parameter form ID xml attribute missing." },
    { "", 400, NULL },
    { "hello", 400, NULL },
    { "<html><body/></html>", 400, NULL },
    { "<data id=\"small\" version=\"1\"><name>An", 400, NULL },
    { "<!DOCTYPE d [<!ENTITY e 'x'>]><data id=\"small\" version=\"1\">&e;</data>", 400, NULL },
  };
  g_autoptr (GPtrArray) submissions = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = NULL;

      g_test_message ("%s", cases[i].xml);
      g_assert_cmpuint (post (fixture, cases[i].xml), ==, cases[i].status);
      words = dup_words (fixture);
      if (cases[i].words != NULL)
        g_assert_cmpstr (words, ==, cases[i].words);
    }
  submissions = list_archive (fixture);
  g_assert_cmpuint (submissions->len, ==, 0);
}

/* Without an id the bytes are the id: sent twice it is one record. */
static void
test_no_instance_id (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (GPtrArray) submissions = NULL;

  g_assert_cmpuint (post (fixture, "<data id=\"small\" version=\"1\"><name>a</name></data>"), ==, 201);
  g_assert_cmpuint (post (fixture, "<data id=\"small\" version=\"1\"><name>a</name></data>"), ==, 201);
  g_assert_cmpuint (post (fixture, "<data id=\"small\" version=\"1\"><name>b</name></data>"), ==, 201);
  submissions = list_archive (fixture);
  g_assert_cmpuint (submissions->len, ==, 2);
}

#define DISPOSITION "Content-Disposition: form-data; name=\"xml_submission_file\""

static void
test_malformed_multipart (Fixture      *fixture,
                          gconstpointer data)
{
  static const struct
  {
    const char *type, *body;
    gboolean json;
  } cases[] = {
    { "text/xml", SUBMISSION ("uuid:1", "a"), FALSE },
    { "multipart/form-data; boundary=b", "--b\r\n" DISPOSITION "\r\n\r\n" SUBMISSION ("uuid:1", "a") "\r\n--b--", FALSE },
    { "multipart/form-data; boundary=b",
      "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n<data/>\r\n--b--", FALSE },
    { "multipart/form-data", "--b\r\n" DISPOSITION "; filename=\"f\"\r\n\r\n<data/>\r\n--b--", TRUE },
    { "multipart/form-data; boundary=c", "--b\r\n" DISPOSITION "; filename=\"f\"\r\n\r\n<data/>\r\n--b--", TRUE },
    { "multipart/form-data; boundary=b", "--b\r\n" DISPOSITION "; filename=\"f\"\r\n\r\n" SUBMISSION ("uuid:1", "a"),
      TRUE },
    { "multipart/form-data; boundary=b", "--b\r\n" DISPOSITION, TRUE },
    { "multipart/form-data; boundary=b", "", TRUE },
  };
  g_autoptr (GPtrArray) submissions = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new (cases[i].body, strlen (cases[i].body));

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      soup_message_set_request_body_from_bytes (prepare (fixture, "POST", "/submission"), cases[i].type, body);
      g_assert_cmpuint (ask_prepared (fixture), ==, 400);
      if (cases[i].json)
        {
          g_autoptr (TerrainCentralError) central = terrain_central_error_parse (fixture->body, NULL);

          g_assert_nonnull (central);
          g_assert_cmpstr (central->message, ==, "Multipart form content failed to parse.");
        }
      else
        {
          g_autofree char *words = dup_words (fixture);

          g_assert_cmpstr (words, ==, "Required multipart POST field xml_submission_file missing.");
        }
    }
  submissions = list_archive (fixture);
  g_assert_cmpuint (submissions->len, ==, 0);
}

static guint
ask_with (Fixture    *fixture,
          const char *authorization)
{
  SoupMessage *message = prepare (fixture, "GET", "/formList");

  soup_message_add_flags (message, SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  if (authorization != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", authorization);
  return ask_prepared (fixture);
}

static void
test_credentials (Fixture      *fixture,
                  gconstpointer data)
{
  static const char *const wrong[] = {
    "Basic", "Basic ", "Basic !!!", "Basic YW5uYQ==" /* anna */, "Basic YW5uYTo=" /* anna: */,
    "Basic YW5uYTpnZWhlaQ==" /* anna:gehei */, "Basic YW5uYTpnZWhlaW1n" /* anna:geheimg */,
    "Bearer YW5uYTpnZWhlaW0=", "Digest username=\"anna\"",
  };
  g_autoptr (GPtrArray) submissions = NULL;

  terrain_hub_set_credentials (fixture->hub, "anna", "geheim");
  g_assert_cmpuint (ask_with (fixture, NULL), ==, 401);
  g_assert_true (g_str_has_prefix (get_header (fixture, "WWW-Authenticate"), "Basic realm="));
  g_assert_null (get_header (fixture, "X-OpenRosa-Version"));
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_cmpuint (ask_with (fixture, wrong[i]), ==, 401);
  g_assert_cmpuint (post (fixture, SUBMISSION ("uuid:1", "Anna")), ==, 401);
  g_assert_cmpuint (ask (fixture, "GET", "/forms/small.xml"), ==, 401);
  submissions = list_archive (fixture);
  g_assert_cmpuint (submissions->len, ==, 0);
  g_assert_cmpuint (ask_with (fixture, "basic YW5uYTpnZWhlaW0=" /* anna:geheim */), ==, 200);
  terrain_hub_set_credentials (fixture->hub, NULL, NULL);
  g_assert_cmpuint (ask_with (fixture, NULL), ==, 200);
}

/* Sends bytes as they are and gives back what comes, until the hub closes or @enough is in it. */
static char *
send_raw (Fixture    *fixture,
          const char *bytes,
          gsize       size,
          const char *enough)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GUri) uri = g_uri_parse (terrain_hub_get_base_url (fixture->hub), G_URI_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection =
    g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) g_uri_get_port (uri), NULL, &error);
  GString *answer = g_string_new (NULL);
  gint64 deadline = g_get_monotonic_time () + G_USEC_PER_SEC;
  GSocket *socket;
  gsize sent = 0;

  g_assert_no_error (error);
  socket = g_socket_connection_get_socket (connection);
  g_socket_set_blocking (socket, FALSE);
  while (g_get_monotonic_time () < deadline && (enough == NULL || strstr (answer->str, enough) == NULL))
    {
      char buffer[4096];
      gssize n = sent < size ? g_socket_send (socket, bytes + sent, size - sent, NULL, NULL) : 0;

      sent += (gsize) MAX (n, 0);
      n = g_socket_receive (socket, buffer, sizeof buffer, NULL, &error);
      if (n > 0)
        g_string_append_len (answer, buffer, n);
      else if (n == 0 || !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        break;
      g_clear_error (&error);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (100);
    }
  return g_string_free (answer, FALSE);
}

static void
test_raw (Fixture      *fixture,
          gconstpointer data)
{
  static const char *const cases[] = {
    "GARBAGE\r\n\r\n",
    "GET /formList HTTP/9.9\r\n\r\n",
    "GET formList HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /%%%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "DELETE /forms/small.xml HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "POST /submission HTTP/1.1\r\nHost: x\r\nX-OpenRosa-Version: 1.0\r\nContent-Length: 99999999999999999999\r\n\r\n",
    "POST /submission HTTP/1.1\r\nHost: x\r\nX-OpenRosa-Version: 1.0\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
  };
  g_autofree char *list = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *answer = send_raw (fixture, cases[i], strlen (cases[i]), "\r\n\r\n");

      g_test_message ("case %" G_GSIZE_FORMAT ": %.20s", i, answer);
      g_assert_null (strstr (answer, " 200 "));
      g_assert_null (strstr (answer, " 201 "));
    }
  /* And it still answers. */
  list = send_raw (fixture, "GET /formList HTTP/1.0\r\nX-OpenRosa-Version: 1.0\r\n\r\n", 52, "</xforms>");
  g_assert_nonnull (strstr (list, " 200 "));
}

/* Said before a byte of it is sent, and never kept. */
static void
test_too_large (Fixture      *fixture,
                gconstpointer data)
{
  static const char head[] = "POST /submission HTTP/1.1\r\nHost: x\r\nX-OpenRosa-Version: 1.0\r\n"
                             "Content-Type: multipart/form-data; boundary=b\r\nExpect: 100-continue\r\n"
                             "Content-Length: 100000001\r\n\r\n";
  g_autofree char *answer = send_raw (fixture, head, strlen (head), "\r\n\r\n");
  g_autoptr (GString) flood = g_string_new ("POST /submission HTTP/1.1\r\nHost: x\r\nX-OpenRosa-Version: 1.0\r\n"
                                            "Content-Length: 9000000000\r\n\r\n");
  g_autofree char *cut = NULL;
  gsize size;

  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 413 "));
  size = flood->len + 16 * 1024 * 1024;
  g_string_set_size (flood, size);
  cut = send_raw (fixture, flood->str, flood->len, NULL);
  g_assert_null (strstr (cut, " 201 "));
  g_assert_cmpuint (ask (fixture, "GET", "/formList"), ==, 200);
}

/* A client that goes away while its answer is being made takes nothing with it. */
static void
test_client_gone (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GUri) uri = g_uri_parse (terrain_hub_get_base_url (fixture->hub), G_URI_FLAGS_NONE, NULL);
  static const char request[] = "GET /formList HTTP/1.1\r\nHost: x\r\nX-OpenRosa-Version: 1.0\r\n\r\n";

  for (int i = 0; i < 50; i++)
    {
      g_autoptr (GSocketConnection) connection =
        g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) g_uri_get_port (uri), NULL, NULL);

      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request, strlen (request),
                                 NULL, NULL, NULL);
      for (int turn = 0; turn < i; turn++)
        g_main_context_iteration (NULL, FALSE);
      g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
    }
  g_assert_cmpuint (ask (fixture, "GET", "/formList"), ==, 200);
}

/* Stopping while requests are being answered is no accident either. */
static void
test_stop_while_busy (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GUri) uri = g_uri_parse (terrain_hub_get_base_url (fixture->hub), G_URI_FLAGS_NONE, NULL);
  static const char request[] = "GET /formList HTTP/1.1\r\nHost: x\r\nX-OpenRosa-Version: 1.0\r\n\r\n";
  g_autoptr (GSocketConnection) connection =
    g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) g_uri_get_port (uri), NULL, NULL);
  gint64 deadline = g_get_monotonic_time () + G_USEC_PER_SEC / 5;

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request, strlen (request), NULL,
                             NULL, NULL);
  for (int turn = 0; turn < 6; turn++)
    g_main_context_iteration (NULL, FALSE);
  terrain_hub_stop (fixture->hub);
  while (g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/hub/form-list", test_form_list);
  add ("/hub/form-download", test_form_download);
  add ("/hub/media", test_media);
  add ("/hub/traversal", test_traversal);
  add ("/hub/version-header", test_version_header);
  add ("/hub/refresh", test_refresh);
  add ("/hub/submission", test_submission);
  add ("/hub/attachments", test_attachments);
  add ("/hub/refused-submissions", test_refused_submissions);
  add ("/hub/no-instance-id", test_no_instance_id);
  add ("/hub/malformed-multipart", test_malformed_multipart);
  add ("/hub/credentials", test_credentials);
  add ("/hub/raw", test_raw);
  add ("/hub/too-large", test_too_large);
  add ("/hub/client-gone", test_client_gone);
  add ("/hub/stop-while-busy", test_stop_while_busy);
  return g_test_run ();
}
