"""The French and the German example against facts noted by hand."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cases.checker import Case, misses
from tests.examples.test_examples import converted

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FACTS = [
    (folder, kind, path, wanted)
    for folder, file in (("essai-francais", "truth_essai.toml"), ("seiten", "truth_seiten.toml"))
    for kind, table in tomllib.loads((Path(__file__).parent / file).read_text(encoding="utf-8")).items()
    for path, wanted in table.items()
]


@pytest.mark.parametrize(
    ("folder", "kind", "path", "wanted"), FACTS, ids=[f"{fact[0]}:{fact[1]}:{fact[2]}" for fact in FACTS]
)
def test_fact(folder: str, kind: str, path: str, wanted: str | int) -> None:
    case = Case(folder, kind, path, "", **{kind: {path: wanted}})
    missed = misses(converted(folder).xml, case)
    assert not missed, "\n".join(missed)
