/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-report-table.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <math.h>
#include <string.h>

#include "terrain-report-private.h"

/* What rounding each part alone may do to their sum, in units of the last place printed (source facts, section 3). */
#define TOLERANCE 1

static void
measure_free (TerrainReportMeasure *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self);
}

static void
row_free (TerrainReportRow *self)
{
  g_strfreev (self->keys);
  g_strfreev (self->labels);
  g_free (self);
}

void
terrain_report_table_free (TerrainReportTable *self)
{
  g_free (self->indicator);
  g_free (self->title);
  g_strfreev (self->dimensions);
  g_strfreev (self->columns);
  g_ptr_array_unref (self->measures);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->notes);
  g_free (self->cells);
  g_free (self);
}

guint
terrain_report_table_get_n_columns (const TerrainReportTable *self)
{
  return g_strv_length (self->columns);
}

const TerrainReportCell *
terrain_report_table_get (const TerrainReportTable *self, guint row, guint measure, guint column)
{
  guint n_columns = terrain_report_table_get_n_columns (self);

  g_return_val_if_fail (row < self->rows->len && measure < self->measures->len && column < n_columns, NULL);
  return &self->cells[(row * self->measures->len + measure) * n_columns + column];
}

static const char *
translate (const char *text)
{
  return *text != '\0' ? g_dgettext (TERRAIN_REPORT_DOMAIN, text) : text;
}

/* Rows */

static char *
find_list_label (TerrainReport *report, const TerrainDimension *dimension, const char *key, const GDate *day)
{
  TerrainReportList *list = terrain_report_get_list (report, dimension->list);
  g_autofree char *column = g_strconcat ("label_", report->language, NULL);
  const char *label = NULL;
  char text[16] = "";

  if (list == NULL)
    return NULL;
  g_date_strftime (text, sizeof text, "%Y-%m-%d", day);
  label = terrain_report_list_find (list, "name", key, column, text);
  if (label == NULL)
    label = terrain_report_list_find (list, "name", key, "label", text);
  if (label == NULL)
    label = terrain_report_list_find (list, "name", key, "label", NULL);
  return g_strdup (label);
}

char *
terrain_report_dup_label (TerrainReport *self, const TerrainDimension *dimension, const char *key, const GDate *day)
{
  g_autofree char *label = NULL;

  if (*key == '\0')
    return g_strdup (_("All"));
  if (dimension->kind == TERRAIN_DIMENSION_WEEKDAY)
    /* Sunday is the first of nl_langinfo's days, and the last of GDate's. */
    return g_strdup (nl_langinfo (DAY_1 + (int) (g_ascii_strtoull (key, NULL, 10) % 7)));
  if (dimension->kind == TERRAIN_DIMENSION_MONTH)
    return g_strdup (nl_langinfo (MON_1 + (int) CLAMP (g_ascii_strtoull (key, NULL, 10), 1, 12) - 1));
  if (dimension->kind == TERRAIN_DIMENSION_HOUR)
    return g_strdup_printf ("%s:00", key);
  if (dimension->list != NULL)
    label = find_list_label (self, dimension, key, day);
  for (guint i = 0; label == NULL && self->labels != NULL && i < dimension->choices->len; i++)
    {
      g_auto (GStrv) place = g_strsplit (g_ptr_array_index (dimension->choices, i), "/", 2);

      label = self->labels (place[0], place[1], key, self->labels_data);
    }
  return label != NULL ? g_steal_pointer (&label) : g_strdup (key);
}

static char *
find_label (TerrainFilling *self, const TerrainDimension *dimension, const char *key)
{
  const TerrainPeriod *last = g_ptr_array_index (self->periods, self->periods->len - 1);

  return terrain_report_dup_label (self->report, dimension, key, &last->last);
}

static const char *
find_item_label (const TerrainIndicator *indicator, const char *item)
{
  for (guint i = 0; indicator->items[i] != NULL; i++)
    if (g_str_equal (indicator->items[i], item))
      return translate (indicator->item_labels[i]);
  return item;
}

