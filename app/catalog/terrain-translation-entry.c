/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-translation-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-catalog-check-private.h"
#include "terrain-catalog-describe-private.h"
#include "terrain-outputs-private.h"

enum
{
  PROP_0,
  PROP_TEXT,
  PROP_STATE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TerrainTranslationEntry, terrain_translation_entry, G_TYPE_OBJECT)

static const TerrainText *
get_form_text (TerrainTranslationEntry *self)
{
  return terrain_form_get_text (self->form, g_array_index (self->indexes, guint, 0));
}

/* What the file says: nothing, where it has no such entry. (transfer full) */
static char *
dup_file_text (TerrainTranslationEntry *self)
{
  return self->po != NULL ? g_utf8_make_valid (self->po->text, -1) : g_strdup ("");
}

/* A translation of another text than the form's wants to be looked at, flag or not. */
static gboolean
get_file_fuzzy (TerrainTranslationEntry *self)
{
  return self->po != NULL && *self->po->text != '\0' && (self->po->fuzzy || self->is_stale);
}

gboolean
terrain_translation_entry_is_changed (TerrainTranslationEntry *self)
{
  g_autofree char *text = dup_file_text (self);

  return !g_str_equal (self->text, text) || self->fuzzy != get_file_fuzzy (self);
}

static gboolean
is_same_source (TerrainTranslationEntry *self, const TerrainPoEntry *po)
{
  const char *source = get_form_text (self)->source;
  g_autofree char *written = NULL;

  if (g_str_equal (po->source, source) || g_str_equal (po->source, self->source))
    return TRUE;
  written = terrain_outputs_from_catalog (po->source, source, self->outputs, NULL);
  return written != NULL && g_str_equal (written, source);
}

void
terrain_translation_entry_link (TerrainTranslationEntry *self, const TerrainPoEntry *po)
{
  self->po = po;
  self->is_stale = po != NULL && !is_same_source (self, po);
  g_free (self->text);
  self->text = dup_file_text (self);
  self->fuzzy = get_file_fuzzy (self);
  self->modified = FALSE;
}

static void
add_issue (TerrainTranslationEntry *self, const char *code, const char *message)
{
  terrain_issue_list_add (self->issues, TERRAIN_ISSUE_ERROR, code, get_form_text (self)->context,
                          self->po != NULL ? self->po->line : 0, "%s", message);
}

/* Lines that could not be read show nothing, until somebody writes others. */
static const char *
find_damage (TerrainTranslationEntry *self)
{
  if (self->po == NULL || terrain_translation_entry_is_changed (self))
    return NULL;
  if (self->po->damaged)
    return _("The lines of this entry cannot be read as a whole. What you write here takes their place.");
  if (self->po->plural)
    return _("Texts of a form have no plural forms. What you write here takes the place of this entry.");
  return NULL;
}

/* Returns: whether the text can be shown */
static gboolean
check (TerrainTranslationEntry *self, char **shown, TerrainTranslation *translation)
{
  const TerrainText *text = get_form_text (self);
  g_autofree char *problem = g_strdup (find_damage (self));
  g_autoptr (GError) error = NULL;

  if (problem != NULL)
    {
      add_issue (self, "po-syntax", problem);
      return FALSE;
    }
  *shown = terrain_outputs_from_catalog (self->text, text->source, self->outputs, &problem);
  if (*shown == NULL)
    {
      add_issue (self, "po-placeholder", problem);
      return FALSE;
    }
  problem = terrain_catalog_check_refuse (text->source, *shown);
  if (problem != NULL)
    {
      add_issue (self, "po-text", problem);
      return FALSE;
    }
  if (!terrain_translation_set_text (translation, g_array_index (self->indexes, guint, 0), *shown, &error))
    {
      add_issue (self, "po-expression", error->message);
      return FALSE;
    }
  terrain_catalog_check_warn (text->source, *shown, terrain_translation_get_language (translation), text->context,
                              self->po != NULL ? self->po->line : 0, self->issues);
  return TRUE;
}

