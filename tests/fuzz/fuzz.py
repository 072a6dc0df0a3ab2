"""Fuzzing: no crash, no lost character, nothing invalid, for any input.

    python tests/fuzz/fuzz.py --count 20000 --seed 1 --jobs 2 --jing

Every input goes through the whole pipeline, which proves and validates what it makes; `--jing` holds the files against
tei_all too (`TEI_ALL_RNG`, else ../shared/tei/), by hundreds. Prints the seeds that fail; exit code 1 if any does.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.fuzz.mutations import source  # noqa: E402

BATCH = 400


def one(seed: int) -> tuple[int, str, bytes]:
    """(seed, failure or "", TEI or nothing)."""
    from tei_encode.config import Config
    from tei_encode.errors import SourceError
    from tei_encode.pipeline import encode
    from tei_encode.proof import verify

    data = source(seed)
    config = Config(
        notes="back" if seed % 7 == 0 else "inline",
        correct="none" if seed % 5 == 0 else "high",
        line_breaks=seed % 3 == 0,
        works_cited=seed % 4 == 0,
    )
    try:
        encoding = encode(data, name=None if seed % 2 else "a b.txt", config=config)
    except SourceError:
        return seed, "", b""
    except Exception as error:
        return seed, f"{type(error).__name__}: {error}"[:400], b""
    proof = verify(encoding.xml, [(None, data)])
    if not proof.ok:
        return seed, f"verify: {proof.difference}", encoding.xml
    if encode(data, name=None if seed % 2 else "a b.txt", config=config).xml != encoding.xml:
        return seed, "not deterministic", encoding.xml
    return seed, "", encoding.xml


def tei_all() -> Path | None:
    """The TEI Consortium's schema, where it can be found."""
    for place in (os.environ.get("TEI_ALL_RNG", ""), str(ROOT.parent / "shared/tei/tei_all-4.3.0.rng")):
        if place and Path(place).is_file():
            return Path(place)
    return None


def jing(folder: Path, files: list[Path]) -> list[str]:
    """What jing says against files, line by line."""
    schema = tei_all()
    if schema is None or not files:
        return []
    done = subprocess.run(["jing", str(schema), *map(str, files)], capture_output=True, text=True, check=False)
    return [line for line in done.stdout.splitlines() if ": error:" in line or ": fatal:" in line]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--jing", action="store_true")
    arguments = parser.parse_args()
    failures = made = refused = 0
    seeds = range(arguments.seed * 10_000_000, arguments.seed * 10_000_000 + arguments.count)
    with tempfile.TemporaryDirectory() as temporary, ProcessPoolExecutor(arguments.jobs) as pool:
        waiting: list[Path] = []

        def flush() -> int:
            lines = jing(Path(temporary), waiting) if arguments.jing else []
            for text in lines[:20]:
                print("jing:", text)
            for path in waiting:
                path.unlink()
            waiting.clear()
            return len(lines)

        for seed, failure, xml in pool.map(one, seeds, chunksize=25):
            if failure:
                failures += 1
                print(f"seed {seed}: {failure}")
            elif not xml:
                refused += 1
            else:
                made += 1
                path = Path(temporary) / f"{seed}.xml"
                path.write_bytes(xml)
                waiting.append(path)
                if len(waiting) >= BATCH:
                    failures += flush()
        failures += flush()
    print(f"{len(seeds)} inputs from seed {seeds.start}: {made} encoded, {refused} refused, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
