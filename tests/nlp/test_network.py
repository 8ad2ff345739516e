"""The network at run time, on a tiny model that the test makes: a table from words to features, and heads by hand."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast

from nlp.models.labels import ACTS, CATEGORIES, MANNERS, OCCASIONS, ROLES, STANCES, TAGS
from nlp.models.network import Input, Network, NotAModel
from nlp.models.places import BETWEEN, BUCKETS, bucket
from nlp.models.windows import MOST, windows
from nlp.reader import Reader

HIDDEN, WIDE = 8, 4
#: Feature of a word that begins a name, goes on with one, begins a post, goes on with one.
FEATURES = {"Rina": 0, "Astuti": 1, "Kepala": 2, "Dinas": 3, "Sosial": 3, "Camat": 2, "Lasem": 3}
WORDS = ["<pad>", "<s>", "</s>", "<unk>", *FEATURES]
TEXT = (
    "REMBANG - Bupati Rembang melantik Rina Astuti sebagai Kepala Dinas Sosial di pendopo kabupaten pada Kamis. "
    "Mutasi pejabat itu dipimpin bupati. Rina Astuti menerima ucapan selamat dari para pejabat eselon II lainnya."
)


def heads(**biases):
    """Heads that tag by the words' features and say of everything else what `biases` say."""
    rng = np.random.default_rng(1)

    def linear(name, outputs, inputs, bias=-9.0):
        values = np.full(outputs, bias, dtype=np.float32)
        for column, value in biases.get(name, {}).items():
            values[column] = value
        return {f"{name}.weight": np.zeros((outputs, inputs), dtype=np.float32), f"{name}.bias": values}

    found = {}
    tags = np.zeros((len(TAGS), HIDDEN), dtype=np.float32)
    for feature, tag in enumerate(("B-PER", "I-PER", "B-POST", "I-POST")):
        tags[TAGS.index(tag), feature] = 20
    found["tags.weight"] = tags
    found["tags.bias"] = np.array([10.0] + [0.0] * (len(TAGS) - 1), dtype=np.float32)
    found |= linear("mention", WIDE, 3 * HIDDEN, 0.0) | linear("sentence", WIDE, 2 * HIDDEN, 0.0)
    found |= linear("vacant", 1, WIDE) | linear("nobody", 1, WIDE) | linear("acts", len(ACTS), WIDE)
    found |= linear("claims", 1 + len(CATEGORIES) + len(STANCES), WIDE) | linear("relevant", 1, 2 * HIDDEN)
    found |= linear("days", len(OCCASIONS), WIDE) | linear("numbers", len(OCCASIONS), WIDE)
    for name, outputs in (("pairing", len(ROLES) + len(MANNERS) + 1), ("sources", 2)):
        found |= linear(f"{name}.inner", WIDE, 3 * WIDE + 8, 0.0) | linear(f"{name}.out", outputs, WIDE)
        for table, size in (
            ("distance", BUCKETS),
            ("people", BETWEEN + 1),
            ("posts", BETWEEN + 1),
            ("apart", 4),
        ):
            found[f"{name}.{table}.weight"] = rng.normal(size=(size, 2)).astype(np.float32)
    return found


