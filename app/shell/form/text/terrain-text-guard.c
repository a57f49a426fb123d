/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-text-guard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A run without a space that is longer than this is no word. */
#define LONGEST_WORD 1000
/* Marks upon one letter: Unicode's Stream-Safe Text Format (UAX 15, 13.1); no language needs as many. */
#define MOST_MARKS 30

typedef struct
{
  GObject *field; /* GtkEditable (the delegate) or GtkTextBuffer; owns this */
  GtkTextView *view; /* weak; NULL for an entry */
  guint most;
  TerrainTextGuardFunc told;
  gpointer owner;
  gboolean mending; /* what comes now is the guard's own */
  char *replaced;   /* what was deleted in this turn of the main loop, to be put back */
  int replaced_at;
  char *message;
  guint idle;
} Guard;

static void
guard_free (gpointer data)
{
  Guard *self = data;

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_weak_pointer (&self->view);
  g_free (self->replaced);
  g_free (self->message);
  g_free (self);
}

/* Before anything else is done: a paste is over, and with it the signals that it makes. */
static gboolean
on_idle (gpointer data)
{
  Guard *self = data;
  g_autofree char *message = g_steal_pointer (&self->message);

  self->idle = 0;
  g_clear_pointer (&self->replaced, g_free);
  if (message != NULL && self->told != NULL && (self->view != NULL || GTK_IS_WIDGET (self->field)))
    self->told (self->owner, message);
  return G_SOURCE_REMOVE;
}

static void
wait_for_idle (Guard *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH, on_idle, self, NULL);
}

static void
tell (Guard *self,
      char  *message)
{
  g_free (self->message);
  self->message = message;
  wait_for_idle (self);
}

static void
tell_too_long (Guard *self,
               guint  length)
{
  tell (self, g_strdup_printf (_("A text of %u characters is too long here, where %u fit. What stood here stays."), length,
                               self->most));
}

static gboolean
can_be_held (gunichar c)
{
  return (c >= 0x20 || c == '\t' || c == '\n' || c == '\r') && c != 0x7f && c != 0xfffe && c != 0xffff;
}

/* Returns: (transfer full) (nullable): @text without what cannot be held; NULL where all of it can */
static char *
dup_clean (const char *text,
           gsize       size)
{
  g_autoptr (GString) kept = NULL;
  gsize done = 0;
  guint marks = 0;

  for (const char *at = text; at < text + size; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      marks = g_unichar_ismark (c) ? marks + 1 : 0;
      if (can_be_held (c) && marks <= MOST_MARKS)
        continue;
      if (kept == NULL)
        kept = g_string_sized_new (size);
      g_string_append_len (kept, text + done, (gssize) (at - text - done));
      done = (gsize) (g_utf8_next_char (at) - text);
    }
  if (kept == NULL)
    return NULL;
  g_string_append_len (kept, text + done, (gssize) (size - done));
  return g_string_free (g_steal_pointer (&kept), FALSE);
}

/* Characters of @text, of @size bytes; G_MAXINT at the most. */
static guint
count (const char *text,
       gsize       size)
{
  return (guint) MIN (g_utf8_strlen (text, (gssize) size), G_MAXINT);
}

static void
remember (Guard      *self,
          const char *text,
          gsize       size,
          int         at)
{
  g_free (self->replaced);
  self->replaced = g_strndup (text, size);
  self->replaced_at = at;
  wait_for_idle (self);
}

static void
said_no_longer (Guard *self)
{
  if (self->message == NULL && !self->mending && self->told != NULL)
    self->told (self->owner, NULL);
}

/* Entries */

static void
on_delete_text (GtkEditable *editable,
                int          start,
                int          end,
                Guard       *self)
{
  g_autofree char *text = self->mending ? NULL : gtk_editable_get_chars (editable, start, end);

  if (text != NULL)
    remember (self, text, strlen (text), start);
}

static void
put_back_in_entry (Guard *self,
                   int   *position)
{
  g_autofree char *text = g_steal_pointer (&self->replaced);

  if (text == NULL || *position != self->replaced_at)
    return;
  self->mending = TRUE;
  gtk_editable_insert_text (GTK_EDITABLE (self->field), text, -1, position);
  self->mending = FALSE;
}

static void
on_insert_text (GtkEditable *editable,
                const char  *text,
                int          length,
                int         *position,
                Guard       *self)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  guint now, typed;
  g_autofree char *clean = NULL;

  if (self->mending)
    return;
  now = count (gtk_editable_get_text (editable), strlen (gtk_editable_get_text (editable)));
  typed = count (text, size);
  if (typed > self->most || now > self->most - typed)
    {
      g_signal_stop_emission_by_name (editable, "insert-text");
      put_back_in_entry (self, position);
      tell_too_long (self, now + typed);
      return;
    }
  clean = dup_clean (text, size);
  if (clean == NULL)
    return;
  g_signal_stop_emission_by_name (editable, "insert-text");
  self->mending = TRUE;
  gtk_editable_insert_text (editable, clean, -1, position);
  self->mending = FALSE;
  tell (self, g_strdup (_("Characters that cannot be kept were left out.")));
}

