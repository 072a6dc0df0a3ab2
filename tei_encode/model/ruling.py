"""What a person decided of a source, as opposed to what was inferred."""

from __future__ import annotations

from tei_encode.model.record import record


@record(frozen=True)
class Ruling:
    """A person's word on one thing. `start` and `end` are code points of the source, the end excluded.

    `kind` and `value` are those of README's table of decisions; `note` is where the note begins that a marker calls.
    """

    id: str
    kind: str
    start: int
    end: int
    value: str
    who: str  # xml:id of the person in the header
    note: int = -1


@record(frozen=True)
class Decided:
    """The file of decisions that took part in an encoding, for its header."""

    name: str | None  # of the file, without folder
    sha256: str
    people: tuple[tuple[str, str], ...]  # (xml:id, name) of those whose word was taken
    rulings: tuple[Ruling, ...]  # those that hold in the document
