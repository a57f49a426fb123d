/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "terrain-form-style.h"

/*
 * Labels of ODK XForms mix three things: the markdown subset (emphasis, headings, links, backslash escapes), a few
 * elements of XHTML, and plain text that happens to hold '<', '*' or '_'. Whatever is not recognised is text.
 *
 * One pass, left to right. What is open stands on a stack, so the output nests however the input does:
 *
 *   "**a <i>b** c</i>"  →  <b>a <i>b</i></b> c
 */

#define MAX_DEPTH 32

typedef enum
{
  DELIMITER_STRONG_STAR,
  DELIMITER_STRONG_LINE,
  DELIMITER_STAR,
  DELIMITER_LINE,
  N_DELIMITERS,
} Delimiter;

static const char *const delimiter_text[N_DELIMITERS] = { "**", "__", "*", "_" };

typedef struct
{
  const char *close;   /* Pango's closing tag */
  const char *element; /* lower case; NULL for markdown */
  const char *end;     /* where markdown's closing delimiter stands; NULL for elements */
} Open;

typedef struct
{
  GString *out;
  gboolean plain;
  gboolean links;
  Open stack[MAX_DEPTH];
  guint depth;
  /* No closing delimiter of this kind before here: keeps the search linear for hostile text. */
  const char *none_before[N_DELIMITERS];
} Markup;

typedef struct
{
  const char *element;
  const char *open;
  const char *close;
} Element;

static const Element elements[] = {
  { "b", "<b>", "</b>" },         { "strong", "<b>", "</b>" },      { "i", "<i>", "</i>" },
  { "em", "<i>", "</i>" },        { "u", "<u>", "</u>" },           { "s", "<s>", "</s>" },
  { "del", "<s>", "</s>" },       { "sub", "<sub>", "</sub>" },     { "sup", "<sup>", "</sup>" },
  { "small", "<small>", "</small>" }, { "big", "<big>", "</big>" }, { "code", "<tt>", "</tt>" },
  { "tt", "<tt>", "</tt>" },
  { "h1", "<span weight=\"bold\" size=\"x-large\">", "</span>" },
  { "h2", "<span weight=\"bold\" size=\"large\">", "</span>" },
  { "h3", "<span weight=\"bold\" size=\"large\">", "</span>" },
  { "h4", "<b>", "</b>" },        { "h5", "<b>", "</b>" },          { "h6", "<b>", "</b>" },
};

static const Element *
find_element (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++)
    if (g_str_equal (elements[i].element, name))
      return &elements[i];
  return NULL;
}

static void
add_char (Markup *markup, gunichar character)
{
  if (character < 0x20 && character != '\n' && character != '\t')
    return;
  if (!markup->plain && character == '<')
    g_string_append (markup->out, "&lt;");
  else if (!markup->plain && character == '>')
    g_string_append (markup->out, "&gt;");
  else if (!markup->plain && character == '&')
    g_string_append (markup->out, "&amp;");
  else
    g_string_append_unichar (markup->out, character);
}

static gboolean
push (Markup *markup, const char *open, const char *close, const char *element, const char *end)
{
  if (markup->depth == MAX_DEPTH)
    return FALSE;
  if (!markup->plain)
    g_string_append (markup->out, open);
  markup->stack[markup->depth++] = (Open) { .close = close, .element = element, .end = end };
  return TRUE;
}

static void
pop_to (Markup *markup, guint depth)
{
  while (markup->depth > depth)
    {
      markup->depth--;
      if (!markup->plain)
        g_string_append (markup->out, markup->stack[markup->depth].close);
    }
}

static void
break_line (Markup *markup)
{
  if (markup->out->len > 0 && markup->out->str[markup->out->len - 1] != '\n')
    g_string_append_c (markup->out, '\n');
}

/* The value of @name in the text of a start tag, between quotes. */
static char *
dup_attribute (const char *tag, gsize length, const char *name)
{
  g_autofree char *text = g_strndup (tag, length);
  g_autofree char *pattern = g_strconcat (name, "=", NULL);
  const char *at = strstr (text, pattern);

  if (at == NULL)
    return NULL;
  at += strlen (pattern);
  if (*at != '"' && *at != '\'')
    return NULL;
  const char *end = strchr (at + 1, *at);
  return end != NULL ? g_strndup (at + 1, end - at - 1) : NULL;
}

static void
open_link (Markup *markup, const char *address, const char *element, const char *end)
{
  if (markup->links && address != NULL &&
      (g_str_has_prefix (address, "https://") || g_str_has_prefix (address, "http://")))
    {
      g_autofree char *open = g_markup_printf_escaped ("<a href=\"%s\">", address);
      push (markup, open, "</a>", element, end);
    }
  else
    push (markup, "<u>", "</u>", element, end);
}

