"""An article in the making: its text so far and the facts that the text tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from nlp.training.generator_people import Person
from nlp.training.generator_posts import Post, Posts
from nlp.training.generator_text import (
    QUOTES,
    choose_words,
    coming_day,
    fill,
    grammar,
    misspelt,
    past_day,
    quoted,
    sentence,
    slots,
    untidy,
)
from nlp.training.generator_world import Government

Value = str | Callable[[], str]
BODIES = {"police": "Polri", "army": "TNI", "attorney": "Kejaksaan Agung", "kemenag": "Kementerian Agama"}
#: What is told only of a ceremony that took place.
_OF_THE_DAY = re.compile(
    r"(?i)dilantik|pelantikan|acara|sumpah|digantikan|pejabat baru|selamat|sambutan|hadir|penempatan"
)
_COMMON = (
    "Kepala Dinas ",
    "Kepala Badan ",
    "Sekretaris Dinas ",
    "Camat ",
    "Lurah ",
    "Kepala SM",
    "Kepala SD",
)
_EVIDENCE = re.compile(r"⟦(\d+):(.*?)⟧", re.S)


@dataclass
class Move:
    person: Person
    left: Post | None
    taken: Post | None
    acting: str | None = None
    status: str = "done"

    @property
    def fact(self) -> dict[str, str | None]:
        left, taken = (post.fact if post else None for post in (self.left, self.taken))
        return {
            "person": self.person.name,
            "from": left,
            "to": taken,
            "acting": self.acting,
            "status": self.status,
        }


def address(outlet: str, day: date, number: int) -> str:
    """The page of an article."""
    return f"https://{re.sub(r'[^a-z]', '', outlet.casefold())}.example/{day:%Y/%m/%d}/berita-{number}/"


class Story:
    """Text and facts of one article; `levels` are those of the posts it moves people between."""

    def __init__(self, rng: Random, number: int, levels: list[str], service: str | None = None) -> None:
        self.rng, self.number, self.levels, self.service = rng, number, levels, service
        self.government = Government(rng, BODIES[service] if service else None)
        self.posts = Posts(rng, self.government)
        self.published = date(2016, 2, 1) + timedelta(rng.randrange(3850))
        self.taken: set[str] = set()
        self.paragraphs: list[str] = []
        self.moves: list[Move] = []
        self.officials: list[tuple[Person, Post]] = []
        self.vacancies: list[tuple[Post | str, int]] = []
        self.events: list[dict[str, Any]] = []
        self.claims: list[dict[str, Any]] = []
        self.documents: list[dict[str, Any]] = []
        self.vacated: list[Post] = []
        self.kinds: set[str] = set()
        self.dismissed = False
        #: Stage, day, count and echelons of the act that opens the article.
        self.act: tuple[str, str | None, int | None, list[str]] = ("done", None, None, [])
        self.used: set[str] = set()
        #: Whether heads are written small: "kepala Dinas Sosial".
        self.small = rng.random() < 0.06
        self.degrees = rng.choice((0.0, 0.15, 0.3, 0.6, 0.9))
        self.typos = rng.choice((0.0, 0.0, 0.004, 0.01, 0.03))
        self.mess = rng.choice((0.0, 0.0, 0.03, 0.1))
        self.shorten = rng.choice((0.0, 0.1, 0.3))
        self.marks = rng.choice(QUOTES)
        self.head = self._head()

    # --- text ---------------------------------------------------------------------------------------

    def render(self, template: str, **values: Value) -> str:
        """The template as a sentence; a leading ``@word`` adds a kind of event."""
        if template.startswith("@"):
            kind, template = template[1:].split(" ", 1)
            if kind == "pemberhentian":
                self.dismissed = True
            else:
                self.kinds.add(kind)
        text = misspelt(self.rng, choose_words(self.rng, template), self.typos)
        return sentence(fill(text, values)).replace("..", ".").replace(" ,", ",").replace(" .", ".")

    def option(self, options: list[str], *, without: Set[str] = frozenset()) -> str:
        """One of the templates that do not need what is not there."""
        return self.rng.choice([o for o in options if not slots(o) & without])

    def add(self, *sentences: str, joined: float = 0.35) -> None:
        """Sentences into the text: new paragraphs, or joined to the last one."""
        for text in sentences:
            if (
                self.paragraphs
                and self.rng.random() < joined
                and "\n" not in self.paragraphs[-1]
                and len(self.paragraphs[-1]) < 500
            ):
                self.paragraphs[-1] += " " + text
            else:
                self.paragraphs.append(text)

    def say(self, post: Post) -> Callable[[], str]:
        """What a post is called where the text comes to it."""

        def said() -> str:
            text = post.say(self.rng, short=0.5 if post.said else self.shorten)
            if self.small and text.startswith(_COMMON):
                text = text[0].lower() + text[1:]
            if (
                post.kind in ("head", "sekdis", "single", "sekda", "bagian")
                and not self.service
                and self.rng.random() < 0.06
            ):
                text += self.rng.choice(
                    (f" {self.government.full}", f" {self.government.bare}", f" {self.government.bare}")
                )
            return text

        return said

    def past(self, day: date) -> tuple[str, str | None]:
        return past_day(self.rng, day, self.published)

    def coming(self) -> tuple[str, str | None]:
        return coming_day(self.rng, self.published)

    def once(self, options: list[str]) -> str:
        """One of the options that the article has not yet, and that fits an act still to come."""
        fresh = [o for o in options if o not in self.used] or options
        if self.act[0] != "done":
            fresh = [o for o in fresh if not _OF_THE_DAY.search(o)] or fresh
        chosen = self.rng.choice(fresh)
        self.used.add(chosen)
        return chosen

    # --- people and posts ---------------------------------------------------------------------------

    def rank(self) -> str | None:
        titles, rng = grammar("names")["titles"], self.rng
        if self.service in ("police", "army") and rng.random() < 0.93:
            return str(rng.choice(titles[self.service]))
        return None

    def person(self, *, long: bool = False, civil: bool = False) -> Person:
        """Someone new; `civil` is one without a rank."""
        rank = None if civil else self.rank()
        return self.government.person(rate=self.degrees, taken=self.taken, rank=rank, long=long)

    def level(self) -> str:
        return self.rng.choice(self.levels)

    def new_post(self, level: str | None = None) -> Post:
        return self.posts.take(level or self.level())

    def to_take(self, level: str, besides: Post | None = None) -> Post:
        """A post for someone: at times one that another left."""
        free = [p for p in self.vacated if p is not besides and p.level == level]
        if free and self.rng.random() < 0.35:
            post = self.rng.choice(free)
            self.vacated.remove(post)
            return post
        return self.new_post(level)

    def move(self, person: Person, left: Post | None, taken: Post | None, **more: Any) -> None:
        self.moves.append(Move(person, left, taken, **more))

    def is_free(self, post: Post) -> bool:
        return not any(m.taken is post for m in self.moves)

    def event(
        self,
        stage: str,
        kinds: set[str] | list[str],
        day: str | None,
        count: int | None,
        echelons: list[str] | None = None,
    ) -> None:
        from nlp.facts import ECHELONS, EVENT_KINDS

        self.events.append({
            "stage": stage, "kinds": [k for k in EVENT_KINDS if k in set(kinds)], "date": day, "count": count,
            "echelons": [e for e in ECHELONS if e in set(echelons or [])],
        })  # fmt: skip

    # --- officials ----------------------------------------------------------------------------------

    def _head(self) -> tuple[Person, Post]:
        gov, rng, province = self.government, self.rng, self.government.province.bare
        if self.service == "police":
            form = rng.choice((f"Kapolda {province}", f"Kapolres {gov.bare}"))
        elif self.service == "army":
            form = rng.choice(
                (
                    f"Danrem {rng.randint(1, 18):02d}{rng.randint(1, 4)}",
                    f"Pangdam {rng.choice(('I', 'IV', 'VI', 'XIV'))}",
                )
            )
        elif self.service == "attorney":
            form = f"Kajati {province}"
        elif self.service == "kemenag":
            form = f"Kepala Kanwil Kemenag {province}"
        else:
            form = f"{gov.head} {rng.choice((gov.bare, gov.bare, gov.alias))}"
            if rng.random() < 0.08:
                form = f"{rng.choice(('Pj', 'Penjabat', 'Plt'))} {form}"
        rank = {"police": "Irjen Pol", "army": "Brigjen TNI"}.get(self.service or "")
        person = gov.person(rate=0.5, taken=self.taken, rank=rank, long=True)
        self.posts.given.add(form.casefold())
        return person, Post([form], "official", "")

    def introduced(self, pair: tuple[Person, Post]) -> tuple[Person, Post]:
        if pair not in self.officials:
            self.officials.append(pair)
        return pair

    def told(self, person: Person) -> bool:
        """Whether the text names the person already."""
        return any(person.name in paragraph for paragraph in self.paragraphs)

    def call(self, pair: tuple[Person, Post]) -> str:
        """Post and name, or a shorter form for one whom the text names already."""
        person, post = self.introduced(pair)
        if self.told(person) and post.said and self.rng.random() < 0.5:
            bare = post.forms[-1].split()[0]
            plain = bare not in ("Bupati", "Gubernur", "Walikota", "Sekda", "Kapolda", "Kadis")
            return person.again() if plain or self.rng.random() < 0.4 else f"{bare} {person.again()}"
        return f"{post.say(self.rng)} {person.first()}"

    # --- the record ---------------------------------------------------------------------------------

    def record(self, title: str, outlet: dict[str, str]) -> dict[str, Any]:
        """The record of the article."""
        rng = self.rng
        paragraphs = [untidy(rng, quoted(p, self.marks), self.mess) for p in self.paragraphs]
        marked = rng.choice(("\n", "\n", "\n\n")).join(paragraphs)
        evidence = {int(n): words for n, words in _EVIDENCE.findall(marked)}
        text = _EVIDENCE.sub(lambda m: m.group(2), marked)
        claims = [{**claim, "evidence": evidence[n].strip(" .,")} for n, claim in enumerate(self.claims)]
        facts = {
            "relevant": True,
            "governments": [self.government.fact],
            "events": self.events,
            "moves": [m.fact for m in self.moves],
            "officials": [{"person": p.name, "position": post.fact} for p, post in self.officials],
            "vacancies": [{"position": p if isinstance(p, str) else p.fact, "count": n} for p, n in self.vacancies],
            "allegations": claims,
            "documents": self.documents,
        }  # fmt: skip
        return {
            "id": f"gen-{self.number}", **outlet, "province": self.government.region.province_code,
            "url": address(outlet["outlet"], self.published, self.number),
            "title": title, "published": self.published.isoformat(), "text": text, "facts": facts,
        }  # fmt: skip
