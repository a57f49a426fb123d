/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gdk/gdk.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

#include "terrain-paper-layout-private.h"
#include "terrain-paper-words.h"

#define MARK_SIZE 9.0

/* From the side that the writing begins at to cairo's left. */
static double
turn (TerrainPaperLayout *self,
      double              x,
      double              width)
{
  return self->paper->right_to_left ? self->width - x - width : x;
}

static void
draw_mark (TerrainPaperLayout      *self,
           cairo_t                 *cairo,
           const TerrainPaperStrip *strip,
           double                   y)
{
  double x = turn (self, strip->indent - TERRAIN_PAPER_MARK_WIDTH, MARK_SIZE);
  double top = y + 3;

  cairo_save (cairo);
  cairo_set_line_width (cairo, 0.8);
  cairo_new_path (cairo);
  if (strip->block->mark == TERRAIN_PAPER_CIRCLE)
    cairo_arc (cairo, x + MARK_SIZE / 2, top + MARK_SIZE / 2, MARK_SIZE / 2, 0, 2 * G_PI);
  else
    cairo_rectangle (cairo, x, top, MARK_SIZE, MARK_SIZE);
  cairo_stroke (cairo);
  if (strip->block->mark == TERRAIN_PAPER_BOX_TICKED)
    {
      cairo_set_line_width (cairo, 1.3);
      cairo_move_to (cairo, x + 2, top + 4.8);
      cairo_line_to (cairo, x + 3.8, top + 6.8);
      cairo_line_to (cairo, x + 7.2, top + 2.2);
      cairo_stroke (cairo);
    }
  cairo_restore (cairo);
}

static void
draw_rule (TerrainPaperLayout      *self,
           cairo_t                 *cairo,
           const TerrainPaperStrip *strip,
           double                   y)
{
  double width = self->width - strip->indent;
  double x;

  if (strip->block->mark == TERRAIN_PAPER_SHORT_RULE)
    width = MIN (width, 160);
  x = turn (self, strip->indent, width);
  cairo_save (cairo);
  cairo_set_line_width (cairo, 0.6);
  cairo_move_to (cairo, x, y + strip->height - 1);
  cairo_line_to (cairo, x + width, y + strip->height - 1);
  cairo_stroke (cairo);
  cairo_restore (cairo);
}

static void
draw_image (TerrainPaperLayout      *self,
            cairo_t                 *cairo,
            const TerrainPaperStrip *strip,
            double                   y)
{
  GdkPixbuf *image = strip->block->image;
  double scale = strip->height / gdk_pixbuf_get_height (image);
  double width = gdk_pixbuf_get_width (image) * scale;

  cairo_save (cairo);
  cairo_translate (cairo, turn (self, strip->indent, width), y);
  cairo_scale (cairo, scale, scale);
  gdk_cairo_set_source_pixbuf (cairo, image, 0, 0);
  cairo_paint (cairo);
  cairo_restore (cairo);
}

/* The lines of the layout from the strip's first one. Each begins where the paper's language does, also where it is of
 * another: a French name in an Arabic record stands right. */
static void
draw_lines (TerrainPaperLayout      *self,
            cairo_t                 *cairo,
            const TerrainPaperStrip *strip,
            double                   y)
{
  g_autoptr (PangoLayoutIter) iterator = pango_layout_get_iter (strip->layout);
  double offset = 0;

  for (int i = 0; i < strip->first_line + strip->n_lines; i++)
    {
      PangoRectangle logical;

      pango_layout_iter_get_line_extents (iterator, NULL, &logical);
      if (i == strip->first_line)
        offset = (double) logical.y / PANGO_SCALE;
      if (i >= strip->first_line)
        {
          cairo_move_to (cairo, turn (self, strip->indent, (double) logical.width / PANGO_SCALE),
                         y - offset + (double) pango_layout_iter_get_baseline (iterator) / PANGO_SCALE);
          pango_cairo_show_layout_line (cairo, pango_layout_iter_get_line_readonly (iterator));
        }
      pango_layout_iter_next_line (iterator);
    }
}

void
terrain_paper_draw_strip (TerrainPaperLayout      *self,
                          cairo_t                 *cairo,
                          const TerrainPaperStrip *strip,
                          double                   y)
{
  gboolean quiet = strip->block->kind == TERRAIN_PAPER_HINT || strip->block->kind == TERRAIN_PAPER_ROUTING;

  cairo_set_source_rgb (cairo, quiet ? 0.3 : 0, quiet ? 0.3 : 0, quiet ? 0.3 : 0);
  if (strip->block->image)
    draw_image (self, cairo, strip, y);
  else if (strip->layout)
    draw_lines (self, cairo, strip, y);
  if (!strip->first)
    return;
  switch (strip->block->mark)
    {
    case TERRAIN_PAPER_BOX:
    case TERRAIN_PAPER_BOX_TICKED:
    case TERRAIN_PAPER_CIRCLE:
      draw_mark (self, cairo, strip, y);
      break;
    case TERRAIN_PAPER_RULE:
    case TERRAIN_PAPER_SHORT_RULE:
      draw_rule (self, cairo, strip, y);
      break;
    case TERRAIN_PAPER_PLAIN:
    default:
      break;
    }
}

static void
draw_footer_text (TerrainPaperLayout *self,
                  cairo_t            *cairo,
                  const char         *text,
                  gboolean            at_end)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (self->context);
  g_autoptr (PangoFontDescription) font
    = pango_font_description_from_string ("Cantarell, Noto Sans, sans-serif 8");
  int width, height;

  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  if (!at_end)
    {
      pango_layout_set_width (layout, (int) (self->width * 0.75 * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  pango_layout_set_width (layout, -1);
  pango_layout_get_size (layout, &width, &height);

  double x = at_end ? self->width - (double) width / PANGO_SCALE : 0;
  cairo_move_to (cairo, turn (self, x, (double) width / PANGO_SCALE), self->height + 12);
  pango_cairo_show_layout (cairo, layout);
}

void
terrain_paper_draw_footer (TerrainPaperLayout *self,
                           cairo_t            *cairo,
                           guint               page)
{
  if (self->paper->plain)
    return;

  g_auto (TerrainPaperWords) words = terrain_paper_words_begin (self->paper->language);
  /* Translators: at the foot of a printed page: its number, and how many there are. */
  g_autofree char *number = g_strdup_printf (_("Page %u of %u"), page + 1, self->pages->len);

  cairo_set_source_rgb (cairo, 0.3, 0.3, 0.3);
  draw_footer_text (self, cairo, self->paper->footer, FALSE);
  draw_footer_text (self, cairo, number, TRUE);
}
