"""Which words of a sentence name people, organisations and places, by any model that tags them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from nlp.conll import NAMES, tokens_of
from nlp.models import SHIPPED
from nlp.models.network import Network
from nlp.tagger import NotAModel, Tagger

#: Sentences as words → the tags of the words (`nlp.conll.NAME_TAGS`).
Naming = Callable[[Sequence[Sequence[str]]], list[list[str]]]


def naming(model: str) -> Naming:
    """How the model (see `nlp.reader.Reader`) tags names. Raises `NotAModel` where it cannot."""
    folder = SHIPPED if model == "default" else Path(model)
    if model == "fast" or (model == "default" and not folder.is_dir()):
        raise NotAModel(f"{model}: rules tag no names of organisations and places")
    if (folder / "encoder.onnx").is_file():
        network = Network.load(folder)
        if "names.weight" not in network.weights:
            raise NotAModel(f"{folder}: was not trained to tag names")
        return network.names
    tagger = Tagger(model)

    def names(sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        found = []
        texts = [tokens_of(sentence) for sentence in sentences]
        for (_, places), mentions in zip(texts, tagger.mentions([text for text, _ in texts]), strict=True):
            tags = ["O"] * len(places)
            for mention in mentions:
                label = mention.label.upper()[:3]
                inside = [n for n, (a, b) in enumerate(places) if a < mention.end and b > mention.start]
                for n in inside if label in NAMES else ():
                    tags[n] = f"{'B' if n == inside[0] else 'I'}-{label}"
            found.append(tags)
        return found

    return names
