/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <terrain-shell-form.h>

#include "terrain-respondent-window.h"

struct _TerrainRespondentWindow
{
  AdwWindow parent_instance;

  TerrainWindow *beside;         /* weak */
  TerrainSession *session;       /* (nullable): the one that view shows */
  TerrainRespondentView *view;   /* (nullable); owned by body */
  TerrainInterviewPage *page;    /* (nullable): weak: the one that is followed */
  gulong page_handler;
  char *ref;                     /* (nullable): the question shown */

  GtkWidget *header;
  AdwBin *body;
};

G_DEFINE_FINAL_TYPE (TerrainRespondentWindow, terrain_respondent_window, ADW_TYPE_WINDOW)

static GSettings *
get_settings (TerrainRespondentWindow *self)
{
  return terrain_workspace_get_settings (terrain_window_get_workspace (self->beside));
}

/* Which question */

static gboolean
is_within (TerrainItem *item,
           TerrainItem *group)
{
  for (; item; item = terrain_item_get_parent (item))
    if (item == group)
      return TRUE;
  return FALSE;
}

static TerrainItem *
find_first_question (TerrainItem *item)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));
  TerrainItem *found = NULL;

  if (!terrain_item_get_relevant (item))
    return NULL;
  if (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION)
    return item;
  for (guint i = 0; i < n && !found; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);
      found = find_first_question (child);
    }
  return found;
}

/* A page may hold several: the one with the focus; while that is elsewhere (in a menu), the one shown last. */
static TerrainItem *
find_question (TerrainRespondentWindow *self)
{
  TerrainInterview *interview = terrain_session_get_interview (self->session);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self->beside));
  GtkWidget *question = focus ? gtk_widget_get_ancestor (focus, TERRAIN_TYPE_QUESTION) : NULL;
  const char *ref = terrain_interview_page_get_current_ref (self->page);
  TerrainItem *at = ref ? terrain_interview_find_item (interview, ref) : NULL;
  TerrainItem *focused = question && gtk_widget_is_ancestor (question, GTK_WIDGET (self->page))
                           ? terrain_question_get_item (TERRAIN_QUESTION (question))
                           : NULL;
  TerrainItem *last = self->ref ? terrain_interview_find_item (interview, self->ref) : NULL;

  if (!at || terrain_item_get_kind (at) == TERRAIN_ITEM_QUESTION)
    return at;
  if (focused && is_within (focused, at))
    return focused;
  if (last && is_within (last, at) && terrain_item_get_relevant (last))
    return last;
  return find_first_question (at);
}

static void
follow_page (TerrainRespondentWindow *self,
             TerrainInterviewPage    *page)
{
  if (page == self->page)
    return;
  if (self->page)
    g_clear_signal_handler (&self->page_handler, self->page);
  self->page_handler = 0;
  g_set_weak_pointer (&self->page, page);
  if (page)
    self->page_handler = g_signal_connect_object (page, "notify::current-ref",
                                                  G_CALLBACK (terrain_respondent_window_update), self,
                                                  G_CONNECT_SWAPPED);
}

static void
give_focus_back (TerrainRespondentWindow *self)
{
  if (self->beside)
    gtk_window_present (GTK_WINDOW (self->beside));
}

static void
show_session (TerrainRespondentWindow *self,
              TerrainSession          *session)
{
  if (!g_set_object (&self->session, session))
    return;
  g_clear_pointer (&self->ref, g_free);
  self->view = session ? TERRAIN_RESPONDENT_VIEW (terrain_respondent_view_new (session)) : NULL;
  adw_bin_set_child (self->body, GTK_WIDGET (self->view));
  if (!self->view)
    return;
  terrain_respondent_view_set_answers (self->view, g_settings_get_boolean (get_settings (self), "respondent-answers"));
  g_signal_connect_object (self->view, "answered", G_CALLBACK (give_focus_back), self, G_CONNECT_SWAPPED);
}

static void
on_answers (TerrainRespondentWindow *self)
{
  if (self->view)
    terrain_respondent_view_set_answers (self->view, g_settings_get_boolean (get_settings (self), "respondent-answers"));
}

