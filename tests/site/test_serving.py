"""Starting and stopping: named errors, the ready call, and a crawl that writes while the site reads."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from db.connect import open_database
from db.site.app import NoDatabase, NotOurDatabase, PortInUse, build_app, listen, serve
from tests.site.conftest import fill


def test_there_must_be_a_database(tmp_path: Path):
    with pytest.raises(NoDatabase, match=r"tidak-ada\.db"):
        build_app(tmp_path / "tidak-ada.db")
    assert not (tmp_path / "tidak-ada.db").exists()


def test_another_file_is_refused_by_name(tmp_path: Path):
    text = tmp_path / "catatan.db"
    text.write_text("bukan basis data" * 100, encoding="utf-8")
    with pytest.raises(NotOurDatabase, match=r"catatan\.db"):
        build_app(text)
    other = tmp_path / "lain.db"
    connection = sqlite3.connect(other)
    connection.execute("create table articles (id integer)")
    connection.commit()
    connection.close()
    with pytest.raises(NotOurDatabase, match="moves"):
        build_app(other)


def test_a_port_in_use_is_named(database: Path):
    taken = listen("127.0.0.1", 0)
    port = taken.getsockname()[1]
    try:
        with pytest.raises(PortInUse, match=str(port)):
            serve(database, port=port)
    finally:
        taken.close()


def test_the_name_in_addresses_is_always_pantau(database: Path):
    assert database.stem == "nama-lain"
    site = build_app(database)
    assert [name for name in site.databases if name != "_internal"] == ["pantau"]
    assert site.get_database("pantau").is_mutable


SERVE = """
import sys
from db.site.app import serve
serve(sys.argv[1], port=0, on_ready=lambda address: print(address, flush=True))
print("closed", flush=True)
"""


@pytest.fixture
def served(tmp_path: Path):
    path = tmp_path / "jalan.db"
    fill(path)
    root = Path(__file__).parents[2]
    env = {**os.environ, "PYTHONPATH": str(root)}
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(path)], stdout=subprocess.PIPE, text=True, env=env, cwd=root
    )
    address = process.stdout.readline().strip()
    yield path, address, process
    process.kill()
    process.wait()
    process.stdout.close()


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.read().decode()


def test_it_serves_while_others_write_and_closes_in_order(served):
    path, address, process = served
    assert "3</a></dd><dt>pernyataan mutasi dalam berita" in read(address)
    writer = open_database(path)
    writer.conn.execute("begin immediate")  # a crawl in the middle of a transaction
    writer.conn.execute("update moves set current = 1")
    assert "3</a></dd><dt>pernyataan mutasi dalam berita" in read(address)
    writer.conn.commit()
    assert "4</a></dd><dt>pernyataan mutasi dalam berita" in read(address)
    writer.close()
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 0
    assert process.stdout.read() == "closed\n"


def test_an_empty_database_still_has_a_front_page(tmp_path: Path):
    import asyncio

    path = tmp_path / "kosong.db"
    open_database(path).close()
    site = build_app(path)
    for page in ("/", "/pantau", "/pantau/moves", "/pantau/mutasi-terbaru", "/cari?q=a"):
        response = asyncio.run(site.client.get(page))
        assert response.status_code == 200, page
    assert "Belum ada mutasi yang dibaca" in asyncio.run(site.client.get("/")).text


def test_listening_on_no_such_host_is_named():
    from db.site.app import CannotListen

    with pytest.raises(CannotListen, match="no-such-host"):
        listen("no-such-host.invalid", 0)
    assert socket.getdefaulttimeout() is None
