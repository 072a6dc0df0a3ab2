"""Validation against jing: 100 files, and growth. Times are those of the processor: jing uses every core, we one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tei_encode.validation import validate
from tei_encode.validation.checking import Schema
from tei_encode.validation.engines import load
from tests import tei_all
from tests.validation.as_rng import rng_of_xsd
from tests.validation.faults import VALID

ROOT = Path(__file__).resolve().parents[2]
PARAGRAPH = (
    '<p>The keeper of the lamp wrote to his sister that <title level="m" rend="italic">The Lamp</title> had come by the '
    'ferry<ref xml:id="noteref{n}" type="noteref" n="{n}" target="#note{n}">{n}</ref><note xml:id="note{n}" type="footnote" '
    'place="bottom" n="{n}" target="#noteref{n}"><p><label>{n}</label> Kettering, {n}; and so in many letters of that winter, which '
    "he wrote by the light of what he kept.</p></note> and that nobody had read it — “not one”, he says — for want of oil.</p>\n"
)


def article(size: int) -> str:
    """A valid article of about so many bytes."""
    count = (size - len(VALID)) // len(PARAGRAPH)
    return VALID.replace("<quote>", "".join(PARAGRAPH.format(n=n) for n in range(2, 2 + count)) + "<quote>")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("articles")
    text = (ROOT / "examples/review-article/article.xml").read_bytes()  # what `convert` makes of an article of 33 kB
    assert len(text) > 30_000
    paths = [folder / f"{number:03}.xml" for number in range(100)]
    for path in paths:
        path.write_bytes(text)
    return list(map(str, paths))


def used(command: list[str], rounds: int = 3) -> float:
    """Seconds of the processor, the best of some; the first run compiles what Python has not compiled yet."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times = []
    for _ in range(rounds + 1):
        before = os.times()
        subprocess.run(command, check=True, capture_output=True, env=environment, cwd=ROOT)
        after = os.times()
        times.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return min(times[1:])


@pytest.mark.slow
@pytest.mark.parametrize("language", ["xsd", "rng"])
def test_against_jing_on_the_schema_of_the_project(files: list[str], tmp_path: Path, language: str) -> None:
    if not shutil.which("jing"):
        pytest.skip("jing is not installed")
    schema = ROOT / "schemas/tei_encode.xsd"
    if language == "rng":
        schema = tmp_path / "tei_encode.rng"
        schema.write_bytes(rng_of_xsd(str(ROOT / "schemas/tei_encode.xsd")))
    command = [sys.executable, "-m", "tei_encode", "validate", "--jobs", "1", *files]
    # Of short runs more, since other processes weigh on them most.
    everything = used(command, 6)
    alone = used([*command, "--schema", str(ROOT / "schemas/tei_encode.xsd")], 6)  # what jing does: no rules
    theirs = used(["jing", str(schema), *files])
    print(f"{language}: {alone:.2f} s, with all rules {everything:.2f} s, jing {theirs:.2f} s: {alone / theirs:.2f}")
    assert alone < 0.15 * theirs
    assert everything < 0.25 * theirs


@pytest.mark.slow
@pytest.mark.parametrize("count", [100, 1000])
def test_against_jing_on_tei_all(files: list[str], count: int) -> None:
    rng = tei_all.schema()
    if rng is None or not shutil.which("jing"):
        pytest.skip("tei_all or jing is not to be had here")
    many = [name.replace("/", "/./", times) for times in range(count // 100) for name in files]
    rounds = 3 if count < 1000 else 1
    ours = used([sys.executable, "-m", "tei_encode", "validate", "--jobs", "1", "--schema", str(rng), *many], rounds)
    theirs = used(["jing", str(rng), *many], rounds)
    print(f"tei_all, {count} files: {ours:.2f} s, jing {theirs:.2f} s: {ours / theirs:.2f}")
    assert ours < theirs  # so that there is no number of files for which jing is worth its start


def _everything() -> list[Schema]:
    rng = tei_all.schema()
    if rng is None:
        pytest.skip("tei_all is not to be had here: set TEI_ALL_RNG")
    return load(str(rng))


def _seconds(text: str, schemas: list[Schema] | None) -> float:
    data = text.encode()
    times = []
    for _ in range(3):
        start = time.process_time()
        assert validate(data, schemas) == ()
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("own", [True, False], ids=["tei_encode", "tei_all"])
def test_time_grows_with_size_alone(own: bool) -> None:
    schemas = None if own else _everything()
    _seconds(article(50_000), schemas)
    assert _seconds(article(1_600_000), schemas) < 8 * max(_seconds(article(400_000), schemas), 0.005)


def test_a_long_bibliography_takes_no_cubic_time() -> None:
    schemas = _everything()

    def took(entries: int) -> float:
        rows = "".join(f"<bibl>A. Nett, Ferries {n}.</bibl>\n" for n in range(entries))
        return _seconds(VALID.replace('<bibl xml:id="work1">', rows + '<bibl xml:id="work1">'), schemas)

    took(100)
    assert took(16_000) < 8 * max(took(4_000), 0.005)


def test_tei_all_loads_at_once() -> None:
    rng = tei_all.schema()
    if rng is None:
        pytest.skip("tei_all is not to be had here: set TEI_ALL_RNG")
    start = time.process_time()
    load(str(rng))
    assert time.process_time() - start < 2  # a tenth of a second on an idle machine; libxml2 needs eight
