-- Pemegang jabatan: who is said to hold which post on the article's day.
SELECT
    x.id, x.person, x.official AS official_id, p.name AS official, x.title, x.as_of,
    g.name AS government, g.code AS government_code,
    e.quote AS evidence, e.sentence, x.confidence, e.extractor, e.start, e."end",
    a.uid AS article_id, a.url AS article_url, a.title AS article_title, a.published, o.name AS outlet,
    e.version AS article_version, r.reader
FROM incumbencies x
JOIN evidence e ON e.id = x.evidence
JOIN articles a ON a.id = x.article
JOIN outlets o ON o.id = a.outlet
JOIN readings r ON r.id = x.reading
JOIN officials p ON p.id = x.official
LEFT JOIN governments g ON g.id = x.government
WHERE x.current = 1
ORDER BY x.id
