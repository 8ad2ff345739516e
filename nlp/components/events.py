"""Gives ``doc._.facts.events``: one for each act the article reports or announces, its mentions brought together.

What the acts are called and how far they have come is read by `nlp.acts`, days and counts by `nlp.occasions`; which
mentions are one act is settled in `nlp.gathering`. Here it is settled which acts the article tells as events.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from nlp.facts import ECHELONS, EVENT_KINDS, Event, Move
from nlp.gathering import LEAD_SENTENCES, Act, gather, settle_called_off
from nlp.occasions import Mention, Occasions, days_apart
from nlp.patterns import either, whole
from nlp.text import text_of

EXTRACTOR = "events/1"
#: Kinds that are told once, in passing, and still are of the act.
RARE = ("promosi", "demosi", "nonjob", "pengukuhan")
WHENCE = ("mutasi", "rotasi", "promosi", "demosi", "nonjob", "pengukuhan")
SINGLE_POST = re.compile(
    rf"(?i)\b{either('events.near.selection')}\s+(?:terbuka\s+|jabatan\s+|calon\s+)*"
    rf"{either('events.near.single_posts')}\b"
)


class _Reading:
    """The events of one article."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.occasions = Occasions(doc)
        self.published: str | None = doc._.published.isoformat() if doc._.published else None
        self.moves: list[Move] = list(doc._.facts.moves)

    def read(self) -> list[Event]:
        mentions = self.occasions.read()
        for mention in mentions:
            self._mind_the_calendar(mention)
        acts = gather(mentions)
        acts = self._from_moves(acts, mentions)
        acts = settle_called_off(acts)
        acts = [act for act in acts if act.mentions and self._is_told(act, acts)]
        acts = self._plt_at_the_act(acts)
        for act in acts:
            self._date(act, acts)
        return [event for event in map(self._event, acts) if event is not None]

    def _mind_the_calendar(self, mention: Mention) -> None:
        """A day after the article is to come, whatever the words; a day long before it is not planned for."""
        if not self.published or not mention.date:
            return
        now = self.published[: len(mention.date)]
        if mention.loose_month and mention.stage == "done" and mention.verb and mention.date > now:
            mention.date = f"{int(mention.date[:4]) - 1}{mention.date[4:]}"
        if mention.date > now and mention.stage == "done":
            mention.stage = "planned"
        elif mention.date < now and mention.stage == "planned":
            mention.date, mention.day_told = None, False
        elif mention.date < now and mention.stage is None and mention.day_told:
            mention.stage = "done"

    def _from_moves(self, acts: list[Act], mentions: list[Mention]) -> list[Act]:
        """What the named moves say where the words of acts do not."""
        for status in ("done", "planned"):
            if any(
                act.group == "shuffle" and act.stage in (status, "cancelled", "postponed") for act in acts
            ):
                continue
            moved = [
                m for m in self.moves if m.status == status and m.acting is None and m.to and m.to != m.from_
            ]
            loose = [m for m in mentions if m.group == "shuffle" and m.stage is None]
            if moved and loose and not any(act.group == "shuffle" for act in acts):
                act = Act("shuffle", status)
                for mention in loose:
                    act.add(mention)
                acts.append(act)
        acting = [move for move in self.moves if move.acting and move.status == "done"]
        if acting and not any(act.group == "penunjukan_plt" and act.stage == "done" for act in acts):
            sent = next(
                (s for s in self.occasions.sents if s.start_char <= acting[0].start < s.end_char), None
            )
            if sent is not None:
                act = Act("penunjukan_plt", "done")
                act.add(
                    Mention(
                        "penunjukan_plt",
                        "done",
                        {"penunjukan_plt"},
                        sent,
                        0,
                        acting[0].start,
                        acting[0].end,
                        True,
                    )
                )
                acts.append(act)
        return acts

    def _is_told(self, act: Act, acts: list[Act]) -> bool:
        """Whether the article tells the act, and does not merely touch on it."""
        others = [one for one in acts if one is not act and one.group == act.group]
        told = act.date is not None or act.count is not None
        if act.group == "shuffle":
            rivals = [one for one in others if one.stage in ("done", "planned", "postponed")]
            best = max((one.weight for one in rivals), default=0)
            if act.stage == "planned" and any(one.stage == "done" for one in rivals):
                return act.in_title or (told and act.lead.verb) or (act.date is not None)
            if act.stage == "done" and rivals:
                return (
                    act.in_title
                    or act.date is not None
                    or act.weight >= best
                    or (told and act.weight * 2 >= best)
                )
            return act.in_title or act.weight >= 2 or told
        if act.group in ("seleksi_terbuka", "evaluasi"):
            if act.group == "seleksi_terbuka":
                # one selection told as to be opened, and then of its posts: the day decides which it is
                same = [
                    one
                    for one in others
                    if one.stage in ("planned", "done")
                    and one.stage != act.stage
                    and (one.count == act.count or None in (one.count, act.count) or not act.date)
                ]
                dated = [one for one in same if one.date]
                if not act.date and (
                    dated
                    or any(one.weight > act.weight or (one.in_title and not act.in_title) for one in same)
                ):
                    for one in (dated or same)[:1]:
                        one.count = one.count if one.count is not None else act.count
                    return False
            ranked = act.group == "seleksi_terbuka" and any(mention.echelons for mention in act.mentions)
            return act.in_title or told or ranked or act.weight >= 4
        if act.group == "pemberhentian":
            gone = [one for one in acts if one.group == "shuffle" and one.stage == "done"]
            kinds = {kind for one in gone for mention in one.mentions for kind in mention.kinds}
            if kinds & {"nonjob", "demosi"} and not act.date:
                return False
            return act.in_title or told or act.weight >= 4
        if act.group == "penunjukan_plt" and act.stage == "planned":
            return not any(one.stage == "done" and one.group == "penunjukan_plt" for one in acts) or told
        return True

    def _plt_at_the_act(self, acts: list[Act]) -> list[Act]:
        """A Plt sworn in with the others is of their act; one told apart is an act of its own."""
        done = next((act for act in acts if act.group == "shuffle" and act.stage == "done"), None)
        kept = []
        for act in acts:
            if (
                act.group == "penunjukan_plt"
                and act.stage == "done"
                and done is not None
                and act.count is None
                and not act.in_title
            ):
                named = any(m.verb and m.position != 0 for m in act.mentions)
                if not named and self._paragraphs(act.mentions) & self._paragraphs(
                    [m for m in done.mentions if m.verb and "pelantikan" in m.kinds]
                ):
                    done.mentions += act.mentions
                    continue
            kept.append(act)
        return kept

    def _paragraphs(self, mentions: list[Mention]) -> set[int]:
        return {text_of(self.doc).rfind("\n", 0, m.start) for m in mentions if m.sent is not None}

    def _date(self, act: Act, acts: list[Act]) -> None:
        main = next((one for one in acts if one.group == "shuffle" and one.stage == "done"), None)
        if act.date or act.stage != "done":
            return
        act.date = self._day_of_paragraph(act)
        if act.date:
            return
        early = act.in_title or any(m.position < LEAD_SENTENCES for m in act.mentions)
        if early and (act is main or (main is None and act.in_title)):
            for what, sentences in (("act", 5), ("letter", 30)):
                day = self.occasions.first_day(sentences, what)
                if day is None:
                    continue
                if self.published is None:  # nothing to hold it against; only a day told in full is read then
                    act.date = day.iso if what == "act" else None
                    return
                near = (days_apart(day.iso, self.published) or 0) <= (45 if what == "act" else 400)
                if near and day.iso <= self.published:
                    act.date = day.iso
                    return
        sents = {m.sent.start_char for m in act.mentions if m.sent is not None}
        if (
            act.group == "penunjukan_plt"
            and main is not None
            and any(
                whole("events.near.same_day").search(m.sent.text)
                for m in act.mentions
                if m.sent is not None and m.sent.start_char in sents
            )
        ):
            self._date(main, acts)
            act.date = main.date

    def _day_of_paragraph(self, act: Act) -> str | None:
        """The day told before the act in its paragraph, or the letter's in its sentence (a signed decree is done)."""
        if act.group not in ("shuffle", "penunjukan_plt", "pemberhentian"):
            return None
        for mention in sorted(act.mentions, key=lambda m: m.position):
            if mention.sent is None or not mention.verb:
                continue
            line = text_of(self.doc).rfind("\n", 0, mention.start)
            before = [
                day
                for day in self.occasions.days
                if line < day.start < mention.start and day.what == "act" and len(day.iso) == 10
            ]
            letter = [
                day
                for day in self.occasions.days
                if mention.sent.start_char <= day.start < mention.sent.end_char and day.what == "letter"
            ]
            for day in before[-1:] or letter[:1]:
                if not self.published or day.iso <= self.published:
                    return day.iso
        return None

    def _kinds(self, act: Act) -> list[str]:
        kinds = {
            kind
            for mention in act.mentions
            for kind in mention.kinds
            if mention.in_title
            or mention.verb
            or mention.stage is not None
            or mention.position < LEAD_SENTENCES - 1
            or kind in RARE
        }
        if act.group != "shuffle":
            return [kind for kind in EVENT_KINDS if kind in kinds] or [act.group]
        if act.stage == "done":
            whence = [m for m in self.moves if m.status == "done" and m.from_ and m.to]
            if any(m.from_ != m.to and not m.acting for m in whence) and not kinds & {
                "rotasi",
                "promosi",
                "demosi",
                "nonjob",
                "mutasi",
            }:
                kinds.add("mutasi")
            if any(m.from_ == m.to for m in whence):
                kinds.add("pengukuhan")
        if kinds & set(WHENCE):
            kinds.discard("pelantikan")
        if {"mutasi", "rotasi"} <= kinds and not any(
            re.search(r"(?i)mutasi", self._words(m)) for m in act.mentions
        ):
            kinds.discard("mutasi")  # "digeser", "bergeser" of what the article calls a rotasi
        if {"penunjukan_plt"} < kinds and not kinds & set(WHENCE):
            kinds.add("pelantikan")
        return [kind for kind in EVENT_KINDS if kind in kinds]

    def _count(self, act: Act) -> int | None:
        count = act.total()
        if count is not None:
            return count
        if act.group == "penunjukan_plt" and act.stage == "done":
            named = {move.person for move in self.moves if move.acting and move.status == "done"}
            return len(named) if len(named) > 1 else None
        if act.group == "seleksi_terbuka":  # one named post is one post
            words = " ".join(self._words(mention) for mention in act.mentions)
            if SINGLE_POST.search(words) and not whole("events.near.several_posts").search(words):
                return 1
        return None

    def _words(self, mention: Mention) -> str:
        return mention.sent.text if mention.sent is not None else self.doc._.title or ""

    def _event(self, act: Act) -> Event | None:
        lead = act.lead
        sent = lead.sent
        start, end = lead.start, lead.end
        if sent is None:  # only the title tells it: the first sentence stands for it
            if not self.occasions.sents:
                return None
            sent = self.occasions.sents[0]
            start, end = sent.start_char, sent.end_char
        echelons = {
            rank
            for mention in act.mentions
            if mention.in_title or mention.stage is not None or mention.position < 3
            for rank in mention.echelons
        }
        confidence = (
            0.45
            + 0.15 * act.in_title
            + 0.15 * lead.verb
            + 0.1 * (act.date is not None)
            + 0.1 * (act.count is not None)
        )
        return Event(
            stage=act.stage,
            kinds=self._kinds(act),
            date=act.date,
            count=self._count(act),
            echelons=[rank for rank in ECHELONS if rank in echelons],
            start=start,
            end=end,
            sentence=sent.text.strip(),
            sentence_start=sent.start_char,
            sentence_end=sent.end_char,
            confidence=round(min(0.95, confidence), 2),
            extractor=EXTRACTOR,
        )


@Language.factory("events")
class Events:
    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        if doc._.facts.relevant:
            doc._.facts.events.extend(_Reading(doc).read())
        return doc
