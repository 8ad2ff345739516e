"""The database: what was crawled and read, kept in one SQLite file, with the sentence behind every fact.

What lives here
    `schema/`           the tables as SQL, to be read top to bottom
    `migrations`        brings a file to the newest schema
    `connect`           opens a file safely (`open_database`)
    `crawlstate`        the crawl's frontier and the articles it saves (`CrawlStore`)
    `load`              reader output into facts (`load_records`, `unread_articles`)
    `people`            one official, one post: the keys by which names are joined across articles
    `dictionary`        the data dictionary (`dictionary.toml`), for the site, the export and the documents
    `export`, `status`  the current facts as files; how the whole is doing
    `site/`, `queries/` the public site (a Datasette plugin) and the SQL its visitors run

Who may import it
    `pantau/` (the command line) and the tests. `crawler/` and `nlp/` never do: the crawl is handed a
    `CrawlStore`, the reader hands over plain records. Nothing here imports spaCy or Scrapy.
"""
