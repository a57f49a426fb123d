/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-pseudo.h>
#include <terrain-shell-form.h>

#include "terrain-dialogs.h"
#include "terrain-preview-carry.h"
#include "terrain-translate-languages.h"
#include "terrain-translate-page.h"
#include "terrain-window-private.h"

/* Forms being translated, and po files dropped on the window. */

/* What is to be opened once the language is known. */
typedef struct
{
  TerrainWindow *window; /* outlives the dialog, which is modal to it */
  TerrainTranslateSite *site;
  TerrainInterview *interview;
  char *context; /* (nullable): the text to go to */
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  terrain_translate_site_unref (opening->site);
  g_object_unref (opening->interview);
  g_free (opening->context);
  g_free (opening);
}

static void
opening_closure_free (gpointer  data,
                      GClosure *closure)
{
  opening_free (data);
}

static void
open_language (const Opening *opening,
               const char    *language)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainTranslationFile) file = terrain_translate_site_open (opening->site, language, &error);

  if (!file)
    {
      terrain_window_toast_error (opening->window, _("The translation cannot be opened"), error);
      return;
    }
  GtkWidget *page = terrain_translate_page_new (opening->interview, file);
  terrain_window_push (opening->window, page);
  terrain_translate_page_show (TERRAIN_TRANSLATE_PAGE (page), opening->context);
}

static void
on_language (GtkWindow  *dialog,
             const char *language,
             Opening    *opening)
{
  open_language (opening, language);
}

/* Asks for the language, unless it is one that can be worked on. @opening: (transfer full) */
static void
open_in (Opening    *opening,
         const char *language)
{
  g_autofree char *pseudo = terrain_pseudo_dup_language ();
  g_autoptr (GPtrArray) languages = terrain_translate_site_list (opening->site);

  for (guint i = 0; language && i < languages->len; i++)
    {
      const TerrainTranslateLanguage *known = g_ptr_array_index (languages, i);
      if (g_ascii_strcasecmp (known->language, language) == 0)
        {
          open_language (opening, known->language);
          opening_free (opening);
          return;
        }
    }
  if (language && strcmp (language, pseudo) == 0 && opening->context)
    {
      open_language (opening, NULL);
      opening_free (opening);
      return;
    }
  GtkWindow *dialog = terrain_translate_languages_new (GTK_WINDOW (opening->window), opening->site);
  g_signal_connect_data (dialog, "chosen", G_CALLBACK (on_language), opening, opening_closure_free, 0);
  gtk_window_present (dialog);
}

void
terrain_window_translate_preview (TerrainWindow       *self,
                                  TerrainPreviewBuild *build,
                                  const char          *language,
                                  const char          *context)
{
  g_return_if_fail (TERRAIN_IS_WINDOW (self));
  g_return_if_fail (build != NULL && build->form != NULL);

  TerrainProfile *profile = terrain_workspace_get_profile (terrain_window_get_workspace (self));
  Opening *opening = g_new0 (Opening, 1);
  char *position = NULL;
  guint n_lost;

  opening->window = self;
  opening->site = terrain_translate_site_new (profile, build->form, terrain_preview_source_get_folder (build->source),
                                              build->po_files);
  opening->interview = terrain_preview_carry (build, profile, NULL, &position, &n_lost);
  opening->context = g_strdup (context);
  open_in (opening, context ? language : NULL);
}

static gint64
read_clock (gpointer user_data)
{
  return g_get_real_time ();
}

static void
on_form_loaded (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (TerrainWindow) self = TERRAIN_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainForm) form = terrain_profile_load_form_finish (TERRAIN_PROFILE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!form)
    {
      terrain_window_toast_error (self, _("The form cannot be opened"), error);
      return;
    }

  g_autoptr (TerrainEnvironment) environment = terrain_environment_new (read_clock, NULL, NULL);
  Opening *opening = g_new0 (Opening, 1);

  opening->window = self;
  opening->site = terrain_translate_site_new (TERRAIN_PROFILE (source), form, NULL, NULL);
  opening->interview = terrain_interview_new (form, environment);
  open_in (opening, NULL);
}

void
terrain_window_translate_form (TerrainWindow *self,
                               const char    *form_id)
{
  g_return_if_fail (TERRAIN_IS_WINDOW (self));

  terrain_profile_load_form_async (terrain_workspace_get_profile (terrain_window_get_workspace (self)), form_id, NULL,
                                   terrain_window_renew_opening (self), on_form_loaded, g_object_ref (self));
}

/* Leaving */

static void
on_leave (TerrainWindow *self)
{
  terrain_window_pop (self);
}

static void
on_leave_and_close (TerrainWindow *self)
{
  terrain_window_pop (self);
  gtk_window_close (GTK_WINDOW (self));
}

