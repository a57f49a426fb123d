/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "paper/terrain-paper-dialog.h"
#include "terrain-dialogs.h"
#include "terrain-record-carry.h"
#include "terrain-records-page-private.h"

/* What can be done with the records that are selected: every action of the page, its key, and when it is possible. */

static char **
dup_uuids (GPtrArray *records)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < records->len; i++)
    g_strv_builder_add (builder, terrain_record_object_get (records->pdata[i])->uuid);
  return g_strv_builder_end (builder);
}

static char **
dup_selected (TerrainRecordsPage *self)
{
  g_autoptr (GPtrArray) records = terrain_record_table_dup_selected (terrain_records_page_get_table (self));

  return dup_uuids (records);
}

/* (transfer full) (nullable): the one that is selected, where it is one */
static TerrainRecordObject *
get_only (TerrainRecordsPage *self)
{
  g_autoptr (GPtrArray) records = terrain_record_table_dup_selected (terrain_records_page_get_table (self));

  return records->len == 1 ? g_object_ref (records->pdata[0]) : NULL;
}

static void
show_menu (TerrainRecordsPage *self)
{
  TerrainRecordTable *table = terrain_records_page_get_table (self);

  if (terrain_record_table_get_n_selected (table) > 0)
    g_signal_emit_by_name (table, "menu", terrain_record_table_get_focus_row (table));
}

/* Sent: by a record of its own. Others become drafts again. */
static void
correct (TerrainRecordsPage  *self,
         const TerrainRecord *record)
{
  TerrainWindow *window = terrain_records_page_get_window (self);
  TerrainProfile *profile = terrain_workspace_get_profile (terrain_records_page_get_workspace (self));
  g_autoptr (TerrainSession) session = NULL;
  g_autoptr (GError) error = NULL;

  if (!window || terrain_window_get_session (window))
    return;
  if (record->state != TERRAIN_RECORD_SENT)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.correct", "s", record->uuid);
      return;
    }
  session = terrain_session_begin_edit (profile, record->uuid, NULL, NULL, &error);
  if (session)
    terrain_window_open_session (window, session);
  else
    terrain_window_toast_error (window, _("The record cannot be corrected"), error);
}

void
terrain_records_page_open_selected (TerrainRecordsPage *self)
{
  g_autoptr (TerrainRecordObject) object = get_only (self);
  const TerrainRecord *record = object ? terrain_record_object_get (object) : NULL;
  const char *uuids[] = { record ? record->uuid : NULL, NULL };

  if (!record)
    return;
  if (record->trashed)
    terrain_records_page_restore (self, uuids);
  else if (record->state == TERRAIN_RECORD_DRAFT)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.resume", "s", record->uuid);
  else if (record->state == TERRAIN_RECORD_REJECTED && !record->encrypted)
    correct (self, record);
  else
    show_menu (self);
}

static void
action_open (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  terrain_records_page_open_selected (TERRAIN_RECORDS_PAGE (widget));
}

static void
action_correct (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  g_autoptr (TerrainRecordObject) object = get_only (TERRAIN_RECORDS_PAGE (widget));

  if (object)
    correct (TERRAIN_RECORDS_PAGE (widget), terrain_record_object_get (object));
}

static void
action_new_from (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  TerrainRecordsPage *self = TERRAIN_RECORDS_PAGE (widget);
  TerrainWindow *window = terrain_records_page_get_window (self);
  TerrainProfile *profile = terrain_workspace_get_profile (terrain_records_page_get_workspace (self));
  g_autoptr (TerrainRecordObject) object = get_only (self);
  g_autoptr (TerrainSession) session = NULL;
  g_autoptr (GError) error = NULL;
  guint n_left = 0;

  if (!object || !window || terrain_window_get_session (window))
    return;
  session = terrain_session_begin_from (profile, terrain_record_object_get (object)->uuid, NULL, NULL, &n_left, &error);
  if (!session)
    {
      terrain_window_toast_error (window, _("No record could be begun"), error);
      return;
    }
  terrain_window_open_session (window, session);
  if (n_left > 0)
    {
      g_autofree char *message
        = g_strdup_printf (ngettext ("%u answer has no place in the form as it is now",
                                     "%u answers have no place in the form as it is now", n_left), n_left);
      terrain_window_toast (window, message, NULL, NULL, NULL);
    }
}

