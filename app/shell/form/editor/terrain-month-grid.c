/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>

#include "terrain-month-grid.h"

#define N_COLUMNS 7
#define N_ROWS 6

struct _TerrainMonthGrid
{
  GtkWidget parent_instance;
  TerrainCalendar *calendar;
  char *language;
  GDate cursor;
  GDate chosen; /* not valid for none */
  GDate today;
  GtkWidget *steps[4]; /* a year and a month back, a month and a year on */
  GtkWidget *title;
  GtkWidget *grid;
  GtkWidget *columns[N_COLUMNS];
  GtkWidget *days[N_ROWS * N_COLUMNS];
  guint offset; /* the cell of the month's first day */
  GtkWidget *words;
};

G_DEFINE_FINAL_TYPE (TerrainMonthGrid, terrain_month_grid, GTK_TYPE_WIDGET)

enum
{
  DAY_SELECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* In the order of steps[]. */
static const struct
{
  const char *icon;
  const char *name;
  int years;
  int months;
} step_table[] = {
  { "go-first-symbolic", N_("Previous Year"), -1, 0 },
  { "go-previous-symbolic", N_("Previous Month"), 0, -1 },
  { "go-next-symbolic", N_("Next Month"), 0, 1 },
  { "go-last-symbolic", N_("Next Year"), 1, 0 },
};

/* As GtkCalendar does: what glibc knows of the locale. */
static GDateWeekday
first_weekday (void)
{
  union
  {
    unsigned int word;
    char *string;
  } info;
  int first, week;

  first = nl_langinfo (_NL_TIME_FIRST_WEEKDAY)[0];
  info.string = nl_langinfo (_NL_TIME_WEEK_1STDAY);
  week = info.word == 19971201 ? 1 : 0; /* counted from Monday, or from Sunday */
  first = (first - 1 + week) % 7;       /* 0 is Sunday */
  return first == 0 ? G_DATE_SUNDAY : (GDateWeekday) first;
}

static gboolean
is_same (const GDate *one, const GDate *other)
{
  return g_date_valid (one) && g_date_valid (other) && g_date_compare (one, other) == 0;
}

/* A day is said with the day of the week and in both calendars. */
static void
describe_day (TerrainMonthGrid *self, GtkWidget *button, const GDate *day)
{
  g_autofree char *words = terrain_calendar_dup_words (self->calendar, day, TERRAIN_DATE_DAY, self->language);
  g_autofree char *weekday = terrain_calendar_dup_weekday (self->calendar, g_date_get_weekday (day), self->language, FALSE);
  g_autofree char *name = g_strdup_printf ("%s %s", weekday, words);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_SELECTED, is_same (day, &self->chosen), -1);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean is_set)
{
  if (is_set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
fill_columns (TerrainMonthGrid *self)
{
  GDateWeekday weekday = first_weekday ();

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_autofree char *brief = terrain_calendar_dup_weekday (self->calendar, weekday, self->language, TRUE);
      g_autofree char *full = terrain_calendar_dup_weekday (self->calendar, weekday, self->language, FALSE);

      gtk_label_set_label (GTK_LABEL (self->columns[i]), brief);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->columns[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, full, -1);
      weekday = weekday == G_DATE_SUNDAY ? G_DATE_MONDAY : (GDateWeekday) (weekday + 1);
    }
}

static void
fill (TerrainMonthGrid *self)
{
  g_autofree char *title
    = terrain_calendar_dup_own_words (self->calendar, &self->cursor, TERRAIN_DATE_MONTH, self->language);
  g_autofree char *words = terrain_calendar_dup_words (self->calendar, &self->cursor, TERRAIN_DATE_DAY, self->language);
  TerrainCalendarDay cursor;
  guint first, last, n;
  GDate day, end;

  gtk_label_set_label (GTK_LABEL (self->title), title != NULL ? title : "");
  gtk_label_set_label (GTK_LABEL (self->words), words);
  g_return_if_fail (terrain_calendar_from_date (self->calendar, &self->cursor, &cursor));
  terrain_calendar_get_days (self->calendar, cursor.year, cursor.month, &first, &last);
  terrain_calendar_get_period (self->calendar, &self->cursor, TERRAIN_DATE_MONTH, &day, &end);
  self->offset = ((guint) g_date_get_weekday (&day) + 7 - (guint) first_weekday ()) % 7;
  n = last - first + 1;
  for (guint i = 0; i < G_N_ELEMENTS (self->days); i++)
    {
      gboolean is_day = i >= self->offset && i < self->offset + n;
      g_autofree char *number = is_day ? g_strdup_printf ("%u", first + i - self->offset) : NULL;

      gtk_widget_set_child_visible (self->days[i], is_day);
      gtk_widget_set_sensitive (self->days[i], is_day);
      gtk_button_set_label (GTK_BUTTON (self->days[i]), number != NULL ? number : "");
      if (!is_day)
        continue;
      gtk_widget_set_focusable (self->days[i], is_same (&day, &self->cursor));
      set_class (self->days[i], "today", is_same (&day, &self->today));
      set_class (self->days[i], "suggested-action", is_same (&day, &self->chosen));
      set_class (self->days[i], "flat", !is_same (&day, &self->chosen));
      describe_day (self, self->days[i], &day);
      g_date_add_days (&day, 1);
    }
}

static GtkWidget *
find_button (TerrainMonthGrid *self)
{
  TerrainCalendarDay cursor;
  guint first, last;

  if (!g_date_valid (&self->cursor) || !terrain_calendar_from_date (self->calendar, &self->cursor, &cursor))
    return NULL;
  terrain_calendar_get_days (self->calendar, cursor.year, cursor.month, &first, &last);
  return self->days[self->offset + cursor.day - first];
}

/* Where @day is not known one stays. */
static void
go_to (TerrainMonthGrid *self, const GDate *day)
{
  TerrainCalendarDay unused;
  gboolean had_focus = gtk_widget_get_focus_child (self->grid) != NULL;

  if (!g_date_valid (day) || !terrain_calendar_from_date (self->calendar, day, &unused))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  self->cursor = *day;
  fill (self);
  if (!had_focus)
    return;
  gtk_widget_grab_focus (find_button (self));
  /* GTK shows the focus again when it has moved it itself. */
  if (GTK_IS_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))))
    gtk_window_set_focus_visible (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), TRUE);
}

