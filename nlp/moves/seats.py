"""Seats and successions: who fills a post, who follows whom, who swaps with whom; posts told earlier are carried on."""

from __future__ import annotations

import re

from nlp.moves.clauses import HOW, patterns
from nlp.moves.frames import CHAINED, TIGHT, Frames
from nlp.moves.markup import J, P
from nlp.moves.seat_patterns import seat_patterns
from nlp.patterns import either


def note_seats(text: str, frames: Frames) -> None:
    """Remember posts told as seats, and the former holders of the seat last told."""
    found = seat_patterns()
    events = [(m.start(), "seat", m) for m in found["seat_of"].finditer(text)]
    events += [(m.start(), "old", m) for m in found["old_of_seat"].finditer(text)]
    events += [(m.start(), "before", m) for m in found["held_before"].finditer(text)]
    events += [(m.start(), "seat_before", m) for m in found["seat_held_before"].finditer(text)]
    for _at, kind, match in sorted(events, key=lambda e: e[0]):
        if kind == "seat":
            before = text[max(0, match.start() - 12) : match.start()].lower()
            if not re.search(r"\b(?:ke|dari|menduduki|menempati)\s*$", before):
                frames.seat = int(match.group(2))
        elif kind == "seat_before":
            holder = frames.article.holders[int(match.group(2))]
            holder.old = int(match.group(1)) if holder.old is None else holder.old
            frames.seat = int(match.group(1))
        elif frames.seat is not None:
            holder = frames.article.holders[int(match.group(1))]
            if holder.old is None and (holder.current is None or kind == "old"):
                holder.old, holder.old_holder = frames.seat, True


def apply_seats(text: str, frames: Frames, *, planned: bool, done_always: bool) -> None:
    """Read fillings, successions and swaps of one reduced sentence into `frames`, left to right."""
    found, cue = seat_patterns(), patterns()["planned"]
    order = [
        (m.start(), name, m)
        for name, pattern in found.items()
        if name in _READERS
        for m in pattern.finditer(text)
    ]
    used: set[tuple[str, str]] = set()
    for _at, name, match in sorted(order, key=lambda e: (e[0], _RANK[e[1]])):
        last = match.group()[match.group().rfind("‹") :]
        if (last, "fill") in used and name in _FILLS:
            continue
        around = text[max(0, match.start() - 60) : match.start()].rsplit("‹", 1)[-1] + match.group()
        plan = not done_always and (planned or bool(cue.search(around)))
        if _READERS[name](match, text, frames, plan) and name in _FILLS:
            used.add((last, "fill"))


def _acting_here(match: re.Match[str], text: str) -> str | None:
    """How the post is held: said before the person ("diisi Plt, yaitu …") or after ("… selaku pelaksana tugas")."""
    before = match.group()[: match.group().rfind("‹")]
    before = before[before.rfind("›") + 1 :]
    said = re.search(rf"(?i)\b({either('moves.acting.words')}|pejabat sementara)\b", before)
    if said and not re.search(r"(?i)hanya dipegang|selama ini|sebelumnya", before):
        return HOW[said.group(1).lower()]
    after = patterns()["acting_after"].match(text[match.end() :])
    return HOW[after.group("how").lower()] if after else None


def _fills(
    frames: Frames,
    person: int,
    post: int | None,
    plan: bool,
    text: str,
    match: re.Match[str],
    confidence: float = TIGHT,
) -> bool:
    if post is None:
        return False
    if FORMERLY.search(text[max(0, match.start() - 40) : match.start()]) or FORMERLY.search(
        match.groupdict().get("gap") or ""
    ):
        holder = frames.article.holders[person]
        holder.old = post if holder.old is None else holder.old
        if patterns()["leave"].match(f"‹P{person}›" + text[match.end() : match.end() + 80].split("‹")[0]):
            _gave_way(frames, person, post, plan)
        return True  # who sat there before; whether that person's leaving is told, the clauses see
    acting = _acting_here(match, text) or frames.article.acting(post)
    if acting and plan and not patterns()["planned"].search(match.group()):
        plan = False  # "dipegang Plt Fulan" is so already, whatever the article announces
    holder = frames.article.holders[person]
    for from_ in (holder.old, holder.current):
        if from_ is not None and frames.article.key(from_) != frames.article.key(post):
            frames.came_from(person, from_)
            break
    frames.goes_to(person, post, confidence, planned=plan, acting=acting)
    return True


def _left_by(frames: Frames, person: int | None) -> int | None:
    """The post that a person has left or is leaving."""
    if person is None:
        return None
    if (post := frames.from_of(person)) is not None:
        return post
    name = frames.article.person(person)
    for n, holder in frames.article.holders.items():
        if frames.article.person(n) == name and (holder.old is not None or holder.current is not None):
            return holder.old if holder.old is not None else holder.current
    return None


