"""The commands as a user calls them: help, exit codes, one line for a mistake, and the way of an article through all."""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

import newsroom
from pantau.app import app

ROOT = Path(__file__).parents[2]
DEV = ROOT / "nlp" / "corpus" / "contract_dev.jsonl"
COMMANDS = sorted(command.name or command.callback.__name__ for command in app.registered_commands)
ARTICLE = (
    "Bupati Paser Lantik Kepala Dinas\n\n"
    "TANA PASER - Bupati Paser Haryono Rekaan melantik Surya Contoh sebagai Kepala Dinas Perikanan Kabupaten Paser, "
    "Kamis (21/8/2025). Surya Contoh sebelumnya menjabat Sekretaris Dinas Sosial.\n"
)


def pantau(*arguments: object, stdin: str | None = None, **more) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pantau", *map(str, arguments)],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=180,
        **more,
    )


@pytest.fixture
def registry(tmp_path):
    """The running newsroom and its registry file."""
    with newsroom.start() as running:
        file = tmp_path / "newsroom.toml"
        file.write_text(newsroom.registry_text(running.urls), encoding="utf-8")
        yield running, file


def number(db: Path, sql: str) -> int:
    with sqlite3.connect(db) as connection:
        return connection.execute(sql).fetchone()[0]


# --- help and mistakes ---------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples_and_stands_in_the_readme(command):
    shown = pantau(command, "--help")
    assert shown.returncode == 0
    assert f"pantau {command}" in shown.stdout.split("Examples:")[1]
    assert re.search(rf"`pantau {command}\b", (ROOT / "README.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - {"evaluate", "extract"}))
def test_every_command_on_a_database_takes_its_path(command):
    assert "--db" in pantau(command, "--help").stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["frobnicate"], "frobnicate"),
        (["crawl", "--outlet", "antara-jatneg"], "antara-jateng"),
        (["crawl", "--since", "1 Mei"], "YYYY-MM-DD"),
        (["crawl", "--registry", "nowhere.toml"], "nowhere.toml"),
        (["extract", "nowhere.txt"], "nowhere.txt"),
        (["evaluate", "nowhere.jsonl"], "nowhere.jsonl"),
        (["load", "nowhere.jsonl"], "nowhere.jsonl"),
        (["serve", "--db", "nowhere.db"], "nowhere.db"),
        (["status", "--db", "nowhere.db"], "nowhere.db"),
        (["export", "--db", "nowhere.db"], "nowhere.db"),
        (["run", "--limit", "0"], "limit"),
        (["extract", "README.md", "--model", "nowhere"], "nowhere"),
        (["extract", "README.md", "--model", "docs"], "docs"),
    ],
)
def test_a_mistake_is_told_in_words_with_code_2(arguments, says):
    shown = pantau(*arguments)
    assert shown.returncode == 2
    assert says in shown.stderr and "Traceback" not in shown.stderr


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path):
    file = tmp_path / "notes.db"
    file.write_text("my notes")
    for command in (["status"], ["load", DEV], ["serve"]):
        shown = pantau(*command, "--db", file)
        assert shown.returncode != 0 and "database" in shown.stderr
        assert "Traceback" not in shown.stderr
    assert file.read_text() == "my notes"


# --- extract -------------------------------------------------------------------------------------


def test_extract_reads_standard_input_and_tells_where_every_fact_was_read(tmp_path):
    shown = pantau("extract", "-", stdin=ARTICLE)
    assert shown.returncode == 0
    record = json.loads(shown.stdout)
    text = ARTICLE.split("\n\n", 1)[1].rstrip()
    assert (record["title"], record["text"]) == ("Bupati Paser Lantik Kepala Dinas", text)
    facts = record["facts"]
    assert facts["relevant"] and facts["governments"][0]["code"] == "64.01"
    (move,) = facts["moves"]
    assert (move["person"], move["from"], move["to"]) == (
        "Surya Contoh",
        "Sekretaris Dinas Sosial",
        "Kepala Dinas Perikanan",
    )
    for kind in ("governments", "events", "moves", "officials"):
        assert facts[kind]
        for fact in facts[kind]:
            assert text[fact["start"] : fact["end"]] in fact["sentence"] or "\n" in fact["sentence"]
            assert 0 <= fact["confidence"] <= 1 and "/" in fact["extractor"]


