"""Scores a trained network on a part of the corpus, beside the rules: ``python -m nlp.training.measure FOLDER dev``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import torch
from spacy.tokens import Doc
from transformers import AutoConfig, AutoTokenizer, BertModel

from nlp import evaluation
from nlp.counts import find_counts
from nlp.models.decoding import Decoder, Limits
from nlp.models.network import Input, Network
from nlp.pipeline import build
from nlp.reader import Reader
from nlp.training.alignment import Example, align, prepared
from nlp.training.examples import MARKS, records_of
from nlp.training.network import Network as Trained


def load_network(folder: Path) -> Network:
    """The network as trained, not quantized, with its encoder in torch."""
    config = AutoConfig.from_pretrained(folder)
    config._attn_implementation = "eager"
    trained = Trained(BertModel(config, add_pooling_layer=False), config.hidden_size)
    trained.load_state_dict(torch.load(folder / "network.pt"))
    trained.eval()

    def encode(ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            states = trained.hidden(torch.from_numpy(ids), torch.from_numpy(mask))
        found: np.ndarray = states.float().numpy()
        return found

    weights = {
        name: value.numpy() for name, value in trained.state_dict().items() if not name.startswith("encoder.")
    }
    return Network(encode, weights, AutoTokenizer.from_pretrained(folder))


def input_of(example: Example, doc: Doc) -> Input:
    """What of an example the network may see."""
    days, numbers = ([(start, end) for start, end, _ in spans] for spans in (example.days, example.numbers))
    places = [(span.start_char, span.end_char) for span in doc.spans["regions"]]
    return Input(example.title, example.text, example.sentences, days, numbers, places)


def decoder_of(
    record: dict[str, Any], doc: Any, example: Any, scores: Any, governments: list[Any], limits: Limits
) -> Decoder:
    days = {(s.start_char, s.end_char): s._.iso for s in doc.spans["dates"]}
    counts = {
        (a + c.start, a + c.end): c.value
        for a, b in example.sentences
        for c in find_counts(example.text[a:b])
        if c.value
    }
    return Decoder(
        scores,
        example.text,
        example.title,
        example.sentences,
        lambda a, b: days.get((a, b)),
        lambda a, b: counts.get((a, b)),
        governments,
        limits,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("part", nargs="?", default="dev")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    network = (
        Network.load(args.folder) if (args.folder / "encoder.onnx").is_file() else load_network(args.folder)
    )
    gold = records_of(args.part)
    read = list(Reader().read([{k: v for k, v in r.items() if k != "facts"} for r in gold]))
    nlp = build(MARKS)
    predicted = []
    for record, rules in zip(gold, read, strict=True):
        doc = prepared(nlp, record)
        example = align({**record, "facts": {**record["facts"]}}, doc)
        scores = network.scores(input_of(example, doc))
        facts = rules["facts"]
        decoder = decoder_of(
            record, doc, example, scores, [(g["name"], g["code"]) for g in facts["governments"]], Limits()
        )
        said: dict[str, Any] = {"relevant": scores.relevant > 0}
        moves, officials = decoder.moves_and_officials()
        said["moves"] = [{**vars(m), "from": m.from_} for m in moves]
        said["officials"] = [vars(o) for o in officials]
        said["vacancies"] = [vars(v) for v in decoder.vacancies()]
        said["allegations"] = [vars(a) for a in decoder.allegations()]
        said["events"] = [vars(e) for e in decoder.events()]
        said["governments"], said["documents"] = facts["governments"], facts["documents"]
        if not said["relevant"]:
            said = {**{k: [] for k in said}, "relevant": False}
        predicted.append({"id": record["id"], "facts": said})
    ours, theirs = evaluation.score(gold, predicted), evaluation.score(gold, read)
    print(f"{'':20} model P   R     F1    rules F1")
    for kind, figure in ours.items():
        pr = f"{figure.precision:.3f} {figure.recall:.3f} {figure.f1:.3f}"
        print(f"{kind:20} {pr}   {theirs[kind].f1:.3f}   {figure.gold}")
    if args.errors:
        for wrong in evaluation.errors(gold, predicted):
            print(
                wrong.id,
                wrong.field,
                wrong.error,
                {k: v for k, v in wrong.fact.items() if k not in ("sentence", "start", "end")},
            )


if __name__ == "__main__":
    main()
