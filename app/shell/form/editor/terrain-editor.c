/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-editor.h"
#include "terrain-form-direction.h"
#include "terrain-form-focus.h"
#include "terrain-form-style.h"
#include "terrain-text-guard.h"

/* Short enough to count as saved while one looks at the next question, long enough not to answer each letter. */
#define PAUSE_MS 250
/* Of an answer, within a sentence. */
#define MOST_QUOTED 120

typedef struct
{
  TerrainItem *item;
  TerrainFormContext *context;
  char *problem;
  char *notice;
  guint pause_source;
  gboolean dirty; /* something was typed that is not answered yet */
  GtkWidget *label;
  GtkWidget *hint;
  GtkWidget *message;
  gboolean invalid;
} TerrainEditorPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (TerrainEditor, terrain_editor, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_ITEM,
  PROP_CONTEXT,
  PROP_PROBLEM,
  PROP_NOTICE,
  N_PROPS,
};

enum
{
  DONE,
  CHOSEN,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static TerrainEditorPrivate *
private_of (TerrainEditor *self)
{
  return terrain_editor_get_instance_private (self);
}

TerrainItem *
terrain_editor_get_item (TerrainEditor *self)
{
  return private_of (self)->item;
}

TerrainFormContext *
terrain_editor_get_context (TerrainEditor *self)
{
  return private_of (self)->context;
}

gboolean
terrain_editor_has_appearance (TerrainEditor *self, const char *word)
{
  return terrain_control_has_appearance (terrain_item_get_control (private_of (self)->item), word);
}

const char *
terrain_editor_get_problem (TerrainEditor *self)
{
  return private_of (self)->problem;
}

void
terrain_editor_set_problem (TerrainEditor *self, const char *problem)
{
  TerrainEditorPrivate *priv = private_of (self);

  if (g_strcmp0 (priv->problem, problem) == 0)
    return;
  g_free (priv->problem);
  priv->problem = g_strdup (problem);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

const char *
terrain_editor_get_notice (TerrainEditor *self)
{
  return private_of (self)->notice;
}

void
terrain_editor_told (gpointer self, const char *message)
{
  TerrainEditorPrivate *priv = private_of (self);

  if (g_strcmp0 (priv->notice, message) == 0)
    return;
  g_free (priv->notice);
  priv->notice = g_strdup (message);
  g_object_notify_by_pspec (self, properties[PROP_NOTICE]);
}

void
terrain_editor_refuse (TerrainEditor *self, const char *message)
{
  g_autofree char *value = terrain_answer_dup_words (private_of (self)->item);
  g_autofree char *kept = value != NULL ? terrain_text_guard_shorten (value, MOST_QUOTED) : NULL;
  g_autofree char *problem = NULL;

  if (kept == NULL || *kept == '\0')
    /* Translators: the first %s is a sentence that says what is wrong with what is typed */
    problem = g_strdup_printf (_("%s Nothing is saved for this question yet."), message);
  else
    /* Translators: the first %s is a sentence that says what is wrong with what is typed, the second the last answer */
    problem = g_strdup_printf (_("%s The saved answer is still: %s"), message, kept);
  terrain_editor_set_problem (self, problem);
}

gboolean
terrain_editor_answer (TerrainEditor *self, const char *value)
{
  TerrainEditorPrivate *priv = private_of (self);
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (terrain_item_get_value (priv->item), value) != 0 &&
      !terrain_form_context_answer (priv->context, priv->item, value, &error))
    {
      terrain_editor_refuse (self, error->message);
      return FALSE;
    }
  terrain_editor_set_problem (self, NULL);
  return TRUE;
}

void
terrain_editor_done (TerrainEditor *self, gboolean forward)
{
  g_signal_emit (self, signals[DONE], 0, forward);
}

void
terrain_editor_chosen (TerrainEditor *self)
{
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* Typing */

static gboolean
pause_over (gpointer data)
{
  TerrainEditor *self = data;

  private_of (self)->pause_source = 0;
  terrain_editor_flush (self);
  return G_SOURCE_REMOVE;
}

void
terrain_editor_touched (TerrainEditor *self)
{
  TerrainEditorPrivate *priv = private_of (self);

  g_clear_handle_id (&priv->pause_source, g_source_remove);
  priv->dirty = TRUE;
}

void
terrain_editor_typed (TerrainEditor *self)
{
  TerrainEditorPrivate *priv = private_of (self);

  terrain_editor_touched (self);
  priv->pause_source = g_timeout_add (PAUSE_MS, pause_over, self);
}

gboolean
terrain_editor_flush (TerrainEditor *self)
{
  TerrainEditorPrivate *priv = private_of (self);

  g_clear_handle_id (&priv->pause_source, g_source_remove);
  /* Merely passing through must not answer: the text may say less than the value (a time without its offset). */
  if (!priv->dirty || terrain_item_get_readonly (priv->item) || !terrain_item_get_relevant (priv->item))
    return TRUE;
  if (TERRAIN_EDITOR_GET_CLASS (self)->flush != NULL && !TERRAIN_EDITOR_GET_CLASS (self)->flush (self))
    return FALSE;
  priv->dirty = FALSE;
  return TRUE;
}

static void
entry_left (GtkEventControllerFocus *controller, TerrainEditor *self)
{
  terrain_editor_flush (self);
}

static gboolean
entry_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, TerrainEditor *self)
{
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();

  /* What is typed may open the question that Tab then goes to. */
  if (key == GDK_KEY_Tab || key == GDK_KEY_ISO_Left_Tab || key == GDK_KEY_KP_Tab)
    terrain_editor_flush (self);
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_ISO_Enter) || (held & ~GDK_SHIFT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  /* What cannot be an answer keeps the focus: its message is there to be read. */
  if (terrain_editor_flush (self))
    terrain_editor_done (self, (held & GDK_SHIFT_MASK) == 0);
  return GDK_EVENT_STOP;
}

void
terrain_editor_watch_entry (TerrainEditor *self, GtkWidget *widget)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  if (GTK_IS_EDITABLE (widget))
    terrain_text_guard_editable (GTK_EDITABLE (widget), TERRAIN_TEXT_GUARD_LINE, terrain_editor_told, self);
  g_signal_connect_object (focus, "leave", G_CALLBACK (entry_left), self, 0);
  gtk_widget_add_controller (widget, focus);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (entry_key), self, 0);
  gtk_widget_add_controller (widget, key);
}

