"""Scores a trained network on a part of the corpus, beside the rules: ``python -m nlp.training.measure FOLDER dev``."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from transformers import AutoTokenizer

from nlp import evaluation
from nlp.components.network import KINDS, input_of
from nlp.models.decoding import Decoder, Limits
from nlp.models.network import Network, settings_of
from nlp.models.scores import Scores
from nlp.pipeline import build
from nlp.reader import Reader
from nlp.training.alignment import prepared
from nlp.training.examples import MARKS, records_of
from nlp.training.network import stored

#: Limits in the order they are chosen, each with the figures it is chosen for, and the values that are tried.
TUNED = (
    ("to", ("moves", "moves.to")),
    ("from_", ("moves", "moves.from")),
    ("holds", ("officials",)),
    ("vacant", ("vacancies",)),
    ("claim", ("allegations", "allegations.claim")),
    ("act", ("events.stage",)),
    ("kind", ("events",)),
    ("day", ("events.date", "events")),
    ("number", ("events",)),
)
GRID = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8)


def load_network(folder: Path) -> Network:
    """The network as trained, not quantized, with its encoder in torch."""
    trained = stored(folder)

    def encode(ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            states = trained.hidden(torch.from_numpy(ids), torch.from_numpy(mask))
        found: np.ndarray = states.float().numpy()
        return found

    return Network(encode, trained.heads(), AutoTokenizer.from_pretrained(folder))


class Measured:
    """The articles of a part, read by the rules and by a network, ready to be decoded with any limits."""

    def __init__(self, network: Network, part: str) -> None:
        self.gold = records_of(part)
        self.read = list(
            Reader("fast").read([{k: v for k, v in r.items() if k != "facts"} for r in self.gold])
        )
        nlp = build(MARKS)
        self.made: list[tuple[Scores, Callable[[Limits], Decoder]]] = []
        for record, rules in zip(self.gold, self.read, strict=True):
            doc = prepared(nlp, record)
            article = input_of(doc)
            scores = network.scores(article)
            names = [government["name"] for government in rules["facts"]["governments"]]
            self.made.append((scores, partial(Decoder, scores, article, names)))

    def predicted(self, limits: Limits, kinds: Sequence[str] = KINDS) -> list[dict[str, Any]]:
        """The records as read: `kinds` of facts by the network, the others by the rules."""
        found = []
        for record, rules, (_, decoder_of) in zip(self.gold, self.read, self.made, strict=True):
            facts = dict(rules["facts"])
            if facts["relevant"]:
                decoder = decoder_of(limits)
                moves, officials = decoder.moves_and_officials()
                told = {
                    "moves": [{**vars(m), "from": m.from_} for m in moves],
                    "officials": [vars(o) for o in officials],
                    "vacancies": [vars(v) for v in decoder.vacancies()],
                    "allegations": [vars(a) for a in decoder.allegations()],
                    "events": [vars(e) for e in decoder.events()],
                }
                facts |= {kind: told[kind] for kind in kinds}
            found.append({"id": record["id"], "facts": facts})
        return found

    def figures(self, limits: Limits, kinds: Sequence[str] = KINDS) -> dict[str, evaluation.Figure]:
        return evaluation.score(self.gold, self.predicted(limits, kinds))

    def relevance(self) -> float:
        """Share of the articles whose relevance the network tells rightly."""
        right = [
            (s.relevant > 0) == r["facts"]["relevant"] for r, (s, _) in zip(self.gold, self.made, strict=True)
        ]
        return sum(right) / len(right)

    def tuned(self) -> tuple[Limits, list[str]]:
        """The limits that are best for each figure in turn, and the kinds of facts that the network reads better."""
        limits = Limits()
        for name, figure in TUNED:
            tried = {}
            for value in GRID:
                figures = self.figures(replace(limits, **{name: value}))
                tried[value] = sum(figures[one].f1 for one in figure)
            limits = replace(
                limits, **{name: max(tried, key=lambda value: (tried[value], -abs(value - 0.5)))}
            )
        ours, theirs = self.figures(limits), evaluation.score(self.gold, self.read)
        return limits, [kind for kind in KINDS if ours[kind].f1 > theirs[kind].f1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("part", nargs="?", default="dev")
    parser.add_argument("--errors", action="store_true", help="list what is missed and made up")
    parser.add_argument(
        "--tune", metavar="VERSION", help="choose limits and kinds, and write model.toml into the folder"
    )
    args = parser.parse_args()
    exported = (args.folder / "encoder.onnx").is_file()
    measured = Measured(Network.load(args.folder) if exported else load_network(args.folder), args.part)
    said = settings_of(args.folder)
    limits = Limits(**said.get("limits", {}))
    if args.tune:
        limits, kinds = measured.tuned()
        lines = [f'name = "{args.folder.name}"', f'version = "{args.tune}"', f"kinds = {kinds}", "[limits]"]
        lines += [f"{name} = {value}" for name, value in asdict(limits).items()]
        (args.folder / "model.toml").write_text("\n".join(lines).replace("'", '"') + "\n", encoding="utf-8")
        print("\n".join(lines))
    ours, theirs = measured.figures(limits), evaluation.score(measured.gold, measured.read)
    print(f"{'':20} model P   R     F1    rules F1   gold")
    for kind, figure in ours.items():
        pr = f"{figure.precision:.3f} {figure.recall:.3f} {figure.f1:.3f}"
        print(f"{kind:20} {pr}   {theirs[kind].f1:.3f}   {figure.gold}")
    print(f"relevance by the network alone: {measured.relevance():.3f} right")
    if args.errors:
        for wrong in evaluation.errors(measured.gold, measured.predicted(limits)):
            fact = {
                k: v for k, v in wrong.fact.items() if not k.startswith(("sentence", "start", "end", "extr"))
            }
            print(wrong.id, wrong.field, wrong.error, fact)


if __name__ == "__main__":
    main()
