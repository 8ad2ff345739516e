"""The wordings of acts (mutasi, pelantikan, lelang jabatan …) in a sentence, and how far each has come.

Pure pattern work over ``nlp/data/events.toml``; which mentions are one act, its day and its count are read by
`nlp.occasions` and the events room.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from nlp.facts import EVENT_KINDS
from nlp.patterns import either, whole
from nlp.text import data

#: Kinds that news tells as one act ("mutasi, rotasi dan promosi … dilantik").
SHUFFLE = frozenset(("mutasi", "rotasi", "promosi", "demosi", "pelantikan", "pengukuhan", "nonjob"))
GAP = r"(?:[^\s.!?;,]+\s+){0,3}?"
#: Words before and after a wording that tell its stage.
LEAD, TAIL = 6, 7
LIST_ITEM = re.compile(r"\s*(?:[-–—•*]|\d{1,3}[.)])\s")


@dataclass(frozen=True)
class Wording:
    """A kind's wording at ``[start, end)``; `verb` where it tells the act rather than names it.

    `stage` is planned, done, postponed, cancelled, or None where the words do not say; `general` wordings (law,
    custom, negation) are no act at all and are not given.
    """

    kind: str
    start: int
    end: int
    verb: bool
    stage: str | None


def _compile(patterns: list[str]) -> re.Pattern[str]:
    joined = "|".join(pattern.replace("~", GAP).replace(" ", r"\s+") for pattern in patterns)
    return re.compile(rf"(?i)(?<![\w-])(?:{joined})(?![\w])")


@cache
def stage_words(name: str) -> re.Pattern[str]:
    """The pattern of one list of ``[stage]``."""
    return _compile(data("events")["stage"][name])


@cache
def _kinds() -> dict[str, tuple[re.Pattern[str] | None, re.Pattern[str] | None]]:
    table = data("events")["kinds"]

    def compiled(patterns: list[str]) -> re.Pattern[str] | None:
        return _compile(patterns) if patterns else None

    return {kind: (compiled(table[kind]["act"]), compiled(table[kind]["name"])) for kind in EVENT_KINDS}


def _clause_before(text: str, at: int) -> str:
    """The last words of the clause before `at`."""
    clause = re.split(r"[.;!?:]\s|,\s|[“”\"()]|\s[-–—]+\s", text[:at])[-1]
    return " ".join(clause.split()[-LEAD:])


def _clause_after(text: str, at: int) -> str:
    clause = re.split(r"[.;!?]\s|,\s(?=tapi|tetapi|namun|sedangkan|sementara)|[“”\"]", text[at:])[0]
    return " ".join(clause.split()[:TAIL])


def _stage(text: str, kind: str, start: int, end: int, verb: bool) -> tuple[str | None, bool]:
    """(stage, whether it is an act of the article at all) of the wording at ``[start, end)``."""
    before, after = _clause_before(text, start), _clause_after(text, end)
    near = " ".join(before.split()[-3:])
    planned = bool(stage_words("planned_before").search(before))
    relative = near.endswith("yang") and not whole("events.near.denied").search(near)
    if (
        not relative
        and stage_words("general").search(near)
        and not stage_words("done_before").search(" ".join(before.split()[-1:]))
    ):
        return None, False
    if stage_words("elected").search(text[max(0, start - 40) : end + 40]):
        return None, False
    if kind == "penunjukan_plt" and re.match(rf"(?i){either('events.near.held')}", text[start:end]):
        clause = re.split(r"[.;!?]\s", text[:start])[-1][-90:]
        if whole("events.near.held_already").search(clause):
            return None, False
        if whole("events.near.to_come").search(clause):
            return "planned", True
    if kind == "seleksi_terbuka":
        around = f"{before} {text[start:end]} {after}"
        coming = whole("events.near.selection_to_come").search(f"{before} {after}")
        if coming and not whole("events.near.selection_begun").search(around):
            return "planned", True
        return ("done" if stage_words("open_now").search(around) else None), True
    if verb:
        if stage_words("modal").search(before) and not whole("events.near.verb_done").search(near):
            return "planned", True
        if whole("events.near.purpose").search(near) or LIST_ITEM.match(text):
            return None, True
        return "done", True
    if stage_words("planned_after").search(" ".join(after.split()[:4])) or planned:
        if whole("events.near.noun_done").search(near):
            return "done", True
        if re.search(rf"(?i)\b{either('events.near.noun_unsaid')}\s*$", near):
            return None, True
        return "planned", True
    if stage_words("done_after").search(after) or stage_words("done_before").search(near):
        return "done", True
    return None, True


def wordings(text: str) -> list[Wording]:
    """The wordings of acts in `text`, in order; within one stretch the longest kind's wording only."""
    found: list[Wording] = []
    for kind, (act, name) in _kinds().items():
        for pattern, verb in ((act, True), (name, False)):
            if pattern is None:
                continue
            for match in pattern.finditer(text):
                stage, is_act = _stage(text, kind, match.start(), match.end(), verb)
                if is_act:
                    found.append(Wording(kind, match.start(), match.end(), verb, stage))
    found.sort(key=lambda one: (one.start, one.start - one.end))
    kept: list[Wording] = []
    for one in found:
        if kept and one.start < kept[-1].end and one.kind == kept[-1].kind:
            continue
        kept.append(one)
    # "melantik X sebagai Pj" is the naming of a Pj alone
    named = [(one.start, one.end) for one in kept if one.kind == "penunjukan_plt"]
    return [
        one
        for one in kept
        if one.kind not in ("pelantikan", "pengukuhan")
        or not any(start <= one.start < end for start, end in named)
    ]


def called_off(text: str) -> str | None:
    """ "postponed" or "cancelled" where `text` tells that an act was put off or annulled, not merely asked to be."""
    match = stage_words("postponed").search(text)
    if match and not stage_words("asked").search(_clause_before(text, match.start())):
        return "postponed"
    for match in stage_words("cancelled").finditer(text):
        before = re.split(r"[.;!?]\s|[“”\"]", text[: match.start()])[-1]
        if not stage_words("asked").search(" ".join(before.split()[-9:])):
            return "cancelled"
    return None
