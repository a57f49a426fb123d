/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-report-private.h"

G_DEFINE_FINAL_TYPE (TerrainReport, terrain_report, G_TYPE_OBJECT)

static void
data_free (TerrainReportData *self)
{
  for (guint i = 0; i < self->indicator->measures->len; i++)
    g_hash_table_unref (self->cells[i]);
  g_free (self->cells);
  g_free (self->is_keyed);
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->periods);
  g_free (self);
}

static void
terrain_report_finalize (GObject *object)
{
  TerrainReport *self = TERRAIN_REPORT (object);

  g_ptr_array_unref (self->data);
  g_array_unref (self->periods.years);
  g_array_unref (self->periods.ranges);
  g_hash_table_unref (self->lists);
  g_hash_table_unref (self->seen);
  g_hash_table_unref (self->superseded);
  g_hash_table_unref (self->unreadable);
  g_hash_table_unref (self->filters);
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_clear_pointer (&self->wanted, g_hash_table_unref);
  if (self->labels_destroy != NULL)
    self->labels_destroy (self->labels_data);
  terrain_xpath_host_free (self->host);
  terrain_environment_unref (self->environment);
  terrain_indicators_unref (self->indicators);
  g_free (self->is_selected);
  g_free (self->language);
  G_OBJECT_CLASS (terrain_report_parent_class)->finalize (object);
}

static void
terrain_report_class_init (TerrainReportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = terrain_report_finalize;
}

static gint64
read_clock (gpointer user_data)
{
  return g_get_real_time ();
}

static void
terrain_report_init (TerrainReport *self)
{
  self->data = g_ptr_array_new_with_free_func ((GDestroyNotify) data_free);
  self->periods.years = g_array_new (FALSE, FALSE, sizeof (GDateYear));
  self->periods.ranges = g_array_new (FALSE, FALSE, sizeof (TerrainDays));
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) terrain_report_list_free);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->superseded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unreadable = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->filters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->environment = terrain_environment_new (read_clock, NULL, NULL);
  self->host = terrain_xpath_host_new (self->environment, NULL);
  self->language = g_strdup ("en");
  g_date_clear (&self->periods.from, 1);
  g_date_clear (&self->periods.to, 1);
}

TerrainReport *
terrain_report_new (TerrainIndicators *indicators, const GDate *today)
{
  TerrainReport *self;

  g_return_val_if_fail (indicators != NULL, NULL);
  g_return_val_if_fail (today != NULL && g_date_valid (today), NULL);

  self = g_object_new (TERRAIN_TYPE_REPORT, NULL);
  self->indicators = terrain_indicators_ref (indicators);
  self->is_selected = g_new0 (gboolean, terrain_indicators_get_n (indicators) + 1);
  self->periods.today = *today;
  return self;
}

gboolean
terrain_report_select (TerrainReport *self, const char *id, GError **error)
{
  guint index;

  g_return_val_if_fail (TERRAIN_IS_REPORT (self), FALSE);
  g_return_val_if_fail (self->data->len == 0, FALSE);

  if (!terrain_indicators_find (self->indicators, id, &index))
    {
      g_set_error (error, TERRAIN_REPORT_ERROR, TERRAIN_REPORT_ERROR_NOT_FOUND, _("There is no indicator “%s”"), id);
      return FALSE;
    }
  self->is_selected[index] = TRUE;
  self->is_any_selected = TRUE;
  g_clear_pointer (&self->wanted, g_hash_table_unref);
  return TRUE;
}

gboolean
terrain_report_is_wanted (TerrainReport *self, guint index)
{
  return !self->is_any_selected || self->is_selected[index];
}

void
terrain_report_set_range (TerrainReport *self, const GDate *from, const GDate *to)
{
  g_return_if_fail (TERRAIN_IS_REPORT (self));

  g_date_clear (&self->periods.from, 1);
  g_date_clear (&self->periods.to, 1);
  if (from != NULL)
    self->periods.from = *from;
  if (to != NULL)
    self->periods.to = *to;
}

