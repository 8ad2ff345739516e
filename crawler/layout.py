"""Makes a page's markup plain before its text is taken out.

Names stand in lists and tables, and trafilatura (2.3.1) leaves out a list that ends an article, joins the cells of a
table that lays out a whole page, and loses the numbers of an ordered list. What is done here keeps one line a name.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

#: A link with one of these words before a headline leads to another story; it is often glued to the line before.
RELATED = re.compile(r"\s*(?:baca|lihat|simak)(?:\s+(?:juga|pula|lagi|selengkapnya))\b", re.I)
#: Characters in a cell from which on its table lays out the page and holds no data.
LAYOUT_CELL = 300
#: Share of an entry's letters in links from which on a list is a menu or a list of stories.
LINKED = 0.5


def plain(tree: HtmlElement) -> None:
    """Change `tree`: related links go, lists and data tables become lines, tables of a page's layout blocks."""
    _drop_related(tree)
    for table in list(tree.iter("table")):
        if _lays_out(table):
            _blocks(table)
        else:
            _rows(table)
    for items in list(tree.iter("ol", "ul")):
        _lines(items)


def _drop_related(tree: HtmlElement) -> None:
    for link in list(tree.iter("a")):
        if RELATED.match(link.text_content()):
            link.drop_tree()


def _lays_out(table: HtmlElement) -> bool:
    if table.find(".//table") is not None or table.find(".//p") is not None:
        return True
    return any(len(cell.text_content()) > LAYOUT_CELL for cell in table.iter("td", "th"))


def _blocks(table: HtmlElement) -> None:
    for element in [
        table,
        *table.iterfind("./tbody"),
        *table.iterfind("./tbody/tr"),
        *table.iterfind("./tr"),
    ]:
        if element.tag == "tr":
            for cell in list(element):
                cell.tag = "div"
        element.tag = "div"


def _rows(table: HtmlElement) -> None:
    """A row becomes a line, its cells apart by bars."""
    if _linked(table):
        return
    for row in list(table.iter("tr")):
        cells = [" ".join(cell.text_content().split()) for cell in row.iter("td", "th")]
        _say(row, " | ".join(cell for cell in cells if cell))
    for element in list(table.iter("tbody", "thead", "tfoot", "table")):
        element.tag = "div"


def _lines(items: HtmlElement) -> None:
    """An entry becomes a line with its number or a dash before it."""
    entries = items.findall("./li")
    if (
        not entries
        or _linked(items)
        or any(items.find(f".//{tag}") is not None for tag in ("ol", "ul", "p", "h2", "h3"))
    ):
        return
    start = items.get("start") or "1"
    first = int(start) if start.isdecimal() else 1
    for n, entry in enumerate(entries, first):
        text = entry.text_content().strip()
        if not text:
            continue
        entry.text = (
            f"{n}. {(entry.text or '').lstrip()}" if items.tag == "ol" else f"- {(entry.text or '').lstrip()}"
        )
        entry.tag = "p"
    items.tag = "div"


def _linked(element: HtmlElement) -> bool:
    letters = len("".join(element.text_content().split()))
    in_links = sum(len("".join(link.text_content().split())) for link in element.iter("a"))
    return not letters or in_links >= LINKED * letters


def _say(element: HtmlElement, text: str) -> None:
    tail = element.tail
    element.clear()
    element.tag, element.text, element.tail = "p", text, tail
