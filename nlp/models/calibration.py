"""From a fact's score to the share of such facts that are right: Platt's two numbers a kind, fitted on articles.

A fact is right when the scorer (`nlp.evaluation`, strict) pairs it with an annotated one. `expected_error` is the usual
expected calibration error over ten bins of equal width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

#: Scores are kept this far from 0 and 1, where logits have no end.
EDGE = 0.005
BINS = 10
#: How strongly a fit over few facts is held at "the score is the share": as so many facts would.
HOLD = 2.0
#: A surer score never means a less likely fact.
FLATTEST = 0.05


@dataclass(frozen=True)
class Calibration:
    """``share = sigmoid(slope * logit(score) + shift)``."""

    slope: float = 1.0
    shift: float = 0.0

    def __call__(self, score: float) -> float:
        return float(1 / (1 + np.exp(-(self.slope * logit(score) + self.shift))))


def logit(score: float | np.ndarray) -> np.ndarray:
    kept = np.clip(np.asarray(score, dtype=np.float64), EDGE, 1 - EDGE)
    return np.log(kept / (1 - kept))


def fit(scores: Sequence[float], right: Sequence[bool]) -> Calibration:
    """The calibration that makes the answers likeliest (Newton's method on the log likelihood)."""
    if not scores:
        return Calibration()
    x = np.stack([logit(np.array(scores)), np.ones(len(scores))], -1)
    y = np.array(right, dtype=np.float64)
    slope, shift = _likeliest(x, y, np.array([1.0, 0.0]))
    if slope < FLATTEST:
        slope = FLATTEST
        (shift,) = _likeliest(x[:, 1:], y, np.array([0.0]), slope * x[:, 0])
    return Calibration(round(float(slope), 4), round(float(shift), 4))


def _likeliest(
    x: np.ndarray, y: np.ndarray, start: np.ndarray, given: np.ndarray | float = 0.0
) -> np.ndarray:
    """The values for the columns of `x` by Newton's method with halved steps; `given` is added to each row."""

    def loss(values: np.ndarray) -> float:
        told = x @ values + given
        return float(np.sum(np.logaddexp(0, told) - y * told) + HOLD / 2 * np.sum((values - start) ** 2))

    values = start.copy()
    for _ in range(100):
        odds = 1 / (1 + np.exp(-(x @ values + given)))
        slope = x.T @ (odds - y) + HOLD * (values - start)
        curve = (x * (odds * (1 - odds))[:, None]).T @ x + HOLD * np.eye(len(start))
        step = np.linalg.solve(curve, slope)
        while loss(values - step) > loss(values) and np.abs(step).max() > 1e-9:
            step /= 2
        values = values - step
        if np.abs(step).max() < 1e-6:
            break
    return values


def bins(scores: Sequence[float], right: Sequence[bool]) -> list[tuple[float, float, int]]:
    """Mean score, share that is right, and number of facts of each bin that holds any."""
    found = []
    at = np.minimum((np.array(scores) * BINS).astype(int), BINS - 1) if scores else np.zeros(0, dtype=int)
    for n in range(BINS):
        inside = at == n
        if inside.any():
            found.append(
                (
                    float(np.array(scores)[inside].mean()),
                    float(np.array(right)[inside].mean()),
                    int(inside.sum()),
                )
            )
    return found


def expected_error(scores: Sequence[float], right: Sequence[bool]) -> float:
    """The mean difference of score and share that is right, bins weighed by their facts; 0 where there is no fact."""
    told = bins(scores, right)
    return sum(abs(score - share) * n for score, share, n in told) / max(1, sum(n for _, _, n in told))
