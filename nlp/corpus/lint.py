"""Checks annotated articles: ``python -m nlp.corpus.lint FILE…`` names file, record and what is wrong with it.

What is checked: fields and their values (``docs/contract.md``), dates, codes of governments, that names, posts,
sources and quotes are the article's own words, that nothing is annotated in an article about something else, and
that no article repeats another.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from nlp import facts as contract
from nlp.regions import regions

FIELDS = ("id", "outlet", "outlet_kind", "province", "url", "title", "published", "text", "facts")
OUTLET_KINDS = ("wordpress", "disway", "suara", "antara", "blogger", "bare", "tribun", "radio")
KINDS: dict[str, tuple[str, ...]] = {
    "governments": ("name", "code"),
    "events": ("stage", "kinds", "date", "count", "echelons"),
    "moves": ("person", "from", "to", "acting", "status"),
    "officials": ("person", "position"),
    "vacancies": ("position", "count"),
    "allegations": ("category", "stance", "accused", "source", "amount_min", "amount_max", "evidence"),
    "documents": ("kind", "number", "date", "issuer"),
}
VALUES: dict[tuple[str, str], tuple[str, ...]] = {
    ("events", "stage"): contract.STAGES,
    ("moves", "acting"): contract.ACTING,
    ("moves", "status"): contract.MOVE_STATUSES,
    ("allegations", "category"): contract.CATEGORIES,
    ("allegations", "stance"): contract.STANCES,
    ("documents", "kind"): contract.DOCUMENT_KINDS,
}
OPTIONAL = {("moves", "acting")}
LAWS = ("uu", "pp", "perpres", "permen")
#: Regulations of a region, whose number may be written as a law's.
LOCAL = ("perda", "perkada")
EVIDENCE_WORDS = range(5, 41)
LEAST_WORDS = 50
#: Two articles that share this many runs of eight words are one article.
SHARED_RUNS = 6


def part_of(province: str) -> str:
    """train, dev or test: what the articles about the province serve for."""
    parts = tomllib.loads((Path(__file__).parent / "splits.toml").read_text(encoding="utf-8"))
    return next((name for name in ("dev", "test") if province in parts[name]), "train")


def problems(record: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with one record."""
    missing = [name for name in FIELDS if name not in record]
    if missing:
        yield f"{', '.join(missing)} missing"
        return
    for name in set(record) - set(FIELDS):
        yield f"{name} is no field"
    text, facts = record["text"], record["facts"]
    if record["outlet_kind"] not in OUTLET_KINDS:
        yield f"outlet_kind {record['outlet_kind']!r} is not one of {', '.join(OUTLET_KINDS)}"
    if not _is_day(record["published"]):
        yield f"published {record['published']!r} is not YYYY-MM-DD"
    if len(text.split()) < LEAST_WORDS:
        yield f"text has under {LEAST_WORDS} words"
    if record["title"] in text.split("\n")[0]:
        yield "text begins with the title"
    if not isinstance(facts.get("relevant"), bool) or set(facts) != {"relevant", *KINDS}:
        yield f"facts must hold relevant, {', '.join(KINDS)}"
        return
    for kind, fields in KINDS.items():
        if facts[kind] and not facts["relevant"]:
            yield f"{kind} in an article that is not relevant"
        for n, fact in enumerate(facts[kind]):
            for problem in _fact_problems(kind, fact, fields, record):
                yield f"{kind}[{n}]: {problem}"
        if len({json.dumps(fact, sort_keys=True) for fact in facts[kind]}) < len(facts[kind]):
            yield f"{kind}: the same fact twice"
    if facts["relevant"] and not facts["governments"]:
        yield "relevant without a government"


def _fact_problems(
    kind: str, fact: Mapping[str, Any], fields: Iterable[str], record: Mapping[str, Any]
) -> Iterator[str]:
    if set(fact) != set(fields):
        yield f"fields are {', '.join(fact)}, not {', '.join(fields)}"
        return
    for name in fields:
        allowed = VALUES.get((kind, name))
        if allowed and fact[name] not in allowed and not (fact[name] is None and (kind, name) in OPTIONAL):
            yield f"{name} {fact[name]!r} is not one of {', '.join(allowed)}"
    said = f"{record['title']}\n{record['text']}"
    yield from CHECKS[kind](fact, said)


def _government(fact: Mapping[str, Any], said: str) -> Iterator[str]:
    known = {code: region.name for code, region in regions().items()}
    if fact["code"] is not None and known.get(fact["code"]) != fact["name"]:
        yield f"{fact['code']} is {known.get(fact['code'])}, not {fact['name']}"
    if fact["code"] is None and fact["name"] in known.values():
        yield f"{fact['name']} has a code"


def _event(fact: Mapping[str, Any], said: str) -> Iterator[str]:
    if not fact["kinds"] or set(fact["kinds"]) - set(contract.EVENT_KINDS):
        yield f"kinds {fact['kinds']}"
    if set(fact["echelons"]) - set(contract.ECHELONS):
        yield f"echelons {fact['echelons']}"
    if fact["count"] is not None and (not isinstance(fact["count"], int) or fact["count"] < 1):
        yield f"count {fact['count']!r}"
    yield from _date(fact["date"])


