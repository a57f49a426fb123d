/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-paper-preview.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>
#include <terrain-shell-form.h>

#include "terrain-dialogs.h"
#include "terrain-paper-layout.h"
#include "terrain-paper-print.h"

#define PREVIEW "terrain-paper-preview" /* of its window */
/* Of a page on the screen, in pixels, at least. */
#define PAGE_WIDTH 300
/* More are printed, but nobody looks at them. */
#define MAX_PAGES 50

typedef struct
{
  TerrainPaper *paper;
  TerrainPaperLayout *layout;
  double width; /* of the paper, in points */
  double height;
  GtkWindow *window;
  GtkLabel *failure;
} Preview;

static void
preview_free (gpointer data)
{
  Preview *self = data;

  terrain_paper_layout_free (self->layout);
  terrain_paper_free (self->paper);
  g_free (self);
}

static void
show_failure (const GError *error,
              gpointer      user_data)
{
  Preview *self = user_data;

  gtk_label_set_text (self->failure, error ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->failure), error != NULL);
  if (error)
    gtk_window_present (self->window);
}

static void
on_print (Preview *self)
{
  terrain_paper_print (terrain_paper_ref (self->paper), self->window, show_failure, self);
}

static void
on_file_chosen (GFile   *file,
                gpointer user_data)
{
  Preview *self = g_object_get_data (user_data, PREVIEW);
  g_autoptr (GError) error = NULL;

  if (terrain_paper_save_pdf (self->paper, file, &error))
    gtk_window_destroy (self->window);
  else
    show_failure (error, self);
}

static void
on_save (Preview *self)
{
  /* A title may hold what a file's name may not. */
  g_autofree char *name = g_strdup (self->paper->title);
  g_autofree char *file_name = NULL;

  g_strstrip (g_strdelimit (name, "/\\:*?\"<>|\n\r\t", ' '));
  file_name = g_strconcat (name[0] ? name : "terrain", ".pdf", NULL);
  terrain_dialogs_save_file (self->window, _("Save as PDF"), file_name, on_file_chosen, GTK_WIDGET (self->window));
}

static void
draw_page (GtkDrawingArea *area,
           cairo_t        *cairo,
           int             width,
           int             height,
           gpointer        user_data)
{
  Preview *self = user_data;
  guint page = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (area), "page"));
  double scale = width / self->width, margin = terrain_paper_get_margin (self->paper);

  /* Paper is white, whatever the colours of the screen. */
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  cairo_scale (cairo, scale, scale);
  cairo_translate (cairo, margin, margin);
  terrain_paper_layout_draw (self->layout, cairo, page);
}

/* What is on the pages, for those who do not see them. (transfer full) */
static char *
dup_text (const TerrainPaper *paper)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < paper->blocks->len; i++)
    {
      const TerrainPaperBlock *block = paper->blocks->pdata[i];
      g_autofree char *plain = NULL;

      if (block->markup && pango_parse_markup (block->markup, -1, 0, NULL, &plain, NULL, NULL))
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", plain);
    }
  return g_strdup (text->str);
}

static GtkWidget *
make_page (Preview *self,
           guint    page)
{
  GtkWidget *area = gtk_drawing_area_new ();
  GtkWidget *frame = gtk_aspect_frame_new (0.5, 0, (float) (self->width / self->height), FALSE);
  guint n = terrain_paper_layout_get_n_pages (self->layout);
  g_autofree char *name = g_strdup_printf (_("Page %u of %u"), page + 1, n);
  g_autofree char *text = page == 0 ? dup_text (self->paper) : NULL;

  g_object_set_data (G_OBJECT (area), "page", GUINT_TO_POINTER (page));
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), PAGE_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), (int) (PAGE_WIDTH * self->height / self->width));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_page, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (text)
    gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  gtk_widget_add_css_class (area, "card");
  gtk_widget_set_overflow (area, GTK_OVERFLOW_HIDDEN);
  gtk_aspect_frame_set_child (GTK_ASPECT_FRAME (frame), area);
  return frame;
}

static GtkWidget *
make_button (Preview    *self,
             const char *label,
             const char *style,
             GCallback   callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  if (style)
    gtk_widget_add_css_class (button, style);
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static GtkWidget *
make_pages (Preview *self)
{
  GtkWidget *pages = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  guint n = MIN (terrain_paper_layout_get_n_pages (self->layout), MAX_PAGES);

  for (guint i = 0; i < n; i++)
    gtk_box_append (GTK_BOX (pages), make_page (self, i));
  adw_clamp_set_child (ADW_CLAMP (clamp), pages);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 700);
  gtk_widget_set_margin_top (clamp, 18);
  gtk_widget_set_margin_bottom (clamp, 18);
  gtk_widget_set_margin_start (clamp, 18);
  gtk_widget_set_margin_end (clamp, 18);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
make_content (Preview *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  self->failure = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->failure, TRUE);
  gtk_widget_set_margin_start (GTK_WIDGET (self->failure), 18);
  gtk_widget_set_margin_end (GTK_WIDGET (self->failure), 18);
  gtk_widget_add_css_class (GTK_WIDGET (self->failure), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->failure), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header),
                             make_button (self, _("_Print…"), "suggested-action", G_CALLBACK (on_print)));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), make_button (self, _("Save as P_DF…"), NULL, G_CALLBACK (on_save)));
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->failure));
  gtk_box_append (GTK_BOX (box), make_pages (self));
  return box;
}

/* In points, as the printer has it. */
static void
lay_out (Preview *self)
{
  g_autoptr (GtkPaperSize) size = gtk_paper_size_new (gtk_paper_size_get_default ());
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  double margin = terrain_paper_get_margin (self->paper);

  pango_cairo_context_set_resolution (context, 72);
  self->width = gtk_paper_size_get_width (size, GTK_UNIT_POINTS);
  self->height = gtk_paper_size_get_height (size, GTK_UNIT_POINTS);
  self->layout = terrain_paper_layout_new (self->paper, context, self->width - 2 * margin, self->height - 2 * margin);
  g_object_unref (context);
}

void
terrain_paper_preview_show (GtkWindow    *parent,
                            TerrainPaper *paper)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();
  Preview *self = g_new0 (Preview, 1);

  self->paper = paper;
  lay_out (self);
  /* No title of a window tells what is printed for whom. */
  self->window = g_object_new (ADW_TYPE_WINDOW, "title", _("Print"), "transient-for", parent, "modal", TRUE,
                               "destroy-with-parent", TRUE, "default-width", 480, "default-height", 640, NULL);
  g_object_set_data_full (G_OBJECT (self->window), PREVIEW, self, preview_free);
  adw_window_set_content (ADW_WINDOW (self->window), make_content (self));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (GTK_WIDGET (self->window), shortcuts);
  gtk_window_present (self->window);
}