gboolean
terrain_window_leave_translation (TerrainWindow *self,
                                  gboolean       close_window)
{
  GtkWidget *page = terrain_window_get_visible_page (self);

  if (!TERRAIN_IS_TRANSLATE_PAGE (page) || terrain_translate_page_save (TERRAIN_TRANSLATE_PAGE (page)))
    return TRUE;
  terrain_dialogs_ask_leave (GTK_WINDOW (self), _("What you translated last could not be saved, and is lost when you "
                                                  "leave. The page says why."),
                             G_CALLBACK (close_window ? on_leave_and_close : on_leave), self);
  return FALSE;
}

/* po files */

static void
say_added (TerrainWindow *self,
           TerrainForm   *form,
           const char    *language)
{
  g_autofree char *name = terrain_language_dup_name (language);
  /* Translators: %1$s is a language in its own name, %2$s the title of a form. */
  g_autofree char *message = g_strdup_printf (_("%1$s is now a language of “%2$s”"), name, terrain_form_get_title (form));
  GtkWidget *page = terrain_window_get_visible_page (self);

  if (TERRAIN_IS_PREVIEW_PAGE (page))
    terrain_preview_page_speak (TERRAIN_PREVIEW_PAGE (page), language);
  terrain_window_toast (self, message, NULL, NULL, NULL);
}

static gboolean
add_to (TerrainWindow *self,
        TerrainForm   *form,
        const char    *path,
        GError       **error)
{
  TerrainProfile *profile = terrain_workspace_get_profile (terrain_window_get_workspace (self));
  g_autofree char *language = NULL;

  if (!terrain_profile_add_po_file (profile, form, path, &language, error))
    return FALSE;
  say_added (self, form, language);
  return TRUE;
}

static void
add_to_id (TerrainWindow *self,
           const char    *form_id,
           const char    *path)
{
  TerrainProfile *profile = terrain_workspace_get_profile (terrain_window_get_workspace (self));
  g_autoptr (GError) error = NULL;
  /* Parsed already, by who looked which form it is. */
  g_autoptr (TerrainForm) form = terrain_profile_load_form (profile, form_id, NULL, &error);

  if (!form || !add_to (self, form, path, &error))
    terrain_window_toast_error (self, _("The translation could not be added"), error);
}

typedef struct
{
  TerrainWindow *window;
  char *path;
} Asking;

static void
asking_free (gpointer  data,
             GClosure *closure)
{
  g_free (((Asking *) data)->path);
  g_free (data);
}

static void
on_form_chosen (const char *form_id,
                gpointer    user_data)
{
  Asking *asking = user_data;

  add_to_id (asking->window, form_id, asking->path);
}

static void
ask_form (TerrainWindow *self,
          const char    *path)
{
  Asking *asking = g_new0 (Asking, 1);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_filename_display_name (base);

  asking->window = self;
  asking->path = g_strdup (path);
  terrain_dialogs_ask_form (GTK_WINDOW (self), name,
                            G_LIST_MODEL (terrain_workspace_get_library (terrain_window_get_workspace (self))),
                            on_form_chosen, asking, asking_free);
}

static void
match_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  GError *error = NULL;
  char *form_id = terrain_profile_match_po_file (source_object, task_data, &error);

  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, form_id, g_free);
}

static void
on_matched (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (TerrainWindow) self = TERRAIN_WINDOW (user_data);
  const char *path = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *form_id = g_task_propagate_pointer (G_TASK (result), &error);

  if (error)
    terrain_window_toast_error (self, _("The translation could not be added"), error);
  else if (form_id)
    add_to_id (self, form_id, path);
  else
    ask_form (self, path);
}

/* (nullable): the form on the page */
static TerrainForm *
get_open_form (TerrainWindow *self)
{
  GtkWidget *page = terrain_window_get_visible_page (self);
  TerrainInterview *interview = NULL;

  if (TERRAIN_IS_PREVIEW_PAGE (page))
    interview = terrain_preview_page_get_interview (TERRAIN_PREVIEW_PAGE (page));
  else if (terrain_window_get_session (self))
    interview = terrain_session_get_interview (terrain_window_get_session (self));
  return interview ? terrain_interview_get_form (interview) : NULL;
}

void
terrain_window_add_po_file (TerrainWindow *self,
                            GFile         *file)
{
  g_return_if_fail (TERRAIN_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  TerrainProfile *profile = terrain_workspace_get_profile (terrain_window_get_workspace (self));
  g_autofree char *path = g_file_get_path (file);
  TerrainForm *form = get_open_form (self);
  g_autoptr (GError) error = NULL;

  if (!path)
    {
      terrain_window_toast (self, _("Only files of this computer can be added"), NULL, NULL, NULL);
      return;
    }
  if (form && add_to (self, form, path, &error))
    return;
  /* About another form than the one that is open, or about none. */
  if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    {
      terrain_window_toast_error (self, _("The translation could not be added"), error);
      return;
    }
  g_autoptr (GTask) task = g_task_new (profile, NULL, on_matched, g_object_ref (self));
  g_task_set_source_tag (task, terrain_window_add_po_file);
  g_task_set_task_data (task, g_steal_pointer (&path), g_free);
  g_task_run_in_thread (task, match_in_thread);
}
