"""Checks reader output against the contract (`docs/contract.md`) before any of it is loaded.

What is wrong with the frame (no text, no reader, facts of another shape) leaves the whole record out. What
is wrong with one fact (a missing key, a wrong type, an unknown value, offsets outside the text, a sentence
that is not the text's) leaves that fact out and keeps the rest, which stands on its own evidence.
Either way the reason is told, naming the fact. Only the contract's keys are looked at; others travel unseen.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from db import dictionary

Fact = dict[str, Any]
MAX_INTEGER = 2**63 - 1
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class BadRecord(ValueError):
    """A record that cannot be loaded at all; the message says why."""


class BadFact(ValueError):
    """A fact that cannot be loaded; the message says why."""


@dataclass
class CheckedRecord:
    """A record that can be loaded. `complaints` are the facts that were left out, and what else was amiss."""

    record: dict[str, Any]
    reader: str
    relevant: bool
    facts: dict[str, list[Fact]]
    facts_hash: str
    complaints: list[str] = field(default_factory=list)


def name_of(record: object) -> str:
    """What to call a record in a problem: its id, else its address, else its title."""
    if isinstance(record, Mapping):
        for key in ("id", "url", "title"):
            if record.get(key):
                return str(record[key])[:200]
    return "(a record without an id)"


def check_article(record: object) -> dict[str, Any]:
    """The record, if it can be kept as an article. Raises BadRecord."""
    if not isinstance(record, dict):
        raise BadRecord(f"is a {type(record).__name__}, not an object")
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise BadRecord("has no text")
    for key in ("outlet", "url", "title", "published", "author", "canonical_url", "fetched_at", "lang"):
        if not isinstance(record.get(key), str | None):
            raise BadRecord(f"{key} is a {type(record[key]).__name__}, not a string")
    if not isinstance(record.get("id"), str | int | None):
        raise BadRecord("id is neither a string nor a number")
    try:
        json.dumps(record, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise BadRecord(f"holds characters that are no Unicode text ({error.reason})") from error
    except (TypeError, ValueError) as error:
        raise BadRecord(f"is no JSON: {error}") from error
    return record


def facts_hash(facts: object) -> str:
    """SHA-256 of the facts as they came, whatever the order of their keys."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def check(record: object, codes: Container[str]) -> CheckedRecord:
    """The record with its facts checked one by one; `codes` are those of the regions. Raises BadRecord."""
    article = check_article(record)
    reader, facts = article.get("reader"), article.get("facts")
    if not isinstance(reader, str) or not reader:
        raise BadRecord("does not say which reader read it")
    if not isinstance(facts, dict):
        raise BadRecord("has no facts")
    if not isinstance(facts.get("relevant"), bool):
        raise BadRecord("facts.relevant is neither true nor false")
    checked = CheckedRecord(dict(article), reader, facts["relevant"], {}, facts_hash(facts))
    published = article.get("published")
    if published and not is_moment(published):
        checked.record["published"] = None
        checked.complaints.append(f"published {published!r} is no date and was left out")
    for kind, check_fact in CHECKS.items():
        listed = facts.get(kind, [])
        if not isinstance(listed, list):
            raise BadRecord(f"facts.{kind} is a {type(listed).__name__}, not a list")
        checked.facts[kind] = []
        for number, fact in enumerate(listed):
            try:
                good = _checked(fact, article["text"], check_fact)
                if kind == "governments" and good["code"] is not None and good["code"] not in codes:
                    raise BadFact(f"code {good['code']!r} is no region's")
                checked.facts[kind].append(good)
            except BadFact as error:
                checked.complaints.append(f"{kind}[{number}] {error}")
    return checked


def is_moment(published: str) -> bool:
    """Whether it is a day, or a moment, in ISO 8601."""
    try:
        datetime.fromisoformat(published)
    except ValueError:
        return False
    return len(published) >= len("2026-01-31")


# --- one fact -------------------------------------------------------------------------------


def _checked(fact: object, text: str, check_fact: Callable[[Fact], Fact]) -> Fact:
    if not isinstance(fact, dict):
        raise BadFact(f"is a {type(fact).__name__}, not an object")
    return {**check_fact(fact), **_check_evidence(fact, text)}


def _check_evidence(fact: Fact, text: str) -> Fact:
    start, end = _offsets(fact, "start", "end", text)
    sentence_start, sentence_end = _offsets(fact, "sentence_start", "sentence_end", text)
    sentence, said = text[sentence_start:sentence_end], _string(fact, "sentence")
    if said.split() != sentence.split():
        raise BadFact(f"says it was read in {said[:60]!r}, but the text has {sentence[:60]!r} there")
    confidence = fact.get("confidence")
    if isinstance(confidence, bool) or not isinstance(confidence, int | float) or not 0 <= confidence <= 1:
        raise BadFact(f"confidence {confidence!r} is no number from 0 to 1")
    return {
        "start": start,
        "end": end,
        "sentence_start": sentence_start,
        "sentence_end": sentence_end,
        "sentence": sentence,
        "quote_": text[start:end],
        "confidence": float(confidence),
        "extractor": _string(fact, "extractor"),
    }