static void
open_span (Markup *markup, const char *tag, gsize length)
{
  g_autofree char *style = dup_attribute (tag, length, "style");
  const char *colour = style != NULL ? strstr (style, "color:") : NULL;
  GdkRGBA rgba;

  /* "background-color" is left out: text must stay legible on the theme's own background. */
  if (colour != NULL && (colour == style || colour[-1] != '-'))
    {
      g_autofree char *name = g_strndup (colour + 6, strcspn (colour + 6, ";"));
      if (gdk_rgba_parse (&rgba, g_strstrip (name)))
        {
          g_autofree char *open = g_strdup_printf ("<span foreground=\"#%02x%02x%02x\">", (guint) (rgba.red * 255),
                                                   (guint) (rgba.green * 255), (guint) (rgba.blue * 255));
          push (markup, open, "</span>", "span", NULL);
          return;
        }
    }
  push (markup, "<span>", "</span>", "span", NULL);
}

static void
close_element (Markup *markup, const char *name)
{
  for (guint i = markup->depth; i > 0; i--)
    if (markup->stack[i - 1].element != NULL && g_str_equal (markup->stack[i - 1].element, name))
      {
        pop_to (markup, i - 1);
        return;
      }
}

/* Returns: what follows the tag at @at, NULL where that is no tag. */
static const char *
take_tag (Markup *markup, const char *at)
{
  gboolean closing = at[1] == '/';
  const char *name_start = at + 1 + closing;
  const char *end, *p = name_start;
  char name[16];
  gsize length;

  while (g_ascii_isalnum (*p))
    p++;
  length = p - name_start;
  if (length == 0 || length >= sizeof name || !g_ascii_isalpha (*name_start) ||
      !(g_ascii_isspace (*p) || *p == '>' || (*p == '/' && p[1] == '>')))
    return NULL;
  end = memchr (p, '>', strnlen (p, 1024));
  if (end == NULL)
    return NULL;
  for (gsize i = 0; i < length; i++)
    name[i] = g_ascii_tolower (name_start[i]);
  name[length] = '\0';

  const Element *element = find_element (name);
  gboolean block = g_str_equal (name, "p") || g_str_equal (name, "div") || g_str_equal (name, "ul") ||
                   g_str_equal (name, "ol") || g_str_equal (name, "li") || (name[0] == 'h' && element != NULL);

  if (g_str_equal (name, "br"))
    g_string_append_c (markup->out, '\n');
  else if (block)
    break_line (markup);

  if (closing)
    {
      close_element (markup, name);
      if (block)
        break_line (markup);
    }
  else if (end[-1] == '/')
    return end + 1;
  else if (element != NULL)
    push (markup, element->open, element->close, element->element, NULL);
  else if (g_str_equal (name, "span"))
    open_span (markup, at, end - at);
  else if (g_str_equal (name, "a"))
    {
      g_autofree char *address = dup_attribute (at, end - at, "href");
      open_link (markup, address, "a", NULL);
    }
  else if (g_str_equal (name, "li"))
    g_string_append (markup->out, "• ");
  return end + 1;
}

static gboolean
is_word (const char *start, const char *at, gboolean before)
{
  if (before && at == start)
    return FALSE;
  gunichar character = g_utf8_get_char (before ? g_utf8_prev_char (at) : at);
  return character != 0 && g_unichar_isalnum (character);
}

static const char *
find_close (Markup *markup, const char *text, const char *from, Delimiter kind)
{
  const char *delimiter = delimiter_text[kind];
  gsize length = strlen (delimiter);
  gboolean line = delimiter[0] == '_';
  const char *p;

  if (from < markup->none_before[kind])
    return NULL;
  for (p = from; *p != '\0' && !(p[0] == '\n' && p[1] == '\n'); p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      else if (p > from && strncmp (p, delimiter, length) == 0)
        {
          gboolean twice = length == 1 && (p[1] == delimiter[0] || p[-1] == delimiter[0]);

          if (!twice && !g_ascii_isspace (p[-1]) && !(line && is_word (text, p + length, FALSE)))
            return p;
        }
    }
  markup->none_before[kind] = p;
  return NULL;
}

