-- Tuduhan: claims, denials, probes and verdicts as reported; no statement of ours.
SELECT
    x.id, x.category, x.stance, x.accused, x.source, x.amount_min, x.amount_max, x.quote,
    g.name AS government, g.code AS government_code,
    e.quote AS evidence, e.sentence, x.confidence, e.extractor, e.start, e."end",
    a.uid AS article_id, a.url AS article_url, a.title AS article_title, a.published, o.name AS outlet,
    e.version AS article_version, r.reader
FROM allegations x
JOIN evidence e ON e.id = x.evidence
JOIN articles a ON a.id = x.article
JOIN outlets o ON o.id = a.outlet
JOIN readings r ON r.id = x.reading
LEFT JOIN governments g ON g.id = x.government
WHERE x.current = 1
ORDER BY x.id
