-- Schema 3. What was computed of the whole archive, so that a question about a part of it reads no more than that part.
-- It may be dropped at any time, and does not count any more once something has changed.

-- The date of each document.
CREATE TABLE dates (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    latest   INTEGER NOT NULL,          -- the day by which it counts, from 1970-01-01; the largest number: it is not known
    body     TEXT NOT NULL              -- JSON
) STRICT;

-- How many documents count by each day on which one more does, and by how many digits their ids are told apart.
CREATE TABLE extents (
    latest    INTEGER PRIMARY KEY,
    documents INTEGER NOT NULL,
    digits    INTEGER NOT NULL
) STRICT;

-- What bears on one another, and the keys by which it is found.
CREATE TABLE parts (
    n    INTEGER PRIMARY KEY,
    body TEXT NOT NULL                  -- JSON
) STRICT;
CREATE TABLE part_keys (
    key  TEXT NOT NULL,
    part INTEGER NOT NULL REFERENCES parts ON DELETE CASCADE,
    PRIMARY KEY (key, part)
) STRICT, WITHOUT ROWID;

-- What several parts need.
CREATE TABLE notes (
    key  TEXT PRIMARY KEY,
    body TEXT NOT NULL                  -- JSON
) STRICT, WITHOUT ROWID;

-- `shelf` in `meta` says by which program this was computed, `shelving` that one is about it.
CREATE TRIGGER documents_come AFTER INSERT ON documents BEGIN DELETE FROM meta WHERE key IN ('shelf', 'shelving'); END;
CREATE TRIGGER documents_go AFTER DELETE ON documents BEGIN DELETE FROM meta WHERE key IN ('shelf', 'shelving'); END;
CREATE TRIGGER receipts_come AFTER INSERT ON receipts BEGIN DELETE FROM meta WHERE key IN ('shelf', 'shelving'); END;
CREATE TRIGGER readings_come AFTER INSERT ON readings BEGIN DELETE FROM meta WHERE key IN ('shelf', 'shelving'); END;
CREATE TRIGGER readings_change AFTER UPDATE OF current ON readings BEGIN DELETE FROM meta WHERE key IN ('shelf', 'shelving'); END;
CREATE TRIGGER corrections_come AFTER INSERT ON corrections BEGIN DELETE FROM meta WHERE key IN ('shelf', 'shelving'); END;
CREATE TRIGGER corrections_change AFTER UPDATE ON corrections BEGIN DELETE FROM meta WHERE key IN ('shelf', 'shelving'); END;
