"""What a table page leaves out, counts and says of its filters; that every number agrees with the page behind it."""

from __future__ import annotations

import re

import pytest

from db.dictionary import tables
from db.site.app import build_app
from db.site.errors import in_indonesian
from db.site.labels import column_word, site
from tests.site.conftest import CLAIM, Writer, fill
from tests.site.test_pages import get, get_json, text_of


def count_of(html: str) -> str:
    return re.search(r'<p class="count" role="status"><strong>([\d.]+) baris', html).group(1)


def test_numbers_agree_with_the_pages_behind_them(site):
    html = get(site, "/")
    linked = re.findall(r'<dd><a href="([^"]+)">([\d.]+)</a></dd>', html)
    assert len(linked) == 5
    for path, number in linked:
        assert count_of(get(site, path.replace("&amp;", "&"))) == number, path
    html = get(site, "/pantau?_show_hidden=1")
    listed = re.findall(r'<li><a href="(/pantau/\w+)">[^<]*</a> <span class="number">([\d.]+)</span>', html)
    assert len(listed) == len(tables())  # SQLite's own tables are no data
    for path, number in listed:
        assert count_of(get(site, path)) == number, path


def test_an_official_named_only_in_superseded_statements_is_not_listed(tmp_path):
    path = tmp_path / "lama.db"
    fill(path)
    w = Writer(path)
    w.row("officials", id=9, name="Nama Lama", name_key="nama lama", government=1, n_moves=0, n_mentions=0)
    w.db.close()
    site = build_app(path)
    for page in ("/pantau/officials", "/pantau/governments/1", "/cari?q=lama"):
        assert "Nama Lama" not in text_of(get(site, page)), page
    assert "Nama Lama" in get(site, "/pantau/officials?_semua=1")
    assert "sudah digantikan" in get(site, "/pantau/officials/9")
    site.get_database("pantau").close()


def test_filters_are_told_in_words_and_taken_off_one_by_one(site):
    html = get(site, "/pantau/moves?government=1&status=done&person__contains=suri")
    words = text_of(html)
    assert "Pemerintah: Kabupaten Kotabaru ×" in words and "Status: terlaksana ×" in words
    assert "Nama dalam berita memuat suri ×" in words
    assert '<input type="hidden" name="government" value="1">' in html  # no number to type
    assert html.count("_filter_value_") == 1
    chosen = re.search(r'<ul class="plain chosen".*?</ul>', html, re.S).group(0)
    assert "/pantau/moves?status=done&amp;person__contains=suri" in chosen
    assert "Artikel: Ralat ×" in text_of(get(site, "/pantau/moves?article=3&current=0"))
    assert "hanya pernyataan yang sudah digantikan" in get(site, "/pantau/moves?current=0")


def test_every_row_of_facts_names_its_outlet_and_day(site):
    for page in (
        "/pantau/allegations",
        "/pantau/moves",
        "/pantau/tuduhan-menurut-sikap",
        "/pantau/mutasi-terbaru",
    ):
        table = get(site, page).split("<tbody>")[1].split("</tbody>")[0]
        rows = [text_of(row) for row in table.split("</tr>")[:-1]]
        assert rows and all("Warta Uji, " in row or "Kabar <script>" in row for row in rows), page
        assert any("21 Agustus 2025" in row for row in rows)
    assert f"“{CLAIM}”" in text_of(get(site, "/pantau/allegations"))


def test_a_quote_that_leaves_its_sentence_is_shown_whole(tmp_path):
    path = tmp_path / "kutipan.db"
    fill(path)
    w = Writer(path)
    text = 'Ia membantah. "Tidak ada titipan. Semua lewat seleksi," kata Rudi. Selesai.'
    w.article(7, text, title="Bantahan", outlet="warta-uji", published="2025-12-01")
    quote = "Tidak ada titipan. Semua lewat seleksi"
    fact = w.fact("allegations", 7, quote, category="nepotisme", stance="denied", source="Rudi", quote=quote)
    with w.db.conn:
        sentence = '"Tidak ada titipan.'
        w.db.conn.execute(
            "update evidence set sentence = ?, sentence_start = ?, sentence_end = ? where article = 7",
            [sentence, text.index(sentence), text.index(sentence) + len(sentence)],
        )
    w.db.close()
    site = build_app(path)
    assert f"<mark>{quote}</mark>" in get(site, f"/pantau/allegations/{fact}")
    site.get_database("pantau").close()


def test_the_front_page_shows_a_claim_and_a_denial_of_an_article_at_most(tmp_path):
    path = tmp_path / "banyak.db"
    fill(path)
    w = Writer(path)
    text = "Tuduhan satu. Tuduhan dua. Bantahan satu."
    w.article(8, text, title="Ramai", outlet="warta-uji", published="2025-12-02")
    for quote, stance in (
        ("Tuduhan satu", "alleged"),
        ("Tuduhan dua", "alleged"),
        ("Bantahan satu", "denied"),
    ):
        w.fact("allegations", 8, quote, category="nepotisme", stance=stance, source="Rudi", quote=quote)
    w.db.close()
    site = build_app(path)
    words = text_of(get(site, "/"))
    assert "“Tuduhan satu”" in words and "“Bantahan satu”" in words and "“Tuduhan dua”" not in words
    site.get_database("pantau").close()


def test_who_is_named_in_an_allegation_is_shown_with_its_stance_and_outlet(site):
    words = text_of(get(site, "/pantau/allegation_accused"))
    assert "Dituduhkan menurut Arman Sidik Warta Uji, 21 Agustus 2025" in words
    words = text_of(get(site, "/pantau/allegation_accused/1,2"))
    assert "Dituduhkan menurut Arman Sidik" in words and "disebut tidak berarti bersalah" in words


def test_where_superseded_statements_are_shown_each_says_so(site):
    assert "digantikan</span>" in get(site, "/pantau/moves?_semua=1")
    assert "digantikan</span>" in get(site, "/pantau/moves?current=0")
    assert 'class="badge current' not in get(site, "/pantau/moves")


def test_codes_are_explained_below_the_table(site):
    words = text_of(get(site, "/pantau/allegations"))
    assert "alleged dituduhkan" in words and "jual_beli_jabatan Jual beli jabatan" in words


def test_every_column_has_an_indonesian_heading():
    for table in tables().values():
        for column in table.columns:
            known = {**site()["columns"], **site()["column_words"].get(table.name, {})}
            assert column in known, f"{table.name}.{column}: {column_word(column)}"


@pytest.mark.parametrize(
    ("complaint", "words"),
    [
        ("no such table: nope", "tidak ada tabel bernama nope"),
        ('near "form": syntax error', "salah tulis di dekat “form”"),
        ("_size must be <= 1000", "_size paling besar 1000."),
        ("something new", "something new"),
    ],
)
def test_complaints_are_in_indonesian_where_they_are_known(complaint, words):
    assert in_indonesian(complaint) == words


def test_references_to_readings_and_regions_show_their_own_number(site):
    assert ">No. 3</a>" in get(site, "/pantau/readings")
    assert ">63.02</a>" in get(site, "/pantau/governments")
    assert get_json(site, "/pantau/governments.json?_shape=array")[0]["code"] is not None
