"""From a page's bytes to text, whatever character set they are declared to be in.

Regional sites declare one set and send another: windows-1252 quotes in a page that says UTF-8, UTF-8 in a page that
says iso-8859-1, and text that was garbled once and saved. Bytes that are valid UTF-8 and hold more than ASCII
are UTF-8, whatever is declared: no other text looks like that by chance.
"""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
#: What UTF-8 looks like after it was read as windows-1252: "â€œ" for a quote, "Ã©" for é.
_GARBLED = re.compile(
    "â€[\u0080-\u00bf\u0152-\u0178\u02c6-\u2122\u201a-\u203a]?|Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]"
)
#: Bytes at the head where a declaration is looked for.
HEAD = 4096


def decode(body: bytes, content_type: str | None = None) -> str:
    """The page's text. Never fails: bytes that are in no set become U+FFFD."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if body.startswith(mark):
            return body.decode(name, errors="replace")
    try:
        return mend(body.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    declared = _declared(body, content_type)
    if declared in ("utf-8", "ascii"):
        # Declared UTF-8 and is not: a page of mostly good UTF-8 with a cut character stays UTF-8.
        good = body.decode("utf-8", errors="replace")
        if good.count("\ufffd") * 3 < sum(1 for char in good if ord(char) > 127):
            return mend(good)
        declared = None
    # Browsers read iso-8859-1 as windows-1252, and so do the people who declare it.
    if declared in (None, "iso8859-1", "cp1252"):
        return mend(body.decode("cp1252", errors="replace"))
    return mend(body.decode(declared, errors="replace"))


def _declared(body: bytes, content_type: str | None) -> str | None:
    in_header = _IN_HEADER.search(content_type or "")
    in_page = _DECLARED.search(body[:HEAD])
    name = in_header[1] if in_header else in_page[1].decode("ascii", "replace") if in_page else ""
    try:
        return codecs.lookup(name).name if name else None
    except LookupError:
        return None


def mend(text: str) -> str:
    """Text garbled once by reading UTF-8 as windows-1252, put right; other text as it is."""
    if not _GARBLED.search(text):
        return text

    def right(match: re.Match[str]) -> str:
        try:
            return match[0].encode("cp1252").decode("utf-8")
        except UnicodeError:
            return match[0]

    # Run by run: one page may hold both good and garbled words.
    return re.sub(r"[\u0080-\u00ff\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{2,}", right, text)
