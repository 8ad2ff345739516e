"""Clauses that move one person: into a post, out of one, or back into the same."""

from __future__ import annotations

import re
from functools import cache

from nlp.moves.frames import CHAINED, LOOSE, TIGHT, Frames
from nlp.moves.markup import GAP, J, P
from nlp.text import data

#: Something is said of the person in between that is no move ("yang hadir sebagai …").
SPEAKS = re.compile(
    r"(?i)\b(?:mengatakan|menyebut\w*|menjelaskan|menilai|meminta|mengaku|berharap|hadir|mewakili|menyampaikan|melantik|memimpin|mengingatkan|menambahkan|menegaskan|membantah|menunjuk|tersangka|terdakwa)\b"
)


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    words = data("moves")
    strong = "|".join(sorted(words["to"]["strong"], key=len, reverse=True))
    weak = "|".join(sorted(words["to"]["weak"], key=len, reverse=True))
    filler = r"(?:\s+(?:baru|kursi|jabatan|posisi|sebagai|selaku|definitif|defenitif|seorang|tugas|pejabat|pelaksana|amanah|kembali|pucuk pimpinan|pimpinan|:))*\s*:?\s*"
    return {
        "strong": re.compile(rf"(?i){P}(?P<gap>{GAP})\b(?P<cue>{strong})(?<!\bdari){filler}{J}"),
        "weak": re.compile(rf"(?i){P}(?P<gap>{GAP})\b(?P<cue>{weak}){filler}{J}"),
        "verb": re.compile(rf"(?i)\b(?:{'|'.join(words['to']['verbs'].split())})\b"),
        "never": re.compile(rf"(?i)\b(?:{'|'.join(words['to']['never'])})\b"),
        "leave": re.compile(
            rf"(?i){P}(?P<gap>[^‹›;]{{0,60}}?)\b(?P<verb>{'|'.join(words['leave']['verbs'])})\b"
        ),
        "leave_never": re.compile(rf"(?i)\b(?:{'|'.join(words['leave']['never'])})\b"),
        "confirm": re.compile(
            rf"(?i){P}(?P<gap>[^‹›;]{{0,50}}?)\b(?P<verb>{'|'.join(words['confirm']['verbs'])})\s+(?:sebagai |selaku |jabatan |posisi |kursi )*{J}"
        ),
        "same": re.compile(rf"(?i){P}[^‹›;]{{0,90}}?\b(?:{'|'.join(words['confirm']['same'])})"),
        "planned": re.compile(rf"(?i)\b{words['status']['planned']}\b"),
        "appoints": re.compile(
            rf"(?i)\b(?:menunjuk|mengangkat|melantik|menugaskan|menugasi|mempercayakan|mendapuk|memindahkan|menggeser|memutasi|menarik|mempromosikan|menempatkan|mengukuhkan|memercayakan|memberi tugas kepada)\s+{P}(?P<gap>[^‹›;]{{0,60}}?)\b(?:sebagai|selaku|menjadi|jadi|ke|untuk menjabat|untuk mengisi|untuk memimpin|menjabat|mengisi|memimpin|dari)\s+(?:(?:kursi|jabatan|posisi|pos|seorang)\s+)*{J}"
        ),
        "appoints_post": re.compile(
            rf"(?i)\b(?:menunjuk|mengangkat|melantik|menugaskan|mempercayakan|mengukuhkan)\s+(?:(?:kursi|jabatan|posisi)\s+)?{J}\s+(?:yang baru|baru|definitif)?,?\s*(?:yakni|yaitu|kepada|pada|atas nama)\s+{P}"
        ),
        "acting_after": re.compile(
            r"(?i)[^‹›.;]{0,50}?\b(?:sebagai|selaku|menjadi|jadi|status(?:nya)?)\s+(?:pejabat\s+)?(?P<how>plt|pelaksana tugas|plh|pelaksana harian|pejabat sementara|sementara|pjs|pj|penjabat)\b"
        ),
    }


HOW = {
    "pjs": "pjs",
    "pejabat sementara": "pjs",
    "sementara": "pjs",
    "plt": "plt",
    "pelaksana tugas": "plt",
    "plh": "plh",
    "pelaksana harian": "plh",
    "pj": "pj",
    "penjabat": "pj",
}


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
        if found["never"].search(match.group("gap")) or (kept and _kept_besides(article, person, text)):
            continue
        if kept and not re.search(
            r"(?i)dikukuhkan|pengukuhan|dilantik|tetap (?:memimpin|‹J)|begitu pula|perubahan (?:nomenklatur|struktur)|\bsotk\b",
            text,
        ):
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
        post = article.holders[person].current
        post = article.holders[person].old if post is None else post
        if post is not None and re.search(r"(?i)dilantik|dikukuhkan", match.group()):
            frames.came_from(person, post)
            frames.goes_to(person, post, CHAINED, planned=is_planned(match.group()))
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
    return (
        bool(
            re.search(r"(?i)\b(?:dilantik|melantik|pejabat yang|dirotasi|dimutasi|ditunjuk|menunjuk)\b", text)
        )
        and len(re.findall(rf"{P}[^‹›]{{0,40}}(?:sebagai|selaku|menjadi) {J}", text)) > 0
    )


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
        rf"(?i)\b(plt|plh|pjs|pj|pelaksana tugas|pelaksana harian|penjabat)\.?\s+(?:jabatan\s+|posisi\s+)?‹J{post}›",
        text,
    )
    return HOW[before.group(1).lower()] if before else None


def _kept_besides(article, person: int, text: str) -> bool:
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
        before = text[: match.start()]
        if (
            re.search(
                r"(?i)(?:pejabat|pemegang|penghuni)\s+(?:yang )?(?:lama|sebelumnya|terdahulu)(?:nya)?\s*,?\s*$",
                before,
            )
            and frames.seat is not None
        ):
            post = frames.seat
        elif (
            vacated := re.search(
                rf"(?i){J}[^‹›]{{0,40}}?\b(?:sejak|setelah|karena|lantaran|usai|pasca|menyusul|sepeninggal|akibat|seiring)\s*$",
                before,
            )
        ) is not None:
            post = int(vacated.group(1))
        elif (replaced := re.search(rf"(?i){P}[^‹›]*menggantikan\s*$", before)) is not None:
            post = frames.to_of(int(replaced.group(1)))
    if post is not None:
        frames.came_from(person, post)
    if frames.from_of(person) is not None:
        frames.leaves(person, CHAINED, planned=planned)
