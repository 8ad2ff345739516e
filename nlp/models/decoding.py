"""Facts out of the network's scores: who is who, which wordings are one post, which scores are enough for a fact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nlp.counts import number
from nlp.facts import Facts, Move, Official, Vacancy
from nlp.models.hints import Hints, Weights, one_person, words_of
from nlp.models.labels import MANNERS, ROLES
from nlp.models.network import Input
from nlp.models.scores import Named, Scores, sure
from nlp.patterns import listed
from nlp.people.identity import Identities, cased
from nlp.people.mentions import Mention
from nlp.posts.wording import post_key, same_post
from nlp.tagger import softmax
from nlp.text import data

NO_POST = frozenset(listed("posts.network.none"))
UNITS = re.compile(
    r"(?i)^(?:dinas|badan|bagian|bidang|biro|kantor|satuan|puskesmas|seksi|sd|smp|sma|smk|upt\w*|(?-i:[A-Z]{3,}))\b"
)
#: Posts of a government's offices; those of heads of regions, camat and commanders keep their places.
OFFICE = re.compile(
    r"(?i)\b(?:dinas|badan|bagian|bidang|biro|sekretaris daerah|sekda|inspektorat|asisten|staf ahli|rsud)\b"
)
HELD = re.compile(r"(?i)\b(pl[th]|pjs?|penjabat|pelaksana tugas|pelaksana harian)\b\.?\s*(?:\(\w+\.?\)\s*)?$")
HELD_SHORT = {"penjabat": "Pj", "pelaksana tugas": "Plt", "pelaksana harian": "Plh"}
HEAD_OF_REGION = re.compile(r"(?i)^(?:wakil )?(?:bupati|wali ?kota|gubernur)$")
COUNTED = re.compile(
    r"(?i)\b(\w+(?: puluh| belas)?(?: \w+)?)\s+(?:(?:kursi|jabatan|posisi|orang|formasi|pos)\s+)*$"
)


@dataclass(frozen=True)
class Limits:
    """From which probability on a score makes a fact; chosen on the development articles."""

    least: float = 0.0  # of a move as a whole
    to: float = 0.5
    again: float = 0.5  # of both sides, where somebody takes the post that is left
    second: float = 0.9  # of a second post that somebody takes
    from_: float = 0.5
    holds: float = 0.5
    vacant: float = 0.5
    claim: float = 0.5
    act: float = 0.5
    day: float = 0.35
    number: float = 0.35
    kind: float = 0.4
    accused: float = 0.8  # not tuned: to name somebody as accused who is not is the worst that can happen
    # From which confidence on a fact of the rules is kept that the network does not read (over 1: never).
    keep_move: float = 1.05
    keep_official: float = 1.05
    keep_claim: float = 1.05
    keep_act: float = 1.05


@dataclass(frozen=True)
class Relevance:
    """How the rules' score of relevance and the network's logit are weighed; `most` keeps either from deciding alone.

    The rules' score counts from their threshold (``nlp/data/relevance.toml``) on.
    """

    weight: float = 0.3
    most: float = 8.0

    def of(self, score: float, logit: float) -> bool:
        told = max(-self.most, min(self.most, score - data("relevance")["threshold"]))
        return logit + self.weight * told > 0


@dataclass
class Post:
    """One post of the article: its mentions (indices of `Scores.named`) and its fullest wording."""

    mentions: list[int]
    name: str
    key: tuple[str, ...]


@dataclass
class Person:
    """One person: mentions, and the fullest form of the name."""

    mentions: list[int]
    name: str


class Decoder:
    """People's and posts' facts of one article; `rules` are what the rules read in it."""

    def __init__(
        self, scores: Scores, article: Input, rules: Facts, limits: Limits, weights: Weights
    ) -> None:
        self.scores, self.article, self.limits, self.hints = scores, article, limits, Hints(rules, weights)
        self.governments = [government.name for government in rules.governments]
        self.text, self.sentences = article.text, article.sentences

    # --- who and what -------------------------------------------------------------------------------

    @cached_property
    def people(self) -> list[Person]:
        mentions = []
        for n, named in enumerate(self.scores.named):
            if named.label == "PER":
                name = " ".join(self.text[named.start : named.end].split())
                tokens = words_of(name)
                if tokens:
                    mentions.append(
                        (
                            n,
                            Mention(
                                named.start, named.end, named.start, named.end, name, tokens, named.score
                            ),
                        )
                    )
        identities = Identities([mention for _, mention in mentions])
        found: dict[int, Person] = {}
        for n, mention in mentions:
            fullest = identities.of(mention)
            person = found.setdefault(fullest.start, Person([], cased(fullest.name)))
            person.mentions.append(n)
        return list(found.values())

    @cached_property
    def posts(self) -> list[Post]:
        found: list[Post] = []
        # Wordings of one post begin alike or have the same words.
        by_key: dict[frozenset[str], list[Post]] = {}
        by_start: dict[str, list[Post]] = {}
        named = [(n, named) for n, named in enumerate(self.scores.named) if named.label == "POST"]
        wordings = sorted(((self._wording(item), n) for n, item in named), key=lambda item: -len(item[0]))
        wordings = [(name, n) for name, n in wordings if set(post_key(name)) - NO_POST]
        for name, n in wordings:
            key = post_key(name)
            alike = by_key.get(frozenset(key), []) + by_start.get(key[0] if key else "", [])
            same = next((post for post in alike if post.key == key), None) or next(
                (post for post in alike if same_post(post.key, key)), None
            )
            if same is None and HEAD_OF_REGION.match(name):
                same = next(
                    (post for post in alike if post.name.casefold().startswith(f"{name.casefold()} ")), None
                )
                if same is None:
                    name = self._with_region(name)
                    key = post_key(name)
            if same is None:
                same = Post([], name, key)
                found.append(same)
                by_key.setdefault(frozenset(key), []).append(same)
                by_start.setdefault(key[0] if key else "", []).append(same)
            same.mentions.append(n)
        return found

    def _wording(self, named: Named) -> str:
        name = " ".join(self.text[named.start : named.end].split()).strip(" ,.;:-–")
        if OFFICE.search(name):
            name = self._own_region.sub("", name)
        return f"Kepala {name}" if UNITS.match(name) else name

    @cached_property
    def _own_region(self) -> re.Pattern[str]:
        """ "Kabupaten Paser" (or what the network took of it) at a post's end, where the article is about it."""
        names = "|".join(re.escape(name.partition(" ")[2]) for name in self.governments)
        kinds = r"(?:Kabupaten|Kab\.?|(?<!Wali )Kota|Provinsi|Prov\.?|Pemkab|Pemkot|Pemprov)"
        return re.compile(rf"(?i)\s+(?:{kinds}(?:\s+(?:{names}))?{f'|(?:{names})' if names else ''})$")

    def _with_region(self, name: str) -> str:
        for government in self.governments:
            kind, _, short = government.partition(" ")
            head = name.casefold()
            if (
                (kind == "Kabupaten" and "bupati" in head)
                or (kind == "Kota" and "kota" in head)
                or (kind == "Provinsi" and "gubernur" in head)
            ):
                return f"{name} {short}"
        return name

    def _paired(self) -> dict[int, list[tuple[Post, np.ndarray]]]:
        """For each person (by number) the posts named near, with the greatest of each score over all mentions."""
        person_of = {n: at for at, person in enumerate(self.people) for n in person.mentions}
        post_of = {n: at for at, post in enumerate(self.posts) for n in post.mentions}
        best: dict[tuple[int, int], np.ndarray] = {}
        for (a, b), row in self.scores.pairs.items():
            if a in person_of and b in post_of:
                pair = person_of[a], post_of[b]
                best[pair] = np.maximum(best[pair], row) if pair in best else row
        found: dict[int, list[tuple[Post, np.ndarray]]] = {}
        for (person, at), row in sorted(best.items(), key=lambda item: item[0]):
            post = self.posts[at]
            found.setdefault(person, []).append(
                (post, row + self.hints.pair(self.people[person].name, post.key))
            )
        return found

    def _place(self, person: Person, post: Post, column: int) -> tuple[int, int]:
        """The characters from the mention of the one to that of the other that tell it best."""
        best = max(
            ((a, b) for a in person.mentions for b in post.mentions if (a, b) in self.scores.pairs),
            key=lambda pair: self.scores.pairs[pair][column],
        )
        spans = [self.scores.named[n] for n in best]
        return min(s.start for s in spans), max(s.end for s in spans)

    # --- facts --------------------------------------------------------------------------------------

    def moves_and_officials(self) -> tuple[list[Move], list[Official]]:
        limits, moves, officials = self.limits, [], []
        paired = self._paired()
        for at, person in enumerate(self.people):
            rows = paired.get(at)
            if not rows:
                continue
            odds = {id(post): sure(row[: len(ROLES)]) for post, row in rows}
            tos = sorted(
                (r for r in rows if odds[id(r[0])][1] >= limits.to), key=lambda r: -odds[id(r[0])][1]
            )
            froms = sorted(
                (r for r in rows if odds[id(r[0])][0] >= limits.from_), key=lambda r: -odds[id(r[0])][0]
            )
            held = [r for r in rows if odds[id(r[0])][2] >= limits.holds]
            origin = froms[0] if froms else None
            taken = tos[:1] + [r for r in tos[1:2] if odds[id(r[0])][1] >= limits.second]
            if taken and origin is not None and taken[0][0] is origin[0]:
                # The same post again: a pengukuhan where both are sure, else one of the two is misread.
                low = min(odds[id(origin[0])][:2])
                if low < limits.again:
                    origin = froms[1] if len(froms) > 1 else None
            free = origin
            for post, row in taken:
                acting = self._manner(row)
                from_ = free
                if acting and from_ is not None and len(taken) > 1:
                    from_ = None
                start, end = self._place(person, post, 1)
                moves.append(
                    Move(
                        person=person.name,
                        from_=from_[0].name if from_ else None,
                        to=post.name,
                        acting=acting,
                        status="planned" if row[-1] > 0 else "done",
                        start=start,
                        end=end,
                        confidence=self._sure_of(row, odds[id(post)][1], rows, from_, 0),
                    )
                )
                if not acting:
                    free = None
            if not taken and origin is not None:
                start, end = self._place(person, origin[0], 0)
                moves.append(
                    Move(
                        person=person.name,
                        from_=origin[0].name,
                        status="planned" if origin[1][-1] > 0 else "done",
                        start=start,
                        end=end,
                        confidence=self._sure_of(origin[1], odds[id(origin[0])][0], rows, None, 1),
                    )
                )
            seats = {id(post) for post, _ in taken}
            for post, _ in held:
                if id(post) in seats or (origin is not None and post is origin[0] and not self._keeps(taken)):
                    continue  # who leaves a post, or has just taken it, is told of in the move
                start, end = self._place(person, post, 2)
                officials.append(
                    Official(
                        person=person.name,
                        position=self._held(post, start, end),
                        start=start,
                        end=end,
                        confidence=float(odds[id(post)][2]),
                    )
                )
        moves = [move for move in moves if move.confidence >= limits.least]
        told = {move.person for move in moves} | {official.person for official in officials}
        rules = self.hints.facts
        moves += [
            move for move in rules.moves
            if move.confidence >= limits.keep_move and not any(one_person(move.person, name) for name in told)
        ]  # fmt: skip
        officials += [
            official for official in rules.officials
            if official.confidence >= limits.keep_official
            and not any(one_person(official.person, name) for name in told)
        ]  # fmt: skip
        return sorted(moves, key=lambda m: m.start), sorted(officials, key=lambda o: o.start)

    def _sure_of(
        self,
        row: np.ndarray,
        odds: float,
        rows: Sequence[tuple[Post, np.ndarray]],
        other: tuple[Post, np.ndarray] | None,
        column: int,
    ) -> float:
        """How sure a move is as a whole: its one post, the `other` (or that there is none), manner and status."""
        rest = [float(sure(r[column])) for _, r in rows]
        second = float(sure(other[1][column])) if other else 1 - max(rest)
        manner = float(softmax(row[len(ROLES) : -1]).max()) if column == 0 else 1.0
        return float(odds) * second * manner * float(sure(abs(row[-1])))

    def _keeps(self, taken: Sequence[tuple[Post, np.ndarray]]) -> bool:
        """Whether who takes these posts keeps the old one: all are held beside it."""
        return bool(taken) and all(self._manner(row) for _, row in taken)

    def _manner(self, row: np.ndarray) -> str | None:
        return MANNERS[int(row[len(ROLES) : -1].argmax())]

    def _held(self, post: Post, start: int, end: int) -> str:
        for n in post.mentions:
            named = self.scores.named[n]
            if start <= named.start < end:
                match = HELD.search(self.text[max(0, named.start - 30) : named.start])
                if match:
                    said = match.group(1).casefold()
                    return f"{HELD_SHORT.get(said, said.capitalize())} {post.name}"
        return post.name

    def vacancies(self) -> list[Vacancy]:
        found = []
        for post in self.posts:
            best = max(post.mentions, key=lambda n: self.scores.vacant.get(n, -99.0))
            odds = float(sure(self.scores.vacant.get(best, -99.0) + self.hints.vacant(post.key)))
            if odds < self.limits.vacant:
                continue
            named = self.scores.named[best]
            match = COUNTED.search(self.text[max(0, named.start - 50) : named.start])
            count = (
                next((v for w in (match.group(1), match.group(1).split()[-1]) if (v := number(w))), None)
                if match
                else None
            )
            found.append(
                Vacancy(
                    position=post.name, count=count or 1, start=named.start, end=named.end, confidence=odds
                )
            )
        return sorted(found, key=lambda v: v.start)
