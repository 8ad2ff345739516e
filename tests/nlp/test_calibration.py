"""Confidences as shares of facts that are right."""

from __future__ import annotations

import random

import pytest

from nlp.models.calibration import Calibration, bins, expected_error, fit


def told(sharpness: float, number: int = 4000) -> tuple[list[float], list[bool]]:
    """Scores that say too much (`sharpness` over 1) of facts of known likelihood."""
    chance = random.Random(7)
    scores, right = [], []
    for _ in range(number):
        likely = chance.uniform(0.02, 0.98)
        odds = (likely / (1 - likely)) ** sharpness
        scores.append(odds / (1 + odds))
        right.append(chance.random() < likely)
    return scores, right


def test_scores_that_say_too_much_are_brought_down_to_what_is_right() -> None:
    scores, right = told(3.0)
    before = expected_error(scores, right)
    scale = fit(scores, right)
    after = expected_error([scale(score) for score in scores], right)
    assert before > 0.1 and after < 0.03
    assert scale.slope == pytest.approx(1 / 3, abs=0.05)


def test_the_order_of_facts_stays() -> None:
    scale = fit([0.9, 0.8, 0.2, 0.1], [False, False, True, True])
    values = [scale(n / 10) for n in range(1, 10)]
    assert values == sorted(values)


@pytest.mark.parametrize("right", [True, False])
def test_facts_that_are_all_right_or_all_wrong_end_near_but_not_beyond(right: bool) -> None:
    scale = fit([0.999] * 60, [right] * 60)
    assert (0.9 < scale(0.999) < 1) if right else (0 < scale(0.999) < 0.3)


def test_without_facts_the_score_stays() -> None:
    assert fit([], []) == Calibration() and Calibration()(0.3) == pytest.approx(0.3)
    assert expected_error([], []) == 0.0


def test_bins_hold_mean_score_share_and_number() -> None:
    assert bins([0.05, 0.92, 0.98], [False, True, False]) == [(0.05, 0.0, 1), (pytest.approx(0.95), 0.5, 2)]
    assert expected_error([0.05, 0.92, 0.98], [False, True, False]) == pytest.approx((0.05 + 2 * 0.45) / 3)
