/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>
#include <string.h>

#include "terrain-paper-html.h"
#include "terrain-paper-image.h"
#include "terrain-paper-words.h"
#include "terrain-qr-code.h"

/*
 * libxml2 reads, as SAX events and without a tree: it closes what the page leaves open, in order, and knows what closes by
 * itself (<li>, <p>, <td>). Here events become blocks.
 *
 * The bounds, in bytes and in elements within each other, are beyond what paper needs: a closing tag looks through all that is
 * open, and an attribute through those before it, so that without them a page could take minutes.
 */
#define MAX_HTML (256 * 1024)
#define MAX_DEPTH 1000
#define MAX_LISTS 8
/* More than any ticket has; each is drawn anew for each look at the page. */
#define MAX_IMAGES 50
/* Of a QR code that says no width, in pixels of the web: 96 an inch. */
#define QR_WIDTH 150
#define POINTS_PER_PIXEL 0.75
#define QR_SCALE 8

/* What is on at once; nesting only counts, so that no order of tags is wrong. */
typedef enum
{
  BOLD,
  ITALIC,
  UNDERLINE,
  STRUCK,
  SMALL,
  BELOW,
  ABOVE,
  CODE,
  N_STYLES,
} Style;

static const struct
{
  const char *element;
  Style style;
} styles[] = {
  { "b", BOLD },     { "strong", BOLD }, { "th", BOLD },       { "i", ITALIC },   { "em", ITALIC }, { "u", UNDERLINE },
  { "s", STRUCK },   { "del", STRUCK },  { "strike", STRUCK }, { "small", SMALL }, { "sub", BELOW }, { "sup", ABOVE },
  { "code", CODE },  { "tt", CODE },
};

static const char *const markup_names[N_STYLES] = {
  [BOLD] = "b", [ITALIC] = "i", [UNDERLINE] = "u", [STRUCK] = "s", [SMALL] = "small", [BELOW] = "sub", [ABOVE] = "sup",
  [CODE] = "tt",
};

typedef struct
{
  TerrainPaper *paper;
  TerrainPaperFileFunc file;
  gpointer user_data;

  GString *markup;   /* of the block being written */
  gboolean has_text; /* more than space */
  gboolean in_space; /* the next space is none */
  guint on[N_STYLES];
  guint preformatted;
  int depth;         /* elements around */
  int hidden;        /* of these: what nobody is to read */
  gboolean too_deep; /* read no further */
  GString *pending; /* text since the last tag: it comes in pieces */
  htmlParserCtxtPtr parser;

  TerrainPaperKind kind;
  guint level;
  guint cells; /* of the row being written; 0: no row */
  guint lists; /* how deep */
  guint numbers[MAX_LISTS]; /* of the next item; 0: without number */
  guint n_images;
  GString *code; /* (nullable): the text of a <qrcode> that is open */
  double code_width;
} Page;

/* Blocks */

static void
begin_block (Page            *self,
             TerrainPaperKind kind)
{
  g_string_truncate (self->markup, 0);
  self->has_text = FALSE;
  self->in_space = TRUE;
  self->kind = kind;
  self->level = 0;
}

static void
end_block (Page            *self,
           TerrainPaperKind next)
{
  if (self->has_text)
    {
      TerrainPaperBlock *block = terrain_paper_add (self->paper, self->kind, g_strdup (self->markup->str));

      block->level = self->level;
      block->columns = self->cells;
    }
  self->cells = 0;
  begin_block (self, next);
}

/* Within a list what follows an item's first block stands below it. */
static TerrainPaperKind
get_flow (Page *self)
{
  return self->lists > 0 ? TERRAIN_PAPER_LINE : TERRAIN_PAPER_TEXT;
}

/* Text */

static void
append_run (Page       *self,
            const char *text,
            gssize      length)
{
  g_autofree char *escaped = g_markup_escape_text (text, length);

  for (guint i = 0; i < N_STYLES; i++)
    if (self->on[i] > 0)
      g_string_append_printf (self->markup, "<%s>", markup_names[i]);
  g_string_append (self->markup, escaped);
  for (guint i = N_STYLES; i > 0; i--)
    if (self->on[i - 1] > 0)
      g_string_append_printf (self->markup, "</%s>", markup_names[i - 1]);
}