void
terrain_text_guard_editable (GtkEditable         *editable,
                             guint                most,
                             TerrainTextGuardFunc told,
                             gpointer             owner)
{
  GtkEditable *field = editable;
  Guard *self;

  g_return_if_fail (GTK_IS_EDITABLE (editable));

  /* The innermost one is where the signals are (GtkEditable, "insert-text"). */
  while (gtk_editable_get_delegate (field) != NULL)
    field = gtk_editable_get_delegate (field);
  if (g_object_get_data (G_OBJECT (field), "terrain-text-guard") != NULL)
    return;
  self = g_new0 (Guard, 1);
  self->field = G_OBJECT (field);
  self->most = most;
  self->told = told;
  self->owner = owner;
  g_object_set_data_full (G_OBJECT (field), "terrain-text-guard", self, guard_free);
  g_signal_connect (field, "insert-text", G_CALLBACK (on_insert_text), self);
  g_signal_connect (field, "delete-text", G_CALLBACK (on_delete_text), self);
  g_signal_connect_swapped (field, "changed", G_CALLBACK (said_no_longer), self);
}

void
terrain_text_guard_search (GtkEditable *editable)
{
  g_return_if_fail (GTK_IS_EDITABLE (editable));

  while (gtk_editable_get_delegate (editable) != NULL)
    editable = gtk_editable_get_delegate (editable);
  if (GTK_IS_TEXT (editable))
    gtk_text_set_max_length (GTK_TEXT (editable), TERRAIN_TEXT_GUARD_LINE);
}

/* Several lines */

static void
on_delete_range (GtkTextBuffer *buffer,
                 GtkTextIter   *start,
                 GtkTextIter   *end,
                 Guard         *self)
{
  g_autofree char *text = self->mending ? NULL : gtk_text_buffer_get_text (buffer, start, end, TRUE);

  if (text != NULL)
    remember (self, text, strlen (text), gtk_text_iter_get_offset (start));
}

/* The handlers of the signal itself go on with the iterator. */
static void
insert_in_buffer (Guard       *self,
                  GtkTextIter *at,
                  const char  *text)
{
  self->mending = TRUE;
  gtk_text_buffer_insert (GTK_TEXT_BUFFER (self->field), at, text, -1);
  self->mending = FALSE;
}

static void
put_back_in_buffer (Guard       *self,
                    GtkTextIter *at)
{
  g_autofree char *text = g_steal_pointer (&self->replaced);

  if (text == NULL || gtk_text_iter_get_offset (at) != self->replaced_at)
    return;
  insert_in_buffer (self, at, text);
}

static void
on_buffer_insert (GtkTextBuffer *buffer,
                  GtkTextIter   *at,
                  const char    *text,
                  int            length,
                  Guard         *self)
{
  guint now = (guint) gtk_text_buffer_get_char_count (buffer);
  guint typed = count (text, (gsize) length);
  g_autofree char *clean = NULL;

  if (self->mending)
    return;
  if (typed > self->most || now > self->most - typed)
    {
      g_signal_stop_emission_by_name (buffer, "insert-text");
      put_back_in_buffer (self, at);
      tell_too_long (self, now + typed);
      return;
    }
  clean = dup_clean (text, (gsize) length);
  if (clean == NULL)
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  insert_in_buffer (self, at, clean);
  tell (self, g_strdup (_("Characters that cannot be kept were left out.")));
}

static gboolean
has_endless_word (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  guint run = 0;

  if (gtk_text_buffer_get_char_count (buffer) <= LONGEST_WORD)
    return FALSE;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  for (const char *at = text; *at != '\0' && run <= LONGEST_WORD; at = g_utf8_next_char (at))
    run = g_unichar_isspace (g_utf8_get_char (at)) ? 0 : run + 1;
  return run > LONGEST_WORD;
}

static void
on_buffer_changed (Guard *self)
{
  GtkWrapMode mode = has_endless_word (GTK_TEXT_BUFFER (self->field)) ? GTK_WRAP_CHAR : GTK_WRAP_WORD_CHAR;

  /* The buffer may outlive its view, and whoever is told. */
  if (self->view == NULL)
    return;
  if (gtk_text_view_get_wrap_mode (self->view) != mode)
    gtk_text_view_set_wrap_mode (self->view, mode);
  said_no_longer (self);
}

void
terrain_text_guard_view (GtkTextView         *view,
                         guint                most,
                         TerrainTextGuardFunc told,
                         gpointer             owner)
{
  GtkTextBuffer *buffer;
  Guard *self;

  g_return_if_fail (GTK_IS_TEXT_VIEW (view));

  buffer = gtk_text_view_get_buffer (view);
  self = g_new0 (Guard, 1);
  self->field = G_OBJECT (buffer);
  g_set_weak_pointer (&self->view, view);
  self->most = most;
  self->told = told;
  self->owner = owner;
  g_object_set_data_full (G_OBJECT (buffer), "terrain-text-guard", self, guard_free);
  g_signal_connect (buffer, "insert-text", G_CALLBACK (on_buffer_insert), self);
  g_signal_connect (buffer, "delete-range", G_CALLBACK (on_delete_range), self);
  g_signal_connect_swapped (buffer, "changed", G_CALLBACK (on_buffer_changed), self);
}

char *
terrain_text_guard_shorten (const char *text,
                            guint       most)
{
  g_autofree char *beginning = NULL;

  if (g_utf8_strlen (text, -1) <= (glong) most)
    return g_strdup (text);
  beginning = g_utf8_substring (text, 0, most);
  return g_strconcat (beginning, "…", NULL);
}
