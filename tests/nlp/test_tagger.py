"""A named token-classification model, on a tiny one that the test makes: a table from words to tags."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, PreTrainedTokenizerFast

from nlp.tagger import NotAModel, Tagger

LABELS = ["O", "B-PER", "I-PER", "B-LOC"]
TAGS = {"Wayan": 1, "Dirga": 2, "Suasta": 2, "Gianyar": 3}
WORDS = ["<pad>", "<unk>", "Bupati", "melantik", "di", ".", *TAGS]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("tiny-tagger")
    table = np.zeros((len(WORDS), len(LABELS)), dtype=np.float32)
    for i, word in enumerate(WORDS):
        table[i, TAGS.get(word, 0)] = 9
    graph = helper.make_graph(
        [helper.make_node("Gather", ["table", "input_ids"], ["logits"])],
        "tags",
        [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "tokens"])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", "tokens", len(LABELS)])],
        [numpy_helper.from_array(table, "table")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=10)
    onnx.save(model, path / "model.onnx")
    BertConfig(
        id2label=dict(enumerate(LABELS)), label2id={v: i for i, v in enumerate(LABELS)}
    ).save_pretrained(path)
    words = Tokenizer(models.WordLevel({word: i for i, word in enumerate(WORDS)}, unk_token="<unk>"))
    words.pre_tokenizer = pre_tokenizers.Whitespace()
    PreTrainedTokenizerFast(
        tokenizer_object=words, pad_token="<pad>", unk_token="<unk>", model_input_names=["input_ids"]
    ).save_pretrained(path)
    return path


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
