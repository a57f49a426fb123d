/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-shell-form.h>

#include "terrain-records-page-private.h"

/* The tabs, in the order shown. */
static const struct
{
  const char *name;
  const char *title; /* untranslated */
  const char *icon;
  guint states;
  const char *empty_title;
  const char *empty_description;
} lists[TERRAIN_RECORDS_N_LISTS] = {
  [TERRAIN_RECORDS_WAITING] = { "waiting", N_("Waiting"), "document-send-symbolic",
    1u << TERRAIN_RECORD_COMPLETE | 1u << TERRAIN_RECORD_QUEUED,
    N_("Nothing Waits"), N_("Complete records wait here until the server has them.") },
  [TERRAIN_RECORDS_REJECTED] = { "rejected", N_("To Fix"), "dialog-warning-symbolic", 1u << TERRAIN_RECORD_REJECTED,
    N_("Nothing to Fix"), N_("Records the server refuses come here, with its reason.") },
  [TERRAIN_RECORDS_SENT] = { "sent", N_("Sent"), "object-select-symbolic", 1u << TERRAIN_RECORD_SENT,
    N_("Nothing Sent Yet"), N_("Records the server has accepted come here.") },
  [TERRAIN_RECORDS_DRAFTS] = { "drafts", N_("Drafts"), "document-edit-symbolic", 1u << TERRAIN_RECORD_DRAFT,
    N_("No Drafts"), N_("Records you have begun and not completed come here.") },
  [TERRAIN_RECORDS_TRASH] = { "trash", N_("Trash"), "user-trash-symbolic", ~0u,
    N_("The Trash Is Empty"), N_("What you throw away stays here for a while, and can be restored.") },
};

struct _TerrainRecordsPage
{
  AdwBin parent_instance;

  TerrainWorkspace *workspace;
  TerrainRecords *trash;
  TerrainRecordTable *tables[TERRAIN_RECORDS_N_LISTS];
  GHashTable *newest;  /* form id → its newest version here */
  GPtrArray *form_ids; /* of the choice of forms, after "all" */
  guint forms_idle;
  guint minute; /* times are told from now */

  AdwViewStack *stack;
  GtkToggleButton *select_button;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkDropDown *form_choice;
  GtkRevealer *status;
  GtkLabel *status_label;
  GtkActionBar *selection_bar;
  GtkLabel *selection_label;
  GtkWidget *erase_button;
  GtkWidget *restore_button;
  GtkWidget *trash_button;
  GtkWidget *send_button;
  GtkWidget *send_all_button;
  AdwViewSwitcherTitle *switcher;
  GtkWidget *bar; /* has the lists where the header bar has no room for them */
  GtkWidget *bar_switcher;
  GtkDropDown *list_choice; /* where the names of the lists have no room beside each other */
  GtkWidget *menu; /* (nullable): open, or just closed */
  guint menu_idle;
};

G_DEFINE_FINAL_TYPE (TerrainRecordsPage, terrain_records_page, ADW_TYPE_BIN)

TerrainWorkspace *
terrain_records_page_get_workspace (TerrainRecordsPage *self)
{
  return self->workspace;
}

TerrainRecordsListKind
terrain_records_page_get_kind (TerrainRecordsPage *self)
{
  GtkWidget *visible = adw_view_stack_get_visible_child (self->stack);

  for (guint i = 0; i < TERRAIN_RECORDS_N_LISTS; i++)
    if (visible == GTK_WIDGET (self->tables[i]))
      return (TerrainRecordsListKind) i;
  return TERRAIN_RECORDS_WAITING;
}

TerrainRecordTable *
terrain_records_page_get_table (TerrainRecordsPage *self)
{
  return self->tables[terrain_records_page_get_kind (self)];
}

TerrainWindow *
terrain_records_page_get_window (TerrainRecordsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return TERRAIN_IS_WINDOW (root) ? TERRAIN_WINDOW (root) : NULL;
}

