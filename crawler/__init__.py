"""The crawl: from an outlet's entry in the registry to stored articles, with Scrapy.

`outlets/*.toml` is the registry and `platforms.toml` what outlets of one kind have in common; `outlet` reads both.
`spiders/outlet.py` is the one spider; `discovery` finds addresses in feeds, sitemaps, lists and wp-json; `page` turns a
page's bytes into an article (`charset`, `dates` help it); `topic` drops what is plainly not about posts; `store` says
what the crawl needs to be remembered; `run` starts it all.

May import: Scrapy, trafilatura and their like. Imports none of `nlp`, `db`, `pantau`; only `pantau` imports it.
"""
