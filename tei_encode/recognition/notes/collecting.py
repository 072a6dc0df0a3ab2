"""From the readings of all regions to notes, references and decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp

from tei_encode.model.document import Decision
from tei_encode.model.record import factory, record
from tei_encode.recognition.notes.alignment import Reading, read_series
from tei_encode.recognition.notes.candidates import MARK, Marker, NoteStart
from tei_encode.recognition.notes.glyphs import confusion
from tei_encode.recognition.notes.regions import Region
from tei_encode.recognition.notes.tables import LOST_MARKER, LOST_NOTE

_MARK_DOUBT = 1.2  # nats of doubt about a mark that is a marker only by misreading
_ELSEWHERE = 0.75  # probability of a link to a note of a neighbouring region
_LOST = 0.8  # probability that a marker whose note nobody finds is one


@record()
class NoteFound:
    """A note by its first line; its further lines are those up to the next start that was taken."""

    line: int
    start: int
    label_start: int
    label_end: int
    printed: str
    n: str
    exact: bool
    confidence: float
    continuation_of: int | None = None


@record()
class ReferenceFound:
    start: int
    end: int
    printed: str
    n: str
    note: int | None
    exact: bool
    confidence: float


@record()
class Alignment:
    notes: list[NoteFound] = factory(default_factory=list)
    references: list[ReferenceFound] = factory(default_factory=list)
    decisions: list[Decision] = factory(default_factory=list)


@record()
class _Pending:
    """A marker that the series took for a member whose note is not in its region."""

    region: int
    marker: Marker
    number: str


def align(regions: Sequence[Region]) -> Alignment:
    """Notes, references and decisions of a document's footnotes, or of its endnotes."""
    if not regions:
        return Alignment()
    readings, _ = read_series(regions)
    collector = _Collector()
    for at, reading in enumerate(readings):
        collector.take(at, reading.region, reading)
    collector.resolve()
    return collector.result


class _Collector:
    def __init__(self) -> None:
        self.result = Alignment()
        self.pending: list[_Pending] = []
        self.by_number: dict[tuple[int, str], int] = {}

    def take(self, at: int, region: Region, reading: Reading) -> None:
        """The notes and references of one region."""
        position_of = {start: position for position, start in reading.notes.items()}
        left: list[NoteStart] = []
        for index, start in enumerate(region.starts):
            position = position_of.get(index)
            if position is not None:
                self._note(at, start, reading.numbers[position])
            elif not self._leave(start, index == 0):
                left.append(start)
        used = set()
        for position, index in sorted(reading.markers.items()):
            used.add(index)
            self._reference(at, region.markers[index], position, reading)
        spare = [marker for index, marker in enumerate(region.markers) if index not in used and marker.prior > 0]
        self._equals(left, spare)

    def _note(self, at: int, start: NoteStart, number: str) -> None:
        exact = start.read == number
        doubt = 0.0 if exact else confusion(start.read, number) if start.read else LOST_NOTE
        self.by_number[at, number] = len(self.result.notes)
        sure = _sure(LOST_NOTE - doubt + 1.0)
        self.result.notes.append(
            NoteFound(start.index, start.start, start.start, start.label_end, start.printed, number, exact, sure)
        )

    def _leave(self, start: NoteStart, first: bool) -> bool:
        """A start outside the series: the first line of a region goes on with the note before it; whether it is done."""
        notes = self.result.notes
        last = next((i for i in range(len(notes) - 1, -1, -1) if notes[i].continuation_of is None), None)
        if first and not start.read and last is not None and (start.continues or start.begins < 0):
            at = start.start
            notes.append(NoteFound(start.index, at, at, at, "", "", False, 0.6, continuation_of=last))
            return True
        return start.begins < 0 and not first

    def _equals(self, left: Sequence[NoteStart], spare: Sequence[Marker]) -> None:
        """Starts that the series left: called by a marker that is equal, if one stands there; else by none."""
        at = 0
        for start in left:
            self.result.notes.append(
                NoteFound(
                    start.index, start.start, start.start, start.label_end, start.printed, start.read, True, 0.5
                )
            )
            equal = next((i for i in range(at, len(spare)) if start.read and spare[i].read == start.read), None)
            if equal is not None:
                at = equal + 1
                found = self.result.notes[-1]
                found.confidence = 0.9
                marker = spare[equal]
                index = len(self.result.notes) - 1
                self.result.references.append(
                    ReferenceFound(marker.start, marker.end, marker.printed, start.read, index, True, 0.9)
                )

    def _reference(self, at: int, marker: Marker, position: int, reading: Reading) -> None:
        number = reading.numbers[position]
        exact = marker.read == number
        if position not in reading.notes:
            self.pending.append(_Pending(at, marker, number))
            return
        index = self.by_number[at, number]
        doubt = 0.0 if exact else _MARK_DOUBT if marker.style == MARK else confusion(marker.read, number)
        sure = min(_sure(LOST_MARKER + marker.prior - doubt + 0.5), self.result.notes[index].confidence)
        if sure >= 0.5:
            self.result.references.append(
                ReferenceFound(marker.start, marker.end, marker.printed, number, index, exact, sure)
            )

    def resolve(self) -> None:
        """Markers whose note is in a neighbouring region, or lost where the series proves it."""
        result = self.result
        called = {reference.note for reference in result.references}
        for item in self.pending:
            marker, number = item.marker, item.number
            if marker.read != number:
                continue
            index = next(self._elsewhere(item, called), None)
            if index is not None:
                result.references.append(
                    ReferenceFound(marker.start, marker.end, marker.printed, number, index, True, _ELSEWHERE)
                )
                called.add(index)
            elif marker.prior >= 1.0 and self._is_between(number):
                result.references.append(
                    ReferenceFound(marker.start, marker.end, marker.printed, number, None, True, _LOST)
                )
        result.references.sort(key=lambda reference: reference.start)
        result.decisions.extend(_decisions(result))

    def _is_between(self, number: str) -> bool:
        """Whether the members before and after it have their notes: then it had one too."""
        if not number.isdecimal():
            return False
        known = {other for _, other in self.by_number}
        return {str(int(number) - 1), str(int(number) + 1)} <= known

    def _elsewhere(self, item: _Pending, called: set[int | None]) -> Iterator[int]:
        for region in (item.region + 1, item.region - 1, item.region + 2):
            index = self.by_number.get((region, item.number))
            if index is not None and index not in called:
                yield index


def _sure(margin: float) -> float:
    return round(1 / (1 + exp(-max(-12.0, min(12.0, margin)))), 4)


def _decisions(result: Alignment) -> Iterator[Decision]:
    for reference in result.references:
        note = result.notes[reference.note] if reference.note is not None else None
        label = repr(note.printed) if note is not None else "no note"
        evidence = (f"marker {reference.printed!r}", f"label {label}", "equal" if reference.exact else "by the series")
        taken = f"marker of note {reference.n}"
        yield Decision("note", reference.start, reference.end, taken, reference.confidence, evidence)
    called = {reference.note for reference in result.references}
    for index, found in enumerate(result.notes):
        if index not in called and found.continuation_of is None:
            taken = "note without a marker"
            yield Decision("note", found.start, found.label_end, taken, found.confidence, (found.printed,))
