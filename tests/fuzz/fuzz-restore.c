/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-support.h"

#include <string.h>

/* The first byte chooses a form, the others are a saved record of it: taken up, looked at, saved, completed. What was
 * taken up once must be taken up again from what it saves. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  FuzzInput input = { data, data + size };
  TerrainForm *form = fuzz_form (fuzz_take_byte (&input));
  g_autoptr (TerrainEnvironment) environment = fuzz_environment ();
  g_autoptr (GBytes) instance = g_bytes_new (input.at, (gsize) (input.end - input.at));
  g_autoptr (TerrainInterview) interview = NULL;
  g_autoptr (TerrainInterview) again = NULL;
  g_autoptr (GBytes) saved = NULL;
  g_autoptr (GError) error = NULL;

  interview = terrain_interview_restore (form, environment, instance, &error);
  g_assert ((interview == NULL) == (error != NULL));
  if (interview == NULL)
    return 0;
  fuzz_read_items (terrain_interview_get_root_item (interview), 0);
  saved = terrain_interview_save (interview);
  again = terrain_interview_restore (form, environment, saved, &error);
  if (again == NULL)
    g_error ("what was saved cannot be restored: %s", error->message);
  fuzz_finish (interview);
  return 0;
}
