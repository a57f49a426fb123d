-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 2: which submissions are ODK's encryption manifests, whose answers are in the files. What was received before
-- was not looked at and counts as readable.

ALTER TABLE submission ADD COLUMN encrypted INTEGER NOT NULL DEFAULT 0 CHECK (encrypted IN (0, 1));
