"""Gives moves, officials, vacancies, events and allegations in ``doc._.facts`` as the trained network reads them.

The network sees what the rules read before it and decides (`nlp.models.hints`); kinds that rules read better stay as
they are. Confidences are calibrated (`nlp.models.calibration`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from nlp.counts import find_counts
from nlp.facts import Fact, Facts
from nlp.models.calibration import Calibration
from nlp.models.decoding import Decoder, Limits
from nlp.models.hints import Weights
from nlp.models.network import Input, Network, name_of, settings_of
from nlp.models.scores import Scores
from nlp.models.telling import Teller
from nlp.text import read_sents, text_of

#: The kinds of facts that a network reads.
KINDS = ("moves", "officials", "vacancies", "events", "allegations")


class Trained:
    """Runs the `Network` of a folder over relevant articles. Raises `nlp.models.network.NotAModel`."""

    def __init__(self, folder: str) -> None:
        settings = settings_of(Path(folder))
        self.network = Network.load(Path(folder))
        self.limits = Limits(**settings.get("limits", {}))
        self.weights = Weights(**settings.get("weights", {}))
        self.calibration = {
            kind: Calibration(*numbers) for kind, numbers in settings.get("calibration", {}).items()
        }
        self.kinds: tuple[str, ...] = tuple(settings.get("kinds", KINDS))
        self.extractor = name_of(Path(folder))

    def __call__(self, doc: Doc) -> Doc:
        if not doc._.facts.relevant:
            return doc
        article = input_of(doc)
        found = read(self.network.scores(article), article, doc._.facts, self.limits, self.weights)
        for kind in self.kinds:
            for fact in found[kind]:
                fact.extractor = self.extractor
            setattr(doc._.facts, kind, list(found[kind]))
        for kind, calibration in self.calibration.items():
            for fact in getattr(doc._.facts, kind):
                fact.confidence = calibration(fact.confidence)
        return doc


def read(
    scores: Scores, article: Input, rules: Facts, limits: Limits, weights: Weights
) -> dict[str, Sequence[Fact]]:
    """The facts of each kind by the network's scores and what the rules read."""
    decoder = Decoder(scores, article, rules, limits, weights)
    teller = Teller(decoder)
    moves, officials = decoder.moves_and_officials()
    return {
        "moves": moves,
        "officials": officials,
        "vacancies": decoder.vacancies(),
        "events": teller.events(),
        "allegations": teller.allegations(),
    }


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
    )


@Language.factory("network", default_config={"folder": ""})
def make_network(nlp: Language, name: str, folder: str) -> Trained:
    """The component; `folder` holds the model (see `nlp.models.network`)."""
    return Trained(folder)
