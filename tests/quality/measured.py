"""Everything that is measured on generated documents, in one pass over each."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from tei_encode.pipeline import encode
from tei_encode.recognition.weights import chance, weights
from tests.generator import generate
from tests.generator.language import LANGUAGES
from tests.quality.phenomena import Counts, count
from tests.quality.reliability import Reliability, reliability
from tests.quality.scoring import macro, score
from tests.training.structure.weights import examples_of

# What is measured, and the learned decisions that it is made of. Whether a candidate calls a note, and which, is one
# decision, however it went; of the links that were made most hold, so that they are measured by themselves too.
DECISIONS = {"join": ("join",), "note link": ("link", "passed"), "link made": ("link",)}
_SEED = 70_000_000  # none of these documents was trained on


@dataclass
class Measured:
    """Of one set of documents: the mean of each metric by language, each phenomenon, what probabilities are worth."""

    macro: dict[str, float] = field(default_factory=dict)
    metrics: dict[str, float] = field(default_factory=dict)
    phenomena: dict[str, tuple[float, float, int, int]] = field(
        default_factory=dict
    )  # precision, recall, elements, units
    decisions: dict[str, Reliability] = field(default_factory=dict)


@dataclass
class _One:
    language: str
    scores: dict[str, float]
    counts: Counts
    told: list[tuple[str, float, bool]]


def measure(each: int, held_out: bool, jobs: int = 2, seed: int = _SEED) -> Measured:
    """Measure `each` documents of every language, of the layouts and habits seen in training or of those left out."""
    tasks = [(seed + at, language, held_out) for at in range(each) for language in LANGUAGES]
    with ProcessPoolExecutor(jobs) as pool:
        return _summed(list(pool.map(_one, tasks, chunksize=7)))


def _one(task: tuple[int, str, bool]) -> _One:
    seed, language, held_out = task
    made = generate(seed, language=language, held_out=held_out)
    encoding = encode(made.text.encode(), name="generated.txt")
    counts: Counts = {}
    count(made, encoding, counts)
    tables = {name: weights(name) for names in DECISIONS.values() for name in names}
    told = [
        (decision, chance(tables[decision]["bias"] + sum(tables[decision].get(name, 0.0) for name in names)), holds)
        for decision, names, holds in examples_of(made)
        if decision in tables
    ]
    return _One(language, score(made, encoding), counts, told)


def _summed(documents: list[_One]) -> Measured:
    found = Measured()
    for language in LANGUAGES:
        found.macro[language] = _percent(macro(one.scores) for one in documents if one.language == language)
    found.macro["all"] = _percent(macro(one.scores) for one in documents)
    for name in sorted({name for one in documents for name in one.scores}):
        found.metrics[name] = _percent(one.scores[name] for one in documents if name in one.scores)
    for name in sorted({name for one in documents for name in one.counts}):
        right, elements, hit, units = (sum(one.counts.get(name, [0] * 4)[at] for one in documents) for at in range(4))
        found.phenomena[name] = (100 * right / max(1, elements), 100 * hit / max(1, units), elements, units)
    for decision, kinds in DECISIONS.items():
        found.decisions[decision] = reliability(
            (p, holds) for one in documents for kind, p, holds in one.told if kind in kinds
        )
    return found


def _percent(values: Iterable[float]) -> float:
    kept = list(values)
    return 100 * sum(kept) / max(1, len(kept))


def report(seen: Measured, left: Measured) -> list[str]:
    """All figures, to be read."""
    lines = ["generated documents: percent, layouts and habits seen in training, and left out"]
    lines += [f"  MACRO {name:20} {seen.macro[name]:6.1f} {left.macro[name]:6.1f}" for name in seen.macro]
    lines += [f"  {name:26} {seen.metrics[name]:6.1f} {left.metrics.get(name, 0.0):6.1f}" for name in seen.metrics]
    lines.append("phenomena, left out: precision of elements, recall of units")
    for name, (precision, recall, elements, units) in left.phenomena.items():
        lines.append(f"  {name:26} {precision:6.1f} of {elements:5} {recall:6.1f} of {units:5}")
    for name, told in left.decisions.items():
        lines += told.table(name)
    return lines


def main() -> None:
    import argparse

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=40, help="documents of each language, of each of the two sets")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=_SEED)
    options = parser.parse_args()
    sets = [measure(options.each, held_out, options.jobs, options.seed) for held_out in (False, True)]
    print("\n".join(report(*sets)))


if __name__ == "__main__":
    main()
