"""From an annotated article to what a network can be taught.

Where its people, posts and bodies are named, who has which post in what role, which sentence carries which claim, which
day and number belong to which act.

The annotation names facts, not places; they are found again by their words. What cannot be told (a name that is no
fact's, but may well be a person's) is masked, so that nothing false is taught.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from nlp.counts import find_counts
from nlp.evaluation import person_tokens, post_tokens, same_person
from nlp.models.hints import HELD
from nlp.models.labels import group_of
from nlp.pipeline import new_doc
from nlp.posts.lexicon import lexicon
from nlp.posts.wording import post_key, same_post
from nlp.reader import day_of
from nlp.text import read_sents

#: The first number of a person or post that is no fact's; -1 is one of which it is not known.
OTHER = -2
TOKEN = re.compile(r"[^\W_]+(?:['’`.-][^\W_]+)*")


@dataclass(frozen=True)
class Span:
    """Characters ``[start, end)`` of the text that name an entity (an index, or -1 where it is not known which)."""

    start: int
    end: int
    label: str
    entity: int = -1


@dataclass
class Pair:
    """What a person has to do with a post."""

    roles: set[str] = field(default_factory=set)
    acting: str | None = None
    planned: bool = False


@dataclass
class Claim:
    """A claim in the sentence of number `sentence`; `source` and `accused` are entities (-1: none, None: unknown)."""

    sentence: int
    category: str
    stance: str
    source: int | None
    accused: list[int]


@dataclass
class Example:
    """One article: all numbers of sentences count those that are read; entities are people, posts and bodies."""

    id: str
    title: str
    text: str
    sentences: list[tuple[int, int]]
    relevant: bool
    spans: list[Span]
    masked: list[tuple[int, int]]
    others: list[Span]  # masked people and posts that are surely no fact's: with none of them goes a role
    entities: list[tuple[str, str]]  # (label, name)
    pairs: dict[tuple[int, int], Pair]
    vacant: set[int]
    claims: list[Claim]
    acts: set[tuple[str, str]]
    days: list[tuple[int, int, frozenset[tuple[str, str]]]]
    numbers: list[tuple[int, int, frozenset[tuple[str, str]]]]


def new_record(nlp: Language, record: dict[str, Any]) -> Doc:
    """The article, still unread."""
    return new_doc(
        nlp,
        record["text"],
        record.get("title") or "",
        record.get("outlet") or "",
        day_of(record.get("published")),
    )


def prepared(nlp: Language, record: dict[str, Any]) -> Doc:
    """The article with what the rooms before the facts mark in it."""
    return nlp(new_record(nlp, record))


def align(record: dict[str, Any], doc: Doc) -> Example:
    """The example of an annotated record; `doc` is its `prepared` article."""
    return _Alignment(record, doc).example()


class _Alignment:
    def __init__(self, record: dict[str, Any], doc: Doc) -> None:
        self.record, self.doc, self.text, self.facts = record, doc, record["text"], record["facts"]
        self.words = [(m.group().casefold(), m.start(), m.end()) for m in TOKEN.finditer(self.text)]
        self.lows = [word for word, _, _ in self.words]
        self.governments = tuple(g["name"] for g in self.facts["governments"])
        self.entities: list[tuple[str, str]] = []
        self.spans: list[Span] = []
        self.taken: set[int] = set()

    def example(self) -> Example:
        doc, facts = self.doc, self.facts
        for label, name in self._names():
            self._add(label, name)
        self._mark_exact()
        self._mark_rule_posts()
        self._mark_short_names()
        sentences = [(s.start_char, s.end_char) for s in read_sents(doc)]
        pairs: dict[tuple[int, int], Pair] = {}
        for move in facts["moves"]:
            person = self._find("PER", move["person"])
            for role in ("from", "to"):
                if move[role]:
                    pair = pairs.setdefault((person, self._find("POST", move[role])), Pair())
                    pair.roles.add(role)
                    pair.planned = move["status"] == "planned"
                    if role == "to":
                        pair.acting = move["acting"]
        for official in facts["officials"]:
            post = self._find("POST", _bare(official["position"]))
            pairs.setdefault((self._find("PER", official["person"]), post), Pair()).roles.add("holds")
        vacant = {self._find("POST", vacancy["position"]) for vacancy in facts["vacancies"]}
        acts = {(kind, event["stage"]) for event in facts["events"] for kind in event["kinds"]}
        return Example(
            str(self.record.get("id")), doc._.title, self.text, sentences, facts["relevant"], sorted(
                self.spans, key=lambda s: s.start
            ), list(self._masked()), list(self._others()), self.entities, pairs, vacant,
            list(self._claims(sentences)), acts, list(self._days()), list(self._numbers(sentences)),
        )  # fmt: skip

    # --- entities -----------------------------------------------------------------------------------

    def _names(self) -> Iterator[tuple[str, str]]:
        facts = self.facts
        for fact in [*facts["moves"], *facts["officials"]]:
            yield "PER", fact["person"]
        for move in facts["moves"]:
            yield from (("POST", move[role]) for role in ("from", "to") if move[role])
        yield from (("POST", _bare(official["position"])) for official in facts["officials"])
        yield from (("POST", vacancy["position"]) for vacancy in facts["vacancies"])
        for claim in facts["allegations"]:
            for name in [*claim["accused"], *([claim["source"]] if claim["source"] else [])]:
                if any(same_person(name, known) for label, known in self.entities if label == "PER"):
                    continue
                yield ("BODY" if self._is_body(name) else "PER"), name

    def _is_body(self, name: str) -> bool:
        if any(same_person(name, span._.person) for span in self.doc.spans["people"]):
            return False
        words, known = name.split(), lexicon()
        if len(words) == 1 and not name.istitle():
            return True
        agencies = known.fields | known.public_bodies | known.unit_fields
        return any((word.isupper() and len(word) > 1) or word.casefold() in agencies for word in words)

    def _add(self, label: str, name: str) -> None:
        if self._find(label, name) < 0:
            self.entities.append((label, name))

    def _find(self, label: str, name: str) -> int:
        """The entity of that name: of the same wording first, then of one that differs in abbreviations only."""
        for n, entity in enumerate(self.entities):
            if entity == (label, name):
                return n
        for n, (kind, known) in enumerate(self.entities):
            if kind == label and (
                same_person(known, name) if label == "PER" else self._one_post(known, name)
            ):
                return n
        return -1

    def _one_post(self, a: str, b: str) -> bool:
        """Whether two wordings name one post beyond doubt; the scorer is laxer, and would make one of two villages."""
        return post_tokens(a, self.governments) == post_tokens(b, self.governments)

    # --- where they are named -----------------------------------------------------------------------

    def _mark(self, start: int, end: int, label: str, entity: int) -> bool:
        if any(at in self.taken for at in range(start, end)):
            return False
        self.taken.update(range(start, end))
        self.spans.append(Span(start, end, label, entity))
        return True

    def _occurrences(self, phrase: str) -> Iterator[tuple[int, int]]:
        wanted = [m.group().casefold() for m in TOKEN.finditer(phrase)]
        if not wanted:
            return
        for n in range(len(self.lows) - len(wanted) + 1):
            if self.lows[n : n + len(wanted)] == wanted:
                start, end = self.words[n][1], self.words[n + len(wanted) - 1][2]
                if end - start <= 2 * len(phrase) + 6:
                    yield start, end

    def _mark_exact(self) -> None:
        order = sorted(range(len(self.entities)), key=lambda n: -len(self.entities[n][1]))
        for n in order:
            label, name = self.entities[n]
            for start, end in self._occurrences(name):
                if label != "PER" or self.text[start].isupper():
                    self._mark(start, end, label, n)
        for n in order:  # "memimpin Dinas X" of its head
            label, name = self.entities[n]
            if label == "POST" and not any(span.entity == n for span in self.spans):
                head, _, rest = name.partition(" ")
                if head.casefold() in ("kepala", "sekretaris", "direktur", "kadis", "camat") and rest:
                    for start, end in self._occurrences(rest):
                        self._mark(start, end, label, n)

    def _mark_rule_posts(self) -> None:
        """Other wordings of a fact's post, as the posts room reads them."""
        for span in self.doc.spans["posts"]:
            name = span._.post or span.text
            fits = [
                n
                for n, (label, known) in enumerate(self.entities)
                if label == "POST" and self._one_post(known, name)
            ]
            if fits:
                start, end = span.start_char, span.end_char
                if span._.acting:
                    match = re.match(
                        r"(?i)(?:pl[th]|pjs?|pelaksana (?:tugas|harian)|penjabat)\b[.\s]*(?:\(\w+\.?\)\s*)?",
                        span.text,
                    )
                    start += match.end() if match else 0
                self._mark(start, end, "POST", fits[0])

    def _mark_short_names(self) -> None:
        lex = lexicon()
        owners: dict[str, set[int]] = {}
        for n, (label, name) in enumerate(self.entities):
            if label == "PER":
                for token in person_tokens(name):
                    if len(token) > 2 and token not in lex.not_names and token not in lex.fields:
                        owners.setdefault(token, set()).add(n)
        seen: list[tuple[int, int]] = sorted((s.start, s.entity) for s in self.spans if s.label == "PER")
        at = 0
        while at < len(self.words):
            word, start, _ = self.words[at]
            if word not in owners or not self.text[start].isupper() or start in self.taken:
                at += 1
                continue
            run, fits = [at], set(owners[word])
            while run[-1] + 1 < len(self.words):
                nxt, a, _ = self.words[run[-1] + 1]
                if (
                    nxt in owners
                    and owners[nxt] & fits
                    and self.text[a].isupper()
                    and a not in self.taken
                    and self.text[self.words[run[-1]][2] : a].strip() == ""
                ):
                    fits &= owners[nxt]
                    run.append(run[-1] + 1)
                else:
                    break
            before = [n for pos, n in seen if pos <= start and n in fits]
            entity = before[-1] if before else (min(fits) if len(fits) == 1 else -1)
            self._mark(start, self.words[run[-1]][2], "PER", entity)
            at = run[-1] + 1

    def _masked(self) -> Iterator[tuple[int, int]]:
        """What the rooms take for a person or a post and no fact names."""
        if not self.facts["relevant"]:
            return
        for group in ("people", "posts"):
            for span in self.doc.spans[group]:
                if not any(at in self.taken for at in range(span.start_char, span.end_char)):
                    yield span.start_char, span.end_char

    def _others(self) -> Iterator[Span]:
        """Masked people and posts that no fact can mean: no word of the name, no wording of the post is a fact's."""
        names = {token for label, name in self.entities if label == "PER" for token in person_tokens(name)}
        posts = [post_key(name) for label, name in self.entities if label == "POST"]
        number = OTHER
        for group, label in (("people", "PER"), ("posts", "POST")):
            for span in self.doc.spans[group]:
                if any(at in self.taken for at in range(span.start_char, span.end_char)):
                    continue
                if label == "PER" and names & set(person_tokens(span._.person or span.text)):
                    continue
                if label == "POST" and (
                    not posts or any(same_post(key, post_key(span._.post or span.text)) for key in posts)
                ):
                    continue
                yield Span(span.start_char, span.end_char, label, number)
                number -= 1

    # --- claims, acts -------------------------------------------------------------------------------

    def _claims(self, sentences: Sequence[tuple[int, int]]) -> Iterator[Claim]:
        for claim in self.facts["allegations"]:
            at = self.text.find(claim["evidence"])
            if at < 0:
                continue
            end = at + len(claim["evidence"])
            shared = [max(0, min(end, b) - max(at, a)) for a, b in sentences]
            if not shared or max(shared) == 0:
                continue
            source: int | None = -1
            if claim["source"]:
                found = self._either(claim["source"])
                source = found if any(span.entity == found for span in self.spans) else None
            accused = [n for name in claim["accused"] if (n := self._either(name)) >= 0]
            yield Claim(shared.index(max(shared)), claim["category"], claim["stance"], source, accused)

    def _either(self, name: str) -> int:
        person = self._find("PER", name)
        return person if person >= 0 else self._find("BODY", name)

    def _days(self) -> Iterator[tuple[int, int, frozenset[tuple[str, str]]]]:
        for span in self.doc.spans["dates"]:
            if span._.iso:
                of = {
                    (group_of(e["kinds"]), e["stage"])
                    for e in self.facts["events"]
                    if e["date"] == span._.iso
                }
                yield span.start_char, span.end_char, frozenset(of)

    def _numbers(
        self, sentences: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[int, int, frozenset[tuple[str, str]]]]:
        for start, end in sentences:
            for count in find_counts(self.text[start:end]):
                if count.value:
                    of = {
                        (group_of(e["kinds"]), e["stage"])
                        for e in self.facts["events"]
                        if e["count"] == count.value
                    }
                    yield start + count.start, start + count.end, frozenset(of)


def _bare(post: str) -> str:
    """An official's post without Plt, Plh, Pj."""
    return HELD.sub("", post)
