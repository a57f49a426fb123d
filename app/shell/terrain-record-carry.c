/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-record-carry.h"

#include <glib/gi18n-lib.h>
#include <terrain-shell-form.h>

#include "terrain-records-page-private.h"

/* More rows of a kind help nobody; how many there are is said. */
#define ROWS_SHOWN 50

typedef struct
{
  TerrainRecordsPage *page; /* the window is gone before it: modal to it, and destroyed with its parent */
  char *uuid;
  char *version;
  TerrainInterview *before;
  TerrainInterview *after; /* (nullable): one that nobody has answered, for its words */
} Carry;

static void
carry_free (gpointer data)
{
  Carry *carry = data;

  g_free (carry->uuid);
  g_free (carry->version);
  g_clear_object (&carry->before);
  g_clear_object (&carry->after);
  g_object_unref (carry->page);
  g_free (carry);
}

/* What a person is told first, and how it is put. What is kept as it is needs a number only. */
static const struct
{
  TerrainMigrationKind kind;
  const char *title; /* untranslated */
} parts[] = {
  { TERRAIN_MIGRATION_LOST, N_("Answers That Are Lost") },
  { TERRAIN_MIGRATION_PROPOSED, N_("Lost Answers That May Belong Elsewhere") },
  { TERRAIN_MIGRATION_NO_LONGER_OFFERED, N_("Choices No Longer Offered") },
  { TERRAIN_MIGRATION_NEWLY_INVALID, N_("Answers No Longer Accepted") },
  { TERRAIN_MIGRATION_NEWLY_REQUIRED, N_("Questions That Must Be Answered Now") },
  { TERRAIN_MIGRATION_RECALCULATED, N_("Computed Anew") },
  { TERRAIN_MIGRATION_RENAMED, N_("Moved to Another Question") },
};

static char *
dup_label (TerrainInterview *interview,
           const char       *ref)
{
  TerrainItem *item = interview && ref ? terrain_interview_find_item (interview, ref) : NULL;
  const char *label = item ? terrain_item_get_label (item) : NULL;

  return label && label[0] ? terrain_form_dup_plain_text (label) : NULL;
}

/* The question's words, of either version; else the last name of its path. */
static char *
dup_title (Carry                       *carry,
           const TerrainMigrationEntry *entry)
{
  char *label = dup_label (carry->before, entry->old_ref);
  const char *ref = entry->new_ref ? entry->new_ref : entry->old_ref;

  if (!label)
    label = dup_label (carry->after, entry->new_ref);
  if (!label)
    label = g_strdup (ref && strrchr (ref, '/') ? strrchr (ref, '/') + 1 : "");
  return label;
}

static GtkWidget *
make_row (Carry                       *carry,
          const TerrainMigrationEntry *entry)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = dup_title (carry, entry);
  g_autoptr (GString) subtitle = g_string_new (entry->value && entry->value[0] ? entry->value : NULL);

  if (entry->reason)
    g_string_append_printf (subtitle, "%s%s", subtitle->len > 0 ? "\n" : "", entry->reason);
  if (entry->kind == TERRAIN_MIGRATION_RENAMED || entry->kind == TERRAIN_MIGRATION_PROPOSED)
    {
      g_autofree char *to = dup_label (carry->after, entry->new_ref);

      g_string_append_printf (subtitle, "%s→ %s", subtitle->len > 0 ? "\n" : "", to ? to : entry->new_ref);
    }
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle->len > 0)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle->str);
  return row;
}

static void
add_part (Carry               *carry,
          TerrainMigration    *migration,
          guint                part,
          AdwPreferencesPage  *page)
{
  GPtrArray *entries = terrain_migration_get_entries (migration);
  guint n = terrain_migration_count (migration, parts[part].kind);
  GtkWidget *group;
  guint shown = 0;

  if (n == 0)
    return;
  group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _(parts[part].title));
  for (guint i = 0; i < entries->len && shown < ROWS_SHOWN; i++)
    {
      const TerrainMigrationEntry *entry = entries->pdata[i];

      if (entry->kind != parts[part].kind)
        continue;
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (carry, entry));
      shown++;
    }
  if (n > shown)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("and %u more", "and %u more", n - shown), n - shown);

      adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), more);
    }
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
}