static void
add_row (TerrainFilling *self, const char *key)
{
  const TerrainIndicator *indicator = self->data->indicator;
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  TerrainReportRow *row = g_new0 (TerrainReportRow, 1);
  guint shift = indicator->items != NULL ? 1 : 0;
  guint n_parts = self->data->dimensions->len + shift;

  row->keys = n_parts > 0 ? g_strsplit (key, TERRAIN_KEY_SEPARATOR, 0) : g_new0 (char *, 1);
  if (n_parts == 1 && *key == '\0')
    {
      /* g_strsplit() makes nothing of nothing. */
      g_strfreev (row->keys);
      row->keys = g_strsplit (TERRAIN_KEY_SEPARATOR, TERRAIN_KEY_SEPARATOR, 1);
      *row->keys[0] = '\0';
    }
  row->is_total = self->data->dimensions->len > 0;
  if (shift > 0)
    g_strv_builder_add (labels, find_item_label (indicator, row->keys[0]));
  for (guint i = shift; i < n_parts; i++)
    {
      g_autofree char *label = find_label (self, g_ptr_array_index (self->data->dimensions, i - shift), row->keys[i]);

      g_strv_builder_add (labels, label);
      row->is_total = row->is_total && *row->keys[i] == '\0';
    }
  row->labels = g_strv_builder_end (labels);
  g_ptr_array_add (self->table->rows, row);
  g_ptr_array_add (self->keys, g_strdup (key));
}

/* Whether a key is a row of the table rather than only the whole of some shares. */
static gboolean
is_row (TerrainFilling *self, const char *key)
{
  g_auto (GStrv) parts = g_strsplit (key, TERRAIN_KEY_SEPARATOR, 0);
  guint shift = self->data->indicator->items != NULL ? 1 : 0;
  guint n_blank = 0, n = 0;

  for (guint i = shift; g_strv_length (parts) > shift && parts[i] != NULL; i++, n++)
    n_blank += *parts[i] == '\0' ? 1 : 0;
  if (shift > 0 && (parts[0] == NULL || *parts[0] == '\0'))
    return FALSE;
  return n_blank == 0 || n_blank == n;
}

static guint
find_item (const TerrainIndicator *indicator, const char *item)
{
  for (guint i = 0; indicator->items[i] != NULL; i++)
    if (g_str_equal (indicator->items[i], item))
      return i;
  return G_MAXUINT;
}

static int
compare_parts (TerrainFilling *self, guint part, const char *left, const char *right)
{
  guint shift = self->data->indicator->items != NULL ? 1 : 0;
  const TerrainDimension *dimension = NULL;
  char *end_left, *end_right;
  double number_left = g_ascii_strtod (left, &end_left), number_right = g_ascii_strtod (right, &end_right);

  if (part < shift)
    return (int) find_item (self->data->indicator, left) - (int) find_item (self->data->indicator, right);
  /* The total of the rows above. */
  if (*left == '\0' || *right == '\0')
    return (*left == '\0') - (*right == '\0');
  dimension = g_ptr_array_index (self->data->dimensions, part - shift);
  if (dimension->list != NULL && terrain_report_get_list (self->report, dimension->list) != NULL)
    {
      TerrainReportList *list = terrain_report_get_list (self->report, dimension->list);
      guint place_left = terrain_report_list_get_position (list, left);
      guint place_right = terrain_report_list_get_position (list, right);

      if (place_left != place_right)
        return place_left < place_right ? -1 : 1;
    }
  if (*end_left == '\0' && *end_right == '\0' && fabs (number_left - number_right) > 0)
    return number_left < number_right ? -1 : 1;
  return strcmp (left, right);
}

static int
compare_keys (gconstpointer a, gconstpointer b, gpointer user_data)
{
  g_auto (GStrv) left = g_strsplit (*(const char *const *) a, TERRAIN_KEY_SEPARATOR, 0);
  g_auto (GStrv) right = g_strsplit (*(const char *const *) b, TERRAIN_KEY_SEPARATOR, 0);
  int order = 0;

  for (guint i = 0; order == 0 && left[i] != NULL && right[i] != NULL; i++)
    order = compare_parts (user_data, i, left[i], right[i]);
  /* What has no parts is the total. */
  return order != 0 ? order : (left[0] == NULL) - (right[0] == NULL);
}

