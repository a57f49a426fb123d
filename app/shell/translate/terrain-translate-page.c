/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-preview-watch.h"
#include "terrain-translate-editor.h"
#include "terrain-translate-layout.h"
#include "terrain-translate-list.h"
#include "terrain-translate-page.h"
#include "terrain-translate-stage.h"

/* Saved when typing pauses, shown a little sooner. */
#define SAVE_MS 600
#define SHOW_MS 120

struct _TerrainTranslatePage
{
  AdwBin parent_instance;

  TerrainInterview *interview;
  TerrainTranslationFile *file;
  TerrainPreviewWatch *watch;
  GSimpleActionGroup *group;
  guint save_id;
  guint show_id;
  gboolean is_reload; /* what the note's button does */

  AdwWindowTitle *title;
  GtkImage *save_icon;
  GtkLabel *save_label;
  GtkRevealer *note;
  GtkLabel *note_label;
  GtkButton *note_button;
  AdwLeaflet *leaflet;
  TerrainTranslateList *list;
  GtkWidget *detail;
  TerrainTranslateEditor *editor;
  TerrainTranslateStage *stage;
};

G_DEFINE_FINAL_TYPE (TerrainTranslatePage, terrain_translate_page, ADW_TYPE_BIN)

/* Saving */

static void
show_save_state (TerrainTranslatePage *self,
                 const char           *icon,
                 const char           *text,
                 gboolean              failed)
{
  /* The words give way on a narrow window; the tooltip and the note still say them. */
  GtkWidget *box = gtk_widget_get_parent (GTK_WIDGET (self->save_icon));

  gtk_image_set_from_icon_name (self->save_icon, icon);
  gtk_label_set_text (self->save_label, text);
  gtk_widget_set_tooltip_text (box, text);
  if (failed)
    gtk_widget_add_css_class (box, "error");
  else
    gtk_widget_remove_css_class (box, "error");
}

static void
show_note (TerrainTranslatePage *self,
           const char           *text,
           const char           *button,
           gboolean              is_reload)
{
  if (text)
    {
      gtk_label_set_text (self->note_label, text);
      gtk_button_set_label (self->note_button, button);
    }
  self->is_reload = is_reload;
  gtk_revealer_set_reveal_child (self->note, text != NULL);
}

gboolean
terrain_translate_page_save (TerrainTranslatePage *self)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (TERRAIN_IS_TRANSLATE_PAGE (self), FALSE);

  g_clear_handle_id (&self->save_id, g_source_remove);
  if (terrain_translation_file_save (self->file, &error))
    {
      if (terrain_translation_file_get_editable (self->file))
        show_save_state (self, "object-select-symbolic", _("Saved"), FALSE);
      show_note (self, NULL, NULL, FALSE);
      return TRUE;
    }
  show_save_state (self, "dialog-warning-symbolic", _("Not saved"), TRUE);
  if (g_error_matches (error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_CHANGED))
    show_note (self, error->message, _("Read Again"), TRUE);
  else
    show_note (self, error->message, _("Try Again"), FALSE);
  return FALSE;
}

static gboolean
on_save (gpointer user_data)
{
  TerrainTranslatePage *self = user_data;

  self->save_id = 0;
  terrain_translate_page_save (self);
  return G_SOURCE_REMOVE;
}

static void
queue_save (TerrainTranslatePage *self)
{
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add (SAVE_MS, on_save, self);
  show_save_state (self, "content-loading-symbolic", _("Saving…"), FALSE);
}

/* Our own saving is noticed as well: the file is then what we know. */
static void
on_file_changed (TerrainTranslatePage *self)
{
  if (terrain_translation_file_is_changed_outside (self->file))
    show_note (self, _("Another program has changed this translation. What you changed here stays."), _("Read Again"),
               TRUE);
}

static void
on_note_clicked (TerrainTranslatePage *self)
{
  g_autoptr (GError) error = NULL;

  if (self->is_reload && !terrain_translation_file_reload (self->file, &error))
    {
      show_note (self, error->message, _("Read Again"), TRUE);
      return;
    }
  terrain_translate_page_save (self);
}

/* Showing */

static TerrainTranslationEntry *
get_entry (TerrainTranslatePage *self)
{
  return terrain_translate_list_get_selected (self->list);
}

/* What a person would read: the source, until the translation can be shown. */
static const char *
get_shown (TerrainTranslationEntry *entry)
{
  return terrain_translation_entry_get_state (entry) == TERRAIN_TRANSLATION_DONE
           ? terrain_translation_entry_get_text (entry) : terrain_translation_entry_get_source (entry);
}

static void
update_title (TerrainTranslatePage *self)
{
  g_autofree char *title = terrain_interview_dup_title (self->interview);
  g_autofree char *name = terrain_language_dup_name (terrain_translation_file_get_language (self->file));

  adw_window_title_set_title (self->title, name);
  adw_window_title_set_subtitle (self->title, title);
}

