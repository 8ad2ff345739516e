"""Seats and successions: who fills a post, who follows whom, who swaps with whom; posts told earlier are carried on."""

from __future__ import annotations

import re
from functools import cache

from nlp.moves.clauses import HOW, patterns
from nlp.moves.frames import CHAINED, TIGHT, Frames
from nlp.moves.markup import J, P
from nlp.text import data

GAP = r"[^‹›;]{0,80}?"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = data("moves")
    fill, replace = words["fill"], words["replace"]
    verbs = f"{fill['verbs']}{fill['link']}"
    anaphor, seat, left = fill["anaphor"], fill["seat"], fill["left"]
    return {
        "seat_of": re.compile(
            rf"(?i)\b(?:{seat}|penunjukan|khusus|pengisian|pelantikan|untuk)\s+(?:(?:sebagai|jabatan|posisi|kursi)\s+)*(?P<acting>(?:plt|plh|pj)\.?\s+)?{J}"
        ),
        "filled": re.compile(rf"(?i){J}(?P<gap>{GAP})\b{verbs}\s*:?\s*{P}"),
        "his_seat": re.compile(
            rf"(?i)\b{anaphor}(?:\s+(?:sebagai|selaku)\s+{J})?(?P<gap>{GAP})\b{verbs}\s*:?\s*{P}"
        ),
        "held_seat": re.compile(
            rf"(?i)\b{seat}(?:\s+{seat})?\s+{left}\s+{P}(?P<gap>{GAP})\b{verbs}\s*:?\s*{P}"
        ),
        "persons_seat": re.compile(
            rf"(?i)\b(?:kursi|jabatan|posisi|pos|tempat)\s+{P}(?:\s+(?:sebagai|selaku|di)\s+{J})?(?P<gap>{GAP})\b{verbs}\s*:?\s*{P}"
        ),
        "takes_persons_seat": re.compile(
            rf"(?i){P}(?P<gap>{GAP})\b(?:menempati|mengisi|menduduki|mewarisi|mengambil alih|ke)\s+(?:posisi|kursi|jabatan|tempat|pos)(?:\s+yang\s+(?:ditinggal\w*|dilepas)(?:\s+oleh)?)?\s+{P}"
        ),
        "seat_they_left": re.compile(
            rf"(?i)\b{seat}\s+yang\s+{P}\s+(?:tinggal(?:kan)?|lepas(?:kan)?|duduki|tempati|pegang)(?P<gap>{GAP})\b{verbs}\s*:?\s*{P}"
        ),
        "acting_only": re.compile(
            rf"(?i){P}(?P<gap>[^‹›;]{{0,60}}?)\b(?:sebagai|selaku|menjadi|jadi)\s+(?:pejabat\s+)?(?P<how>plt|pelaksana tugas|plh|pelaksana harian|pj|penjabat|pjs)(?!\s*\.?\s*(?:‹J|bupati|wali|gubernur|kepala|camat|sekda))\b"
        ),
        "installed": re.compile(
            rf"(?i){J}(?P<gap>\s+yang\s+[^‹›]{{0,25}}?)\b(?:dilantik|ditunjuk|diangkat|dipromosikan)\s*,?\s*(?:yakni|yaitu|adalah|ialah|itu adalah)?\s*,?\s*{P}"
        ),
        "vacated_for": re.compile(
            rf"(?i)\b{seat}\s+{left}\s+{P}[^‹›]{{0,60}}?\b(?:menunjuk|mengangkat|mempercayakan kepada|menugaskan)\s+{P}"
        ),
        "successor": re.compile(
            rf"(?i)\b{replace['successor']}(?:\s+{P})?(?:\s+(?:sebagai|selaku)\s+{J})?(?P<gap>[^‹›;]{{0,50}}?)\s*{P}"
        ),
        "replaces": re.compile(rf"(?i){P}(?P<gap>[^‹›;]{{0,80}}?)\b{replace['active']}\s*,?\s*{P}"),
        "replaces_after": re.compile(rf"(?i){J}[^‹›.;]{{0,45}}?\b{replace['active']}\s*,?\s*{P}"),
        "replaced_after": re.compile(
            rf"(?i){P}(?P<gap>[^‹›;]*‹J\d+›[^‹›;]{{0,50}}?)\b{replace['passive']}\s*,?\s*{P}"
        ),
        "filled_by": re.compile(
            rf"(?i){J}\s+(?P<gap>)(?:oleh|kepada)\s+(?:(?:plt|plh|pj|pelaksana tugas)\.?\s+)?{P}"
        ),
        "seat_left_by": re.compile(
            rf"(?i){J}\s+yang\s+(?:di\s*tinggal(?:kan)?|dilepas)(?:\s+oleh)?\s+{P}(?P<gap>{GAP})\b{verbs}\s*:?\s*{P}"
        ),
        "then_filled": re.compile(
            rf"(?i)(?:\bdan|,|\bnamun)\s+(?:kini|sekarang|untuk sementara|sementara|saat ini|lalu|kemudian|selanjutnya)(?: ini)?\s+{verbs}\s*:?\s*{P}"
        ),
        "replaced_by": re.compile(rf"(?i){P}(?P<gap>[^‹›;]{{0,60}}?)\b{replace['passive']}\s*,?\s*{P}"),
        "handed": re.compile(
            rf"(?i){J}[^‹›;]{{0,60}}?\bdari\s+(?:tangan\s+|pejabat lama,?\s+)?{P}[^‹›;]{{0,40}}?\b(?:kepada|ke|ke tangan)\s+(?:tangan\s+|pejabat baru,?\s+|penggantinya,?\s+)?{P}"
        ),
        "swap": re.compile(rf"(?i){P}[^‹›;]{{0,40}}?(?:{replace['swap']})[^‹›;]{{0,40}}?{P}"),
        "both_swap": re.compile(rf"(?i){P}\s+dan\s+{P}[^‹›;]{{0,40}}?(?:{replace['swap']})"),
        "conversely": re.compile(rf"(?i)\bsebaliknya\b\s*,?\s*(?:dengan\s+)?{P}"),
        "left_by": re.compile(
            rf"(?i)\b(?:kursi|jabatan|posisi|pos)\b(?P<gap>[^‹›;]{{0,30}}?)\b(?:ditinggal(?:kan)?|dilepas)\s+(?P<why>pensiun|purna\s?tugas|wafat|meninggal|mundur)?\s*(?:oleh\s+)?{P}"
        ),
        "old_of_seat": re.compile(
            rf"(?i)\b(?:pejabat|pemegang|penghuni|kepala|pimpinan)(?:nya)?\s+(?:yang\s+)?(?:lama|sebelumnya|terdahulu)(?:nya)?\s*,?\s*(?:yakni|yaitu)?\s*{P}"
        ),
        "held_before": re.compile(
            rf"(?i)\bkursi\s+yang\s+(?:semula|sebelumnya|tadinya)\s+(?:dipegang|dijabat|diduduki|ditempati)(?:\s+oleh)?\s+{P}"
        ),
        "seat_held_before": re.compile(
            rf"(?i){J}\s*,?\s*yang\s+(?:semula|sebelumnya|tadinya)\s+(?:dipegang|dijabat|diduduki|ditempati)(?:\s+oleh)?\s+{P}"
        ),
    }


