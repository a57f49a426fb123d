/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-cases.h"

#include <stdlib.h>
#include <string.h>

/* 2026-11-21T09:30:00Z: the clock stands still, so every run does the same. */
#define NOW (G_GINT64_CONSTANT (1795253400) * G_USEC_PER_SEC)

GBytes *
bench_form_xml (const char *instance,
                const char *model,
                const char *body)
{
  char *text = g_strconcat ("<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\""
                            " xmlns:jr=\"http://openrosa.org/javarosa\"><h:head><h:title>Bench</h:title><model>"
                            "<instance><data id=\"bench\" version=\"1\">", instance, "</data></instance>", model,
                            "</model></h:head><h:body>", body, "</h:body></h:html>", NULL);

  return g_bytes_new_take (text, strlen (text));
}

TerrainForm *
bench_parse (GBytes           *xml,
             TerrainSourceFunc source,
             gpointer          user_data)
{
  g_autoptr (GError) error = NULL;
  TerrainForm *form = terrain_form_parse (xml, source, user_data, NULL, &error);

  if (form == NULL)
    {
      g_printerr ("the form does not open: %s\n", error->message);
      exit (1);
    }
  return form;
}

TerrainInterview *
bench_begin (TerrainForm *form)
{
  g_autoptr (TerrainEnvironment) environment = terrain_environment_new (NULL, NULL, NULL);

  terrain_environment_hold_clock (environment, NOW);
  terrain_environment_set_seed (environment, 1);
  return terrain_interview_new (form, environment);
}

void
bench_answer (TerrainInterview *interview,
              const char       *ref,
              const char       *value)
{
  g_autoptr (GError) error = NULL;

  if (!terrain_interview_answer (interview, ref, value, &error))
    {
      g_printerr ("%s = “%s”: %s\n", ref, value, error->message);
      exit (1);
    }
}

GBytes *
bench_read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &error))
    {
      g_printerr ("%s\n", error->message);
      exit (1);
    }
  return g_bytes_new_take (text, length);
}
