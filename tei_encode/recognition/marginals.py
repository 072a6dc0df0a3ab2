"""What a tagger says of the zones of a line: marginal probabilities, and the likeliest other zone."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tei_encode.recognition.zones import CONTINUED, Zone

if TYPE_CHECKING:
    from pycrfsuite import Tagger

    from tei_encode.recognition.lattice import Lattice

GOES_ON = "+"  # ends the label of a line that goes on with a block


@cache
def _labels(tagger: Tagger | Lattice) -> frozenset[str]:
    return frozenset(tagger.labels())


def marginal(tagger: Tagger | Lattice, label: str, at: int) -> float:
    """Probability of a label, 0 where the model has not learned it."""
    return float(tagger.marginal(label, at)) if label in _labels(tagger) else 0.0


def marginals(tagger: Tagger | Lattice, zone: Zone, at: int) -> tuple[float, float]:
    """Probabilities that the line begins a block of a zone, and that it goes on with one."""
    return marginal(tagger, zone.value, at), marginal(tagger, zone.value + GOES_ON, at) if zone in CONTINUED else 0.0


def rival(tagger: Tagger | Lattice, taken: Zone, at: int) -> tuple[Zone, float]:
    """The likeliest other zone."""
    chances: dict[str, float] = {}
    own = taken.value
    for label, name in zones(tagger):
        if name != own:
            chances[name] = chances.get(name, 0.0) + tagger.marginal(label, at)
    name = max(chances, key=lambda one: (chances[one], one))
    return Zone(name), round(chances[name], 4)


@cache
def zones(tagger: Tagger | Lattice) -> tuple[tuple[str, str], ...]:
    """The labels of a model in order, each with the zone that it stands for."""
    return tuple((label, label.rstrip(GOES_ON)) for label in sorted(_labels(tagger)))
