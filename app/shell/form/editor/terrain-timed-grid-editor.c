/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-editors.h"
#include "terrain-timed-grid.h"
#include "terrain-wrap-box.h"

/*
 *   NEW ──Start──► RUNNING ⇄ PAUSED
 *                     │ End the Test, the time of a strict test, too many wrong in a row
 *                     ▼
 *                  PICKING ── the last item reached ──► DONE: the answer, and the figures the form asks for
 *
 * A press on an item marks it wrong, another one right again. Nothing is answered before the end, and what an earlier test
 * gave stays until then. Arrows go from item to item, Space and Enter press.
 */
#define TICK_MS 200

typedef enum
{
  NEW,
  RUNNING,
  PAUSED,
  PICKING,
  DONE,
} State;

typedef enum
{
  NOTHING,
  END_EARLY,
  MANY_WRONG,
} Asked;

struct _TerrainTimedGridEditor
{
  TerrainEditor parent_instance;
  TerrainTimedGridSettings *settings;
  TerrainTimedGridRun run;
  State state;
  Asked asked;
  gboolean goes_on; /* after many wrong in a row: not asked again */
  gint64 left;      /* µs, while the clock stands */
  gint64 end;       /* of the monotonic clock, while it runs */
  guint tick;
  guint page;

  GtkWidget *time;
  GtkWidget *start;
  GtkWidget *pause;
  GtkWidget *stop;
  GtkWidget *finish;
  GtkWidget *status;
  GtkWidget *question; /* a box of two buttons */
  GtkWidget *rows;
  GtkWidget *pager;
  GtkWidget *back;
  GtkWidget *place;
  GtkWidget *forth;
  GPtrArray *buttons; /* of GtkWidget, one an item, owned by rows */
};

G_DECLARE_FINAL_TYPE (TerrainTimedGridEditor, terrain_timed_grid_editor, TERRAIN, TIMED_GRID_EDITOR, TerrainEditor)
G_DEFINE_FINAL_TYPE (TerrainTimedGridEditor, terrain_timed_grid_editor, TERRAIN_TYPE_EDITOR)

static TerrainTimedGridItem *
item_at (TerrainTimedGridEditor *self, guint position)
{
  return self->run.items->pdata[position];
}

/* The clock */

static guint
seconds_left (TerrainTimedGridEditor *self)
{
  gint64 left = self->state == RUNNING ? self->end - g_get_monotonic_time () : self->left;

  return left > 0 ? (guint) (left / G_TIME_SPAN_SECOND) : 0;
}

static void
show_time (TerrainTimedGridEditor *self)
{
  guint left = seconds_left (self);
  g_autofree char *text = g_strdup_printf (ngettext ("%u second left", "%u seconds left", left), left);

  gtk_label_set_label (GTK_LABEL (self->time), text);
}

static void
stop_clock (TerrainTimedGridEditor *self)
{
  if (self->state == RUNNING)
    self->left = MAX (self->end - g_get_monotonic_time (), 0);
  g_clear_handle_id (&self->tick, g_source_remove);
}

/* What is to be seen */

static int
page_of (TerrainTimedGridEditor *self, guint position)
{
  if (self->settings->type == TERRAIN_TIMED_GRID_READING && self->settings->columns == 1)
    return 0;
  return (int) (position / self->settings->columns / self->settings->page_rows);
}

static guint
count_pages (TerrainTimedGridEditor *self)
{
  return self->run.items->len > 0 ? (guint) page_of (self, self->run.items->len - 1) + 1 : 1;
}

