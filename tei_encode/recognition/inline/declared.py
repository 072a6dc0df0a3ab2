"""Marks from what the format declares: emphasis, superscripts, escapes (`#COHQH`, `#COEDREG`)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from tei_encode.model.document import Certainty, Generated, Kind, Node, Text
from tei_encode.model.source import Declaration, Declared
from tei_encode.recognition.marks import Mark

_RENDITIONS = {
    Declared.ITALIC: "italic",
    Declared.BOLD: "bold",
    Declared.BOLD_ITALIC: "bold italic",
    Declared.SUPERSCRIPT: "superscript",
    Declared.SUBSCRIPT: "subscript",
}


def declared_marks(
    declarations: Sequence[Declaration], starts: Sequence[int], start: int, end: int, text: str
) -> list[Mark]:
    """Marks for the declarations between two offsets. `starts`: the starts of all declarations, ascending."""
    marks: list[Mark] = []
    for declaration in declarations[bisect_left(starts, start) : bisect_left(starts, end)]:
        rendition = _RENDITIONS.get(declaration.kind)
        if rendition is not None:
            marks.append(
                Mark(
                    declaration.start,
                    declaration.end,
                    Kind.HI,
                    {"rend": rendition},
                    declaration.inner_start - declaration.start,
                    declaration.end - declaration.inner_end,
                    rank=40,
                )
            )
        elif declaration.kind is Declared.ESCAPE:
            marks.append(escape_mark(declaration, text))
        elif declaration.kind is Declared.HEAD:
            marks.append(
                Mark(
                    declaration.start,
                    declaration.end,
                    Kind.HI,
                    {"rend": f"level{declaration.value}"},
                    declaration.inner_start - declaration.start,
                    declaration.end - declaration.inner_end,
                    rank=5,
                )
            )
    return marks


def escape_mark(declaration: Declaration, text: str) -> Mark:
    """A backslash escape as orig and reg: nothing of the source is missing, and a reader sees the character."""
    character = text[declaration.inner_start : declaration.inner_end]
    orig = Node(Kind.ORIG, (Text(declaration.start, declaration.end),))
    reg = Node(Kind.REG, (Generated(character, "backslash escape of the text format"),), cert=Certainty.HIGH)
    return Mark(declaration.start, declaration.end, Kind.CHOICE, {}, content=(orig, reg), rank=30)
