"""The scoring: names and posts alike or not, and the figures of a prediction damaged on purpose."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nlp.evaluation import FIGURES, errors, f1, overlap, same_body, same_person, same_post, score

CORPUS = Path(__file__).parents[2] / "nlp" / "corpus" / "contract_dev.jsonl"

#: (precision, recall, F1, gold facts) of `damaged` against the development articles, computed once with the contract's
#: own scorer.
EXPECTED: dict[str, tuple[float, float, float, int]] = {
    "relevant": (1.000000, 0.888889, 0.941176, 18),
    "governments": (1.000000, 0.777778, 0.875000, 18),
    "events": (0.821429, 0.676471, 0.741935, 34),
    "events.stage": (1.000000, 0.823529, 0.903226, 34),
    "events.date": (0.821429, 0.676471, 0.741935, 34),
    "moves": (0.657534, 0.484848, 0.558140, 99),
    "moves.to": (0.865672, 0.617021, 0.720497, 94),
    "moves.from": (0.846154, 0.662651, 0.743243, 83),
    "officials": (0.975610, 0.800000, 0.879121, 50),
    "vacancies": (1.000000, 0.764706, 0.866667, 34),
    "allegations": (0.714286, 0.576923, 0.638298, 26),
    "allegations.claim": (0.809524, 0.653846, 0.723404, 26),
    "documents": (1.000000, 0.869565, 0.930233, 23),
    "all facts (strict)": (0.834081, 0.654930, 0.733728, 284),
}


def gold() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


def damaged(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The gold facts, some left out, made up, reworded or spoilt, always the same way."""
    spoilt = []
    for number, record in enumerate(json.loads(json.dumps(records))):
        if number == 4:
            continue
        facts = record["facts"]
        for field in ("governments", "events", "moves", "officials", "vacancies", "allegations", "documents"):
            facts[field] = [fact for i, fact in enumerate(facts[field]) if (i + number) % 6]
        for i, move in enumerate(facts["moves"]):
            if i % 5 == 0:
                move["person"] = f"Drs. H. {move['person']}, M.Si"
            if i % 5 == 1 and move["to"]:
                move["to"] = move["to"].replace("Kepala Dinas", "Kadis")
            if i % 5 == 2:
                move["acting"] = "plt"
            if i % 5 == 3:
                move["from"], move["to"] = move["to"], move["from"]
        for i, event in enumerate(facts["events"]):
            if i % 2:
                event["date"] = None
            event["kinds"] = event["kinds"][:1]
        for i, claim in enumerate(facts["allegations"]):
            if i % 3 == 1:
                claim["stance"] = "alleged"
        for document in facts["documents"]:
            document["number"] = document["number"].lower().replace("/", " / ")
        if number == 7:
            facts["relevant"] = False
        if number == 9:
            facts["officials"].append({"person": "Bayu Samal", "position": "Camat Baru"})
        spoilt.append({"id": record["id"], "facts": facts})
    return spoilt


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Drs. H. Sari Dewi, M.Si", "Sari Dewi", True),
        ("AKBP Dominggus Rante", "Dominggus Rante", True),
        ("Muhammad Fahrurrazi", "Muhamad Fahrurazi", True),
        ("Sari Dewi", "Sari Utami", False),
        ("Sari Dewi", "", False),
        ("Rosmini Gani", "Rosmiani Gani", True),
    ],
)
def test_persons(a: str, b: str, same: bool) -> None:
    assert same_person(a, b) is same


@pytest.mark.parametrize(
    ("a", "b", "governments", "same"),
    [
        ("Kadis Perhubungan", "Kepala Dinas Perhubungan", (), True),
        ("Kepala BKPSDM", "Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", (), True),
        ("Plt Kepala Dinas Sosial", "Kepala Dinas Sosial", (), True),
        (
            "Kepala Dinas Perhubungan Kabupaten Pasuruan",
            "Kepala Dinas Perhubungan",
            ("Kabupaten Pasuruan",),
            True,
        ),
        ("Asisten 2", "Asisten II", (), True),
        ("Kepala Dinas Sosial", "Kepala Dinas Kesehatan", (), False),
        ("Wali Kota Bima", "Walikota Bima", ("Kota Bima",), True),
        (None, None, (), True),
        (None, "Camat", (), False),
    ],
)
def test_posts(a: str | None, b: str | None, governments: tuple[str, ...], same: bool) -> None:
    assert same_post(a, b, governments) is same


def test_bodies() -> None:
    assert same_body("Sari Dewi", "Hj. Sari Dewi") and same_body(None, None)
    assert same_body("Komisi I DPRD", "Komisi 1 DPRD") and not same_body("KPK", None)


def test_overlap_and_f1() -> None:
    assert overlap([], ["a"]) == 0 and overlap(["satu", "dua"], ["satu"]) == pytest.approx(2 / 3)
    assert (
        f1(0, 0, 0) == (1, 1, 1)
        and f1(0, 3, 0) == (0, 0, 0)
        and f1(1, 2, 4) == (0.25, 0.5, pytest.approx(1 / 3))
    )


def test_figures_of_a_damaged_prediction() -> None:
    figures = score(gold(), damaged(gold()), samples=0)
    assert tuple(figures) == FIGURES == tuple(EXPECTED)
    for name, expected in EXPECTED.items():
        figure = figures[name]
        assert (figure.precision, figure.recall, figure.f1) == pytest.approx(expected[:3], abs=1e-6), name
        assert figure.gold == expected[3], name


def test_gold_against_itself_is_perfect() -> None:
    assert all(
        figure.f1 == figure.low == figure.high == 1 for figure in score(gold(), gold(), samples=20).values()
    )
    assert errors(gold(), gold()) == []


def test_an_empty_prediction_has_no_recall() -> None:
    figures = score(gold(), [])
    assert figures["moves"].recall == 0 and figures["moves"].predicted == 0


def test_the_interval_is_seeded_and_holds_the_figure() -> None:
    spoilt = damaged(gold())
    one, other = score(gold(), spoilt, seed=3), score(gold(), spoilt, seed=3)
    assert one == other != score(gold(), spoilt, seed=4)
    assert all(figure.low <= figure.f1 <= figure.high for figure in one.values())
    assert one["events"].low < one["events"].high


def test_errors_say_what_was_missed_and_made_up() -> None:
    listed = errors(gold(), damaged(gold()))
    assert {(error.id, error.error) for error in listed if error.field == "relevant"} == {
        ("dev-005", "missed"),
        ("dev-008", "missed"),
    }
    made_up = [error for error in listed if error.id == "dev-010" and error.error == "made up"]
    assert {"person": "Bayu Samal", "position": "Camat Baru"} in [error.fact for error in made_up]
    missed = sum(1 for error in listed if error.field == "moves" and error.error == "missed")
    moves = score(gold(), damaged(gold()), samples=0)["moves"]
    assert missed == moves.gold - moves.hits
