/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-editors.h"
#include "terrain-text-guard.h"

/*
 * Text: a line, several ("multiline", or rows="3"), or hidden while typed (<secret>, "masked"). Also what shows and
 * takes as text what has no control of its own: whatever a form invents. Where the constraint limits the length, what is
 * typed is counted, and never cut off. An address of the web ("url") can be opened.
 */
#define MAX_ROWS 12
/* Beyond this nobody counts. */
#define MOST_COUNTED 100000

struct _TerrainTextEditor
{
  TerrainEditor parent_instance;
  GtkWidget *entry; /* GtkEntry, GtkPasswordEntry; NULL with several lines */
  GtkWidget *text;  /* GtkTextView; NULL with one line */
  GtkWidget *open;  /* NULL but for an address */
  GtkWidget *count; /* NULL but for a text of limited length */
  guint most;       /* characters; 0 for as many as one likes */
  gboolean showing;
  gboolean shortened; /* an answer from elsewhere, longer than a field can show: it is read only */
};

G_DECLARE_FINAL_TYPE (TerrainTextEditor, terrain_text_editor, TERRAIN, TEXT_EDITOR, TerrainEditor)
G_DEFINE_FINAL_TYPE (TerrainTextEditor, terrain_text_editor, TERRAIN_TYPE_EDITOR)

static char *
dup_typed (TerrainTextEditor *self)
{
  if (self->entry != NULL)
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
  GtkTextIter start, end;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, /* include_hidden_chars= */ TRUE);
}

/* How many characters a constraint lets through, as far as it says so alone or together with more; 0 where it does not. */
static guint
read_most (const char *constraint)
{
  g_autoptr (GRegex) limit = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *sign = NULL, *number = NULL;
  guint64 most;

  /* What only holds now and then is no limit. */
  if (constraint == NULL || g_regex_match_simple ("\\b(or|not|if)\\b", constraint, 0, 0))
    return 0;
  limit = g_regex_new ("string-length\\s*\\(\\s*\\.\\s*\\)\\s*(<=?|=)\\s*(\\d+)(?![\\d.*+-]|\\s+(?:div|mod)\\b)", 0, 0, NULL);
  if (!g_regex_match (limit, constraint, 0, &match))
    return 0;
  sign = g_match_info_fetch (match, 1);
  number = g_match_info_fetch (match, 2);
  most = g_ascii_strtoull (number, NULL, 10);
  if (g_str_equal (sign, "<") && most > 0)
    most--;
  return most <= MOST_COUNTED ? (guint) most : 0;
}

static void
update_count (TerrainTextEditor *self)
{
  g_autofree char *typed_text = NULL, *words = NULL;
  guint length;

  if (self->count == NULL)
    return;
  typed_text = dup_typed (self);
  length = (guint) g_utf8_strlen (typed_text, -1);
  if (length <= self->most)
    /* Translators: how long a typed text is, and how long it may be */
    words = g_strdup_printf (ngettext ("%u of %u character", "%u of %u characters", self->most), length, self->most);
  else
    words = g_strdup_printf (ngettext ("%u character too many", "%u characters too many", length - self->most),
                             length - self->most);
  gtk_label_set_label (GTK_LABEL (self->count), words);
  if (length > self->most)
    gtk_widget_add_css_class (self->count, "error");
  else
    gtk_widget_remove_css_class (self->count, "error");
}

static void
build_count (TerrainTextEditor *self)
{
  self->count = g_object_new (GTK_TYPE_LABEL, "xalign", 1.0f, "halign", GTK_ALIGN_FILL, NULL);
  gtk_widget_add_css_class (self->count, "caption");
  gtk_widget_add_css_class (self->count, "numeric");
  gtk_widget_set_parent (self->count, GTK_WIDGET (self));
  update_count (self);
}

static void
typed (TerrainTextEditor *self)
{
  update_count (self);
  if (!self->showing)
    terrain_editor_typed (TERRAIN_EDITOR (self));
}

