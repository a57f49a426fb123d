/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-translation-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "terrain-catalog-private.h"
#include "terrain-outputs-private.h"
#include "terrain-pseudo.h"

enum
{
  EDITED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return TERRAIN_TYPE_TRANSLATION_ENTRY;
}

static guint
get_n_items (GListModel *model)
{
  return TERRAIN_TRANSLATION_FILE (model)->entries->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *entries = TERRAIN_TRANSLATION_FILE (model)->entries;

  return position < entries->len ? g_object_ref (entries->pdata[position]) : NULL;
}

static void
implement_list_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TerrainTranslationFile, terrain_translation_file, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, implement_list_model))

static void
terrain_translation_file_finalize (GObject *object)
{
  TerrainTranslationFile *self = TERRAIN_TRANSLATION_FILE (object);

  /* Somebody may still hold an entry. */
  for (guint i = 0; i < self->entries->len; i++)
    {
      TerrainTranslationEntry *entry = self->entries->pdata[i];

      entry->file = NULL;
      entry->po = NULL;
    }
  g_ptr_array_unref (self->entries);
  g_hash_table_unref (self->by_context);
  g_clear_pointer (&self->descriptions, g_hash_table_unref);
  g_clear_pointer (&self->translation, terrain_translation_unref);
  terrain_translation_history_clear (&self->history);
  g_ptr_array_unref (self->history.steps);
  g_clear_pointer (&self->issues, g_ptr_array_unref);
  g_clear_pointer (&self->po, terrain_po_file_free);
  g_clear_pointer (&self->on_disk, g_bytes_unref);
  g_clear_pointer (&self->form, terrain_form_unref);
  g_free (self->language);
  g_free (self->path);

  G_OBJECT_CLASS (terrain_translation_file_parent_class)->finalize (object);
}

static void
terrain_translation_file_class_init (TerrainTranslationFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = terrain_translation_file_finalize;

  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, TERRAIN_TYPE_TRANSLATION_ENTRY);
}

static void
terrain_translation_file_init (TerrainTranslationFile *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_context = g_hash_table_new (g_str_hash, g_str_equal);
  self->issues = terrain_issue_list_new ();
  terrain_translation_history_init (&self->history);
}

/* One place has one text; a list that two questions show is there once. */
static void
make_entries (TerrainTranslationFile *self)
{
  for (guint i = 0; i < terrain_form_get_n_texts (self->form); i++)
    {
      const TerrainText *text = terrain_form_get_text (self->form, i);
      TerrainTranslationEntry *entry = g_hash_table_lookup (self->by_context, text->context);

      if (!terrain_catalog_is_translatable (text))
        continue;
      if (entry == NULL)
        {
          GArray *indexes = g_array_new (FALSE, FALSE, sizeof (guint));

          g_array_append_val (indexes, i);
          entry = terrain_translation_entry_new (self, self->form, indexes, self->entries->len);
          g_ptr_array_add (self->entries, entry);
          g_hash_table_insert (self->by_context, text->context, entry);
        }
      else
        g_array_append_val (entry->indexes, i);
    }
}

static TerrainTranslationFile *
make (TerrainForm *form, const char *path)
{
  TerrainTranslationFile *self = g_object_new (TERRAIN_TYPE_TRANSLATION_FILE, NULL);

  self->form = terrain_form_ref (form);
  self->path = g_strdup (path);
  make_entries (self);
  return self;
}

/* An entry of the file belongs to a text by its place; of several, to the one with the same words. */
static void
link_entries (TerrainTranslationFile *self)
{
  g_autoptr (GHashTable) best = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->po->entries->len; i++)
    {
      const TerrainPoEntry *po = self->po->entries->pdata[i];
      TerrainTranslationEntry *entry
        = po->context != NULL ? g_hash_table_lookup (self->by_context, po->context) : NULL;

      if (entry == NULL || po->source == NULL || po->text == NULL)
        continue;
      if (!g_hash_table_contains (best, entry) || g_str_equal (po->source, entry->source))
        g_hash_table_insert (best, entry, (gpointer) po);
    }
  for (guint i = 0; i < self->entries->len; i++)
    {
      TerrainTranslationEntry *entry = self->entries->pdata[i];

      terrain_translation_entry_link (entry, g_hash_table_lookup (best, entry));
      terrain_translation_entry_evaluate (entry, self->translation);
    }
}

