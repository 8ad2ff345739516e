"""What the rules read in an article, as so much more or less for the network's scores of the same facts.

The network alone decides on its own scores; where the rules, which know the lists' layouts and the words of the trade,
read the same, its score is raised, and where they give the same person another post in that role, it is lowered. By
how much (`Weights`, in logits) is chosen on the development articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np

from nlp.facts import CATEGORIES, STANCES, Allegation, Facts, Move, Official
from nlp.models.labels import ACTS, MANNERS, OCCASIONS, ROLES, group_of
from nlp.people.identity import within
from nlp.posts.wording import post_key, same_post

#: An official's post with how it is held.
HELD = re.compile(r"(?i)^(?:pl[th]|pjs?)\.?\s+")


@dataclass(frozen=True)
class Weights:
    """Logits that are added where the rules read the same (or, `differ`, taken where they read another post)."""

    agree: float = 0.0
    differ: float = 0.0
    holds: float = 0.0
    manner: float = 0.0
    status: float = 0.0
    vacant: float = 0.0
    claim: float = 0.0
    kind: float = 0.0
    source: float = 0.0
    act: float = 0.0
    day: float = 0.0
    number: float = 0.0


def words_of(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[\w'’]+", name.casefold()))


def one_person(a: str, b: str) -> bool:
    """Whether one name's words stand in the other's."""
    x, y = words_of(a), words_of(b)
    return within(x, y) if len(x) <= len(y) else within(y, x)


Named = TypeVar("Named", Move, Official)


def _by_word(facts: Sequence[Named]) -> dict[str, list[Named]]:
    found: dict[str, list[Named]] = {}
    for fact in facts:
        for word in set(words_of(fact.person)):
            found.setdefault(word, []).append(fact)
    return found


def _sharing(known: dict[str, list[Named]], person: str) -> list[Named]:
    """The facts whose person shares a word of the name, in the order of the text."""
    found = {id(fact): fact for word in words_of(person) for fact in known.get(word, ())}
    return sorted(found.values(), key=lambda fact: fact.start)


class Hints:
    """The rules' facts of one article."""

    def __init__(self, facts: Facts, weights: Weights) -> None:
        self.facts, self.weights = facts, weights
        self._of: dict[str, tuple[list[Move], list[Official]]] = {}

    @cached_property
    def _moves(self) -> dict[str, list[Move]]:
        return _by_word(self.facts.moves)

    @cached_property
    def _officials(self) -> dict[str, list[Official]]:
        return _by_word(self.facts.officials)

    @cached_property
    def _posts(self) -> dict[str, tuple[str, ...]]:
        named = [p for m in self.facts.moves for p in (m.from_, m.to) if p]
        named += [o.position for o in self.facts.officials] + [v.position for v in self.facts.vacancies]
        return {name: post_key(HELD.sub("", name)) for name in named}

    def _is(self, name: str | None, key: tuple[str, ...]) -> bool:
        return name is not None and same_post(self._posts[name], key)

    def pair(self, person: str, key: tuple[str, ...]) -> np.ndarray:
        """What is added to a pair's row (roles, manners, planned) for a person and the key of a post."""
        weights = self.weights
        row = np.zeros(len(ROLES) + len(MANNERS) + 1)
        if person not in self._of:
            self._of[person] = (
                [move for move in _sharing(self._moves, person) if one_person(move.person, person)],
                [o for o in _sharing(self._officials, person) if one_person(o.person, person)],
            )
        moves, officials = self._of[person]
        for move in moves:
            for column, post in ((0, move.from_), (1, move.to)):
                if post is None:
                    continue
                if not self._is(post, key):
                    row[column] -= weights.differ
                    continue
                row[column] += weights.agree
                row[-1] += weights.status if move.status == "planned" else -weights.status
                if column:
                    row[len(ROLES) + MANNERS.index(move.acting)] += weights.manner
        for official in officials:
            if self._is(official.position, key):
                row[2] += weights.holds
        return row

    def vacant(self, key: tuple[str, ...]) -> float:
        return self.weights.vacant * any(self._is(v.position, key) for v in self.facts.vacancies)

    def claims(self, start: int, end: int) -> list[Allegation]:
        """The claims that the rules read in a sentence."""
        return [claim for claim in self.facts.allegations if start <= claim.start < end]

    def claim(self, start: int, end: int) -> np.ndarray:
        """What is added to a sentence's row (claim or none, categories, stances)."""
        row = np.zeros(1 + len(CATEGORIES) + len(STANCES))
        for claim in self.claims(start, end):
            row[0] = self.weights.claim
            row[1 + CATEGORIES.index(claim.category)] += self.weights.kind
            row[1 + len(CATEGORIES) + STANCES.index(claim.stance)] += self.weights.kind
        return row

    def acts(self) -> np.ndarray:
        """What is added to the acts of the article."""
        row = np.zeros(len(ACTS))
        for event in self.facts.events:
            for kind in event.kinds:
                row[ACTS.index((kind, event.stage))] = self.weights.act
        return row

    def occasions(self, field: str, value: str | int) -> np.ndarray:
        """What is added to a day's or (`field` "count") a number's row of occasions."""
        row = np.zeros(len(OCCASIONS))
        for event in self.facts.events:
            if getattr(event, field) == value:
                row[OCCASIONS.index((group_of(event.kinds), event.stage))] = (
                    self.weights.day if field == "date" else self.weights.number
                )
        return row
