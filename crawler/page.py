"""From a page's bytes to an article: title, body, author, date, canonical address.

What the page says of itself in JSON-LD comes first, then its meta tags, then what trafilatura finds; the body is always
trafilatura's, for JSON-LD bodies are cut or glued too often. An article is never dated by the day it was fetched.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import trafilatura
from lxml.etree import ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura.metadata import extract_metadata

from crawler.charset import decode, mend
from crawler.dates import date_in_url, read_date
from crawler.layout import plain
from crawler.lists import reads_like_a_list, says_it_is_a_list
from crawler.outlet import Outlet

#: A page above this many bytes is not read; the largest real article seen is under 1 MB.
MAX_BYTES = 8_000_000
#: Fewer characters of body than this are a caption or a teaser, not an article.
MIN_BODY = 200
#: The same, in lines of prose, where body and frame cannot be told apart: a frame alone has a line or two of it.
MIN_BARE_BODY = 300
ARTICLE_TYPES = {"newsarticle", "article", "blogposting", "reportagenewsarticle", "report"}
#: Function words of Indonesian; a page of another language hardly has them.
INDONESIAN = frozenset(
    """yang dan di ke dari untuk dengan pada ini itu tidak akan telah sudah oleh dalam sebagai juga kata
    adalah para karena tersebut bisa ada saat atau kepada""".split()  # noqa: SIM905 - prose reads better than a list
)
#: Share of words that must be Indonesian function words; measured shares lie near 0.2, English ones under 0.02.
LEAST_INDONESIAN = 0.05


class PageError(ValueError):
    """A page that gives no article; the message says why."""


class NotHtml(PageError):
    """The answer is a picture, a PDF, JSON or the like."""


class TooLarge(PageError):
    """More bytes than an article can have."""


class EmptyBody(PageError):
    """No text could be found on the page."""


class NotAnArticle(PageError):
    """A list of articles, a tag page, a search result."""


class NotIndonesian(PageError):
    """The text is in another language."""


@dataclass
class Article:
    """What a page gives. `published` is ISO 8601: a day, or a moment with its offset."""

    url: str
    title: str
    text: str
    published: str | None = None
    author: str | None = None
    canonical_url: str | None = None
    outlet: str | None = None
    lang: str = "id"
    fetched_at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    #: Addresses of the article's further pages, in order, as the page links them.
    further: list[str] = field(default_factory=list)
    etag: str | None = None
    last_modified: str | None = None

    def as_record(self) -> dict[str, Any]:
        """The article record that the other parts take."""
        record = asdict(self)
        record.pop("further")
        return record


def read_page(
    body: bytes, url: str = "", *, content_type: str | None = None, outlet: Outlet | None = None
) -> Article:
    """Read an article from a page. `url` is where it came from ("" for a file). Raises PageError."""
    if len(body) > MAX_BYTES:
        raise TooLarge(f"larger than {MAX_BYTES // 1_000_000} MB")
    if content_type and not re.search(r"html|xml|text/plain", content_type, re.I):
        raise NotHtml(f"not HTML but {content_type.split(';')[0]}")
    if b"\0" in body[:2048] and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotHtml("not HTML but binary data")
    tree = parse_html(decode(body, content_type))
    if tree is None:
        raise EmptyBody("no HTML in it")
    said, meta = _linked_data(tree), _meta(tree)
    says_article = (
        said or meta.get("og:type", "").lower() == "article" or any(t in meta for t in DATE_TAGS[:2])
    )
    if not says_article and says_it_is_a_list(tree):
        raise NotAnArticle("a list of articles, not one")
    zone = outlet.zone if outlet else "WIB"
    visible = _visible_date(tree, zone)
    text = _body(tree)
    if len(text) < MIN_BODY or not _prose(text):
        raise EmptyBody("no article text on the page")
    if reads_like_a_list(tree, text, url):
        raise NotAnArticle("a list of articles, not one")
    if not is_indonesian(text):
        raise NotIndonesian("the text is not in Indonesian")
    found = extract_metadata(tree, extensive=False)
    said = said or {}
    title = _first(
        said.get("headline"), meta.get("og:title"), found.title, _heading(tree), tree.findtext(".//title")
    )
    name = (
        outlet.name
        if outlet
        else _first(_name(said.get("publisher")), meta.get("og:site_name"), found.sitename)
    )
    published = (
        read_date(_text(said.get("datePublished")), zone)
        or next((day for key in DATE_TAGS if (day := read_date(meta.get(key), zone))), None)
        or visible
        or _whole_date(date_in_url(url))
        or read_date(found.date, zone)
    )
    byline = BYLINE.search(tree.text_content()[:200_000])
    author = _first(_name(said.get("author")), meta.get("author"), found.author, byline[1] if byline else "")
    return Article(
        url=url,
        title=_without_site(_clean(title), name),
        text=text,
        published=published,
        author=_clean(author) or None,
        canonical_url=_canonical(tree, meta, url),
        outlet=name or None,
        further=_further(tree, url),
    )


def parse_html(text: str) -> HtmlElement | None:
    """The page as a tree, however broken; None where nothing is on it."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\0", "")
    try:
        tree: HtmlElement = document_fromstring(
            text, parser=HTMLParser(remove_comments=True, remove_pis=True)
        )
    except (ParserError, ValueError):
        return None
    for line_break in tree.iter("br"):  # so that lines stay lines in an element's text
        line_break.tail = "\n" + (line_break.tail or "")
    return tree


