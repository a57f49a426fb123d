/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-check-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Texts that are missing: translations, and what to say when an answer is refused. */

/* How many places a message names. */
#define MAX_NAMED 3

/* Whether there is anything to translate in @source: a letter outside of outputs. */
static gboolean
has_letters (const char *source)
{
  gboolean inside = FALSE;

  for (; *source != '\0'; source = g_utf8_next_char (source))
    {
      if (g_str_has_prefix (source, "<output"))
        inside = TRUE;
      if (!inside && g_unichar_isalpha (g_utf8_get_char (source)))
        return TRUE;
      if (*source == '>')
        inside = FALSE;
    }
  return FALSE;
}

/* "itext:…" is what nothing shows; the title has no translation in a form. */
static gboolean
is_shown (const TerrainText *text)
{
  return strcmp (text->context, "title") != 0 && !g_str_has_prefix (text->context, "itext:") &&
         has_letters (text->source);
}

static void
check_language (TerrainCheck *self,
                const char   *language,
                GPtrArray    *templates)
{
  g_autoptr (GString) named = g_string_new (NULL);
  guint total = 0;
  guint missing = 0;
  int line = 0;

  for (guint i = 0; i < templates->len; i++)
    {
      const TerrainText *text = g_ptr_array_index (self->form->texts, i);

      if (!is_shown (text))
        continue;
      total++;
      if (g_ptr_array_index (templates, i) != NULL)
        continue;
      if (missing == 0)
        line = text->line;
      if (missing < MAX_NAMED)
        g_string_append_printf (named, "%s%s", missing > 0 ? ", " : "", text->context);
      missing++;
    }
  if (missing > MAX_NAMED)
    g_string_append (named, "…");
  if (missing > 0)
    terrain_check_warn (self, "missing-translation", NULL, line,
                        ngettext ("%u of %u texts is not translated into “%s” and is shown in “%s”: %s",
                                  "%u of %u texts are not translated into “%s” and are shown in “%s”: %s", missing),
                        missing, total, language, self->form->default_language, named->str);
}

static void
check_messages (TerrainCheck *self)
{
  for (guint i = 0; i < self->form->schemas->len; i++)
    {
      TerrainSchema *schema = g_ptr_array_index (self->form->schemas, i);

      if (schema->constraint != NULL && schema->constraint_message == NULL && schema->control != NULL)
        terrain_check_warn (self, "constraint-without-message", schema->ref, schema->bind_line,
                            _("%s refuses some answers, but does not say why. Write what is expected in "
                              "“constraintMsg” (constraint_message in an XLSForm)."), schema->ref);
    }
}

void
terrain_check_texts (TerrainCheck *self)
{
  guint n_languages = g_strv_length (self->form->languages);

  for (guint i = 0; n_languages > 1 && i < n_languages && i < self->form->templates->len; i++)
    {
      if (strcmp (self->form->languages[i], self->form->default_language) != 0)
        check_language (self, self->form->languages[i], g_ptr_array_index (self->form->templates, i));
    }
  check_messages (self);
}
