/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-cases.h"

#include <stdlib.h>
#include <string.h>

/*
 * terrain-bench: what the figures are measured with (README.md). Prints lines of JSON; `run` makes the table.
 *
 *   terrain-bench [--wall] [--tiny] [--form WHO-VA.xml] [autopsy] [repeats] [choices] [sizes] [sheets] [texts]
 *   terrain-bench --memory [FORM] | --open FORM
 */
static const struct
{
  const char *name;
  void (*run) (const BenchOptions *options);
} subjects[] = {
  { "autopsy", bench_autopsy },
  { "repeats", bench_repeats },
  { "choices", bench_choices },
  { "sizes", bench_sizes },
  { "sheets", bench_sheets },
  { "texts", bench_texts },
};

int
main (int    argc,
      char **argv)
{
  BenchOptions options = { 0 };
  gboolean named = FALSE;

  if (argc > 1 && strcmp (argv[1], "--memory") == 0)
    {
      bench_memory (argc > 2 ? argv[2] : NULL);
      return 0;
    }
  if (argc > 2 && strcmp (argv[1], "--open") == 0)
    {
      bench_open_once (argv[2]);
      return 0;
    }
  for (int i = 1; i < argc; i++)
    {
      if (strcmp (argv[i], "--wall") == 0)
        bench_use_wall_time ();
      else if (strcmp (argv[i], "--tiny") == 0)
        options.tiny = TRUE;
      else if (strcmp (argv[i], "--form") == 0 && i + 1 < argc)
        options.form = argv[++i];
      else
        named = TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    if (!named || g_strv_contains ((const char *const *) argv, subjects[i].name))
      subjects[i].run (&options);
  return 0;
}