static void
show_button (TerrainTimedGridEditor *self, guint position)
{
  const TerrainTimedGridItem *item = item_at (self, position);
  GtkWidget *button = self->buttons->pdata[position];
  gboolean last = self->run.last == (int) position;
  g_autofree char *name = NULL;

  if (item->wrong)
    gtk_widget_add_css_class (button, "wrong");
  else
    gtk_widget_remove_css_class (button, "wrong");
  if (last)
    gtk_widget_add_css_class (button, "last");
  else
    gtk_widget_remove_css_class (button, "last");
  if (item->wrong && last)
    /* Translators: an item of a timed test, such as a word that was read */
    name = g_strdup_printf (_("%s, wrong, the last one"), item->text);
  else if (item->wrong)
    /* Translators: an item of a timed test, such as a word that was read */
    name = g_strdup_printf (_("%s, wrong"), item->text);
  else if (last)
    /* Translators: an item of a timed test, such as a word that was read */
    name = g_strdup_printf (_("%s, the last one"), item->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name != NULL ? name : item->text, -1);
  gtk_widget_set_sensitive (button, (self->state == RUNNING && !item->skipped) ||
                                      (self->state == PICKING && !item->skipped &&
                                       position >= terrain_timed_grid_run_get_first_end (&self->run)));
}

static char *
dup_status (TerrainTimedGridEditor *self)
{
  guint attempted = (guint) (self->run.last + 1), wrong = terrain_timed_grid_run_count_wrong (&self->run);
  g_autofree char *reached = NULL, *not_right = NULL;

  if (self->asked == END_EARLY)
    return g_strdup (_("End the test now?"));
  if (self->asked == MANY_WRONG)
    return g_strdup_printf (ngettext ("%u wrong in a row. End the test?", "%u wrong in a row. End the test?",
                                      self->settings->end_after), self->settings->end_after);
  switch (self->state)
    {
    case RUNNING:
      return g_strdup (seconds_left (self) > 0 ? _("Press what is wrong.")
                                               : _("The time is over. Press what was wrong, then end the test."));
    case PAUSED:
      return g_strdup (_("The clock stands still."));
    case PICKING:
      return g_strdup (_("Press the last one that was reached."));
    case DONE:
      reached = g_strdup_printf (ngettext ("%u reached", "%u reached", attempted), attempted);
      not_right = g_strdup_printf (ngettext ("%u wrong", "%u wrong", wrong), wrong);
      /* Translators: how a timed test went: "41 reached, 3 wrong" */
      return g_strdup_printf (_("%s, %s"), reached, not_right);
    case NEW:
    default:
      return g_strdup_printf (ngettext ("The test takes %u second.", "The test takes %u seconds.",
                                        self->settings->duration), self->settings->duration);
    }
}

static void
show_page (TerrainTimedGridEditor *self)
{
  guint n = count_pages (self), position = 0;
  g_autofree char *place = g_strdup_printf (_("Page %u of %u"), self->page + 1, n);

  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      gtk_widget_set_visible (row, page_of (self, position) == (int) self->page);
      position += self->settings->columns;
    }
  gtk_label_set_label (GTK_LABEL (self->place), place);
  gtk_widget_set_visible (self->pager, n > 1);
  gtk_widget_set_sensitive (self->back, self->page > 0);
  gtk_widget_set_sensitive (self->forth, self->page + 1 < n);
}

static void
show_state (TerrainTimedGridEditor *self)
{
  g_autofree char *status = dup_status (self);
  gboolean going = self->state == RUNNING || self->state == PAUSED;

  gtk_button_set_label (GTK_BUTTON (self->start), self->state == DONE ? _("Start _Again") : _("_Start"));
  gtk_widget_set_visible (self->start, self->state == NEW || self->state == DONE);
  gtk_widget_set_visible (self->time, going);
  gtk_button_set_label (GTK_BUTTON (self->pause), self->state == PAUSED ? _("_Go On") : _("_Pause"));
  gtk_widget_set_visible (self->pause, going && self->settings->pause && self->asked == NOTHING);
  gtk_widget_set_visible (self->stop, self->state == RUNNING && self->asked == NOTHING);
  gtk_widget_set_visible (self->finish, self->state == PICKING);
  gtk_widget_set_sensitive (self->finish, self->run.last >= 0);
  gtk_widget_set_visible (self->question, self->asked != NOTHING);
  gtk_label_set_label (GTK_LABEL (self->status), status);
  if (self->state == DONE)
    gtk_widget_add_css_class (self->rows, "done");
  else
    gtk_widget_remove_css_class (self->rows, "done");
  show_time (self);
  for (guint i = 0; i < self->run.items->len; i++)
    show_button (self, i);
  show_page (self);
}

