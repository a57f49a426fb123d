/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-shell-form.h>

#include "terrain-kiosk-language-page.h"

struct _TerrainKioskLanguagePage
{
  AdwBin parent_instance;

  GtkBox *official_greetings;
  GtkBox *other_greetings;
  GtkBox *official; /* Dutch and French: one row, equal shares */
  GtkBox *others;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TerrainKioskLanguagePage, terrain_kiosk_language_page, ADW_TYPE_BIN)

/* Said in each language at once, so not gettext's: nothing is chosen yet. */
static const struct
{
  const char *tag;
  const char *text;
} greetings[] = {
  { "nl", "Kies uw taal" },
  { "fr", "Choisissez votre langue" },
  { "en", "Choose your language" },
};

static gboolean
has_tag (const char *language,
         const char *tag)
{
  g_autofree char *own = terrain_language_dup_tag (language);

  return own && g_ascii_strncasecmp (own, tag, strlen (tag)) == 0
         && (own[strlen (tag)] == '\0' || strchr ("-_", own[strlen (tag)]));
}

static void
on_clicked (TerrainKioskLanguagePage *self,
            GtkButton                *button)
{
  g_signal_emit (self, signals[CHOSEN], 0, g_object_get_data (G_OBJECT (button), "language"));
}

static GtkWidget *
make_button (TerrainKioskLanguagePage *self,
             const char               *language,
             const char               *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data_full (G_OBJECT (button), "language", g_strdup (language), g_free);
  gtk_widget_add_css_class (button, "kiosk-button");
  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_clicked), self);
  return button;
}

static void
add_greeting (GtkBox     *box,
              const char *language)
{
  for (guint i = 0; i < G_N_ELEMENTS (greetings); i++)
    if (has_tag (language, greetings[i].tag))
      {
        GtkWidget *label = gtk_label_new (greetings[i].text);
        gtk_widget_add_css_class (label, "kiosk-greeting");
        gtk_label_set_wrap (GTK_LABEL (label), TRUE);
        gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
        gtk_box_append (box, label);
      }
}

static void
terrain_kiosk_language_page_class_init (TerrainKioskLanguagePageClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkBox *
add_box (GtkBox        *parent,
         GtkOrientation orientation,
         int            spacing)
{
  GtkWidget *box = gtk_box_new (orientation, spacing);

  gtk_box_append (parent, box);
  return GTK_BOX (box);
}

static void
terrain_kiosk_language_page_init (TerrainKioskLanguagePage *self)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 48);

  GtkBox *greetings_box = add_box (GTK_BOX (box), GTK_ORIENTATION_VERTICAL, 6);
  self->official_greetings = add_box (greetings_box, GTK_ORIENTATION_VERTICAL, 6);
  self->other_greetings = add_box (greetings_box, GTK_ORIENTATION_VERTICAL, 6);
  self->official = add_box (GTK_BOX (box), GTK_ORIENTATION_HORIZONTAL, 24);
  self->others = add_box (GTK_BOX (box), GTK_ORIENTATION_HORIZONTAL, 24);
  gtk_box_set_homogeneous (self->official, TRUE);
  gtk_box_set_homogeneous (self->others, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 800);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  adw_bin_set_child (ADW_BIN (self), clamp);
}

GtkWidget *
terrain_kiosk_language_page_new (const char *const *languages)
{
  g_return_val_if_fail (languages != NULL && languages[0] != NULL, NULL);

  TerrainKioskLanguagePage *self = g_object_new (TERRAIN_TYPE_KIOSK_LANGUAGE_PAGE, NULL);

  for (guint i = 0; languages[i]; i++)
    {
      gboolean official = has_tag (languages[i], "nl") || has_tag (languages[i], "fr");
      g_autofree char *name = terrain_language_dup_name (languages[i]);
      GtkBox *row = official ? self->official : self->others;

      if (languages[1])
        add_greeting (official ? self->official_greetings : self->other_greetings, languages[i]);
      gtk_box_append (row, make_button (self, languages[i], languages[1] ? name : _("Start")));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->official), gtk_widget_get_first_child (GTK_WIDGET (self->official)) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->others), gtk_widget_get_first_child (GTK_WIDGET (self->others)) != NULL);
  return GTK_WIDGET (self);
}

/* The first of @box goes behind the second; what is third and later stays. */
static void
swap_first_two (GtkBox *box)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (box));
  GtkWidget *second = first ? gtk_widget_get_next_sibling (first) : NULL;

  if (second)
    gtk_box_reorder_child_after (box, first, second);
}

void
terrain_kiosk_language_page_alternate (TerrainKioskLanguagePage *self)
{
  g_return_if_fail (TERRAIN_IS_KIOSK_LANGUAGE_PAGE (self));

  swap_first_two (self->official);
  swap_first_two (self->official_greetings);
}
