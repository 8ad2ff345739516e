"""doc.spans["people"], added to: people whom a model names and the people room did not see."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.tagger import Tagger
from nlp.text import read_sents

#: Below this the model's word is not enough to put a name into a fact.
LEAST_SCORE = 0.8


class Mentions:
    """Runs a `Tagger` over the sentences that are read."""

    def __init__(self, folder: str) -> None:
        self.tagger = Tagger(folder)

    def __call__(self, doc: Doc) -> Doc:
        sents = list(read_sents(doc))
        taken = {
            token.i for group in ("people", "posts", "regions") for span in doc.spans[group] for token in span
        }
        people = list(doc.spans["people"])
        for sent, mentions in zip(sents, self.tagger.mentions([s.text for s in sents]), strict=True):
            for mention in mentions:
                if mention.label.upper() != "PER" or mention.score < LEAST_SCORE:
                    continue
                at = sent.start_char
                span = doc.char_span(
                    at + mention.start, at + mention.end, label="PER", alignment_mode="contract"
                )
                if span is None or not span.text.strip() or any(token.i in taken for token in span):
                    continue
                span._.person = span.text
                people.append(span)
        doc.spans["people"] = sorted(people, key=lambda span: span.start)
        return doc


@Language.factory("mentions", default_config={"folder": ""})
def make_mentions(nlp: Language, name: str, folder: str) -> Mentions:
    """The component; `folder` holds the model (see `nlp.tagger`)."""
    return Mentions(folder)
