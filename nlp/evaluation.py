"""Scores read facts against annotated ones, as ``docs/contract.md`` defines them.

`score` gives precision, recall and F1 for every figure, with a 95 % interval from resampling the articles; `errors`
lists what was missed and what was made up. Nothing is printed here.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from nlp.text import data

Fact = Mapping[str, Any]
Record = Mapping[str, Any]

#: Two wordings are the same person or post from this token F1 on; two tokens the same word from this likeness on.
SAME = 0.75
SAME_WORD = 0.84
INTERVAL_SAMPLES = 1000

DEGREES = re.compile(
    r"""(?ix) (?:,|\s)\s*
    (?: s\.?\s?(?:h|e|t|p|sos|ag|pd|kom|ip|ap|si|km|kep|stp|sn
            |ked|farm|hut|pt|pi|psi|sy|tr|st|ant|kg|hi|th|ptk|gz|hum|i\.?p)
      | m\.?\s?(?:m|h|t|p|si|ap|kes|kom|pd|ag|hum|sc|eng|epid|ak|kn
            |ling|tr|par|pub|pwk|e|ec\.?dev|a|b\.?a|ph|i\.?p)
      | a\.?\s?md(?:\.?\w+)? | ph\.?\s?d | ll\.?\s?m | s\.?stp | s\.?ip | ners | apt | ak | ca | cpa
      | s\.?i\.?k | m\.?i\.?k
      | sp\.?\s?\w{1,4} | qia | crmo | ipm | ipu | cgcae | cfra )
    \b \.?""",
)


@dataclass(frozen=True)
class Figure:
    """Precision, recall and F1 over all articles, their counts, and the 95 % interval of F1."""

    precision: float
    recall: float
    f1: float
    gold: int
    predicted: int
    hits: int
    low: float
    high: float


@dataclass(frozen=True)
class Error:
    """One fact that was "missed" or "made up"; for relevance the fact is {"gold": …, "predicted": …}.

    `cause` says in which fields it differs from the fact of the other side that is likest ("to", "date, count"), or
    that there is none ("not read", "made up"), or that the article was dropped or wrongly kept ("relevance").
    """

    id: str
    field: str
    error: str
    cause: str
    fact: Fact


# --- names and posts ------------------------------------------------------------------------


@lru_cache(maxsize=20_000)
def person_tokens(name: str | None) -> tuple[str, ...]:
    """The bare name's tokens: no titles, degrees, capitals or punctuation."""
    name = (name or "").strip()
    comma = name.find(",")
    if comma > 0:  # degrees follow the first comma
        name = name[:comma]
    name = DEGREES.sub(" ", f"{name} ")
    tokens = re.findall(r"[a-z']+", name.casefold().replace("’", "'").replace("`", "'"))
    titles = data("post_abbreviations")["words"]["person_titles"]
    while len(tokens) > 1 and tokens[0] in titles:
        tokens = tokens[1:]
    return tuple(tokens)


@lru_cache(maxsize=20_000)
def post_tokens(post: str | None, governments: tuple[str, ...] = ()) -> tuple[str, ...]:
    """A post's tokens with abbreviations written out, linking words and its government left out."""
    words = data("post_abbreviations")
    text = (post or "").casefold().replace("/", " ").replace("-", " ")
    text = re.sub(r"\(.*?\)", " ", text)
    text = re.sub(r"pelaksana (tugas|harian)( \(pl[th]\))?|penjabat( sementara)?", " ", text)
    tokens: list[str] = []
    for token in re.findall(r"[a-z0-9&]+", text):
        tokens += words["abbreviations"].get(token, token).split()
    tokens = [words["roman"].get(token, token) for token in tokens if token not in words["words"]["idle"]]
    left_out = set(words["words"]["governments"])
    for government in governments:
        left_out |= set(re.findall(r"[a-z]+", government.casefold()))
    kept = [
        token
        for i, token in enumerate(tokens)
        if not (i > 0 and token in left_out and not (token == "kota" and tokens[i - 1] == "wali"))
    ]
    return tuple(kept or tokens)


@lru_cache(maxsize=100_000)
def _close(a: str, b: str) -> bool:
    return a == b or (len(a) > 3 and len(b) > 3 and SequenceMatcher(None, a, b).ratio() >= SAME_WORD)


