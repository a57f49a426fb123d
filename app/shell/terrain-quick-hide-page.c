/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-fieldwork.h>

#include "terrain-quick-hide-page.h"

#define FIRST_DELAY_MS 2000
#define MAX_DELAY_MS 60000
#define TAPS 3

struct _TerrainQuickHidePage
{
  AdwBin parent_instance;

  char *pin_hash;
  guint delay_ms;
  guint n_wrong;
  guint delay_timeout;
  guint clock_timeout;

  GtkWidget *place; /* of the clock: takes the focus, which a label does not */
  GtkLabel *clock;
  GtkLabel *date;
  GtkRevealer *revealer;
  GtkWidget *entry;
  GtkLabel *message;
};

enum
{
  ACCEPTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TerrainQuickHidePage, terrain_quick_hide_page, ADW_TYPE_BIN)

static gboolean
on_clock (gpointer user_data)
{
  TerrainQuickHidePage *self = user_data;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *clock = g_date_time_format (now, "%H:%M");
  g_autofree char *date = g_date_time_format (now, _("%A %-d %B %Y"));

  gtk_label_set_text (self->clock, clock);
  gtk_label_set_text (self->date, date);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_delay_over (gpointer user_data)
{
  TerrainQuickHidePage *self = user_data;

  self->delay_timeout = 0;
  gtk_widget_set_sensitive (self->entry, TRUE);
  gtk_label_set_text (self->message, "");
  gtk_widget_grab_focus (self->entry);
  return G_SOURCE_REMOVE;
}

static void
refuse (TerrainQuickHidePage *self)
{
  guint delay_ms = (guint) MIN ((guint64) self->delay_ms << MIN (self->n_wrong, 16), MAX_DELAY_MS);
  guint seconds = (delay_ms + 999) / 1000;
  g_autofree char *text = g_strdup_printf (ngettext ("Wrong PIN. Wait %u second.", "Wrong PIN. Wait %u seconds.",
                                                     seconds), seconds);

  self->n_wrong++;
  gtk_label_set_text (self->message, text);
  /* The focus would leave the window with the entry. */
  gtk_widget_grab_focus (self->place);
  gtk_widget_set_sensitive (self->entry, FALSE);
  self->delay_timeout = g_timeout_add (delay_ms, on_delay_over, self);
}

static void
on_pin (TerrainQuickHidePage *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->delay_timeout != 0 || typed[0] == '\0')
    return;

  gboolean right = terrain_pin_verify (self->pin_hash, typed);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (!right)
    {
      refuse (self);
      return;
    }
  g_signal_emit (self, signals[ACCEPTED], 0);
}

static void
on_tapped (TerrainQuickHidePage *self,
           int                   n_press)
{
  if (n_press == TAPS)
    terrain_quick_hide_page_ask (self);
}

static gboolean
terrain_quick_hide_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (TERRAIN_QUICK_HIDE_PAGE (widget)->place);
}

static void
terrain_quick_hide_page_dispose (GObject *object)
{
  TerrainQuickHidePage *self = TERRAIN_QUICK_HIDE_PAGE (object);

  g_clear_handle_id (&self->delay_timeout, g_source_remove);
  g_clear_handle_id (&self->clock_timeout, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), TERRAIN_TYPE_QUICK_HIDE_PAGE);

  G_OBJECT_CLASS (terrain_quick_hide_page_parent_class)->dispose (object);
}

static void
terrain_quick_hide_page_finalize (GObject *object)
{
  g_free (TERRAIN_QUICK_HIDE_PAGE (object)->pin_hash);

  G_OBJECT_CLASS (terrain_quick_hide_page_parent_class)->finalize (object);
}

static void
terrain_quick_hide_page_class_init (TerrainQuickHidePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_quick_hide_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = terrain_quick_hide_page_finalize;
  widget_class->grab_focus = terrain_quick_hide_page_grab_focus;

  signals[ACCEPTED] = g_signal_new ("accepted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/brussels/safe/Terrain/terrain-quick-hide-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TerrainQuickHidePage, place);
  gtk_widget_class_bind_template_child (widget_class, TerrainQuickHidePage, clock);
  gtk_widget_class_bind_template_child (widget_class, TerrainQuickHidePage, date);
  gtk_widget_class_bind_template_child (widget_class, TerrainQuickHidePage, revealer);
  gtk_widget_class_bind_template_child (widget_class, TerrainQuickHidePage, entry);
  gtk_widget_class_bind_template_child (widget_class, TerrainQuickHidePage, message);
  gtk_widget_class_bind_template_callback (widget_class, on_pin);
  gtk_widget_class_bind_template_callback (widget_class, on_tapped);
}

static void
terrain_quick_hide_page_init (TerrainQuickHidePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->delay_ms = FIRST_DELAY_MS;
  self->clock_timeout = g_timeout_add_seconds (1, on_clock, self);
  on_clock (self);
}

GtkWidget *
terrain_quick_hide_page_new (const char *pin_hash)
{
  g_return_val_if_fail (pin_hash != NULL, NULL);

  TerrainQuickHidePage *self = g_object_new (TERRAIN_TYPE_QUICK_HIDE_PAGE, NULL);

  self->pin_hash = g_strdup (pin_hash);
  return GTK_WIDGET (self);
}

void
terrain_quick_hide_page_ask (TerrainQuickHidePage *self)
{
  g_return_if_fail (TERRAIN_IS_QUICK_HIDE_PAGE (self));

  if (self->pin_hash[0] == '\0')
    {
      g_signal_emit (self, signals[ACCEPTED], 0);
      return;
    }
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  gtk_widget_grab_focus (self->delay_timeout == 0 ? self->entry : self->place);
}

void
terrain_quick_hide_page_set_delay (TerrainQuickHidePage *self,
                                   guint                 delay_ms)
{
  g_return_if_fail (TERRAIN_IS_QUICK_HIDE_PAGE (self));

  self->delay_ms = delay_ms;
}
