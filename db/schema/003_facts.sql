-- Readings, the people and posts they name, and the facts. A fact is a statement: it is never overwritten. A new
-- reading of an article is kept beside the old ones, whose facts get current = 0.

-- One reading of one version of an article by one reader.
CREATE TABLE readings (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (id),
    version INTEGER NOT NULL,
    reader TEXT NOT NULL,
    read_at TEXT NOT NULL,
    relevant INTEGER CHECK (relevant IN (0, 1)),
    facts_hash TEXT NOT NULL,
    error TEXT,
    superseded_by INTEGER REFERENCES readings (id),
    FOREIGN KEY (article, version) REFERENCES article_versions (article, version),
    UNIQUE (article, version, reader, facts_hash)
);
CREATE INDEX readings_reader ON readings (reader);
CREATE INDEX readings_superseded_by ON readings (superseded_by);
CREATE INDEX readings_current ON readings (article) WHERE superseded_by IS NULL;

-- Joined across articles by name and government. Where no government is known nobody is joined: the official then
-- belongs to one article alone (`only_article`), for two people of one name must never become one.
CREATE TABLE officials (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    government INTEGER REFERENCES governments (id),
    only_article INTEGER REFERENCES articles (id),
    n_moves INTEGER NOT NULL DEFAULT 0,
    n_mentions INTEGER NOT NULL DEFAULT 0,
    CHECK (government IS NULL OR only_article IS NULL)
);
CREATE UNIQUE INDEX officials_key ON officials (name_key, coalesce(government, 0), coalesce(only_article, 0));
CREATE INDEX officials_name ON officials (name);
CREATE INDEX officials_government ON officials (government);
CREATE INDEX officials_only_article ON officials (only_article);
CREATE INDEX officials_n_moves ON officials (n_moves);
CREATE INDEX officials_n_mentions ON officials (n_mentions);

CREATE TABLE positions (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    government INTEGER REFERENCES governments (id)
);
CREATE UNIQUE INDEX positions_key ON positions (title_key, coalesce(government, 0));
CREATE INDEX positions_title ON positions (title);
CREATE INDEX positions_government ON positions (government);

-- Where a fact was read: character offsets into the text of that version, and the sentence around them.
CREATE TABLE evidence (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (id),
    version INTEGER NOT NULL,
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    sentence_start INTEGER NOT NULL CHECK (sentence_start >= 0),
    sentence_end INTEGER NOT NULL CHECK (sentence_end > sentence_start),
    sentence TEXT NOT NULL,
    quote TEXT NOT NULL,
    extractor TEXT NOT NULL,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    FOREIGN KEY (article, version) REFERENCES article_versions (article, version),
    UNIQUE (article, version, start, "end", sentence_start, sentence_end, extractor, confidence)
);
CREATE INDEX evidence_extractor ON evidence (extractor);

-- The facts. Every table begins with the same columns: the reading and article it is of, its evidence, and `current`.
-- The (current, …) indexes serve facets and sorting, also where the site binds `current` as a parameter, which a
-- partial index cannot; the partial ones (…_now) serve the joins from an official's and an article's page.

-- The governments whose posts an article is about.
CREATE TABLE article_governments (
    id INTEGER PRIMARY KEY,
    reading INTEGER NOT NULL REFERENCES readings (id),
    article INTEGER NOT NULL REFERENCES articles (id),
    evidence INTEGER NOT NULL REFERENCES evidence (id),
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    current INTEGER NOT NULL DEFAULT 1 CHECK (current IN (0, 1)),
    government INTEGER NOT NULL REFERENCES governments (id)
);
CREATE INDEX article_governments_reading ON article_governments (reading);
CREATE INDEX article_governments_article ON article_governments (article);
CREATE INDEX article_governments_article_now ON article_governments (article) WHERE current = 1;
CREATE INDEX article_governments_evidence ON article_governments (evidence);
CREATE INDEX article_governments_government ON article_governments (government);
CREATE INDEX article_governments_current_government ON article_governments (current, government);
CREATE INDEX article_governments_current_confidence ON article_governments (current, confidence);

-- Acts the article reports or announces.
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    reading INTEGER NOT NULL REFERENCES readings (id),
    article INTEGER NOT NULL REFERENCES articles (id),
    evidence INTEGER NOT NULL REFERENCES evidence (id),
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    current INTEGER NOT NULL DEFAULT 1 CHECK (current IN (0, 1)),
    government INTEGER REFERENCES governments (id),
    stage TEXT NOT NULL CHECK (stage IN ('planned', 'done', 'postponed', 'cancelled')),
    kinds TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(kinds)),
    date TEXT,
    count INTEGER CHECK (count >= 0),
    echelons TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(echelons))
);
CREATE INDEX events_reading ON events (reading);
CREATE INDEX events_article ON events (article);
CREATE INDEX events_article_now ON events (article) WHERE current = 1;
CREATE INDEX events_evidence ON events (evidence);
CREATE INDEX events_government ON events (government);
CREATE INDEX events_current_government ON events (current, government);
CREATE INDEX events_current_stage ON events (current, stage);
CREATE INDEX events_current_date ON events (current, date);
CREATE INDEX events_current_count ON events (current, count);
CREATE INDEX events_current_confidence ON events (current, confidence);

