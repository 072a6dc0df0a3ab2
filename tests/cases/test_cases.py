"""Every case of every phenomenon: converted, proved and validated by the pipeline, then read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei_encode.pipeline import encode
from tests.cases.checker import Case, cases, misses

FILES = sorted(Path(__file__).parent.glob("*.toml"))
CASES = [case for path in FILES for case in cases(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.phenomenon}:{case.kind}:{case.name}")
def test_case(case: Case) -> None:
    assert case.has or case.none or case.count, "a case without an expectation proves nothing"
    missed = misses(encode(case.source.encode(), name="case.txt").xml, case)
    assert not missed, "\n".join(missed)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_phenomenon_has_cases_and_look_alikes(path: Path) -> None:
    kinds = [case.kind for case in cases(path)]
    assert kinds.count("stands") >= 8
    assert kinds.count("look_alike") >= 8
    names = [case.name for case in cases(path)]
    assert len(set(names)) == len(names)
