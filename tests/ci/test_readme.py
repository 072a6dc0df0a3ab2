"""README's section on pipelines: its commands are run, what it shows is what comes out."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import tei_all
from tests.validation.faults import FAULTS, VALID

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTION = README[README.index("## Validating in CI") : README.index("## Schema and validation")]
SHOWN = ("a division in a paragraph", "an empty list", "a date in words")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", SECTION, re.DOTALL)


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = shlex.split(line)
    assert words[0] == "tei-encode"
    command = [sys.executable, "-m", "tei_encode", *words[1:]]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    text = VALID
    for what in SHOWN:
        fault = next(fault for fault in FAULTS if fault.what == what)
        text = text.replace(fault.old, fault.new)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/ferry.xml").write_text(text, encoding="utf-8")
    return tmp_path


def test_what_it_shows_is_what_is_printed(project: Path) -> None:
    (shown, *_) = blocks("text")
    done = run("tei-encode validate texts", project)
    assert [line for line in shown.splitlines() if line not in done.stdout.splitlines()] == []
    assert len(shown.splitlines()) == len(SHOWN) == len(done.stdout.splitlines())


def test_its_commands_run(project: Path) -> None:
    rng = tei_all.schema()
    if rng is None:
        pytest.skip("tei_all is not to be had here: set TEI_ALL_RNG")
    shutil.copyfile(rng, project / "tei_all.rng")
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    assert len(lines) == 4
    for line in lines:
        done = run(line, project)
        assert done.returncode == 0, (line, done.stderr)
    for name in ("tei.sarif", "tei.junit.xml", "tei-baseline.json"):
        assert (project / name).stat().st_size > 100
    # What is new fails.
    fault = next(fault for fault in FAULTS if fault.what == "text in a division")
    path = project / "texts/ferry.xml"
    path.write_text(path.read_text(encoding="utf-8").replace(fault.old, fault.new), encoding="utf-8")
    done = run(lines[-1], project)
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=texts/ferry.xml,line=")


def test_its_pipeline_is_the_example() -> None:
    (pipeline,) = blocks("yaml")
    example = (ROOT / "examples/ci/github.yml").read_text(encoding="utf-8")
    assert pipeline == example.partition("\n")[2]


def test_its_options_are_those_of_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tei_encode", "validate", "--help"], capture_output=True, text=True, cwd=ROOT, check=True
    )
    options = set(re.findall(r"--[a-z-]+", done.stdout)) - {"--help"}
    rows = re.findall(r"^\| `(--[a-z-]+)", SECTION, re.MULTILINE)
    assert options == set(rows)
    assert len(rows) == len(set(rows))
