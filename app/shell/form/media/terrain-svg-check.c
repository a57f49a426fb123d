/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gdk/gdk.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-picture.h"
#include "terrain-svg-check.h"

#define MAX_BYTES (8 * 1024 * 1024)
#define MAX_DEPTH 100
#define MAX_ELEMENTS 20000
/* Drawn again for each: a use of a use of a use grows without end. */
#define MAX_USES 1000

typedef struct
{
  guint depth;
  guint n_elements;
  guint n_uses;
  gboolean is_svg;
  GPtrArray *ids;
} Reading;

static void
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, sentence);
}

/* Pictures inside the drawing are held to the same limits as any other. */
static gboolean
check_inside (const char *uri, GError **error)
{
  const char *comma = strchr (uri, ',');
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  guchar *data;
  gsize size;

  if (comma == NULL || !g_str_has_prefix (uri, "data:image/") || g_str_has_prefix (uri, "data:image/svg") ||
      g_strstr_len (uri, comma - uri, ";base64") == NULL)
    {
      refuse (error, _("It names a file outside itself. Put everything into the drawing."));
      return FALSE;
    }
  data = g_base64_decode (comma + 1, &size);
  bytes = g_bytes_new_take (data, size);
  texture = terrain_picture_decode (bytes, 64, error);
  return texture != NULL;
}

static const char *
local_name (const char *name)
{
  const char *colon = strrchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

static gboolean
check_attribute (Reading *reading, const char *element, const char *name, const char *value, GError **error)
{
  /* Of a link, the address is not fetched. */
  if (g_str_equal (local_name (name), "href") && *value != '#' && *value != '\0' &&
      !g_str_equal (local_name (element), "a"))
    return check_inside (value, error);
  if (g_str_equal (name, "id"))
    g_ptr_array_add (reading->ids, g_strdup (value));
  return TRUE;
}

static void
element_begins (GMarkupParseContext *context, const char *element, const char **names, const char **values, gpointer data,
                GError **error)
{
  Reading *reading = data;

  if (reading->depth == 0)
    reading->is_svg = g_str_equal (local_name (element), "svg");
  reading->depth++;
  reading->n_elements++;
  reading->n_uses += g_str_equal (local_name (element), "use") ? 1 : 0;
  if (!reading->is_svg)
    refuse (error, _("It is no SVG drawing."));
  else if (reading->depth > MAX_DEPTH || reading->n_elements > MAX_ELEMENTS || reading->n_uses > MAX_USES)
    refuse (error, _("It has more parts than can be drawn here. Ask for a simpler one."));
  else
    for (guint i = 0; names[i] != NULL; i++)
      if (!check_attribute (reading, element, names[i], values[i], error))
        return;
}

static void
element_ends (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  ((Reading *) data)->depth--;
}

/* Comments, processing instructions and the document type. */
static void
passed_through (GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  if (g_str_has_prefix (text, "<!DOCTYPE") && g_strstr_len (text, (gssize) length, "<!ENTITY") != NULL)
    refuse (error, _("It defines entities. Save it as plain SVG."));
  else if (g_str_has_prefix (text, "<?xml-stylesheet"))
    refuse (error, _("It names a file outside itself. Put everything into the drawing."));
}

static const GMarkupParser parser = { element_begins, element_ends, NULL, passed_through, NULL };

char **
terrain_svg_check (GBytes *svg, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  Reading reading = { .ids = ids };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &reading,
                                                                        NULL);
  g_autoptr (GError) why = NULL;
  gsize size;
  const char *data;

  g_return_val_if_fail (svg != NULL, NULL);

  data = g_bytes_get_data (svg, &size);
  if (size > MAX_BYTES)
    {
      refuse (error, _("It has more parts than can be drawn here. Ask for a simpler one."));
      return NULL;
    }
  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      size -= 3;
    }
  if (!g_markup_parse_context_parse (context, size > 0 ? data : "", (gssize) size, &why) ||
      !g_markup_parse_context_end_parse (context, &why))
    {
      if (why->domain == G_MARKUP_ERROR)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The drawing is damaged (%s)."), why->message);
      else
        g_propagate_error (error, g_steal_pointer (&why));
      return NULL;
    }
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}
