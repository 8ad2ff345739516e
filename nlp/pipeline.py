"""The row of rooms an article goes through, in order: the one place where that order is visible."""

from __future__ import annotations

import importlib
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.facts import Facts
from nlp.text import Newspaper

VERSION = "0.1.0"
READER = f"pantau-rules/{VERSION}"

#: Component factories in reading order. Each lives in the module of the same name in `nlp.components`, reads one
#: thing, and says in its first line what it gives.
ROOMS = (
    "furniture",  # doc.spans["furniture"]: what is page furniture and is not read
    "sentences",  # doc.sents, by lines, punctuation, quotes and abbreviations
    "relevance",  # doc._.facts.relevant; the rooms below read only what is relevant
    "dates",  # doc.spans["dates"]: span._.iso "YYYY[-MM[-DD]]" resolved against doc._.published
    "regions",  # doc.spans["regions"]: span._.code, span._.official_name
    "posts",  # doc.spans["posts"]: span._.post, span._.acting
    "people",  # doc.spans["people"]: span._.person, the fullest form in the article
    "governments",  # doc._.facts.governments
    "documents",  # doc._.facts.documents
    "moves",  # doc._.facts.moves
    "officials",  # doc._.facts.officials
    "vacancies",  # doc._.facts.vacancies
    "events",  # doc._.facts.events
    "allegations",  # doc._.facts.allegations
)

#: The network's components, each after the last of these rooms.
NETWORK = {
    "network_scores": ("sentences", "relevance", "people"),
    "network_seats": ("sentences", "moves", "officials", "vacancies"),
    "network_telling": ROOMS,
}
GROUPS = ("furniture", "dates", "regions", "posts", "people")


def _register_extensions() -> None:
    for name, default in (
        ("title", ""),
        ("outlet", ""),
        ("published", None),
        ("facts", None),
        ("notes", None),
        ("off_topic", False),  # the relevance room found the article to be about something else
    ):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
    # iso: a date; code/official_name: a region; post/acting/post_of: a post; person/person_key: a person
    for name in ("iso", "code", "official_name", "post", "acting", "person", "former"):
        if not Span.has_extension(name):
            Span.set_extension(name, default=None)


_register_extensions()


def build(rooms: tuple[str, ...] = ROOMS, tagger: str | None = None, network: str | None = None) -> Language:
    """A blank Indonesian pipeline with the given rooms, each imported from `nlp.components`.

    `tagger` names a folder with a token-classification model (see `nlp.tagger`) whose people are added to those of
    the people room; `network` one with a model of our own (see `nlp.models.network`), whose facts of the kinds it reads
    better take the place of the rooms'. Raises `nlp.tagger.NotAModel` or `nlp.models.network.NotAModel` where the
    folder holds none.
    """
    nlp = Newspaper()
    nlp.max_length = 2_000_000
    for room in rooms:
        importlib.import_module(f"nlp.components.{room}")  # registers the factory
        nlp.add_pipe(room)
    if tagger:
        importlib.import_module("nlp.components.mentions")
        nlp.add_pipe("mentions", config={"folder": tagger}, after="people" if "people" in rooms else None)
    if network:
        importlib.import_module("nlp.components.network")
        config = {"folder": network}
        for name, before in NETWORK.items():
            nlp.add_pipe(name, config=config, after=[room for room in before if room in rooms][-1])
    return nlp


def new_doc(
    nlp: Language, text: str, title: str = "", outlet: str = "", published: date | None = None
) -> Doc:
    """A tokenized, still unread article; give it to the pipeline with ``nlp(doc)`` or ``nlp.pipe(docs)``."""
    doc = nlp.make_doc(text)
    doc._.title, doc._.outlet, doc._.published = title, outlet, published
    doc._.facts, doc._.notes = Facts(), []
    for group in GROUPS:
        doc.spans[group] = []
    return doc
