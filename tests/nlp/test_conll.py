"""CoNLL files of names: reading, runs, scoring, and the command that scores a model on one."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from nlp.conll import NotConll, read_conll, runs_of, score_names, tokens_of
from pantau.app import app

TEXT = """-DOCSTART- -X- O

Bupati NOUN O
Wayan PROPN B-PER
Suasta PROPN I-PER
di ADP O
Gianyar PROPN B-LOC

KASN PROPN B-ORG
menegur VERB O
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "names.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_sentences_are_words_and_tags(file) -> None:
    assert read_conll(file) == [
        (["Bupati", "Wayan", "Suasta", "di", "Gianyar"], ["O", "B-PER", "I-PER", "O", "B-LOC"]),
        (["KASN", "menegur"], ["B-ORG", "O"]),
    ]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"Wayan B-PER\nSuasta PERSON\n", r"line 2: 'Suasta PERSON' does not end in a tag"),
        (b"Wayan\n", r"line 1"),
        (b"\n\n", r"no sentence"),
        (b"Wayan\xff B-PER\n", r"not UTF-8"),
    ],
)
def test_what_is_no_such_file_is_told_with_its_line(tmp_path, content, what) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    with pytest.raises(NotConll, match=what):
        read_conll(path)


@pytest.mark.parametrize(
    ("tags", "runs"),
    [
        ("O B-PER I-PER O", [(1, 3, "PER")]),
        ("B-PER B-PER", [(0, 1, "PER"), (1, 2, "PER")]),
        ("I-LOC I-LOC I-ORG", [(0, 2, "LOC"), (2, 3, "ORG")]),
        ("B-ORG I-PER", [(0, 1, "ORG"), (1, 2, "PER")]),
        ("O O", []),
    ],
)
def test_runs_are_those_of_conlleval(tags, runs) -> None:
    assert list(runs_of(tags.split())) == runs


def test_words_keep_their_places_in_the_text() -> None:
    text, places = tokens_of(["Pj", "Bupati", "."])
    assert text == "Pj Bupati ." and [text[a:b] for a, b in places] == ["Pj", "Bupati", "."]


def test_only_exact_runs_of_the_same_kind_count() -> None:
    gold = [["B-PER", "I-PER", "O", "B-LOC"], ["B-ORG", "O"]]
    said = [["B-PER", "O", "O", "B-LOC"], ["B-LOC", "O"]]
    figures = score_names(gold, said)
    assert (figures["all"].hits, figures["all"].gold, figures["all"].predicted) == (1, 3, 3)
    assert figures["PER"].f1 == 0 and figures["ORG"].predicted == 0
    assert figures["LOC"].recall == 1 and figures["LOC"].precision == 0.5
    assert figures["all"].low <= figures["all"].f1 <= figures["all"].high


def run(*args: str):
    return CliRunner().invoke(app, ["evaluate", *args])


def test_the_rules_say_that_they_tag_no_names(file) -> None:
    result = run("--conll", str(file), "--model", "fast")
    assert result.exit_code != 0 and "fast" in str(result.exception or result.output)


def test_a_model_is_scored_on_a_file(file, tagger_folder) -> None:
    result = run("--conll", str(file), "--model", str(tagger_folder), "--json")
    assert result.exit_code == 0, result.output
    figures = json.loads(result.output)
    assert figures["PER"]["f1"] == 1 and figures["ORG"]["recall"] == 0 and figures["LOC"]["f1"] == 1


def test_a_missing_file_is_named(tmp_path) -> None:
    result = run("--conll", str(tmp_path / "none.txt"))
    assert result.exit_code != 0 and "none.txt" in str(result.exception or result.output)
