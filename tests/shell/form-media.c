/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures, sounds and tables of choices. */

#include <adwaita.h>

#include "form-fixture.h"
#include "terrain-choice-grid.h"
#include "terrain-image-map-view.h"
#include "terrain-image-map.h"
#include "terrain-media-picture.h"
#include "terrain-picture.h"

static TerrainMediaPicture *
picture (GtkWidget *question, guint n)
{
  GtkWidget *found = form_support_nth (question, TERRAIN_TYPE_MEDIA_PICTURE, n);

  g_assert_nonnull (found);
  return TERRAIN_MEDIA_PICTURE (found);
}

static GtkWindow *
other_window (FormFixture *fixture)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      if (GTK_WIDGET (window) != fixture->window && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

static void
test_label (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/l/place");
  GtkWidget *enlarge = form_fixture_button (question, "Enlarge the Picture");
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_media_picture_get_shown (picture (question, 0)));
  /* To fit the page, and never less high than it must be. */
  g_assert_cmpint (gdk_texture_get_width (terrain_media_picture_get_texture (picture (question, 0))), ==, 480);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (picture (question, 0))), ==, 240);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (enlarge), GTK_ACCESSIBLE_ROLE_BUTTON);
  g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (enlarge), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                     "Enlarge the picture: Do you know this place?"));
  g_assert_nonnull (form_fixture_button (question, "Listen"));

  g_signal_emit_by_name (enlarge, "clicked");
  form_support_run (300);
  g_assert_nonnull (other_window (fixture));
  g_assert_true (terrain_media_picture_get_shown (picture (GTK_WIDGET (other_window (fixture)), 0)));
  gtk_window_close (other_window (fixture));
  form_support_run (50);
  g_assert_null (other_window (fixture));

  /* Each language has its own. */
  g_assert_true (terrain_interview_set_language (fixture->interview, "العربية (ar)", &error));
  form_support_run (300);
  g_assert_cmpint (gdk_texture_get_width (terrain_media_picture_get_texture (picture (question, 0))), ==, 96);
}

/* A computer without a backend for sound, as here or not: it is heard, or said; never silent. */
static void
test_sound (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/l/place");

  form_fixture_click (question, "Listen");
  form_support_run (500);
  if (form_fixture_button (question, "Open with Another App") != NULL)
    form_fixture_assert_text (question, "This computer cannot play it here");
  else
    g_assert_true (form_fixture_button (question, "Stop") != NULL || form_fixture_button (question, "Listen") != NULL);

  question = form_fixture_go_to (fixture, "/data/l/film");
  form_fixture_click (question, "Play the Film");
  form_support_run (300);
  form_fixture_assert_text (question, "“film.webm”");
}

static void
test_bad_pictures (FormFixture *fixture, gconstpointer data)
{
  static const char *const cases[][2] = { { "/data/l/missing", "“nowhere.png” cannot be shown" },
                                          { "/data/l/broken", "is damaged" },
                                          { "/data/l/huge", "20000 × 10000 pixels" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *question = form_fixture_go_to (fixture, cases[i][0]);

      form_support_run (200);
      form_fixture_assert_text (question, cases[i][1]);
      g_assert_false (terrain_media_picture_get_shown (picture (question, 0)));
      /* The question is answered all the same. */
      form_fixture_type_in (question, 0, "nobody");
      g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));
      form_fixture_assert_value (fixture, cases[i][0], "nobody");
    }
}

static GBytes *
jpeg (int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GError) error = NULL;
  char *buffer;
  gsize size;

  gdk_pixbuf_fill (pixbuf, 0x3584e4ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "jpeg", &error, NULL));
  return g_bytes_new_take (buffer, size);
}

