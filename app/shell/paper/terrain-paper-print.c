/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-paper-print.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

#include "terrain-paper-layout.h"

/* In points: 19 mm, and 10 mm. */
#define MARGIN 54.0
#define NARROW_MARGIN 28.0

typedef struct
{
  TerrainPaper *paper;
  TerrainPaperLayout *layout;
  TerrainPaperFailedFunc failed;
  gpointer user_data;
} Printing;

double
terrain_paper_get_margin (const TerrainPaper *paper)
{
  g_return_val_if_fail (paper != NULL, MARGIN);

  return paper->plain ? NARROW_MARGIN : MARGIN;
}

static void
printing_free (gpointer  data,
               GClosure *closure)
{
  Printing *printing = data;

  terrain_paper_layout_free (printing->layout);
  terrain_paper_free (printing->paper);
  g_free (printing);
}

static void
on_begin_print (GtkPrintOperation *operation,
                GtkPrintContext   *context,
                Printing          *printing)
{
  PangoContext *pango = gtk_print_context_create_pango_context (context);

  terrain_paper_layout_free (printing->layout);
  printing->layout = terrain_paper_layout_new (printing->paper, pango, gtk_print_context_get_width (context),
                                               gtk_print_context_get_height (context));
  g_object_unref (pango);
  gtk_print_operation_set_n_pages (operation, (int) terrain_paper_layout_get_n_pages (printing->layout));
}

static void
on_draw_page (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page,
              Printing          *printing)
{
  terrain_paper_layout_draw (printing->layout, gtk_print_context_get_cairo_context (context), (guint) page);
}

static void
on_print_done (GtkPrintOperation      *operation,
               GtkPrintOperationResult result,
               Printing               *printing)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  if (printing->failed && error)
    printing->failed (error, printing->user_data);
}

void
terrain_paper_print (TerrainPaper          *paper,
                     GtkWindow             *parent,
                     TerrainPaperFailedFunc failed,
                     gpointer               user_data)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  Printing *printing = g_new0 (Printing, 1);

  double margin = terrain_paper_get_margin (paper);

  printing->paper = paper;
  printing->failed = failed;
  printing->user_data = user_data;
  gtk_page_setup_set_top_margin (setup, margin, GTK_UNIT_POINTS);
  gtk_page_setup_set_bottom_margin (setup, margin, GTK_UNIT_POINTS);
  gtk_page_setup_set_left_margin (setup, margin, GTK_UNIT_POINTS);
  gtk_page_setup_set_right_margin (setup, margin, GTK_UNIT_POINTS);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  /* Print queues are seen by others: the form's title, never a record's name. */
  gtk_print_operation_set_job_name (operation, paper->title);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (on_begin_print), printing);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page), printing);
  g_signal_connect_data (operation, "done", G_CALLBACK (on_print_done), printing, printing_free, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}

static cairo_status_t
write_bytes (void                *closure,
             const unsigned char *data,
             unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
draw_pages (TerrainPaper    *paper,
            cairo_surface_t *surface,
            double           width,
            double           height)
{
  cairo_t *cairo = cairo_create (surface);
  PangoContext *context = pango_cairo_create_context (cairo);
  g_autoptr (TerrainPaperLayout) layout = NULL;
  double margin = terrain_paper_get_margin (paper);

  /* Points, whatever the screen's resolution is. */
  pango_cairo_context_set_resolution (context, 72);
  layout = terrain_paper_layout_new (paper, context, width - 2 * margin, height - 2 * margin);
  g_object_unref (context);
  for (guint i = 0; i < terrain_paper_layout_get_n_pages (layout); i++)
    {
      cairo_save (cairo);
      cairo_translate (cairo, margin, margin);
      terrain_paper_layout_draw (layout, cairo, i);
      cairo_restore (cairo);
      cairo_show_page (cairo);
    }
  cairo_destroy (cairo);
}

gboolean
terrain_paper_save_pdf (TerrainPaper *paper,
                        GFile        *file,
                        GError      **error)
{
  g_autoptr (GtkPaperSize) size = gtk_paper_size_new (gtk_paper_size_get_default ());
  double width = gtk_paper_size_get_width (size, GTK_UNIT_POINTS);
  double height = gtk_paper_size_get_height (size, GTK_UNIT_POINTS);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;

  g_return_val_if_fail (paper != NULL, FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  surface = cairo_pdf_surface_create_for_stream (write_bytes, bytes, width, height);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, paper->title);
  draw_pages (paper, surface, width, height);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The pages could not be drawn: %s"),
                   cairo_status_to_string (status));
      return FALSE;
    }
  /* Whole or not at all: a PDF of half a record would be believed. */
  return g_file_replace_contents (file, (const char *) bytes->data, bytes->len, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                  NULL, error);
}