static void
add_text (Page       *self,
          const char *text)
{
  g_autoptr (GString) run = g_string_new (NULL);

  for (; *text; text++)
    {
      gboolean space = strchr (" \t\r\n", *text) != NULL;

      if (self->preformatted == 0 && space)
        {
          if (!self->in_space)
            g_string_append_c (run, ' ');
          self->in_space = TRUE;
          continue;
        }
      /* Control characters are none of a page's. */
      if (!space && (guchar) *text < 0x20)
        continue;
      g_string_append_c (run, *text);
      self->in_space = FALSE;
      self->has_text = self->has_text || !space;
    }
  if (run->len > 0)
    append_run (self, run->str, (gssize) run->len);
}

static void
add_line_break (Page *self)
{
  /* In a row it would break the row. */
  if (self->cells > 0)
    add_text (self, " ");
  else if (self->has_text)
    g_string_append_c (self->markup, '\n');
  self->in_space = TRUE;
}

/* Images */

/* @attributes: (nullable): names, each with its value, which is %NULL where it has none. Returns: (nullable) */
static const char *
find_attribute (const xmlChar **attributes,
                const char     *name)
{
  for (; attributes && *attributes; attributes += 2)
    if (strcmp ((const char *) attributes[0], name) == 0)
      return (const char *) attributes[1];
  return NULL;
}

/* In points; 0: as it comes. Per cent and other units are as it comes. */
static double
get_width (const xmlChar **attributes)
{
  const char *width = find_attribute (attributes, "width");
  double pixels = width ? g_ascii_strtod (width, NULL) : 0;

  return pixels >= 1 && pixels <= 2000 && !strchr (width, '%') ? pixels * POINTS_PER_PIXEL : 0;
}

static void
add_image (Page      *self,
           GdkPixbuf *image,
           double     width)
{
  TerrainPaperBlock *block;

  end_block (self, get_flow (self));
  block = terrain_paper_add (self->paper, TERRAIN_PAPER_IMAGE, NULL);
  block->image = g_object_ref (image);
  block->width = width;
  self->n_images++;
}

static void
add_file (Page           *self,
          const xmlChar **attributes)
{
  const char *name = find_attribute (attributes, "src");
  const char *instead = find_attribute (attributes, "alt");
  g_autoptr (GBytes) bytes = name && *name && self->n_images < MAX_IMAGES ? self->file (name, self->user_data) : NULL;
  g_autoptr (GdkPixbuf) image = bytes ? terrain_paper_image_new (bytes) : NULL;

  if (image)
    add_image (self, image, get_width (attributes));
  else if (instead)
    add_text (self, instead);
}

static void
end_code (Page *self)
{
  g_autofree char *text = self->code ? g_strstrip (g_string_free (g_steal_pointer (&self->code), FALSE)) : NULL;
  g_autoptr (GdkPixbuf) image = text && self->n_images < MAX_IMAGES ? terrain_qr_code_draw (text, QR_SCALE) : NULL;

  if (image)
    add_image (self, image, self->code_width);
  /* A code that holds less than its text would be a wrong one. */
  else if (text)
    add_text (self, text);
}

/* Elements */

static gboolean
is_one_of (const char        *name,
           const char *const *names)
{
  return g_strv_contains (names, name);
}

static void
set_style (Page       *self,
           const char *name,
           gboolean    open)
{
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (strcmp (styles[i].element, name) == 0)
      {
        guint *on = &self->on[styles[i].style];
        *on = open ? *on + 1 : *on > 0 ? *on - 1 : 0;
      }
}

static void
set_list (Page       *self,
          const char *name,
          gboolean    open)
{
  if (open)
    {
      if (self->lists < MAX_LISTS)
        self->numbers[self->lists] = strcmp (name, "ol") == 0 ? 1 : 0;
      self->lists++;
    }
  else if (self->lists > 0)
    self->lists--;
  end_block (self, get_flow (self));
}