const char *
terrain_records_page_find_newer (TerrainRecordsPage  *self,
                                 const TerrainRecord *record)
{
  const char *version = g_hash_table_lookup (self->newest, record->form_id);

  return version && strcmp (version, record->form_version) != 0 ? version : NULL;
}

static gboolean
has_newer (const TerrainRecord *record,
           gpointer             user_data)
{
  return terrain_records_page_find_newer (user_data, record) != NULL;
}

static guint
count_records (TerrainRecordsPage *self,
               guint               list)
{
  TerrainRecords *records = terrain_workspace_get_records (self->workspace);
  guint n = 0;

  if (list == TERRAIN_RECORDS_TRASH)
    return g_list_model_get_n_items (G_LIST_MODEL (self->trash));
  for (guint state = 0; state <= TERRAIN_RECORD_REJECTED; state++)
    if (lists[list].states & (1u << state))
      n += terrain_records_count (records, (TerrainRecordState) state);
  return n;
}

static void
update_badges (TerrainRecordsPage *self)
{
  for (guint i = 0; i < TERRAIN_RECORDS_N_LISTS; i++)
    {
      AdwViewStackPage *page = adw_view_stack_get_page (self->stack, GTK_WIDGET (self->tables[i]));
      guint n = count_records (self, i);
      gboolean counted = i != TERRAIN_RECORDS_SENT && i != TERRAIN_RECORDS_TRASH;

      adw_view_stack_page_set_badge_number (page, counted ? n : 0);
      adw_view_stack_page_set_needs_attention (page, n > 0 && i == TERRAIN_RECORDS_REJECTED);
    }
}

static void
update_selection (TerrainRecordsPage *self)
{
  TerrainRecordTable *table = terrain_records_page_get_table (self);
  TerrainRecordsListKind kind = terrain_records_page_get_kind (self);
  guint n = terrain_record_table_get_n_selected (table);
  gboolean selecting = terrain_record_table_get_selecting (table);
  g_autofree char *text = n == 0 ? g_strdup (_("Choose records"))
                                 : g_strdup_printf (ngettext ("%u selected", "%u selected", n), n);

  gtk_label_set_text (self->selection_label, text);
  gtk_action_bar_set_revealed (self->selection_bar, selecting || n > 1);
  gtk_widget_set_visible (self->erase_button, kind == TERRAIN_RECORDS_TRASH);
  gtk_widget_set_visible (self->restore_button, kind == TERRAIN_RECORDS_TRASH);
  gtk_widget_set_visible (self->trash_button, kind != TERRAIN_RECORDS_TRASH && kind != TERRAIN_RECORDS_WAITING);
  gtk_widget_set_visible (self->send_all_button, kind == TERRAIN_RECORDS_WAITING);
  gtk_widget_set_visible (self->send_button, kind == TERRAIN_RECORDS_WAITING || kind == TERRAIN_RECORDS_REJECTED);
  gtk_toggle_button_set_active (self->select_button, selecting);
  terrain_records_page_update_actions (self);
}

static const char *
get_form_id (TerrainRecordsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->form_choice);

  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION || selected > self->form_ids->len)
    return NULL;
  return g_ptr_array_index (self->form_ids, selected - 1);
}

static void
on_search_changed (TerrainRecordsPage *self)
{
  if (self->workspace)
    terrain_record_table_search (terrain_records_page_get_table (self),
                                 gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), get_form_id (self));
}

static void
on_search_activate (TerrainRecordsPage *self)
{
  terrain_record_table_grab (terrain_records_page_get_table (self));
}

/* Only the list that shows is searched; another when it is turned to. */
static void
on_visible_list (TerrainRecordsPage *self)
{
  if (!self->workspace || !adw_view_stack_get_visible_child (self->stack))
    return;
  for (guint i = 0; i < TERRAIN_RECORDS_N_LISTS; i++)
    terrain_record_table_set_selecting (self->tables[i], FALSE);
  gtk_drop_down_set_selected (self->list_choice, terrain_records_page_get_kind (self));
  on_search_changed (self);
  update_selection (self);
}

