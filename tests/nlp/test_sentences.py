"""Where sentences of Indonesian news end, and where a full stop ends none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.components.sentences import find_sentences
from nlp.pipeline import build, new_doc


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in find_sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ia digantikan Drs. H. Sari Dewi, M.Si. yang sebelumnya camat.",
        "Kursi itu diisi dr. Budi Santosa, Sp.PD, Direktur RSUD dr. Abdul Aziz.",
        "Surat No. 821.2/45/2024 diteken di Jl. Merdeka No. 3 kemarin.",
        "Nilainya Rp. 50 juta sampai Rp 1.500.000 per kursi.",
        "Ia menunjuk A. Rahman Siolimbona dan M. Fadhli, S.STP., M.AP sebagai plt.",
        "Hadir Kab. Anu, Kec. Baru dkk. dalam acara pukul 14.00 Wita itu.",
        "Ir. Hj. Rusmini Astuti, S.E. Kepala Dinas Sosial yang baru, hadir.",
        '"Mau ke mana?" tanya bupati.',
        "Dilaporkan KlikKaltim.Com dan detik.com pada Rabu.",
        "Surat Perintah Tugas Nomor: 800/ 323/ III. BKPP/ 2019 itu beredar.",
        "Ia tersenyum... lalu pergi.",
        "Putusan Nomor 21/G/2022/PTUN.ABN dibacakan.",
        "1. Sari Dewi dari Camat Baru menjadi Kabag Umum",
        "Plt. Sekda Drs. Bayu menyebut Plh. Kepala Dinas segera ditunjuk.",
    ],
)
def test_one_sentence(sentence: str) -> None:
    assert sentences(sentence) == [sentence]


@pytest.mark.parametrize(
    ("first", "second", "between"),
    [
        ("Ia menjadi Asisten Administrasi Umum Setda.", "Jabatan lamanya diisi Sari.", ""),
        ("Kursi itu ditempati Ir. Suriansyah, M.T.", "Ia sebelumnya sekretaris.", " "),
        ("Promosi diraih Rusmini, S.E.", "Kabag Umum Setda itu naik menjadi kepala dinas.", " "),
        ("“Saya minta tancap gas.", "Tidak ada belajar lagi,” kata Bayu.", " "),
        ("“Tidak ada jual beli jabatan.”", "Bupati mengatakan itu kemarin.", " "),
        ('Ia berkata, "Selesai."', "Bupati pun pergi.", " "),
        ("Pelantikan digelar 2024.", "Sisanya menyusul.", " "),
        ("Benarkah?", "Tidak.", " "),
        ("Mereka bersabar..", "Sisanya pergi.", " "),
        ("Kabar itu beredar...", "Bupati membantah.", " "),
        ("Pertukaran terjadi pada urusan kesehatan.", "dr. Alexander Bong pindah.", " "),
        ("Acara di Kantor Wali Kota", "Sisanya menyusul", "\n"),
        ("Sudah 98 persen.", "BACA JUGA hal lain.", ""),
        ("Ketuanya Prof. Bayu.", "1. Sari Dewi", "\n"),
        ("Hadir Kabid Humas Polda.", "(Red)", " "),
    ],
)
def test_two_sentences(first: str, second: str, between: str) -> None:
    assert sentences(f"{first}{between}{second}") == [first, second]


def test_forced_breaks() -> None:
    assert find_sentences("Satu dua tiga", [5]) == [(0, 4), (5, 13)]


def test_room_splits_inside_glued_tokens() -> None:
    nlp = build(("furniture", "sentences"))
    doc = nlp(new_doc(nlp, "Ia kini di Setda.Jabatan itu kosong.Baca juga:Air keruh"))
    assert [sent.text for sent in doc.sents] == [
        "Ia kini di Setda.",
        "Jabatan itu kosong.",
        "Baca juga:Air keruh",
    ]


@pytest.mark.parametrize("text", ["", " ", "\n", "...", ".", "\u200b", "a"])
def test_odd_texts_pass_through_the_room(text: str) -> None:
    nlp = build(("furniture", "sentences"))
    assert nlp(new_doc(nlp, text)).text == text


@given(st.text(alphabet='Aab .!?\n"”()1/,’…', max_size=80))
def test_nothing_is_lost_and_nothing_read_twice(text: str) -> None:
    found = find_sentences(text)
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    assert "".join("".join(text[start:end].split()) for start, end in found) == "".join(text.split())
