/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-calendar-read.h"
#include "terrain-date-text.h"
#include "terrain-date-words.h"
#include "terrain-editors.h"
#include "terrain-form-style.h"
#include "terrain-month-grid.h"
#include "terrain-second-language.h"
#include "terrain-wrap-box.h"

/*
 * A date, or a date and a time: typed, in the locale's order, as ISO, or in words ("3 feb 81", "today-2"), with the date in
 * words beside it as it is understood. The calendar comes second: it is for looking things up, not for typing 40 dates a day.
 * Where the form asks in another calendar than the Gregorian, all of this is in that one, and the words are in both.
 */
struct _TerrainDateEditor
{
  TerrainEditor parent_instance;
  TerrainCalendar *other; /* the form's calendar; NULL for the Gregorian */
  TerrainDateOrder order;
  TerrainDatePrecision precision;
  gboolean with_time;
  GtkWidget *date_entry;
  GtkWidget *time_entry; /* NULL without a time */
  GtkWidget *button;     /* NULL with "no-calendar" and where the day is not asked */
  GtkWidget *popover;    /* NULL until it is first opened */
  GtkWidget *calendar;   /* in it: a GtkCalendar or TerrainMonthGrid */
  GtkWidget *words;
  char *shown; /* what was put into the entry for shown_date: as long as it stands there, that date is meant */
  GDate shown_date;
  gboolean showing;
  gboolean left; /* the focus is going elsewhere: what is half typed is a problem now */
};

G_DECLARE_FINAL_TYPE (TerrainDateEditor, terrain_date_editor, TERRAIN, DATE_EDITOR, TerrainEditor)
G_DEFINE_FINAL_TYPE (TerrainDateEditor, terrain_date_editor, TERRAIN_TYPE_EDITOR)

static GTimeZone *
zone_of (TerrainDateEditor *self)
{
  TerrainItem *item = terrain_editor_get_item (TERRAIN_EDITOR (self));

  return terrain_environment_get_time_zone (terrain_interview_get_environment (terrain_item_get_interview (item)));
}

static GDate
dup_today (TerrainDateEditor *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now (zone_of (self));
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, (GDateDay) g_date_time_get_day_of_month (now), (GDateMonth) g_date_time_get_month (now),
                  (GDateYear) g_date_time_get_year (now));
  return today;
}

/* The form's, as it writes it. */
static const char *
language_of (TerrainDateEditor *self)
{
  return terrain_interview_get_language (terrain_item_get_interview (terrain_editor_get_item (TERRAIN_EDITOR (self))));
}

/* (transfer full): what is said of a text that is no date */
static char *
dup_refusal (TerrainDateEditor *self, const char *text)
{
  g_autofree char *pattern = terrain_date_text_pattern (self->order, self->precision);

  /* Translators: the first %s is what is typed, the second what to type, such as dd/mm/yyyy */
  return g_strdup_printf (_("“%s” is not a date: type it as %s."), text, pattern);
}

/* @problem: (nullable): why it is none */
static gboolean
parse_date (TerrainDateEditor *self, GDate *date, char **problem)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->date_entry));
  GDate today = dup_today (self);

  if (self->other != NULL)
    {
      TerrainCalendarReading how = { self->other, self->order, self->precision, today, language_of (self) };

      if (g_strcmp0 (text, self->shown) != 0)
        return terrain_calendar_read (&how, text, date, problem);
      *date = self->shown_date;
      return TRUE;
    }
  if (terrain_date_words_parse (text, self->precision, &today, date) ||
      terrain_date_text_parse (text, self->order, self->precision, g_date_get_year (&today), date))
    return TRUE;
  if (problem != NULL)
    *problem = dup_refusal (self, text);
  return FALSE;
}

/* What is typed, as the form keeps it; "" for nothing, NULL (and why) for what is no date. */
static char *
dup_value (TerrainDateEditor *self, char **problem)
{
  g_autofree char *date_text = NULL, *time_text = NULL;
  GDate date;
  int seconds = -1;

  if (!parse_date (self, &date, problem))
    return NULL;
  if (self->time_entry != NULL &&
      !terrain_time_text_parse (gtk_editable_get_text (GTK_EDITABLE (self->time_entry)), &seconds))
    {
      *problem = g_strdup_printf (_("“%s” is not a time: type it as hours and minutes, such as 14:30."),
                                  gtk_editable_get_text (GTK_EDITABLE (self->time_entry)));
      return NULL;
    }
  if (!g_date_valid (&date) && seconds < 0)
    return g_strdup ("");
  date_text = g_date_valid (&date) ? terrain_date_text_to_value (&date) : NULL;
  if (!self->with_time)
    return g_steal_pointer (&date_text);
  if (date_text == NULL || seconds < 0)
    {
      *problem = g_strdup (date_text == NULL ? _("The date is missing: type it beside the time.")
                                             : _("The time is missing: type it beside the date."));
      return NULL;
    }
  time_text = terrain_time_text_to_value (seconds, &date, zone_of (self));
  return g_strconcat (date_text, "T", time_text, NULL);
}

