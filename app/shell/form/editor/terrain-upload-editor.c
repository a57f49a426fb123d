/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-camera-button.h"
#include "terrain-drawing-window.h"
#include "terrain-editors.h"
#include "terrain-file-reading.h"
#include "terrain-film-recorder.h"
#include "terrain-form-style.h"
#include "terrain-level-meter.h"
#include "terrain-media-picture.h"
#include "terrain-media-player.h"
#include "terrain-picture.h"
#include "terrain-recorder.h"
#include "terrain-sound-floor.h"
#include "terrain-wrap-box.h"
#include "terrain-wrap-buttons.h"

/*
 * A file as an answer: a picture, sound, film or anything else that is chosen, dropped here, drawn ("draw"), signed
 * ("signature"), drawn on ("annotate"), taken with the camera or recorded. The file is in the record before its name is the
 * answer; where it cannot be kept, that is said and the answer before it stands. "new" (and "new-front", "selfie", "front")
 * takes no file, unless nothing new can be made on this computer: no question is without an answer.
 */
#define PICTURE_SIDE 320
#define SHEET_SIDE 1600

typedef enum
{
  ANY,
  PICTURE,
  SOUND,
  FILM,
} Kind;

struct _TerrainUploadEditor
{
  TerrainEditor parent_instance;
  Kind kind;
  int max_pixels;
  gboolean signs;
  gboolean draws;     /* on white, or on what is there */
  gboolean annotates; /* on what is there */
  gboolean only_new;
  gboolean stopped;     /* the recording, by hand */
  gboolean cannot_make; /* camera or microphone were tried in vain */
  gboolean editable;
  GtkWidget *picture; /* NULL where it is no picture */
  GtkWidget *player;  /* NULL where there is nothing to play */
  GtkWidget *file;    /* a label for any other file */
  GtkWidget *buttons;
  GtkWidget *draw;
  GtkWidget *camera;
  GtkWidget *record;
  GtkWidget *level;
  GtkWidget *choose;
  GtkWidget *take_away;
  GtkWidget *notice; /* why a file may be chosen after all; NULL where it always may */
  GtkWidget *busy; /* says what is being done */
  GtkFileChooserNative *chooser;
  TerrainRecorder *recorder;
  TerrainSoundFloor *floor; /* as long as there is a recorder */
  GCancellable *drawing_on;
};

G_DECLARE_FINAL_TYPE (TerrainUploadEditor, terrain_upload_editor, TERRAIN, UPLOAD_EDITOR, TerrainEditor)
G_DEFINE_FINAL_TYPE (TerrainUploadEditor, terrain_upload_editor, TERRAIN_TYPE_EDITOR)

static TerrainMediaSource *
media_of (TerrainUploadEditor *self)
{
  return terrain_form_context_get_media (terrain_editor_get_context (TERRAIN_EDITOR (self)));
}

static const char *
value_of (TerrainUploadEditor *self)
{
  return terrain_item_get_value (terrain_editor_get_item (TERRAIN_EDITOR (self)));
}

static char *
dup_uri (const char *name)
{
  return *name != '\0' ? g_strconcat (TERRAIN_MEDIA_ATTACHMENT, name, NULL) : NULL;
}

static Kind
kind_of (TerrainControl *control)
{
  const char *type = terrain_control_get_attribute (control, "mediatype");

  if (type == NULL)
    return ANY;
  if (g_str_has_prefix (type, "image/"))
    return PICTURE;
  if (g_str_has_prefix (type, "audio/"))
    return SOUND;
  return g_str_has_prefix (type, "video/") ? FILM : ANY;
}

static void
set_busy (TerrainUploadEditor *self, const char *what)
{
  /* Its page was left meanwhile. */
  if (self->busy == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (self->busy), what != NULL ? what : "");
  gtk_widget_set_visible (self->busy, what != NULL);
  gtk_widget_set_sensitive (self->choose, what == NULL);
  if (self->draw != NULL)
    gtk_widget_set_sensitive (self->draw, what == NULL);
  if (self->camera != NULL)
    gtk_widget_set_sensitive (self->camera, what == NULL);
  if (self->record != NULL)
    gtk_widget_set_sensitive (self->record, what == NULL);
  /* Enter and completing wait for it. */
  if (what != NULL)
    terrain_editor_touched (TERRAIN_EDITOR (self));
  else
    terrain_editor_refresh (TERRAIN_EDITOR (self));
}

/* Keeping */

