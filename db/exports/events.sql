-- Peristiwa: one row for each act an article reports or announces.
SELECT
    x.id, x.stage, x.kinds, x.date, x.count, x.echelons, g.name AS government, g.code AS government_code,
    e.quote AS evidence, e.sentence, x.confidence, e.extractor, e.start, e."end",
    a.uid AS article_id, a.url AS article_url, a.title AS article_title, a.published, o.name AS outlet,
    e.version AS article_version, r.reader
FROM events x
JOIN evidence e ON e.id = x.evidence
JOIN articles a ON a.id = x.article
JOIN outlets o ON o.id = a.outlet
JOIN readings r ON r.id = x.reading
LEFT JOIN governments g ON g.id = x.government
WHERE x.current = 1
ORDER BY x.id