/* In several lines Enter is a new line, Ctrl+Enter goes on; Tab leaves (a tab in an answer is a slip). */
static gboolean
text_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, TerrainEditor *self)
{
  if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && (state & GDK_CONTROL_MASK) != 0)
    {
      terrain_editor_flush (self);
      terrain_editor_done (self, (state & GDK_SHIFT_MASK) == 0);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
text_left (GtkEventControllerFocus *controller, TerrainEditor *self)
{
  terrain_editor_flush (self);
}

static void
build_lines (TerrainTextEditor *self, int rows)
{
  GtkWidget *scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "css-name", "entry", NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  self->text = g_object_new (GTK_TYPE_TEXT_VIEW, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab", FALSE, "top-margin", 9,
                             "bottom-margin", 9, "left-margin", 9, "right-margin", 9, NULL);
  g_object_set (scroller, "child", self->text, "hscrollbar-policy", GTK_POLICY_NEVER, "min-content-height",
                18 + rows * 22, "max-content-height", 18 + MAX_ROWS * 22, "propagate-natural-height", TRUE, "focusable", FALSE, NULL);
  gtk_widget_add_css_class (scroller, "terrain-lines");
  gtk_widget_set_overflow (scroller, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
  terrain_text_guard_view (GTK_TEXT_VIEW (self->text), TERRAIN_TEXT_GUARD_ANSWER, terrain_editor_told, self);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), "changed", G_CALLBACK (typed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (text_left), self, 0);
  gtk_widget_add_controller (self->text, focus);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (text_key), self, 0);
  gtk_widget_add_controller (self->text, key);
}

/* Only pages of the web: what stands there may have been typed by anybody. */
static gboolean
is_page (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0' &&
         (g_str_equal (g_uri_get_scheme (uri), "https") || g_str_equal (g_uri_get_scheme (uri), "http"));
}

/* On a public screen nothing leads out of the form, as with links in labels. */
static gboolean
may_leave (TerrainTextEditor *self)
{
  return !terrain_form_context_get_large (terrain_editor_get_context (TERRAIN_EDITOR (self)));
}

static void
open_clicked (TerrainTextEditor *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (may_leave (self) && is_page (text))
    gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, text, GDK_CURRENT_TIME);
}

static void
update_open (TerrainTextEditor *self)
{
  gtk_widget_set_visible (self->open, may_leave (self));
  gtk_widget_set_sensitive (self->open, is_page (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

static void
build_address (TerrainTextEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_URL);
  gtk_widget_set_hexpand (self->entry, TRUE);
  self->open = g_object_new (GTK_TYPE_BUTTON, "label", _("_Open"), "use-underline", TRUE, "tooltip-text",
                             _("Open This Page in the Browser"), NULL);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->open);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (update_open), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->open, "clicked", G_CALLBACK (open_clicked), self, G_CONNECT_SWAPPED);
  update_open (self);
}

static void
build_line (TerrainTextEditor *self, TerrainControl *control, gboolean hidden)
{
  if (hidden)
    self->entry = g_object_new (GTK_TYPE_PASSWORD_ENTRY, "show-peek-icon", TRUE, NULL);
  else
    {
      self->entry = gtk_entry_new ();
      if (terrain_control_has_appearance (control, "numbers"))
        gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_DIGITS);
    }
  if (!hidden && terrain_control_has_appearance (control, "url"))
    build_address (self);
  else
    gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (typed), self, G_CONNECT_SWAPPED);
  terrain_text_guard_editable (GTK_EDITABLE (self->entry), TERRAIN_TEXT_GUARD_ANSWER, terrain_editor_told, self);
  terrain_editor_watch_entry (TERRAIN_EDITOR (self), self->entry);
}

