/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-catalog-describe-private.h"
#include "terrain-catalog-private.h"
#include "terrain-catalog.h"
#include "terrain-outputs-private.h"
#include "terrain-po-write-private.h"

/* What is written, and what is known of it. */
typedef struct
{
  TerrainForm *form;
  const char *language; /* (nullable): of the form, its words go into the file */
  TerrainCatalogPlaceFunc place;
  gpointer user_data;
  GHashTable *comments;
} Writing;

static char *
make_header (const Writing *self)
{
  const char *version = terrain_form_get_version (self->form);
  g_autofree char *tag = self->language != NULL ? terrain_language_dup_tag (self->language) : NULL;
  g_autofree char *name = self->language != NULL ? g_strdup_printf ("X-Terrain-Language: %s\n", self->language)
                                                 : g_strdup ("");

  /* No date: the template of an unchanged form is unchanged. */
  return g_strdup_printf ("Project-Id-Version: %s%s%s\n"
                          "Report-Msgid-Bugs-To: \n"
                          "PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\n"
                          "Last-Translator: FULL NAME\n"
                          "Language-Team: LANGUAGE\n"
                          "Language: %s\n"
                          "MIME-Version: 1.0\n"
                          "Content-Type: text/plain; charset=UTF-8\n"
                          "Content-Transfer-Encoding: 8bit\n%s",
                          terrain_form_get_id (self->form), version != NULL ? " " : "", version != NULL ? version : "",
                          tag != NULL ? tag : "", name);
}

static void
insert_header (const Writing *self, po_message_iterator_t iterator)
{
  po_message_t message = po_message_create ();
  const char *id = terrain_form_get_id (self->form);
  g_autofree char *header = make_header (self);
  g_autofree char *comment = self->language != NULL
    /* Translators: %1$s is a language, %2$s a form */
    ? g_strdup_printf (_("Translation into %1$s of the form %2$s."), self->language, id)
    : g_strdup_printf (_("Translation template of the form %s."), id);

  po_message_set_comments (message, comment);
  po_message_set_msgid (message, "");
  po_message_set_msgstr (message, header);
  po_message_insert (iterator, message);
}

/* Where the text's author finds it: in the sheet where there is one, else in the form. */
static void
set_place (const Writing *self, const TerrainText *text, const char *comment, po_message_t message)
{
  g_autofree char *file = NULL;
  g_autofree char *note = NULL;
  guint line = 0;

  if (self->place != NULL)
    self->place (text, &file, &line, &note, self->user_data);
  if (file == NULL && text->line > 0)
    {
      file = g_strconcat (terrain_form_get_id (self->form), ".xml", NULL);
      line = (guint) text->line;
    }
  if (file != NULL)
    po_message_add_filepos (message, g_strdelimit (file, " \t\n:/", '_'), line > 0 ? line : (size_t) -1);
  if (note != NULL || comment != NULL)
    {
      g_autofree char *all = g_strconcat (comment != NULL ? comment : "", note != NULL ? g_strstrip (note) : "", NULL);

      po_message_set_extracted_comments (message, all);
    }
}

static void
insert_text (const Writing *self, guint index, po_message_iterator_t iterator)
{
  const TerrainText *text = terrain_form_get_text (self->form, index);
  po_message_t message = po_message_create ();
  g_autoptr (GPtrArray) outputs = terrain_outputs_find (text->source);
  g_autofree char *source = terrain_outputs_to_catalog (text->source, outputs);
  g_autofree char *own = self->language != NULL ? terrain_form_dup_text (self->form, index, self->language) : NULL;
  g_autofree char *translation = own != NULL ? terrain_outputs_to_catalog (own, outputs) : NULL;
  g_autofree char *comment = terrain_catalog_dup_comment (self->comments, text->context);

  po_message_set_msgctxt (message, text->context);
  po_message_set_msgid (message, source);
  po_message_set_msgstr (message, translation != NULL ? translation : "");
  set_place (self, text, comment, message);
  po_message_insert (iterator, message);
}

static po_file_t
make_messages (const Writing *self)
{
  po_file_t file = po_file_create ();
  po_message_iterator_t iterator = po_message_iterator (file, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  insert_header (self, iterator);
  for (guint i = 0; i < terrain_form_get_n_texts (self->form); i++)
    {
      const TerrainText *text = terrain_form_get_text (self->form, i);

      /* One place has one text; a list that two questions show is there once. */
      if (terrain_catalog_is_translatable (text) && g_hash_table_add (seen, text->context))
        insert_text (self, i, iterator);
    }
  po_message_iterator_free (iterator);
  return file;
}

gboolean
terrain_catalog_write (TerrainForm *form, const char *language, TerrainCatalogPlaceFunc place, gpointer user_data,
                       const char *path, GError **error)
{
  Writing writing = { .form = form, .language = language, .place = place, .user_data = user_data };
  po_file_t file;
  gboolean is_written;

  g_return_val_if_fail (form != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  writing.comments = terrain_catalog_describe_form (form);
  terrain_po_lock ();
  file = make_messages (&writing);
  is_written = terrain_po_write_file (file, path, error);
  po_file_free (file);
  terrain_po_unlock ();
  g_hash_table_unref (writing.comments);
  return is_written;
}

gboolean
terrain_catalog_write_template (TerrainForm *form, const char *path, GError **error)
{
  return terrain_catalog_write (form, NULL, NULL, NULL, path, error);
}
