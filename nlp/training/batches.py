"""Batches of articles for the network, and what it should answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from nlp.conll import NAME_TAGS, tokens_of
from nlp.models.labels import TAGS
from nlp.models.places import Located, located, sentences_of
from nlp.models.windows import Window, windows
from nlp.training.alignment import Example
from nlp.training.network import Mentions

IGNORED = -100


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
    tags: Tensor
    examples: Sequence[Example]


def cut(example: Example, tokenizer: Any) -> list[Window]:
    return windows(tokenizer, example.title, example.text, example.sentences)


def batch_of(examples: Sequence[Example], cuts: Sequence[list[Window]], pad: int) -> Batch:
    """The articles' windows, which are cut already, with all that is to be learnt of them."""
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
        for span in example.spans:
            place = located(window, row, span.start, span.end)
            if place is None:
                continue
            place.label, place.entity, place.article = span.label, span.entity, n
            mentions.append(place)
            inside = TAGS.index(f"I-{span.label}")
            tags[row, place.first : place.last + 1] = inside
            tags[row, place.first] = inside - 1
        for span in example.others:
            place = located(window, row, span.start, span.end)
            if place is not None:
                place.label, place.entity, place.article = span.label, span.entity, n
                mentions.append(place)
        sentences += sentences_of(window, row, n)
        for found, spans in ((days, example.days), (numbers, example.numbers)):
            for start, end, of in spans:
                place = located(window, row, start, end)
                if place is not None:
                    place.of, place.article = of, n
                    found.append(place)
    return Batch(ids, mask, [n for n, _ in rows], mentions, sentences, days, numbers, tags, examples)


def places(spans: Sequence[Located]) -> Mentions:
    return Mentions(
        torch.tensor([s.row for s in spans]),
        torch.tensor([s.first for s in spans]),
        torch.tensor([s.last for s in spans]),
    )


@dataclass
class Sentences:
    """Windows of sentences out of a CoNLL file; `tags` are columns of `nlp.conll.NAME_TAGS`."""

    ids: Tensor
    mask: Tensor
    tags: Tensor


def sentences_batch(tokenizer: Any, told: Sequence[tuple[list[str], list[str]]]) -> Sentences:
    """Sentences with their tags, as many of them in a window as it holds."""
    text, places, tags, bounds = "", [], [], []
    for words, said in told:
        joined, at = tokens_of(words)
        bounds.append((len(text), len(text) + len(joined)))
        places += [(len(text) + a, len(text) + b) for a, b in at]
        tags += said
        text += joined + "\n"
    cut = windows(tokenizer, "", text, bounds, shared=0)
    length = max(len(window.ids) for window in cut)
    ids = torch.full((len(cut), length), tokenizer.pad_token_id)
    mask = torch.zeros(len(cut), length)
    columns = torch.full((len(cut), length), IGNORED)
    word_at = [-1] * len(text)
    for n, (a, b) in enumerate(places):
        word_at[a:b] = [n] * (b - a)
    for row, window in enumerate(cut):
        ids[row, : len(window.ids)] = torch.tensor(window.ids)
        mask[row, : len(window.ids)] = 1
        for token, (a, b) in enumerate(window.offsets):
            if a >= 0 and b > a:
                n = word_at[a]
                column = NAME_TAGS.index(tags[n])
                columns[row, token] = column + (column > 0 and column % 2 and a > places[n][0])
    return Sentences(ids, mask, columns)