static char *
make_summary (Carry            *carry,
              TerrainMigration *migration)
{
  guint n_kept = terrain_migration_count (migration, TERRAIN_MIGRATION_KEPT);
  guint n_lost = terrain_migration_count (migration, TERRAIN_MIGRATION_LOST);
  g_autofree char *kept = g_strdup_printf (ngettext ("%u answer stays as it is.", "%u answers stay as they are.", n_kept),
                                           n_kept);
  g_autofree char *lost = n_lost == 0
    ? g_strdup (_("Nothing is lost."))
    : g_strdup_printf (ngettext ("%u answer has no place in the newer version.",
                                 "%u answers have no place in the newer version.", n_lost), n_lost);

  /* Translators: two sentences on what becomes of the answers of a draft, then one that reassures. */
  return g_strdup_printf (_("%s %s You can take this back afterwards."), kept, lost);
}

static void
on_carry (GtkWidget *button,
          GtkWindow *window)
{
  Carry *carry = g_object_get_data (G_OBJECT (window), "terrain-record-carry");
  TerrainWindow *main_window = terrain_records_page_get_window (carry->page);
  TerrainProfile *profile = terrain_workspace_get_profile (terrain_records_page_get_workspace (carry->page));
  g_autoptr (TerrainMigration) migration = NULL;
  g_autoptr (GError) error = NULL;

  migration = terrain_profile_migrate_record (profile, carry->uuid, carry->version, NULL, NULL, FALSE, &error);
  if (migration)
    terrain_records_page_offer_carry_undo (carry->page, carry->uuid);
  else if (main_window)
    terrain_window_toast_error (main_window, _("The draft could not be carried over"), error);
  gtk_window_destroy (window);
}

static GtkWidget *
make_header (GtkWindow *window)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  GtkWidget *carry = gtk_button_new_with_mnemonic (_("_Carry Over"));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_destroy), window);
  gtk_widget_add_css_class (carry, "suggested-action");
  g_signal_connect (carry, "clicked", G_CALLBACK (on_carry), window);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), carry);
  return header;
}

static GtkWidget *
make_content (Carry            *carry,
              TerrainMigration *migration,
              GtkWindow        *window)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *first = adw_preferences_group_new ();
  g_autofree char *summary = make_summary (carry, migration);
  GtkWidget *label = gtk_label_new (summary);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (first), label);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (first));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    add_part (carry, migration, i, ADW_PREFERENCES_PAGE (page));
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), make_header (window));
  gtk_box_append (GTK_BOX (box), page);
  return box;
}

static void
add_escape (GtkWidget *window)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, shortcuts);
}

void
terrain_record_carry_show (TerrainRecordsPage  *page,
                           const TerrainRecord *record)
{
  TerrainWindow *parent = terrain_records_page_get_window (page);
  TerrainProfile *profile = terrain_workspace_get_profile (terrain_records_page_get_workspace (page));
  const char *version = terrain_records_page_find_newer (page, record);
  g_autoptr (TerrainMigration) migration = NULL;
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *window;
  Carry *carry;

  if (!parent || !version)
    return;
  migration = terrain_profile_migrate_record (profile, record->uuid, version, NULL, NULL, TRUE, &error);
  if (!migration)
    {
      terrain_window_toast_error (parent, _("The draft could not be carried over"), error);
      return;
    }
  carry = g_new0 (Carry, 1);
  carry->page = g_object_ref (page);
  carry->uuid = g_strdup (record->uuid);
  carry->version = g_strdup (version);
  carry->before = terrain_profile_view_record (profile, record->uuid, NULL, NULL);
  form = terrain_profile_load_form (profile, record->form_id, version, NULL);
  carry->after = form ? terrain_profile_view_form (profile, form, record->language, NULL) : NULL;
  if (!carry->after && form)
    carry->after = terrain_profile_view_form (profile, form, NULL, NULL);

  window = g_object_new (ADW_TYPE_WINDOW, "title", _("Carry Over to the Newer Version"), "transient-for", parent, "modal",
                         TRUE, "destroy-with-parent", TRUE, "default-width", 520, "default-height", 560, NULL);
  g_object_set_data_full (G_OBJECT (window), "terrain-record-carry", carry, carry_free);
  adw_window_set_content (ADW_WINDOW (window), make_content (carry, migration, GTK_WINDOW (window)));
  add_escape (window);
  gtk_window_present (GTK_WINDOW (window));
}
