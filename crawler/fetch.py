"""One page from one address, politely: what `pantau extract URL` uses. A crawl goes through Scrapy instead."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from protego import Protego

from crawler.page import MAX_BYTES, Article, PageError, TooLarge, read_page
from crawler.settings import USER_AGENT

#: Seconds to wait for a site.
TIMEOUT = 30


class CannotFetch(PageError):
    """The site did not give the page; the message says what it answered."""


class RobotsForbid(PageError):
    """robots.txt asks crawlers not to fetch this page."""


@dataclass(frozen=True)
class Answer:
    """A page as it came."""

    body: bytes
    url: str
    content_type: str | None


def fetch_page(url: str) -> Article:
    """Fetch and read one article. Raises PageError (CannotFetch, RobotsForbid, or why it is no article)."""
    if not _allowed(url):
        raise RobotsForbid(f"{url}: its robots.txt asks not to fetch it")
    answer = _get(url)
    try:
        return read_page(answer.body, answer.url, content_type=answer.content_type)
    except PageError as error:
        raise type(error)(f"{url}: {error}") from error


def _allowed(url: str) -> bool:
    parts = urlsplit(url)
    try:
        rules = _get(f"{parts.scheme}://{parts.netloc}/robots.txt").body.decode("utf-8", "replace")
    except PageError:
        return True  # a site without robots.txt asks for nothing; one that is down fails on the page itself
    return Protego.parse(rules).can_fetch(url, USER_AGENT)


def _get(url: str) -> Answer:
    request = Request(url, headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate"})
    try:
        with urlopen(request, timeout=TIMEOUT) as response:
            body = response.read(MAX_BYTES + 1)
            if len(body) > MAX_BYTES:
                raise TooLarge(f"larger than {MAX_BYTES // 1_000_000} MB")
            return Answer(_plain(body, response.headers), response.url, response.headers.get("Content-Type"))
    except HTTPError as error:
        raise CannotFetch(f"{url}: the site answered {error.code} {error.reason}") from error
    except URLError as error:
        raise CannotFetch(f"{url}: cannot be reached ({error.reason})") from error
    except (OSError, ValueError) as error:
        raise CannotFetch(f"{url}: cannot be fetched ({error})") from error


def _plain(body: bytes, headers: object) -> bytes:
    coding = str(getattr(headers, "get", lambda _: "")("Content-Encoding") or "").lower()
    wbits = {"gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}.get(coding)
    if wbits is None:
        return body
    try:
        unpacked = zlib.decompressobj(wbits).decompress(body, MAX_BYTES + 1)  # a bomb stops at the limit
    except (zlib.error, gzip.BadGzipFile) as error:
        raise CannotFetch(f"the site's {coding} answer is damaged ({error})") from error
    if len(unpacked) > MAX_BYTES:
        raise TooLarge(f"larger than {MAX_BYTES // 1_000_000} MB")
    return unpacked
