/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-shell-form.h>

#include "terrain-translate-languages.h"

struct _TerrainTranslateLanguages
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkWidget *there;
  GtkListBox *rows;
  AdwEntryRow *entry;
  GtkLabel *problem;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TerrainTranslateLanguages, terrain_translate_languages, ADW_TYPE_WINDOW)

/* Languages that a person may call by name; any other goes by its code. */
static const char *const tags[] = {
  "am", "ar", "bg", "bn", "ckb", "cs", "da", "de", "el", "en", "es", "et", "fa", "ff", "fi", "fr", "ga", "he", "hi",
  "hr", "hu", "hy", "it", "ja", "ka", "kmr", "ku", "ln", "lt", "lv", "mk", "mt", "ne", "nl", "pa", "pl", "prs", "ps",
  "pt", "rn", "ro", "ru", "rw", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ti", "tl", "tr", "uk", "ur", "vi", "wo",
  "zgh", "zh",
};

char *
terrain_translate_dup_language_tag (const char *typed)
{
  g_autofree char *plain = g_strstrip (g_strdup (typed));
  g_autofree char *folded = terrain_form_fold (plain);

  for (guint i = 0; *folded != '\0' && i < G_N_ELEMENTS (tags); i++)
    {
      g_autofree char *name = terrain_language_dup_name (tags[i]);
      g_autofree char *folded_name = terrain_form_fold (name);
      if (strcmp (folded, folded_name) == 0)
        return g_strdup (tags[i]);
    }
  return terrain_language_dup_tag (plain);
}

static void
choose (TerrainTranslateLanguages *self,
        const char                *language)
{
  g_autoptr (TerrainTranslateLanguages) keep = g_object_ref (self);
  g_autofree char *kept = g_strdup (language);

  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[CHOSEN], 0, kept);
}

static void
on_row (TerrainTranslateLanguages *self,
        GtkListBoxRow             *row)
{
  choose (self, g_object_get_data (G_OBJECT (row), "language"));
}

static void
on_new (TerrainTranslateLanguages *self)
{
  g_autofree char *tag = terrain_translate_dup_language_tag (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  gtk_widget_set_visible (GTK_WIDGET (self->problem), tag == NULL);
  if (tag)
    choose (self, tag);
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
}

static void
on_typed (TerrainTranslateLanguages *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
on_pseudo (TerrainTranslateLanguages *self)
{
  choose (self, NULL);
}

static GtkWidget *
new_row (const TerrainTranslateLanguage *language)
{
  const TerrainCatalogStatistics *statistics = &language->statistics;
  g_autofree char *name = terrain_language_dup_name (language->language);
  g_autoptr (GString) how_far = g_string_new (NULL);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *bar = gtk_progress_bar_new ();
  g_autofree char *spoken = NULL;

  g_string_append_printf (how_far, _("%u of %u translated"), statistics->translated, statistics->total);
  if (statistics->fuzzy > 0)
    g_string_append_printf (how_far, ngettext (" · %u to review", " · %u to review", statistics->fuzzy),
                            statistics->fuzzy);
  if (statistics->failing > 0)
    g_string_append_printf (how_far, ngettext (" · %u problem", " · %u problems", statistics->failing),
                            statistics->failing);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), how_far->str);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar),
                                 statistics->total > 0 ? (double) statistics->translated / statistics->total : 1);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (bar, 72, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _("How much is translated"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), bar);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  spoken = g_strdup_printf (_("%s, %s"), name, how_far->str);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "language", g_strdup (language->language), g_free);
  return row;
}

static void
terrain_translate_languages_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TERRAIN_TYPE_TRANSLATE_LANGUAGES);

  G_OBJECT_CLASS (terrain_translate_languages_parent_class)->dispose (object);
}

static void
terrain_translate_languages_class_init (TerrainTranslateLanguagesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_translate_languages_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/brussels/safe/Terrain/terrain-translate-languages.ui");
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateLanguages, title);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateLanguages, there);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateLanguages, rows);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateLanguages, entry);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateLanguages, problem);
  gtk_widget_class_bind_template_callback (widget_class, on_row);
  gtk_widget_class_bind_template_callback (widget_class, on_new);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_pseudo);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
terrain_translate_languages_init (TerrainTranslateLanguages *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWindow *
terrain_translate_languages_new (GtkWindow            *parent,
                                 TerrainTranslateSite *site)
{
  TerrainTranslateLanguages *self
    = g_object_new (TERRAIN_TYPE_TRANSLATE_LANGUAGES, "transient-for", parent, "modal", TRUE, NULL);
  g_autoptr (GPtrArray) languages = terrain_translate_site_list (site);

  adw_window_title_set_subtitle (self->title, terrain_form_get_title (terrain_translate_site_get_form (site)));
  for (guint i = 0; i < languages->len; i++)
    gtk_list_box_append (self->rows, new_row (g_ptr_array_index (languages, i)));
  gtk_widget_set_visible (self->there, languages->len > 0);
  return GTK_WINDOW (self);
}
