"""The constructions of seats and successions as patterns over marked text; `nlp.moves.seats` reads what they tell."""

from __future__ import annotations

import re
from functools import cache

from nlp.moves.markup import J, P
from nlp.patterns import either
from nlp.text import data

GAP = r"[^‹›;]{0,80}?"


@cache
def seat_patterns() -> dict[str, re.Pattern[str]]:
    """The constructions by name; the groups are the numbers of the people and posts in them."""
    replace = data("moves")["replace"]
    verbs = rf"{either('moves.fill.verbs')}(?:[\s,]+{either('moves.fill.link')})*"
    anaphor = rf"{either('moves.fill.anaphor')}(?:nya|\s+{either('moves.fill.anaphor_tails')})"
    seat, left = either("moves.fill.seat"), rf"(?:yang\s+)?{either('moves.fill.left')}"
    acting = either("moves.acting.words")
    held_before = (
        r"yang\s+(?:semula|sebelumnya|tadinya)\s+(?:dipegang|dijabat|diduduki|ditempati)(?:\s+oleh)?"
    )
    return {
        "seat_of": re.compile(
            rf"(?i)\b(?:{seat}|penunjukan|khusus|pengisian|pelantikan|untuk)\s+"
            rf"(?:(?:sebagai|jabatan|posisi|kursi)\s+)*(?P<acting>(?:plt|plh|pj)\.?\s+)?{J}"
        ),
        "filled": re.compile(rf"(?i){J}(?P<gap>{GAP})\b{verbs}\s*:?\s*{P}"),
        "his_seat": re.compile(
            rf"(?i)\b{anaphor}(?:\s+(?:sebagai|selaku)\s+{J})?(?P<gap>{GAP})\b{verbs}\s*:?\s*{P}"
        ),
        "held_seat": re.compile(
            rf"(?i)\b{seat}(?:\s+{seat})?\s+{left}\s+{P}(?P<gap>{GAP})\b{verbs}\s*:?\s*{P}"
        ),
        "persons_seat": re.compile(
            rf"(?i)\b(?:kursi|jabatan|posisi|pos|tempat)\s+{P}(?:\s+(?:sebagai|selaku|di)\s+{J})?"
            rf"(?P<gap>{GAP})\b{verbs}\s*:?\s*{P}"
        ),
        "takes_persons_seat": re.compile(
            rf"(?i){P}(?P<gap>{GAP})\b(?:menempati|mengisi|menduduki|mewarisi|mengambil alih|ke)\s+"
            rf"(?:posisi|kursi|jabatan|tempat|pos)(?:\s+yang\s+(?:ditinggal\w*|dilepas)(?:\s+oleh)?)?\s+{P}"
        ),
        "seat_they_left": re.compile(
            rf"(?i)\b{seat}\s+yang\s+{P}\s+(?:tinggal(?:kan)?|lepas(?:kan)?|duduki|tempati|pegang)"
            rf"(?P<gap>{GAP})\b{verbs}\s*:?\s*{P}"
        ),
        "acting_only": re.compile(
            rf"(?i){P}(?P<gap>[^‹›;]{{0,60}}?)\b(?:sebagai|selaku|menjadi|jadi)\s+(?:pejabat\s+)?(?P<how>{acting})"
            r"(?!\s*\.?\s*(?:‹J|bupati|wali|gubernur|kepala|camat|sekda))\b"
        ),
        "installed": re.compile(
            rf"(?i){J}(?P<gap>\s+yang\s+[^‹›]{{0,25}}?)\b(?:dilantik|ditunjuk|diangkat|dipromosikan)"
            rf"\s*,?\s*(?:yakni|yaitu|adalah|ialah|itu adalah)?\s*,?\s*{P}"
        ),
        "vacated_for": re.compile(
            rf"(?i)\b{seat}\s+{left}\s+{P}[^‹›]{{0,60}}?"
            rf"\b(?:menunjuk|mengangkat|mempercayakan kepada|menugaskan)\s+{P}"
        ),
        "successor": re.compile(
            rf"(?i)\b{replace['successor']}(?:\s+{P})?(?:\s+(?:sebagai|selaku)\s+{J})?"
            rf"(?P<gap>[^‹›;]{{0,50}}?)\s*{P}"
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
            rf"(?i)(?:\bdan|,|\bnamun)\s+{either('moves.fill.then')}(?: ini)?\s+{verbs}\s*:?\s*{P}"
        ),
        "replaced_by": re.compile(rf"(?i){P}(?P<gap>[^‹›;]{{0,60}}?)\b{replace['passive']}\s*,?\s*{P}"),
        "handed": re.compile(
            rf"(?i){J}[^‹›;]{{0,60}}?\bdari\s+(?:tangan\s+|pejabat lama,?\s+)?{P}[^‹›;]{{0,40}}?"
            rf"\b(?:kepada|ke|ke tangan)\s+(?:tangan\s+|pejabat baru,?\s+|penggantinya,?\s+)?{P}"
        ),
        "swap": re.compile(rf"(?i){P}[^‹›;]{{0,40}}?(?:{replace['swap']})[^‹›;]{{0,40}}?{P}"),
        "both_swap": re.compile(rf"(?i){P}\s+dan\s+{P}[^‹›;]{{0,40}}?(?:{replace['swap']})"),
        "conversely": re.compile(rf"(?i)\bsebaliknya\b\s*,?\s*(?:dengan\s+)?{P}"),
        "left_by": re.compile(
            r"(?i)\b(?:kursi|jabatan|posisi|pos)\b(?P<gap>[^‹›;]{0,30}?)\b(?:ditinggal(?:kan)?|dilepas)\s+"
            rf"(?P<why>pensiun|purna\s?tugas|wafat|meninggal|mundur)?\s*(?:oleh\s+)?{P}"
        ),
        "old_of_seat": re.compile(
            r"(?i)\b(?:pejabat|pemegang|penghuni|kepala|pimpinan)(?:nya)?\s+(?:yang\s+)?"
            rf"(?:lama|sebelumnya|terdahulu)(?:nya)?\s*,?\s*(?:yakni|yaitu)?\s*{P}"
        ),
        "held_before": re.compile(rf"(?i)\bkursi\s+{held_before}\s+{P}"),
        "seat_held_before": re.compile(rf"(?i){J}\s*,?\s*{held_before}\s+{P}"),
    }
