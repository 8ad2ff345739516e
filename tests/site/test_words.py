"""Pure parts: formats, marks, quotes, timelines, query headers."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.site.canned import QueryHeaderError, read_queries, read_query
from db.site.career import timeline
from db.site.format import date_words, number_words, percent, rupiah_full, rupiah_words, shorten, unquoted
from db.site.marks import Mark, fits, paragraphs, split_quote
from db.site.plugin import safe_href
from db.site.wording import move_words, stance_line


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2023-05-05", "5 Mei 2023"),
        ("2023-05", "Mei 2023"),
        ("2023", "2023"),
        ("2026-06-03T14:20:00+08:00", "3 Juni 2026"),
        ("Kamis lalu", "Kamis lalu"),
        ("2023-13-01", "2023-13-01"),
        (None, ""),
    ],
)
def test_dates_in_words(value, words):
    assert date_words(value) == words


def test_times_keep_their_zone():
    assert date_words("2026-06-03T14:20:00+08:00", with_time=True) == "3 Juni 2026, 14.20 WITA"
    assert date_words("2026-06-03T07:20:00Z", with_time=True) == "3 Juni 2026, 07.20 UTC"


@pytest.mark.parametrize(
    ("low", "high", "short", "full"),
    [
        (150_000_000, 150_000_000, "Rp150 juta", "Rp150.000.000"),
        (1_500_000_000, None, "Rp1,5 miliar", "Rp1.500.000.000"),
        (50_000_000, 75_000_000, "Rp50 juta–Rp75 juta", "Rp50.000.000–Rp75.000.000"),
        (750_000, 750_000, "Rp750 ribu", "Rp750.000"),
        (0, 0, "Rp0", "Rp0"),
        (None, None, "", ""),
    ],
)
def test_sums_in_short_and_in_full(low, high, short, full):
    assert (rupiah_words(low, high), rupiah_full(low, high)) == (short, full)


def test_small_formats():
    assert number_words(1234567) == "1.234.567"
    assert (percent(0.856), percent(1.2), percent("x")) == (86, 100, None)
    assert shorten("satu dua tiga empat", 12) == "satu dua…"
    assert unquoted('"Tidak ada"') == "Tidak ada"
    assert unquoted('"Satu" dan "dua"') == '"Satu" dan "dua"'


def test_only_web_addresses_become_links():
    assert safe_href("https://a.example/x") == "https://a.example/x"
    for bad in ("javascript:alert(1)", "data:text/html,x", " JavaScript:x", "//a.example", "http://[", None):
        assert safe_href(bad) == ""


def mark(start: int, end: int, kind: str, fact: int) -> Mark:
    return Mark(start=start, end=end, kind=kind, fact=fact, evidence=fact)


def test_overlapping_marks_are_cut_into_segments():
    text = "abcdefghij"
    [segments] = paragraphs(
        text, [mark(1, 6, "moves", 1), mark(4, 8, "events", 2), mark(4, 5, "vacancies", 3)]
    )
    told = [(s.text, [m.fact for m in s.marks]) for s in segments]
    assert told == [
        ("a", []), ("bcd", [1]), ("e", [3, 2, 1]), ("f", [2, 1]), ("gh", [2]), ("ij", []),
    ]  # fmt: skip
    assert "".join(s.text for s in segments) == text
    assert [s.anchors for s in segments] == [[], [1], [3, 2], [], [], []]
    assert [[m.fact for m in s.closing] for s in segments] == [[], [], [3], [1], [2], []]


def test_a_mark_over_two_paragraphs_keeps_one_anchor():
    found = paragraphs("satu dua\n\ntiga", [mark(5, 14, "moves", 7)])
    assert [[s.text for s in p] for p in found] == [["satu ", "dua"], ["tiga"]]
    assert [s.anchors for p in found for s in p] == [[], [7], []]
    assert [bool(s.closing) for p in found for s in p] == [False, False, True]


def test_marks_outside_the_text_are_left_out():
    assert [[s.marks for s in p] for p in paragraphs("abc", [mark(2, 9, "moves", 1)])] == [[[]]]


def test_evidence_fits_only_where_the_text_says_its_quote():
    assert fits("Plt Bupati", {"start": 4, "end": 10, "quote": "Bupati"})
    assert not fits("Plt Camat.", {"start": 4, "end": 10, "quote": "Bupati"})
    assert not fits("Plt", {"start": None, "end": None, "quote": None})


def test_quote_is_found_in_its_sentence():
    assert split_quote("A dan A lagi", "A", 6) == ("A dan ", "A", " lagi")
    assert split_quote("A dan A lagi", "A", 2) == ("", "A", " dan A lagi")
    assert split_quote("Lain sama sekali", "A!", 0) == ("Lain sama sekali", "", "")


def test_reports_of_one_move_become_one_entry_and_later_ones_another():
    def row(id_, date, position=1):
        return {"id": id_, "kind": "moves", "date": date, "to_position": position}

    told = timeline(
        [
            row(3, "2025-06"),
            row(1, "2023-01-05"),
            row(2, "2023-02-01"),
            row(4, None),
            row(5, "2023-01-06", 2),
        ],
        same=("to_position",),
    )
    assert [(e.first, [r["id"] for r in e.reports]) for e in told] == [
        ("2023-01-05", [1, 2]), ("2023-01-06", [5]), ("2025-06", [3]), ("", [4]),
    ]  # fmt: skip
    whole = [dict(row(id_, date), from_position=9) for id_, date in ((6, "2026-05-12"), (7, "2026-10-15"))]
    same = ("from_position", "to_position")
    assert [len(e.reports) for e in timeline(whole, same=same)] == [2]  # told again months later
    arrivals = [row(id_, date) for id_, date in ((6, "2026-05-12"), (7, "2026-10-15"))]
    assert [len(e.reports) for e in timeline(arrivals, same=same)] == [1, 1]


def test_what_a_source_says_is_never_said_as_ours():
    told = {stance: stance_line({"stance": stance, "source": "LSM X"}) for stance in ("alleged", "denied")}
    assert told == {"alleged": "Dituduhkan menurut LSM X", "denied": "Dibantah oleh LSM X"}
    assert "sumber tidak disebut" in stance_line({"stance": "denied", "source": None})


def test_moves_in_words():
    row = {"from_title": "Camat A", "to_title": "Kepala B", "acting": "plt", "status": "planned"}
    assert move_words(row) == "dari Camat A ke Plt Kepala B (rencana)"
    assert (
        move_words({**row, "to_title": None, "acting": None, "status": "done"})
        == "meninggalkan jabatan Camat A"
    )
    assert move_words({**row, "to_title": "Camat A", "acting": None, "status": "done"}).startswith(
        "dikukuhkan"
    )


def test_every_query_has_a_title_a_sentence_and_named_parameters():
    queries = read_queries()
    assert len(queries) >= 8 and next(iter(queries)) == "mutasi-terbaru"
    for name, query in queries.items():
        assert query["title"] and query["description"].endswith("."), name
        assert set(query["params"]) == set(query["param_words"])
    assert queries["tuduhan-menurut-sikap"]["param_words"]["sikap"]["choices"][0] == "alleged"


@pytest.mark.parametrize("text", ["select 1", "-- Judul\nselect 1", "-- Judul\n-- Isi.\nselect :lain"])
def test_a_query_without_its_header_is_refused_by_name(tmp_path: Path, text: str):
    path = tmp_path / "buruk.sql"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QueryHeaderError, match=r"buruk\.sql"):
        read_query(path)