static void
add_rows (TerrainFilling *self)
{
  g_autoptr (GPtrArray) keys = terrain_report_list_keys (self->data->rows);

  g_ptr_array_sort_with_data (keys, compare_keys, self);
  for (guint i = 0; i < keys->len; i++)
    if (is_row (self, g_ptr_array_index (keys, i)))
      add_row (self, g_ptr_array_index (keys, i));
  if (self->data->indicator->is_like_for_like && self->data->dimensions->len > 0 && self->table->rows->len > 0)
    {
      TerrainReportRow *row = g_new0 (TerrainReportRow, 1);

      row->keys = g_new0 (char *, 1);
      row->labels = g_strsplit (_("Like for like"), TERRAIN_KEY_SEPARATOR, 1);
      row->is_total = row->is_like_for_like = TRUE;
      g_ptr_array_add (self->table->rows, row);
      g_ptr_array_add (self->keys, g_strdup (""));
    }
}

/* Columns and measures */

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_periods (TerrainFilling *self)
{
  const TerrainPeriods *periods = &self->report->periods;
  g_autoptr (GPtrArray) keys = NULL;

  g_auto (GStrv) fixed = terrain_periods_dup_fixed (periods);

  for (guint i = 0; fixed[i] != NULL; i++)
    g_hash_table_add (self->data->periods, g_strdup (fixed[i]));
  keys = terrain_report_list_keys (self->data->periods);
  g_ptr_array_sort (keys, compare_texts);
  for (guint i = 0; i < keys->len; i++)
    g_ptr_array_add (self->periods,
                     terrain_periods_get (periods, g_ptr_array_index (keys, i), self->data->indicator->to_date));
}

static void
add_headers (TerrainFilling *self)
{
  const TerrainIndicator *indicator = self->data->indicator;
  g_autoptr (GStrvBuilder) columns = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) dimensions = g_strv_builder_new ();

  if (indicator->items != NULL)
    g_strv_builder_add (dimensions, "");
  for (guint i = 0; i < self->data->dimensions->len; i++)
    g_strv_builder_add (dimensions,
                        translate (((TerrainDimension *) g_ptr_array_index (self->data->dimensions, i))->title));
  for (guint i = 0; i < self->periods->len; i++)
    g_strv_builder_add (columns, ((TerrainPeriod *) g_ptr_array_index (self->periods, i))->label);
  self->table->dimensions = g_strv_builder_end (dimensions);
  self->table->columns = g_strv_builder_end (columns);
  for (guint i = 0; i < indicator->measures->len; i++)
    {
      const TerrainMeasure *measure = g_ptr_array_index (indicator->measures, i);
      TerrainReportMeasure *shown;

      if (measure->is_hidden)
        continue;
      shown = g_new0 (TerrainReportMeasure, 1);
      shown->id = g_strdup (measure->id);
      shown->title = g_strdup (translate (measure->title));
      shown->unit = measure->unit;
      self->measures[self->table->measures->len] = i;
      g_ptr_array_add (self->table->measures, shown);
    }
}

/* Notes */

static TerrainCellFlags
collect_flags (const TerrainReportTable *table)
{
  guint n = table->rows->len * table->measures->len * terrain_report_table_get_n_columns (table);
  TerrainCellFlags flags = 0;

  for (guint i = 0; i < n; i++)
    flags |= table->cells[i].flags;
  return flags;
}

/* Shares of a whole, each rounded, against 100. */
static void
note_sum (TerrainFilling *self, guint measure, guint column)
{
  double sum = 0, unit = 0;
  guint n = 0;

  for (guint i = 0; i < self->table->rows->len; i++)
    {
      const TerrainReportRow *row = g_ptr_array_index (self->table->rows, i);
      const TerrainReportCell *cell = terrain_report_table_get (self->table, i, measure, column);

      if (cell->flags & TERRAIN_CELL_HIDDEN)
        return;
      if (row->is_total || isnan (cell->value))
        continue;
      sum += terrain_round_half_up (cell->value, cell->decimals);
      unit = pow (10, -(double) cell->decimals);
      n++;
    }
  if (n < 2 || fabs (sum - 100) < unit / 2)
    return;
  if (fabs (sum - 100) < (TOLERANCE + 0.5) * unit * n / 2)
    g_ptr_array_add (self->table->notes,
                     g_strdup_printf (_("%s: rounded one by one, the shares do not add up to 100 exactly."),
                                      self->table->columns[column]));
  else
    g_ptr_array_add (self->table->notes,
                     g_strdup_printf (_("%s: the shares do not add up to 100; some gave no answer here."),
                                      self->table->columns[column]));
}

