"""The one spider: finds an outlet's articles, fetches each, reads it, hands it on."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DontCloseSpider, IgnoreRequest
from scrapy.http import Request, Response
from scrapy.utils.misc import load_object

from crawler import discovery
from crawler.discovery import BadListing, Found
from crawler.outlet import Outlet, load_registry
from crawler.page import Article, PageError, read_page
from crawler.store import CrawlStore

log = logging.getLogger(__name__)

#: Addresses taken from the store at a time: the whole frontier of a big site must not be held in memory.
BATCH = 20
#: An article that changes does so in its first days.
RECHECK_DAYS = 3
#: Newest sitemaps of an index that are looked at in a run.
MAX_SITEMAPS = 5
#: Further pages of one article that are fetched.
MAX_PAGES = 12
#: Answers that the spider wants to see itself; redirects are followed before.
WANTED = [304, *range(400, 600)]
NO_NAME = "its name cannot be looked up (no network, or no such site)"
BLOCKED, GONE = {401, 402, 403, 429, 451}, {404, 410}


class OutletSpider(scrapy.Spider):
    """Crawls one outlet. Arguments: `outlet` (an Outlet or a slug), `registry`, `since` (a day), `limit`, `store`."""

    name = "outlet"

    def __init__(
        self,
        outlet: Outlet | str = "",
        registry: str | None = None,
        since: date | str | None = None,
        limit: int | str | None = None,
        on_progress: Callable[[str, str], None] | None = None,
        store: CrawlStore | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if not isinstance(outlet, Outlet):
            known = load_registry([registry] if registry else None)
            if outlet not in known:
                raise ValueError(f"-a outlet={outlet}: not in the registry")
            outlet = known[outlet]
        self.outlet = outlet
        self.since = since.isoformat() if isinstance(since, date) else since
        self.left = int(limit) if limit else None
        self.on_progress = on_progress
        self.counts: dict[str, int] = {}
        self.tried: set[str] = set()
        self.lists_read = self.lists_failed = 0
        self.error: str | None = None
        if store is not None:
            self.store: CrawlStore = store
        self.run = -1

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> OutletSpider:
        spider = super().from_crawler(crawler, *args, **kwargs)
        if kwargs.get("store") is None:
            spider.store = load_object(crawler.settings["CRAWL_STORE"])()
        crawler.signals.connect(spider.opened, signals.spider_opened)
        crawler.signals.connect(spider.go_on, signals.spider_idle)
        crawler.signals.connect(spider.ended, signals.spider_closed)
        return spider

    # --- a run ------------------------------------------------------------------------------

    def opened(self) -> None:
        """Note the run before anything is fetched."""
        outlet = self.outlet
        self.store.register_outlets(
            [
                {
                    "id": outlet.slug,
                    "name": outlet.name,
                    "url": outlet.url,
                    "platform": outlet.platform,
                    "network": outlet.network,
                    "province_code": outlet.provinces[0] if len(outlet.provinces) == 1 else None,
                }
            ]
        )
        self.run = self.store.start_run(outlet.slug)

    def ended(self, reason: str) -> None:
        """Note how the run went; the spider's `error` says what stopped it, if anything did."""
        if self.error is None and not self.lists_read:
            self.error = "none of its feeds, sitemaps and lists could be read"
        if self.error is None and reason not in ("finished", "limit"):
            self.error = f"stopped: {reason}"
        if self.error and reason != "shutdown":
            self.store.problem("crawl", self.outlet.slug, self.error, run=self.run)
        self.store.finish_run(self.run, self.counts, self.error)

    def count(self, what: str, n: int = 1) -> None:
        self.counts[what] = self.counts.get(what, 0) + n

    def note(self, url: str, state: str, *, status: int | None = None, error: str | None = None) -> None:
        """Remember what became of an address that gave no article."""
        self.count(state)
        self.store.mark(url, state, status=status, error=error, run=self.run)
        if state in ("failed", "blocked"):
            self.store.problem("fetch", url, error or f"answered {status}", run=self.run)

    # --- finding ----------------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Request]:
        """Ask for every list; what earlier runs left waiting is taken up when these are read."""
        outlet = self.outlet
        for feed in outlet.feeds:
            yield self._list(feed, self.parse_feed)
        if outlet.wp_json:
            after = f"&after={self.since}T00:00:00" if self.since else ""
            address = (
                f"{outlet.url.rstrip('/')}/wp-json/wp/v2/posts?per_page=50&_fields=link,date,modified{after}"
            )
            yield self._list(address, self.parse_wp_json)
        for sitemap in outlet.sitemaps:
            yield self._list(sitemap, self.parse_sitemap)
        for listing in outlet.listings:
            yield self._list(outlet.listing_url(listing, 0), self.parse_listing, listing=listing, index=0)

    def _list(self, url: str, parse: Callable[..., Any], **kwargs: Any) -> Request:
        return Request(
            url,
            callback=self.parse_list,
            errback=self.list_failed,
            cb_kwargs={"parse": parse, "kwargs": kwargs},
            meta={"handle_httpstatus_list": WANTED},
            priority=10,
            dont_filter=True,
        )

    def parse_list(
        self, response: Response, parse: Callable[..., Any], kwargs: dict[str, Any]
    ) -> Iterator[Request]:
        """Read a list; one that cannot be read is recorded and the others go on."""
        if response.status in GONE and kwargs.get("index"):
            return  # a listing asked beyond its last page
        if response.status != 200:
            self._list_problem(response.url, f"answered {response.status}")
            return
        try:
            yield from parse(response, **kwargs)
        except BadListing as error:
            self._list_problem(response.url, str(error))
        else:
            self.lists_read += 1

    def list_failed(self, failure: Any) -> None:
        """A list that did not come at all; when the very first ones do not, the outlet cannot be reached."""
        reason = _reason(failure)
        self._list_problem(failure.request.url, reason)
        if not self.lists_read and not isinstance(failure.value, IgnoreRequest):
            self.error = f"cannot be reached: {reason}"
            if reason == NO_NAME:  # its other lists are at the same name
                raise CloseSpider(reason)

    def _list_problem(self, url: str, message: str) -> None:
        self.lists_failed += 1
        self.store.problem("discover", url, message, run=self.run)

    def parse_feed(self, response: Response) -> Iterator[Request]:
        found = list(discovery.in_feed(response.body, self.outlet, response.url))
        fresh = yield from self._remember(found, "feed")
        older = discovery.next_feed_page(response.body, response.url)
        if older and fresh and response.meta.get("depth", 0) < self.outlet.listing_pages:
            yield self._list(older, self.parse_feed)

    def parse_wp_json(self, response: Response) -> Iterator[Request]:
        yield from self._remember(discovery.in_wp_json(response.body, self.outlet, response.url), "wp-json")

    def parse_sitemap(self, response: Response) -> Iterator[Request]:
        found, maps = discovery.in_sitemap(response.body, self.outlet, response.url)
        yield from self._remember(found, "sitemap")
        newest = sorted(maps, key=lambda m: m.changed or m.date or "", reverse=True)[:MAX_SITEMAPS]
        for sitemap in newest:
            if not (self.since and sitemap.changed and sitemap.changed[:10] < self.since):
                yield self._list(sitemap.url, self.parse_sitemap)

    def parse_listing(self, response: Response, listing: str, index: int) -> Iterator[Request]:
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        found = discovery.in_listing(response.body, self.outlet, response.url, content_type)
        fresh = yield from self._remember(found, "listing")
        # A page with nothing new ends the list: what follows was seen by an earlier run.
        turns = self.outlet.listing_url(listing, 1) != listing
        if turns and found and fresh and index + 1 < self.outlet.listing_pages:
            address = self.outlet.listing_url(listing, index + 1)
            yield self._list(address, self.parse_listing, listing=listing, index=index + 1)

    def _remember(self, found: list[Found], source: str) -> Generator[Request, None, int]:
        """Put new addresses into the store; gives how many were new, and asks again for known ones that may differ."""
        fresh = 0
        for item in found:
            if self.since and item.date and item.date[:10] < self.since:
                continue
            if self.store.discovered(self.outlet.slug, item.url, source, item.date):
                fresh += 1
            elif self._may_differ(item, source):
                yield from self._fetch(item.url, again=True)
        self.count("found", fresh)
        return fresh

    def _may_differ(self, item: Found, source: str) -> bool:
        known = self.store.known(item.url)
        if known is None or known.state != "stored" or not known.fetched_at:
            return False
        if item.changed and item.changed[:10] >= known.fetched_at[:10]:
            return True
        lately = (datetime.now(UTC) - timedelta(days=RECHECK_DAYS)).date().isoformat()
        # A sitemap names every article there ever was; only lists of the newest are worth asking again.
        return (
            (item.date or "")[:10] >= lately
            if item.date
            else source != "sitemap" and known.fetched_at[:10] >= lately
        )

    # --- fetching ---------------------------------------------------------------------------

    def go_on(self) -> None:
        """When nothing is under way: take the next waiting addresses from the store, or end."""
        if self.error and not self.lists_read:
            return
        engine = self.crawler.engine
        assert engine is not None
        asked = False
        for url in self.store.pending(self.outlet.slug, BATCH + len(self.tried)):
            if url not in self.tried:
                for request in self._fetch(url):
                    engine.crawl(request)
                    asked = True
        if asked:
            raise DontCloseSpider

    def _fetch(self, url: str, again: bool = False) -> Iterator[Request]:
        if url in self.tried or self.left == 0:
            return
        self.tried.add(url)
        if self.left is not None:
            self.left -= 1
        known = self.store.known(url) if again else None
        headers = {}
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        yield self._article_request(self._whole(url), url, headers)

    def _article_request(
        self, address: str, url: str, headers: dict[str, str] | None = None, **kwargs: Any
    ) -> Request:
        return Request(
            address,
            callback=self.parse_article,
            errback=self.article_failed,
            headers=headers,
            cb_kwargs={"url": url, **kwargs},
            meta={"handle_httpstatus_list": WANTED},
            dont_filter=True,
        )

    def _whole(self, url: str) -> str:
        """The address that gives all pages of an article at once, where the platform has one."""
        return f"{url}{'&' if '?' in url else '?'}{self.outlet.whole}" if self.outlet.whole else url

    def parse_article(
        self, response: Response, url: str, first: Article | None = None, rest: list[str] | None = None
    ) -> Any:
        """Read a page; `first` is the article so far where this is one of its further pages, `rest` those to come."""
        self.count("fetched")
        if self.on_progress:
            self.on_progress(self.outlet.slug, url)
        if response.status == 304:
            self.count("same")
            return
        if (
            response.status in GONE
            and response.request
            and response.request.url != url
            and first is None
            and self.outlet.whole
        ):
            # Some pages of the platform do not know the query that gives the whole article.
            yield self._article_request(url, url)
            return
        if response.status != 200:
            state = (
                "gone" if response.status in GONE else "blocked" if response.status in BLOCKED else "failed"
            )
            self.note(url, state, status=response.status, error=f"answered {response.status}")
            return
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        try:
            article = read_page(response.body, response.url, content_type=content_type, outlet=self.outlet)
        except PageError as error:
            if first is None:
                self.note(url, "not_article", status=200, error=str(error))
                return
            article = first  # a last page that holds only a pager ends the article
        if first is not None:
            if article is not first:
                first.text = _joined(first.text, article.text)
            article = first
        else:
            rest = article.further[:MAX_PAGES] if self.outlet.pages or self.outlet.whole else []
            self._take_headers(article, response)
        if rest:
            yield self._article_request(rest[0], url, first=article, rest=rest[1:])
            return
        yield self._record(article, url, response)

    def _take_headers(self, article: Article, response: Response) -> None:
        article.etag = _header(response, "ETag")
        article.last_modified = _header(response, "Last-Modified")
        article.url = response.url

    def _record(self, article: Article, url: str, response: Response) -> dict[str, Any]:
        record = article.as_record()
        final = discovery.plain(article.url)
        if self.outlet.whole and final.endswith(self.outlet.whole):
            final = final[: -len(self.outlet.whole)].rstrip("?&")
        record["url"] = final
        if final != url and self.store.known(url) is not None:
            # Redirected: the article is kept under its final address, and the old one is not asked for again.
            self.store.mark(url, "not_article", status=200, error=f"leads to {final}", run=self.run)
        return record

    def article_failed(self, failure: Any) -> None:
        """A page that did not come: forbidden by robots.txt, too large, too slow, or a broken connection."""
        url = failure.request.cb_kwargs["url"]
        if failure.check(IgnoreRequest):
            self.note(url, "blocked", error="robots.txt asks not to fetch it")
        else:
            self.note(url, "failed", error=_reason(failure))


def _joined(text: str, more: str) -> str:
    """Two pages of one article; what a site repeats at the foot of every page stays at the end, once."""
    lines, further = text.splitlines(), more.splitlines()
    repeated = set(lines) & set(further)
    while lines and lines[-1] in repeated:
        lines.pop()
    seen = set(lines)
    return "\n".join([*lines, *(line for line in further if line not in seen)])


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def _reason(failure: Any) -> str:
    """An error of the network in words for an operator."""
    kind = type(failure.value).__name__
    known = {
        "DNSLookupError": NO_NAME,
        "CannotResolveHostError": NO_NAME,
        "ConnectionRefusedError": "the connection was refused",
        "DownloadConnectionRefusedError": "the connection was refused",
        "TimeoutError": "no answer in time",
        "TCPTimedOutError": "no answer in time",
        "DownloadTimeoutError": "no answer in time",
        "DownloadCancelledError": "larger than an article can be",
        "CancelledError": "larger than an article can be",
    }
    return known.get(kind, f"{kind}: {failure.value}" if str(failure.value) else kind)
