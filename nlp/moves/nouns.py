"""Posts that stand right beside a person: held until now, held before, or held besides; they leave the marked text."""

from __future__ import annotations

import re
from functools import cache

from nlp.moves.markup import PRONOUN, THAT_HOLDER, Article, J, Marked, P
from nlp.patterns import either

GOVERNED = re.compile(rf"(?i)\b{either('moves.beside.governed')}\s*[:=]?\s*$")
#: Who leaves a seat, though the post is governed ("kursi Kepala Dinas X, Fulan" is not).
OLD_AFTER = r"(?:yang\s+)?(?:lama|terdahulu|sebelumnya|definitif sebelumnya|yang digantikan)"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    before, holding = either("moves.from.before"), either("moves.from.holding")
    left_seat = either("moves.leave.seat")
    return {
        "old_post_person": re.compile(rf"(?i){J}\s+{OLD_AFTER}\s*,?\s*(?:yakni|yaitu)?\s*{P},?"),
        "post_person": re.compile(
            rf"{J}\s*(?P<comma>[,:]?)\s*(?:{either('moves.beside.who_holds')}\s*,?\s*)?{P}"
        ),
        "posts_person": re.compile(
            rf"(?i){J}\s*,?\s*(?:yang\s+)?(?:juga|sekaligus|merangkap|sekaligus menjabat|juga menjabat|dan juga)"
            rf"\s+(?:sebagai\s+|menjabat\s+)?{J}\s*,?\s*{P}"
        ),
        "besides_far": re.compile(
            rf"(?i){P}(?P<gap>[^‹›;]*(?:‹J\d+›)?[^‹›;]{{0,40}}?)\s*,?\s*"
            rf"\b{either('moves.beside.while_keeping')}\b[^‹›;]{{0,45}}?{J}"
        ),
        "leaves_after": re.compile(
            rf"(?i){P}(?P<gap>[^‹›;]*‹J\d+›)[^‹›;]{{0,12}}?\b(?:dan|serta|,)\s+"
            rf"(?:melepas(?:kan)?|meninggalkan|menanggalkan)\s+(?:{left_seat}\s+)*{J}"
        ),
        "region_between": re.compile(
            rf"{J},\s+(?:(?:Provinsi|Kabupaten|Kota)\s+)?[A-Z][a-z]+(?:\s[A-Z][a-z]+){{0,3}},\s*(?={P})"
        ),
        "person_bracket": re.compile(
            rf"(?i){P}\s*\(\s*(?P<former>(?:mantan|eks|sebelumnya|semula|dari)\s+)?(?:jabatan lama\s*:?\s*)?{J}\s*\)"
        ),
        "person_before": re.compile(
            rf"(?i){P}\s*,?\s*(?:yang\s+)?(?:juga\s+|dulu\s+)?{before}\s*(?:{holding}\s+)*{J},?"
        ),
        "person_from": re.compile(
            rf"(?i){P}\s*,?\s*(?:yang\s+)?(?:{either('moves.from.verbs')}\s+)*"
            rf"dari\s+(?:{either('moves.from.seat')}\s+)*{J},?"
        ),
        "from_person": re.compile(
            r"(?i)(?:^|[\s(])dari\s+"
            rf"(?:(?:kursi|jabatan|posisi|pos|lama|lamanya|sebelumnya|semula|sebagai)\s+)*{J}\s*,?\s*{P}"
        ),
        "before_person": re.compile(rf"(?i)^\W*{before}\s*,?\s*{P}\s*(?:{holding}\s+)*{J},?"),
        "person_besides": re.compile(
            rf"(?i){P}\s*,?\s*(?:yang\s+)?(?:{either('moves.beside.besides')}\s+)+"
            rf"(?:{either('moves.beside.besides_holding')}\s+)*{J}"
        ),
        "apposed": re.compile(rf"{P}\s*,\s*(?:yang kini |kini )?{J}(?=\s*[,.;)(]|\s*$)"),
        "apposed_bare": re.compile(
            rf"{P}\s+{J}(?=\s+(?:di\w+|me\w+|ber\w+|pindah|jadi|geser|kata|ujar|yang))"
        ),
        "leaves_post": re.compile(
            rf"(?i){P}(?P<gap>[^‹›;]{{0,40}}?)\b{either('moves.leave.post_verbs')}\s+(?:{left_seat}\s+)*{J}"
        ),
        "person_held": re.compile(
            rf"(?i){P}\s*,?\s*yang\s+(?:belum|baru|sudah|telah|selama|hampir|lebih|sekian|genap|lama)\b"
            r"[^‹›]{0,45}?\b(?:memimpin|menjabat|menduduki|memegang|menempati)"
            rf"\s+(?:(?:kursi|jabatan|posisi|sebagai)\s+)*{J},?"
        ),
        "daily": re.compile(
            rf"(?i)\bsehari-hari(?:nya)?\s*,?\s*{P}\s+(?:adalah|menjabat|merupakan|bertugas|memimpin)?"
            rf"\s*(?:sebagai\s+)?{J}"
        ),
        "his_post": re.compile(
            rf"(?i){P}(?P<gap>[^‹›;]{{0,50}}?)"
            r"\b(?:jabatannya|posisinya|kursinya|jabatan lamanya|jabatan|posisi|kursi|tugasnya)"
            rf" (?:lama )?(?:sebagai|selaku)\s+{J}"
        ),
    }


