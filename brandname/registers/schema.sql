-- One imported register: <data folder>/registers/<id>.sqlite. Read and written by brandname/registers/ only.
-- Each migration runs once, in order, in one transaction; PRAGMA user_version holds the last one done.
-- A migration that has been released is never edited: add the next number below.

-- migration 1
CREATE TABLE facts (                           -- id, title, edition, counts
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE marks (                           -- narrow: what filters read of every mark
  id      INTEGER PRIMARY KEY,                 -- ascending from 1, in order of arrival; never changes
  key     TEXT NOT NULL UNIQUE,                -- MarkRecord.key
  office  TEXT NOT NULL,
  status  TEXT NOT NULL,                       -- MarkStatus
  classes INTEGER NOT NULL,                    -- bit n: class n; 0: unknown, which counts as every class
  import  INTEGER NOT NULL                     -- imports.number that wrote it last
);
CREATE TABLE details (                         -- wide: what is shown of a mark that was found
  id               INTEGER PRIMARY KEY,        -- marks.id
  application      TEXT NOT NULL,
  registration     TEXT NOT NULL,
  mark             TEXT NOT NULL,
  drawing          TEXT NOT NULL,              -- Drawing
  status_text      TEXT NOT NULL,
  filed            TEXT NOT NULL,              -- ISO 8601, as exact as given
  registered       TEXT NOT NULL,
  expires          TEXT NOT NULL,
  status_date      TEXT NOT NULL,
  owner            TEXT NOT NULL,
  owner_country    TEXT NOT NULL,
  class_list       TEXT NOT NULL,              -- "3 5 21"; a "?" at the end: not all known
  goods            TEXT NOT NULL,
  similar_groups   TEXT NOT NULL,              -- these five: one a line
  pseudo           TEXT NOT NULL,
  transliterations TEXT NOT NULL,
  translations     TEXT NOT NULL,
  disclaimed       TEXT NOT NULL
);
CREATE TABLE names (                           -- what is searched: the mark, its pseudo marks and transliterations
  id   INTEGER PRIMARY KEY,
  mark INTEGER NOT NULL,                       -- marks.id
  text TEXT NOT NULL,
  fold INTEGER NOT NULL                        -- CRC-32 of registers.exact.fold_exact(text): finds the same letters
);
CREATE INDEX names_mark ON names (mark);       -- names_fold is made when the first import ends: sorting is faster then
CREATE TABLE imports (
  number   INTEGER PRIMARY KEY,
  source   TEXT NOT NULL,                      -- name of the file or folder, without its path
  format   TEXT NOT NULL,
  digest   TEXT NOT NULL,                      -- of the source's bytes and of how they were read
  started  TEXT NOT NULL,                      -- UTC, ISO 8601
  finished TEXT NOT NULL,                      -- empty while under way
  taken    INTEGER NOT NULL,                   -- entries read from the source so far: where to go on
  added    INTEGER NOT NULL,
  changed  INTEGER NOT NULL,
  same     INTEGER NOT NULL,                   -- read, and nothing new in it
  older    INTEGER NOT NULL,                   -- an older state of a mark than the one held
  joined   INTEGER NOT NULL,                   -- a further entry of a mark this import has met before
  wordless INTEGER NOT NULL,                   -- marks without words
  refused  INTEGER NOT NULL,                   -- rows not taken
  flawed   INTEGER NOT NULL                    -- values not taken, of rows that were
);
CREATE TABLE refused (
  id     INTEGER PRIMARY KEY,
  import INTEGER NOT NULL,                     -- imports.number
  file   TEXT NOT NULL,
  line   INTEGER NOT NULL,                     -- 1-based; 0: not known
  place  INTEGER NOT NULL,                     -- column, 1-based; 0: the whole row
  whole  INTEGER NOT NULL,                     -- 1: the row; 0: only a value of it
  reason TEXT NOT NULL,                        -- last part of a message key
  params TEXT NOT NULL                         -- JSON
);
CREATE INDEX refused_import ON refused (import);
