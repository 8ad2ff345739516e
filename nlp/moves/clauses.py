"""Clauses that move one person: into a post, out of one, or back into the same."""

from __future__ import annotations

import re
from functools import cache

from nlp.moves.frames import CHAINED, LOOSE, TIGHT, Frames
from nlp.moves.markup import GAP, J, P
from nlp.patterns import either, whole
from nlp.text import data

#: Something is said of the person in between that is no move ("yang hadir sebagai …").
SPEAKS = whole("moves.to.no_move")


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    strong, weak = (either(f"moves.to.{name}", longest=True) for name in ("strong", "weak"))
    filler = rf"(?:\s+{either('moves.to.filler')})*\s*:?\s*"
    leave, confirm = either("moves.leave.verbs"), either("moves.confirm.verbs")
    return {
        "strong": re.compile(rf"(?i){P}(?P<gap>{GAP})\b(?P<cue>{strong})(?<!\bdari){filler}{J}"),
        "weak": re.compile(rf"(?i){P}(?P<gap>{GAP})\b(?P<cue>{weak}){filler}{J}"),
        "verb": whole("moves.to.verbs"),
        "never": whole("moves.to.never"),
        "leave": re.compile(rf"(?i){P}(?P<gap>[^‹›;]{{0,60}}?)\b(?P<verb>{leave})\b"),
        "leave_never": whole("moves.leave.never"),
        "confirm": re.compile(
            rf"(?i){P}(?P<gap>[^‹›;]{{0,50}}?)\b(?P<verb>{confirm})\s+"
            rf"(?:sebagai |selaku |jabatan |posisi |kursi )*{J}"
        ),
        "same": re.compile(rf"(?i){P}[^‹›;]{{0,90}}?\b{either('moves.confirm.same')}"),
        "planned": whole("moves.status.planned"),
        "appoints": re.compile(
            rf"(?i)\b{either('moves.appoint.verbs')}\s+{P}(?P<gap>[^‹›;]{{0,60}}?)"
            rf"\b{either('moves.appoint.link')}\s+(?:(?:kursi|jabatan|posisi|pos|seorang)\s+)*{J}"
        ),
        "appoints_post": re.compile(
            rf"(?i)\b{either('moves.appoint.post_first')}\s+(?:(?:kursi|jabatan|posisi)\s+)?{J}"
            rf"\s+(?:yang baru|baru|definitif)?,?\s*(?:yakni|yaitu|kepada|pada|atas nama)\s+{P}"
        ),
        "acting_after": re.compile(
            r"(?i)[^‹›.;]{0,50}?\b(?:sebagai|selaku|menjadi|jadi|status(?:nya)?)\s+(?:pejabat\s+)?"
            rf"(?P<how>{either('moves.acting.words')}|pejabat sementara|sementara)\b"
        ),
    }


#: The manner that each wording of holding a post for a time stands for.
HOW: dict[str, str] = data("moves")["acting"]["how"]
#: "Tetap" confirms only beside one of these; elsewhere a post is merely kept.
CONFIRMS = re.compile(rf"(?i){either('moves.confirm.beside_kept')}")


def apply_clauses(text: str, frames: Frames, *, planned: bool, done_always: bool, pairs_told: bool) -> None:
    """Read the clauses of one reduced sentence into `frames`.

    `planned` is the article's own stage, `done_always` that a signed telegram carries it, `pairs_told` that the
    sentence before announced a list ("Mereka yang dilantik:").
    """
    found = patterns()
    article = frames.article
    hits: list[tuple[int, int, int, float, bool]] = []

    def is_planned(*parts: str) -> bool:
        said = any(found["planned"].search(part) for part in parts)
        return not done_always and (planned or said)

    for match in found["confirm"].finditer(text):
        person, post = int(match.group(1)), int(match.groups()[-1])
        kept = "tetap" in match.group("verb").lower()
        if found["never"].search(match.group("gap")) or (kept and _kept_besides(text)):
            continue
        if kept and not CONFIRMS.search(text):
            continue
        frames.came_from(person, post)
        frames.goes_to(person, post, TIGHT if not kept else CHAINED, planned=is_planned(match.group("gap")))
    for name, sure in (("strong", TIGHT), ("weak", CHAINED)):
        for match in found[name].finditer(text):
            person, gap, cue, post = (
                int(match.group(1)),
                match.group("gap"),
                match.group("cue").lower(),
                int(match.groups()[-1]),
            )
            around = gap + " " + match.group("cue")
            if (
                found["never"].search(around)
                or re.search(r"(?i)\bdari\s*$", gap)
                or (cue == "ke" and not found["verb"].search(gap))
            ):
                continue
            if SPEAKS.search(gap) and not re.search(r"(?i)\b(?:di\w+|ber\w+)\s*$", gap):
                continue
            if cue == "memimpin" and not found["verb"].search(gap) and not article.holders[person].current:
                continue
            moved = bool(found["verb"].search(around))
            held = article.holders[person].old is not None or article.holders[person].current is not None
            if name == "strong":
                confidence = sure if moved or held else CHAINED
            elif moved:
                confidence = TIGHT if cue in ("sebagai", "selaku", "tugas baru sebagai") else CHAINED
            elif held and cue in ("kini", "sekarang", "menjabat"):
                confidence = CHAINED
            else:
                confidence = LOOSE
            before = text[max(0, match.start() - 90) : match.start()].rsplit("‹", 1)[-1]
            hits.append((match.start(), person, post, confidence, is_planned(gap, before)))
    hits.sort()
    weak_pairs = sum(hit[3] == LOOSE for hit in hits)
    strong_pairs = len(hits) - weak_pairs
    for _start, person, post, confidence, plan in hits:
        if (_how(text, post) or article.acting(post)) and confidence == LOOSE:
            confidence = CHAINED
        if confidence == LOOSE and not (strong_pairs or (pairs_told and weak_pairs) or _announced(text)):
            continue
        _take(frames, person, post, confidence, plan, text)
    for match in found["appoints"].finditer(text):
        person, post = int(match.group(1)), int(match.group(3))
        if match.group().rsplit("‹J", 1)[0].rstrip().lower().endswith("dari"):
            frames.came_from(person, post)
            continue
        _take(frames, person, post, TIGHT, is_planned(text[max(0, match.start() - 40) : match.start()]), text)
    for match in found["appoints_post"].finditer(text):
        _take(
            frames,
            int(match.group(2)),
            int(match.group(1)),
            CHAINED,
            is_planned(text[max(0, match.start() - 40) : match.start()]),
            text,
        )
    for match in found["same"].finditer(text):
        person = int(match.group(1))
        kept_post = article.holders[person].current
        kept_post = article.holders[person].old if kept_post is None else kept_post
        if kept_post is not None and re.search(r"(?i)dilantik|dikukuhkan", match.group()):
            frames.came_from(person, kept_post)
            frames.goes_to(person, kept_post, CHAINED, planned=is_planned(match.group()))
    for match in found["leave"].finditer(text):
        _leave(
            frames,
            match,
            text,
            is_planned(match.group("gap"), text[max(0, match.start() - 30) : match.start()]),
            found,
        )


