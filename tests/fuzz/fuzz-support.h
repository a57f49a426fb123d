/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/* What libFuzzer calls; it has no header of its own. */
int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

/* The one world of all runs: a clock that stands, a zone, a seed. Nothing may depend on the run. */
TerrainEnvironment *fuzz_environment (void);

/* Forms that others wrote: those of the shared corpus named in fuzz-support.c, or only the built-in one where the corpus
 * is absent. Parsed when first asked for, kept. @index: any number. Returns: (transfer none) */
TerrainForm *fuzz_form (guint index);
guint fuzz_form_count (void);

/* Takes every live value a window would show. */
void fuzz_read_items (TerrainItem *item, guint depth);

/* Validation reads only: what is saved after it is what was saved before. Returns: the number of problems */
guint fuzz_validate (TerrainInterview *interview);
/* Completion gives a submission or says why not, and refuses while there are problems. */
void fuzz_finish (TerrainInterview *interview);

/* Bytes read as small decisions; zeros where they have come to an end. */
typedef struct
{
  const guint8 *at;
  const guint8 *end;
} FuzzInput;

guint fuzz_take_byte (FuzzInput *self);
guint fuzz_take_number (FuzzInput *self);
/* A text of up to 255 bytes made valid UTF-8. Returns: (transfer full) */
char *fuzz_take_text (FuzzInput *self);

G_END_DECLS
