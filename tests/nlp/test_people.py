"""People: names without titles and degrees, told from places and agencies, short forms joined to full ones."""

from __future__ import annotations

import pytest

from nlp.people.identity import close, within
from nlp.pipeline import build, new_doc

ROOMS = ("furniture", "sentences", "dates", "regions", "posts", "people")


@pytest.fixture(scope="module")
def nlp():
    return build(ROOMS)


def people(nlp, text, **more):
    doc = nlp(new_doc(nlp, text, **more))  # by a name of its own: spans outlive no doc that nobody holds
    return [span._.person for span in doc.spans["people"]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bupati Kotabaru, H. Fauzan Ramlan mengambil sumpah pejabat.", "Fauzan Ramlan"),
        ("Kursi itu ditempati Ir. Suryansah, M.T.", "Suryansah"),
        ("Sekda Kotabaru, Drs H Muchran MM; hadir.", "Muchran"),
        ("Direktur RSUD Ainun, dr Siti Hawa Mantali, hadir.", "Siti Hawa Mantali"),
        ("Camat Singkawang Barat kini dijabat Ya' Suryadi yang sebelumnya Lurah Pasiran.", "Ya' Suryadi"),
        ("Kepala Dinsos lama, Muh. Arsyad Daeng Matutu, bergeser.", "Muh. Arsyad Daeng Matutu"),
        (
            "Posisinya diisi Kompol I Made Sudarsono, sebelumnya Kabagops Polres Sorong Kota.",
            "I Made Sudarsono",
        ),
        ("Kepala BKPP Kota Bengkulu Drs. Bujang HR, MM mengatakan.", "Bujang HR"),
        ("Lalu Kepala Dinas Pangan Eliyana Sari dipindah.", "Eliyana Sari"),
        ("- Desmawarti, SH., MH jabatan lama Sekretaris DPRD", "Desmawarti"),
        ("kata Kabid Humas Polda Papua Barat Kombes Pol Ongki Sahetapi, Senin.", "Ongki Sahetapi"),
        ("Sutarno yang sebelumnya Sekretaris Kecamatan Lasem pindah.", "Sutarno"),
    ],
)
def test_the_bare_name(nlp, text, name):
    assert people(nlp, text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Pelantikan digelar di Gedung Paris Barantai, Kabupaten Kotabaru, Kalimantan Selatan.",
        "Badan Kepegawaian Negara dan Kementerian Dalam Negeri memberi izin pada Senin, 4 Agustus 2025.",
        "Masjid Agung Al Karomah ramai.",
    ],
)
def test_places_and_agencies_are_no_people(nlp, text):
    assert people(nlp, text) == []


def test_short_names_and_small_misspellings_are_the_full_person(nlp):
    text = (
        "Kursi itu ditempati Rosmini Gani. Rosmini sebelumnya Inspektur Daerah. "
        "Pos yang ditinggalkan Rosmiani ditempati Andi Tenri Uleng."
    )
    assert people(nlp, text) == ["Rosmini Gani", "Rosmini Gani", "Rosmini Gani", "Andi Tenri Uleng"]


def test_titles_and_degrees_are_in_the_full_extent(nlp):
    doc = nlp(new_doc(nlp, "Kepala BKD, Hj. Nurhaida, S.Sos, M.Si menepis."))
    (span,) = doc.spans["people"]
    start, end = span._.person_full
    assert doc.text[start:end] == "Hj. Nurhaida, S.Sos, M.Si"
    assert span.text == "Nurhaida"


def test_two_people_with_one_given_name_stay_two(nlp):
    text = "Kepala Dinas Sosial Ahmad Fauzi hadir. Kepala Dinas Pangan Ahmad Ridwan pulang."
    assert people(nlp, text) == ["Ahmad Fauzi", "Ahmad Ridwan"]


def test_when_two_words_of_names_are_close():
    assert close("rosmiani", "rosmini")
    assert close("m", "muhammad") and close("muh", "mohammad")
    assert not close("rudi", "rudy") and not close("hendra", "candra")
    assert within(("abdul", "gafar"), ("abdul", "gafar", "ambo"))
    assert not within(("gafar", "abdul"), ("abdul", "gafar", "ambo"))


def test_odd_text(nlp):
    assert people(nlp, "") == []
    assert people(nlp, "A. B. C. " * 500) == []
