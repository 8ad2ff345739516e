-- The 38 provinces and 514 kabupaten and kota, by their Kemendagri code, and the governments that facts are about.
-- A migration that has been released is never edited: a change of the schema is a new file.

CREATE TABLE regions (
    code TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('provinsi', 'kabupaten', 'kota')),
    name TEXT NOT NULL,
    province_code TEXT REFERENCES regions (code),  -- a province's own code is its own province
    capital TEXT,
    latitude REAL,
    longitude REAL,
    population INTEGER
);
CREATE INDEX regions_name ON regions (name);
CREATE INDEX regions_kind ON regions (kind);
CREATE INDEX regions_province_code ON regions (province_code);

-- A national body has no code and the kind 'nasional'.
CREATE TABLE governments (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    code TEXT REFERENCES regions (code),
    kind TEXT NOT NULL CHECK (kind IN ('provinsi', 'kabupaten', 'kota', 'nasional'))
);
CREATE UNIQUE INDEX governments_code ON governments (code) WHERE code IS NOT NULL;
CREATE INDEX governments_kind ON governments (kind);
