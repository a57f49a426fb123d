/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-catalog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-catalog-check-private.h"
#include "terrain-catalog-private.h"
#include "terrain-outputs-private.h"
#include "terrain-po-file-private.h"

typedef enum
{
  TEXT_MISSING,
  TEXT_FUZZY,
  TEXT_FAILING,
  TEXT_TRANSLATED,
} TextState;

/* One reading of one file. */
typedef struct
{
  TerrainForm *form;
  TerrainTranslation *translation;
  GPtrArray *issues;
  GHashTable *first; /* context → index of its first text + 1 */
  guint *next;       /* by text: index of the next text with the same context + 1, 0 for the last */
  guint8 *states;    /* TextState by text */
  guint n_unknown;
} Reading;

gboolean
terrain_catalog_is_translatable (const TerrainText *text)
{
  const char *p = text->source;

  while (p != NULL && g_ascii_isspace (*p))
    p++;
  return p != NULL && *p != '\0';
}

/* Newest first, so that the chains run in document order. */
static void
index_texts (Reading *reading)
{
  guint n_texts = terrain_form_get_n_texts (reading->form);

  reading->first = g_hash_table_new (g_str_hash, g_str_equal);
  reading->next = g_new0 (guint, n_texts + 1);
  reading->states = g_new0 (guint8, n_texts + 1);
  for (guint i = n_texts; i > 0; i--)
    {
      const TerrainText *text = terrain_form_get_text (reading->form, i - 1);

      reading->next[i - 1] = GPOINTER_TO_UINT (g_hash_table_lookup (reading->first, text->context));
      g_hash_table_insert (reading->first, text->context, GUINT_TO_POINTER (i));
    }
}

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->first, g_hash_table_unref);
  g_clear_pointer (&reading->next, g_free);
  g_clear_pointer (&reading->states, g_free);
}

static void
set_state (Reading *reading, guint index, TextState state)
{
  if (reading->states[index] < state)
    reading->states[index] = (guint8) state;
}

static void
refuse (Reading *reading, guint index, const TerrainPoEntry *entry, const char *code, const char *problem)
{
  set_state (reading, index, TEXT_FAILING);
  terrain_issue_list_add (reading->issues, TERRAIN_ISSUE_ERROR, code, entry->context, entry->line, "%s", problem);
}

/* A msgid is compared as the form has it, so that both ways to write an output are the same. */
static gboolean
is_same_source (const TerrainPoEntry *entry, const char *source, GPtrArray *outputs)
{
  g_autofree char *written = NULL;

  if (g_str_equal (entry->source, source))
    return TRUE;
  written = terrain_outputs_from_catalog (entry->source, source, outputs, NULL);
  return written != NULL && g_str_equal (written, source);
}

static void
translate (Reading *reading, guint index, const TerrainPoEntry *entry, const char *source, GPtrArray *outputs)
{
  g_autofree char *problem = NULL;
  g_autofree char *text = terrain_outputs_from_catalog (entry->text, source, outputs, &problem);
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    {
      refuse (reading, index, entry, "po-placeholder", problem);
      return;
    }
  problem = terrain_catalog_check_refuse (source, text);
  if (problem != NULL)
    {
      refuse (reading, index, entry, "po-text", problem);
      return;
    }
  if (!terrain_translation_set_text (reading->translation, index, text, &error))
    {
      refuse (reading, index, entry, "po-expression", error->message);
      return;
    }
  set_state (reading, index, TEXT_TRANSLATED);
  terrain_catalog_check_warn (source, text, terrain_translation_get_language (reading->translation), entry->context,
                              entry->line, reading->issues);
}

static void
read_entry_for (Reading *reading, guint index, const TerrainPoEntry *entry)
{
  const TerrainText *text = terrain_form_get_text (reading->form, index);
  g_autoptr (GPtrArray) outputs = terrain_outputs_find (text->source);

  if (entry->damaged)
    {
      set_state (reading, index, TEXT_FAILING);
      return; /* said where it was read */
    }
  if (!is_same_source (entry, text->source, outputs))
    {
      set_state (reading, index, TEXT_FUZZY);
      terrain_issue_list_add (reading->issues, TERRAIN_ISSUE_WARNING, "po-changed-source", entry->context, entry->line,
                              _("The form's text has changed since it was translated, so the new text is shown "
                                "untranslated. Merge the form's template into the file and check this entry."));
      return;
    }
  if (*entry->text == '\0')
    return;
  if (entry->fuzzy)
    set_state (reading, index, TEXT_FUZZY);
  else
    translate (reading, index, entry, text->source, outputs);
}

static void
read_entry (Reading *reading, const TerrainPoEntry *entry)
{
  guint index;

  if (entry->source == NULL || entry->text == NULL)
    {
      index = entry->context != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (reading->first, entry->context)) : 0;
      if (index > 0)
        set_state (reading, index - 1, TEXT_FAILING);
      return;
    }
  index = entry->context != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (reading->first, entry->context)) : 0;
  if (index == 0 || entry->plural)
    {
      reading->n_unknown++;
      terrain_issue_list_add (reading->issues, TERRAIN_ISSUE_WARNING, "po-unknown", entry->context, entry->line,
                              entry->plural ? _("Texts of a form have no plural forms; the entry is left out.")
                                            : _("The form has no such text; the entry is left out. It may belong to "
                                                "another form or to an older version of this one."));
      return;
    }
  for (; index > 0; index = reading->next[index - 1])
    read_entry_for (reading, index - 1, entry);
}

