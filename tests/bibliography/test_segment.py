"""Where references in notes begin and end; signals, commentary and the sentence around them stay outside."""

from __future__ import annotations

import pytest

from tei_encode.bibliography.segment import references

CASES = [
    ("See Ada Weil, *The Ferrymen of Orme* (Saltholm 1931).", ["Ada Weil, *The Ferrymen of Orme* (Saltholm 1931)"]),
    (
        "See Ada Weil, *The Ferrymen* (Saltholm 1931), 14; see also Karl Marsh, *Tolls and Tides* (Dunmouth 1944), 9.",
        ["Ada Weil, *The Ferrymen* (Saltholm 1931), 14", "Karl Marsh, *Tolls and Tides* (Dunmouth 1944), 9"],
    ),
    (
        "Ada Weil, The Ferrymen of Orme (Saltholm 1931), Naoko Marsh, The Tolls of Dunmouth (London 1944), and Eve Orth, Lamps (Boston 1950).",
        ["Ada Weil, The Ferrymen of Orme (Saltholm 1931)", "Naoko Marsh, The Tolls of Dunmouth (London 1944)", "Eve Orth, Lamps (Boston 1950)"],
    ),
    (
        "The first step was taken by Ada Weil in her “The Tolls of the Northern Harbour,” *Littoral Studies*, 23 (1964), 619-642.",
        ["Ada Weil in her “The Tolls of the Northern Harbour,” *Littoral Studies*, 23 (1964), 619-642"],
    ),
    ("Ibid., 123.", ["Ibid., 123"]),
    ("Ebd., S. 12.", ["Ebd., S. 12"]),
    ("Weil, 65. The rest of the story is told in every harbour of the coast.", ["Weil, 65"]),
    ("Vgl. Anna Weil, Die Fähre im Mittelalter, Berlin 1931, S. 12.", ["Anna Weil, Die Fähre im Mittelalter, Berlin 1931, S. 12"]),
    # A signal, a second title or a repository where the labels run on; no beginning where a word leads on
    (
        "Ada Weil, The Ferrymen of Orme, Saltholm: Lantern Press, 1931. Cf. Marsh 1944, 9.",
        ["Ada Weil, The Ferrymen of Orme, Saltholm: Lantern Press, 1931", "Marsh 1944, 9"],
    ),
    ("Ibid.; Weil, Ada, The Ferrymen (Saltholm 1931).", ["Ibid.", "Weil, Ada, The Ferrymen (Saltholm 1931)"]),
    ("Vgl. Dagegen Weil, Ada, Die Fähre, Berlin 1931, S. 12.", ["Weil, Ada, Die Fähre, Berlin 1931, S. 12"]),
    (
        "A. Weil, „Die Zölle von Orme“, in: K. Marsh (Hrsg.), Die Küste, Berlin 1931, S. 12–20.",
        ["A. Weil, „Die Zölle von Orme“, in: K. Marsh (Hrsg.), Die Küste, Berlin 1931, S. 12–20"],
    ),
    # No reference at all
    ("The term may be taken to mean nothing in particular.", []),
    ("Nobody knows how old the ferry is, or who built it.", []),
    ("All translations are mine.", []),
    ("", []),
    ("* * *", []),
]  # fmt: skip


@pytest.mark.parametrize(("note", "found"), CASES)
def test_bounds(note: str, found: list[str]) -> None:
    assert [note[reference.start : reference.end] for reference in references(note)] == found
