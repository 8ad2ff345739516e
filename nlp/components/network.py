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

#: The kinds of facts that a network reads.
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
        article = input_of(doc)
        names = [government.name for government in doc._.facts.governments]
        return Decoder(self.network.scores(article), article, names, self.limits)


def input_of(doc: Doc) -> Input:
    """What of a marked article the network may see."""
    sentences = [(sent.start_char, sent.end_char) for sent in read_sents(doc)]
    return Input(
        doc._.title or "",
        doc.text,
        sentences,
        {(s.start_char, s.end_char): s._.iso for s in doc.spans["dates"] if s._.iso},
        {
            (start + count.start, start + count.end): count.value
            for start, end in sentences
            for count in find_counts(doc.text[start:end])
            if count.value
        },
        [(span.start_char, span.end_char) for span in doc.spans["regions"]],
    )


@Language.factory("network", default_config={"folder": ""})
def make_network(nlp: Language, name: str, folder: str) -> Trained:
    """The component; `folder` holds the model (see `nlp.models.network`)."""
    return Trained(folder)