def _offsets(fact: Fact, first: str, last: str, text: str) -> tuple[int, int]:
    start, end = _whole(fact, first), _whole(fact, last)
    if not 0 <= start < end <= len(text):
        raise BadFact(f"{first} {start} and {last} {end} are no run of a text of {len(text)} characters")
    return start, end


def _whole(fact: Fact, key: str) -> int:
    value = fact.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadFact(f"{key} {value!r} is no whole number")
    return value


def _string(fact: Fact, key: str) -> str:
    value = fact.get(key)
    if not isinstance(value, str) or not value.strip():
        raise BadFact(f"has no {key}" if value in (None, "") else f"{key} {value!r} is no text")
    return value.strip()


def _string_or_none(fact: Fact, key: str) -> str | None:
    return None if fact.get(key) in (None, "") else _string(fact, key)


def _one_of(fact: Fact, key: str, table: str, column: str | None = None) -> str:
    value = _string(fact, key)
    if value not in dictionary.values(table, column or key):
        raise BadFact(f"{key} {value!r} is unknown")
    return value


def _some_of(fact: Fact, key: str, table: str) -> list[str]:
    values, known = _strings(fact, key), dictionary.values(table, key)
    for value in values:
        if value not in known:
            raise BadFact(f"{key} {value!r} is unknown")
    return values


def _strings(fact: Fact, key: str) -> list[str]:
    values = fact.get(key)
    if values is None:
        return []
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise BadFact(f"{key} is no list of texts")
    return values


def _whole_or_none(fact: Fact, key: str, least: int = 0) -> int | None:
    value = fact.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= MAX_INTEGER:
        raise BadFact(f"{key} {value!r} is no whole number from {least} on")
    return value


def _date_or_none(fact: Fact, key: str = "date") -> str | None:
    value = _string_or_none(fact, key)
    if value is None:
        return None
    found = DATE.fullmatch(value)
    try:
        if not found:
            raise ValueError
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        raise BadFact(f"{key} {value!r} is no YYYY, YYYY-MM or YYYY-MM-DD") from None
    return value


def _government(fact: Fact) -> Fact:
    code = _string_or_none(fact, "code")
    return {"name": _string(fact, "name"), "code": code}


def _event(fact: Fact) -> Fact:
    return {
        "stage": _one_of(fact, "stage", "events"),
        "kinds": _some_of(fact, "kinds", "events"),
        "date": _date_or_none(fact),
        "count": _whole_or_none(fact, "count"),
        "echelons": _some_of(fact, "echelons", "events"),
    }


def _move(fact: Fact) -> Fact:
    return {
        "person": _string(fact, "person"),
        "from": _string_or_none(fact, "from"),
        "to": _string_or_none(fact, "to"),
        "acting": _one_of(fact, "acting", "moves") if fact.get("acting") is not None else None,
        "status": _one_of(fact, "status", "moves"),
    }


def _official(fact: Fact) -> Fact:
    return {"person": _string(fact, "person"), "position": _string(fact, "position")}


def _vacancy(fact: Fact) -> Fact:
    return {"position": _string(fact, "position"), "count": _whole_or_none(fact, "count", 1) or 1}


def _allegation(fact: Fact) -> Fact:
    low, high = _whole_or_none(fact, "amount_min"), _whole_or_none(fact, "amount_max")
    if low is not None and high is not None and low > high:
        raise BadFact(f"amount_min {low} is above amount_max {high}")
    return {
        "category": _one_of(fact, "category", "allegations"),
        "stance": _one_of(fact, "stance", "allegations"),
        "accused": _strings(fact, "accused"),
        "source": _string_or_none(fact, "source"),
        "amount_min": low,
        "amount_max": high,
        "evidence": _string(fact, "evidence"),
    }


def _document(fact: Fact) -> Fact:
    return {
        "kind": _one_of(fact, "kind", "documents"),
        "number": _string(fact, "number"),
        "date": _date_or_none(fact),
        "issuer": _string_or_none(fact, "issuer"),
    }


CHECKS: dict[str, Callable[[Fact], Fact]] = {
    "governments": _government,
    "events": _event,
    "moves": _move,
    "officials": _official,
    "vacancies": _vacancy,
    "allegations": _allegation,
    "documents": _document,
}
