/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-support.h"

#include <string.h>

/* Bytes as the list beside a form (FUZZ_LIST says which kind): read, offered as choices with a cascade, labelled. */

static const char form_text[] =
  "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'><h:head><h:title>T</h:title>"
  "<model><instance><data id='f'><a/><b/><c/></data></instance><instance id='l' src='jr://file/l." FUZZ_LIST "'/>"
  "<bind nodeset='/data/c' calculate=\"count(instance('l')/root/item[name = /data/a])\"/></model></h:head><h:body>"
  "<select1 ref='/data/a'><label>A</label><itemset nodeset=\"instance('l')/root/item\"><value ref='name'/>"
  "<label ref='label'/></itemset></select1>"
  "<select ref='/data/b'><label>B</label><itemset nodeset=\"instance('l')/root/item[in = /data/a or geometry != '']\">"
  "<value ref='id'/><label ref='label'/></itemset></select></h:body></h:html>";

typedef struct
{
  const guint8 *data;
  size_t size;
} Source;

static GBytes *
load_source (const char *uri,
             gpointer    user_data,
             GError    **error)
{
  Source *source = user_data;

  return g_bytes_new (source->data, source->size);
}

static void
answer_first (TerrainInterview *interview,
              const char       *ref)
{
  TerrainItem *item = terrain_interview_find_item (interview, ref);
  GListModel *choices = terrain_item_get_choices (item);
  g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, 0);

  if (choice != NULL)
    terrain_interview_answer (interview, ref, terrain_choice_get_value (choice), NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  Source source = { data, size };
  g_autoptr (GBytes) bytes = g_bytes_new_static (form_text, strlen (form_text));
  g_autoptr (TerrainEnvironment) environment = fuzz_environment ();
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainForm) form = terrain_form_parse (bytes, load_source, &source, &issues, &error);
  g_autoptr (TerrainInterview) interview = NULL;

  for (guint i = 0; i < issues->len; i++)
    g_assert (g_utf8_validate (((TerrainIssue *) issues->pdata[i])->message, -1, NULL));
  /* A list that cannot be read is never a reason not to open the form. */
  g_assert (form != NULL);
  interview = terrain_interview_new (form, environment);
  fuzz_read_items (terrain_interview_get_root_item (interview), 0);
  answer_first (interview, "/data/a");
  answer_first (interview, "/data/b");
  fuzz_read_items (terrain_interview_get_root_item (interview), 0);
  return 0;
}