/* Accessibility */

/* One widget, in GTK 4.8; asking for the type keeps the call right should it become a list. */
static void
relate_error (GtkAccessible *accessible, GtkWidget *message)
{
  GtkAccessibleRelation relation = GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE;
  GValue value = G_VALUE_INIT;

  gtk_accessible_relation_init_value (relation, &value);
  if (G_VALUE_HOLDS_OBJECT (&value))
    {
      g_value_set_object (&value, message);
      gtk_accessible_update_relation_value (accessible, 1, &relation, &value);
    }
  g_value_unset (&value);
}

static const char *
echo_of (GtkAccessible *accessible)
{
  return g_object_get_data (G_OBJECT (accessible), "terrain-editor-echo");
}

static void
add_line (GString *text, const char *line)
{
  if (line == NULL || *line == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

/* What is wrong, how it is understood, then the hint, as text: of what describes a widget GTK 4.8 passes on to AT-SPI
 * nothing but this. */
static void
describe_in_words (TerrainEditorPrivate *priv, GtkAccessible *accessible)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (priv->invalid && priv->message != NULL)
    add_line (text, gtk_label_get_text (GTK_LABEL (priv->message)));
  add_line (text, echo_of (accessible));
  if (priv->hint != NULL)
    add_line (text, gtk_label_get_text (GTK_LABEL (priv->hint)));
  if (text->len > 0)
    gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text->str, -1);
  else
    gtk_accessible_reset_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/* Only the words: this comes with each key. */
void
terrain_editor_set_echo (TerrainEditor *self, GtkWidget *widget, const char *echo)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  if (g_strcmp0 (echo_of (accessible), echo) == 0)
    return;
  g_object_set_data_full (G_OBJECT (widget), "terrain-editor-echo", g_strdup (echo), g_free);
  describe_in_words (private_of (self), accessible);
}

/* Each is made when there is something to say. */
static void
relate_description (TerrainEditorPrivate *priv, GtkAccessible *accessible)
{
  if (priv->hint != NULL && priv->message != NULL)
    gtk_accessible_update_relation (accessible, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, priv->hint, priv->message, NULL,
                                    -1);
  else if (priv->hint != NULL || priv->message != NULL)
    gtk_accessible_update_relation (accessible, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                    priv->hint != NULL ? priv->hint : priv->message, NULL, -1);
  else
    gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
}

void
terrain_editor_describe (TerrainEditor *self, GtkWidget *widget, const char *part)
{
  TerrainEditorPrivate *priv = private_of (self);
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  gboolean labelled = priv->label != NULL && *gtk_label_get_text (GTK_LABEL (priv->label)) != '\0';
  /* As it is shown, with "(optional)": GTK 4.8 does not tell AT-SPI what is required. */
  g_autofree char *label = labelled ? g_strdup (gtk_label_get_text (GTK_LABEL (priv->label)))
                                    : terrain_form_dup_plain_text (terrain_item_get_label (priv->item));
  g_autofree char *name = NULL;

  /* A question without a label still has a name a person may recognise: that of its node. */
  if (*label == '\0')
    {
      const char *ref = terrain_item_get_ref (priv->item);
      const char *slash = ref != NULL ? strrchr (ref, '/') : NULL;

      g_free (label);
      label = g_strdup (slash != NULL ? slash + 1 : ref);
    }
  name = part != NULL ? g_strdup_printf ("%s – %s", label, part) : g_strdup (label);
  gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, name, GTK_ACCESSIBLE_PROPERTY_REQUIRED,
                                  terrain_item_get_required (priv->item), -1);
  if (labelled && part == NULL)
    {
      /* One of the two: GTK 4.8 says the name and the label one after the other. */
      gtk_accessible_reset_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL);
      gtk_accessible_update_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY, priv->label, NULL, -1);
    }
  describe_in_words (priv, accessible);
  relate_description (priv, accessible);
  if (priv->invalid && priv->message != NULL)
    relate_error (accessible, priv->message);
  else
    gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
  gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID,
                               priv->invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  /* A mark on what holds the answer; the message says what is wrong of a row of buttons that all lead to one. */
  if (priv->invalid && !GTK_IS_BUTTON (widget))
    gtk_widget_add_css_class (widget, "error");
  else
    gtk_widget_remove_css_class (widget, "error");
}

