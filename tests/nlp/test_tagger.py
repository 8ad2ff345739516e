"""A named token-classification model, on a tiny one that the test makes: a table from words to tags."""

from __future__ import annotations

import sys

import pytest
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast

from nlp.tagger import NotAModel, Tagger
from tests.nlp.conftest import LABELS, WORDS


@pytest.fixture
def folder(tagger_folder):
    return tagger_folder


def test_runs_of_tags_become_mentions(folder):
    sentences = [
        "Bupati melantik Wayan Dirga Suasta di Gianyar .",
        "Tak ada nama .",
        "Wayan Dirga Wayan Suasta",
    ]
    first, none, two = Tagger(folder).mentions(sentences)
    assert [(sentences[0][m.start : m.end], m.label) for m in first] == [
        ("Wayan Dirga Suasta", "PER"),
        ("Gianyar", "LOC"),
    ]
    assert none == []
    assert [sentences[2][m.start : m.end] for m in two] == ["Wayan Dirga", "Wayan Suasta"]
    assert all(0.99 < m.score <= 1 for m in first)


def test_a_folder_without_weights_is_named(tmp_path):
    with pytest.raises(NotAModel, match=r"no config\.json"):
        Tagger(tmp_path)


def test_broken_weights_are_named(folder, tmp_path):
    for part in folder.iterdir():
        (tmp_path / part.name).write_bytes(part.read_bytes())
    (tmp_path / "model.onnx").write_bytes(b"not a model")
    with pytest.raises(NotAModel, match=str(tmp_path)):
        Tagger(tmp_path)


def test_the_reader_takes_the_names_it_finds(folder):
    from nlp.pipeline import build, new_doc

    nlp = build(("furniture", "sentences"), tagger=str(folder))
    doc = nlp(new_doc(nlp, "Bupati melantik Wayan Dirga Suasta di Gianyar."))
    assert [span._.person for span in doc.spans["people"]] == ["Wayan Dirga Suasta"]


def torch_model(path):
    """A tiny model with torch weights."""
    torch = pytest.importorskip("torch")
    from transformers import BertConfig, BertForTokenClassification

    words = Tokenizer(models.WordLevel({word: i for i, word in enumerate(WORDS)}, unk_token="<unk>"))
    words.pre_tokenizer = pre_tokenizers.Whitespace()
    PreTrainedTokenizerFast(tokenizer_object=words, pad_token="<pad>", unk_token="<unk>").save_pretrained(
        path
    )
    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        id2label=dict(enumerate(LABELS)), label2id={v: i for i, v in enumerate(LABELS)},
    )  # fmt: skip
    model = BertForTokenClassification(config)
    torch.nn.init.constant_(model.classifier.bias, 0)
    model.classifier.bias.data[1] = 20  # everything begins a person
    model.save_pretrained(path)
    return path


def test_weights_of_torch_are_loaded_by_transformers(tmp_path):
    (mentions,) = Tagger(torch_model(tmp_path)).mentions(["Wayan melantik Gianyar"])
    assert [(m.start, m.end, m.label) for m in mentions] == [(0, 5, "PER"), (6, 14, "PER"), (15, 22, "PER")]


def test_weights_of_torch_without_torch_name_the_extra(folder, tmp_path, monkeypatch):
    for part in folder.iterdir():
        if part.name != "model.onnx":
            (tmp_path / part.name).write_bytes(part.read_bytes())
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(NotAModel, match=r"transformers-torch"):
        Tagger(tmp_path)
