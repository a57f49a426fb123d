/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-figures-page.h"

#include <glib/gi18n-lib.h>

#include "terrain-dialogs.h"
#include "terrain-figures-controls.h"
#include "terrain-figures-list.h"
#include "terrain-figures-run.h"
#include "terrain-figures-section.h"

/* Progress of what is done sooner would only flash. */
#define PROGRESS_AFTER_MS 300
#define PROGRESS_EVERY_MS 100
/* Records come in many at a time while they are sent or received. */
#define FOLLOW_AFTER_MS 700

struct _TerrainFiguresPage
{
  AdwBin parent_instance;

  TerrainWorkspace *workspace;
  TerrainIndicators *indicators;
  TerrainFiguresRecords *records;
  TerrainFiguresRun *run;
  GCancellable *cancellable; /* of the run */
  GCancellable *loading;     /* of the records */
  GPtrArray *tables;         /* on show */
  GHashTable *results;       /* indicator and controls → tables */
  guint index;               /* G_MAXUINT for none */
  guint progress_source;
  guint follow_source;
  gint64 started;
  TerrainFiguresControls *controls;

  AdwLeaflet *leaflet;
  GtkListBox *list;
  AdwWindowTitle *title;
  GtkStack *stack;
  AdwStatusPage *problem;
  GtkBox *top;
  GtkRevealer *message_revealer;
  GtkLabel *message;
  GtkRevealer *progress_revealer;
  GtkProgressBar *progress;
  GtkBox *sections;
};

G_DEFINE_FINAL_TYPE (TerrainFiguresPage, terrain_figures_page, ADW_TYPE_BIN)

static TerrainStore *
get_store (TerrainFiguresPage *self)
{
  return terrain_profile_get_store (terrain_workspace_get_profile (self->workspace));
}

static void
update_actions (TerrainFiguresPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean has_tables = self->tables && self->tables->len > 0;

  gtk_widget_action_set_enabled (widget, "figures.save-csv", has_tables);
  gtk_widget_action_set_enabled (widget, "figures.copy", has_tables);
  gtk_widget_action_set_enabled (widget, "figures.save-picture", has_tables);
  gtk_widget_action_set_enabled (widget, "figures.stop", self->run != NULL);
}

static void
show_message (TerrainFiguresPage *self,
              const char         *message)
{
  if (message)
    gtk_label_set_text (self->message, message);
  /* Out of sight it must not take the room between its neighbours either. */
  gtk_widget_set_visible (GTK_WIDGET (self->message_revealer), message != NULL);
  gtk_revealer_set_reveal_child (self->message_revealer, message != NULL);
}

static void
clear_sections (TerrainFiguresPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sections))))
    gtk_box_remove (self->sections, child);
}

static void
show_tables (TerrainFiguresPage *self,
             GPtrArray          *tables)
{
  if (tables)
    g_ptr_array_ref (tables);
  clear_sections (self);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  self->tables = tables;
  for (guint i = 0; tables && i < tables->len; i++)
    gtk_box_append (self->sections, terrain_figures_section_new (tables, i));
  update_actions (self);
}

/* Running */

static void
stop (TerrainFiguresPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->run);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  gtk_revealer_set_reveal_child (self->progress_revealer, FALSE);
  update_actions (self);
}

static gboolean
on_progress (gpointer user_data)
{
  TerrainFiguresPage *self = user_data;
  double part = terrain_figures_run_get_progress (self->run);

  if (g_get_monotonic_time () - self->started < PROGRESS_AFTER_MS * 1000)
    return G_SOURCE_CONTINUE;
  gtk_progress_bar_set_fraction (self->progress, part);
  gtk_revealer_set_reveal_child (self->progress_revealer, TRUE);
  return G_SOURCE_CONTINUE;
}

static char *
dup_key (TerrainFiguresPage *self)
{
  g_autofree char *controls = terrain_figures_controls_describe (self->controls);

  return g_strdup_printf ("%u %s", self->index, controls);
}

/* Which forms an indicator asks for that are not among this profile's. */
static char *
dup_missing_forms (TerrainFiguresPage *self)
{
  g_auto (GStrv) forms = terrain_indicators_dup_forms (self->indicators, self->index);
  GListModel *library = G_LIST_MODEL (terrain_workspace_get_library (self->workspace));
  g_autoptr (GString) missing = g_string_new (NULL);

  for (guint i = 0; forms[i]; i++)
    {
      gboolean is_there = FALSE;

      for (guint j = 0; !is_there && j < g_list_model_get_n_items (library); j++)
        {
          g_autoptr (TerrainFormObject) form = g_list_model_get_item (library, j);

          is_there = strcmp (terrain_form_object_get (form)->id, forms[i]) == 0;
        }
      if (!is_there)
        g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "", forms[i]);
    }
  return g_strdup (missing->str);
}