/* The end */

/* @joined: taken back with the step before it. Returns: whether there is a step that others can be joined to */
static gboolean
give_figure (TerrainTimedGridEditor *self, TerrainItem *item, const char *name, gboolean joined)
{
  TerrainFormContext *context = terrain_editor_get_context (TERRAIN_EDITOR (self));
  TerrainSession *session = terrain_form_context_get_session (context);
  g_autofree char *figure = terrain_timed_grid_run_dup_figure (&self->run, self->settings, name);
  const char *ref = terrain_item_get_ref (item);

  if (figure == NULL || g_str_equal (figure, terrain_item_get_value (item)))
    return joined;
  if (!terrain_item_get_readonly (item) && terrain_item_get_relevant (item))
    return joined ? terrain_form_context_answer_joined (context, item, figure, NULL)
                  : terrain_form_context_answer (context, item, figure, NULL);
  /* What the form does not let a person answer takes the figure all the same, as in Collect. */
  if (session != NULL)
    terrain_session_fill (session, ref, figure, NULL);
  else
    terrain_interview_fill (terrain_form_context_get_interview (context), ref, figure, NULL);
  return joined;
}

static void
collect_figures (TerrainItem *item, const char *ref, GPtrArray *items, GPtrArray *names)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));
  char *name = terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION ? terrain_timed_grid_dup_figure_of (item, ref) : NULL;

  if (name != NULL)
    {
      g_ptr_array_add (items, g_object_ref (item));
      g_ptr_array_add (names, name);
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);
      collect_figures (child, ref, items, names);
    }
}

/* Those of the same repeat instance, or of the form. */
static void
give_figures (TerrainTimedGridEditor *self, gboolean joined)
{
  g_autoptr (TerrainItem) item = g_object_ref (terrain_editor_get_item (TERRAIN_EDITOR (self)));
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  TerrainItem *top = item;

  while (terrain_item_get_kind (top) != TERRAIN_ITEM_INSTANCE && terrain_item_get_parent (top) != NULL)
    top = terrain_item_get_parent (top);
  collect_figures (top, terrain_control_get_ref (terrain_item_get_control (item)), items, names);
  for (guint i = 0; i < items->len; i++)
    joined = give_figure (self, items->pdata[i], names->pdata[i], joined);
}

