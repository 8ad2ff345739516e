"""Dates, rupiah, numbers and shares as Indonesian readers write them. Pure functions; nothing is escaped here."""

from __future__ import annotations

import re

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
ZONES = {"+07:00": " WIB", "+08:00": " WITA", "+09:00": " WIT"}
DATE = re.compile(
    r"^(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d{2})"
    r"(?:[T ](?P<hour>\d{2}):(?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?(?P<zone>Z|[+-]\d{2}:\d{2})?)?)?)?$"
)
SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))


def date_words(value: object, *, with_time: bool = False) -> str:
    """An ISO date, month or year in words: ``2023-05-05`` → ``5 Mei 2023``, ``2023-05`` → ``Mei 2023``.

    Anything that is no ISO date is given back as it is: a strange date is shown, not hidden.
    """
    text = "" if value is None else str(value).strip()
    match = DATE.match(text)
    if not match:
        return text
    words = match["year"]
    if match["month"]:
        words = f"{MONTHS[int(match['month']) - 1]} {words}"
    if match["day"]:
        words = f"{int(match['day'])} {words}"
    if with_time and match["hour"]:
        zone = "UTC" if match["zone"] in ("Z", "+00:00") else ""
        words += f", {match['hour']}.{match['minute']}"
        words += f" {zone}" if zone else ZONES.get(match["zone"] or "", "")
    return words


def number_words(value: object) -> str:
    """A whole number with Indonesian thousands: ``12345`` → ``12.345``; anything else as it is."""
    if isinstance(value, bool) or not isinstance(value, int):
        return "" if value is None else str(value)
    return f"{value:,}".replace(",", ".")


def rupiah_words(low: int | None, high: int | None = None) -> str:
    """A sum, or a range of sums, in short: ``Rp150 juta``, ``Rp50 juta-Rp1,5 miliar``; empty when none."""
    if low is None and high is None:
        return ""
    if low is None or high is None or low == high:
        return _one_sum(low if low is not None else high)
    return f"{_one_sum(low)}–{_one_sum(high)}"


def rupiah_full(low: int | None, high: int | None = None) -> str:
    """The same sum or range, to the last rupiah: ``Rp150.000.000``."""
    sums = [f"Rp{number_words(value)}" for value in dict.fromkeys((low, high)) if value is not None]
    return "–".join(sums)


def _one_sum(value: int | None) -> str:
    if value is None:
        return ""
    for scale, word in SCALES:
        if abs(value) >= scale:
            short = f"{value / scale:.2f}".rstrip("0").rstrip(".").replace(".", ",")
            return f"Rp{short} {word}"
    return f"Rp{value}"


def percent(value: object) -> int | None:
    """A share from 0 to 1 as whole percent, held within 0 and 100; None for what is no number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return round(min(1.0, max(0.0, float(value))) * 100)


def shorten(text: object, length: int = 120) -> str:
    """`text` cut at a space near `length` characters, with an ellipsis."""
    words = "" if text is None else " ".join(str(text).split())
    if len(words) <= length:
        return words
    cut = words[:length]
    return (cut[: cut.rfind(" ")] if " " in cut[length // 2 :] else cut).rstrip(" ,.;:") + "…"


def unquoted(text: object) -> str:
    """A quotation without the quotation marks that stand around the whole of it, for we set our own."""
    words = "" if text is None else str(text).strip()
    while (
        len(words) > 1 and words[0] in "\"“'‘" and words[-1] in "\"”'’" and not set(words[1:-1]) & set('"“”')
    ):
        words = words[1:-1].strip()
    return words