FORMERLY = re.compile(rf"(?i)\b{either('moves.fill.formerly')}\s*,?\s*(?:\w+\s+){{0,2}}$")
TAKEN = re.compile(rf"(?i)\b{either('moves.fill.taken')}(?:\s+(?:kursi|jabatan|posisi))?\s*$")


def _filled(m: re.Match[str], text: str, frames: Frames, plan: bool) -> bool:
    if TAKEN.search(text[: m.start()]) and not re.match(r"(?i)\s*yang\b", m.group("gap")):
        return False
    if re.search(r"(?i)\b(?:posisi|jabatan|kursi|tempat)nya\b|\byang ditinggal", m.group("gap")):
        return False
    if re.search(
        r"(?i)\b(?:dilantik|pelantikan|hadir|disaksikan|yang (?:semula|sebelumnya|tadinya))\b", m.group("gap")
    ):
        return False
    return _fills(frames, int(m.group(3)), int(m.group(1)), plan, text, m)


def _filled_plain(m: re.Match[str], text: str, frames: Frames, plan: bool) -> bool:
    return _fills(frames, int(m.group(3)), int(m.group(1)), plan, text, m, CHAINED)


def _his_seat(m: re.Match[str], text: str, frames: Frames, plan: bool) -> bool:
    post = int(m.group(1)) if m.group(1) else None
    before = re.findall(P, text[: m.start()])
    mover = int(before[-1]) if before else frames.mover
    if post is not None and mover is not None and frames.to_of(mover) is not None:
        frames.came_from(mover, post)
    elif post is None and re.match(r"(?i)\w+\s+(?:itu|tersebut|ini)\b", m.group()):
        told = mover is not None and frames.from_of(mover) is not None
        post = _left_by(frames, mover) if before and told else frames.seat
        held = re.search(rf"(?i)(?:semula|sebelumnya|tadinya)\s+\w+(?:\s+oleh)?\s+{P}", text[: m.start()])
        post = frames.seat if held else post
    elif post is None:
        post = _left_by(frames, mover)
        post = frames.seat if post is None else post
    return _fills(frames, int(m.group(3)), post, plan, text, m, CHAINED)


def _held_seat(m: re.Match[str], text: str, frames: Frames, plan: bool) -> bool:
    return _fills(frames, int(m.group(3)), _left_by(frames, int(m.group(1))), plan, text, m, CHAINED)


def _persons_seat(m: re.Match[str], text: str, frames: Frames, plan: bool) -> bool:
    post = int(m.group(2)) if m.group(2) else _left_by(frames, int(m.group(1)))
    return _fills(frames, int(m.group(4)), post, plan, text, m, CHAINED)


def _acting_only(m: re.Match[str], text: str, frames: Frames, plan: bool) -> bool:
    """ "Ia ditunjuk sebagai Plt": of the seat last spoken of."""
    person = int(m.group(1))
    if frames.seat is None or not re.search(
        r"(?i)\b(?:ditunjuk|dipercaya|diangkat|ditugas\w*|didapuk|menunjuk)\b", m.group("gap")
    ):
        return False
    frames.goes_to(
        person,
        frames.seat,
        CHAINED,
        planned=plan and bool(patterns()["planned"].search(m.group("gap"))),
        acting=HOW[m.group("how").lower()],
    )
    return True


def _takes_persons_seat(m: re.Match[str], text: str, frames: Frames, plan: bool) -> bool:
    return _fills(frames, int(m.group(1)), _left_by(frames, int(m.group(3))), plan, text, m, CHAINED)


def _vacated_for(m: re.Match[str], text: str, frames: Frames, plan: bool) -> bool:
    return _fills(frames, int(m.group(2)), _left_by(frames, int(m.group(1))), plan, text, m, CHAINED)


def _successor(m: re.Match[str], text: str, frames: Frames, plan: bool) -> bool:
    if re.search(r"(?i)\b(?:belum|menunggu|mencari|disebut|tidak)\b", m.group("gap")):
        return False
    if m.group(2):
        post: int | None = int(m.group(2))
    elif m.group(1):
        post = _left_by(frames, int(m.group(1)))
    else:
        before = re.findall(P, text[: m.start()])
        post = _left_by(frames, int(before[-1]) if before else frames.mover)
    return _fills(frames, int(m.group(4)), post, plan, text, m, CHAINED)


