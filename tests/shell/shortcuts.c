/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets.h"
#include "window-fixture.h"

/* The shortcuts window tells all keys there are, and none that are not. */

/* Keys that are no accelerator and no binding of a widget's class, but handled where they are pressed; and who shows it. */
static const struct
{
  const char *key;
  const char *shown_by;
} handled[] = {
  { "1", "form/keys/codes" },
  { "9", "form/keys/codes" },
  { "Return", "form/keys, records/keys" },
  { "<Shift>Return", "form/keys" },
  { "Delete", "form/keys" },
  { "Escape", "form/keys/help" },
  { "<Control>BackSpace", "desk/kept" },
  { "Shift_L", "hide/shift" },
  { "<Control>a", "records/keys" },
  { "<Alt>1", "the translator's placeholders" },
  { "<Alt>Down", "the translator's list" },
  { "<Alt>Up", "the translator's list" },
};

/* What a widget's class is told by its own names, and what is GTK's. */
static const char *const ours[] = {
  "win.", "app.", "window.close", "form.", "question.", "records.", "records-undo.", "preview.", "translate.", "stage.",
};

static char *
dup_name (guint           key,
          GdkModifierType state)
{
  return gtk_accelerator_name (gdk_keyval_to_lower (key), state);
}

static char *
dup_normal (const char *accelerator)
{
  guint key;
  GdkModifierType state;

  if (!gtk_accelerator_parse (accelerator, &key, &state))
    g_error ("“%s” is no accelerator", accelerator);
  return dup_name (key, state);
}

static void
add (GHashTable *keys_of_action,
     const char *action,
     char       *key)
{
  GPtrArray *keys = g_hash_table_lookup (keys_of_action, action);

  if (!keys)
    {
      keys = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (keys_of_action, g_strdup (action), keys);
    }
  g_ptr_array_add (keys, key);
}

static void
collect_accelerators (GtkApplication *application,
                      GHashTable     *keys_of_action)
{
  g_auto (GStrv) actions = gtk_application_list_action_descriptions (application);

  for (char **action = actions; *action; action++)
    {
      g_auto (GStrv) keys = gtk_application_get_accels_for_action (application, *action);

      for (char **key = keys; *key; key++)
        add (keys_of_action, *action, dup_normal (*key));
    }
}

static gboolean
is_ours (const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
    if (g_str_has_prefix (action, ours[i]))
      return TRUE;
  return FALSE;
}

/* The bindings of a widget's class are a controller of each of its instances. */
static void
collect_bindings (GtkWidget  *widget,
                  GHashTable *keys_of_action)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutAction *action = gtk_shortcut_get_action (shortcut);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_NAMED_ACTION (action) && GTK_IS_KEYVAL_TRIGGER (trigger)
              && is_ours (gtk_named_action_get_action_name (GTK_NAMED_ACTION (action))))
            add (keys_of_action, gtk_named_action_get_action_name (GTK_NAMED_ACTION (action)),
                 dup_name (gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)),
                           gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger))));
        }
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    collect_bindings (child, keys_of_action);
}

static void
collect_told (GtkWidget  *widget,
              GHashTable *told)
{
  if (GTK_IS_SHORTCUTS_SHORTCUT (widget))
    {
      g_autofree char *title = NULL;
      g_autofree char *accelerator = NULL;

      g_object_get (widget, "title", &title, "accelerator", &accelerator, NULL);
      /* "1...9": from one to the other; "a+b": one after the other; "a b": one or the other. */
      g_auto (GStrv) keys = g_regex_split_simple ("\\.\\.\\.|\\+| ", accelerator, 0, 0);
      for (char **key = keys; *key; key++)
        g_hash_table_insert (told, dup_normal (*key), g_strdup (title));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    collect_told (child, told);
}

static gboolean
at_translation (gpointer fixture)
{
  return widgets_find_type (window_fixture_page (fixture), "TerrainTranslateList") != NULL;
}

static gboolean
asks_language (gpointer data)
{
  return widgets_find_window ("TerrainTranslateLanguages") != NULL;
}

/* Every page that has keys of its own. */
static GHashTable *
collect (WindowFixture *fixture)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autofree char *path = g_build_filename (g_getenv ("TERRAIN_SOURCE"), "tests/shell/forms/short.xml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWidget *window = GTK_WIDGET (fixture->window);

  collect_accelerators (GTK_APPLICATION (fixture->application), keys);
  window_fixture_start (fixture, "tests/shell/forms/short.xml", "Short visit");
  collect_bindings (window, keys);
  window_fixture_do (fixture, "win.back");
  widgets_wait (window_fixture_at_home, fixture);
  window_fixture_do_with (fixture, "win.show-records", "drafts");
  widgets_run (100);
  collect_bindings (window, keys);
  window_fixture_do (fixture, "win.back");
  widgets_wait (window_fixture_at_home, fixture);
  terrain_window_preview_form (TERRAIN_WINDOW (window), file);
  window_fixture_wait_for_page_text (fixture, "Name of the place");
  collect_bindings (window, keys);
  window_fixture_do (fixture, "win.back");
  widgets_wait (window_fixture_at_home, fixture);
  window_fixture_do_with (fixture, "win.translate", "short_visit");
  widgets_wait (asks_language, NULL);
  GtkWidget *dialog = widgets_find_window ("TerrainTranslateLanguages");
  g_signal_emit_by_name (dialog, "chosen", "nl");
  gtk_window_close (GTK_WINDOW (dialog));
  widgets_wait (at_translation, fixture);
  collect_bindings (window, keys);
  return keys;
}

static void
test_told (WindowFixture *fixture,
           gconstpointer  data)
{
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) real = collect (fixture);
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) handled_keys = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer name, value;

  window_fixture_do (fixture, "win.show-help-overlay");
  widgets_run (100);
  GtkWidget *window = widgets_find_window ("GtkShortcutsWindow");
  g_assert_nonnull (window);
  collect_told (window, told);
  gtk_window_destroy (GTK_WINDOW (window));

  /* Every action by one of its keys at least. */
  g_assert_cmpuint (g_hash_table_size (real), >, 30);
  g_hash_table_iter_init (&iter, real);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      GPtrArray *of_action = value;
      gboolean found = FALSE;

      for (guint i = 0; i < of_action->len; i++)
        {
          found = found || g_hash_table_contains (told, of_action->pdata[i]);
          g_hash_table_add (keys, of_action->pdata[i]);
        }
      if (!found)
        {
          g_test_message ("%s has the key %s, which is not told", (char *) name, (char *) of_action->pdata[0]);
          g_test_fail ();
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (handled); i++)
    {
      char *key = dup_normal (handled[i].key);

      g_ptr_array_add (handled_keys, key);
      g_hash_table_add (keys, key);
      if (!g_hash_table_contains (told, key))
        {
          g_test_message ("%s (%s) is not told", key, handled[i].shown_by);
          g_test_fail ();
        }
    }
  g_hash_table_iter_init (&iter, told);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (!g_hash_table_contains (keys, name))
      {
        g_test_message ("“%s” is told to be %s, but nothing has that key", (char *) value, (char *) name);
        g_test_fail ();
      }
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  /* GTK 4.8 warns of the width of a label of its own in the shortcuts window. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_test_add ("/shortcuts/told", WindowFixture, NULL, window_fixture_set_up, test_told, window_fixture_tear_down);
  return g_test_run ();
}
