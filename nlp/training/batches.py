"""Batches of articles for the network, and what it should answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor

from nlp.training.alignment import ACTS, CATEGORIES, MANNERS, OCCASIONS, ROLES, STANCES, TAGS, Example
from nlp.training.network import BETWEEN, Mentions, bucket
from nlp.training.windows import Window, windows

#: Pairs of mentions farther apart than this many tokens are not looked at.
FARTHEST = 320
IGNORED = -100


@dataclass
class Located:
    """A span within a window, by tokens."""

    row: int
    first: int
    last: int
    start: int
    end: int
    label: str = ""
    entity: int = -1
    article: int = 0
    of: frozenset[tuple[str, str]] = frozenset()


@dataclass
class Batch:
    """Windows of several articles with the places of everything the heads read."""

    ids: Tensor
    mask: Tensor
    article: list[int]  # of each window
    mentions: list[Located]
    sentences: list[Located]  # `entity` is the sentence's number, -1 for the title
    days: list[Located]
    numbers: list[Located]
    tags: Tensor | None = None
    examples: Sequence[Example] = field(default_factory=list)


def located(window: Window, row: int, start: int, end: int) -> Located | None:
    """Where the characters ``[start, end)`` stand in the window, None where they do not stand in it whole."""
    tokens = [n for n, (a, b) in enumerate(window.offsets) if a >= 0 and a < end and b > start]
    if not tokens or window.offsets[tokens[0]][0] > start or window.offsets[tokens[-1]][1] < end:
        return None
    return Located(row, tokens[0], tokens[-1], start, end)


def cut(example: Example, tokenizer: Any) -> list[Window]:
    return windows(tokenizer, example.title, example.text, example.sentences)


def batch_of(examples: Sequence[Example], cuts: Sequence[list[Window]], pad: int, teach: bool = True) -> Batch:
    """The batch; with `teach` false only sentences, days and numbers are placed (mentions are to be found)."""
    rows = [(n, window) for n, cut in enumerate(cuts) for window in cut]
    length = max(len(window.ids) for _, window in rows)
    ids = torch.full((len(rows), length), pad)
    mask = torch.zeros(len(rows), length)
    tags = torch.full((len(rows), length), IGNORED)
    mentions: list[Located] = []
    sentences: list[Located] = []
    days: list[Located] = []
    numbers: list[Located] = []
    for row, (n, window) in enumerate(rows):
        ids[row, : len(window.ids)] = torch.tensor(window.ids)
        mask[row, : len(window.ids)] = 1
        example = examples[n]
        for token, (a, _) in enumerate(window.offsets):
            if a >= 0:
                tags[row, token] = 0
        for start, end in example.masked:
            for token, (a, b) in enumerate(window.offsets):
                if a >= 0 and a < end and b > start:
                    tags[row, token] = IGNORED
        if teach:
            for span in example.spans:
                place = located(window, row, span.start, span.end)
                if place is None:
                    continue
                place.label, place.entity, place.article = span.label, span.entity, n
                mentions.append(place)
                inside = TAGS.index(f"I-{span.label}")
                tags[row, place.first : place.last + 1] = inside
                tags[row, place.first] = inside - 1
        for number in sorted(set(window.sentence) - {-2}):
            tokens = [t for t, s in enumerate(window.sentence) if s == number]
            sentences.append(Located(row, tokens[0], tokens[-1], 0, 0, "", number, n))
        for found, spans in ((days, example.days), (numbers, example.numbers)):
            for start, end, of in spans:
                place = located(window, row, start, end)
                if place is not None:
                    place.of, place.article = of, n
                    found.append(place)
    return Batch(ids, mask, [n for n, _ in rows], mentions, sentences, days, numbers, tags, examples)


def places(spans: Sequence[Located]) -> Mentions:
    return Mentions(
        torch.tensor([s.row for s in spans]), torch.tensor([s.first for s in spans]), torch.tensor([s.last for s in spans])
    )


def pairs_of(
    a: Sequence[tuple[int, Located]], b: Sequence[tuple[int, Located]], mentions: Sequence[Located], sentence_of: Any
) -> tuple[list[tuple[int, int]], Tensor]:
    """All pairs within a window of the numbered spans `a` and `b`, with the features of `Pairing`.

    Features: bucket of the distance, people and posts between (up to `BETWEEN`), how many sentences apart (0, 1, 2, more).
    """
    by_row: dict[int, tuple[list[int], list[int]]] = {}
    for mention in mentions:
        kept = by_row.setdefault(mention.row, ([], []))
        if mention.label in ("PER", "POST"):
            kept[mention.label == "POST"].append(mention.first)
    chosen: list[tuple[int, int]] = []
    features: list[tuple[int, int, int, int]] = []
    for i, one in a:
        people, posts = by_row.get(one.row, ([], []))
        for j, other in b:
            if other.row != one.row:
                continue
            distance = other.first - one.last if other.first > one.last else -(one.first - other.last)
            if abs(distance) > FARTHEST:
                continue
            low, high = sorted((one.first, other.first))
            between = (
                min(BETWEEN, sum(low < at < high for at in people)),
                min(BETWEEN, sum(low < at < high for at in posts)),
            )
            apart = min(3, abs(sentence_of(one) - sentence_of(other)))
            chosen.append((i, j))
            features.append((distance, *between, apart))
    table = torch.tensor(features, dtype=torch.long).reshape(-1, 4)
    table[:, 0] = bucket(table[:, 0])
    return chosen, table


__all__ = [
    "ACTS", "CATEGORIES", "MANNERS", "OCCASIONS", "ROLES", "STANCES", "Batch", "Located", "batch_of", "cut", "pairs_of", "places",
]  # fmt: skip
