-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 2: records of which only the holder of a private key can read what was answered, and drafts that were carried
-- over to another version of their form.

ALTER TABLE record ADD COLUMN encrypted INTEGER NOT NULL DEFAULT 0 CHECK (encrypted IN (0, 1));

-- What a draft was before it was carried over, so that this can be taken back; and, once taken back, what it was then.
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

CREATE INDEX migration_form ON migration (form_key);
CREATE INDEX migration_after ON migration (after_key);
