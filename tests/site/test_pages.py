"""Pages through Datasette's own client: every one answers, in Indonesian, with marks, labels and nothing unescaped."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from html import unescape
from typing import Any

import pytest
from datasette.utils import tilde_encode

from db.dictionary import tables
from db.site.app import PantauDatasette, build_app
from db.site.canned import read_queries
from db.site.labels import fact_tables, table_title
from tests.site.conftest import CLAIM, HOSTILE, MOVED


def get(site: PantauDatasette, path: str, status: int = 200) -> str:
    response = asyncio.run(site.client.get(path))
    assert response.status_code == status, f"{path}: {response.status_code}\n{response.text[:500]}"
    return response.text


def get_json(site: PantauDatasette, path: str) -> Any:
    response = asyncio.run(site.client.get(path))
    assert response.status_code == 200, path
    return response.json()


def text_of(html: str) -> str:
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.S)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def row_paths(database) -> list[str]:
    connection = sqlite3.connect(database)
    paths = []
    for name in tables():
        columns = [row[1] for row in connection.execute(f"pragma table_info({name})") if row[5]]
        for row in connection.execute(f"select {', '.join(columns)} from {name} limit 8"):
            paths.append(f"/pantau/{name}/" + ",".join(tilde_encode(str(value)) for value in row))
    connection.close()
    return paths


def test_every_page_answers_and_lets_nothing_through(site, database):
    paths = ["/", "/tentang", "/koreksi", "/cari", "/cari?q=script", "/pantau", "/pantau?_show_hidden=1"]
    paths += [f"/pantau/{name}" for name in tables()]
    paths += [
        f"/pantau/{name}?_semua=1&_semua_kolom=1&_provinsi=61&_media=warta-uji" for name in fact_tables()
    ]
    paths += [f"/pantau/{name}" for name in read_queries()]
    paths += row_paths(database)

    async def all_pages() -> list[tuple[str, Any]]:
        return [(path, await site.client.get(path)) for path in paths]

    for path, response in asyncio.run(all_pages()):
        assert response.status_code == 200, path
        assert '<html lang="id">' in response.text, path
        assert "<script>alert" not in response.text and "<img src=x" not in response.text, path
        assert 'href="javascript:' not in response.text.lower(), path
        assert "script-src 'self'" in response.headers["content-security-policy"]
        for english in (
            "Links from other tables",
            "Powered by",
            "Advanced export",
            "Suggested facets",
            " rows ",
            "Started at",
            "Next page",
            "Suggested",
        ):
            assert english not in response.text, f"{path} says {english!r}"


@pytest.mark.parametrize("name", [name for name in tables() if not tables()[name].hidden])
def test_tables_have_indonesian_titles(site, name):
    html = get(site, f"/pantau/{name}")
    assert f"<h1>{table_title(name)}</h1>".replace("&", "&amp;") in html


def test_front_page_has_numbers_cards_and_stances(site):
    html = get(site, "/")
    words = text_of(html)
    assert "4 artikel tentang mutasi, dari 2 media" in words
    assert "2 pemerintah daerah dari 552" in words
    assert "3 pernyataan mutasi dalam berita" in words  # the superseded one is not counted
    for query in read_queries().values():
        assert query["title"] in words
    assert '<span class="badge stance-alleged">dituduhkan</span>' in html
    assert "Dituduhkan menurut Arman Sidik. Pihak yang disebut: Fauzan Ramlani. Nilai: Rp150 juta" in words
    assert "Hak jawab & koreksi" in words and "CC BY 4.0" in words


def test_article_marks_are_split_where_facts_overlap(site):
    html = get(site, "/pantau/articles/1")
    text = re.search(r'<div class="text" id="naskah">(.*?)</div>\n</div>', html, re.S).group(1)
    shown = re.sub(r'<sup class="ref".*?</sup>', "", text, flags=re.S)
    assert MOVED in text_of(shown) and CLAIM in text_of(shown)
    # the event covers the move: the move's words belong to both, the rest of the event to it alone
    both = re.search(r'<a class="seg" href="([^"]+)" data-kinds="moves events"[^>]*>([^<]+)</a>', text)
    assert both.group(1) == "/pantau/moves/1" and both.group(2) == MOVED
    alone = re.findall(r'<a class="seg" href="([^"]+)" data-kinds="events"[^>]*>([^<]+)</a>', text)
    assert [href for href, _ in alone] == ["/pantau/events/1"] * 2
    assert [words for _, words in alone] == ["melantik ", ", Kamis (21/8/2025)"]
    assert "</a></a>" not in text


def test_article_facts_and_marks_point_at_each_other(site):
    html = get(site, "/pantau/articles/1")
    anchors = re.findall(r'id="bukti-(\d+)"', html)
    assert len(anchors) == len(set(anchors)) == 6
    assert set(re.findall(r'href="#bukti-(\d+)"', html)) == set(anchors)
    facts = set(re.findall(r'<li id="(fakta-\w+-\d+)"', html))
    assert set(re.findall(r'<sup class="ref"[^>]*><a href="#(fakta-\w+-\d+)"', html)) == facts
    assert "fakta-allegations-1" in facts


def test_hostile_article_is_shown_as_words(site):
    html = get(site, "/pantau/articles/2")
    assert HOSTILE in text_of(html) and "onerror" in text_of(html)
    assert "Baca naskah asli" not in html  # its address is no web address


def test_facts_of_an_older_text_are_listed_but_not_marked(site):
    html = get(site, "/pantau/articles/3")
    assert "ditandai pada versi 1" in text_of(html)
    assert 'class="seg"' not in html
    assert "versi 1" in html and "/pantau/article_versions/" in html
    assert "Suriansyah kabarnya" not in html
    assert "/pantau/moves?article=3&amp;current=0" in html  # what the older reading said is one step away
    assert "current=0" not in get(site, "/pantau/articles/1")
    assert "Suriansyah kabarnya menjadi" in get(site, "/pantau/article_versions/3")


def test_allegation_page_is_worded_as_reported(site):
    html = get(site, "/pantau/allegations/1")
    words = text_of(html)
    assert "<h1" in html and "Jual beli jabatan: dituduhkan menurut Arman Sidik (Rp150 juta)" in words
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.S).group(1)
    assert "menurut Arman Sidik" in heading and "stance-alleged" in html
    assert "Ini kutipan dari pemberitaan Warta Uji" in words
    assert "bukan pernyataan situs ini" in words and "belum tentu bersalah" in words
    assert f"<mark>{CLAIM}</mark>" in html
    assert '<a href="/pantau/officials/2">Fauzan Ramlani</a>' in html
    assert re.search(r'href="/pantau/articles/1#bukti-\d+"', html)
    assert 'href="https://warta-uji.example/1"' in html
    assert 'title="Rp150.000.000">Rp150 juta' in html


def test_superseded_fact_says_so(site):
    html = get(site, "/pantau/moves/3")
    assert "sudah digantikan" in html
    assert "/pantau/articles/3#bukti-" not in html and "/pantau/evidence/" in html  # no mark of it is shown
    assert "/pantau/articles/3#bukti-" not in get(site, "/pantau/moves?current=0")
    assert "sudah digantikan" not in get(site, "/pantau/moves/1")


def test_official_page_tells_the_career_and_the_allegations(site):
    html = get(site, "/pantau/officials/1")
    words = text_of(html)
    assert "1 mutasi, disebut dalam 3 artikel" in words
    assert "21 Agustus 2025 dari Sekretaris Dinas Pekerjaan Umum → Kepala Dinas Perikanan" in words
    assert "kabarnya" not in words  # superseded
    html = get(site, "/pantau/officials/2")
    words = text_of(html)
    assert "disebut sebagai Bupati Kotabaru" in words
    assert "Disebut dalam tuduhan" in words and "Dituduhkan menurut Arman Sidik" in words
    assert "Plt" in text_of(get(site, "/pantau/officials/4"))


def test_government_and_position_pages(site):
    words = text_of(get(site, "/pantau/governments/1"))
    assert "Kabupaten Kotabaru" in words and "Provinsi Kalimantan Selatan" in words
    assert "Fauzan Ramlani Bupati Kotabaru" in words and "Kepala Dinas Sosial" in words
    words = text_of(get(site, "/pantau/positions/3"))
    assert "disebut kosong" in words
    words = text_of(get(site, "/pantau/positions/2"))
    assert "Suriansyah" in words


def test_references_show_names_not_numbers(site):
    html = get(site, "/pantau/moves")
    assert '<a href="/pantau/officials/1">Suriansyah</a>' in html
    assert '<a href="/pantau/governments/1">Kabupaten Kotabaru</a>' in html
    assert re.search(r'<a href="/pantau/articles/1#bukti-\d+">Pejabat Kotabaru Dilantik</a>', html)
    assert '<a href="/pantau/governments/1">Kabupaten Kotabaru</a>' in get(site, "/pantau/allegations/1")


def test_only_current_statements_unless_asked(site):
    ids = lambda path: {row["id"] for row in get_json(site, path)}  # noqa: E731
    assert ids("/pantau/moves.json?_shape=array") == {1, 2, 4}
    assert ids("/pantau/moves.json?_shape=array&_semua=1") == {1, 2, 3, 4}
    assert ids("/pantau/moves.json?_shape=array&current=0") == {3}


def test_province_and_outlet_narrow_the_table(site):
    ids = lambda path: {row["id"] for row in get_json(site, path)}  # noqa: E731
    assert ids("/pantau/moves.json?_shape=array&_provinsi=61") == {2, 4}
    assert ids("/pantau/moves.json?_shape=array&_provinsi=61&_media=warta-uji") == {4}
    assert ids("/pantau/articles.json?_shape=array&_provinsi=63") == {1}
    assert ids("/pantau/moves.json?_shape=array&_provinsi=6%25") == set()


def test_facets_are_named_in_indonesian(site):
    facets = get_json(site, "/pantau/events.json")["facet_results"]
    assert {value["value"]: value["count"] for value in facets["kinds"]["results"]} == {
        "promosi": 2,
        "rotasi": 1,
    }
    words = text_of(get(site, "/pantau/events"))
    assert re.search(r"Tahap 1 terlaksana 2\b", words)
    assert get_json(site, "/pantau/moves.json")["suggested_facets"] == []


def test_newest_first(site):
    dates = [row["published"] for row in get_json(site, "/pantau/articles.json?_shape=array")]
    assert dates == sorted(dates, reverse=True)


def test_full_text_search(site):
    found = get_json(site, "/pantau/articles.json?_shape=array&_search=perikanan")
    assert [row["id"] for row in found] == [1]
    found = get_json(site, "/pantau/evidence.json?_shape=array&_search=menuding")
    assert [row["quote"] for row in found] == [CLAIM]


def test_tables_of_names_have_a_box_for_the_name(site):
    html = get(site, "/pantau/officials?name__contains=fauzan&_provinsi=63")
    assert "1 baris" in text_of(html) and "Suriansyah" not in html.split("<table", 1)[1]
    assert '<input type="search" name="name__contains" value="fauzan">' in html
    assert "_filter_value_1" not in html  # once, not again among the other filters
    assert '<option value="63" selected>' in html


def test_search_page_finds_people_posts_and_words(site):
    words = text_of(get(site, "/cari?q=suriansyah"))
    assert "Pejabat Suriansyah Kabupaten Kotabaru" in words
    assert "<mark>Suriansyah</mark>" in get(site, "/cari?q=suriansyah")
    assert "Jabatan Kepala Dinas Kesehatan" in text_of(get(site, "/cari?q=kesehatan"))
    for odd in ("%25", "%22", "a%22+OR+", "_", "(((", "NEAR("):
        get(site, f"/cari?q={odd}")
    assert "Tidak ada yang cocok" in text_of(get(site, "/cari?q=%25"))


def test_errors_are_pages_too(site, capsys):
    assert "Halaman tidak ditemukan" in get(site, "/tidak-ada", 404)
    assert "Halaman tidak ditemukan" in get(site, "/pantau/moves/999", 404)
    html = get(site, "/pantau?sql=select+nope", 400)
    assert "SQL tidak dapat dijalankan: tidak ada kolom bernama nope" in html
    assert "<title>Kueri SQL" in html and "Hanya pernyataan SELECT" in get(
        site, "/pantau?sql=delete+from+moves", 400
    )
    assert "Permintaan tidak dipahami" in get(site, "/pantau?sql=selec", 400)
    assert "tidak dapat diurutkan menurut" in get(site, "/pantau/moves?_sort=nope", 400)
    get(site, "/pantau/allegation_accused/1", 404)  # half of its key
    for path in ("?_sort=nope", "?_size=-1"):
        get(site, f"/pantau/moves{path}", 400)
    assert asyncio.run(site.client.get("/pantau/nope.json")).json()["ok"] is False
    assert "Traceback" not in capsys.readouterr().out


def test_json_and_csv_stay_as_datasette_gives_them(site):
    [row] = get_json(site, "/pantau/allegations.json?_shape=array&stance=alleged")
    assert (row["stance"], row["government"], row["amount_min"]) == ("alleged", 1, 150_000_000)
    csv = get(site, "/pantau/moves.csv?_size=max")
    assert csv.splitlines()[0].startswith("id,reading,article,evidence")
    assert (
        get_json(site, "/pantau/tuduhan-menurut-sikap.json?_shape=array&sikap=alleged")[0]["kutipan_id"] == 1
    )


def test_where_the_file_lies_is_not_told(site, database):
    for path in ("/-/databases", "/-/databases.json", "/-/settings", "/-/metadata", "/-/versions"):
        assert str(database.parent) not in get(site, path)
    get(site, "/pantau.db", 403)


def test_the_site_cannot_write(site):
    response = asyncio.run(site.client.get("/pantau.json?sql=delete+from+moves"))
    assert response.status_code == 400
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        asyncio.run(site.get_database("pantau").execute("delete from moves"))


def test_under_a_base_url_every_link_stays_inside(database):
    site = build_app(database, base_url="data")
    paths = (
        "/",
        "/pantau/articles/1",
        "/pantau/moves",
        "/tentang",
        "/cari?q=kepala",
        "/pantau/moves?government=1",
    )
    for path in (*paths, "/pantau/regions?_size=5"):
        html = get(site, path)  # the client puts the base URL in front
        for href in re.findall(r'(?:href|src|action)="(?:http://localhost)?(/[^"]*)"', html):
            assert href.startswith("/data/") and "/data/data/" not in href, f"{path} links to {href}"


def test_contact_is_named_on_the_page_on_corrections(database):
    html = get(build_app(database, contact="redaksi@pantau.example"), "/koreksi")
    assert 'href="mailto:redaksi@pantau.example"' in html
