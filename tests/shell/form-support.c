/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form-support.h"

#include <terrain-shell-form.h>

#include "terrain-form-items.h"

/* 2026-03-03T12:00:00Z */
#define NOW_US G_GINT64_CONSTANT (1772539200000000)

static gint64
fixed_clock (gpointer data)
{
  return NOW_US;
}

/* "jr://images/foot.png" is tests/shell/forms/media/foot.png, and so are lists. */
static GBytes *
load_medium (const char *uri, gpointer folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "media", strrchr (uri, '/') + 1, NULL);
  char *contents;
  gsize length;

  return g_file_get_contents (path, &contents, &length, error) ? g_bytes_new_take (contents, length) : NULL;
}

TerrainInterview *
form_support_interview (const char *name)
{
  g_autofree char *path = g_path_is_absolute (name)
                            ? g_strdup (name)
                            : g_build_filename (g_getenv ("TERRAIN_SOURCE"), "tests", "shell", "forms", name, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (TerrainEnvironment) environment = terrain_environment_new (fixed_clock, NULL, NULL);
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  char *contents;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (contents, length);
  folder = g_path_get_dirname (path);
  form = terrain_form_parse (bytes, load_medium, folder, NULL, &error);
  g_assert_no_error (error);
  terrain_environment_set_time_zone (environment, zone);
  terrain_environment_set_seed (environment, 1);
  terrain_environment_set_source (environment, load_medium, g_steal_pointer (&folder), g_free);
  return terrain_interview_new (form, environment);
}

void
form_support_run (guint ms)
{
  gint64 until = g_get_monotonic_time () + ms * G_TIME_SPAN_MILLISECOND;

  while (g_get_monotonic_time () < until)
    {
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (2000);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

GtkWidget *
form_support_show (GtkWidget *child, int width, int height)
{
  GtkWidget *window = gtk_window_new ();

  terrain_form_style_install (gdk_display_get_default ());
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  form_support_run (200);
  return window;
}

GtkWidget *
form_support_find (GtkWidget *top, FormSupportMatch match, gpointer data)
{
  if (match (top, data))
    return top;
  for (GtkWidget *child = gtk_widget_get_first_child (top); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = form_support_find (child, match, data);
      if (found != NULL)
        return found;
    }
  return NULL;
}

typedef struct
{
  GType type;
  guint skip;
} Nth;

static gboolean
is_nth (GtkWidget *widget, gpointer data)
{
  Nth *nth = data;

  return g_type_is_a (G_OBJECT_TYPE (widget), nth->type) && gtk_widget_get_mapped (widget) && nth->skip-- == 0;
}

GtkWidget *
form_support_nth (GtkWidget *top, GType type, guint n)
{
  Nth nth = { .type = type, .skip = n };

  return form_support_find (top, is_nth, &nth);
}

GtkWidget *
form_support_find_type (GtkWidget *top, GType type)
{
  return form_support_nth (top, type, 0);
}

static gboolean
has_ref (GtkWidget *widget, gpointer ref)
{
  return TERRAIN_IS_QUESTION (widget) && gtk_widget_get_mapped (widget) &&
         g_str_equal (terrain_item_get_ref (terrain_question_get_item (TERRAIN_QUESTION (widget))), ref);
}

GtkWidget *
form_support_question (GtkWidget *top, const char *ref)
{
  GtkWidget *question = form_support_find (top, has_ref, (gpointer) ref);
  GtkWidget *items = question == NULL ? form_support_find_type (top, TERRAIN_TYPE_FORM_ITEMS) : NULL;

  if (items == NULL)
    return question;
  /* Far from what is seen: not built before somebody comes near. */
  terrain_form_items_build_all (TERRAIN_FORM_ITEMS (items));
  return form_support_find (top, has_ref, (gpointer) ref);
}

static void
collect_text (GtkWidget *widget, GString *text)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    g_string_append_printf (text, "%s ", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    collect_text (child, text);
}

char *
form_support_dup_text (GtkWidget *top)
{
  GString *text = g_string_new (NULL);

  collect_text (top, text);
  return g_strchomp (g_string_free (text, FALSE));
}

/* Keys */

gboolean
form_support_have_keys (void)
{
  g_autofree char *tool = g_find_program_in_path ("xdotool");

  return tool != NULL;
}

static void
xdotool (const char *command, const char *argument)
{
  const char *argv[] = { "xdotool", command, argument, NULL };
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  form_support_run (60);
}

void
form_support_key (const char *key)
{
  xdotool ("key", key);
}

void
form_support_type (const char *text)
{
  xdotool ("type", text);
}

const char *
form_support_value (TerrainInterview *interview, const char *ref)
{
  TerrainItem *item = terrain_interview_find_item (interview, ref);

  g_assert_nonnull (item);
  return terrain_item_get_value (item);
}

void
form_support_save_png (GtkWidget *widget, const char *file)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  g_assert_true (gdk_texture_save_to_png (texture, file));
}
