"""The benchmark: against pandoc where it is installed (extra `bench`), growth, memory, imports, start-up.

    python -m tests.benchmarks.run [--short] [--strict]

Every figure stands beside its floor (`floors.toml`). Machines are noisy: what is compared runs in turns, and the ratio is
the median over the turns. With `--strict` a missed floor is an error; `--short` leaves out what takes minutes.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tei_encode.resources import parse_toml
from tests.conftest import ROOT, SHARED

FLOORS = Path(__file__).with_name("floors.toml")
EXAMPLE = ROOT / "examples/review-article/article.txt"
OURS = (sys.executable, "-m", "tei_encode")
_LOADED = """
import sys
from tei_encode.cli import main
main()
print(*sorted(sys.modules))
"""


class Used(NamedTuple):
    """What one process used."""

    seconds: float
    megabytes: float


class Figure(NamedTuple):
    """One figure, and the floor that it may not exceed."""

    what: str
    value: float
    floor: float
    note: str = ""

    @property
    def missed(self) -> bool:
        return self.value > self.floor

    def __str__(self) -> str:
        return f"{self.what:44} {self.value:8.2f}  floor {self.floor:6.2f}  {'MISSED' if self.missed else 'well':6}  {self.note}"


def run(command: Sequence[str]) -> Used:
    """Run a command to its end; it may have findings, but must not fail."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=environment,
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    return Used(seconds, usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3))


def in_turns(one: Sequence[str], other: Sequence[str], rounds: int) -> tuple[list[Used], list[Used]]:
    """The two by turns, after a run of each that warms the disk."""
    run(one), run(other)
    pairs = [(run(one), run(other)) for _ in range(rounds)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def ratio(ours: Sequence[Used], theirs: Sequence[Used], of: int) -> float:
    """The median of the ratios of seconds (0) or megabytes (1)."""
    return statistics.median(one[of] / other[of] for one, other in zip(ours, theirs))


def pandoc() -> str | None:
    """Where pandoc is, if the extra is installed."""
    try:
        import pypandoc
    except ImportError:
        return None
    return str(pypandoc.get_pandoc_path())


def convert(source: Path, folder: Path) -> tuple[str, ...]:
    """Our command for a source."""
    return (*OURS, "convert", str(source), "-o", str(folder / "ours.xml"))


def against_pandoc(source: Path, folder: Path, rounds: int, floors: dict[str, Any], what: str) -> Iterator[Figure]:
    """Time and memory of the same source."""
    program = pandoc()
    if program is None:
        print(f"{what}: pandoc is not installed (pip install '.[bench]')")
        return
    theirs = (program, "-f", "markdown", "-t", "tei", "-s", str(source), "-o", str(folder / "theirs.xml"))
    one, other = in_turns(convert(source, folder), theirs, rounds)
    for of, name, unit in ((0, "time", "s"), (1, "memory", "MB")):
        mine, peer = (statistics.median(used[of] for used in runs) for runs in (one, other))
        yield Figure(
            f"{what}: {name} of pandoc's", ratio(one, other, of), floors[name], f"{mine:.2f} and {peer:.2f} {unit}"
        )


def growth(text: bytes, folder: Path, copies: int, rounds: int, floors: dict[str, Any], name: str) -> Iterator[Figure]:
    """Time of twice the text, and memory for each byte."""
    half, whole, nothing = folder / "half.txt", folder / "whole.txt", folder / "nothing.txt"
    half.write_bytes(text * copies)
    whole.write_bytes(text * copies * 2)
    nothing.write_bytes(b"A lamp.\n")
    large, small = in_turns(convert(whole, folder), convert(half, folder), rounds)
    what = f"{name}, {len(text) * copies * 2 / 1e6:.1f} MB"
    yield Figure(
        f"{what}: time of half as much", ratio(large, small, 0), floors["doubled"], f"{large[0].seconds:.2f} s"
    )
    least = run(convert(nothing, folder)).megabytes
    most = statistics.median(used.megabytes for used in large)
    each = (most - least) * 1e6 / (len(text) * copies * 2)
    yield Figure(f"{what}: bytes for each byte", each, floors["memory"], f"{most:.0f} MB, of nothing {least:.0f} MB")


def start(source: Path, folder: Path, rounds: int, floors: dict[str, Any]) -> Iterator[Figure]:
    """Start-up, and what a plain `convert` imports."""
    least = (sys.executable, "-c", "import sys; sys.modules['rnc2rng'] = None; import lxml.etree")
    one, other = in_turns((*OURS, "--version"), least, rounds)
    times = f"{1000 * one[0].seconds:.0f} and {1000 * other[0].seconds:.0f} ms"
    yield Figure("--version: time of Python and lxml", ratio(one, other, 0), floors["version"], times)
    command = [sys.executable, "-c", _LOADED, *convert(source, folder)[len(OURS) :]]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    loaded = done.stdout.split()
    yield Figure("convert: modules loaded", len(loaded), floors["modules"])
    found = sorted(set(floors["unwanted"]) & set(loaded) - {"rnc2rng"})
    yield Figure("convert: modules loaded that it does not use", len(found), 0, " ".join(found))


def figures(short: bool) -> Iterator[Figure]:
    """All figures, as they come."""
    floors = parse_toml(FLOORS.read_text(encoding="utf-8"))
    samples = sorted((SHARED / "article").glob("*.txt")) if SHARED.is_dir() else []
    articles = [("example", EXAMPLE), *(("sample", path) for path in samples)]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        yield from start(EXAMPLE, folder, 5 if short else 15, floors["start"])
        for name, source in articles:
            yield from against_pandoc(source, folder, 7 if short else 15, floors["article"], name)
        name, source = articles[-1]
        text = source.read_bytes()
        for copies in (10,) if short else (10, 100):
            many = folder / "many.txt"
            many.write_bytes(text * copies)
            yield from against_pandoc(many, folder, 3, floors["copies"], f"{name} x {copies}")
        for copies in (10,) if short else (10, 50, 150):
            yield from growth(text, folder, copies, 3, floors["growth"], name)


def main() -> int:
    """Print every figure; 1 where a floor was missed and `--strict` given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="a minute instead of many")
    parser.add_argument("--strict", action="store_true", help="a missed floor is an error")
    options = parser.parse_args()
    missed = 0
    for figure in figures(options.short):
        print(figure, flush=True)
        missed += figure.missed
    print(f"{missed} floors missed" if missed else "every floor held")
    return 1 if missed and options.strict else 0


if __name__ == "__main__":
    raise SystemExit(main())
