/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-paper-image.h"
#include "terrain-paper-layout-private.h"

/* Longer runs may be cut anywhere: else they would leave a page half empty. */
#define MAX_RUN 0.6

/* A layout of more lines than these may go on on the next page. */
#define MAX_WHOLE_LINES 6

static const struct
{
  const char *font;
  double top;
  double indent;
} styles[] = {
  [TERRAIN_PAPER_TITLE] = { "Cantarell, Noto Sans, sans-serif Bold 18", 0, 0 },
  [TERRAIN_PAPER_DETAIL] = { "Cantarell, Noto Sans, sans-serif 11", 3, 0 },
  [TERRAIN_PAPER_HEADING] = { "Cantarell, Noto Sans, sans-serif Bold 13", 20, 0 },
  [TERRAIN_PAPER_ROUTING] = { "Cantarell, Noto Sans, sans-serif Italic 9", 10, 0 },
  [TERRAIN_PAPER_TEXT] = { "Cantarell, Noto Sans, sans-serif 10", 9, 0 },
  [TERRAIN_PAPER_QUESTION] = { "Cantarell, Noto Sans, sans-serif Bold 10", 11, 0 },
  [TERRAIN_PAPER_HINT] = { "Cantarell, Noto Sans, sans-serif 9", 2, 0 },
  [TERRAIN_PAPER_LINE] = { "Cantarell, Noto Sans, sans-serif 10", 3, 12 },
  [TERRAIN_PAPER_IMAGE] = { "Cantarell, Noto Sans, sans-serif 10", 4, 12 },
};

static void
strip_clear (gpointer data)
{
  g_clear_object (&((TerrainPaperStrip *) data)->layout);
}

/* The cells of a row begin at equal parts of the line. */
static void
set_tabs (PangoLayout *layout,
          guint        columns,
          double       width)
{
  PangoTabArray *tabs = pango_tab_array_new ((int) columns - 1, FALSE);

  for (guint i = 1; i < columns; i++)
    pango_tab_array_set_tab (tabs, (int) i - 1, PANGO_TAB_LEFT, (int) (width * i / columns * PANGO_SCALE));
  pango_layout_set_tabs (layout, tabs);
  pango_tab_array_free (tabs);
}

/* How high the image of @block stands: as wide as told and no larger than a page. */
static double
get_image_height (TerrainPaperLayout      *self,
                  const TerrainPaperBlock *block,
                  double                   indent)
{
  double width = gdk_pixbuf_get_width (block->image), height = gdk_pixbuf_get_height (block->image);
  double scale = MIN (1.0, MIN (TERRAIN_PAPER_IMAGE_WIDTH / width, TERRAIN_PAPER_IMAGE_HEIGHT / height));

  if (block->width > 0)
    scale = MIN (block->width / width, MIN ((self->width - indent) / width, self->height / height));
  return height * MAX (scale, 0.001);
}

static PangoLayout *
make_layout (TerrainPaperLayout      *self,
             const TerrainPaperBlock *block,
             double                   width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (styles[block->kind].font);

  if (block->kind == TERRAIN_PAPER_HEADING)
    pango_font_description_set_size (font, (14 - (int) MIN (block->level, 3)) * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (block->columns > 1)
    set_tabs (layout, block->columns, width);
  pango_layout_set_markup (layout, block->markup, -1);
  return layout;
}

static double
get_line_height (PangoLayout *layout,
                 int          index)
{
  PangoRectangle logical;

  pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, index), NULL, &logical);
  return (double) logical.height / PANGO_SCALE;
}

static double
get_rule_height (const TerrainPaperBlock *block)
{
  return block->mark == TERRAIN_PAPER_RULE || block->mark == TERRAIN_PAPER_SHORT_RULE ? 22 : 0;
}

/* One strip, or, for a text that is long, one for each line: the first two and the last two stay together. */
static void
add_text_strips (TerrainPaperLayout *self,
                 TerrainPaperStrip   strip,
                 gboolean            keep_last)
{
  int n = pango_layout_get_line_count (strip.layout);
  int width, height;

  pango_layout_get_size (strip.layout, &width, &height);
  if (n <= MAX_WHOLE_LINES)
    {
      strip.n_lines = n;
      strip.height = (double) height / PANGO_SCALE;
      strip.keep = keep_last;
      g_array_append_val (self->strips, strip);
      return;
    }
  for (int i = 0; i < n; i++)
    {
      TerrainPaperStrip line = strip;

      line.layout = i == 0 ? strip.layout : g_object_ref (strip.layout);
      line.first_line = i;
      line.n_lines = 1;
      line.height = get_line_height (strip.layout, i);
      line.first = i == 0;
      line.top = i == 0 ? strip.top : 0;
      line.keep = i == n - 1 ? keep_last : i == 0 || i == n - 2;
      g_array_append_val (self->strips, line);
    }
}

