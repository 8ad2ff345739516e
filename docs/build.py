"""Remakes what the documents take from code and data: `make docs`.

The data dictionary from ``db/dictionary.toml``; in the README the worked example (``docs/example.txt`` as the reader
reads it) and the table of figures; in ``docs/reading.md`` the articles with their facts marked. A test holds the
example against the reader; figures change with every change of the reader, so run this before a release.
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
    "contract's set": [ROOT / "nlp" / "corpus" / "contract_dev.jsonl"],
    "test part": [
        file
        for file in sorted((ROOT / "nlp" / "corpus" / "articles").glob("*.jsonl"))
        if part_of(file.stem) == "test"
    ],
}
READING = ROOT / "docs" / "reading.md"
#: Articles of the test part that `docs/reading.md` shows, each with another sort of act.
SHOWN = tuple(f"c{number}" for number in (
    "13-004", "13-006", "18-003", "18-007", "35-011", "35-013", "61-005", "61-007", "74-006", "82-003"
))  # fmt: skip
KINDS = ("governments", "events", "moves", "officials", "vacancies", "allegations", "documents")
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
        for model in ("default", "fast"):
            columns[f"{name} ({len(gold)}), {model}"] = evaluation.score(gold, _read(gold, model))
    rows = [f"| F1 | {' | '.join(columns)} |", "| --- |" + " --- |" * len(columns)]
    for kind in next(iter(columns.values())):
        cells = (f"{(f := column[kind]).f1:.3f} ({f.low:.3f}–{f.high:.3f})" for column in columns.values())
        rows.append(f"| {kind} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _read(gold: list[dict[str, Any]], model: str = "default") -> list[dict[str, Any]]:
    texts = [{key: value for key, value in record.items() if key != "facts"} for record in gold]
    return list(Reader(model).read(texts))


def articles() -> str:
    """Ten articles of the test part with what the default model reads in them, marked in the text."""
    gold = [record for file in SETS["test part"] for record in read_json_lines(file)]
    shown = [record for record in gold if record["id"] in SHOWN]
    parts = []
    for number, (record, read) in enumerate(zip(shown, _read(shown), strict=True), 1):
        wrong = [error for error in evaluation.errors([record], [read]) if error.error == "made up"]
        made_up = {json.dumps(error.fact, sort_keys=True) for error in wrong}
        facts = [(kind, fact) for kind in KINDS for fact in read["facts"][kind]]
        facts.sort(key=lambda item: item[1]["start"])
        rows = ["| | fact | confidence | annotated so |", "| --- | --- | --- | --- |"]
        for n, (kind, fact) in enumerate(facts, 1):
            right = "no" if json.dumps(fact, sort_keys=True) in made_up else "yes"
            rows.append(f"| {n} | {kind}: {_in_words(fact)} | {fact['confidence']:.2f} | {right} |")
        missed = [e for e in evaluation.errors([record], [read]) if e.error == "missed" and e.field in KINDS]
        rows += [f"| – | {e.field}: {_in_words(e.fact)} | | missed |" for e in missed]
        parts.append(
            f"### {number}. {record['title']}\n\n*{record['outlet']}, {record['published']}* (`{record['id']}`)\n\n"
            f"{_marked(record['text'], [fact for _, fact in facts])}\n\n" + "\n".join(rows)
        )
    return "\n\n".join(parts)


def _in_words(fact: dict[str, Any]) -> str:
    told = {k: v for k, v in fact.items() if k not in (*LEFT_OUT, "evidence") and v not in (None, [], "")}
    return ", ".join(f"{k} *{', '.join(v) if isinstance(v, list) else v}*" for k, v in told.items()).replace(
        "|", "/"
    )


def _marked(text: str, facts: list[dict[str, Any]]) -> str:
    """The text as a quotation; each fact's run of words begins with its number and is in bold."""
    numbers: dict[int, list[int]] = {}
    bold = [False] * (len(text) + 1)
    for n, fact in enumerate(facts, 1):
        numbers.setdefault(fact["start"], []).append(n)
        for at in range(fact["start"], fact["end"]):
            bold[at] = text[at] != "\n"
    out = []
    for at, letter in enumerate(text):
        if bold[at] and at in numbers and at and bold[at - 1]:
            out.append("**")
        if at in numbers:
            out.append("".join(f"<sup>{n}</sup>" for n in numbers[at]))
        if bold[at] and (at == 0 or not bold[at - 1] or at in numbers):
            out.append("**")
        out.append({"*": "\\*", "_": "\\_", "<": "&lt;", "|": "\\|"}.get(letter, letter))
        if bold[at] and not bold[at + 1]:
            out.append("**")
    return "\n".join(f"> {line}" for line in "".join(out).splitlines())


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
    page = replaced(READING.read_text(encoding="utf-8"), "articles", articles())
    READING.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
