/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TerrainStoreError:
 * @TERRAIN_STORE_ERROR_NEWER: the file was written by a newer version; it was not touched
 * @TERRAIN_STORE_ERROR_NOT_A_STORE: not a database of Terrain's
 * @TERRAIN_STORE_ERROR_CORRUPT: a database, but damaged
 * @TERRAIN_STORE_ERROR_FULL: no room on the disk
 * @TERRAIN_STORE_ERROR_READ_ONLY: the file or its folder cannot be written
 * @TERRAIN_STORE_ERROR_BUSY: another program holds it
 * @TERRAIN_STORE_ERROR_NOT_FOUND: no such form or record
 * @TERRAIN_STORE_ERROR_STATE: the record's state does not allow the step
 * @TERRAIN_STORE_ERROR_FAILED: anything else; the message holds SQLite's words
 */
typedef enum
{
  TERRAIN_STORE_ERROR_NEWER,
  TERRAIN_STORE_ERROR_NOT_A_STORE,
  TERRAIN_STORE_ERROR_CORRUPT,
  TERRAIN_STORE_ERROR_FULL,
  TERRAIN_STORE_ERROR_READ_ONLY,
  TERRAIN_STORE_ERROR_BUSY,
  TERRAIN_STORE_ERROR_NOT_FOUND,
  TERRAIN_STORE_ERROR_STATE,
  TERRAIN_STORE_ERROR_FAILED,
} TerrainStoreError;

#define TERRAIN_STORE_ERROR (terrain_store_error_quark ())
GQuark terrain_store_error_quark (void);

/*
 * TerrainStore: one profile's SQLite file. A worker thread owns the connection; every call below is safe from any
 * thread. Calls without _async wait for the worker (programs without a window, tests, start-up); a window uses the
 * _async ones where it would otherwise wait for the disk. Steps are carried out in the order they were asked for.
 *
 * Signals, emitted in the main context the store was opened in: "records-changed" (char *uuid or NULL for several), and
 * "forms-changed" when a form came, went, was hidden or counts another number of records.
 */
#define TERRAIN_TYPE_STORE (terrain_store_get_type ())
G_DECLARE_FINAL_TYPE (TerrainStore, terrain_store, TERRAIN, STORE, GObject)

/* Creates the file (mode 0600) where there is none; migrates an older one. */
TerrainStore *terrain_store_open (const char *path, GError **error);
/* Waits for everything asked for, closes the file. Also done when the last reference goes. */
void terrain_store_close (TerrainStore *self);

/* Forms. One row a (id, version); a newer version stands beside the older, drafts keep theirs. */

typedef struct
{
  char *id;
  char *version; /* "" for none */
  char *title;
  char *hash;    /* "md5:…" of the XML */
  char *origin;  /* "" for shipped or opened by hand, else the server's base URL */
  gint64 added;  /* µs since the epoch */
  gboolean hidden;
  guint n_records;
} TerrainStoredForm;

void terrain_stored_form_free (TerrainStoredForm *self);
gboolean terrain_store_put_form (TerrainStore *self, const char *id, const char *version, const char *title,
                                 const char *origin, GBytes *xml, GError **error);
/* (element-type TerrainStoredForm), by title, newest version of each id first */
GPtrArray *terrain_store_list_forms (TerrainStore *self, GError **error);
/* @version: (nullable): NULL for the newest */
TerrainStoredForm *terrain_store_find_form (TerrainStore *self, const char *id, const char *version, GError **error);
GBytes *terrain_store_load_form (TerrainStore *self, const char *id, const char *version, GError **error);
/* What a record was begun with, also where the same version was since put again with other bytes. */
GBytes *terrain_store_load_record_form (TerrainStore *self, const char *uuid, GError **error);
/* A text that changes whenever the form's XML or one of its media does, for caches of what is made of them. */
char *terrain_store_get_form_revision (TerrainStore *self, const char *id, const char *version, GError **error);
char *terrain_store_get_record_form_revision (TerrainStore *self, const char *uuid, GError **error);
gboolean terrain_store_hide_form (TerrainStore *self, const char *id, const char *version, gboolean hidden,
                                  GError **error);

/* Media of a form, by file name. */
gboolean terrain_store_put_media (TerrainStore *self, const char *form_id, const char *form_version,
                                  const char *name, const char *hash, GBytes *content, GError **error);
GBytes *terrain_store_load_media (TerrainStore *self, const char *form_id, const char *form_version,
                                  const char *name, GError **error);
/* Returns: (transfer full) (nullable): the hash it was stored with, NULL where not there */
char *terrain_store_get_media_hash (TerrainStore *self, const char *form_id, const char *form_version,
                                    const char *name, GError **error);

