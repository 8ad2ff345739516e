"""Officials: who holds which post as the article speaks."""

from __future__ import annotations

import pytest

from nlp.facts import Facts
from nlp.pipeline import build, new_doc

ROOMS = ("furniture", "sentences", "dates", "regions", "posts", "people", "moves", "officials")


@pytest.fixture(scope="module")
def nlp():
    return build(ROOMS)


def officials(nlp, text, title="Pejabat Dilantik"):
    doc = new_doc(nlp, text, title)
    doc._.facts = Facts(relevant=True)
    for _name, room in nlp.pipeline:
        doc = room(doc)
    return {(o.person, o.position) for o in doc._.facts.officials}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bupati Rembang, Abdul Hafid mengaku lega.", {("Abdul Hafid", "Bupati Rembang")}),
        (
            "Bupati Bangka Barat, Provinsi Kepulauan Bangka Belitung, Zulkarnain Husni hadir.",
            {("Zulkarnain Husni", "Bupati Bangka Barat")},
        ),
        (
            "Hadir Ketua DPRD Kabupaten Dompu, Yasin Malingi; Sekda Dompu, Drs H Mukran MM; dan undangan.",
            {("Yasin Malingi", "Ketua DPRD"), ("Mukran", "Sekda")},
        ),
        (
            "Vonny Sumakul, Ketua Fraksi Kawanua Bersatu DPRD Mitra, menolak.",
            {("Vonny Sumakul", "Ketua Fraksi Kawanua Bersatu DPRD")},
        ),
        (
            "Asisten I Setda Biak Numfor yang juga Plt Kepala BKPSDM, Barnabas Rumbek, bicara.",
            {("Barnabas Rumbek", "Asisten I Setda"), ("Barnabas Rumbek", "Plt Kepala BKPSDM")},
        ),
        (
            "kata Kabid Humas Polda Papua Barat Kombes Pol Ongki Sahetapi, Senin.",
            {("Ongki Sahetapi", "Kabid Humas Polda Papua Barat")},
        ),
        ("Mantan Kepala Dinas Sosial Rina Astuti hadir.", set()),
        ("Ketua LSM Fitua, Syarif Hami, mendengar kabar lain.", set()),
        ("Kepala Dinas Sosial Rina Astuti dipindah menjadi Kepala Dinas Pangan.", set()),
        (
            "Plt Kepala Dinas Pangan dipercayakan kepada Budiono Surat yang tetap merangkap Inspektur Daerah.",
            {("Budiono Surat", "Inspektur Daerah")},
        ),
        (
            "Kepala Dinas Pangan Rina Astuti ditunjuk sebagai Penjabat Sekretaris Daerah.",
            {("Rina Astuti", "Kepala Dinas Pangan")},
        ),
    ],
)
def test_present_posts(nlp, text, found):
    assert officials(nlp, text) == found


def test_the_fullest_name_and_post_stand_once(nlp):
    text = "Bupati Sikka Laurens Moa Lering hadir. Bupati Laurens menutup acara. Kata Bupati Sikka Laurens Moa, itu biasa."
    assert officials(nlp, text) == {("Laurens Moa Lering", "Bupati Sikka")}