def overlap(a: Sequence[str], b: Sequence[str]) -> float:
    """Token F1 of two token lists, with small differences of spelling allowed."""
    if not a or not b:
        return 0.0
    rest, hits = list(b), 0
    for token in a:
        match = next((other for other in rest if _close(token, other)), None)
        if match is not None:
            rest.remove(match)
            hits += 1
    return 2 * hits / (len(a) + len(b))


def same_person(a: str | None, b: str | None) -> bool:
    return overlap(person_tokens(a), person_tokens(b)) >= SAME


def same_post(a: str | None, b: str | None, governments: Sequence[str | None] = ()) -> bool:
    """Whether two wordings name one post; `governments` are the article's, whose names do not count."""
    if not a or not b:
        return not a and not b
    names = tuple(name or "" for name in governments)
    return overlap(post_tokens(a, names), post_tokens(b, names)) >= SAME


def same_body(a: str | None, b: str | None) -> bool:
    """Whether two sources are one: a person, or a body by its words."""
    if not a or not b:
        return not a and not b
    return same_person(a, b) or same_post(a, b)


def number_key(number: str | None) -> str:
    return re.sub(r"[^a-z0-9]", "", (number or "").casefold())


# --- does a predicted fact equal a gold one? -------------------------------------------------


def _governments(record: Record) -> list[str | None]:
    return [government.get("name") for government in record["facts"].get("governments") or []]


def _government(g: Fact, p: Fact, _: Record) -> bool:
    if g.get("code") and p.get("code"):
        return bool(g["code"] == p["code"])
    return overlap(post_tokens(g.get("name")), post_tokens(p.get("name"))) >= 0.99


def _stage(g: Fact, p: Fact, _: Record) -> bool:
    return g.get("stage") == p.get("stage")


def _event_date(g: Fact, p: Fact, r: Record) -> bool:
    return _stage(g, p, r) and (g.get("date") or None) == (p.get("date") or None)


def _event(g: Fact, p: Fact, r: Record) -> bool:
    ours, theirs = set(g.get("kinds") or []), set(p.get("kinds") or [])
    kinds = len(ours & theirs) / max(1, len(ours | theirs))
    return _event_date(g, p, r) and g.get("count") == p.get("count") and (kinds >= 0.5 or not ours)


def _move_to(g: Fact, p: Fact, r: Record) -> bool:
    return same_person(g["person"], p["person"]) and same_post(g.get("to"), p.get("to"), _governments(r))


def _move_from(g: Fact, p: Fact, r: Record) -> bool:
    return same_person(g["person"], p["person"]) and same_post(g.get("from"), p.get("from"), _governments(r))


def _move(g: Fact, p: Fact, r: Record) -> bool:
    acting = (g.get("acting") or None) == (p.get("acting") or None)
    return _move_to(g, p, r) and _move_from(g, p, r) and acting and g.get("status") == p.get("status")


def _official(g: Fact, p: Fact, r: Record) -> bool:
    return same_person(g["person"], p["person"]) and same_post(
        g.get("position"), p.get("position"), _governments(r)
    )


def _vacancy(g: Fact, p: Fact, r: Record) -> bool:
    return same_post(g.get("position"), p.get("position"), _governments(r))


def _claim(g: Fact, p: Fact, _: Record) -> bool:
    return g.get("category") == p.get("category") and g.get("stance") == p.get("stance")


def _allegation(g: Fact, p: Fact, r: Record) -> bool:
    sums = all(g.get(key) == p.get(key) for key in ("amount_min", "amount_max"))
    return _claim(g, p, r) and same_body(g.get("source"), p.get("source")) and sums


def _document(g: Fact, p: Fact, _: Record) -> bool:
    return bool(number_key(g.get("number"))) and number_key(g.get("number")) == number_key(p.get("number"))


@dataclass(frozen=True)
class _Kind:
    """A figure: the field it looks at, when two facts of it are equal, which facts count (None: all)."""

    figure: str
    field: str
    equal: Callable[[Fact, Fact, Record], bool]
    needs: str | None = None
    in_total: bool = False


KINDS = (
    _Kind("governments", "governments", _government, in_total=True),
    _Kind("events", "events", _event, in_total=True),
    _Kind("events.stage", "events", _stage),
    _Kind("events.date", "events", _event_date),
    _Kind("moves", "moves", _move, in_total=True),
    _Kind("moves.to", "moves", _move_to, needs="to"),
    _Kind("moves.from", "moves", _move_from, needs="from"),
    _Kind("officials", "officials", _official, in_total=True),
    _Kind("vacancies", "vacancies", _vacancy, in_total=True),
    _Kind("allegations", "allegations", _allegation, in_total=True),
    _Kind("allegations.claim", "allegations", _claim),
    _Kind("documents", "documents", _document, in_total=True),
)
TOTAL = "all facts (strict)"
FIGURES = ("relevant", *(kind.figure for kind in KINDS), TOTAL)
Counts = tuple[int, int, int]  # hits, gold, predicted


