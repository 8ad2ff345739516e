"""The government whose posts an article is about, not every place it names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlp.pipeline import build, new_doc

CORPUS = Path(__file__).parents[2] / "nlp" / "corpus" / "contract_dev.jsonl"
TAIL = " Pelantikan pejabat digelar di aula. Mutasi itu penyegaran, kata kepala BKPSDM."

CASES = [
    (
        "Rotasi di Pemkab PPU",
        "Penajam - Sebanyak 20 pejabat di lingkungan Pemkab PPU, Kalimantan Timur, dimutasi.",
        ["64.09"],
    ),
    (
        "Wali Kota Lantik Pejabat",
        "Pasuruan - Wali Kota Pasuruan melantik 12 pejabat eselon III Pemkot Pasuruan.",
        ["35.75"],
    ),
    (
        "Gubernur Kaltara Lantik 9 Kepala Dinas",
        "Tanjung Selor - Gubernur Kalimantan Utara melantik kepala dinas Pemprov Kaltara.",
        ["65"],
    ),
    (
        "PTUN Menangkan Camat",
        "Samarinda - PTUN Samarinda membatalkan SK Bupati Paser tentang pencopotan camat. Pemkab Paser banding.",
        ["64.01"],
    ),
    (
        "Gubernur Lantik Pj Bupati Buru",
        "Ambon - Gubernur Maluku melantik Bayu Samal sebagai Pj Bupati Buru menggantikan pejabat lama. Pemprov Maluku berharap.",
        ["81.04"],
    ),
    (
        "Dua Penjabat Kepala Daerah Dilantik",
        "Kupang - Gubernur NTT melantik Sari Bria sebagai Penjabat Bupati Sikka dan Bayu Lede sebagai Penjabat Bupati Ende.",
        ["53.07", "53.08"],
    ),
    (
        "Pj Bupati OKI Mutasi Pejabat",
        "Pj Bupati OKI melantik 20 pejabat administrator Pemkab OKI.",
        ["16.02"],
    ),
    (
        "Empat Kapolres di Kalsel Diganti",
        "Empat Kapolres di jajaran Polda Kalsel berganti sesuai Surat Telegram Kapolri. AKBP Bayu kini Kapolres Tabalong.",
        ["Polri"],
    ),
    (
        "Dandim Berganti",
        "Letkol Inf Bayu resmi menjabat Dandim Sragen. Serah terima jabatan Dandim dipimpin Danrem di Makorem.",
        ["TNI"],
    ),
    (
        "Kajari Sampang Promosi",
        "Kajati melantik Kajari Sampang yang baru. Jaksa Agung memutasi sejumlah kajari dan kasi pidsus.",
        ["Kejaksaan Agung"],
    ),
    (
        "Kakanwil Lantik Kepala KUA",
        "Kakanwil Kemenag melantik 14 kepala KUA dan kepala madrasah. Mutasi di Kementerian Agama itu rutin.",
        ["Kementerian Agama"],
    ),
]


@pytest.fixture(scope="module")
def nlp():
    return build(("furniture", "sentences", "dates", "regions", "relevance", "governments"))


@pytest.mark.parametrize(("title", "text", "expected"), CASES, ids=[title for title, _, _ in CASES])
def test_whose_posts(nlp, title: str, text: str, expected: list[str]) -> None:
    doc = nlp(new_doc(nlp, text + TAIL, title))
    assert sorted(one.code or one.name for one in doc._.facts.governments) == expected
    for one in doc._.facts.governments:
        assert one.start < one.end and one.extractor == "governments/1" and 0 < one.confidence <= 1


def test_place_of_the_dateline_where_nothing_else_is_named(nlp) -> None:
    doc = nlp(
        new_doc(
            nlp, "Sampit - Bupati melantik pejabat eselon III. Camat yang kosong diisi plt.", "Mutasi Pejabat"
        )
    )
    (government,) = doc._.facts.governments
    assert (government.code, doc.text[government.start : government.end]) == ("62.02", "Sampit")


def test_nothing_for_an_irrelevant_article(nlp) -> None:
    assert nlp(new_doc(nlp, "Warga Kabupaten Buru panen cengkeh.", "Panen"))._.facts.governments == []


def test_offsets_are_the_strongest_mention(nlp) -> None:
    doc = nlp(
        new_doc(
            nlp,
            "Namlea - Di Buru ramai.\nPejabat di lingkungan Pemkab Buru dimutasi." + TAIL,
            "Mutasi Pejabat",
        )
    )
    (government,) = doc._.facts.governments
    assert doc.text[government.start : government.end] == "Pemkab Buru"


def test_development_articles(nlp) -> None:
    for record in map(json.loads, CORPUS.read_text(encoding="utf-8").splitlines()):
        doc = nlp(new_doc(nlp, record["text"], record["title"], record["outlet"]))
        expected = {one["code"] or one["name"] for one in record["facts"]["governments"]}
        assert {one.code or one.name for one in doc._.facts.governments} == expected, record["id"]
