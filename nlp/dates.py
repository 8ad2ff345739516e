"""The dates of Indonesian news as pure functions: find their wording, and resolve it against the day of publication.

A date is "YYYY-MM-DD", "YYYY-MM" or "YYYY". Relative words are resolved only where they give one day, one month or
one year (the contract's rule): "Kamis pekan lalu" gives a day, "pekan depan" gives none.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from nlp.patterns import longest_first
from nlp.text import data

#: A day without a year is in the year of publication unless another year's is nearer by this many days.
SAME_YEAR_BONUS = 150


@dataclass(frozen=True)
class FoundDate:
    """A wording of a date in a text; `iso` is None where it gives no one day, month or year ("pekan depan")."""

    start: int
    end: int
    iso: str | None


@cache
def _months() -> dict[str, int]:
    return {name: int(number) for number, names in data("dates")["months"].items() for name in names}


@cache
def _weekdays() -> dict[str, int]:
    return {name: int(number) for number, names in data("dates")["weekdays"].items() for name in names}


def _either(words: Iterable[str]) -> str:
    return longest_first(words, blank=r"\ ")


@cache
def _pattern() -> re.Pattern[str]:
    """One pattern for every wording, most telling first; the group names say which."""
    words = data("dates")["words"]
    month, weekday = _either(_months()), _either(_weekdays())
    times, past, future = _either(words["times"]), _either(words["past"]), _either(words["future"])
    parts, numbers = _either(words["parts"]), _either(words["numbers"])
    when = rf"(?:\s+(?:yang\s+)?(?P<%s>{past}|{future}|ini)\b)?"
    return re.compile(
        rf"""(?ix) (?<![\w/]) (?:
        (?P<iso>\d{{4}}-\d{{2}}-\d{{2}}) (?![\d/])
        |
        (?: (?P<weekday>{weekday}) (?:\s+(?:{times}))? \s*,?\s* [(]?\s* (?:tanggal\s+|tgl\.?\s*)?
          | [(]\s* | tanggal\s+ | tgl\.?\s* | (?<![.\-]) )
        (?:
            (?P<day>\d{{1,2}}) \s*[-\s./]?\s* (?P<month>{month})\b\.?
            (?: \s*[-,/]?\s* (?P<year>\d{{4}}) (?![\d/]) | {when % "day_when"} )
          | (?P<nday>\d{{1,2}}) \s*[/.-]\s* (?P<nmonth>\d{{1,2}}) \s*[/.-]\s*
            (?P<nyear>\d{{4}}|\d{{2}}) (?![\w/]|[.-]\d)
        ) (?P<close>\s*[)])?
        |
        (?P<slash_weekday>{weekday}) (?:\s+(?:{times}))? \s*,?\s* [(]?\s*
            (?P<sday>\d{{1,2}}) \s*/\s* (?P<smonth>\d{{1,2}}) (?![\w/]|[.,-]\d) \s*[)]?
        |
        [(]\s* (?P<pday>\d{{1,2}}) \s*/\s* (?P<pmonth>\d{{1,2}}) \s*[)]
        |
        (?P<range>\d{{1,2}})
            (?= \s*(?:-|–|s\.?/?d\.?|hingga|sampai(?:\s+dengan)?|dan)\s* \d{{1,2}}\s+
                (?P<rmonth>{month})\b (?:\s+(?P<ryear>\d{{4}}))? )
        |
        (?:(?P<part>{parts})\s+)? (?:bulan\s+)? (?P<mmonth>{month})\b\.? \s*(?:,|tahun)?\s* (?P<myear>\d{{4}}) (?![\d/])
        |
        (?:(?P<lead>[\w']+)\s+)?? (?P<bare_month>{month})\b
            (?: \s+tahun\s+(?P<that_year>itu|tersebut|yang\s+sama) | (?:\s+tahun)? {when % "month_when"} ) (?!\s+\d)
        |
        (?:hari\s+)? (?P<bare_weekday>{weekday})\b (?:\s+(?:{times}))?
            (?:\s+(?P<of_week>(?:pekan|minggu)\s+(?:lalu|kemarin|depan|mendatang|ini))
              | \s+(?:yang\s+)?(?P<day_rel>{past}|{future}|ini)\b )?
        |
        (?P<relative>{_either(data("dates")["relative_days"])}) \b
        |
        (?: keesokan (?:\s+hari(?:nya)?)?
            | (?P<gap>{numbers}|\d{{1,2}}) \s* hari \s+
              (?P<gap_way>kemudian|setelahnya|sesudahnya|berikutnya|berselang|sebelumnya) ) \b (?P<told>)
        |
        (?P<ago_number>{numbers}|\d{{1,2}}) \s* (?P<ago_unit>hari|pekan|minggu|bulan|tahun)
            \s+ (?:yang\s+)? (?P<ago>lalu|silam|lagi|mendatang|ke\s+depan) \b
        |
        (?:(?P<unit_part>{parts})\s+)? (?P<unit>bulan|tahun|pekan|minggu)
            \s+ (?:yang\s+)? (?P<unit_when>lalu|kemarin|silam|depan|mendatang|ini) \b
        |
        (?:(?P<lone_part>akhir|awal|pertengahan)\s+) (?P<lone_unit>bulan|tahun) \b (?!\s+(?:anggaran|\d|itu|tersebut))
        |
        (?P<bare_year>(?:19[5-9]|20[0-6])\d) (?![\w/]|[.,-]\d)
        )"""
    )


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _month(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"


def _shift_month(published: date, months: int) -> str:
    index = published.year * 12 + published.month - 1 + months
    return _month(index // 12, index % 12 + 1)


def _century(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _is_past(word: str) -> bool:
    return word in data("dates")["words"]["past"]


def _near_day(
    day: int, month: int, published: date | None, weekday: int | None = None, when: str | None = None
) -> str | None:
    """The day without a year: in the year of publication, except across New Year, or where the weekday tells."""
    if published is None or not 1 <= month <= 12:
        return None
    days = []
    for year in (published.year - 1, published.year, published.year + 1):
        if 1 <= day <= calendar.monthrange(year, month)[1]:
            days.append(date(year, month, day))
    if when and when != "ini":
        days = [d for d in days if (d <= published if _is_past(when) else d >= published)] or days
    on_weekday = [d for d in days if weekday is None or d.weekday() == weekday]
    days = on_weekday or days

    def distance(day: date) -> int:
        return abs((day - published).days) - (SAME_YEAR_BONUS if day.year == published.year else 0)

    # news looks back more than forward: of two equally near days the past one
    return min(days, key=lambda d: (distance(d), d > published)).isoformat() if days else None


def _near_month(month: int, published: date | None, when: str | None) -> str | None:
    if published is None:
        return None
    there = (month - published.month) % 12  # months forward to it
    if when == "ini":
        return _shift_month(published, there if there <= 6 else there - 12)
    if when and _is_past(when):
        return _shift_month(published, there - 12 if there else -12)
    if when:
        return _shift_month(published, there or 12)
    return _shift_month(published, there if there < 6 else there - 12)


def _weekday_near(weekday: int, published: date | None, when: str | None, week: str | None) -> str | None:
    if published is None:
        return None
    if week:
        shift = {"lalu": -7, "kemarin": -7, "ini": 0}.get(week, 7)
        monday = published - timedelta(days=published.weekday())
        return (monday + timedelta(days=shift + weekday)).isoformat()
    back = (published.weekday() - weekday) % 7
    if when == "ini":
        return (published + timedelta(days=-back if back < 4 else 7 - back)).isoformat()
    if when and not _is_past(when):
        return (published + timedelta(days=7 - back)).isoformat()
    if when in ("lalu", "silam") and back == 0:
        back = 7
    return (published - timedelta(days=back)).isoformat()


def _unit(unit: str, when: str, published: date | None) -> str | None:
    if published is None or unit in ("pekan", "minggu"):
        return None
    shift = -1 if _is_past(when) else 0 if when == "ini" else 1
    return _shift_month(published, shift) if unit == "bulan" else f"{published.year + shift:04d}"


def _number(word: str) -> int:
    return int(word) if word.isdigit() else int(data("dates")["words"]["numbers"][word])


def _from_last(last: str | None, gap: str | None, way: str | None) -> str | None:
    """ "Sehari kemudian" and the like, from the day told last in the text."""
    if last is None:
        return None
    days = _number(gap) if gap else 1
    return (date.fromisoformat(last) + timedelta(days=-days if way == "sebelumnya" else days)).isoformat()


def _ago(number: str, unit: str, direction: str, published: date | None) -> str | None:
    if published is None:
        return None
    count = _number(number)
    count = -count if direction in ("lalu", "silam") else count
    if unit == "hari":
        return (published + timedelta(days=count)).isoformat()
    if unit == "bulan":
        return _shift_month(published, count)
    return f"{published.year + count:04d}" if unit == "tahun" else None


def _last_word(text: str, start: int) -> str:
    words = re.findall(r"[\w'-]+", text[max(0, start - 30) : start])
    return words[-1].casefold() if words else ""


def find_dates(text: str, published: date | None = None) -> Iterator[FoundDate]:
    """The wordings of dates in `text`, in order, each resolved against `published` where that is needed."""
    words = data("dates")["words"]
    position = 0
    last: str | None = None  # the day told last, which "sehari kemudian" counts from
    pattern = _pattern()
    while match := pattern.search(text, position):
        position = max(match.end(), match.start() + 1)
        g = {key: value.casefold() for key, value in match.groupdict().items() if value is not None}
        start, end = match.start(), match.end()
        before = _last_word(text, start)
        iso: str | None
        if "iso" in g:
            year, month, day = g["iso"].split("-")
            iso = _day(int(year), int(month), int(day))
        elif "day" in g or "nday" in g:
            day = int(g.get("day") or g["nday"])
            month = _months()[g["month"]] if "day" in g else int(g["nmonth"])
            if before in ("nomor", "no") and "weekday" not in g:
                continue
            year = g.get("year") or g.get("nyear")
            if year:
                iso = _day(_century(year), month, day)
            else:
                iso = _near_day(
                    day, month, published, _weekdays().get(g.get("weekday", "")), g.get("day_when")
                )
                if iso is None and published is not None:
                    continue
            if iso is None and year:
                continue
        elif "sday" in g or "pday" in g:
            day, month = int(g.get("sday") or g["pday"]), int(g.get("smonth") or g["pmonth"])
            iso = _near_day(day, month, published, _weekdays().get(g.get("slash_weekday", "")))
            if not (1 <= month <= 12 and 1 <= day <= 31):
                continue
        elif "range" in g:
            month, day = _months()[g["rmonth"]], int(g["range"])
            iso = _day(int(g["ryear"]), month, day) if "ryear" in g else _near_day(day, month, published)
            if iso is None and published is not None:
                continue
        elif "mmonth" in g:
            iso = _month(int(g["myear"]), _months()[g["mmonth"]])
        elif "bare_month" in g:
            # "Mei", "Juni" and "April" are people's names too: a month only after a cue or before "lalu", "nanti"
            cued = g.get("lead", before) in words["month_cues"] or "month_when" in g
            if not cued or not match.group("bare_month")[0].isupper():
                position = match.start("bare_month") + len(g["bare_month"])
                continue
            start = match.start("bare_month")
            month = _months()[g["bare_month"]]
            iso = None if "that_year" in g else _near_month(month, published, g.get("month_when"))
        elif "bare_weekday" in g:
            name = match.group("bare_weekday")
            if not name[0].isupper() or before in words["not_a_weekday_after"]:
                position = match.start("bare_weekday") + len(name)
                continue
            if name.casefold() == "minggu" and ("day_rel" in g or before in words["numbers"]):
                continue  # "Minggu lalu" at the head of a sentence is a week
            when = g.get("day_rel") or ("depan" if before in words["coming_before"] else None)
            week = g["of_week"].split()[-1] if "of_week" in g else None
            iso = _weekday_near(_weekdays()[g["bare_weekday"]], published, when, week)
        elif "relative" in g:
            if g["relative"].startswith("kemar") and before in words["not_yesterday_after"]:
                continue
            shift = data("dates")["relative_days"][g["relative"]]
            iso = (published + timedelta(days=shift)).isoformat() if published else None
        elif "told" in g:
            iso = _from_last(last, g.get("gap"), g.get("gap_way"))
        elif "ago_number" in g:
            iso = _ago(g["ago_number"], g["ago_unit"], g["ago"], published)
        elif "unit" in g:
            iso = _unit(g["unit"], g["unit_when"], published)
        elif "lone_unit" in g:
            iso = _unit(g["lone_unit"], "ini", published)
        else:
            cue = before in words["year_cues"] and not re.search(
                rf"(?i)\b(?:{_either(words['not_a_year_after'])})\b[\s.:]*[\w./-]*\s*(?:tahun\s*)?$",
                text[max(0, start - 40) : start],
            )
            if not cue:
                continue
            iso = g["bare_year"]
        last = iso if iso and len(iso) == 10 else last
        yield FoundDate(start, end, iso)


def resolve(text: str, published: date | None = None) -> str | None:
    """The first date that `text` gives, or None: ``resolve("Kamis lalu", date(2024, 5, 6))`` is ``"2024-05-02"``."""
    return next((found.iso for found in find_dates(text, published) if found.iso), None)