def _facts(record: Record, kind: _Kind) -> list[Fact]:
    facts = (record.get("facts") or {}).get(kind.field) or []
    return [fact for fact in facts if kind.needs is None or fact.get(kind.needs)]


def _pair(
    gold: list[Fact], predicted: list[Fact], kind: _Kind, record: Record
) -> tuple[int, list[Fact], list[Fact]]:
    """Greedy one-to-one pairing: (hits, missed gold facts, made-up facts)."""
    rest, missed = list(predicted), []
    for fact in gold:
        match = next((i for i, other in enumerate(rest) if kind.equal(fact, other, record)), None)
        if match is None:
            missed.append(fact)
        else:
            rest.pop(match)
    return len(gold) - len(missed), missed, rest


def _relevant(record: Record) -> bool:
    return bool((record.get("facts") or {}).get("relevant"))


def _count(gold: Record, predicted: Record) -> dict[str, Counts]:
    """One article's counts for every figure."""
    ours, theirs = _relevant(gold), _relevant(predicted)
    counts: dict[str, Counts] = {"relevant": (int(ours and theirs), int(ours), int(theirs))}
    total = (0, 0, 0)
    for kind in KINDS:
        g, p = _facts(gold, kind), _facts(predicted, kind)
        hits, _, _ = _pair(g, p, kind, gold)
        counts[kind.figure] = (hits, len(g), len(p))
        if kind.in_total:
            total = (total[0] + hits, total[1] + len(g), total[2] + len(p))
    return {**counts, TOTAL: total}


def f1(hits: int, gold: int, predicted: int) -> tuple[float, float, float]:
    """(precision, recall, F1); nothing predicted where nothing was to be found is perfect."""
    precision = hits / predicted if predicted else float(gold == 0)
    recall = hits / gold if gold else float(predicted == 0)
    return precision, recall, (2 * precision * recall / (precision + recall) if precision + recall else 0.0)


def _by_id(records: Sequence[Record] | Mapping[str, Record]) -> dict[str, Record]:
    return dict(records) if isinstance(records, Mapping) else {record["id"]: record for record in records}


def score(
    gold: Sequence[Record] | Mapping[str, Record],
    predicted: Sequence[Record] | Mapping[str, Record],
    *,
    samples: int = INTERVAL_SAMPLES,
    seed: int = 0,
) -> dict[str, Figure]:
    """Every figure over all gold articles; a record the prediction lacks counts as empty.

    The interval is the middle 95 % of F1 over `samples` resamplings of the articles, the same for the same `seed`;
    ``samples=0`` leaves it at (F1, F1).
    """
    found = _by_id(predicted)
    counts = [_count(record, found.get(key, {})) for key, record in _by_id(gold).items()]
    draws = list(resamplings(len(counts), samples, seed))
    return {figure: figure_of([article[figure] for article in counts], draws) for figure in FIGURES}


def figure_of(rows: Sequence[Counts], draws: Iterable[Sequence[int]]) -> Figure:
    """The figure of counts (hits, gold, predicted) a text, and its interval from these resamplings of the texts."""
    hits, gold, predicted = (sum(row[i] for row in rows) for i in range(3))
    precision, recall, value = f1(hits, gold, predicted)
    values = []
    for draw in draws:
        values.append(f1(*(sum(rows[i][j] for i in draw) for j in range(3)))[2])
    values.sort()
    low, high = (
        (values[int(0.025 * len(values))], values[int(0.975 * len(values))]) if values else (value, value)
    )
    return Figure(precision, recall, value, gold, predicted, hits, low, high)


def resamplings(articles: int, samples: int = INTERVAL_SAMPLES, seed: int = 0) -> Iterator[list[int]]:
    """So many drawings of as many articles, with repetition."""
    rng = random.Random(seed)
    for _ in range(samples if articles else 0):
        yield rng.choices(range(articles), k=articles)


