"""Reader output into facts: provenance, idempotence, superseding, versions, bad input."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlite_utils import Database

from db.load import LoadSummary, load_records, unread_articles
from db.statements import FACT_TABLES, move_date
from tests.db.conftest import dump
from tests.db.corpus import evidence_of, read_corpus

Make = Callable[..., dict[str, Any]]
Corpus = list[dict[str, Any]]

#: A record's list of facts → its table.
TABLE_OF = {
    "governments": "article_governments",
    "events": "events",
    "moves": "moves",
    "officials": "incumbencies",
    "vacancies": "vacancies",
    "allegations": "allegations",
    "documents": "documents",
}
TEXT = (
    "REMBANG - Bupati Rembang Abdul Hafidz melantik Dwi Purwanto sebagai Kepala Dinas Sosial.\n"
    "Dwi sebelumnya Sekretaris Dinas Kesehatan. Kursi lamanya kosong."
)
MOVE = {
    "person": "Dwi Purwanto",
    "from": "Sekretaris Dinas Kesehatan",
    "to": "Kepala Dinas Sosial",
    "acting": None,
    "status": "done",
}
HEAD = {"person": "Abdul Hafidz", "position": "Bupati Rembang"}


def one(db: Database, sql: str, *values: Any) -> Any:
    row = db.conn.execute(sql, values).fetchone()
    return row[0] if row and len(row) == 1 else row


def test_every_fact_of_the_corpus_gets_a_row_with_its_evidence(db: Database, corpus: Corpus) -> None:
    summary = load_records(db, corpus)
    for kind, table in TABLE_OF.items():
        expected = sum(len(record["facts"][kind]) for record in corpus)
        assert db[table].count == expected > 0, table
        unproven = (
            f"SELECT count(*) FROM {table} f JOIN evidence e ON e.id = f.evidence JOIN article_versions v"
            " ON v.article = e.article AND v.version = e.version WHERE f.article != e.article"
            ' OR substr(v.text, e.start + 1, e."end" - e.start) != e.quote'
            " OR substr(v.text, e.sentence_start + 1, e.sentence_end - e.sentence_start) != e.sentence"
        )
        assert one(db, unproven) == 0, table
    assert summary.loaded == 20 and summary.failed == 0 and summary.facts_left_out == 0
    assert summary.facts == sum(db[table].count for table in FACT_TABLES)
    assert db.conn.execute("PRAGMA foreign_key_check").fetchall() == []
    assert one(db, "SELECT count(*) FROM articles WHERE state = 'read' AND reading IS NOT NULL") == 20


def test_loading_twice_changes_nothing(db: Database, corpus: Corpus) -> None:
    load_records(db, corpus)
    before = dump(db)
    again = load_records(db, read_corpus(), batch=3)
    assert dump(db) == before
    assert (again.unchanged, again.loaded, again.facts) == (20, 0, 0)


def test_the_size_of_a_batch_makes_no_difference(db: Database, corpus: Corpus, tmp_path: Any) -> None:
    from db.connect import open_database

    load_records(db, corpus, batch=1)
    other = open_database(tmp_path / "other.db")
    load_records(other, corpus, batch=100)
    for table in FACT_TABLES:
        assert list(db[table].rows) == list(other[table].rows)


def test_a_new_reading_supersedes_and_keeps_the_old(db: Database, article: Make) -> None:
    load_records(db, [article("a", TEXT, moves=[MOVE], officials=[HEAD])])
    load_records(db, [article("a", TEXT, reader="r/2", moves=[{**MOVE, "from": None}])])
    moves = db.conn.execute("SELECT from_title, current FROM moves ORDER BY id").fetchall()
    assert moves == [("Sekretaris Dinas Kesehatan", 0), (None, 1)]
    assert db.conn.execute("SELECT current FROM incumbencies").fetchall() == [(0,)]
    assert db.conn.execute("SELECT id, superseded_by FROM readings ORDER BY id").fetchall() == [
        (1, 2),
        (2, None),
    ]
    assert one(db, "SELECT reading FROM articles") == 2
    counts = dict(db.conn.execute("SELECT name, n_moves + 10 * n_mentions FROM officials").fetchall())
    assert counts == {"Dwi Purwanto": 11, "Abdul Hafidz": 0}


def test_loading_an_old_reading_again_does_not_bring_it_back(db: Database, article: Make) -> None:
    old, new = article("a", TEXT, moves=[MOVE]), article("a", TEXT, reader="r/2")
    load_records(db, [old, new])
    before = dump(db)
    assert load_records(db, [old]).unchanged == 1
    assert dump(db) == before


def test_the_same_reader_with_other_facts_is_a_new_reading(db: Database, article: Make) -> None:
    load_records(db, [article("a", TEXT, moves=[MOVE])])
    load_records(db, [article("a", TEXT, moves=[{**MOVE, "status": "planned"}])])
    assert db.conn.execute("SELECT status, current FROM moves ORDER BY id").fetchall() == [
        ("done", 0),
        ("planned", 1),
    ]


def test_a_changed_text_is_a_new_version_and_old_offsets_stay_true(db: Database, article: Make) -> None:
    load_records(db, [article("a", TEXT, moves=[MOVE])])
    summary = load_records(db, [article("a", "Ralat. " + TEXT, moves=[MOVE])])
    assert summary.changed_articles == 1
    versions = db.conn.execute("SELECT version, text FROM article_versions ORDER BY 1").fetchall()
    assert versions == [(1, TEXT), (2, "Ralat. " + TEXT)]
    evidence = db.conn.execute(
        'SELECT v.version, substr(v.text, e.start + 1, e."end" - e.start) FROM evidence e JOIN article_versions v'
        " ON v.article = e.article AND v.version = e.version JOIN moves m ON m.evidence = e.id ORDER BY 1"
    ).fetchall()
    assert evidence == [(1, "Dwi Purwanto"), (2, "Dwi Purwanto")]
    assert db.conn.execute("SELECT current FROM moves ORDER BY id").fetchall() == [(0,), (1,)]


def test_a_late_reading_of_an_old_version_does_not_win(db: Database, article: Make) -> None:
    first, second = article("a", TEXT, moves=[MOVE]), article("a", TEXT + " Selesai.", moves=[MOVE])
    load_records(db, [first, second])
    load_records(db, [article("a", TEXT, reader="r/2", moves=[MOVE])])
    assert db.conn.execute("SELECT reading, current FROM moves ORDER BY id").fetchall() == [
        (1, 0),
        (2, 1),
        (3, 0),
    ]
    assert one(db, "SELECT superseded_by FROM readings WHERE id = 3") == 2


def test_an_error_record_is_recorded_and_the_rest_goes_on(db: Database, article: Make) -> None:
    bad = {**article("b", TEXT), "error": "the model gave up"}
    del bad["facts"]
    summary = load_records(db, [bad, article("a", TEXT, moves=[MOVE])])
    assert (summary.failed, summary.loaded) == (1, 1)
    assert dict(db.conn.execute("SELECT uid, state FROM articles").fetchall()) == {"a": "read", "b": "failed"}
    assert one(db, "SELECT stage, subject, message FROM problems") == (
        "read", "b", "could not be read: the model gave up",
    )  # fmt: skip
    assert [r["id"] for r in unread_articles(db, "r/1")] == []
    assert [r["id"] for r in unread_articles(db, "r/2")] == ["b", "a"]


def test_a_failed_reading_takes_nothing_away(db: Database, article: Make) -> None:
    load_records(db, [article("a", TEXT, moves=[MOVE])])
    failed = {**article("a", TEXT, reader="r/2"), "error": "out of memory"}
    load_records(db, [failed])
    assert one(db, "SELECT state, (SELECT count(*) FROM moves WHERE current = 1) FROM articles") == (
        "read",
        1,
    )


def test_a_later_good_reading_leaves_the_failure_on_record(db: Database, article: Make) -> None:
    load_records(db, [{**article("a", TEXT), "error": "out of memory"}])
    load_records(db, [article("a", TEXT, reader="r/2", moves=[MOVE])])
    readings = db.conn.execute("SELECT error, superseded_by FROM readings ORDER BY id").fetchall()
    assert readings == [("out of memory", None), (None, None)]
    assert one(db, "SELECT state FROM articles") == "read"


def broken(change: Callable[[dict[str, Any]], Any]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def apply(record: dict[str, Any]) -> dict[str, Any]:
        record = copy.deepcopy(record)
        change(record)
        return record

    return apply


BAD_RECORDS = {
    "has no text": lambda r: r.update(text="  "),
    "title is a list": lambda r: r.update(title=["x"]),
    "does not say which reader": lambda r: r.pop("reader"),
    "has no facts": lambda r: r.pop("facts"),
    "relevant is neither": lambda r: r["facts"].update(relevant="yes"),
    "facts.moves is a dict": lambda r: r["facts"].update(moves={}),
    "no Unicode text": lambda r: r.update(text="\ud800" + TEXT),
}


@pytest.mark.parametrize(("reason", "change"), BAD_RECORDS.items())
def test_a_malformed_record_is_left_out_and_named(
    db: Database, article: Make, reason: str, change: Callable[[dict[str, Any]], Any]
) -> None:
    bad = broken(change)(article("bad", TEXT, moves=[MOVE]))
    summary = load_records(db, [bad, article("good", TEXT, moves=[MOVE])])
    assert (summary.records, summary.failed, summary.loaded) == (2, 1, 1)
    assert db.conn.execute("SELECT uid FROM articles").fetchall() == [("good",)]
    stage, subject, message = one(db, "SELECT stage, subject, message FROM problems")
    assert (stage, subject) == ("load", "bad") and reason in message
    before = dump(db)
    load_records(db, [bad])
    assert dump(db) == before


@pytest.mark.parametrize("record", [None, 7, "text", [], {}])
def test_what_is_no_record_at_all_is_left_out(db: Database, record: Any) -> None:
    assert load_records(db, [record]).failed == 1
    assert db["problems"].count == 1 and db["articles"].count == 0


BAD_FACTS = {
    "has no person": lambda m: m.pop("person"),
    "person 3 is no text": lambda m: m.update(person=3),
    "status 'maybe' is unknown": lambda m: m.update(status="maybe"),
    "acting 'plx' is unknown": lambda m: m.update(acting="plx"),
    "start -1 and end": lambda m: m.update(start=-1),
    "are no run of a text of": lambda m: m.update(end=100_000),
    "start None is no whole number": lambda m: m.pop("start"),
    "start True is no whole number": lambda m: m.update(start=True),
    "says it was read in": lambda m: m.update(sentence="Kalimat yang tidak ada."),
    "confidence 1.5": lambda m: m.update(confidence=1.5),
    "has no extractor": lambda m: m.update(extractor=""),
}


@pytest.mark.parametrize(("reason", "change"), BAD_FACTS.items())
def test_a_bad_fact_is_left_out_and_the_others_stay(
    db: Database, article: Make, reason: str, change: Callable[[dict[str, Any]], Any]
) -> None:
    record = article("a", TEXT, moves=[MOVE, MOVE], officials=[HEAD])
    change(record["facts"]["moves"][1])
    summary = load_records(db, [record])
    assert (summary.loaded, summary.failed, summary.facts_left_out) == (1, 0, 1)
    assert db["moves"].count == 1 and db["incumbencies"].count == 1
    subject, message = one(db, "SELECT subject, message FROM problems")
    assert subject == "a" and message.startswith("moves[1] ") and reason in message


@pytest.mark.parametrize(
    ("kind", "fact"),
    [
        (
            "events",
            {"stage": "done", "kinds": ["mutasi"], "date": "2026-02-30", "count": None, "echelons": []},
        ),
        ("events", {"stage": "done", "kinds": ["mutasi"], "date": None, "count": -2, "echelons": []}),
        ("events", {"stage": "done", "kinds": ["tukar guling"], "date": None, "count": None, "echelons": []}),
        ("vacancies", {"position": "Kepala Dinas Sosial", "count": 0}),
        ("documents", {"kind": "memo", "number": "1/2026", "date": None, "issuer": None}),
        ("governments", {"name": "Kabupaten Khayal", "code": "99.99"}),
        (
            "allegations",
            {"category": "nepotisme", "stance": "alleged", "accused": "Dwi", "evidence": "kosong"},
        ),
        (
            "allegations",
            {
                "category": "nepotisme",
                "stance": "alleged",
                "amount_min": 9,
                "amount_max": 3,
                "evidence": "kosong",
            },
        ),
        (
            "allegations",
            {"category": "nepotisme", "stance": "alleged", "amount_min": 2**70, "evidence": "kosong"},
        ),
    ],
)
def test_facts_that_cannot_be_true_are_left_out(
    db: Database, article: Make, kind: str, fact: dict[str, Any]
) -> None:
    record = article("a", TEXT, moves=[MOVE])
    record["facts"].setdefault(kind, []).append({**fact, **evidence_of(TEXT, fact)})
    assert load_records(db, [record]).facts_left_out == 1
    assert db["moves"].count == 1


def test_an_official_is_joined_across_articles_of_one_government_only(db: Database, article: Make) -> None:
    text = "Drs. H. Dwi Purwanto, M.Si pindah. Dwi Purwanto disebut lagi."
    load_records(
        db,
        [
            article("a", TEXT, moves=[MOVE]),
            article("b", text, moves=[{**MOVE, "person": "DWI PURWANTO", "from": None}]),
            article("c", text, government="Kota Payakumbuh", code="13.76", moves=[MOVE]),
            article("d", text, government=None, moves=[MOVE]),
            article("e", text, government=None, moves=[MOVE]),
        ],
    )
    officials = db.conn.execute(
        "SELECT o.name, g.name, o.only_article, n_moves, n_mentions FROM officials o"
        " LEFT JOIN governments g ON g.id = o.government ORDER BY o.id"
    ).fetchall()
    assert officials == [
        ("Dwi Purwanto", "Kabupaten Rembang", None, 2, 2),
        ("Dwi Purwanto", "Kota Payakumbuh", None, 1, 1),
        ("Dwi Purwanto", None, 4, 1, 1),  # without a government nobody is joined
        ("Dwi Purwanto", None, 5, 1, 1),
    ]


def test_a_head_of_region_belongs_to_that_region_wherever_he_is_mentioned(
    db: Database, article: Make
) -> None:
    load_records(
        db,
        [
            article("a", TEXT, officials=[HEAD]),
            article("b", TEXT, government="Provinsi Jawa Tengah", code="33", officials=[HEAD]),
        ],
    )
    select = "SELECT o.name, g.code, o.n_mentions FROM officials o JOIN governments g ON g.id = o.government"
    assert one(db, select) == (
        "Abdul Hafidz", "33.17", 2,
    )  # fmt: skip
    assert one(db, "SELECT title, title_key FROM positions") == ("Bupati Rembang", "bupati")


def test_an_official_of_another_body_is_not_put_into_the_articles_government(
    db: Database, article: Make
) -> None:
    police = {"person": "Abdul Hafidz", "position": "Kasat Reskrim Polres Rembang"}
    load_records(
        db, [article("a", TEXT, officials=[police]), article("b", TEXT + " Lagi.", officials=[HEAD])]
    )
    assert db.conn.execute("SELECT government, only_article FROM officials ORDER BY id").fetchall() == [
        (None, 1),
        (1, None),
    ]
    assert one(db, "SELECT government FROM positions WHERE title LIKE 'Kasat%'") is None


def test_with_two_governments_a_facts_government_is_not_guessed(db: Database, article: Make) -> None:
    record = article("a", TEXT, moves=[MOVE])
    other = {"name": "Kabupaten Blora", "code": "33.16"}
    record["facts"]["governments"].append({**other, **evidence_of(TEXT, other)})
    load_records(db, [record])
    assert db["article_governments"].count == 2
    assert one(db, "SELECT government FROM moves") is None


def test_accused_are_linked_only_by_exactly_the_same_name(db: Database, article: Make) -> None:
    claim = {
        "category": "nepotisme",
        "stance": "alleged",
        "accused": ["H. Abdul Hafidz", "Hafidz", "Dwi"],
        "source": "Dwi Purwanto",
        "amount_min": None,
        "amount_max": None,
        "evidence": "Kursi lamanya kosong",
    }
    load_records(db, [article("a", TEXT, moves=[MOVE], officials=[HEAD], allegations=[claim])])
    linked = db.conn.execute(
        "SELECT o.name FROM allegation_accused JOIN officials o ON o.id = official"
    ).fetchall()
    assert linked == [("Abdul Hafidz",)]
    assert (
        one(db, "SELECT o.name FROM allegations JOIN officials o ON o.id = source_official") == "Dwi Purwanto"
    )
    assert one(db, "SELECT accused FROM allegations") == '["H. Abdul Hafidz", "Hafidz", "Dwi"]'


def event(stage: str, *kinds: str, date: str | None) -> dict[str, Any]:
    return {"stage": stage, "kinds": list(kinds), "date": date}


@pytest.mark.parametrize(
    ("move", "events", "date"),
    [
        ({"status": "done", "acting": None}, [event("done", "mutasi", date="2026-06-02")], "2026-06-02"),
        ({"status": "planned", "acting": None}, [event("done", "mutasi", date="2026-06-02")], None),
        (
            {"status": "done", "acting": None},
            [event("done", "mutasi", date="2026-06-02"), event("done", "evaluasi", date="2026-01")],
            "2026-06-02",
        ),
        (
            {"status": "done", "acting": None},
            [event("done", "mutasi", date="2026-06-02"), event("done", "rotasi", date="2026-05-01")],
            None,
        ),
        (
            {"status": "done", "acting": "plt"},
            [event("done", "mutasi", date="2026-06-02"), event("done", "penunjukan_plt", date="2026-06-03")],
            "2026-06-03",
        ),
        ({"status": "done", "acting": None}, [], None),
    ],
)
def test_a_move_has_a_date_where_one_event_fits(move: Any, events: Any, date: str | None) -> None:
    assert move_date(move, events) == date


def test_records_with_equal_ids_are_two_articles_where_their_addresses_differ(
    db: Database, article: Make
) -> None:
    first, second = article("1", TEXT), {**article("1", TEXT + " Lain."), "url": "https://lain.example/9"}
    assert load_records(db, [first, second]).new_articles == 2
    before = dump(db)
    load_records(db, [second, first])
    assert dump(db) == before


def test_an_id_of_another_outlet_without_an_address_is_refused(db: Database, article: Make) -> None:
    first, second = article("1", TEXT), {**article("1", TEXT + " Lain."), "outlet": "Lain", "url": None}
    assert load_records(db, [first, second]).failed == 1
    assert "belongs to another article" in one(db, "SELECT message FROM problems")
    assert db.conn.execute("SELECT name FROM outlets").fetchall() == [
        ("Kabar Coba",)
    ]  # nothing half done is left


def test_only_text_is_needed(db: Database) -> None:
    record = {"text": TEXT, "reader": "r/1", "facts": {"relevant": False}}
    assert load_records(db, [record]).loaded == 1
    assert one(db, "SELECT uid LIKE 'text-%', relevant, outlet FROM articles") == (1, 0, "tanpa-nama")


def test_unread_articles_are_given_once_and_without_a_transaction(db: Database, article: Make) -> None:
    records = [article(f"a-{n}", f"{TEXT} Nomor {n}.") for n in range(120)]
    load_records(db, records[:3])
    load_records(db, [{**r, "facts": {"relevant": False}, "reader": "other"} for r in records[3:]])
    given = []
    for record in unread_articles(db, "r/1"):
        assert not db.conn.in_transaction
        given.append(record["id"])
        load_records(db, [{**record, "reader": "r/1", "facts": {"relevant": False}}])
    assert given == [f"a-{n}" for n in range(3, 120)]
    assert list(unread_articles(db, "r/1")) == []
    assert len(list(unread_articles(db, "r/2", limit=70))) == 70


def test_what_is_given_to_the_reader_is_an_article_record(db: Database, article: Make) -> None:
    record = article("a", TEXT)
    load_records(db, [record])
    given = next(unread_articles(db, "r/2"))
    for key in ("id", "outlet", "url", "title", "published", "text"):
        assert given[key] == record[key]


def test_progress_is_told_outside_transactions(db: Database, corpus: Corpus) -> None:
    told: list[int] = []

    def progress(number: int) -> None:
        assert not db.conn.in_transaction
        told.append(number)

    def records() -> Iterator[dict[str, Any]]:
        for record in corpus:
            assert not db.conn.in_transaction
            yield record

    load_records(db, records(), on_progress=progress, batch=8)
    assert told == [8, 8, 4]


def test_what_was_read_before_the_reader_broke_is_kept(db: Database, corpus: Corpus) -> None:
    def records() -> Iterator[dict[str, Any]]:
        yield from corpus[:5]
        raise RuntimeError("the reader broke")

    with pytest.raises(RuntimeError):
        load_records(db, records())
    assert db["readings"].count == 5


def test_summaries_add_up() -> None:
    total = LoadSummary(records=2, loaded=1, failed=1)
    total += LoadSummary(records=3, loaded=3, facts=7)
    assert total == LoadSummary(records=5, loaded=4, failed=1, facts=7)
    assert "1 failed" in str(total)


def test_search_finds_what_was_loaded_and_forgets_what_was_changed(db: Database, article: Make) -> None:
    load_records(db, [article("a", TEXT, moves=[MOVE])])
    search = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?"
    assert one(db, search, "purwanto") == 1
    found = db.conn.execute("SELECT DISTINCT sentence FROM evidence_fts WHERE evidence_fts MATCH 'melantik'")
    assert found.fetchall() == [(TEXT.splitlines()[0],)]
    load_records(db, [article("a", "Teks yang sama sekali lain.")])
    assert one(db, search, "purwanto") == 0
    db.execute("INSERT INTO articles_fts (articles_fts) VALUES ('integrity-check')")
