/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-support.h"

#include <string.h>

/*
 * Bytes as an interviewer's steps: the first chooses a form, then each a step and what it needs. Whatever the steps,
 * the interview stands: reading changes nothing, what is saved can be restored, what is on offer can be answered, and
 * steps taken back and done again leave the record as it was.
 */

#define MAX_STEPS 200

static const char *const values[] = {
  "", "1", "0", "-1", "3", "12", "a", "b", "a b", "yes", "2024-02-29", "2024-02-30", "12:30:00.000+01:00",
  "2024-02-29T12:00:00.000Z", "50.8 4.3 10 5", "50.8 4.3 0 0; 50.9 4.4 0 0", "1e308", "-0.000001", "99999999999999999999",
  "x.jpg", "\xc3\xa9\xf0\x9f\x98\x80", "]]>&<", "  ", "NaN", "true", "false",
};

typedef struct
{
  TerrainForm *form;
  TerrainEnvironment *environment;
  TerrainInterview *interview;
  GBytes *base;    /* the record as it was before the first step that can be taken back */
  GPtrArray *refs; /* of all items, found again when instances came or went */
} Run;

static void
collect_refs (GPtrArray   *refs,
              TerrainItem *item)
{
  guint length = g_list_model_get_n_items (G_LIST_MODEL (item));

  for (guint i = 0; i < length; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);

      g_ptr_array_add (refs, g_strdup (terrain_item_get_ref (child)));
      collect_refs (refs, child);
    }
}

static void
find_refs (Run *self)
{
  g_ptr_array_set_size (self->refs, 0);
  collect_refs (self->refs, terrain_interview_get_root_item (self->interview));
}

static const char *
take_ref (Run       *self,
          FuzzInput *input)
{
  guint number = fuzz_take_number (input);

  return self->refs->len > 0 ? self->refs->pdata[number % self->refs->len] : "/data";
}

static void
answer (Run       *self,
        FuzzInput *input)
{
  const char *ref = take_ref (self, input);

  terrain_interview_answer (self->interview, ref, values[fuzz_take_byte (input) % G_N_ELEMENTS (values)], NULL);
}

static void
answer_text (Run       *self,
             FuzzInput *input)
{
  const char *ref = take_ref (self, input);
  g_autofree char *text = fuzz_take_text (input);

  terrain_interview_answer (self->interview, ref, text, NULL);
}

static void
answer_choice (Run       *self,
               FuzzInput *input)
{
  const char *ref = take_ref (self, input);
  guint number = fuzz_take_byte (input);
  TerrainItem *item = terrain_interview_find_item (self->interview, ref);
  GListModel *choices = item != NULL ? terrain_item_get_choices (item) : NULL;
  guint length = choices != NULL ? g_list_model_get_n_items (choices) : 0;
  g_autoptr (TerrainChoice) choice = length > 0 ? g_list_model_get_item (choices, number % length) : NULL;
  g_autoptr (GError) error = NULL;

  if (choice == NULL)
    return;
  /* The answer is the choice's own value, copied since answering may renew the choices. */
  if (!terrain_interview_answer (self->interview, ref, terrain_choice_get_value (choice), &error))
    g_assert (!g_error_matches (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_FOUND));
}

static void
add (Run       *self,
     FuzzInput *input)
{
  const char *ref = take_ref (self, input);
  guint count = terrain_interview_count_instances (self->interview, ref);
  guint position = count < 200 ? terrain_interview_add_instance (self->interview, ref, NULL) : 0;

  if (position > 0)
    {
      g_assert (position == count + 1);
      find_refs (self);
    }
}

static void
remove_one (Run       *self,
            FuzzInput *input)
{
  if (terrain_interview_remove_instance (self->interview, take_ref (self, input), NULL))
    find_refs (self);
}

static void
set_language (Run       *self,
              FuzzInput *input)
{
  g_auto (GStrv) languages = terrain_interview_dup_languages (self->interview);
  guint length = g_strv_length (languages);
  guint number = fuzz_take_byte (input);

  if (length > 0)
    g_assert (terrain_interview_set_language (self->interview, languages[number % length], NULL));
  g_assert (!terrain_interview_set_language (self->interview, "no such language", NULL));
}

static void
begin (Run *self)
{
  g_clear_pointer (&self->base, g_bytes_unref);
  self->base = terrain_interview_save (self->interview);
  find_refs (self);
}

static void
assert_saved (Run    *self,
              GBytes *expected)
{
  g_autoptr (GBytes) saved = terrain_interview_save (self->interview);

  if (!g_bytes_equal (saved, expected))
    g_error ("%.*s\n is not\n%.*s", (int) g_bytes_get_size (saved), (const char *) g_bytes_get_data (saved, NULL),
             (int) g_bytes_get_size (expected), (const char *) g_bytes_get_data (expected, NULL));
}

