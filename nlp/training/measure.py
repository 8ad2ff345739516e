"""Scores a trained network on a part of the corpus, beside the rules: ``python -m nlp.training.measure FOLDER dev``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from spacy.tokens import Doc
from transformers import AutoTokenizer

from nlp import evaluation
from nlp.components.network import KINDS, Scoring, read
from nlp.facts import Fact
from nlp.models.calibration import Calibration, fit
from nlp.models.decoding import Limits, Relevance
from nlp.models.hints import Weights
from nlp.models.network import Network, settings_of
from nlp.pipeline import build
from nlp.reader import Reader
from nlp.training.alignment import new_record
from nlp.training.examples import records_of
from nlp.training.network import stored

#: Limits and weights in the order they are chosen, each with the figures it is chosen for.
TUNED = (
    ("weights", "agree", ("moves", "moves.to", "moves.from")),
    ("weights", "differ", ("moves", "moves.to", "moves.from")),
    ("limits", "to", ("moves", "moves.to")),
    ("limits", "from_", ("moves", "moves.from")),
    ("weights", "manner", ("moves",)),
    ("weights", "status", ("moves",)),
    ("weights", "holds", ("officials",)),
    ("limits", "holds", ("officials",)),
    ("weights", "vacant", ("vacancies",)),
    ("limits", "vacant", ("vacancies",)),
    ("weights", "claim", ("allegations", "allegations.claim")),
    ("limits", "claim", ("allegations", "allegations.claim")),
    ("weights", "kind", ("allegations", "allegations.claim")),
    ("weights", "source", ("allegations",)),
    ("weights", "act", ("events.stage",)),
    ("limits", "act", ("events.stage",)),
    ("limits", "kind", ("events",)),
    ("weights", "day", ("events.date", "events")),
    ("limits", "day", ("events.date", "events")),
    ("weights", "number", ("events",)),
    ("limits", "number", ("events",)),
)
GRID = tuple(n / 20 for n in range(2, 19))
STEPS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0)


def load_network(folder: Path) -> Network:
    """The network as trained, not quantized, with its encoder in torch."""
    trained = stored(folder)

    def encode(ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
        with torch.inference_mode():
            states = trained.hidden(torch.from_numpy(ids), torch.from_numpy(mask))
        found: np.ndarray = states.float().numpy()
        return found

    return Network(encode, trained.heads(), AutoTokenizer.from_pretrained(folder))


class Measured:
    """The articles of a part, read by the rules and by a network, ready to be decoded with any limits and weights."""

    def __init__(self, network: Network, part: str) -> None:
        self.gold = records_of(part)
        self.read = list(
            Reader("fast").read([{k: v for k, v in r.items() if k != "facts"} for r in self.gold])
        )
        nlp, scoring = build(), Scoring(network, Relevance())
        self.made: list[Doc] = []
        for record in self.gold:
            doc = new_record(nlp, record)
            for name, room in nlp.pipeline:
                doc = room(doc)
                if name == "people":
                    doc = scoring(doc)
            self.made.append(doc)

    def predicted(
        self, limits: Limits, weights: Weights, kinds: Sequence[str] = KINDS
    ) -> list[dict[str, Any]]:
        """The records as read: `kinds` of facts by the network, the others by the rules."""
        found = []
        for record, doc in zip(self.gold, self.made, strict=True):
            facts = doc._.facts.as_json()
            if facts["relevant"]:
                told = read(doc._.network_scores, doc._.network_input, doc._.facts, limits, weights)
                facts |= {kind: [as_json(fact) for fact in told[kind]] for kind in kinds}
            found.append({"id": record["id"], "facts": facts})
        return found

    def figures(
        self, limits: Limits, weights: Weights, kinds: Sequence[str] = KINDS, samples: int = 0
    ) -> dict[str, evaluation.Figure]:
        return evaluation.score(self.gold, self.predicted(limits, weights, kinds), samples=samples)

    def tuned(self, with_rules: bool = True) -> tuple[Limits, Weights, list[str]]:
        """Limits and weights that are best for each figure in turn, and the kinds so read better than by rules.

        A value is taken by the mean of its own and its neighbours' figures, so that no lucky point wins.
        """
        limits, weights = Limits(), Weights()
        for _ in range(2):
            for group, name, figures in TUNED:
                if group == "weights" and not with_rules:
                    continue
                grid = GRID if group == "limits" else STEPS
                tried = []
                for value in grid:
                    changed = {name: value}
                    now = (
                        self.figures(replace(limits, **changed), weights)
                        if group == "limits"
                        else self.figures(limits, replace(weights, **changed))
                    )
                    tried.append(sum(now[figure].f1 for figure in figures))
                smooth = [float(np.mean(tried[max(0, n - 1) : n + 2])) for n in range(len(tried))]
                best = grid[max(range(len(grid)), key=lambda n: (smooth[n], -abs(grid[n] - 0.5)))]
                if group == "limits":
                    limits = replace(limits, **{name: best})
                else:
                    weights = replace(weights, **{name: best})
        ours, theirs = self.figures(limits, weights), evaluation.score(self.gold, self.read, samples=0)
        return limits, weights, [kind for kind in KINDS if ours[kind].f1 > theirs[kind].f1]


def calibrated(gold: Sequence[Any], predicted: Sequence[Any]) -> dict[str, Calibration]:
    """The calibration of each kind's confidences."""
    found = {}
    for kind in KINDS:
        told = evaluation.judged(gold, predicted, kind)
        found[kind] = fit([fact["confidence"] for fact, _ in told], [right for _, right in told])
    return found


