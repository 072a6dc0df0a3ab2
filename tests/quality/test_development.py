"""Floors under the figures on the development data (`tests/floors.toml`), where these are there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.floors import FLOORS

pytestmark = pytest.mark.slow
_FLOORS = FLOORS["development"]
_COMMAND = "tei-encode convert {in} -o {out}"


def _scorer(shared: Path, *arguments: str, command: str = _COMMAND) -> str:
    program = f"{Path(sys.executable).with_name('tei-encode')}{command.removeprefix('tei-encode')}"
    done = subprocess.run(
        [sys.executable, *arguments, "--cmd", program],
        cwd=shared / "evalkit",
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def _structure(shared: Path, into: Path, command: str = _COMMAND) -> dict[str, list[float]]:
    """Metric → percent at each level of noise."""
    text = _scorer(shared, "structure.py", "--json", str(into / "structure.json"), command=command)
    rows = re.findall(r"^(\w+) +([\d.]+) +([\d.]+) +([\d.]+) +[\d.]+", text, re.MULTILINE)
    assert json.loads((into / "structure.json").read_text(encoding="utf-8"))
    return {name: [float(a), float(b), float(c)] for name, a, b, c in rows}


def test_structure(shared: Path, tmp_path: Path, told: list[str]) -> None:
    found = _structure(shared, tmp_path)
    told += ["structure, percent at noise 0, 1, 2", *(f"  {name:16} {values}" for name, values in found.items())]
    for level, least in enumerate(_FLOORS["macro"]):
        assert found["MACRO"][level] >= least
    for name, floors in _FLOORS["structure"].items():
        assert all(value >= floor for value, floor in zip(found[name], floors)), name


def test_no_profile_is_needed(shared: Path, tmp_path: Path) -> None:
    found = _structure(shared, tmp_path, "tei-encode convert --profile generic {in} -o {out}")
    for level, least in enumerate(_FLOORS["macro"]):
        assert found["MACRO"][level] >= least - 2


def test_lines(shared: Path, told: list[str]) -> None:
    text = _scorer(shared, "lines.py")
    told += ["lines, percent in the right zone", *text.splitlines()[-2:]]
    found = re.search(r"^all +([\d.]+) of \d+ +([\d.]+) of \d+ +([\d.]+) of \d+", text, re.MULTILINE)
    mean = re.search(r"^MEAN +([\d.]+)", text, re.MULTILINE)
    assert found is not None
    assert mean is not None
    for name, value in zip(("body", "footnote", "headnote", "mean"), (*found.groups(), mean[1])):
        assert float(value) >= _FLOORS["lines"][name], name