/* Takes @n steps back and does them again. */
static void
go_back (Run   *self,
         guint  n)
{
  g_autoptr (GBytes) saved = terrain_interview_save (self->interview);
  guint done = 0;

  while (done < n && terrain_interview_undo (self->interview, NULL, NULL))
    done++;
  g_assert (terrain_interview_get_n_redo (self->interview) >= done);
  if (terrain_interview_get_n_undo (self->interview) == 0)
    assert_saved (self, self->base);
  while (done-- > 0)
    g_assert (terrain_interview_redo (self->interview, NULL, NULL));
  assert_saved (self, saved);
  find_refs (self);
}

/* Stays there: what comes next drops what could be done again. */
static void
undo (Run       *self,
      FuzzInput *input)
{
  g_autoptr (TerrainChange) change = NULL;

  for (guint i = fuzz_take_byte (input) % 4; i > 0; i--)
    terrain_interview_undo (self->interview, NULL, NULL);
  if (terrain_interview_undo (self->interview, &change, NULL))
    g_assert (change != NULL);
  find_refs (self);
}

/* What completion sets belongs to the step before; without one it cannot be taken back. */
static void
finish (Run *self)
{
  fuzz_finish (self->interview);
  if (terrain_interview_get_n_undo (self->interview) == 0)
    begin (self);
}

static void
fill (Run       *self,
      FuzzInput *input)
{
  const char *ref = take_ref (self, input);

  terrain_interview_fill (self->interview, ref, values[fuzz_take_byte (input) % G_N_ELEMENTS (values)], NULL);
  if (terrain_interview_get_n_undo (self->interview) == 0)
    begin (self);
}

static void
restore (Run *self)
{
  g_autoptr (GBytes) saved = terrain_interview_save (self->interview);
  g_autoptr (GError) error = NULL;
  TerrainInterview *again = terrain_interview_restore (self->form, self->environment, saved, &error);

  if (again == NULL)
    g_error ("what was saved cannot be restored: %s", error->message);
  g_set_object (&self->interview, again);
  g_object_unref (again);
  begin (self);
}

static void
walk (Run       *self,
      FuzzInput *input)
{
  TerrainWalk *walk = terrain_walk_new (self->interview);
  guint steps = fuzz_take_byte (input);

  terrain_walk_set_one_by_one (walk, steps % 2 == 1);
  terrain_walk_jump (walk, take_ref (self, input));
  for (guint i = 0; i < steps % 64; i++)
    {
      (i % 7 == 6) ? terrain_walk_previous (walk) : terrain_walk_next (walk);
      terrain_walk_get_item (walk);
      terrain_walk_get_ref (walk);
    }
  terrain_walk_free (walk);
}

static void
evaluate (Run       *self,
          FuzzInput *input)
{
  const char *ref = take_ref (self, input);
  g_autofree char *expression = fuzz_take_text (input);
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;

  if (terrain_interview_evaluate (self->interview, expression, ref, &value, NULL))
    g_free (terrain_xpath_value_to_string (&value));
}

static void
step (Run       *self,
      FuzzInput *input)
{
  switch (fuzz_take_byte (input) % 20)
    {
    case 0: case 1: case 2: case 3:
      answer (self, input);
      break;
    case 4: case 5:
      answer_choice (self, input);
      break;
    case 6:
      answer_text (self, input);
      break;
    case 7: case 8:
      add (self, input);
      break;
    case 9:
      remove_one (self, input);
      break;
    case 10:
      set_language (self, input);
      break;
    case 11:
      restore (self);
      break;
    case 12:
      fuzz_validate (self->interview);
      break;
    case 13:
      finish (self);
      break;
    case 14:
      walk (self, input);
      break;
    case 15:
      undo (self, input);
      break;
    case 16:
      go_back (self, fuzz_take_byte (input));
      break;
    case 17:
      terrain_interview_redo (self->interview, NULL, NULL);
      find_refs (self);
      break;
    case 18:
      fill (self, input);
      break;
    default:
      evaluate (self, input);
      break;
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  FuzzInput input = { data, data + size };
  g_autoptr (TerrainEnvironment) environment = fuzz_environment ();
  g_autoptr (GPtrArray) refs = g_ptr_array_new_with_free_func (g_free);
  Run run = { .environment = environment, .refs = refs };

  run.form = fuzz_form (fuzz_take_byte (&input));
  run.interview = terrain_interview_new (run.form, environment);
  begin (&run);
  for (guint i = 0; i < MAX_STEPS && input.at < input.end; i++)
    step (&run, &input);
  fuzz_read_items (terrain_interview_get_root_item (run.interview), 0);
  go_back (&run, G_MAXUINT);
  fuzz_read_items (terrain_interview_get_root_item (run.interview), 0);
  fuzz_validate (run.interview);
  restore (&run);
  g_object_unref (run.interview);
  g_bytes_unref (run.base);
  return 0;
}
