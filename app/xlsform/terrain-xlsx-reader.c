/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-xlsx-private.h"

/* What the workbook part says of a sheet. */
typedef struct
{
  char *name;
  char *relation; /* r:id */
  gboolean hidden;
} SheetEntry;

typedef struct
{
  GPtrArray *sheets; /* SheetEntry */
  gboolean since_1904;
} Workbook;

static void
sheet_entry_free (SheetEntry *entry)
{
  g_free (entry->name);
  g_free (entry->relation);
  g_free (entry);
}

static void
on_workbook_start (gpointer data, const char *name, const TerrainXlsxAttributes *attributes)
{
  Workbook *self = data;

  if (strcmp (name, "workbookPr") == 0)
    {
      g_autofree char *epoch = terrain_xlsx_attribute (attributes, "date1904");

      self->since_1904 = epoch != NULL && (g_str_equal (epoch, "1") || g_str_equal (epoch, "true"));
    }
  else if (strcmp (name, "sheet") == 0)
    {
      SheetEntry *entry = g_new0 (SheetEntry, 1);
      g_autofree char *state = terrain_xlsx_attribute (attributes, "state");

      entry->name = terrain_xlsx_attribute (attributes, "name");
      entry->relation = terrain_xlsx_attribute (attributes, "id");
      entry->hidden = state != NULL && !g_str_equal (state, "visible");
      if (entry->name != NULL && entry->relation != NULL)
        g_ptr_array_add (self->sheets, entry);
      else
        sheet_entry_free (entry);
    }
}

/* One relationship of a part: id and type → the path of another part. */
typedef struct
{
  GHashTable *by_id;   /* → path */
  GHashTable *by_type; /* the type's last word → path */
  const char *folder;  /* of the part, "" or "xl/" */
} Relations;

/* Targets are relative to the part's folder, or absolute. */
static char *
resolve (const char *folder, const char *target)
{
  g_autofree char *joined = *target == '/' ? g_strdup (target) : g_strdup_printf ("/%s%s", folder, target);
  g_autofree char *canonical = g_canonicalize_filename (joined, "/");

  return g_strdup (canonical + 1);
}

static void
on_relation_start (gpointer data, const char *name, const TerrainXlsxAttributes *attributes)
{
  Relations *self = data;
  g_autofree char *id = NULL, *type = NULL, *target = NULL;

  if (strcmp (name, "Relationship") != 0)
    return;
  id = terrain_xlsx_attribute (attributes, "Id");
  type = terrain_xlsx_attribute (attributes, "Type");
  target = terrain_xlsx_attribute (attributes, "Target");
  if (id == NULL || type == NULL || target == NULL)
    return;
  g_hash_table_insert (self->by_id, g_strdup (id), resolve (self->folder, target));
  g_hash_table_insert (self->by_type, g_strdup (strrchr (type, '/') != NULL ? strrchr (type, '/') + 1 : type),
                       resolve (self->folder, target));
}

static void
ignore_end (gpointer data, const char *name)
{
}

static void
relations_clear (Relations *self)
{
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->by_type, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Relations, relations_clear)

static gboolean
read_relations (TerrainXlsxArchive *archive, const char *part, const char *folder, Relations *self, GError **error)
{
  static const TerrainXlsxHandler handler = { on_relation_start, ignore_end, NULL, NULL };

  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->by_type = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->folder = folder;
  return terrain_xlsx_read_part (archive, part, &handler, self, error);
}

static gboolean
read_sheets (TerrainXlsxArchive *archive, const Relations *relations, const Workbook *workbook, TerrainXlsxBook *book,
             GError **error)
{
  for (guint i = 0; i < workbook->sheets->len; i++)
    {
      const SheetEntry *entry = g_ptr_array_index (workbook->sheets, i);
      const char *part = g_hash_table_lookup (relations->by_id, entry->relation);
      TerrainSheet *sheet = terrain_spreadsheet_take_sheet (book->spreadsheet, entry->name);

      sheet->hidden = entry->hidden;
      /* Other sheets are the author's own: their names are enough. */
      if (part != NULL && terrain_spreadsheet_knows (entry->name)
          && !terrain_xlsx_read_sheet (archive, part, book, sheet, error))
        return FALSE;
    }
  return TRUE;
}

