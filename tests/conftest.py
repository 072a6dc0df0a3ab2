"""What several tests share: where the development data lie, if they are there at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("TEI_ENCODE_SHARED", ROOT.parent / "shared"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is known to go wrong (`known.toml`) is expected to, and told once it no longer does."""
    table = tomllib.loads((ROOT / "tests" / "known.toml").read_text(encoding="utf-8"))
    known = {name: group["why"] for group in table["known"] for name in group["tests"]}
    for item in items:
        if item.nodeid in known:
            item.add_marker(pytest.mark.xfail(reason=known[item.nodeid], strict=True))


_TOLD: list[str] = []


@pytest.fixture(scope="session")
def told() -> list[str]:
    """Lines that the closing summary shows: figures that tests measured."""
    return _TOLD


def pytest_sessionfinish(session: pytest.Session) -> None:
    output = getattr(session.config, "workeroutput", None)  # where tests run in several processes, this is one of them
    if output is not None:
        output["told"] = _TOLD


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    _TOLD.extend(getattr(node, "workeroutput", {}).get("told", ()))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _TOLD:
        terminalreporter.section("measured")
        for line in _TOLD:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data; a test that needs it skips where it is absent."""
    if not (SHARED / "README.md").is_file():
        pytest.skip("the development data are not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def sample(shared: Path) -> Path:
    """The sample article of the development data."""
    return next((shared / "article").glob("*.txt"))
