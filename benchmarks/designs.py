"""Which design reads best: ``python -m benchmarks.designs FOLDER``, measured on the development part of the corpus.

- rules: the rules alone (``--model fast``);
- rules over mentions: the same rules, with the people that the network of FOLDER tags in place of their own;
- network: roles and links, acts and claims by the network alone, relevance and governments by rules;
- both: the network, raised and lowered by what the rules read (`nlp.models.hints`); this is what is shipped.

Limits and weights of the last two are chosen on the same articles, so their figures are a little too good; the model's
card has those of the test part.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from nlp import evaluation
from nlp.models.network import Network
from nlp.pipeline import build
from nlp.text import span_at
from nlp.training.alignment import new_record
from nlp.training.measure import Measured

FIGURES = (
    "moves", "moves.to", "moves.from", "officials", "vacancies", "events", "events.stage", "allegations",
    "allegations.claim", evaluation.TOTAL,
)  # fmt: skip


def over_mentions(measured: Measured) -> list[dict[str, Any]]:
    """The articles as the rules read them over the network's people."""
    nlp, found = build(), []
    for record, made in zip(measured.gold, measured.made, strict=True):
        doc = new_record(nlp, record)
        for name, room in nlp.pipeline:
            doc = room(doc)
            if name == "people" and made._.network_scores is not None:
                _take_people(doc, made._.network_scores.named)
        found.append({"id": record["id"], "facts": doc._.facts.as_json()})
    return found


def _take_people(doc: Any, named: Any) -> None:
    known = {(span.start_char, span.end_char): span for span in doc.spans["people"]}
    people = []
    for mention in named:
        if mention.label != "PER":
            continue
        span = known.get((mention.start, mention.end)) or span_at(doc, mention.start, mention.end, "person")
        if span is not None and span.text.strip():
            span._.person = span._.person or span.text
            people.append(span)
    doc.spans["people"] = people


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    measured = Measured(Network.load(args.folder), "dev")
    designs = {
        "rules": evaluation.score(measured.gold, measured.read, samples=0),
        "rules over mentions": evaluation.score(measured.gold, over_mentions(measured), samples=0),
    }
    for name, with_rules in (("network", False), ("both", True)):
        limits, weights, _ = measured.tuned(with_rules)
        designs[name] = measured.figures(limits, weights)
    print(f"| F1 on {len(measured.gold)} articles | {' | '.join(designs)} |")
    print("| --- |" + " --- |" * len(designs))
    for figure in FIGURES:
        print(f"| {figure} | {' | '.join(f'{design[figure].f1:.3f}' for design in designs.values())} |")


if __name__ == "__main__":
    main()
