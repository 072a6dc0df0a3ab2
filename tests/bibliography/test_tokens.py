"""Words with the punctuation that clings to them; no character is left over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_encode.bibliography.tokens import tokens

CASES = [
    ("Weil, Ada. 1931.", "Weil, Ada. 1931."),
    ("12(3):45-67", "12 (3): 45-67"),
    ("J.Marsh", "J. Marsh"),
    ("A.B. Weil", "A.B. Weil"),
    ("Bd.3, S.90", "Bd. 3, S. 90"),
    ("Weil/Marsh 1931/32", "Weil/ Marsh 1931/32"),
    ("„Die Fähre“, in:", "„Die Fähre“, in:"),
    ("« La barque »,", "« La barque »,"),
    ("*Tides* and _Weirs_", "*Tides* and _Weirs_"),
    ("see https://example.org/a(b)?c=d.", "see https://example.org/a(b)?c=d."),
    ("Ph.D. diss.", "Ph.D. diss."),
    ("", ""),
]


@pytest.mark.parametrize(("text", "words"), CASES)
def test_words(text: str, words: str) -> None:
    assert [token.text for token in tokens(text)] == words.split()


@given(st.text())
def test_every_character_belongs_to_a_word(text: str) -> None:
    found = tokens(text)
    left = list(text)
    for token in found:
        assert token.start <= token.core_start < token.core_end <= token.end
        assert text[token.start : token.end] == token.text
        left[token.start : token.end] = " " * (token.end - token.start)
    assert "".join(left).strip() == ""
    assert all(one.end <= other.start for one, other in zip(found, found[1:]))