static void
show_bar (GtkWidget *widget)
{
  TerrainRecordsPage *self = TERRAIN_RECORDS_PAGE (widget);

  gtk_widget_set_visible (self->bar, adw_view_switcher_title_get_title_visible (self->switcher));
}

/* It finds out while it is given its place. */
static void
on_title_visible (TerrainRecordsPage *self)
{
  if (gtk_widget_get_frame_clock (GTK_WIDGET (self)))
    terrain_second_layout (GTK_WIDGET (self), show_bar);
  else
    show_bar (GTK_WIDGET (self));
}

static void
on_list_chosen (TerrainRecordsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->list_choice);

  if (self->workspace && selected < TERRAIN_RECORDS_N_LISTS && self->tables[selected]
      && gtk_widget_get_parent (GTK_WIDGET (self->tables[selected])))
    adw_view_stack_set_visible_child (self->stack, GTK_WIDGET (self->tables[selected]));
}

static void
on_select_toggled (TerrainRecordsPage *self)
{
  TerrainRecordTable *table = terrain_records_page_get_table (self);
  gboolean selecting = gtk_toggle_button_get_active (self->select_button);

  if (terrain_record_table_get_selecting (table) == selecting)
    return;
  terrain_record_table_set_selecting (table, selecting);
  if (!selecting)
    terrain_record_table_unselect_all (table);
  update_selection (self);
}

static void
on_opened (TerrainRecordsPage *self)
{
  terrain_records_page_open_selected (self);
}

static void
drop_menu (gpointer user_data)
{
  TerrainRecordsPage *self = user_data;

  g_clear_handle_id (&self->menu_idle, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
}

static gboolean
drop_menu_now (gpointer user_data)
{
  TERRAIN_RECORDS_PAGE (user_data)->menu_idle = 0;
  drop_menu (user_data);
  return G_SOURCE_REMOVE;
}

/* Its action is carried out after it closed: it goes a little later. */
static void
on_menu_closed (TerrainRecordsPage *self)
{
  if (!self->menu_idle)
    self->menu_idle = g_idle_add (drop_menu_now, self);
}

static void
on_menu (TerrainRecordsPage *self,
         GtkWidget          *at)
{
  g_autoptr (GMenuModel) model = terrain_records_page_make_menu (self);
  graphene_rect_t bounds;

  if (g_menu_model_get_n_items (model) == 0 || !gtk_widget_compute_bounds (at, GTK_WIDGET (self), &bounds))
    return;
  drop_menu (self);
  self->menu = gtk_popover_menu_new_from_model (model);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu),
                               &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                                                 (int) bounds.size.height });
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (on_menu_closed), self, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

void
terrain_records_page_set_searching (TerrainRecordsPage *self,
                                    gboolean            searching)
{
  gtk_search_bar_set_search_mode (self->search_bar, searching);
  if (searching)
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
on_sync_changed (TerrainRecordsPage *self)
{
  TerrainSync *sync = terrain_workspace_get_sync (self->workspace);
  const char *message = terrain_sync_get_message (sync);
  gboolean waits = terrain_sync_get_state (sync) != TERRAIN_SYNC_IDLE && message && message[0] != '\0';

  if (waits)
    gtk_label_set_text (self->status_label, message);
  gtk_revealer_set_reveal_child (self->status, waits);
}

/* The forms there are records of, by title. */
static GPtrArray *
list_forms (TerrainRecordsPage *self,
            GHashTable         *titles)
{
  GListModel *models[] = { G_LIST_MODEL (terrain_workspace_get_records (self->workspace)), G_LIST_MODEL (self->trash) };
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint m = 0; m < G_N_ELEMENTS (models); m++)
    for (guint i = 0; i < g_list_model_get_n_items (models[m]); i++)
      {
        g_autoptr (TerrainRecordObject) object = g_list_model_get_item (models[m], i);
        const TerrainRecord *record = terrain_record_object_get (object);

        if (g_hash_table_contains (titles, record->form_id))
          continue;
        g_hash_table_insert (titles, g_strdup (record->form_id), g_strdup (record->form_title));
        g_ptr_array_add (ids, g_strdup (record->form_id));
      }
  return ids;
}