def test_extract_keeps_the_order_names_what_cannot_be_read_and_goes_on(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE)
    (folder / "b.html").write_bytes(b"<html><body></body></html>")
    (folder / "c.jsonl").write_text(
        '{"id": "c1", "text": "Isi."}\n{"id": \n{"id": "c2"}\n{"id": "c3", "text": 7}\n'
    )
    out = tmp_path / "out.jsonl"
    shown = pantau("extract", folder, "-o", out)
    records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert shown.returncode == 1
    assert [r["id"] for r in records][:3] == ["a", "b", "c1"] and len(records) == 6
    assert [("error" in r) for r in records] == [False, True, False, True, True, True]
    assert "c.jsonl:2" in records[3]["error"] and "text" in records[4]["error"]


def test_extract_fetches_an_address(registry):
    running, _ = registry
    site = running.sites["antero"]
    shown = pantau("extract", site.url(site.stories[0]), site.base + "/tidak-ada")
    first, second = map(json.loads, shown.stdout.splitlines())
    assert first["title"] == site.stories[0].title and first["facts"]["relevant"]
    assert "404" in second["error"] and shown.returncode == 1


def test_two_processes_write_what_one_writes(tmp_path):
    for jobs in (1, 2):
        assert pantau("extract", DEV, "-o", tmp_path / f"{jobs}.jsonl", "--jobs", jobs).returncode == 0
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()


# --- evaluate ------------------------------------------------------------------------------------


def test_evaluate_scores_a_file_and_lists_what_is_wrong(tmp_path):
    gold = [json.loads(line) for line in DEV.read_text(encoding="utf-8").splitlines()]
    first = next(r for r in gold if r["facts"]["moves"])
    first["facts"]["moves"][0]["to"] = "Camat Antah"
    said = tmp_path / "said.jsonl"
    said.write_text("".join(json.dumps(r) + "\n" for r in gold))
    shown = pantau("evaluate", DEV, said, "--errors")
    assert shown.returncode == 0
    assert "Camat Antah" in shown.stdout
    assert re.search(r"^documents +1\.000 +1\.000 +1\.000", shown.stdout, re.M)
    figures = json.loads(pantau("evaluate", DEV, said, "--json").stdout)
    assert figures["moves.to"]["f1"] < 1 == figures["documents"]["f1"]


#: The least F1 that the reader without a trained model must reach on the development articles.
LEAST = {
    "relevant": 0.95,
    "governments": 0.85,
    "moves.to": 0.65,
    "officials": 0.65,
    "events.stage": 0.75,
    "documents": 0.85,
    "allegations.claim": 0.45,
}


def test_the_reader_reaches_its_figures():
    figures = json.loads(pantau("evaluate", DEV, "--json").stdout)
    assert {name: figures[name]["f1"] for name in LEAST if figures[name]["f1"] < LEAST[name]} == {}


# --- the database --------------------------------------------------------------------------------