typedef struct
{
  TerrainUploadEditor *editor; /* kept alive: the answer is given also when its page was left */
  char *name;
  char *problem; /* (nullable): to be said although it worked */
} Keeping;

static void
attached (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Keeping *keeping = data;
  g_autoptr (TerrainUploadEditor) self = keeping->editor;
  g_autofree char *name = keeping->name, *problem = keeping->problem;
  g_autoptr (GError) error = NULL;

  if (!terrain_media_source_attach_finish (TERRAIN_MEDIA_SOURCE (source), result, &error))
    {
      g_autofree char *message = g_strdup_printf (_("The file could not be kept: %s"), error->message);

      set_busy (self, NULL);
      terrain_editor_refuse (TERRAIN_EDITOR (self), message);
      return;
    }
  if (terrain_editor_answer (TERRAIN_EDITOR (self), name))
    {
      set_busy (self, NULL);
      if (problem != NULL)
        terrain_editor_set_problem (TERRAIN_EDITOR (self), problem);
    }
  else if (self->busy != NULL)
    gtk_widget_set_visible (self->busy, FALSE);
}

static void
keep (TerrainUploadEditor *self, GBytes *content, const char *content_type, const char *extension, const char *problem)
{
  Keeping *keeping = g_new0 (Keeping, 1);

  keeping->editor = g_object_ref (self);
  keeping->name = terrain_media_source_dup_new_name (media_of (self), extension);
  keeping->problem = g_strdup (problem);
  set_busy (self, _("The file is being kept…"));
  terrain_media_source_attach_async (media_of (self), keeping->name, content_type, content, attached, keeping);
}

/* What may be used */

static gboolean
can_make_new (TerrainUploadEditor *self)
{
  TerrainFormContext *context = terrain_editor_get_context (TERRAIN_EDITOR (self));

  if (self->cannot_make)
    return FALSE;
  return self->camera == NULL ||
         terrain_cameras_get_presence (terrain_form_context_get_cameras (context)) != TERRAIN_CAMERA_ABSENT;
}

static gboolean
may_choose (TerrainUploadEditor *self)
{
  return !self->only_new || !can_make_new (self);
}

static void
update_choose (TerrainUploadEditor *self)
{
  gtk_widget_set_visible (self->choose, may_choose (self));
  if (self->notice != NULL)
    gtk_widget_set_visible (self->notice, self->editable && may_choose (self));
  /* The button is about to go. */
  if (self->camera != NULL && gtk_widget_has_focus (self->camera) && !can_make_new (self))
    gtk_widget_grab_focus (self->choose);
}

/* What was to be made here cannot be: said, and a file will do. */
static void
refuse_making (TerrainUploadEditor *self, const char *problem)
{
  g_autofree char *message = g_strdup_printf (_("%s A file can be chosen instead."), problem);

  self->cannot_make = TRUE;
  update_choose (self);
  terrain_editor_refresh (TERRAIN_EDITOR (self));
  terrain_editor_refuse (TERRAIN_EDITOR (self), message);
  gtk_widget_grab_focus (self->choose);
}

/* Choosing */

static void
file_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TerrainUploadEditor) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainChosenFile) chosen = terrain_file_reading_read_finish (result, &error);

  set_busy (self, NULL);
  if (chosen != NULL)
    keep (self, chosen->content, chosen->content_type, chosen->extension, NULL);
  else
    terrain_editor_refuse (TERRAIN_EDITOR (self), error->message);
}

static void
take_file (TerrainUploadEditor *self, GFile *file)
{
  static const char *const kinds[] = { NULL, "image", "audio", "video" };

  set_busy (self, _("The file is being read…"));
  terrain_file_reading_read_async (file, kinds[self->kind], self->max_pixels, NULL, file_read, g_object_ref (self));
}

static void
chooser_answered (GtkNativeDialog *dialog, int response, TerrainUploadEditor *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  g_clear_object (&self->chooser);
  if (file != NULL)
    take_file (self, file);
}