static int
compare_titles (gconstpointer a,
                gconstpointer b,
                gpointer      titles)
{
  return g_utf8_collate (g_hash_table_lookup (titles, *(const char *const *) a),
                         g_hash_table_lookup (titles, *(const char *const *) b));
}

static void
update_forms (gpointer user_data)
{
  TerrainRecordsPage *self = user_data;
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) ids = list_forms (self, titles);
  g_autofree char *chosen = g_strdup (get_form_id (self));
  const char *const all[] = { _("All Forms"), NULL };
  guint selected = 0;

  self->forms_idle = 0;
  g_ptr_array_sort_with_data (ids, compare_titles, titles);
  gboolean same = ids->len == self->form_ids->len;
  for (guint i = 0; same && i < ids->len; i++)
    same = strcmp (ids->pdata[i], self->form_ids->pdata[i]) == 0;
  if (same && gtk_drop_down_get_model (self->form_choice))
    return;

  g_autoptr (GtkStringList) names = gtk_string_list_new (all);
  for (guint i = 0; i < ids->len; i++)
    {
      gtk_string_list_append (names, g_hash_table_lookup (titles, ids->pdata[i]));
      if (g_strcmp0 (chosen, ids->pdata[i]) == 0)
        selected = i + 1;
    }
  g_ptr_array_unref (self->form_ids);
  self->form_ids = g_steal_pointer (&ids);
  gtk_drop_down_set_model (self->form_choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->form_choice, selected);
}

static void
on_records_changed (TerrainRecordsPage *self)
{
  update_badges (self);
  if (!self->forms_idle)
    self->forms_idle = g_idle_add_once (update_forms, self);
  for (guint i = 0; i < TERRAIN_RECORDS_N_LISTS; i++)
    terrain_record_table_prepare (self->tables[i]);
}

static void
update_context (TerrainRecordsPage *self)
{
  guint days = terrain_profile_get_trash_days (terrain_workspace_get_profile (self->workspace));

  for (guint i = 0; i < TERRAIN_RECORDS_N_LISTS; i++)
    terrain_record_table_set_context (self->tables[i], has_newer, self, days);
}

static void
on_library_changed (TerrainRecordsPage *self)
{
  GListModel *library = G_LIST_MODEL (terrain_workspace_get_library (self->workspace));

  g_hash_table_remove_all (self->newest);
  for (guint i = 0; i < g_list_model_get_n_items (library); i++)
    {
      g_autoptr (TerrainFormObject) object = g_list_model_get_item (library, i);
      const TerrainStoredForm *form = terrain_form_object_get (object);

      g_hash_table_insert (self->newest, g_strdup (form->id), g_strdup (form->version));
    }
  update_context (self);
}

static gboolean
on_minute (gpointer user_data)
{
  update_context (user_data);
  return G_SOURCE_CONTINUE;
}

/* One line, however long the form's title is. */
static void
setup_form_name (GtkSignalListItemFactory *factory,
                 GtkListItem              *item,
                 gpointer                  user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_label_set_max_width_chars (GTK_LABEL (label), GPOINTER_TO_INT (user_data));
  gtk_list_item_set_child (item, label);
}

static void
bind_form_name (GtkSignalListItemFactory *factory,
                GtkListItem              *item,
                gpointer                  user_data)
{
  GtkStringObject *name = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (name));
}

static GtkListItemFactory *
make_form_names (int width)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_form_name), GINT_TO_POINTER (width));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_form_name), NULL);
  return factory;
}

