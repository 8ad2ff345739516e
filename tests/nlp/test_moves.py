"""Moves: one case for each construction of the contract, and what is left out because it is not sure."""

from __future__ import annotations

from datetime import date

import pytest

from nlp.facts import Facts
from nlp.pipeline import build, new_doc

ROOMS = ("furniture", "sentences", "dates", "regions", "posts", "people", "moves")


@pytest.fixture(scope="module")
def nlp():
    return build(ROOMS)


def read(nlp, text, title="Bupati Melantik Pejabat", relevant=True):
    doc = new_doc(nlp, text, title, published=date(2024, 5, 6))
    doc._.facts = Facts(relevant=relevant)
    for _name, room in nlp.pipeline:
        doc = room(doc)
    return doc._.facts.moves


def told(nlp, text, **more):
    return {(m.person, m.from_, m.to, m.acting, m.status) for m in read(nlp, text, **more)}


A, B, C = "Kepala Dinas Sosial", "Kepala Dinas Pangan", "Kepala Dinas Perikanan"


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        (
            "Rina Astuti yang sebelumnya menjabat Kepala Dinas Sosial kini duduk sebagai Kepala Dinas Pangan.",
            {("Rina Astuti", A, B)},
        ),
        ("Kepala Dinas Sosial Rina Astuti dipindah menjadi Kepala Dinas Pangan.", {("Rina Astuti", A, B)}),
        (
            "Rina Astuti dari kursi Kepala Dinas Sosial bergeser menjadi Kepala Dinas Pangan.",
            {("Rina Astuti", A, B)},
        ),
        (
            "Kepala Dinas Sosial lama, Rina Astuti, bergeser jadi Kepala Dinas Pangan.",
            {("Rina Astuti", A, B)},
        ),
        (
            "Kursi Kepala Dinas Pangan sekarang ditempati Ir. Rina Astuti, M.T. Ia sebelumnya Kepala Dinas Sosial.",
            {("Rina Astuti", A, B)},
        ),
        (
            "Jabatan Kepala Dinas Pangan dipercayakan kepada Rina Astuti yang semula Kepala Dinas Sosial.",
            {("Rina Astuti", A, B)},
        ),
        ("Dari Kepala Dinas Sosial, Rina Astuti kini Kepala Dinas Pangan.", {("Rina Astuti", A, B)}),
        ("Bupati melantik Rina Astuti sebagai Kepala Dinas Pangan.", {("Rina Astuti", None, B)}),
        (
            "Kepala Dinas Sosial Rina Astuti pindah menjadi Kepala Dinas Pangan. Posisinya diisi Budi Santoso, sebelumnya Kepala Dinas Perikanan.",
            {("Rina Astuti", A, B), ("Budi Santoso", C, A)},
        ),
        (
            "Kepala Dinas Sosial Rina Astuti pindah menjadi Kepala Dinas Pangan. Jabatan yang ditinggalkan Rina ditempati Budi Santoso.",
            {("Rina Astuti", A, B), ("Budi Santoso", None, A)},
        ),
        (
            "Kepala Dinas Sosial Rina Astuti digeser menjadi Kepala Dinas Pangan, menggantikan Budi Santoso yang memasuki masa pensiun.",
            {("Rina Astuti", A, B), ("Budi Santoso", B, None)},
        ),
        (
            "Kepala Dinas Sosial Rina Astuti dimutasi jadi Kepala Dinas Pangan dan diganti oleh Budi Santoso.",
            {("Rina Astuti", A, B), ("Budi Santoso", None, A)},
        ),
        (
            "Bupati menyerahkan jabatan Kepala Dinas Pangan dari Rina Astuti kepada Budi Santoso.",
            {("Rina Astuti", B, None), ("Budi Santoso", None, B)},
        ),
        (
            "Rina Astuti, Kepala Dinas Sosial, bertukar posisi dengan Budi Santoso, Kepala Dinas Pangan.",
            {("Rina Astuti", A, B), ("Budi Santoso", B, A)},
        ),
        ("Kepala Dinas Sosial Rina Astuti dinonjobkan.", {("Rina Astuti", A, None)}),
        ("Rina Astuti dikukuhkan kembali sebagai Kepala Dinas Sosial.", {("Rina Astuti", A, A)}),
        (
            "- Rina Astuti, S.Sos jabatan lama Kepala Dinas Sosial, jabatan baru Kepala Dinas Pangan.",
            {("Rina Astuti", A, B)},
        ),
        ("1. Rina Astuti (Kepala Dinas Sosial) jadi Kepala Dinas Pangan;", {("Rina Astuti", A, B)}),
        ("Rina Astuti – Kepala Dinas Sosial – Kepala Dinas Pangan", {("Rina Astuti", A, B)}),
        (
            "Mereka yang dilantik yakni Rina Astuti sebagai Kepala Dinas Sosial, Budi Santoso sebagai Kepala Dinas Pangan.",
            {("Rina Astuti", None, A), ("Budi Santoso", None, B)},
        ),
        (
            "Sebanyak tiga pejabat dinonjobkan. Di antaranya Kepala Dinas Sosial Rina Astuti dan Kepala Dinas Pangan Budi Santoso.",
            {("Rina Astuti", A, None), ("Budi Santoso", B, None)},
        ),
    ],
)
def test_constructions(nlp, text, moves):
    assert told(nlp, text) == {(*move, None, "done") for move in moves}


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("Plt Kepala Dinas Sosial dijabat Rina Astuti.", ("Rina Astuti", None, A, "plt", "done")),
        ("Kursi Kepala Dinas Sosial dipegang Plt Rina Astuti.", ("Rina Astuti", None, A, "plt", "done")),
        (
            "Rina Astuti dipercayakan menjabat Plh. Kepala Dinas Sosial sambil tetap memegang jabatannya sebagai Kepala Dinas Pangan.",
            ("Rina Astuti", None, A, "plh", "done"),
        ),
        (
            "Kepala Dinas Pangan Rina Astuti ditunjuk sebagai Penjabat Sekretaris Daerah.",
            ("Rina Astuti", None, "Sekretaris Daerah", "pj", "done"),
        ),
    ],
)
def test_acting_posts_leave_no_other_post(nlp, text, move):
    assert told(nlp, text) == {move}


