"""Markers and notes that a person gave: put among the candidates before the alignment, and held to afterwards."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from tei_encode.model.record import replace
from tei_encode.recognition.given import Given, GivenMarker
from tei_encode.recognition.notes.candidates import Marker, NoteStart
from tei_encode.recognition.notes.collecting import Alignment, NoteFound, ReferenceFound
from tei_encode.recognition.notes.glyphs import reading
from tei_encode.recognition.notes.regions import TEXT_ZONES
from tei_encode.recognition.observations import Line
from tei_encode.recognition.zones import Zone

_STYLE = "given"
_CERTAIN = 5.0  # log-odds
GIVEN = ("given",)  # what speaks for a link that a person gave


def markers_with(found: Sequence[Marker], line: Line, given: Sequence[GivenMarker]) -> list[Marker]:
    """The candidates of a line as given: none where there is no marker, one of a known number where there is one."""
    mine = [one for one in given if line.start <= one.start < line.end]
    if not mine:
        return list(found)
    kept = [marker for marker in found if all(marker.end <= one.start or one.end <= marker.start for one in mine)]
    for one in mine:
        if one.number is not None:
            printed = line.text[one.start - line.start : one.end - line.start]
            kept.append(Marker(one.start, one.end, printed, reading(printed), _STYLE, _CERTAIN, one.number))
    return sorted(kept, key=lambda marker: marker.start)


def starts_with(found: Sequence[NoteStart], lines: Sequence[Line], given: Given) -> list[NoteStart]:
    """The starts of a cluster as given: none at a line that goes on, one at every line of a numbered note."""
    by_line = {start.index: start for start in found if not given.joins.get(start.index)}
    for line in lines:
        number = given.notes.get(line.index)
        if number is None:
            continue
        start = by_line.get(line.index)
        if start is None:
            start = NoteStart(line.index, line.start, line.start, "", "", _CERTAIN)
        by_line[line.index] = replace(start, given=number, begins=_CERTAIN)
    return [by_line[index] for index in sorted(by_line)]


def in_text(
    markers: Sequence[GivenMarker], lines: Sequence[Line], zones: Sequence[Zone]
) -> list[tuple[GivenMarker, str]]:
    """The markers that stand in text which can hold a reference, with what is printed; none stands in an address."""
    starts = [line.start for line in lines]
    found = []
    for one in markers:
        line = lines[max(0, bisect_right(starts, one.start) - 1)]
        low, high = one.start - line.start, one.end - line.start
        word = line.text[line.text.rfind(" ", 0, low) + 1 : high]
        if zones[line.index] in TEXT_ZONES and high <= line.length and "://" not in word and "www." not in word:
            found.append((one, line.text[low:high]))
    return found


def hold(
    result: Alignment, markers: Sequence[tuple[GivenMarker, str]], numbers: Mapping[int, str], alone: bool
) -> None:
    """Set right what the series would not have as given.

    Args:
        result: notes and references as aligned.
        markers: those given that stand in text.
        numbers: of notes, by line.
        alone: whether all notes of the document are among these; else a marker may call one of the others.
    """
    for note in result.notes:
        number = numbers.get(note.line)
        if number is not None and note.continuation_of is None:
            note.n, note.confidence = number, 1.0
            note.exact = not note.printed or reading(note.printed) == number
    for one, printed in markers:
        at = next((i for i, reference in enumerate(result.references) if reference.start == one.start), None)
        if at is not None:
            before = result.references.pop(at)
        if one.number is None:
            continue
        index = _called(one, result.notes, before.note if at is not None and before.n == one.number else None)
        if index is None and not alone:
            continue
        if index is not None and one.note >= 0:
            result.references = [
                reference for reference in result.references if reference.note != index or reference.exact
            ]
        exact = reading(printed) == one.number
        result.references.append(
            ReferenceFound(one.start, one.end, printed, one.number, index, exact, 1.0, GIVEN, True)
        )
    result.references.sort(key=lambda reference: reference.start)
    said = [(one.start, one.end) for one, _ in markers]
    result.passed = [p for p in result.passed if all(p.end <= start or end <= p.start for start, end in said)]


def _called(one: GivenMarker, notes: Sequence[NoteFound], inferred: int | None) -> int | None:
    """The note that a marker calls: that which was named, else that of its number, the first behind it."""
    if one.note >= 0:
        return next((i for i, note in enumerate(notes) if note.line == one.note and note.continuation_of is None), None)
    if inferred is not None:
        return inferred
    equal = [i for i, note in enumerate(notes) if note.n == one.number and note.continuation_of is None]
    return min(equal, key=lambda i: (notes[i].start < one.start, abs(notes[i].start - one.start)), default=None)
