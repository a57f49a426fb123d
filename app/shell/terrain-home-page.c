/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-shell-form.h>

#include "terrain-form-row.h"
#include "terrain-home-page.h"
#include "terrain-home-records.h"
#include "terrain-narrow-bin.h"
#include "terrain-record-list.h"

/* More drafts than a screen holds are one step away, among the records. */
#define DRAFTS_SHOWN 5

struct _TerrainHomePage
{
  AdwBin parent_instance;

  TerrainWorkspace *workspace;
  GtkCustomFilter *filter;
  GtkFilterListModel *forms_shown;
  char *search; /* "" for none */

  AdwHeaderBar *header;
  GtkToggleButton *search_button;
  GtkImage *search_icon;
  GtkButton *waiting_button;
  GtkImage *waiting_icon;
  GtkLabel *waiting_label;
  GtkMenuButton *menu_button;
  GtkImage *menu_icon;
  GMenuModel *primary_menu;
  GtkStack *stack;
  GtkBox *content;
  GtkWidget *drafts_group;
  TerrainRecordList *drafts;
  GtkWidget *forms_group;
  GtkListBox *forms;

  gboolean narrow;
  gboolean drawn; /* one frame of it */
  /* NULL until then, or until they are asked for. */
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkRevealer *attention;
  GtkLabel *attention_label;
  GtkWidget *records;
};

G_DEFINE_FINAL_TYPE (TerrainHomePage, terrain_home_page, ADW_TYPE_BIN)

static gboolean
matches_search (gpointer item,
                gpointer user_data)
{
  TerrainHomePage *self = user_data;
  const TerrainStoredForm *form = terrain_form_object_get (item);

  if (form->hidden)
    return FALSE;
  if (self->search[0] == '\0')
    return TRUE;

  return g_str_match_string (self->search, terrain_form_object_get_title (item), /* accept_alternates= */ TRUE);
}

static void
update_draft_counts (TerrainHomePage *self)
{
  TerrainRecords *records = terrain_workspace_get_records (self->workspace);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->forms, i)) != NULL; i++)
    {
      const char *form_id = terrain_form_row_get_form_id (TERRAIN_FORM_ROW (row));

      terrain_form_row_set_n_drafts (TERRAIN_FORM_ROW (row), terrain_records_count_drafts (records, form_id));
    }
}

static GtkWidget *
create_form_row (gpointer item,
                 gpointer user_data)
{
  GtkWidget *row = terrain_form_row_new (item);

  if (TERRAIN_HOME_PAGE (user_data)->records)
    terrain_form_row_add_menu (TERRAIN_FORM_ROW (row));
  if (TERRAIN_HOME_PAGE (user_data)->narrow)
    terrain_form_row_set_narrow (TERRAIN_FORM_ROW (row), TRUE);
  return row;
}

static void
give_way (GtkWidget *widget,
          gboolean   narrow)
{
  TerrainHomePage *self = TERRAIN_HOME_PAGE (widget);
  GtkListBoxRow *row;

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->forms, i)) != NULL; i++)
    terrain_form_row_set_narrow (TERRAIN_FORM_ROW (row), narrow);
}

/* The pages that say why there is no list are seldom seen: built when they are. */
static void
show_page (TerrainHomePage *self,
           const char      *name)
{
  if (!gtk_stack_get_child_by_name (self->stack, name))
    {
      g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/brussels/safe/Terrain/terrain-home-empty.ui");

      GtkWidget *page = GTK_WIDGET (gtk_builder_get_object (builder, name));

      terrain_wrap_buttons (page);
      gtk_stack_add_named (self->stack, page, name);
    }
  gtk_stack_set_visible_child_name (self->stack, name);
}

/* One function says what is shown. */
static void
update (TerrainHomePage *self)
{
  if (!self->workspace)
    return;

  TerrainRecords *records = terrain_workspace_get_records (self->workspace);
  guint n_drafts = terrain_records_count (records, TERRAIN_RECORD_DRAFT);
  guint n_waiting = terrain_records_count (records, TERRAIN_RECORD_QUEUED)
                    + terrain_records_count (records, TERRAIN_RECORD_COMPLETE);
  guint n_rejected = terrain_records_count (records, TERRAIN_RECORD_REJECTED);
  guint n_sent = terrain_records_count (records, TERRAIN_RECORD_SENT);
  guint n_library = g_list_model_get_n_items (G_LIST_MODEL (terrain_workspace_get_library (self->workspace)));
  guint n_forms = g_list_model_get_n_items (G_LIST_MODEL (self->forms_shown));
  guint n_drafts_shown = terrain_record_list_get_n_records (self->drafts);
  gboolean searching = self->search[0] != '\0';

  gtk_widget_set_visible (self->drafts_group, n_drafts_shown > 0);
  gtk_widget_set_visible (self->forms_group, n_forms > 0);
  if (self->records)
    {
      gtk_widget_set_visible (self->records, !searching && n_drafts + n_waiting + n_rejected + n_sent > 0);
      terrain_home_records_show (TERRAIN_HOME_RECORDS (self->records), records);
    }

  gtk_widget_set_visible (GTK_WIDGET (self->waiting_button), n_waiting > 0);
  g_autofree char *count = g_strdup_printf ("%u", n_waiting);
  gtk_label_set_text (self->waiting_label, count);
  g_autofree char *waiting = g_strdup_printf (ngettext ("%u record waits to be sent", "%u records wait to be sent",
                                                        n_waiting), n_waiting);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->waiting_button), waiting);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->waiting_button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "",
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, waiting, -1);

  if (searching && n_forms == 0 && n_drafts_shown == 0)
    show_page (self, "nothing-found");
  else if (n_library == 0 && n_drafts + n_waiting + n_rejected + n_sent == 0)
    show_page (self, "empty");
  else
    show_page (self, "content");
}

