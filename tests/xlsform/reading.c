/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>
#include <terrain-xlsform.h>

#include "workbook.h"

/* Workbooks and CSV as people and programs make them: whole, half-broken, hostile. */

static TerrainSpreadsheet *
read_rows (const char *rows, const char *after)
{
  g_autoptr (Workbook) workbook = workbook_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  TerrainSpreadsheet *spreadsheet;

  workbook_add_sheet (workbook, rows, after);
  bytes = workbook_finish (workbook);
  spreadsheet = terrain_spreadsheet_new_from_xlsx (bytes, &error);
  g_assert_no_error (error);
  return spreadsheet;
}

static void
assert_cell (TerrainSpreadsheet *spreadsheet, guint row, guint column, const char *expected)
{
  g_assert_cmpstr (terrain_spreadsheet_get_cell (spreadsheet, "survey", row, column), ==, expected);
}

static void
assert_said (TerrainSpreadsheet *spreadsheet, const char *code, const char *expected)
{
  GPtrArray *issues = terrain_spreadsheet_get_issues (spreadsheet);

  for (guint i = 0; i < issues->len; i++)
    {
      const TerrainSheetIssue *issue = g_ptr_array_index (issues, i);
      g_autofree char *place = terrain_sheet_issue_get_place (issue);

      if (g_str_equal (issue->code, code) && g_str_equal (place, expected))
        return;
    }
  g_error ("%s was not said of %s", code, expected);
}

static void
assert_refused (GBytes *bytes, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainSpreadsheet) spreadsheet = terrain_spreadsheet_new_from_xlsx (bytes, &error);

  g_assert_null (spreadsheet);
  g_assert_error (error, TERRAIN_SPREADSHEET_ERROR, code);
}

static void
test_texts (void)
{
  g_autoptr (TerrainSpreadsheet) spreadsheet
    = read_rows ("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
                 "<c r=\"C1\" t=\"s\"><v>2</v></c><c r=\"D1\" t=\"inlineStr\"><is><t>in </t><r><t>line</t></r></is></c>"
                 "<c r=\"E1\" t=\"s\"><v>99</v></c></row>"
                 /* Without references: rows and cells follow each other. */
                 "<row><c t=\"inlineStr\"><is><t>second</t></is></c><c t=\"inlineStr\"><is><t>row</t></is></c></row>"
                 "<row r=\"7\"><c r=\"AB7\" t=\"str\"><f>A1</f><v>cached</v></c></row>", "");

  assert_cell (spreadsheet, 1, 1, "plain");
  assert_cell (spreadsheet, 1, 2, "rich text");
  assert_cell (spreadsheet, 1, 3, "two\nlines & _");
  assert_cell (spreadsheet, 1, 4, "in line");
  assert_cell (spreadsheet, 1, 5, NULL);
  assert_cell (spreadsheet, 2, 1, "second");
  assert_cell (spreadsheet, 2, 2, "row");
  assert_cell (spreadsheet, 7, 28, "cached");
}

static void
test_numbers (void)
{
  g_autoptr (TerrainSpreadsheet) spreadsheet
    = read_rows ("<row r=\"1\"><c><v>1.0</v></c><c><v>0.10000000000000001</v></c><c><v>-3E2</v></c>"
                 "<c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c s=\"1\"><v>46053</v></c>"
                 "<c s=\"2\"><v>46053.354166666664</v></c><c s=\"3\"><v>0.354166666666667</v></c>"
                 "<c s=\"4\"><v>2.5</v></c><c s=\"77\"><v>7</v></c><c t=\"d\"><v>2026-01-31</v></c></row>", "");
  static const char *const expected[] = { "1", "0.1", "-300", "TRUE", "FALSE", "2026-01-31", "2026-01-31T08:30:00",
                                          "08:30:00", "2.5", "7", "2026-01-31" };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    assert_cell (spreadsheet, 1, i + 1, expected[i]);
}

static void
test_odd_cells (void)
{
  g_autoptr (TerrainSpreadsheet) spreadsheet
    = read_rows ("<row r=\"2\"><c r=\"A2\"><f>B1+1</f></c><c r=\"B2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"
                 "<c r=\"C2\"><f>6*7</f><v>42</v></c><c r=\"D2\" t=\"inlineStr\"><is><t>wide</t></is></c></row>",
                 "<mergeCells><mergeCell ref=\"D2:F2\"/><mergeCell ref=\"A9:A12\"/></mergeCells>");
  g_autoptr (TerrainXlsform) form = NULL;

  assert_cell (spreadsheet, 2, 3, "42");
  assert_said (spreadsheet, "formula-value", "survey!A2");
  assert_said (spreadsheet, "cell-error", "survey!B2");
  assert_said (spreadsheet, "cells-merged", "survey!D2");
  /* Empty merged cells are nobody's business, and what is wrong with cells is wrong with the form. */
  g_assert_cmpuint (terrain_spreadsheet_get_issues (spreadsheet)->len, ==, 3);
  form = terrain_xlsform_compile (spreadsheet, "form", NULL);
  g_assert_null (terrain_xlsform_get_xml (form));
}

