/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-shell-form.h>

#include "terrain-kiosk-question-page.h"

struct _TerrainKioskQuestionPage
{
  AdwBin parent_instance;

  TerrainSession *session;
  TerrainPageView *view;
  GtkWidget *back;
  GtkWidget *next;
  guint tap_ms;
  gint64 changed; /* monotonic, µs */
};

enum
{
  FINISHED,
  LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TerrainKioskQuestionPage, terrain_kiosk_question_page, ADW_TYPE_BIN)

/* Returns: (nullable): the question shown, where it is one that asks nothing */
static TerrainItem *
get_note (TerrainKioskQuestionPage *self)
{
  const char *ref = terrain_page_view_get_current_ref (self->view);
  TerrainItem *item = ref ? terrain_interview_find_item (terrain_session_get_interview (self->session), ref) : NULL;

  return item && terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION && terrain_item_get_readonly (item) ? item
                                                                                                             : NULL;
}

static gboolean
is_double_tap (TerrainKioskQuestionPage *self)
{
  gint64 now = g_get_monotonic_time ();

  return now - self->changed < (gint64) self->tap_ms * 1000;
}

static void
on_changed (TerrainKioskQuestionPage *self)
{
  self->changed = g_get_monotonic_time ();
}

static gboolean
finish_at_note (gpointer user_data)
{
  g_autoptr (TerrainKioskQuestionPage) self = TERRAIN_KIOSK_QUESTION_PAGE (user_data);

  if (self->view && terrain_page_view_get_at_end (self->view) && get_note (self))
    g_signal_emit (self, signals[FINISHED], 0);
  return G_SOURCE_REMOVE;
}

/* A form that ends in a note says its own thanks: nothing is left to do on that page. */
static void
on_page (TerrainKioskQuestionPage *self)
{
  on_changed (self);
  if (terrain_page_view_get_at_end (self->view) && !terrain_page_view_get_at_beginning (self->view) && get_note (self))
    g_idle_add (finish_at_note, g_object_ref (self));
}

static void
on_back (TerrainKioskQuestionPage *self)
{
  if (is_double_tap (self))
    return;
  if (terrain_page_view_get_at_beginning (self->view))
    g_signal_emit (self, signals[LEFT], 0);
  else
    terrain_page_view_previous (self->view);
}

static void
on_next (TerrainKioskQuestionPage *self)
{
  if (!is_double_tap (self))
    terrain_page_view_next (self->view);
}

static void
on_finished (TerrainKioskQuestionPage *self)
{
  g_signal_emit (self, signals[FINISHED], 0);
}

static void
terrain_kiosk_question_page_dispose (GObject *object)
{
  TerrainKioskQuestionPage *self = TERRAIN_KIOSK_QUESTION_PAGE (object);

  self->view = NULL;
  g_clear_object (&self->session);

  G_OBJECT_CLASS (terrain_kiosk_question_page_parent_class)->dispose (object);
}

static void
terrain_kiosk_question_page_class_init (TerrainKioskQuestionPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_kiosk_question_page_dispose;

  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
terrain_kiosk_question_page_init (TerrainKioskQuestionPage *self)
{
}

static GtkWidget *
make_button (TerrainKioskQuestionPage *self,
             const char               *label,
             GCallback                 callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "kiosk-button");
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

GtkWidget *
terrain_kiosk_question_page_new (TerrainSession *session,
                                 guint           tap_ms)
{
  g_return_val_if_fail (TERRAIN_IS_SESSION (session), NULL);

  TerrainKioskQuestionPage *self = g_object_new (TERRAIN_TYPE_KIOSK_QUESTION_PAGE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *buttons = gtk_center_box_new ();
  GtkWidget *view = terrain_page_view_new (session);

  self->session = g_object_ref (session);
  self->tap_ms = tap_ms;
  self->view = TERRAIN_PAGE_VIEW (view);
  terrain_page_view_set_large (self->view, TRUE);
  gtk_widget_set_vexpand (view, TRUE);
  gtk_box_append (GTK_BOX (box), view);

  self->back = make_button (self, _("Back"), G_CALLBACK (on_back));
  self->next = make_button (self, _("Next"), G_CALLBACK (on_next));
  gtk_widget_add_css_class (self->next, "suggested-action");
  gtk_center_box_set_start_widget (GTK_CENTER_BOX (buttons), self->back);
  gtk_center_box_set_end_widget (GTK_CENTER_BOX (buttons), self->next);
  gtk_widget_add_css_class (buttons, "kiosk-buttons");
  gtk_box_append (GTK_BOX (box), buttons);
  adw_bin_set_child (ADW_BIN (self), box);

  g_signal_connect_object (view, "notify::current-ref", G_CALLBACK (on_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "finished", G_CALLBACK (on_finished), self, G_CONNECT_SWAPPED);
  on_changed (self);
  return GTK_WIDGET (self);
}

gboolean
terrain_kiosk_question_page_flush (TerrainKioskQuestionPage *self)
{
  g_return_val_if_fail (TERRAIN_IS_KIOSK_QUESTION_PAGE (self), TRUE);

  return terrain_page_view_flush (self->view);
}

gboolean
terrain_kiosk_question_page_show_problem (TerrainKioskQuestionPage *self,
                                          const char               *ref)
{
  g_return_val_if_fail (TERRAIN_IS_KIOSK_QUESTION_PAGE (self), FALSE);

  terrain_page_view_set_show_required (self->view, TRUE);
  return terrain_page_view_jump (self->view, ref);
}

char *
terrain_kiosk_question_page_dup_last_note (TerrainKioskQuestionPage *self)
{
  g_return_val_if_fail (TERRAIN_IS_KIOSK_QUESTION_PAGE (self), NULL);

  TerrainItem *note = get_note (self);
  const char *label = note ? terrain_item_get_label (note) : NULL;
  return label ? terrain_form_dup_plain_text (label) : NULL;
}
