"""What the rules read raises or lowers the network's scores of the same facts."""

from __future__ import annotations

import numpy as np

from nlp.facts import ACTING, CATEGORIES, STANCES, Allegation, Event, Facts, Move, Official, Vacancy
from nlp.models.hints import Hints, Weights
from nlp.models.labels import ACTS, MANNERS, OCCASIONS, ROLES, STAGES
from nlp.posts.wording import post_key

AT = {"start": 0, "end": 1}
RULES = Facts(
    relevant=True,
    moves=[
        Move(
            **AT,
            person="Rina Astuti",
            from_="Camat Lasem",
            to="Kepala Dinas Sosial",
            acting="plt",
            status="planned",
        )
    ],
    officials=[Official(**AT, person="Hari Rekaan", position="Plt Sekda")],
    vacancies=[Vacancy(**AT, position="Camat Lasem")],
    events=[Event(**AT, stage="done", kinds=["rotasi"], date="2024-05-02", count=7)],
    allegations=[
        Allegation(
            start=10, end=20, category="nepotisme", stance="denied", source="Hari Rekaan", evidence="x"
        )
    ],
)
HINTS = Hints(
    RULES,
    Weights(
        agree=2, differ=1, holds=3, manner=0.5, status=4, vacant=5, claim=6, kind=7, act=8, day=9, number=10
    ),
)


def pair(person: str, post: str) -> dict[str, float]:
    row = HINTS.pair(person, post_key(post))
    names = [*ROLES, *(f"as {manner}" for manner in MANNERS), "planned"]
    return {name: value for name, value in zip(names, row, strict=True) if value}


def test_the_same_post_is_raised_and_another_lowered_in_its_role() -> None:
    assert pair("Rina Astuti", "Kepala Dinas Sosial") == {"from": -1, "to": 2, "as plt": 0.5, "planned": 4}
    assert pair("Rina", "Camat Lasem") == {"from": 2, "to": -1, "planned": 4}
    assert pair("Rina Astuti", "Kepala Dinas Pertanian") == {"from": -1, "to": -1}


def test_people_whom_the_rules_do_not_tell_of_are_left_as_they_are() -> None:
    assert pair("Budi Contoh", "Kepala Dinas Sosial") == {}


def test_a_held_post_is_known_without_its_manner() -> None:
    assert pair("Hari Rekaan", "Sekda") == {"holds": 3}


def test_vacancies_and_claims() -> None:
    assert HINTS.vacant(post_key("Camat Lasem")) == 5 and HINTS.vacant(post_key("Camat Sale")) == 0
    row = HINTS.claim(5, 30)
    assert row[0] == 6 and row[1 + CATEGORIES.index("nepotisme")] == 7
    assert row[1 + len(CATEGORIES) + STANCES.index("denied")] == 7 and row.sum() == 20
    assert not HINTS.claim(21, 30).any()


def test_acts_days_and_numbers() -> None:
    row = HINTS.acts()
    assert row[ACTS.index(("rotasi", "done"))] == 8 and np.count_nonzero(row) == 1
    assert HINTS.occasions("date", "2024-05-02")[OCCASIONS.index(("shuffle", "done"))] == 9
    assert HINTS.occasions("count", 7)[OCCASIONS.index(("shuffle", "done"))] == 10
    assert not HINTS.occasions("count", 8).any()


def test_without_weights_nothing_changes() -> None:
    none = Hints(RULES, Weights())
    assert not none.pair("Rina Astuti", post_key("Kepala Dinas Sosial")).any()
    assert not none.acts().any() and none.vacant(post_key("Camat Lasem")) == 0
    assert len(STAGES) * 11 == len(ACTS) and set(ACTING) == set(MANNERS) - {None}