void
terrain_report_set_periods (TerrainReport *self, TerrainReportPeriods periods)
{
  g_return_if_fail (TERRAIN_IS_REPORT (self));
  self->periods.periods = periods;
}

void
terrain_report_compare (TerrainReport *self, GDateYear year)
{
  g_return_if_fail (TERRAIN_IS_REPORT (self));
  g_return_if_fail (g_date_valid_year (year));
  g_array_append_val (self->periods.years, year);
}

gboolean
terrain_report_compare_days (TerrainReport *self, const GDate *from, const GDate *to)
{
  TerrainDays base = { 0 }, days = { 0 };

  g_return_val_if_fail (TERRAIN_IS_REPORT (self), FALSE);
  g_return_val_if_fail (g_date_valid (from) && g_date_valid (to), FALSE);
  g_return_val_if_fail (g_date_valid (&self->periods.from) && g_date_valid (&self->periods.to), FALSE);

  base.from = self->periods.from;
  base.to = self->periods.to;
  days.from = *from;
  days.to = *to;
  if (self->periods.ranges->len == 0)
    g_array_append_val (self->periods.ranges, base);
  for (guint i = 0; i < self->periods.ranges->len; i++)
    {
      const TerrainDays *other = &g_array_index (self->periods.ranges, TerrainDays, i);

      if (g_date_compare (from, &other->to) <= 0 && g_date_compare (to, &other->from) >= 0)
        return FALSE;
    }
  g_array_append_val (self->periods.ranges, days);
  return TRUE;
}

void
terrain_report_hide_below (TerrainReport *self, guint n)
{
  g_return_if_fail (TERRAIN_IS_REPORT (self));
  self->hide_below = n;
}

gboolean
terrain_report_set_filter (TerrainReport *self, const char *id, const char *value, GError **error)
{
  g_return_val_if_fail (TERRAIN_IS_REPORT (self), FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (terrain_indicators_find_filter (self->indicators, id) == NULL)
    {
      g_set_error (error, TERRAIN_REPORT_ERROR, TERRAIN_REPORT_ERROR_NOT_FOUND,
                   _("Figures cannot be narrowed by “%s”"), id);
      return FALSE;
    }
  g_hash_table_insert (self->filters, g_strdup (id), g_strdup (value));
  return TRUE;
}

void
terrain_report_collect (TerrainReport *self, const char *id)
{
  g_return_if_fail (TERRAIN_IS_REPORT (self));
  g_return_if_fail (terrain_indicators_find_filter (self->indicators, id) != NULL);

  if (self->values == NULL)
    self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  g_hash_table_insert (self->values, g_strdup (id), g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL));
}

static void
choice_free (TerrainReportChoice *self)
{
  g_free (self->value);
  g_free (self->label);
  g_free (self);
}

static int
compare_choices (gconstpointer a, gconstpointer b)
{
  const TerrainReportChoice *left = *(TerrainReportChoice *const *) a, *right = *(TerrainReportChoice *const *) b;

  return g_utf8_collate (left->label, right->label);
}

GPtrArray *
terrain_report_list_collected (TerrainReport *self, const char *id)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func ((GDestroyNotify) choice_free);
  GHashTable *found = self->values != NULL ? g_hash_table_lookup (self->values, id) : NULL;
  const TerrainDimension *dimension = terrain_indicators_find_filter (self->indicators, id);
  g_autoptr (GPtrArray) keys = found != NULL ? terrain_report_list_keys (found) : NULL;

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      TerrainReportChoice *choice = g_new0 (TerrainReportChoice, 1);

      choice->value = g_strdup (g_ptr_array_index (keys, i));
      choice->label = terrain_report_dup_label (self, dimension, choice->value, &self->periods.today);
      g_ptr_array_add (choices, choice);
    }
  g_ptr_array_sort (choices, compare_choices);
  return choices;
}

gboolean
terrain_report_add_list (TerrainReport *self, const char *name, GBytes *csv, GError **error)
{
  TerrainReportList *list;

  g_return_val_if_fail (TERRAIN_IS_REPORT (self), FALSE);

  list = terrain_report_list_parse (name, csv, error);
  if (list != NULL)
    g_hash_table_insert (self->lists, g_strdup (name), list);
  return list != NULL;
}