static void
terrain_records_page_dispose (GObject *object)
{
  TerrainRecordsPage *self = TERRAIN_RECORDS_PAGE (object);

  g_clear_handle_id (&self->forms_idle, g_source_remove);
  g_clear_handle_id (&self->minute, g_source_remove);
  drop_menu (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), TERRAIN_TYPE_RECORDS_PAGE);
  g_clear_object (&self->trash);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (terrain_records_page_parent_class)->dispose (object);
}

static void
terrain_records_page_finalize (GObject *object)
{
  TerrainRecordsPage *self = TERRAIN_RECORDS_PAGE (object);

  g_hash_table_unref (self->newest);
  g_ptr_array_unref (self->form_ids);

  G_OBJECT_CLASS (terrain_records_page_parent_class)->finalize (object);
}

static void
terrain_records_page_class_init (TerrainRecordsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_records_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = terrain_records_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/brussels/safe/Terrain/terrain-records-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TerrainRecordsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TerrainRecordsPage, select_button);
  gtk_widget_class_bind_template_child (widget_class, TerrainRecordsPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, TerrainRecordsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, TerrainRecordsPage, form_choice);
  gtk_widget_class_bind_template_child (widget_class, TerrainRecordsPage, status);
  gtk_widget_class_bind_template_child (widget_class, TerrainRecordsPage, status_label);
  gtk_widget_class_bind_template_child (widget_class, TerrainRecordsPage, selection_bar);
  gtk_widget_class_bind_template_child (widget_class, TerrainRecordsPage, selection_label);
  gtk_widget_class_bind_template_child (widget_class, TerrainRecordsPage, erase_button);
  gtk_widget_class_bind_template_child (widget_class, TerrainRecordsPage, restore_button);
  gtk_widget_class_bind_template_child (widget_class, TerrainRecordsPage, trash_button);
  gtk_widget_class_bind_template_child (widget_class, TerrainRecordsPage, send_button);
  gtk_widget_class_bind_template_child (widget_class, TerrainRecordsPage, send_all_button);
  gtk_widget_class_bind_template_child (widget_class, TerrainRecordsPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, TerrainRecordsPage, bar);
  gtk_widget_class_bind_template_child (widget_class, TerrainRecordsPage, bar_switcher);
  gtk_widget_class_bind_template_child (widget_class, TerrainRecordsPage, list_choice);
  gtk_widget_class_bind_template_callback (widget_class, on_select_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_visible_list);
  gtk_widget_class_bind_template_callback (widget_class, on_title_visible);
  gtk_widget_class_bind_template_callback (widget_class, on_list_chosen);
  terrain_records_page_install_actions (widget_class);
}

static void
terrain_records_page_init (TerrainRecordsPage *self)
{
  g_autoptr (GtkListItemFactory) button_names = make_form_names (10);
  g_autoptr (GtkListItemFactory) list_names = make_form_names (36);

  self->newest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->form_ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  terrain_text_guard_search (GTK_EDITABLE (self->search_entry));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  gtk_drop_down_set_factory (self->form_choice, button_names);
  gtk_drop_down_set_list_factory (self->form_choice, list_names);
}

/* A view switcher cuts its labels rather than ask for room: where they would be cut the choice of lists takes its place. */
static void
update_bar_width (TerrainRecordsPage *self)
{
  int widest = 0;

  for (guint i = 0; i < TERRAIN_RECORDS_N_LISTS; i++)
    {
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (self->bar_switcher, NULL);
      g_autofree char *markup = g_markup_printf_escaped ("<span weight='bold' size='83%%'>%s</span>", _(lists[i].title));
      int width;

      pango_layout_set_markup (layout, markup, -1);
      pango_layout_get_pixel_size (layout, &width, NULL);
      widest = MAX (widest, width);
    }
  /* All are as wide as the widest, with a little space around. */
  gtk_widget_set_size_request (self->bar_switcher, TERRAIN_RECORDS_N_LISTS * (widest + 10), -1);
}