/* What is to be known before the figures are read. */
static void
tell_state (TerrainFiguresPage *self,
            guint               n_broken)
{
  g_autofree char *missing = dup_missing_forms (self);
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();

  if (terrain_figures_list_count_records (self->indicators, self->index, self->records) == 0)
    g_strv_builder_add (sentences, _("This profile has no finished records for this."));
  if (missing[0] != '\0')
    {
      /* Translators: %s are ids of forms. */
      g_autofree char *text = g_strdup_printf (_("Not among your forms: %s."), missing);

      g_strv_builder_add (sentences, text);
    }
  if (n_broken > 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%u record could not be read and is not counted.",
                                                         "%u records could not be read and are not counted.",
                                                         n_broken), n_broken);

      g_strv_builder_add (sentences, text);
    }
  g_auto (GStrv) list = g_strv_builder_end (sentences);
  g_autofree char *whole = g_strjoinv (" ", list);
  show_message (self, whole[0] != '\0' ? whole : NULL);
}

static void
offer_choices (TerrainFiguresPage *self,
               TerrainReport      *report)
{
  g_auto (GStrv) filters = terrain_indicators_dup_filters (self->indicators, self->index);

  for (guint i = 0; filters[i]; i++)
    {
      g_autoptr (GPtrArray) choices = terrain_report_list_collected (report, filters[i]);

      terrain_figures_controls_set_choices (self->controls, filters[i], choices);
    }
}

