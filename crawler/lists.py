"""Tells a list of articles (a section, a tag page, a weekly round-up) from an article.

A list read as an article would tie the people of one story to the post or the town of the next.
"""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

#: Fewer entries than this are related stories under an article.
LEAST_ENTRIES = 3
#: Title, date and teaser of one entry have at most about so many characters.
LONGEST_ENTRY = 700
#: Share of the body's characters that must stand in entries. A story with "Baca juga" links stays far below it.
MOST_OF_BODY = 0.6


def says_it_is_a_list(tree: HtmlElement) -> bool:
    """Several elements on the page are each marked as an article or a post of their own."""
    entries = sum(
        1 for e in tree.iter("article", "div") if e.tag == "article" or "post-body" in e.get("class", "")
    )
    return entries >= LEAST_ENTRIES


def reads_like_a_list(tree: HtmlElement, text: str, url: str) -> bool:
    """Most of the body `text` stands in entries: a linked headline with what belongs to it, again and again."""
    entries = _entries(tree, url)
    if len(entries) < LEAST_ENTRIES:
        return False
    listed = _letters("".join(entries))
    # A body may have its entries as lines or run together in one: sentences are looked up, not lines.
    parts = [_letters(part) for part in re.split(r"\n|(?<=[.!?…])\s", text)]
    parts = [part for line in parts for part in (line[at : at + 40] for at in range(0, len(line), 40))]
    return sum(len(part) for part in parts if part in listed) >= MOST_OF_BODY * sum(map(len, parts))


def _entries(tree: HtmlElement, url: str) -> list[str]:
    """The text of every entry: the smallest element around a linked headline that has more in it than the headline."""
    own = urlsplit(url)
    found = []
    for heading in tree.iter("h2", "h3", "h4", "h5"):
        link = heading.find(".//a[@href]")
        parent = heading.getparent()
        if link is None and parent is not None and parent.tag == "a":
            link = parent
        if link is None:
            continue
        to = urlsplit(urljoin(url, link.get("href") or ""))
        if to.netloc != own.netloc or to.path == own.path:
            continue
        entry = heading
        while (around := entry.getparent()) is not None and around.tag not in ("body", "html"):
            if _has_others(around) or len(around.text_content()) > LONGEST_ENTRY:
                break
            entry = around
        found.append(" ".join(entry.itertext()))
    return found


def _has_others(element: HtmlElement) -> bool:
    """Two headlines at least; looks no further than the second, for whole pages are asked about, too."""
    return sum(1 for _ in islice(element.iter("h2", "h3", "h4", "h5"), 2)) > 1


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
