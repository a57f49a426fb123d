/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "terrain-report.h"

/* What answers are called, asked of the forms themselves. */

typedef struct
{
  TerrainReportFormFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
  GHashTable *interviews; /* form id → TerrainInterview, or NULL where the form is not there */
} Labels;

static void
labels_free (gpointer data)
{
  Labels *self = data;

  g_hash_table_unref (self->interviews);
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_free (self);
}

static void
interview_free (gpointer interview)
{
  g_clear_object (&interview);
}

/* "/data/k_core/i_cat" for the question "i_cat". */
static char *
find_ref (TerrainForm *form, const char *question)
{
  g_autofree char *suffix = g_strdup_printf ("/%s:label", question);

  for (guint i = 0; i < terrain_form_get_n_texts (form); i++)
    {
      const TerrainText *text = terrain_form_get_text (form, i);

      if (g_str_has_suffix (text->context, suffix))
        return g_strndup (text->context, strlen (text->context) - strlen (":label"));
    }
  return NULL;
}

static char *
find_label (const char *form_id, const char *choices, const char *value, gpointer user_data)
{
  Labels *self = user_data;
  TerrainInterview *interview;
  g_autofree char *ref = NULL, *expression = NULL, *label = NULL;
  g_auto (TerrainXPathValue) result = TERRAIN_XPATH_VALUE_INIT;

  if (!g_hash_table_contains (self->interviews, form_id))
    g_hash_table_insert (self->interviews, g_strdup (form_id), self->func (form_id, self->user_data));
  interview = g_hash_table_lookup (self->interviews, form_id);
  ref = interview != NULL ? find_ref (terrain_interview_get_form (interview), choices) : NULL;
  if (ref == NULL || strchr (value, '\'') != NULL)
    return NULL;
  expression = g_strdup_printf ("jr:choice-name('%s', '%s')", value, ref);
  if (!terrain_interview_evaluate (interview, expression, NULL, &result, NULL))
    return NULL;
  label = terrain_xpath_value_to_string (&result);
  return *label != '\0' ? g_steal_pointer (&label) : NULL;
}

void
terrain_report_set_labels_from_forms (TerrainReport *report, TerrainReportFormFunc func, gpointer user_data,
                                      GDestroyNotify destroy)
{
  Labels *labels = g_new0 (Labels, 1);

  labels->func = func;
  labels->user_data = user_data;
  labels->destroy = destroy;
  labels->interviews = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, interview_free);
  terrain_report_set_labels (report, find_label, labels, labels_free);
}