TerrainReportList *
terrain_report_get_list (TerrainReport *self, const char *name)
{
  return g_hash_table_lookup (self->lists, name);
}

void
terrain_report_set_language (TerrainReport *self, const char *language)
{
  g_return_if_fail (TERRAIN_IS_REPORT (self));
  g_free (self->language);
  self->language = g_strdup (language);
}

void
terrain_report_set_labels (TerrainReport *self, TerrainReportLabelFunc func, gpointer user_data,
                           GDestroyNotify destroy)
{
  g_return_if_fail (TERRAIN_IS_REPORT (self));
  if (self->labels_destroy != NULL)
    self->labels_destroy (self->labels_data);
  self->labels = func;
  self->labels_data = user_data;
  self->labels_destroy = destroy;
}

gboolean
terrain_report_wants (TerrainReport *self, const char *form_id)
{
  g_return_val_if_fail (TERRAIN_IS_REPORT (self), FALSE);

  /* Asked of every record: what the answer is made of is gathered once. */
  if (self->wanted == NULL)
    {
      self->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint i = 0; i < terrain_indicators_get_n (self->indicators); i++)
        {
          g_auto (GStrv) forms = terrain_indicators_dup_forms (self->indicators, i);

          for (guint j = 0; terrain_report_is_wanted (self, i) && forms[j] != NULL; j++)
            g_hash_table_add (self->wanted, g_strdup (forms[j]));
        }
    }
  return g_hash_table_contains (self->wanted, form_id);
}

void
terrain_report_supersede (TerrainReport *self, const char *instance_id)
{
  g_return_if_fail (TERRAIN_IS_REPORT (self));
  g_hash_table_add (self->superseded, g_strdup (instance_id));
}

void
terrain_report_supersede_by (TerrainReport *self, GBytes *xml)
{
  gsize size;
  const char *text = g_bytes_get_data (xml, &size);
  const char *found = g_strstr_len (text, (gssize) size, "deprecatedID>");
  const char *end = found != NULL ? memchr (found, '<', size - (gsize) (found - text)) : NULL;
  g_autofree char *id = NULL;

  g_return_if_fail (TERRAIN_IS_REPORT (self));

  if (end == NULL)
    return;
  found += strlen ("deprecatedID>");
  if (found >= end)
    return;
  id = g_strstrip (g_strndup (found, (gsize) (end - found)));
  if (*id != '\0')
    terrain_report_supersede (self, id);
}

void
terrain_report_add_unreadable (TerrainReport *self, const char *form_id, const GDate *day)
{
  g_autofree char *period = NULL;
  guint n;

  g_return_if_fail (TERRAIN_IS_REPORT (self));
  g_return_if_fail (form_id != NULL);

  if (day != NULL)
    period = terrain_periods_find (&self->periods, day, FALSE);
  if (!terrain_report_wants (self, form_id) || (day != NULL && period == NULL))
    return;
  n = GPOINTER_TO_UINT (g_hash_table_lookup (self->unreadable, form_id));
  g_hash_table_insert (self->unreadable, g_strdup (form_id), GUINT_TO_POINTER (n + 1));
}

static void
prepare (TerrainReport *self)
{
  if (self->data->len > 0)
    return;
  for (guint i = 0; i < terrain_indicators_get_n (self->indicators); i++)
    {
      const TerrainIndicator *indicator = terrain_indicators_get (self->indicators, i);

      for (guint j = 0; terrain_report_is_wanted (self, i) && j < indicator->tables->len; j++)
        {
          TerrainReportData *data = g_new0 (TerrainReportData, 1);

          data->indicator = indicator;
          data->dimensions = g_ptr_array_index (indicator->tables, j);
          data->cells = g_new0 (GHashTable *, indicator->measures->len);
          data->is_keyed = g_new0 (gboolean, indicator->measures->len);
          for (guint k = 0; k < indicator->measures->len; k++)
            data->cells[k] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                    (GDestroyNotify) terrain_tally_free);
          data->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
          data->periods = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
          g_ptr_array_add (self->data, data);
        }
    }
}