static void
update_actions (TerrainTranslatePage *self)
{
  GActionMap *map = G_ACTION_MAP (self->group);
  TerrainTranslationEntry *entry = get_entry (self);
  gboolean editable = terrain_translation_file_get_editable (self->file);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "undo")),
                               terrain_translation_file_get_can_undo (self->file));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "redo")),
                               terrain_translation_file_get_can_redo (self->file));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "copy-source")), editable && entry);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "toggle-review")),
                               editable && entry && *terrain_translation_entry_get_text (entry) != '\0');
}

static gboolean
on_show (gpointer user_data)
{
  TerrainTranslatePage *self = user_data;
  TerrainTranslationEntry *entry = get_entry (self);

  self->show_id = 0;
  terrain_interview_add_translation (self->interview, terrain_translation_file_get_translation (self->file));
  if (entry)
    terrain_translate_stage_set_text (self->stage, get_shown (entry));
  terrain_translate_list_refresh (self->list);
  update_title (self);
  return G_SOURCE_REMOVE;
}

static void
on_edited (TerrainTranslatePage    *self,
           TerrainTranslationEntry *entry)
{
  if (entry == get_entry (self))
    terrain_translate_editor_refresh (self->editor);
  if (self->show_id == 0)
    self->show_id = g_timeout_add (SHOW_MS, on_show, self);
  queue_save (self);
  update_actions (self);
}

static void
on_selected (TerrainTranslatePage *self)
{
  TerrainTranslationEntry *entry = get_entry (self);

  terrain_translate_editor_set_entry (self->editor, entry);
  if (entry)
    terrain_translate_stage_show (self->stage, terrain_translation_entry_get_context (entry), get_shown (entry));
  update_actions (self);
}

static void
go_to_detail (TerrainTranslatePage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->detail);
  terrain_translate_editor_grab (self->editor);
}

static void
on_chosen (TerrainTranslatePage *self)
{
  go_to_detail (self);
}

void
terrain_translate_page_show (TerrainTranslatePage *self,
                             const char           *context)
{
  g_return_if_fail (TERRAIN_IS_TRANSLATE_PAGE (self));

  TerrainTranslationEntry *entry
    = context ? terrain_translation_file_find (self->file, context)
              : terrain_translation_file_next_unfinished (self->file, NULL);
  g_autoptr (TerrainTranslationEntry) first = g_list_model_get_item (G_LIST_MODEL (self->file), 0);

  if (!entry)
    entry = first;
  if (!entry)
    return;
  terrain_translate_list_select (self->list, entry);
  if (context)
    go_to_detail (self);
}

static void
on_picked (TerrainTranslatePage *self,
           const char           *context)
{
  terrain_translate_page_show (self, context);
}

/* Actions */

static void
action_next (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  TerrainTranslatePage *self = user_data;

  terrain_translate_list_move (self->list, 1);
}

static void
action_previous (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  TerrainTranslatePage *self = user_data;

  terrain_translate_list_move (self->list, -1);
}

static void
action_next_unfinished (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  TerrainTranslatePage *self = user_data;
  TerrainTranslationEntry *next = terrain_translation_file_next_unfinished (self->file, get_entry (self));

  terrain_translate_page_save (self);
  if (!next)
    {
      show_save_state (self, "object-select-symbolic", _("Everything is translated"), FALSE);
      return;
    }
  terrain_translate_list_select (self->list, next);
  go_to_detail (self);
}

static void
show_changed (TerrainTranslatePage    *self,
              TerrainTranslationEntry *entry)
{
  if (!entry)
    return;
  terrain_translate_list_select (self->list, entry);
  update_actions (self);
}

static void
action_undo (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  TerrainTranslatePage *self = user_data;

  show_changed (self, terrain_translation_file_undo (self->file));
}

static void
action_redo (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  TerrainTranslatePage *self = user_data;

  show_changed (self, terrain_translation_file_redo (self->file));
}

static void
action_copy_source (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  TerrainTranslatePage *self = user_data;

  terrain_translate_editor_copy_source (self->editor);
}

static void
action_toggle_review (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  TerrainTranslatePage *self = user_data;

  terrain_translate_editor_toggle_fuzzy (self->editor);
}

/* The digit row by its keys: on AZERTY it has other signs without Shift. 10 is the key of "1" (evdev). */
static guint
get_digit (guint keyval,
           guint keycode)
{
  if (keyval >= GDK_KEY_1 && keyval <= GDK_KEY_9)
    return keyval - GDK_KEY_0;
  return keycode >= 10 && keycode <= 18 ? keycode - 9 : 0;
}

/* Before the text view, which takes Enter with any modifier. */
static gboolean
on_key (TerrainTranslatePage *self,
        guint                 keyval,
        guint                 keycode,
        GdkModifierType       state)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (modifiers == GDK_CONTROL_MASK && (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter))
    return gtk_widget_activate_action (GTK_WIDGET (self), "translate.next-unfinished", NULL);
  if (modifiers != GDK_ALT_MASK)
    return FALSE;
  if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    return gtk_widget_activate_action (GTK_WIDGET (self), "translate.next", NULL);
  if (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up)
    return gtk_widget_activate_action (GTK_WIDGET (self), "translate.previous", NULL);

  guint digit = get_digit (keyval, keycode);
  return digit > 0 && terrain_translate_editor_insert (self->editor, digit);
}

