/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-quick-hide-page.h"
#include "terrain-quick-hide.h"

#define PRESSES 3
#define WITHIN_US (1500 * G_TIME_SPAN_MILLISECOND)
#define WATCHED "terrain-quick-hide"
#define COMPANION "terrain-quick-hide-companion"

struct _TerrainQuickHide
{
  GObject parent_instance;

  AdwApplicationWindow *window; /* cleared with it */
  GSettings *settings;
  GtkWidget *content; /* what the window had; NULL while it has it */
  GtkWidget *page;
  char *title;
  GPtrArray *put_away; /* of GtkWindow */

  gboolean shift_down;
  guint n_presses;
  gint64 first_press; /* of those counted */
};

enum
{
  PROP_0,
  PROP_HIDDEN,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TerrainQuickHide, terrain_quick_hide, G_TYPE_OBJECT)

static gboolean
is_companion (TerrainQuickHide *self,
              GtkWindow        *window)
{
  return g_object_get_data (G_OBJECT (window), COMPANION) == self;
}

static gboolean
is_upon (TerrainQuickHide *self,
         GtkWindow        *window)
{
  for (; window; window = gtk_window_get_transient_for (window))
    if ((gpointer) window == (gpointer) self->window || is_companion (self, window))
      return TRUE;
  return FALSE;
}

/* Dialogs and whatever else lies upon the window; invisible windows are not in the accessibility tree. */
static void
put_away_windows (TerrainQuickHide *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if ((gpointer) window != (gpointer) self->window && is_upon (self, window)
          && gtk_widget_get_visible (GTK_WIDGET (window)))
        g_ptr_array_add (self->put_away, g_object_ref (window));
    }
  for (guint i = 0; i < self->put_away->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->put_away, i), FALSE);
}

/* The keys stay the interviewer's: a companion is seen again, and gets no focus. */
static void
bring_back_windows (TerrainQuickHide *self)
{
  GtkWindow *front = GTK_WINDOW (self->window);
  gboolean is_shared = FALSE;

  for (guint i = 0; i < self->put_away->len; i++)
    {
      GtkWindow *window = g_ptr_array_index (self->put_away, i);

      if (is_companion (self, window))
        {
          gtk_widget_set_visible (GTK_WIDGET (window), TRUE);
          is_shared = TRUE;
          continue;
        }
      gtk_window_present (window);
      front = window;
    }
  g_ptr_array_set_size (self->put_away, 0);
  if (is_shared)
    gtk_window_present (front);
}

static void
come_back (TerrainQuickHide *self)
{
  if (!self->content || !self->window)
    return;

  adw_application_window_set_content (self->window, self->content);
  gtk_window_set_title (GTK_WINDOW (self->window), self->title);
  self->page = NULL;
  g_clear_object (&self->content);
  g_clear_pointer (&self->title, g_free);
  g_settings_set_boolean (self->settings, "hidden", FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HIDDEN]);
  bring_back_windows (self);
}

void
terrain_quick_hide_hide (TerrainQuickHide *self)
{
  g_return_if_fail (TERRAIN_IS_QUICK_HIDE (self));

  if (self->content || !self->window)
    return;

  g_autofree char *pin_hash = g_settings_get_string (self->settings, "hide-pin-hash");

  self->content = g_object_ref (adw_application_window_get_content (self->window));
  self->title = g_strdup (gtk_window_get_title (GTK_WINDOW (self->window)));
  self->page = terrain_quick_hide_page_new (pin_hash);
  g_signal_connect_object (self->page, "accepted", G_CALLBACK (come_back), self, G_CONNECT_SWAPPED);
  adw_application_window_set_content (self->window, self->page);
  gtk_window_set_title (GTK_WINDOW (self->window), _("Clock"));
  put_away_windows (self);
  /* A screen reader says what gets the focus: that is how it is told. */
  gtk_widget_grab_focus (self->page);
  g_settings_set_boolean (self->settings, "hidden", pin_hash[0] != '\0');
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HIDDEN]);
}

gboolean
terrain_quick_hide_get_hidden (TerrainQuickHide *self)
{
  g_return_val_if_fail (TERRAIN_IS_QUICK_HIDE (self), FALSE);

  return self->content != NULL;
}

/* Shift, three times */

static gboolean
is_shift (guint keyval)
{
  return keyval == GDK_KEY_Shift_L || keyval == GDK_KEY_Shift_R;
}

