"""One line of Indonesian for each fact, worded as reported: what a source said is never said as ours."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from db.site.format import date_words, number_words, rupiah_words, shorten
from db.site.labels import site, value_word

Row = Mapping[str, Any]


def as_list(value: object) -> list[str]:
    """A JSON array column as a list of strings; empty for null, bad JSON or anything that is no list."""
    if isinstance(value, list):
        return [str(item) for item in value]
    try:
        items = json.loads(str(value)) if value else []
    except ValueError:
        return []
    return [str(item) for item in items] if isinstance(items, list) else []


def acting_prefix(row: Row) -> str:
    return f"{value_word('acting', row['acting'])} " if row["acting"] else ""


def move_words(row: Row) -> str:
    """``dari A ke Plt B`` / ``meninggalkan A`` / ``tetap sebagai A``, without the person."""
    origin, target = row["from_title"], row["to_title"]
    if origin and target and origin == target:
        words = f"dikukuhkan kembali sebagai {acting_prefix(row)}{target}"
    elif origin and target:
        words = f"dari {origin} ke {acting_prefix(row)}{target}"
    elif target:
        words = f"menjadi {acting_prefix(row)}{target}"
    elif origin:
        words = f"meninggalkan jabatan {origin}"
    else:
        words = "dimutasi, jabatan tidak disebut"
    return words + (" (rencana)" if row["status"] == "planned" else "")


def stance_line(row: Row) -> str:
    """``Dituduhkan menurut Ketua LSM X`` / ``Dibantah oleh Y``; the article itself where no source is named."""
    words = site()["stance_words"].get(row["stance"], "Menurut")
    source = row["source"]
    if source:
        return f"{words} {source}"
    neutral = {"Dibantah oleh": "Dibantah, menurut", "Diperingatkan oleh": "Diperingatkan, menurut"}
    return f"{neutral.get(words, words)} pemberitaan ini (sumber tidak disebut namanya)"


def event_words(row: Row) -> str:
    kinds = ", ".join(value_word("kinds", kind) for kind in as_list(row["kinds"])) or "peristiwa"
    words = f"{kinds[:1].upper()}{kinds[1:]} ({value_word('stage', row['stage'])})"
    if row["count"] is not None:
        words += f", {number_words(row['count'])} pejabat"
    echelons = as_list(row["echelons"])
    if echelons:
        words += ", eselon " + "/".join(echelons)
    if row["date"]:
        words += f", {date_words(row['date'])}"
    return words


def fact_words(kind: str, row: Row) -> str:
    """The line for any fact. `row` is the fact's own row (article_governments with `government_name`)."""
    if kind == "moves":
        return f"{row['person']} {move_words(row)}"
    if kind == "incumbencies":
        return f"{row['person']}, {row['title']}"
    if kind == "events":
        return event_words(row)
    if kind == "vacancies":
        count = row["count"] or 1
        return f"{row['title']}: kosong atau akan diisi" + (
            f" ({number_words(count)} jabatan)" if count > 1 else ""
        )
    if kind == "allegations":
        sums = rupiah_words(row["amount_min"], row["amount_max"])
        told = stance_line(row)
        return f"{value_word('category', row['category'])}: {told[:1].lower()}{told[1:]}" + (
            f" ({sums})" if sums else ""
        )
    if kind == "documents":
        words = f"{value_word('kind', row['kind'])} {row['number']}"
        return words + (f", {row['issuer']}" if row["issuer"] else "")
    if kind == "article_governments":
        return str(row["government_name"] or "Pemerintah")
    return shorten(kind)