/* What is sealed for somebody else is not counted, and that is said. */
static void
note_unreadable (TerrainFilling *self)
{
  g_autoptr (GHashTable) forms = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) names = NULL;
  guint n = 0;

  for (guint i = 0; i < self->data->indicator->measures->len; i++)
    {
      const TerrainMeasure *measure = g_ptr_array_index (self->data->indicator->measures, i);

      for (guint j = 0; measure->sources[j] != NULL; j++)
        for (guint k = 0; k < measure->sources[j]->len; k++)
          g_hash_table_add (forms, ((TerrainSource *) g_ptr_array_index (measure->sources[j], k))->form);
    }
  names = terrain_report_list_keys (forms);
  for (guint i = 0; i < names->len; i++)
    n += GPOINTER_TO_UINT (g_hash_table_lookup (self->report->unreadable, g_ptr_array_index (names, i)));
  if (n > 0)
    g_ptr_array_add (self->table->notes,
                     g_strdup_printf (ngettext ("%u encrypted record cannot be read here; it is not counted.",
                                                "%u encrypted records cannot be read here; they are not counted.", n),
                                      n));
}

static void
add_notes (TerrainFilling *self)
{
  TerrainCellFlags flags = collect_flags (self->table);
  GPtrArray *notes = self->table->notes;

  if (flags & (TERRAIN_CELL_INCOMPLETE | TERRAIN_CELL_INCOMPLETE_BASE))
    g_ptr_array_add (notes, g_strdup (_("* Not comparable: one of the two periods is not complete.")));
  if (flags & TERRAIN_CELL_INCOMPLETE)
    g_ptr_array_add (notes, g_strdup (_("(…) The period is not complete.")));
  if (flags & TERRAIN_CELL_HIDDEN)
    g_ptr_array_add (notes, g_strdup (_("‹…› Not shown: it rests on too few answers.")));
  if (flags & TERRAIN_CELL_SMALL)
    g_ptr_array_add (notes, g_strdup (_("! To be read with caution: it rests on few answers.")));
  if (flags & TERRAIN_CELL_SIGNIFICANT)
    g_ptr_array_add (notes, g_strdup (_("† More than chance (95 %).")));
  note_unreadable (self);
  if (self->data->indicator->has_several)
    g_ptr_array_add (notes, g_strdup (_("Several answers were possible: the shares may exceed 100 together.")));
  for (guint i = 0; i < self->table->measures->len && !self->data->indicator->has_several; i++)
    {
      const TerrainMeasure *measure = g_ptr_array_index (self->data->indicator->measures, self->measures[i]);

      for (guint j = 0; measure->aggregate == TERRAIN_AGGREGATE_DISTRIBUTION && self->data->dimensions->len == 1
                        && j < self->periods->len;
           j++)
        note_sum (self, i, j);
    }
}

TerrainReportTable *
terrain_report_make_table (TerrainReport *report, TerrainReportData *data)
{
  TerrainReportTable *table = g_new0 (TerrainReportTable, 1);
  g_autoptr (GPtrArray) periods = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_period_free);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autofree guint *measures = g_new0 (guint, data->indicator->measures->len);
  TerrainFilling filling = { .report = report, .data = data, .table = table, .periods = periods, .keys = keys,
                             .measures = measures };

  table->indicator = g_strdup (data->indicator->id);
  table->title = g_strdup (translate (data->indicator->title));
  table->measures = g_ptr_array_new_with_free_func ((GDestroyNotify) measure_free);
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  table->notes = g_ptr_array_new_with_free_func (g_free);
  add_periods (&filling);
  add_headers (&filling);
  if (periods->len > 0)
    add_rows (&filling);
  table->cells = g_new0 (TerrainReportCell, table->rows->len * table->measures->len * periods->len + 1);
  terrain_report_fill (&filling);
  terrain_report_hide_small (&filling);
  add_notes (&filling);
  return table;
}
