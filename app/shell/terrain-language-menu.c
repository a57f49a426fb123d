/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-shell-form.h>

#include "terrain-language-menu.h"

struct _TerrainLanguageMenu
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  char **languages; /* as the interview names them */
  char *current;
};

enum
{
  CHOSEN,
  SECOND_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TerrainLanguageMenu, terrain_language_menu, ADW_TYPE_BIN)

static void
action_choose (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  TerrainLanguageMenu *self = user_data;

  g_signal_emit (self, signals[CHOSEN], 0, g_variant_get_string (parameter, NULL));
}

static void
action_second (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  g_signal_emit (user_data, signals[SECOND_CHOSEN], 0, g_variant_get_string (parameter, NULL));
}

static void
terrain_language_menu_finalize (GObject *object)
{
  TerrainLanguageMenu *self = TERRAIN_LANGUAGE_MENU (object);

  g_strfreev (self->languages);
  g_free (self->current);

  G_OBJECT_CLASS (terrain_language_menu_parent_class)->finalize (object);
}

static void
terrain_language_menu_class_init (TerrainLanguageMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = terrain_language_menu_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SECOND_CHOSEN] = g_signal_new ("second-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
terrain_language_menu_init (TerrainLanguageMenu *self)
{
  static const GActionEntry entries[] = {
    { .name = "choose", .activate = action_choose, .parameter_type = "s", .state = "''" },
    { .name = "second", .activate = action_second, .parameter_type = "s", .state = "''" },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "language", G_ACTION_GROUP (group));
  g_object_set_data_full (G_OBJECT (self), "actions", g_object_ref (group), g_object_unref);

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_always_show_arrow (self->button, TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _("Language of the Form"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

/* The form's own words are a choice beside their translations also where nobody said what language they are in. */
static char **
dup_choices (TerrainInterview *interview)
{
  const char *const *own = terrain_form_get_languages (terrain_interview_get_form (interview));
  g_auto (GStrv) all = terrain_interview_dup_languages (interview);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if ((!own || !own[0]) && all[0])
    g_strv_builder_add (builder, "");
  g_strv_builder_addv (builder, (const char **) all);
  return g_strv_builder_end (builder);
}

/* A form whose author did not name its language calls it "default", or nothing. */
static char *
dup_name (const char *language)
{
  return language[0] == '\0' || strcmp (language, "default") == 0 ? g_strdup (_("Source Text"))
                                                                  : terrain_language_dup_name (language);
}

/* The interviewer's own language, beside that of the form. */
static void
append_second (TerrainLanguageMenu *self,
               GMenu               *menu)
{
  g_autoptr (GMenu) second = g_menu_new ();

  g_menu_append (second, _("None"), "language.second::");
  for (guint i = 0; self->languages[i]; i++)
    {
      g_autofree char *name = dup_name (self->languages[i]);
      g_autoptr (GMenuItem) item = g_menu_item_new (name, NULL);

      g_menu_item_set_action_and_target (item, "language.second", "s", self->languages[i]);
      g_menu_append_item (second, item);
    }
  g_menu_append_section (menu, _("Also Show"), G_MENU_MODEL (second));
}

void
terrain_language_menu_set_second (TerrainLanguageMenu *self,
                                  const char          *language)
{
  GActionMap *group;

  g_return_if_fail (TERRAIN_IS_LANGUAGE_MENU (self));

  group = g_object_get_data (G_OBJECT (self), "actions");
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (group, "second")),
                             g_variant_new_string (language ? language : ""));
}

void
terrain_language_menu_set_interview (TerrainLanguageMenu *self,
                                     TerrainInterview    *interview)
{
  g_return_if_fail (TERRAIN_IS_LANGUAGE_MENU (self));
  g_return_if_fail (TERRAIN_IS_INTERVIEW (interview));

  g_autoptr (GMenu) menu = g_menu_new ();

  g_strfreev (self->languages);
  self->languages = dup_choices (interview);
  for (guint i = 0; self->languages[i]; i++)
    {
      g_autofree char *name = dup_name (self->languages[i]);
      g_autoptr (GMenuItem) item = g_menu_item_new (name, NULL);

      g_menu_item_set_action_and_target (item, "language.choose", "s", self->languages[i]);
      g_menu_append_item (menu, item);
    }
  append_second (self, menu);
  gtk_menu_button_set_menu_model (self->button, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self), g_strv_length (self->languages) > 1);
  terrain_language_menu_set_current (self, terrain_interview_get_language (interview));
}

/* A language that nobody named has a name of several words. */
static void
shorten (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    {
      gboolean is_code = g_utf8_strlen (gtk_label_get_text (GTK_LABEL (widget)), -1) <= 3;

      gtk_label_set_ellipsize (GTK_LABEL (widget), is_code ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    shorten (child);
}

void
terrain_language_menu_set_current (TerrainLanguageMenu *self,
                                   const char          *language)
{
  g_return_if_fail (TERRAIN_IS_LANGUAGE_MENU (self));

  g_autofree char *name = dup_name (language ? language : "");
  g_autofree char *tag = language ? terrain_language_dup_tag (language) : NULL;
  g_autofree char *short_name = tag ? g_ascii_strup (tag, -1) : g_strdup (name);
  /* Translators: the accessible name of a button; %s is a language in its own name. */
  g_autofree char *spoken = g_strdup_printf (_("Language of the form: %s"), name);
  GActionMap *group = g_object_get_data (G_OBJECT (self), "actions");

  g_free (self->current);
  self->current = g_strdup (language);
  gtk_menu_button_set_label (self->button, short_name);
  shorten (gtk_widget_get_first_child (GTK_WIDGET (self->button)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (group, "choose")),
                             g_variant_new_string (language ? language : ""));
}

void
terrain_language_menu_set_compact (TerrainLanguageMenu *self,
                                   gboolean             compact)
{
  g_return_if_fail (TERRAIN_IS_LANGUAGE_MENU (self));

  gtk_menu_button_set_always_show_arrow (self->button, !compact);
  if (compact)
    gtk_widget_add_css_class (GTK_WIDGET (self), "compact");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "compact");
}

void
terrain_language_menu_popup (TerrainLanguageMenu *self)
{
  g_return_if_fail (TERRAIN_IS_LANGUAGE_MENU (self));

  gtk_menu_button_popup (self->button);
}

/* The pseudo-language is asked for by name. */
static gboolean
is_spoken (const char *language)
{
  g_autofree char *tag = terrain_language_dup_tag (language);

  return !tag || strcmp (tag, "qps") != 0;
}

void
terrain_language_menu_next (TerrainLanguageMenu *self)
{
  guint i = 0;

  g_return_if_fail (TERRAIN_IS_LANGUAGE_MENU (self));

  guint n = self->languages ? g_strv_length (self->languages) : 0;
  if (n < 2)
    return;
  while (i < n && g_strcmp0 (self->languages[i], self->current) != 0)
    i++;
  for (i++; !is_spoken (self->languages[i % n]) && i < 2 * n;)
    i++;
  g_signal_emit (self, signals[CHOSEN], 0, self->languages[i % n]);
}
