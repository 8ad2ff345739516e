"""Sentences as marked text: people become ``‹P3›`` and posts ``‹J5›``, so that a construction is one short pattern."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from nlp.text import read_sents, text_of

P = r"‹P(\d+)›"
J = r"‹J(\d+)›"
MARK = re.compile(r"‹([PJ])(\d+)›")
#: The marks' own signs, where an article writes them.
QUOTES = str.maketrans("‹›", "<>")
#: Text between a person and a post that belong together: no other mention and not too long.
GAP = r"[^‹›;]{0,90}?"
PRONOUN = re.compile(
    r"(?:^|(?<=[,.;“\"] )|(?<=[^\w]))(?P<p>[Ii]a|[Dd]ia|[Bb]eliau|[Yy]ang bersangkutan|[Dd]irinya)(?=\s)"
)
THAT_HOLDER = re.compile(r"^\W*(?:(?:Sang|Mantan|mantan|Eks)\s+)?‹J(\d+)›\s+(?:itu|tersebut|ini)\b")


@dataclass
class Marked:
    """One sentence. `text` is marked; `at(i)` turns a place in it into one of the article."""

    span: Span
    text: str
    people: list[int]
    posts: list[int]
    line_start: bool = False


@dataclass
class Holder:
    """What an article says right beside one mention of a person."""

    old: int | None = None
    current: int | None = None
    also: int | None = None
    old_holder: bool = False
    notes: list[str] = field(default_factory=list)


class Article:
    """All marked sentences of one article, with the mentions they point to."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.people: list[Span] = list(doc.spans.get("people", []))
        self.posts: list[Span] = list(doc.spans.get("posts", []))
        self.holders: dict[int, Holder] = {n: Holder() for n in range(len(self.people))}
        self.sentences: list[Marked] = []
        marks = sorted(
            [
                (*(span._.person_full or (span.start_char, span.end_char)), f"‹P{n}›")
                for n, span in enumerate(self.people)
            ]
            + [(span.start_char, span.end_char, f"‹J{n}›") for n, span in enumerate(self.posts)]
        )
        at = 0
        for sentence in read_sents(doc):
            pieces: list[str] = []
            people: list[int] = []
            posts: list[int] = []
            last = sentence.start_char
            while at < len(marks) and marks[at][0] < sentence.end_char:
                start, end, mark = marks[at]
                at += 1
                if start < last:
                    continue
                pieces += [text_of(doc)[last:start].translate(QUOTES), mark]
                last = end
                (people if mark[1] == "P" else posts).append(int(mark[2:-1]))
            pieces.append(text_of(doc)[last : sentence.end_char].translate(QUOTES))
            text = re.sub(r"\s+", " ", "".join(pieces)).strip()
            starts = (
                sentence.start_char == 0
                or "\n" in text_of(doc)[max(0, sentence.start_char - 2) : sentence.start_char]
            )
            self.sentences.append(Marked(sentence, text, people, posts, starts))

    def person(self, n: int) -> str:
        return self.people[n]._.person

    def post(self, n: int) -> str:
        return self.posts[n]._.post

    def key(self, n: int) -> tuple[str, ...]:
        return self.posts[n]._.post_key

    def acting(self, n: int) -> str | None:
        return self.posts[n]._.acting
