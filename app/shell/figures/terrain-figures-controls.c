/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-figures-controls.h"

#include <glib/gi18n-lib.h>

#include "terrain-date-entry.h"

/* By TerrainFiguresPeriod. */
static const char *const periods[] = {
  N_("All days"), N_("This month"), N_("Last month"), N_("This quarter"), N_("This year"), N_("Last year"),
  N_("Other days…"), NULL,
};
/* By TerrainFiguresCompare. */
static const char *const compares[] = {
  N_("Nothing"), N_("The period before"), N_("The same days a year before"), NULL,
};
static const struct
{
  const char *title;
  TerrainReportPeriods periods;
} splits[] = {
  { N_("Years"), TERRAIN_REPORT_BY_YEAR },
  { N_("Quarters"), TERRAIN_REPORT_BY_QUARTER },
  { N_("Months"), TERRAIN_REPORT_BY_MONTH },
  { N_("One figure"), TERRAIN_REPORT_AT_ONCE },
};

typedef struct
{
  char *id;
  char *value;        /* (nullable): chosen */
  GtkWidget *box;
  GtkWidget *drop_down;
  GPtrArray *choices; /* (nullable) */
} Filter;

struct _TerrainFiguresControls
{
  GtkBox parent_instance;

  GDate today;
  gboolean is_setting;
  GPtrArray *filters;

  GtkWidget *flow;
  GtkWidget *period;
  GtkWidget *from;
  GtkWidget *to;
  GtkWidget *from_box;
  GtkWidget *to_box;
  GtkWidget *compare;
  GtkWidget *compare_box;
  GtkWidget *split;
};

G_DEFINE_FINAL_TYPE (TerrainFiguresControls, terrain_figures_controls, GTK_TYPE_BOX)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
filter_free (Filter *self)
{
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_free (self->id);
  g_free (self->value);
  g_free (self);
}

static TerrainFiguresPeriod
get_period (TerrainFiguresControls *self)
{
  return (TerrainFiguresPeriod) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->period));
}

static TerrainReportPeriods
get_split (TerrainFiguresControls *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->split));

  return splits[MIN (selected, G_N_ELEMENTS (splits) - 1)].periods;
}

static TerrainFiguresCompare
get_compare (TerrainFiguresControls *self)
{
  if (get_split (self) != TERRAIN_REPORT_AT_ONCE || get_period (self) == TERRAIN_FIGURES_ALL)
    return TERRAIN_FIGURES_ALONE;
  return (TerrainFiguresCompare) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->compare));
}

/* FALSE where all days are meant; both may be not valid too where they are still to be typed. */
static gboolean
get_days (TerrainFiguresControls *self,
          GDate                  *from,
          GDate                  *to)
{
  if (get_period (self) != TERRAIN_FIGURES_OWN_DAYS)
    return terrain_figures_get_days (get_period (self), &self->today, from, to);
  terrain_date_entry_get_day (TERRAIN_DATE_ENTRY (self->from), from);
  terrain_date_entry_get_day (TERRAIN_DATE_ENTRY (self->to), to);
  return g_date_valid (from) || g_date_valid (to);
}

/* A box of the flow is a child of it, which is what takes room. */
static void
show_box (GtkWidget *box,
          gboolean   is_shown)
{
  gtk_widget_set_visible (gtk_widget_get_parent (box), is_shown);
}

static void
update (TerrainFiguresControls *self)
{
  gboolean is_own = get_period (self) == TERRAIN_FIGURES_OWN_DAYS;

  show_box (self->from_box, is_own);
  show_box (self->to_box, is_own);
  show_box (self->compare_box, get_split (self) == TERRAIN_REPORT_AT_ONCE && get_period (self) != TERRAIN_FIGURES_ALL);
}

static void
on_changed (TerrainFiguresControls *self)
{
  if (self->is_setting)
    return;
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* One figure is what a month or a year is looked at for; years are what all days are. */
static void
on_period_changed (TerrainFiguresControls *self)
{
  guint split = G_N_ELEMENTS (splits) - 1;
  GDate from, to;

  if (self->is_setting)
    return;
  self->is_setting = TRUE;
  if (get_period (self) == TERRAIN_FIGURES_OWN_DAYS)
    {
      if (!terrain_date_entry_get_day (TERRAIN_DATE_ENTRY (self->from), &from))
        {
          terrain_figures_get_days (TERRAIN_FIGURES_THIS_YEAR, &self->today, &from, &to);
          terrain_date_entry_set_day (TERRAIN_DATE_ENTRY (self->from), &from);
          terrain_date_entry_set_day (TERRAIN_DATE_ENTRY (self->to), &to);
        }
    }
  else
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->split), get_period (self) == TERRAIN_FIGURES_ALL ? 0 : split);
  self->is_setting = FALSE;
  on_changed (self);
}

static GtkWidget *
add_box (TerrainFiguresControls *self,
         const char             *title,
         GtkWidget              *control)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), control);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_flow_box_append (GTK_FLOW_BOX (self->flow), box);
  /* The control is what takes the focus, not the place it lies in. */
  gtk_widget_set_focusable (gtk_widget_get_parent (box), FALSE);
  return box;
}

