"""Train the models of references and of notes: `python -m tests.training.references.train [--model references]`.

Deterministic: the same version of this folder, Faker, citeproc-py and python-crfsuite gives the same models. That of
references learns single ones, of lists and cut out of notes with the words around them; that of notes learns whole notes.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from random import Random

import pycrfsuite

from tei_encode.bibliography.features import Features
from tei_encode.bibliography.tokens import Token
from tests.training.references.csl import KINDS, held_out, rendered, styles
from tests.training.references.damage import cut, damaged
from tests.training.references.notes import article, repeated_author, short_reference
from tests.training.references.records import work
from tests.training.references.rendering import render
from tests.training.references.sequences import sequence
from tests.training.references.styles import Piece, style

TARGET = Path(__file__).resolve().parents[3] / "tei_encode" / "bibliography"
Sequence = tuple[list[Token], list[str]]  # words and their labels
_L1 = {"references": 2.2, "notes": 0.7}
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


def notes(rng: Random) -> Iterator[list[list[Piece]]]:
    """The notes of articles without end, those of one article at a time."""
    while True:
        language = rng.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
        _, made = article(rng, language, rng.randint(5, 30))
        rate = rng.choice([0, 0, 0, 0.003, 0.01])
        yield [damaged(rng, note.pieces, rate) for note in made]


def sequences_of(made: Iterable[list[Piece]]) -> list[Sequence]:
    """Words and labels of what was made."""
    return [(words, labels) for _, words, labels in map(sequence, made)]


def notes_of(rng: Random, size: int) -> list[Sequence]:
    """So many notes, and those that fill the last article."""
    found: list[Sequence] = []
    for made in notes(rng):
        found += sequences_of(made)
        if len(found) >= size:
            break
    return found


def cut_apart(whole: Iterable[Sequence]) -> Iterator[Sequence]:
    """The references of notes one by one, each with the words before the next; the first has what stands before it."""
    for words, labels in whole:
        firsts = [at for at, label in enumerate(labels) if label[0] == "^"]
        bounds = [0, *firsts[1:], len(labels)] if firsts else []
        for start, end in zip(bounds, bounds[1:]):
            yield words[start:end], [label.lstrip("^") for label in labels[start:end]]


def train(learned: Iterable[Sequence], model: str, options: argparse.Namespace) -> None:
    """Learn from sequences and write a model."""
    target = options.output / f"{model}.crf"
    began = time.time()
    features = Features()
    trainer = pycrfsuite.Trainer(verbose=False)
    for words, labels in learned:
        trainer.append(features.of(words, model == "notes"), labels)
    trainer.select("lbfgs")
    trainer.set_params(
        {
            "c1": options.c1 or _L1[model],
            "c2": options.c2,
            "max_iterations": options.iterations,
            "feature.minfreq": 4,
            "feature.possible_transitions": False,
        }
    )
    trainer.train(str(target))
    print(f"{target.name} trained in {time.time() - began:.0f} s, {target.stat().st_size} bytes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", choices=("references", "notes", "both"), default="both")
    parser.add_argument("--references", type=int, default=26_000)
    parser.add_argument("--notes", type=int, default=9_000, help="of which both models learn")
    parser.add_argument("--more-notes", type=int, default=8_000, help="of which that of notes learns too")
    parser.add_argument("--iterations", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--c1", type=float, help="L1 weight")
    parser.add_argument("--c2", type=float, default=0.02)
    parser.add_argument("-o", "--output", type=Path, default=TARGET, help="folder")
    options = parser.parse_args()
    rng = Random(options.seed)
    single = sequences_of(islice(references(rng), options.references))
    shared = notes_of(rng, options.notes)
    if options.model != "notes":
        train([*single, *cut_apart(shared)], "references", options)
    if options.model != "references":
        more = notes_of(Random(options.seed + 1), options.more_notes)
        train([*more, *shared], "notes", options)


if __name__ == "__main__":
    main()
