"""Small questions about an article's text that every room asks: what is read, which sentence, where tokens break."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from spacy.lang.id import Indonesian
from spacy.tokens import Doc, Span, Token

DATA = Path(__file__).parent / "data"

#: Where news copied from print or from other sites glues two sentences or two names ("Setda.Jabatan",
#: "KOTABARU,BANUAPOS", "2024.BACA JUGA", "ujar dia."Saya"): the tokenizer breaks there too.
GLUED = (
    r"(?<=[a-z0-9%)\]”’\"])[.!?…]+(?=[\"“”‘(]?[A-Z])",
    r"(?<=[A-Za-z0-9”’\"])[,;:](?=[A-Za-z“‘\"])",
    r"[“”‘\"()\[\]]",
    r"(?<=[a-z])[.](?=[-*])",
    r"(?<=[A-Za-z0-9])[–—](?=[A-Za-z0-9])",
)


@cache
def data(name: str) -> dict[str, Any]:
    """A TOML file of `nlp/data`, read once."""
    with (DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def word_list(name: str) -> tuple[str, ...]:
    """The lines of a text file of `nlp/data`, without blank lines and ``#`` comments."""
    lines = (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#"))


def text_of(doc: Doc) -> str:
    """The doc's text; spaCy joins it anew from the tokens at each ``doc.text``, which took half of a reading's time."""
    text: str | None = doc.user_data.get("text")
    if text is None:
        text = doc.user_data["text"] = doc.text
    return text


class Newspaper(Indonesian):
    """Blank Indonesian whose tokenizer breaks where sentences are glued, so that spans can begin and end there.

    Setting the infixes of a made tokenizer would make it load its thousands of exceptions a second time.
    """

    class Defaults(Indonesian.Defaults):  # type: ignore[misc, valid-type]
        infixes = (*(Indonesian.Defaults.infixes or ()), *GLUED)


def is_read(part: Span | Token) -> bool:
    """True where the span's (or token's) first word is article, not page furniture."""
    token = part[0] if isinstance(part, Span) else part
    return not token._.furniture


def read_sents(doc: Doc) -> Iterator[Span]:
    """The sentences that are article; furniture never shares a sentence with it."""
    return (sent for sent in doc.sents if is_read(sent))


def span_at(doc: Doc, start: int, end: int, label: str = "") -> Span | None:
    """The tokens that cover the characters ``[start, end)``; None where there are none."""
    if start >= end:
        return None
    return doc.char_span(start, end, label=label, alignment_mode="expand")


def sentence_at(doc: Doc, start: int) -> Span | None:
    """The sentence that holds the character at `start`; None in an empty text."""
    span = span_at(doc, start, start + 1)
    return span[0].sent if span is not None and len(span) else None