gboolean
terrain_translate_page_go_back (TerrainTranslatePage *self)
{
  g_return_val_if_fail (TERRAIN_IS_TRANSLATE_PAGE (self), FALSE);

  return adw_leaflet_get_folded (self->leaflet) && adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

void
terrain_translate_page_search (TerrainTranslatePage *self)
{
  g_return_if_fail (TERRAIN_IS_TRANSLATE_PAGE (self));

  if (adw_leaflet_get_folded (self->leaflet))
    terrain_translate_page_go_back (self);
  terrain_translate_list_grab_search (self->list);
}

void
terrain_translate_page_grab (TerrainTranslatePage *self)
{
  g_return_if_fail (TERRAIN_IS_TRANSLATE_PAGE (self));

  terrain_translate_editor_grab (self->editor);
}

static void
terrain_translate_page_dispose (GObject *object)
{
  TerrainTranslatePage *self = TERRAIN_TRANSLATE_PAGE (object);

  /* Reached with something unsaved only where the program is torn down without the page being left. */
  if (self->save_id != 0)
    terrain_translation_file_save (self->file, NULL);
  g_clear_handle_id (&self->save_id, g_source_remove);
  g_clear_handle_id (&self->show_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), TERRAIN_TYPE_TRANSLATE_PAGE);
  g_clear_object (&self->watch);
  g_clear_object (&self->group);
  g_clear_object (&self->interview);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (terrain_translate_page_parent_class)->dispose (object);
}

static void
terrain_translate_page_class_init (TerrainTranslatePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_translate_page_dispose;

  g_type_ensure (TERRAIN_TYPE_TRANSLATE_LIST);
  g_type_ensure (TERRAIN_TYPE_TRANSLATE_EDITOR);
  g_type_ensure (TERRAIN_TYPE_TRANSLATE_STAGE);
  g_type_ensure (TERRAIN_TYPE_TRANSLATE_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/brussels/safe/Terrain/terrain-translate-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslatePage, title);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslatePage, save_icon);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslatePage, save_label);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslatePage, note);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslatePage, note_label);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslatePage, note_button);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslatePage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslatePage, list);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslatePage, detail);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslatePage, editor);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslatePage, stage);
  gtk_widget_class_bind_template_callback (widget_class, on_note_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_picked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "translate.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "translate.redo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, GDK_CONTROL_MASK, "translate.copy-source", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_u, GDK_CONTROL_MASK, "translate.toggle-review", NULL);
}

static void
terrain_translate_page_init (TerrainTranslatePage *self)
{
  static const GActionEntry entries[] = {
    { .name = "next", .activate = action_next },
    { .name = "previous", .activate = action_previous },
    { .name = "next-unfinished", .activate = action_next_unfinished },
    { .name = "undo", .activate = action_undo },
    { .name = "redo", .activate = action_redo },
    { .name = "copy-source", .activate = action_copy_source },
    { .name = "toggle-review", .activate = action_toggle_review },
  };
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "translate", G_ACTION_GROUP (self->group));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  self->watch = terrain_preview_watch_new ();
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (on_file_changed), self, G_CONNECT_SWAPPED);
}

static void
watch_file (TerrainTranslatePage *self)
{
  const char *path = terrain_translation_file_get_path (self->file);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  if (!path)
    return;
  g_ptr_array_add (files, g_file_new_for_path (path));
  terrain_preview_watch_set (self->watch, files, NULL);
}

GtkWidget *
terrain_translate_page_new (TerrainInterview       *interview,
                            TerrainTranslationFile *file)
{
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (interview), NULL);
  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_FILE (file), NULL);

  TerrainTranslatePage *self = g_object_new (TERRAIN_TYPE_TRANSLATE_PAGE, NULL);

  self->interview = g_object_ref (interview);
  self->file = g_object_ref (file);
  terrain_interview_add_translation (interview, terrain_translation_file_get_translation (file));
  terrain_interview_set_language (interview, terrain_translation_file_get_language (file), NULL);
  terrain_translate_stage_set_interview (self->stage, interview);
  terrain_translate_editor_set_file (self->editor, file);
  terrain_translate_list_set_file (self->list, file);
  g_signal_connect_object (file, "edited", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  watch_file (self);
  if (terrain_translation_file_get_editable (file))
    show_save_state (self, "object-select-symbolic", _("Saved"), FALSE);
  else
    show_save_state (self, "view-reveal-symbolic", _("Only to look at"), FALSE);
  update_title (self);
  update_actions (self);
  return GTK_WIDGET (self);
}

TerrainTranslationFile *
terrain_translate_page_get_file (TerrainTranslatePage *self)
{
  g_return_val_if_fail (TERRAIN_IS_TRANSLATE_PAGE (self), NULL);

  return self->file;
}
