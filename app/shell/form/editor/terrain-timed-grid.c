/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-timed-grid.h"

#include <string.h>

#include "terrain-form-style.h"

#define APPEARANCE "x-timed-grid"
#define FIGURE "x-timed-grid-answer("
/* More than fits on any screen, and longer than anybody is tested: what a form says beyond is a slip. */
#define MOST_COLUMNS 30
#define MOST_ROWS 200
#define LONGEST (24 * 60 * 60)

/* How a form asks for it */

/* Collect looks for it at the beginning. (nullable): what stands in brackets */
static const char *
find_settings (TerrainControl *control)
{
  const char *appearance = terrain_control_get_appearance (control);

  if (appearance == NULL)
    return NULL;
  appearance += strspn (appearance, " \t\r\n");
  if (!g_str_has_prefix (appearance, APPEARANCE))
    return NULL;
  appearance += strlen (APPEARANCE);
  return strchr (" \t\r\n(", *appearance) != NULL ? appearance : NULL;
}

gboolean
terrain_timed_grid_fits (TerrainControl *control)
{
  return terrain_control_get_kind (control) == TERRAIN_CONTROL_SELECT && find_settings (control) != NULL;
}

static void
set_number (guint *number, const char *text, guint most)
{
  guint64 read;

  if (g_ascii_string_to_unsigned (text, 10, 0, most, &read, NULL))
    *number = (guint) read;
}

static gboolean
is_true (const char *text)
{
  return g_ascii_strcasecmp (text, "true") == 0 || g_str_equal (text, "1");
}

static void
set_type (TerrainTimedGridSettings *self, const char *text, gboolean *columns_told)
{
  static const struct
  {
    const char *name;
    guint columns;
  } types[] = {
    [TERRAIN_TIMED_GRID_LETTERS] = { "letters", 10 }, [TERRAIN_TIMED_GRID_WORDS] = { "words", 5 },
    [TERRAIN_TIMED_GRID_NUMBERS] = { "numbers", 5 },  [TERRAIN_TIMED_GRID_ARITHMETIC] = { "arithmetic", 2 },
    [TERRAIN_TIMED_GRID_READING] = { "reading", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_ascii_strcasecmp (text, types[i].name) == 0)
      {
        self->type = (TerrainTimedGridType) i;
        self->columns = types[i].columns;
      }
  *columns_told = *text != '\0' && strspn (text, "0123456789") == strlen (text);
  if (*columns_told)
    set_number (&self->columns, text, MOST_COLUMNS);
}

/* Of "(a = 1, b=2)" what @name is. (transfer full) (nullable) */
static char *
dup_setting (const char *text, const char *name)
{
  g_autofree char *pattern = g_strdup_printf ("(?<![\\w-])%s\\s*=\\s*([^,)]+)", name);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  char *found;

  if (!g_regex_match (regex, text, 0, &match))
    return NULL;
  found = g_match_info_fetch (match, 1);
  return g_strstrip (found);
}

TerrainTimedGridSettings *
terrain_timed_grid_settings_new (TerrainControl *control)
{
  TerrainTimedGridSettings *self = g_new0 (TerrainTimedGridSettings, 1);
  const char *text = find_settings (control);
  g_autofree char *type = dup_setting (text != NULL ? text : "", "type");
  gboolean columns_told = FALSE;
  guint finish = TERRAIN_TIMED_GRID_PICK;
  const struct
  {
    const char *name;
    guint *number;
    guint most;
  } numbers[] = {
    { "columns", &self->columns, MOST_COLUMNS }, { "page-rows", &self->page_rows, MOST_ROWS },
    { "duration", &self->duration, LONGEST },    { "end-after", &self->end_after, G_MAXUINT },
    { "finish", &finish, TERRAIN_TIMED_GRID_AT_ONCE },
  };

  self->columns = 10;
  self->page_rows = 5;
  self->duration = 120;
  self->end_after = 5;
  if (type != NULL)
    set_type (self, type, &columns_told);
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *number = dup_setting (text, numbers[i].name);

      if (number != NULL && !(columns_told && numbers[i].number == &self->columns))
        set_number (numbers[i].number, number, numbers[i].most);
    }
  g_autofree char *strict = dup_setting (text != NULL ? text : "", "strict");
  g_autofree char *pause = dup_setting (text != NULL ? text : "", "pause");
  self->strict = strict != NULL && is_true (strict);
  self->pause = pause != NULL && is_true (pause);
  self->finish = finish >= TERRAIN_TIMED_GRID_PICK ? (TerrainTimedGridFinish) finish : TERRAIN_TIMED_GRID_PICK;
  self->all_right = dup_setting (text != NULL ? text : "", "all-answered");
  if (self->all_right == NULL)
    self->all_right = g_strdup ("999");
  self->columns = MAX (self->columns, 1);
  self->page_rows = MAX (self->page_rows, 1);
  self->duration = MAX (self->duration, 1);
  return self;
}