/* "accept" of ODK XForms is HTML's: ".pdf,.docx" or MIME types. */
static GtkFileFilter *
new_filter (TerrainUploadEditor *self)
{
  TerrainControl *control = terrain_item_get_control (terrain_editor_get_item (TERRAIN_EDITOR (self)));
  const char *accept = terrain_control_get_attribute (control, "accept");
  const char *type = terrain_control_get_attribute (control, "mediatype");
  g_auto (GStrv) parts = g_strsplit (accept != NULL ? accept : "", ",", -1);
  GtkFileFilter *filter = gtk_file_filter_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);

      if (*part == '.')
        gtk_file_filter_add_suffix (filter, part + 1);
      else if (strchr (part, '/') != NULL)
        gtk_file_filter_add_mime_type (filter, part);
    }
  if (parts[0] == NULL)
    gtk_file_filter_add_mime_type (filter, self->kind != ANY ? type : "*/*");
  gtk_file_filter_set_name (filter, _("Files for This Question"));
  return filter;
}

static void
choose_clicked (TerrainUploadEditor *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GtkFileFilter) filter = new_filter (self);

  if (self->chooser != NULL)
    return;
  /* The files of a public screen are nobody's business who fills in a form there. */
  if (terrain_form_context_get_large (terrain_editor_get_context (TERRAIN_EDITOR (self))))
    {
      terrain_editor_refuse (TERRAIN_EDITOR (self), _("Files cannot be chosen on this screen."));
      return;
    }
  self->chooser = gtk_file_chooser_native_new (gtk_button_get_label (GTK_BUTTON (self->choose)),
                                               GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chooser_answered), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x, double y, TerrainUploadEditor *self)
{
  if (!G_VALUE_HOLDS (value, G_TYPE_FILE) || !self->editable || !gtk_widget_get_sensitive (self->choose))
    return FALSE;
  if (may_choose (self))
    take_file (self, g_value_get_object (value));
  else
    terrain_editor_refuse (TERRAIN_EDITOR (self), _("This question takes no file: it asks for something new, made here."));
  return TRUE;
}

static void
take_away_clicked (TerrainUploadEditor *self)
{
  if (terrain_editor_answer (TERRAIN_EDITOR (self), ""))
    gtk_widget_grab_focus (self->choose);
}

/* Drawing */

static void
drawing_kept (TerrainDrawingWindow *window, GBytes *png, TerrainUploadEditor *self)
{
  g_autofree char *type = NULL;
  g_autoptr (GBytes) smaller = self->max_pixels > 0 ? terrain_picture_scale_down (png, self->max_pixels, &type, NULL)
                                                    : NULL;
  gboolean is_jpeg = g_strcmp0 (type, "image/jpeg") == 0;

  keep (self, smaller != NULL ? smaller : png, is_jpeg ? type : "image/png", is_jpeg ? "jpg" : "png", NULL);
}

static void
open_sheet (TerrainUploadEditor *self, GdkTexture *under)
{
  TerrainItem *item = terrain_editor_get_item (TERRAIN_EDITOR (self));
  g_autofree char *what = terrain_form_dup_plain_text (terrain_item_get_label (item));
  GtkWidget *window = terrain_drawing_window_new (
    GTK_WIDGET (self), self->signs ? TERRAIN_DRAWING_SIGNATURE : TERRAIN_DRAWING_FREE, under, what);

  g_signal_connect_object (window, "kept", G_CALLBACK (drawing_kept), self, 0);
  gtk_window_present (GTK_WINDOW (window));
}

static void
under_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) under = terrain_media_source_load_texture_finish (TERRAIN_MEDIA_SOURCE (source), result, &error);
  TerrainUploadEditor *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->drawing_on);
  if (under != NULL)
    open_sheet (self, under);
  else
    terrain_editor_refuse (TERRAIN_EDITOR (self), error->message);
}

static void
draw_clicked (TerrainUploadEditor *self)
{
  g_autofree char *uri = dup_uri (value_of (self));

  if (self->drawing_on != NULL)
    return;
  if (self->signs || uri == NULL)
    {
      open_sheet (self, NULL);
      return;
    }
  self->drawing_on = g_cancellable_new ();
  terrain_media_source_load_texture_async (media_of (self), uri, SHEET_SIDE, self->drawing_on, under_loaded, self);
}

/* The camera */

static void
picture_taken (TerrainUploadEditor *self, GBytes *jpeg)
{
  keep (self, jpeg, "image/jpeg", "jpg", NULL);
}

static void
film_taken (TerrainUploadEditor *self, GBytes *film, const char *problem)
{
  if (film != NULL)
    keep (self, film, TERRAIN_FILM_TYPE, TERRAIN_FILM_EXTENSION, problem);
  else
    terrain_editor_refuse (TERRAIN_EDITOR (self), problem);
}

/* Recording */