#define HEADER "<row r=\"1\"><c t=\"inlineStr\"><is><t>type</t></is></c><c t=\"inlineStr\"><is><t>name</t></is></c>" \
  "<c t=\"inlineStr\"><is><t>label</t></is></c></row>"
#define QUESTION "<row><c t=\"inlineStr\"><is><t>text</t></is></c><c t=\"inlineStr\"><is><t>a</t></is></c>" \
  "<c t=\"inlineStr\"><is><t>A</t></is></c></row>"

static void
test_hidden_sheet (void)
{
  g_autoptr (TerrainSpreadsheet) spreadsheet = read_rows (HEADER QUESTION, "");
  g_autoptr (TerrainXlsform) form = terrain_xlsform_compile (spreadsheet, "form", NULL);
  const TerrainSheetIssue *issue;

  g_assert_nonnull (terrain_xlsform_get_xml (form));
  g_assert_cmpuint (terrain_xlsform_get_issues (form)->len, ==, 1);
  issue = g_ptr_array_index (terrain_xlsform_get_issues (form), 0);
  g_assert_cmpstr (issue->code, ==, "sheet-hidden");
}

#define SHEET_HEAD "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
#define SHEET_TAIL "</sheetData></worksheet>"

static void
test_empty_rows (void)
{
  g_autoptr (Workbook) workbook = workbook_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainSpreadsheet) spreadsheet = NULL;
  g_autoptr (TerrainXlsform) form = NULL;
  gint64 start;

  workbook_add_repeated (workbook, "xl/worksheets/sheet1.xml", SHEET_HEAD HEADER QUESTION,
                         "<row spans=\"1:3\" s=\"1\"><c s=\"1\"/></row>", 1048574, SHEET_TAIL);
  bytes = workbook_finish (workbook);
  start = g_get_monotonic_time ();
  spreadsheet = terrain_spreadsheet_new_from_xlsx (bytes, &error);
  g_assert_no_error (error);
  form = terrain_xlsform_compile (spreadsheet, "form", NULL);
  g_assert_nonnull (terrain_xlsform_get_xml (form));
  g_test_message ("1,048,576 rows in %" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - start) / 1000);
  /* Slow machines and sanitizers included. */
  g_assert_cmpint (g_get_monotonic_time () - start, <, 60 * G_USEC_PER_SEC);
}

static void
test_zip_bomb (void)
{
  g_autofree char *spaces = g_strnfill (1024 * 1024, ' ');
  g_autoptr (Workbook) workbook = workbook_new ();
  g_autoptr (Workbook) cells = workbook_new ();
  g_autoptr (GBytes) bytes = NULL, many = NULL;

  workbook_add_repeated (workbook, "xl/worksheets/sheet1.xml", SHEET_HEAD, spaces, 300, SHEET_TAIL);
  bytes = workbook_finish (workbook);
  g_assert_cmpuint (g_bytes_get_size (bytes), <, 4 * 1024 * 1024);
  assert_refused (bytes, TERRAIN_SPREADSHEET_ERROR_TOO_LARGE);
  workbook_add_repeated (cells, "xl/worksheets/sheet1.xml", SHEET_HEAD, "<row><c><v>1</v></c></row>", 1000, "");
  many = workbook_finish (cells);
  assert_refused (many, TERRAIN_SPREADSHEET_ERROR_DAMAGED);
}

static void
test_document_type (void)
{
  g_autoptr (Workbook) workbook = workbook_new ();
  g_autoptr (GBytes) bytes = NULL;

  workbook_add (workbook, "xl/worksheets/sheet1.xml",
                "<!DOCTYPE worksheet [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>" SHEET_HEAD
                "<row><c t=\"inlineStr\"><is><t>&b;</t></is></c></row>" SHEET_TAIL);
  bytes = workbook_finish (workbook);
  assert_refused (bytes, TERRAIN_SPREADSHEET_ERROR_DAMAGED);
}

