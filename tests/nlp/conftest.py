"""A tiny token-classification model: a table from words to tags."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, PreTrainedTokenizerFast

LABELS = ["O", "B-PER", "I-PER", "B-LOC"]
TAGS = {"Wayan": 1, "Dirga": 2, "Suasta": 2, "Gianyar": 3}
WORDS = ["<pad>", "<unk>", "Bupati", "melantik", "di", ".", *TAGS]


@pytest.fixture(scope="session")
def tagger_folder(tmp_path_factory):
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
