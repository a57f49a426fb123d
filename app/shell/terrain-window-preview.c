/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-window-private.h"

/* Files of forms that are opened, or dropped on the window; po files are terrain-window-translate.c's. */

static void
on_added (TerrainWindow *self,
          const char    *form_id,
          const char    *title)
{
  /* Translators: %s is the title of a form. */
  g_autofree char *message = g_strdup_printf (_("“%s” is among your forms"), title);

  /* Over an open record no other one can be begun. */
  if (terrain_window_get_session (self))
    terrain_window_toast (self, message, NULL, NULL, NULL);
  else
    terrain_window_toast (self, message, _("Start"), "win.start-form", g_variant_new_string (form_id));
}

static void
on_failed (TerrainWindow *self,
           const char    *what,
           const GError  *error)
{
  terrain_window_toast_error (self, what, error);
}

static void
on_translate (TerrainWindow      *self,
              const char         *context,
              TerrainPreviewPage *page)
{
  TerrainInterview *interview = terrain_preview_page_get_interview (page);

  terrain_window_translate_preview (self, terrain_preview_page_get_build (page),
                                    terrain_interview_get_language (interview), context);
}

void
terrain_window_preview_form (TerrainWindow *self,
                             GFile         *file)
{
  g_return_if_fail (TERRAIN_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  GtkWidget *page = terrain_preview_page_new (terrain_window_get_workspace (self), file);

  /* One form takes the place of the other: back leads to where the person came from. */
  if (TERRAIN_IS_PREVIEW_PAGE (terrain_window_get_visible_page (self)))
    terrain_window_pop (self);
  g_signal_connect_object (page, "added", G_CALLBACK (on_added), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "translate", G_CALLBACK (on_translate), self, G_CONNECT_SWAPPED);
  terrain_window_push (self, page);
}

static gboolean
is_po_file (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return name && g_str_has_suffix (name, ".po");
}

static gboolean
on_drop (TerrainWindow *self,
         const GValue  *value)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (!files)
    return FALSE;
  if (is_po_file (files->data))
    {
      for (GSList *l = files; l; l = l->next)
        if (is_po_file (l->data))
          terrain_window_add_po_file (self, l->data);
      return TRUE;
    }
  terrain_window_preview_form (self, files->data);
  if (files->next)
    terrain_window_toast (self, _("Several files were dropped: this is the first one"), NULL, NULL, NULL);
  return TRUE;
}

void
terrain_window_accept_drops (TerrainWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), self, G_CONNECT_SWAPPED);
  /* Before the text entries below, which would take a file for its name. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
