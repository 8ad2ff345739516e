"""The trained network at run time: an encoder on onnxruntime, its heads in numpy; gives the `Scores` of an article.

A model is a folder with ``encoder.onnx`` (inputs ``input_ids`` and ``attention_mask``, output the hidden states), the
heads' weights ``heads.npz``, ``model.toml`` (name, limits) and a tokenizer. `nlp.training.export` writes it.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from nlp.conll import NAMES, tokens_of
from nlp.models.labels import ACTS, EVENT_KINDS, TAGS
from nlp.models.places import Located, located, pairs_of, sentence_finder, sentences_of
from nlp.models.scores import Named, Scores
from nlp.models.windows import Window, windows
from nlp.tagger import NotAModel, softmax

#: Threads of the encoder; 0 is one a core. Processes that read side by side set it to 1.
THREADS = 0
#: Sentences of names that are tagged together.
SENTENCES = 64
#: Windows that go through the encoder together.
ROWS = 4
#: Sentences whose claim is less likely than this logit have no source looked for.
LEAST_CLAIM = -3.0
Encode = Callable[[np.ndarray, np.ndarray], np.ndarray]


def name_of(folder: Path) -> str:
    """A model's name and version, as it says in ``model.toml``; the folder's name where it says nothing."""
    said = settings_of(folder)
    return f"{said['name']}/{said['version']}" if "name" in said else folder.resolve().name


def settings_of(folder: Path) -> dict[str, Any]:
    """What ``model.toml`` holds: name, version, the kinds of facts to take from the network, limits."""
    file = folder / "model.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


@dataclass(frozen=True)
class Input:
    """What the network reads of an article, by characters of the text; `days` with ISO forms, `numbers` with values.

    `places`, `people` and `posts` are what the rules take for such.
    """

    title: str
    text: str
    sentences: Sequence[tuple[int, int]]
    days: Mapping[tuple[int, int], str]
    numbers: Mapping[tuple[int, int], int]
    places: Sequence[tuple[int, int]] = ()
    people: Sequence[tuple[int, int]] = ()
    posts: Sequence[tuple[int, int]] = ()


class Network:
    """`encode` turns ids and mask (windows x tokens) into hidden states (windows x tokens x hidden)."""

    def __init__(self, encode: Encode, weights: Mapping[str, np.ndarray], tokenizer: Any) -> None:
        self.encode, self.weights, self.tokenizer = encode, weights, tokenizer

    @classmethod
    def load(cls, folder: Path) -> Network:
        """The model in a folder. Raises `NotAModel`, naming the folder and what is missing."""
        from onnxruntime import InferenceSession, SessionOptions

        os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")  # that torch is missing is as it should be
        from transformers import AutoTokenizer

        for part in ("encoder.onnx", "heads.npz", "tokenizer.json"):
            if not (folder / part).is_file():
                raise NotAModel(f"{folder}: no {part} in it")
        options = SessionOptions()
        options.intra_op_num_threads = THREADS
        try:
            session = InferenceSession(folder / "encoder.onnx", options, providers=["CPUExecutionProvider"])
            tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
            with np.load(folder / "heads.npz") as stored:
                weights = {name: stored[name].astype(np.float32) for name in stored.files}
        # Each library has errors of its own; the user needs the folder and the reason.
        except Exception as error:
            raise NotAModel(f"{folder}: cannot be read as a model ({error})") from error

        def encode(ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
            states: np.ndarray = session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
            return states

        return cls(encode, weights, tokenizer)

    # --- one article --------------------------------------------------------------------------------

    def scores(self, article: Input) -> Scores:
        """What the network says of the article; empty where there is no sentence to read."""
        cut = windows(self.tokenizer, article.title, article.text, article.sentences)
        if not cut:
            return Scores(relevant=-99.0)
        states = self._states(cut)
        scores = Scores()
        self._windows(scores, states)
        odds = [softmax(self._linear("tags", rows)) for rows in states]
        named = without_places(_named(odds, cut), article.places, article.text)
        named = with_whole_names(named, article.people, article.text)
        scores.named = with_whole_posts(named, article.posts)
        mentions = [
            place
            for row, window in enumerate(cut)
            for n, named in enumerate(scores.named)
            if (place := _mention(window, row, n, named)) is not None
        ]
        sentences = [place for row, window in enumerate(cut) for place in sentences_of(window, row)]
        told = self._sentences(states, sentences)
        for table, name in ((scores.claims, "claims"), (scores.acts, "acts")):
            for span, logits in zip(sentences, self._linear(name, told), strict=True):
                _keep(table, span.entity, logits)
        for span, value in zip(sentences, self._linear("nobody", told)[:, 0], strict=True):
            scores.nobody[span.entity] = max(float(value), scores.nobody.get(span.entity, -99.0))
        for found, places, name in (
            (scores.days, article.days, "days"),
            (scores.numbers, article.numbers, "numbers"),
        ):
            spans = [
                place
                for row, window in enumerate(cut)
                for start, end in places
                if (place := located(window, row, start, end)) is not None
            ]
            if spans:
                for span, logits in zip(
                    spans, self._linear(name, self._mentions(states, spans)), strict=True
                ):
                    _keep(found, (span.start, span.end), logits)
        if mentions:
            self._pair(scores, states, mentions, sentences, told)
        return scores

    def names(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Tags of the words of each sentence: people, organisations and places (`nlp.conll.NAME_TAGS`)."""
        tagged: list[list[str]] = []
        for at in range(0, len(sentences), SENTENCES):
            tagged += self._names(sentences[at : at + SENTENCES])
        return tagged

    def _names(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        text = ""
        bounds: list[tuple[int, int]] = []
        words: dict[int, tuple[int, int]] = {}
        for n, sentence in enumerate(sentences):
            joined, places = tokens_of(sentence)
            words |= {len(text) + a: (n, m) for m, (a, _) in enumerate(places)}
            bounds.append((len(text), len(text) + len(joined)))
            text += joined + "\n"
        cut = windows(self.tokenizer, "", text, bounds, shared=0)
        tags = [["O"] * len(sentence) for sentence in sentences]
        states = self._states(cut)
        for window, rows in zip(cut, states, strict=True):
            odds = softmax(self._linear("names", rows))
            before = (-1, "O")
            for first, end in _spans(window, words):
                n, m = words[window.offsets[first][0]]
                kind, begins = _kind(odds[first:end])
                name = NAMES[kind - 1] if kind else ""
                if name:
                    tags[n][m] = f"{'B' if begins or before != (n, name) else 'I'}-{name}"
                before = (n, name)
        return tags

    def _states(self, cut: Sequence[Window]) -> list[np.ndarray]:
        """The states of each window."""
        states: list[np.ndarray] = []
        for at in range(0, len(cut), ROWS):
            some = cut[at : at + ROWS]
            length = max(len(window.ids) for window in some)
            ids = np.full((len(some), length), self.tokenizer.pad_token_id, dtype=np.int64)
            mask = np.zeros((len(some), length), dtype=np.int64)
            for row, window in enumerate(some):
                ids[row, : len(window.ids)] = window.ids
                mask[row, : len(window.ids)] = 1
            for row, encoded in enumerate(self.encode(ids, mask)):
                states.append(encoded[: len(some[row].ids)].astype(np.float32))
        return states

    def _windows(self, scores: Scores, states: Sequence[np.ndarray]) -> None:
        """What the windows say as wholes: the mean of relevance, the greatest of each act."""
        seen = np.stack([np.concatenate([own[0], own.mean(0)]) for own in states])
        scores.relevant = float(self._linear("relevant", seen).mean())
        if "whole.weight" in self.weights:
            own, kinds, stages = np.split(
                self._linear("whole", seen), [len(ACTS), len(ACTS) + len(EVENT_KINDS)], -1
            )
            scores.whole = (own + (kinds[:, :, None] + stages[:, None, :]).reshape(own.shape)).max(0)

    def _pair(
        self,
        scores: Scores,
        states: list[np.ndarray],
        mentions: list[Located],
        sentences: list[Located],
        told: np.ndarray,
    ) -> None:
        vectors = self._mentions(states, mentions)
        numbered = list(enumerate(mentions))
        people = [(n, m) for n, m in numbered if m.label == "PER"]
        posts = [(n, m) for n, m in numbered if m.label == "POST"]
        sentence_of = sentence_finder(sentences)
        chosen, between = pairs_of(people, posts, mentions, sentence_of)
        if chosen:
            a, b = (np.array(side) for side in zip(*chosen, strict=True))
            for (x, y), row in zip(
                chosen, self._pairing("pairing", vectors[a], vectors[b], between), strict=True
            ):
                _keep(scores.pairs, (mentions[x].entity, mentions[y].entity), row)
        if posts:
            empty = self._linear("vacant", vectors[[n for n, _ in posts]])[:, 0]
            for (_, m), value in zip(posts, empty, strict=True):
                scores.vacant[m.entity] = max(float(value), scores.vacant.get(m.entity, -99.0))
        telling = [(n, s) for n, s in enumerate(sentences) if scores.claims[s.entity][0] > LEAST_CLAIM]
        named = [(n, m) for n, m in numbered if m.label in ("PER", "BODY")]
        chosen, between = pairs_of(telling, named, mentions, sentence_of)
        if chosen:
            a, b = (np.array(side) for side in zip(*chosen, strict=True))
            for (x, y), row in zip(
                chosen, self._pairing("sources", told[a], vectors[b], between), strict=True
            ):
                _keep(scores.sources, (sentences[x].entity, mentions[y].entity), row)

    # --- heads --------------------------------------------------------------------------------------

    def _linear(self, name: str, x: np.ndarray) -> np.ndarray:
        result: np.ndarray = x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return result

    def _mentions(self, states: list[np.ndarray], spans: Sequence[Located]) -> np.ndarray:
        rows = [states[s.row][s.first : s.last + 1] for s in spans]
        return np.tanh(
            self._linear("mention", np.stack([np.concatenate([r[0], r[-1], r.mean(0)]) for r in rows]))
        )

    def _sentences(self, states: list[np.ndarray], spans: Sequence[Located]) -> np.ndarray:
        rows = [states[s.row][s.first : s.last + 1] for s in spans]
        return np.tanh(
            self._linear("sentence", np.stack([np.concatenate([r.mean(0), r.max(0)]) for r in rows]))
        )

    def _pairing(self, name: str, a: np.ndarray, b: np.ndarray, between: np.ndarray) -> np.ndarray:
        tables = ("distance", "people", "posts", "apart")
        known = [self.weights[f"{name}.{table}.weight"][between[:, n]] for n, table in enumerate(tables)]
        inner = np.maximum(0, self._linear(f"{name}.inner", np.concatenate([a, b, a * b, *known], -1)))
        return self._linear(f"{name}.out", inner)


def _keep(table: dict[Any, np.ndarray], key: Any, row: np.ndarray) -> None:
    """What several windows say is brought together: the greatest."""
    table[key] = np.maximum(table[key], row) if key in table else row


def _mention(window: Window, row: int, n: int, named: Named) -> Located | None:
    place = located(window, row, named.start, named.end)
    if place is not None:
        place.label, place.entity = named.label, n
    return place


def _named(odds: Sequence[np.ndarray], cut: Sequence[Window]) -> list[Named]:
    """The mentions of all windows; where two windows differ on a span the surer one stays."""
    found = [span for row, window in enumerate(cut) for span in runs(odds[row], window)]
    kept: list[Named] = []
    for span in sorted(found, key=lambda s: (-s.score, s.start)):
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda s: s.start)