static void
begin_item (Page *self)
{
  guint depth = CLAMP (self->lists, 1, MAX_LISTS) - 1;
  g_autofree char *mark = NULL;

  end_block (self, TERRAIN_PAPER_LINE);
  for (guint i = 0; i < depth; i++)
    g_string_append (self->markup, "\u2003");
  mark = self->lists > 0 && self->numbers[depth] > 0 ? g_strdup_printf ("%u.\u2002", self->numbers[depth]++)
                                                     : g_strdup ("•\u2002");
  g_string_append (self->markup, mark);
}

static void
begin_cell (Page *self)
{
  if (self->kind != TERRAIN_PAPER_LINE && self->cells == 0)
    end_block (self, TERRAIN_PAPER_LINE);
  if (self->cells > 0)
    g_string_append_c (self->markup, '\t');
  self->cells++;
  self->in_space = TRUE;
}

static void
begin_heading (Page *self,
               guint number)
{
  end_block (self, number == 1 ? TERRAIN_PAPER_TITLE : TERRAIN_PAPER_HEADING);
  self->level = number > 1 ? MIN (number - 1, 3) : 0;
}

/* What stands on lines of its own, and has no more to it. */
static const char *const flows[] = { "p", "div", "section", "article", "header", "footer", "center", "blockquote", "address",
                                     "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "caption", "form", "figure",
                                     "figcaption", "body", NULL };