static void
test_other_files (void)
{
  static const guint8 compound[] = { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 'E', 0, 'n', 0, 'c', 0, 'r', 0,
                                     'y', 0, 'p', 0, 't', 0, 'e', 0, 'd', 0, 'P', 0, 'a', 0, 'c', 0, 'k', 0 };
  g_autoptr (GBytes) old = g_bytes_new_static (compound, 20);
  g_autoptr (GBytes) encrypted = g_bytes_new_static (compound, sizeof compound);
  g_autoptr (GBytes) words = g_bytes_new_static ("survey", 6);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (Workbook) open_document = workbook_new_empty ();
  g_autoptr (Workbook) other_zip = workbook_new_empty ();
  g_autoptr (GBytes) ods = NULL, zip = NULL;

  workbook_add (open_document, "mimetype", "application/vnd.oasis.opendocument.spreadsheet");
  workbook_add (open_document, "content.xml", "<content/>");
  ods = workbook_finish (open_document);
  workbook_add (other_zip, "hello.txt", "hello");
  zip = workbook_finish (other_zip);
  assert_refused (old, TERRAIN_SPREADSHEET_ERROR_OLD);
  assert_refused (encrypted, TERRAIN_SPREADSHEET_ERROR_ENCRYPTED);
  assert_refused (words, TERRAIN_SPREADSHEET_ERROR_NOT_A_SPREADSHEET);
  assert_refused (nothing, TERRAIN_SPREADSHEET_ERROR_NOT_A_SPREADSHEET);
  assert_refused (ods, TERRAIN_SPREADSHEET_ERROR_NOT_A_SPREADSHEET);
  assert_refused (zip, TERRAIN_SPREADSHEET_ERROR_DAMAGED);
}

/* Cut off anywhere, or with any byte changed, a workbook is read or refused. */
static void
test_damaged (void)
{
  g_autoptr (Workbook) workbook = workbook_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (20260131);
  gsize size;
  const char *data;

  workbook_add_sheet (workbook, HEADER QUESTION, "");
  bytes = workbook_finish (workbook);
  data = g_bytes_get_data (bytes, &size);
  for (gsize length = 0; length < size; length += 7)
    {
      g_autoptr (GBytes) cut = g_bytes_new (data, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (TerrainSpreadsheet) spreadsheet = terrain_spreadsheet_new_from_xlsx (cut, &error);

      g_assert_true ((spreadsheet == NULL) == (error != NULL));
    }
  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *copy = g_memdup2 (data, size);
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (TerrainSpreadsheet) spreadsheet = NULL;

      for (guint j = 0; j < 3; j++)
        copy[g_rand_int_range (random, 0, (gint32) size)] = (char) g_rand_int_range (random, 0, 256);
      changed = g_bytes_new (copy, size);
      spreadsheet = terrain_spreadsheet_new_from_xlsx (changed, &error);
      g_assert_true ((spreadsheet == NULL) == (error != NULL));
      if (spreadsheet != NULL)
        terrain_xlsform_unref (terrain_xlsform_compile (spreadsheet, "form", NULL));
    }
}

static TerrainSpreadsheet *
read_csv (const char *text, gssize length, int refused)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length >= 0 ? (gsize) length : strlen (text));
  g_autoptr (TerrainSpreadsheet) spreadsheet = terrain_spreadsheet_new ();
  g_autoptr (GError) error = NULL;
  gboolean good = terrain_spreadsheet_add_csv (spreadsheet, "survey", bytes, &error);

  if (refused >= 0)
    g_assert_error (error, TERRAIN_SPREADSHEET_ERROR, refused);
  else
    g_assert_no_error (error);
  g_assert_true (good == (refused < 0));
  if (refused == TERRAIN_SPREADSHEET_ERROR_CHARSET)
    g_assert_nonnull (strstr (error->message, "2"));
  return g_steal_pointer (&spreadsheet);
}