void
terrain_translation_entry_evaluate (TerrainTranslationEntry *self, TerrainTranslation *translation)
{
  const char *source = get_form_text (self)->source;
  g_autofree char *shown = NULL;
  gboolean is_good;

  g_clear_pointer (&self->issues, g_ptr_array_unref);
  self->issues = terrain_issue_list_new ();
  if (*self->text == '\0' && find_damage (self) == NULL)
    {
      self->state = TERRAIN_TRANSLATION_MISSING;
      is_good = FALSE;
    }
  else
    {
      is_good = check (self, &shown, translation);
      self->state = self->fuzzy ? TERRAIN_TRANSLATION_FUZZY
                    : is_good   ? TERRAIN_TRANSLATION_DONE
                                : TERRAIN_TRANSLATION_FAILING;
    }
  is_good = is_good && !self->fuzzy;
  for (guint i = 0; i < self->indexes->len; i++)
    {
      guint index = g_array_index (self->indexes, guint, i);
      gboolean is_same = g_str_equal (terrain_form_get_text (self->form, index)->source, source);

      terrain_translation_set_text (translation, index, is_good && is_same ? shown : "", NULL);
    }
}

void
terrain_translation_entry_set (TerrainTranslationEntry *self, const char *text, gboolean fuzzy,
                               TerrainTranslation *translation)
{
  TerrainTranslationState state = self->state;
  gboolean is_other = !g_str_equal (text, self->text);

  if (is_other)
    {
      g_free (self->text);
      self->text = g_strdup (text);
    }
  self->fuzzy = fuzzy;
  terrain_translation_entry_evaluate (self, translation);
  if (is_other)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
  if (self->state != state)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
terrain_translation_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TerrainTranslationEntry *self = TERRAIN_TRANSLATION_ENTRY (object);

  if (id == PROP_TEXT)
    g_value_set_string (value, self->text);
  else if (id == PROP_STATE)
    g_value_set_uint (value, self->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
terrain_translation_entry_finalize (GObject *object)
{
  TerrainTranslationEntry *self = TERRAIN_TRANSLATION_ENTRY (object);

  g_free (self->text);
  g_free (self->source);
  g_strfreev (self->placeholders);
  g_ptr_array_unref (self->outputs);
  g_ptr_array_unref (self->issues);
  g_array_unref (self->indexes);
  terrain_form_unref (self->form);

  G_OBJECT_CLASS (terrain_translation_entry_parent_class)->finalize (object);
}

static void
terrain_translation_entry_class_init (TerrainTranslationEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = terrain_translation_entry_get_property;
  object_class->finalize = terrain_translation_entry_finalize;
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, TERRAIN_TRANSLATION_DONE, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
terrain_translation_entry_init (TerrainTranslationEntry *self)
{
  self->text = g_strdup ("");
  self->issues = terrain_issue_list_new ();
}

static char **
list_placeholders (GPtrArray *outputs)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < outputs->len; i++)
    {
      const TerrainOutput *output = outputs->pdata[i];
      g_autofree char *name = output->name != NULL ? g_strdup_printf ("${%s}", output->name) : g_strdup (output->markup);

      g_strv_builder_add (builder, name);
    }
  return g_strv_builder_end (builder);
}

TerrainTranslationEntry *
terrain_translation_entry_new (TerrainTranslationFile *file, TerrainForm *form, GArray *indexes, guint position)
{
  TerrainTranslationEntry *self = g_object_new (TERRAIN_TYPE_TRANSLATION_ENTRY, NULL);
  const char *source;

  self->file = file;
  self->form = terrain_form_ref (form);
  self->indexes = indexes;
  self->position = position;
  source = get_form_text (self)->source;
  self->outputs = terrain_outputs_find (source);
  self->source = terrain_outputs_to_catalog (source, self->outputs);
  self->placeholders = list_placeholders (self->outputs);
  return self;
}

const char *
terrain_translation_entry_get_context (TerrainTranslationEntry *self)
{
  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_ENTRY (self), NULL);
  return get_form_text (self)->context;
}

const char *
terrain_translation_entry_get_source (TerrainTranslationEntry *self)
{
  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_ENTRY (self), NULL);
  return self->source;
}

const char *
terrain_translation_entry_get_text (TerrainTranslationEntry *self)
{
  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_ENTRY (self), NULL);
  return self->text;
}

gboolean
terrain_translation_entry_get_fuzzy (TerrainTranslationEntry *self)
{
  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_ENTRY (self), FALSE);
  return self->fuzzy;
}

TerrainTranslationState
terrain_translation_entry_get_state (TerrainTranslationEntry *self)
{
  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_ENTRY (self), TERRAIN_TRANSLATION_MISSING);
  return self->state;
}

GPtrArray *
terrain_translation_entry_get_issues (TerrainTranslationEntry *self)
{
  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_ENTRY (self), NULL);
  return self->issues;
}

const char *const *
terrain_translation_entry_get_placeholders (TerrainTranslationEntry *self)
{
  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_ENTRY (self), NULL);
  return (const char *const *) self->placeholders;
}

