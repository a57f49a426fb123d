/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <terrain-engine.h>
#include <terrain-store.h>

G_BEGIN_DECLS

/*
 * TerrainProfile: one person's or one desk's workplace: a folder with
 *   profile.sqlite        the store
 *   po/<form id>/xx.po    languages added here; beside those shipped
 * and the library of forms in the store. Everything else hangs off it.
 *
 * Errors are GIO's, the store's, the engine's and the catalogue's, passed on with what was being done put before them.
 */
#define TERRAIN_TYPE_PROFILE (terrain_profile_get_type ())
G_DECLARE_FINAL_TYPE (TerrainProfile, terrain_profile, TERRAIN, PROFILE, GObject)

/* Makes the folder (mode 0700) where there is none. */
TerrainProfile *terrain_profile_open (const char *folder, GError **error);
const char *terrain_profile_get_folder (TerrainProfile *self);
/* Closed with the profile. */
TerrainStore *terrain_profile_get_store (TerrainProfile *self);

/* A stable random id of this installation, "terrain:…", for deviceid; made on first use. */
const char *terrain_profile_get_device_id (TerrainProfile *self);
/* The operator's name for username preloads; "" where none. Kept in the profile. */
char *terrain_profile_dup_operator (TerrainProfile *self);
gboolean terrain_profile_set_operator (TerrainProfile *self, const char *name, GError **error);

/* Where to look for shipped po files: folders that hold <form id>/xx.po. The profile's own po folder comes last and
 * wins. */
void terrain_profile_add_po_folder (TerrainProfile *self, const char *folder);

/* Puts every form file of @folder (*.xml) that is not yet there, or is changed, into the library. Returns how many;
 * @issues: (out) (optional): what was wrong with those left out, file by file. Never fails for one bad file. */
guint terrain_profile_import_folder (TerrainProfile *self, const char *folder, GPtrArray **issues);
/* One form file. Nothing is stored where it has errors. */
gboolean terrain_profile_import_form (TerrainProfile *self, GBytes *xml, const char *origin, char **form_id,
                                      GPtrArray **issues, GError **error);

/* The same of a file, with the lists and media it reads.
 * @media_folder: (nullable): where they are; NULL for ODK's folder beside the file, "visit-media" of "visit.xml"
 * @issues: (out) (optional): also which medium was left out, and why */
gboolean terrain_profile_import_form_file (TerrainProfile *self, const char *path, const char *media_folder,
                                           GPtrArray **issues, GError **error);

/* A parsed form, from a cache of those used lately. @version: (nullable): NULL for the newest. */
TerrainForm *terrain_profile_load_form (TerrainProfile *self, const char *form_id, const char *version,
                                        GError **error);
/* The same on a worker thread. */
void terrain_profile_load_form_async (TerrainProfile *self, const char *form_id, const char *version,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
TerrainForm *terrain_profile_load_form_finish (TerrainProfile *self, GAsyncResult *result, GError **error);
/* (element-type TerrainTranslation): every po language of the form; broken files are left out with a warning in @issues */
GPtrArray *terrain_profile_load_translations (TerrainProfile *self, TerrainForm *form, GPtrArray **issues);
/* @contents: (element-type filename GBytes): the po files a server has for a form, by their names ("visit-nl.po"), in
 * place of those it had before. A person's own files in the profile win over them. */
gboolean terrain_profile_put_server_translations (TerrainProfile *self, const char *form_id, GHashTable *contents,
                                                  GError **error);
/* Returns: (transfer full) (element-type filename): every po file of a form, those that win last */
GPtrArray *terrain_profile_list_po_files (TerrainProfile *self, const char *form_id);
/* Returns: (transfer full) (nullable): a person's own po file of a form in @language, there or not; NULL where the form's
 * id is no name for a folder. Files elsewhere are not the person's to change. */
char *terrain_profile_dup_po_path (TerrainProfile *self, const char *form_id, const char *language);
/* Puts a copy of a po file among the person's own, under the name of its language; one that is there is kept as "nl.po~".
 * Open records speak it at once. @language: (out) (optional). Fails where it has no text of @form. */
gboolean terrain_profile_add_po_file (TerrainProfile *self, TerrainForm *form, const char *path, char **language,
                                      GError **error);
/* Returns: (transfer full) (nullable): the id of the form that a po file is for, as it says itself or as its texts say;
 * NULL, without an error, where that is not clear. Loads every form: for a worker thread. */
char *terrain_profile_match_po_file (TerrainProfile *self, const char *path, GError **error);
/* What @interview, about to be completed as the record @uuid in another way than a session's, changes in entity lists. */
gboolean terrain_profile_note_entities (TerrainProfile *self, const char *uuid, TerrainInterview *interview,
                                        GError **error);
/* Returns: (transfer full) (array zero-terminated=1): every language a record of @form can be asked in: the form's own,
 * then those of po files, as terrain_interview_dup_languages() will say them */
char **terrain_profile_dup_languages (TerrainProfile *self, TerrainForm *form);

G_END_DECLS
