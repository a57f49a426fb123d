/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-submission-head.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-wire-error.h"
#include "terrain-wire-reader-private.h"

#define MAX_SIZE (64 * 1024 * 1024)
#define MAX_DEPTH 256
/* Ids and file names; longer texts are answers, which are nobody's business here. */
#define MAX_TEXT 1024

typedef struct
{
  TerrainSubmissionHead *head;
  int meta_depth; /* of the <meta> being read, -1 outside */
} HeadReading;

static gboolean
open_root (TerrainSubmissionHead    *head,
           const TerrainWireElement *element,
           GError                  **error)
{
  g_autofree char *encrypted = terrain_wire_element_dup_attribute (element, "encrypted");

  if (g_ascii_strcasecmp (element->name, "html") == 0)
    {
      g_set_error_literal (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_HTML, _("This is a web page."));
      return FALSE;
    }
  head->form_id = terrain_wire_element_dup_attribute (element, "id");
  head->form_version = terrain_wire_element_dup_attribute (element, "version");
  head->encrypted = g_strcmp0 (encrypted, "yes") == 0;
  if (head->form_id == NULL || *head->form_id == '\0')
    {
      g_set_error (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_UNEXPECTED,
                   _("The root element <%.40s> has no id attribute: which form this is cannot be told."),
                   element->name);
      return FALSE;
    }
  if (strlen (head->form_id) > MAX_TEXT || (head->form_version != NULL && strlen (head->form_version) > MAX_TEXT))
    {
      g_set_error (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_LIMIT,
                   _("The form's id or version is longer than %d bytes."), MAX_TEXT);
      return FALSE;
    }
  if (head->form_version == NULL)
    head->form_version = g_strdup ("");
  return TRUE;
}

static gboolean
open_element (const TerrainWireElement *element,
              gpointer                  user_data,
              GError                  **error)
{
  HeadReading *reading = user_data;

  if (element->depth == 0)
    return open_root (reading->head, element, error);
  /* <meta> is a child of the root (ODK XForms specification, "Metadata"); one in a group is an answer's name. */
  if (element->depth == 1 && strcmp (element->name, "meta") == 0)
    reading->meta_depth = element->depth;
  return TRUE;
}

static void
take_id (char      **id,
         const char *text)
{
  if (*id != NULL)
    return;
  *id = g_strstrip (g_strdup (text));
  if (**id == '\0')
    g_clear_pointer (id, g_free);
}

static gboolean
close_element (const TerrainWireElement *element,
               gpointer                  user_data,
               GError                  **error)
{
  HeadReading *reading = user_data;
  TerrainSubmissionHead *head = reading->head;

  if (element->depth == reading->meta_depth)
    reading->meta_depth = -1;
  if (element->text == NULL)
    return TRUE;
  if (reading->meta_depth >= 0 && element->depth == reading->meta_depth + 1)
    {
      gboolean is_instance_id = strcmp (element->name, "instanceID") == 0;

      if ((is_instance_id || strcmp (element->name, "deprecatedID") == 0) && element->text_cut)
        {
          g_set_error (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_LIMIT,
                       _("The submission's id is longer than %d bytes."), MAX_TEXT);
          return FALSE;
        }
      if (is_instance_id)
        take_id (&head->instance_id, element->text);
      else if (strcmp (element->name, "deprecatedID") == 0)
        take_id (&head->deprecated_id, element->text);
    }
  if (!element->text_cut && terrain_wire_is_file_name (element->text))
    g_hash_table_add (head->file_names, g_strdup (element->text));
  return TRUE;
}

TerrainSubmissionHead *
terrain_submission_head_parse (GBytes  *xml,
                               GError **error)
{
  static const TerrainWireHandler handler = { MAX_SIZE, MAX_DEPTH, MAX_TEXT, open_element, close_element };
  g_autoptr (TerrainSubmissionHead) self = g_new0 (TerrainSubmissionHead, 1);
  HeadReading reading = { self, -1 };

  g_return_val_if_fail (xml != NULL, NULL);

  self->file_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!terrain_wire_read (xml, &handler, &reading, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
terrain_submission_head_free (TerrainSubmissionHead *self)
{
  if (self == NULL)
    return;
  g_free (self->form_id);
  g_free (self->form_version);
  g_free (self->instance_id);
  g_free (self->deprecated_id);
  g_hash_table_unref (self->file_names);
  g_free (self);
}

gboolean
terrain_submission_head_names_file (TerrainSubmissionHead *self,
                                    const char            *file_name)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (file_name != NULL, FALSE);

  return g_hash_table_contains (self->file_names, file_name);
}
