/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bench-measure.h"

G_BEGIN_DECLS

/* Sizes of the table, or tiny ones that only show that everything works. */
typedef struct
{
  gboolean tiny;
  const char *form; /* (nullable): the WHO verbal autopsy's file */
} BenchOptions;

/* One call measures and reports one subject of the table. */
void bench_autopsy (const BenchOptions *options);   /* bench-autopsy.c */
void bench_repeats (const BenchOptions *options);   /* bench-repeats.c */
void bench_choices (const BenchOptions *options);   /* bench-choices.c */
void bench_sizes (const BenchOptions *options);     /* bench-sizes.c */
void bench_sheets (const BenchOptions *options);    /* bench-sheets.c */
void bench_texts (const BenchOptions *options);     /* bench-texts.c */
/* Opens the form (none: nothing) and reports what the process holds; for a process of its own. */
void bench_memory (const char *form);
/* Opens the form once; for a process of its own, beside xmllint's. */
void bench_open_once (const char *form);

/* Forms made here (bench-forms.c) */

/* A form of @instance (children of the root), @model (binds, further instances) and @body. */
GBytes *bench_form_xml (const char *instance, const char *model, const char *body);
TerrainForm *bench_parse (GBytes *xml, TerrainSourceFunc source, gpointer user_data);
TerrainInterview *bench_begin (TerrainForm *form);
/* Wrong answers end the run. */
void bench_answer (TerrainInterview *interview, const char *ref, const char *value);
GBytes *bench_read_file (const char *path);

G_END_DECLS