guint
terrain_translation_entry_get_position (TerrainTranslationEntry *self)
{
  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_ENTRY (self), 0);
  return self->position;
}

int
terrain_translation_entry_get_line (TerrainTranslationEntry *self)
{
  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_ENTRY (self), 0);
  return get_form_text (self)->line;
}

char *
terrain_translation_entry_dup_description (TerrainTranslationEntry *self)
{
  g_autofree char *description = NULL;

  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_ENTRY (self), NULL);

  if (self->file == NULL)
    return NULL;
  if (self->file->descriptions == NULL)
    self->file->descriptions = terrain_catalog_describe_form (self->form);
  description = terrain_catalog_dup_comment (self->file->descriptions, get_form_text (self)->context);
  return description != NULL ? g_strchomp (g_steal_pointer (&description)) : NULL;
}

/* "#. note" and "# note", without what a template says of every text. */
static const char *
find_note (char *line)
{
  gsize skip = g_str_has_prefix (line, "#.") ? 2 : 1;
  const char *note;

  g_strstrip (line);
  if (*line != '#' || (skip == 1 && line[1] != '\0' && strchr (":,|~", line[1]) != NULL))
    return NULL;
  note = line + skip + strspn (line + skip, " \t");
  return *note != '\0' && !(skip == 2 && terrain_catalog_is_own_comment (note)) ? note : NULL;
}

char *
terrain_translation_entry_dup_notes (TerrainTranslationEntry *self)
{
  g_autofree char *comments = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) notes = g_string_new (NULL);

  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_ENTRY (self), NULL);

  if (self->po == NULL || self->po->comments.length == 0)
    return NULL;
  comments = g_utf8_make_valid (self->po->comments.begin, (gssize) self->po->comments.length);
  lines = g_strsplit (comments, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *note = find_note (lines[i]);

      if (note != NULL)
        g_string_append_printf (notes, "%s%s", notes->len > 0 ? "\n" : "", note);
    }
  return notes->len > 0 ? g_strdup (notes->str) : NULL;
}

/* The msgid of "#| msgid "…"" lines. */
static char *
dup_previous_comment (const TerrainPoEntry *po)
{
  g_autofree char *comments = g_utf8_make_valid (po->comments.begin, (gssize) po->comments.length);
  g_auto (GStrv) lines = g_strsplit (comments, "\n", -1);
  g_autoptr (GString) text = NULL;
  gboolean is_source = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);
      const char *open, *close;

      if (!g_str_has_prefix (line, "#|"))
        continue;
      line += 2 + strspn (line + 2, " \t");
      if (g_str_has_prefix (line, "msg"))
        is_source = g_str_has_prefix (line, "msgid") && !g_str_has_prefix (line, "msgid_");
      open = strchr (line, '"');
      close = strrchr (line, '"');
      if (!is_source || open == NULL || close <= open)
        continue;
      g_autofree char *escaped = g_strndup (open + 1, (gsize) (close - open - 1));
      g_autofree char *part = g_strcompress (escaped);

      if (text == NULL)
        text = g_string_new (NULL);
      g_string_append (text, part);
    }
  return text != NULL ? g_utf8_make_valid (text->str, -1) : NULL;
}

char *
terrain_translation_entry_dup_previous (TerrainTranslationEntry *self)
{
  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_ENTRY (self), NULL);

  if (!self->fuzzy || self->po == NULL)
    return NULL;
  if (self->is_stale)
    return g_utf8_make_valid (self->po->source, -1);
  return self->po->comments.length > 0 ? dup_previous_comment (self->po) : NULL;
}

static gboolean
is_translated (const TerrainPoEntry *po, const char *source)
{
  return g_str_equal (po->source, source) && *po->text != '\0' && !po->fuzzy && !po->damaged && !po->plural;
}

char *
terrain_translation_entry_dup_suggestion (TerrainTranslationEntry *self)
{
  GPtrArray *obsolete;

  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_ENTRY (self), NULL);

  if (self->file == NULL || self->file->po == NULL)
    return NULL;
  for (guint i = 0; i < self->file->entries->len; i++)
    {
      TerrainTranslationEntry *other = self->file->entries->pdata[i];

      if (other != self && other->state == TERRAIN_TRANSLATION_DONE && g_str_equal (other->source, self->source))
        return g_strdup (other->text);
    }
  obsolete = self->file->po->obsolete;
  for (guint i = 0; i < obsolete->len; i++)
    if (is_translated (obsolete->pdata[i], self->source))
      return g_strdup (((const TerrainPoEntry *) obsolete->pdata[i])->text);
  return NULL;
}
