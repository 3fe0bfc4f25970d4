-- The store of a study: .brandname/store.sqlite. Read by brandname/store.py only.
-- Each migration runs once, in order, in one transaction; PRAGMA user_version holds the last one done.
-- A migration that has been released is never edited: add the next number below.

-- migration 1
CREATE TABLE runs (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice, also after a prune
  label    TEXT NOT NULL,
  started  TEXT NOT NULL,                      -- UTC, ISO 8601
  finished TEXT NOT NULL,                      -- empty while running and after a kill
  body     BLOB NOT NULL                       -- codec.encode_run
);
CREATE TABLE findings (                        -- each content once, however many runs found it
  id        INTEGER PRIMARY KEY,
  digest    BLOB NOT NULL UNIQUE,              -- BLAKE2b-128 of body
  candidate TEXT NOT NULL,                     -- the three columns runs are listed by
  check_id  TEXT NOT NULL,
  subject   TEXT NOT NULL,                     -- text, kind, scope with U+001F between
  body      BLOB NOT NULL                      -- codec.encode_finding
);
CREATE TABLE run_findings (                    -- which finding answers which question in a run
  run      INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  question BLOB NOT NULL,                      -- Question.id, 8 bytes
  finding  INTEGER NOT NULL REFERENCES findings (id),
  PRIMARY KEY (run, question)
) WITHOUT ROWID;
CREATE INDEX run_findings_finding ON run_findings (finding);
CREATE TABLE bodies (                          -- what sources said, each content once
  digest BLOB PRIMARY KEY,                     -- BLAKE2b-128 of the plain bytes
  size   INTEGER NOT NULL,                     -- plain bytes
  data   BLOB NOT NULL                         -- zlib
) WITHOUT ROWID;
CREATE TABLE evidence (
  id             TEXT PRIMARY KEY,             -- Evidence.id
  source         TEXT NOT NULL,
  source_version INTEGER NOT NULL,
  request        TEXT NOT NULL,
  vantage        TEXT NOT NULL,
  at             TEXT NOT NULL,                -- UTC, ISO 8601
  status         TEXT NOT NULL,
  address        TEXT NOT NULL,
  body           BLOB NOT NULL REFERENCES bodies (digest)
) WITHOUT ROWID;
CREATE INDEX evidence_request ON evidence (source, request, at);
CREATE INDEX evidence_body ON evidence (body);
CREATE TABLE citations (                       -- evidence a finding names (datasets are not in the store)
  finding  INTEGER NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
  evidence TEXT NOT NULL REFERENCES evidence (id),
  PRIMARY KEY (finding, evidence)
) WITHOUT ROWID;
CREATE INDEX citations_evidence ON citations (evidence);
CREATE TABLE ledger (                          -- who was shown which name; written before sending, never pruned
  id      INTEGER PRIMARY KEY,
  at      TEXT NOT NULL,                       -- UTC, ISO 8601
  host    TEXT NOT NULL,
  source  TEXT NOT NULL,
  name    TEXT NOT NULL,                       -- candidate, or empty for a source's own controls
  request TEXT NOT NULL
);
