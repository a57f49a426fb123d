/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-po-file-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "terrain-catalog.h"

/* A form of 5,000 texts has a po file of about 1 MiB. */
#define MAX_PO_SIZE (32 * 1024 * 1024)

/* Only plain files of a size that can be meant; nothing that blocks or has no end. */
static gboolean
load_contents (const char *path, char **contents, gsize *length, GError **error)
{
  GStatBuf status;
  g_autoptr (GError) local = NULL;

  if (g_stat (path, &status) != 0)
    {
      g_set_error (error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_READ,
                   _("The translation “%s” cannot be read: %s."), path, g_strerror (errno));
      return FALSE;
    }
  if (!S_ISREG (status.st_mode) || status.st_size > MAX_PO_SIZE)
    {
      g_set_error (error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_READ,
                   _("“%s” is not a translation: it is not a file, or larger than %d MiB."), path,
                   MAX_PO_SIZE / (1024 * 1024));
      return FALSE;
    }
  if (!g_file_get_contents (path, contents, length, &local))
    {
      g_set_error (error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_READ,
                   _("The translation “%s” cannot be read: %s."), path, local->message);
      return FALSE;
    }
  return TRUE;
}

static gboolean
is_utf16 (const char *contents, gsize length)
{
  return length >= 2 && (memcmp (contents, "\xff\xfe", 2) == 0 || memcmp (contents, "\xfe\xff", 2) == 0);
}

char *
terrain_po_header_dup_field (const char *header, const char *name)
{
  gsize length = strlen (name);

  for (const char *line = header; line != NULL; line = strchr (line, '\n'))
    {
      line += *line == '\n';
      if (g_ascii_strncasecmp (line, name, length) == 0 && line[length] == ':')
        return g_strstrip (g_strndup (line + length + 1, strcspn (line + length + 1, "\n")));
    }
  return NULL;
}

char *
terrain_po_dup_language_of_name (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);

  if (!g_str_has_suffix (base, ".po"))
    return NULL;
  base[strlen (base) - strlen (".po")] = '\0';
  return terrain_language_dup_tag (base);
}

/* A name such as "CHARSET" (what a template has) or none means UTF-8, the one every tool writes now. */
static char *
dup_charset (const char *header)
{
  g_autofree char *type = header != NULL ? terrain_po_header_dup_field (header, "Content-Type") : NULL;
  const char *charset = type != NULL ? strstr (type, "charset=") : NULL;
  gsize length;

  if (charset == NULL)
    return NULL;
  charset += strlen ("charset=");
  length = strcspn (charset, "; \t\n");
  if (length == 0 || (length == strlen ("CHARSET") && strncmp (charset, "CHARSET", length) == 0))
    return NULL;
  return g_strndup (charset, length);
}

static gboolean
is_utf8_name (const char *charset)
{
  return g_ascii_strcasecmp (charset, "UTF-8") == 0 || g_ascii_strcasecmp (charset, "UTF8") == 0
         || g_ascii_strcasecmp (charset, "ASCII") == 0 || g_ascii_strcasecmp (charset, "US-ASCII") == 0;
}

/* Returns: whether the contents are other bytes now */
static gboolean
convert_contents (TerrainPoFile *self, const char *charset, GPtrArray *issues)
{
  g_autofree char *converted = NULL;
  gsize length = 0;

  if (self->header == NULL)
    {
      terrain_issue_list_add (issues, TERRAIN_ISSUE_WARNING, "po-header", NULL, 1,
                              _("The file has no header (an entry with an empty msgid, at its beginning); it is read as "
                                "UTF-8. Open it in a translation editor and save it again, which adds one."));
      return FALSE;
    }
  if (charset == NULL)
    {
      terrain_issue_list_add (issues, TERRAIN_ISSUE_WARNING, "po-charset", NULL, 1,
                              _("The file does not say its character set; it is read as UTF-8. Save it again in a "
                                "translation editor, or add the line “Content-Type: text/plain; charset=UTF-8” to "
                                "its header."));
      return FALSE;
    }
  if (is_utf8_name (charset))
    return FALSE;
  /* Text in another encoding that happens to be well-formed UTF-8 does not occur. */
  if (!g_utf8_validate_len (self->contents, self->length, NULL))
    converted = g_convert (self->contents, (gssize) self->length, "UTF-8", charset, NULL, &length, NULL);
  if (converted == NULL)
    {
      terrain_issue_list_add (issues, TERRAIN_ISSUE_WARNING, "po-charset", NULL, 1,
                              _("The file says its character set is %s, but it is written in another one; it is read "
                                "as UTF-8. Change the charset in its header to UTF-8."),
                              charset);
      return FALSE;
    }
  g_free (self->contents);
  self->contents = g_steal_pointer (&converted);
  self->length = length;
  return TRUE;
}

static TerrainPoFile *
terrain_po_file_new (char *contents, gsize length)
{
  TerrainPoFile *self = g_new0 (TerrainPoFile, 1);
  gsize mark = length >= 3 && memcmp (contents, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  if (mark > 0)
    memmove (contents, contents + mark, length - mark);
  self->contents = contents;
  self->length = length - mark;
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_po_entry_free);
  self->obsolete = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_po_entry_free);
  return self;
}

static void
forget_entries (TerrainPoFile *self)
{
  g_clear_pointer (&self->header, terrain_po_entry_free);
  g_ptr_array_set_size (self->entries, 0);
  g_ptr_array_set_size (self->obsolete, 0);
}

/* The header is ASCII in whatever character set, but where it stands only a parser knows. */
static gboolean
parse (TerrainPoFile *self, GPtrArray *issues, GError **error)
{
  g_autoptr (GPtrArray) found = terrain_issue_list_new ();
  g_autofree char *charset = NULL;

  if (!terrain_po_file_parse (self, found, error))
    return FALSE;
  charset = dup_charset (self->header != NULL ? self->header->text : NULL);
  if (convert_contents (self, charset, issues))
    {
      self->was_converted = TRUE;
      forget_entries (self);
      g_ptr_array_set_size (found, 0);
      if (!terrain_po_file_parse (self, found, error))
        return FALSE;
    }
  g_ptr_array_extend_and_steal (issues, g_steal_pointer (&found));
  return TRUE;
}

TerrainPoFile *
terrain_po_file_read (const char *path, GPtrArray *issues, GError **error)
{
  g_autoptr (TerrainPoFile) self = NULL;
  g_autofree char *contents = NULL;
  gsize length = 0;

  if (!load_contents (path, &contents, &length, error))
    return NULL;
  if (is_utf16 (contents, length))
    {
      g_set_error (error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_NOT_PO,
                   _("The translation “%s” is saved as UTF-16. Save it as UTF-8."), path);
      return NULL;
    }
  self = terrain_po_file_new (g_steal_pointer (&contents), length);
  if (!parse (self, issues, error))
    return NULL;
  if (self->entries->len == 0 && self->header == NULL)
    {
      g_set_error (error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_NOT_PO,
                   _("“%s” is not a translation (po file), or nothing of it can be read."), path);
      return NULL;
    }
  if (self->header != NULL)
    {
      self->language = terrain_po_header_dup_field (self->header->text, "Language");
      self->language_name = terrain_po_header_dup_field (self->header->text, "X-Terrain-Language");
    }
  return g_steal_pointer (&self);
}

void
terrain_po_file_free (TerrainPoFile *self)
{
  forget_entries (self);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->obsolete);
  g_free (self->contents);
  g_free (self->language);
  g_free (self->language_name);
  g_free (self);
}