@pytest.mark.parametrize(
    "text",
    [
        "Kepala Dinas Sosial Rina Astuti bakal digeser menjadi Kepala Dinas Pangan.",
        "Rina Astuti yang sebelumnya Kepala Dinas Sosial santer disebut akan menduduki kursi Kepala Dinas Pangan.",
    ],
)
def test_plans_and_rumours_are_planned(nlp, text):
    assert told(nlp, text, title="Mutasi Segera Digelar") == {("Rina Astuti", A, B, None, "planned")}


def test_the_last_three_of_a_selection_are_planned_moves(nlp):
    text = "Pansel mengumumkan tiga besar.\nKepala Dinas Pangan\n1. Rina Astuti (Kepala Dinas Sosial)\n2. Budi Santoso"
    moves = told(nlp, text, title="Pansel Umumkan Tiga Besar")
    assert moves == {("Rina Astuti", A, B, None, "planned"), ("Budi Santoso", None, B, None, "planned")}


def test_a_signed_telegram_is_done_though_it_says_will(nlp):
    text = (
        "Mutasi termuat dalam Surat Telegram Kapolri. Kapolres Fakfak AKBP Domi Rante dimutasi jadi Pamen Polda Papua Barat. "
        "Posisinya bakal diisi AKBP Hendrik Suot."
    )
    assert {(m.person, m.status) for m in read(nlp, text, title="Kapolres Fakfak Berganti")} == {
        ("Domi Rante", "done"),
        ("Hendrik Suot", "done"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Kepala Dinas Sosial Rina Astuti mengatakan mutasi itu biasa.",
        "Rina Astuti pernah menjabat Kepala Dinas Sosial.",
        "Mantan Kepala Dinas Sosial Rina Astuti hadir di acara itu.",
        "Bupati Rembang Abdul Hadi menonjobkan 19 pejabat.",
        "Kepala Dinas Sosial Rina Astuti hadir mewakili Kepala Dinas Pangan.",
    ],
)
def test_what_is_no_move(nlp, text):
    assert told(nlp, text) == set()


def test_irrelevant_articles_are_not_read(nlp):
    text = "Kepala Dinas Sosial Rina Astuti dipindah menjadi Kepala Dinas Pangan."
    assert read(nlp, text, relevant=False) == []


def test_every_move_says_where_it_was_read(nlp):
    text = "Acara digelar kemarin. Kepala Dinas Sosial Rina Astuti dipindah menjadi Kepala Dinas Pangan."
    (move,) = read(nlp, text)
    assert text[move.start : move.end] == "Rina Astuti dipindah menjadi Kepala Dinas Pangan"
    assert text[move.sentence_start : move.sentence_end].startswith("Kepala Dinas Sosial")
    assert move.extractor == "moves/1" and 0.5 <= move.confidence <= 1


def test_odd_text(nlp):
    assert read(nlp, "") == []
    assert read(nlp, "‹P0› menjadi ‹J0›") == []