/* In both calendars, in the form's language, and in the second one under it. */
static void
update_both_words (TerrainDateEditor *self)
{
  TerrainFormContext *context = terrain_editor_get_context (TERRAIN_EDITOR (self));
  const char *second = terrain_form_context_get_second_language (context);
  g_autofree char *words = NULL, *other_words = NULL, *markup = NULL;
  GDate date;

  if (!parse_date (self, &date, NULL) || !g_date_valid (&date))
    {
      gtk_widget_set_visible (self->words, FALSE);
      return;
    }
  words = terrain_calendar_dup_words (self->other, &date, self->precision, language_of (self));
  other_words = second != NULL ? terrain_calendar_dup_words (self->other, &date, self->precision, second) : NULL;
  markup = terrain_second_language_mark_first (context, g_markup_escape_text (words, -1));
  markup = terrain_second_language_take_text (context, other_words, words, g_steal_pointer (&markup));
  gtk_label_set_markup (GTK_LABEL (self->words), markup);
  gtk_widget_set_visible (self->words, TRUE);
}

static void
update_gregorian_words (TerrainDateEditor *self)
{
  g_autofree char *words = NULL;
  GDate date;

  if (parse_date (self, &date, NULL) && g_date_valid (&date) && self->precision != TERRAIN_DATE_YEAR)
    words = terrain_date_text_in_words (&date, self->precision);
  gtk_label_set_label (GTK_LABEL (self->words), words != NULL ? words : "");
  gtk_widget_set_visible (self->words, words != NULL);
}

static void
update_words (TerrainDateEditor *self)
{
  if (self->other != NULL)
    update_both_words (self);
  else
    update_gregorian_words (self);
  terrain_editor_set_echo (TERRAIN_EDITOR (self), self->date_entry,
                           gtk_widget_get_visible (self->words) ? gtk_label_get_text (GTK_LABEL (self->words)) : NULL);
}

static void
typed (TerrainDateEditor *self)
{
  update_words (self);
  if (!self->showing)
    terrain_editor_typed (TERRAIN_EDITOR (self));
}

/* (transfer full): @date as it would be typed. In another calendar the month is a word: figures are read as Gregorian. */
static char *
dup_text (TerrainDateEditor *self, const GDate *date)
{
  char *text;

  if (self->other == NULL)
    return terrain_date_text_format (date, self->order, self->precision);
  text = terrain_calendar_dup_own_words (self->other, date, self->precision, language_of (self));
  if (text == NULL)
    text = terrain_calendar_dup_gregorian_words (self->other, date, language_of (self));
  g_free (self->shown);
  self->shown = g_strdup (text);
  self->shown_date = *date;
  return text;
}

static void
set_shown (TerrainDateEditor *self, const GDate *date, int seconds)
{
  g_autofree char *date_text = g_date_valid (date) ? dup_text (self, date) : NULL;
  g_autofree char *time_text = terrain_time_text_format (seconds);

  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->date_entry), date_text != NULL ? date_text : "");
  gtk_editable_set_position (GTK_EDITABLE (self->date_entry), -1);
  if (self->time_entry != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->time_entry), time_text);
      gtk_editable_set_position (GTK_EDITABLE (self->time_entry), -1);
    }
  self->showing = FALSE;
}

/* The names of months go with the form; what somebody typed stays. */
static void
language_changed (TerrainDateEditor *self)
{
  if (self->shown != NULL && g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->date_entry)), self->shown))
    {
      GDate date = self->shown_date;
      g_autofree char *text = dup_text (self, &date);

      self->showing = TRUE;
      gtk_editable_set_text (GTK_EDITABLE (self->date_entry), text);
      gtk_editable_set_position (GTK_EDITABLE (self->date_entry), -1);
      self->showing = FALSE;
    }
  update_words (self);
}