/* Records */

typedef enum
{
  TERRAIN_RECORD_DRAFT,
  TERRAIN_RECORD_COMPLETE,
  TERRAIN_RECORD_QUEUED,
  TERRAIN_RECORD_SENT,
  TERRAIN_RECORD_REJECTED, /* the server refused it for good; to fix */
} TerrainRecordState;

typedef struct
{
  char *uuid;
  char *form_id;
  char *form_version;
  char *form_title;
  TerrainRecordState state;
  char *name;        /* (nullable): the form's instance name */
  char *language;    /* (nullable) */
  char *instance_id; /* (nullable) until complete */
  gint64 created;    /* µs since the epoch, as are the others; 0 for never */
  gint64 changed;
  gint64 completed;
  gint64 sent;
  gboolean trashed;
  gint64 trashed_at;
  gboolean encrypted; /* only the holder of a private key can read it, see terrain-store-sealing.h */
  guint n_attempts;
  gint64 next_attempt; /* not before; 0 for at once */
  char *last_error;    /* (nullable): a sentence for a person */
  char *server_words;  /* (nullable): what the server said, verbatim, shortened to 2000 characters */
} TerrainRecord;

void terrain_record_free (TerrainRecord *self);
const char *terrain_record_state_to_string (TerrainRecordState state); /* "draft", "complete"… */

/* @uuid: (nullable): made by the caller where it must be known; fails with _STATE where it exists */
gboolean terrain_store_create_record (TerrainStore *self, const char *uuid, const char *form_id,
                                      const char *form_version, const char *language, gint64 now, GError **error);
TerrainRecord *terrain_store_find_record (TerrainStore *self, const char *uuid, GError **error);
/**
 * terrain_store_find_last_completed:
 * @before: µs since the epoch: completed then or earlier
 *
 * Of any version of the form; neither a draft, nor in the trash, nor encrypted. The cost does not grow with the records.
 * Returns: (transfer full) (nullable): %NULL without @error where there is none
 */
TerrainRecord *terrain_store_find_last_completed (TerrainStore *self, const char *form_id, gint64 before,
                                                  GError **error);
/* (element-type TerrainRecord), last changed first; or, where @trashed, those in the trash, last put there first */
GPtrArray *terrain_store_list_records (TerrainStore *self, gboolean trashed, GError **error);
/* It stays as it is, and when it was changed; see terrain-store-trash.h for several at once. */
gboolean terrain_store_trash_record (TerrainStore *self, const char *uuid, gboolean trashed, gint64 now,
                                     GError **error);
/* For good. */
gboolean terrain_store_erase_record (TerrainStore *self, const char *uuid, GError **error);

/*
 * Journal. An interview is a list of events, each durable (fsync) before it is acknowledged, and now and then a
 * checkpoint (the whole instance) after which older events are not needed to restore. Payloads are opaque bytes here.
 */

typedef struct
{
  guint64 sequence; /* 1, 2, 3… within the record */
  gint64 at;        /* µs since the epoch */
  char *kind;       /* "set", "add", "remove", "language", "position"… */
  GBytes *payload;
} TerrainEvent;

void terrain_event_free (TerrainEvent *self);

/* The next event of a record; @sequence must be one more than the last one's. Sets the record's changed time. */
gboolean terrain_store_append_event (TerrainStore *self, const char *uuid, guint64 sequence, gint64 at,
                                     const char *kind, GBytes *payload, GError **error);
/* Calls back in the thread-default main context once the event is durable. Events asked for while the worker is busy
 * share one commit. */