static void
finish_test (TerrainTimedGridEditor *self)
{
  TerrainEditor *editor = TERRAIN_EDITOR (self);
  g_autofree char *value = terrain_timed_grid_run_dup_value (&self->run, self->settings);
  gboolean is_new = !g_str_equal (value, terrain_item_get_value (terrain_editor_get_item (editor)));
  /* Answering may take this widget away. */
  g_autoptr (TerrainEditor) kept = g_object_ref (editor);

  self->run.seconds_left = seconds_left (self);
  self->state = DONE;
  show_state (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (terrain_editor_answer (editor, value))
    {
      give_figures (self, is_new);
      terrain_editor_chosen (editor);
    }
}

static void
end_test (TerrainTimedGridEditor *self, gboolean all_reached)
{
  guint n = self->run.items->len;

  stop_clock (self);
  self->asked = NOTHING;
  self->state = PICKING;
  if (n > 0 && (all_reached || item_at (self, n - 1)->wrong))
    {
      self->run.last = (int) n - 1;
      finish_test (self);
      return;
    }
  self->page = (guint) page_of (self, terrain_timed_grid_run_get_first_end (&self->run));
  show_state (self);
  gtk_widget_child_focus (self->rows, GTK_DIR_TAB_FORWARD);
}

static gboolean
clock_ticked (gpointer data)
{
  TerrainTimedGridEditor *self = data;

  show_time (self);
  if (g_get_monotonic_time () < self->end)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  if (self->settings->strict)
    end_test (self, FALSE);
  else
    show_state (self);
  return G_SOURCE_REMOVE;
}

static void
run_clock (TerrainTimedGridEditor *self)
{
  self->end = g_get_monotonic_time () + self->left;
  self->state = RUNNING;
  g_clear_handle_id (&self->tick, g_source_remove);
  self->tick = g_timeout_add (TICK_MS, clock_ticked, self);
  terrain_editor_touched (TERRAIN_EDITOR (self));
}

/* What is pressed */

static void
start_clicked (TerrainTimedGridEditor *self)
{
  terrain_editor_set_problem (TERRAIN_EDITOR (self), NULL);
  terrain_timed_grid_run_reset (&self->run);
  self->goes_on = FALSE;
  self->asked = NOTHING;
  self->page = 0;
  self->left = self->settings->duration * G_TIME_SPAN_SECOND;
  run_clock (self);
  show_state (self);
  gtk_widget_child_focus (self->rows, GTK_DIR_TAB_FORWARD);
}

static void
pause_clicked (TerrainTimedGridEditor *self)
{
  if (self->state == PAUSED)
    run_clock (self);
  else
    {
      stop_clock (self);
      self->state = PAUSED;
    }
  show_state (self);
}

static void
stop_clicked (TerrainTimedGridEditor *self)
{
  if (self->settings->finish == TERRAIN_TIMED_GRID_AT_ONCE)
    {
      end_test (self, TRUE);
      return;
    }
  self->asked = END_EARLY;
  show_state (self);
  gtk_widget_child_focus (self->question, GTK_DIR_TAB_FORWARD);
}

static void
yes_clicked (TerrainTimedGridEditor *self)
{
  end_test (self, self->asked == END_EARLY && self->settings->finish == TERRAIN_TIMED_GRID_CONFIRM);
}

static void
no_clicked (TerrainTimedGridEditor *self)
{
  self->goes_on = self->goes_on || self->asked == MANY_WRONG;
  self->asked = NOTHING;
  show_state (self);
  gtk_widget_child_focus (self->rows, GTK_DIR_TAB_FORWARD);
}

static void
finish_clicked (TerrainTimedGridEditor *self)
{
  if (self->run.last >= 0)
    finish_test (self);
}

static void
turn_page (TerrainTimedGridEditor *self, GtkWidget *button)
{
  self->page += button == self->forth ? 1 : (guint) -1;
  show_page (self);
  gtk_widget_child_focus (self->rows, GTK_DIR_TAB_FORWARD);
}

static void
item_clicked (GtkWidget *button, TerrainTimedGridEditor *self)
{
  guint position;

  if (!g_ptr_array_find (self->buttons, button, &position))
    return;
  if (self->state == PICKING)
    self->run.last = (int) position;
  else if (self->state == RUNNING)
    {
      TerrainTimedGridItem *item = item_at (self, position);

      item->wrong = !item->wrong;
      if (self->settings->end_after > 0 && self->asked == NOTHING &&
          terrain_timed_grid_run_count_row (&self->run, position) >= self->settings->end_after)
        {
          if (self->settings->strict)
            {
              end_test (self, FALSE);
              return;
            }
          self->asked = self->goes_on ? NOTHING : MANY_WRONG;
        }
    }
  show_state (self);
}

/* Building */

static GtkWidget *
new_button (TerrainTimedGridEditor *self, const char *label, void (*clicked) (TerrainTimedGridEditor *))
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
new_item (TerrainTimedGridEditor *self, guint position, GtkSizeGroup *widths)
{
  GtkWidget *button = gtk_button_new_with_label (item_at (self, position)->text);

  gtk_widget_add_css_class (button, "terrain-timed-item");
  g_signal_connect_object (button, "clicked", G_CALLBACK (item_clicked), self, 0);
  g_ptr_array_add (self->buttons, button);
  if (widths != NULL)
    gtk_size_group_add_widget (widths, button);
  return button;
}

/* A line of the sheet that the other person has before them, with its number; the lines of a text have none. */
static void
add_row (TerrainTimedGridEditor *self, guint first, guint n, gboolean numbered, GtkSizeGroup *widths)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *items = terrain_wrap_box_new (GTK_ACCESSIBLE_ROLE_GROUP, 6);

  if (numbered)
    {
      g_autofree char *number = g_strdup_printf ("%u", first / self->settings->columns + 1);
      GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", number, "width-chars", 3, "xalign", 1.0f, "valign",
                                       GTK_ALIGN_CENTER, NULL);
      gtk_widget_add_css_class (label, "numeric");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (row), label);
    }
  for (guint i = first; i < first + n; i++)
    terrain_wrap_box_append (TERRAIN_WRAP_BOX (items), new_item (self, i, widths));
  gtk_widget_set_hexpand (items, TRUE);
  gtk_box_append (GTK_BOX (row), items);
  gtk_box_append (GTK_BOX (self->rows), row);
}