static void
show_recording (TerrainUploadEditor *self)
{
  gboolean recording = terrain_recorder_get_recording (self->recorder);

  gtk_button_set_label (GTK_BUTTON (self->record), recording ? _("_Stop Recording") : _("_Record"));
  if (recording)
    gtk_widget_add_css_class (self->record, "destructive-action");
  else
    gtk_widget_remove_css_class (self->record, "destructive-action");
  gtk_widget_set_visible (self->level, recording);
  if (self->floor != NULL)
    terrain_sound_floor_set_recording (self->floor, self, recording);
  gtk_widget_set_sensitive (self->choose, !recording);
}

static void
recording_finished (TerrainRecorder *recorder, GBytes *sound, const char *problem, TerrainUploadEditor *self)
{
  show_recording (self);
  if (sound != NULL)
    keep (self, sound, TERRAIN_RECORDER_TYPE, TERRAIN_RECORDER_EXTENSION, problem);
  else if (self->stopped)
    {
      terrain_editor_refresh (TERRAIN_EDITOR (self));
      terrain_editor_refuse (TERRAIN_EDITOR (self), problem);
    }
  else
    refuse_making (self, problem);
}

static void
record_clicked (TerrainUploadEditor *self)
{
  TerrainControl *control = terrain_item_get_control (terrain_editor_get_item (TERRAIN_EDITOR (self)));
  g_autoptr (GError) error = NULL;

  self->stopped = terrain_recorder_get_recording (self->recorder);
  if (self->stopped)
    terrain_recorder_stop (self->recorder);
  else if (!terrain_recorder_start (self->recorder, terrain_control_get_bind_attribute (control, "quality"), &error))
    refuse_making (self, error->message);
  else
    terrain_editor_touched (TERRAIN_EDITOR (self));
  show_recording (self);
}

/* Set-up */

static GtkWidget *
add_button (TerrainUploadEditor *self, GtkWidget *box, const char *label, void (*clicked) (TerrainUploadEditor *))
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked), self, G_CONNECT_SWAPPED);
  terrain_wrap_buttons (button);
  terrain_wrap_box_append (TERRAIN_WRAP_BOX (box), button);
  return button;
}

static void
build_shown (TerrainUploadEditor *self)
{
  if (self->kind == PICTURE)
    {
      self->picture = terrain_media_picture_new (media_of (self), PICTURE_SIDE);
      gtk_widget_set_halign (self->picture, GTK_ALIGN_START);
      gtk_widget_set_parent (self->picture, GTK_WIDGET (self));
    }
  else if (self->kind == SOUND || self->kind == FILM)
    {
      self->player = terrain_media_player_new (media_of (self), self->kind == FILM);
      gtk_widget_set_parent (self->player, GTK_WIDGET (self));
    }
  self->file = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0f, "visible",
                             FALSE, NULL);
  gtk_widget_set_parent (self->file, GTK_WIDGET (self));
}

static void
build_camera (TerrainUploadEditor *self, GtkWidget *box)
{
  TerrainCameras *cameras = terrain_form_context_get_cameras (terrain_editor_get_context (TERRAIN_EDITOR (self)));

  /* Before the button, which hides itself: the focus has to be led away first. */
  g_signal_connect_object (cameras, "notify::presence", G_CALLBACK (update_choose), self, G_CONNECT_SWAPPED);
  self->camera = terrain_camera_button_new (
    cameras, self->kind == FILM ? TERRAIN_CAMERA_FILM : TERRAIN_CAMERA_PICTURE, self->max_pixels);
  g_signal_connect_object (self->camera, "picture", G_CALLBACK (picture_taken), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->camera, "film", G_CALLBACK (film_taken), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->camera, "failed", G_CALLBACK (refuse_making), self, G_CONNECT_SWAPPED);
  terrain_wrap_box_append (TERRAIN_WRAP_BOX (box), self->camera);
}