static void
add_block (TerrainPaperLayout      *self,
           const TerrainPaperBlock *block,
           const TerrainPaperBlock *before)
{
  TerrainPaperStrip strip = { .block = block, .first = TRUE, .keep = block->keep };
  double mark = block->mark == TERRAIN_PAPER_BOX || block->mark == TERRAIN_PAPER_BOX_TICKED
                    || block->mark == TERRAIN_PAPER_CIRCLE
                  ? TERRAIN_PAPER_MARK_WIDTH : 0;

  strip.top = styles[block->kind].top;
  strip.indent = styles[block->kind].indent + mark;
  /* What is said before a question belongs to it. */
  if (before && before->kind == TERRAIN_PAPER_ROUTING && before->level == 0 && block->kind != TERRAIN_PAPER_HEADING)
    strip.top = 2;
  if (before && before->kind == TERRAIN_PAPER_HEADING && block->kind == TERRAIN_PAPER_ROUTING)
    strip.top = 2;
  if (block->image)
    {
      strip.height = get_image_height (self, block, strip.indent);
      g_array_append_val (self->strips, strip);
      return;
    }
  if (!block->markup)
    {
      strip.height = get_rule_height (block);
      g_array_append_val (self->strips, strip);
      return;
    }
  strip.layout = make_layout (self, block, MAX (self->width - strip.indent, 20));
  add_text_strips (self, strip, block->keep);
}

/* How high the strips are that stay with @first; @end: (out): the one after them */
static double
measure_run (TerrainPaperLayout *self,
             guint               first,
             guint              *end)
{
  double height = 0;
  guint i = first;
  gboolean keep = TRUE;

  for (; keep && i < self->strips->len; i++)
    {
      const TerrainPaperStrip *strip = &g_array_index (self->strips, TerrainPaperStrip, i);

      height += strip->height + (i > first ? strip->top : 0);
      keep = strip->keep;
    }
  *end = i;
  return height;
}

static void
break_pages (TerrainPaperLayout *self)
{
  double y = 0;
  guint start = 0;
  guint whole = 0; /* up to here it was decided that all stays on this page */

  g_array_append_val (self->pages, start);
  for (guint i = 0; i < self->strips->len; i++)
    {
      const TerrainPaperStrip *strip = &g_array_index (self->strips, TerrainPaperStrip, i);
      double top = y > 0 ? strip->top : 0;
      guint end = i + 1;
      double run = i >= whole ? measure_run (self, i, &end) : strip->height;

      /* A run that is nearly a page by itself begins here where its first strips have room. */
      if (run > self->height * MAX_RUN)
        run = strip->height + (end > i + 2 ? 40 : 0);
      else if (i >= whole)
        whole = end;
      if (y > 0 && y + top + run > self->height)
        {
          g_array_append_val (self->pages, i);
          y = top = 0;
        }
      y += top + strip->height;
    }
}

TerrainPaperLayout *
terrain_paper_layout_new (const TerrainPaper *paper,
                          PangoContext       *context,
                          double              width,
                          double              height)
{
  TerrainPaperLayout *self = g_new0 (TerrainPaperLayout, 1);
  const TerrainPaperBlock *before = NULL;

  self->paper = paper;
  self->context = g_object_ref (context);
  self->width = width;
  self->height = MAX (height - TERRAIN_PAPER_FOOTER_HEIGHT, 72);
  self->strips = g_array_new (FALSE, FALSE, sizeof (TerrainPaperStrip));
  g_array_set_clear_func (self->strips, strip_clear);
  self->pages = g_array_new (FALSE, FALSE, sizeof (guint));
  pango_context_set_base_dir (context, paper->right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  for (guint i = 0; i < paper->blocks->len; i++)
    {
      add_block (self, paper->blocks->pdata[i], before);
      before = paper->blocks->pdata[i];
    }
  break_pages (self);
  return self;
}

void
terrain_paper_layout_free (TerrainPaperLayout *self)
{
  if (!self)
    return;
  g_array_unref (self->strips);
  g_array_unref (self->pages);
  g_object_unref (self->context);
  g_free (self);
}

guint
terrain_paper_layout_get_n_pages (TerrainPaperLayout *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->pages->len;
}

void
terrain_paper_layout_draw (TerrainPaperLayout *self,
                           cairo_t            *cairo,
                           guint               page)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (page < self->pages->len);

  guint first = g_array_index (self->pages, guint, page);
  guint end = page + 1 < self->pages->len ? g_array_index (self->pages, guint, page + 1) : self->strips->len;
  double y = 0;

  for (guint i = first; i < end; i++)
    {
      const TerrainPaperStrip *strip = &g_array_index (self->strips, TerrainPaperStrip, i);

      y += i > first ? strip->top : 0;
      terrain_paper_draw_strip (self, cairo, strip, y);
      y += strip->height;
    }
  terrain_paper_draw_footer (self, cairo, page);
}