static void
test_decode (void)
{
  g_autoptr (GBytes) photo = jpeg (4000, 3000);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (photo, 0, g_bytes_get_size (photo) / 2);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) same = NULL, smaller = NULL;
  g_autoptr (GdkTexture) texture = NULL, small = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *type = NULL;

  texture = terrain_picture_decode (photo, 400, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 400);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, 300);
  /* The other half of a photo is not made up. */
  g_assert_null (terrain_picture_decode (half, 400, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);
  g_assert_null (terrain_picture_decode (nothing, 400, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);

  /* max-pixels: of the longer side; a smaller one is sent as it is. */
  smaller = terrain_picture_scale_down (photo, 1000, &type, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (type, ==, "image/jpeg");
  small = terrain_picture_decode (smaller, 4000, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (small), ==, 1000);
  g_clear_pointer (&type, g_free);
  same = terrain_picture_scale_down (photo, 4000, &type, &error);
  g_assert_no_error (error);
  g_assert_true (same == photo);
  g_assert_null (type);
}

static void
test_choices (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/c/line");

  form_support_run (200);
  g_assert_true (terrain_media_picture_get_shown (picture (question, 2)));
  form_fixture_assert_text (question, "By metro");
  form_fixture_choose (question, 1);
  form_fixture_assert_value (fixture, "/data/c/line", "bike");

  /* Without buttons the picture is the choice; its label is its name. */
  question = form_fixture_go_to (fixture, "/data/c/pictures");
  form_support_run (200);
  form_fixture_assert_no_text (question, "By metro");
  g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (form_fixture_row (question, 2)),
                                                     GTK_ACCESSIBLE_PROPERTY_LABEL, "By metro"));
  form_fixture_choose (question, 2);
  form_fixture_assert_value (fixture, "/data/c/pictures", "metro");
  form_fixture_assert_checked (form_fixture_row (question, 2), TRUE);
}

static int
place (GtkWidget *widget, GtkWidget *within, gboolean across)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, within, &bounds));
  return (int) (across ? bounds.origin.x + bounds.size.width / 2 : bounds.origin.y);
}

static void
test_columns (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/c/columns");
  GtkWidget *rows[5];

  for (guint i = 0; i < 5; i++)
    rows[i] = GTK_WIDGET (form_fixture_row (question, i));
  g_assert_cmpint (place (rows[0], question, FALSE), ==, place (rows[1], question, FALSE));
  g_assert_cmpint (place (rows[0], question, FALSE), <, place (rows[2], question, FALSE));
  g_assert_cmpint (place (rows[0], question, TRUE), ==, place (rows[2], question, TRUE));

  form_fixture_need_keys ();
  gtk_widget_grab_focus (rows[0]);
  form_support_key ("Right");
  g_assert_true (gtk_widget_has_focus (rows[1]));
  form_support_key ("Down");
  g_assert_true (gtk_widget_has_focus (rows[3]));
  form_support_key ("Left");
  form_support_key ("Down");
  g_assert_true (gtk_widget_has_focus (rows[4]));
  form_support_key ("space");
  form_fixture_assert_value (fixture, "/data/c/columns", "5");
}

static gboolean
is_label (GtkWidget *widget, gpointer text)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
}

static void
test_table (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *day = form_fixture_go_to (fixture, "/data/t/day");
  GtkWidget *night = form_support_question (fixture->view, "/data/t/night");
  GtkWidget *both = form_support_question (fixture->view, "/data/t/both");
  GtkWidget *head = form_support_question (fixture->view, "/data/t/head");

  form_fixture_assert_text (head, "Neither agree nor disagree");
  g_assert_false (terrain_question_get_answerable (TERRAIN_QUESTION (head)));
  form_fixture_assert_no_text (day, "Disagree");
  form_fixture_assert_text (day, "By day");
  form_fixture_assert_text (both, "Disagree");
  /* The lines stand under each other, and under the heading. */
  for (guint i = 0; i < 5; i++)
    {
      static const char *const labels[] = { "Fully agree", "Agree", "Neither agree nor disagree", "Disagree",
                                            "Fully disagree" };
      GtkWidget *label = form_support_find (head, is_label, (gpointer) labels[i]);
      int x = place (GTK_WIDGET (form_fixture_row (day, i)), fixture->view, TRUE);

      g_assert_cmpint (place (GTK_WIDGET (form_fixture_row (night, i)), fixture->view, TRUE), ==, x);
      g_assert_cmpint (place (GTK_WIDGET (form_fixture_row (both, i)), fixture->view, TRUE), ==, x);
      g_assert_nonnull (label);
      g_assert_cmpint (ABS (place (label, fixture->view, TRUE) - x), <=, 1);
      g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (form_fixture_row (day, i)),
                                                         GTK_ACCESSIBLE_PROPERTY_LABEL, labels[i]));
    }
  form_fixture_choose (day, 3);
  form_fixture_assert_value (fixture, "/data/t/day", "4");

  form_fixture_need_keys ();
  form_fixture_go_to (fixture, "/data/t/day");
  form_support_key ("Down");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (form_fixture_row (night, 3))));
  form_support_key ("Left");
  form_support_key ("space");
  form_fixture_assert_value (fixture, "/data/t/night", "3");
  form_support_key ("Down");
  form_support_key ("1");
  form_fixture_assert_value (fixture, "/data/t/both", "1");
  form_support_key ("Up");
  form_support_key ("Up");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (form_fixture_row (day, 0))));
}

