"""Mentions of acts in an article: each with its stage, day, count and ranks, as its sentence tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc, Span

from nlp.acts import SHUFFLE, Wording, called_off, stage_words, wordings
from nlp.counts import Count, find_counts, find_echelons
from nlp.patterns import either
from nlp.speech import Speakers, speakers
from nlp.text import read_sents, text_of

POSTS_BY_HOLDER = re.compile(rf"(?i){either('events.near.posts_by_holder')}")
#: A count farther from the wording than this (characters, see `_distance`) is of something else.
REACH, NAME_REACH = 170, 90
#: What a count of each group's act counts.
UNITS = {"seleksi_terbuka": ("posts", "people"), "penunjukan_plt": ("people", "posts")}


@dataclass
class Mention:
    """An act as one sentence tells it. `sent` is None for the title, whose offsets are none of the text's."""

    group: str
    stage: str | None
    kinds: set[str]
    sent: Span | None
    position: int  # the sentence's number, -1 for the title
    start: int = 0
    end: int = 0
    verb: bool = False
    date: str | None = None
    loose_month: bool = False  # a month without a year, taken as the nearest
    day_told: bool = False  # the date stands in the sentence as the act's own
    count: int | None = None
    echelons: list[str] = field(default_factory=list)

    @property
    def in_title(self) -> bool:
        return self.position < 0


@dataclass(frozen=True)
class Day:
    """A date in the text: `what` is "act", "speech" (the day a speaker was asked) or "letter"."""

    start: int
    end: int
    iso: str
    what: str