def test_loading_twice_changes_nothing_and_a_broken_record_is_recorded(tmp_path):
    out, db = tmp_path / "out.jsonl", tmp_path / "x.db"
    pantau("extract", DEV, "-o", out)
    assert pantau("load", out, "--db", db).returncode == 0
    before = [number(db, f"SELECT count(*) FROM {t}") for t in ("articles", "moves", "evidence", "readings")]
    again = pantau("load", out, "--db", db)
    assert again.returncode == 0 and "0 read" in again.stderr
    assert [
        number(db, f"SELECT count(*) FROM {t}") for t in ("articles", "moves", "evidence", "readings")
    ] == before
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "x", "error": "cannot be read"}\n{broken\n')
    assert pantau("load", bad, "--db", db).returncode == 1
    assert number(db, "SELECT count(*) FROM problems") == 2
    status = json.loads(pantau("status", "--db", db, "--json").stdout)
    assert status["articles"]["read"] == 20 and len(status["problems"]) == 2
    assert "20 articles" in pantau("status", "--db", db).stdout


def test_run_crawls_reads_and_loads_and_a_second_run_finds_nothing_new(registry, tmp_path):
    _, file = registry
    db = tmp_path / "x.db"
    options = ("--registry", file, "--outlet", "antero", "--db", db)
    first = pantau("run", *options)
    assert first.returncode == 0, first.stderr
    articles = number(db, "SELECT count(*) FROM articles WHERE state = 'read'")
    assert articles >= 10 and number(db, "SELECT count(*) FROM moves WHERE current") > 10
    second = pantau("run", *options)
    assert second.returncode == 0
    assert number(db, "SELECT count(*) FROM articles") == articles
    assert (
        number(db, "SELECT count(*) FROM readings WHERE superseded_by IS NOT NULL") == 1
    )  # the corrected one
    exported = pantau("export", "--db", db, "-o", tmp_path / "out")
    assert exported.returncode == 0
    assert {"moves.csv", "moves.jsonl"} <= {f.name for f in (tmp_path / "out").rglob("*")}


def test_an_outlet_that_cannot_be_reached_is_told_and_the_others_go_on(registry, tmp_path):
    running, file = registry
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(running.urls["koran-banda"], "http://127.0.0.1:9"), encoding="utf-8")
    db = tmp_path / "x.db"
    shown = pantau(
        "crawl", "--registry", file, "--outlet", "koran-banda", "--outlet", "antero", "--limit", 2, "--db", db
    )
    assert shown.returncode == 1
    assert "koran-banda: cannot be reached" in shown.stderr and "Traceback" not in shown.stderr
    assert number(db, "SELECT count(*) FROM articles") > 0


def test_a_second_run_on_one_database_leaves_at_once(tmp_path):
    db = tmp_path / "x.db"
    with FileLock(f"{db}.lock"):
        shown = pantau("run", "--outlet", "antara-jateng", "--db", db)
    assert shown.returncode == 0 and "another run is at work" in shown.stderr
    assert not db.exists()


def test_a_killed_run_is_completed_by_the_next(registry, tmp_path):
    running, file = registry
    for site in running.sites.values():
        site.slowness = 0.0
    db = tmp_path / "x.db"
    options = [
        "run",
        "--registry",
        str(file),
        "--outlet",
        "warta-mahakam",
        "--outlet",
        "antero",
        "--db",
        str(db),
    ]
    for stage in ("SELECT count(*) FROM articles", "SELECT count(*) FROM articles WHERE state = 'read'"):
        process = subprocess.Popen(
            [sys.executable, "-m", "pantau", *options], cwd=ROOT, stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + 60
        while time.monotonic() < until and process.poll() is None:
            if db.exists() and _reached(db, stage):
                break
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert _reached(db, stage)
    assert pantau(*options).returncode == 0
    assert number(db, "SELECT count(*) FROM articles WHERE state != 'read'") == 0
    assert (
        number(db, "SELECT count(DISTINCT url) FROM articles")
        == number(db, "SELECT count(*) FROM articles")
        >= 20
    )
    assert number(db, "SELECT count(*) FROM pages WHERE state = 'waiting'") == 0


def _reached(db: Path, sql: str) -> bool:
    try:
        return number(db, sql) > 0
    except sqlite3.OperationalError:  # the tables are not made yet
        return False


def test_the_demonstration_goes_the_whole_way_twice(tmp_path):
    db = tmp_path / "demo.db"
    first = pantau("demo", "--no-serve", "--db", db)
    assert first.returncode == 0, first.stderr
    articles = number(db, "SELECT count(*) FROM articles WHERE relevant = 1")
    assert articles >= 60
    assert number(db, "SELECT count(DISTINCT government) FROM article_governments WHERE current") >= 15
    second = pantau("demo", "--no-serve", "--db", db)
    assert second.returncode == 0, second.stderr
    assert number(db, "SELECT count(*) FROM articles WHERE relevant = 1") == articles
    assert (
        number(db, "SELECT count(*) FROM article_versions") == number(db, "SELECT count(*) FROM articles") + 6
    )


def test_the_demonstration_leaves_a_real_database_alone(tmp_path):
    out, db = tmp_path / "out.jsonl", tmp_path / "real.db"
    pantau("extract", DEV, "-o", out)
    assert pantau("load", out, "--db", db).returncode == 0
    before = db.read_bytes()
    shown = pantau("demo", "--no-serve", "--db", db)
    assert shown.returncode == 2 and "other outlets" in shown.stderr
    assert db.read_bytes() == before