static void
action_carry_over (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  TerrainRecordsPage *self = TERRAIN_RECORDS_PAGE (widget);
  g_autoptr (TerrainRecordObject) object = get_only (self);

  if (object)
    terrain_record_carry_show (self, terrain_record_object_get (object));
}

static void
action_print (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  TerrainRecordsPage *self = TERRAIN_RECORDS_PAGE (widget);
  TerrainWindow *window = terrain_records_page_get_window (self);
  g_autoptr (TerrainRecordObject) object = get_only (self);

  if (object && window)
    terrain_paper_dialog_show_record (GTK_WINDOW (window), terrain_records_page_get_workspace (self),
                                      terrain_record_object_get (object)->uuid);
}

static void
action_trash (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  g_auto (GStrv) uuids = dup_selected (TERRAIN_RECORDS_PAGE (widget));

  if (uuids[0])
    terrain_records_page_trash (TERRAIN_RECORDS_PAGE (widget), (const char *const *) uuids);
}

static void
action_restore (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  g_auto (GStrv) uuids = dup_selected (TERRAIN_RECORDS_PAGE (widget));

  if (uuids[0])
    terrain_records_page_restore (TERRAIN_RECORDS_PAGE (widget), (const char *const *) uuids);
}

typedef struct
{
  GWeakRef page;
  char **uuids;
} Erasing;

static void
erasing_free (gpointer  data,
              GClosure *closure)
{
  Erasing *erasing = data;

  g_weak_ref_clear (&erasing->page);
  g_strfreev (erasing->uuids);
  g_free (erasing);
}

static void
on_erase (AdwMessageDialog *dialog,
          const char       *response,
          Erasing          *erasing)
{
  g_autoptr (TerrainRecordsPage) self = g_weak_ref_get (&erasing->page);

  if (self)
    terrain_records_page_erase (self, (const char *const *) erasing->uuids);
}

/* The only thing here that asks: it cannot be taken back. What it takes is named. */
static void
action_erase (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  TerrainRecordsPage *self = TERRAIN_RECORDS_PAGE (widget);
  g_autoptr (GPtrArray) records = terrain_record_table_dup_selected (terrain_records_page_get_table (self));
  Erasing *erasing;

  if (records->len == 0)
    return;
  erasing = g_new0 (Erasing, 1);
  g_weak_ref_init (&erasing->page, self);
  erasing->uuids = dup_uuids (records);
  g_signal_connect_data (terrain_dialogs_ask_erase (GTK_WINDOW (gtk_widget_get_root (widget)), records),
                         "response::erase", G_CALLBACK (on_erase), erasing, erasing_free, 0);
}

/* The Delete key: a step further from being there. */
static void
action_delete (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  gboolean in_trash = terrain_records_page_get_kind (TERRAIN_RECORDS_PAGE (widget)) == TERRAIN_RECORDS_TRASH;

  gtk_widget_activate_action (widget, in_trash ? "records.erase" : "records.trash", NULL);
}

static void
action_send (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  g_auto (GStrv) uuids = dup_selected (TERRAIN_RECORDS_PAGE (widget));

  if (uuids[0])
    terrain_records_page_send (TERRAIN_RECORDS_PAGE (widget), (const char *const *) uuids);
}

static void
action_select_all (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  terrain_record_table_select_all (terrain_records_page_get_table (TERRAIN_RECORDS_PAGE (widget)));
}

static void
action_select_none (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  TerrainRecordTable *table = terrain_records_page_get_table (TERRAIN_RECORDS_PAGE (widget));

  terrain_record_table_set_selecting (table, FALSE);
  terrain_record_table_unselect_all (table);
}