/* Returns: what follows the delimiter at @at, NULL where it is just text. */
static const char *
take_delimiter (Markup *markup, const char *text, const char *at)
{
  for (guint i = markup->depth; i > 0; i--)
    if (markup->stack[i - 1].end == at)
      {
        gsize length = at[1] == at[0] ? 2 : 1;
        pop_to (markup, i - 1);
        return at + length;
      }

  for (guint kind = 0; kind < N_DELIMITERS; kind++)
    {
      gsize length = strlen (delimiter_text[kind]);
      const char *close;

      if (strncmp (at, delimiter_text[kind], length) != 0)
        continue;
      if (at[length] == '\0' || g_ascii_isspace (at[length]) || (at[0] == '_' && is_word (text, at, TRUE)))
        return NULL;
      close = find_close (markup, text, at + length, kind);
      if (close != NULL && push (markup, length == 2 ? "<b>" : "<i>", length == 2 ? "</b>" : "</i>", NULL, close))
        return at + length;
      if (length == 2)
        return NULL;
    }
  return NULL;
}

/* [text](address): the text is gone through like any other; the address is skipped when its end is reached. */
static const char *
take_link (Markup *markup, const char *at)
{
  const char *close = memchr (at, ']', strnlen (at, 1024));
  const char *end;

  if (close == NULL || close[1] != '(' || close == at + 1)
    return NULL;
  end = memchr (close, ')', strnlen (close, 1024));
  if (end == NULL || markup->depth == MAX_DEPTH)
    return NULL;
  g_autofree char *address = g_strndup (close + 2, end - close - 2);
  open_link (markup, g_strstrip (address), NULL, close);
  return at + 1;
}

static const char *
take_entity (Markup *markup, const char *at)
{
  static const struct { const char *name; gunichar character; } names[] = {
    { "&lt;", '<' }, { "&gt;", '>' }, { "&amp;", '&' }, { "&quot;", '"' }, { "&apos;", '\'' }, { "&nbsp;", 0xa0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (at, names[i].name))
      {
        add_char (markup, names[i].character);
        return at + strlen (names[i].name);
      }
  if (at[1] == '#')
    {
      gboolean hexadecimal = at[2] == 'x';
      char *end = NULL;
      guint64 code = g_ascii_strtoull (at + 2 + hexadecimal, &end, hexadecimal ? 16 : 10);

      if (end != NULL && *end == ';' && code <= 0x10ffff && g_unichar_validate ((gunichar) code) && code != 0)
        {
          add_char (markup, (gunichar) code);
          return end + 1;
        }
    }
  return NULL;
}

/* "## Title" makes the line a heading. Returns: its text; NULL where it is none. */
static const char *
take_heading (Markup *markup, const char *at)
{
  gsize level = strspn (at, "#");
  const char *line_end;

  if (level == 0 || level > 6 || at[level] != ' ')
    return NULL;
  line_end = at + strcspn (at, "\n");
  const char *open = level == 1   ? "<span weight=\"bold\" size=\"x-large\">"
                     : level <= 3 ? "<span weight=\"bold\" size=\"large\">"
                                  : "<b>";
  if (!push (markup, open, level <= 3 ? "</span>" : "</b>", NULL, line_end))
    return NULL;
  at += level;
  return at + strspn (at, " ");
}

static const char *
take_special (Markup *markup, const char *text, const char *at)
{
  switch (*at)
    {
    case '<':
      return take_tag (markup, at);
    case '&':
      return take_entity (markup, at);
    case '*':
    case '_':
      return take_delimiter (markup, text, at);
    case '[':
      return take_link (markup, at);
    case '#':
      return at == text || at[-1] == '\n' ? take_heading (markup, at) : NULL;
    case '\\':
      if (at[1] == '\0' || strchr ("\\*_#[]()<>&!`-", at[1]) == NULL)
        return NULL;
      add_char (markup, at[1]);
      return at + 2;
    case ']':
      for (guint i = markup->depth; i > 0; i--)
        if (markup->stack[i - 1].end == at)
          {
            pop_to (markup, i - 1);
            return strchr (at, ')') + 1;
          }
      return NULL;
    case '\n':
      for (guint i = markup->depth; i > 0; i--)
        if (markup->stack[i - 1].end == at)
          pop_to (markup, i - 1);
      return NULL;
    default:
      return NULL;
    }
}

static char *
convert (const char *text, gboolean plain, gboolean links)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  Markup markup = { .out = g_string_new (NULL), .plain = plain, .links = links };
  const char *at = valid;

  while (*at != '\0')
    {
      const char *next = take_special (&markup, valid, at);

      if (next == NULL)
        {
          add_char (&markup, g_utf8_get_char (at));
          next = g_utf8_next_char (at);
        }
      at = next;
    }
  pop_to (&markup, 0);
  return g_strchomp (g_string_free (markup.out, FALSE));
}

char *
terrain_form_dup_markup (const char *text, gboolean links)
{
  return convert (text, FALSE, links);
}

char *
terrain_form_dup_plain_text (const char *text)
{
  return convert (text, TRUE, FALSE);
}