def write(folder, settings="", **biases):
    table = np.zeros((len(WORDS), HIDDEN), dtype=np.float32)
    for n, word in enumerate(WORDS):
        if word in FEATURES:
            table[n, FEATURES[word]] = 1
    graph = helper.make_graph(
        [
            helper.make_node("Gather", ["table", "input_ids"], ["rows"]),
            helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
            helper.make_node("Unsqueeze", ["mask", "last"], ["shown"]),
            helper.make_node("Mul", ["rows", "shown"], ["states"]),
        ],
        "states",
        [
            helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["windows", "tokens"]),
            helper.make_tensor_value_info("attention_mask", TensorProto.INT64, ["windows", "tokens"]),
        ],
        [helper.make_tensor_value_info("states", TensorProto.FLOAT, ["windows", "tokens", HIDDEN])],
        [
            numpy_helper.from_array(table, "table"),
            numpy_helper.from_array(np.array([-1], dtype=np.int64), "last"),
        ],
    )
    onnx.save(
        helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=10),
        folder / "encoder.onnx",
    )
    words = Tokenizer(models.WordLevel({word: i for i, word in enumerate(WORDS)}, unk_token="<unk>"))
    words.pre_tokenizer = pre_tokenizers.Whitespace()
    PreTrainedTokenizerFast(
        tokenizer_object=words, pad_token="<pad>", unk_token="<unk>", cls_token="<s>", sep_token="</s>"
    ).save_pretrained(folder)
    np.savez(folder / "heads.npz", **heads(**biases))
    (folder / "model.toml").write_text(settings, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A model that makes every person take every post."""
    settings = 'name = "tiny"\nversion = "3"\nkinds = ["moves", "officials"]\n'
    return write(
        tmp_path_factory.mktemp("tiny"), settings, **{"pairing.out": {1: 9.0, 3: 9.0}, "relevant": {0: 2.0}}
    )


def test_mentions_and_pairs_are_found(folder):
    scores = Network.load(folder).scores(
        Input("Judul", TEXT, [(0, 106), (107, 142), (143, len(TEXT))], [], [])
    )
    said = [(TEXT[n.start : n.end], n.label) for n in scores.named]
    assert said == [("Rina Astuti", "PER"), ("Kepala Dinas Sosial", "POST"), ("Rina Astuti", "PER")]
    assert set(scores.pairs) == {(0, 1), (2, 1)}
    assert all(row[1] == 9 and row[0] == -9 for row in scores.pairs.values())


def test_the_reader_takes_the_kinds_that_the_model_names_from_it(folder):
    reader = Reader(str(folder))
    (read,) = reader.read([{"id": "a", "text": TEXT, "published": "2026-08-07"}])
    (move,) = read["facts"]["moves"]
    assert (move["person"], move["to"], move["from"]) == ("Rina Astuti", "Kepala Dinas Sosial", None)
    assert move["extractor"] == "tiny/3" and read["reader"].endswith("+tiny/3")
    assert read["facts"]["officials"] == []  # the rules would have told the bupati
    assert [event["extractor"] for event in read["facts"]["events"]] == ["events/1"]
    assert TEXT[move["start"] : move["end"]] == "Rina Astuti sebagai Kepala Dinas Sosial"
    assert move["confidence"] > 0.99


DOUBTFUL = (
    "REMBANG - Rina Astuti kini Camat Lasem. Jabatan itu lama ditunggu warga, yang datang beramai-ramai ke kantor "
    "kecamatan membawa hasil bumi dan tumpeng untuk dimakan bersama sampai sore hari."
)


@pytest.mark.parametrize(("logit", "relevant"), [(9.0, True), (0.5, False)])
def test_the_network_decides_of_articles_that_the_rules_are_in_doubt_of(tmp_path, logit, relevant):
    model = write(tmp_path, 'name = "tiny"\nversion = "4"\n', relevant={0: logit})
    (ours,) = Reader(str(model)).read([{"id": "a", "text": DOUBTFUL}])
    (rules,) = Reader("fast").read([{"id": "a", "text": DOUBTFUL}])
    assert not rules["facts"]["relevant"]
    assert ours["facts"]["relevant"] is relevant


def test_a_fact_of_the_rules_that_is_kept_names_the_rules(tmp_path):
    settings = 'name = "tiny"\nversion = "5"\nkinds = ["events"]\n[limits]\nkeep_act = 0.1\n'
    model = write(tmp_path, settings, relevant={0: 9.0})
    (read,) = Reader(str(model)).read([{"id": "a", "text": TEXT, "published": "2026-08-07"}])
    assert [event["extractor"] for event in read["facts"]["events"]] == ["events/1"]


def test_articles_about_something_else_do_not_reach_the_network(folder, monkeypatch):
    reader = Reader(str(folder))
    monkeypatch.setattr(Network, "scores", lambda self, article: pytest.fail("asked"))
    text = "Mutasi kendaraan di Samsat: pelat nomor diganti, BPKB dan STNK baru terbit, pajak dibayar. " * 4
    (read,) = reader.read([{"id": "a", "text": text}])
    assert not read["facts"]["relevant"]


def test_an_article_longer_than_a_window_is_read_whole(folder):
    text = "Bupati Rembang melantik pejabat pada hari Kamis di pendopo kabupaten.\n" * 60 + TEXT
    (read,) = Reader(str(folder)).read([{"id": "a", "text": text}])
    assert [move["person"] for move in read["facts"]["moves"]] == ["Rina Astuti"]


def test_windows_hold_whole_sentences_and_share_some(folder):
    tokenizer = Network.load(folder).tokenizer
    sentence = "Bupati Rembang melantik Rina Astuti . "
    text = sentence * 200
    spans = [(n * len(sentence), (n + 1) * len(sentence) - 1) for n in range(200)]
    cut = windows(tokenizer, "Judul", text, spans)
    assert len(cut) > 2 and all(len(window.ids) <= MOST for window in cut)
    seen = [set(window.sentence) - {-1, -2} for window in cut]
    assert set().union(*seen) == set(range(200))
    assert all(len(a & b) == 2 for a, b in pairwise(seen))
    assert windows(tokenizer, "", "", []) == []
    (one,) = windows(tokenizer, "Judul", "kata " * 300, [(0, 1500)])
    assert len(one.ids) < MOST
    assert len(windows(tokenizer, "Judul", "kata " * 3000, [(0, 15000)])) > 8


def test_distances_fall_into_buckets():
    found = bucket(np.array([-500, -1, 1, 2, 3, 500]))
    assert found.tolist() == [8, 0, 9, 10, 11, 17] and found.max() < BUCKETS


def test_a_folder_that_lacks_a_part_is_named(tmp_path, folder):
    with pytest.raises(NotAModel, match=r"no encoder\.onnx"):
        Network.load(tmp_path)
    broken = write(tmp_path)
    (broken / "encoder.onnx").write_bytes(b"no model")
    with pytest.raises(NotAModel, match="cannot be read"):
        Network.load(broken)
