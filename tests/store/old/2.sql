-- SPDX-License-Identifier: GPL-3.0-or-later
-- A store of version 2, as it was released: made with sqlite3's .dump, and never to be changed.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE setting (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO setting VALUES('operator','Zoë');
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
INSERT INTO form VALUES(1,'visit','1','Visit','md5:aba548fa677335d03c76d10ca789021a','',X'3c76697369742f3e',1000,0,0);
CREATE TABLE media (
  form_key INTEGER NOT NULL REFERENCES form ON DELETE CASCADE,
  name     TEXT NOT NULL CHECK (name <> ''),
  hash     TEXT NOT NULL,
  content  BLOB NOT NULL,
  UNIQUE (form_key, name)
) STRICT;
INSERT INTO media VALUES(1,'map.png','md5:1',X'706e67');
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
  data_key      BLOB, encrypted INTEGER NOT NULL DEFAULT 0 CHECK (encrypted IN (0, 1)),
  CHECK (sealed = 0 OR (vault_key IS NOT NULL AND name IS NULL))
) STRICT;
INSERT INTO record VALUES(1,'draft',1,'draft','É','fr',NULL,1000,1003,0,0,0,3,0,0,NULL,NULL,0,NULL,NULL,0);
INSERT INTO record VALUES(2,'queued',1,'queued',NULL,NULL,'uuid:1',1000,2000,2000,0,0,0,2,9000,'No answer.','503',0,NULL,NULL,0);
CREATE TABLE event (
  record_key INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
  sequence   INTEGER NOT NULL CHECK (sequence > 0),
  at         INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  payload    BLOB NOT NULL,
  PRIMARY KEY (record_key, sequence)
) STRICT, WITHOUT ROWID;
INSERT INTO event VALUES(1,1,1001,'set',X'6f6e65');
INSERT INTO event VALUES(1,2,1002,'set',X'74776f');
INSERT INTO event VALUES(1,3,1003,'set',X'7468726565');
CREATE TABLE checkpoint (
  record_key INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
  sequence   INTEGER NOT NULL CHECK (sequence >= 0),
  instance   BLOB NOT NULL,
  UNIQUE (record_key, sequence)
) STRICT;
INSERT INTO checkpoint VALUES(1,0,X'3c646174612f3e');
INSERT INTO checkpoint VALUES(1,1,X'3c646174613ec3a93c2f646174613e');
CREATE TABLE attachment (
  attachment_key INTEGER PRIMARY KEY,
  record_key     INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
  name           TEXT NOT NULL CHECK (name <> ''),
  content_type   TEXT,
  size           INTEGER NOT NULL,
  UNIQUE (record_key, name)
) STRICT;
INSERT INTO attachment VALUES(1,2,'a.txt','text/plain',8);
CREATE TABLE attachment_piece (
  attachment_key INTEGER NOT NULL REFERENCES attachment ON DELETE CASCADE,
  position       INTEGER NOT NULL,
  content        BLOB NOT NULL,
  UNIQUE (attachment_key, position)
) STRICT;
INSERT INTO attachment_piece VALUES(1,0,X'6174746163686564');
CREATE TABLE submission (
  record_key INTEGER PRIMARY KEY REFERENCES record ON DELETE CASCADE,
  xml        BLOB NOT NULL
) STRICT;
INSERT INTO submission VALUES(2,X'3c646174612f3e');
CREATE TABLE sent_part (
  record_key INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
  name       TEXT NOT NULL,
  PRIMARY KEY (record_key, name)
) STRICT, WITHOUT ROWID;
INSERT INTO sent_part VALUES(2,'');
CREATE TABLE migration (
  record_key INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
  sequence   INTEGER NOT NULL CHECK (sequence > 0),
  at         INTEGER NOT NULL,
  form_key   INTEGER NOT NULL REFERENCES form,
  before     BLOB NOT NULL,
  report     BLOB NOT NULL,
  after_key  INTEGER REFERENCES form,
  after      BLOB,
  PRIMARY KEY (record_key, sequence),
  CHECK ((after_key IS NULL) = (after IS NULL))
) STRICT;
INSERT INTO migration VALUES(1,2,1002,1,X'3c646174612f3e',X'7b7d',NULL,NULL);
CREATE UNIQUE INDEX form_current ON form (id, version) WHERE superseded = 0;
CREATE INDEX form_version ON form (id, version);
CREATE UNIQUE INDEX record_instance ON record (instance_id) WHERE instance_id IS NOT NULL;
CREATE INDEX record_form ON record (form_key);
CREATE INDEX record_changed ON record (changed);
CREATE INDEX record_due ON record (next_attempt) WHERE state = 'queued';
CREATE INDEX record_vault ON record (vault_key) WHERE vault_key IS NOT NULL;
CREATE INDEX migration_form ON migration (form_key);
CREATE INDEX migration_after ON migration (after_key);
COMMIT;
PRAGMA application_id = 1415934578;
PRAGMA user_version = 2;
PRAGMA journal_mode = WAL;
