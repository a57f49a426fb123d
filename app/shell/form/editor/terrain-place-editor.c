/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-editors.h"
#include "terrain-place-text.h"

/*
 * Where: a place, a line of places or an outline, typed as latitude and longitude in any common notation and said back in
 * words. A line or outline has an entry for each place; the outline is closed by itself.
 */
typedef struct
{
  GtkWidget *row;
  GtkWidget *entry;
  char *text;         /* what the answer's place looks like, typed */
  TerrainPlace place; /* the answer's, with what is not typed: altitude and accuracy */
} Point;

struct _TerrainPlaceEditor
{
  TerrainEditor parent_instance;
  gboolean several;
  gboolean closed;
  GtkWidget *box;
  GtkWidget *words;
  GtkWidget *add; /* NULL for one place */
  GPtrArray *points;
  gboolean showing;
};

G_DECLARE_FINAL_TYPE (TerrainPlaceEditor, terrain_place_editor, TERRAIN, PLACE_EDITOR, TerrainEditor)
G_DEFINE_FINAL_TYPE (TerrainPlaceEditor, terrain_place_editor, TERRAIN_TYPE_EDITOR)

static void
point_free (gpointer data)
{
  Point *point = data;

  g_free (point->text);
  g_free (point);
}

static const char *
text_of (Point *point)
{
  return gtk_editable_get_text (GTK_EDITABLE (point->entry));
}

static gboolean
is_blank (Point *point)
{
  const char *text = text_of (point);

  return text[strspn (text, " \t")] == '\0';
}

static gboolean
read_point (Point *point, TerrainPlace *place)
{
  if (point->text != NULL && g_str_equal (text_of (point), point->text))
    {
      *place = point->place;
      return TRUE;
    }
  return terrain_place_text_parse (text_of (point), place);
}

static gboolean
is_same (const TerrainPlace *a, const TerrainPlace *b)
{
  return a->latitude == b->latitude && a->longitude == b->longitude;
}

/* The answer in what is typed: "" for nothing, NULL and why for what is none. */
static char *
dup_value (TerrainPlaceEditor *self, char **problem)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  TerrainPlace first = { 0 }, place = { 0 };
  guint least = self->closed ? 3 : 2;

  for (guint i = 0; i < self->points->len; i++)
    {
      Point *point = self->points->pdata[i];

      if (is_blank (point))
        continue;
      if (!read_point (point, &place))
        {
          *problem = g_strdup_printf (_("“%s” is not a place: type latitude and longitude, such as 50.8466 4.3528."),
                                      text_of (point));
          return NULL;
        }
      if (values->len == 0)
        first = place;
      g_ptr_array_add (values, terrain_place_text_to_value (&place));
    }
  if (values->len == 0)
    return g_strdup ("");
  if (self->several && values->len < least)
    {
      *problem = g_strdup_printf (self->closed ? _("An outline has at least %u places: add another.")
                                               : _("A line has at least %u places: add another."),
                                  least);
      return NULL;
    }
  if (self->closed && !is_same (&first, &place))
    g_ptr_array_add (values, g_strdup (values->pdata[0]));
  g_ptr_array_add (values, NULL);
  return g_strjoinv ("; ", (char **) values->pdata);
}

static void
update_words (TerrainPlaceEditor *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  TerrainPlace place;

  for (guint i = 0; i < self->points->len; i++)
    {
      Point *point = self->points->pdata[i];
      g_autofree char *words = NULL;

      if (is_blank (point) || !read_point (point, &place))
        continue;
      words = terrain_place_text_in_words (&place);
      if (text->len > 0)
        g_string_append_c (text, '\n');
      if (self->several)
        g_string_append_printf (text, "%u. ", i + 1);
      g_string_append (text, words);
    }
  gtk_label_set_label (GTK_LABEL (self->words), text->str);
  gtk_widget_set_visible (self->words, text->len > 0);
}

static void
typed (TerrainPlaceEditor *self)
{
  if (self->showing)
    return;
  update_words (self);
  /* A place is half typed for a while, and half of one may be another: "50.8 4" of "50.8 4.35". */
  terrain_editor_touched (TERRAIN_EDITOR (self));
}

static void
name_points (TerrainPlaceEditor *self)
{
  for (guint i = 0; i < self->points->len; i++)
    {
      Point *point = self->points->pdata[i];
      g_autofree char *part = self->several ? g_strdup_printf (_("place %u"), i + 1) : NULL;
      GtkWidget *remove = gtk_widget_get_last_child (point->row);

      terrain_editor_describe (TERRAIN_EDITOR (self), point->entry, part);
      if (remove != point->entry)
        {
          g_autofree char *name = g_strdup_printf (_("Remove Place %u"), i + 1);

          gtk_widget_set_tooltip_text (remove, name);
          gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
        }
    }
}

static void
drop_point (TerrainPlaceEditor *self, guint position)
{
  Point *point = self->points->pdata[position];

  gtk_box_remove (GTK_BOX (self->box), point->row);
  g_ptr_array_remove_index (self->points, position);
}

static void
remove_clicked (GtkWidget *button, TerrainPlaceEditor *self)
{
  for (guint i = 0; i < self->points->len; i++)
    if (((Point *) self->points->pdata[i])->row == gtk_widget_get_parent (button))
      {
        Point *next;

        drop_point (self, i);
        terrain_editor_touched (TERRAIN_EDITOR (self));
        update_words (self);
        name_points (self);
        next = self->points->len > 0 ? self->points->pdata[MIN (i, self->points->len - 1)] : NULL;
        gtk_widget_grab_focus (next != NULL ? next->entry : self->add);
        terrain_editor_flush (TERRAIN_EDITOR (self));
        return;
      }
}

