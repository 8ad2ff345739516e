-- Outlets, the crawl's runs and frontier, and the articles in all their versions.
-- Times are UTC, ISO 8601 ("2026-06-03T07:20:00Z"); `published` is as the outlet gives it, with its own offset.

CREATE TABLE outlets (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    url TEXT,
    platform TEXT,
    network TEXT,
    province_code TEXT REFERENCES regions (code)
);
CREATE INDEX outlets_name ON outlets (name);
CREATE INDEX outlets_platform ON outlets (platform);
CREATE INDEX outlets_network ON outlets (network);
CREATE INDEX outlets_province_code ON outlets (province_code);

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    command TEXT NOT NULL,
    outlet TEXT REFERENCES outlets (id) ON UPDATE CASCADE,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    ok INTEGER CHECK (ok IN (0, 1)),  -- null while it runs, or where it was killed
    counts TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(counts)),
    error TEXT
);
CREATE INDEX runs_outlet ON runs (outlet, started_at);
CREATE INDEX runs_started_at ON runs (started_at);

CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    outlet TEXT NOT NULL REFERENCES outlets (id) ON UPDATE CASCADE,
    url TEXT UNIQUE,
    canonical_url TEXT,
    url_key TEXT UNIQUE,  -- the address in the form that makes its variants equal; see db/addresses.py
    title TEXT,
    author TEXT,
    published TEXT,
    text TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    lang TEXT,
    fetched_at TEXT,
    first_seen_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    relevant INTEGER CHECK (relevant IN (0, 1)),
    reading INTEGER REFERENCES readings (id),
    state TEXT NOT NULL DEFAULT 'unread' CHECK (state IN ('unread', 'read', 'failed'))
);
CREATE INDEX articles_outlet ON articles (outlet, published);
CREATE INDEX articles_published ON articles (published);
CREATE INDEX articles_state ON articles (state);
CREATE INDEX articles_relevant ON articles (relevant, published);
CREATE INDEX articles_reading ON articles (reading);
CREATE INDEX articles_canonical_url ON articles (canonical_url);

CREATE TABLE article_versions (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (id),
    version INTEGER NOT NULL CHECK (version >= 1),
    title TEXT,
    text TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    published TEXT,
    fetched_at TEXT,
    UNIQUE (article, version)
);
CREATE INDEX article_versions_hash ON article_versions (article, content_hash);

CREATE TABLE pages (
    url TEXT PRIMARY KEY NOT NULL,
    url_key TEXT NOT NULL UNIQUE,
    outlet TEXT REFERENCES outlets (id) ON UPDATE CASCADE,
    source TEXT,
    state TEXT NOT NULL DEFAULT 'pending'
        CHECK (state IN ('pending', 'stored', 'off_topic', 'failed', 'blocked', 'gone', 'not_article')),
    hint_date TEXT,
    discovered_at TEXT NOT NULL,
    fetched_at TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_try TEXT,
    http_status INTEGER,
    error TEXT,
    content_hash TEXT,
    etag TEXT,
    last_modified TEXT,
    article INTEGER REFERENCES articles (id)
);
CREATE INDEX pages_waiting ON pages (outlet, next_try) WHERE state = 'pending';
CREATE INDEX pages_outlet ON pages (outlet, state);
CREATE INDEX pages_state ON pages (state);
CREATE INDEX pages_article ON pages (article);

CREATE TABLE problems (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    run INTEGER REFERENCES runs (id),
    stage TEXT NOT NULL,
    subject TEXT NOT NULL,
    message TEXT NOT NULL
);
CREATE INDEX problems_at ON problems (at);
CREATE INDEX problems_run ON problems (run);
CREATE INDEX problems_subject ON problems (stage, subject);