void
terrain_respondent_window_update (TerrainRespondentWindow *self)
{
  GtkWidget *visible;
  TerrainItem *item;

  g_return_if_fail (TERRAIN_IS_RESPONDENT_WINDOW (self));

  if (!self->beside)
    return;
  visible = terrain_window_get_visible_page (self->beside);
  show_session (self, terrain_window_get_session (self->beside));
  follow_page (self, self->session && TERRAIN_IS_INTERVIEW_PAGE (visible) && !terrain_window_get_hidden (self->beside)
                       ? TERRAIN_INTERVIEW_PAGE (visible)
                       : NULL);
  if (!self->view)
    return;
  item = self->page ? find_question (self) : NULL;
  if (item)
    {
      g_free (self->ref);
      self->ref = g_strdup (terrain_item_get_ref (item));
    }
  terrain_respondent_view_set_ref (self->view, item ? self->ref : NULL);
}

gboolean
terrain_respondent_window_flush (TerrainRespondentWindow *self)
{
  g_return_val_if_fail (TERRAIN_IS_RESPONDENT_WINDOW (self), TRUE);

  return !self->view || terrain_respondent_view_flush (self->view);
}

/* Which screen */

/* Returns: (transfer full) (nullable): another than the interviewer's */
static GdkMonitor *
find_other_monitor (TerrainRespondentWindow *self)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self->beside));
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self->beside));
  GdkMonitor *own = surface ? gdk_display_get_monitor_at_surface (display, surface) : NULL;
  GListModel *monitors = gdk_display_get_monitors (display);

  for (guint i = 0; own && i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);

      if (monitor != own)
        return g_steal_pointer (&monitor);
    }
  return NULL;
}

/* A screen may be plugged in, or fall out, during the interview. */
static void
place (TerrainRespondentWindow *self)
{
  g_autoptr (GdkMonitor) other = self->beside ? find_other_monitor (self) : NULL;

  if (other)
    gtk_window_fullscreen_on_monitor (GTK_WINDOW (self), other);
  else if (gtk_window_is_fullscreen (GTK_WINDOW (self)))
    gtk_window_unfullscreen (GTK_WINDOW (self));
}

static void
on_fullscreened (TerrainRespondentWindow *self)
{
  gtk_widget_set_visible (self->header, !gtk_window_is_fullscreen (GTK_WINDOW (self)));
}

static void
terrain_respondent_window_dispose (GObject *object)
{
  TerrainRespondentWindow *self = TERRAIN_RESPONDENT_WINDOW (object);

  follow_page (self, NULL);
  self->view = NULL;
  g_clear_weak_pointer (&self->beside);
  gtk_widget_dispose_template (GTK_WIDGET (self), TERRAIN_TYPE_RESPONDENT_WINDOW);
  g_clear_object (&self->session);
  g_clear_pointer (&self->ref, g_free);

  G_OBJECT_CLASS (terrain_respondent_window_parent_class)->dispose (object);
}

static void
terrain_respondent_window_class_init (TerrainRespondentWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_respondent_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/brussels/safe/Terrain/terrain-respondent-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TerrainRespondentWindow, header);
  gtk_widget_class_bind_template_child (widget_class, TerrainRespondentWindow, body);
  gtk_widget_class_bind_template_callback (widget_class, on_fullscreened);
  /* The key that opened it, where it has the focus. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "window.close", NULL);
}

static void
terrain_respondent_window_init (TerrainRespondentWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWindow *
terrain_respondent_window_new (TerrainWindow *beside)
{
  g_return_val_if_fail (TERRAIN_IS_WINDOW (beside), NULL);

  TerrainRespondentWindow *self = g_object_new (TERRAIN_TYPE_RESPONDENT_WINDOW, NULL);
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (beside)));

  g_set_weak_pointer (&self->beside, beside);
  g_signal_connect_object (beside, "notify::focus-widget", G_CALLBACK (terrain_respondent_window_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_settings (self), "changed::respondent-answers", G_CALLBACK (on_answers), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (monitors, "items-changed", G_CALLBACK (place), self, G_CONNECT_SWAPPED);
  place (self);
  terrain_respondent_window_update (self);
  return GTK_WINDOW (self);
}