static void
build_notice (TerrainUploadEditor *self)
{
  static const char *const notices[] = {
    [PICTURE] = N_("A new picture is asked for. None can be taken on this computer, so one can be chosen from a file."),
    [SOUND] = N_("A new recording is asked for. None can be made on this computer, so one can be chosen from a file."),
    [FILM] = N_("A new film is asked for. None can be made on this computer, so one can be chosen from a file."),
  };

  self->notice = g_object_new (GTK_TYPE_LABEL, "label", gettext (notices[self->kind]), "xalign", 0.0f, "wrap", TRUE,
                               "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->notice, "terrain-dim");
  gtk_widget_set_parent (self->notice, GTK_WIDGET (self));
}

/* Where something new can be made at all. */
static gboolean
asks_for_new (TerrainUploadEditor *self)
{
  static const char *const words[] = { "new", "new-front", "selfie", "front" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (terrain_editor_has_appearance (TERRAIN_EDITOR (self), words[i]))
      return self->camera != NULL || self->record != NULL;
  return FALSE;
}

static void
build_buttons (TerrainUploadEditor *self)
{
  static const char *const choose_labels[] = { N_("_Choose a File…"), N_("_Choose a Picture…"),
                                               N_("_Choose a Recording…"), N_("_Choose a Film…") };
  GtkWidget *box = terrain_wrap_box_new (GTK_ACCESSIBLE_ROLE_GROUP, 6);

  self->buttons = box;
  if (self->signs)
    self->draw = add_button (self, box, _("_Sign…"), draw_clicked);
  else if (self->draws)
    self->draw = add_button (self, box, _("_Draw…"), draw_clicked);
  if (self->kind == SOUND)
    self->record = add_button (self, box, _("_Record"), record_clicked);
  if (self->kind == FILM || (self->kind == PICTURE && !self->signs && !self->draws))
    build_camera (self, box);
  self->choose = add_button (self, box, gettext (choose_labels[self->kind]), choose_clicked);
  if (self->annotates)
    self->draw = add_button (self, box, _("_Draw on It…"), draw_clicked);
  self->take_away = add_button (self, box, _("_Take Away"), take_away_clicked);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  self->only_new = asks_for_new (self);
  if (self->only_new)
    build_notice (self);
  update_choose (self);
}

static void
terrain_upload_editor_build (TerrainEditor *editor)
{
  TerrainUploadEditor *self = TERRAIN_UPLOAD_EDITOR (editor);
  TerrainControl *control = terrain_item_get_control (terrain_editor_get_item (editor));
  const char *max_pixels = terrain_control_get_bind_attribute (control, "max-pixels");
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  self->kind = kind_of (control);
  self->max_pixels = max_pixels != NULL ? (int) CLAMP (g_ascii_strtoll (max_pixels, NULL, 10), 0, 65535) : 0;
  self->signs = self->kind == PICTURE && terrain_editor_has_appearance (editor, "signature");
  self->draws = self->kind == PICTURE && terrain_editor_has_appearance (editor, "draw");
  self->annotates = self->kind == PICTURE && terrain_editor_has_appearance (editor, "annotate");
  build_shown (self);
  build_buttons (self);
  if (self->record != NULL)
    {
      TerrainFormContext *context = terrain_editor_get_context (editor);

      self->floor = g_object_ref (terrain_sound_floor_of (terrain_form_context_get_interview (context)));
      self->recorder = terrain_recorder_new (NULL);
      g_signal_connect_object (self->recorder, "finished", G_CALLBACK (recording_finished), self, 0);
      self->level = terrain_level_meter_new (self->recorder);
      gtk_widget_set_visible (self->level, FALSE);
      gtk_widget_set_parent (self->level, GTK_WIDGET (self));
    }
  self->busy = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->busy, "terrain-dim");
  gtk_widget_set_parent (self->busy, GTK_WIDGET (self));
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
terrain_upload_editor_show (TerrainEditor *editor, const char *value)
{
  TerrainUploadEditor *self = TERRAIN_UPLOAD_EDITOR (editor);
  g_autofree char *uri = dup_uri (value);
  g_autofree char *label = terrain_form_dup_plain_text (terrain_item_get_label (terrain_editor_get_item (editor)));
  gboolean is_there = *value != '\0';

  if (self->picture != NULL)
    terrain_media_picture_set (TERRAIN_MEDIA_PICTURE (self->picture), uri, label);
  else if (self->player != NULL)
    terrain_media_player_set (TERRAIN_MEDIA_PLAYER (self->player), uri, label);
  else
    {
      g_autofree char *text = g_strdup_printf (_("The file “%s” is in this record."), value);

      gtk_label_set_label (GTK_LABEL (self->file), text);
      gtk_widget_set_visible (self->file, is_there);
    }
  gtk_widget_set_visible (self->take_away, is_there);
  if (self->annotates)
    gtk_widget_set_visible (self->draw, is_there);
}

/* What is being read or recorded is not an answer yet. */
static gboolean
terrain_upload_editor_flush (TerrainEditor *editor)
{
  TerrainUploadEditor *self = TERRAIN_UPLOAD_EDITOR (editor);

  if (self->recorder != NULL && terrain_recorder_get_recording (self->recorder))
    {
      terrain_editor_set_problem (editor, _("A recording is under way: stop it first."));
      return FALSE;
    }
  return !gtk_widget_get_visible (self->busy);
}

/* What is in the record is looked at and listened to also where it cannot be changed. */
static void
terrain_upload_editor_set_editable (TerrainEditor *editor, gboolean editable)
{
  TerrainUploadEditor *self = TERRAIN_UPLOAD_EDITOR (editor);

  gtk_widget_set_visible (self->buttons, editable);
  self->editable = editable;
  update_choose (self);
}

/* Returns: (transfer full): what the button says, without the mark of its letter */
static char *
dup_button_name (GtkWidget *button)
{
  g_auto (GStrv) parts = g_strsplit (gtk_button_get_label (GTK_BUTTON (button)), "_", -1);

  return g_strjoinv ("", parts);
}

static void
terrain_upload_editor_describe (TerrainEditor *editor)
{
  TerrainUploadEditor *self = TERRAIN_UPLOAD_EDITOR (editor);
  GtkWidget *buttons[] = { self->draw, self->camera, self->record, self->choose, self->take_away };
  g_autofree char *what = terrain_form_dup_plain_text (terrain_item_get_label (terrain_editor_get_item (editor)));

  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    if (buttons[i] != NULL)
      {
        g_autofree char *part = dup_button_name (buttons[i]);
        terrain_editor_describe (editor, buttons[i], part);
      }
  if (self->camera != NULL)
    terrain_camera_button_set_what (TERRAIN_CAMERA_BUTTON (self->camera), what);
}

static gboolean
terrain_upload_editor_grab_focus (GtkWidget *widget)
{
  TerrainUploadEditor *self = TERRAIN_UPLOAD_EDITOR (widget);
  gboolean drawn_first = self->signs || self->draws;

  if (drawn_first && gtk_widget_grab_focus (self->draw))
    return TRUE;
  return (self->camera != NULL && gtk_widget_grab_focus (self->camera)) ||
         (self->record != NULL && gtk_widget_grab_focus (self->record)) || gtk_widget_grab_focus (self->choose);
}

/* Nobody is recorded who does not see it, as when the window is quickly hidden; what was said until then is kept. */
static void
terrain_upload_editor_unmap (GtkWidget *widget)
{
  TerrainUploadEditor *self = TERRAIN_UPLOAD_EDITOR (widget);

  if (self->recorder != NULL)
    terrain_recorder_stop (self->recorder);
  GTK_WIDGET_CLASS (terrain_upload_editor_parent_class)->unmap (widget);
}

static void
terrain_upload_editor_dispose (GObject *object)
{
  TerrainUploadEditor *self = TERRAIN_UPLOAD_EDITOR (object);

  if (self->drawing_on != NULL)
    g_cancellable_cancel (self->drawing_on);
  g_clear_object (&self->drawing_on);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  if (self->floor != NULL)
    terrain_sound_floor_set_recording (self->floor, self, FALSE);
  g_clear_object (&self->floor);
  /* The widgets go with the editor; a file on its way into the record does not need them. */
  self->busy = NULL;
  G_OBJECT_CLASS (terrain_upload_editor_parent_class)->dispose (object);
}

static void
terrain_upload_editor_finalize (GObject *object)
{
  g_clear_object (&TERRAIN_UPLOAD_EDITOR (object)->recorder);
  G_OBJECT_CLASS (terrain_upload_editor_parent_class)->finalize (object);
}

static void
terrain_upload_editor_class_init (TerrainUploadEditorClass *klass)
{
  TerrainEditorClass *editor_class = TERRAIN_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_upload_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = terrain_upload_editor_finalize;
  editor_class->build = terrain_upload_editor_build;
  editor_class->show = terrain_upload_editor_show;
  editor_class->set_editable = terrain_upload_editor_set_editable;
  editor_class->shows_readonly = TRUE;
  editor_class->flush = terrain_upload_editor_flush;
  editor_class->describe = terrain_upload_editor_describe;
  GTK_WIDGET_CLASS (klass)->grab_focus = terrain_upload_editor_grab_focus;
  GTK_WIDGET_CLASS (klass)->unmap = terrain_upload_editor_unmap;
}

static void
terrain_upload_editor_init (TerrainUploadEditor *self)
{
}
