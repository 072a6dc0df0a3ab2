"""Whom a byline names, and where they work."""

from __future__ import annotations

import pytest

from tei_encode.recognition.front.byline import institution, institution_signs, read_byline

# The byline, the signs of the institutions below it; names, institutions beside them, the sign of each name.
CASES = [
    ("Ada Weil", (), ["Ada Weil"], [], [""]),
    ("Ada Weil and Bo Orth", (), ["Ada Weil", "Bo Orth"], [], ["", ""]),
    ("Weil, Ada", (), ["Weil, Ada"], [], [""]),
    ("WEIL, Ada Maria", (), ["WEIL, Ada Maria"], [], [""]),
    ("von der Heide, Ada", (), ["von der Heide, Ada"], [], [""]),
    ("Ada Weil, Saltholm", (), ["Ada Weil"], ["Saltholm"], [""]),
    ("Ada Weil (University of Orme)", (), ["Ada Weil"], ["University of Orme"], [""]),
    (
        "Ada Weil (University of Orme) and Bo Orth (Saltholm)",
        (),
        ["Ada Weil", "Bo Orth"],
        ["University of Orme", "Saltholm"],
        ["", ""],
    ),
    ("Ada Weil¹, Bo Orth²", ("1", "2"), ["Ada Weil", "Bo Orth"], [], ["1", "2"]),
    ("Ada Weil(1) and Bo Orth(1)", ("1",), ["Ada Weil", "Bo Orth"], [], ["1", "1"]),
    ("Ada Weila, Bo Orthb", ("a", "b"), ["Ada Weil", "Bo Orth"], [], ["a", "b"]),
    ("Ada Riva, Bo Orth", ("a", "b"), ["Ada Riva", "Bo Orth"], [], ["", ""]),
    ("Lamps, Tolls and Oars", (), [], [], []),
]


@pytest.mark.parametrize(("text", "signs", "names", "institutions", "said"), CASES, ids=[case[0] for case in CASES])
def test_byline(text: str, signs: tuple[str, ...], names: list[str], institutions: list[str], said: list[str]) -> None:
    found = read_byline(text, signs)
    assert (found.names, found.institutions, found.signs) == (names, institutions, said)


def test_institutions_have_signs_where_they_count_from_the_first() -> None:
    assert institution("¹ University of Orme") == ("1", "University of Orme")
    assert institution("(b) Saltholm College") == ("b", "Saltholm College")
    assert institution("aUniversity of Orme") == ("a", "University of Orme")
    assert institution("University of Orme") == ("", "University of Orme")
    assert institution_signs(["1 University of Orme", "2 Saltholm College"]) == ("1", "2")
    assert institution_signs(["14 Quay Street, Orme"]) == ()