static void
test_csv (void)
{
  g_autoptr (TerrainSpreadsheet) plain
    = read_csv ("\xEF\xBB\xBFtype,name,label\r\ntext,a,\"Say \"\"yes\"\", please\"\r\n\r\ntext,b,\"two\r\nlines\"", -1, -1);
  g_autoptr (TerrainSpreadsheet) semicolons = read_csv ("type;name;label\ntext;a;\"1;2\"\n", -1, -1);
  g_autoptr (TerrainSpreadsheet) tabs = read_csv ("type\tname\tlabel\ntext\ta\tA, B\n", -1, -1);
  g_autoptr (TerrainSpreadsheet) wide = read_csv ("\xFF\xFEt\0,\0n\0\n\0a\0,\0\xE9\0", 16, -1);
  g_autoptr (TerrainSpreadsheet) open = read_csv ("type,name\ntext,\"a\ntext,b\n", -1, -1);
  g_autoptr (TerrainSpreadsheet) latin = read_csv ("type,label\ntext,\xE9t\xE9\n", -1,
                                                   TERRAIN_SPREADSHEET_ERROR_CHARSET);
  /* What the fuzz target found: no bytes were neither a sheet nor an error. */
  g_autoptr (TerrainSpreadsheet) empty = read_csv ("", 0, -1);
  g_autoptr (TerrainSpreadsheet) binary = read_csv ("a\0b", 3, TERRAIN_SPREADSHEET_ERROR_NOT_A_SPREADSHEET);

  assert_cell (plain, 1, 1, "type");
  assert_cell (plain, 2, 3, "Say \"yes\", please");
  assert_cell (plain, 4, 3, "two\nlines");
  assert_cell (semicolons, 2, 3, "1;2");
  assert_cell (tabs, 2, 3, "A, B");
  assert_cell (wide, 2, 2, "é");
  g_assert_null (terrain_spreadsheet_get_cell (empty, "survey", 1, 1));
  assert_said (open, "csv-quote", "survey!B2");
}

/* What people type is what they meant: spaces at the ends, word processors' quotes, no-break spaces. */
static void
test_typing (void)
{
  g_autoptr (TerrainSpreadsheet) spreadsheet
    = read_csv ("\xC2\xA0type ,Name,LABEL,Relevant\n text\xC2\xA0,a,  It’s\xC2\xA0so \n"
                "Text, b ,B,${a}\xC2\xA0=\xC2\xA0‘x’ and ${a} != “y”\x01\n", -1, -1);
  g_autoptr (TerrainXlsform) form = terrain_xlsform_compile (spreadsheet, "form", NULL);
  g_autofree char *xml = NULL;

  g_assert_nonnull (terrain_xlsform_get_xml (form));
  xml = g_strndup (g_bytes_get_data (terrain_xlsform_get_xml (form), NULL),
                   g_bytes_get_size (terrain_xlsform_get_xml (form)));
  g_assert_nonnull (strstr (xml, "<label>It’s\xC2\xA0so</label>"));
  g_assert_nonnull (strstr (xml, "relevant=\" /data/a  = 'x' and  /data/a  != &quot;y&quot;\""));
}

static void
assert_form_refused (TerrainSpreadsheet *spreadsheet, const char *code)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (TerrainXlsform) form = terrain_xlsform_compile (spreadsheet, "form", NULL);
  gboolean said = FALSE;

  for (guint i = 0; i < terrain_xlsform_get_issues (form)->len; i++)
    said |= g_str_equal (((TerrainSheetIssue *) g_ptr_array_index (terrain_xlsform_get_issues (form), i))->code, code);
  g_assert_true (said);
  g_assert_null (terrain_xlsform_get_xml (form));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 60 * G_USEC_PER_SEC);
}

static TerrainSpreadsheet *
new_survey (const char *extra_header)
{
  TerrainSpreadsheet *spreadsheet = terrain_spreadsheet_new ();
  const char *const headers[] = { "type", "name", "label", extra_header };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    terrain_spreadsheet_add_cell (spreadsheet, "survey", 1, i + 1, headers[i]);
  return spreadsheet;
}

static void
add_question (TerrainSpreadsheet *spreadsheet, guint row, const char *type, const char *name, const char *relevant)
{
  const char *const cells[] = { type, name, "L", relevant };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    terrain_spreadsheet_add_cell (spreadsheet, "survey", row, i + 1, cells[i]);
}

