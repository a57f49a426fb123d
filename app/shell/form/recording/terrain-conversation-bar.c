/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-conversation-bar.h"
#include "terrain-conversation-private.h"
#include "terrain-form-resources.h"
#include "terrain-level-meter.h"
#include "terrain-wrap-box.h"

struct _TerrainConversationBar
{
  GtkWidget parent_instance;
  TerrainConversation *conversation;
  gboolean in_sight;
  GtkWidget *icon;
  GtkWidget *words; /* whether it is recorded; NULL, as all below, until a form asks for it */
  GtkWidget *time;
  GtkWidget *meter;
  GtkWidget *pause; /* and goes on */
  GtkWidget *stop;
  GtkWidget *ask;
  GtkWidget *problem;
};

enum
{
  ASK,
  STOP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TerrainConversationBar, terrain_conversation_bar, GTK_TYPE_WIDGET)

static const struct
{
  const char *icon;
  const char *words;
} looks[] = {
  [TERRAIN_CONVERSATION_NONE] = { NULL, "" },
  [TERRAIN_CONVERSATION_UNASKED] = { "microphone-disabled-symbolic", N_("This conversation is not recorded") },
  [TERRAIN_CONVERSATION_OFF] = { "microphone-disabled-symbolic",
                                 N_("This conversation is not recorded: recording is off in the preferences") },
  [TERRAIN_CONVERSATION_REFUSED] = { "microphone-disabled-symbolic", N_("This conversation is not recorded") },
  [TERRAIN_CONVERSATION_RECORDING] = { "media-record-symbolic", N_("Recording") },
  [TERRAIN_CONVERSATION_PAUSED] = { "media-playback-pause-symbolic", N_("Recording paused") },
  [TERRAIN_CONVERSATION_HELD] = { "media-playback-pause-symbolic", N_("Recording paused") },
  [TERRAIN_CONVERSATION_STOPPED] = { "media-playback-stop-symbolic", N_("Recording ended") },
  [TERRAIN_CONVERSATION_FAILED] = { "dialog-warning-symbolic", N_("Not recording") },
};

static void build (TerrainConversationBar *self);

static void
show_time (TerrainConversationBar *self)
{
  guint seconds = terrain_conversation_get_seconds (self->conversation);
  guint minutes = seconds / 60;
  g_autofree char *text = minutes < 60 ? g_strdup_printf ("%u:%02u", minutes, seconds % 60)
                                       : g_strdup_printf ("%u:%02u:%02u", minutes / 60, minutes % 60, seconds % 60);
  g_autofree char *part = g_strdup_printf (ngettext ("%u second", "%u seconds", seconds % 60), seconds % 60);
  g_autofree char *whole = g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes), minutes);
  /* Translators: how long the recording is: "3 minutes 12 seconds recorded" */
  g_autofree char *name = g_strdup_printf (_("%s %s recorded"), whole, part);

  gtk_label_set_text (GTK_LABEL (self->time), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->time), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
update_time (TerrainConversationBar *self)
{
  if (self->words != NULL)
    show_time (self);
}

static void
update_problem (TerrainConversationBar *self)
{
  const char *problem = terrain_conversation_get_problem (self->conversation);

  if (self->words == NULL)
    return;
  gtk_label_set_text (GTK_LABEL (self->problem), problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem, problem != NULL);
}

static void
name_pause (TerrainConversationBar *self, TerrainConversationState state)
{
  gboolean pauses = state == TERRAIN_CONVERSATION_RECORDING || state == TERRAIN_CONVERSATION_HELD;
  const char *name = pauses ? _("Pause the Recording") : state == TERRAIN_CONVERSATION_FAILED ? _("Try to Record Again")
                                                                                             : _("Go On Recording");

  /* The way back is told in words. */
  if (pauses)
    gtk_button_set_icon_name (GTK_BUTTON (self->pause), "media-playback-pause-symbolic");
  else
    gtk_button_set_label (GTK_BUTTON (self->pause), name);
  gtk_widget_set_tooltip_text (self->pause, pauses ? name : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pause), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
update (TerrainConversationBar *self)
{
  TerrainConversationState state = terrain_conversation_get_state (self->conversation);
  gboolean is_over = state == TERRAIN_CONVERSATION_STOPPED || state == TERRAIN_CONVERSATION_FAILED;
  gboolean goes_on = state == TERRAIN_CONVERSATION_RECORDING || state == TERRAIN_CONVERSATION_PAUSED ||
                     state == TERRAIN_CONVERSATION_HELD;

  gtk_widget_set_visible (GTK_WIDGET (self), state != TERRAIN_CONVERSATION_NONE);
  if (state == TERRAIN_CONVERSATION_NONE)
    return;
  if (self->words == NULL)
    build (self);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), looks[state].icon);
  gtk_label_set_text (GTK_LABEL (self->words), _(looks[state].words));
  if (state == TERRAIN_CONVERSATION_RECORDING)
    gtk_widget_add_css_class (GTK_WIDGET (self), "recording");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "recording");
  gtk_widget_set_visible (self->time, goes_on || is_over);
  gtk_widget_set_visible (self->meter, goes_on);
  name_pause (self, state);
  gtk_widget_set_visible (self->pause, goes_on || is_over);
  gtk_widget_set_visible (self->stop, goes_on);
  gtk_widget_set_visible (self->ask, state == TERRAIN_CONVERSATION_UNASKED ||
                                       (state == TERRAIN_CONVERSATION_REFUSED &&
                                        terrain_conversation_can_ask (self->conversation)));
  update_problem (self);
}

