"""Facts out of the network's scores: who is who, which wordings are one post, which scores are enough for a fact."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlp.counts import find_echelons, number
from nlp.facts import ECHELONS, EVENT_KINDS, STAGES, Allegation, Event, Move, Official, Vacancy
from nlp.models.labels import ACTS, CATEGORIES, GROUPS, MANNERS, OCCASIONS, ROLES, SHUFFLE, STANCES
from nlp.models.network import Input
from nlp.models.scores import Named, Scores, sure
from nlp.people.identity import Identities, cased
from nlp.people.mentions import Mention
from nlp.posts.wording import post_key, same_post
from nlp.sums import find_sums

UNITS = re.compile(
    r"(?i)^(?:dinas|badan|bagian|bidang|biro|kantor|satuan|puskesmas|seksi|sd|smp|sma|smk|upt\w*|(?-i:[A-Z]{3,}))\b"
)
HELD = re.compile(r"(?i)\b(pl[th]|pjs?|penjabat|pelaksana tugas|pelaksana harian)\b\.?\s*(?:\(\w+\.?\)\s*)?$")
HELD_SHORT = {"penjabat": "Pj", "pelaksana tugas": "Plt", "pelaksana harian": "Plh"}
HEAD_OF_REGION = re.compile(r"(?i)^(?:wakil )?(?:bupati|wali ?kota|gubernur)$")
COUNTED = re.compile(
    r"(?i)\b(\w+(?: puluh| belas)?(?: \w+)?)\s+(?:(?:kursi|jabatan|posisi|orang|formasi|pos)\s+)*$"
)
LONGEST_EVIDENCE = 40


@dataclass(frozen=True)
class Limits:
    """From which probability on a score makes a fact; chosen on the development articles."""

    to: float = 0.5
    from_: float = 0.5
    holds: float = 0.5
    vacant: float = 0.5
    claim: float = 0.5
    act: float = 0.5
    day: float = 0.35
    number: float = 0.35
    kind: float = 0.4


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
    """The facts of one article; `governments` are the names of those it is about."""

    def __init__(self, scores: Scores, article: Input, governments: Sequence[str], limits: Limits) -> None:
        self.scores, self.article, self.governments, self.limits = scores, article, governments, limits
        self.text, self.sentences = article.text, article.sentences
        self.people = self._people()
        self.posts = self._posts()

    # --- who and what -------------------------------------------------------------------------------

    def _people(self) -> list[Person]:
        mentions = []
        for n, named in enumerate(self.scores.named):
            if named.label == "PER":
                name = " ".join(self.text[named.start : named.end].split())
                tokens = tuple(re.findall(r"[\w'’]+", name.casefold()))
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

    def _posts(self) -> list[Post]:
        found: list[Post] = []
        named = [(n, named) for n, named in enumerate(self.scores.named) if named.label == "POST"]
        wordings = sorted(((self._wording(item), n) for n, item in named), key=lambda item: -len(item[0]))
        for name, n in wordings:
            key = post_key(name)
            same = next((post for post in found if post.key == key), None) or next(
                (post for post in found if same_post(post.key, key)), None
            )
            if same is None and HEAD_OF_REGION.match(name):
                same = next(
                    (post for post in found if post.name.casefold().startswith(f"{name.casefold()} ")), None
                )
                if same is None:
                    name = self._with_region(name)
                    key = post_key(name)
            if same is None:
                found.append(Post([n], name, key))
            else:
                same.mentions.append(n)
        return found

    def _wording(self, named: Named) -> str:
        name = " ".join(self.text[named.start : named.end].split()).strip(" ,.;:-–")
        return f"Kepala {name}" if UNITS.match(name) else name

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

    def _pair(self, person: Person, post: Post) -> np.ndarray | None:
        rows = [
            row
            for a in person.mentions
            for b in post.mentions
            if (row := self.scores.pairs.get((a, b))) is not None
        ]
        return np.max(rows, axis=0) if rows else None

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
        for person in self.people:
            rows = [(post, row) for post in self.posts if (row := self._pair(person, post)) is not None]
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
            taken = tos[:1] + [r for r in tos[1:] if self._manner(r[1]) or odds[id(r[0])][1] > 0.9][:1]
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
                        confidence=float(odds[id(post)][1]),
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
                        confidence=float(odds[id(origin[0])][0]),
                    )
                )
            for post, _ in held:
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
        return sorted(moves, key=lambda m: m.start), sorted(officials, key=lambda o: o.start)

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
            odds = float(sure(self.scores.vacant.get(best, -99.0)))
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

    def allegations(self) -> list[Allegation]:
        found: dict[tuple[str, str, str | None], Allegation] = {}
        owner = {n: person.name for person in self.people for n in person.mentions}
        for n, (start, end) in enumerate(self.sentences):
            row = self.scores.claims.get(n)
            if row is None or (odds := float(sure(row[0]))) < self.limits.claim:
                continue
            category = CATEGORIES[int(row[1 : 1 + len(CATEGORIES)].argmax())]
            stance = STANCES[int(row[1 + len(CATEGORIES) :].argmax())]
            named: dict[str, np.ndarray] = {}
            for m, item in enumerate(self.scores.named):
                score = self.scores.sources.get((n, m))
                if score is not None:
                    name = owner.get(m) or " ".join(self.text[item.start : item.end].split())
                    named[name] = np.maximum(named.get(name, score), score)
            source = max(named, key=lambda name: named[name][0], default=None)
            if source is not None and named[source][0] < self.scores.nobody.get(n, 0.0):
                source = None
            sums = list(find_sums(self.text[start:end]))
            claim = Allegation(
                category=category,
                stance=stance,
                accused=[name for name, score in named.items() if score[1] > 0],
                source=source,
                amount_min=min((s.low for s in sums), default=None),
                amount_max=max((s.high for s in sums), default=None),
                evidence=" ".join(self.text[start:end].split()[:LONGEST_EVIDENCE]),
                start=start,
                end=end,
                confidence=odds,
            )
            known = found.get((category, stance, source))
            if known is None:
                found[category, stance, source] = claim
            elif claim.amount_min is not None:
                known.amount_min = min(known.amount_min or claim.amount_min, claim.amount_min)
                known.amount_max = max(known.amount_max or 0, claim.amount_max or 0)
        return list(found.values())

    def events(self) -> list[Event]:
        limits, found = self.limits, []
        best = {n: sure(row) for n, row in self.scores.acts.items()}
        if not best:
            return []
        whole = np.max(list(best.values()), axis=0)
        for stage in STAGES:
            odds = {kind: float(whole[ACTS.index((kind, stage))]) for kind in EVENT_KINDS}
            for group in GROUPS:
                members = SHUFFLE if group == "shuffle" else (group,)
                if max(odds[kind] for kind in members) < limits.act:
                    continue
                kinds = [kind for kind in members if odds[kind] >= limits.kind]
                columns = [ACTS.index((kind, stage)) for kind in members]
                told = max((n for n in best if n >= 0), key=lambda n: best[n][columns].max(), default=None)
                if told is None:
                    continue
                start, end = self.sentences[told]
                ranks = {
                    rank
                    for n in best
                    if best[n][columns].max() >= limits.act
                    for rank in find_echelons(
                        self.article.title if n < 0 else self.text[slice(*self.sentences[n])]
                    )
                }
                days = self._fitting(self.scores.days, (group, stage), limits.day, self.article.days)
                counts = self._fitting(
                    self.scores.numbers, (group, stage), limits.number, self.article.numbers
                )
                several = [day for day, p in days if p > 0.6]
                for n, date in enumerate(
                    several[:2]
                    if len(several) > 1 and group != "seleksi_terbuka"
                    else [days[0][0] if days else None]
                ):
                    found.append(
                        Event(
                            stage=stage,
                            kinds=kinds or [max(members, key=lambda kind: odds[kind])],
                            date=date,
                            count=counts[min(n, len(counts) - 1)][0] if counts else None,
                            echelons=[rank for rank in ECHELONS if rank in ranks],
                            start=start,
                            end=end,
                            confidence=max(odds[kind] for kind in members),
                        )
                    )
        return sorted(found, key=lambda e: e.start)

    def _fitting(
        self,
        table: dict[tuple[int, int], np.ndarray],
        occasion: tuple[str, str],
        least: float,
        values: Mapping[tuple[int, int], Any],
    ) -> list[tuple[Any, float]]:
        """The values of the days or counts of an occasion with their probabilities, the surest first."""
        column = OCCASIONS.index(occasion)
        found: dict[Any, float] = {}
        for place, row in table.items():
            odds = float(sure(row[column]))
            if odds >= least:
                found[values[place]] = max(odds, found.get(values[place], 0.0))
        return sorted(found.items(), key=lambda item: -item[1])
