"""Acts and claims out of the network's scores: what took place when and for how many, who says what of whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nlp.counts import find_echelons
from nlp.facts import CATEGORIES, ECHELONS, EVENT_KINDS, STAGES, STANCES, Allegation, Event
from nlp.models.decoding import Decoder
from nlp.models.labels import ACTS, GROUPS, OCCASIONS, SHUFFLE, group_of
from nlp.models.scores import sure
from nlp.sums import find_sums

LONGEST_EVIDENCE = 40
#: From this probability on a second day of the same act is an act of its own.
SECOND_DAY = 0.6


class Teller:
    """Reads the scores of a `Decoder`, whose people are the claims' sources."""

    def __init__(self, decoder: Decoder) -> None:
        self.scores, self.limits, self.hints = decoder.scores, decoder.limits, decoder.hints
        self.article, self.text, self.sentences = decoder.article, decoder.text, decoder.sentences
        self.near: dict[int, list[tuple[int, np.ndarray]]] = {}  # of each sentence, who may be its source
        for (sentence, named), score in sorted(self.scores.sources.items(), key=lambda item: item[0]):
            self.near.setdefault(sentence, []).append((named, score))
        self.owner = {n: person.name for person in decoder.people for n in person.mentions}

    # --- claims -------------------------------------------------------------------------------------

    def allegations(self) -> list[Allegation]:
        found: dict[tuple[str, str, str | None], Allegation] = {}
        for n, (start, end) in enumerate(self.sentences):
            row = self.scores.claims.get(n)
            if row is None:
                continue
            row = row + self.hints.claim(start, end)
            if (odds := float(sure(row[0]))) < self.limits.claim:
                continue
            claim = self._claim(n, row, odds)
            key = (claim.category, claim.stance, claim.source)
            known = found.setdefault(key, claim)
            if known is not claim and claim.amount_min is not None:
                known.amount_min = min(known.amount_min or claim.amount_min, claim.amount_min)
                known.amount_max = max(known.amount_max or 0, claim.amount_max or 0)
        told = {(claim.category, claim.stance) for claim in found.values()}
        return list(found.values()) + [
            claim
            for claim in self.hints.facts.allegations
            if claim.confidence >= self.limits.keep_claim and (claim.category, claim.stance) not in told
        ]

    def _claim(self, n: int, row: np.ndarray, odds: float) -> Allegation:
        start, end = self.sentences[n]
        kinds, stances = row[1 : 1 + len(CATEGORIES)], row[1 + len(CATEGORIES) :]
        category, stance = CATEGORIES[int(kinds.argmax())], STANCES[int(stances.argmax())]
        named: dict[str, np.ndarray] = {}
        for m, score in self.near.get(n, ()):
            item = self.scores.named[m]
            name = self.owner.get(m) or " ".join(self.text[item.start : item.end].split())
            named[name] = np.maximum(named.get(name, score), score)
        told = {name: float(score[0]) for name, score in named.items()}
        nobody = self.scores.nobody.get(n, 0.0)
        for hint in self.hints.claims(start, end):
            if hint.source is None:
                nobody += self.hints.weights.source
            else:
                told[hint.source] = told.get(hint.source, 0.0) + self.hints.weights.source
        source = max(told, key=lambda name: told[name], default=None)
        if source is not None and told[source] < nobody:
            source = None
        sums = list(find_sums(self.text[start:end]))
        shares = [float(sure(kinds.max())), float(sure(stances.max()))]
        return Allegation(
            category=category,
            stance=stance,
            accused=[
                name
                for name, score in named.items()
                if float(sure(score[1])) >= self.limits.accused and name != source
            ],
            source=source,
            amount_min=min((s.low for s in sums), default=None),
            amount_max=max((s.high for s in sums), default=None),
            evidence=" ".join(self.text[start:end].split()[:LONGEST_EVIDENCE]).strip('“”"‘’ '),
            start=start,
            end=end,
            confidence=odds * shares[0] * shares[1],
        )

    # --- acts ---------------------------------------------------------------------------------------

    def events(self) -> list[Event]:
        best = {n: sure(row) for n, row in self.scores.acts.items()}
        if not best:
            return []
        whole = np.max(list(self.scores.acts.values()), axis=0)
        if self.scores.whole is not None:
            whole = (whole + self.scores.whole) / 2
        whole = sure(whole + self.hints.acts())
        found: list[Event] = []
        for stage in STAGES:
            odds = {kind: float(whole[ACTS.index((kind, stage))]) for kind in EVENT_KINDS}
            for group in GROUPS:
                members = SHUFFLE if group == "shuffle" else (group,)
                if max(odds[kind] for kind in members) >= self.limits.act:
                    found += self._acts(stage, group, {kind: odds[kind] for kind in members}, best)
        told = {(event.stage, group_of(event.kinds)) for event in found}
        found += [
            event
            for event in self.hints.facts.events
            if event.confidence >= self.limits.keep_act and (event.stage, group_of(event.kinds)) not in told
        ]
        return sorted(found, key=lambda e: e.start)

    def _acts(
        self, stage: str, group: str, odds: Mapping[str, float], best: Mapping[int, np.ndarray]
    ) -> list[Event]:
        limits = self.limits
        columns = [ACTS.index((kind, stage)) for kind in odds]
        told = max((n for n in best if n >= 0), key=lambda n: best[n][columns].max(), default=None)
        if told is None:
            return []
        start, end = self.sentences[told]
        ranks = {
            rank
            for n in best
            if best[n][columns].max() >= limits.act
            for rank in find_echelons(self.article.title if n < 0 else self.text[slice(*self.sentences[n])])
        }
        ranks |= {
            rank
            for event in self.hints.facts.events
            if (event.stage, group_of(event.kinds)) == (stage, group)
            for rank in event.echelons
        }
        kinds = [kind for kind in odds if odds[kind] >= limits.kind] or [max(odds, key=lambda k: odds[k])]
        days = self._fitting("date", self.scores.days, (group, stage), limits.day, self.article.days)
        counts = self._fitting(
            "count", self.scores.numbers, (group, stage), limits.number, self.article.numbers
        )
        several = [day for day, p in days if p > SECOND_DAY][:2]
        if len(several) < 2 or group == "seleksi_terbuka":
            several = [days[0][0] if days else None]
        return [
            Event(
                stage=stage,
                kinds=kinds,
                date=day,
                count=counts[min(n, len(counts) - 1)][0] if counts else None,
                echelons=[rank for rank in ECHELONS if rank in ranks],
                start=start,
                end=end,
                confidence=max(odds.values()),
            )
            for n, day in enumerate(several)
        ]

    def _fitting(
        self,
        field: str,
        table: Mapping[tuple[int, int], np.ndarray],
        occasion: tuple[str, str],
        least: float,
        values: Mapping[tuple[int, int], Any],
    ) -> Sequence[tuple[Any, float]]:
        """The values of the days or counts of an occasion with their probabilities, the surest first."""
        column = OCCASIONS.index(occasion)
        best: dict[Any, float] = {}
        for place, row in table.items():
            value = values[place]
            best[value] = max(float(row[column]), best.get(value, -99.0))
        found = {
            value: float(sure(logit + self.hints.occasions(field, value)[column]))
            for value, logit in best.items()
        }
        return sorted(
            ((value, odds) for value, odds in found.items() if odds >= least), key=lambda item: -item[1]
        )
