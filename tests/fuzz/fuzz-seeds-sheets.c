/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-seeds.h"
#include "workbook.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* What the first byte of an input says (fuzz-xlsform.c). */
enum
{
  FOLDER,
  PARTS,
  WORKBOOK,
};

/* The numbers of the seeds that are no recorded spreadsheets begin here. */
#define FIRST_WORKBOOK 10000

static const char *const sheets[] = { "survey", "choices", "settings", "external_choices", "entities" };

static void
append_field (GString    *to,
              const char *text)
{
  g_autoptr (GString) quoted = g_string_new (text);

  if (to->len > 0 && to->str[to->len - 1] != '\n' && to->str[to->len - 1] != '\f')
    g_string_append_c (to, ',');
  g_string_replace (quoted, "\"", "\"\"", 0);
  g_string_append_printf (to, "\"%s\"", quoted->str);
}

/* Rows are objects; their columns are what any of them has. */
static void
append_sheet (GString   *to,
              JsonArray *rows)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_autoptr (GList) names = json_object_get_members (json_array_get_object_element (rows, i));

      for (GList *name = names; name != NULL; name = name->next)
        if (!g_ptr_array_find_with_equal_func (columns, name->data, g_str_equal, NULL))
          g_ptr_array_add (columns, name->data);
    }
  for (guint column = 0; column < columns->len; column++)
    append_field (to, g_ptr_array_index (columns, column));
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      g_string_append_c (to, '\n');
      for (guint column = 0; column < columns->len; column++)
        {
          const char *text = json_object_get_string_member_with_default (row, g_ptr_array_index (columns, column), "");

          append_field (to, text != NULL ? text : "");
        }
    }
}

void
write_sheets (const char *folder)
{
  const char *shared = g_getenv ("TERRAIN_SHARED");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : ".", "corpus", "xlsform", "pyxform.jsonl", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (lines[i], NULL);
      JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      JsonNode *member = object != NULL ? json_object_get_member (object, "sheets") : NULL;
      g_autoptr (GString) csv = g_string_new (NULL);

      if (member == NULL || !JSON_NODE_HOLDS_OBJECT (member))
        continue;
      for (guint j = 0; j < G_N_ELEMENTS (sheets); j++)
        {
          JsonNode *rows = json_object_get_member (json_node_get_object (member), sheets[j]);

          if (j > 0)
            g_string_append_c (csv, '\f');
          if (rows != NULL && JSON_NODE_HOLDS_ARRAY (rows))
            append_sheet (csv, json_node_get_array (rows));
        }
      write_seed (folder, "xlsform", i, FOLDER, csv->str, csv->len);
    }
}

void
write_workbooks (const char *folder)
{
  /* Texts that are shared, rich, in the cell; numbers, dates, truth values, a formula, an error, merged cells. */
  static const char rows[] =
    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>type</t></is></c><c t=\"inlineStr\"><is><t>name</t></is></c>"
    "<c t=\"inlineStr\"><is><t>label</t></is></c><c t=\"inlineStr\"><is><t>default</t></is></c></row>"
    "<row r=\"2\"><c r=\"A2\" t=\"str\"><f>1</f><v>integer</v></c><c r=\"B2\" t=\"inlineStr\"><is><t>a</t></is></c>"
    "<c r=\"C2\" t=\"s\"><v>1</v></c><c r=\"D2\" s=\"1\"><v>44196.5</v></c></row>"
    "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>date</t></is></c><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#N/A</v></c>"
    "<c s=\"2\"><v>1e3</v></c></row>";
  static const char *const after[] = { "", "<mergeCells><mergeCell ref=\"A2:B3\"/></mergeCells>" };

  for (guint i = 0; i < G_N_ELEMENTS (after); i++)
    {
      g_autoptr (Workbook) workbook = workbook_new ();
      g_autofree char *sheet = g_strdup_printf ("<worksheet><sheetData>%s</sheetData>%s</worksheet>", rows, after[i]);
      g_autoptr (GBytes) bytes = NULL;

      workbook_add_sheet (workbook, rows, after[i]);
      bytes = workbook_finish (workbook);
      write_seed (folder, "xlsform", FIRST_WORKBOOK + 2 * i, WORKBOOK, g_bytes_get_data (bytes, NULL),
                  g_bytes_get_size (bytes));
      write_seed (folder, "xlsform", FIRST_WORKBOOK + 2 * i + 1, PARTS, sheet, strlen (sheet));
    }
}
