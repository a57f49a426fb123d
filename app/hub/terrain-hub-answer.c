/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>
#include <terrain-wire.h>

#include "terrain-hub-exchange-private.h"

#define TEXT_XML "text/xml; charset=utf-8"

/* What is said to a client is English, as the header Content-Language says: other programs read it. */
#define NOT_FOUND_TEXT "Could not find the resource you were looking for."

static TerrainHubReply *
reply_not_found (void)
{
  return terrain_hub_reply_json (SOUP_STATUS_NOT_FOUND, 404.1, NOT_FOUND_TEXT, NULL);
}

/* The steps of a path, decoded one by one, so that an encoded slash stays within its step. NULL where it is no UTF-8
 * or has a NUL. */
static char **
split_path (const char *path)
{
  g_auto (GStrv) steps = g_strsplit (*path == '/' ? path + 1 : path, "/", 16);
  g_autoptr (GPtrArray) decoded = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; steps[i] != NULL; i++)
    {
      char *step = g_uri_unescape_string (steps[i], NULL);

      if (step == NULL || !g_utf8_validate (step, -1, NULL))
        {
          g_free (step);
          return NULL;
        }
      g_ptr_array_add (decoded, step);
    }
  g_ptr_array_add (decoded, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&decoded), FALSE);
}

static char *
find_query (const TerrainHubRequest *request,
            const char              *name)
{
  g_autoptr (GHashTable) query = NULL;

  if (request->query == NULL)
    return NULL;
  query = soup_form_decode (request->query);
  return g_strdup (g_hash_table_lookup (query, name));
}

/* "/forms/ID" and what follows, with the id escaped whole. */
static char *
make_url (const TerrainHubRequest *request,
          const char              *form_id,
          const char              *format,
          const char              *name)
{
  g_autofree char *id = g_uri_escape_string (form_id, NULL, FALSE);
  g_autofree char *escaped = name != NULL ? g_uri_escape_string (name, NULL, FALSE) : NULL;

  return g_strconcat (request->base_url, "/forms/", id, format, escaped, NULL);
}

static TerrainHubReply *
answer_form_list (TerrainHubDesk          *desk,
                  const TerrainHubRequest *request)
{
  g_autofree char *wanted = find_query (request, "formID");
  g_autoptr (GPtrArray) forms = desk->forms != NULL ? terrain_hub_forms_list (desk->forms) : g_ptr_array_new ();
  g_autoptr (GPtrArray) entries = terrain_form_list_new ();
  g_autoptr (GBytes) document = NULL;

  for (guint i = 0; i < forms->len; i++)
    {
      TerrainHubForm *form = g_ptr_array_index (forms, i);
      TerrainFormListEntry *entry;

      if (wanted != NULL && strcmp (wanted, form->id) != 0)
        continue;
      entry = terrain_form_list_entry_new ();
      entry->form_id = g_strdup (form->id);
      entry->name = g_strdup (form->title);
      entry->version = g_strdup (form->version);
      entry->hash = g_strdup (form->hash);
      entry->download_url = make_url (request, form->id, ".xml", NULL);
      if (form->media->len > 0)
        entry->manifest_url = make_url (request, form->id, "/manifest", NULL);
      g_ptr_array_add (entries, entry);
    }
  document = terrain_form_list_print (entries);
  return terrain_hub_reply_content (request, TEXT_XML, document, NULL);
}

static TerrainHubReply *
answer_manifest (const TerrainHubRequest *request,
                 TerrainHubForm          *form)
{
  g_autoptr (GPtrArray) files = terrain_manifest_new ();
  g_autoptr (GBytes) document = NULL;

  for (guint i = 0; i < form->media->len; i++)
    {
      TerrainHubMedia *media = g_ptr_array_index (form->media, i);
      TerrainManifestFile *file = terrain_manifest_file_new ();

      file->name = g_strdup (media->name);
      file->hash = g_strdup (media->hash);
      file->download_url = make_url (request, form->id, "/attachments/", media->name);
      g_ptr_array_add (files, file);
    }
  document = terrain_manifest_print (files);
  return terrain_hub_reply_content (request, TEXT_XML, document, NULL);
}