static void
create_menu (GtkMenuButton *button,
             gpointer       user_data)
{
  gtk_menu_button_set_create_popup_func (button, NULL, NULL, NULL);
  gtk_menu_button_set_menu_model (button, TERRAIN_HOME_PAGE (user_data)->primary_menu);
}

static void
on_records_changed (TerrainHomePage *self)
{
  update_draft_counts (self);
  update (self);
}

static void
on_sync_changed (TerrainHomePage *self)
{
  TerrainSync *sync = terrain_workspace_get_sync (self->workspace);
  const char *message = terrain_sync_get_message (sync);
  gboolean needed = terrain_sync_get_state (sync) == TERRAIN_SYNC_NEEDS_ATTENTION && message != NULL;

  if (!self->attention)
    return;
  if (needed)
    gtk_label_set_text (self->attention_label, message);
  gtk_revealer_set_reveal_child (self->attention, needed);
}

static void
on_search_changed (TerrainHomePage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  g_free (self->search);
  self->search = g_strdup (text);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  terrain_record_list_set_search (self->drafts, text);
  update (self);
}

/* Enter in the search starts the first form found: type, Enter, first question. */
static void
on_search_activate (TerrainHomePage *self)
{
  GtkListBoxRow *row;

  /* The entry waits a moment before it says that its text changed: who types on has not seen the list of before. */
  on_search_changed (self);
  row = gtk_list_box_get_row_at_index (self->forms, 0);
  if (row)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.start-form", "s",
                                terrain_form_row_get_form_id (TERRAIN_FORM_ROW (row)));
}

/* Down goes from the search to what was found, as in a list. */
static gboolean
on_search_key (TerrainHomePage *self,
               guint            key)
{
  return (key == GDK_KEY_Down || key == GDK_KEY_KP_Down) &&
         (gtk_widget_child_focus (GTK_WIDGET (self->drafts), GTK_DIR_TAB_FORWARD) ||
          gtk_widget_child_focus (GTK_WIDGET (self->forms), GTK_DIR_TAB_FORWARD));
}

/* The rest: what the list of forms can be read without. Built when that is on the screen: it is what one came for. */

static void
add_bars (TerrainHomePage *self)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/brussels/safe/Terrain/terrain-home-bars.ui");
  GtkWidget *bars = GTK_WIDGET (gtk_builder_get_object (builder, "bars"));

  self->search_bar = GTK_SEARCH_BAR (gtk_builder_get_object (builder, "search_bar"));
  self->search_entry = GTK_SEARCH_ENTRY (gtk_builder_get_object (builder, "search_entry"));
  self->attention = GTK_REVEALER (gtk_builder_get_object (builder, "attention"));
  self->attention_label = GTK_LABEL (gtk_builder_get_object (builder, "attention_label"));
  gtk_box_insert_child_after (GTK_BOX (adw_bin_get_child (ADW_BIN (self))), bars, GTK_WIDGET (self->header));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self));
  g_object_bind_property (self->search_bar, "search-mode-enabled", self->search_button, "active",
                          G_BINDING_BIDIRECTIONAL);
  g_signal_connect_swapped (self->search_entry, "search-changed", G_CALLBACK (on_search_changed), self);
  g_signal_connect_swapped (self->search_entry, "activate", G_CALLBACK (on_search_activate), self);
  g_signal_connect_swapped (gtk_builder_get_object (builder, "search_keys"), "key-pressed",
                            G_CALLBACK (on_search_key), self);
  terrain_text_guard_search (GTK_EDITABLE (self->search_entry));
}

static void
show_icons (TerrainHomePage *self)
{
  GtkListBoxRow *row;

  adw_header_bar_set_show_start_title_buttons (self->header, TRUE);
  adw_header_bar_set_show_end_title_buttons (self->header, TRUE);
  gtk_image_set_from_icon_name (self->search_icon, "system-search-symbolic");
  gtk_image_set_from_icon_name (self->waiting_icon, "document-send-symbolic");
  gtk_image_set_from_icon_name (self->menu_icon, "open-menu-symbolic");
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->forms, i)) != NULL; i++)
    terrain_form_row_add_menu (TERRAIN_FORM_ROW (row));
}

