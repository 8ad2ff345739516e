"""The crawl's memory: addresses, tries, articles in versions, two crawls at once."""

from __future__ import annotations

import multiprocessing
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from db.addresses import address_key, article_key
from db.crawlstate import CrawlStore, UnknownState
from db.load import load_records, unread_articles

URL = "https://kabar.example/2026/06/pejabat-digeser/"


@pytest.fixture
def store(db: Database) -> CrawlStore:
    return CrawlStore(db)


def page(url: str = URL, text: str = "Dua pejabat digeser.", **more: Any) -> dict[str, Any]:
    return {
        "id": address_key(url),
        "outlet": "Kabar Contoh",
        "url": url,
        "title": "Pejabat digeser",
        "text": text,
        **more,
    }


def pages(db: Database) -> dict[str, tuple[Any, ...]]:
    rows = db.conn.execute("SELECT url, state, attempts, next_try IS NOT NULL, article FROM pages").fetchall()
    return {row[0]: row[1:] for row in rows}


@pytest.mark.parametrize(
    "variant",
    [
        "https://kabar.example/2026/06/pejabat-digeser",
        "http://www.kabar.example/2026/06/pejabat-digeser/?utm_source=wa&utm_medium=x",
        "https://m.kabar.example/2026/06/pejabat-digeser/?m=1#komentar",
        "https://kabar.example/2026/06/pejabat-digeser/amp/",
        "https://kabar.example//2026/06/pejabat-digeser/?page=all&fbclid=abc",
        "HTTPS://KABAR.example:443/2026/06/pejabat%2Ddigeser/",
    ],
)
def test_variants_of_an_address_are_one_page_and_one_article(store: CrawlStore, variant: str) -> None:
    run = store.start_run("kabar")
    assert store.discovered("kabar", URL, "feed", "2026-06-03")
    assert not store.discovered("kabar", variant, "sitemap", None)
    assert store.save_article(page(), run=run) == "new"
    assert store.save_article(page(variant), run=run) == "same"
    known = store.known(variant)
    assert known and known.state == "stored" and known.url == URL
    assert store.db["articles"].count == 1


@pytest.mark.parametrize(
    "other",
    [
        "https://kabar.example/2026/06/pejabat-digeser-2/",
        "https://kabar.example/2026/06/pejabat-digeser/?p=2",
        "https://lain.example/2026/06/pejabat-digeser/",
        "https://kabar.example:8443/2026/06/pejabat-digeser/",
    ],
)
def test_other_addresses_stay_other(other: str) -> None:
    assert address_key(other) != address_key(URL)


@pytest.mark.parametrize("odd", ["", "x", "http://", "http://[::1", "http://a:b/", "mailto:a@b.c"])
def test_what_is_no_address_does_not_fail(odd: str) -> None:
    assert address_key(odd) == odd


def test_a_declared_canonical_address_counts_on_its_own_site_only() -> None:
    assert article_key(URL + "?x=1", URL) == address_key(URL)
    assert article_key(URL, "https://agency.example/berita/1") == address_key(URL)  # a copied agency story
    assert article_key(URL, "https://kabar.example/") == address_key(URL)  # a template's fault
    assert article_key(None, URL) == address_key(URL)
    assert article_key(None, None) is None


def test_pages_wait_newest_first_and_only_their_outlets(store: CrawlStore) -> None:
    store.discovered("kabar", "https://kabar.example/1", "feed", "2026-06-01")
    store.discovered("kabar", "https://kabar.example/2", "feed", "2026-06-03")
    store.discovered("kabar", "https://kabar.example/3", "listing", None)
    store.discovered("lain", "https://lain.example/1", "feed", None)
    assert [url[-1] for url in store.pending("kabar")] == ["2", "1", "3"]
    assert [url[-1] for url in store.pending("kabar", 1)] == ["2"]


def test_a_failed_page_is_tried_again_later_then_given_up(db: Database) -> None:
    store = CrawlStore(db, max_attempts=3, first_wait=1)
    run = store.start_run("kabar")
    store.discovered("kabar", URL, "feed", None)
    waits = []
    for _ in range(3):
        store.mark(URL, "failed", status=503, error="busy", run=run)
        assert store.pending("kabar") == []
        waits.append(
            db.conn.execute(
                "SELECT round((julianday(next_try) - julianday(fetched_at)) * 24) FROM pages"
            ).fetchone()[0]
        )
        db.execute("UPDATE pages SET next_try = '2020-01-01T00:00:00Z' WHERE next_try IS NOT NULL")
    assert waits == [1, 2, None]
    assert pages(db)[URL] == ("failed", 3, 0, None)
    assert store.pending("kabar") == []


def test_a_page_due_again_is_pending_and_success_clears_its_failures(store: CrawlStore) -> None:
    run = store.start_run("kabar")
    store.mark(URL, "failed", run=run)
    store.db.execute("UPDATE pages SET next_try = '2020-01-01T00:00:00Z'")
    assert store.pending("kabar") == [URL]
    store.save_article(page(etag='"1"', last_modified="Wed"), run=run)
    known = store.known(URL)
    assert known and (known.state, known.attempts, known.next_try, known.etag) == ("stored", 0, None, '"1"')


@pytest.mark.parametrize("state", ["off_topic", "blocked", "gone", "not_article"])
def test_final_states_are_final(store: CrawlStore, state: str) -> None:
    run = store.start_run("kabar")
    store.discovered("kabar", URL, "feed", None)
    store.mark(URL, state, status=200, run=run)
    assert store.pending("kabar") == []
    known = store.known(URL)
    assert known and known.state == state


