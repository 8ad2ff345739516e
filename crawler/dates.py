"""When an article was published, from the forms in which Indonesian pages say it.

Clocks: WIB is UTC+7, WITA UTC+8, WIT UTC+9. A time without a zone is the outlet's own.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

from crawler.outlet import ZONES

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb pebruari peb february",
            "maret mar mrt march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agu agt ags agst aug august",
            "september sep sept",
            "oktober okt oct october",
            "november nov nop nopember",
            "desember des dec december",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_CLOCK = (
    r"(?:[\s,|\-–@]*(?:pukul|jam|at)?[\s,|\-–]*(?P<hour>[0-2]?\d)\s?[:.]\s?(?P<minute>[0-5]\d)"
    r"(?:\s?[:.]\s?(?P<second>[0-5]\d))?)?"
)
_ZONE = r"(?:\s*(?P<zone>WIB|WITA|WIT)\b)?"
_FORMS = tuple(
    re.compile(form + _CLOCK + _ZONE, re.I)
    for form in (
        rf"\b(?P<day>[0-3]?\d)[\s\-./]+(?P<word>{_MONTH})\.?[\s\-.,/]+(?P<year>(?:19|20)\d\d)\b",
        rf"\b(?P<word>{_MONTH})\.?\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b",
        r"\b(?P<year>(?:19|20)\d\d)[-/](?P<month>[01]?\d)[-/](?P<day>[0-3]?\d)\b",
        r"\b(?P<day>[0-3]?\d)[-/.](?P<month>[01]?\d)[-/.](?P<year>(?:19|20)\d\d)\b",
    )
)
_IN_URL = re.compile(r"/(?P<year>20\d\d)/(?P<month>[01]\d)(?:/(?P<day>[0-3]\d))?(?:/|$)")
#: Years before this are a template's default, not a publishing date.
FIRST_YEAR = 1995


def zone_of(name: str | None) -> timezone:
    """The clock of a zone's name; WIB where it is unknown."""
    return timezone(timedelta(hours=ZONES.get((name or "WIB").upper(), 7)))


def read_date(text: str | None, zone: str = "WIB", *, now: datetime | None = None) -> str | None:
    """The first date in `text` as ISO 8601, with the time and its offset where a time is told.

    Understands machine forms and "Minggu 21-05-2023,18:00 WIB", "Kamis, 12 Mei 2022 | 17:16 WIB", "7 Agt 2023 10:08".
    None where there is none, or where it lies more than two days ahead of `now` (a wrong date).
    """
    if not text:
        return None
    found = _machine(text.strip(), zone) or _written(text, zone)
    if found is None:
        return None
    ahead = (now or datetime.now(zone_of(zone))).date() + timedelta(days=2)
    day = found.date() if isinstance(found, datetime) else found
    return found.isoformat() if day.year >= FIRST_YEAR and day <= ahead else None


def _machine(text: str, zone: str) -> date | datetime | None:
    if not re.match(r"\d{4}-\d{2}-\d{2}", text):
        return None
    if len(text) == 10:
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    try:
        moment = datetime.fromisoformat(re.sub(r"\.\d+", "", text).replace(" +", "+"))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone_of(zone))


def _written(text: str, zone: str) -> date | datetime | None:
    matches = [match for form in _FORMS if (match := form.search(text))]
    for match in sorted(matches, key=lambda m: m.start()):
        parts = match.groupdict()
        month = MONTHS[parts["word"].lower()] if parts.get("word") else int(parts["month"])
        try:
            day = date(int(parts["year"]), month, int(parts["day"]))
            if not parts["hour"]:
                return day
            clock = (int(parts["hour"]), int(parts["minute"]), int(parts["second"] or 0))
            return datetime(day.year, day.month, day.day, *clock, tzinfo=zone_of(parts["zone"] or zone))
        except ValueError:
            continue
    return None


def date_in_url(url: str) -> str | None:
    """The day (or the month) that stands in an address, as ISO 8601."""
    match = _IN_URL.search(url)
    if not match:
        return None
    parts = match.groupdict()
    try:
        day = date(int(parts["year"]), int(parts["month"]), int(parts["day"] or 1))
    except ValueError:
        return None
    return day.isoformat() if parts["day"] else day.isoformat()[:7]
