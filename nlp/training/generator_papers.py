"""Laws, decrees, letters and judgments that synthetic articles cite."""

from __future__ import annotations

from datetime import date, timedelta

from nlp.training.generator_story import Story
from nlp.training.generator_text import fill, full_day, grammar

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
KINDS = (
    "sk",
    "sk",
    "sk",
    "sk",
    "persetujuan",
    "persetujuan",
    "pertek",
    "surat",
    "surat_edaran",
    "surat_tugas",
)


def _values(story: Story, day: date) -> dict[str, str]:
    gov = story.government
    return {
        "n": str(story.rng.randint(2, 2999) if story.rng.random() < 0.3 else story.rng.randint(2, 399)),
        "y": str(day.year), "m": f"{day.month:02d}", "R": ROMAN[day.month - 1], "H": f"{gov.head} {gov.bare}",
        "h": gov.head, "p": gov.province.bare, "k": {"Bupati": "Perbup", "Gubernur": "Pergub"}.get(gov.head, "Perwali"),
    }  # fmt: skip


def law(story: Story) -> None:
    """A law cited."""
    rng, table, year = story.rng, grammar("papers"), story.published.year
    day = date(rng.randint(2015, year), 1, 1)
    values = {**_values(story, day), "n": str(rng.randint(1, 90))}
    what, names, subject = fill(rng.choice(table["laws"]), values).split(" |")
    kind, number, of = what.split()
    fact = {"kind": kind, "number": f"{number}/{of}", "date": None, "issuer": None}
    late = kind == "uu" and number == "5" and year > 2023
    if fact in story.documents or int(of) > year or late or (story.service and kind in ("perda", "perkada")):
        return
    text = rng.choice(names.split(",")).strip() + rng.choice(table["law_numbers"]).format(number, of)
    if subject.strip() and rng.random() < 0.4:
        text += f" {subject.strip()}"
    story.documents.append(fact)
    story.add(story.render(story.once(grammar("claims")["others"]["laws"]), law=text))


def document(story: Story, event_day: date) -> None:
    """A decree or letter cited."""
    rng, others = story.rng, grammar("claims")["others"]
    day = event_day - timedelta(rng.randint(0, 14))
    kind = rng.choice(KINDS)
    table, values = grammar("papers")[story.service or kind], _values(story, day)
    if story.service:
        kind = "surat" if story.service == "police" else "sk"
    issuer = fill(rng.choice(table["issuers"]), values)
    if issuer == "KASN" and day.year > 2024:
        issuer = "BKN"
    number = fill(rng.choice(table["numbers"]), {**values, "i": issuer})
    text = (
        fill(rng.choice(table["names"]), {"i": issuer})
        + rng.choice(grammar("papers")["number_words"])
        + number
    )
    told: str | None = None
    if rng.random() < 0.65:
        text += rng.choice((" tanggal ", " tertanggal ", ", tanggal ", " tanggal ")) + full_day(day)
        told = day.isoformat()
    story.documents.append({"kind": kind, "number": number, "date": told, "issuer": issuer})
    group = others["decrees" if kind in ("sk", "surat_tugas") or story.service else "letters"]
    story.add(story.render(story.once(group), doc=text))


def judgment(story: Story, court: str, *, admin: bool) -> None:
    """The judgment of a court named just now."""
    rng, table = story.rng, grammar("papers")["putusan"]
    day = story.published - timedelta(rng.randint(0, 30))
    number = fill(rng.choice(table["admin" if admin else "numbers"]), _values(story, day))
    story.documents.append({"kind": "putusan", "number": number, "date": day.isoformat(), "issuer": court})
    story.add(story.render(rng.choice(table["sentences"]), number=number, day=full_day(day)), joined=0.7)
