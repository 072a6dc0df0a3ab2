"""Learned weights of the small decisions: page turns, joins of paragraphs, links of notes; by name, from one file."""

from __future__ import annotations

from functools import cache
from math import exp, log

from tei_encode.resources import load_resource


@cache
def weights(decision: str) -> dict[str, float]:
    """Weights of the features of a decision, `bias` among them (made by `tests/training`)."""
    table = load_resource("recognition/models/weights.toml")[decision]
    return {name: float(value) for name, value in table.items()}


def chance(logit: float) -> float:
    """The probability that log-odds say."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, logit))))


def log_odds(probability: float) -> float:
    """The log-odds of a probability, of the certain ones those of one in a million."""
    bounded = max(1e-6, min(1 - 1e-6, probability))
    return log(bounded / (1 - bounded))
