"""Scrapy's settings for the crawl; each says why it is as it is. `crawler.run` adds the outlet's own delay."""

import os

from scrapy.settings import default_settings

BOT_NAME = "pantau-mutasi"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"

#: Who asks, and where to complain. An operator puts an address of their own into PANTAU_CONTACT.
CONTACT = os.environ.get("PANTAU_CONTACT", "kontak@pantau-mutasi.id")
USER_AGENT = f"pantau-mutasi/0.1 (+https://github.com/pantau-mutasi/pantau; {CONTACT})"

# Manners: what a site asks for in robots.txt is obeyed; one request at a time, with a pause that grows with the
# site's own slowness.
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_REQUESTS = 8
DOWNLOAD_DELAY = 3.0
DOWNLOAD_DELAY_JITTER = 0.5
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
AUTOTHROTTLE_MAX_DELAY = 60.0

# A site that does not answer in half a minute will not; two more tries catch what heals by itself. 429 and 503 are
# `crawler.backoff`'s: they ask for patience, not for another try at once.
DOWNLOAD_TIMEOUT = 30
RETRY_TIMES = 2
RETRY_HTTP_CODES = [500, 502, 504, 408, 522, 524]
# A name that cannot be looked up now cannot be in three seconds either; the next run asks again.
RETRY_EXCEPTIONS = [
    error
    for error in default_settings.RETRY_EXCEPTIONS
    if not str(error).endswith(("CannotResolveHostError", "DNSLookupError"))
]

# An article is kilobytes; a page above this is a trap or a film.
DOWNLOAD_MAXSIZE = 8_000_000
DOWNLOAD_WARNSIZE = 0
REDIRECT_MAX_TIMES = 5

# Nothing is carried from page to page, and the crawl is no visitor to be counted.
COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
    "Accept-Language": "id",
}

DOWNLOADER_MIDDLEWARES = {"crawler.backoff.BackOff": 560}  # between Scrapy's retry (550) and redirect (600)
ITEM_PIPELINES = {"crawler.pipelines.TopicGate": 100, "crawler.pipelines.KeepArticle": 200}

#: What makes the store where the spider is given none, as a dotted path: a plain ``scrapy crawl`` keeps articles in
#: articles.jsonl. `pantau` gives the database's.
CRAWL_STORE = "crawler.pipelines.jsonl_store"

LOG_LEVEL = "WARNING"
FEED_EXPORT_ENCODING = "utf-8"
