"""Writes the facts of one reading, each with its evidence, people and posts; in the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from db.people import Post, Posts, Region, fuller_name, name_key
from db.records import CheckedRecord, Fact

#: Tables of facts, in the order they are written.
FACT_TABLES = (
    "article_governments", "events", "moves", "incumbencies", "vacancies", "allegations", "documents",
)  # fmt: skip

#: Event kinds by which people change posts; a selection or an assessment alone moves nobody.
MOVING = frozenset(
    {
        "mutasi", "rotasi", "promosi", "demosi", "pelantikan", "pengukuhan", "nonjob", "pemberhentian",
        "penunjukan_plt",
    }
)  # fmt: skip


class Entities:
    """Finds or makes governments, officials and posts, and remembers their rows for one load.

    After a rolled back record `forget` must be called, for rows it made are gone.
    """

    def __init__(self, db: Database) -> None:
        self.execute = db.conn.execute
        rows = self.execute("SELECT code, kind, name FROM regions").fetchall()
        self.regions = {code: Region(code, kind, name) for code, kind, name in rows}
        self._codes = {region.name.casefold(): region.code for region in self.regions.values()}
        self.posts = Posts(list(self.regions.values()))
        self.forget()

    def forget(self) -> None:
        """Drop what is remembered of rows, not of regions."""
        self._governments: dict[str, int] = {}
        self._officials: dict[tuple[str, int, int], tuple[int, str]] = {}
        self._positions: dict[tuple[str, int], tuple[int, str]] = {}

    def government(self, name: str, code: str | None) -> int:
        """The government's row: by its code, else by its name. The official name is that of its region."""
        code = code if code in self.regions else self._codes.get(name.casefold())
        region = self.regions.get(code) if code else None
        name, kind = (region.name, region.kind) if region else (name, "nasional")
        if name not in self._governments:
            self.execute(
                "INSERT INTO governments (name, code, kind) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [name, code, kind],
            )
            self._governments[name] = self.execute(
                "SELECT id FROM governments WHERE name = ?", [name]
            ).fetchone()[0]
        return self._governments[name]

    def official(self, person: str, government: int | None, article: int) -> int:
        """The official's row; without a government nobody is joined beyond the article."""
        key = (name_key(person), government or 0, 0 if government else article)
        if key not in self._officials:
            self.execute(
                "INSERT INTO officials (name, name_key, government, only_article) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                [person, key[0], government, None if government else article],
            )
            self._officials[key] = self.execute(
                "SELECT id, name FROM officials WHERE name_key = ? AND coalesce(government, 0) = ?"
                " AND coalesce(only_article, 0) = ?",
                key,
            ).fetchone()
        official, name = self._officials[key]
        if (fuller := fuller_name(name, person)) != name:
            self.execute("UPDATE officials SET name = ? WHERE id = ?", [fuller, official])
            self._officials[key] = official, fuller
        return official

    def position(self, title: str, post: Post, government: int | None) -> int:
        """The post's row; its title becomes the fullest that was read."""
        key = (post.key, government or 0)
        if key not in self._positions:
            self.execute(
                "INSERT INTO positions (title, title_key, government) VALUES (?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                [title, post.key, government],
            )
            self._positions[key] = self.execute(
                "SELECT id, title FROM positions WHERE title_key = ? AND coalesce(government, 0) = ?", key
            ).fetchone()
        position, known = self._positions[key]
        if (fuller := fuller_name(known, title)) != known:
            self.execute("UPDATE positions SET title = ? WHERE id = ?", [fuller, position])
            self._positions[key] = position, fuller
        return position