gboolean
terrain_translation_file_read_po (TerrainTranslationFile *self, const char *path, GError **error)
{
  g_autoptr (GPtrArray) issues = terrain_issue_list_new ();
  g_autofree char *contents = NULL;
  gsize length = 0;
  gboolean is_read = g_file_test (path, G_FILE_TEST_IS_REGULAR) && g_file_get_contents (path, &contents, &length, NULL);
  g_autoptr (TerrainPoFile) po = terrain_po_file_read (path, issues, error);
  g_autofree char *language = NULL;

  if (po == NULL)
    return FALSE;
  if (self->language == NULL)
    {
      self->language = terrain_catalog_find_language (po, path, issues, error);
      if (self->language == NULL)
        return FALSE;
    }
  if (self->translation == NULL)
    self->translation = terrain_translation_new (self->form, self->language);
  g_clear_pointer (&self->issues, g_ptr_array_unref);
  self->issues = g_steal_pointer (&issues);
  /* What could be done again was done to another file. */
  terrain_translation_history_clear (&self->history);
  for (guint i = 0; i < self->entries->len; i++)
    ((TerrainTranslationEntry *) self->entries->pdata[i])->po = NULL;
  g_clear_pointer (&self->po, terrain_po_file_free);
  self->po = g_steal_pointer (&po);
  self->is_new = FALSE;
  self->has_mark = is_read && length >= 3 && memcmp (contents, "\xef\xbb\xbf", 3) == 0;
  g_clear_pointer (&self->on_disk, g_bytes_unref);
  if (is_read && g_strcmp0 (path, self->path) == 0)
    self->on_disk = g_bytes_new_take (g_steal_pointer (&contents), length);
  link_entries (self);
  return TRUE;
}

TerrainTranslationFile *
terrain_translation_file_open (TerrainForm *form, const char *path, const char *target, GError **error)
{
  g_autoptr (TerrainTranslationFile) self = NULL;

  g_return_val_if_fail (form != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  self = make (form, target != NULL ? target : path);
  return terrain_translation_file_read_po (self, path, error) ? g_steal_pointer (&self) : NULL;
}

TerrainTranslationFile *
terrain_translation_file_new (TerrainForm *form, const char *path, const char *language, GError **error)
{
  g_autoptr (TerrainTranslationFile) self = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *template = NULL;
  gboolean is_read;

  g_return_val_if_fail (form != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (language != NULL, NULL);

  self = make (form, path);
  self->language = g_strdup (language);
  folder = g_dir_make_tmp ("terrain-XXXXXX", error);
  if (folder == NULL)
    return NULL;
  /* With every text of the form in it, other translation editors can go on with it. */
  template = g_build_filename (folder, "template.pot", NULL);
  is_read = terrain_catalog_write_template (form, template, error)
            && terrain_translation_file_read_po (self, template, error);
  g_unlink (template);
  g_rmdir (folder);
  self->is_new = TRUE;
  return is_read ? g_steal_pointer (&self) : NULL;
}

TerrainTranslationFile *
terrain_translation_file_new_pseudo (TerrainForm *form)
{
  TerrainTranslationFile *self;

  g_return_val_if_fail (form != NULL, NULL);

  self = make (form, NULL);
  self->language = terrain_pseudo_dup_language ();
  self->translation = terrain_translation_new (form, self->language);
  for (guint i = 0; i < self->entries->len; i++)
    {
      TerrainTranslationEntry *entry = self->entries->pdata[i];
      g_autofree char *text = terrain_catalog_is_media (terrain_translation_entry_get_context (entry))
                                ? g_strdup (entry->source) : terrain_pseudo_dup_text (entry->source);

      terrain_translation_entry_set (entry, text, FALSE, self->translation);
      /* It is a third longer, and that is meant. */
      g_ptr_array_set_size (entry->issues, 0);
    }
  return self;
}

TerrainForm *
terrain_translation_file_get_form (TerrainTranslationFile *self)
{
  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_FILE (self), NULL);
  return self->form;
}

const char *
terrain_translation_file_get_language (TerrainTranslationFile *self)
{
  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_FILE (self), NULL);
  return self->language;
}

const char *
terrain_translation_file_get_path (TerrainTranslationFile *self)
{
  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_FILE (self), NULL);
  return self->path;
}

gboolean
terrain_translation_file_get_editable (TerrainTranslationFile *self)
{
  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_FILE (self), FALSE);
  return self->path != NULL;
}

GPtrArray *
terrain_translation_file_get_issues (TerrainTranslationFile *self)
{
  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_FILE (self), NULL);
  return self->issues;
}

TerrainTranslation *
terrain_translation_file_get_translation (TerrainTranslationFile *self)
{
  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_FILE (self), NULL);
  return self->translation;
}

