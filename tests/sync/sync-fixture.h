/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-sync.h>

/* A profile in a temporary folder with the form "small", a server set, and a TerrainSync with short times. */
typedef struct
{
  char *folder;
  TerrainProfile *profile;
  TerrainStore *store;
  TerrainSync *sync;
  GAsyncResult *result;
} SyncFixture;

void sync_fixture_set_up (SyncFixture *self);
void sync_fixture_tear_down (SyncFixture *self);
/* @user_name: (nullable) */
void sync_fixture_set_server (SyncFixture *self, const char *url, const char *user_name);

/* The bytes of record @n's submission. */
char *sync_fixture_make_xml (guint n);
/* A complete record, queued; its uuid is "record-N", its instanceID "uuid:N". @attachments: (nullable): names, each
 * with @size bytes */
char *sync_fixture_queue (SyncFixture *self, guint n, const char *const *attachments, gsize size);

/* One explicit send, waited for. */
gboolean sync_fixture_send (SyncFixture *self, gboolean now, guint *n_sent, guint *n_left, GError **error);
TerrainRecord *sync_fixture_find (SyncFixture *self, guint n);
/* Iterates until the record has the state; FALSE after @seconds. */
gboolean sync_fixture_wait_for_state (SyncFixture *self, guint n, TerrainRecordState state, guint seconds);
/* For terrain_sync_*_async() calls. */
void sync_fixture_on_done (GObject *source, GAsyncResult *result, gpointer user_data);
void sync_fixture_wait (SyncFixture *self);