static Point *
add_point (TerrainPlaceEditor *self)
{
  Point *point = g_new0 (Point, 1);

  point->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  point->entry = g_object_new (GTK_TYPE_ENTRY, "placeholder-text", _("Latitude and longitude, for example 50.8466 4.3528"),
                               "max-length", 200, "hexpand", TRUE, NULL);
  /* Figures and compass points run from left to right in every language. */
  gtk_widget_add_css_class (point->entry, "numeric");
  gtk_box_append (GTK_BOX (point->row), point->entry);
  g_signal_connect_object (point->entry, "changed", G_CALLBACK (typed), self, G_CONNECT_SWAPPED);
  terrain_editor_watch_entry (TERRAIN_EDITOR (self), point->entry);
  if (self->several)
    {
      GtkWidget *remove = gtk_button_new_from_icon_name ("list-remove-symbolic");

      gtk_widget_add_css_class (remove, "flat");
      g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_clicked), self, 0);
      gtk_box_append (GTK_BOX (point->row), remove);
    }
  gtk_box_append (GTK_BOX (self->box), point->row);
  g_ptr_array_add (self->points, point);
  return point;
}

static void
add_clicked (TerrainPlaceEditor *self)
{
  Point *point = add_point (self);

  name_points (self);
  terrain_editor_adopt (TERRAIN_EDITOR (self));
  gtk_widget_grab_focus (point->entry);
}

static void
terrain_place_editor_build (TerrainEditor *editor)
{
  TerrainPlaceEditor *self = TERRAIN_PLACE_EDITOR (editor);
  TerrainDataType type = terrain_control_get_data_type (terrain_item_get_control (terrain_editor_get_item (editor)));

  self->several = type != TERRAIN_DATA_GEOPOINT;
  self->closed = type == TERRAIN_DATA_GEOSHAPE;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->words = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->words, "terrain-dim");
  if (self->several)
    {
      self->add = g_object_new (GTK_TYPE_BUTTON, "label", _("_Add a Place"), "use-underline", TRUE, "halign",
                                GTK_ALIGN_START, NULL);
      gtk_widget_set_parent (self->add, GTK_WIDGET (self));
      g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_clicked), self, G_CONNECT_SWAPPED);
    }
  gtk_widget_set_parent (self->words, GTK_WIDGET (self));
  add_point (self);
}

static void
show_point (Point *point, const char *value)
{
  g_clear_pointer (&point->text, g_free);
  if (terrain_place_text_from_value (value, &point->place))
    point->text = terrain_place_text_format (&point->place);
  gtk_editable_set_text (GTK_EDITABLE (point->entry), point->text != NULL ? point->text : value);
}

static void
terrain_place_editor_show (TerrainEditor *editor, const char *value)
{
  TerrainPlaceEditor *self = TERRAIN_PLACE_EDITOR (editor);
  g_autofree char *problem = NULL;
  g_autofree char *now = dup_value (self, &problem);
  g_auto (GStrv) parts = g_strsplit (value, self->several ? ";" : "\n", -1);
  guint n = g_strv_length (parts);

  /* What is typed means this already: leave it as it was typed. */
  if (g_strcmp0 (now, value) == 0)
    {
      update_words (self);
      return;
    }
  self->showing = TRUE;
  for (guint i = 0; i < n; i++)
    g_strstrip (parts[i]);
  if (self->closed && n > 1 && g_str_equal (parts[0], parts[n - 1]))
    n--;
  n = MAX (n, 1);
  while (self->points->len > n)
    drop_point (self, self->points->len - 1);
  while (self->points->len < n)
    add_point (self);
  for (guint i = 0; i < n; i++)
    show_point (self->points->pdata[i], parts[0] != NULL ? parts[i] : "");
  self->showing = FALSE;
  name_points (self);
  update_words (self);
  terrain_editor_adopt (editor);
}

static gboolean
terrain_place_editor_flush (TerrainEditor *editor)
{
  g_autofree char *problem = NULL;
  g_autofree char *value = dup_value (TERRAIN_PLACE_EDITOR (editor), &problem);

  if (value != NULL)
    return terrain_editor_answer (editor, value);
  terrain_editor_refuse (editor, problem);
  return FALSE;
}

static void
terrain_place_editor_describe (TerrainEditor *editor)
{
  name_points (TERRAIN_PLACE_EDITOR (editor));
}

static gboolean
terrain_place_editor_grab_focus (GtkWidget *widget)
{
  TerrainPlaceEditor *self = TERRAIN_PLACE_EDITOR (widget);

  return gtk_widget_grab_focus (self->points->len > 0 ? ((Point *) self->points->pdata[0])->entry : self->add);
}

static void
terrain_place_editor_finalize (GObject *object)
{
  g_ptr_array_unref (TERRAIN_PLACE_EDITOR (object)->points);
  G_OBJECT_CLASS (terrain_place_editor_parent_class)->finalize (object);
}

static void
terrain_place_editor_class_init (TerrainPlaceEditorClass *klass)
{
  TerrainEditorClass *editor_class = TERRAIN_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = terrain_place_editor_finalize;
  editor_class->build = terrain_place_editor_build;
  editor_class->show = terrain_place_editor_show;
  editor_class->flush = terrain_place_editor_flush;
  editor_class->describe = terrain_place_editor_describe;
  GTK_WIDGET_CLASS (klass)->grab_focus = terrain_place_editor_grab_focus;
}

static void
terrain_place_editor_init (TerrainPlaceEditor *self)
{
  self->points = g_ptr_array_new_with_free_func (point_free);
}
