"""What stands in quotation marks, in texts whose marks are often of two kinds or left open."""

from __future__ import annotations

import re

QUOTE = re.compile(r"[“”\"]|''")


def quotes(text: str) -> list[tuple[int, int]]:
    """The ranges inside quotation marks that hold a saying (not a single quoted word), within one line each."""
    found: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        opened: int | None = None
        for mark in QUOTE.finditer(text, line.start(), line.end()):
            if opened is None:
                if mark.group() != "”" or not found:
                    opened = mark.end()
            elif mark.group() == "“":
                opened = mark.end()
            else:
                found.append((opened, mark.start()))
                opened = None
        # never closed: a quote that goes on in the next paragraph
        if opened is not None and opened < line.end() - 20:
            found.append((opened, line.end()))
    return [(start, end) for start, end in found if text[start:end].count(" ") >= 3]
