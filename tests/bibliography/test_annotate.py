"""Annotation sets elements around text and never touches it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei_encode.bibliography.parse import reference_node
from tei_encode.encoding import encode_node
from tei_encode.model.document import Child, Document, Generated, Kind, Node
from tests.bibliography.articles import all_nodes, annotated, said

PIECES = st.sampled_from(
    ["Ada Weil", "Weil, A.", ", ", "*The Ferrymen*", "“Tolls,”", " (Saltholm 1931)", " 12 (1944)", "Ibid.", ", 14", ". ",
     "; see also ", "pp. 4-9", "op. cit.", "*", "(", "“", "nobody knew", "\u0301", "\U0001d400", " ed. Karl Marsh"]
)  # fmt: skip


def _leaves(document: Document) -> list[Child]:
    found: list[Child] = []
    for node in all_nodes(document):
        found.extend(child for child in node.children if not isinstance(child, (Node, Generated)))
    return found


@settings(deadline=None, max_examples=150)
@given(st.lists(st.lists(PIECES, min_size=1, max_size=12), min_size=1, max_size=4))
def test_every_character_stays_in_its_place(notes: list[list[str]]) -> None:
    document, text = annotated(["".join(note) for note in notes], entries=["".join(notes[0])])
    assert sorted((leaf.start, leaf.end) for leaf in _leaves(document)) == sorted(
        set((leaf.start, leaf.end) for leaf in _leaves(document))
    )  # type: ignore[union-attr]
    covered = sorted((leaf.start, leaf.end) for leaf in _leaves(document))  # type: ignore[union-attr]
    left = list(text)
    for start, end in covered:
        assert all(left[start:end]), "two leaves hold one character"
        left[start:end] = [""] * (end - start)
    assert "".join(left).strip() == ""


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=200))
def test_a_reference_keeps_all_its_text(text: str) -> None:
    node = reference_node(text)
    assert node.kind is Kind.BIBL
    assert said(node, text) == text


REFERENCES = [
    (
        "Ada Weil, The Ferrymen of Orme (Saltholm: Lantern Press, 1931), 14.",
        {"author": "Ada Weil", "title": "The Ferrymen of Orme", "pubPlace": "Saltholm", "publisher": "Lantern Press", "date": "1931", "citedRange": "14"},
    ),
    (
        "Weil, A. & Marsh, K. (1944). Tolls and tides of the northern harbour. Littoral Studies, 12(3), 45-67.",
        {"author": "Weil, A.", "title": "Tolls and tides of the northern harbour", "date": "1944", "biblScope": "12"},
    ),
    (
        "Marsh, Karl: Die Fähre im 19. Jahrhundert, in: Ada Weil (Hrsg.), Hafen und Markt, Berlin 1931, S. 45-67.",
        {"author": "Marsh, Karl", "title": "Die Fähre im 19. Jahrhundert", "editor": "Ada Weil", "pubPlace": "Berlin", "date": "1931"},
    ),
    (
        "Anna Dubois, « La barque et le phare », Revue des ports, t. 12, 1931, p. 45-67.",
        {"author": "Anna Dubois", "title": "« La barque et le phare »", "date": "1931"},
    ),
    (
        "G. Rossi, Il traghetto nel Settecento, Venezia, Bottega Marini, 1931, pp. 45-67.",
        {"author": "G. Rossi", "title": "Il traghetto nel Settecento", "pubPlace": "Venezia", "publisher": "Bottega Marini", "date": "1931"},
    ),
    ("Weil J, Marsh KL. Tides of the harbour. J Litt Stud. 1944;12(3):45-67. doi:10.1234/abc.12", {"idno": "doi:10.1234/abc.12"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fields"), REFERENCES)
def test_fields_of_a_reference(text: str, fields: dict[str, str]) -> None:
    found: dict[str, str] = {}
    for child in reference_node(text).children:
        if isinstance(child, Node):
            found.setdefault(child.kind.value, said(child, text))
    assert {name: found.get(name) for name in fields} == fields


def test_names_have_their_parts() -> None:
    text = "Ludwig van der Meer, Die Fähre (Berlin 1931)."
    author = next(child for child in reference_node(text).children if isinstance(child, Node))
    (name,) = author.children
    assert isinstance(name, Node) and name.kind is Kind.PERS_NAME
    parts = [(part.kind.value, said(part, text)) for part in name.children if isinstance(part, Node)]
    assert parts == [("forename", "Ludwig"), ("nameLink", "van der"), ("surname", "Meer")]


BAD = [
    "",
    " ",
    "&<>\"'",
    "]]>",
    "\x00\x01",
    "\ud800",
    "1999",
    "....",
    "(((((",
    "*" * 300,
    "אבג דהו, ירושלים 1999",
    "a" * 100_000,
]


@pytest.mark.parametrize("text", BAD)
def test_bad_input_gives_a_bibl(text: str) -> None:
    made = encode_node(reference_node(text), text)
    assert made.startswith(b"<bibl ")
    assert b"\n" not in made


def test_time_is_linear() -> None:
    words = "Ada Weil, The Ferrymen of Orme (Saltholm 1931), 14; see also " * 10

    def seconds(size: int) -> float:
        began = time.process_time()
        annotated([words] * size)
        return time.process_time() - began

    seconds(2)
    one, two = min(seconds(20) for _ in range(3)), min(seconds(40) for _ in range(3))
    assert two < 3 * one
