/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-catalog.h>
#include <terrain-pseudo.h>

#include "terrain-preview-build.h"

void
terrain_preview_build_free (TerrainPreviewBuild *self)
{
  g_clear_pointer (&self->form, terrain_form_unref);
  g_clear_pointer (&self->xml, g_bytes_unref);
  g_free (self->title);
  terrain_preview_source_unref (self->source);
  g_ptr_array_unref (self->translations);
  g_ptr_array_unref (self->po_files);
  g_ptr_array_unref (self->issues);
  g_ptr_array_unref (self->files);
  g_clear_pointer (&self->folders, g_ptr_array_unref);
  g_free (self);
}

static TerrainPreviewBuild *
build_new (GFile *file)
{
  TerrainPreviewBuild *self = g_new0 (TerrainPreviewBuild, 1);

  self->source = terrain_preview_source_new (file);
  self->title = g_filename_display_name (terrain_preview_source_get_stem (self->source));
  self->translations = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_translation_unref);
  self->po_files = g_ptr_array_new_with_free_func (g_object_unref);
  self->issues = terrain_preview_issues_new ();
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

static void
add_files (TerrainPreviewBuild *self,
           GPtrArray           *files)
{
  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (self->files, g_object_ref (g_ptr_array_index (files, i)));
}

/* Returns: (transfer full) (nullable): the spreadsheet as a form, or why it is none in the issues */
static TerrainXlsform *
compile (TerrainPreviewBuild *self,
         GFile               *file,
         GCancellable        *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainSpreadsheet) spreadsheet = terrain_spreadsheet_load (file, cancellable, &error);

  if (!spreadsheet)
    {
      terrain_preview_issues_add (self->issues, TERRAIN_ISSUE_ERROR, NULL, error->message);
      return NULL;
    }
  add_files (self, terrain_spreadsheet_get_files (spreadsheet));
  if (g_cancellable_is_cancelled (cancellable))
    return NULL;

  TerrainXlsform *xlsform = terrain_xlsform_compile (spreadsheet, terrain_preview_source_get_stem (self->source), NULL);
  GBytes *itemsets = terrain_xlsform_get_itemsets (xlsform);
  const char *const *attachments = terrain_xlsform_get_attachments (xlsform);

  terrain_preview_issues_add_sheet (self->issues, terrain_xlsform_get_issues (xlsform));
  if (terrain_xlsform_get_xml (xlsform))
    self->xml = g_bytes_ref (terrain_xlsform_get_xml (xlsform));
  if (itemsets)
    terrain_preview_source_put (self->source, "itemsets.csv", itemsets);
  for (guint i = 0; self->xml && attachments && attachments[i]; i++)
    terrain_preview_source_want (self->source, attachments[i]);
  return xlsform;
}

static void
parse (TerrainPreviewBuild *self,
       TerrainXlsform      *xlsform)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  self->form = terrain_form_parse (self->xml, terrain_preview_source_load, self->source, &found, &error);
  terrain_preview_issues_add_form (self->issues, found, xlsform, NULL);
  if (!self->form && !(found && terrain_issue_list_has_errors (found)))
    terrain_preview_issues_add (self->issues, TERRAIN_ISSUE_ERROR, NULL, error->message);
  if (!self->form)
    return;
  g_free (self->title);
  self->title = g_strdup (terrain_form_get_title (self->form));

  g_autoptr (GPtrArray) checked = terrain_form_check (self->form);
  terrain_preview_issues_add_form (self->issues, checked, xlsform, NULL);
}

/* A folder can hold po files of several forms: one without a text of this form is not meant. */
static void
read_po_file (TerrainPreviewBuild *self,
              GFile               *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  TerrainCatalogStatistics statistics = { 0 };

  if (!path)
    return;
  g_ptr_array_add (self->files, g_object_ref (file));
  g_autoptr (TerrainTranslation) translation = terrain_catalog_read (self->form, path, &found, &statistics, &error);
  if (!translation)
    {
      terrain_preview_issues_add_form (self->issues, found, NULL, shown);
      terrain_preview_issues_add (self->issues, TERRAIN_ISSUE_WARNING, shown, error->message);
      return;
    }
  if (statistics.translated + statistics.fuzzy + statistics.failing == 0)
    return;
  terrain_preview_issues_add_form (self->issues, found, NULL, shown);
  g_ptr_array_add (self->translations, g_steal_pointer (&translation));
  g_ptr_array_add (self->po_files, g_object_ref (file));
}

/* Those of the profile first: what lies beside the form is what its author is looking at. Last the pseudo-language. */
static void
translate (TerrainPreviewBuild *self,
           TerrainProfile      *profile,
           GCancellable        *cancellable)
{
  g_autoptr (GPtrArray) known = terrain_profile_load_translations (profile, self->form, NULL);
  g_autoptr (GPtrArray) folders
    = terrain_preview_source_list_po_folders (self->source, terrain_form_get_id (self->form));

  g_ptr_array_extend_and_steal (self->translations, g_steal_pointer (&known));
  for (guint i = 0; i < folders->len; i++)
    {
      GFile *folder = g_ptr_array_index (folders, i);
      g_autoptr (GPtrArray) files = terrain_preview_source_list_po_files (folder);

      for (guint j = 0; j < files->len && !g_cancellable_is_cancelled (cancellable); j++)
        read_po_file (self, g_ptr_array_index (files, j));
    }
  g_ptr_array_add (self->translations, terrain_pseudo_new (self->form));
}

static void
build (TerrainPreviewBuild *self,
       GFile               *file,
       TerrainProfile      *profile,
       GCancellable        *cancellable)
{
  g_autoptr (TerrainXlsform) xlsform = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (self->files, g_object_ref (file));
  if (terrain_spreadsheet_is_spreadsheet (file))
    {
      xlsform = compile (self, file, cancellable);
    }
  else
    {
      self->xml = terrain_preview_source_load_file (file, cancellable, &error);
      if (!self->xml)
        terrain_preview_issues_add (self->issues, TERRAIN_ISSUE_ERROR, NULL, error->message);
    }
  if (self->xml && !g_cancellable_is_cancelled (cancellable))
    parse (self, xlsform);
  if (self->form && !g_cancellable_is_cancelled (cancellable))
    translate (self, profile, cancellable);
  self->folders
    = terrain_preview_source_list_po_folders (self->source, self->form ? terrain_form_get_id (self->form) : NULL);
  add_files (self, terrain_preview_source_get_files (self->source));
  terrain_preview_issues_sort (self->issues);
}

typedef struct
{
  GFile *file;
  TerrainProfile *profile;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->file);
  g_object_unref (job->profile);
  g_free (job);
}

static void
build_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr (TerrainPreviewBuild) self = build_new (job->file);

  build (self, job->file, job->profile, cancellable);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&self), (GDestroyNotify) terrain_preview_build_free);
}

void
terrain_preview_build_async (GFile              *file,
                             TerrainProfile     *profile,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (TERRAIN_IS_PROFILE (profile));

  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new (Job, 1);

  job->file = g_object_ref (file);
  job->profile = g_object_ref (profile);
  g_task_set_source_tag (task, terrain_preview_build_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, build_in_thread);
}

TerrainPreviewBuild *
terrain_preview_build_finish (GAsyncResult *result,
                              GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