/* In Arabic the table runs from right to left. */
static void
test_table_turned (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *day = form_fixture_go_to (fixture, "/data/t/day");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (place (GTK_WIDGET (form_fixture_row (day, 0)), day, TRUE), <,
                   place (GTK_WIDGET (form_fixture_row (day, 1)), day, TRUE));
  g_assert_true (terrain_interview_set_language (fixture->interview, "العربية (ar)", &error));
  form_support_run (200);
  g_assert_cmpint (place (GTK_WIDGET (form_fixture_row (day, 0)), day, TRUE), >,
                   place (GTK_WIDGET (form_fixture_row (day, 1)), day, TRUE));
}

/* What the drawing is scaled to where it is shown. */
static const char *
name_at (GtkWidget *map, double x, double y)
{
  double scale = gtk_widget_get_width (map) / 400.0;

  return terrain_image_map_view_get_at (TERRAIN_IMAGE_MAP_VIEW (map), x * scale, y * scale);
}

static void
test_map (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/m/room");
  GtkWidget *map;

  form_support_run (600);
  map = form_support_find_type (question, TERRAIN_TYPE_IMAGE_MAP_VIEW);
  g_assert_nonnull (map);
  g_assert_cmpint (gtk_widget_get_width (map), >, 200);
  g_assert_cmpstr (name_at (map, 100, 100), ==, "hall");
  g_assert_cmpstr (name_at (map, 300, 60), ==, "desk");
  g_assert_cmpstr (name_at (map, 290, 170), ==, "lift");
  /* Round: the corner of the square around it is nobody's. */
  g_assert_null (name_at (map, 248, 128));
  g_assert_null (name_at (map, 10, 10));
  /* Shown once, by the editor. */
  g_assert_null (form_support_find_type (question, TERRAIN_TYPE_MEDIA_PICTURE));

  g_signal_emit_by_name (map, "chosen", "desk");
  form_fixture_assert_value (fixture, "/data/m/room", "desk");
  form_fixture_assert_checked (form_fixture_row (question, 1), TRUE);
  form_fixture_choose (question, 2);
  form_fixture_assert_value (fixture, "/data/m/room", "lift");
}

static void
test_map_several (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/m/rooms");
  GtkWidget *map;

  form_support_run (600);
  map = form_support_find_type (question, TERRAIN_TYPE_IMAGE_MAP_VIEW);
  g_signal_emit_by_name (map, "chosen", "desk");
  g_signal_emit_by_name (map, "chosen", "hall");
  form_fixture_assert_value (fixture, "/data/m/rooms", "hall desk");
  g_signal_emit_by_name (map, "chosen", "desk");
  form_fixture_assert_value (fixture, "/data/m/rooms", "hall");
  /* No choice here: not to be pointed at. What is in no drawing is chosen in the list. */
  g_assert_null (name_at (map, 290, 170));
  form_fixture_choose (question, 2);
  form_fixture_assert_value (fixture, "/data/m/rooms", "hall stairs");
}

static TerrainImageMap *
draw_map (const char *svg, GError **error)
{
  static const char *const names[] = { "a", "b", NULL };
  g_autoptr (GBytes) bytes = g_bytes_new (svg, strlen (svg));

  return terrain_image_map_new (bytes, names, NULL, error);
}

#define SVG "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 100 50'>"

