"""Articles varied for training: other names and marks, the same annotation at its new places."""

from __future__ import annotations

from random import Random

import pytest

from nlp.pipeline import build
from nlp.training import variation
from nlp.training.alignment import align, prepared
from nlp.training.examples import MARKS
from tests.nlp.test_corpus import RECORD


@pytest.fixture(scope="module")
def example():
    nlp = build(MARKS)
    return align(RECORD, prepared(nlp, RECORD))


def spoken(example):
    return [(span.label, span.entity, example.text[span.start : span.end]) for span in example.spans]


def test_names_change_everywhere_and_nothing_else_does(example, monkeypatch) -> None:
    monkeypatch.setattr(variation, "RENAMED", 1.0)
    monkeypatch.setattr(variation, "DROPPED", 0.0)
    monkeypatch.setattr(variation, "SET", 0.0)
    monkeypatch.setattr(variation, "CAPITALS", 0.0)
    new = variation.varied(example, Random(4))
    before, after = spoken(example), spoken(new)
    assert [x[:2] for x in before] == [x[:2] for x in after]
    people = {(entity, text) for label, entity, text in after if label == "PER"}
    assert all(text not in RECORD["text"] for _, text in people)
    assert len({entity for entity, _ in people}) == len(people)  # one person, one name
    assert [t for label, _, t in before if label != "PER"] == [t for label, _, t in after if label != "PER"]
    assert [new.text[a:b] for a, b, _ in new.days] == [example.text[a:b] for a, b, _ in example.days]
    assert len(new.sentences) == len(example.sentences)
    assert all(new.text[a:b].endswith(example.text[c:d][-6:]) for (a, b), (c, d) in zip(
        new.sentences, example.sentences, strict=True
    ))  # fmt: skip
    assert new.pairs == example.pairs and new.claims == example.claims


def test_a_comma_between_post_and_holder_comes_and_goes(example, monkeypatch) -> None:
    monkeypatch.setattr(variation, "RENAMED", 0.0)
    monkeypatch.setattr(variation, "CAPITALS", 0.0)
    monkeypatch.setattr(variation, "SET", 1.0)
    monkeypatch.setattr(variation, "DROPPED", 1.0)
    set_ = variation.varied(example, Random(1))
    assert "Bupati Paser Haryono" in example.text and "Bupati Paser, Haryono" in set_.text
    assert spoken(set_) == spoken(example)
    assert variation.varied(set_, Random(1)).text == example.text


def test_the_pool_holds_words_of_names() -> None:
    assert len(variation.pool()) > 2000 and all(word[0].isupper() for word in variation.pool())