def _move(fact: Mapping[str, Any], said: str) -> Iterator[str]:
    yield from _name(fact["person"], said)
    if fact["from"] is None and fact["to"] is None:
        yield "neither from nor to"
    if fact["acting"] and fact["to"] is None:
        yield "acting without to"
    for end in ("from", "to"):
        yield from _post(fact[end], said)


def _official(fact: Mapping[str, Any], said: str) -> Iterator[str]:
    yield from _name(fact["person"], said)
    yield from _post(fact["position"], said)


def _vacancy(fact: Mapping[str, Any], said: str) -> Iterator[str]:
    yield from _post(fact["position"], said)
    if not isinstance(fact["count"], int) or fact["count"] < 1:
        yield f"count {fact['count']!r}"


def _allegation(fact: Mapping[str, Any], said: str) -> Iterator[str]:
    if fact["evidence"] not in said:
        yield f"evidence is not in the text: {fact['evidence'][:60]!r}"
    if len(fact["evidence"].split()) not in EVIDENCE_WORDS:
        yield f"evidence has {len(fact['evidence'].split())} words"
    for name in [*fact["accused"], *([fact["source"]] if fact["source"] else [])]:
        if not _said(name, said):
            yield f"{name!r} is not in the text"
    low, high = fact["amount_min"], fact["amount_max"]
    if (low is None) != (high is None) or (low is not None and not 0 < low <= high):
        yield f"amounts {low} to {high}"


def _document(fact: Mapping[str, Any], said: str) -> Iterator[str]:
    number = fact["number"]
    if fact["kind"] in LAWS:
        if not re.fullmatch(r"[\w.-]+/\d{4}", number) or fact["date"] or fact["issuer"]:
            yield "a law has a number as 5/2014, no date and no issuer"
        elif any(part not in said for part in number.split("/")):
            yield f"number {number} is not in the text"
    elif number not in said and not (
        fact["kind"] in LOCAL and all(part in said for part in number.split("/"))
    ):
        yield f"number {number} is not in the text"
    yield from _date(fact["date"])


CHECKS = {
    "governments": _government,
    "events": _event,
    "moves": _move,
    "officials": _official,
    "vacancies": _vacancy,
    "allegations": _allegation,
    "documents": _document,
}


def _name(name: str, said: str) -> Iterator[str]:
    if not _said(name, said):
        yield f"person {name!r} is not in the text"
    if re.match(
        r"(?:Drs?|Ir|Hj?|dr|drg|Prof|KH|AKBP|Kombes|Brigjen|Irjen|Kol|Letkol|Mayor|Kapten)\b\.?\s", name
    ):
        yield f"person {name!r} has a title"


def _post(post: str | None, said: str) -> Iterator[str]:
    if post is None:
        return
    if re.match(r"(?:Plt|Plh|Pjs?)\b\.?\s", post):
        # An official's post keeps it; of a move it is `acting`.
        post = re.sub(r"^\w+\.?\s+", "", post)
    heard = set(_words(said))
    strange = [word for word in _words(post) if word not in heard]
    if len(strange) > 1 or (
        strange and strange[0] not in ("kepala", "dinas", "sekretaris", "dprd", "anggota")
    ):
        yield f"post {post!r}: {', '.join(strange)} not in the text"


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'’]+", text.casefold())


def _said(name: str, said: str) -> bool:
    return " ".join(_words(name)) in " ".join(_words(said))


def _date(value: str | None) -> Iterator[str]:
    if value is None:
        return
    parts = value.split("-") if isinstance(value, str) else []
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", str(value)) or not _is_day("-".join([*parts, "01", "01"][:3])):
        yield f"date {value!r}"


def _is_day(value: Any) -> bool:
    try:
        return len(value) == 10 and bool(date.fromisoformat(value))
    except (TypeError, ValueError):
        return False


def repeated(records: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Pairs of records (by id) that share long runs of words, or an id."""
    seen: dict[str, str] = {}
    ids: set[str] = set()
    for record in records:
        words = _words(record["text"])
        shared: dict[str, int] = {}
        runs = {" ".join(words[n : n + 8]) for n in range(len(words) - 7)}
        for run in runs:
            if run in seen:
                shared[seen[run]] = shared.get(seen[run], 0) + 1
            seen.setdefault(run, record["id"])
        yield from ((other, record["id"]) for other, n in shared.items() if n >= SHARED_RUNS)
        if record["id"] in ids:
            yield record["id"], record["id"]
        ids.add(record["id"])


def main(files: list[str]) -> int:
    """Print what is wrong; 0 where nothing is."""
    wrong, records = 0, []
    for file in files:
        for n, line in enumerate(Path(file).read_text(encoding="utf-8").splitlines(), 1):
            try:
                record = json.loads(line)
                found = list(problems(record))
                records.append(record)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                found = [f"{type(error).__name__}: {error}"]
            for problem in found:
                print(f"{file}:{n}: {problem}")
                wrong += 1
    for first, second in repeated(records):
        print(f"{second} repeats {first}")
        wrong += 1
    print(f"{len(records)} records, {wrong} problems")
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