static void
go_by_days (TerrainMonthGrid *self, int days)
{
  GDate day = self->cursor;

  g_date_set_julian (&day, (guint32) ((int) g_date_get_julian (&day) + days));
  go_to (self, &day);
}

/* FALSE at the end of what is known. */
static gboolean
step_month (TerrainMonthGrid *self, TerrainCalendarDay *day, int direction)
{
  guint n = terrain_calendar_get_n_months (self->calendar, day->year);

  if (direction > 0 && day->month < n)
    day->month++;
  else if (direction < 0 && day->month > 1)
    day->month--;
  else
    {
      day->year += direction;
      day->month = direction > 0 ? 1 : terrain_calendar_get_n_months (self->calendar, day->year);
    }
  return terrain_calendar_get_n_months (self->calendar, day->year) > 0;
}

/* The same day of the month that is so many months or years away, or the last that it has. Months without days are none. */
static void
go_by (TerrainMonthGrid *self, int years, int months)
{
  TerrainCalendarDay day;
  gboolean is_known;
  guint first, last;
  GDate date;
  int direction;

  g_return_if_fail (terrain_calendar_from_date (self->calendar, &self->cursor, &day));
  day.year += years;
  is_known = terrain_calendar_get_n_months (self->calendar, day.year) > 0;
  day.month = MIN (day.month, terrain_calendar_get_n_months (self->calendar, day.year));
  direction = months != 0 ? months : day.month <= 1 ? 1 : -1;
  if (is_known && months != 0)
    is_known = step_month (self, &day, direction);
  while (is_known && !terrain_calendar_get_days (self->calendar, day.year, day.month, &first, &last))
    is_known = step_month (self, &day, direction);

  g_date_clear (&date, 1);
  if (is_known)
    {
      day.day = CLAMP (day.day, first, last);
      terrain_calendar_to_date (self->calendar, &day, &date);
    }
  go_to (self, &date);
}

