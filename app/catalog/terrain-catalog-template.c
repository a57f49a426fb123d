/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-catalog-private.h"
#include "terrain-catalog.h"
#include "terrain-outputs-private.h"
#include "terrain-po-write-private.h"

/* So many choices show what a list is about. */
#define MAX_CHOICES_SHOWN 12

/* What a text is, by the end of its context; also which comment a translator gets. */
static const struct
{
  const char *suffix;
  const char *comment;
} roles[] = {
  { ":hint", N_("Hint under the question") },
  { ":guidance", N_("Guidance for the interviewer") },
  { ":constraint", N_("Shown when the answer is not accepted") },
  { ":required", N_("Shown when the answer is missing") },
  { ":image", N_("Name of an image file; change it only where another image belongs to this language") },
  { ":audio", N_("Name of a sound file; change it only where another sound belongs to this language") },
  { ":video", N_("Name of a video file; change it only where another video belongs to this language") },
  { ":big-image", N_("Name of an image file; change it only where another image belongs to this language") },
};

static const char *
describe_control (TerrainControl *control)
{
  switch (terrain_control_get_kind (control))
    {
    case TERRAIN_CONTROL_SELECT1:
      return _("Question with one answer from a list");
    case TERRAIN_CONTROL_SELECT:
      return _("Question with any number of answers from a list");
    case TERRAIN_CONTROL_RANK:
      return _("List to put in order");
    case TERRAIN_CONTROL_RANGE:
      return _("Question with a number from a scale");
    case TERRAIN_CONTROL_TRIGGER:
      return _("Statement to acknowledge");
    case TERRAIN_CONTROL_UPLOAD:
      return _("Question for a file or picture");
    case TERRAIN_CONTROL_GROUP:
      return _("Title of a section");
    case TERRAIN_CONTROL_REPEAT:
      return _("Title of a section that can be there several times");
    case TERRAIN_CONTROL_INPUT:
    case TERRAIN_CONTROL_SECRET:
    default:
      break;
    }
  switch (terrain_control_get_data_type (control))
    {
    case TERRAIN_DATA_INT:
    case TERRAIN_DATA_DECIMAL:
      return _("Question for a number");
    case TERRAIN_DATA_DATE:
    case TERRAIN_DATA_DATE_TIME:
      return _("Question for a date");
    case TERRAIN_DATA_TIME:
      return _("Question for a time of day");
    case TERRAIN_DATA_STRING:
    case TERRAIN_DATA_BOOLEAN:
    case TERRAIN_DATA_GEOPOINT:
    case TERRAIN_DATA_GEOTRACE:
    case TERRAIN_DATA_GEOSHAPE:
    case TERRAIN_DATA_BINARY:
    case TERRAIN_DATA_BARCODE:
    default:
      return _("Question or note");
    }
}

static void
append_choices (GString *comment, GListModel *choices)
{
  guint n_choices = choices != NULL ? g_list_model_get_n_items (choices) : 0;

  for (guint i = 0; i < MIN (n_choices, MAX_CHOICES_SHOWN); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);
      g_autofree char *label = g_strdelimit (g_strdup (terrain_choice_get_label (choice)), "\n\r", ' ');

      g_string_append (comment, i == 0 ? _("Answers: ") : " · ");
      g_string_append (comment, label);
    }
  if (n_choices > MAX_CHOICES_SHOWN)
    g_string_append (comment, " …");
  if (n_choices > 0)
    g_string_append_c (comment, '\n');
}

/* Notes what kind of question stands at each reference, below @item. An interview on an empty record is what knows; a
 * repeat that starts with no instance gets one. */
static void
describe_items (TerrainInterview *interview, TerrainItem *item, GHashTable *comments)
{
  TerrainControl *control = terrain_item_get_control (item);
  guint n_children = g_list_model_get_n_items (G_LIST_MODEL (item));

  if (control != NULL && terrain_control_get_ref (control) != NULL
      && !g_hash_table_contains (comments, terrain_control_get_ref (control)))
    {
      GString *comment = g_string_new (describe_control (control));

      g_string_append_c (comment, '\n');
      if (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION)
        append_choices (comment, terrain_item_get_choices (item));
      g_hash_table_insert (comments, g_strdup (terrain_control_get_ref (control)), g_string_free (comment, FALSE));
    }
  if (terrain_item_get_kind (item) == TERRAIN_ITEM_REPEAT && n_children == 0
      && terrain_interview_add_instance (interview, terrain_item_get_ref (item), NULL) > 0)
    n_children = g_list_model_get_n_items (G_LIST_MODEL (item));
  /* one instance says it all */
  if (terrain_item_get_kind (item) == TERRAIN_ITEM_REPEAT)
    n_children = MIN (n_children, 1);
  for (guint i = 0; i < n_children; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);

      describe_items (interview, child, comments);
    }
}

/* The template says nothing about time, so the record may be at its beginning. */
static gint64
stand_still (gpointer user_data)
{
  return 0;
}

static GHashTable *
describe_form (TerrainForm *form)
{
  GHashTable *comments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (TerrainEnvironment) environment = terrain_environment_new (stand_still, NULL, NULL);
  g_autoptr (TerrainInterview) interview = NULL;

  /* answers in random order are listed in the same one each time */
  terrain_environment_set_seed (environment, 1);
  interview = terrain_interview_new (form, environment);
  describe_items (interview, terrain_interview_get_root_item (interview), comments);
  return comments;
}

static char *
dup_comment (GHashTable *comments, const char *context)
{
  const char *colon = strrchr (context, ':');
  g_autofree char *place = colon != NULL ? g_strndup (context, (gsize) (colon - context)) : g_strdup (context);

  if (g_str_equal (context, "title"))
    return g_strconcat (_("Title of the form"), "\n", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_str_has_suffix (context, roles[i].suffix))
      return g_strconcat (_(roles[i].comment), "\n", NULL);
  if (g_str_has_prefix (context, "choices/"))
    return g_strconcat (_("Answer in a list"), "\n", NULL);
  return g_strdup (g_hash_table_lookup (comments, place));
}

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
  g_autofree char *comment = dup_comment (self->comments, text->context);

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

  writing.comments = describe_form (form);
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
