"""Annotated articles with other names and other marks: each epoch sees its articles anew.

Every word of a person's name is replaced, everywhere in the article, by a word of a name out of the grammar's lists;
the comma between a post and its holder is dropped now and then, as newspapers do; names are now and then in capitals.
What is annotated keeps its places.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from random import Random

from nlp.posts.lexicon import lexicon
from nlp.training.alignment import Example, Span
from nlp.training.generator_text import grammar

#: How often an article gets other names, and other capitals.
RENAMED = 0.7
CAPITALS = 0.08
#: How often a comma between a post and its holder is dropped, and one is set where there is none.
DROPPED = 0.35
SET = 0.15
WORD = re.compile(r"[^\W\d_]{3,}(?:['’`][^\W\d_]+)*")
Edit = tuple[int, int, str]


@cache
def pool() -> tuple[str, ...]:
    """Words of names, of all peoples."""
    found: set[str] = set()
    for table in grammar("names").values():
        if "patterns" in table:
            for key in ("male", "female", "last"):
                found.update(table[key].replace("|", " ").split())
    return tuple(sorted(word for word in found if WORD.fullmatch(word)))


def varied(example: Example, chance: Random) -> Example:
    """The article with other names, commas and capitals."""
    edits: list[Edit] = []
    renamed: dict[str, str] = {}
    if chance.random() < RENAMED:
        renamed = _names(example, chance)
    capitals = chance.random() < CAPITALS
    for span in (*example.spans, *example.others):
        if span.label == "PER":
            for match in WORD.finditer(example.text, span.start, span.end):
                old = match.group()
                new = renamed.get(old.casefold(), old)
                new = new.upper() if capitals or (old.isupper() and len(old) > 2) else new
                if new != old:
                    edits.append((match.start(), match.end(), new))
    edits += _commas(example, chance)
    if not edits:
        return example
    title = WORD.sub(lambda m: _as(m.group(), renamed.get(m.group().casefold(), m.group())), example.title)
    return _edited(replace(example, title=title), sorted(set(edits)))


def _as(old: str, new: str) -> str:
    return new.upper() if old.isupper() else (new if old[0].isupper() else old)


def _names(example: Example, chance: Random) -> dict[str, str]:
    """A new word for each word of the article's names."""
    known, words = lexicon(), pool()
    found: dict[str, str] = {}
    for span in example.spans:
        if span.label == "PER":
            for match in WORD.finditer(example.text, span.start, span.end):
                word = match.group().casefold()
                if word not in known.not_names and word not in ("bin", "binti", "van"):
                    found.setdefault(word, chance.choice(words))
    return found


def _commas(example: Example, chance: Random) -> list[Edit]:
    found: list[Edit] = []
    spans = sorted((*example.spans, *example.others), key=lambda span: span.start)
    for a, b in pairwise(spans):
        between = example.text[a.end : b.start]
        if {a.label, b.label} != {"PER", "POST"} or b.start < a.end:
            continue
        if between == ", " and a.label == "POST" and chance.random() < DROPPED:
            found.append((a.end, b.start, " "))
        elif between == " " and a.label == "POST" and chance.random() < SET:
            found.append((a.end, b.start, ", "))
    return found


def _edited(example: Example, edits: Sequence[Edit]) -> Example:
    """The example with pieces of its text replaced; no edit crosses another or a place's border."""
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    text, at = [], 0
    ends, shifts = [0], [0]
    for start, end, new in kept:
        text += [example.text[at:start], new]
        at = end
        ends.append(end)
        shifts.append(shifts[-1] + len(new) - (end - start))
    text.append(example.text[at:])

    def moved(place: int) -> int:
        return place + shifts[bisect_right(ends, place) - 1]

    def span(old: Span) -> Span:
        return Span(moved(old.start), moved(old.end), old.label, old.entity)

    return replace(
        example,
        text="".join(text),
        sentences=[(moved(a), moved(b)) for a, b in example.sentences],
        spans=[span(old) for old in example.spans],
        others=[span(old) for old in example.others],
        masked=[(moved(a), moved(b)) for a, b in example.masked],
        days=[(moved(a), moved(b), of) for a, b, of in example.days],
        numbers=[(moved(a), moved(b), of) for a, b, of in example.numbers],
    )