/* What is too much is refused in words and in time. */
static void
test_limits (void)
{
  g_autoptr (TerrainSpreadsheet) deep = new_survey ("relevant");
  g_autoptr (TerrainSpreadsheet) babel = new_survey ("hint");
  g_autoptr (TerrainSpreadsheet) named = new_survey ("relevant");
  g_autoptr (TerrainSpreadsheet) large = new_survey ("relevant");
  g_autoptr (TerrainSpreadsheet) unknown = new_survey ("relevant");
  g_autofree char *name = g_strnfill (300, 'n');
  g_autofree char *longest = g_strnfill (255, 'n');
  g_autofree char *cell = g_strnfill (200000, 'c');
  g_autoptr (GString) many = g_string_new (NULL);

  for (guint row = 2; row < 20000; row++)
    {
      g_autofree char *group = g_strdup_printf ("g%u", row);
      g_autofree char *lost = g_strdup_printf ("${lost%u} = 1", row);

      add_question (deep, row, "begin group", group, "");
      if (row < 5000)
        add_question (unknown, row, "text", group, lost);
    }
  assert_form_refused (deep, "nesting");
  assert_form_refused (unknown, "reference-unknown");
  for (guint column = 5; column < 3000; column++)
    {
      g_autofree char *header = g_strdup_printf ("label::L%u (x%c)", column, 'a' + column % 26);

      terrain_spreadsheet_add_cell (babel, "survey", 1, column, header);
    }
  add_question (babel, 2, "text", "a", "");
  assert_form_refused (babel, "languages");
  add_question (named, 2, "text", name, "");
  add_question (named, 3, "text", "b", cell);
  assert_form_refused (named, "name-long");
  assert_form_refused (named, "cell-long");
  for (guint i = 0; i < 40; i++)
    g_string_append_printf (many, "${%s} ", longest);
  add_question (large, 2, "text", longest, "");
  for (guint row = 3; row < 7000; row++)
    {
      g_autofree char *question = g_strdup_printf ("q%u", row);

      add_question (large, row, "text", question, many->str);
    }
  assert_form_refused (large, "form-too-large");
}

/* A text may look something up: the path is a value, the full stop behind it is not. */
static void
test_lookup_in_text (void)
{
  g_autoptr (TerrainSpreadsheet) spreadsheet
    = read_csv ("type,name,label :: English (en)\ncsv-external,towns,\ntext,a,A\n"
                "note,n,\"You live in instance('towns')/root/item[name = ${a} and x != ']']/label. ${a}, instance\"\n",
                -1, -1);
  g_autoptr (TerrainXlsform) form = terrain_xlsform_compile (spreadsheet, "form", NULL);
  g_autofree char *xml = NULL;

  g_assert_nonnull (terrain_xlsform_get_xml (form));
  xml = g_strndup (g_bytes_get_data (terrain_xlsform_get_xml (form), NULL),
                   g_bytes_get_size (terrain_xlsform_get_xml (form)));
  g_assert_nonnull (strstr (xml, "<value>You live in <output value=\"instance('towns')/root/item[name =  /data/a  and x "
                                 "!= ']']/label\"/>. <output value=\" /data/a \"/>, instance</value>"));
  g_assert_nonnull (strstr (xml, "<translation lang=\"English (en)\">"));
}

/* The same cells give the same bytes. */
static void
test_deterministic (void)
{
  g_autoptr (TerrainSpreadsheet) spreadsheet = read_csv ("type,name,label\ntext,a,A\nnote,n,${a}\n", -1, -1);
  g_autoptr (TerrainXlsform) first = terrain_xlsform_compile (spreadsheet, "form", NULL);
  g_autoptr (TerrainXlsform) second = terrain_xlsform_compile (spreadsheet, "form", NULL);
  const char *sheet = NULL;

  g_assert_true (g_bytes_equal (terrain_xlsform_get_xml (first), terrain_xlsform_get_xml (second)));
  g_assert_cmpuint (terrain_xlsform_locate (first, "/data/n", &sheet), ==, 3);
  g_assert_cmpstr (sheet, ==, "survey");
  g_assert_cmpuint (terrain_xlsform_locate (first, "/data/elsewhere", &sheet), ==, 0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xlsform/reading/texts", test_texts);
  g_test_add_func ("/xlsform/reading/numbers", test_numbers);
  g_test_add_func ("/xlsform/reading/odd-cells", test_odd_cells);
  g_test_add_func ("/xlsform/reading/hidden-sheet", test_hidden_sheet);
  g_test_add_func ("/xlsform/reading/empty-rows", test_empty_rows);
  g_test_add_func ("/xlsform/reading/zip-bomb", test_zip_bomb);
  g_test_add_func ("/xlsform/reading/document-type", test_document_type);
  g_test_add_func ("/xlsform/reading/other-files", test_other_files);
  g_test_add_func ("/xlsform/reading/damaged", test_damaged);
  g_test_add_func ("/xlsform/reading/csv", test_csv);
  g_test_add_func ("/xlsform/reading/typing", test_typing);
  g_test_add_func ("/xlsform/reading/limits", test_limits);
  g_test_add_func ("/xlsform/reading/lookup-in-text", test_lookup_in_text);
  g_test_add_func ("/xlsform/reading/deterministic", test_deterministic);
  return g_test_run ();
}