def without_places(named: Sequence[Named], places: Sequence[tuple[int, int]], text: str) -> list[Named]:
    """The mentions with the name of a place cut off a person's beginning: "Kepala BKPP ‹Sleman› Wisnu Raharja"."""
    kept = []
    for mention in named:
        start = mention.start
        if mention.label == "PER":
            for first, end in places:
                if first <= start < end:
                    start = end
            while start < mention.end and not text[start].isalpha():
                start += 1
        if start < mention.end:
            kept.append(Named(start, mention.end, mention.label, mention.score))
    return kept


def with_whole_names(named: Sequence[Named], people: Sequence[tuple[int, int]], text: str) -> list[Named]:
    """The mentions with a person's first name given back by the post before it: "Kepala DPMD ‹Bakri› Ruslan"."""
    kept = list(named)
    for n, (post, person) in enumerate(pairwise(named)):
        if post.label != "POST" or person.label != "PER" or text[post.end : person.start].strip():
            continue
        first = next((a for a, b in people if post.start < a < post.end and b > person.start), None)
        if first is not None and text[first - 1].isspace():
            kept[n] = Named(kept[n].start, first - 1, "POST", post.score)
            kept[n + 1] = Named(first, person.end, "PER", person.score)
    return kept


def with_whole_posts(named: Sequence[Named], posts: Sequence[tuple[int, int]]) -> list[Named]:
    """The mentions with posts that end too early prolonged as the rules read them: "Kabid Data‹, Arsip dan Informasi›".

    Mentions within what is added go; a person there means that the rules read too far.
    """
    ends: dict[int, int] = {}
    for start, end in posts:
        ends[start] = max(end, ends.get(start, end))
    kept: list[Named] = []
    for n, mention in enumerate(named):
        if kept and mention.start < kept[-1].end:
            continue
        end = ends.get(mention.start, mention.end)
        if mention.label == "POST" and end > mention.end:
            inner = [other for other in named[n + 1 :] if other.start < end]
            if not any(other.label == "PER" or other.end > end for other in inner):
                mention = Named(mention.start, end, "POST", mention.score)
        kept.append(mention)
    return kept


