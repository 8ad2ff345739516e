"""Starts the crawl: several outlets side by side, each with one request at a time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings
from scrapy.utils.reactor import install_reactor

from crawler import settings as own_settings
from crawler.outlet import Outlet
from crawler.store import CrawlStore

log = logging.getLogger(__name__)

#: Outlets crawled at the same time; each waits for its own site most of the time.
SIDE_BY_SIDE = 12


class CrawlAlreadyRan(RuntimeError):
    """A process can crawl once: Twisted's reactor does not start again."""


@dataclass
class CrawlSummary:
    """How one outlet's crawl went. `error` is None where nothing stopped it; `counts` are articles by outcome."""

    outlet: str
    counts: dict[str, int] = field(default_factory=dict)
    error: str | None = None


def crawl(
    outlets: Sequence[Outlet],
    store: CrawlStore,
    *,
    since: date | None = None,
    limit: int | None = None,
    on_progress: Callable[[str, str], None] | None = None,
    settings_overrides: dict[str, Any] | None = None,
) -> list[CrawlSummary]:
    """Crawl the outlets into the store; blocks until done. Gives a summary for each, in the order given.

    `limit` is the most articles fetched an outlet; `on_progress` is called with slug and address of each. Raises
    KeyboardInterrupt after a clean end where the user stops it, and CrawlAlreadyRan at a second call.
    """
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import reactor as running
    from twisted.internet.defer import Deferred

    reactor: Any = running  # Twisted's own types do not know what is installed as the reactor

    if getattr(crawl, "ran", False):
        raise CrawlAlreadyRan("a process can crawl once")
    crawl.ran = True  # type: ignore[attr-defined]
    # What goes wrong is told in our own words, and recorded; Scrapy would tell it with a traceback.
    for name in ("scrapy", "twisted", "filelock", "trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)

    summaries = {
        outlet.slug: CrawlSummary(outlet.slug, error="not reached: stopped before its turn")
        for outlet in outlets
    }
    runner = AsyncCrawlerRunner()
    waiting: list[Outlet] = list(outlets)
    interrupted: list[bool] = []

    async def one(outlet: Outlet) -> None:
        crawler = runner.create_crawler(_crawler(outlet, settings_overrides or {}))
        try:
            await runner.crawl(
                crawler, outlet=outlet, store=store, since=since, limit=limit, on_progress=on_progress
            )
        except Exception as error:
            log.exception("%s: the spider failed", outlet.slug)
            store.problem("crawl", outlet.slug, f"{type(error).__name__}: {error}")
            summaries[outlet.slug] = CrawlSummary(outlet.slug, error=f"the spider failed ({error})")
            return
        spider: Any = crawler.spider
        summaries[outlet.slug] = CrawlSummary(outlet.slug, dict(spider.counts), spider.error)

    async def worker() -> None:
        while waiting and not interrupted:
            await one(waiting.pop(0))

    async def everything() -> None:
        await asyncio.gather(*(worker() for _ in range(min(SIDE_BY_SIDE, len(outlets)))))

    def stopping() -> Any:
        # Ctrl-C or SIGTERM: let the page in hand finish, then end.
        interrupted.append(True)
        return Deferred.fromFuture(asyncio.ensure_future(runner.stop())) if runner.crawlers else None

    def begin() -> None:
        done = Deferred.fromFuture(asyncio.ensure_future(everything()))
        done.addBoth(lambda _: None if interrupted else reactor.stop())

    reactor.addSystemEventTrigger(
        "before", "shutdown", lambda: stopping() if waiting or runner.crawlers else None
    )
    reactor.callWhenRunning(begin)
    reactor.run()
    if interrupted:
        raise KeyboardInterrupt
    return [summaries[outlet.slug] for outlet in outlets]


def _crawler(outlet: Outlet, overrides: dict[str, Any]) -> Any:
    from scrapy.crawler import Crawler

    from crawler.spiders.outlet import OutletSpider

    settings = Settings()
    settings.setmodule(own_settings, priority="project")
    settings.setdict(
        {
            "DOWNLOAD_DELAY": outlet.delay,
            "AUTOTHROTTLE_START_DELAY": outlet.delay,
            **overrides,
        },
        priority="cmdline",
    )
    return Crawler(OutletSpider, settings)
