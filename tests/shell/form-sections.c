/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <terrain-shell-form.h>

#include "form-support.h"

/* The parts of a form that an outline lists. */

static char *
dup_titles (GListModel *sections)
{
  GString *titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (sections); i++)
    {
      g_autoptr (TerrainItem) item = g_list_model_get_item (sections, i);

      g_string_append_printf (titles, "%s%s", i > 0 ? "|" : "", terrain_item_get_label (item));
    }
  return g_string_free (titles, FALSE);
}

/* "Main interview" only holds sections: it is none itself. Groups inside a section with questions of its own are none. */
static void
test_shelves (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("TERRAIN_BUILD"), "data", "forms", "gve_person.xml", NULL);
  g_autoptr (TerrainInterview) interview = form_support_interview (path);
  g_autoptr (GListModel) sections = terrain_form_list_sections (terrain_interview_get_root_item (interview));
  g_autofree char *titles = dup_titles (sections);

  g_assert_cmpstr (titles, ==,
                   "0. Fieldwork (interviewer)|1. Introduction|2. You and Brussels|"
                   "3. Image of safety and feeling of safety|4. Problems in public space|"
                   "5. What you do to feel safer|6. What happened to you|8. Police and services|9. About you|"
                   "10. Closing");
}

static void
test_find (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("TERRAIN_BUILD"), "data", "forms", "gve_person.xml", NULL);
  g_autoptr (TerrainInterview) interview = form_support_interview (path);
  TerrainItem *item = terrain_interview_find_item (interview, "/data/s_main/s_image/g_place/safe_park");
  TerrainItem *section = terrain_form_find_section (item);

  g_assert_nonnull (section);
  g_assert_cmpstr (terrain_item_get_ref (section), ==, "/data/s_main/s_image");
  g_assert_true (terrain_form_find_section (section) == section);
  g_assert_null (terrain_form_find_section (terrain_interview_find_item (interview, "/data/s_main")));
  g_assert_null (terrain_form_find_section (terrain_interview_get_root_item (interview)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sections/shelves", test_shelves);
  g_test_add_func ("/sections/find", test_find);
  return g_test_run ();
}
