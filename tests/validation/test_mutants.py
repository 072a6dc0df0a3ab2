"""`--schema tei_all` gives jing's verdict, on mutants valid and invalid; and its lines, where it rejects one."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tei_encode.validation import validate
from tei_encode.validation.checking import Schema
from tei_encode.validation.engines import load
from tests import jing, tei_all
from tests.schema.walker import Schema as Walked
from tests.schema.walker import documents
from tests.validation.faults import VALID
from tests.validation.mutants import mutants

ROOT = Path(__file__).resolve().parents[2]
COUNT = 600
Said = dict[Path, list[tuple[int, str]]]


@pytest.fixture(scope="module")
def everything() -> list[Schema]:
    rng = tei_all.schema()
    if rng is None:
        pytest.skip("tei_all is not to be had here: set TEI_ALL_RNG")
    return load(str(rng))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, bytes]:
    walked = [
        etree.tostring(root)
        for what, root in documents(Walked(ROOT / "schemas/tei_encode.xsd"), 12, 3)
        if "random" in what
    ]
    bases = [VALID.encode(), *(text.replace(b"><", b">\n<") for text in walked)]
    folder = tmp_path_factory.mktemp("mutants")
    made = {}
    for number, text in enumerate(mutants(bases, COUNT, 42)):
        path = folder / f"{number:03}.xml"
        path.write_bytes(text)
        made[path] = text
    return made


@pytest.fixture(scope="module")
def theirs(everything: list[Schema], files: dict[Path, bytes]) -> Said:
    """Lines and messages of jing for each file that it rejects."""
    schema = tei_all.schema()
    assert schema is not None
    return jing.found(schema, list(files))


@pytest.fixture(scope="module")
def ours(everything: list[Schema], files: dict[Path, bytes]) -> dict[Path, list[int]]:
    """The lines of our problems with each file."""
    return {path: [problem.line for problem in validate(text, everything)] for path, text in files.items()}


def test_the_verdict_is_that_of_jing(ours: dict[Path, list[int]], theirs: Said) -> None:
    differing = [
        (path.name, lines[:1], theirs.get(path, [])[:1])
        for path, lines in ours.items()
        if bool(lines) != (path in theirs)
    ]
    assert differing == []
    assert 200 <= len(theirs) <= COUNT - 100  # of either kind enough


def test_the_first_line_is_that_of_jing(ours: dict[Path, list[int]], theirs: Said) -> None:
    apart = []
    for path, said in theirs.items():
        # Of an id that stands twice jing names the first place too, before the second.
        lines = [line for line, words in said if not words.startswith("first occurrence")]
        if min(abs(line - min(lines)) for line in ours[path]) > 1:
            apart.append((path.name, min(lines), ours[path]))
    assert apart == []


def test_every_line_of_jing_is_told(ours: dict[Path, list[int]], theirs: Said) -> None:
    told = missed = 0
    for path, said in theirs.items():
        for line, words in said:
            if not words.startswith("first occurrence"):
                near = any(abs(line - own) <= 1 for own in ours[path])
                told, missed = told + near, missed + (not near)
    assert told > 300
    assert missed <= 0.01 * told  # after a fault the two may disagree on what is the next
