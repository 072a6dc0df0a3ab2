"""What a proof says: whether every character is there, what was counted, where the two part."""

from __future__ import annotations

from tei_encode.model.record import factory, record


@record(frozen=True)
class Difference:
    """The first place where the two part. `line` and `column` of the source, from 1."""

    message: str
    offset: int
    line: int
    column: int
    source: str
    tei: str


@record()
class Proof:
    """The result: whether every character is there, and what was counted."""

    ok: bool = True
    characters: int = 0  # of the source, without white space
    delimiters: int = 0  # characters that an element boundary says
    moved: int = 0  # blocks out of source order
    glyphs: int = 0  # characters that XML cannot hold
    difference: Difference | None = None
    notes: list[str] = factory(default_factory=list)


class MismatchError(Exception):
    def __init__(self, message: str, offset: int, tei: str) -> None:
        super().__init__(message)
        self.message, self.offset, self.tei = message, offset, tei


def difference(mismatch: MismatchError, text: str) -> Difference:
    offset = min(mismatch.offset, len(text))
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return Difference(
        mismatch.message, offset, line, column, text[max(0, offset - 30) : offset + 30], mismatch.tei[:60]
    )