static void
on_counted (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (TerrainFiguresPage) self = user_data;
  TerrainFiguresRun *run = TERRAIN_FIGURES_RUN (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tables = terrain_figures_run_finish (run, result, &error);

  /* One that was given up for another has nothing to say any more. */
  if (run != self->run)
    return;
  if (tables)
    {
      guint n_broken = terrain_figures_run_get_n_broken (run);

      offer_choices (self, terrain_figures_run_get_report (run));
      tell_state (self, n_broken);
      if (n_broken == 0)
        g_hash_table_insert (self->results, dup_key (self), g_ptr_array_ref (tables));
      show_tables (self, tables);
    }
  else
    show_message (self, error->message);
  stop (self);
}

static void
count (TerrainFiguresPage *self)
{
  g_autofree char *key = NULL;
  g_autofree char *refusal = NULL;
  GPtrArray *known;
  GDate today;

  stop (self);
  if (!self->records || self->index == G_MAXUINT)
    return;
  key = dup_key (self);
  known = g_hash_table_lookup (self->results, key);
  if (known)
    {
      tell_state (self, 0);
      show_tables (self, known);
      return;
    }
  g_date_clear (&today, 1);
  g_date_set_time_t (&today, (time_t) (g_get_real_time () / G_USEC_PER_SEC));
  self->run = terrain_figures_run_new (terrain_workspace_get_profile (self->workspace), self->records,
                                       self->indicators, &today);
  TerrainReport *report = terrain_figures_run_get_report (self->run);
  terrain_report_select (report, terrain_indicators_get_id (self->indicators, self->index), NULL);
  refusal = terrain_figures_controls_apply (self->controls, report);
  if (refusal)
    {
      show_message (self, refusal);
      stop (self);
      return;
    }
  self->cancellable = g_cancellable_new ();
  self->started = g_get_monotonic_time ();
  self->progress_source = g_timeout_add (PROGRESS_EVERY_MS, on_progress, self);
  update_actions (self);
  terrain_figures_run_start (self->run, self->cancellable, on_counted, g_object_ref (self));
}

/* Records */

/* The first time the chosen row is come to as if a person did, later only marked. */
static gboolean
fill_list (TerrainFiguresPage *self)
{
  gboolean is_first = gtk_list_box_get_row_at_index (self->list, 0) == NULL;
  guint chosen = self->index;
  GtkListBoxRow *row;

  g_signal_handlers_block_matched (self->list, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
  terrain_figures_list_fill (self->list, self->indicators, self->records);
  row = chosen != G_MAXUINT ? terrain_figures_list_find (self->list, chosen) : NULL;
  if (!is_first)
    gtk_list_box_select_row (self->list, row);
  g_signal_handlers_unblock_matched (self->list, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
  if (is_first)
    gtk_list_box_select_row (self->list, row ? row : gtk_list_box_get_row_at_index (self->list, 0));
  return is_first;
}

static void
on_records (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (TerrainFiguresPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainFiguresRecords) records
    = terrain_figures_records_load_finish (TERRAIN_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->workspace)
    return;
  if (!records)
    {
      show_message (self, error->message);
      return;
    }
  if (self->records && terrain_figures_records_equal (self->records, records))
    return;
  g_clear_pointer (&self->records, terrain_figures_records_unref);
  self->records = g_steal_pointer (&records);
  g_hash_table_remove_all (self->results);
  if (!fill_list (self))
    count (self);
}

static void
load_records (TerrainFiguresPage *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  terrain_figures_records_load_async (get_store (self), self->loading, on_records, g_object_ref (self));
}

static gboolean
follow (gpointer user_data)
{
  TerrainFiguresPage *self = user_data;

  self->follow_source = 0;
  load_records (self);
  return G_SOURCE_REMOVE;
}

static void
on_records_changed (TerrainFiguresPage *self)
{
  if (self->follow_source == 0)
    self->follow_source = g_timeout_add (FOLLOW_AFTER_MS, follow, self);
}

/* What a person does */

static void
on_row_selected (TerrainFiguresPage *self,
                 GtkListBoxRow      *row)
{
  if (!row)
    return;
  self->index = terrain_figures_list_get_index (row);
  adw_window_title_set_title (self->title, terrain_indicators_get_title (self->indicators, self->index));
  adw_window_title_set_subtitle (self->title, terrain_indicators_get_theme (self->indicators, self->index));
  terrain_figures_controls_set_filters (self->controls, self->indicators, self->index);
  show_message (self, NULL);
  show_tables (self, NULL);
  count (self);
}

static void
on_row_activated (TerrainFiguresPage *self)
{
  adw_leaflet_set_visible_child_name (self->leaflet, "figure");
}

static void
action_list (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  adw_leaflet_set_visible_child_name (TERRAIN_FIGURES_PAGE (widget)->leaflet, "list");
}

static void
action_stop (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  TerrainFiguresPage *self = TERRAIN_FIGURES_PAGE (widget);

  stop (self);
  show_message (self, _("Stopped. Change what is shown to count again."));
}

gboolean
terrain_figures_page_save_csv (TerrainFiguresPage *self,
                               GFile              *file,
                               GError            **error)
{
  g_return_val_if_fail (TERRAIN_IS_FIGURES_PAGE (self), FALSE);

  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; self->tables && i < self->tables->len; i++)
    {
      g_autofree char *csv = terrain_report_table_to_csv (g_ptr_array_index (self->tables, i), i == 0);

      g_string_append (text, csv);
    }
  return g_file_replace_contents (file, text->str, text->len, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, error);
}

/* The chart that has the focus or had it last; else the first. */
static TerrainFiguresSection *
find_section (TerrainFiguresPage *self,
              gboolean            with_chart)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *section = focus ? gtk_widget_get_ancestor (focus, TERRAIN_TYPE_FIGURES_SECTION) : NULL;

  if (section && (!with_chart || terrain_figures_section_get_chart (TERRAIN_FIGURES_SECTION (section))))
    return TERRAIN_FIGURES_SECTION (section);
  for (section = gtk_widget_get_first_child (GTK_WIDGET (self->sections)); section;
       section = gtk_widget_get_next_sibling (section))
    if (!with_chart || terrain_figures_section_get_chart (TERRAIN_FIGURES_SECTION (section)))
      return TERRAIN_FIGURES_SECTION (section);
  return NULL;
}

gboolean
terrain_figures_page_save_picture (TerrainFiguresPage *self,
                                   GFile              *file,
                                   GError            **error)
{
  g_return_val_if_fail (TERRAIN_IS_FIGURES_PAGE (self), FALSE);

  TerrainFiguresSection *section = find_section (self, TRUE);
  g_autofree char *path = g_file_get_path (file);

  if (!section || !path)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           section ? _("The place chosen is not on this computer") : _("There is no chart to save"));
      return FALSE;
    }
  return terrain_chart_save_picture (terrain_figures_section_get_chart (section), path, error);
}

static void
save_csv (GFile   *file,
          gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!terrain_figures_page_save_csv (user_data, file, &error))
    show_message (user_data, error->message);
}

static void
save_picture (GFile   *file,
              gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!terrain_figures_page_save_picture (user_data, file, &error))
    show_message (user_data, error->message);
}

static void
action_save (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  TerrainFiguresPage *self = TERRAIN_FIGURES_PAGE (widget);
  gboolean is_csv = strcmp (name, "figures.save-csv") == 0;
  const char *id = terrain_indicators_get_id (self->indicators, self->index);
  g_autofree char *file_name = g_strdup_printf (is_csv ? "%s.csv" : "%s.png", id);

  terrain_dialogs_save_file (GTK_WINDOW (gtk_widget_get_root (widget)),
                             is_csv ? _("Save the Figures") : _("Save the Chart"), file_name,
                             is_csv ? save_csv : save_picture, widget);
}

