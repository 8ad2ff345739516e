"""Gives moves, officials, vacancies, events and allegations in ``doc._.facts`` as the trained network reads them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from nlp.counts import find_counts
from nlp.facts import Fact
from nlp.models.decoding import Decoder, Limits
from nlp.models.network import Input, Network, name_of, settings_of
from nlp.text import read_sents

KINDS = ("moves", "officials", "vacancies", "events", "allegations")


class Trained:
    """Runs the `Network` of a folder over relevant articles. Raises `nlp.models.network.NotAModel`."""

    def __init__(self, folder: str) -> None:
        settings = settings_of(Path(folder))
        self.network = Network.load(Path(folder))
        self.limits = Limits(**settings.get("limits", {}))
        self.kinds: tuple[str, ...] = tuple(settings.get("kinds", KINDS))
        self.extractor = name_of(Path(folder))

    def __call__(self, doc: Doc) -> Doc:
        if not doc._.facts.relevant:
            return doc
        decoder = self.decoder(doc)
        moves, officials = decoder.moves_and_officials()
        found: dict[str, Sequence[Fact]] = {
            "moves": moves,
            "officials": officials,
            "vacancies": decoder.vacancies(),
            "events": decoder.events(),
            "allegations": decoder.allegations(),
        }
        for kind in self.kinds:
            for fact in found[kind]:
                fact.extractor = self.extractor
            setattr(doc._.facts, kind, list(found[kind]))
        return doc

    def decoder(self, doc: Doc) -> Decoder:
        """What the network says of the article, ready to be turned into facts."""
        sentences = [(sent.start_char, sent.end_char) for sent in read_sents(doc)]
        days = {(s.start_char, s.end_char): s._.iso for s in doc.spans["dates"] if s._.iso}
        counts = {
            (start + count.start, start + count.end): count.value
            for start, end in sentences
            for count in find_counts(doc.text[start:end])
            if count.value
        }
        places = [(span.start_char, span.end_char) for span in doc.spans["regions"]]
        article = Input(doc._.title or "", doc.text, sentences, [*days], [*counts], places)
        scores = self.network.scores(article)
        return Decoder(
            scores,
            doc.text,
            doc._.title or "",
            sentences,
            lambda start, end: days.get((start, end)),
            lambda start, end: counts.get((start, end)),
            [(government.name, government.code) for government in doc._.facts.governments],
            self.limits,
        )


@Language.factory("network", default_config={"folder": ""})
def make_network(nlp: Language, name: str, folder: str) -> Trained:
    """The component; `folder` holds the model (see `nlp.models.network`)."""
    return Trained(folder)
