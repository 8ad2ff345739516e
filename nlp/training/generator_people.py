"""The names of invented people, by their peoples, with titles and degrees."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random

from nlp.training.generator_text import grammar

#: Beginnings of patterns that only men's names have.
MEN = (
    "I ",
    "Teuku",
    "T. ",
    "Lalu",
    "L. ",
    "Raja",
    "La ",
    "Gusti",
    "m Daeng",
    "Muh",
    "Moh",
    "M. ",
    "Abdul",
    "A. ",
)


@dataclass(eq=False)
class Person:
    """`name` is the fullest form, `titled` the one with degrees, `short` what the person is called later."""

    name: str
    titled: str
    short: str
    female: bool

    def first(self) -> str:
        return self.titled

    def again(self) -> str:
        return self.short


@cache
def _lists(people: str) -> tuple[list[str], list[str], list[str], list[str]]:
    table = grammar("names")[people]
    male, female, last = (table[key].replace("|", " ").split() for key in ("male", "female", "last"))
    return male, female, last, table["patterns"]


@cache
def weak_names() -> frozenset[str]:
    return frozenset(grammar("names")["titles"]["weak"].split())


def _built(rng: Random, female: bool) -> str:
    first, second = grammar("names")["javanese"]["parts"]
    for _ in range(20):
        name = rng.choice(first.split("|")) + rng.choice(second.split("|"))
        if name.endswith(("ti", "ni")) == female:
            return name
    return name


def some_name(rng: Random, people: str, female: bool) -> str:
    """A name of that people."""
    male, women, last, patterns = _lists(people)
    given = women if female else male
    options = rng.choice(patterns).split("|")
    fitting = [o for o in options if ("f" in o.split()) == female] or options
    pattern = rng.choice(fitting)
    if female and pattern.startswith(MEN):
        pattern = "m l"
    if female:
        pattern = pattern.replace(" bin ", " binti ")
    words: list[str] = []
    for part in pattern.split():
        pool = {"m": given, "f": women, "g": given, "l": last}.get(part, [part])
        word = rng.choice(pool)
        if people == "javanese" and part in ("m", "l") and rng.random() < 0.2:
            word = _built(rng, female)
        if word not in words:
            words.append(word)
    while words[-1].endswith(".") or (len(words) == 1 and words[0] in weak_names()):
        words.append(rng.choice([w for w in last if not w.endswith(".")]))
    return " ".join(words)


def with_titles(rng: Random, name: str, female: bool, rate: float) -> str:
    """The name with degrees and honorifics."""
    titles = grammar("names")["titles"]
    text = name
    if rng.random() < rate * 0.6:
        text = f"{rng.choice(titles['before_f' if female else 'before'])} {text}"
    if rng.random() < rate:
        first, higher = rng.choice(titles["degrees"]), rng.choice(titles["higher"])
        text += rng.choice(
            (
                f" {first}",
                f", {first}",
                f" {first} {higher}",
                f", {first}, {higher}",
                f", {first}., {higher}",
                f" {first}, {higher}",
                f" {higher}",
                f", {higher}",
            )
        )
    return text