def reduce_sentence(article: Article, sentence: Marked, focus: int | None) -> str:
    """The sentence's marked text with neighbouring posts moved into `article.holders`.

    `focus` is the person whom "ia" and "Kabag Umum itu" stand for.
    """
    text = sentence.text
    holders = article.holders
    if focus is not None:
        holder = THAT_HOLDER.match(text)
        if holder:
            who = holders[focus]
            who.current = int(holder.group(1)) if who.current is None else who.current
            text = text[: holder.start()] + f"‹P{focus}› " + text[holder.end() :]
        elif not re.match(r'^["“‘\']', text):
            text = PRONOUN.sub(lambda m: f"‹P{focus}›", text, count=2)
    patterns = _patterns()

    def old(pattern: str, post: int, person: int, text: str, keep: str) -> str:
        def take(match: re.Match[str]) -> str:
            holder = holders[int(match.group(person))]
            if holder.old is None:
                holder.old = int(match.group(post))
                holder.old_holder = pattern == "old_post_person"
            return keep.format(int(match.group(person)))

        return patterns[pattern].sub(take, text)

    text = old("old_post_person", 1, 2, text, "‹P{}› ")

    def beside(match: re.Match[str]) -> str:
        before = match.string[: match.start()]
        if GOVERNED.search(before) and (
            match.group("comma")
            or re.search(r"(?i)(?:sebagai|menjadi|jadi|selaku|baru|menjabat)\s*$", before)
        ):
            return match.group()
        holder = holders[int(match.group(3))]
        if holder.current is None:
            holder.current = int(match.group(1))
        return f"‹P{match.group(3)}›"

    def both(match: re.Match[str]) -> str:
        holders[int(match.group(3))].also = int(match.group(1))
        return f"‹J{match.group(2)}› ‹P{match.group(3)}›"

    text = patterns["posts_person"].sub(both, text)
    text = patterns["region_between"].sub(lambda m: f"‹J{m.group(1)}› ", text)
    text = patterns["post_person"].sub(beside, text)

    def bracket(match: re.Match[str]) -> str:
        holder = holders[int(match.group(1))]
        if match.group("former"):
            holder.old = int(match.group(3)) if holder.old is None else holder.old
        elif holder.current is None:
            holder.current = int(match.group(3))
        return f"‹P{match.group(1)}› "

    text = patterns["person_bracket"].sub(bracket, text)
    text = old("from_person", 1, 2, text, " ‹P{}› ")
    text = old("before_person", 2, 1, text, "‹P{}› ")
    text = old("person_before", 2, 1, text, "‹P{}› ")
    text = old("person_from", 2, 1, text, "‹P{}› dipindah ")

    text = old("person_held", 2, 1, text, "‹P{}› ")

    def daily(match: re.Match[str]) -> str:
        holders[int(match.group(1))].also = int(match.group(2))
        return f"‹P{match.group(1)}›"

    text = patterns["daily"].sub(daily, text)

    def left(match: re.Match[str]) -> str:
        holder = holders[int(match.group(1))]
        if holder.old is None:
            holder.old = int(match.group(3))
        return f"‹P{match.group(1)}›{match.group('gap')} melepas jabatan"

    text = patterns["leaves_post"].sub(left, text)

    def left_after(match: re.Match[str]) -> str:
        holder = holders[int(match.group(1))]
        holder.old = int(match.group(3)) if holder.old is None else holder.old
        return f"‹P{match.group(1)}›{match.group('gap')}"

    def besides_far(match: re.Match[str]) -> str:
        gap = match.group("gap")
        if re.search(r"(?i)\btetap (?:sebagai |menjabat |memimpin )?‹J", match.group()) and "‹J" not in gap:
            return match.group()
        if re.search(r"(?i)\b(?:diminta|ditunjuk|ditugas\w*|dipercaya\w*|didapuk|untuk)\s*$", gap):
            return match.group()  # "diminta merangkap Kepala X": the post is a new one
        holders[int(match.group(1))].also = int(match.group(3))
        return f"‹P{match.group(1)}›{match.group('gap')}"

    text = patterns["leaves_after"].sub(left_after, text)
    text = patterns["besides_far"].sub(besides_far, text)

    def besides(match: re.Match[str]) -> str:
        if (
            re.search(r"(?i)\btetap (?:sebagai |menjabat |memimpin )?‹J", match.group())
            and "merangkap" not in match.group()
        ):
            return match.group()  # a confirmation, or a post kept; the clauses tell which
        holder = holders[int(match.group(1))]
        holder.also = int(match.group(2))
        return f"‹P{match.group(1)}›"

    text = patterns["person_besides"].sub(besides, text)

    def apposed(match: re.Match[str]) -> str:
        holder = holders[int(match.group(1))]
        if holder.current is None:
            holder.current = int(match.group(2))
            return f"‹P{match.group(1)}›"
        return match.group()

    text = patterns["apposed"].sub(apposed, text)
    text = patterns["apposed_bare"].sub(apposed, text)
    return re.sub(r"\s+", " ", text)
