"""Trains the line labeller on generated documents.

    python -m tests.training.structure.train --model lines --count 2600 --seed 3

Writes `lines.crfsuite`, `blocks.crfsuite`, or one of them, into the package. The same seed and versions give the same files.
"""

from __future__ import annotations

import argparse
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path

import pycrfsuite

from tests.training.structure.labelled import from_seed

HOME = Path(__file__).resolve().parents[3] / "tei_encode" / "recognition" / "models"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=3000, help="documents to train on")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--iterations", type=int, default=120)
    parser.add_argument("--c1", type=float, default=1.5, help="weight of the L1 norm: how small the model gets")
    parser.add_argument("--c2", type=float, default=0.02)
    parser.add_argument("--minimum", type=int, default=5, help="attributes seen less often are left out")
    parser.add_argument("--model", choices=("lines", "blocks"), help="train this one alone")
    parser.add_argument("--out", type=Path, default=HOME)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    names = (options.model,) if options.model else ("lines", "blocks")
    trainers = {name: pycrfsuite.Trainer(verbose=False) for name in names}
    counts = dict.fromkeys(trainers, 0)
    began = time.time()
    seeds = range(options.seed * 1_000_000, options.seed * 1_000_000 + options.count)
    with ProcessPoolExecutor(options.jobs) as pool:
        wanted = partial(from_seed, wrapped=options.model == "lines" if options.model else None)
        for made in chain.from_iterable(pool.map(wanted, seeds, chunksize=20)):
            name = "lines" if made.wrapped else "blocks"
            if name in trainers:
                trainers[name].append(made.rows, made.labels)
                counts[name] += len(made.labels)
    print(f"{counts} lines of {len(seeds)} documents in {time.time() - began:.0f} s")
    for name, trainer in trainers.items():
        trainer.set_params(
            {
                "c1": options.c1, "c2": options.c2, "max_iterations": options.iterations, "feature.minfreq": options.minimum,
                "feature.possible_transitions": True,
            }
        )  # fmt: skip
        path = options.out / f"{name}.crfsuite"
        trainer.train(str(path))
        log = trainer.logparser.last_iteration
        print(
            f"{name}: {path.stat().st_size} bytes, {log['num']} iterations, loss {log['loss']:.0f}, {time.time() - began:.0f} s"
        )


if __name__ == "__main__":
    main()