def _replaces(m: re.Match[str], text: str, frames: Frames, plan: bool) -> bool:
    new, old = int(m.group(1)), int(m.group(3))
    if frames.article.person(new) == frames.article.person(old):
        return False
    post = frames.to_of(new)
    if post is None:
        post = _left_by(frames, old)
        if post is None or not _fills(frames, new, post, plan, text, m, CHAINED):
            return False
    return _gave_way(frames, old, post, plan)


def _replaces_after(m: re.Match[str], text: str, frames: Frames, plan: bool) -> bool:
    """ "… dilantik sebagai Kepala X menggantikan Fulan": Fulan had X."""
    post, key = int(m.group(1)), frames.article.key(int(m.group(1)))
    if all(f.to is None or frames.article.key(f.to) != key for f in frames.frames.values()):
        return False
    return _gave_way(frames, int(m.group(2)), post, plan)


def _gave_way(frames: Frames, old: int, post: int, plan: bool) -> bool:
    frames.came_from(old, post)
    frames.leaves(old, CHAINED, planned=plan)
    return True


def _replaced_by(m: re.Match[str], text: str, frames: Frames, plan: bool) -> bool:
    old, new = int(m.group(1)), int(m.group(3))
    post = _left_by(frames, old)
    if post is None or not _fills(frames, new, post, plan, text, m, CHAINED):
        return False
    if frames.to_of(old) is None:
        _gave_way(frames, old, post, plan)
    return True


def _replaced_after(m: re.Match[str], text: str, frames: Frames, plan: bool) -> bool:
    """ "Fulan dimutasi menjadi Kepala X dan diganti Fulanah": Fulanah takes what Fulan leaves."""
    return _fills(frames, int(m.group(3)), _left_by(frames, int(m.group(1))), plan, text, m, CHAINED)


def _seat_left_by(m: re.Match[str], text: str, frames: Frames, plan: bool) -> bool:
    frames.came_from(int(m.group(2)), int(m.group(1)))
    return _fills(frames, int(m.group(4)), int(m.group(1)), plan, text, m)


def _then_filled(m: re.Match[str], text: str, frames: Frames, plan: bool) -> bool:
    return (
        _fills(frames, int(m.group(1)), frames.seat, plan, text, m, CHAINED)
        if re.search(J, text[: m.start()])
        else False
    )


def _handed(m: re.Match[str], text: str, frames: Frames, plan: bool) -> bool:
    post, old, new = (int(g) for g in m.groups())
    frames.came_from(old, post)
    frames.leaves(old, CHAINED, planned=plan)
    return _fills(frames, new, post, plan, text, m)


def _swap(m: re.Match[str], text: str, frames: Frames, plan: bool) -> bool:
    one, other = int(m.group(1)), int(m.group(2))
    first, second = _left_by(frames, one), _left_by(frames, other)
    if first is None or second is None:
        return False
    for person, old, new in ((one, first, second), (other, second, first)):
        frames.came_from(person, old)
        frames.goes_to(person, new, TIGHT, planned=plan)
    return True


def _conversely(m: re.Match[str], text: str, frames: Frames, plan: bool) -> bool:
    person, mover = int(m.group(1)), frames.mover
    if mover is None or (old := frames.from_of(mover)) is None or (new := frames.to_of(mover)) is None:
        return False
    frames.came_from(person, new)
    frames.goes_to(person, old, CHAINED, planned=plan)
    return True


def _left(m: re.Match[str], text: str, frames: Frames, plan: bool) -> bool:
    if not m.group("why") or frames.seat is None:
        return False
    return _gave_way(frames, int(m.groups()[-1]), frames.seat, plan)


_READERS = {
    "handed": _handed,
    "held_seat": _held_seat,
    "vacated_for": _vacated_for,
    "seat_they_left": _held_seat,
    "seat_left_by": _seat_left_by,
    "replaced_after": _replaced_after,
    "filled_by": _filled,
    "acting_only": _acting_only,
    "persons_seat": _persons_seat,
    "his_seat": _his_seat,
    "filled": _filled,
    "takes_persons_seat": _takes_persons_seat,
    "installed": _filled_plain,
    "successor": _successor,
    "swap": _swap,
    "both_swap": _swap,
    "replaces": _replaces,
    "replaces_after": _replaces_after,
    "replaced_by": _replaced_by,
    "conversely": _conversely,
    "then_filled": _then_filled,
    "left_by": _left,
}
_RANK = {name: n for n, name in enumerate(_READERS)}
_FILLS = frozenset(
    [
        "handed",
        "held_seat",
        "vacated_for",
        "persons_seat",
        "his_seat",
        "filled",
        "successor",
        "seat_they_left",
        "seat_left_by",
        "replaced_after",
        "filled_by",
        "then_filled",
    ]
)