static void
read_element (Page           *self,
              const char     *name,
              gboolean        open,
              const xmlChar **attributes)
{
  set_style (self, name, open);
  if (name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0')
    {
      if (open)
        begin_heading (self, (guint) (name[1] - '0'));
      else
        end_block (self, get_flow (self));
    }
  else if (strcmp (name, "br") == 0 && open)
    add_line_break (self);
  else if (strcmp (name, "hr") == 0 && open)
    {
      end_block (self, get_flow (self));
      terrain_paper_add (self->paper, TERRAIN_PAPER_TEXT, NULL)->mark = TERRAIN_PAPER_RULE;
    }
  else if (strcmp (name, "ul") == 0 || strcmp (name, "ol") == 0)
    set_list (self, name, open);
  else if (strcmp (name, "li") == 0 && open)
    begin_item (self);
  else if (strcmp (name, "tr") == 0)
    end_block (self, open ? TERRAIN_PAPER_LINE : get_flow (self));
  else if ((strcmp (name, "td") == 0 || strcmp (name, "th") == 0) && open)
    begin_cell (self);
  else if (strcmp (name, "img") == 0 && open)
    add_file (self, attributes);
  else if (strcmp (name, "pre") == 0)
    {
      end_block (self, get_flow (self));
      self->preformatted = open ? self->preformatted + 1 : self->preformatted > 0 ? self->preformatted - 1 : 0;
    }
  /* Paragraphs within a cell do not end its row. */
  else if (is_one_of (name, flows) && (self->cells == 0 || strcmp (name, "table") == 0))
    end_block (self, get_flow (self));
}

static void
begin_code (Page           *self,
            const xmlChar **attributes)
{
  end_code (self);
  self->code = g_string_new (NULL);
  self->code_width = get_width (attributes);
  if (self->code_width <= 0)
    self->code_width = QR_WIDTH * POINTS_PER_PIXEL;
}

static gboolean
is_hidden (const char *name)
{
  return strcmp (name, "style") == 0 || strcmp (name, "script") == 0 || strcmp (name, "title") == 0;
}

/* Events */

static void
flush_text (Page *self)
{
  if (self->code)
    g_string_append (self->code, self->pending->str);
  else if (self->pending->len > 0)
    add_text (self, self->pending->str);
  g_string_truncate (self->pending, 0);
}

static void
read_open (void           *user_data,
           const xmlChar  *element,
           const xmlChar **attributes)
{
  Page *self = user_data;
  const char *name = (const char *) element;

  flush_text (self);
  self->depth++;
  if (self->depth > MAX_DEPTH)
    {
      self->too_deep = TRUE;
      xmlStopParser (self->parser);
    }
  else if (is_hidden (name))
    self->hidden++;
  else if (self->hidden > 0)
    return;
  else if (strcmp (name, "qrcode") == 0)
    begin_code (self, attributes);
  else if (!self->code)
    read_element (self, name, TRUE, attributes);
}

static void
read_close (void          *user_data,
            const xmlChar *element)
{
  Page *self = user_data;
  const char *name = (const char *) element;

  flush_text (self);
  self->depth--;
  if (is_hidden (name))
    self->hidden--;
  else if (self->hidden > 0)
    return;
  else if (strcmp (name, "qrcode") == 0)
    end_code (self);
  else if (!self->code)
    read_element (self, name, FALSE, NULL);
}

/* Also the contents of <script> and <style>. */
static void
read_text (void          *user_data,
           const xmlChar *text,
           int            length)
{
  Page *self = user_data;

  if (self->hidden <= 0)
    g_string_append_len (self->pending, (const char *) text, length);
}

/* What libxml2 reads otherwise than browsers do (HTML standard, mode "in body"): "</br>", which forms have, is a line break; and
 * a "<" that begins the page without beginning a tag is text, as it is to libxml2 in a body only. (transfer full) */
static char *
dup_body (const char *html)
{
  char *copy = g_strconcat ("<body>", html, NULL);

  for (char *tag = strstr (copy, "</"); tag; tag = strstr (tag + 2, "</"))
    if (g_ascii_strncasecmp (tag + 2, "br", 2) == 0 && !g_ascii_isalnum (tag[4]))
      memcpy (tag, "<br ", 4);
  return copy;
}

static void
read_page (Page       *self,
           const char *html)
{
  const xmlSAXHandler handler = { .startElement = read_open, .endElement = read_close, .characters = read_text,
                                  .ignorableWhitespace = read_text };
  g_autofree char *page = dup_body (html);

  xmlInitParser ();
  self->parser = htmlNewParserCtxt ();
  *self->parser->sax = handler;
  self->parser->userData = self;
  /* An encoding that the page names is not asked; an address is a word to these events, and the parser opens none. */
  xmlFreeDoc (htmlCtxtReadMemory (self->parser, page, (int) strlen (page), NULL, "UTF-8",
                                  HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                    HTML_PARSE_NODEFDTD));
  g_clear_pointer (&self->parser, htmlFreeParserCtxt);
  flush_text (self);
  end_code (self);
  end_block (self, TERRAIN_PAPER_TEXT);
}

/* Nothing of it: a card that lacks its end, or a code of half a text, would be a wrong one. */
static void
refuse (Page       *self,
        const char *why)
{
  g_ptr_array_set_size (self->paper->blocks, 0);
  terrain_paper_add_plain (self->paper, TERRAIN_PAPER_TITLE, why);
}

TerrainPaper *
terrain_paper_new_html (TerrainInterview    *interview,
                        const char          *html,
                        TerrainPaperFileFunc file,
                        gpointer             user_data)
{
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (interview), NULL);
  g_return_val_if_fail (html != NULL, NULL);
  g_return_val_if_fail (file != NULL, NULL);

  Page self = { .paper = terrain_paper_new (interview), .file = file, .user_data = user_data };
  g_auto (TerrainPaperWords) words = terrain_paper_words_begin (self.paper->language);

  self.paper->plain = TRUE;
  self.markup = g_string_new (NULL);
  self.pending = g_string_new (NULL);
  begin_block (&self, TERRAIN_PAPER_TEXT);
  if (strlen (html) > MAX_HTML)
    refuse (&self, _("This page is too long to be shown. Tell those who made the form."));
  else
    read_page (&self, html);
  if (self.too_deep)
    refuse (&self, _("This page cannot be shown: too many of its tags are never closed. Tell those who made the form."));
  g_string_free (self.markup, TRUE);
  g_string_free (self.pending, TRUE);
  return self.paper;
}
