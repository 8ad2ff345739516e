"""Words of synthetic articles: templates made into text; days, numbers and sums in all spellings; the mess of news.

A template has ``{this|or that}``, ``[perhaps this]`` and ``<slot>``; `⟦` and `⟧` hold a claim's evidence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from nlp.text import data

GRAMMAR = Path(__file__).parent / "grammar"
#: January first, Monday first.
MONTHS, DAYS = (
    [spellings[0].capitalize() for spellings in data("dates")[unit].values()]
    for unit in ("months", "weekdays")
)
UNITS = [
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
]
#: The innermost choices: those without choices in them.
_INNER = re.compile(r"\{([^{}\[\]]*)\}|\[([^{}\[\]]*)\]")
_SLOT = re.compile(r"<([\w.]+)>")


@cache
def grammar(name: str) -> dict[str, Any]:
    """A file of word lists and templates."""
    return tomllib.loads((GRAMMAR / f"{name}.toml").read_text(encoding="utf-8"))


def choose_words(rng: Random, template: str) -> str:
    """The template with its choices made and its slots left open."""
    while found := _INNER.search(template):
        if found.group(1) is not None:
            chosen = rng.choice(found.group(1).split("|"))
        else:
            chosen = found.group(2) if rng.random() < 0.5 else ""
        template = template[: found.start()] + chosen + template[found.end() :]
    return re.sub(r" {2,}", " ", template).strip()


def slots(template: str) -> set[str]:
    """The slots of a template."""
    return set(_SLOT.findall(template))


def fill(template: str, values: Mapping[str, str | Callable[[], str]]) -> str:
    """The template with its slots filled, from left to right; a value may be a function (called where it is met)."""

    def value(match: re.Match[str]) -> str:
        found = values[match.group(1)]
        text = found if isinstance(found, str) else found()
        return sentence(text) if template[: match.start()].endswith(". ") else text

    return _SLOT.sub(value, template)


def sentence(text: str) -> str:
    """The text with its first letter a capital."""
    for n, letter in enumerate(text):
        if letter.isalpha():
            return text[:n] + letter.upper() + text[n + 1 :]
        if letter.isdigit():
            break
    return text


def misspelt(rng: Random, text: str, rate: float) -> str:
    """Typos in a template's own words (call it before slots are filled)."""

    def word(match: re.Match[str]) -> str:
        found = match.group()
        if rng.random() >= rate:
            return found
        at = rng.randrange(1, len(found) - 2)
        kind = rng.random()
        if kind < 0.4:
            return found[:at] + found[at + 1] + found[at] + found[at + 2 :]
        return found[:at] + found[at + 1 :] if kind < 0.75 else found[:at] + found[at] + found[at:]

    return re.sub(r"(?<![<\w⟧])[a-z]{7,}(?![\w>])", word, text)


# --- numbers --------------------------------------------------------------------------------------


def in_words(number: int) -> str:
    """A number below 1,000 in words."""
    if number < 12:
        return UNITS[number]
    if number < 20:
        return f"{UNITS[number - 10]} belas"
    if number < 100:
        tens, rest = divmod(number, 10)
        return f"{UNITS[tens]} puluh" + (f" {UNITS[rest]}" if rest else "")
    hundreds, rest = divmod(number, 100)
    head = "seratus" if hundreds == 1 else f"{UNITS[hundreds]} ratus"
    return head + (f" {in_words(rest)}" if rest else "")


def counted(rng: Random, number: int, *, plain: bool = False) -> str:
    """A count as news writes it: "27", "tujuh", "sebanyak 27"."""
    figure = str(number) if number > 11 or rng.random() < 0.3 else in_words(number)
    if plain or rng.random() < 0.75:
        return figure
    return rng.choice(("sebanyak {}", "sedikitnya {}", "total {}", "lebih dari {}", "ada {}")).format(figure)


def rupiah(rng: Random, amount: int) -> str:
    """A sum as news writes it."""
    million = amount / 1_000_000
    if amount % 1_000_000:
        return rng.choice(("Rp{}", "Rp {}", "Rp. {},-")).format(f"{amount:,}".replace(",", "."))
    if million >= 1000:
        figure = f"{million / 1000:g}".replace(".", ",")
        return rng.choice(("Rp{} miliar", "Rp {} miliar", "Rp{} M", "{} miliar rupiah")).format(figure)
    if rng.random() < 0.15:
        return f"Rp{amount:,}".replace(",", ".")
    words = in_words(int(million))
    return rng.choice(
        ("Rp{0} juta", "Rp {0} juta", "Rp. {0} juta", "Rp{0} jt", "{0} juta rupiah", "{1} juta rupiah")
    ).format(f"{million:g}", words)


def some_sum(rng: Random) -> int:
    """A likely sum of money."""
    if rng.random() < 0.06:
        return rng.choice((1_500_000, 2_500_000, 7_500_000, 12_500_000))
    if rng.random() < 0.1:
        return rng.choice((1_000, 1_200, 1_500, 2_000, 2_400, 3_500)) * 1_000_000
    return (
        rng.choice((2, 3, 5, 8, 10, 15, 20, 25, 30, 35, 40, 50, 60, 75, 80, 100, 120, 125, 150)) * 1_000_000
    )


