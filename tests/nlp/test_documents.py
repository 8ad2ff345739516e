"""Letters, decrees and laws by number, with the day and the issuer their sentence gives."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from nlp.facts import Government
from nlp.pipeline import build, new_doc

CORPUS = Path(__file__).parents[2] / "nlp" / "corpus" / "contract_dev.jsonl"

CASES = [
    # laws: number/year, no day, no issuer
    ("sesuai UU Nomor 5 tahun 2014 tentang ASN", [("uu", "5/2014", None, None)]),
    (
        "Undang-Undang Nomor 20 Tahun 2023 dan PP 11/2017",
        [("uu", "20/2023", None, None), ("pp", "11/2017", None, None)],
    ),
    ("Undang – Undang No. 10 Tahun 2016", [("uu", "10/2016", None, None)]),
    ("Permendagri Nomor 4 Tahun 2023", [("permen", "4/2023", None, None)]),
    (
        "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 15 Tahun 2019",
        [("permen", "15/2019", None, None)],
    ),
    ("Permenpan RB Nomor 15 Tahun 2019", [("permen", "15/2019", None, None)]),
    ("Peraturan Presiden (Perpres) Nomor 116 Tahun 2022", [("perpres", "116/2022", None, None)]),
    ("Perwali Nomor 12 Tahun 2021", [("perkada", "12/2021", None, None)]),
    ("Peraturan Bupati Anu Nomor 7 Tahun 2020", [("perkada", "7/2020", None, None)]),
    ("Perda Nomor 3 Tahun 2016", [("perda", "3/2016", None, None)]),
    (
        "PP Nomor 11 Tahun 2017 jo PP Nomor 17 Tahun 2020",
        [("pp", "11/2017", None, None), ("pp", "17/2020", None, None)],
    ),
    # letters and decrees: as printed
    (
        "lewat Surat Keputusan Nomor 821.2/123/BKPSDM/2024 tanggal 3 Mei 2024",
        [("sk", "821.2/123/BKPSDM/2024", "2024-05-03", None)],
    ),
    ("dasar SK Bupati Sikka Nomor 243/HK/2022.", [("sk", "243/HK/2022", None, "Bupati Sikka")]),
    (
        "Keputusan Walikota Bengkulu Nomor: 216 Tahun 2018 tanggal 9 Mei 2018",
        [("sk", "216 Tahun 2018", "2018-05-09", "Walikota Bengkulu")],
    ),
    (
        "Surat Perintah Tugas Nomor: 800/ 323/ III. BKPP/ 2019 itu",
        [("surat_tugas", "800/ 323/ III. BKPP/ 2019", None, None)],
    ),
    (
        "surat persetujuan Kemendagri Nomor 100.2.2.6/7991/OTDA tertanggal 9 Oktober 2024",
        [("persetujuan", "100.2.2.6/7991/OTDA", "2024-10-09", "Kemendagri")],
    ),
    (
        "izin tertulis dari Kemendagri dikantongi, yaitu surat Nomor 821/2210/OTDA tertanggal 9 Maret 2018",
        [("persetujuan", "821/2210/OTDA", "2018-03-09", "Kemendagri")],
    ),
    (
        "pertimbangan teknis (Pertek) BKN nomor 21523/R-AK.02.02/SD/K/2024",
        [("pertek", "21523/R-AK.02.02/SD/K/2024", None, "BKN")],
    ),
    (
        "rekomendasi KASN melalui surat Nomor B-611/JP.00.00/02/2024",
        [("surat", "B-611/JP.00.00/02/2024", None, "KASN")],
    ),
    (
        "Surat Telegram Kapolri nomor ST/1422/VII/KEP/2023 tertanggal 14 Juli 2023",
        [("surat", "ST/1422/VII/KEP/2023", "2023-07-14", "Kapolri")],
    ),
    ("lewat surat telegram ST/1764/V/KEP./2025", [("surat", "ST/1764/V/KEP./2025", None, None)]),
    ("SE Mendagri Nomor 100.2.1.3/1575/SJ", [("surat_edaran", "100.2.1.3/1575/SJ", None, "Mendagri")]),
    ("Pengumuman Pansel Nomor 09/PANSEL-JPTP/I/2026", [("surat", "09/PANSEL-JPTP/I/2026", None, "Pansel")]),
    (
        "Keputusan Pj Bupati Buru Nomor 821.2/08/2025 dan Nomor 821.2/09/2025, sama-sama diteken pada 10 Februari 2025",
        [
            ("sk", "821.2/08/2025", "2025-02-10", "Pj Bupati Buru"),
            ("sk", "821.2/09/2025", "2025-02-10", "Pj Bupati Buru"),
        ],
    ),
    (
        "PTUN Ambon dalam putusan Nomor 21/G/2022/PTUN.ABN yang dibacakan 10 November 2022",
        [("putusan", "21/G/2022/PTUN.ABN", "2022-11-10", "PTUN Ambon")],
    ),
    (
        "Putusan tercatat dengan Nomor 11/Pid.Sus-TPK/2026/PN Kdi.",
        [("putusan", "11/Pid.Sus-TPK/2026/PN Kdi", None, None)],
    ),
    # nothing
    ("Surat itu dikirim ke Jalan Merdeka Nomor 12", []),
    ("Surat undangan beredar, hubungi nomor 081234567890", []),
    ("Ia orang nomor satu di Pemkab Anu, nomor urut 2 saat pilkada", []),
    ("surat keputusan pelantikan belum bernomor", []),
    ("Jumat (3/5/2024) surat itu dibaca", []),
    ("tarifnya Rp 50 juta/orang/tahun kata surat itu", []),
]


@pytest.fixture(scope="module")
def nlp():
    return build(("furniture", "sentences", "dates", "documents"))


def read(nlp, text: str):
    doc = new_doc(nlp, text, published=date(2024, 11, 1))
    doc._.facts.relevant = True
    return nlp(doc)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_citations(nlp, text: str, expected: list) -> None:
    doc = read(nlp, text)
    assert [(d.kind, d.number, d.date, d.issuer) for d in doc._.facts.documents] == expected
    for document in doc._.facts.documents:
        if document.kind not in ("uu", "pp", "perpres", "permen", "perda", "perkada"):
            assert doc.text[document.start : document.end] == document.number


def test_one_number_is_listed_once_and_keeps_its_day(nlp) -> None:
    text = "SK Nomor 243/HK/2022 beredar.\nSK Nomor 243/HK/2022 tanggal 3 Mei 2022 itu dicabut."
    assert [(d.number, d.date) for d in read(nlp, text)._.facts.documents] == [("243/HK/2022", "2022-05-03")]


def test_a_day_of_something_else_is_not_the_letters(nlp) -> None:
    (document,) = read(
        nlp, "Pertek BKN Nomor 20455/R-AK.02.03/SD/K/2025 diterima pemkab Senin (22/9/2025)."
    )._.facts.documents
    assert document.date is None


def test_a_bupati_alone_is_that_of_the_articles_government(nlp) -> None:
    doc = new_doc(nlp, "Dasarnya Keputusan Bupati Nomor 821.2/45/2024.")
    doc._.facts.relevant = True
    doc._.facts.governments = [Government(start=0, end=1, name="Kabupaten Buru", code="81.04")]
    assert nlp(doc)._.facts.documents[0].issuer == "Bupati Buru"


def test_only_relevant_articles_are_read(nlp) -> None:
    assert nlp(new_doc(nlp, "sesuai UU Nomor 5 tahun 2014"))._.facts.documents == []


def test_development_articles(nlp) -> None:
    for record in map(json.loads, CORPUS.read_text(encoding="utf-8").splitlines()):
        doc = new_doc(nlp, record["text"], published=date.fromisoformat(record["published"]))
        doc._.facts.relevant = record["facts"]["relevant"]
        found = [(one.kind, one.number, one.date) for one in nlp(doc)._.facts.documents]
        expected = [(one["kind"], one["number"], one["date"]) for one in record["facts"]["documents"]]
        assert sorted(found) == sorted(expected), record["id"]