/* Texts longer than a narrow window are cut in the button and whole in the list. */
static void
setup_item (GtkSignalListItemFactory *factory,
            GtkListItem              *item,
            gpointer                  is_button)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), is_button ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_width_chars (GTK_LABEL (label), is_button ? 8 : -1);
  gtk_label_set_max_width_chars (GTK_LABEL (label), is_button ? 22 : -1);
  gtk_list_item_set_child (item, label);
}

static void
bind_item (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           gpointer                  is_button)
{
  const char *text = gtk_string_object_get_string (GTK_STRING_OBJECT (gtk_list_item_get_item (item)));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
  /* The item is what takes the focus; GTK 4.8 gives it no name. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (gtk_list_item_get_child (item))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (is_button)
    gtk_widget_set_tooltip_text (gtk_list_item_get_child (item), text);
}

static GtkWidget *
new_drop_down (const char *const *texts)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  for (guint i = 0; texts && texts[i]; i++)
    gtk_string_list_append (list, _(texts[i]));
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL);
  for (guint i = 0; i < 2; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

      g_signal_connect (factory, "setup", G_CALLBACK (setup_item), GUINT_TO_POINTER (i));
      g_signal_connect (factory, "bind", G_CALLBACK (bind_item), GUINT_TO_POINTER (i));
      if (i == 0)
        gtk_drop_down_set_list_factory (GTK_DROP_DOWN (drop_down), factory);
      else
        gtk_drop_down_set_factory (GTK_DROP_DOWN (drop_down), factory);
      g_object_unref (factory);
    }
  return drop_down;
}

static void
terrain_figures_controls_finalize (GObject *object)
{
  g_ptr_array_unref (TERRAIN_FIGURES_CONTROLS (object)->filters);

  G_OBJECT_CLASS (terrain_figures_controls_parent_class)->finalize (object);
}

static void
terrain_figures_controls_class_init (TerrainFiguresControlsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = terrain_figures_controls_finalize;
  signals[CHANGED] = g_signal_new ("changed", TERRAIN_TYPE_FIGURES_CONTROLS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
terrain_figures_controls_init (TerrainFiguresControls *self)
{
  const char *split_titles[G_N_ELEMENTS (splits) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (splits); i++)
    split_titles[i] = splits[i].title;
  self->filters = g_ptr_array_new_with_free_func ((GDestroyNotify) filter_free);
  self->flow = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->flow), 5);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->flow), 12);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (self->flow), 6);
  gtk_widget_set_hexpand (self->flow, TRUE);
  gtk_box_append (GTK_BOX (self), self->flow);

  self->period = new_drop_down (periods);
  self->compare = new_drop_down (compares);
  self->split = new_drop_down (split_titles);
  self->from = terrain_date_entry_new (_("First day"));
  self->to = terrain_date_entry_new (_("Last day"));
  add_box (self, _("Days"), self->period);
  self->from_box = add_box (self, _("First day"), self->from);
  self->to_box = add_box (self, _("Last day"), self->to);
  add_box (self, _("Shown by"), self->split);
  self->compare_box = add_box (self, _("Compared with"), self->compare);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->compare), TERRAIN_FIGURES_WITH_LAST_YEAR);
  g_signal_connect_swapped (self->period, "notify::selected", G_CALLBACK (on_period_changed), self);
  g_signal_connect_swapped (self->compare, "notify::selected", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->split, "notify::selected", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->from, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->to, "changed", G_CALLBACK (on_changed), self);
  update (self);
}

GtkWidget *
terrain_figures_controls_new (const GDate *today)
{
  g_return_val_if_fail (today != NULL && g_date_valid (today), NULL);

  TerrainFiguresControls *self = g_object_new (TERRAIN_TYPE_FIGURES_CONTROLS, NULL);

  self->today = *today;
  return GTK_WIDGET (self);
}

void
terrain_figures_controls_set_period (TerrainFiguresControls *self,
                                     TerrainFiguresPeriod    period)
{
  g_return_if_fail (TERRAIN_IS_FIGURES_CONTROLS (self));

  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->period), period);
}

/* Filters */

static void
on_filter_changed (GtkDropDown            *drop_down,
                   GParamSpec             *pspec,
                   TerrainFiguresControls *self)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (self->is_setting)
    return;
  for (guint i = 0; i < self->filters->len; i++)
    {
      Filter *filter = g_ptr_array_index (self->filters, i);

      if (filter->drop_down != GTK_WIDGET (drop_down))
        continue;
      g_clear_pointer (&filter->value, g_free);
      if (selected > 0 && filter->choices && selected - 1 < filter->choices->len)
        filter->value = g_strdup (((TerrainReportChoice *) g_ptr_array_index (filter->choices, selected - 1))->value);
    }
  on_changed (self);
}