void
terrain_timed_grid_settings_free (TerrainTimedGridSettings *self)
{
  if (self == NULL)
    return;
  g_free (self->all_right);
  g_free (self);
}

char *
terrain_timed_grid_dup_figure_of (TerrainItem *item, const char *ref)
{
  TerrainControl *control = terrain_item_get_control (item);
  const char *appearance = control != NULL ? terrain_control_get_appearance (control) : NULL;
  const char *at = appearance != NULL ? strstr (appearance, FIGURE) : NULL;
  g_autofree char *arguments = NULL;
  g_auto (GStrv) parts = NULL;
  char *end;

  if (at == NULL)
    return NULL;
  arguments = g_strdup (at + strlen (FIGURE));
  end = strchr (arguments, ')');
  if (end == NULL)
    return NULL;
  *end = '\0';
  parts = g_strsplit (arguments, ",", 2);
  if (parts[0] == NULL || parts[1] == NULL || !g_str_equal (g_strstrip (parts[0]), ref))
    return NULL;
  return g_strdup (g_strstrip (parts[1]));
}

/* How it went */

static void
item_free (gpointer data)
{
  TerrainTimedGridItem *item = data;

  g_free (item->value);
  g_free (item->text);
  g_free (item);
}

void
terrain_timed_grid_run_init (TerrainTimedGridRun *self)
{
  *self = (TerrainTimedGridRun){ .items = g_ptr_array_new_with_free_func (item_free), .last = -1 };
}

void
terrain_timed_grid_run_clear (TerrainTimedGridRun *self)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
}

static TerrainTimedGridItem *
item_at (const TerrainTimedGridRun *self, guint position)
{
  return self->items->pdata[position];
}

/* Commas, full stops and their like, alone. */
static gboolean
is_punctuation (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    switch (g_unichar_type (g_utf8_get_char (at)))
      {
      case G_UNICODE_CONNECT_PUNCTUATION:
      case G_UNICODE_DASH_PUNCTUATION:
      case G_UNICODE_CLOSE_PUNCTUATION:
      case G_UNICODE_FINAL_PUNCTUATION:
      case G_UNICODE_INITIAL_PUNCTUATION:
      case G_UNICODE_OTHER_PUNCTUATION:
      case G_UNICODE_OPEN_PUNCTUATION:
        break;
      default:
        return FALSE;
      }
  return *text != '\0';
}

void
terrain_timed_grid_run_fill (TerrainTimedGridRun *self, const TerrainTimedGridSettings *settings, GListModel *choices)
{
  g_ptr_array_set_size (self->items, 0);
  self->last = -1;
  self->has_all_right = FALSE;
  for (guint i = 0; choices != NULL && i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);
      TerrainTimedGridItem *item;

      if (g_str_equal (terrain_choice_get_value (choice), settings->all_right))
        {
          self->has_all_right = TRUE;
          continue;
        }
      item = g_new0 (TerrainTimedGridItem, 1);
      item->value = g_strdup (terrain_choice_get_value (choice));
      item->text = terrain_form_dup_plain_text (terrain_choice_get_label (choice));
      item->skipped = settings->type == TERRAIN_TIMED_GRID_READING && is_punctuation (item->text);
      g_ptr_array_add (self->items, item);
    }
}

void
terrain_timed_grid_run_reset (TerrainTimedGridRun *self)
{
  for (guint i = 0; i < self->items->len; i++)
    item_at (self, i)->wrong = FALSE;
  self->last = -1;
}

static int
find (const TerrainTimedGridRun *self, const char *value)
{
  for (guint i = 0; i < self->items->len; i++)
    if (g_str_equal (item_at (self, i)->value, value))
      return (int) i;
  return -1;
}