static gboolean
on_key_pressed (TerrainQuickHide *self,
                guint             keyval,
                guint             keycode,
                GdkModifierType   state)
{
  gint64 now = g_get_monotonic_time ();

  if (!is_shift (keyval) || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    {
      self->n_presses = 0;
      self->shift_down = FALSE;
      return GDK_EVENT_PROPAGATE;
    }
  /* Held down it repeats. */
  if (self->shift_down)
    return GDK_EVENT_PROPAGATE;
  self->shift_down = TRUE;
  if (self->n_presses == 0 || now - self->first_press > WITHIN_US)
    {
      self->n_presses = 0;
      self->first_press = now;
    }
  return GDK_EVENT_PROPAGATE;
}

/* Counted when let go: Shift of a capital letter is no press of Shift alone. */
static void
on_key_released (TerrainQuickHide *self,
                 guint             keyval)
{
  if (!is_shift (keyval) || !self->shift_down)
    return;
  self->shift_down = FALSE;
  self->n_presses++;
  if (self->n_presses < PRESSES || g_get_monotonic_time () - self->first_press > WITHIN_US)
    return;
  self->n_presses = 0;
  if (self->content)
    terrain_quick_hide_page_ask (TERRAIN_QUICK_HIDE_PAGE (self->page));
  else
    terrain_quick_hide_hide (self);
}

static void
watch_keys (TerrainQuickHide *self,
            GtkWidget        *window)
{
  GtkEventController *keys;

  if (g_object_get_data (G_OBJECT (window), WATCHED))
    return;
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_name (keys, WATCHED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-released", G_CALLBACK (on_key_released), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (window, keys);
  g_object_set_data (G_OBJECT (window), WATCHED, keys);
}

static void
on_transient_for (GtkWidget        *window,
                  GParamSpec       *pspec,
                  TerrainQuickHide *self)
{
  if (is_upon (self, GTK_WINDOW (window)))
    watch_keys (self, window);
}

/* A dialog gets the keys while it is open; what it lies upon is known only after it is made. */
static void
on_windows (GListModel       *windows,
            guint             position,
            guint             n_removed,
            guint             n_added,
            TerrainQuickHide *self)
{
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, position + i);

      on_transient_for (window, NULL, self);
      g_signal_connect_object (window, "notify::transient-for", G_CALLBACK (on_transient_for), self, 0);
    }
}

void
terrain_quick_hide_add_companion (TerrainQuickHide *self,
                                  GtkWindow        *companion)
{
  g_return_if_fail (TERRAIN_IS_QUICK_HIDE (self));
  g_return_if_fail (GTK_IS_WINDOW (companion));

  g_object_set_data (G_OBJECT (companion), COMPANION, self);
  watch_keys (self, GTK_WIDGET (companion));
}

static void
terrain_quick_hide_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  if (id == PROP_HIDDEN)
    g_value_set_boolean (value, terrain_quick_hide_get_hidden (TERRAIN_QUICK_HIDE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
terrain_quick_hide_finalize (GObject *object)
{
  TerrainQuickHide *self = TERRAIN_QUICK_HIDE (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->settings);
  g_clear_object (&self->content);
  g_free (self->title);
  g_ptr_array_unref (self->put_away);

  G_OBJECT_CLASS (terrain_quick_hide_parent_class)->finalize (object);
}

static void
terrain_quick_hide_class_init (TerrainQuickHideClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = terrain_quick_hide_get_property;
  object_class->finalize = terrain_quick_hide_finalize;

  properties[PROP_HIDDEN] = g_param_spec_boolean ("hidden", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
terrain_quick_hide_init (TerrainQuickHide *self)
{
  self->put_away = g_ptr_array_new_with_free_func (g_object_unref);
}

TerrainQuickHide *
terrain_quick_hide_new (AdwApplicationWindow *window,
                        GSettings            *settings)
{
  g_return_val_if_fail (ADW_IS_APPLICATION_WINDOW (window), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  TerrainQuickHide *self = g_object_new (TERRAIN_TYPE_QUICK_HIDE, NULL);
  GListModel *windows = gtk_window_get_toplevels ();

  g_set_weak_pointer (&self->window, window);
  self->settings = g_object_ref (settings);
  watch_keys (self, GTK_WIDGET (window));
  g_signal_connect_object (windows, "items-changed", G_CALLBACK (on_windows), self, 0);
  on_windows (windows, 0, 0, g_list_model_get_n_items (windows), self);
  if (g_settings_get_boolean (settings, "hidden"))
    terrain_quick_hide_hide (self);
  return self;
}
