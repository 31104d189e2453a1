-- Schema 2. Corrections can be taken back; copies of one text are kept as a family, with as few pairs as join it.

ALTER TABLE corrections ADD COLUMN undone INTEGER;  -- when it was taken back; NULL: it stands

-- Which documents are full copies of one another, directly or through others.
CREATE TABLE families (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    family   INTEGER NOT NULL,          -- the document with the smallest id of all in the family
    base     INTEGER                    -- the copy whose shingles are not indexed again here; NULL: all are
) STRICT;
CREATE INDEX families_by_family ON families (family);
CREATE INDEX families_by_base ON families (base);

-- Whether a pair holds a family together (1) or links two families (0).
ALTER TABLE copies ADD COLUMN joins INTEGER NOT NULL DEFAULT 0 CHECK (joins IN (0, 1));
