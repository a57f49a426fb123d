/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-records-page-private.h"

/* What can be done with what is selected, as a menu. What cannot, and why, is said in it where a person may look for it. */

static void
append_section (GMenu *menu,
                GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_object_unref (section);
}

/* Why a sent record is not corrected, in the few words a menu has. */
static const char *
find_obstacle (TerrainRecordsPage  *self,
               TerrainRecordObject *object)
{
  TerrainProfile *profile = terrain_workspace_get_profile (terrain_records_page_get_workspace (self));
  const TerrainRecord *record = terrain_record_object_get (object);

  if (record->encrypted)
    return _("Cannot Be Corrected: Encrypted");
  if (record->state != TERRAIN_RECORD_SENT)
    return NULL;
  if (terrain_record_object_get_corrected_by (object))
    return _("Cannot Be Corrected: Was Corrected Already");
  if (!terrain_session_check_edit (profile, record->uuid, NULL))
    return _("Cannot Be Corrected: The Form Does Not Allow It");
  return NULL;
}

static void
append_correct (TerrainRecordsPage  *self,
                TerrainRecordObject *object,
                GMenu               *section)
{
  const char *obstacle = find_obstacle (self, object);
  TerrainRecordState state = terrain_record_object_get (object)->state;
  const char *label = state == TERRAIN_RECORD_COMPLETE || state == TERRAIN_RECORD_QUEUED ? _("_Take Back and Change")
                                                                                          : _("_Correct");

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "records.correct", obstacle == NULL);
  g_menu_append (section, obstacle ? obstacle : label, "records.correct");
}

static void
append_one (TerrainRecordsPage  *self,
            TerrainRecordObject *object,
            GMenu               *menu)
{
  const TerrainRecord *record = terrain_record_object_get (object);
  GMenu *first = g_menu_new ();
  GMenu *second = g_menu_new ();

  if (record->state == TERRAIN_RECORD_DRAFT)
    g_menu_append (first, _("_Resume"), "records.open");
  else
    append_correct (self, object, first);
  if (record->state == TERRAIN_RECORD_DRAFT && terrain_records_page_find_newer (self, record))
    g_menu_append (first, _("Carry Over to the Newer _Version…"), "records.carry-over");
  if (!record->encrypted)
    {
      g_menu_append (second, _("_New From This One"), "records.new-from");
      g_menu_append (second, _("_Print or Save as PDF…"), "records.print");
    }
  append_section (menu, first);
  append_section (menu, second);
}

GMenuModel *
terrain_records_page_make_menu (TerrainRecordsPage *self)
{
  g_autoptr (GPtrArray) records = terrain_record_table_dup_selected (terrain_records_page_get_table (self));
  TerrainRecordsListKind kind = terrain_records_page_get_kind (self);
  GMenu *menu = g_menu_new ();
  GMenu *last = g_menu_new ();

  if (records->len == 1 && kind != TERRAIN_RECORDS_TRASH)
    append_one (self, records->pdata[0], menu);
  if (kind == TERRAIN_RECORDS_WAITING)
    g_menu_append (last, _("_Send Now"), "records.send");
  if (kind == TERRAIN_RECORDS_REJECTED)
    g_menu_append (last, _("_Send Again"), "records.send");
  if (kind == TERRAIN_RECORDS_TRASH)
    {
      g_menu_append (last, _("_Restore"), "records.restore");
      g_menu_append (last, _("_Delete for Good…"), "records.erase");
    }
  else if (kind != TERRAIN_RECORDS_WAITING)
    g_menu_append (last, _("_Move to the Trash"), "records.trash");
  append_section (menu, last);
  return G_MENU_MODEL (menu);
}
