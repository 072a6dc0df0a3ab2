"""Every command of README's section on deposits does what it says, in a copy of the examples; so does its Python."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tei_encode.cli import main
from tei_encode.config import load_config

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTION = README.split("\n## Depositing\n")[1].split("\n## ")[0]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def test_commands_do_what_they_say(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commands = [line for block in re.findall(r"```sh\n(.*?)```", SECTION, re.DOTALL) for line in block.splitlines()]
    assert [line.split()[1] for line in commands] == ["convert", "package", "verify-package"]
    for line in commands:
        program, *words = shlex.split(line)
        assert program == "tei-encode"
        assert main(words) == 0, capsys.readouterr().err
    captured = capsys.readouterr()
    assert "essai.zip: complete, unaltered, valid, proved" in captured.out
    assert not re.search(r"\bD00\d\b", captured.err), (
        "the configuration of the example is the one it was converted with"
    )


def test_settings_are_those_that_there_are(tmp_path: Path) -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", SECTION, re.DOTALL)
    path = tmp_path / "c.toml"
    path.write_text(block, encoding="utf-8")
    config = load_config(str(path))
    assert (config.deposit_identifier, config.replaces, config.datacite) == ("coast-12", "10.1234/coast-0041", True)
    from tei_encode.config import _KEYS

    keys = {key for section, key in _KEYS if section == "deposit"}
    assert {line.split(" = ")[0] for line in block.splitlines() if " = " in line} == keys


def test_options_are_those_that_there_are() -> None:
    from argparse import ArgumentParser

    from tei_encode.commands import package

    parser = ArgumentParser()
    package.arguments(parser)
    there = {option for action in parser._actions for option in action.option_strings if option.startswith("--")}
    named = set(re.findall(r"--[a-z-]+", "\n".join(line for line in SECTION.splitlines() if line.startswith("| `-"))))
    assert named == there - {"--help"}


def test_python_does_what_it_says(place: Path) -> None:
    blocks = re.findall(r"```python\n(.*?)```", README.split("\n## Python\n")[1].split("\n## ")[0], re.DOTALL)
    shutil.copy("examples/review-article/article.txt", "article.txt")
    names: dict[str, object] = {}
    exec(blocks[0], names)
    from tei_encode.commands.packages import write_package

    source = blocks[1].split("assert verify_package")[0].replace("for file in package(", "files = list(package(")
    source = source.replace('layout="bag"):', 'layout="bag"))').split("    file.path")[0]
    exec(source, names)
    write_package("bag.zip", names["files"], "zip", "bag/")  # type: ignore[arg-type]
    exec("from tei_encode import verify_package\nassert verify_package('bag.zip').ok", names)


def test_codes_of_the_section_are_described(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codes", "B008"]) == 0
    assert "RFC 8493" in capsys.readouterr().out
    assert main(["codes"]) == 0
    out = capsys.readouterr().out
    used = {
        code for path in (ROOT / "tei_encode").rglob("*.py") for code in re.findall(r'"([BD]\d{3})"', path.read_text())
    }
    described = set(re.findall(r"^([BD]\d{3}) ", out, re.MULTILINE))
    assert used == described