static void
day_selected (TerrainDateEditor *self)
{
  g_autofree char *text = NULL;
  GDate date;

  if (self->showing)
    return;
  g_date_clear (&date, 1);
  if (self->other != NULL)
    terrain_month_grid_get_day (TERRAIN_MONTH_GRID (self->calendar), &date);
  else
    {
      g_autoptr (GDateTime) picked = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));

      g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (picked), (GDateMonth) g_date_time_get_month (picked),
                      (GDateYear) g_date_time_get_year (picked));
    }
  text = dup_text (self, &date);
  gtk_editable_set_text (GTK_EDITABLE (self->date_entry), text);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_widget_grab_focus (self->date_entry);
  terrain_editor_flush (TERRAIN_EDITOR (self));
}

static void
calendar_opened (TerrainDateEditor *self)
{
  g_autoptr (GDateTime) moment = NULL;
  GDate date, today = dup_today (self);
  gboolean is_date = parse_date (self, &date, NULL);

  if (self->other != NULL)
    {
      terrain_month_grid_open (TERRAIN_MONTH_GRID (self->calendar), &date, &today, language_of (self));
      return;
    }
  if (!is_date || !g_date_valid (&date))
    return;
  moment = g_date_time_new_utc (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date), 0, 0, 0);
  self->showing = TRUE;
  gtk_calendar_select_day (GTK_CALENDAR (self->calendar), moment);
  self->showing = FALSE;
}

/* Eighty widgets that most people never look at: they type. */
static void
make_calendar (GtkMenuButton *button, gpointer editor)
{
  TerrainDateEditor *self = editor;

  if (self->popover != NULL)
    return;
  self->calendar = self->other != NULL ? terrain_month_grid_new (self->other) : gtk_calendar_new ();
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->calendar);
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (day_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->popover, "show", G_CALLBACK (calendar_opened), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, self->popover);
  terrain_editor_describe (editor, self->calendar, _("calendar"));
  terrain_editor_adopt (editor);
}

static void
build_button (TerrainDateEditor *self, GtkWidget *box)
{
  g_autofree char *name = self->other != NULL ? terrain_calendar_dup_name (self->other)
                                              : g_strdup (_("Choose from a Calendar"));

  /* Invisible while it gets its tooltip: see terrain_question_parts_add_clear(). */
  self->button = g_object_new (GTK_TYPE_MENU_BUTTON, "visible", FALSE, "icon-name", "x-office-calendar-symbolic", "valign",
                               GTK_ALIGN_CENTER, "tooltip-text", name, "visible", TRUE, NULL);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), make_calendar, self, NULL);
  terrain_wrap_box_append (TERRAIN_WRAP_BOX (box), self->button);
}

static GtkWidget *
add_entry (TerrainDateEditor *self, GtkWidget *box, const char *pattern, int width)
{
  GtkWidget *entry = g_object_new (GTK_TYPE_ENTRY, "placeholder-text", pattern, "width-chars", MIN (width, 12),
                                   "max-width-chars", width, "max-length", self->other != NULL ? 60 : 30, NULL);

  gtk_widget_add_css_class (entry, "numeric");
  terrain_wrap_box_append (TERRAIN_WRAP_BOX (box), entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (typed), self, G_CONNECT_SWAPPED);
  terrain_editor_watch_entry (TERRAIN_EDITOR (self), entry);
  return entry;
}

static void
left (GtkEventControllerFocus *controller, TerrainDateEditor *self)
{
  self->left = TRUE;
  terrain_editor_flush (TERRAIN_EDITOR (self));
}

static void
entered (GtkEventControllerFocus *controller, TerrainDateEditor *self)
{
  self->left = FALSE;
}

/* (transfer full): what to type in another calendar, where figures may go in any of its places */
static char *
dup_pattern (TerrainDateEditor *self)
{
  switch (self->precision)
    {
    case TERRAIN_DATE_YEAR:
      /* Translators: what is to be typed into the field */
      return g_strdup (_("year"));
    case TERRAIN_DATE_MONTH:
      /* Translators: what is to be typed into the field */
      return g_strdup (_("month year"));
    case TERRAIN_DATE_DAY:
    default:
      /* Translators: what is to be typed into the field */
      return g_strdup (_("day month year"));
    }
}

