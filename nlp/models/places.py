"""Where something stands in a window, and what stands between two mentions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np

from nlp.models.windows import Window

#: Pairs of mentions farther apart than this many tokens are not looked at.
FARTHEST = 320
#: Bounds of token distances between two mentions; the sign is kept.
BOUNDS = (1, 2, 4, 8, 16, 32, 64, 128)
BUCKETS = 2 * (len(BOUNDS) + 1)
#: Mentions of a sort between two are counted up to this.
BETWEEN = 4
#: Sentences between two are counted up to this.
APART = 3


@dataclass
class Located:
    """A span within a window by tokens (`first` to `last`, both within).

    `entity` says what it is one of (a sentence's number, a mention's index); `of` which acts a day or number is of.
    """

    row: int
    first: int
    last: int
    start: int
    end: int
    label: str = ""
    entity: int = -1
    article: int = 0
    of: frozenset[tuple[str, str]] = frozenset()


def located(window: Window, row: int, start: int, end: int) -> Located | None:
    """Where the characters ``[start, end)`` stand in the window, None where they do not stand in it whole."""
    body, offsets = window.body, window.offsets
    first = bisect_right(offsets, start, *body, key=itemgetter(1))
    last = bisect_left(offsets, end, first, body[1], key=itemgetter(0)) - 1
    if last < first or offsets[first][0] > start or offsets[last][1] < end:
        return None
    return Located(row, first, last, start, end)


def sentences_of(window: Window, row: int, article: int = 0) -> list[Located]:
    """The window's sentences; `entity` is a sentence's number, -1 for the title."""
    found: dict[int, Located] = {}
    for token, number in enumerate(window.sentence):
        if number > -2:
            found.setdefault(number, Located(row, token, token, 0, 0, "", number, article)).last = token
    return [found[number] for number in sorted(found)]


def sentence_finder(sentences: Sequence[Located]) -> Callable[[Located], int]:
    """A function that gives the number of the sentence a place is in."""
    spans: dict[int, list[Located]] = {}
    for span in sentences:
        spans.setdefault(span.row, []).append(span)

    def sentence_of(place: Located) -> int:
        return next((s.entity for s in spans.get(place.row, []) if s.first <= place.first <= s.last), -1)

    return sentence_of


def pairs_of(
    a: Sequence[tuple[int, Located]],
    b: Sequence[tuple[int, Located]],
    mentions: Sequence[Located],
    sentence_of: Callable[[Located], int],
) -> tuple[list[tuple[int, int]], np.ndarray]:
    """All pairs within a window of the numbered spans `a` and `b`, and what stands between them.

    Columns: bucket of the distance, people and posts between (up to `BETWEEN`), sentences apart (up to `APART`).
    """
    by_row: dict[int, tuple[list[int], list[int]]] = {}
    for mention in mentions:
        kept = by_row.setdefault(mention.row, ([], []))
        if mention.label in ("PER", "POST"):
            kept[mention.label == "POST"].append(mention.first)
    ordered = {row: (np.sort(people), np.sort(posts)) for row, (people, posts) in by_row.items()}
    empty = np.zeros(0, dtype=np.int64)
    numbers = {id(place): sentence_of(place) for _, place in (*a, *b)}
    chosen: list[tuple[int, int]] = []
    features: list[tuple[int, int, int, int]] = []
    for i, one in a:
        people, posts = ordered.get(one.row, (empty, empty))
        for j, other in b:
            if other.row != one.row:
                continue
            distance = other.first - one.last if other.first > one.last else -(one.first - other.last)
            if abs(distance) > FARTHEST:
                continue
            low, high = sorted((one.first, other.first))
            between = (_within(people, low, high), _within(posts, low, high))
            apart = min(APART, abs(numbers[id(one)] - numbers[id(other)]))
            chosen.append((i, j))
            features.append((distance, *between, apart))
    table = np.array(features, dtype=np.int64).reshape(-1, 4)
    table[:, 0] = bucket(table[:, 0])
    return chosen, table


def _within(places: np.ndarray, low: int, high: int) -> int:
    """How many places lie strictly between, up to `BETWEEN`."""
    count = int(np.searchsorted(places, high, "left") - np.searchsorted(places, low, "right"))
    return min(BETWEEN, max(0, count))


def bucket(distance: np.ndarray) -> np.ndarray:
    """The number of the bucket of signed token distances."""
    place: np.ndarray = np.searchsorted(BOUNDS, np.abs(distance), "left")
    return np.where(distance < 0, place, place + len(BOUNDS) + 1)