static void
action_copy (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  TerrainFiguresSection *section = find_section (TERRAIN_FIGURES_PAGE (widget), FALSE);
  g_autofree char *text = section ? terrain_figures_section_dup_text (section) : NULL;

  if (text)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
terrain_figures_page_dispose (GObject *object)
{
  TerrainFiguresPage *self = TERRAIN_FIGURES_PAGE (object);

  if (self->workspace)
    stop (self);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_handle_id (&self->follow_source, g_source_remove);
  /* The leaflet is a child of the template and of the bin: taken from the latter first, which would not notice. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TERRAIN_TYPE_FIGURES_PAGE);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_clear_pointer (&self->results, g_hash_table_unref);
  g_clear_pointer (&self->records, terrain_figures_records_unref);
  g_clear_pointer (&self->indicators, terrain_indicators_unref);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (terrain_figures_page_parent_class)->dispose (object);
}

static void
terrain_figures_page_class_init (TerrainFiguresPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_figures_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/brussels/safe/Terrain/terrain-figures-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TerrainFiguresPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, TerrainFiguresPage, list);
  gtk_widget_class_bind_template_child (widget_class, TerrainFiguresPage, title);
  gtk_widget_class_bind_template_child (widget_class, TerrainFiguresPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TerrainFiguresPage, problem);
  gtk_widget_class_bind_template_child (widget_class, TerrainFiguresPage, top);
  gtk_widget_class_bind_template_child (widget_class, TerrainFiguresPage, message_revealer);
  gtk_widget_class_bind_template_child (widget_class, TerrainFiguresPage, message);
  gtk_widget_class_bind_template_child (widget_class, TerrainFiguresPage, progress_revealer);
  gtk_widget_class_bind_template_child (widget_class, TerrainFiguresPage, progress);
  gtk_widget_class_bind_template_child (widget_class, TerrainFiguresPage, sections);
  gtk_widget_class_install_action (widget_class, "figures.list", NULL, action_list);
  gtk_widget_class_install_action (widget_class, "figures.stop", NULL, action_stop);
  gtk_widget_class_install_action (widget_class, "figures.copy", NULL, action_copy);
  gtk_widget_class_install_action (widget_class, "figures.save-csv", NULL, action_save);
  gtk_widget_class_install_action (widget_class, "figures.save-picture", NULL, action_save);
}

static void
terrain_figures_page_init (TerrainFiguresPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->index = G_MAXUINT;
  self->results = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
}

static void
add_controls (TerrainFiguresPage *self)
{
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_time_t (&today, (time_t) (g_get_real_time () / G_USEC_PER_SEC));
  self->controls = TERRAIN_FIGURES_CONTROLS (terrain_figures_controls_new (&today));
  gtk_box_prepend (self->top, GTK_WIDGET (self->controls));
  g_signal_connect_object (self->controls, "changed", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
}

GtkWidget *
terrain_figures_page_new (TerrainWorkspace *workspace)
{
  g_return_val_if_fail (TERRAIN_IS_WORKSPACE (workspace), NULL);

  TerrainFiguresPage *self = g_object_new (TERRAIN_TYPE_FIGURES_PAGE, NULL);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  self->workspace = g_object_ref (workspace);
  self->indicators = terrain_figures_load_indicators (terrain_workspace_get_profile (workspace), &path, &error);
  update_actions (self);
  if (!self->indicators)
    {
      g_autofree char *shown = g_filename_display_name (path);
      g_autofree char *text = g_strdup_printf ("%s\n%s", error->message, shown);
      g_autofree char *markup = g_markup_escape_text (text, -1);

      adw_status_page_set_description (self->problem, markup);
      gtk_stack_set_visible_child_name (self->stack, "problem");
      adw_leaflet_set_visible_child_name (self->leaflet, "figure");
      return GTK_WIDGET (self);
    }
  add_controls (self);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (on_row_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_store (self), "records-changed", G_CALLBACK (on_records_changed), self,
                           G_CONNECT_SWAPPED);
  load_records (self);
  return GTK_WIDGET (self);
}

gboolean
terrain_figures_page_show_indicator (TerrainFiguresPage *self,
                                     const char         *id)
{
  g_return_val_if_fail (TERRAIN_IS_FIGURES_PAGE (self), FALSE);

  guint index;
  GtkListBoxRow *row;

  if (!self->indicators || !terrain_indicators_find (self->indicators, id, &index))
    return FALSE;
  row = terrain_figures_list_find (self->list, index);
  if (!row)
    {
      /* The list comes with the records. */
      self->index = index;
      return TRUE;
    }
  gtk_list_box_select_row (self->list, row);
  adw_leaflet_set_visible_child_name (self->leaflet, "figure");
  return TRUE;
}

gboolean
terrain_figures_page_is_busy (TerrainFiguresPage *self)
{
  g_return_val_if_fail (TERRAIN_IS_FIGURES_PAGE (self), FALSE);

  return self->run != NULL || (self->indicators && !self->records);
}
