-- Schema 1. Times are microseconds since 1970-01-01 UTC; JSON columns hold the model's types.

-- One article or readout; its text is written once.
CREATE TABLE documents (
    n           INTEGER PRIMARY KEY,    -- short key for joins; `id` is what the world sees
    id          TEXT NOT NULL UNIQUE,   -- SHA-256 of the original bytes, 64 hex digits
    title       TEXT,                   -- copied from the clues for the search index
    text        TEXT NOT NULL,
    charset     TEXT NOT NULL,
    zones       TEXT NOT NULL,          -- JSON
    clues       TEXT NOT NULL,          -- JSON
    clue_quotes TEXT NOT NULL,          -- JSON: the words of each date clue
    main_start  INTEGER NOT NULL,       -- main text, in characters
    main_end    INTEGER NOT NULL,
    words       INTEGER NOT NULL,       -- of the main text
    shingles    INTEGER NOT NULL,       -- number of shingles in the sketch
    sketch      BLOB NOT NULL           -- the shingles, 8 bytes each, big-endian, ascending
) STRICT;

-- The original bytes, apart from what is read often.
CREATE TABLE blobs (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    bytes    BLOB NOT NULL
) STRICT;

-- How and when a document came; many to one document.
CREATE TABLE receipts (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    name     TEXT NOT NULL,
    url      TEXT NOT NULL,             -- '' where there is none
    received INTEGER NOT NULL,
    PRIMARY KEY (document, name, url)
) STRICT, WITHOUT ROWID;
CREATE INDEX receipts_by_name ON receipts (name);

-- What a reader made of a document; old readings are kept.
CREATE TABLE readings (
    n        INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    reader   TEXT NOT NULL,             -- version of rules and tables
    kernel   TEXT NOT NULL,             -- version of the model's arithmetic
    made     INTEGER NOT NULL,
    current  INTEGER NOT NULL CHECK (current IN (0, 1))
) STRICT;
CREATE INDEX readings_by_document ON readings (document);
CREATE UNIQUE INDEX current_reading ON readings (document) WHERE current = 1;

CREATE TABLE findings (
    reading  INTEGER NOT NULL REFERENCES readings ON DELETE CASCADE,
    position INTEGER NOT NULL,          -- order in the reading
    id       TEXT NOT NULL,
    kind     TEXT NOT NULL,
    body     TEXT NOT NULL,             -- JSON: the whole finding
    PRIMARY KEY (reading, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX findings_by_id ON findings (id);

-- Times that a document mentions.
CREATE TABLE times (
    reading  INTEGER NOT NULL REFERENCES readings ON DELETE CASCADE,
    position INTEGER NOT NULL,
    body     TEXT NOT NULL,             -- JSON
    PRIMARY KEY (reading, position)
) STRICT, WITHOUT ROWID;

-- What became of ids that no current reading has. They refer to nothing, so that they outlive a forgotten document.
CREATE TABLE ids (
    id     TEXT PRIMARY KEY,
    target TEXT,                        -- the id that took its place; NULL: none did (a tombstone)
    reason TEXT NOT NULL,
    since  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE corrections (
    n      INTEGER PRIMARY KEY,
    change TEXT NOT NULL,               -- JSON
    author TEXT NOT NULL,
    made   INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT;

-- Index of sketches: which documents hold a shingle (all of a short document, a fraction of a long one).
CREATE TABLE shingles (
    shingle  INTEGER NOT NULL,          -- the hash's 64 bits
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    PRIMARY KEY (shingle, document)
) STRICT, WITHOUT ROWID;

-- Documents that share much of their text.
CREATE TABLE copies (
    a      INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    b      INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    shared INTEGER NOT NULL,            -- shingles that both have
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_by_b ON copies (b);

-- What is true of the whole archive (nothing yet).
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Full text of titles and texts; the words themselves stay in `documents`.
CREATE VIRTUAL TABLE search USING fts5 (
    title, text, content = 'documents', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2'
);
-- A forgotten text leaves no word in the index.
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
