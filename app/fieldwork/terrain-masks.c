/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-masks-private.h"

#include <glib/gi18n-lib.h>

GPtrArray *
terrain_masks_list (TerrainStore *store, const char *uuid, GError **error)
{
  g_autoptr (TerrainRemarks) remarks = terrain_remarks_load (store, uuid, error);
  g_autoptr (GPtrArray) any = remarks != NULL ? terrain_remarks_list (remarks) : NULL;
  GPtrArray *refs;

  if (any == NULL)
    return NULL;
  refs = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < any->len; i++)
    {
      const TerrainRemark *remark = any->pdata[i];

      if (remark->masked)
        g_ptr_array_add (refs, g_strdup (remark->ref));
    }
  return refs;
}

const char *
terrain_masks_get_word (void)
{
  /* Translators: stands in the place of an answer that the respondent gave alone, on the handed-over screen, also within
   * a sentence. */
  return _("(answered in private)");
}

void
terrain_masks_conceal (GPtrArray *refs, TerrainInterview *interview)
{
  /* What is not there was dropped from the submission, or went with its instance. */
  for (guint i = 0; i < refs->len; i++)
    terrain_interview_conceal (interview, refs->pdata[i], NULL);
  if (refs->len > 0)
    terrain_interview_set_concealing (interview, terrain_masks_get_word ());
}

char *
terrain_masks_dup_generic (const char *ref)
{
  GString *generic = g_string_new (NULL);
  gboolean inside = FALSE;

  for (; *ref != '\0'; ref++)
    {
      if (*ref == '[' || *ref == ']')
        inside = *ref == '[';
      else if (!inside)
        g_string_append_c (generic, *ref);
    }
  return g_string_free (generic, FALSE);
}

/* Submissions */

typedef struct
{
  GHashTable *masked; /* set of char *: generic */
  GString *path;
  GString *out;
} Strip;

static void
on_start (GMarkupParseContext *context, const char *name, const char **names, const char **values, gpointer user_data,
          GError **error)
{
  Strip *self = user_data;

  g_string_append_printf (self->path, "/%s", name);
  g_string_append_printf (self->out, "<%s", name);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *value = g_markup_escape_text (values[i], -1);

      g_string_append_printf (self->out, " %s=\"%s\"", names[i], value);
    }
  g_string_append_c (self->out, '>');
}

static void
on_end (GMarkupParseContext *context, const char *name, gpointer user_data, GError **error)
{
  Strip *self = user_data;

  g_string_append_printf (self->out, "</%s>", name);
  g_string_truncate (self->path, self->path->len - strlen (name) - 1);
}

static void
on_text (GMarkupParseContext *context, const char *text, gsize length, gpointer user_data, GError **error)
{
  Strip *self = user_data;
  g_autofree char *escaped = NULL;

  if (g_hash_table_contains (self->masked, self->path->str))
    return;
  escaped = g_markup_escape_text (text, (gssize) length);
  g_string_append (self->out, escaped);
}

GBytes *
terrain_masks_strip (GPtrArray *refs, GBytes *xml)
{
  static const GMarkupParser parser = { .start_element = on_start, .end_element = on_end, .text = on_text };
  g_autoptr (GHashTable) masked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) path = g_string_new (NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  Strip strip = { masked, path, out };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &strip, NULL);
  gsize size;
  const char *text = g_bytes_get_data (xml, &size);

  for (guint i = 0; i < refs->len; i++)
    g_hash_table_add (masked, terrain_masks_dup_generic (refs->pdata[i]));
  if (refs->len == 0 || !g_markup_parse_context_parse (context, text, (gssize) size, NULL)
      || !g_markup_parse_context_end_parse (context, NULL))
    return g_bytes_ref (xml);
  return g_bytes_new (out->str, out->len);
}
