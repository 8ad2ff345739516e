"""Addresses of articles in feeds, sitemaps, lists and wp-json, with the date that stands beside each."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import feedparser
from lxml import etree

from crawler.charset import decode
from crawler.dates import date_in_url, read_date
from crawler.outlet import Outlet
from crawler.page import parse_html

#: A packed sitemap may not unpack to more than this (sitemaps.org allows 50 MB).
MAX_SITEMAP = 50_000_000


class BadListing(ValueError):
    """A feed, sitemap or answer of wp-json that cannot be read; the message says why."""


@dataclass(frozen=True)
class Found:
    """An address and the day (ISO 8601) that the list gives it: of publishing, or of the last change."""

    url: str
    date: str | None = None
    changed: str | None = None


def in_feed(body: bytes, outlet: Outlet, url: str) -> Iterator[Found]:
    """The entries of an RSS or Atom feed. Raises BadListing where it is none."""
    feed = feedparser.parse(body, response_headers={"content-location": url})
    if not feed.entries and not feed.version:
        raise BadListing(f"{url}: not a feed ({feed.get('bozo_exception', 'HTML or something else')})")
    for entry in feed.entries:
        link = _entry_link(entry)
        if link and outlet.is_article(plain(link)):
            yield Found(plain(link), _struct_date(entry, "published"), _struct_date(entry, "updated"))


def next_feed_page(body: bytes, url: str) -> str | None:
    """The feed's own link to its older entries (Atom ``rel="next"``), or None."""
    links = feedparser.parse(body).feed.get("links", [])
    return next(
        (urljoin(url, link["href"]) for link in links if link.get("rel") == "next" and link.get("href")), None
    )


def in_sitemap(body: bytes, outlet: Outlet, url: str) -> tuple[list[Found], list[Found]]:
    """A sitemap's articles, and the further sitemaps that an index names. Raises BadListing."""
    if body[:2] == b"\x1f\x8b":
        try:
            body = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(body, MAX_SITEMAP)
        except (zlib.error, gzip.BadGzipFile) as error:
            raise BadListing(f"{url}: damaged gzip ({error})") from error
    try:
        parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(body.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadListing(f"{url}: not a sitemap ({error})") from error
    if root is None or etree.QName(root).localname not in ("urlset", "sitemapindex"):
        raise BadListing(f"{url}: not a sitemap")
    articles, maps = [], []
    for node in root:
        if not isinstance(node.tag, str):
            continue
        values = {
            etree.QName(e).localname: (e.text or "").strip() for e in node.iter() if isinstance(e.tag, str)
        }
        address = plain(urljoin(url, values.get("loc", "")))
        day = read_date(values.get("publication_date")) or date_in_url(address)
        found = Found(address, day, read_date(values.get("lastmod")))
        if etree.QName(node).localname == "sitemap":
            maps.append(found)
        elif outlet.is_article(found.url):
            articles.append(found)
    return articles, maps


def in_listing(body: bytes, outlet: Outlet, url: str, content_type: str | None = None) -> list[Found]:
    """Links of a list page that have an article's form, in order, each once."""
    tree = parse_html(decode(body, content_type))
    found: dict[str, Found] = {}
    for link in tree.iterfind(".//a[@href]") if tree is not None else ():
        address = plain(urljoin(url, link.get("href").strip()))
        # Without a form of its own to go by, an article's link is one with a headline's length.
        if outlet.is_article(address) and (outlet.allow or len((link.text_content() or "").strip()) >= 20):
            found.setdefault(address, Found(address, date_in_url(address)))
    return list(found.values())


def in_wp_json(body: bytes, outlet: Outlet, url: str) -> list[Found]:
    """The posts of WordPress's REST answer. Raises BadListing."""
    try:
        posts: Any = json.loads(body)
    except ValueError as error:
        raise BadListing(f"{url}: not JSON ({error})") from error
    if not isinstance(posts, list):
        message = posts.get("message") if isinstance(posts, dict) else type(posts).__name__
        raise BadListing(f"{url}: no list of posts ({message})")
    found = []
    for post in posts:
        link = post.get("link") if isinstance(post, dict) else None
        if isinstance(link, str) and outlet.is_article(plain(link)):
            found.append(Found(plain(link), read_date(post.get("date")), read_date(post.get("modified"))))
    return found


_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|ref|source|amp|m)$", re.I)


def plain(url: str) -> str:
    """The address without fragment and tracking parameters."""
    parts = urlsplit(url)
    query = urlencode(
        [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)]
    )
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def _entry_link(entry: Any) -> str | None:
    for link in entry.get("links", []):
        if link.get("rel") == "alternate" and link.get("href"):
            return str(link["href"])
    return entry.get("link") or None


def _struct_date(entry: Any, key: str) -> str | None:
    parsed = dict.get(
        entry, f"{key}_parsed"
    )  # feedparser's own get answers "published" for a missing "updated"
    return (
        f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}"
        if parsed
        else read_date(dict.get(entry, key))
    )
