-- SPDX-License-Identifier: GPL-3.0-or-later
-- An endpoint's archive, version 1. Explained in app/store/README.md. Times are µs since the epoch, UTC.

CREATE TABLE submission (
  submission_key INTEGER PRIMARY KEY,
  instance_id    TEXT NOT NULL UNIQUE CHECK (instance_id <> ''),
  form_id        TEXT NOT NULL,
  form_version   TEXT NOT NULL,
  device_id      TEXT,
  received       INTEGER NOT NULL,
  xml            BLOB NOT NULL
) STRICT;

CREATE INDEX submission_form ON submission (form_id);

CREATE TABLE attachment (
  submission_key INTEGER NOT NULL REFERENCES submission ON DELETE CASCADE,
  name           TEXT NOT NULL CHECK (name <> ''),
  received       INTEGER NOT NULL,
  content        BLOB NOT NULL,
  UNIQUE (submission_key, name)
) STRICT;
