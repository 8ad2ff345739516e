"""How many officials or posts a text states, and of which ranks: number words, collectives and echelons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from nlp.facts import ECHELONS
from nlp.patterns import either, listed, longest_first
from nlp.text import data

ROMAN = {
    "i": "I",
    "ii": "II",
    "iii": "III",
    "iv": "IV",
    "v": "V",
    "1": "I",
    "2": "II",
    "3": "III",
    "4": "IV",
    "5": "V",
}
ROMAN |= {"satu": "I", "dua": "II", "tiga": "III", "empat": "IV", "lima": "V"}
LADDER = ("I", "II", "III", "IV", "V")


@dataclass(frozen=True)
class Count:
    """`value` officials or posts at ``[start, end)``; None where the words give no number ("puluhan pejabat").

    `unit` is "people" or "posts", or "" for a bare number of a group already named ("kesepuluhnya").
    `part` is True for a part of a whole stated elsewhere ("empat di antaranya", "selebihnya").
    """

    start: int
    end: int
    value: int | None
    unit: str
    part: bool = False


@cache
def _number() -> str:
    """A pattern for one number in words; the words are checked by `number`."""
    words = data("numbers")["words"]
    units = longest_first([word for word in words if word not in ("se",)])
    tails = longest_first(list(data("numbers")["multipliers"]))
    return rf"(?:{units})(?:[\s-]+(?:{units}|{tails}))*"


def number(words: str) -> int | None:
    """The value of a number as digits or words, None where it is neither: ``number("dua puluh lima")`` is 25."""
    words = words.casefold().strip()
    digits = re.sub(r"-?an$", "", words)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+|\d+", digits):
        return int(digits.replace(".", ""))
    known, multipliers = data("numbers")["words"], data("numbers")["multipliers"]
    total = current = 0
    for word in re.split(r"[\s-]+", words):
        if word in multipliers:
            if word == "belas":
                current += 10
            elif word == "ribu":
                total += max(current, 1) * 1000
                current = 0
            else:
                tens = current % 10
                current += tens * multipliers[word] - tens if tens else multipliers[word]
        elif word in known:
            current += known[word]
        else:
            return None
    return total + current or None


@cache
def _pattern() -> re.Pattern[str]:
    people, posts, never = (
        longest_first(listed(f"numbers.counted.{what}")) for what in ("people", "posts", "never")
    )
    digits = r"\d{1,3}(?:\.\d{3})+(?!\d)|\d{1,4}"
    return re.compile(
        rf"""(?ix) (?<![\w/.,:-]) (?:
        (?P<vague>{either("numbers.around.vague")}) \s+ (?:orang\s+)? (?P<vague_unit>{people}|{posts})
        | (?P<pair>dua-dua|tiga-tiga|empat-empat)nya\b
        | (?:ke-?\s?(?P<collective>\d{{1,3}}|{_number()}))
          (?: nya\b | \s+ (?:orang\s+)? (?: (?P<coll_people>{people}) | (?P<coll_posts>{posts}) )\b )
        | (?P<number>{digits}|{_number()}) (?:-an|an)? (?:\s+\((?:\d{{1,4}}|[a-z ]+)\))? (?P<tens>\s+lebih)?
          \s+ (?!(?:{never})\b) (?:orang\s+)? (?:(?:kursi|posisi)\s+)?
          (?: (?P<people>{people}) | (?P<posts>{posts}) )\b
        | (?P<alone>{digits}|{_number()}) (?=\s+yang\s+{either("numbers.around.alone")})
        | (?P<bare>{digits}) (?=\s+(?:di\s+antaranya|lainnya\s+di\s+eselon|di\s+eselon)\b)
        )"""
    )


PART_AFTER = re.compile(rf"(?i)\s*(?:\w+\s+){{0,3}}{either('numbers.around.part_after')}\b")
PART_BEFORE = re.compile(rf"(?i){either('numbers.around.part_before')}\s*$")
NO_COUNT_BEFORE = re.compile(rf"(?i){either('numbers.around.no_count_before')}\s*$")


def find_counts(text: str) -> Iterator[Count]:
    """The counts of officials and posts in `text`, in order."""
    for match in _pattern().finditer(text):
        groups = match.groupdict()
        before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 60]
        if groups["vague"]:
            unit = (
                "posts"
                if groups["vague_unit"].casefold() in data("numbers")["counted"]["posts"]
                else "people"
            )
            yield Count(match.start(), match.end(), None, unit)
            continue
        if groups["pair"]:
            yield Count(match.start(), match.end(), number(groups["pair"].split("-")[0]), "")
            continue
        if groups["collective"]:
            unit = "people" if groups["coll_people"] else "posts" if groups["coll_posts"] else ""
            yield Count(match.start(), match.end(), number(groups["collective"]), unit)
            continue
        if groups["alone"]:
            yield Count(match.start(), match.end(), number(groups["alone"]), "")
            continue
        if groups["bare"]:
            yield Count(match.start(), match.end(), number(groups["bare"]), "people", part=True)
            continue
        value = number(groups["number"])
        blocked = NO_COUNT_BEFORE.search(before)
        word = blocked.group().strip().casefold() if blocked else ""
        if value is None or (word and word not in ("dari", "oleh", "lebih", "hanya", "diikuti")):
            continue
        # "satu pejabat" is as often "a certain official" as a count
        part = bool(PART_AFTER.match(after)) or bool(PART_BEFORE.search(before) and match.start() > 60)
        unit = "people" if groups["people"] else "posts"
        # "seratus orang ... 9 pejabat" aside, more than a whole kabupaten's staff is a typing error
        yield Count(match.start(), match.end(), value, unit, part=part and word != "dari")


@cache
def _echelon_run() -> re.Pattern[str]:
    one = r"(?:(?-i:IV|III|II|I|V)|[1-5]|satu|dua|tiga|empat|lima)(?:\s?[./-]?\s?[ab]\b|(?=\b))"
    joint = (
        r"\s*(?:,|/|&|-|–|hingga|sampai(?:\s+dengan)?|s\.?/?d\.?|dan|serta|maupun|atau|ke)\s*"
        r"(?:dan\s+)?(?:pejabat\s+)?(?:eselon\s+)?"
    )
    return re.compile(rf"(?i)\beselon\s+(?P<run>{one}(?:{joint}{one})*)(?!\w)")


RANGE = re.compile(r"(?i)hingga|sampai|s\.?/?d|–|-")
ONE = re.compile(r"(?i)(?<![a-z])(?:(?-i:IV|III|II|I|V)|[1-5]|satu|dua|tiga|empat|lima)(?![a-z](?!\b))")


@cache
def _rank_words() -> dict[str, re.Pattern[str]]:
    return {
        rank: re.compile(
            "(?i)(?:"
            + "|".join(rf"(?<!\w){wording}\b" for wording in wordings).replace(
                "(?<!\\w)(?:pejabat|jabatan|tingkat", "(?:pejabat|jabatan|tingkat"
            )
            + ")"
        )
        for rank, wordings in data("numbers")["echelons"].items()
    }


def find_echelons(text: str) -> list[str]:
    """The ranks that `text` states, in the contract's order: "eselon dua hingga IV" states II, III and IV."""
    found: set[str] = set()
    for match in _echelon_run().finditer(text):
        run = match.group("run")
        ranks = [(one.start(), ROMAN[one.group().casefold()]) for one in ONE.finditer(run)]
        for (at, low), (after, high) in pairwise(ranks):
            if RANGE.search(run[at:after]) and LADDER.index(low) < LADDER.index(high):
                found.update(LADDER[LADDER.index(low) : LADDER.index(high) + 1])
        found.update(rank for _, rank in ranks)
    for rank, pattern in _rank_words().items():
        if pattern.search(text):
            found.add(rank)
    return [rank for rank in ECHELONS if rank in found]