/* Parts that are only an outline, or not to be seen at all, are pointed at as others are; what lies on top counts. */
static void
test_map_parts (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainImageMap) map = draw_map (SVG "<rect id='a' width='60' height='50' style='fill:none;stroke:red'/>"
                                                  "<g transform='translate(50 0)'><rect id='b' width='50' height='50'"
                                                  " fill='#00f' opacity='0'/></g></svg>", &error);
  g_autoptr (GdkTexture) mark = NULL;
  GdkRectangle bounds;

  g_assert_no_error (error);
  g_assert_cmpint (terrain_image_map_get_width (map), ==, 1000);
  g_assert_cmpint (terrain_image_map_get_height (map), ==, 500);
  g_assert_cmpstr (terrain_image_map_get_at (map, 200, 250), ==, "a");
  g_assert_cmpstr (terrain_image_map_get_at (map, 550, 250), ==, "b");
  g_assert_cmpstr (terrain_image_map_get_at (map, 900, 250), ==, "b");
  g_assert_null (terrain_image_map_get_at (map, -1, 250));
  g_assert_null (terrain_image_map_get_at (map, 200, 500));
  g_assert_true (terrain_image_map_has (map, "b"));
  g_assert_false (terrain_image_map_has (map, "c"));
  mark = terrain_image_map_dup_mark (map, "b", TRUE, &bounds);
  g_assert_cmpint (bounds.x, ==, 500);
  g_assert_cmpint (bounds.width, ==, 500);
  g_assert_cmpint (gdk_texture_get_height (mark), ==, 500);
}

static void
assert_refused (const char *svg, const char *why)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (draw_map (svg, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  if (strstr (error->message, why) == NULL)
    g_error ("“%s” is not in “%s”", why, error->message);
}

/* Refused in words, and in no time. */
static void
test_map_hostile (void)
{
  g_autoptr (GString) deep = g_string_new (SVG), bomb = g_string_new (SVG "<g id='u0'><rect width='9' height='9'/></g>");
  gint64 began = g_get_monotonic_time ();

  assert_refused ("", "damaged");
  assert_refused ("nonsense", "damaged");
  assert_refused ("<html><body/></html>", "no SVG drawing");
  assert_refused (SVG "<rect id='a'", "damaged");
  assert_refused (SVG "<image xlink:href='file:///etc/hostname' width='9' height='9'/></svg>", "outside itself");
  assert_refused (SVG "<use href='https://example.org/x.svg#a'/></svg>", "outside itself");
  assert_refused (SVG "<image href='data:image/png;base64,AAAA'/></svg>", "damaged");
  assert_refused (SVG "<image href='data:image/svg+xml;base64,AAAA'/></svg>", "outside itself");
  assert_refused ("<!DOCTYPE svg [<!ENTITY a 'b'>]>" SVG "<text>&a;</text></svg>", "entities");
  assert_refused ("<?xml-stylesheet href='http://example.org/a.css'?>" SVG "</svg>", "outside itself");
  for (int i = 0; i < 100000; i++)
    g_string_append (deep, "<g>");
  assert_refused (deep->str, "more parts than can be drawn");
  for (int i = 1; i < 30; i++)
    g_string_append_printf (bomb, "<g id='u%d'><use href='#u%d'/><use href='#u%d'/><use href='#u%d'/></g>", i, i - 1, i - 1,
                            i - 1);
  g_string_append (bomb, "</svg>");
  assert_refused (bomb->str, "");
  g_assert_cmpint (g_get_monotonic_time () - began, <, 20 * G_TIME_SPAN_SECOND);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function) \
  g_test_add ("/form/media/" name, FormFixture, "media.xml", form_fixture_set_up, function, form_fixture_tear_down)
  ADD ("label", test_label);
  ADD ("sound", test_sound);
  ADD ("bad-pictures", test_bad_pictures);
  g_test_add_func ("/form/media/decode", test_decode);
  ADD ("choices", test_choices);
  ADD ("columns", test_columns);
  ADD ("table", test_table);
  ADD ("table-turned", test_table_turned);
  ADD ("map", test_map);
  ADD ("map-several", test_map_several);
  g_test_add_func ("/form/media/map-parts", test_map_parts);
  g_test_add_func ("/form/media/map-hostile", test_map_hostile);
#undef ADD
  return g_test_run ();
}