static void
fill_rows (TerrainTimedGridEditor *self)
{
  gboolean reading = self->settings->type == TERRAIN_TIMED_GRID_READING;
  guint n = self->run.items->len, step = reading && self->settings->columns == 1 ? MAX (n, 1) : self->settings->columns;
  g_autoptr (GtkSizeGroup) widths = !reading ? gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL) : NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), child);
  g_ptr_array_set_size (self->buttons, 0);
  for (guint first = 0; first < n; first += step)
    add_row (self, first, MIN (step, n - first), !reading, widths);
  terrain_editor_adopt (TERRAIN_EDITOR (self));
}

/* Other items: a test that is under way was of the old ones. */
static void
choices_changed (TerrainTimedGridEditor *self)
{
  TerrainItem *item = terrain_editor_get_item (TERRAIN_EDITOR (self));

  stop_clock (self);
  self->asked = NOTHING;
  self->page = 0;
  terrain_timed_grid_run_fill (&self->run, self->settings, terrain_item_get_choices (item));
  fill_rows (self);
  terrain_timed_grid_run_read (&self->run, terrain_item_get_value (item));
  self->state = self->run.last >= 0 ? DONE : NEW;
  show_state (self);
}

static void
build_bars (TerrainTimedGridEditor *self)
{
  GtkWidget *bar = terrain_wrap_box_new (GTK_ACCESSIBLE_ROLE_GROUP, 6);

  self->start = new_button (self, _("_Start"), start_clicked);
  self->pause = new_button (self, _("_Pause"), pause_clicked);
  self->stop = new_button (self, _("_End the Test"), stop_clicked);
  self->finish = new_button (self, _("_Finish"), finish_clicked);
  self->time = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_TIMER, NULL);
  self->status = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0f, "accessible-role",
                               GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  self->question = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->start, "suggested-action");
  gtk_widget_add_css_class (self->finish, "suggested-action");
  gtk_widget_add_css_class (self->time, "title-4");
  gtk_widget_add_css_class (self->time, "numeric");
  terrain_wrap_box_append (TERRAIN_WRAP_BOX (bar), self->time);
  terrain_wrap_box_append (TERRAIN_WRAP_BOX (bar), self->start);
  terrain_wrap_box_append (TERRAIN_WRAP_BOX (bar), self->pause);
  terrain_wrap_box_append (TERRAIN_WRAP_BOX (bar), self->stop);
  terrain_wrap_box_append (TERRAIN_WRAP_BOX (bar), self->finish);
  gtk_box_append (GTK_BOX (self->question), new_button (self, _("_End the Test"), yes_clicked));
  gtk_box_append (GTK_BOX (self->question), new_button (self, _("_Go On"), no_clicked));
  gtk_widget_set_parent (bar, GTK_WIDGET (self));
  gtk_widget_set_parent (self->status, GTK_WIDGET (self));
  gtk_widget_set_parent (self->question, GTK_WIDGET (self));
}