static char *
read_text (TerrainReport *self, const char *expression, TerrainNode *root)
{
  g_autoptr (TerrainXPath) xpath = terrain_xpath_compile (expression, NULL, NULL, NULL);
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;

  if (xpath == NULL || !terrain_xpath_evaluate (xpath, self->host, root, &value, NULL))
    return g_strdup ("");
  return terrain_xpath_value_to_string (&value);
}

gboolean
terrain_report_add (TerrainReport *self, const char *form_id, const GDate *day, GBytes *xml, GError **error)
{
  g_autoptr (TerrainDocument) document = NULL;
  g_autofree char *id = NULL, *instance_id = NULL;
  g_autoptr (GError) reason = NULL;
  TerrainNode *root;

  g_return_val_if_fail (TERRAIN_IS_REPORT (self), FALSE);
  g_return_val_if_fail (xml != NULL, FALSE);

  document = terrain_document_parse (xml, TERRAIN_DOCUMENT_INSTANCE, &reason);
  if (document == NULL)
    {
      g_set_error (error, TERRAIN_REPORT_ERROR, TERRAIN_REPORT_ERROR_RECORD, _("A record cannot be read: %s"),
                   reason->message);
      return FALSE;
    }
  root = terrain_document_get_root (document);
  id = form_id != NULL ? g_strdup (form_id) : read_text (self, "string(@id)", root);
  instance_id = read_text (self, "normalize-space(*[local-name() = 'meta']/*[local-name() = 'instanceID'])", root);
  if (*id == '\0')
    {
      g_set_error (error, TERRAIN_REPORT_ERROR, TERRAIN_REPORT_ERROR_RECORD,
                   _("A record cannot be read: it does not say of which form it is"));
      return FALSE;
    }
  if (*instance_id != '\0' && (g_hash_table_contains (self->superseded, instance_id)
                               || !g_hash_table_add (self->seen, g_strdup (instance_id))))
    return TRUE;
  prepare (self);
  self->n_records++;
  for (guint i = 0; i < self->data->len; i++)
    terrain_report_count (self, g_ptr_array_index (self->data, i), id, day, root);
  return TRUE;
}

guint
terrain_report_get_n_records (TerrainReport *self)
{
  g_return_val_if_fail (TERRAIN_IS_REPORT (self), 0);
  return self->n_records;
}

GPtrArray *
terrain_report_build (TerrainReport *self)
{
  GPtrArray *tables;

  g_return_val_if_fail (TERRAIN_IS_REPORT (self), NULL);

  tables = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_report_table_free);
  prepare (self);
  for (guint i = 0; i < self->data->len; i++)
    g_ptr_array_add (tables, terrain_report_make_table (self, g_ptr_array_index (self->data, i)));
  return tables;
}

/* Running in a worker thread */

typedef struct
{
  TerrainReportFeedFunc feed;
  gpointer data;
  GDestroyNotify destroy;
} Run;

static void
run_free (Run *self)
{
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_free (self);
}

static void
run (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  TerrainReport *self = TERRAIN_REPORT (source);
  Run *what = task_data;
  GError *error = NULL;

  if (!what->feed (self, what->data, cancellable, &error))
    g_task_return_error (task, error);
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, terrain_report_build (self), (GDestroyNotify) g_ptr_array_unref);
}

void
terrain_report_run_async (TerrainReport *self, TerrainReportFeedFunc feed, gpointer data, GDestroyNotify destroy,
                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Run *what;

  g_return_if_fail (TERRAIN_IS_REPORT (self));
  g_return_if_fail (feed != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, terrain_report_run_async);
  what = g_new0 (Run, 1);
  what->feed = feed;
  what->data = data;
  what->destroy = destroy;
  g_task_set_task_data (task, what, (GDestroyNotify) run_free);
  g_task_run_in_thread (task, run);
}

GPtrArray *
terrain_report_run_finish (TerrainReport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