-- One named person who takes, leaves or changes a post.
CREATE TABLE moves (
    id INTEGER PRIMARY KEY,
    reading INTEGER NOT NULL REFERENCES readings (id),
    article INTEGER NOT NULL REFERENCES articles (id),
    evidence INTEGER NOT NULL REFERENCES evidence (id),
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    current INTEGER NOT NULL DEFAULT 1 CHECK (current IN (0, 1)),
    official INTEGER NOT NULL REFERENCES officials (id),
    from_position INTEGER REFERENCES positions (id),
    to_position INTEGER REFERENCES positions (id),
    person TEXT NOT NULL,
    from_title TEXT,
    to_title TEXT,
    acting TEXT CHECK (acting IN ('plt', 'plh', 'pj', 'pjs')),
    status TEXT NOT NULL CHECK (status IN ('done', 'planned')),
    date TEXT,
    government INTEGER REFERENCES governments (id)
);
CREATE INDEX moves_reading ON moves (reading);
CREATE INDEX moves_article ON moves (article);
CREATE INDEX moves_article_now ON moves (article) WHERE current = 1;
CREATE INDEX moves_evidence ON moves (evidence);
CREATE INDEX moves_official ON moves (official);
CREATE INDEX moves_official_now ON moves (official) WHERE current = 1;
CREATE INDEX moves_from_position ON moves (from_position);
CREATE INDEX moves_to_position ON moves (to_position);
CREATE INDEX moves_government ON moves (government);
CREATE INDEX moves_current_official ON moves (current, official);
CREATE INDEX moves_current_from_position ON moves (current, from_position);
CREATE INDEX moves_current_to_position ON moves (current, to_position);
CREATE INDEX moves_current_government ON moves (current, government);
CREATE INDEX moves_current_acting ON moves (current, acting);
CREATE INDEX moves_current_status ON moves (current, status);
CREATE INDEX moves_current_date ON moves (current, date);
CREATE INDEX moves_current_person ON moves (current, person);
CREATE INDEX moves_current_from_title ON moves (current, from_title);
CREATE INDEX moves_current_to_title ON moves (current, to_title);
CREATE INDEX moves_current_confidence ON moves (current, confidence);

-- The contract's "officials": a named person and the public post held as the article speaks.
CREATE TABLE incumbencies (
    id INTEGER PRIMARY KEY,
    reading INTEGER NOT NULL REFERENCES readings (id),
    article INTEGER NOT NULL REFERENCES articles (id),
    evidence INTEGER NOT NULL REFERENCES evidence (id),
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    current INTEGER NOT NULL DEFAULT 1 CHECK (current IN (0, 1)),
    official INTEGER NOT NULL REFERENCES officials (id),
    position INTEGER NOT NULL REFERENCES positions (id),
    person TEXT NOT NULL,
    title TEXT NOT NULL,
    as_of TEXT,
    government INTEGER REFERENCES governments (id)
);
CREATE INDEX incumbencies_reading ON incumbencies (reading);
CREATE INDEX incumbencies_article ON incumbencies (article);
CREATE INDEX incumbencies_article_now ON incumbencies (article) WHERE current = 1;
CREATE INDEX incumbencies_evidence ON incumbencies (evidence);
CREATE INDEX incumbencies_official ON incumbencies (official);
CREATE INDEX incumbencies_official_now ON incumbencies (official) WHERE current = 1;
CREATE INDEX incumbencies_position ON incumbencies (position);
CREATE INDEX incumbencies_government ON incumbencies (government);
CREATE INDEX incumbencies_current_official ON incumbencies (current, official);
CREATE INDEX incumbencies_current_position ON incumbencies (current, position);
CREATE INDEX incumbencies_current_government ON incumbencies (current, government);
CREATE INDEX incumbencies_current_as_of ON incumbencies (current, as_of);
CREATE INDEX incumbencies_current_person ON incumbencies (current, person);
CREATE INDEX incumbencies_current_title ON incumbencies (current, title);
CREATE INDEX incumbencies_current_confidence ON incumbencies (current, confidence);