def note_seats(text: str, frames: Frames) -> None:
    """Remember posts told as seats, and the former holders of the seat last told."""
    found = _patterns()
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
    found, cue = _patterns(), patterns()["planned"]
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
    said = re.search(
        r"(?i)\b(plt|pelaksana tugas|plh|pelaksana harian|pjs|pejabat sementara|pj|penjabat)\b", before
    )
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


#: "Sebelumnya jabatan itu ditempati Fulan" tells of who is gone.
FORMERLY = re.compile(
    r"(?i)\b(?:sebelumnya|semula|tadinya|dulu|dulunya|selama ini|sempat|sebelum itu)\s*,?\s*(?:\w+\s+){0,2}$"
)
#: A post after one of these is somebody's new one; "… menjadi Kepala X dan digantikan Fulan" fills another seat.
TAKEN = re.compile(
    r"(?i)\b(?:menjadi|jadi|sebagai|selaku|ke|menduduki|menempati|menjabat|kini|baru|memimpin)(?:\s+(?:kursi|jabatan|posisi))?\s*$"
)


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
        post = frames.seat if not before or frames.from_of(mover) is None else _left_by(frames, mover)
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
    if mover is None or frames.from_of(mover) is None or frames.to_of(mover) is None:
        return False
    frames.came_from(person, frames.to_of(mover))  # type: ignore[arg-type]
    frames.goes_to(person, frames.from_of(mover), CHAINED, planned=plan)  # type: ignore[arg-type]
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
