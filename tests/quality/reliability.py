"""What probabilities are worth: how often what they were given to holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True)
class Reliability:
    """`bins`: for each tenth of the scale, examples, mean probability, share that holds.

    `brier`: mean squared error (Brier 1950); `skill`: the share of the base rate's error that is gone; `error`: expected
    calibration error, the mean distance of probability and share, weighted by examples.
    """

    count: int
    rate: float
    brier: float
    skill: float
    error: float
    bins: tuple[tuple[int, float, float], ...]

    def table(self, name: str) -> list[str]:
        """The reliability table, to be read."""
        lines = [f"{name}: {self.count} decisions, {self.rate:.1%} hold"]
        lines += [f"Brier {self.brier:.4f}, skill {self.skill:.2f}, calibration error {self.error:.4f}"]
        for at, (count, told, holds) in enumerate(self.bins):
            if count:
                lines.append(f"  {at / BINS:.1f}–{(at + 1) / BINS:.1f}  {count:7}  told {told:.3f}  holds {holds:.3f}")
        return lines


def reliability(examples: Iterable[tuple[float, bool]]) -> Reliability:
    """The reliability of probabilities, each with whether what it was given to holds."""
    rows = list(examples)
    rate = sum(holds for _, holds in rows) / len(rows)
    brier = sum((told - holds) ** 2 for told, holds in rows) / len(rows)
    bins = []
    for at in range(BINS):
        inside = [row for row in rows if min(BINS - 1, int(row[0] * BINS)) == at]
        size = max(1, len(inside))
        bins.append((len(inside), sum(row[0] for row in inside) / size, sum(row[1] for row in inside) / size))
    error = sum(count * abs(told - holds) for count, told, holds in bins) / len(rows)
    return Reliability(len(rows), rate, brier, 1 - brier / max(1e-9, rate * (1 - rate)), error, tuple(bins))