def test_a_stored_article_is_not_lost_by_a_bad_day(store: CrawlStore) -> None:
    run = store.start_run("kabar")
    store.save_article(page(), run=run)
    store.mark(URL, "failed", status=500, run=run)
    assert pages(store.db)[URL] == ("stored", 1, 0, 1)
    store.mark(URL, "gone", status=410, run=run)
    assert pages(store.db)[URL][0] == "gone"
    assert store.db["articles"].count == 1


def test_an_unknown_state_is_refused(store: CrawlStore) -> None:
    with pytest.raises(UnknownState, match="lost"):
        store.mark(URL, "lost", run=store.start_run("kabar"))


def test_every_version_is_kept_and_a_changed_article_is_unread(store: CrawlStore) -> None:
    run = store.start_run("kabar")
    texts = ["Satu pejabat digeser.", "Dua pejabat digeser.", "Satu pejabat digeser."]
    outcomes = [store.save_article(page(text=text), run=run) for text in texts]
    assert outcomes == ["new", "changed", "changed"]  # going back to the first wording is a change, too
    assert store.save_article(page(text=texts[-1] + "  \n"), run=run) == "same"
    versions = store.db.conn.execute("SELECT version, text FROM article_versions ORDER BY version").fetchall()
    assert versions == [(1, texts[0]), (2, texts[1]), (3, texts[2])]


def test_crawled_articles_are_read_and_read_again_when_they_change(store: CrawlStore) -> None:
    run = store.start_run("kabar")
    store.save_article(page(), run=run)
    assert [r["outlet"] for r in unread_articles(store.db, "r/1")] == ["Kabar Contoh"]
    read = [{**r, "reader": "r/1", "facts": {"relevant": True}} for r in unread_articles(store.db, "r/1")]
    load_records(store.db, read)
    assert list(unread_articles(store.db, "r/1")) == []
    store.save_article(page(text="Ralat: tiga pejabat digeser."), run=run)
    assert [r["text"] for r in unread_articles(store.db, "r/1")] == ["Ralat: tiga pejabat digeser."]
    # what was read of the first version while the second came in is kept, and the second is still unread
    load_records(store.db, [{**read[0], "reader": "r/2"}])
    assert store.db.conn.execute("SELECT state, version, reading FROM articles").fetchall() == [
        ("unread", 2, 2)
    ]


def test_runs_and_problems_are_on_record(store: CrawlStore) -> None:
    run = store.start_run("kabar")
    store.problem("fetch", URL, "wrong charset", run=run)
    store.finish_run(run, {"new": 3}, None)
    broken = store.start_run("kabar")
    store.finish_run(broken, {}, "no such host")
    rows = store.db.conn.execute(
        "SELECT ok, counts, error, finished_at >= started_at FROM runs ORDER BY id"
    ).fetchall()
    assert rows == [(1, '{"new": 3}', None, 1), (0, "{}", "no such host", 1)]
    assert store.db.conn.execute("SELECT run, subject FROM problems").fetchall() == [(run, URL)]


def test_an_outlet_known_by_a_file_becomes_the_registered_one(store: CrawlStore) -> None:
    load_records(store.db, [{**page(), "reader": "r/1", "facts": {"relevant": False}}])
    assert store.db.conn.execute("SELECT id FROM outlets").fetchall() == [("kabar-contoh",)]
    store.register_outlets(
        [{"id": "kabar", "name": "Kabar Contoh", "platform": "wordpress", "province_code": "33"}]
    )
    assert store.db.conn.execute("SELECT outlet FROM articles").fetchall() == [("kabar",)]
    assert list(store.db["outlets"].rows) == [
        {
            "id": "kabar",
            "name": "Kabar Contoh",
            "url": None,
            "platform": "wordpress",
            "network": None,
            "province_code": "33",
        }
    ]
    store.register_outlets([{"id": "kabar", "name": "Kabar Contoh", "url": "https://kabar.example"}])
    assert store.db["outlets"].get("kabar")["platform"] == "wordpress"


def test_the_store_is_what_the_crawl_asks_for(store: CrawlStore) -> None:
    import inspect

    from crawler.store import CrawlStore as Wanted

    assert isinstance(store, Wanted)
    for name, wanted in inspect.getmembers(Wanted, inspect.isfunction):
        if not name.startswith("_"):
            ours = inspect.signature(getattr(CrawlStore, name)).parameters
            assert list(ours) == list(inspect.signature(wanted).parameters), name


def _crawl(path: Path, worker: int, results: Any) -> None:
    store = CrawlStore(path)
    run = store.start_run("kabar")
    outcomes = []
    for number in range(40):
        url = f"https://kabar.example/{number}"
        found = store.discovered("kabar", url, "feed", None)
        outcomes.append((found, store.save_article(page(url, text=f"Berita {number}."), run=run)))
    store.finish_run(run, {}, None)
    results.put(outcomes)


def test_two_crawls_at_once(path: Path) -> None:
    context = multiprocessing.get_context("fork")
    results = context.Queue()
    processes = [context.Process(target=_crawl, args=(path, worker, results)) for worker in range(2)]
    for process in processes:
        process.start()
    both = [results.get(timeout=60) for _ in processes]
    for process in processes:
        process.join()
    for one, other in zip(*both, strict=True):
        assert sorted([one[0], other[0]]) == [False, True]
        assert sorted([one[1], other[1]]) == ["new", "same"]
    store = CrawlStore(path)
    assert store.db["articles"].count == store.db["article_versions"].count == store.db["pages"].count == 40
    store.close()
