"""Floors under what the model of references reaches on invented references and notes; they only rise."""

from __future__ import annotations

from random import Random

import pytest

pytest.importorskip("citeproc")
pytest.importorskip("faker")

from tests.training.references import evaluate
from tests.training.references.notes import article

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "pt", "nl"])
def test_fields(language: str) -> None:
    counts, _ = evaluate.field_counts(evaluate.references(Random(31), language, 80))
    assert evaluate.f1(counts) > 88


def test_bounds_and_links_of_notes() -> None:
    rng = Random(32)
    bounds, links = [0, 0, 0], [0, 0, 0]
    for language in ("en", "de", "fr", "es", "it", "pt", "nl") * 3:
        one, two = evaluate.note_counts(article(rng, language, 20)[1])
        bounds = [a + b for a, b in zip(bounds, one)]
        links = [a + b for a, b in zip(links, two)]
    assert evaluate.f1((bounds[0], bounds[1], bounds[2])) > 92
    assert links[0] / links[2] > 0.92
    assert links[1] / links[2] < 0.02