#: "Reporter : Ani", "Penulis: Ani | Editor: Budi", "oleh Ani": the writer's line, where no metadata names them.
BYLINE = re.compile(
    r"^[ \t]*(?:Reporter|Penulis|Pewarta|Wartawan|Jurnalis|Laporan|Diposting oleh|oleh)\s*:?\s+"
    r"([A-Z][\w.'’]+(?: [A-Z][\w.'’]+){0,3})\s*(?:$|[|/·,])",
    re.M,
)
DATE_TAGS = (
    "article:published_time",
    "datepublished",
    "content_publisheddate",
    "jpnncom_news_pubdate",
    "og:published_time",
    "publishdate",
    "pubdate",
    "date",
    "dc.date",
)


def is_indonesian(text: str) -> bool:
    """True where enough of the words are function words of Indonesian; short texts get the benefit of the doubt."""
    words = re.findall(r"[a-z]+", text[:20_000].lower())
    return len(words) < 20 or sum(word in INDONESIAN for word in words) >= LEAST_INDONESIAN * len(words)


def _body(tree: HtmlElement) -> str:
    tree = deepcopy(tree)
    plain(tree)
    options: dict[str, Any] = {"include_comments": False, "include_tables": True, "output_format": "txt"}
    text = trafilatura.extract(deepcopy(tree), favor_precision=True, **options) or ""
    # A bare page has nothing that tells body from frame: all is taken, if there is prose in it.
    if len(text) < MIN_BODY:
        whole = trafilatura.extract(tree, favor_recall=True, **options) or ""
        text = whole if _prose(whole) >= MIN_BARE_BODY else text
    lines = (" ".join(line.split()) for line in mend(unicodedata.normalize("NFC", text)).splitlines())
    return "\n".join(line for line in lines if line and line != "|")


def _prose(text: str) -> int:
    """Characters in lines that read like sentences; menus, headlines, captions and credits do not."""
    return sum(
        len(line)
        for line in text.splitlines()
        if len(line) > 60 and re.search(r"[.!?…][\"'”’)]*(?:\s|$)", line)
    )


def _linked_data(tree: HtmlElement) -> dict[str, Any] | None:
    """The page's JSON-LD article, or None."""
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            kinds = node.get("@type")
            if any(
                str(kind).lower() in ARTICLE_TYPES for kind in (kinds if isinstance(kinds, list) else [kinds])
            ):
                return node
    return None


