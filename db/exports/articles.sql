-- Artikel: the articles that were read, with their addresses and without their texts, which are the outlets'.
SELECT
    a.uid AS article_id, a.url AS article_url, a.title AS article_title, a.published, o.name AS outlet, a.author,
    a.relevant, a.version AS article_version, a.content_hash, r.reader
FROM articles a
JOIN outlets o ON o.id = a.outlet
LEFT JOIN readings r ON r.id = a.reading
ORDER BY a.id