static void
book_clear (TerrainXlsxBook *book)
{
  g_clear_pointer (&book->spreadsheet, terrain_spreadsheet_unref);
  g_clear_pointer (&book->strings, g_ptr_array_unref);
  g_clear_pointer (&book->styles, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TerrainXlsxBook, book_clear)

static TerrainSpreadsheet *
read_workbook (TerrainXlsxArchive *archive, const char *path, GError **error)
{
  static const TerrainXlsxHandler handler = { on_workbook_start, ignore_end, NULL, NULL };
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) sheet_entry_free);
  const char *base = strrchr (path, '/') != NULL ? strrchr (path, '/') + 1 : path;
  g_autofree char *folder = g_strndup (path, (gsize) (base - path));
  g_autofree char *relations_part = g_strdup_printf ("%s_rels/%s.rels", folder, base);
  g_auto (Relations) relations = { NULL, NULL, NULL };
  g_auto (TerrainXlsxBook) book = { NULL, NULL, NULL, FALSE, 0 };
  Workbook workbook = { sheets, FALSE };
  const char *strings, *styles;

  if (!terrain_xlsx_read_part (archive, path, &handler, &workbook, error)
      || !read_relations (archive, relations_part, folder, &relations, error))
    return NULL;
  strings = g_hash_table_lookup (relations.by_type, "sharedStrings");
  styles = g_hash_table_lookup (relations.by_type, "styles");
  book.since_1904 = workbook.since_1904;
  if (strings != NULL && (book.strings = terrain_xlsx_read_strings (archive, strings, error)) == NULL)
    return NULL;
  if (styles != NULL && (book.styles = terrain_xlsx_read_styles (archive, styles, error)) == NULL)
    return NULL;
  book.spreadsheet = terrain_spreadsheet_new ();
  if (!read_sheets (archive, &relations, &workbook, &book, error))
    return NULL;
  return g_steal_pointer (&book.spreadsheet);
}

/* "EncryptedPackage" as the directory of a compound file writes it. */
static const guint8 encrypted_package[]
  = { 'E', 0, 'n', 0, 'c', 0, 'r', 0, 'y', 0, 'p', 0, 't', 0, 'e', 0, 'd', 0, 'P', 0, 'a', 0, 'c', 0 };

/* What is no .xlsx at all, told from its first bytes. */
static gboolean
check_kind (GBytes *bytes, GError **error)
{
  static const guint8 compound[] = { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 };
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (size >= 4 && memcmp (data, "PK\3\4", 4) == 0)
    return TRUE;
  if (size < sizeof compound || memcmp (data, compound, sizeof compound) != 0)
    g_set_error_literal (error, TERRAIN_SPREADSHEET_ERROR, TERRAIN_SPREADSHEET_ERROR_NOT_A_SPREADSHEET,
                         _("This is not a workbook. Save it as “.xlsx”, or as a folder of “.csv” files."));
  else if (memmem (data, size, encrypted_package, sizeof encrypted_package) != NULL)
    g_set_error_literal (error, TERRAIN_SPREADSHEET_ERROR, TERRAIN_SPREADSHEET_ERROR_ENCRYPTED,
                         _("The workbook is protected by a password. Save it without one."));
  else
    g_set_error_literal (error, TERRAIN_SPREADSHEET_ERROR, TERRAIN_SPREADSHEET_ERROR_OLD,
                         _("The workbook is in the old format “.xls”. Save it as “.xlsx”."));
  return FALSE;
}

TerrainSpreadsheet *
terrain_spreadsheet_new_from_xlsx (GBytes *bytes, GError **error)
{
  TerrainXlsxArchive archive = { bytes, TERRAIN_SPREADSHEET_MAX_BYTES };
  g_auto (Relations) relations = { NULL, NULL, NULL };
  g_autoptr (GError) local_error = NULL;
  const char *path;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (!check_kind (bytes, error))
    return NULL;
  if (!read_relations (&archive, "_rels/.rels", "", &relations, &local_error))
    {
      if (terrain_xlsx_has_part (&archive, "content.xml", NULL))
        g_set_error_literal (error, TERRAIN_SPREADSHEET_ERROR, TERRAIN_SPREADSHEET_ERROR_NOT_A_SPREADSHEET,
                             _("This is an OpenDocument file. Save it as “.xlsx”, or as a folder of “.csv” files."));
      else
        g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  path = g_hash_table_lookup (relations.by_type, "officeDocument");
  if (path == NULL || g_str_has_suffix (path, ".bin") || !terrain_xlsx_has_part (&archive, path, NULL))
    {
      g_set_error_literal (error, TERRAIN_SPREADSHEET_ERROR, TERRAIN_SPREADSHEET_ERROR_NOT_A_SPREADSHEET,
                           _("This is not a workbook. Save it as “.xlsx”, or as a folder of “.csv” files."));
      return NULL;
    }
  return read_workbook (&archive, path, error);
}
