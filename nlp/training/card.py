"""Writes a model's card and prints its table: ``python -m nlp.training.card FOLDER [--conll FILE]``.

The model is run as users run it, over the articles that no training saw, beside the rules alone. The card
(``README.md`` in the model's folder) says what it was made of, what it reads how well, by region and by kind of outlet,
how far its confidences can be trusted, and where it fails; what is measured is put into ``card.md`` beside this module.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

from nlp import evaluation
from nlp.conll import read_conll, score_names
from nlp.evaluation import Figure
from nlp.models.calibration import bins, expected_error
from nlp.models.network import name_of, settings_of
from nlp.naming import naming
from nlp.reader import Reader
from nlp.training.examples import CORPUS, records_of

TEMPLATE = Path(__file__).with_name("card.md")
#: Groups of provinces by the first figure of their codes.
GROUPS = {
    "1": "Sumatera",
    "2": "Sumatera",
    "3": "Jawa",
    "5": "Bali, Nusa Tenggara",
    "6": "Kalimantan",
    "7": "Sulawesi",
    "8": "Maluku",
    "9": "Papua",
}
CALIBRATED = ("moves", "allegations")
Record = dict[str, Any]


def without_facts(records: Sequence[Record]) -> list[Record]:
    return [{key: value for key, value in record.items() if key != "facts"} for record in records]


def table(columns: Mapping[str, Mapping[str, Figure]], intervals: bool = True) -> str:
    """Figures by name, a column each, in Markdown."""
    rows = [f"| F1 | {' | '.join(columns)} |", "| --- |" + " --- |" * len(columns)]
    for kind in next(iter(columns.values())):
        cells = []
        for column in columns.values():
            figure = column[kind]
            cells.append(
                f"{figure.f1:.3f} ({figure.low:.3f}–{figure.high:.3f})" if intervals else f"{figure.f1:.3f}"
            )
        rows.append(f"| {kind} | {' | '.join(cells)} |")
    return "\n".join(rows)


def by_group(gold: Sequence[Record], read: Sequence[Record], key: Callable[[Record], str]) -> str:
    """All facts, moves and officials of each group of articles."""
    rows = ["| | articles | moves | officials | all facts (strict) |", "| --- | --- | --- | --- | --- |"]
    for group in sorted({key(record) for record in gold}):
        inside = [n for n, record in enumerate(gold) if key(record) == group]
        figures = evaluation.score([gold[n] for n in inside], [read[n] for n in inside], samples=0)
        cells = (f"{figures[name].f1:.3f}" for name in ("moves", "officials", evaluation.TOTAL))
        rows.append(f"| {group} | {len(inside)} | {' | '.join(cells)} |")
    return "\n".join(rows)


def reliability(gold: Sequence[Record], read: Sequence[Record]) -> tuple[str, dict[str, Any]]:
    """A table of confidences against the share that is right, and the bins of each kind."""
    rows = [
        "| | facts | expected calibration error | of those at 0.9 and above, right |",
        "| --- | --- | --- | --- |",
    ]
    told = {}
    for kind in CALIBRATED:
        judged = evaluation.judged(gold, read, kind)
        scores, right = [fact["confidence"] for fact, _ in judged], [ok for _, ok in judged]
        told[kind] = bins(scores, right)
        high = [ok for score, ok in zip(scores, right, strict=True) if score >= 0.9]
        share = f"{sum(high) / len(high):.2f} of {len(high)}" if high else "none"
        rows.append(f"| {kind} | {len(scores)} | {expected_error(scores, right):.3f} | {share} |")
    return "\n".join(rows), told


def plot(told: Mapping[str, Sequence[tuple[float, float, int]]]) -> str:
    """The reliability plot as SVG: confidence to the right, share that is right upwards, a dot a bin by its facts."""
    size, edge = 360, 50
    colours = dict(zip(told, ("#1f4e79", "#b3541e"), strict=False))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size + 2 * edge}" height="{size + 2 * edge}" '
        'font-family="sans-serif" font-size="13">',
        '<rect width="100%" height="100%" fill="white"/>',
        f'<line x1="{edge}" y1="{edge + size}" x2="{edge + size}" y2="{edge}" stroke="#bbb" stroke-dasharray="4"/>',
    ]
    for n in range(6):
        at = size * n / 5
        parts += [
            f'<line x1="{edge + at}" y1="{edge}" x2="{edge + at}" y2="{edge + size}" stroke="#eee"/>',
            f'<line x1="{edge}" y1="{edge + at}" x2="{edge + size}" y2="{edge + at}" stroke="#eee"/>',
            f'<text x="{edge + at}" y="{edge + size + 18}" text-anchor="middle">{n / 5:.1f}</text>',
            f'<text x="{edge - 8}" y="{edge + size - at + 4}" text-anchor="end">{n / 5:.1f}</text>',
        ]
    for m, (kind, found) in enumerate(told.items()):
        points = [(edge + size * score, edge + size * (1 - share), n) for score, share, n in found]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colours[kind]}" stroke-width="1.5"/>')
        for x, y, n in points:
            parts.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + min(12.0, n**0.5):.1f}" fill="{colours[kind]}" '
                f'fill-opacity="0.55"><title>{n} facts</title></circle>'
            )
        parts.append(f'<text x="{edge + 12}" y="{edge + 20 + 18 * m}" fill="{colours[kind]}">{kind}</text>')
    parts += [
        f'<text x="{edge + size / 2}" y="{2 * edge + size - 12}" text-anchor="middle">confidence</text>',
        f'<text transform="translate(16 {edge + size / 2}) rotate(-90)" text-anchor="middle">share right</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def names_table(folder: Path, file: Path | None) -> str:
    if file is None:
        return "Not measured in this run (`--conll FILE`)."
    told = read_conll(file)
    figures = score_names([tags for _, tags in told], naming(str(folder))([words for words, _ in told]))
    rows = [f"| F1 on {len(told)} sentences | names |", "| --- | --- |"]
    rows += [f"| {name} | {f.f1:.3f} ({f.low:.3f}–{f.high:.3f}) |" for name, f in figures.items()]
    return "\n".join(rows)


def failures(gold: Sequence[Record], read: Sequence[Record]) -> str:
    """The most frequent causes of errors."""
    rows = ["| | error | differs in | facts |", "| --- | --- | --- | --- |"]
    for field, error, cause, number in evaluation.causes(evaluation.errors(gold, read)):
        if number >= 5:
            rows.append(f"| {field} | {error} | {cause} | {number} |")
    return "\n".join(rows)


def card(folder: Path, conll: Path | None) -> tuple[str, str]:
    """The card in Markdown, and the reliability plot in SVG."""
    gold = {part: records_of(part) for part in ("dev", "test")}
    contract = [
        json.loads(line) for line in (CORPUS / "contract_dev.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    readers = {"default": Reader(str(folder)), "fast": Reader("fast")}
    read = {
        name: {part: list(reader.read(without_facts(records))) for part, records in gold.items()}
        for name, reader in readers.items()
    }
    columns = {
        f"{part} part, {name}": evaluation.score(gold[part], read[name][part])
        for part in ("test", "dev")
        for name in readers
    }
    columns |= {
        f"contract's set, {name}": evaluation.score(contract, list(reader.read(without_facts(contract))))
        for name, reader in readers.items()
    }
    both, ours = gold["test"] + gold["dev"], read["default"]["test"] + read["default"]["dev"]
    trust, told = reliability(gold["test"], read["default"]["test"])
    said = tomllib.loads((folder / "training.toml").read_text(encoding="utf-8"))
    filled = Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        name=name_of(folder),
        size=f"{sum(file.stat().st_size for file in folder.iterdir()) / 1e6:.1f}",
        kinds=", ".join(settings_of(folder).get("kinds", ())),
        **said,
        tests=len(gold["test"]),
        devs=len(gold["dev"]),
        contracts=len(contract),
        figures=table(columns),
        regions=by_group(both, ours, lambda r: GROUPS[r["province"][0]]),
        outlets=by_group(both, ours, lambda r: r["outlet_kind"]),
        reliability=trust,
        names=names_table(folder, conll),
        failures=failures(gold["test"], read["default"]["test"]),
    )
    return filled, plot(told)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--conll", type=Path, help="a CoNLL file of names to score on")
    parser.add_argument("--plot", type=Path, help="where to write the reliability plot (SVG)")
    args = parser.parse_args()
    text, drawing = card(args.folder, args.conll)
    (args.folder / "README.md").write_text(text, encoding="utf-8")
    (args.plot or args.folder / "reliability.svg").write_text(drawing, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
