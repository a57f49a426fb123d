/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-support.h"

#include <string.h>
#include <terrain-wire.h>

/* The first byte says as which document the others are read: what a server or a client on the network may send. */

static void
read_multipart (GBytes *body)
{
  gsize size;
  const char *text = g_bytes_get_data (body, &size);
  const char *line = size > 0 ? memchr (text, '\n', size) : NULL;
  g_autofree char *header = g_strndup (text, line != NULL ? (gsize) (line - text) : 0);
  g_autofree char *boundary = terrain_multipart_get_boundary (header);
  g_autoptr (GBytes) rest = line != NULL ? g_bytes_new_from_bytes (body, (gsize) (line + 1 - text),
                                                                   size - (gsize) (line + 1 - text)) : NULL;
  g_autoptr (GPtrArray) parts = NULL;

  if (rest == NULL)
    return;
  parts = terrain_multipart_parse (rest, boundary != NULL ? boundary : "b", NULL);
  if (parts != NULL)
    {
      g_autofree char *own = terrain_multipart_make_boundary (parts);
      g_autoptr (GBytes) printed = terrain_multipart_print (parts, own);
      g_autoptr (GPtrArray) again = terrain_multipart_parse (printed, own, NULL);

      g_assert (g_bytes_get_size (printed) == terrain_multipart_measure (parts, own));
      g_assert (again != NULL && again->len == parts->len);
    }
}

static void
read_list (GBytes *body)
{
  g_autoptr (GPtrArray) entries = terrain_form_list_parse (body, NULL);
  g_autoptr (GBytes) printed = entries != NULL ? terrain_form_list_print (entries) : NULL;
  g_autoptr (GPtrArray) again = printed != NULL ? terrain_form_list_parse (printed, NULL) : NULL;

  g_assert (entries == NULL || (again != NULL && again->len == entries->len));
}

static void
read_manifest (GBytes *body)
{
  g_autoptr (GPtrArray) files = terrain_manifest_parse (body, NULL);
  g_autoptr (GBytes) printed = files != NULL ? terrain_manifest_print (files) : NULL;
  g_autoptr (GPtrArray) again = printed != NULL ? terrain_manifest_parse (printed, NULL) : NULL;

  g_assert (files == NULL || (again != NULL && again->len == files->len));
}

static void
read_answer (GBytes *body)
{
  TerrainOpenrosaResponse *response = terrain_openrosa_response_parse (body, NULL);

  g_assert (response == NULL || g_utf8_validate (response->message, -1, NULL));
  g_clear_pointer (&response, terrain_openrosa_response_free);
}

static void
read_error (GBytes *body)
{
  TerrainCentralError *answer = terrain_central_error_parse (body, NULL);

  g_assert (answer == NULL || g_utf8_validate (answer->message, -1, NULL));
  g_clear_pointer (&answer, terrain_central_error_free);
}

static void
read_head (GBytes *body)
{
  TerrainSubmissionHead *head = terrain_submission_head_parse (body, NULL);

  if (head != NULL)
    terrain_submission_head_names_file (head, "x.jpg");
  g_clear_pointer (&head, terrain_submission_head_free);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  static void (*const readers[]) (GBytes *body) = {
    read_list, read_manifest, read_multipart, read_answer, read_error, read_head,
  };
  FuzzInput input = { data, data + size };
  guint kind = fuzz_take_byte (&input) % G_N_ELEMENTS (readers);
  g_autoptr (GBytes) body = g_bytes_new (input.at, (gsize) (input.end - input.at));

  readers[kind] (body);
  return 0;
}
