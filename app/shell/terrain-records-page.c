/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-record-list.h"
#include "terrain-records-page.h"

/* The tabs, in the order shown. */
static const struct
{
  const char *name;
  const char *title; /* untranslated */
  const char *icon;
  guint states;
  const char *empty_title;
  const char *empty_description;
} lists[] = {
  { "waiting", N_("Waiting"), "document-send-symbolic",
    1u << TERRAIN_RECORD_COMPLETE | 1u << TERRAIN_RECORD_QUEUED,
    N_("Nothing Waits"), N_("Complete records wait here until the server has them.") },
  { "rejected", N_("To Fix"), "dialog-warning-symbolic", 1u << TERRAIN_RECORD_REJECTED,
    N_("Nothing to Fix"), N_("Records the server refuses come here, with its reason.") },
  { "sent", N_("Sent"), "object-select-symbolic", 1u << TERRAIN_RECORD_SENT,
    N_("Nothing Sent Yet"), N_("Records the server has accepted come here.") },
  { "drafts", N_("Drafts"), "document-edit-symbolic", 1u << TERRAIN_RECORD_DRAFT,
    N_("No Drafts"), N_("Records you have begun and not completed come here.") },
};

struct _TerrainRecordsPage
{
  AdwBin parent_instance;

  TerrainWorkspace *workspace;
  GtkStack *parts[G_N_ELEMENTS (lists)]; /* each with its list, or why it is empty */
  TerrainRecordList *record_lists[G_N_ELEMENTS (lists)];

  AdwViewStack *stack;
  GtkRevealer *status;
  GtkLabel *status_label;
};

G_DEFINE_FINAL_TYPE (TerrainRecordsPage, terrain_records_page, ADW_TYPE_BIN)

static void
update (TerrainRecordsPage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      guint n = terrain_record_list_get_n_records (self->record_lists[i]);
      AdwViewStackPage *page = adw_view_stack_get_page (self->stack, GTK_WIDGET (self->parts[i]));

      gtk_stack_set_visible_child_name (self->parts[i], n > 0 ? "list" : "empty");
      adw_view_stack_page_set_badge_number (page, strcmp (lists[i].name, "sent") == 0 ? 0 : n);
      adw_view_stack_page_set_needs_attention (page, n > 0 && strcmp (lists[i].name, "rejected") == 0);
    }
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

static void
terrain_records_page_dispose (GObject *object)
{
  TerrainRecordsPage *self = TERRAIN_RECORDS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TERRAIN_TYPE_RECORDS_PAGE);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (terrain_records_page_parent_class)->dispose (object);
}

static void
terrain_records_page_class_init (TerrainRecordsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_records_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/brussels/safe/Terrain/terrain-records-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TerrainRecordsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TerrainRecordsPage, status);
  gtk_widget_class_bind_template_child (widget_class, TerrainRecordsPage, status_label);
}

static void
terrain_records_page_init (TerrainRecordsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
make_list (TerrainRecordsPage *self,
           guint               i)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *list = g_object_new (TERRAIN_TYPE_RECORD_LIST, "margin-top", 24, "margin-bottom", 36, "margin-start", 12,
                                  "margin-end", 12, NULL);

  self->record_lists[i] = TERRAIN_RECORD_LIST (list);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 680);
  adw_clamp_set_child (ADW_CLAMP (clamp), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  return scrolled;
}

static void
add_part (TerrainRecordsPage *self,
          guint               i)
{
  GtkWidget *part = gtk_stack_new ();
  GtkWidget *empty = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (empty), lists[i].icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (empty), _(lists[i].empty_title));
  adw_status_page_set_description (ADW_STATUS_PAGE (empty), _(lists[i].empty_description));
  gtk_stack_add_named (GTK_STACK (part), make_list (self, i), "list");
  gtk_stack_add_named (GTK_STACK (part), empty, "empty");
  self->parts[i] = GTK_STACK (part);
  adw_view_stack_add_titled (self->stack, part, lists[i].name, _(lists[i].title));
  adw_view_stack_page_set_icon_name (adw_view_stack_get_page (self->stack, part), lists[i].icon);
}

GtkWidget *
terrain_records_page_new (TerrainWorkspace *workspace)
{
  g_return_val_if_fail (TERRAIN_IS_WORKSPACE (workspace), NULL);

  TerrainRecordsPage *self = g_object_new (TERRAIN_TYPE_RECORDS_PAGE, NULL);
  TerrainSync *sync = terrain_workspace_get_sync (workspace);

  self->workspace = g_object_ref (workspace);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    add_part (self, i);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      terrain_record_list_set_records (self->record_lists[i], terrain_workspace_get_records (workspace),
                                       lists[i].states);
      g_signal_connect_object (self->record_lists[i], "notify::n-records", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (sync, "notify::state", G_CALLBACK (on_sync_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sync, "notify::message", G_CALLBACK (on_sync_changed), self, G_CONNECT_SWAPPED);
  on_sync_changed (self);
  update (self);
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
}
