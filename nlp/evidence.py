"""The run of an article's own words that carries a claim: a clause of five to forty words, cut at its borders."""

from __future__ import annotations

import re

LEAST_WORDS, MOST_WORDS = 5, 40
WORD = re.compile(r"\S+")
CLAUSE_END = re.compile(
    r"[,;:](?=\s)|[.!?](?=\s)|\s(?=(?:dan|tetapi|namun|sehingga|karena|sedangkan|padahal|lalu)\s)"
)
TRIMMED = " \t\n,;:.!?\"“”'’‘-–—()"


def words_in(text: str, start: int, end: int) -> int:
    """How many words stand in ``[start, end)``."""
    return sum(1 for _ in WORD.finditer(text, start, end))


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """``[start, end)`` without white space, quotation marks and punctuation at its edges."""
    while start < end and text[start] in TRIMMED:
        start += 1
    while end > start and text[end - 1] in TRIMMED and not (text[end - 1] == ")" and "(" in text[start:end]):
        end -= 1
    return start, end


def cut(text: str, start: int, end: int, focus: int) -> tuple[int, int]:
    """The part of ``[start, end)`` around the character `focus` that has at most forty words.

    It begins and ends at clause borders where that leaves five words or more, else at word borders.
    """
    start, end = trim(text, start, end)
    if words_in(text, start, end) <= MOST_WORDS:
        return start, end
    borders = [start, *(match.end() for match in CLAUSE_END.finditer(text, start, end)), end]
    left = max((border for border in borders if border <= focus), default=start)
    right = min((border for border in borders if border > focus), default=end)
    low, high = borders.index(left), borders.index(right)
    while True:  # grow to the right first: what follows the wording tells more than what leads to it
        if high + 1 < len(borders) and words_in(text, borders[low], borders[high + 1]) <= MOST_WORDS:
            high += 1
        elif low and words_in(text, borders[low - 1], borders[high]) <= MOST_WORDS:
            low -= 1
        else:
            break
    left, right = trim(text, borders[low], borders[high])
    if words_in(text, left, right) > MOST_WORDS:
        words = list(WORD.finditer(text, left, right))
        at = next((i for i, word in enumerate(words) if word.end() > focus), 0)
        first = max(0, min(at - 10, len(words) - MOST_WORDS))
        left, right = words[first].start(), words[min(first + MOST_WORDS, len(words)) - 1].end()
    return trim(text, left, right)
