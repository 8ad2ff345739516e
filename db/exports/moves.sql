-- Mutasi: one row for each person moved, as one article tells it.
SELECT
    x.id, x.person, x.official AS official_id, p.name AS official, x.from_title, x.to_title, x.acting, x.status, x.date,
    g.name AS government, g.code AS government_code,
    e.quote AS evidence, e.sentence, x.confidence, e.extractor, e.start, e."end",
    a.uid AS article_id, a.url AS article_url, a.title AS article_title, a.published, o.name AS outlet,
    e.version AS article_version, r.reader
FROM moves x
JOIN evidence e ON e.id = x.evidence
JOIN articles a ON a.id = x.article
JOIN outlets o ON o.id = a.outlet
JOIN readings r ON r.id = x.reading
JOIN officials p ON p.id = x.official
LEFT JOIN governments g ON g.id = x.government
WHERE x.current = 1
ORDER BY x.id
