"""Writes a trained network as a model that runs without torch: ``python -m nlp.training.export TRAINED OUT``.

The encoder becomes ONNX with weights and embeddings in 8 bits (onnxruntime's dynamic quantization, a scale a channel),
the heads a file of numpy arrays in 16 bits. The second product of each feed-forward block stays in floating point, its
weights in 16 bits: what comes out of the activation has outliers, and in 8 bits they cost two points of F1.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from nlp.training.network import stored

#: In the names of the products that bring a feed-forward block back to the width of the states.
NARROWING = "/output/dense/MatMul"


class _States(nn.Module):
    """The encoder with its hidden states as the only output."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        states: Tensor = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return states


def export(trained: Path, out: Path) -> None:
    """The model in the folder `out`, made anew."""
    network = stored(trained)
    out.mkdir(parents=True, exist_ok=True)
    for name in (
        "tokenizer.json",
        "tokenizer_config.json",
        "special_tokens_map.json",
        "config.json",
        "training.toml",
    ):
        if (trained / name).is_file():
            shutil.copy(trained / name, out / name)
    weights: dict[str, Any] = {name: value.astype(np.float16) for name, value in network.heads().items()}
    np.savez_compressed(out / "heads.npz", **weights)
    axes = {0: "windows", 1: "tokens"}
    ids = torch.ones(2, 16, dtype=torch.long)
    shape: dict[str, Any] = {"input_ids": axes, "attention_mask": axes, "states": axes}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "encoder.onnx"
        torch.onnx.export(
            _States(network.encoder),
            (ids, torch.ones_like(ids)),
            str(whole),
            input_names=["input_ids", "attention_mask"],
            output_names=["states"],
            dynamic_axes=shape,
            opset_version=17,
            dynamo=False,
        )
        model = onnx.load(whole)
        narrow = [node for node in model.graph.node if _narrows(node)]
        quantize_dynamic(
            whole,
            out / "encoder.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
            nodes_to_exclude=[node.name for node in narrow],
        )
        halve(out / "encoder.onnx", {node.input[1] for node in narrow})


def _narrows(node: Any) -> bool:
    return bool(node.op_type == "MatMul" and NARROWING in node.name and "attention" not in node.name)


def halve(file: Path, names: set[str]) -> None:
    """Store these weights in 16 bits, and make them whole again when the model is loaded."""
    model = onnx.load(file)
    graph = model.graph
    for tensor in list(graph.initializer):
        if tensor.name in names:
            half = numpy_helper.from_array(
                numpy_helper.to_array(tensor).astype(np.float16), f"{tensor.name}_half"
            )
            graph.initializer.remove(tensor)
            graph.initializer.append(half)
            graph.node.insert(
                0, helper.make_node("Cast", [half.name], [tensor.name], to=onnx.TensorProto.FLOAT)
            )
    onnx.save(model, file)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    export(args.trained, args.out)
    total = sum(file.stat().st_size for file in args.out.iterdir())
    print(f"{args.out}: {total / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