def _nodes(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(data, list):
        for item in data:
            yield from _nodes(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _nodes(data.get("@graph"), depth + 1)
        yield from _nodes(data.get("mainEntity"), depth + 1)


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.iterfind(".//meta[@content]"):
        for key in ("property", "name", "itemprop"):
            if tag.get(key):
                found.setdefault(tag.get(key).lower(), tag.get("content").strip())
    for tag in tree.iterfind(".//time[@datetime]"):
        found.setdefault("date", tag.get("datetime").strip())
    return found


def _visible_date(tree: HtmlElement, zone: str) -> str | None:
    """A date written near the head of the page: in an element named for it, or in the first lines after the title."""
    for element in tree.iter(
        "time", "span", "div", "p", "small", "h2", "h4", "td", "abbr", "li", "b", "i", "font"
    ):
        named = f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}".lower()
        if re.search(r"\b(date|time|tanggal|waktu|publish|posted|created|timestamp)|date\b|[-_]date", named):
            text = element.text_content()[:120]
            if found := read_date(text, zone):
                return found
    head = tree.find(".//h1")
    if head is None:
        head = tree.find(".//title")
    seen = 0
    for text in (
        head.xpath("following::text()[not(parent::script) and not(parent::style)]")
        if head is not None
        else ()
    ):
        seen += len(text)
        # Only a line that is little else than a date: dates in the story are not when it was published.
        if len(text.strip()) <= 60 and (found := read_date(text, zone)):
            return found
        if seen > 1500:
            break
    return None


def _canonical(tree: HtmlElement, meta: dict[str, str], url: str) -> str | None:
    link = tree.find('.//link[@rel="canonical"]')
    address = (link.get("href") if link is not None else None) or meta.get("og:url")
    whole = urljoin(url, address.strip()) if address else None
    parts = urlsplit(whole or "")
    if parts.scheme not in ("http", "https") or parts.path in ("", "/"):
        return None  # sites that point every page at their front page
    return whole


def _further(tree: HtmlElement, url: str) -> list[str]:
    """Links of a pager to the same article's further pages: /slug/2/, /read/1/slug/15, ?page=2."""
    own = urlsplit(url)
    base = own.path.rstrip("/")
    found: dict[int, str] = {}
    for link in tree.iterfind(".//a[@href]"):
        parts = urlsplit(urljoin(url, link.get("href")))
        if parts.netloc != own.netloc:
            continue
        number = re.fullmatch(re.escape(base) + r"/(\d{1,3})/?", parts.path) if base else None
        if number is None and parts.path.rstrip("/") == base:
            number = re.fullmatch(r"page=(\d{1,2})", parts.query)
        if number and int(number[1]) > 1:
            found.setdefault(int(number[1]), parts.geturl())
    return [found[n] for n in sorted(found)]


def _heading(tree: HtmlElement) -> str:
    headings = tree.findall(".//h1")
    return headings[0].text_content() if len(headings) == 1 else ""


def _name(value: Any) -> str | None:
    """The name of a JSON-LD person or organisation, or of several."""
    if isinstance(value, list):
        return ", ".join(name for item in value if (name := _name(item))) or None
    if isinstance(value, dict):
        return _text(value.get("name"))
    return _text(value)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _first(*values: Any) -> str:
    return next((value for value in values if isinstance(value, str) and value.strip()), "")


def _clean(text: str) -> str:
    return " ".join(mend(unicodedata.normalize("NFKC", html.unescape(text))).split())


def _without_site(title: str, site: str | None) -> str:
    """The title without " - Site" at its end, where the site's name is known."""
    if site and (match := re.search(rf"\s+[-–—|»]\s+{re.escape(site)}\s*$", title, re.I)):
        return title[: match.start()]
    return title


def _whole_date(found: str | None) -> str | None:
    return found if found and len(found) == 10 else None


__all__ = [
    "Article",
    "EmptyBody",
    "NotAnArticle",
    "NotHtml",
    "NotIndonesian",
    "PageError",
    "TooLarge",
    "read_page",
]
