/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsoup/soup.h>
#include <string.h>
#include <terrain-wire.h>

#include "terrain-hub-exchange-private.h"

/* The texts are those of ODK Central, word for word where clients show or search them; English, as they are there. */
#define STORED_TEXT "full submission upload was successful!"
#define DIFFERENT_TEXT                                                                                            \
  "A submission already exists with this ID, but with different XML. Resubmissions to attach additional multimedia " \
  "must resubmit an identical xml_submission_file."
#define NO_FILE_TEXT "Required multipart POST field xml_submission_file missing."
#define NO_FORM_TEXT "Required parameter form ID xml attribute missing."
#define UNKNOWN_FORM_TEXT "Could not find the resource you were looking for."
#define MAX_DEVICE_ID 255

/* Returns: (transfer full) (nullable): the parts, or NULL with @refusal set */
static GPtrArray *
read_parts (const TerrainHubRequest *request,
            TerrainHubReply        **refusal)
{
  const char *type = request->content_type != NULL ? request->content_type : "";
  g_autofree char *boundary = terrain_multipart_get_boundary (type);
  g_autoptr (GError) error = NULL;
  GPtrArray *parts;

  if (g_ascii_strncasecmp (type, "multipart/form-data", strlen ("multipart/form-data")) != 0)
    {
      *refusal = terrain_hub_reply_openrosa (SOUP_STATUS_BAD_REQUEST, NO_FILE_TEXT);
      return NULL;
    }
  if (boundary == NULL)
    {
      *refusal = terrain_hub_reply_json (SOUP_STATUS_BAD_REQUEST, 400.39,
                                         "Multipart form content failed to parse.", "Boundary not found");
      return NULL;
    }
  parts = terrain_multipart_parse (request->body, boundary, &error);
  if (parts == NULL)
    *refusal = terrain_hub_reply_json (SOUP_STATUS_BAD_REQUEST, 400.39, "Multipart form content failed to parse.",
                                       error->message);
  return parts;
}

static GBytes *
find_xml (GPtrArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      TerrainPart *part = g_ptr_array_index (parts, i);

      /* Without a file name it is a plain field, which clients do not send. */
      if (strcmp (part->name, "xml_submission_file") == 0 && part->file_name != NULL)
        return part->content;
    }
  return NULL;
}

static TerrainSubmissionHead *
read_head (GBytes           *xml,
           TerrainHubReply **refusal)
{
  g_autoptr (GError) error = NULL;
  TerrainSubmissionHead *head = terrain_submission_head_parse (xml, &error);
  g_autofree char *message = NULL;

  if (head != NULL)
    return head;
  /* Stricter than Central, which stores what is cut off and then cannot tell it from another record. */
  if (g_error_matches (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_UNEXPECTED))
    message = g_strdup (NO_FORM_TEXT);
  else
    message = g_strdup_printf ("The submission cannot be read: %s", error->message);
  *refusal = terrain_hub_reply_openrosa (SOUP_STATUS_BAD_REQUEST, message);
  return NULL;
}

static TerrainHubReply *
check_form (TerrainHubDesk        *desk,
            TerrainSubmissionHead *head)
{
  g_autoptr (TerrainHubForm) form = NULL;
  g_autoptr (TerrainHubForm) any = NULL;
  g_autofree char *message = NULL;

  if (desk->forms != NULL)
    form = terrain_hub_forms_find (desk->forms, head->form_id, head->form_version);
  if (form != NULL)
    return NULL;
  if (desk->forms != NULL)
    any = terrain_hub_forms_find (desk->forms, head->form_id, NULL);
  if (any == NULL)
    return terrain_hub_reply_openrosa (SOUP_STATUS_NOT_FOUND, UNKNOWN_FORM_TEXT);
  message = g_strdup_printf ("The form version specified in this submission '%s' does not exist.",
                             head->form_version);
  return terrain_hub_reply_openrosa (SOUP_STATUS_NOT_FOUND, message);
}

/* Files the submission names; others nobody could find again (ODK Central drops them, too). */
static GHashTable *
collect_attachments (GPtrArray             *parts,
                     TerrainSubmissionHead *head)
{
  GHashTable *attachments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < parts->len; i++)
    {
      TerrainPart *part = g_ptr_array_index (parts, i);

      if (part->file_name != NULL && strcmp (part->name, "xml_submission_file") != 0 &&
          terrain_submission_head_names_file (head, part->name))
        g_hash_table_replace (attachments, g_strdup (part->name), g_bytes_ref (part->content));
    }
  return attachments;
}

/* For a submission without one: made from its bytes, so that sending it again is still the same record. */
static char *
make_instance_id (GBytes *xml)
{
  g_autofree char *digits = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, xml);

  return g_strdup_printf ("uuid:%.8s-%.4s-5%.3s-8%.3s-%.12s", digits, digits + 8, digits + 12, digits + 15,
                          digits + 18);
}

static TerrainHubReply *
store (TerrainHubDesk        *desk,
       TerrainSubmissionHead *head,
       GBytes                *xml,
       GHashTable            *attachments,
       const char            *device_id)
{
  g_autofree char *made = head->instance_id == NULL ? make_instance_id (xml) : NULL;
  const char *instance_id = made != NULL ? made : head->instance_id;
  TerrainReceipt receipt;
  g_autoptr (GError) error = NULL;

  if (!terrain_archive_receive (desk->archive, instance_id, head->form_id, head->form_version, device_id, xml,
                                head->encrypted, attachments, g_get_real_time (), &receipt, &error))
    {
      g_warning ("A submission could not be stored: %s", error->message);
      return terrain_hub_reply_openrosa (SOUP_STATUS_SERVICE_UNAVAILABLE,
                                         "The submission could not be stored on this server. Try again later.");
    }
  if (receipt == TERRAIN_RECEIPT_DIFFERENT)
    return terrain_hub_reply_openrosa (SOUP_STATUS_CONFLICT, DIFFERENT_TEXT);
  return terrain_hub_reply_openrosa (SOUP_STATUS_CREATED, STORED_TEXT);
}

TerrainHubReply *
terrain_hub_receive (TerrainHubDesk          *desk,
                     const TerrainHubRequest *request,
                     const char              *device_id)
{
  TerrainHubReply *refusal = NULL;
  g_autoptr (GPtrArray) parts = read_parts (request, &refusal);
  g_autoptr (TerrainSubmissionHead) head = NULL;
  g_autoptr (GHashTable) attachments = NULL;
  g_autofree char *device = NULL;
  GBytes *xml;

  if (parts == NULL)
    return refusal;
  xml = find_xml (parts);
  if (xml == NULL)
    return terrain_hub_reply_openrosa (SOUP_STATUS_BAD_REQUEST, NO_FILE_TEXT);
  head = read_head (xml, &refusal);
  if (head == NULL)
    return refusal;
  refusal = check_form (desk, head);
  if (refusal != NULL)
    return refusal;
  attachments = collect_attachments (parts, head);
  if (device_id != NULL && g_utf8_validate (device_id, -1, NULL))
    device = g_utf8_substring (device_id, 0, MIN (g_utf8_strlen (device_id, -1), MAX_DEVICE_ID));
  return store (desk, head, xml, attachments, device);
}