static void
ensure_rest (TerrainHomePage *self)
{
  if (self->records || !self->workspace)
    return;
  self->records = terrain_home_records_new ();
  gtk_box_append (self->content, self->records);
  show_icons (self);
  add_bars (self);
  on_sync_changed (self);
  update (self);
}

/* Called at the beginning of each frame: at that of the second one, the first one is on the screen. */
static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  TerrainHomePage *self = TERRAIN_HOME_PAGE (widget);

  if (!self->drawn)
    {
      self->drawn = gtk_widget_get_mapped (widget);
      return G_SOURCE_CONTINUE;
    }
  ensure_rest (self);
  return G_SOURCE_REMOVE;
}

/* Pressed before there is anything to search with. */
static void
on_search_button (TerrainHomePage *self)
{
  if (!self->search_bar && gtk_toggle_button_get_active (self->search_button))
    terrain_home_page_search (self);
}

static void
terrain_home_page_dispose (GObject *object)
{
  TerrainHomePage *self = TERRAIN_HOME_PAGE (object);

  if (self->forms)
    gtk_list_box_bind_model (self->forms, NULL, NULL, NULL, NULL);
  if (self->forms_shown)
    gtk_filter_list_model_set_model (self->forms_shown, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TERRAIN_TYPE_HOME_PAGE);
  g_clear_object (&self->forms_shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (terrain_home_page_parent_class)->dispose (object);
}

static void
terrain_home_page_finalize (GObject *object)
{
  g_free (TERRAIN_HOME_PAGE (object)->search);

  G_OBJECT_CLASS (terrain_home_page_parent_class)->finalize (object);
}

static void
terrain_home_page_class_init (TerrainHomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_home_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = terrain_home_page_finalize;

  g_type_ensure (TERRAIN_TYPE_RECORD_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/brussels/safe/Terrain/terrain-home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TerrainHomePage, header);
  gtk_widget_class_bind_template_child (widget_class, TerrainHomePage, search_button);
  gtk_widget_class_bind_template_child (widget_class, TerrainHomePage, search_icon);
  gtk_widget_class_bind_template_child (widget_class, TerrainHomePage, waiting_button);
  gtk_widget_class_bind_template_child (widget_class, TerrainHomePage, waiting_icon);
  gtk_widget_class_bind_template_child (widget_class, TerrainHomePage, waiting_label);
  gtk_widget_class_bind_template_child (widget_class, TerrainHomePage, stack);
  gtk_widget_class_bind_template_child (widget_class, TerrainHomePage, drafts_group);
  gtk_widget_class_bind_template_child (widget_class, TerrainHomePage, drafts);
  gtk_widget_class_bind_template_child (widget_class, TerrainHomePage, forms_group);
  gtk_widget_class_bind_template_child (widget_class, TerrainHomePage, forms);
  gtk_widget_class_bind_template_child (widget_class, TerrainHomePage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, TerrainHomePage, menu_icon);
  gtk_widget_class_bind_template_child (widget_class, TerrainHomePage, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, TerrainHomePage, content);
}

static void
terrain_home_page_init (TerrainHomePage *self)
{
  self->search = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (gtk_widget_get_first_child (GTK_WIDGET (self->menu_button)), "image-button");
  g_signal_connect_swapped (self->search_button, "toggled", G_CALLBACK (on_search_button), self);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
  terrain_narrow_bin_follow (GTK_WIDGET (self), give_way);
  terrain_record_list_set_step (self->drafts, DRAFTS_SHOWN);
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu, self, NULL);
}

void
terrain_home_page_set_workspace (TerrainHomePage  *self,
                                 TerrainWorkspace *workspace)
{
  g_return_if_fail (TERRAIN_IS_HOME_PAGE (self));
  g_return_if_fail (TERRAIN_IS_WORKSPACE (workspace));
  g_return_if_fail (self->workspace == NULL);

  TerrainRecords *records = terrain_workspace_get_records (workspace);
  TerrainSync *sync = terrain_workspace_get_sync (workspace);

  self->workspace = g_object_ref (workspace);
  self->filter = gtk_custom_filter_new (matches_search, self, NULL);
  self->forms_shown
    = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (terrain_workspace_get_library (workspace))),
                                 g_object_ref (GTK_FILTER (self->filter)));
  gtk_list_box_bind_model (self->forms, G_LIST_MODEL (self->forms_shown), create_form_row, self, NULL);
  terrain_record_list_set_records (self->drafts, records, 1u << TERRAIN_RECORD_DRAFT);

  g_signal_connect_object (self->forms_shown, "items-changed", G_CALLBACK (on_records_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->drafts, "notify::n-records", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (records, "items-changed", G_CALLBACK (on_records_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sync, "notify::state", G_CALLBACK (on_sync_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sync, "notify::message", G_CALLBACK (on_sync_changed), self, G_CONNECT_SWAPPED);
  on_sync_changed (self);
  on_records_changed (self);
}

void
terrain_home_page_search (TerrainHomePage *self)
{
  g_return_if_fail (TERRAIN_IS_HOME_PAGE (self));

  ensure_rest (self);
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