static void
fill_filter (TerrainFiguresControls *self,
             Filter                 *filter)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (list, _("All"));
  for (guint i = 0; filter->choices && i < filter->choices->len; i++)
    {
      const TerrainReportChoice *choice = g_ptr_array_index (filter->choices, i);

      gtk_string_list_append (list, choice->label);
      if (g_strcmp0 (choice->value, filter->value) == 0)
        selected = i + 1;
    }
  self->is_setting = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (filter->drop_down), G_LIST_MODEL (list));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (filter->drop_down), selected);
  self->is_setting = FALSE;
  show_box (filter->box, filter->choices && filter->choices->len > 0);
}

static Filter *
find_filter (TerrainFiguresControls *self,
             const char             *id)
{
  for (guint i = 0; i < self->filters->len; i++)
    {
      Filter *filter = g_ptr_array_index (self->filters, i);

      if (strcmp (filter->id, id) == 0)
        return filter;
    }
  return NULL;
}

void
terrain_figures_controls_set_filters (TerrainFiguresControls *self,
                                      TerrainIndicators      *indicators,
                                      guint                   index)
{
  g_return_if_fail (TERRAIN_IS_FIGURES_CONTROLS (self));

  g_auto (GStrv) ids = terrain_indicators_dup_filters (indicators, index);

  for (guint i = self->filters->len; i-- > 0;)
    {
      Filter *filter = g_ptr_array_index (self->filters, i);

      if (g_strv_contains ((const char *const *) ids, filter->id))
        continue;
      gtk_flow_box_remove (GTK_FLOW_BOX (self->flow), gtk_widget_get_parent (filter->box));
      g_ptr_array_remove_index (self->filters, i);
    }
  for (guint i = 0; ids[i]; i++)
    {
      if (find_filter (self, ids[i]))
        continue;
      Filter *filter = g_new0 (Filter, 1);
      filter->id = g_strdup (ids[i]);
      filter->drop_down = new_drop_down (NULL);
      filter->box = add_box (self, terrain_indicators_get_filter_title (indicators, ids[i]), filter->drop_down);
      g_ptr_array_add (self->filters, filter);
      fill_filter (self, filter);
      g_signal_connect_object (filter->drop_down, "notify::selected", G_CALLBACK (on_filter_changed), self, 0);
    }
}

void
terrain_figures_controls_set_choices (TerrainFiguresControls *self,
                                      const char             *id,
                                      GPtrArray              *choices)
{
  g_return_if_fail (TERRAIN_IS_FIGURES_CONTROLS (self));

  Filter *filter = find_filter (self, id);

  if (!filter)
    return;
  g_clear_pointer (&filter->choices, g_ptr_array_unref);
  filter->choices = g_ptr_array_ref (choices);
  fill_filter (self, filter);
}

char *
terrain_figures_controls_apply (TerrainFiguresControls *self,
                                TerrainReport          *report)
{
  g_return_val_if_fail (TERRAIN_IS_FIGURES_CONTROLS (self), NULL);

  GDate from, to, first, last;

  g_date_clear (&from, 1);
  g_date_clear (&to, 1);
  get_days (self, &from, &to);
  if (g_date_valid (&from) && g_date_valid (&to) && g_date_compare (&from, &to) > 0)
    return g_strdup (_("The first day is after the last one. Change one of them to see figures."));
  terrain_report_set_range (report, g_date_valid (&from) ? &from : NULL, g_date_valid (&to) ? &to : NULL);
  terrain_report_set_periods (report, get_split (self));
  if (terrain_figures_get_compared (get_compare (self), get_period (self), &from, &to, &first, &last)
      && !terrain_report_compare_days (report, &first, &last))
    return g_strdup (_("More than a year cannot be compared with the year before: the same days would be in both. "
                       "Compare with the period before, or choose fewer days."));
  for (guint i = 0; i < self->filters->len; i++)
    {
      const Filter *filter = g_ptr_array_index (self->filters, i);

      terrain_report_collect (report, filter->id);
      if (filter->value)
        terrain_report_set_filter (report, filter->id, filter->value, NULL);
    }
  return NULL;
}

char *
terrain_figures_controls_describe (TerrainFiguresControls *self)
{
  g_return_val_if_fail (TERRAIN_IS_FIGURES_CONTROLS (self), NULL);

  g_autoptr (GString) text = g_string_new (NULL);
  GDate from, to;

  g_date_clear (&from, 1);
  g_date_clear (&to, 1);
  get_days (self, &from, &to);
  g_string_printf (text, "%u %u %u %u %u", get_period (self), get_split (self), get_compare (self),
                   g_date_valid (&from) ? g_date_get_julian (&from) : 0,
                   g_date_valid (&to) ? g_date_get_julian (&to) : 0);
  for (guint i = 0; i < self->filters->len; i++)
    {
      const Filter *filter = g_ptr_array_index (self->filters, i);

      g_string_append_printf (text, "\n%s=%s", filter->id, filter->value ? filter->value : "");
    }
  return g_strdup (text->str);
}

gboolean
terrain_figures_controls_is_over_time (TerrainFiguresControls *self)
{
  g_return_val_if_fail (TERRAIN_IS_FIGURES_CONTROLS (self), FALSE);

  return get_split (self) == TERRAIN_REPORT_BY_MONTH || get_split (self) == TERRAIN_REPORT_BY_QUARTER;
}