static GtkWidget *
new_turn (TerrainTimedGridEditor *self, const char *icon, const char *name)
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "icon-name", icon, "tooltip-text", name, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (turn_page), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->pager), button);
  return button;
}

static void
terrain_timed_grid_editor_build (TerrainEditor *editor)
{
  TerrainTimedGridEditor *self = TERRAIN_TIMED_GRID_EDITOR (editor);
  TerrainItem *item = terrain_editor_get_item (editor);

  self->settings = terrain_timed_grid_settings_new (terrain_item_get_control (item));
  self->left = self->settings->duration * G_TIME_SPAN_SECOND;
  build_bars (self);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->rows, "terrain-timed-rows");
  self->pager = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->back = new_turn (self, "go-previous-symbolic", _("Previous Page"));
  self->place = gtk_label_new (NULL);
  gtk_box_append (GTK_BOX (self->pager), self->place);
  self->forth = new_turn (self, "go-next-symbolic", _("Next Page"));
  gtk_widget_set_parent (self->rows, GTK_WIDGET (self));
  gtk_widget_set_parent (self->pager, GTK_WIDGET (self));
  if (terrain_item_get_choices (item) != NULL)
    g_signal_connect_object (terrain_item_get_choices (item), "items-changed", G_CALLBACK (choices_changed), self,
                             G_CONNECT_SWAPPED);
  choices_changed (self);
}

/* An answer from elsewhere, by undo for one, waits while a test is under way. */
static void
terrain_timed_grid_editor_show (TerrainEditor *editor, const char *value)
{
  TerrainTimedGridEditor *self = TERRAIN_TIMED_GRID_EDITOR (editor);

  if (self->state != NEW && self->state != DONE)
    {
      terrain_editor_touched (editor);
      return;
    }
  terrain_timed_grid_run_read (&self->run, value);
  self->state = self->run.last >= 0 ? DONE : NEW;
  show_state (self);
}

static gboolean
terrain_timed_grid_editor_flush (TerrainEditor *editor)
{
  TerrainTimedGridEditor *self = TERRAIN_TIMED_GRID_EDITOR (editor);

  if (self->state == NEW || self->state == DONE)
    return TRUE;
  terrain_editor_set_problem (editor, self->state == PICKING ? _("Say which one was the last, then finish.")
                                                             : _("A test is under way: end it first."));
  return FALSE;
}

static gboolean
terrain_timed_grid_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
terrain_timed_grid_editor_dispose (GObject *object)
{
  TerrainTimedGridEditor *self = TERRAIN_TIMED_GRID_EDITOR (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  G_OBJECT_CLASS (terrain_timed_grid_editor_parent_class)->dispose (object);
}

static void
terrain_timed_grid_editor_finalize (GObject *object)
{
  TerrainTimedGridEditor *self = TERRAIN_TIMED_GRID_EDITOR (object);

  terrain_timed_grid_settings_free (self->settings);
  terrain_timed_grid_run_clear (&self->run);
  g_ptr_array_unref (self->buttons);
  G_OBJECT_CLASS (terrain_timed_grid_editor_parent_class)->finalize (object);
}

static void
terrain_timed_grid_editor_class_init (TerrainTimedGridEditorClass *klass)
{
  TerrainEditorClass *editor_class = TERRAIN_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_timed_grid_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = terrain_timed_grid_editor_finalize;
  editor_class->build = terrain_timed_grid_editor_build;
  editor_class->show = terrain_timed_grid_editor_show;
  editor_class->flush = terrain_timed_grid_editor_flush;
  GTK_WIDGET_CLASS (klass)->grab_focus = terrain_timed_grid_editor_grab_focus;
}

static void
terrain_timed_grid_editor_init (TerrainTimedGridEditor *self)
{
  terrain_timed_grid_run_init (&self->run);
  self->buttons = g_ptr_array_new ();
}
