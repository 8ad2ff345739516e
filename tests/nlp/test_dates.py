"""The wordings of dates in Indonesian news and the day, month or year they give."""

from __future__ import annotations

from datetime import date

import pytest

from nlp.dates import find_dates, resolve
from nlp.pipeline import build, new_doc

TUESDAY = date(2024, 5, 7)

CASES = [
    # whole dates
    ("Jumat (3/5/2024)", "2024-05-03"),
    ("Kamis (21/8/2025) sore", "2025-08-21"),
    ("Jum'at, 31 Oktober 2024", "2024-10-31"),
    ("Jum’at (3/5/2024)", "2024-05-03"),
    ("Kamis 31 Oktober 2024", "2024-10-31"),
    ("5 Ags 2024", "2024-08-05"),
    ("5 Agt 2024", "2024-08-05"),
    ("5 Agu 2024", "2024-08-05"),
    ("5 Agst 2024", "2024-08-05"),
    ("6 Nop 2019", "2019-11-06"),
    ("12 Pebruari 2018", "2018-02-12"),
    ("31-10-2024", "2024-10-31"),
    ("Minggu 21-05-2023,18:00 WIB", "2023-05-21"),
    ("tanggal 9 Mei 2018", "2018-05-09"),
    ("tertanggal 9 Oktober 2024", "2024-10-09"),
    ("Senin, 25 September 2023 | 15:04 WIB", "2023-09-25"),
    ("10/09/2022, 07:11 WIB", "2022-09-10"),
    ("(14/03/2025)", "2025-03-14"),
    ("3 January 2023", "2023-01-03"),
    ("2024-02-29", "2024-02-29"),
    ("20/12/23", "2023-12-20"),
    # without a year: the nearest to publication, checked by the weekday
    ("Selasa (7/5)", "2024-05-07"),
    ("Jumat (29/12)", "2023-12-29"),
    ("mulai Senin (13/5)", "2024-05-13"),
    ("pada 17 Oktober", "2024-10-17"),
    ("17 Oktober mendatang", "2024-10-17"),
    ("17 Juni lalu", "2023-06-17"),
    ("Rabu lalu (1/5)", "2024-05-01"),
    # months and years
    ("awal Maret 2023", "2023-03"),
    ("Maret 2023", "2023-03"),
    ("pertengahan bulan Juni 2022", "2022-06"),
    ("Oktober mendatang", "2024-10"),
    ("Februari lalu", "2024-02"),
    ("Mei lalu", "2023-05"),
    ("pada Agustus nanti", "2024-08"),
    ("sejak Januari", "2024-01"),
    ("akhir Desember", "2023-12"),
    ("tahun 2021", "2021"),
    ("sejak 2019", "2019"),
    # relative words
    ("hari ini", "2024-05-07"),
    ("kemarin", "2024-05-06"),
    ("besok", "2024-05-08"),
    ("lusa", "2024-05-09"),
    ("tadi malam", "2024-05-06"),
    ("Kamis lalu", "2024-05-02"),
    ("Selasa lalu", "2024-04-30"),
    ("Kamis pekan lalu", "2024-05-02"),
    ("Senin pekan lalu", "2024-04-29"),
    ("Kamis pekan depan", "2024-05-16"),
    ("Jumat mendatang", "2024-05-10"),
    ("Jumat depan", "2024-05-10"),
    ("mulai Senin", "2024-05-13"),
    ("di Muntok, Rabu.", "2024-05-01"),
    ("di Muntok, Selasa.", "2024-05-07"),
    ("Rabu malam", "2024-05-01"),
    ("bulan depan", "2024-06"),
    ("bulan lalu", "2024-04"),
    ("bulan ini", "2024-05"),
    ("akhir bulan ini", "2024-05"),
    ("tahun depan", "2025"),
    ("tahun lalu", "2023"),
    ("akhir tahun", "2024"),
    ("dua hari lalu", "2024-05-05"),
    ("tiga bulan lalu", "2024-02"),
    ("dua tahun lalu", "2022"),
    # no one day, month or year
    ("pekan depan", None),
    ("minggu lalu", None),
    ("dalam waktu dekat", None),
    ("setiap Senin pagi", None),
    ("akhir Februari tahun itu", None),
    # no dates at all
    ("Nomor 821.2/08/2025", None),
    ("Surat Nomor B-611/JP.00.00/02/2024", None),
    ("UU Nomor 5 Tahun 2014", None),
    ("Pilkada 2024", None),
    ("tahun anggaran 2023", None),
    ("Mei Lestari dilantik", None),
    ("skor 3/4", None),
    ("31/02/2024", None),
    ("Rp 2024", None),
    ("pilkada kemarin", None),
    ("", None),
]


@pytest.mark.parametrize(("wording", "iso"), CASES)
def test_wordings(wording: str, iso: str | None) -> None:
    assert resolve(wording, TUESDAY) == iso


@pytest.mark.parametrize(
    "wording", ["kemarin", "Kamis lalu", "bulan depan", "Selasa (7/5)", "sejak Januari", "Rabu malam"]
)
def test_relative_words_need_the_day_of_publication(wording: str) -> None:
    assert resolve(wording, None) is None


def test_absolute_dates_need_none() -> None:
    assert resolve("Jumat (3/5/2024)", None) == "2024-05-03"
    assert resolve("awal Maret 2023", None) == "2023-03"


def test_offsets_are_the_wordings() -> None:
    text = "Dilantik Kamis (2/5/2024), pendaftaran ditutup 31 Mei 2024."
    assert [text[found.start : found.end] for found in find_dates(text, TUESDAY)] == [
        "Kamis (2/5/2024)",
        "31 Mei 2024",
    ]


def test_both_ends_of_a_range() -> None:
    found = [one.iso for one in find_dates("dibuka 3 hingga 17 November 2025", TUESDAY)]
    assert found == ["2025-11-03", "2025-11-17"]


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("Sehari kemudian", "2024-05-03"),
        ("Keesokan harinya", "2024-05-03"),
        ("Dua hari sebelumnya", "2024-04-30"),
        ("Tiga hari berselang", "2024-05-05"),
    ],
)
def test_days_counted_from_the_day_told_before(words: str, iso: str) -> None:
    found = [one.iso for one in find_dates(f"Rumah digeledah Kamis (2/5/2024). {words} ia dicopot.", TUESDAY)]
    assert found == ["2024-05-02", iso]
    assert resolve(words, TUESDAY) is None


def test_room_leaves_furniture_out_and_keeps_unresolved_words() -> None:
    nlp = build(("furniture", "sentences", "dates"))
    doc = nlp(
        new_doc(nlp, "Dilantik Selasa.\nBaca juga: Libur 1 Mei 2024\nSisanya pekan depan.", published=TUESDAY)
    )
    assert [(span.text, span._.iso) for span in doc.spans["dates"]] == [
        ("Selasa", "2024-05-07"),
        ("pekan depan", None),
    ]