def _announced(text: str) -> bool:
    """The sentence itself says that people are installed, and several "Fulan sebagai Kepala X" follow."""
    pairs = re.search(rf"{P}[^‹›]{{0,40}}(?:sebagai|selaku|menjadi) {J}", text)
    return bool(whole("moves.to.announced").search(text) and pairs)


def _take(frames: Frames, person: int, post: int, confidence: float, planned: bool, text: str) -> None:
    holder = frames.article.holders[person]
    for from_ in (holder.old, holder.current):
        if from_ is not None and frames.article.key(from_) != frames.article.key(post):
            frames.came_from(person, from_)
            break
    acting = _how(text, post) or ("plt" if re.search(rf"merangkap[^‹]{{0,20}}‹J{post}›", text) else None)
    frames.goes_to(person, post, confidence, planned=planned, acting=acting)


def _how(text: str, post: int) -> str | None:
    """The manner of holding said apart from the post ("… Kepala Dinas X dengan status Plt")."""
    before = re.search(
        rf"(?i)\b({either('moves.acting.words')})\.?\s+(?:jabatan\s+|posisi\s+)?‹J{post}›",
        text,
    )
    return HOW[before.group(1).lower()] if before else None


def _kept_besides(text: str) -> bool:
    """The post is kept beside another one, which is no move."""
    return bool(re.search(r"(?i)\b(?:merangkap|sambil|plt|plh|pj|tugas tambahan)\b", text))


def _leave(
    frames: Frames, match: re.Match[str], text: str, planned: bool, found: dict[str, re.Pattern[str]]
) -> None:
    person = int(match.group(1))
    holder = frames.article.holders[person]
    if found["leave_never"].search(match.group()) or re.search(
        r"(?i)\b(?:saya|bila|jika|kalau|apabila)\b", match.group("gap")
    ):
        return
    if re.match(r"(?i)(?:pensiun|memasuki)", match.group("verb")) and re.search(
        r"(?i)dalam rangka\s*$", match.group("gap")
    ):
        return
    post = holder.old if holder.old is not None else holder.current
    if post is None:
        post = _vacated(frames, text[: match.start()])
    if post is not None:
        frames.came_from(person, post)
    if frames.from_of(person) is not None:
        frames.leaves(person, CHAINED, planned=planned)


#: "… pejabat lama, Fulan, pensiun"; "Kursi Kepala X kosong setelah Fulan pensiun"; "A menggantikan B yang pensiun".
FORMER_HOLDER = re.compile(
    r"(?i)(?:pejabat|pemegang|penghuni)\s+(?:yang )?(?:lama|sebelumnya|terdahulu)(?:nya)?\s*,?\s*$"
)
VACATED = re.compile(rf"(?i){J}[^‹›]{{0,40}}?\b{either('moves.leave.because')}\s*$")
REPLACED = re.compile(rf"(?i){P}[^‹›]*menggantikan\s*$")


def _vacated(frames: Frames, before: str) -> int | None:
    """The post of somebody who leaves, where only the words before the name tell it."""
    if FORMER_HOLDER.search(before) and frames.seat is not None:
        return frames.seat
    if (vacated := VACATED.search(before)) is not None:
        return int(vacated.group(1))
    if (replaced := REPLACED.search(before)) is not None:
        return frames.to_of(int(replaced.group(1)))
    return None