static void
action_menu (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  show_menu (TERRAIN_RECORDS_PAGE (widget));
}

static void
action_search (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  terrain_records_page_set_searching (TERRAIN_RECORDS_PAGE (widget), TRUE);
}

/* The keys are told in gtk/help-overlay.ui. */
static const struct
{
  const char *name;
  GtkWidgetActionActivateFunc func;
  guint key;
  GdkModifierType modifiers;
} actions[] = {
  { "records.open", action_open, 0, 0 }, /* Enter, which the list itself has */
  { "records.correct", action_correct, GDK_KEY_e, GDK_CONTROL_MASK },
  { "records.new-from", action_new_from, GDK_KEY_d, GDK_CONTROL_MASK },
  { "records.carry-over", action_carry_over, GDK_KEY_u, GDK_CONTROL_MASK },
  { "records.print", action_print, GDK_KEY_p, GDK_CONTROL_MASK },
  { "records.trash", action_trash, 0, 0 },
  { "records.restore", action_restore, 0, 0 },
  { "records.erase", action_erase, 0, 0 },
  { "records.delete", action_delete, GDK_KEY_Delete, 0 },
  { "records.send", action_send, GDK_KEY_s, GDK_CONTROL_MASK },
  { "records.select-all", action_select_all, GDK_KEY_a, GDK_CONTROL_MASK },
  { "records.select-none", action_select_none, GDK_KEY_Escape, 0 },
  { "records.menu", action_menu, GDK_KEY_F10, GDK_SHIFT_MASK },
  { "records.search", action_search, GDK_KEY_f, GDK_CONTROL_MASK },
};

void
terrain_records_page_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].func);
      if (actions[i].key)
        gtk_widget_class_add_binding_action (widget_class, actions[i].key, actions[i].modifiers, actions[i].name, NULL);
    }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "records.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "records.delete", NULL);
}

void
terrain_records_page_update_actions (TerrainRecordsPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  TerrainRecordTable *table = terrain_records_page_get_table (self);
  TerrainRecordsListKind kind = terrain_records_page_get_kind (self);
  guint n = terrain_record_table_get_n_selected (table);
  g_autoptr (TerrainRecordObject) object = n == 1 ? get_only (self) : NULL;
  const TerrainRecord *record = object ? terrain_record_object_get (object) : NULL;
  gboolean trash = kind == TERRAIN_RECORDS_TRASH;
  gboolean readable = record && !record->trashed && !record->encrypted;

  gtk_widget_action_set_enabled (widget, "records.open", record != NULL);
  gtk_widget_action_set_enabled (widget, "records.correct", readable && record->state != TERRAIN_RECORD_DRAFT);
  gtk_widget_action_set_enabled (widget, "records.new-from", readable);
  gtk_widget_action_set_enabled (widget, "records.carry-over",
                                 readable && record->state == TERRAIN_RECORD_DRAFT
                                   && terrain_records_page_find_newer (self, record));
  gtk_widget_action_set_enabled (widget, "records.print", readable);
  gtk_widget_action_set_enabled (widget, "records.trash", n > 0 && !trash);
  gtk_widget_action_set_enabled (widget, "records.restore", n > 0 && trash);
  gtk_widget_action_set_enabled (widget, "records.erase", n > 0 && trash);
  gtk_widget_action_set_enabled (widget, "records.delete", n > 0);
  gtk_widget_action_set_enabled (widget, "records.send", n > 0 && (kind == TERRAIN_RECORDS_WAITING
                                                                  || kind == TERRAIN_RECORDS_REJECTED));
  gtk_widget_action_set_enabled (widget, "records.select-all", terrain_record_table_get_n_records (table) > 0);
  gtk_widget_action_set_enabled (widget, "records.select-none", n > 0 || terrain_record_table_get_selecting (table));
  gtk_widget_action_set_enabled (widget, "records.menu", n > 0);
}