class Occasions:
    """Reads the mentions of one article."""

    def __init__(self, doc: Doc) -> None:
        self.doc, self.text = doc, text_of(doc)
        self.speakers: Speakers = speakers(doc)
        self.sents = list(read_sents(doc))
        self.days = list(self._read_days())

    # --- days ---------------------------------------------------------------------------------------

    def _read_days(self) -> Iterator[Day]:
        for span in self.doc.spans.get("dates", ()):
            if not span._.iso:
                continue
            sent = span[0].sent
            yield Day(
                span.start_char,
                span.end_char,
                span._.iso,
                self._what_day(sent, span.start_char, span.end_char),
            )

    def _what_day(self, sent: Span, start: int, end: int) -> str:
        before = self.text[sent.start_char : start]
        after = self.text[end : sent.end_char]
        near = " ".join(re.split(r"[.;]\s", before)[-1].split()[-5:])
        if stage_words("not_the_day").search(near) and not re.search(
            rf"(?i)\b{either('events.near.takes_place')}\s+(?:\w+\s+){{0,3}}$", before
        ):
            return "letter" if stage_words("decree").search(" ".join(before.split()[-22:])) else "other"
        if re.search(r"(?i)\b(?:nomor|no\.)\s*:?\s*\S+[^.,;]{0,50}$", before):
            return "letter"
        sayings = [saying for saying in self.speakers.sayings if sent.start_char <= saying.start < start]
        if sayings:
            said = self.text[sayings[-1].start : start]
            if stage_words("at_the_act").search(said) or stage_words("at_the_act").match(after.strip(" ,)")):
                return "act"
            last_clause = re.split(r",\s|[“”\"]", said)[-1]
            between = wordings(said[sayings[-1].end - sayings[-1].start :]) or called_off(said)
            at_the_end = "," in said and not wordings(last_clause) and len(after.strip(" .)")) < 25
            if not between or (at_the_end and not sayings[-1].after):
                return "speech"
        # "…," Yakobus Lamba, Kamis (…): a quote before and nothing but the day behind
        if (
            re.search(r"[”\"][^”\"]*$", before)
            and self.speakers.in_quote(start) is None
            and len(after) < 25
            and not wordings(before)
        ):
            return "speech"
        return "act"

    def day_in(self, start: int, end: int, near: int, others: list[int]) -> Day | None:
        """The act's day in ``[start, end)`` that stands nearer to the character `near` than to any of `others`."""
        best: Day | None = None
        for day in self.days:
            if not start <= day.start < end or day.what != "act":
                continue
            away = abs(day.start - near)
            if any(abs(day.start - other) < away for other in others):
                continue
            if best is None or (len(day.iso), -away) > (len(best.iso), -abs(best.start - near)):
                best = day
        return best

    def first_day(self, sentences: int, what: str = "act") -> Day | None:
        """The first day of its sort in the first `sentences` sentences."""
        limit = self.sents[min(sentences, len(self.sents)) - 1].end_char if self.sents else 0
        return next(
            (day for day in self.days if day.what == what and day.start < limit and len(day.iso) == 10), None
        )

    # --- mentions -----------------------------------------------------------------------------------

    def read(self) -> list[Mention]:
        """The title's mentions, then those of the sentences in order."""
        found = list(self._mentions_in(self.doc._.title or "", None, -1, 0, None))
        carried: Count | None = None
        for position, sent in enumerate(self.sents):
            found += self._mentions_in(sent.text, sent, position, sent.start_char, carried)
            counts = [count for count in find_counts(sent.text) if count.value and count.unit]
            carried = (
                counts[-1]
                if counts
                else (carried if sent.text.count(" ") < 14 and "\n" not in sent.text else None)
            )
        return found

    def _mentions_in(
        self, text: str, sent: Span | None, position: int, offset: int, carried: Count | None
    ) -> Iterator[Mention]:
        words = wordings(text)
        off = called_off(text)
        if not words:
            if off == "cancelled" and sent is not None and re.search(r"(?i)\b(?:sk|keputusan|surat)\b", text):
                day = self.day_in(sent.start_char, sent.end_char, sent.start_char, [])
                yield Mention(
                    "shuffle",
                    off,
                    set(),
                    sent,
                    position,
                    sent.start_char,
                    sent.end_char,
                    True,
                    day.iso if day else None,
                    bool(day),
                )
            return
        by_act: dict[tuple[str, str | None], list[Wording]] = {}
        for word in words:
            group = "shuffle" if word.kind in SHUFFLE else word.kind
            by_act.setdefault((group, word.stage), []).append(word)
        counts = [count for count in find_counts(text) if count.value is not None]
        lead = {key: next((one for one in group if one.verb), group[0]) for key, group in by_act.items()}
        for (group, stage), told in by_act.items():
            first = lead[group, stage]
            rivals = [
                one.start for key, one in lead.items() if key[0] != group or key[1] not in (stage, None)
            ]
            mention = Mention(
                group,
                stage,
                {one.kind for one in told},
                sent,
                position,
                offset + first.start,
                offset + first.end,
                any(one.verb for one in told),
            )
            if (
                off
                and group in ("shuffle", "pemberhentian", "seleksi_terbuka", "penunjukan_plt")
                and not (off == "cancelled" and group == "seleksi_terbuka")
            ):
                mention.stage = off
            if sent is not None:
                day = self.day_in(
                    sent.start_char, sent.end_char, offset + first.start, [offset + rival for rival in rivals]
                )
                if day:
                    mention.date, mention.day_told = day.iso, True
                    mention.loose_month = len(day.iso) == 7 and not re.search(
                        r"\d{4}", self.text[day.start : day.end]
                    )
            mention.count = self._count(text, counts, group, told, rivals, carried)
            mention.echelons = find_echelons(text)
            yield mention

    def _count(
        self,
        text: str,
        counts: list[Count],
        group: str,
        told: list[Wording],
        rivals: list[int],
        carried: Count | None,
    ) -> int | None:
        units = UNITS.get(group, ("people",))
        for unit in units:
            fitting = []
            for count in counts:
                if count.unit not in (unit, "") or count.part:
                    continue
                if (
                    group == "seleksi_terbuka"
                    and unit == "people"
                    and not POSTS_BY_HOLDER.search(text[count.start : count.end])
                ):
                    continue
                away = min(_distance(text, count, word.start) for word in told)
                if any(_distance(text, count, rival) < away for rival in rivals):
                    continue
                if away <= (REACH if any(word.verb for word in told) else NAME_REACH):
                    fitting.append((away, count.start, count))
            if fitting:
                return _with_the_rest(text, min(fitting, key=lambda one: one[:2])[2], counts)
        if group == "seleksi_terbuka" and carried is not None and not counts:
            told_again = re.match(r"(?i)\W*(?:kursi|posisi|jabatan) (?:mereka|itu|tersebut)", text)
            return carried.value if carried.unit == "posts" or told_again else None
        return None


def _with_the_rest(text: str, count: Count, counts: list[Count]) -> int | None:
    """The count with what is told beside it: "bersama tujuh pejabat lain", "lima kapolres dan satu pejabat utama"."""
    assert count.value is not None
    if re.search(r"(?i)\bbersama\s+$", text[: count.start]) and re.match(r"(?i)\s+lain", text[count.end :]):
        return count.value + 1
    for other in counts:
        if (
            other.start > count.end
            and other.unit == count.unit
            and other.value
            and re.fullmatch(r"\s+(?:dan|serta)\s+", text[count.end : other.start])
        ):
            return count.value + other.value
        if (
            other.end < count.start
            and other.unit == count.unit
            and other.value
            and re.fullmatch(r"\s+(?:dan|serta)\s+", text[other.end : count.start])
        ):
            return count.value + other.value
    return count.value


def _distance(text: str, count: Count, at: int) -> int:
    """How far a count stands from a wording, in characters; a clause's border counts as forty."""
    left, right = (count.end, at) if count.start < at else (at, count.start)
    return max(0, right - left) + 40 * len(
        re.findall(r"[,;:]\s|\b(?:dan|sedangkan|sementara)\b", text[left:right])
    )


def days_apart(first: str, second: str) -> int | None:
    """The days between two full dates, None where one is not full."""
    if len(first) != 10 or len(second) != 10:
        return None
    return abs((date.fromisoformat(first) - date.fromisoformat(second)).days)