void
terrain_translation_file_count (TerrainTranslationFile *self, TerrainCatalogStatistics *statistics, guint *n_warned)
{
  guint n[TERRAIN_TRANSLATION_DONE + 1] = { 0 };
  guint warned = 0;

  g_return_if_fail (TERRAIN_IS_TRANSLATION_FILE (self));
  g_return_if_fail (statistics != NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      TerrainTranslationEntry *entry = self->entries->pdata[i];

      n[entry->state]++;
      warned += entry->state == TERRAIN_TRANSLATION_DONE && entry->issues->len > 0;
    }
  *statistics = (TerrainCatalogStatistics) {
    .total = self->entries->len,
    .translated = n[TERRAIN_TRANSLATION_DONE],
    .fuzzy = n[TERRAIN_TRANSLATION_FUZZY],
    .missing = n[TERRAIN_TRANSLATION_MISSING],
    .failing = n[TERRAIN_TRANSLATION_FAILING],
    .unknown = 0,
  };
  if (n_warned != NULL)
    *n_warned = warned;
}

TerrainTranslationEntry *
terrain_translation_file_find (TerrainTranslationFile *self, const char *context)
{
  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_FILE (self), NULL);
  g_return_val_if_fail (context != NULL, NULL);
  return g_hash_table_lookup (self->by_context, context);
}

TerrainTranslationEntry *
terrain_translation_file_next_unfinished (TerrainTranslationFile *self, TerrainTranslationEntry *from)
{
  guint n;

  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_FILE (self), NULL);

  n = self->entries->len;
  for (guint i = 0; i < n; i++)
    {
      guint position = from != NULL ? (from->position + 1 + i) % n : i;
      TerrainTranslationEntry *entry = self->entries->pdata[position];

      if (entry != from && (entry->state != TERRAIN_TRANSLATION_DONE || entry->issues->len > 0))
        return entry;
    }
  return NULL;
}

/* Editing */

static void
apply (TerrainTranslationFile *self, TerrainTranslationEntry *entry, const char *text, gboolean fuzzy)
{
  terrain_translation_entry_set (entry, text, fuzzy, self->translation);
  entry->modified = TRUE;
  g_signal_emit (self, signals[EDITED], 0, entry);
}

static gboolean
can_edit (TerrainTranslationFile *self, TerrainTranslationEntry *entry)
{
  return self->path != NULL && entry->file == self;
}

void
terrain_translation_file_set_text (TerrainTranslationFile *self, TerrainTranslationEntry *entry, const char *text)
{
  g_return_if_fail (TERRAIN_IS_TRANSLATION_FILE (self));
  g_return_if_fail (TERRAIN_IS_TRANSLATION_ENTRY (entry));
  g_return_if_fail (text != NULL && g_utf8_validate (text, -1, NULL));

  if (!can_edit (self, entry) || g_str_equal (entry->text, text))
    return;
  terrain_translation_history_note (&self->history, entry, text, FALSE, TRUE);
  apply (self, entry, text, FALSE);
}

void
terrain_translation_file_set_fuzzy (TerrainTranslationFile *self, TerrainTranslationEntry *entry, gboolean fuzzy)
{
  g_return_if_fail (TERRAIN_IS_TRANSLATION_FILE (self));
  g_return_if_fail (TERRAIN_IS_TRANSLATION_ENTRY (entry));

  fuzzy = !!fuzzy;
  if (!can_edit (self, entry) || *entry->text == '\0' || entry->fuzzy == fuzzy)
    return;
  terrain_translation_history_note (&self->history, entry, entry->text, fuzzy, FALSE);
  apply (self, entry, entry->text, fuzzy);
}

void
terrain_translation_file_end_step (TerrainTranslationFile *self)
{
  g_return_if_fail (TERRAIN_IS_TRANSLATION_FILE (self));
  self->history.open = FALSE;
}

gboolean
terrain_translation_file_get_can_undo (TerrainTranslationFile *self)
{
  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_FILE (self), FALSE);
  return self->history.n_done > 0;
}

gboolean
terrain_translation_file_get_can_redo (TerrainTranslationFile *self)
{
  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_FILE (self), FALSE);
  return self->history.n_done < self->history.steps->len;
}

static TerrainTranslationEntry *
take_step (TerrainTranslationFile *self, const TerrainTranslationStep *step, guint which)
{
  TerrainTranslationEntry *entry = self->entries->pdata[step->position];

  self->history.open = FALSE;
  apply (self, entry, step->texts[which], step->fuzzy[which]);
  return entry;
}

TerrainTranslationEntry *
terrain_translation_file_undo (TerrainTranslationFile *self)
{
  if (!terrain_translation_file_get_can_undo (self))
    return NULL;
  return take_step (self, self->history.steps->pdata[--self->history.n_done], 0);
}

TerrainTranslationEntry *
terrain_translation_file_redo (TerrainTranslationFile *self)
{
  if (!terrain_translation_file_get_can_redo (self))
    return NULL;
  return take_step (self, self->history.steps->pdata[self->history.n_done++], 1);
}
