"""The lattice and python-crfsuite read one model alike; what is given is held, and the path with it is the best."""

from __future__ import annotations

import pytest

from tei_encode.readers import read
from tei_encode.recognition.attributes import attributes
from tei_encode.recognition.labelling import _lattice, _tagger, label_lines
from tei_encode.recognition.study import Settings, study
from tests.generator import generate

SEEDS = (0, 2, 3, 7, 10)


@pytest.mark.parametrize("seed", SEEDS)
def test_without_anything_given_it_is_the_tagger(seed: int) -> None:
    source, _ = read(generate(seed, size=0.3).text.encode("utf-8", "surrogateescape"))
    studied = study(source, Settings())
    rows = list(attributes(studied.observations, studied.evidence))
    name = "lines" if studied.observations.wrapped else "blocks"
    tagger, lattice = _tagger(name), _lattice(name)
    tagger.set(rows)
    lattice.set(rows, {})
    assert lattice.tag() == tagger.tag()
    for at in range(0, len(rows), 5):
        for label in tagger.labels():
            assert lattice.marginal(label, at) == pytest.approx(tagger.marginal(label, at), abs=1e-4)


@pytest.mark.parametrize("seed", SEEDS)
def test_reasons_are_asked_for_without_another_labelling(seed: int) -> None:
    source, _ = read(generate(seed, size=0.15).text.encode("utf-8", "surrogateescape"))
    studied = study(source, Settings())
    plain = label_lines(studied.observations, studied.evidence)
    told = label_lines(studied.observations, studied.evidence, why=True)
    assert told.zones == plain.zones
    assert len(told.reasons) == len(plain.zones)
    assert all(told.reasons)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_given_is_held_and_the_rest_adapts(seed: int) -> None:
    source, _ = read(generate(seed, size=0.15).text.encode("utf-8", "surrogateescape"))
    studied = study(source, Settings())
    rows = list(attributes(studied.observations, studied.evidence))
    lattice = _lattice("lines" if studied.observations.wrapped else "blocks")
    at = len(rows) // 2
    lattice.set(rows, {at: frozenset({"note", "note+"})})
    tags = lattice.tag()
    assert tags[at] in ("note", "note+")
    assert lattice.marginal("note", at) + lattice.marginal("note+", at) == pytest.approx(1.0)
    held = _weight(rows, tags, lattice)
    lattice.set(rows, {})
    free = lattice.tag()
    assert _weight(rows, free, lattice) >= held >= _weight(rows, [*free[:at], "note", *free[at + 1 :]], lattice) - 1e-9


def test_a_label_that_the_model_has_not_learned_leaves_the_line_open() -> None:
    lattice = _lattice("lines")
    lattice.set([["bias"], ["bias"]], {0: frozenset({"no such label"})})
    assert len(lattice.tag()) == 2


def _weight(rows: list[list[str]], tags: list[str], lattice: object) -> float:
    """The weight of a path, added up by itself."""
    from tei_encode.recognition.lattice import Lattice

    assert isinstance(lattice, Lattice)
    place = lattice.place
    states = sum(dict(lattice.states.get(a, ())).get(place[tag], 0.0) for row, tag in zip(rows, tags) for a in row)
    return states + sum(dict(lattice.into[place[two]]).get(place[one], 0.0) for one, two in zip(tags, tags[1:]))