static void
fill_list_choice (TerrainRecordsPage *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < TERRAIN_RECORDS_N_LISTS; i++)
    gtk_string_list_append (titles, _(lists[i].title));
  gtk_drop_down_set_model (self->list_choice, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->list_choice, terrain_records_page_get_kind (self));
}

static void
add_table (TerrainRecordsPage *self,
           guint               i)
{
  GListModel *records = i == TERRAIN_RECORDS_TRASH ? G_LIST_MODEL (self->trash)
                                                   : G_LIST_MODEL (terrain_workspace_get_records (self->workspace));
  GtkWidget *table = terrain_record_table_new (records, lists[i].states);

  self->tables[i] = TERRAIN_RECORD_TABLE (table);
  terrain_record_table_set_empty (self->tables[i], lists[i].icon, _(lists[i].empty_title),
                                  _(lists[i].empty_description));
  g_signal_connect_object (table, "notify::n-selected", G_CALLBACK (update_selection), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (table, "opened", G_CALLBACK (on_opened), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (table, "menu", G_CALLBACK (on_menu), self, G_CONNECT_SWAPPED);
}

GtkWidget *
terrain_records_page_new (TerrainWorkspace *workspace)
{
  g_return_val_if_fail (TERRAIN_IS_WORKSPACE (workspace), NULL);

  TerrainRecordsPage *self = g_object_new (TERRAIN_TYPE_RECORDS_PAGE, NULL);
  TerrainSync *sync = terrain_workspace_get_sync (workspace);

  self->trash = terrain_records_new_trash (terrain_workspace_get_profile (workspace));
  self->workspace = g_object_ref (workspace);
  for (guint i = 0; i < TERRAIN_RECORDS_N_LISTS; i++)
    add_table (self, i);
  for (guint i = 0; i < TERRAIN_RECORDS_N_LISTS; i++)
    {
      adw_view_stack_add_titled (self->stack, GTK_WIDGET (self->tables[i]), lists[i].name, _(lists[i].title));
      adw_view_stack_page_set_icon_name (adw_view_stack_get_page (self->stack, GTK_WIDGET (self->tables[i])),
                                         lists[i].icon);
    }
  /* A switcher that has seen a stack with no pages shows its title for ever (libadwaita 1.2). */
  adw_view_switcher_title_set_stack (self->switcher, self->stack);
  g_signal_connect_object (terrain_workspace_get_records (workspace), "items-changed",
                           G_CALLBACK (on_records_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->trash, "items-changed", G_CALLBACK (on_records_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (terrain_workspace_get_library (workspace), "items-changed",
                           G_CALLBACK (on_library_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sync, "notify::state", G_CALLBACK (on_sync_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sync, "notify::message", G_CALLBACK (on_sync_changed), self, G_CONNECT_SWAPPED);
  fill_list_choice (self);
  update_bar_width (self);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (update_bar_width), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-font-name",
                           G_CALLBACK (update_bar_width), self, G_CONNECT_SWAPPED);
  /* Its own window's font. */
  g_signal_connect_object (self, "map", G_CALLBACK (update_bar_width), self, G_CONNECT_SWAPPED);
  self->minute = g_timeout_add_seconds (60, on_minute, self);
  update_forms (self);
  on_library_changed (self);
  on_records_changed (self);
  on_sync_changed (self);
  update_selection (self);
  return GTK_WIDGET (self);
}

void
terrain_records_page_show_list (TerrainRecordsPage *self,
                                const char         *list)
{
  g_return_if_fail (TERRAIN_IS_RECORDS_PAGE (self));
  g_return_if_fail (list != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (strcmp (lists[i].name, list) == 0)
      adw_view_stack_set_visible_child_name (self->stack, list);
  /* Keys go on in the list, not in the choice of lists; an empty one has nothing for them. */
  terrain_record_table_grab (terrain_records_page_get_table (self));
}