class Statements:
    """Writes one reading's facts. `current` is 0 where a newer version was read before this one."""

    def __init__(
        self, db: Database, entities: Entities, *, article: int, version: int, reading: int, current: bool
    ) -> None:
        self.execute, self.entities = db.conn.execute, entities
        self.article, self.version, self.reading, self.current = article, version, reading, int(current)
        self.officials: dict[str, int] = {}  # name_key → official, of this reading

    def write(self, checked: CheckedRecord) -> int:
        """Write all facts; gives how many. Raises sqlite3.IntegrityError for what the checks let through."""
        facts = checked.facts
        self.as_of = (checked.record.get("published") or "")[:10] or None
        governments: dict[int, Fact] = {}
        for about in facts["governments"]:
            governments.setdefault(self.entities.government(about["name"], about["code"]), about)
        self.government = next(iter(governments)) if len(governments) == 1 else None
        code = self._code_of(self.government)
        self.region = self.entities.regions.get(code) if code else None
        self.national = self.government is not None and self.region is None
        for each, about in governments.items():
            self._insert("article_governments", about, government=each)
        for fact in facts["events"]:
            self._event(fact)
        for fact in facts["moves"]:
            self._move(fact, facts["events"])
        # posts of a known government first: the same person may have another post that is nobody's known
        read = [(fact, *self._post(fact["position"])) for fact in facts["officials"]]
        for fact, post, government in sorted(read, key=lambda official: official[2] is None):
            self._incumbency(fact, post, government)
        for fact in facts["vacancies"]:
            position = self._position(fact["position"])
            self._insert(
                "vacancies", fact, position=position, title=fact["position"], count=fact["count"],
                as_of=self.as_of, government=self.government,
            )  # fmt: skip
        for fact in facts["allegations"]:
            self._allegation(fact)
        for fact in facts["documents"]:
            columns = {name: fact[name] for name in ("kind", "number", "date", "issuer")}
            self._insert("documents", fact, **columns, government=self.government)
        return len(governments) + sum(len(listed) for kind, listed in facts.items() if kind != "governments")

    def _code_of(self, government: int | None) -> str | None:
        if government is None:
            return None
        return self.execute("SELECT code FROM governments WHERE id = ?", [government]).fetchone()[0]

    # --- people and posts -------------------------------------------------------------------

    def _post(self, title: str) -> tuple[Post, int | None]:
        """The post and whose it is: its title's region, else the article's government, else unknown."""
        post = self.entities.posts.read(title, self.region)
        if post.region:
            return post, self.entities.government(post.region.name, post.region.code)
        # "Kabid Humas Polda …" is the police's, the article's government only in an article on them
        return post, self.government if not post.other_body or self.national else None

    def _position(self, title: str | None) -> int | None:
        if title is None:
            return None
        post, government = self._post(title)
        return self.entities.position(title, post, government)

    def _official(self, person: str, government: int | None) -> int:
        key = name_key(person)
        if key not in self.officials:
            self.officials[key] = self.entities.official(person, government, self.article)
        return self.officials[key]

    def _head_region(self, *titles: str | None) -> int | None:
        """The government that one of the titles names itself ("Bupati Kotabaru")."""
        for title in titles:
            if title and (post := self.entities.posts.read(title)).region:
                return self.entities.government(post.region.name, post.region.code)
        return None

    # --- facts ------------------------------------------------------------------------------

    def _event(self, fact: Fact) -> None:
        self._insert(
            "events", fact, government=self.government, stage=fact["stage"], kinds=json.dumps(fact["kinds"]),
            date=fact["date"], count=fact["count"], echelons=json.dumps(fact["echelons"]),
        )  # fmt: skip

    def _move(self, fact: Fact, events: list[Fact]) -> None:
        government = self.government or self._head_region(fact["to"], fact["from"])
        self._insert(
            "moves",
            fact,
            official=self._official(fact["person"], government),
            from_position=self._position(fact["from"]),
            to_position=self._position(fact["to"]),
            person=fact["person"],
            from_title=fact["from"],
            to_title=fact["to"],
            acting=fact["acting"],
            status=fact["status"],
            date=move_date(fact, events),
            government=self.government,
        )

    def _incumbency(self, fact: Fact, post: Post, government: int | None) -> None:
        self._insert(
            "incumbencies",
            fact,
            official=self._official(fact["person"], government),
            position=self.entities.position(fact["position"], post, government),
            person=fact["person"],
            title=fact["position"],
            as_of=self.as_of,
            government=government,
        )

    def _allegation(self, fact: Fact) -> None:
        allegation = self._insert(
            "allegations",
            fact,
            category=fact["category"],
            stance=fact["stance"],
            accused=json.dumps(fact["accused"], ensure_ascii=False),
            source=fact["source"],
            source_official=self.officials.get(name_key(fact["source"])) if fact["source"] else None,
            amount_min=fact["amount_min"],
            amount_max=fact["amount_max"],
            quote=fact["evidence"],
            government=self.government,
        )
        # exactly the same name, or no link: nobody is accused by likeness
        named = {self.officials[key] for name in fact["accused"] if (key := name_key(name)) in self.officials}
        for official in sorted(named):
            self.execute("INSERT INTO allegation_accused VALUES (?, ?)", [allegation, official])

    def _insert(self, table: str, fact: Fact, **columns: Any) -> int:
        row = {
            "reading": self.reading,
            "article": self.article,
            "evidence": self._evidence(fact),
            "confidence": fact["confidence"],
            "current": self.current,
            **columns,
        }
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        return int(
            self.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values())).lastrowid or 0
        )

    def _evidence(self, fact: Fact) -> int:
        key = [
            self.article, self.version, fact["start"], fact["end"],
            fact["sentence_start"], fact["sentence_end"], fact["extractor"], fact["confidence"],
        ]  # fmt: skip
        cursor = self.execute(
            'INSERT INTO evidence (article, version, start, "end", sentence_start, sentence_end, extractor,'
            " confidence, sentence, quote) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [*key, fact["sentence"], fact["quote_"]],
        )
        if cursor.rowcount > 0:
            return int(cursor.lastrowid or 0)
        return self.execute(
            'SELECT id FROM evidence WHERE article = ? AND version = ? AND start = ? AND "end" = ?'
            " AND sentence_start = ? AND sentence_end = ? AND extractor = ? AND confidence = ?",
            key,
        ).fetchone()[0]


def move_date(move: Fact, events: Iterable[Fact]) -> str | None:
    """The date of the one event of the article that a move can belong to; None where none or several fit.

    An event fits where its stage is the move's status and it moves people at all. Where several do, an
    acting appointment belongs to those that appoint acting officials, any other move to those that
    do more than that.
    """
    fitting = [e for e in events if e["stage"] == move["status"] and MOVING & set(e["kinds"])]
    if len(fitting) > 1:
        acting = bool(move["acting"])
        fitting = [e for e in fitting if bool({"penunjukan_plt"} >= MOVING & set(e["kinds"])) == acting]
    return fitting[0]["date"] if len(fitting) == 1 else None
