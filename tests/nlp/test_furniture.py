"""What is page furniture and what is not: shapes of regional sites, in our own words."""

from __future__ import annotations

import pytest

from nlp.components.furniture import find_furniture
from nlp.pipeline import build, new_doc
from nlp.text import is_read, read_sents

BODY = "Bupati melantik delapan pejabat di pendapa kabupaten, Senin siang."


def furniture(text: str, title: str = "") -> list[str]:
    return [text[start:end] for start, end in find_furniture(text, title)]


@pytest.mark.parametrize(
    "line",
    [
        "Baca Juga: Harga Cabai Turun Lagi",
        "BACA JUGA:Jalan Rusak Bikin Macet",
        "Baca juga : Pasar Malam Dibuka",
        "Bacaan Lainnya",
        "WAJIBDIBACA Lima Kuliner Malam",
        "Read Next : Banjir Surut",
        "Also Read",
        "- Advertisement -",
        "ADVERTISEMENT",
        "SCROLL TO CONTINUE WITH CONTENT",
        "Bagikan",
        "Bagikan/Suka/Tweet:",
        "Sebarkan artikel ini",
        "Share this:",
        "Post Views: 412",
        "oleh -87 Dilihat",
        "waktu baca 2 menit",
        "Cek Berita dan Artikel yang lain di Google News",
        "Simak berita lainnya di Google News",
        "Penulis: Feri J | Editor: Lina",
        "Pewarta : Rusman",
        "Reporter : Sari / Editor : Bayu",
        "Laporan Wartawan Harian Anu, Sari Dewi",
        "COPYRIGHT © ANU 2024",
        "Tag: #mutasi #pejabat",
        "Ilustrasi (Foto Anu/ist)",
        "IMG 20220820 WA0000",
        "banner 468x60",
        "Halaman Selanjutnya",
        "[Gambas:Video 20detik]",
        "Dapatkan update berita pilihan setiap hari.",
        "Exit mobile version",
        "Anu Times/Maulana",
    ],
)
def test_whole_lines(line: str) -> None:
    text = f"{BODY}\n{line}\n{BODY[:-1]} kemarin."
    assert furniture(text) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Ia meminta pejabat baru baca juga aturan yang berlaku.",
        "- Kepala Dinas Sosial Kabupaten Anu Drs. Sari Dewi",
        "1. Sari Dewi dari Camat Baru menjadi Kepala Bagian Umum",
        "Kepala Dinas Perhubungan (Kadishub) dijabat Sari",
        "Ahmad Bayu, Kepala Bagian Hukum",
        "Bupati Anu Ahmad Bayu (kiri) menyalami pejabat yang dilantik.",
        "Foto bersama dilakukan setelah pelantikan usai di aula.",
        "Sumber daya manusia menjadi alasan utama pergeseran.",
        "Berita acara pelantikan ditandatangani hari itu juga.",
        "Pelantikan digelar 3 Mei 2024",
    ],
)
def test_article_lines_stay(line: str) -> None:
    assert furniture(f"{BODY}\n{line}\n{BODY[:-1]} kemarin.") == []


def test_headline_glued_to_a_sentence_as_on_disway() -> None:
    text = f"{BODY}BACA JUGA:Warga Keluhkan Air Keruh\n\nSisanya menyusul."
    assert furniture(text) == ["BACA JUGA:Warga Keluhkan Air Keruh"]


def test_headline_in_brackets_inside_a_paragraph() -> None:
    assert furniture(f"{BODY} (Baca juga: Warga Keluhkan Air) Sisanya menyusul.") == [
        "(Baca juga: Warga Keluhkan Air)"
    ]


def test_headline_glued_into_a_paragraph_ends_where_the_text_goes_on() -> None:
    rest = (
        "Bupati meminta semua pejabat segera bekerja dan tidak menunggu lama karena masyarakat membutuhkan pelayanan. "
        * 2
    )
    (found,) = furniture(f"{BODY} BACA JUGA: Warga Keluhkan Air Keruh {rest}")
    assert found == "BACA JUGA: Warga Keluhkan Air Keruh "


def test_label_alone_takes_the_headline_on_the_next_line() -> None:
    text = f"{BODY}\nBaca Juga\n\nJagung Anjlok, Petani Mengeluh\n\n{BODY[:-1]} kemarin."
    assert furniture(text) == ["Baca Juga", "Jagung Anjlok, Petani Mengeluh"]


def test_label_alone_before_a_paragraph_takes_only_itself() -> None:
    assert furniture(f"{BODY}\nBaca Juga:\n{BODY[:-1]} kemarin.") == ["Baca Juga:"]


def test_title_and_first_sentence_repeated() -> None:
    text = f"Delapan Pejabat Berganti\n{BODY}\nSisanya menyusul.\n{BODY}"
    assert furniture(text, "Delapan Pejabat Berganti") == ["Delapan Pejabat Berganti", BODY]


@pytest.mark.parametrize(
    "closing", ["(hen/rif)", "(key)", "(AK/ADV/Diskominfo Anu)", "(*)", "[aji]", "***", "(Yan/A-2)"]
)
def test_initials_that_close_a_paragraph(closing: str) -> None:
    assert furniture(f"{BODY} {closing}") == [closing]


def test_brackets_inside_a_paragraph_are_text() -> None:
    assert furniture("Kursi itu dipegang pelaksana tugas (plt)\nSisanya kosong.") == []


def test_head_lines_and_byline() -> None:
    text = f"Home / Metropolis / Mutasi\nSari Dewi Utami\nSabtu, 14 Januari 2023 | 20:00 WIB\n{BODY}"
    assert len(furniture(text)) == 3 and BODY not in furniture(text)


def test_unmarked_headline_between_paragraphs() -> None:
    headline = "Harga Cengkeh Naik Lagi, Petani di Kampung Semringah"
    assert furniture(f"{BODY}\n\n{headline}\n\n{BODY[:-1]} kemarin.") == [headline]


@pytest.mark.parametrize("label", ["Tinggalkan Balasan", "Berita Lainnya", "BERITA TERKAIT", "Terkini"])
def test_tails(label: str) -> None:
    body = "\n".join([BODY[:-1] + f" ke-{i}." for i in range(12)])
    tail = f"{label}\n\nTak Lunasi Pajak, Tunjangan Ditahan\n\nKOTA – Hingga kini ada banyak ..."
    assert furniture(f"{body}\n{tail}") == [tail]


def test_caption_keeps_its_words_and_loses_its_credit() -> None:
    caption = "Wali Kota Anu Ahmad Bayu menyalami pejabat.-Elly/Harian-"
    assert furniture(f"{caption}\n{BODY}") == ["-Elly/Harian-"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Baca juga:", "(", "\x00", "a" * 5000, "BACA JUGA:" * 50])
def test_odd_texts(text: str) -> None:
    for start, end in find_furniture(text):
        assert 0 <= start < end <= len(text)


def test_room_flags_tokens_and_reading_skips_them() -> None:
    nlp = build(("furniture", "sentences"))
    doc = nlp(new_doc(nlp, f"{BODY}BACA JUGA:Warga Keluhkan Air\nSisanya menyusul. (key)"))
    assert [span.text for span in doc.spans["furniture"]] == ["BACA JUGA:Warga Keluhkan Air", "(key)"]
    assert [sent.text.strip() for sent in read_sents(doc)] == [BODY, "Sisanya menyusul."]
    assert is_read(doc[0]) and not is_read(doc[len(doc) - 2])
