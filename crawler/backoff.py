"""Patience: a 429 or 503 slows the whole outlet down, as long as the site asks for with Retry-After."""

from __future__ import annotations

import email.utils
import logging
from datetime import UTC, datetime
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response

log = logging.getLogger(__name__)

#: Seconds of pause after the first refusal where the site names none; doubled after each further one.
FIRST_PAUSE = 10.0
#: The longest pause within a run; a site that asks for more is left alone until the next run.
LONGEST_PAUSE = 120.0
#: Further tries of one page within a run.
TRIES = 2


class BackOff:
    """Downloader middleware."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> BackOff:
        return cls(crawler)

    def process_response(self, request: Request, response: Response, spider: Spider | None = None) -> Any:
        """The response, or the request again after a pause."""
        if response.status not in (429, 503):
            return response
        tries = request.meta.get("backoff_tries", 0)
        pause = asked_pause(response) or FIRST_PAUSE * 2**tries
        if tries >= TRIES or pause > LONGEST_PAUSE:
            return response
        log.info("%s answered %d; waiting %.0f s", request.url, response.status, pause)
        engine = self.crawler.engine
        slot = engine.downloader.slots.get(request.meta.get("download_slot", "")) if engine else None
        if slot is not None:
            slot.delay = max(slot.delay, pause)
        again = request.copy()
        again.meta["backoff_tries"] = tries + 1
        again.dont_filter = True
        return again


def asked_pause(response: Response, now: datetime | None = None) -> float | None:
    """The seconds that Retry-After asks for (a number or a date), or None."""
    asked = (response.headers.get("Retry-After") or b"").decode("ascii", "replace").strip()
    if asked.isdigit():
        return float(asked)
    try:
        until = email.utils.parsedate_to_datetime(asked)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - (now or datetime.now(UTC))).total_seconds())
