"""The corpus as examples, by part."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from nlp.corpus import lint
from nlp.corpus.lint import part_of
from nlp.pipeline import build
from nlp.training.alignment import Example, align, prepared

CORPUS = Path(lint.__file__).parent
NEWSROOM = CORPUS.parent.parent / "newsroom" / "articles"
#: The rooms that mark text before any fact is read.
MARKS = ("furniture", "sentences", "dates", "regions", "posts", "people")


def records_of(part: str) -> list[dict[str, Any]]:
    """The annotated articles of a part; the sample newsroom's are for training where their province is."""
    found = []
    for file in sorted((CORPUS / "articles").glob("*.jsonl")):
        if part_of(file.stem) == part:
            found += [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    if part == "train":
        for file in sorted(NEWSROOM.glob("*.jsonl")):
            for line in file.read_text(encoding="utf-8").splitlines():
                record = json.loads(line)
                codes = [g["code"] for g in record["facts"]["governments"] if g["code"]]
                if all(part_of(code[:2]) == "train" for code in codes):
                    found.append({**record, "published": record["published"][:10]})
    return found


def examples_of(part: str) -> list[Example]:
    nlp = build(MARKS)
    return [align(record, prepared(nlp, record)) for record in records_of(part)]


def made_examples(number: int, seed: int) -> list[Example]:
    """So many synthetic articles."""
    if not number:
        return []
    from nlp.training.generator import generate

    nlp = build(MARKS)
    return [align(record, prepared(nlp, record)) for record in generate(number, seed)]


def texts_of() -> list[str]:
    """All texts that the vocabulary must cover: articles for training, lists of names, regions and posts."""
    lists = [p.read_text(encoding="utf-8") for p in (CORPUS.parent / "data").glob("*.t*")]
    lists.append((CORPUS.parent / "data" / "regions.csv").read_text(encoding="utf-8"))
    return [f"{r.get('title')}\n{r['text']}" for r in records_of("train")] + lists
