"""Remakes what the documents take from code and data: `make docs`.

The data dictionary from ``db/dictionary.toml``; in the README the worked example (``docs/example.txt`` as the reader
reads it) and the table of figures. A test holds the example against the reader; figures change with every change of
the reader, so run this before a release.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from db import dictionary
from nlp import evaluation
from nlp.corpus.lint import part_of
from nlp.reader import Reader
from pantau.inputs import read_json_lines, records

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
EXAMPLE = ROOT / "docs" / "example.txt"
#: Sets of annotated articles and what to say of each in the table's head.
SETS = {
    "development articles": [ROOT / "nlp" / "corpus" / "contract_dev.jsonl"],
    "sample newsroom": sorted((ROOT / "newsroom" / "articles").glob("*.jsonl")),
    "corpus, test part": [
        file
        for file in sorted((ROOT / "nlp" / "corpus" / "articles").glob("*.jsonl"))
        if part_of(file.stem) == "test"
    ],
}
#: Fields that the README leaves out of a fact, to keep it to the point.
LEFT_OUT = ("start", "end", "sentence", "sentence_start", "sentence_end", "confidence", "extractor")


def example() -> str:
    """The worked example: the article, and what the reader writes down of it."""
    (read,) = Reader().read(records([str(EXAMPLE)]))
    lines = []
    for kind, facts in read["facts"].items():
        if kind == "relevant":
            lines.append(f'"relevant": {json.dumps(facts)}')
            continue
        shown = [json.dumps(_short(fact), ensure_ascii=False) for fact in facts]
        lines.append(
            f'"{kind}": [' + "".join(f"\n  {fact}," for fact in shown).rstrip(",") + ("\n]" if shown else "]")
        )
    first = read["facts"]["moves"][0]
    article = EXAMPLE.read_text(encoding="utf-8").strip()
    return (
        f"`docs/example.txt` is a made-up article:\n\n```text\n{article}\n```\n\n"
        "`pantau extract docs/example.txt` writes one JSON line, here with its facts only and without their places:\n\n"
        "```json\n" + ",\n".join(lines) + "\n```\n\n"
        "Every fact also carries where in `text` it was read, here the first move:\n\n"
        "```json\n" + json.dumps({k: first[k] for k in LEFT_OUT}, ensure_ascii=False) + "\n```"
    )


def _short(fact: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fact.items() if key not in LEFT_OUT}


def figures() -> str:
    """F1 by kind of fact over each set, with a 95 % bootstrap interval over articles."""
    columns = {}
    for name, files in SETS.items():
        gold = [record for file in files for record in read_json_lines(file)]
        texts = [{key: value for key, value in record.items() if key != "facts"} for record in gold]
        columns[f"{name} ({len(gold)})"] = evaluation.score(gold, list(Reader().read(texts)))
    rows = [f"| F1 | {' | '.join(columns)} |", "| --- |" + " --- |" * len(columns)]
    for kind in next(iter(columns.values())):
        cells = (f"{(f := column[kind]).f1:.3f} ({f.low:.3f}–{f.high:.3f})" for column in columns.values())
        rows.append(f"| {kind} | {' | '.join(cells)} |")
    return "\n".join(rows)


def replaced(text: str, name: str, content: str) -> str:
    """`text` with what stands between the comments `name` and `/name` replaced. Raises ValueError without them."""
    pattern = re.compile(rf"(<!-- {name}[^>]*-->\n).*?(\n<!-- /{name} -->)", re.S)
    if not pattern.search(text):
        raise ValueError(f"no <!-- {name} --> in the document")
    return pattern.sub(lambda match: match[1] + content + match[2], text)


def main() -> None:
    dictionary.DOCUMENT.write_text(dictionary.render_markdown(), encoding="utf-8")
    text = README.read_text(encoding="utf-8")
    text = replaced(replaced(text, "example", example()), "figures", figures())
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
