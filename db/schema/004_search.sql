-- Full-text search over articles and evidence. The index holds no text of its own; triggers keep it in step.

CREATE VIRTUAL TABLE articles_fts USING fts5 (
    title, text, content="articles", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
    INSERT INTO articles_fts (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
END;
CREATE TRIGGER articles_fts_update AFTER UPDATE OF id, title, text ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
    INSERT INTO articles_fts (rowid, title, text) VALUES (new.id, new.title, new.text);
END;

CREATE VIRTUAL TABLE evidence_fts USING fts5 (
    sentence, content="evidence", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER evidence_fts_insert AFTER INSERT ON evidence BEGIN
    INSERT INTO evidence_fts (rowid, sentence) VALUES (new.id, new.sentence);
END;
CREATE TRIGGER evidence_fts_delete AFTER DELETE ON evidence BEGIN
    INSERT INTO evidence_fts (evidence_fts, rowid, sentence) VALUES ('delete', old.id, old.sentence);
END;
CREATE TRIGGER evidence_fts_update AFTER UPDATE OF id, sentence ON evidence BEGIN
    INSERT INTO evidence_fts (evidence_fts, rowid, sentence) VALUES ('delete', old.id, old.sentence);
    INSERT INTO evidence_fts (rowid, sentence) VALUES (new.id, new.sentence);
END;
