/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workbook.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/package/2006/relationships"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

struct _Workbook
{
  struct archive *archive;
  GByteArray *bytes;
};

static la_ssize_t
on_write (struct archive *archive, void *data, const void *buffer, size_t length)
{
  g_byte_array_append (data, buffer, (guint) length);
  return (la_ssize_t) length;
}

Workbook *
workbook_new_empty (void)
{
  Workbook *self = g_new0 (Workbook, 1);

  self->bytes = g_byte_array_new ();
  self->archive = archive_write_new ();
  archive_write_set_format_zip (self->archive);
  archive_write_set_bytes_in_last_block (self->archive, 1);
  g_assert_cmpint (archive_write_open (self->archive, self->bytes, NULL, on_write, NULL), ==, ARCHIVE_OK);
  return self;
}

void
workbook_add_repeated (Workbook *self, const char *part, const char *head, const char *piece, guint count,
                       const char *tail)
{
  struct archive_entry *entry = archive_entry_new ();
  gsize length = strlen (piece);

  archive_entry_set_pathname (entry, part);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) (strlen (head) + length * count + strlen (tail)));
  g_assert_cmpint (archive_write_header (self->archive, entry), ==, ARCHIVE_OK);
  archive_write_data (self->archive, head, strlen (head));
  for (guint i = 0; i < count; i++)
    archive_write_data (self->archive, piece, length);
  archive_write_data (self->archive, tail, strlen (tail));
  archive_entry_free (entry);
}

void
workbook_add (Workbook *self, const char *part, const char *xml)
{
  workbook_add_repeated (self, part, xml, "", 0, "");
}

void
workbook_add_sheet (Workbook *self, const char *rows, const char *after)
{
  g_autofree char *xml
    = g_strdup_printf ("<worksheet xmlns=\"" MAIN "\"><sheetData>%s</sheetData>%s</worksheet>", rows, after);

  workbook_add (self, "xl/worksheets/sheet1.xml", xml);
}

Workbook *
workbook_new (void)
{
  Workbook *self = workbook_new_empty ();

  workbook_add (self, "_rels/.rels",
                "<Relationships xmlns=\"" RELATIONS "\"><Relationship Id=\"r1\" Type=\"" OFFICE "/officeDocument\" "
                "Target=\"xl/workbook.xml\"/></Relationships>");
  workbook_add (self, "xl/workbook.xml",
                "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE "\"><sheets>"
                "<sheet name=\"survey\" sheetId=\"1\" state=\"hidden\" r:id=\"s1\"/>"
                "<sheet name=\"My notes &amp; data\" sheetId=\"2\" r:id=\"s2\"/></sheets></workbook>");
  workbook_add (self, "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"" RELATIONS "\">"
                "<Relationship Id=\"s1\" Type=\"" OFFICE "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                "<Relationship Id=\"s2\" Type=\"" OFFICE "/worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/>"
                "<Relationship Id=\"t\" Type=\"" OFFICE "/sharedStrings\" Target=\"sharedStrings.xml\"/>"
                "<Relationship Id=\"y\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/></Relationships>");
  workbook_add (self, "xl/sharedStrings.xml",
                "<sst xmlns=\"" MAIN "\"><si><t>plain</t></si><si><r><t>rich </t></r><r><rPr><b/></rPr><t>text</t></r>"
                "<rPh sb=\"0\" eb=\"1\"><t>spoken</t></rPh></si><si><t>two_x000D_\nlines &amp; _x005F_</t></si></sst>");
  workbook_add (self, "xl/styles.xml",
                "<styleSheet xmlns=\"" MAIN "\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\\ hh:mm\"/>"
                "<numFmt numFmtId=\"165\" formatCode=\"0.00&quot; days&quot;\"/></numFmts><cellXfs>"
                "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"20\"/>"
                "<xf numFmtId=\"165\"/></cellXfs></styleSheet>");
  return self;
}

GBytes *
workbook_finish (Workbook *self)
{
  g_assert_cmpint (archive_write_close (self->archive), ==, ARCHIVE_OK);
  return g_byte_array_free_to_bytes (g_steal_pointer (&self->bytes));
}

void
workbook_free (Workbook *self)
{
  archive_write_free (self->archive);
  if (self->bytes != NULL)
    g_byte_array_unref (self->bytes);
  g_free (self);
}
