"""A token-classification model in Hugging Face's form: which runs of a sentence are people, by a transformer.

A model is a folder, or a name on the Hugging Face hub: a configuration with ``id2label``, a tokenizer, and the weights.
A folder with ``model.onnx`` (inputs ``input_ids`` and ``attention_mask``, the latter optional; first output the logits,
shape batch x tokens x labels; ``optimum-cli export onnx --task token-classification`` writes it) runs on onnxruntime.
Any other is loaded by `transformers` and runs on torch, which the extra ``[transformers-torch]`` brings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

#: Sentences that go through the model together.
BATCH = 16
#: Tokens of a sentence that the model sees; the position table of BERT-like models ends at 512.
MAX_TOKENS = 512


class NotAModel(Exception):
    """The folder lacks a part of a model, or a part cannot be read."""


def softmax(logits: np.ndarray) -> np.ndarray:
    """Logits as probabilities over the last axis."""
    odds = np.exp(logits - logits.max(-1, keepdims=True))
    shares: np.ndarray = odds / odds.sum(-1, keepdims=True)
    return shares


Logits = Callable[[dict[str, np.ndarray]], np.ndarray]


def _onnx(file: Path) -> tuple[Logits, set[str]]:
    """What runs the model's file, and the names of its inputs."""
    from onnxruntime import InferenceSession

    session = InferenceSession(file, providers=["CPUExecutionProvider"])

    def logits(fed: dict[str, np.ndarray]) -> np.ndarray:
        found: np.ndarray = session.run(None, fed)[0]
        return found

    return logits, {node.name for node in session.get_inputs()}


def _torch(name: str) -> tuple[Logits, set[str]]:
    """What runs the model in torch, and the names of its inputs. Raises ImportError where torch is missing."""
    import torch
    from transformers import AutoModelForTokenClassification

    model = AutoModelForTokenClassification.from_pretrained(name).eval()

    def logits(fed: dict[str, np.ndarray]) -> np.ndarray:
        with torch.inference_mode():
            found: np.ndarray = model(
                **{key: torch.from_numpy(value) for key, value in fed.items()}
            ).logits.numpy()
        return found

    return logits, {"input_ids", "attention_mask"}


@dataclass(frozen=True)
class Mention:
    """Characters ``[start, end)`` of the sentence, what they are (``"PER"``), and how sure the model is (0 to 1)."""

    start: int
    end: int
    label: str
    score: float


class Tagger:
    """Finds mentions in sentences.

    Raises `NotAModel`, naming the model and what is missing.
    """

    def __init__(self, model: str | Path) -> None:
        from transformers import AutoConfig, AutoTokenizer

        self.model, folder = str(model), Path(model)
        onnx = folder / "model.onnx"
        if folder.is_dir() and not (folder / "config.json").is_file():
            raise NotAModel(f"{model}: no config.json in it")
        try:
            self.labels: dict[int, str] = AutoConfig.from_pretrained(self.model).id2label
            self._tokenizer = AutoTokenizer.from_pretrained(self.model, use_fast=True)
            self._logits, inputs = _onnx(onnx) if onnx.is_file() else _torch(self.model)
        except ImportError as error:
            raise NotAModel(
                f"{model}: no model.onnx in it, and its weights need torch "
                "(pip install 'pantau-mutasi[transformers-torch]')"
            ) from error
        # Each library has errors of its own; the user needs the model's name and the reason.
        except Exception as error:
            raise NotAModel(f"{model}: cannot be read as a token-classification model ({error})") from error
        if not any(label.upper().endswith("PER") for label in self.labels.values()):
            raise NotAModel(
                f"{model}: none of its labels is a person (PER): {', '.join(self.labels.values())}"
            )
        self._inputs = inputs

    @property
    def name(self) -> str:
        """The folder's or the hub's name, for `extractor`."""
        return Path(self.model).resolve().name if Path(self.model).is_dir() else self.model

    def mentions(self, sentences: Sequence[str]) -> Iterator[list[Mention]]:
        """The mentions of each sentence, in order."""
        for at in range(0, len(sentences), BATCH):
            yield from self._batch(sentences[at : at + BATCH])

    def _batch(self, sentences: Sequence[str]) -> Iterator[list[Mention]]:
        coded = self._tokenizer(
            list(sentences),
            return_offsets_mapping=True,
            return_special_tokens_mask=True,
            truncation=True,
            max_length=MAX_TOKENS,
            padding=True,
            return_tensors="np",
        )
        fed = {name: coded[name].astype(np.int64) for name in self._inputs if name in coded}
        odds = softmax(self._logits(fed))
        for row, offsets, special in zip(
            odds, coded["offset_mapping"], coded["special_tokens_mask"], strict=True
        ):
            yield self._runs(row, offsets, special)

    def _runs(self, odds: np.ndarray, offsets: np.ndarray, special: np.ndarray) -> list[Mention]:
        """Join tokens tagged B-X, I-X (or bare X) to runs; a run is as sure as its least sure token."""
        found: list[Mention] = []
        for row, (start, end), skip in zip(odds, offsets, special, strict=True):
            best = int(row.argmax())
            tag, score = self.labels[best], float(row[best])
            prefix, _, label = tag.rpartition("-")
            if skip or start == end or tag == "O":
                continue
            last = found[-1] if found else None
            goes_on = last is not None and last.label == label and start - last.end <= 1 and prefix != "B"
            if last is not None and (goes_on or (start == last.end and last.label == label)):
                found[-1] = Mention(last.start, int(end), label, min(last.score, score))
            else:
                found.append(Mention(int(start), int(end), label, score))
        return found