static void
redescribe (TerrainEditor *self)
{
  TerrainEditorClass *klass = TERRAIN_EDITOR_GET_CLASS (self);

  if (klass->describe != NULL)
    klass->describe (self);
  else
    terrain_editor_describe (self, GTK_WIDGET (self), NULL);
}

void
terrain_editor_set_description (TerrainEditor *self, GtkWidget *label, GtkWidget *hint, GtkWidget *message,
                                gboolean invalid)
{
  TerrainEditorPrivate *priv = private_of (self);

  /* The question owns these and the editor. */
  priv->label = label;
  priv->hint = hint;
  priv->message = message;
  priv->invalid = invalid;
  redescribe (self);
}

void
terrain_editor_adopt (TerrainEditor *self)
{
  terrain_form_apply_direction (GTK_WIDGET (self), terrain_form_context_get_direction (private_of (self)->context));
}

/* For the question */

void
terrain_editor_refresh (TerrainEditor *self)
{
  TerrainEditorPrivate *priv = private_of (self);

  priv->dirty = FALSE;
  TERRAIN_EDITOR_GET_CLASS (self)->show (self, terrain_item_get_value (priv->item));
}

void
terrain_editor_build (TerrainEditor *self)
{
  TERRAIN_EDITOR_GET_CLASS (self)->build (self);
  terrain_editor_refresh (self);
}

void
terrain_editor_set_editable (TerrainEditor *self, gboolean editable)
{
  TerrainEditorClass *klass = TERRAIN_EDITOR_GET_CLASS (self);

  if (klass->set_editable != NULL)
    klass->set_editable (self, editable);
  else
    gtk_widget_set_sensitive (GTK_WIDGET (self), editable);
}

gboolean
terrain_editor_show_label (TerrainEditor *self, const char *markup)
{
  TerrainEditorClass *klass = TERRAIN_EDITOR_GET_CLASS (self);

  return klass->show_label != NULL && klass->show_label (self, markup);
}

static void
terrain_editor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TerrainEditorPrivate *priv = private_of (TERRAIN_EDITOR (object));

  if (id == PROP_ITEM)
    g_value_set_object (value, priv->item);
  else if (id == PROP_CONTEXT)
    g_value_set_object (value, priv->context);
  else if (id == PROP_PROBLEM)
    g_value_set_string (value, priv->problem);
  else if (id == PROP_NOTICE)
    g_value_set_string (value, priv->notice);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
terrain_editor_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TerrainEditorPrivate *priv = private_of (TERRAIN_EDITOR (object));

  if (id == PROP_ITEM)
    priv->item = g_value_dup_object (value);
  else if (id == PROP_CONTEXT)
    priv->context = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
terrain_editor_dispose (GObject *object)
{
  TerrainEditorPrivate *priv = private_of (TERRAIN_EDITOR (object));
  GtkWidget *child;

  g_clear_handle_id (&priv->pause_source, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  priv->label = priv->hint = priv->message = NULL;
  G_OBJECT_CLASS (terrain_editor_parent_class)->dispose (object);
}

static void
terrain_editor_finalize (GObject *object)
{
  TerrainEditorPrivate *priv = private_of (TERRAIN_EDITOR (object));

  g_clear_object (&priv->item);
  g_clear_object (&priv->context);
  g_free (priv->problem);
  g_free (priv->notice);
  G_OBJECT_CLASS (terrain_editor_parent_class)->finalize (object);
}

static gboolean
terrain_editor_grab_focus (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child) && gtk_widget_grab_focus (child))
      return TRUE;
  return FALSE;
}

static void
terrain_editor_class_init (TerrainEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags once = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = terrain_editor_get_property;
  object_class->set_property = terrain_editor_set_property;
  object_class->dispose = terrain_editor_dispose;
  object_class->finalize = terrain_editor_finalize;
  widget_class->focus = terrain_form_focus;
  widget_class->grab_focus = terrain_editor_grab_focus;

  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, TERRAIN_TYPE_ITEM, once);
  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, TERRAIN_TYPE_FORM_CONTEXT, once);
  properties[PROP_PROBLEM] = g_param_spec_string (
    "problem", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NOTICE] = g_param_spec_string (
    "notice", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_BOOLEAN);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
terrain_editor_init (TerrainEditor *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
}
