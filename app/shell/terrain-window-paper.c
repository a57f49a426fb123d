/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "paper/terrain-paper-dialog.h"
#include "paper/terrain-paper-html.h"
#include "paper/terrain-paper-preview.h"
#include "terrain-window-private.h"

static void
action_print_form (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  TerrainWindow *self = TERRAIN_WINDOW (widget);

  terrain_paper_dialog_show_form (GTK_WINDOW (self), terrain_window_get_workspace (self),
                                  g_variant_get_string (parameter, NULL));
}

void
terrain_window_install_paper (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.print-form", "s", action_print_form);
}

/* A page that a form computed */

typedef struct
{
  TerrainInterview *interview;
  TerrainSession *session; /* (nullable) */
} Source;

/* Of the form, or of the record: nothing else is ever opened. */
static GBytes *
load_file (const char *name,
           gpointer    user_data)
{
  const Source *source = user_data;
  TerrainForm *form = terrain_interview_get_form (source->interview);
  gboolean of_form = g_str_has_prefix (name, "jr://");
  const char *slash = strrchr (name, '/');

  if (!of_form && (slash || strchr (name, ':')))
    return NULL;
  if (!source->session)
    return of_form ? terrain_environment_load_source (terrain_interview_get_environment (source->interview), name, NULL)
                   : NULL;

  TerrainStore *store = terrain_profile_get_store (terrain_session_get_profile (source->session));
  const char *version = terrain_form_get_version (form);

  if (of_form)
    return terrain_store_load_media (store, terrain_form_get_id (form), version ? version : "", slash + 1, NULL);
  return terrain_store_load_attachment (store, terrain_session_get_record_uuid (source->session), name, NULL, NULL);
}

static void
show_page (TerrainPrinter *printer,
           TerrainItem    *item,
           TerrainSession *session)
{
  Source source = { terrain_item_get_interview (item), session };

  terrain_paper_preview_show (GTK_WINDOW (printer), terrain_paper_new_html (source.interview, terrain_item_get_value (item),
                                                                           load_file, &source));
}

void
terrain_window_init_printer (TerrainPrinterInterface *iface)
{
  iface->show_page = show_page;
}
