"""Floors under what is recovered of generated documents (`tests/floors.toml`), and what the product's probabilities are worth."""

from __future__ import annotations

import os
from math import sqrt

import pytest

from tests.floors import FLOORS
from tests.quality.measured import Measured, measure, report

pytestmark = pytest.mark.slow
EACH = int(os.environ.get("TEI_ENCODE_DOCUMENTS", "20"))  # documents of each language, of each of the two sets
_FLOORS = FLOORS["generated"]
_LOOSE = 2.5  # points that few documents may differ from the many that the floors were measured on
_ENOUGH = 40  # elements from which a share says something


@pytest.fixture(scope="module")
def measured(told: list[str]) -> tuple[Measured, Measured]:
    sets = measure(EACH, held_out=False), measure(EACH, held_out=True)
    told.extend(report(*sets))
    return sets


def test_macro(measured: tuple[Measured, Measured]) -> None:
    seen, left = measured
    assert seen.macro["all"] >= _FLOORS["seen"] - _LOOSE
    assert left.macro["all"] >= _FLOORS["left_out"] - _LOOSE


def test_what_was_left_out_of_training_is_read_as_well(measured: tuple[Measured, Measured]) -> None:
    seen, left = measured
    assert seen.macro["all"] - left.macro["all"] <= _FLOORS["gap"] + _LOOSE


@pytest.mark.parametrize("name", sorted(_FLOORS["phenomena"]))
def test_phenomenon(measured: tuple[Measured, Measured], name: str) -> None:
    precision, recall, elements, units = measured[1].phenomena.get(name, (100.0, 100.0, 0, 0))
    least_precision, least_recall = _FLOORS["phenomena"][name]
    if elements >= _ENOUGH:
        assert precision >= least_precision - _chance(elements)
    if units >= _ENOUGH:
        assert recall >= least_recall - _chance(units)


def _chance(count: int) -> float:
    """Points that so many elements, of documents that differ, may differ from those the floors were measured on."""
    return 2 * _LOOSE + 60 / sqrt(count)


@pytest.mark.parametrize("decision", sorted(_FLOORS["reliability"]))
def test_probabilities(measured: tuple[Measured, Measured], decision: str) -> None:
    skill, error = _FLOORS["reliability"][decision]
    found = measured[1].decisions[decision]
    assert found.skill >= skill - 0.1
    assert found.error <= error + 0.015