void
terrain_timed_grid_run_read (TerrainTimedGridRun *self, const char *value)
{
  g_auto (GStrv) words = g_strsplit_set (value, " \t\r\n", -1);

  terrain_timed_grid_run_reset (self);
  for (guint i = 0; words[i] != NULL; i++)
    {
      int position = find (self, words[i]);

      if (position < 0)
        continue;
      if (self->last >= 0)
        item_at (self, (guint) self->last)->wrong = TRUE;
      self->last = position;
    }
}

char *
terrain_timed_grid_run_dup_value (const TerrainTimedGridRun *self, const TerrainTimedGridSettings *settings)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (guint i = 0; i < self->items->len; i++)
    if (item_at (self, i)->wrong)
      g_string_append_printf (value, "%s ", item_at (self, i)->value);
  if (value->len == 0 && self->has_all_right)
    g_string_append_printf (value, "%s ", settings->all_right);
  if (self->last >= 0)
    g_string_append (value, item_at (self, (guint) self->last)->value);
  return g_strchomp (g_strdup (value->str));
}

guint
terrain_timed_grid_run_count_wrong (const TerrainTimedGridRun *self)
{
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    n += item_at (self, i)->wrong ? 1 : 0;
  return n;
}

/* From @position on by @step. */
static guint
count_from (const TerrainTimedGridRun *self, guint position, int step)
{
  guint n = 0;

  for (gint64 i = (gint64) position + step; i >= 0 && i < self->items->len; i += step)
    {
      const TerrainTimedGridItem *item = item_at (self, (guint) i);

      if (!item->wrong && !item->skipped)
        break;
      n += item->wrong ? 1 : 0;
    }
  return n;
}

guint
terrain_timed_grid_run_count_row (const TerrainTimedGridRun *self, guint position)
{
  return item_at (self, position)->wrong ? count_from (self, position, -1) + 1 + count_from (self, position, 1) : 0;
}

guint
terrain_timed_grid_run_get_first_end (const TerrainTimedGridRun *self)
{
  for (guint i = self->items->len; i > 0; i--)
    if (item_at (self, i - 1)->wrong)
      return i - 1;
  return 0;
}

static gboolean
is_first_line_wrong (const TerrainTimedGridRun *self, const TerrainTimedGridSettings *settings)
{
  if (settings->type == TERRAIN_TIMED_GRID_READING || self->items->len < settings->columns)
    return FALSE;
  for (guint i = 0; i < settings->columns; i++)
    if (!item_at (self, i)->wrong)
      return FALSE;
  return TRUE;
}

/* Their texts from @from to before @to, but for the wrong ones; commas between them. (transfer full) */
static char *
join_texts (const TerrainTimedGridRun *self, guint from, guint to)
{
  g_autoptr (GString) texts = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    if (!item_at (self, i)->wrong)
      g_string_append_printf (texts, "%s%s", texts->len > 0 ? ", " : "", item_at (self, i)->text);
  return g_strdup (texts->str);
}

static guint
count_punctuation (const TerrainTimedGridRun *self, guint to)
{
  guint n = 0;

  for (guint i = 0; i < to; i++)
    n += is_punctuation (item_at (self, i)->text) ? 1 : 0;
  return n;
}

char *
terrain_timed_grid_run_dup_figure (const TerrainTimedGridRun *self, const TerrainTimedGridSettings *settings, const char *name)
{
  guint attempted = (guint) (self->last + 1);
  guint wrong = terrain_timed_grid_run_count_wrong (self);
  guint number;

  if (g_str_equal (name, "correct-items"))
    return join_texts (self, 0, attempted);
  if (g_str_equal (name, "unanswered-items"))
    return join_texts (self, attempted, self->items->len);
  if (g_str_equal (name, "time-remaining"))
    number = self->seconds_left;
  else if (g_str_equal (name, "attempted-count"))
    number = attempted;
  else if (g_str_equal (name, "incorrect-count"))
    number = wrong;
  else if (g_str_equal (name, "correct-count"))
    number = attempted - MIN (wrong, attempted);
  else if (g_str_equal (name, "first-line-all-incorrect"))
    number = is_first_line_wrong (self, settings) ? 1 : 0;
  else if (g_str_equal (name, "sentences-passed"))
    number = count_punctuation (self, attempted);
  else if (g_str_equal (name, "punctuation-count"))
    number = count_punctuation (self, self->items->len);
  else
    return NULL;
  return g_strdup_printf ("%u", number);
}
