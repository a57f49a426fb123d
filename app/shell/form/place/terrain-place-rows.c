/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-form-focus.h"
#include "terrain-place-rows.h"
#include "terrain-wrap-buttons.h"

/* A recorded way has thousands of places: beyond this nobody edits them one by one, and each entry costs. */
#define MOST_ROWS 100
/* As short as it can be: nothing of it is cut at 360 pixels with text of 200 %. */
#define EXAMPLE "50.8466 4.3528"

typedef struct
{
  GtkWidget *row;
  GtkWidget *entry;
  char *text;         /* what the answer's place looks like, typed */
  TerrainPlace place; /* the answer's, with what is not typed: altitude and accuracy */
} Point;

struct _TerrainPlaceRows
{
  GtkWidget parent_instance;
  TerrainEditor *editor; /* its parent */
  TerrainPlaceKind kind;
  GtkWidget *box;
  GtkWidget *words;
  GtkWidget *add; /* NULL for one place */
  GPtrArray *points;
  GArray *many;     /* of TerrainPlace, in place of points where there are more than MOST_ROWS; else NULL */
  char *many_value; /* (nullable): the answer they are, as it was written; NULL once they are others */
  gboolean showing;
};

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TerrainPlaceRows, terrain_place_rows, GTK_TYPE_WIDGET)

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

/* Too many for entries */

static char *
dup_many (TerrainPlaceRows *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->many_value != NULL)
    return g_strdup (self->many_value);
  for (guint i = 0; i <= self->many->len; i++)
    {
      g_autofree char *value = NULL;

      if (i == self->many->len && self->kind != TERRAIN_PLACE_OUTLINE)
        break;
      value = terrain_place_text_to_value (&g_array_index (self->many, TerrainPlace, i % self->many->len));
      if (i > 0)
        g_string_append (text, "; ");
      g_string_append (text, value);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
forget_many (TerrainPlaceRows *self)
{
  g_clear_pointer (&self->many, g_array_unref);
  g_clear_pointer (&self->many_value, g_free);
  if (self->add != NULL)
    gtk_widget_set_visible (self->add, TRUE);
}

char *
terrain_place_rows_dup_value (TerrainPlaceRows *self, char **problem)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  TerrainPlace first = { 0 }, place = { 0 };
  guint least = self->kind == TERRAIN_PLACE_OUTLINE ? 3 : 2;

  g_return_val_if_fail (TERRAIN_IS_PLACE_ROWS (self), NULL);
  g_return_val_if_fail (problem != NULL, NULL);

  if (self->many != NULL)
    return dup_many (self);
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
  if (self->kind != TERRAIN_PLACE_POINT && values->len < least)
    {
      *problem = g_strdup_printf (self->kind == TERRAIN_PLACE_OUTLINE
                                    ? _("An outline has at least %u places: add another.")
                                    : _("A line has at least %u places: add another."),
                                  least);
      return NULL;
    }
  if (self->kind == TERRAIN_PLACE_OUTLINE && !is_same (&first, &place))
    g_ptr_array_add (values, g_strdup (values->pdata[0]));
  g_ptr_array_add (values, NULL);
  return g_strjoinv ("; ", (char **) values->pdata);
}

/* How what is typed is understood; what to type, where it is no place yet. */
static void
update_words (TerrainPlaceRows *self)
{
  /* Translators: what is to be typed for a place, in this order */
  const char *wanted = _("Latitude and longitude");
  g_autoptr (GString) text = g_string_new (NULL);
  TerrainPlace place;

  if (self->many != NULL)
    g_string_append_printf (text, ngettext ("%u place: too many to be typed", "%u places: too many to be typed",
                                            self->many->len), self->many->len);
  for (guint i = 0; i < self->points->len; i++)
    {
      Point *point = self->points->pdata[i];
      g_autofree char *words = NULL;

      if (!is_blank (point) && read_point (point, &place))
        words = terrain_place_text_in_words (&place);
      terrain_editor_set_echo (self->editor, point->entry, words != NULL ? words : wanted);
      if (words == NULL)
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      if (self->kind != TERRAIN_PLACE_POINT)
        g_string_append_printf (text, "%u. ", i + 1);
      g_string_append (text, words);
    }
  gtk_label_set_label (GTK_LABEL (self->words), text->len > 0 ? text->str : wanted);
}

