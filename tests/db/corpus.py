"""The annotated development articles as reader output: every fact with the place in the text it stands on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parents[2] / "nlp" / "corpus" / "contract_dev.jsonl"
READER = "gold/1"
EXTRACTOR = "annotator/1"


def read_corpus(reader: str = READER) -> list[dict[str, Any]]:
    """Every record of the development set, as a reader would hand it over."""
    lines = CORPUS.read_text(encoding="utf-8").splitlines()
    return [as_read(json.loads(line), reader) for line in lines if line.strip()]


def as_read(record: dict[str, Any], reader: str = READER) -> dict[str, Any]:
    """An annotated record as `reader` would give it: with the place and sentence of every fact."""
    facts: dict[str, Any] = {
        kind: [{**fact, **evidence_of(record["text"], fact)} for fact in listed]
        if isinstance(listed, list)
        else listed
        for kind, listed in record["facts"].items()
    }
    return {**record, "facts": facts, "reader": reader, "notes": []}


def evidence_of(text: str, fact: dict[str, Any], confidence: float = 0.9) -> dict[str, Any]:
    """Where the first of the fact's own words stands in the text, with the line's sentence around it."""
    start, end = next(_places(text, fact))
    sentence_start, sentence_end = _sentence(text, start, end)
    return {
        "start": start,
        "end": end,
        "sentence": text[sentence_start:sentence_end],
        "sentence_start": sentence_start,
        "sentence_end": sentence_end,
        "confidence": confidence,
        "extractor": EXTRACTOR,
    }


def _places(text: str, fact: dict[str, Any]) -> Iterator[tuple[int, int]]:
    words = [fact[key] for key in ("evidence", "person", "position", "number", "name") if fact.get(key)]
    for value in words:
        for wanted in (value, value.split()[-1]):
            if (start := text.find(wanted)) >= 0:
                yield start, start + len(wanted)
    first = re.search(r"\S+", text)
    assert first
    yield first.span()


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The line: real sentences are the reader's business, not the database's."""
    stop = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, stop if stop >= 0 else len(text)
