"""The visitors' queries on the small known database: the right rows, and no reading of a whole table of facts."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import Any

import pytest

from db.site.app import build_app
from tests.site.conftest import CLAIM, fill


def ask(site: Any, name: str, **params: str) -> list[dict[str, Any]]:
    query = "&".join(["_shape=array", *(f"{key}={value}" for key, value in params.items())])
    response = asyncio.run(site.client.get(f"/pantau/{name}.json?{query}"))
    assert response.status_code == 200, response.text
    return response.json()


def test_latest_moves(site):
    rows = ask(site, "mutasi-terbaru")
    assert next(row["mutasi"] if "mutasi" in row else row["pejabat"] for row in rows) == "Theresia Liem"
    assert len(rows) == 3
    assert rows[-1]["ke"] == "Kepala Dinas Perikanan" and rows[-1]["tanggal"] == "2025-08-21"


def test_career_of_one_official(site):
    [row] = ask(site, "riwayat-pejabat", nama="surian")
    assert (row["dari"], row["ke"]) == ("Sekretaris Dinas Pekerjaan Umum", "Kepala Dinas Perikanan")
    [row] = ask(site, "riwayat-pejabat", nama="Fauzan")
    assert (row["perihal"], row["ke"]) == ("disebut menjabat", "Bupati Kotabaru")
    assert ask(site, "riwayat-pejabat") == [] and ask(site, "riwayat-pejabat", nama="+") == []


def test_allegations_by_stance(site):
    [row] = ask(site, "tuduhan-menurut-sikap", sikap="alleged")
    assert (row["kutipan"], row["sumber"], row["nilai_min"]) == (CLAIM, "Arman Sidik", 150_000_000)
    assert len(ask(site, "tuduhan-menurut-sikap")) == 2
    assert ask(site, "tuduhan-menurut-sikap", sikap="convicted") == []


def test_empty_posts_and_since_when(site):
    [row] = ask(site, "jabatan-kosong")
    assert (row["jabatan"], row["sejak"], row["terakhir_disebut"], row["berita"]) == (
        "Kepala Dinas Sosial", "2025-08-21", "2025-10-01", 2,
    )  # fmt: skip


def test_acting_posts(site):
    [row] = ask(site, "jabatan-dipegang-sementara")
    assert (row["jabatan"], row["sifat"], row["pejabat"], row["sejak"]) == (
        "Kepala Dinas Kesehatan", "plt", "Theresia Liem", "2025-11-01",
    )  # fmt: skip


def test_a_later_definitive_holder_ends_the_vacancy_and_the_acting(tmp_path):
    path = tmp_path / "terisi.db"
    fill(path)
    connection = sqlite3.connect(path)
    add = (
        "insert into moves (reading, article, evidence, confidence, official, to_position, person, to_title, status,"
        " date, government) values (4, 4, 1, 0.9, 4, ?, 'Theresia Liem', 'x', ?, ?, ?)"
    )
    connection.execute(add, [3, "planned", "2025-12-01", 1])  # a plan fills nothing
    connection.execute(add, [6, "done", "2025-10-31", 2])  # nor does what came before
    connection.commit()
    site = build_app(path)
    assert len(ask(site, "jabatan-kosong")) == len(ask(site, "jabatan-dipegang-sementara")) == 1
    connection.execute(add, [3, "done", "2025-12-01", 1])
    connection.execute(add, [6, "done", "2025-12-01", 2])
    connection.commit()
    assert ask(site, "jabatan-kosong") == ask(site, "jabatan-dipegang-sementara") == []
    connection.close()
    site.get_database("pantau").close()


def test_events_without_approval(site):
    rows = ask(site, "peristiwa-tanpa-persetujuan")
    assert [row["artikel"] for row in rows] == ["Pejabat Kotabaru Dilantik"]  # article 4 cites one


def test_moves_of_one_government(site):
    assert [row["pejabat"] for row in ask(site, "mutasi-satu-pemerintah", pemerintah="kotabaru")] == [
        "Suriansyah"
    ]
    assert ask(site, "mutasi-satu-pemerintah") == []


def test_governments_by_moves(site):
    rows = ask(site, "pemerintah-menurut-jumlah-mutasi")
    assert {row["pemerintah"]: row["orang"] for row in rows} == {
        "Kabupaten Kotabaru": 1,
        "Kota Singkawang": 1,
    }
    assert {row["provinsi"] for row in rows} == {"Provinsi Kalimantan Barat", "Provinsi Kalimantan Selatan"}


@pytest.mark.parametrize("name", ["mutasi-terbaru", "riwayat-pejabat", "mutasi-satu-pemerintah"])
def test_queries_reach_facts_through_an_index(site, name):
    sql = site.metadata("queries", database="pantau")[name]["sql"]
    params = {"nama": "x", "pemerintah": "x"}
    plan = asyncio.run(site.get_database("pantau").execute(f"explain query plan {sql}", params))
    scans = [
        row["detail"] for row in plan.rows if row["detail"].startswith("SCAN m") or row["detail"] == "SCAN i"
    ]
    assert scans == []


def test_query_pages_link_and_hide_the_ids(site):
    html = asyncio.run(site.client.get("/pantau/mutasi-terbaru")).text
    assert '<a href="/pantau/officials/1">Suriansyah</a>' in html
    assert "pejabat_id" not in html.split("<table", 1)[1].split("</table>", 1)[0]
    assert "Nama pejabat, boleh sebagian" in asyncio.run(site.client.get("/pantau/riwayat-pejabat")).text