static void
count_states (Reading *reading, TerrainCatalogStatistics *statistics)
{
  *statistics = (TerrainCatalogStatistics) { .unknown = reading->n_unknown };
  for (guint i = 0; i < terrain_form_get_n_texts (reading->form); i++)
    {
      if (!terrain_catalog_is_translatable (terrain_form_get_text (reading->form, i)))
        continue;
      statistics->total++;
      switch ((TextState) reading->states[i])
        {
        case TEXT_TRANSLATED:
          statistics->translated++;
          break;
        case TEXT_FUZZY:
          statistics->fuzzy++;
          break;
        case TEXT_FAILING:
          statistics->failing++;
          break;
        case TEXT_MISSING:
        default:
          statistics->missing++;
          break;
        }
    }
}

char *
terrain_catalog_find_language (const TerrainPoFile *file, const char *path, GPtrArray *issues, GError **error)
{
  g_autofree char *from_header = NULL;
  g_autofree char *from_name = terrain_po_dup_language_of_name (path);

  if (file->language != NULL && *file->language != '\0')
    from_header = terrain_language_dup_tag (file->language);
  /* A form may call a language as it likes: "French". */
  if (from_header == NULL && file->language_name != NULL && *file->language_name != '\0')
    return g_strdup (file->language_name);
  if (from_header == NULL && from_name == NULL)
    {
      g_set_error (error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_LANGUAGE,
                   _("The translation “%s” does not say its language. Add the line “Language: nl” (or another "
                     "language's code) to its header, or name it nl.po."),
                   path);
      return NULL;
    }
  if (from_header != NULL && from_name != NULL && g_ascii_strcasecmp (from_header, from_name) != 0)
    terrain_issue_list_add (issues, TERRAIN_ISSUE_WARNING, "po-language", NULL, 1,
                            _("The header says the language is “%s”, the name of the file “%s”. The header counts."),
                            from_header, from_name);
  return from_header != NULL ? g_steal_pointer (&from_header) : g_steal_pointer (&from_name);
}

TerrainTranslation *
terrain_catalog_read_named (TerrainForm *form, const char *path, GPtrArray *issues,
                            TerrainCatalogStatistics *statistics, char **name, GError **error)
{
  g_autoptr (TerrainPoFile) file = terrain_po_file_read (path, issues, error);
  g_autofree char *language = file != NULL ? terrain_catalog_find_language (file, path, issues, error) : NULL;
  Reading reading = { .form = form, .issues = issues };

  if (language == NULL)
    return NULL;
  reading.translation = terrain_translation_new (form, language);
  index_texts (&reading);
  for (guint i = 0; i < file->entries->len; i++)
    read_entry (&reading, g_ptr_array_index (file->entries, i));
  if (statistics != NULL)
    count_states (&reading, statistics);
  if (name != NULL)
    *name = g_steal_pointer (&file->language_name);
  reading_clear (&reading);
  return reading.translation;
}

TerrainTranslation *
terrain_catalog_read (TerrainForm *form, const char *path, GPtrArray **issues, TerrainCatalogStatistics *statistics,
                      GError **error)
{
  g_autoptr (GPtrArray) found = terrain_issue_list_new ();
  TerrainTranslation *translation;

  g_return_val_if_fail (form != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  translation = terrain_catalog_read_named (form, path, found, statistics, NULL, error);
  if (issues != NULL)
    *issues = g_steal_pointer (&found);
  return translation;
}

char *
terrain_catalog_dup_title (const char *path, const char *title)
{
  g_autoptr (GPtrArray) issues = terrain_issue_list_new ();
  g_autoptr (TerrainPoFile) file = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (title != NULL, NULL);

  file = terrain_po_file_read (path, issues, NULL);
  for (guint i = 0; file != NULL && i < file->entries->len; i++)
    {
      const TerrainPoEntry *entry = g_ptr_array_index (file->entries, i);
      g_autofree char *problem = NULL;

      if (g_strcmp0 (entry->context, "title") != 0 || !g_str_equal (entry->source, title) || entry->damaged
          || entry->fuzzy || *entry->text == '\0')
        continue;
      problem = terrain_catalog_check_refuse (title, entry->text);
      return problem == NULL ? g_strdup (entry->text) : NULL;
    }
  return NULL;
}

char *
terrain_catalog_dup_project (const char *path)
{
  g_autoptr (GPtrArray) issues = terrain_issue_list_new ();
  g_autoptr (TerrainPoFile) file = NULL;
  char *project;

  g_return_val_if_fail (path != NULL, NULL);

  file = terrain_po_file_read (path, issues, NULL);
  project = file != NULL && file->header != NULL ? terrain_po_header_dup_field (file->header->text, "Project-Id-Version")
                                                 : NULL;
  /* The version of the form stands behind its id. */
  if (project != NULL)
    project[strcspn (project, " \t")] = '\0';
  if (project != NULL && *project == '\0')
    g_clear_pointer (&project, g_free);
  return project;
}
