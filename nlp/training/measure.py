"""Scores a trained network on a part of the corpus, beside the rules: ``python -m nlp.training.measure FOLDER dev``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc
from transformers import AutoTokenizer

from nlp import evaluation
from nlp.components.network import KINDS, SEATS, TELLING, Scoring, read
from nlp.facts import Facts
from nlp.models.calibration import Calibration, fit
from nlp.models.decoding import Limits, Relevance
from nlp.models.hints import Weights
from nlp.models.network import Network, settings_of
from nlp.pipeline import build
from nlp.reader import Reader
from nlp.training.alignment import new_record
from nlp.training.examples import records_of

#: Limits and weights in the order they are chosen, each with the figures it is chosen for.
TUNED_SEATS = (
    ("weights", "agree", ("moves", "moves.to", "moves.from")),
    ("weights", "differ", ("moves", "moves.to", "moves.from")),
    ("limits", "to", ("moves", "moves.to")),
    ("limits", "again", ("moves", "moves.to", "moves.from")),
    ("limits", "second", ("moves", "moves.to")),
    ("limits", "from_", ("moves", "moves.from")),
    ("limits", "least", ("moves", "moves.to", "moves.from")),
    ("keep", "keep_move", ("moves", "moves.to", "moves.from")),
    ("weights", "manner", ("moves",)),
    ("weights", "status", ("moves",)),
    ("weights", "holds", ("officials",)),
    ("limits", "holds", ("officials",)),
    ("keep", "keep_official", ("officials",)),
    ("weights", "vacant", ("vacancies",)),
    ("limits", "vacant", ("vacancies",)),
)
TUNED_TELLING = (
    ("weights", "claim", ("allegations", "allegations.claim")),
    ("sure", "claim", ("allegations", "allegations.claim")),
    ("weights", "kind", ("allegations", "allegations.claim")),
    ("weights", "source", ("allegations",)),
    ("keep", "keep_claim", ("allegations", "allegations.claim")),
    ("weights", "act", ("events.stage",)),
    ("limits", "act", ("events.stage",)),
    ("keep", "keep_act", ("events.stage", "events.date", "events")),
    ("limits", "kind", ("events",)),
    ("weights", "day", ("events.date", "events")),
    ("limits", "day", ("events.date", "events")),
    ("weights", "number", ("events",)),
    ("limits", "number", ("events",)),
)
GRID = tuple(n / 20 for n in range(5, 19))
#: A claim about wrongdoing is told only where it is likelier than not, whatever the figures say.
SURE = tuple(n / 20 for n in range(10, 19))
KEEP = (0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.05)
STEPS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0)


def load_network(folder: Path) -> Network:
    """The network as trained, not quantized, with its encoder in torch."""
    import torch

    from nlp.training.network import stored

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
        self.nlp, scoring = build(), Scoring(network, Relevance())
        self.made: list[Doc] = []
        for record in self.gold:
            doc = new_record(self.nlp, record)
            for name, room in self.nlp.pipeline:
                if name == "events":
                    break
                doc = room(doc)
                if name == "people":
                    doc = scoring(doc)
            self.made.append(doc)
        self.seats: list[Facts] = [doc._.facts for doc in self.made]

    def tell(self, limits: Limits, weights: Weights, kinds: Sequence[str]) -> None:
        """Read acts and claims by rules, which look at the seats' facts of `kinds` as the network reads them."""
        for doc, rules in zip(self.made, self.seats, strict=True):
            doc._.facts = rules
            if not rules.relevant:
                continue
            told = read(doc, limits, weights, SEATS)
            taken: dict[str, Any] = {kind: list(told[kind]) for kind in SEATS if kind in kinds}
            doc._.facts = replace(rules, events=[], allegations=[], **taken)
            for name in TELLING:
                self.nlp.get_pipe(name)(doc)

    def predicted(
        self, limits: Limits, weights: Weights, kinds: Sequence[str] = KINDS
    ) -> list[dict[str, Any]]:
        """The records as read: `kinds` of facts by the network, the others by the rules."""
        found = []
        for record, doc, rules in zip(self.gold, self.made, self.seats, strict=True):
            telling = doc._.facts
            every = replace(rules, events=telling.events, allegations=telling.allegations)
            facts = every.as_json()
            if facts["relevant"]:
                told = read(doc, limits, weights, [kind for kind in kinds if kind in TELLING])
                doc._.facts = rules
                told |= read(doc, limits, weights, [kind for kind in kinds if kind in SEATS])
                doc._.facts = telling
                taken: dict[str, Any] = {kind: list(told[kind]) for kind in kinds}
                facts = replace(every, **taken).as_json()
            found.append({"id": record["id"], "facts": facts})
        return found

    def figures(
        self, limits: Limits, weights: Weights, kinds: Sequence[str] = KINDS
    ) -> dict[str, evaluation.Figure]:
        return evaluation.score(self.gold, self.predicted(limits, weights, kinds), samples=0)

    def tuned(self, with_rules: bool = True) -> tuple[Limits, Weights, list[str]]:
        """Limits and weights that are best for each figure in turn, and the kinds so read better than by rules.

        A value is taken by the mean of its own and its neighbours' figures, so that no lucky point wins.
        """
        limits, weights, kinds = Limits(), Weights(), list(SEATS)
        theirs = evaluation.score(self.gold, self.read, samples=0)
        for stage, steps in ((SEATS, TUNED_SEATS), (TELLING, TUNED_TELLING)):
            if stage == TELLING:
                self.tell(limits, weights, kinds)
            for _ in range(2):
                for group, name, figures in steps:
                    if group == "limits" or with_rules:  # the others ask what the rules read
                        limits, weights = self._best(limits, weights, group, name, figures, stage)
            ours = self.figures(limits, weights, stage)
            kinds = [kind for kind in kinds if kind not in stage]
            kinds += [kind for kind in stage if ours[kind].f1 > theirs[kind].f1]
        return limits, weights, kinds

    def _best(
        self,
        limits: Limits,
        weights: Weights,
        group: str,
        name: str,
        figures: Sequence[str],
        kinds: Sequence[str],
    ) -> tuple[Limits, Weights]:
        """Limits and weights with the value of one of them that is best for the figures of these kinds."""

        def changed(value: float) -> tuple[Limits, Weights]:
            if group == "weights":
                return limits, replace(weights, **{name: value})
            return replace(limits, **{name: value}), weights

        grid = {"limits": GRID, "sure": SURE, "weights": STEPS, "keep": KEEP}[group]
        tried = []
        for value in grid:
            now = self.figures(*changed(value), kinds)
            tried.append(sum(now[figure].f1 for figure in figures))
        smooth = [float(np.mean(tried[max(0, n - 1) : n + 2])) for n in range(len(tried))]
        # Where it makes no difference, the stricter limit and the lighter weight: what is not said harms nobody.
        stricter = -1 if group == "weights" else 1
        return changed(grid[max(range(len(grid)), key=lambda n: (round(smooth[n], 5), stricter * grid[n]))])


def calibrated(gold: Sequence[Any], predicted: Sequence[Any]) -> dict[str, Calibration]:
    """The calibration of each kind's confidences."""
    found = {}
    for kind in KINDS:
        told = evaluation.judged(gold, predicted, kind)
        found[kind] = fit([fact["confidence"] for fact, _ in told], [right for _, right in told])
    return found


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
    if not args.tune:
        measured.tell(limits, weights, kinds)
    else:
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
