/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* A workbook made part by part, as spreadsheet programs make them and as they should not. */
typedef struct _Workbook Workbook;

/* With the parts that every workbook has, and one sheet "survey" in xl/worksheets/sheet1.xml (still to be added). */
Workbook *workbook_new (void);
/* Without any part. */
Workbook *workbook_new_empty (void);
void workbook_free (Workbook *self);
void workbook_add (Workbook *self, const char *part, const char *xml);
/* A part of @count times @piece between @head and @tail, never whole in memory. */
void workbook_add_repeated (Workbook *self, const char *part, const char *head, const char *piece, guint count,
                            const char *tail);
/* sheet1.xml with @rows in its <sheetData> and @after behind it. */
void workbook_add_sheet (Workbook *self, const char *rows, const char *after);
GBytes *workbook_finish (Workbook *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Workbook, workbook_free)