static void
go_to_end (TerrainMonthGrid *self, gboolean last)
{
  GDate from, to;

  if (terrain_calendar_get_period (self->calendar, &self->cursor, TERRAIN_DATE_MONTH, &from, &to))
    go_to (self, last ? &to : &from);
}

static gboolean
key_pressed (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, TerrainMonthGrid *self)
{
  gboolean by_year = (state & GDK_SHIFT_MASK) != 0;
  int on = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;

  if ((state & (GDK_ALT_MASK | GDK_SUPER_MASK | GDK_CONTROL_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      go_by_days (self, -on);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      go_by_days (self, on);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      go_by_days (self, -N_COLUMNS);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      go_by_days (self, N_COLUMNS);
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      go_to_end (self, key == GDK_KEY_End || key == GDK_KEY_KP_End);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      go_by (self, by_year ? -1 : 0, by_year ? 0 : -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      go_by (self, by_year ? 1 : 0, by_year ? 0 : 1);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
step_clicked (GtkWidget *button, TerrainMonthGrid *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (step_table); i++)
    if (self->steps[i] == button)
      go_by (self, step_table[i].years, step_table[i].months);
}

static void
day_clicked (GtkWidget *button, TerrainMonthGrid *self)
{
  GDate first, last;

  terrain_calendar_get_period (self->calendar, &self->cursor, TERRAIN_DATE_MONTH, &first, &last);
  for (guint i = self->offset; i < G_N_ELEMENTS (self->days) && self->days[i] != button; i++)
    g_date_add_days (&first, 1);
  self->cursor = self->chosen = first;
  fill (self);
  g_signal_emit (self, signals[DAY_SELECTED], 0);
}

static gboolean
terrain_month_grid_grab_focus (GtkWidget *widget)
{
  GtkWidget *button = find_button (TERRAIN_MONTH_GRID (widget));

  return button != NULL && gtk_widget_grab_focus (button);
}

static void
terrain_month_grid_dispose (GObject *object)
{
  TerrainMonthGrid *self = TERRAIN_MONTH_GRID (object);

  for (GtkWidget *child; (child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL;)
    gtk_widget_unparent (child);
  g_clear_object (&self->calendar);
  G_OBJECT_CLASS (terrain_month_grid_parent_class)->dispose (object);
}

static void
terrain_month_grid_finalize (GObject *object)
{
  g_free (TERRAIN_MONTH_GRID (object)->language);
  G_OBJECT_CLASS (terrain_month_grid_parent_class)->finalize (object);
}

static void
terrain_month_grid_class_init (TerrainMonthGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_month_grid_dispose;
  G_OBJECT_CLASS (klass)->finalize = terrain_month_grid_finalize;
  widget_class->grab_focus = terrain_month_grid_grab_focus;
  signals[DAY_SELECTED] = g_signal_new ("day-selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
build_header (TerrainMonthGrid *self)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->title = g_object_new (GTK_TYPE_LABEL, "hexpand", TRUE, "width-chars", 16, NULL);
  gtk_widget_add_css_class (self->title, "heading");
  for (guint i = 0; i < G_N_ELEMENTS (step_table); i++)
    {
      const char *name = _(step_table[i].name);

      if (i == G_N_ELEMENTS (step_table) / 2)
        gtk_box_append (GTK_BOX (header), self->title);
      self->steps[i] = g_object_new (GTK_TYPE_BUTTON, "icon-name", step_table[i].icon, "tooltip-text", name, NULL);
      gtk_widget_add_css_class (self->steps[i], "flat");
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->steps[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      g_signal_connect_object (self->steps[i], "clicked", G_CALLBACK (step_clicked), self, 0);
      gtk_box_append (GTK_BOX (header), self->steps[i]);
    }
  return header;
}

static void
build_days (TerrainMonthGrid *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->grid = g_object_new (GTK_TYPE_GRID, "column-homogeneous", TRUE, "row-spacing", 2, "column-spacing", 2, NULL);
  for (int i = 0; i < N_COLUMNS; i++)
    {
      self->columns[i] = gtk_label_new (NULL);
      gtk_widget_add_css_class (self->columns[i], "terrain-dim");
      gtk_grid_attach (GTK_GRID (self->grid), self->columns[i], i, 0, 1, 1);
    }
  for (int i = 0; i < N_ROWS * N_COLUMNS; i++)
    {
      self->days[i] = gtk_button_new_with_label ("");
      gtk_widget_add_css_class (self->days[i], "flat");
      g_signal_connect_object (self->days[i], "clicked", G_CALLBACK (day_clicked), self, 0);
      gtk_grid_attach (GTK_GRID (self->grid), self->days[i], i % N_COLUMNS, i / N_COLUMNS + 1, 1, 1);
    }
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed), self, 0);
  gtk_widget_add_controller (self->grid, keys);
}

static void
terrain_month_grid_init (TerrainMonthGrid *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  g_date_clear (&self->cursor, 1);
  g_date_clear (&self->chosen, 1);
  g_date_clear (&self->today, 1);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "terrain-month-grid");
  gtk_widget_set_parent (build_header (self), GTK_WIDGET (self));
  build_days (self);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  self->words = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "width-chars", 24, "max-width-chars", 34, "justify",
                              GTK_JUSTIFY_CENTER, NULL);
  gtk_widget_add_css_class (self->words, "terrain-dim");
  gtk_widget_set_parent (self->words, GTK_WIDGET (self));
}

GtkWidget *
terrain_month_grid_new (TerrainCalendar *calendar)
{
  TerrainMonthGrid *self;

  g_return_val_if_fail (TERRAIN_IS_CALENDAR (calendar), NULL);

  self = g_object_new (TERRAIN_TYPE_MONTH_GRID, NULL);
  self->calendar = g_object_ref (calendar);
  return GTK_WIDGET (self);
}

void
terrain_month_grid_open (TerrainMonthGrid *self, const GDate *chosen, const GDate *today, const char *language)
{
  TerrainCalendarDay day = { 0, 1, 1 };
  int first;
  guint last;

  g_return_if_fail (TERRAIN_IS_MONTH_GRID (self));
  g_return_if_fail (chosen != NULL && today != NULL && g_date_valid (today));

  g_free (self->language);
  self->language = g_strdup (language);
  self->today = *today;
  self->chosen = *chosen;
  if (g_date_valid (chosen) && terrain_calendar_from_date (self->calendar, chosen, &day))
    self->cursor = *chosen;
  else if (terrain_calendar_from_date (self->calendar, today, &day))
    self->cursor = *today;
  else
    {
      /* A table that ends before today: its last year. */
      terrain_calendar_get_years (self->calendar, &first, &day.year);
      while (!terrain_calendar_get_days (self->calendar, day.year, day.month, &day.day, &last))
        day.month++;
      terrain_calendar_to_date (self->calendar, &day, &self->cursor);
    }
  fill_columns (self);
  fill (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
terrain_month_grid_get_day (TerrainMonthGrid *self, GDate *day)
{
  g_return_if_fail (TERRAIN_IS_MONTH_GRID (self));
  g_return_if_fail (day != NULL);

  *day = self->cursor;
}
