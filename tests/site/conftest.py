"""A small known database for the site: real schema, rows written by hand, so that every expected page is known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db.connect import open_database
from db.site.app import PantauDatasette, build_app

HOSTILE = "<script>alert('x')</script>"
TEXT = (
    "KOTABARU - Bupati Kotabaru Fauzan Ramlani melantik Suriansyah sebagai Kepala Dinas Perikanan, Kamis (21/8/2025).\n"
    "Suriansyah semula Sekretaris Dinas Pekerjaan Umum. Kursi Kepala Dinas Sosial dibiarkan kosong.\n"
    "\n"
    "Ketua LSM Banua Bersih Arman Sidik menuding Fauzan Ramlani meminta uang Rp150 juta untuk satu kursi kepala dinas."
)
MOVED = "Suriansyah sebagai Kepala Dinas Perikanan"
CLAIM = "meminta uang Rp150 juta untuk satu kursi kepala dinas"


class Writer:
    """Rows with the columns that the schema wants and a test does not care about filled in."""

    def __init__(self, path: Path) -> None:
        self.db = open_database(path)
        self.texts: dict[int, str] = {}

    def row(self, table: str, **values: Any) -> int:
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" for _ in values)
        with self.db.conn:
            return self.db.conn.execute(
                f"insert into {table} ({names}) values ({marks})", list(values.values())
            ).lastrowid

    def article(self, key: int, text: str, *, title: str, outlet: str, published: str, **more: Any) -> None:
        self.texts[key] = text
        hash_ = f"h{key}"
        self.row(
            "articles",
            id=key,
            uid=f"{outlet}-{key}",
            outlet=outlet,
            url=more.get("url", f"https://{outlet}.example/{key}"),
            title=title,
            published=published,
            text=text,
            content_hash=hash_,
            first_seen_at=f"{published[:10]}T00:00:00Z",
            version=more.get("version", 1),
            relevant=1,
            state="read",
        )
        for version in range(1, more.get("version", 1) + 1):
            self.row(
                "article_versions",
                article=key,
                version=version,
                title=title,
                text=text if version == more.get("version", 1) else more["old_text"],
                content_hash=f"{hash_}-{version}",
            )
        self.reading(key, key, more.get("version", 1))

    def reading(self, key: int, article: int, version: int, superseded_by: int | None = None) -> None:
        self.row(
            "readings",
            id=key,
            article=article,
            version=version,
            reader="pantau-rules/0.1.0",
            read_at="2026-01-02T03:04:05Z",
            relevant=1,
            facts_hash=f"f{key}",
            superseded_by=superseded_by,
        )
        if superseded_by is None:
            with self.db.conn:
                self.db.conn.execute("update articles set reading = ? where id = ?", [key, article])

    def fact(self, table: str, article: int, quote: str, /, *, text: str | None = None, **values: Any) -> int:
        source = text if text is not None else self.texts[article]
        start = source.index(quote)
        left = max(source.rfind("\n", 0, start), source.rfind(". ", 0, start) + 1) + 1
        right = next((i for i in (source.find(". ", start), source.find("\n", start)) if i >= 0), len(source))
        right = max(right, start + len(quote))
        extractor = f"{table}/{self.db.execute('select count(*) from evidence').fetchone()[0]}"
        evidence = self.row(
            "evidence",
            article=article,
            version=values.pop("version", 1),
            start=start,
            end=start + len(quote),
            sentence_start=left,
            sentence_end=right,
            sentence=source[left:right],
            quote=quote,
            extractor=extractor,
            confidence=0.8,
        )
        for name in ("kinds", "echelons", "accused"):
            if name in values:
                values[name] = json.dumps(values[name])
        values.setdefault("reading", article)
        return self.row(table, article=article, evidence=evidence, confidence=0.8, **values)


def fill(path: Path) -> None:
    """Five articles of two outlets: a plain one, a hostile one, a changed one, an interim post and its end."""
    w = Writer(path)
    w.row("outlets", id="warta-uji", name="Warta Uji", url="https://warta-uji.example/", platform="wordpress")
    w.row("outlets", id="kabar-uji", name=f"Kabar {HOSTILE}", platform="blogger")
    w.row("governments", id=1, name="Kabupaten Kotabaru", code="63.02", kind="kabupaten")
    w.row("governments", id=2, name="Kota Singkawang", code="61.72", kind="kota")
    people = [
        (1, "Suriansyah", "suriansyah", 1, 2, 3),
        (2, "Fauzan Ramlani", "fauzan ramlani", 1, 0, 2),
        (3, f"Jahat {HOSTILE}", "jahat", 2, 1, 1),
        (4, "Theresia Liem", "theresia liem", 2, 1, 1),
    ]
    for id_, name, key, government, moves, mentions in people:
        w.row(
            "officials",
            id=id_,
            name=name,
            name_key=key,
            government=government,
            n_moves=moves,
            n_mentions=mentions,
        )
    posts = [
        (1, "Kepala Dinas Perikanan", 1),
        (2, "Sekretaris Dinas Pekerjaan Umum", 1),
        (3, "Kepala Dinas Sosial", 1),
        (4, "Bupati Kotabaru", 1),
        (5, f"Kepala {HOSTILE}", 2),
        (6, "Kepala Dinas Kesehatan", 2),
    ]
    for id_, title, government in posts:
        w.row("positions", id=id_, title=title, title_key=title.lower(), government=government)

    w.article(1, TEXT, title="Pejabat Kotabaru Dilantik", outlet="warta-uji", published="2025-08-21")
    w.fact("article_governments", 1, "Kotabaru", government=1)
    w.fact(
        "moves", 1, MOVED, official=1, person="Suriansyah", from_position=2,
        from_title="Sekretaris Dinas Pekerjaan Umum", to_position=1, to_title="Kepala Dinas Perikanan",
        status="done", date="2025-08-21", government=1,
    )  # fmt: skip
    w.fact(
        "events", 1, "melantik Suriansyah sebagai Kepala Dinas Perikanan, Kamis (21/8/2025)", stage="done",
        kinds=["rotasi", "promosi"], date="2025-08-21", count=1, echelons=["II"], government=1,
    )  # fmt: skip
    w.fact(
        "incumbencies", 1, "Bupati Kotabaru Fauzan Ramlani", official=2, person="Fauzan Ramlani", position=4,
        title="Bupati Kotabaru", as_of="2025-08-21", government=1,
    )  # fmt: skip
    w.fact(
        "vacancies", 1, "Kepala Dinas Sosial", position=3, title="Kepala Dinas Sosial", count=1, as_of="2025-08-21",
        government=1,
    )  # fmt: skip
    allegation = w.fact(
        "allegations", 1, CLAIM, category="jual_beli_jabatan", stance="alleged", accused=["Fauzan Ramlani"],
        source="Arman Sidik", amount_min=150_000_000, amount_max=150_000_000, quote=CLAIM, government=1,
    )  # fmt: skip
    w.row("allegation_accused", allegation=allegation, official=2)

    hostile_text = (
        f'SINGKAWANG - {HOSTILE} dilantik & "dikukuhkan" <img src=x onerror=alert(1)> sebagai Kepala.'
    )
    w.article(
        2, hostile_text, title=f"Judul {HOSTILE}", outlet="kabar-uji", published="2025-09-01T10:00:00+08:00",
        url="javascript:alert(1)",
    )  # fmt: skip
    w.fact("article_governments", 2, "SINGKAWANG", government=2)
    w.fact(
        "moves", 2, f"{HOSTILE} dilantik & \"dikukuhkan\"", official=3, person=f"Jahat {HOSTILE}", to_position=5,
        to_title=f"Kepala {HOSTILE}", status="planned", government=2,
    )  # fmt: skip
    w.fact(
        "allegations", 2, "<img src=x onerror=alert(1)>", category="nepotisme", stance="denied", accused=[HOSTILE],
        source=HOSTILE, quote="<img src=x onerror=alert(1)>", government=2,
    )  # fmt: skip
    w.fact("documents", 2, "Kepala.", kind="sk", number=f"821/{HOSTILE}", issuer=HOSTILE, government=2)

    old = "Suriansyah kabarnya menjadi Kepala Dinas Sosial."
    new = "Pemkab membantah kabar tentang Kepala Dinas Sosial."
    w.article(3, new, title="Ralat", outlet="warta-uji", published="2025-10-01", version=2, old_text=old)
    w.reading(30, 3, 1, superseded_by=3)
    w.fact(
        "moves", 3, old, text=old, official=1, person="Suriansyah", to_position=3, to_title="Kepala Dinas Sosial",
        status="planned", current=0, reading=30, government=1,
    )  # fmt: skip
    w.fact(  # of the current reading, but read in the older text: it cannot be marked in the new one
        "vacancies", 3, "Kepala Dinas Sosial", text=old, position=3, title="Kepala Dinas Sosial", count=1,
        as_of="2025-10-01", government=1, version=1,
    )  # fmt: skip

    interim = "Theresia Liem ditunjuk sebagai Plt Kepala Dinas Kesehatan. Dasarnya persetujuan 800/12."
    w.article(4, interim, title="Plt Ditunjuk", outlet="warta-uji", published="2025-11-01")
    w.fact("article_governments", 4, "Dinas", government=2)
    w.fact(
        "moves", 4, "Theresia Liem", official=4, person="Theresia Liem", to_position=6, acting="plt",
        to_title="Kepala Dinas Kesehatan", status="done", date="2025-11-01", government=2,
    )  # fmt: skip
    w.fact("events", 4, "ditunjuk", stage="done", kinds=["promosi"], date="2025-11-01", government=2)
    w.fact("documents", 4, "persetujuan 800/12", kind="persetujuan", number="800/12", government=2)
    w.db.close()


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("site") / "nama-lain.db"
    fill(path)
    return path


@pytest.fixture
def site(database: Path) -> Iterator[PantauDatasette]:
    app = build_app(database)
    yield app
    app.get_database("pantau").close()