-- Posts said to be empty, to be filled, or open for selection.
CREATE TABLE vacancies (
    id INTEGER PRIMARY KEY,
    reading INTEGER NOT NULL REFERENCES readings (id),
    article INTEGER NOT NULL REFERENCES articles (id),
    evidence INTEGER NOT NULL REFERENCES evidence (id),
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    current INTEGER NOT NULL DEFAULT 1 CHECK (current IN (0, 1)),
    position INTEGER NOT NULL REFERENCES positions (id),
    title TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count >= 1),
    as_of TEXT,
    government INTEGER REFERENCES governments (id)
);
CREATE INDEX vacancies_reading ON vacancies (reading);
CREATE INDEX vacancies_article ON vacancies (article);
CREATE INDEX vacancies_article_now ON vacancies (article) WHERE current = 1;
CREATE INDEX vacancies_evidence ON vacancies (evidence);
CREATE INDEX vacancies_position ON vacancies (position);
CREATE INDEX vacancies_government ON vacancies (government);
CREATE INDEX vacancies_current_position ON vacancies (current, position);
CREATE INDEX vacancies_current_government ON vacancies (current, government);
CREATE INDEX vacancies_current_as_of ON vacancies (current, as_of);
CREATE INDEX vacancies_current_title ON vacancies (current, title);
CREATE INDEX vacancies_current_count ON vacancies (current, count);
CREATE INDEX vacancies_current_confidence ON vacancies (current, confidence);

-- A claim of wrongdoing in the filling of posts, or a denial, warning, probe or verdict about one.
CREATE TABLE allegations (
    id INTEGER PRIMARY KEY,
    reading INTEGER NOT NULL REFERENCES readings (id),
    article INTEGER NOT NULL REFERENCES articles (id),
    evidence INTEGER NOT NULL REFERENCES evidence (id),
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    current INTEGER NOT NULL DEFAULT 1 CHECK (current IN (0, 1)),
    category TEXT NOT NULL CHECK (category IN (
        'jual_beli_jabatan', 'suap_gratifikasi', 'pungli_pemerasan', 'nepotisme', 'politisasi', 'pelanggaran_prosedur',
        'lobi_jabatan', 'lainnya'
    )),
    stance TEXT NOT NULL CHECK (stance IN (
        'alleged', 'denied', 'warned', 'investigated', 'charged', 'convicted', 'acquitted'
    )),
    accused TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(accused)),
    source TEXT,
    source_official INTEGER REFERENCES officials (id),
    amount_min INTEGER CHECK (amount_min >= 0),
    amount_max INTEGER CHECK (amount_max >= amount_min),
    quote TEXT NOT NULL,
    government INTEGER REFERENCES governments (id)
);
CREATE INDEX allegations_reading ON allegations (reading);
CREATE INDEX allegations_article ON allegations (article);
CREATE INDEX allegations_article_now ON allegations (article) WHERE current = 1;
CREATE INDEX allegations_evidence ON allegations (evidence);
CREATE INDEX allegations_source_official ON allegations (source_official);
CREATE INDEX allegations_government ON allegations (government);
CREATE INDEX allegations_current_source_official ON allegations (current, source_official);
CREATE INDEX allegations_current_government ON allegations (current, government);
CREATE INDEX allegations_current_category ON allegations (current, category);
CREATE INDEX allegations_current_stance ON allegations (current, stance);
CREATE INDEX allegations_current_source ON allegations (current, source);
CREATE INDEX allegations_current_amount_max ON allegations (current, amount_max);
CREATE INDEX allegations_current_confidence ON allegations (current, confidence);

-- Only where an accused is a named official of that same reading, by exactly the same name.
CREATE TABLE allegation_accused (
    allegation INTEGER NOT NULL REFERENCES allegations (id),
    official INTEGER NOT NULL REFERENCES officials (id),
    PRIMARY KEY (allegation, official)
) WITHOUT ROWID;
CREATE INDEX allegation_accused_official ON allegation_accused (official);

-- Letters, decrees and laws cited.
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    reading INTEGER NOT NULL REFERENCES readings (id),
    article INTEGER NOT NULL REFERENCES articles (id),
    evidence INTEGER NOT NULL REFERENCES evidence (id),
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    current INTEGER NOT NULL DEFAULT 1 CHECK (current IN (0, 1)),
    kind TEXT NOT NULL CHECK (kind IN (
        'sk', 'surat', 'persetujuan', 'pertek', 'surat_tugas', 'surat_edaran', 'uu', 'pp', 'perpres', 'permen', 'perda',
        'perkada', 'putusan'
    )),
    number TEXT NOT NULL,
    date TEXT,
    issuer TEXT,
    government INTEGER REFERENCES governments (id)
);
CREATE INDEX documents_reading ON documents (reading);
CREATE INDEX documents_article ON documents (article);
CREATE INDEX documents_article_now ON documents (article) WHERE current = 1;
CREATE INDEX documents_evidence ON documents (evidence);
CREATE INDEX documents_government ON documents (government);
CREATE INDEX documents_current_government ON documents (current, government);
CREATE INDEX documents_current_kind ON documents (current, kind);
CREATE INDEX documents_current_number ON documents (current, number);
CREATE INDEX documents_current_date ON documents (current, date);
CREATE INDEX documents_current_issuer ON documents (current, issuer);
CREATE INDEX documents_current_confidence ON documents (current, confidence);
