"""Vacancies: posts said to be empty, to be filled, or open for selection."""

from __future__ import annotations

import pytest

from nlp.facts import Facts
from nlp.pipeline import build, new_doc

ROOMS = ("furniture", "sentences", "dates", "regions", "posts", "people", "moves", "officials", "vacancies")


@pytest.fixture(scope="module")
def nlp():
    return build(ROOMS)


def vacancies(nlp, text, title="Pejabat Dilantik"):
    doc = new_doc(nlp, text, title)
    doc._.facts = Facts(relevant=True)
    for _name, room in nlp.pipeline:
        doc = room(doc)
    return [(v.position, v.count) for v in doc._.facts.vacancies]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sementara jabatan Sekwan masih kosong.", [("Sekwan", 1)]),
        (
            "Ada dua kursi yang dibiarkan kosong, yakni Kepala Dinas Kominfo dan Kepala Dinas Tenaga Kerja.",
            [("Kepala Dinas Kominfo", 1), ("Kepala Dinas Tenaga Kerja", 1)],
        ),
        (
            "Ada tiga kursi yang tak bertuan. Ketiganya Kepala Dinas Pangan, Sekretaris DPRD serta Inspektur.",
            [("Kepala Dinas Pangan", 1), ("Sekretaris DPRD", 1), ("Inspektur", 1)],
        ),
        (
            "Posisi yang dilelang adalah dua kursi Staf Ahli Bupati dan Kepala Dinas Perikanan.",
            [("Staf Ahli Bupati", 2), ("Kepala Dinas Perikanan", 1)],
        ),
        (
            "Delapan jabatan eselon II yang saat ini kosong akan diisi lewat seleksi terbuka.",
            [("jabatan eselon II", 8)],
        ),
        (
            "Posisi yang dilelang:\n1. Kepala Dinas Sosial\n2. Inspektur",
            [("Kepala Dinas Sosial", 1), ("Inspektur", 1)],
        ),
        ("Kepala Dinas Sosial Rina Astuti mengatakan lelang jabatan dibuka besok.", []),
        ("Rina Astuti hasil seleksi terbuka dilantik sebagai Kepala Dinas Sosial.", []),
        ("Bupati Rembang membuka lelang jabatan.", []),
    ],
)
def test_vacancies(nlp, text, found):
    assert vacancies(nlp, text) == found


def test_where_it_was_read(nlp):
    text = "Acara usai. Jabatan Sekwan masih kosong."
    doc = new_doc(nlp, text)
    doc._.facts = Facts(relevant=True)
    for _name, room in nlp.pipeline:
        doc = room(doc)
    (vacancy,) = doc._.facts.vacancies
    assert text[vacancy.start : vacancy.end] == "Sekwan"
    assert vacancy.sentence == "Jabatan Sekwan masih kosong."
    assert vacancy.extractor == "vacancies/1"
