/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes FOLDER/TARGET/NUMBER. @first: a byte before the others, -1 for none */
void write_seed (const char *folder, const char *target, guint number, int first, gconstpointer data, gsize length);
/* Seeds of the target "xlsform": recorded spreadsheets as .csv, workbooks packed and in parts. */
void write_sheets (const char *folder);
void write_workbooks (const char *folder);

G_END_DECLS
