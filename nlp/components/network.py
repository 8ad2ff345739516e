"""Gives moves, officials, vacancies, events and allegations in ``doc._.facts`` as the trained network reads them.

The network sees what the rules read before it and decides (`nlp.models.hints`); kinds that rules read better stay as
they are. Confidences are calibrated (`nlp.models.calibration`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from nlp.counts import find_counts
from nlp.facts import Fact
from nlp.models.calibration import Calibration
from nlp.models.decoding import Decoder, Limits, Relevance
from nlp.models.hints import Weights
from nlp.models.network import Input, Network, name_of, settings_of
from nlp.models.telling import Teller
from nlp.text import read_sents, text_of

#: The kinds of facts that a network reads.
SEATS = ("moves", "officials", "vacancies")
TELLING = ("events", "allegations")
KINDS = (*SEATS, *TELLING)


for name in ("network_input", "network_scores"):
    if not Doc.has_extension(name):
        Doc.set_extension(name, default=None)


@lru_cache(maxsize=4)
def loaded(folder: str) -> Network:
    return Network.load(Path(folder))


class Scoring:
    """Leaves the network's `Scores` of an article, and says whether it is relevant where the rules are in doubt."""

    def __init__(self, network: Network, relevance: Relevance) -> None:
        self.network, self.relevance = network, relevance

    def __call__(self, doc: Doc) -> Doc:
        if doc._.off_topic:
            return doc
        doc._.network_input = input_of(doc)
        doc._.network_scores = self.network.scores(doc._.network_input)
        doc._.facts.relevant = self.relevance.of(doc._.relevance_score, doc._.network_scores.relevant)
        return doc


class Trained:
    """Makes facts of some kinds out of the `Scores` of relevant articles.

    It stands twice in the pipeline: for `SEATS` before the rooms of acts and claims, which look at the moves, and for
    `TELLING` at the end.
    """

    def __init__(self, folder: str, kinds: Sequence[str]) -> None:
        settings = settings_of(Path(folder))
        self.limits = Limits(**settings.get("limits", {}))
        self.weights = Weights(**settings.get("weights", {}))
        self.calibration = {
            kind: Calibration(*numbers)
            for kind, numbers in settings.get("calibration", {}).items()
            if kind in kinds
        }
        self.kinds = [kind for kind in settings.get("kinds", KINDS) if kind in kinds]
        self.extractor = name_of(Path(folder))

    def __call__(self, doc: Doc) -> Doc:
        if not doc._.facts.relevant or doc._.network_scores is None:
            return doc
        found = read(doc, self.limits, self.weights, self.kinds)
        for kind in self.kinds:
            for fact in found[kind]:
                fact.extractor = (
                    fact.extractor or self.extractor
                )  # a fact of the rules that is kept stays theirs
            setattr(doc._.facts, kind, list(found[kind]))
        for kind, calibration in self.calibration.items():
            for fact in getattr(doc._.facts, kind):
                fact.confidence = calibration(fact.confidence)
        return doc


def read(
    doc: Doc, limits: Limits, weights: Weights, kinds: Sequence[str] = KINDS
) -> dict[str, Sequence[Fact]]:
    """The facts of these kinds by the network's scores and what the rules read."""
    decoder = Decoder(doc._.network_scores, doc._.network_input, doc._.facts, limits, weights)
    found: dict[str, Sequence[Fact]] = {}
    if set(kinds) & set(SEATS):
        found["moves"], found["officials"] = decoder.moves_and_officials()
        found["vacancies"] = decoder.vacancies()
    if set(kinds) & set(TELLING):
        teller = Teller(decoder)
        found["events"], found["allegations"] = teller.events(), teller.allegations()
    return found


def input_of(doc: Doc) -> Input:
    """What of a marked article the network may see."""
    sentences = [(sent.start_char, sent.end_char) for sent in read_sents(doc)]
    return Input(
        doc._.title or "",
        text_of(doc),
        sentences,
        {(s.start_char, s.end_char): s._.iso for s in doc.spans["dates"] if s._.iso},
        {
            (start + count.start, start + count.end): count.value
            for start, end in sentences
            for count in find_counts(text_of(doc)[start:end])
            if count.value
        },
        [(span.start_char, span.end_char) for span in doc.spans["regions"]],
        [(span.start_char, span.end_char) for span in doc.spans["people"]],
        list(_posts(doc)),
    )


def _posts(doc: Doc) -> Iterator[tuple[int, int]]:
    """The posts of the rules as their names stand in the text, without "Plt" before and the region after."""
    text = text_of(doc)
    for span in doc.spans["posts"]:
        at = text.find(span._.post or "", span.start_char, span.end_char)
        if span._.post and at >= 0:
            yield at, at + len(span._.post)


@Language.factory("network_scores", default_config={"folder": ""})
def make_scores(nlp: Language, name: str, folder: str) -> Scoring:
    """The component that goes before the rules' facts; `folder` holds the model (see `nlp.models.network`).

    Raises `nlp.models.network.NotAModel`.
    """
    return Scoring(loaded(folder), Relevance(**settings_of(Path(folder)).get("relevance", {})))


@Language.factory("network_seats", default_config={"folder": ""})
def make_seats(nlp: Language, name: str, folder: str) -> Trained:
    """The component that goes after the rules' moves, officials and vacancies."""
    return Trained(folder, SEATS)


@Language.factory("network_telling", default_config={"folder": ""})
def make_telling(nlp: Language, name: str, folder: str) -> Trained:
    """The component that goes after the rules' events and allegations."""
    return Trained(folder, TELLING)
