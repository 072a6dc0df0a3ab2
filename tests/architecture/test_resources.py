"""The tables of the package: what every run reads is plain, and read as a whole TOML parser reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei_encode.resources import _plain, package_bytes, parse_toml

PACKAGE = Path(__file__).resolve().parents[2] / "tei_encode"
TABLES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.toml"))
EVERY_RUN = (
    "codes.toml",
    "bibliography/lexicon.toml",
    "language/heads.toml",
    "recognition/models/weights.toml",
    *(name for name in TABLES if name.startswith(("language/cues/", "profiles/", "encoding/"))),
)


@pytest.mark.parametrize("name", TABLES)
def test_plain_tables_are_read_as_toml_is(name: str) -> None:
    text = package_bytes(name).decode()
    plain = _plain(text)
    assert plain is None or plain == parse_toml(text)


@pytest.mark.parametrize("name", EVERY_RUN)
def test_what_every_run_reads_is_plain(name: str) -> None:
    assert _plain(package_bytes(name).decode()) is not None


@pytest.mark.parametrize(
    "text",
    [
        'a = "x\\ny"',
        "a = 1",
        "[a.b]\nc = ''",
        'a = """x\ny"""',
        "a = ['x']",
        "[[a]]\nb = ''",
        'a = "x" # y"',
        "a.b = 'x'",
    ],
)
def test_what_is_not_plain_is_left_to_the_parser(text: str) -> None:
    plain = _plain(text)
    assert plain is None or plain == parse_toml(text)
