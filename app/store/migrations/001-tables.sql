-- SPDX-License-Identifier: GPL-3.0-or-later
-- A profile's store, version 1. Explained table by table in app/store/README.md. Times are µs since the epoch, UTC.

CREATE TABLE setting (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A row for each content a form ever had here. Records keep the one they were begun with; of those with the same id and
-- version one is current.
CREATE TABLE form (
  form_key   INTEGER PRIMARY KEY,
  id         TEXT NOT NULL CHECK (id <> ''),
  version    TEXT NOT NULL,
  title      TEXT NOT NULL,
  hash       TEXT NOT NULL,
  origin     TEXT NOT NULL,
  xml        BLOB NOT NULL,
  added      INTEGER NOT NULL,
  hidden     INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
  superseded INTEGER NOT NULL DEFAULT 0 CHECK (superseded IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX form_current ON form (id, version) WHERE superseded = 0;
CREATE INDEX form_version ON form (id, version);

CREATE TABLE media (
  form_key INTEGER NOT NULL REFERENCES form ON DELETE CASCADE,
  name     TEXT NOT NULL CHECK (name <> ''),
  hash     TEXT NOT NULL,
  content  BLOB NOT NULL,
  UNIQUE (form_key, name)
) STRICT;

-- Keys that records' data keys are wrapped with. Nothing in it opens a record by itself.
CREATE TABLE vault (
  vault_key  INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL CHECK (kind IN ('passphrase', 'service', 'public')),
  parameters TEXT NOT NULL,
  public_key BLOB,
  wrapped    BLOB,
  created    INTEGER NOT NULL
) STRICT;

CREATE TABLE record (
  record_key    INTEGER PRIMARY KEY,
  uuid          TEXT NOT NULL UNIQUE CHECK (uuid <> ''),
  form_key      INTEGER NOT NULL REFERENCES form,
  state         TEXT NOT NULL DEFAULT 'draft'
                CHECK (state IN ('draft', 'complete', 'queued', 'sent', 'rejected')),
  name          TEXT,
  language      TEXT,
  instance_id   TEXT,
  created       INTEGER NOT NULL,
  changed       INTEGER NOT NULL,
  completed     INTEGER NOT NULL DEFAULT 0,
  sent          INTEGER NOT NULL DEFAULT 0,
  trashed       INTEGER NOT NULL DEFAULT 0,
  last_sequence INTEGER NOT NULL DEFAULT 0,
  n_attempts    INTEGER NOT NULL DEFAULT 0,
  next_attempt  INTEGER NOT NULL DEFAULT 0,
  last_error    TEXT,
  server_words  TEXT,
  sealed        INTEGER NOT NULL DEFAULT 0 CHECK (sealed IN (0, 1)),
  vault_key     INTEGER REFERENCES vault,
  data_key      BLOB,
  CHECK (sealed = 0 OR (vault_key IS NOT NULL AND name IS NULL))
) STRICT;

CREATE UNIQUE INDEX record_instance ON record (instance_id) WHERE instance_id IS NOT NULL;
CREATE INDEX record_form ON record (form_key);
CREATE INDEX record_changed ON record (changed);
CREATE INDEX record_due ON record (next_attempt) WHERE state = 'queued';
CREATE INDEX record_vault ON record (vault_key) WHERE vault_key IS NOT NULL;

-- The journal: what was done, in order. Kept whole: undo, the trash and audit.csv read it.
CREATE TABLE event (
  record_key INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
  sequence   INTEGER NOT NULL CHECK (sequence > 0),
  at         INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  payload    BLOB NOT NULL,
  PRIMARY KEY (record_key, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (
  record_key INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
  sequence   INTEGER NOT NULL CHECK (sequence >= 0),
  instance   BLOB NOT NULL,
  UNIQUE (record_key, sequence)
) STRICT;

CREATE TABLE attachment (
  attachment_key INTEGER PRIMARY KEY,
  record_key     INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
  name           TEXT NOT NULL CHECK (name <> ''),
  content_type   TEXT,
  size           INTEGER NOT NULL,
  UNIQUE (record_key, name)
) STRICT;

-- In pieces, so that a large file is never whole in memory.
CREATE TABLE attachment_piece (
  attachment_key INTEGER NOT NULL REFERENCES attachment ON DELETE CASCADE,
  position       INTEGER NOT NULL,
  content        BLOB NOT NULL,
  UNIQUE (attachment_key, position)
) STRICT;

-- What is sent, byte for byte, each time.
CREATE TABLE submission (
  record_key INTEGER PRIMARY KEY REFERENCES record ON DELETE CASCADE,
  xml        BLOB NOT NULL
) STRICT;

-- Parts the server has accepted; '' is the submission's XML.
CREATE TABLE sent_part (
  record_key INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
  name       TEXT NOT NULL,
  PRIMARY KEY (record_key, name)
) STRICT, WITHOUT ROWID;
