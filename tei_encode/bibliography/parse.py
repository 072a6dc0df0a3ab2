"""One reference given as a string: a `bibl` node over it."""

from __future__ import annotations

from tei_encode.bibliography.elements import elements
from tei_encode.bibliography.label import label
from tei_encode.bibliography.legal import legal_fields
from tei_encode.bibliography.nesting import nested
from tei_encode.bibliography.runs import Field
from tei_encode.bibliography.tokens import tokens
from tei_encode.model.document import Kind, Node, Text

_LONGEST = 5000  # code points of one reference that are looked at; what is longer is no reference


def reference_fields(text: str) -> list[Field]:
    """The elements of one reference."""
    legal = legal_fields(text, 0, len(text)) if len(text) < _LONGEST else []
    if legal:
        return legal
    words = tokens(text[:_LONGEST])
    return elements(text, words, label(words))


def reference_node(text: str) -> Node:
    """A `bibl` that holds all of a text, with the elements found in it."""
    return Node(Kind.BIBL, nested((Text(0, len(text)),), reference_fields(text)))
