/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-catalog-private.h"
#include "terrain-catalog.h"
#include "terrain-outputs-private.h"
#include "terrain-po-file-private.h"
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

static char *
make_header (TerrainForm *form)
{
  const char *version = terrain_form_get_version (form);

  /* No date: the template of an unchanged form is unchanged. */
  return g_strdup_printf ("Project-Id-Version: %s%s%s\n"
                          "Report-Msgid-Bugs-To: \n"
                          "PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\n"
                          "Last-Translator: FULL NAME\n"
                          "Language-Team: LANGUAGE\n"
                          "Language: \n"
                          "MIME-Version: 1.0\n"
                          "Content-Type: text/plain; charset=UTF-8\n"
                          "Content-Transfer-Encoding: 8bit\n",
                          terrain_form_get_id (form), version != NULL ? " " : "", version != NULL ? version : "");
}

static void
insert_header (TerrainForm *form, po_message_iterator_t iterator)
{
  po_message_t message = po_message_create ();
  g_autofree char *header = make_header (form);
  g_autofree char *comment = g_strdup_printf (_("Translation template of the form %s."), terrain_form_get_id (form));

  po_message_set_comments (message, comment);
  po_message_set_msgid (message, "");
  po_message_set_msgstr (message, header);
  po_message_insert (iterator, message);
}

static void
insert_text (TerrainForm *form, const TerrainText *text, GHashTable *comments, po_message_iterator_t iterator)
{
  po_message_t message = po_message_create ();
  g_autoptr (GPtrArray) outputs = terrain_outputs_find (text->source);
  g_autofree char *source = terrain_outputs_to_catalog (text->source, outputs);
  g_autofree char *comment = dup_comment (comments, text->context);
  g_autofree char *file = g_strdelimit (g_strconcat (terrain_form_get_id (form), ".xml", NULL), " \t\n:/", '_');

  po_message_set_msgctxt (message, text->context);
  po_message_set_msgid (message, source);
  po_message_set_msgstr (message, "");
  if (comment != NULL)
    po_message_set_extracted_comments (message, comment);
  if (text->line > 0)
    po_message_add_filepos (message, file, (size_t) text->line);
  po_message_insert (iterator, message);
}

static po_file_t
make_messages (TerrainForm *form, GHashTable *comments)
{
  po_file_t file = po_file_create ();
  po_message_iterator_t iterator = po_message_iterator (file, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  insert_header (form, iterator);
  for (guint i = 0; i < terrain_form_get_n_texts (form); i++)
    {
      const TerrainText *text = terrain_form_get_text (form, i);

      /* One place has one text; a list that two questions show is there once. */
      if (terrain_catalog_is_translatable (text) && g_hash_table_add (seen, text->context))
        insert_text (form, text, comments, iterator);
    }
  po_message_iterator_free (iterator);
  return file;
}

gboolean
terrain_catalog_write_template (TerrainForm *form, const char *path, GError **error)
{
  g_autoptr (GHashTable) comments = NULL;
  po_file_t file;
  gboolean is_written;

  g_return_val_if_fail (form != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  comments = describe_form (form);
  terrain_po_lock ();
  file = make_messages (form, comments);
  is_written = terrain_po_write_file (file, path, error);
  po_file_free (file);
  terrain_po_unlock ();
  return is_written;
}