static TerrainHubReply *
answer_attachment (const TerrainHubRequest *request,
                   TerrainHubForm          *form,
                   const char              *name)
{
  for (guint i = 0; i < form->media->len; i++)
    {
      TerrainHubMedia *media = g_ptr_array_index (form->media, i);
      g_autoptr (GFile) file = NULL;
      g_autoptr (GBytes) content = NULL;
      g_autofree char *type = NULL;
      g_autofree char *escaped = NULL;
      TerrainHubReply *reply;

      if (strcmp (media->name, name) != 0)
        continue;
      file = g_file_new_for_path (media->path);
      content = g_file_load_bytes (file, NULL, NULL, NULL);
      if (content == NULL)
        break;
      type = g_content_type_guess (media->name, NULL, 0, NULL);
      escaped = g_uri_escape_string (media->name, NULL, FALSE);
      /* The hash of what is sent now: it may have changed since the folder was looked at. */
      reply = terrain_hub_reply_content (request, NULL, content, NULL);
      reply->served_type = g_content_type_get_mime_type (type);
      reply->disposition = g_strdup_printf ("attachment; filename*=UTF-8''%s", escaped);
      return reply;
    }
  return reply_not_found ();
}

/* forms/ID.xml, forms/ID/manifest, forms/ID/attachments/NAME, forms/ID/versions/VERSION.xml */
static TerrainHubReply *
answer_form (TerrainHubDesk          *desk,
             const TerrainHubRequest *request,
             char                   **steps)
{
  guint n_steps = g_strv_length (steps);
  g_autofree char *id = g_strdup (n_steps > 1 ? steps[1] : "");
  g_autofree char *version = NULL;
  g_autoptr (TerrainHubForm) form = NULL;

  if (desk->forms == NULL)
    return reply_not_found ();
  if (n_steps == 2 && g_str_has_suffix (id, ".xml"))
    id[strlen (id) - strlen (".xml")] = '\0';
  else if (n_steps == 4 && strcmp (steps[2], "versions") == 0 && g_str_has_suffix (steps[3], ".xml"))
    version = g_strndup (steps[3], strlen (steps[3]) - strlen (".xml"));
  else if (!(n_steps == 3 && strcmp (steps[2], "manifest") == 0) &&
           !(n_steps == 4 && strcmp (steps[2], "attachments") == 0))
    return reply_not_found ();

  form = terrain_hub_forms_find (desk->forms, id, version);
  if (form == NULL)
    return reply_not_found ();
  if (n_steps == 3)
    return answer_manifest (request, form);
  if (n_steps == 4 && version == NULL)
    return answer_attachment (request, form, steps[3]);
  return terrain_hub_reply_content (request, "application/xml; charset=utf-8", form->xml, form->hash);
}

static TerrainHubReply *
check_version (const TerrainHubRequest *request)
{
  g_autofree char *got = NULL;
  g_autofree char *message = NULL;
  TerrainHubReply *reply;

  if (g_strcmp0 (request->openrosa_version, "1.0") == 0)
    return NULL;
  if (request->openrosa_version != NULL)
    got = g_strdup_printf (" (got: %.40s)", request->openrosa_version);
  message = g_strdup_printf ("An expected header field (X-OpenRosa-Version) did not match the expected format%s.",
                             got != NULL ? got : "");
  reply = terrain_hub_reply_openrosa (SOUP_STATUS_BAD_REQUEST, message);
  reply->is_openrosa = FALSE;
  return reply;
}

static TerrainHubReply *
answer_submission (TerrainHubDesk          *desk,
                   const TerrainHubRequest *request)
{
  g_autofree char *device_id = find_query (request, "deviceID");

  if (strcmp (request->method, "HEAD") == 0)
    return terrain_hub_reply_new (SOUP_STATUS_NO_CONTENT);
  if (strcmp (request->method, "POST") == 0)
    return terrain_hub_receive (desk, request, device_id);
  return terrain_hub_reply_json (SOUP_STATUS_METHOD_NOT_ALLOWED, 405.1, "Only HEAD and POST are known here.", NULL);
}

TerrainHubReply *
terrain_hub_answer (TerrainHubDesk          *desk,
                    const TerrainHubRequest *request)
{
  g_auto (GStrv) steps = split_path (request->path);
  guint n_steps = steps != NULL ? g_strv_length (steps) : 0;
  gboolean reads = strcmp (request->method, "GET") == 0 || strcmp (request->method, "HEAD") == 0;
  gboolean is_list = n_steps == 1 && strcmp (steps[0], "formList") == 0;
  gboolean is_submission = n_steps == 1 && strcmp (steps[0], "submission") == 0;
  gboolean is_manifest = n_steps == 3 && strcmp (steps[0], "forms") == 0 && strcmp (steps[2], "manifest") == 0;
  TerrainHubReply *refusal = is_list || is_submission || is_manifest ? check_version (request) : NULL;

  if (refusal != NULL)
    return refusal;
  if (is_submission)
    return answer_submission (desk, request);
  if (is_list && reads)
    return answer_form_list (desk, request);
  if (n_steps >= 2 && strcmp (steps[0], "forms") == 0 && reads)
    return answer_form (desk, request, steps);
  return reply_not_found ();
}
