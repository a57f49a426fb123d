/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-local-entities-private.h"

#include <string.h>

#define VERSION "__version"
#define TRUNK "__trunkVersion"
#define BRANCH "__branchId"
/* As the engine's, which says so of a list that is larger. */
#define MAX_COLUMNS 1000
#define MAX_CELLS 3000000

/* A list in memory. Rows may be shorter than the header. */
typedef struct
{
  GPtrArray *header; /* of char * */
  GPtrArray *rows;   /* of GPtrArray of char * */
  GHashTable *index; /* id → row */
  GHashTable *local; /* rows that were changed here */
  const char *device;
} List;

static void
list_clear (List *self)
{
  g_clear_pointer (&self->header, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->index, g_hash_table_unref);
  g_clear_pointer (&self->local, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (List, list_clear)

/* Returns: (nullable): NULL where a quotation mark is never closed */
static char *
read_cell (const char **at, const char *end, gboolean *is_last)
{
  GString *cell = g_string_new (NULL);
  gboolean is_quoted = *at < end && **at == '"';

  if (is_quoted)
    (*at)++;
  for (; *at < end; (*at)++)
    {
      if (is_quoted && **at == '"' && *at + 1 < end && (*at)[1] == '"')
        (*at)++;
      else if (is_quoted && **at == '"')
        {
          is_quoted = FALSE;
          continue;
        }
      else if (!is_quoted && (**at == ',' || **at == '\n' || **at == '\r'))
        break;
      g_string_append_c (cell, **at);
    }
  if (is_quoted)
    {
      g_string_free (cell, TRUE);
      return NULL;
    }
  *is_last = *at >= end || **at != ',';
  if (*at < end && **at == '\r' && *at + 1 < end && (*at)[1] == '\n')
    (*at)++;
  if (*at < end)
    (*at)++;
  return g_string_free (cell, FALSE);
}

/* Returns: (transfer full) (nullable): NULL where it is broken or larger than a list can be */
static GPtrArray *
read_row (const char **at, const char *end)
{
  g_autoptr (GPtrArray) row = g_ptr_array_new_with_free_func (g_free);
  gboolean is_last = FALSE;

  while (!is_last)
    {
      char *cell = row->len < MAX_COLUMNS ? read_cell (at, end, &is_last) : NULL;

      if (cell == NULL)
        return NULL;
      g_ptr_array_add (row, cell);
    }
  return g_steal_pointer (&row);
}

static guint
ensure_column (List *self, const char *name)
{
  for (guint i = 0; i < self->header->len; i++)
    {
      if (g_str_equal (self->header->pdata[i], name))
        return i;
    }
  g_ptr_array_add (self->header, g_strdup (name));
  return self->header->len - 1;
}

static const char *
get_cell (List *self, GPtrArray *row, const char *column)
{
  guint i = ensure_column (self, column);

  return i < row->len ? row->pdata[i] : "";
}

static void
set_cell (List *self, GPtrArray *row, const char *column, const char *value)
{
  guint i = ensure_column (self, column);

  while (row->len <= i)
    g_ptr_array_add (row, g_strdup (""));
  g_free (row->pdata[i]);
  row->pdata[i] = g_strdup (value);
}

static void
set_number (List *self, GPtrArray *row, const char *column, guint64 number)
{
  g_autofree char *text = number > 0 ? g_strdup_printf ("%" G_GUINT64_FORMAT, number) : g_strdup ("");

  set_cell (self, row, column, text);
}

static guint64
get_version (List *self, GPtrArray *row)
{
  guint64 version;

  return g_ascii_string_to_unsigned (get_cell (self, row, VERSION), 10, 0, G_MAXINT64, &version, NULL) ? version : 0;
}

/* The offline sequence that begins at @version: the same whenever the list is read, for drafts are gone on with. */
static char *
make_branch (List *self, const char *id, guint64 version)
{
  g_autofree char *seed = g_strdup_printf ("%s\n%s\n%" G_GUINT64_FORMAT, self->device, id, version);
  g_autofree char *hex = g_compute_checksum_for_string (G_CHECKSUM_SHA256, seed, -1);

  return g_strdup_printf ("%.8s-%.4s-4%.3s-8%.3s-%.12s", hex, hex + 8, hex + 12, hex + 15, hex + 18);
}

static void
begin_branch (List *self, GPtrArray *row, const char *id, guint64 version)
{
  g_autofree char *branch = make_branch (self, id, version);

  set_number (self, row, TRUNK, version);
  set_cell (self, row, BRANCH, branch);
}

static void
add_row (List *self, GPtrArray *row)
{
  const char *id = get_cell (self, row, "name");
  guint64 version = get_version (self, row);

  g_hash_table_insert (self->index, g_strdup (id), row);
  g_ptr_array_add (self->rows, row);
  if (version > 0 && *get_cell (self, row, BRANCH) == '\0')
    begin_branch (self, row, id, version);
}

/* FALSE for what the engine will not read as a list of commas either, or will read in its own way. */
static gboolean
read_list (List *self, GBytes *csv, const char *device)
{
  gsize size;
  const char *at = g_bytes_get_data (csv, &size);
  const char *end = at + size;

  if (size == 0 || memchr (at, '\0', size) != NULL)
    return FALSE;
  if (size >= 3 && memcmp (at, "\xef\xbb\xbf", 3) == 0)
    at += 3;
  self->device = device;
  self->header = read_row (&at, end);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->local = g_hash_table_new (NULL, NULL);
  if (self->header == NULL || !g_ptr_array_find_with_equal_func (self->header, "name", g_str_equal, NULL))
    return FALSE;
  while (at < end)
    {
      GPtrArray *row = (self->rows->len + 1) * self->header->len <= MAX_CELLS ? read_row (&at, end) : NULL;

      if (row == NULL)
        return FALSE;
      add_row (self, row);
    }
  return TRUE;
}

static void
store_values (List *self, GPtrArray *row, JsonObject *change)
{
  const char *label = json_object_get_string_member_with_default (change, "label", NULL);
  JsonNode *node = json_object_get_member (change, "properties");
  JsonObject *properties = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (GList) names = properties != NULL ? json_object_get_members (properties) : NULL;

  if (label != NULL)
    set_cell (self, row, "label", label);
  for (GList *link = names; link != NULL; link = link->next)
    {
      if (!g_str_equal (link->data, "name") && !g_str_equal (link->data, "label"))
        set_cell (self, row, link->data, json_object_get_string_member_with_default (properties, link->data, ""));
    }
}

static void
create (List *self, const char *id, JsonObject *change)
{
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

  set_cell (self, row, "name", id);
  store_values (self, row, change);
  begin_branch (self, row, id, 0);
  set_number (self, row, VERSION, 1);
  g_hash_table_insert (self->index, g_strdup (id), row);
  g_hash_table_add (self->local, row);
  g_ptr_array_add (self->rows, row);
}

/* A list without versions (made by hand) gets none: an update from it is a plain one. */
static void
update (List *self, GPtrArray *row, JsonObject *change)
{
  guint64 version = get_version (self, row);
  guint64 base = (guint64) json_object_get_int_member_with_default (change, "base", 0);
  const char *branch = json_object_get_string_member_with_default (change, "branch", NULL);

  if (version > base && !g_hash_table_contains (self->local, row))
    return; /* the server has it, or something later */
  store_values (self, row, change);
  if (version > 0)
    set_number (self, row, VERSION, MAX (version, base) + 1);
  /* The sequence that the change was sent in goes on, whatever the list began. */
  if (branch != NULL)
    {
      set_number (self, row, TRUNK, (guint64) json_object_get_int_member_with_default (change, "trunk", 0));
      set_cell (self, row, BRANCH, branch);
    }
  g_hash_table_add (self->local, row);
}

static gboolean
is_of_list (JsonObject *change, const char *list)
{
  return g_str_equal (json_object_get_string_member_with_default (change, "list", ""), list);
}

static void
apply_all (List *self, JsonArray *changes, const char *list)
{
  for (guint i = 0; changes != NULL && i < json_array_get_length (changes); i++)
    {
      JsonObject *change = json_array_get_object_element (changes, i);
      const char *id = json_object_get_string_member_with_default (change, "id", "");
      GPtrArray *row = g_hash_table_lookup (self->index, id);

      if (!is_of_list (change, list))
        continue;
      if (row != NULL && json_object_get_boolean_member_with_default (change, "update", FALSE))
        update (self, row, change);
      else if (row == NULL && json_object_get_boolean_member_with_default (change, "create", FALSE))
        create (self, id, change);
    }
}

static void
write_row (List *self, GPtrArray *row, GString *csv)
{
  for (guint i = 0; i < self->header->len; i++)
    {
      const char *text = i < row->len ? row->pdata[i] : "";
      g_auto (GStrv) parts = strpbrk (text, ",\"\r\n") != NULL ? g_strsplit (text, "\"", -1) : NULL;
      g_autofree char *quoted = parts != NULL ? g_strjoinv ("\"\"", parts) : NULL;

      if (i > 0)
        g_string_append_c (csv, ',');
      if (quoted != NULL)
        g_string_append_printf (csv, "\"%s\"", quoted);
      else
        g_string_append (csv, text);
    }
  g_string_append_c (csv, '\n');
}

static gboolean
has_versions (GBytes *csv)
{
  gsize size;
  const char *text = g_bytes_get_data (csv, &size);
  const char *end = size > 0 ? memchr (text, '\n', size) : NULL;

  return size > 0 && g_strstr_len (text, end != NULL ? end - text : (gssize) size, VERSION) != NULL;
}

GBytes *
terrain_local_entities_apply (JsonArray *changes, const char *list, const char *device, GBytes *csv)
{
  g_autoptr (GBytes) none = csv == NULL ? g_bytes_new_static ("name,label\n", strlen ("name,label\n")) : NULL;
  g_auto (List) rows = { 0 };
  gboolean is_changed = FALSE;
  GString *text;

  for (guint i = 0; !is_changed && changes != NULL && i < json_array_get_length (changes); i++)
    is_changed = is_of_list (json_array_get_object_element (changes, i), list);
  if (!is_changed && (csv == NULL || !has_versions (csv)))
    return csv != NULL ? g_bytes_ref (csv) : NULL;

  if (!read_list (&rows, csv != NULL ? csv : none, device))
    return csv != NULL ? g_bytes_ref (csv) : NULL;
  apply_all (&rows, changes, list);
  text = g_string_new (NULL);
  write_row (&rows, rows.header, text);
  for (guint i = 0; i < rows.rows->len; i++)
    write_row (&rows, rows.rows->pdata[i], text);
  return g_string_free_to_bytes (text);
}