# --- days -----------------------------------------------------------------------------------------


def full_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def past_day(rng: Random, day: date, published: date) -> tuple[str, str | None]:
    """A wording of a past day (without a preposition) and what it tells."""
    gap, name = (published - day).days, DAYS[day.weekday()]
    iso: str = day.isoformat()
    time = rng.choice(("", "", "", " pagi", " siang", " sore", " malam"))
    kind = rng.random()
    if gap == 0 and kind < 0.3:
        return rng.choice(("hari ini", "pagi tadi", "siang tadi", "sore tadi", "tadi pagi", "hari ini")), iso
    if gap == 1 and kind < 0.25:
        return rng.choice(("kemarin", "kemarin", "kemarin sore", "kemarin siang")), iso
    if 0 < gap < 6 and kind < 0.15 and name != "Minggu":
        return f"{name} lalu", iso
    if gap < 6 and kind < 0.25:
        return f"{name}{time}", iso
    if gap > 40 and kind < 0.25:
        return (
            f"{rng.choice(('awal ', 'akhir ', 'pertengahan ', ''))}{MONTHS[day.month - 1]} {day.year}",
            iso[:7],
        )
    if gap < 150 and rng.random() < 0.45:
        return rng.choice((f"{name} ({day.day}/{day.month})", f"{name}{time} ({day.day}/{day.month})")), iso
    short = f"{day.day}/{day.month}/{day.year}"
    return rng.choice(
        (
            f"{name} ({short})",
            f"{name} ({short})",
            f"{name} ({short}){time}",
            f"{name}{time} ({short})",
            f"{name} ({full_day(day)})",
            f"{name}, {full_day(day)}",
            f"{name} {full_day(day)}",
            f"{name}, {short}",
            f"{name} ({day.day:02d}/{day.month:02d}/{day.year})",
            f"{name} {short}",
            f"tanggal {full_day(day)}",
            full_day(day),
        )
    ), iso


def coming_day(rng: Random, published: date) -> tuple[str, str | None]:
    """A wording of a coming day (without a preposition) and what it tells."""
    kind = rng.random()
    if kind < 0.12:
        return rng.choice(("besok", "besok pagi")), (published + timedelta(1)).isoformat()
    if kind < 0.3:
        following = date(published.year + published.month // 12, published.month % 12 + 1, 1)
        return rng.choice(("bulan depan", "awal bulan depan", "akhir bulan depan")), following.isoformat()[:7]
    if kind < 0.4:
        return rng.choice(("tahun depan", "awal tahun depan")), str(published.year + 1)
    if kind < 0.6:
        return rng.choice(
            (
                "pekan depan",
                "dalam waktu dekat",
                "minggu depan",
                "secepatnya",
                "usai Lebaran",
                "beberapa hari lagi",
            )
        ), None
    day = published + timedelta(rng.randint(2, 40))
    name = DAYS[day.weekday()]
    if kind < 0.7:
        return f"{rng.choice(('awal ', 'akhir ', ''))}{MONTHS[day.month - 1]} {day.year}", day.isoformat()[:7]
    wordings = [
        f"{name} ({day.day}/{day.month}/{day.year})",
        f"{name}, {full_day(day)}",
        full_day(day),
        f"{full_day(day)} mendatang",
    ]
    if (day - published).days < 7:
        wordings += (
            [f"{name} mendatang", f"{name} depan"]
            if day.isocalendar()[1] != published.isocalendar()[1]
            else []
        )
        wordings.append(f"{name} ({day.day}/{day.month}) mendatang")
    return rng.choice(wordings), day.isoformat()


# --- mess -----------------------------------------------------------------------------------------

QUOTES = (("“", "”"), ('"', '"'), ("“", "”"), ("“", '"'), ("''", "''"), ('"', "”"))


def quoted(paragraph: str, marks: tuple[str, str]) -> str:
    """Straight quotes made into the article's own."""
    pieces = paragraph.split('"')
    text = pieces[0]
    for n, piece in enumerate(pieces[1:]):
        text += marks[n % 2] + piece
    return text


def untidy(rng: Random, paragraph: str, rate: float) -> str:
    """Doubled spaces and lost stops."""
    if rng.random() < rate:
        at = [m.start() for m in re.finditer(r"(?<=[a-z]) (?=[a-z])", paragraph)]
        if at:
            place = rng.choice(at)
            paragraph = paragraph[:place] + " " + paragraph[place:]
    if rng.random() < rate and paragraph.endswith("."):
        paragraph = paragraph[:-1]
    if rng.random() < rate * 0.4:
        paragraph = re.sub(r"(?<=[a-z]{3})\. (?=[A-Z][a-z]+ [a-z])", ".", paragraph, count=1)
    return paragraph
