"""Names of files: made from identifiers, of letters that every system holds; and sources keep theirs where they can."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_encode.packaging.names import fault, file_name, folded, slug, windows_fault


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("coast-0042", "coast-0042"), ("aeo 1994/014:087", "aeo-1994-014-087"), ("10.1234/ab.cd", "10-1234-ab-cd"),
        ("Études du littoral", "Etudes-du-littoral"), ("  --x--  ", "x"), ("con", "item-con"), ("LPT1", "item-LPT1"),
        ("premis", "item-premis"), ("README", "item-README"), ("日本", ""), ("", ""), ("../../etc", "etc"),
        ("a" * 100, "a" * 64),
    ],
)  # fmt: skip
def test_slug(words: str, expected: str) -> None:
    assert slug(words) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("article.txt", "article.txt"), ("page-001.txt", "page-001.txt"), ("a.b.md", "a.b.md"), ("Seite 1.TXT", "Seite-1.txt"),
        ("été.txt", "ete.txt"), ("日本.txt", "x-source-1.txt"), ("", "x-source-1.txt"), ("nul.txt", "item-nul.txt"),
        ("README.txt", "item-README.txt"), ("noextension", "noextension"), ("..", "x-source-1.txt"), (".hidden", "x-source-1.hidden"),
        ("a/b.txt", "a-b.txt"), ("a" * 200 + ".txt", "a" * 64 + ".txt"),
    ],
)  # fmt: skip
def test_file_name(name: str, expected: str) -> None:
    assert file_name(name, "x-source-1") == expected


@given(st.text())
def test_names_that_are_made_can_stand_anywhere(words: str) -> None:
    for name in (slug(words), file_name(words, "x-source-1")):
        if name:
            assert re.fullmatch(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*", name)
            assert not fault(name) and not windows_fault(name)


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1))
def test_fault_allows_nothing_that_leads_out(path: str) -> None:
    if not fault(path):
        assert not path.startswith(("/", "\\"))
        assert ".." not in path.split("/")
        assert path.isprintable() or all(ord(character) >= 32 for character in path)


def test_folded_is_what_file_systems_share() -> None:
    assert folded("Straße") == folded("STRASSE")
    assert folded("é") == folded("e\u0301")
    assert folded("a") != folded("b")
