"""From facts to places in the text: what the network is taught."""

from __future__ import annotations

import pytest

from nlp.models.labels import group_of
from nlp.pipeline import build
from nlp.training.alignment import align, prepared
from nlp.training.examples import MARKS
from tests.nlp.test_corpus import RECORD


@pytest.fixture(scope="module")
def example():
    nlp = build(MARKS)
    return align(RECORD, prepared(nlp, RECORD))


def test_people_posts_and_sources_are_found_by_their_words(example):
    said = {(span.label, RECORD["text"][span.start : span.end]) for span in example.spans}
    assert {
        ("PER", "Surya Contoh"),
        ("PER", "Haryono Rekaan"),
        ("PER", "Arman Rekaan"),
        ("POST", "Kepala Dinas Perikanan"),
        ("POST", "Sekretaris Dinas Sosial"),
        ("POST", "Bupati Paser"),
    } <= said
    assert all(span.entity >= 0 for span in example.spans)


def test_a_person_has_a_post_in_a_role(example):
    names = [name for _, name in example.entities]
    told = {(names[a], names[b]): pair.roles for (a, b), pair in example.pairs.items()}
    assert told == {
        ("Surya Contoh", "Kepala Dinas Perikanan"): {"to"},
        ("Surya Contoh", "Sekretaris Dinas Sosial"): {"from"},
        ("Haryono Rekaan", "Bupati Paser"): {"holds"},
    }


def test_a_claim_stands_in_its_sentence_with_its_source(example):
    (claim,) = example.claims
    start, end = example.sentences[claim.sentence]
    assert "menuding kursi itu dijual" in RECORD["text"][start:end]
    assert example.entities[claim.source] == ("PER", "Arman Rekaan")
    assert example.acts == {("mutasi", "done")}


def test_the_day_of_the_act_is_told(example):
    days = {RECORD["text"][a:b]: of for a, b, of in example.days}
    assert days["Kamis"] == {("shuffle", "done")}


@pytest.mark.parametrize(
    ("kinds", "group"),
    [
        (["mutasi", "promosi"], "shuffle"),
        (["pelantikan", "penunjukan_plt"], "penunjukan_plt"),
        (["mutasi", "penunjukan_plt"], "shuffle"),
        (["seleksi_terbuka"], "seleksi_terbuka"),
        (["pemberhentian"], "pemberhentian"),
        (["nonjob"], "shuffle"),
    ],
)
def test_kinds_fall_into_groups(kinds, group):
    assert group_of(kinds) == group
