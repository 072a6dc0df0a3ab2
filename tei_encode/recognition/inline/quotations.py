"""Quotations: `q` around balanced marks, the marks kept as text (`#COHQQ`).

*Seen*: every pair of the seven languages, straight double marks by what stands beside them. *Not seen*: apostrophes,
straight single marks, a mark whose partner the paragraph lacks, inch and ditto marks after digits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_encode.model.document import Kind
from tei_encode.recognition.marks import Mark

_ANY = re.compile(r"[\"“”„«»‹›‘‚’]")
_LONGEST = 1500  # code points of one quotation: a partner farther off belongs to another one
_PAIRS = {"“": "”", "„": '“”"', "«": "»", "»": "«", "‹": "›", "›": "‹", "‘": "’", "‚": "‘’"}
_NO_LETTER_BEFORE = frozenset("‘‚")


def quotation_marks(text: str, pieces: Sequence[tuple[int, int]]) -> list[Mark]:
    """Marks for the quotations of one paragraph; linear: every mark is looked at once, with a stack of open ones."""
    found: list[Mark] = []
    stack: list[tuple[str, int]] = []
    for start, end in pieces:
        for match in _ANY.finditer(text, start, end):
            _step(text, match.start(), start, end, stack, found)
    return found


def _step(text: str, at: int, start: int, end: int, stack: list[tuple[str, int]], found: list[Mark]) -> None:
    character = text[at]
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if character == "’" and before.isalnum() and after.isalnum():
        return
    # An open mark that this one closes, at most three deep: what was opened within it stays text.
    for depth in range(1, min(3, len(stack)) + 1):
        opened, position = stack[-depth]
        if _closes(opened, character, before, after) and at - position <= _LONGEST:
            del stack[-depth:]
            if at - position > 1:
                found.append(Mark(position, at + 1, Kind.Q, rank=20))
            return
    if _opens(character, before, after):
        stack.append((character, at))
        if len(stack) > 8:
            del stack[0]


def _closes(opened: str, character: str, before: str, after: str) -> bool:
    if opened == '"':
        return (
            character in '"”'
            and not before.isspace()
            and not (after.isalpha() and not before.isalnum() and before not in ".,;:!?)")
        )
    if character not in _PAIRS.get(opened, ""):
        return False
    if opened in "‘‚":
        return not before.isspace() and not after.isalnum()
    return not (opened in "»›" and before.isspace())


def _opens(character: str, before: str, after: str) -> bool:
    if character == '"':
        return not after.isspace() and not before.isalnum()
    if character not in _PAIRS:
        return False
    if character in _NO_LETTER_BEFORE:
        return not before.isalnum() and not after.isspace()
    if character in "»›":
        return not after.isspace() and (before.isspace() or before in "([—–")
    return True
