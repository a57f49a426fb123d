/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-support.h"

#include <string.h>
#include <sys/mman.h>
#include <terrain-catalog.h>
#include <unistd.h>

/* Bytes as the po file of a form, its texts then shown. The file is one in memory. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  static int file = -1;
  g_autofree char *path = NULL;
  g_autoptr (TerrainTranslation) translation = NULL;
  g_autoptr (TerrainEnvironment) environment = fuzz_environment ();
  g_autoptr (TerrainInterview) interview = NULL;
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;

  if (file < 0)
    file = memfd_create ("fuzz", MFD_CLOEXEC);
  g_assert (file >= 0 && ftruncate (file, 0) == 0);
  g_assert (pwrite (file, data, size, 0) == (ssize_t) size);
  path = g_strdup_printf ("/proc/self/fd/%d", file);
  translation = terrain_catalog_read (fuzz_form (0), path, &issues, NULL, &error);
  g_assert ((translation == NULL) == (error != NULL));
  if (translation == NULL)
    return 0;
  interview = terrain_interview_new (fuzz_form (0), environment);
  terrain_interview_add_translation (interview, translation);
  g_assert (terrain_interview_set_language (interview, terrain_translation_get_language (translation), NULL));
  fuzz_read_items (terrain_interview_get_root_item (interview), 0);
  return 0;
}
