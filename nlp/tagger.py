"""A token-classification model from a folder: which runs of a sentence are people, by a transformer.

A folder is in Hugging Face's form: ``config.json`` (with ``id2label``), a tokenizer, and the weights as
``model.onnx`` (inputs ``input_ids`` and ``attention_mask``, the latter optional; first output the logits, shape
batch x tokens x labels), as ``optimum-cli export onnx --task token-classification`` writes it. Configuration and
tokenizer are read by `transformers`, the weights run on `onnxruntime`; torch is not needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


@dataclass(frozen=True)
class Mention:
    """Characters ``[start, end)`` of the sentence, what they are (``"PER"``), and how sure the model is (0 to 1)."""

    start: int
    end: int
    label: str
    score: float


class Tagger:
    """Finds mentions in sentences.

    Raises `NotAModel`, naming the folder and what is missing.
    """

    def __init__(self, folder: str | Path) -> None:
        from onnxruntime import InferenceSession
        from transformers import AutoConfig, AutoTokenizer

        self.folder = Path(folder)
        for part in ("config.json", "model.onnx"):
            if not (self.folder / part).is_file():
                raise NotAModel(f"{folder}: no {part} in it")
        try:
            self.labels: dict[int, str] = AutoConfig.from_pretrained(
                self.folder, local_files_only=True
            ).id2label
            self._tokenizer = AutoTokenizer.from_pretrained(self.folder, local_files_only=True, use_fast=True)
            self._session = InferenceSession(self.folder / "model.onnx", providers=["CPUExecutionProvider"])
        except (
            Exception
        ) as error:  # each library has errors of its own; the user needs the folder and the reason
            raise NotAModel(f"{folder}: cannot be read as a token-classification model ({error})") from error
        if not any(label.upper().endswith("PER") for label in self.labels.values()):
            raise NotAModel(
                f"{folder}: none of its labels is a person (PER): {', '.join(self.labels.values())}"
            )
        self._inputs = {node.name for node in self._session.get_inputs()}

    @property
    def name(self) -> str:
        """The folder's name, for `extractor`."""
        return self.folder.resolve().name

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
        logits = self._session.run(None, fed)[0]
        odds = softmax(logits)
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
