"""What the sites' pages, feeds and sitemaps are put together from."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime

from newsroom.articles import Story


@dataclass
class Answer:
    """What a site answers; `body` is the bytes as they go out, `changed` what Last-Modified says."""

    body: bytes
    status: int = 200
    content_type: str = "text/html; charset=UTF-8"
    headers: dict[str, str] = field(default_factory=dict)
    changed: datetime | None = None


def xml(content: str, kind: str = "application/xml") -> Answer:
    """An XML answer."""
    body = '<?xml version="1.0" encoding="UTF-8"?>\n' + content
    return Answer(body.encode(), content_type=f"{kind}; charset=UTF-8")


def rss(
    title: str,
    base: str,
    items: Iterable[tuple[Story, str]],
    *,
    words: int = 30,
    encoded: bool = False,
    strays: Iterable[tuple[str, str]] = (),
) -> Answer:
    """An RSS 2.0 feed of stories with their addresses.

    `words` of each are in its description; `encoded` gives the excerpt once more as content:encoded, as WordPress does
    where the owner chose excerpts. `strays` are further addresses with titles, undated.
    """
    rows = []
    for story, url in items:
        text = html.escape(lead(story, words))
        rows.append(
            f"<item><title>{html.escape(story.title)}</title><link>{html.escape(url)}</link>"
            f"<dc:creator>{html.escape(story.author)}</dc:creator><pubDate>{format_datetime(story.published)}</pubDate>"
            f"<category>{html.escape(story.section)}</category>"
            f'<guid isPermaLink="false">{base}/?p={story.number}</guid><description>{text}</description>'
            + (f"<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded>" if encoded else "")
            + "</item>"
        )
    rows += [
        f"<item><title>{html.escape(name)}</title><link>{html.escape(url)}</link></item>"
        for url, name in strays
    ]
    return xml(
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{html.escape(title)}</title><link>{base}</link><description>{html.escape(title)}</description>"
        f"<language>id</language>{''.join(rows)}</channel></rss>",
        "application/rss+xml",
    )


def sitemap(entries: Iterable[tuple[str, datetime | None]]) -> Answer:
    """A sitemap of addresses with the time each was last changed."""
    rows = "".join(
        f"<url><loc>{html.escape(url)}</loc>"
        + (f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else "")
        + "</url>"
        for url, changed in entries
    )
    return xml(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>')


def lead(story: Story, words: int = 30) -> str:
    """The story's first words, as feeds and lists give them; its title where it has no text."""
    return " ".join(story.text.split()[:words]) + " …" if story.text else story.title


_NUMBERED = re.compile(r"(\d{1,3})[.)]\s+(.+)")
_BULLETED = re.compile(r"[-•*]\s+(.+)")


def prose(
    paragraphs: list[str],
    *,
    glued: Mapping[int, str] | None = None,
    between: Mapping[int, str] | None = None,
    escape: Callable[[str], str] = html.escape,
) -> str:
    """Paragraphs as HTML; runs of "1." or "-" lines become lists.

    `glued` and `between` put HTML into the end of, or behind, the paragraph of that index (from 0).
    """
    glued, between = glued or {}, between or {}
    parts: list[str] = []
    items: list[str] = []
    kind = start = ""

    def close() -> None:
        nonlocal kind
        if items:
            parts.append(f"<{kind}{start}>" + "".join(f"<li>{item}</li>" for item in items) + f"</{kind}>")
            items.clear()
        kind = ""

    for n, paragraph in enumerate(paragraphs):
        numbered, bulleted = _NUMBERED.fullmatch(paragraph), _BULLETED.fullmatch(paragraph)
        wanted = "ol" if numbered else "ul" if bulleted else ""
        if wanted != kind:
            close()
        if numbered and not items:
            start = f' start="{numbered[1]}"' if numbered[1] != "1" else ""
        elif bulleted:
            start = ""
        kind = wanted
        said = escape(numbered[2] if numbered else bulleted[1] if bulleted else paragraph) + glued.get(n, "")
        if kind:
            items.append(said)
        else:
            parts.append(f"<p>{said}</p>")
        if n in between:
            close()
            parts.append(between[n])
    close()
    return "\n".join(parts)
