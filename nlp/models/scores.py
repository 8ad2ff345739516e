"""What the network says of one article, window by window brought together; all numbers are logits."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Named:
    """Characters ``[start, end)`` that name a person (PER), a post (POST) or a body (BODY); `score` is from 0 to 1."""

    start: int
    end: int
    label: str
    score: float


@dataclass
class Scores:
    """`pairs` are person, post → roles, manners, planned; `sources` sentence, named → source, accused.

    Numbers of sentences count those that are read, -1 is the title; named are indices of `named`. `whole` are
    the acts that the article tells as a whole.
    """

    named: list[Named] = field(default_factory=list)
    pairs: dict[tuple[int, int], np.ndarray] = field(default_factory=dict)
    vacant: dict[int, float] = field(default_factory=dict)
    claims: dict[int, np.ndarray] = field(default_factory=dict)
    sources: dict[tuple[int, int], np.ndarray] = field(default_factory=dict)
    nobody: dict[int, float] = field(default_factory=dict)
    acts: dict[int, np.ndarray] = field(default_factory=dict)
    days: dict[tuple[int, int], np.ndarray] = field(default_factory=dict)
    numbers: dict[tuple[int, int], np.ndarray] = field(default_factory=dict)
    relevant: float = 0.0
    whole: np.ndarray | None = None


def sure(logit: np.ndarray | float) -> np.ndarray:
    """Logits as probabilities."""
    odds: np.ndarray = 1 / (1 + np.exp(-np.asarray(logit, dtype=np.float64)))
    return odds