void terrain_store_append_event_async (TerrainStore *self, const char *uuid, guint64 sequence, gint64 at,
                                       const char *kind, GBytes *payload, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
gboolean terrain_store_append_event_finish (TerrainStore *self, GAsyncResult *result, GError **error);

/* @sequence: the last event the checkpoint includes. @name: (nullable): instance name, for lists */
gboolean terrain_store_write_checkpoint (TerrainStore *self, const char *uuid, guint64 sequence, GBytes *instance,
                                         const char *name, const char *language, GError **error);
void terrain_store_write_checkpoint_async (TerrainStore *self, const char *uuid, guint64 sequence, GBytes *instance,
                                           const char *name, const char *language, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
gboolean terrain_store_write_checkpoint_finish (TerrainStore *self, GAsyncResult *result, GError **error);

/**
 * terrain_store_load_journal:
 * @instance: (out) (nullable) (transfer full): the last checkpoint, %NULL where none
 * @sequence: (out): the last event it includes, 0 for none
 * @events: (out) (element-type TerrainEvent) (transfer full): the events after it, in order
 */
gboolean terrain_store_load_journal (TerrainStore *self, const char *uuid, GBytes **instance, guint64 *sequence,
                                     GPtrArray **events, GError **error);

/* The same from the first checkpoint that is kept at or after @not_before: with the steps that came before the last
 * checkpoint, so that they can be taken back. */
gboolean terrain_store_load_history (TerrainStore *self, const char *uuid, guint64 not_before, GBytes **instance,
                                     guint64 *sequence, GPtrArray **events, GError **error);

/* The last event's sequence, 0 where there is none. Waits for every step asked for before. */
gboolean terrain_store_get_last_sequence (TerrainStore *self, const char *uuid, guint64 *sequence, GError **error);

/* Attachments of a record, by file name; in the order they were added. */
gboolean terrain_store_put_attachment (TerrainStore *self, const char *uuid, const char *name,
                                       const char *content_type, GBytes *content, GError **error);
/* At the end of one, where @offset is; it is made where there is none. What of @content is there already is passed over, so
 * that this can be asked for again. TERRAIN_STORE_ERROR_NOT_FOUND where there is less than @offset. */
gboolean terrain_store_append_attachment (TerrainStore *self, const char *uuid, const char *name, const char *content_type,
                                          guint64 offset, GBytes *content, GError **error);
/* (element-type utf8) (transfer full) */
char **terrain_store_list_attachments (TerrainStore *self, const char *uuid, GError **error);
GBytes *terrain_store_load_attachment (TerrainStore *self, const char *uuid, const char *name, char **content_type,
                                       GError **error);
/* Its type and size, without its content. @content_type, @size: (out) (optional) */
gboolean terrain_store_find_attachment (TerrainStore *self, const char *uuid, const char *name, char **content_type,
                                        guint64 *size, GError **error);
/* What follows @offset, as much as one piece of it holds; empty at the end. For content that is too large for memory. */
GBytes *terrain_store_load_attachment_piece (TerrainStore *self, const char *uuid, const char *name, guint64 offset,
                                             GError **error);
gboolean terrain_store_remove_attachment (TerrainStore *self, const char *uuid, const char *name, GError **error);

/* Completion and the queue. The submission's bytes are kept as they were first made: a server refuses other bytes. */

/* draft → complete (or, with @queue, → queued), in one transaction. */
gboolean terrain_store_complete_record (TerrainStore *self, const char *uuid, const char *instance_id,
                                        const char *name, GBytes *submission, gboolean queue, gint64 now,
                                        GError **error);
/* complete or rejected → queued */
gboolean terrain_store_queue_record (TerrainStore *self, const char *uuid, gint64 now, GError **error);
/* complete, queued or rejected → draft, to be changed again; never after sent, never an encrypted one */
gboolean terrain_store_reopen_record (TerrainStore *self, const char *uuid, gint64 now, GError **error);
GBytes *terrain_store_load_submission (TerrainStore *self, const char *uuid, GError **error);
/* (element-type TerrainRecord): queued ones due at @now, oldest completion first */
GPtrArray *terrain_store_list_due (TerrainStore *self, gint64 now, GError **error);
/* When the next queued record is due: µs since the epoch, -1 where the queue is empty. */
gint64 terrain_store_get_next_due (TerrainStore *self, GError **error);
/* A part of a record (the XML, "" , or an attachment) was accepted; sending resumes after it. */
gboolean terrain_store_mark_part_sent (TerrainStore *self, const char *uuid, const char *name, GError **error);
char **terrain_store_list_sent_parts (TerrainStore *self, const char *uuid, GError **error);
/* queued → sent: every part was accepted */
gboolean terrain_store_mark_sent (TerrainStore *self, const char *uuid, gint64 now, GError **error);
/* stays queued, to be tried at @next_attempt */
gboolean terrain_store_mark_failed (TerrainStore *self, const char *uuid, const char *error_text,
                                    const char *server_words, gint64 next_attempt, GError **error);
/* queued → rejected */
gboolean terrain_store_mark_rejected (TerrainStore *self, const char *uuid, const char *error_text,
                                      const char *server_words, GError **error);

/* Settings of the profile; NULL removes. Not for secrets. */
gboolean terrain_store_set_setting (TerrainStore *self, const char *key, const char *value, GError **error);
/* Returns: (transfer full) (nullable) */
char *terrain_store_get_setting (TerrainStore *self, const char *key, GError **error);
/* (element-type utf8 utf8) (transfer full): of those whose key begins with @prefix: what follows it, and the value */
GHashTable *terrain_store_list_settings (TerrainStore *self, const char *prefix, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainStoredForm, terrain_stored_form_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainRecord, terrain_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainEvent, terrain_event_free)

G_END_DECLS