def errors(
    gold: Sequence[Record] | Mapping[str, Record], predicted: Sequence[Record] | Mapping[str, Record]
) -> list[Error]:
    """What was missed and what was made up, article by article, by the strict figures."""
    found, listed = _by_id(predicted), []
    for key, record in _by_id(gold).items():
        other = found.get(key, {})
        if _relevant(record) != _relevant(other):
            said = {"gold": _relevant(record), "predicted": _relevant(other)}
            listed.append(
                Error(key, "relevant", "missed" if _relevant(record) else "made up", "relevance", said)
            )
        for kind in KINDS:
            if kind.in_total:
                _, missed, extra = _pair(_facts(record, kind), _facts(other, kind), kind, record)
                whole = _relevant(record) != _relevant(other)
                for side, facts, others in (("missed", missed, extra), ("made up", extra, missed)):
                    for fact in facts:
                        cause = "relevance" if whole else _cause(fact, others, kind.field, record)
                        alone = "not read" if side == "missed" else side
                        listed.append(Error(key, kind.field, side, cause or alone, fact))
    return listed


def judged(
    gold: Sequence[Record] | Mapping[str, Record],
    predicted: Sequence[Record] | Mapping[str, Record],
    field: str,
) -> list[tuple[Fact, bool]]:
    """Every predicted fact of a field, and whether the strict figure counts it as right."""
    kind = next(kind for kind in KINDS if kind.field == field and kind.in_total)
    found, listed = _by_id(predicted), []
    for key, record in _by_id(gold).items():
        facts = _facts(found.get(key, {}), kind)
        wrong = {id(fact) for fact in _pair(_facts(record, kind), facts, kind, record)[2]}
        listed += [(fact, id(fact) not in wrong) for fact in facts]
    return listed


def _cause(fact: Fact, others: Sequence[Fact], field: str, record: Record) -> str:
    """The fields in which the likest of the other side's facts differs, "" where none is like it."""
    best: tuple[float, str] = (0.0, "")
    for other in others:
        different = [name for name, same in FIELDS[field] if not same(fact, other, record)]
        alike = 1 - len(different) / len(FIELDS[field])
        if FIELDS[field][0][0] not in different and alike > best[0]:
            best = (alike, ", ".join(different))
    return best[1]


def _as_written(name: str) -> Callable[[Fact, Fact, Record], bool]:
    return lambda g, p, _: (g.get(name) or None) == (p.get(name) or None)


def _near(g: Fact, p: Fact, r: Record) -> bool:
    """Posts whose wordings share half of their words."""
    names = tuple(name or "" for name in _governments(r))
    return overlap(post_tokens(g["position"], names), post_tokens(p["position"], names)) >= 0.5


#: What two facts of a kind are compared by; where the first differs they are not one fact read differently.
FIELDS: Mapping[str, tuple[tuple[str, Callable[[Fact, Fact, Record], bool]], ...]] = {
    "governments": (("name", _government),),
    "events": (
        ("stage", _stage),
        ("date", _as_written("date")),
        ("count", _as_written("count")),
        ("kinds", lambda g, p, _: bool(set(g["kinds"]) & set(p["kinds"])) or not g["kinds"]),
    ),
    "moves": (
        ("person", lambda g, p, _: same_person(g["person"], p["person"])),
        ("to", _move_to),
        ("from", _move_from),
        ("acting", _as_written("acting")),
        ("status", _as_written("status")),
    ),
    "officials": (
        ("person", lambda g, p, _: same_person(g["person"], p["person"])),
        ("position", lambda g, p, r: same_post(g["position"], p["position"], _governments(r))),
    ),
    "vacancies": (("wording", _near), ("extent", _vacancy)),
    "allegations": (
        ("category", _as_written("category")),
        ("stance", _as_written("stance")),
        ("source", lambda g, p, _: same_body(g.get("source"), p.get("source"))),
        ("amount", lambda g, p, _: all(g.get(k) == p.get(k) for k in ("amount_min", "amount_max"))),
    ),
    "documents": (("number", _document),),
}


def causes(wrong: Iterable[Error]) -> list[tuple[str, str, str, int]]:
    """How often each (field, missed or made up, cause) occurs, the most frequent of each field first."""
    counts = Counter((error.field, error.error, error.cause) for error in wrong)
    order = {field: n for n, field in enumerate(("relevant", *FIELDS))}
    rows = [(*key, n) for key, n in counts.items()]
    return sorted(rows, key=lambda row: (order[row[0]], -row[3], row[1:3]))
