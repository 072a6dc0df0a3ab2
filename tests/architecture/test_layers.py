"""Imports go one way, XML stays where it is made and read, and no module grows beyond what a reader takes in."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "tei_encode"
MODULES = sorted(PACKAGE.rglob("*.py"))

# What each part may import, besides itself. The stages stand on one line of their own, and import no other stage; that
# recognition asks the bibliography what a name and a reference look like is the one way between two of them.
_DATA = {"model", "errors", "resources", "findings"}
MAY_IMPORT = {
    "model": set(),
    "errors": set(),
    "resources": {""},
    "xml_input": set(),
    "findings": {"model", "resources"},
    "config": {"model", "errors"},
    "language": _DATA,
    "readers": _DATA,
    "bibliography": _DATA | {"language"},
    "recognition": _DATA | {"language", "bibliography"},
    "encoding": _DATA | {"config"},
    "proof": {"model"},
    "validation": _DATA | {""},
    "header": {"model", "xml_input"},
    "export": {"errors"},
    "reading": {"header", "resources", "xml_input"},
    "packaging": _DATA | {"config", "header", "xml_input"},
    "decisions": _DATA,
    "pipeline": _DATA
    | {"", "config", "decisions", "readers", "recognition", "bibliography", "encoding", "proof", "validation"},
    "spoken": {"resources"},
    "summary": {"model"},
    "templating": {"pipeline", "summary"},
    "reporting": _DATA | {"", "config", "pipeline", "spoken", "summary"},
}
ABOVE = {"", "__main__", "cli", "commands", "articles", "depositing", "verifying"}  # they put the others together
WITH_XML = {"encoding", "proof", "validation", "header", "export", "reading", "packaging", "xml_input", "commands"}


def part_of(path: Path) -> str:
    name = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if name == "__init__" else name


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: a relative import"
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("part", MAY_IMPORT)
def test_imports_go_one_way(part: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in MODULES
        if part_of(path) == part
        for name in imports(path)
        if name.split(".")[0] == "tei_encode" and (name.split(".")[1:2] or [""])[0] not in MAY_IMPORT[part] | {part}
    ]
    assert wrong == []


def test_every_part_has_its_place() -> None:
    assert {part_of(path) for path in MODULES} == set(MAY_IMPORT) | ABOVE


def test_nothing_below_knows_the_commands() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if part_of(path) not in ("cli", "commands", "__main__")
        and any(name.startswith(("tei_encode.cli", "tei_encode.commands")) for name in imports(path))
    ]
    assert wrong == []


def test_xml_stays_where_it_is_made_and_read() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if part_of(path) not in WITH_XML and any(name.split(".")[0] == "lxml" for name in imports(path))
    ]
    assert wrong == []


def test_the_proof_knows_nothing_of_the_encoder() -> None:
    known = {
        name for path in (PACKAGE / "proof").glob("*.py") for name in imports(path) if name.startswith("tei_encode")
    }
    assert {name for name in known if not name.startswith("tei_encode.proof")} == {"tei_encode.model.record"}


def test_modules_and_functions_are_small() -> None:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    wrong = []
    for path, size in sizes.items():
        name = path.relative_to(PACKAGE).as_posix()
        if size > 400:
            wrong.append(f"{name}: {size} lines")
        wrong += [
            f"{name}: {node.name} has {lines} lines"
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.FunctionDef) and (lines := (node.end_lineno or 0) - node.lineno) > 70
        ]
    assert wrong == []


def test_no_module_for_everything() -> None:
    names = {path.stem for path in MODULES} | {path.parent.name for path in MODULES}
    assert not names & {"utils", "util", "helpers", "common", "misc", "tools"}


@pytest.mark.parametrize("module", ["tei_encode", "tei_encode.cli", "tei_encode.commands.convert"])
def test_importing_is_cheap(module: str) -> None:
    """What no `convert` may pay for before it has read its options."""
    script = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(done.stdout.split())
    assert not loaded & {
        "lxml.etree",
        "xmlschema",
        "pycrfsuite",
        "charset_normalizer",
        "dataclasses",
        "inspect",
        "json",
    }
