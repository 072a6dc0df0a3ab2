"""The line labeller's model read anew: the best path where some lines have labels given, and what weighs for a label.

The model is the one that python-crfsuite applies; without labels given both find the same path and the same marginals
(a test holds them to that). Transitions that the model does not know weigh nothing, so that each step looks at those it
knows and at one sum: linear in the lines, whatever is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import exp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pycrfsuite import Tagger

_LEAST = 1e-300  # a probability that rounding would make none


class Lattice:
    """What a tagger does, over lines of which some may only have labels that are given."""

    def __init__(self, tagger: Tagger) -> None:
        info = tagger.info()
        self.names = list(tagger.labels())
        self.place = {name: at for at, name in enumerate(self.names)}
        self.states: dict[str, list[tuple[int, float]]] = {}
        for (attribute, label), weight in info.state_features.items():
            self.states.setdefault(attribute, []).append((self.place[label], weight))
        self.into: list[list[tuple[int, float]]] = [[] for _ in self.names]
        self.out_of: list[list[tuple[int, float]]] = [[] for _ in self.names]
        for (before, label), weight in info.transitions.items():
            self.into[self.place[label]].append((self.place[before], weight))
            self.out_of[self.place[before]].append((self.place[label], weight))
        self.rows: Sequence[Sequence[str]] = ()
        self.scores: list[list[float]] = []
        self.open: list[list[int]] = []
        self.chances: list[list[float]] = []

    def labels(self) -> list[str]:
        """Every label of the model."""
        return self.names

    def set(self, rows: Sequence[Sequence[str]], given: Mapping[int, frozenset[str]]) -> None:
        """Take lines by their attributes; `given`: the labels that a line may have, where not any."""
        every = list(range(len(self.names)))
        self.rows = rows
        self.scores = [self._scores(row) for row in rows]
        self.open = [
            [self.place[name] for name in sorted(given[at]) if name in self.place] or every if at in given else every
            for at in range(len(rows))
        ]
        self.chances = []

    def _scores(self, row: Sequence[str]) -> list[float]:
        scores = [0.0] * len(self.names)
        for attribute in row:
            for label, weight in self.states.get(attribute, ()):
                scores[label] += weight
        return scores

    def tag(self) -> list[str]:
        """The labels of the best path (Viterbi)."""
        if not self.rows:
            return []
        best = [self.scores[0][label] if label in self.open[0] else None for label in range(len(self.names))]
        back: list[list[int]] = []
        for at in range(1, len(self.rows)):
            order = sorted((i for i, value in enumerate(best) if value is not None), key=lambda i: -(best[i] or 0.0))
            values: list[float | None] = [None] * len(self.names)
            sources = [-1] * len(self.names)
            for label in self.open[at]:
                values[label], sources[label] = self._best_into(label, best, order)
                values[label] = (values[label] or 0.0) + self.scores[at][label]
            best = values
            back.append(sources)
        label = max((i for i, value in enumerate(best) if value is not None), key=lambda i: (best[i] or 0.0, -i))
        path = [label]
        for sources in reversed(back):
            label = sources[label]
            path.append(label)
        return [self.names[label] for label in reversed(path)]

    def _best_into(self, label: int, best: Sequence[float | None], order: Sequence[int]) -> tuple[float, int]:
        """The best value with which a label is reached, and from which label."""
        known = dict(self.into[label])
        found = next(((best[i] or 0.0, i) for i in order if i not in known), (float("-inf"), -1))
        for i, weight in known.items():
            value = best[i]
            if value is not None and value + weight > found[0]:
                found = (value + weight, i)
        return found

    def marginal(self, label: str, at: int) -> float:
        """Probability of a label of a line, over all paths that what is given allows."""
        if not self.chances:
            self.chances = self._chances()
        return self.chances[at][self.place[label]]

    def _chances(self) -> list[list[float]]:
        """Forward and backward sums."""
        own = [self._potentials(at) for at in range(len(self.rows))]
        forward = [_scaled(own[0])]
        for row in own[1:]:
            sums = _stepped(forward[-1], self.into)
            forward.append(_scaled([value * potential for value, potential in zip(sums, row)]))
        backward = [[1.0] * len(self.names)]
        for row in reversed(own[1:]):
            below = [value * potential for value, potential in zip(backward[-1], row)]
            backward.append(_scaled(_stepped(below, self.out_of)))
        return [
            _shares([one * two for one, two in zip(ahead, behind)])
            for ahead, behind in zip(forward, reversed(backward))
        ]

    def _potentials(self, at: int) -> list[float]:
        top = max(self.scores[at][label] for label in self.open[at])
        row = [0.0] * len(self.names)
        for label in self.open[at]:
            row[label] = exp(self.scores[at][label] - top)
        return row

    def reasons(self, at: int, tags: Sequence[str], rival: str) -> Iterator[tuple[str, float]]:
        """What weighs for the label of a line against a rival, in nats: its attributes, and the labels beside it."""
        taken, other = self.place[tags[at]], self.place[rival]
        for attribute in self.rows[at]:
            weights = dict(self.states.get(attribute, ()))
            yield attribute, weights.get(taken, 0.0) - weights.get(other, 0.0)
        for name, beside, known in (("after", at - 1, self.into), ("before", at + 1, self.out_of)):
            if 0 <= beside < len(tags):
                there = self.place[tags[beside]]
                weight = dict(known[taken]).get(there, 0.0) - dict(known[other]).get(there, 0.0)
                yield f"{name}:{tags[beside]}", weight


def _stepped(values: Sequence[float], known: Sequence[Sequence[tuple[int, float]]]) -> list[float]:
    """Values one step on: those of the transitions that the model knows, and one sum for all others."""
    whole = sum(values)
    return [
        max(_LEAST, whole + sum(values[i] * (exp(weight) - 1.0) for i, weight in transitions if values[i]))
        for transitions in known
    ]


def _scaled(values: list[float]) -> list[float]:
    top = max(values)
    return [value / top for value in values]


def _shares(values: Sequence[float]) -> list[float]:
    whole = sum(values)
    return [value / whole for value in values]