def runs(odds: np.ndarray, window: Window) -> list[Named]:
    """Runs of words tagged as one mention; a run is as sure as its words on the average.

    A word is tagged as a whole, by the mean of its tokens: no name begins or ends within one.
    """
    offsets, sentence = window.offsets, window.sentence
    found: list[Named] = []
    current: list[tuple[int, int, float]] = []
    label = ""

    def close() -> None:
        if current:
            found.append(
                Named(current[0][0], current[-1][1], label, float(np.mean([s for _, _, s in current])))
            )
            current.clear()

    last = -1
    for first, end in _words(window):
        if offsets[first][0] < 0 or offsets[first][0] == offsets[end - 1][1]:
            close()
            continue
        kind, begins = _kind(odds[first:end])
        if kind == 0:
            close()
            continue
        name = TAGS[2 * kind][2:]
        if current and (begins or name != label or sentence[first] != sentence[last]):
            close()
        label, last = name, first
        share = float(odds[first:end, 2 * kind - 1 : 2 * kind + 1].sum(1).mean())
        current.append((offsets[first][0], offsets[end - 1][1], share))
    close()
    return found


def _kind(odds: np.ndarray) -> tuple[int, bool]:
    """Which kind (0: none) a word's tokens have, and whether it begins a mention.

    The first token tells whether a mention begins; which kind it is, all tokens tell.
    """
    share = odds.mean(0)
    kinds = [share[0], *(share[n] + share[n + 1] for n in range(1, len(share), 2))]
    kind = int(np.argmax(kinds))
    return kind, bool(kind and odds[0][2 * kind - 1] > odds[0][2 * kind])


def _spans(window: Window, words: Mapping[int, tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Runs ``[first, end)`` of tokens that are one of the words, which are known by where they begin.

    A blank may be a token of its own, without characters; it belongs to no word.
    """
    first = -1
    for n, (a, b) in enumerate(window.offsets):
        begins = b > a and a in words and (first < 0 or window.offsets[first][0] != a)
        if first >= 0 and (begins or a < 0 or a == b):
            yield first, n
            first = -1
        if begins:
            first = n


def _words(window: Window) -> Iterator[tuple[int, int]]:
    """Runs ``[first, end)`` of tokens that are one word: letters and digits without a gap, a mark by itself."""
    first = 0
    for token in range(1, len(window.ids) + 1):
        if token < len(window.ids) and window.inner[token]:
            continue
        yield first, token
        first = token
