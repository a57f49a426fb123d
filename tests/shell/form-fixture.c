/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form-fixture.h"
#include "terrain-camera-window.h"

#include "terrain-editors.h"

void
form_fixture_set_up (FormFixture *fixture, gconstpointer name)
{
  fixture->interview = form_support_interview (name);
  fixture->view = terrain_form_view_new_preview (fixture->interview);
  fixture->window = form_support_show (fixture->view, 720, 800);
  form_support_run (300);
}

void
form_fixture_tear_down (FormFixture *fixture, gconstpointer name)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  form_support_run (50);
  g_assert_finalize_object (fixture->interview);
}

const char *
form_fixture_current (FormFixture *fixture)
{
  return terrain_form_view_get_current_ref (TERRAIN_FORM_VIEW (fixture->view));
}

GtkWidget *
form_fixture_go_to (FormFixture *fixture, const char *ref)
{
  GtkWidget *question;

  if (!terrain_form_view_focus_ref (TERRAIN_FORM_VIEW (fixture->view), ref))
    g_error ("“%s” cannot be gone to.", ref);
  form_support_run (100);
  g_assert_cmpstr (form_fixture_current (fixture), ==, ref);
  question = form_support_question (fixture->view, ref);
  g_assert_nonnull (question);
  return question;
}

void
form_fixture_set (FormFixture *fixture, const char *ref, const char *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_interview_answer (fixture->interview, ref, value, &error));
  g_assert_no_error (error);
}

void
form_fixture_assert_text (GtkWidget *widget, const char *part)
{
  g_autofree char *text = form_support_dup_text (widget);

  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

void
form_fixture_assert_no_text (GtkWidget *widget, const char *part)
{
  g_autofree char *text = form_support_dup_text (widget);

  if (strstr (text, part) != NULL)
    g_error ("“%s” is in “%s”", part, text);
}

const char *
form_fixture_entry_text (GtkWidget *question, guint n)
{
  return gtk_editable_get_text (GTK_EDITABLE (form_support_nth (question, GTK_TYPE_ENTRY, n)));
}

void
form_fixture_assert_described (GtkWidget *question, guint n, const char *description)
{
  GtkAccessible *entry = GTK_ACCESSIBLE (form_support_nth (question, GTK_TYPE_ENTRY, n));
  g_autofree char *got = NULL;

  if (description == NULL)
    {
      g_assert_false (gtk_test_accessible_has_property (entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
      return;
    }
  got = gtk_test_accessible_check_property (entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description);
  if (got != NULL)
    g_error ("“%s” in place of “%s”", got, description);
}

void
form_fixture_type_in (GtkWidget *question, guint n, const char *text)
{
  GtkWidget *entry = form_support_nth (question, GTK_TYPE_ENTRY, n);

  g_assert_nonnull (entry);
  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

TerrainChoiceRow *
form_fixture_row (GtkWidget *question, guint n)
{
  GtkWidget *found = form_support_nth (question, TERRAIN_TYPE_CHOICE_ROW, n);

  g_assert_nonnull (found);
  return TERRAIN_CHOICE_ROW (found);
}

void
form_fixture_choose (GtkWidget *question, guint n)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (form_fixture_row (question, n)), "choice.choose", NULL));
}

void
form_fixture_assert_checked (TerrainChoiceRow *choice, gboolean checked)
{
  g_assert_cmpint (terrain_choice_row_get_selected (choice), ==, checked);
  g_assert_null (gtk_test_accessible_check_state (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_STATE_CHECKED,
                                                  checked ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                                          : GTK_ACCESSIBLE_TRISTATE_FALSE));
}

static gboolean
is_button (GtkWidget *widget, gpointer label)
{
  g_autofree char *text = NULL;

  if (!GTK_IS_BUTTON (widget) || !gtk_widget_get_mapped (widget))
    return FALSE;
  text = form_support_dup_text (widget);
  if (g_str_equal (text, label) || g_strcmp0 (gtk_widget_get_tooltip_text (widget), label) == 0)
    return TRUE;
  return FALSE;
}

GtkWidget *
form_fixture_button (GtkWidget *top, const char *label)
{
  return form_support_find (top, is_button, (gpointer) label);
}

void
form_fixture_click (GtkWidget *top, const char *label)
{
  GtkWidget *button = form_fixture_button (top, label);

  if (button == NULL)
    g_error ("There is no button “%s”.", label);
  g_signal_emit_by_name (button, "clicked");
}

void
form_fixture_drop (GtkWidget *question, GFile *file)
{
  GtkWidget *editor = form_support_find_type (question, TERRAIN_TYPE_UPLOAD_EDITOR);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (editor);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, G_TYPE_FILE);
  g_value_set_object (&value, file);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 1.0, 1.0, &taken);
    }
  g_assert_true (taken);
}

GtkWidget *
form_fixture_camera_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      if (TERRAIN_IS_CAMERA_WINDOW (window) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}