static void
pause_clicked (TerrainConversationBar *self)
{
  if (terrain_conversation_get_state (self->conversation) == TERRAIN_CONVERSATION_RECORDING)
    terrain_conversation_pause (self->conversation);
  else
    terrain_conversation_resume (self->conversation);
}

static void
stop_clicked (TerrainConversationBar *self)
{
  g_signal_emit (self, signals[STOP], 0);
}

static void
ask_clicked (TerrainConversationBar *self)
{
  g_signal_emit (self, signals[ASK], 0);
}

static void
set_in_sight (TerrainConversationBar *self, gboolean in_sight)
{
  if (self->in_sight == in_sight || self->conversation == NULL)
    return;
  self->in_sight = in_sight;
  if (in_sight)
    terrain_conversation_enter_sight (self->conversation);
  else
    terrain_conversation_leave_sight (self->conversation);
}

static void
terrain_conversation_bar_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (terrain_conversation_bar_parent_class)->map (widget);
  set_in_sight (TERRAIN_CONVERSATION_BAR (widget), TRUE);
}

static void
terrain_conversation_bar_unmap (GtkWidget *widget)
{
  set_in_sight (TERRAIN_CONVERSATION_BAR (widget), FALSE);
  GTK_WIDGET_CLASS (terrain_conversation_bar_parent_class)->unmap (widget);
}

static void
terrain_conversation_bar_dispose (GObject *object)
{
  TerrainConversationBar *self = TERRAIN_CONVERSATION_BAR (object);
  GtkWidget *child;

  set_in_sight (self, FALSE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->conversation);
  G_OBJECT_CLASS (terrain_conversation_bar_parent_class)->dispose (object);
}

static void
terrain_conversation_bar_class_init (TerrainConversationBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_conversation_bar_dispose;
  widget_class->map = terrain_conversation_bar_map;
  widget_class->unmap = terrain_conversation_bar_unmap;
  terrain_form_get_resource ();
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "conversation-bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[ASK] = g_signal_new ("ask", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STOP] = g_signal_new ("stop", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
terrain_conversation_bar_init (TerrainConversationBar *self)
{
}

static GtkWidget *
new_button (TerrainConversationBar *self, GtkWidget *box, void (*clicked) (TerrainConversationBar *))
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "valign", GTK_ALIGN_CENTER, NULL);

  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked), self, G_CONNECT_SWAPPED);
  terrain_wrap_box_append (TERRAIN_WRAP_BOX (box), button);
  return button;
}

static void
build (TerrainConversationBar *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *box = terrain_wrap_box_new (GTK_ACCESSIBLE_ROLE_GENERIC, 9);
  GtkWidget *said = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->icon, "state");
  self->words = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  self->time = g_object_new (GTK_TYPE_LABEL, "valign", GTK_ALIGN_CENTER, "css-classes",
                             (const char *[]){ "numeric", NULL }, NULL);
  self->meter = terrain_level_meter_new (terrain_conversation_get_recorder (self->conversation));
  gtk_widget_set_size_request (self->meter, 72, -1);
  gtk_widget_set_valign (self->meter, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (said), self->icon);
  gtk_box_append (GTK_BOX (said), self->words);
  terrain_wrap_box_append (TERRAIN_WRAP_BOX (box), said);
  terrain_wrap_box_append (TERRAIN_WRAP_BOX (box), self->time);
  terrain_wrap_box_append (TERRAIN_WRAP_BOX (box), self->meter);
  self->pause = new_button (self, box, pause_clicked);
  self->stop = new_button (self, box, stop_clicked);
  gtk_button_set_icon_name (GTK_BUTTON (self->stop), "media-playback-stop-symbolic");
  gtk_widget_set_tooltip_text (self->stop, _("End the Recording…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->stop), GTK_ACCESSIBLE_PROPERTY_LABEL, _("End the Recording…"), -1);
  self->ask = new_button (self, box, ask_clicked);
  gtk_button_set_label (GTK_BUTTON (self->ask), _("Ask…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->ask), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Ask whether the conversation may be recorded"), -1);
  self->problem = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, "visible", FALSE, "margin-top", 6, NULL);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  gtk_widget_set_parent (self->problem, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Recording of the conversation"),
                                  -1);
  show_time (self);
}

GtkWidget *
terrain_conversation_bar_new (TerrainConversation *conversation)
{
  TerrainConversationBar *self;

  g_return_val_if_fail (TERRAIN_IS_CONVERSATION (conversation), NULL);

  self = g_object_new (TERRAIN_TYPE_CONVERSATION_BAR, "visible", FALSE, NULL);
  self->conversation = g_object_ref (conversation);
  g_signal_connect_object (conversation, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (conversation, "notify::problem", G_CALLBACK (update_problem), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (conversation, "notify::seconds", G_CALLBACK (update_time), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