static void
typed (TerrainPlaceRows *self)
{
  if (self->showing)
    return;
  update_words (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
name_points (TerrainPlaceRows *self)
{
  for (guint i = 0; i < self->points->len; i++)
    {
      Point *point = self->points->pdata[i];
      g_autofree char *part = self->kind != TERRAIN_PLACE_POINT ? g_strdup_printf (_("place %u"), i + 1) : NULL;
      GtkWidget *remove = gtk_widget_get_last_child (point->row);

      terrain_editor_describe (self->editor, point->entry, part);
      if (remove != point->entry)
        {
          g_autofree char *name = g_strdup_printf (_("Remove Place %u"), i + 1);

          gtk_widget_set_tooltip_text (remove, name);
          gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "",
                                          GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
        }
    }
}

static void
drop_point (TerrainPlaceRows *self, guint position)
{
  Point *point = self->points->pdata[position];

  gtk_box_remove (GTK_BOX (self->box), point->row);
  g_ptr_array_remove_index (self->points, position);
}

static void
remove_clicked (GtkWidget *button, TerrainPlaceRows *self)
{
  for (guint i = 0; i < self->points->len; i++)
    if (((Point *) self->points->pdata[i])->row == gtk_widget_get_parent (button))
      {
        Point *next;

        drop_point (self, i);
        update_words (self);
        name_points (self);
        next = self->points->len > 0 ? self->points->pdata[MIN (i, self->points->len - 1)] : NULL;
        gtk_widget_grab_focus (next != NULL ? next->entry : self->add);
        g_signal_emit (self, signals[REMOVED], 0);
        return;
      }
}

/* Figures and compass points run from left to right in every language: in a line that runs the other way, longitude would
 * be read first. The form's direction is where they stand. */
static void
entry_turned (GtkWidget *entry)
{
  gtk_entry_set_alignment (GTK_ENTRY (entry), gtk_widget_get_direction (entry) == GTK_TEXT_DIR_RTL ? 1 : 0);
}

static void
text_turned (GtkWidget *text)
{
  gtk_widget_set_direction (text, GTK_TEXT_DIR_LTR);
}

static Point *
add_point (TerrainPlaceRows *self)
{
  Point *point = g_new0 (Point, 1);

  point->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  point->entry = g_object_new (GTK_TYPE_ENTRY, "placeholder-text", EXAMPLE,
                               "max-length", 200, "hexpand", TRUE, NULL);
  gtk_widget_add_css_class (point->entry, "numeric");
  g_signal_connect (point->entry, "direction-changed", G_CALLBACK (entry_turned), NULL);
  g_signal_connect (gtk_editable_get_delegate (GTK_EDITABLE (point->entry)), "direction-changed", G_CALLBACK (text_turned),
                    NULL);
  gtk_box_append (GTK_BOX (point->row), point->entry);
  g_signal_connect_object (point->entry, "changed", G_CALLBACK (typed), self, G_CONNECT_SWAPPED);
  terrain_editor_watch_entry (self->editor, point->entry);
  if (self->kind != TERRAIN_PLACE_POINT)
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
add_clicked (TerrainPlaceRows *self)
{
  Point *point = add_point (self);

  name_points (self);
  terrain_editor_adopt (self->editor);
  gtk_widget_grab_focus (point->entry);
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
show_many (TerrainPlaceRows *self, char **parts, guint n, const char *value)
{
  TerrainPlace place;

  forget_many (self);
  self->many = g_array_sized_new (FALSE, FALSE, sizeof (TerrainPlace), n);
  self->many_value = g_strdup (value);
  for (guint i = 0; i < n; i++)
    if (terrain_place_text_from_value (parts[i], &place))
      g_array_append_val (self->many, place);
  while (self->points->len > 0)
    drop_point (self, self->points->len - 1);
  gtk_widget_set_visible (self->add, FALSE);
  update_words (self);
}

void
terrain_place_rows_show (TerrainPlaceRows *self, const char *value)
{
  g_autofree char *problem = NULL;
  g_autofree char *now = NULL;
  g_auto (GStrv) parts = NULL;
  guint n;

  g_return_if_fail (TERRAIN_IS_PLACE_ROWS (self));
  g_return_if_fail (value != NULL);

  now = terrain_place_rows_dup_value (self, &problem);
  parts = g_strsplit (value, self->kind != TERRAIN_PLACE_POINT ? ";" : "\n", -1);
  n = g_strv_length (parts);

  /* What is typed means this already: leave it as it was typed. */
  if (g_strcmp0 (now, value) == 0 && (self->many == NULL || n > MOST_ROWS + 1))
    {
      update_words (self);
      return;
    }
  self->showing = TRUE;
  for (guint i = 0; i < n; i++)
    g_strstrip (parts[i]);
  if (self->kind == TERRAIN_PLACE_OUTLINE && n > 1 && g_str_equal (parts[0], parts[n - 1]))
    n--;
  if (n > MOST_ROWS)
    {
      show_many (self, parts, n, value);
      self->showing = FALSE;
      return;
    }
  forget_many (self);
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
  terrain_editor_adopt (self->editor);
}

/* For the map, and for what knows where the device is */

GArray *
terrain_place_rows_dup_places (TerrainPlaceRows *self)
{
  GArray *places;
  TerrainPlace place;

  g_return_val_if_fail (TERRAIN_IS_PLACE_ROWS (self), NULL);

  if (self->many != NULL)
    return g_array_copy (self->many);
  places = g_array_new (FALSE, FALSE, sizeof (TerrainPlace));
  for (guint i = 0; i < self->points->len; i++)
    if (!is_blank (self->points->pdata[i]) && read_point (self->points->pdata[i], &place))
      g_array_append_val (places, place);
  return places;
}

void
terrain_place_rows_add (TerrainPlaceRows *self, const TerrainPlace *place)
{
  g_autofree char *value = NULL;
  Point *point = NULL;

  g_return_if_fail (TERRAIN_IS_PLACE_ROWS (self));
  g_return_if_fail (place != NULL);

  if (self->many != NULL)
    {
      g_array_append_val (self->many, *place);
      g_clear_pointer (&self->many_value, g_free);
      typed (self);
      return;
    }
  value = terrain_place_text_to_value (place);
  if (self->points->len > 0)
    point = self->points->pdata[self->points->len - 1];
  self->showing = TRUE;
  if (point == NULL || (self->kind != TERRAIN_PLACE_POINT && !is_blank (point)))
    {
      point = add_point (self);
      terrain_editor_adopt (self->editor);
    }
  show_point (point, value);
  self->showing = FALSE;
  name_points (self);
  typed (self);
}

void
terrain_place_rows_move (TerrainPlaceRows *self, guint index, const TerrainPlace *place)
{
  g_autofree char *value = NULL;
  TerrainPlace old;

  g_return_if_fail (TERRAIN_IS_PLACE_ROWS (self));
  g_return_if_fail (place != NULL);

  if (self->many != NULL)
    {
      g_return_if_fail (index < self->many->len);
      g_array_index (self->many, TerrainPlace, index) = *place;
      g_clear_pointer (&self->many_value, g_free);
      typed (self);
      return;
    }
  value = terrain_place_text_to_value (place);
  for (guint i = 0; i < self->points->len; i++)
    {
      Point *point = self->points->pdata[i];

      /* What is half typed is no place yet. */
      if (is_blank (point) || !read_point (point, &old) || index-- > 0)
        continue;
      self->showing = TRUE;
      show_point (point, value);
      self->showing = FALSE;
      typed (self);
      return;
    }
}

gboolean
terrain_place_rows_take_back (TerrainPlaceRows *self)
{
  guint last;

  g_return_val_if_fail (TERRAIN_IS_PLACE_ROWS (self), FALSE);

  if (self->many != NULL)
    {
      g_array_set_size (self->many, self->many->len - 1);
      g_clear_pointer (&self->many_value, g_free);
      typed (self);
      return TRUE;
    }
  for (last = self->points->len; last > 0 && is_blank (self->points->pdata[last - 1]); last--)
    ;
  if (last == 0)
    return FALSE;
  if (self->points->len > 1)
    drop_point (self, last - 1);
  else
    show_point (self->points->pdata[0], "");
  name_points (self);
  typed (self);
  return TRUE;
}

void
terrain_place_rows_clear (TerrainPlaceRows *self)
{
  g_return_if_fail (TERRAIN_IS_PLACE_ROWS (self));

  self->showing = TRUE;
  if (self->many != NULL)
    {
      forget_many (self);
      add_point (self);
      terrain_editor_adopt (self->editor);
    }
  while (self->points->len > 1)
    drop_point (self, self->points->len - 1);
  if (self->points->len > 0)
    show_point (self->points->pdata[0], "");
  self->showing = FALSE;
  name_points (self);
  typed (self);
}

void
terrain_place_rows_describe (TerrainPlaceRows *self)
{
  g_return_if_fail (TERRAIN_IS_PLACE_ROWS (self));

  name_points (self);
}

static gboolean
terrain_place_rows_grab_focus (GtkWidget *widget)
{
  TerrainPlaceRows *self = TERRAIN_PLACE_ROWS (widget);

  if (self->points->len > 0)
    return gtk_widget_grab_focus (((Point *) self->points->pdata[0])->entry);
  return self->many == NULL && gtk_widget_grab_focus (self->add);
}

GtkWidget *
terrain_place_rows_new (TerrainEditor *editor, TerrainPlaceKind kind)
{
  TerrainPlaceRows *self;

  g_return_val_if_fail (TERRAIN_IS_EDITOR (editor), NULL);

  self = g_object_new (TERRAIN_TYPE_PLACE_ROWS, NULL);
  self->editor = editor;
  self->kind = kind;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->words = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (self->words, "terrain-dim");
  if (kind != TERRAIN_PLACE_POINT)
    {
      self->add = g_object_new (GTK_TYPE_BUTTON, "label", _("_Add a Place"), "use-underline", TRUE, "halign",
                                GTK_ALIGN_START, NULL);
      terrain_wrap_buttons (self->add);
      gtk_widget_set_parent (self->add, GTK_WIDGET (self));
      g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_clicked), self, G_CONNECT_SWAPPED);
    }
  gtk_widget_set_parent (self->words, GTK_WIDGET (self));
  add_point (self);
  return GTK_WIDGET (self);
}

static void
terrain_place_rows_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (terrain_place_rows_parent_class)->dispose (object);
}

static void
terrain_place_rows_finalize (GObject *object)
{
  TerrainPlaceRows *self = TERRAIN_PLACE_ROWS (object);

  g_ptr_array_unref (self->points);
  g_clear_pointer (&self->many, g_array_unref);
  g_free (self->many_value);
  G_OBJECT_CLASS (terrain_place_rows_parent_class)->finalize (object);
}

static void
terrain_place_rows_class_init (TerrainPlaceRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = terrain_place_rows_dispose;
  object_class->finalize = terrain_place_rows_finalize;
  widget_class->focus = terrain_form_focus;
  widget_class->grab_focus = terrain_place_rows_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
terrain_place_rows_init (TerrainPlaceRows *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->points = g_ptr_array_new_with_free_func (point_free);
}
