/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-translate-place.h"

#define LIST "choices/"

static const struct
{
  const char *suffix;
  const char *role;
} roles[] = {
  { ":label", N_("Text") },
  { ":hint", N_("Hint") },
  { ":guidance", N_("Guidance") },
  { ":constraint", N_("Message when not accepted") },
  { ":required", N_("Message when missing") },
  { ":soft", N_("Question about an unusual answer") },
  { ":big-image", N_("Image file") },
  { ":image", N_("Image file") },
  { ":audio", N_("Sound file") },
  { ":video", N_("Video file") },
};

const char *
terrain_translate_describe_role (const char *context)
{
  if (strcmp (context, "title") == 0)
    return _("Title");
  if (g_str_has_prefix (context, LIST) && g_str_has_suffix (context, ":label"))
    return _("Answer");
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_str_has_suffix (context, roles[i].suffix))
      return _(roles[i].role);
  return _("Text");
}

char *
terrain_translate_dup_place (const char *context)
{
  const char *colon = strrchr (context, ':');

  return colon && !g_str_has_prefix (context, "itext:") ? g_strndup (context, (gsize) (colon - context))
                                                        : g_strdup (context);
}

static gboolean
offers (TerrainItem *item,
        const char  *value)
{
  GListModel *choices = terrain_item_get_choices (item);
  guint n = choices ? g_list_model_get_n_items (choices) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);
      if (strcmp (terrain_choice_get_value (choice), value) == 0)
        return TRUE;
    }
  return FALSE;
}

/* "choices/LIST/VALUE:label". A list's name has no slash, a value may. */
static gboolean
split (const char *context,
       char      **list,
       char      **value)
{
  if (!g_str_has_prefix (context, LIST) || !g_str_has_suffix (context, ":label"))
    return FALSE;
  const char *name = context + strlen (LIST);
  const char *slash = strchr (name, '/');
  if (!slash)
    return FALSE;
  *list = g_strndup (name, (gsize) (slash - name));
  *value = g_strndup (slash + 1, strlen (slash + 1) - strlen (":label"));
  return TRUE;
}

/* The list most of whose answers are offered; lists may share some ("yes" of yes_no and of yes_no_unknown). */
char *
terrain_translate_dup_list (TerrainItem *item)
{
  TerrainForm *form = terrain_interview_get_form (terrain_item_get_interview (item));
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GListModel *choices = terrain_item_get_choices (item);
  g_autofree char *best = NULL;
  int best_count = 0;
  GHashTableIter iter;
  gpointer name, count;

  if (!choices || g_list_model_get_n_items (choices) == 0)
    return NULL;
  for (guint i = 0; i < terrain_form_get_n_texts (form); i++)
    {
      g_autofree char *list = NULL;
      g_autofree char *value = NULL;

      if (!split (terrain_form_get_text (form, i)->context, &list, &value))
        continue;
      int step = offers (item, value) ? 2 : -1;
      int sum = GPOINTER_TO_INT (g_hash_table_lookup (counts, list)) + step;
      g_hash_table_replace (counts, g_steal_pointer (&list), GINT_TO_POINTER (sum));
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &name, &count))
    if (GPOINTER_TO_INT (count) > best_count
        || (best && GPOINTER_TO_INT (count) == best_count && strcmp (name, best) < 0))
      {
        g_free (best);
        best = g_strdup (name);
        best_count = GPOINTER_TO_INT (count);
      }
  return g_steal_pointer (&best);
}

static gboolean
has_text (TerrainForm *form,
          const char  *context)
{
  for (guint i = 0; i < terrain_form_get_n_texts (form); i++)
    if (strcmp (terrain_form_get_text (form, i)->context, context) == 0)
      return TRUE;
  return FALSE;
}

static char *
dup_choice_context (const TerrainFormPick *pick,
                    TerrainForm           *form)
{
  const char *value = terrain_choice_get_value (pick->choice);
  g_autofree char *list = terrain_translate_dup_list (pick->item);
  g_autofree char *context = list ? g_strconcat (LIST, list, "/", value, ":label", NULL) : NULL;

  if (context && has_text (form, context))
    return g_steal_pointer (&context);
  g_clear_pointer (&context, g_free);
  /* Answers written with their question. */
  context = g_strconcat (terrain_control_get_ref (terrain_item_get_control (pick->item)), "/", value, ":label", NULL);
  return has_text (form, context) ? g_steal_pointer (&context) : NULL;
}

static const char *
suffix_of (const TerrainFormPick *pick)
{
  switch (pick->part)
    {
    case TERRAIN_FORM_PART_HINT:
      return ":hint";
    case TERRAIN_FORM_PART_GUIDANCE:
      return ":guidance";
    case TERRAIN_FORM_PART_MESSAGE:
      return terrain_item_get_valid (pick->item) ? ":required" : ":constraint";
    case TERRAIN_FORM_PART_LABEL:
    case TERRAIN_FORM_PART_CHOICE:
    default:
      return ":label";
    }
}

char *
terrain_translate_dup_context (const TerrainFormPick *pick)
{
  TerrainForm *form = terrain_interview_get_form (terrain_item_get_interview (pick->item));
  TerrainControl *control = terrain_item_get_control (pick->item);
  const char *ref = control ? terrain_control_get_ref (control) : NULL;

  if (!ref)
    return has_text (form, "title") ? g_strdup ("title") : NULL;
  if (pick->choice)
    {
      char *choice = dup_choice_context (pick, form);
      if (choice)
        return choice;
    }
  g_autofree char *context = g_strconcat (ref, suffix_of (pick), NULL);
  if (has_text (form, context))
    return g_steal_pointer (&context);
  /* A message of the program's own, say: the question is what is nearest. */
  g_clear_pointer (&context, g_free);
  context = g_strconcat (ref, ":label", NULL);
  return has_text (form, context) ? g_steal_pointer (&context) : NULL;
}

/* Clicks */

typedef struct
{
  TerrainTranslatePickFunc func;
  GObject *owner; /* weak */
} Watch;

static void
watch_free (gpointer  data,
            GClosure *closure)
{
  Watch *watch = data;

  g_clear_weak_pointer (&watch->owner);
  g_free (watch);
}

static void
on_pressed (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            Watch           *watch)
{
  GtkWidget *area = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  TerrainFormPick pick;

  if (!(state & GDK_CONTROL_MASK) || !watch->owner)
    return;
  if (!terrain_form_pick (gtk_widget_pick (area, x, y, GTK_PICK_INSENSITIVE), &pick))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  watch->func (&pick, watch->owner);
}

void
terrain_translate_watch_clicks (GtkWidget               *area,
                                TerrainTranslatePickFunc func,
                                GObject                 *owner)
{
  GtkGesture *click = gtk_gesture_click_new ();
  Watch *watch = g_new0 (Watch, 1);

  watch->func = func;
  g_set_weak_pointer (&watch->owner, owner);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_data (click, "pressed", G_CALLBACK (on_pressed), watch, watch_free, 0);
  gtk_widget_add_controller (area, GTK_EVENT_CONTROLLER (click));
}
