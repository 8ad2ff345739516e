"""Where facts were read in a text, as segments that never overlap.

Marks of different facts often cover the same words (a move and the post it is about). The text is cut at every
start and end, so each segment knows all the facts read in it and HTML can be made without crossing tags.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One fact read in `text[start:end]`. `kind` is its table, `fact` its id there, `evidence` the evidence id."""

    start: int
    end: int
    kind: str
    fact: int
    evidence: int
    label: str = ""


@dataclass(kw_only=True)
class Segment:
    """A run of text with the marks that cover it, narrowest first.

    `anchors` are the evidence ids that begin here; `closing` the marks that end with this segment.
    """

    text: str
    marks: list[Mark] = field(default_factory=list)
    anchors: list[int] = field(default_factory=list)
    closing: list[Mark] = field(default_factory=list)

    @property
    def kinds(self) -> list[str]:
        return list(dict.fromkeys(mark.kind for mark in self.marks))


def fits(text: str, evidence: dict[str, Any]) -> bool:
    """Whether the evidence's offsets still point at its quote: false after the outlet changed the text."""
    start, end = evidence["start"], evidence["end"]
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        return False
    return text[start:end] == evidence["quote"]


def paragraphs(text: str, marks: Iterable[Mark]) -> list[list[Segment]]:
    """`text` as paragraphs (split at newlines, empty ones left out), each a list of segments."""
    usable = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    edges = sorted({0, len(text), *(m.start for m in usable), *(m.end for m in usable)})
    anchored: set[int] = set()
    result: list[list[Segment]] = [[]]
    for left, right in itertools.pairwise(edges):
        covering = sorted(
            (m for m in usable if m.start <= left and right <= m.end),
            key=lambda m: (m.end - m.start, m.start, m.kind, m.fact),
        )
        pieces = text[left:right].split("\n")
        for place, piece in enumerate(pieces):
            if place:
                result.append([])
            if not piece:
                continue
            anchors = [m.evidence for m in covering if m.evidence not in anchored]
            anchors = list(dict.fromkeys(anchors))
            anchored.update(anchors)
            result[-1].append(Segment(text=piece, marks=covering, anchors=anchors))
        closing = [m for m in covering if m.end == right]
        if closing and (last := _last_segment(result)):
            last.closing.extend(closing)
    return [paragraph for paragraph in result if any(s.text.strip() for s in paragraph)]


def _last_segment(result: list[list[Segment]]) -> Segment | None:
    for paragraph in reversed(result):
        if paragraph:
            return paragraph[-1]
    return None


def widened(text: str, mark: Mapping[str, Any]) -> tuple[str, str, str] | None:
    """The text before, in and after a quote that runs beyond its sentence, from the first edge to the last.

    None where the offsets do not point at the quote.
    """
    if not fits(text, dict(mark)):
        return None
    start, end = mark["start"], mark["end"]
    left, right = min(start, mark["sentence_start"]), max(end, mark["sentence_end"])
    return text[left:start], text[start:end], text[end:right].rstrip()


def split_quote(sentence: str, quote: str, offset: int | None) -> tuple[str, str, str]:
    """The sentence before, in and after the quote. `offset` is where the quote should begin in the sentence.

    When neither the offset nor a search finds the quote, all of the sentence is "before".
    """
    if not quote:
        return sentence, "", ""
    if offset is not None and offset >= 0 and sentence[offset : offset + len(quote)] == quote:
        at = offset
    else:
        at = sentence.find(quote)
    if at < 0:
        return sentence, "", ""
    return sentence[:at], quote, sentence[at + len(quote) :]