static void
terrain_text_editor_build (TerrainEditor *editor)
{
  TerrainTextEditor *self = TERRAIN_TEXT_EDITOR (editor);
  TerrainControl *control = terrain_item_get_control (terrain_editor_get_item (editor));
  const char *rows_text = terrain_control_get_attribute (control, "rows");
  int rows = rows_text != NULL ? (int) CLAMP (g_ascii_strtoll (rows_text, NULL, 10), 1, MAX_ROWS) : 1;
  gboolean hidden = terrain_control_get_kind (control) == TERRAIN_CONTROL_SECRET ||
                    terrain_control_has_appearance (control, "masked") ||
                    terrain_control_has_appearance (control, "hidden-answer");

  if (terrain_control_has_appearance (control, "multiline"))
    rows = MAX (rows, 3);
  if (rows > 1 && !hidden)
    build_lines (self, rows);
  else
    build_line (self, control, hidden);
  self->most = hidden ? 0 : read_most (terrain_control_get_bind_attribute (control, "constraint"));
  if (self->most > 0)
    build_count (self);
}

static void
set_text (TerrainTextEditor *self, const char *text)
{
  self->showing = TRUE;
  if (self->entry != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
      gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
    }
  else
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), text, -1);
  self->showing = FALSE;
}

static void
set_shortened (TerrainTextEditor *self, gboolean shortened)
{
  self->shortened = shortened;
  if (self->entry != NULL)
    gtk_editable_set_editable (GTK_EDITABLE (self->entry), !shortened);
  else
    gtk_text_view_set_editable (GTK_TEXT_VIEW (self->text), !shortened);
  if (shortened)
    terrain_editor_told (self, _("This answer is too long to be shown here: it begins so, and all of it is kept."));
}

static void
terrain_text_editor_show (TerrainEditor *editor, const char *value)
{
  TerrainTextEditor *self = TERRAIN_TEXT_EDITOR (editor);
  gboolean shortened = g_utf8_strlen (value, -1) > TERRAIN_TEXT_GUARD_ANSWER;
  g_autofree char *shown = shortened ? terrain_text_guard_shorten (value, TERRAIN_TEXT_GUARD_ANSWER - 1) : g_strdup (value);
  g_autofree char *now = dup_typed (self);

  if (!g_str_equal (now, shown))
    set_text (self, shown);
  if (shortened || self->shortened)
    set_shortened (self, shortened);
}

/* An answer of spaces alone is none. */
static gboolean
terrain_text_editor_flush (TerrainEditor *editor)
{
  TerrainTextEditor *self = TERRAIN_TEXT_EDITOR (editor);
  g_autofree char *text = dup_typed (self);

  if (self->shortened)
    return TRUE;
  if (text[strspn (text, " \t\n")] == '\0')
    *text = '\0';
  return terrain_editor_answer (editor, text);
}

static void
terrain_text_editor_describe (TerrainEditor *editor)
{
  TerrainTextEditor *self = TERRAIN_TEXT_EDITOR (editor);

  terrain_editor_describe (editor, self->entry != NULL ? self->entry : self->text, NULL);
}

static gboolean
terrain_text_editor_grab_focus (GtkWidget *widget)
{
  TerrainTextEditor *self = TERRAIN_TEXT_EDITOR (widget);

  return gtk_widget_grab_focus (self->entry != NULL ? self->entry : self->text);
}

static void
terrain_text_editor_class_init (TerrainTextEditorClass *klass)
{
  TerrainEditorClass *editor_class = TERRAIN_EDITOR_CLASS (klass);

  editor_class->build = terrain_text_editor_build;
  editor_class->show = terrain_text_editor_show;
  editor_class->flush = terrain_text_editor_flush;
  editor_class->describe = terrain_text_editor_describe;
  GTK_WIDGET_CLASS (klass)->grab_focus = terrain_text_editor_grab_focus;
}

static void
terrain_text_editor_init (TerrainTextEditor *self)
{
}
