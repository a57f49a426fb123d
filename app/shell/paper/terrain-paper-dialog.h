/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "terrain-workspace.h"

G_BEGIN_DECLS

/* TerrainPaperDialog: in which language, then to the printer or into a PDF. Errors are shown in it. */

void terrain_paper_dialog_show_record (GtkWindow *parent, TerrainWorkspace *workspace, const char *uuid);
/* A blank questionnaire. @form_id: "" for the first form of the library; another can be chosen */
void terrain_paper_dialog_show_form (GtkWindow *parent, TerrainWorkspace *workspace, const char *form_id);

G_END_DECLS