static void
terrain_date_editor_build (TerrainEditor *editor)
{
  TerrainDateEditor *self = TERRAIN_DATE_EDITOR (editor);
  TerrainControl *control = terrain_item_get_control (terrain_editor_get_item (editor));
  GtkWidget *box = terrain_wrap_box_new (GTK_ACCESSIBLE_ROLE_GROUP, 6);
  g_autofree char *pattern = NULL;

  self->other = terrain_calendar_new_for_control (control);
  self->order = terrain_date_text_order ();
  self->with_time = terrain_control_get_data_type (control) == TERRAIN_DATA_DATE_TIME;
  self->precision = terrain_calendar_get_precision (control);
  pattern = self->other != NULL ? dup_pattern (self) : terrain_date_text_pattern (self->order, self->precision);

  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_signal_connect_object (focus, "enter", G_CALLBACK (entered), self, 0);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);

  gtk_widget_set_parent (box, GTK_WIDGET (self));
  self->date_entry = add_entry (self, box, pattern, self->other != NULL ? 22 : 12);
  if (self->precision == TERRAIN_DATE_DAY && !terrain_control_has_appearance (control, "no-calendar"))
    build_button (self, box);
  if (self->with_time)
    /* Translators: h and m stand for the figures of hours and minutes */
    self->time_entry = add_entry (self, box, _("hh:mm"), 8);

  self->words = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->words, "terrain-dim");
  gtk_widget_set_parent (self->words, GTK_WIDGET (self));
  if (self->other == NULL)
    return;
  g_signal_connect_object (terrain_editor_get_item (editor), "notify::label", G_CALLBACK (language_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (terrain_editor_get_context (editor), "notify::second-language", G_CALLBACK (update_words), self,
                           G_CONNECT_SWAPPED);
}

static void
terrain_date_editor_show (TerrainEditor *editor, const char *value)
{
  TerrainDateEditor *self = TERRAIN_DATE_EDITOR (editor);
  g_autofree char *problem = NULL;
  g_autofree char *now = dup_value (self, &problem);
  GDate date, typed_date;
  int seconds = -1, typed_seconds = -1;

  terrain_date_text_from_value (value, &date);
  if (self->with_time && g_date_valid (&date))
    terrain_time_text_from_value (value, &seconds);
  if (now != NULL)
    {
      terrain_date_text_from_value (now, &typed_date);
      if (self->with_time && g_date_valid (&typed_date))
        terrain_time_text_from_value (now, &typed_seconds);
      if (g_date_valid (&date) == g_date_valid (&typed_date) && seconds == typed_seconds &&
          (!g_date_valid (&date) || g_date_compare (&date, &typed_date) == 0))
        return;
    }
  set_shown (self, &date, seconds);
}

static gboolean
terrain_date_editor_flush (TerrainEditor *editor)
{
  TerrainDateEditor *self = TERRAIN_DATE_EDITOR (editor);
  g_autofree char *problem = NULL;
  g_autofree char *value = dup_value (self, &problem);
  GDate date;

  if (value != NULL)
    return terrain_editor_answer (editor, value);

  /* With the date typed and the time not yet, there is nothing to complain of while one is still at it. */
  if (self->with_time && !self->left && gtk_entry_get_text_length (GTK_ENTRY (self->time_entry)) == 0 &&
      parse_date (self, &date, NULL))
    return FALSE;
  terrain_editor_refuse (editor, problem);
  return FALSE;
}

static void
terrain_date_editor_describe (TerrainEditor *editor)
{
  TerrainDateEditor *self = TERRAIN_DATE_EDITOR (editor);

  terrain_editor_describe (editor, self->date_entry, self->with_time ? _("date") : NULL);
  if (self->time_entry != NULL)
    terrain_editor_describe (editor, self->time_entry, _("time"));
  if (self->button != NULL)
    {
      /* The button that has the focus is the one within. */
      GtkWidget *within = gtk_widget_get_first_child (self->button);
      const char *name = gtk_widget_get_tooltip_text (self->button);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (within), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      if (self->calendar != NULL)
        terrain_editor_describe (editor, self->calendar, _("calendar"));
    }
}

static gboolean
grab_first (GtkWidget *widget)
{
  return gtk_widget_grab_focus (TERRAIN_DATE_EDITOR (widget)->date_entry);
}

static void
terrain_date_editor_finalize (GObject *object)
{
  TerrainDateEditor *self = TERRAIN_DATE_EDITOR (object);

  g_clear_object (&self->other);
  g_free (self->shown);
  G_OBJECT_CLASS (terrain_date_editor_parent_class)->finalize (object);
}

static void
terrain_date_editor_class_init (TerrainDateEditorClass *klass)
{
  TerrainEditorClass *editor_class = TERRAIN_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = terrain_date_editor_finalize;

  editor_class->build = terrain_date_editor_build;
  editor_class->show = terrain_date_editor_show;
  editor_class->flush = terrain_date_editor_flush;
  editor_class->describe = terrain_date_editor_describe;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_first;
}

static void
terrain_date_editor_init (TerrainDateEditor *self)
{
  self->left = TRUE;
}
