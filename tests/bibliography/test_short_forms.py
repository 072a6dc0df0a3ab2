"""A short title that reads as names, once its work is known."""

from __future__ import annotations

import pytest

from tei_encode.model.document import Kind
from tests.bibliography.articles import all_nodes, annotated, said

ONE = "Ada Weil, *Oar and Lantern: The Ferrymen of Orme* (Saltholm: Lantern Press, 1931), 14."
TWO = "Ada Weil and Bo Orth, *The Ferrymen of Orme* (Saltholm: Lantern Press, 1931), 14."
# The work in full, a short form of it, its authors and its title.
CASES = [
    (ONE, "Weil, Oar and Lantern, 20.", ["Weil"], ["Oar and Lantern"]),
    (ONE, "Weil, 20.", ["Weil"], []),
    (ONE, "Weil, *Oar and Lantern*, 20.", ["Weil"], ["Oar and Lantern"]),
    (TWO, "Weil and Orth, 20.", ["Weil", "Orth"], []),
    (TWO, "Weil and Orth, *Ferrymen*, 20.", ["Weil", "Orth"], ["Ferrymen"]),
]


@pytest.mark.parametrize(("full", "short", "authors", "titles"), CASES)
def test_what_a_short_form_says(full: str, short: str, authors: list[str], titles: list[str]) -> None:
    document, text = annotated([full, short])
    node = next(node for node in all_nodes(document) if node.pointers.get("corresp"))
    fields = [child for child in node.children if not hasattr(child, "start")]
    assert [said(f, text) for f in fields if f.kind is Kind.AUTHOR] == authors  # type: ignore[union-attr]
    found = [said(n, text) for n in all_nodes(document) if n.kind is Kind.TITLE]
    assert found[1:] == titles
