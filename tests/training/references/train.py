"""Train the model of references: `python -m tests.training.references.train [--references N] [--notes N]`.

Deterministic: the same version of this folder, Faker, citeproc-py and python-crfsuite gives the same model.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random

import pycrfsuite

from tei_encode.bibliography.features import Features
from tests.training.references.csl import KINDS, held_out, rendered, styles
from tests.training.references.damage import cut, damaged
from tests.training.references.notes import article, repeated_author, short_reference
from tests.training.references.records import work
from tests.training.references.rendering import render
from tests.training.references.sequences import sequence
from tests.training.references.styles import Piece, style

TARGET = Path(__file__).resolve().parents[3] / "tei_encode" / "bibliography" / "references.crf"
_WEIGHTS = {"en": 36, "de": 18, "fr": 13, "it": 14, "es": 8, "pt": 6, "nl": 5}


def reference(rng: Random, language: str = "") -> list[Piece]:
    """One reference of any kind in any style, damaged as often as not."""
    language = language or rng.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
    habits = style(rng, language)
    cited = str(rng.randint(1, 400)) if rng.random() < 0.15 else ""
    if rng.random() < 0.06:
        return damaged(rng, short_reference(rng, language), rng.choice([0, 0, 0.005]))
    pieces = render(rng, habits, work(rng, language), cited)
    if rng.random() < 0.03:
        pieces = repeated_author(rng, language, pieces)
    if rng.random() < 0.07:
        pieces = cut(rng, pieces)
    return damaged(rng, pieces, rng.choice([0, 0, 0, 0.003, 0.01]))


def csl_references(rng: Random) -> Iterator[list[Piece]]:
    """A few references in one style of the Citation Style Language, of those that are not kept for measuring."""
    path = rng.choice(styles())
    while held_out(path):
        path = rng.choice(styles())
    language = rng.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
    works = [work(rng, language, rng.choice(KINDS)) for _ in range(rng.randint(4, 10))]
    rate = rng.choice([0, 0, 0, 0.003, 0.01])
    for pieces in rendered(rng, path, works, rng.random() < 0.3):
        yield damaged(rng, cut(rng, pieces) if rng.random() < 0.04 else pieces, rate)


def references(rng: Random) -> Iterator[list[Piece]]:
    """References without end, a good half of them in styles of the Citation Style Language."""
    while True:
        if rng.random() < 0.15:
            yield from csl_references(rng)
        else:
            yield reference(rng)


def notes(rng: Random) -> list[list[Piece]]:
    """The notes of one article."""
    language = rng.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
    _, made = article(rng, language, rng.randint(5, 30))
    rate = rng.choice([0, 0, 0, 0.003, 0.01])
    return [damaged(rng, note.pieces, rate) for note in made]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--references", type=int, default=26_000)
    parser.add_argument("--notes", type=int, default=9_000)
    parser.add_argument("--iterations", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--c1", type=float, default=0.7)
    parser.add_argument("--c2", type=float, default=0.02)
    parser.add_argument("-o", "--output", default=str(TARGET))
    options = parser.parse_args()
    rng = Random(options.seed)
    features = Features()
    trainer = pycrfsuite.Trainer(verbose=False)
    began = time.time()
    for pieces in islice(references(rng), options.references):
        _, found, labels = sequence(pieces)
        trainer.append(features.of(found, False), labels)
    count = 0
    while count < options.notes:
        for pieces in notes(rng):
            _, found, labels = sequence(pieces)
            trainer.append(features.of(found, True), labels)
            count += 1
    print(f"made in {time.time() - began:.0f} s")
    trainer.select("lbfgs")
    trainer.set_params(
        {
            "c1": options.c1,
            "c2": options.c2,
            "max_iterations": options.iterations,
            "feature.minfreq": 4,
            "feature.possible_transitions": False,
        }
    )
    trainer.train(options.output)
    print(f"trained in {time.time() - began:.0f} s, {Path(options.output).stat().st_size} bytes")


if __name__ == "__main__":
    main()
