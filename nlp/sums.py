"""Sums of rupiah in running text, as whole rupiah; other currencies and vague sums ("ratusan juta") are not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nlp.counts import number
from nlp.patterns import either, whole
from nlp.text import data

FIGURE = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
ONE = either("numbers.sums.ones")
WORD = rf"(?:se|{ONE})(?:\s?(?:puluh|belas|ratus))?(?:\s{ONE}(?:\spuluh)?)*"
UNIT = r"ribu|rb|juta|jt|miliar|milyar|triliun|M(?=\b)"


@dataclass(frozen=True)
class Sum:
    """From `low` to `high` rupiah (equal for one sum) at the characters ``[start, end)``."""

    start: int
    end: int
    low: int
    high: int


@cache
def _pattern() -> re.Pattern[str]:
    joint = r"\s*(?:-|–|hingga|sampai(?:\s+dengan)?|s/d|s\.d\.)\s*"
    return re.compile(
        rf"""(?x) (?<![\w$.,])
        (?: (?P<rp>(?i:Rp)\.?\s*|IDR\s*) (?P<low>{FIGURE}) (?:,-)? \s*(?P<low_unit>(?i:{UNIT})\b)?
          | (?P<plain>{FIGURE}|(?i:{WORD})) \s+ (?P<plain_unit>(?i:ribu|juta|miliar|milyar|triliun))\b )
        (?: {joint} (?:(?i:Rp)\.?\s*)? (?P<high>{FIGURE}) \s*(?P<high_unit>(?i:{UNIT})\b)? )?
        (?P<rupiah>\s+(?i:rupiah)\b)?"""
    )


MONEY_BEFORE = re.compile(rf"(?i){either('numbers.sums.money_before')}\W+(?:\w+\W+){{0,2}}$")


def _value(figure: str, unit: str | None) -> int | None:
    factor = data("numbers")["sums"]["units"].get((unit or "").casefold(), 1)
    if not figure[0].isdigit():
        words = re.sub(r"^se(?=puluh|belas|ratus)", "satu ", figure.casefold())
        value = 1 if words == "se" else number(re.sub(r"\s+", " ", words))
        return value * factor if value else None
    if unit and re.fullmatch(r"\d+\.\d{1,2}", figure):  # "1.5 miliar" is written with a point too
        figure = figure.replace(".", ",")
    whole, _, fraction = figure.replace(".", "").partition(",")
    return round(float(f"{whole}.{fraction or 0}") * factor)


def find_sums(text: str) -> Iterator[Sum]:
    """The sums of rupiah in `text`, in order; a range is one sum."""
    for match in _pattern().finditer(text):
        if (
            match["plain"]
            and not match["rupiah"]
            and not MONEY_BEFORE.search(text[max(0, match.start() - 50) : match.start()])
        ):
            continue
        unit = match["low_unit"] or match["plain_unit"]
        figure = match["low"] or match["plain"]
        # "Rp 60-350 juta": the unit stands once, after the higher figure
        low = _value(figure, unit or match["high_unit"])
        high = _value(match["high"], match["high_unit"] or unit) if match["high"] else low
        if low is None or high is None or not 1000 <= low <= high:
            if low is None or low < 1000:
                continue
            high = low
        yield Sum(match.start(), match.end(), low, high)


def prices(text: str) -> list[Sum]:
    """The sums in `text` that were asked, paid or charged: without seized cash, fines, restitution and budgets."""
    found = []
    for one in find_sums(text):
        clause = re.split(r"[,;:.](?=\s)", text[max(0, one.start - 90) : one.start])[-1]
        if not whole("numbers.sums.not_the_price").search(clause):
            found.append(one)
    return found
