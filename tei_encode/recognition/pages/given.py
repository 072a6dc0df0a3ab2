"""Page turns and columns that a person gave: put into the seams before pages are modelled, and held to afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tei_encode.model.record import replace
from tei_encode.recognition.observations import Line
from tei_encode.recognition.pages.model import Column, Turn
from tei_encode.recognition.pages.numbering import Anchor
from tei_encode.recognition.pages.seams import Seam

_CERTAIN = 200.0  # log-odds: more than all that lengths of pages say
GIVEN = "given"  # evidence of a turn that a person gave


def seams_with(seams: Sequence[Seam], given: Mapping[int, str | None]) -> list[Seam]:
    """The seams at which pages may turn, those where one was said to turn by far the likeliest."""
    by_line = {line: seam for seam in seams for line in (*seam.furniture, *((seam.after,) if seam.after >= 0 else ()))}
    refused: set[int] = set()
    for line, number in given.items():
        seam = by_line.get(line)
        if seam is None:
            continue
        if number is not None:
            seam.score = _CERTAIN
        elif seam is seams[0]:
            seam.numbers, seam.feed = (), -1
        elif all(given.get(other) is None for other in (*seam.furniture, seam.after)):
            refused.add(seam.weight)
    return [seam for seam in seams if seam.weight not in refused or seam is seams[0]]


def anchors_with(found: Sequence[Anchor], seams: Sequence[Seam], given: Mapping[int, str | None]) -> list[Anchor]:
    """The anchors with one for every number given; those that contradict it by their order are left out."""
    mine: list[Anchor] = []
    for seam in seams:
        said = [given[line] for line in (*seam.furniture, seam.after) if given.get(line)]
        number = int(said[0]) if said and said[0] and said[0].isdecimal() else 0
        if number and (not mine or number > mine[-1].number):
            printed = any(one.number == number for one in seam.numbers)
            mine.append(Anchor(seam, number, printed))
    kept = [
        anchor
        for anchor in found
        if all(
            (anchor.number < one.number and anchor.seam.weight < one.seam.weight)
            or (anchor.number > one.number and anchor.seam.weight > one.seam.weight)
            for one in mine
        )
    ]
    return sorted([*kept, *mine], key=lambda anchor: (anchor.seam.weight, anchor.number))


def turns_with(turns: Sequence[Turn], given: Mapping[int, str | None], lines: Sequence[Line]) -> list[Turn]:
    """The turns as given: at the lines named, not where none is, numbers rising; a number given twice falls away."""
    held: dict[int, Turn] = {}
    last = 0
    for line in sorted(line for line, number in given.items() if number is not None):
        number = given[line] or ""
        if number.isdecimal():
            if int(number) <= last:
                number = ""
            last = max(last, int(number or 0))
        held[line] = Turn(line, lines[line].start, number, False, 1.0, (GIVEN,))
    kept = [turn for turn in turns if turn.line not in given and not _beside(turn.line, held, lines)]
    return _numbered(sorted([*kept, *held.values()], key=lambda turn: turn.line))


def _beside(line: int, held: Mapping[int, Turn], lines: Sequence[Line]) -> bool:
    """Whether a turn is one that was given, found some lines of furniture away."""
    if lines[line].page_end_before:
        return False  # the format itself says so
    return any(0 < abs(line - other) <= 3 and _near(line, other, lines) for other in held)


def _near(one: int, other: int, lines: Sequence[Line]) -> bool:
    return all(lines[at].length < 100 for at in range(min(one, other), max(one, other)))


def _numbered(turns: Sequence[Turn]) -> list[Turn]:
    """The turns, an inferred number left out where it does not lie between those given before and after it."""
    bounds: list[int] = []
    following = 1 << 30
    for turn in reversed(turns):
        bounds.append(following)
        if GIVEN in turn.evidence and turn.number.isdecimal():
            following = int(turn.number)
    bounds.reverse()
    last = 0
    found = []
    for turn, bound in zip(turns, bounds):
        number = int(turn.number) if turn.number.isdecimal() else 0
        if GIVEN not in turn.evidence and number and not last < number < bound:
            turn, number = replace(turn, number="", printed=False), 0
        last = max(last, number)
        found.append(turn)
    return found


def columns_with(columns: Sequence[Column], given: Mapping[int, bool], lines: Sequence[Line]) -> tuple[Column, ...]:
    """The columns as given."""
    kept = [column for column in columns if column.line not in given]
    held = [Column(line, lines[line].start, True, 1.0) for line, begins in given.items() if begins]
    return tuple(sorted([*kept, *held], key=lambda column: column.at))
