/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-support.h"
#include "workbook.h"

#include <string.h>
#include <terrain-xlsform.h>

/*
 * A coordinator's spreadsheet, compiled. The first byte says as what the others are read: a folder of .csv files, a
 * workbook as it is, or the parts of a workbook that is packed here (a fuzzer does not guess checksums). Files and
 * parts are parted by form feeds, those at the end may be left out.
 */
#define MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define RELATIONS "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\""
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

static const char *const sheets[] = { "survey", "choices", "settings", "external_choices", "entities" };

/* What is likeliest to be read wrong comes first. */
static const struct
{
  const char *path;
  const char *usual;
} parts[] = {
  { "xl/worksheets/sheet1.xml", "<worksheet " MAIN "><sheetData/></worksheet>" },
  { "xl/sharedStrings.xml", "<sst " MAIN "><si><t>type</t></si><si><t>name</t></si><si><t>label</t></si></sst>" },
  { "xl/styles.xml", "<styleSheet " MAIN "><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>" },
  { "xl/worksheets/sheet2.xml", "<worksheet " MAIN "><sheetData/></worksheet>" },
  { "xl/workbook.xml", "<workbook " MAIN " xmlns:r=\"" OFFICE "\"><sheets><sheet name=\"survey\" r:id=\"s1\"/>"
                       "<sheet name=\"choices\" r:id=\"s2\"/></sheets></workbook>" },
  { "xl/_rels/workbook.xml.rels", "<Relationships " RELATIONS ">"
                                  "<Relationship Id=\"s1\" Type=\"/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                                  "<Relationship Id=\"s2\" Type=\"/worksheet\" Target=\"worksheets/sheet2.xml\"/>"
                                  "<Relationship Id=\"t\" Type=\"/sharedStrings\" Target=\"sharedStrings.xml\"/>"
                                  "<Relationship Id=\"y\" Type=\"/styles\" Target=\"styles.xml\"/></Relationships>" },
  { "_rels/.rels", "<Relationships " RELATIONS "><Relationship Id=\"r\" Type=\"/officeDocument\""
                   " Target=\"xl/workbook.xml\"/></Relationships>" },
};

/* Up to the next form feed or the end. Returns: FALSE where there is nothing any more */
static gboolean
take_piece (FuzzInput     *input,
            const guint8 **piece,
            gsize         *length)
{
  const guint8 *end;

  if (input->at >= input->end)
    return FALSE;
  end = memchr (input->at, '\f', (gsize) (input->end - input->at));
  *piece = input->at;
  *length = (gsize) ((end != NULL ? end : input->end) - input->at);
  input->at = end != NULL ? end + 1 : input->end;
  return TRUE;
}

static TerrainSpreadsheet *
read_folder (FuzzInput *input,
             GError   **error)
{
  g_autoptr (TerrainSpreadsheet) spreadsheet = terrain_spreadsheet_new ();
  const guint8 *piece;
  gsize length;

  for (guint i = 0; i < G_N_ELEMENTS (sheets) && take_piece (input, &piece, &length); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (piece, length);

      if (!terrain_spreadsheet_add_csv (spreadsheet, sheets[i], bytes, error))
        return NULL;
    }
  return g_steal_pointer (&spreadsheet);
}

static TerrainSpreadsheet *
read_workbook (FuzzInput *input,
               GError   **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (input->at, (gsize) (input->end - input->at));

  return terrain_spreadsheet_new_from_xlsx (bytes, error);
}

static TerrainSpreadsheet *
read_parts (FuzzInput *input,
            GError   **error)
{
  g_autoptr (Workbook) workbook = workbook_new_empty ();
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const guint8 *piece = NULL;
      gsize length = 0;
      g_autofree char *xml = take_piece (input, &piece, &length) ? g_strndup ((const char *) piece, length) : NULL;

      workbook_add (workbook, parts[i].path, xml != NULL ? xml : parts[i].usual);
    }
  bytes = workbook_finish (workbook);
  return terrain_spreadsheet_new_from_xlsx (bytes, error);
}

static void
check_issues (GPtrArray *issues)
{
  for (guint i = 0; i < issues->len; i++)
    {
      TerrainSheetIssue *issue = g_ptr_array_index (issues, i);
      g_autofree char *place = terrain_sheet_issue_get_place (issue);

      g_assert (issue->code != NULL && *issue->message != '\0');
      g_assert (g_utf8_validate (issue->message, -1, NULL) && g_utf8_validate (place, -1, NULL));
    }
}

/* Returns: (transfer full) */
static char **
split_lines (GBytes *text)
{
  g_autofree char *copy = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));

  return g_strsplit (copy, "\n", -1);
}

/* Compiled forms are indented as normalised ones are. */
static void
check_normal (GBytes *xml)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) normal = terrain_xform_normalise (xml, &error);
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) others = NULL;

  if (normal == NULL)
    g_error ("compiled to what is no XML: %s", error->message);
  if (g_bytes_equal (normal, xml))
    return;
  lines = split_lines (xml);
  others = split_lines (normal);
  for (guint i = 0; lines[i] != NULL && others[i] != NULL; i++)
    if (!g_str_equal (lines[i], others[i]))
      g_error ("line %u is “%s”, normalised “%s”", i + 1, lines[i], others[i]);
  g_error ("normalised, the form has another length");
}

/* A form that is given is one: XML, and refused by the engine for what it says only. */
static void
check_form (TerrainXlsform *xlsform)
{
  GBytes *xml = terrain_xlsform_get_xml (xlsform);
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainForm) form = terrain_form_parse (xml, NULL, NULL, NULL, &error);

  check_normal (xml);
  g_assert (*terrain_xlsform_get_form_id (xlsform) != '\0' && *terrain_xlsform_get_title (xlsform) != '\0');
  if (form == NULL && (g_error_matches (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_XML)
                       || g_error_matches (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_XFORM)))
    g_error ("compiled to what is no form: %s", error->message);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  static TerrainSpreadsheet *(*const readers[]) (FuzzInput *input, GError **error) = {
    read_folder, read_parts, read_workbook,
  };
  FuzzInput input = { data, data + size };
  guint kind = fuzz_take_byte (&input) % G_N_ELEMENTS (readers);
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainSpreadsheet) spreadsheet = readers[kind] (&input, &error);
  g_autoptr (TerrainXlsform) xlsform = NULL;
  g_autoptr (TerrainXlsform) again = NULL;

  g_assert ((spreadsheet == NULL) == (error != NULL));
  if (spreadsheet == NULL)
    {
      g_assert (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  check_issues (terrain_spreadsheet_get_issues (spreadsheet));
  xlsform = terrain_xlsform_compile (spreadsheet, "fuzz", NULL);
  check_issues (terrain_xlsform_get_issues (xlsform));
  g_assert ((terrain_xlsform_get_xml (xlsform) == NULL)
            == terrain_sheet_issue_list_has_errors (terrain_xlsform_get_issues (xlsform)));
  if (terrain_xlsform_get_xml (xlsform) == NULL)
    return 0;
  check_form (xlsform);
  again = terrain_xlsform_compile (spreadsheet, "fuzz", NULL);
  g_assert (g_bytes_equal (terrain_xlsform_get_xml (xlsform), terrain_xlsform_get_xml (again)));
  return 0;
}