def as_json(fact: Fact) -> dict[str, Any]:
    told = dict(vars(fact))
    if "from_" in told:
        told["from"] = told.pop("from_")
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("part", nargs="?", default="dev")
    parser.add_argument("--errors", action="store_true", help="list what is missed and made up")
    parser.add_argument(
        "--tune", metavar="VERSION", help="choose limits and kinds, and write model.toml into the folder"
    )
    parser.add_argument("--alone", action="store_true", help="tune the network without the rules' hints")
    args = parser.parse_args()
    exported = (args.folder / "encoder.onnx").is_file()
    measured = Measured(Network.load(args.folder) if exported else load_network(args.folder), args.part)
    said = settings_of(args.folder)
    limits, weights = Limits(**said.get("limits", {})), Weights(**said.get("weights", {}))
    kinds = said.get("kinds", list(KINDS))
    if args.tune:
        limits, weights, kinds = measured.tuned(not args.alone)
        lines = [f'name = "{args.folder.name}"', f'version = "{args.tune}"', f"kinds = {kinds}"]
        for table, values in (("limits", limits), ("weights", weights)):
            lines += [f"[{table}]", *(f"{name} = {value}" for name, value in asdict(values).items())]
        scale = calibrated(measured.gold, measured.predicted(limits, weights, kinds))
        lines += ["[calibration]", *(f"{kind} = [{c.slope}, {c.shift}]" for kind, c in scale.items())]
        (args.folder / "model.toml").write_text("\n".join(lines).replace("'", '"') + "\n", encoding="utf-8")
        print("\n".join(lines))
    ours, theirs = (
        measured.figures(limits, weights),
        evaluation.score(measured.gold, measured.read, samples=0),
    )
    print(f"{'':20} model P   R     F1    rules F1   gold")
    for kind, figure in ours.items():
        pr = f"{figure.precision:.3f} {figure.recall:.3f} {figure.f1:.3f}"
        print(f"{kind:20} {pr}   {theirs[kind].f1:.3f}   {figure.gold}")
    total = measured.figures(limits, weights, kinds)[evaluation.TOTAL]
    print(f"{', '.join(kinds)} by the network, the others by rules: all facts (strict) {total.f1:.3f}")
    if args.errors:
        for wrong in evaluation.errors(measured.gold, measured.predicted(limits, weights, kinds)):
            fact = {
                k: v for k, v in wrong.fact.items() if not k.startswith(("sentence", "start", "end", "extr"))
            }
            print(wrong.id, wrong.field, wrong.error, f"({wrong.cause})", fact)


if __name__ == "__main__":
    main()
