"""From the readings of all regions to notes, references and decisions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set

from tei_encode.model.document import Decision
from tei_encode.model.record import factory, record
from tei_encode.recognition.notes import glyphs
from tei_encode.recognition.notes.alignment import Reading, read_series
from tei_encode.recognition.notes.candidates import MARK, Marker, NoteStart
from tei_encode.recognition.notes.regions import Region
from tei_encode.recognition.weights import chance, weights

_MARK_DOUBT = 1.2  # nats of doubt about a mark that is a marker only by misreading
_RAISED = 4.0  # log-odds from which a marker is one whether a note is found or not
_PLAIN = 1.0  # log-odds from which a plain digit is one where the series around it has lost notes
_LOST = 0.8  # probability that a marker whose note nobody finds is one
_AGAIN = 2.5  # log-odds from which a marker calls a note once more
_RIVAL = 1.0  # log-odds by which a rival may speak less for itself than the marker that was taken
_WEIGHED = -1.0  # log-odds from which a candidate is worth a word where it is taken for no marker
_FAR = 40  # candidates before and after a marker among which its rivals are
_LEAST = 0.3
_DOUBTFUL = 2.5  # log-odds of a note whose number the series has no place for
_FEW_LABELLED, _LABELLED = 3, 0.8  # notes with a label, and their share, from which one without is the rest of another
_ASIDE = frozenset(("symbol", "letter"))  # styles of markers that stand beside the main series


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
    begins: float = 0.0  # log-odds that a note begins here, as the line labeller sees it


@record()
class ReferenceFound:
    start: int
    end: int
    printed: str
    n: str
    note: int | None
    exact: bool
    confidence: float
    features: tuple[str, ...] = ()  # what speaks for the link
    given: bool = False  # a person said so


@record()
class PassedOver:
    """A candidate that was weighed and is taken for no marker; `confidence`: that it is none."""

    start: int
    end: int
    printed: str
    confidence: float
    features: tuple[str, ...]


@record()
class Alignment:
    notes: list[NoteFound] = factory(default_factory=list)
    references: list[ReferenceFound] = factory(default_factory=list)
    passed: list[PassedOver] = factory(default_factory=list)


def is_believed(alignment: Alignment) -> bool:
    """Whether there are notes; without any, markers are believed where all are raised and count from 1."""
    if alignment.notes or any(link.given for link in alignment.references):
        return True
    numbers = [link.n for link in alignment.references]
    return bool(numbers) and numbers == [str(at) for at in range(1, len(numbers) + 1)]


@record()
class _Pending:
    """A marker that the series took for a member whose note is not in its region."""

    region: int
    marker: Marker
    number: str


def align(regions: Sequence[Region]) -> Alignment:
    """Notes and references of a document's footnotes, or of its endnotes."""
    if not regions:
        return Alignment()
    readings, _ = read_series(regions)
    collector = _Collector(_are_labelled(readings))
    for at, read in enumerate(readings):
        collector.take(at, read)
    collector.resolve()
    return collector.result


def _are_labelled(readings: Sequence[Reading]) -> bool:
    """Whether the notes of a document have labels that can be read, so that what has none goes on with a note."""
    taken = [read.region.starts[index] for read in readings for index in read.notes.values()]
    labelled = sum(bool(start.read) for start in taken)
    return labelled >= _FEW_LABELLED and labelled >= _LABELLED * len(taken)


class _Collector:
    def __init__(self, labelled: bool) -> None:
        self.labelled = labelled
        self.result = Alignment()
        self.pending: list[_Pending] = []
        self.left: list[tuple[Marker, tuple[str, ...]]] = []  # candidates that no series took
        # Symbols and letters that no series took, by region and what they read.
        self.aside: dict[tuple[int, str], list[Marker]] = {}
        self.by_member: dict[tuple[int, int], int] = {}  # region, position among its members → note
        self.region_of: dict[int, int] = {}  # note → region
        self.by_number: dict[tuple[int, str], list[int]] = {}  # a series may begin again within a region

    def take(self, at: int, reading: Reading) -> None:
        """The notes and references of one region."""
        region, first = reading.region, len(self.result.notes)
        position_of = {start: position for position, start in reading.notes.items()}
        left: list[NoteStart] = []
        for index, start in enumerate(region.starts):
            position = position_of.get(index)
            if position is not None:
                self._note(at, start, position, reading.numbers[position])
            elif not self._leave(start, index == 0):
                left.append(start)
        taken = sorted(reading.markers.items())
        for place, (position, index) in enumerate(taken):
            low = taken[place - 1][1] + 1 if place else 0
            high = taken[place + 1][1] if place + 1 < len(taken) else len(region.markers)
            least = region.markers[index].prior - _RIVAL
            rivals = sum(
                region.markers[i].prior >= least for i in range(max(low, index - _FAR), min(high, index + _FAR))
            )
            self._reference(at, region.markers[index], position, reading, rivals - 1)
        used = set(reading.markers.values())
        uncalled = {reading.numbers[position] for position in reading.notes.keys() - reading.markers.keys()}
        for index, marker in enumerate(region.markers):
            if index in used:
                continue
            if marker.prior > _WEIGHED:
                self.left.append((marker, passed_features(marker, reading, uncalled)))
            if marker.style in _ASIDE:
                self.aside.setdefault((at, marker.read), []).append(marker)
        spare = [marker for index, marker in enumerate(region.markers) if index not in used and marker.prior > 0]
        self._equals(left, spare)
        self.region_of.update(dict.fromkeys(range(first, len(self.result.notes)), at))
        self._again(at, spare)

    def _note(self, at: int, start: NoteStart, position: int, number: str) -> None:
        exact = start.read == number
        self.by_member[at, position] = len(self.result.notes)
        self.by_number.setdefault((at, number), []).append(len(self.result.notes))
        sure = chance(2.0 + 0.5 * start.begins) if exact else chance(0.5 + 0.4 * start.begins)
        self.result.notes.append(_found(start, number, exact, round(sure, 4)))

    def _leave(self, start: NoteStart, first: bool) -> bool:
        """Whether a start outside the series begins no note: the first of a region goes on with the note before."""
        notes = self.result.notes
        last = next((i for i in range(len(notes) - 1, -1, -1) if notes[i].continuation_of is None), None)
        goes_on = last is not None and (
            self._is_rest(start) or (not start.read and (start.continues or start.begins < 0))
        )
        if first and goes_on:
            found = _found(start, "", False, round(chance(abs(start.begins)), 4))
            found.continuation_of = last
            notes.append(found)
        return goes_on or (start.begins < 0 and not first)

    def _is_rest(self, start: NoteStart) -> bool:
        """Whether a start that a labelled series has no place for is the rest of a note: `9 June`, no label at all."""
        doubtful = start.read.isdecimal() and start.begins < _DOUBTFUL
        return self.labelled and (not start.read or doubtful)

    def _equals(self, left: Sequence[NoteStart], spare: list[Marker]) -> None:
        """Starts that the series left: called by a marker that is equal, if one stands there; else by none."""
        at = 0
        for start in left:
            self.result.notes.append(_found(start, start.read, True, round(chance(start.begins), 4)))
            equal = next((i for i in range(at, len(spare)) if start.read and spare[i].read == start.read), None)
            if equal is not None:
                marker = spare.pop(equal)
                at = equal
                self._link(marker, start.read, len(self.result.notes) - 1, ("equal", f"style-{marker.style}"))

    def _again(self, at: int, spare: Sequence[Marker]) -> None:
        """Markers that call a note of their region once more."""
        for marker in spare:
            index = self._only(at, marker.read)
            if index is not None and marker.prior >= _AGAIN and self.result.notes[index].exact:
                self._link(marker, marker.read, index, ("again", f"style-{marker.style}"))

    def _only(self, region: int, number: str) -> int | None:
        """The note of this number in a region, where there is one alone."""
        found = self.by_number.get((region, number), ())
        return found[0] if len(found) == 1 else None

    def _reference(self, at: int, marker: Marker, position: int, reading: Reading, rivals: int) -> None:
        number = reading.numbers[position]
        if position not in reading.notes:
            self.pending.append(_Pending(at, marker, number))
            return
        index = self.by_member[at, position]
        beside = sum(other in reading.notes and other in reading.markers for other in (position - 1, position + 1))
        features = link_features(marker, self.result.notes[index], number, beside, rivals)
        self._link(marker, number, index, tuple(features))

    def _link(self, marker: Marker, number: str, note: int | None, features: tuple[str, ...]) -> None:
        table = weights("link")
        sure = round(chance(table["bias"] + sum(table.get(name, 0.0) for name in features)), 4)
        if note is None:
            sure = _LOST
        if sure >= _LEAST:
            exact = marker.read == number
            self.result.references.append(
                ReferenceFound(marker.start, marker.end, marker.printed, number, note, exact, sure, features)
            )

    def resolve(self) -> None:
        """Markers whose note is in a neighbouring region, or lost where the series proves it."""
        result = self.result
        called = {reference.note for reference in result.references}
        known = {number for _, number in self.by_number}
        lost = {item.number for item in self.pending if item.marker.read == item.number}
        for item in self.pending:
            marker, number = item.marker, item.number
            if marker.read != number:
                continue
            index = next(self._elsewhere(item, called), None)
            if index is not None:
                self._link(marker, number, index, ("elsewhere", f"style-{marker.style}"))
                called.add(index)
            elif marker.prior >= _RAISED or _is_between(marker, number, known, lost):
                self._link(marker, number, None, ())
        self._call_aside()
        self._as_printed()
        result.references.sort(key=lambda reference: reference.start)
        self._pass_over()

    def _as_printed(self) -> None:
        """Notes whose label and markers all print one symbol have that symbol, whatever the series expected."""
        markers: dict[int, set[str]] = {}
        for reference in self.result.references:
            if reference.note is not None:
                markers.setdefault(reference.note, set()).add(glyphs.reading(reference.printed))
        for index, read in markers.items():
            note = self.result.notes[index]
            symbol = glyphs.reading(note.printed)
            if read == {symbol} and symbol != note.n and glyphs.series_of(symbol) is glyphs.Series.SYMBOLS:
                note.n, note.exact = symbol, True
        for reference in self.result.references:
            if reference.note is not None and self.result.notes[reference.note].n == glyphs.reading(reference.printed):
                reference.n, reference.exact = self.result.notes[reference.note].n, True

    def _call_aside(self) -> None:
        """Notes with a symbol or letter that nothing calls: the last such marker before them, a region back at most."""
        result = self.result
        called = {reference.note for reference in result.references}
        linked = {reference.start for reference in result.references}
        for index, region in sorted(self.region_of.items()):
            note = result.notes[index]
            if index in called or not note.exact or note.n.isdecimal() or not note.n:
                continue
            marker = self._last_before(note, region, linked) or self._last_before(note, region - 1, linked)
            if marker is not None:
                self._link(marker, note.n, index, ("equal", f"style-{marker.style}"))

    def _last_before(self, note: NoteFound, region: int, linked: Set[int]) -> Marker | None:
        """The last marker of a region that reads as a note's label, stands before it and calls none; it is taken."""
        markers = self.aside.get((region, note.n), [])
        at = bisect_left(markers, note.start, key=lambda marker: marker.start)
        while at > 0:
            at -= 1
            marker = markers.pop(at)
            if marker.start not in linked:
                return marker
        return None

    def _pass_over(self) -> None:
        """What was weighed and is no marker, with how sure that is."""
        table = weights("passed")
        linked = {reference.start for reference in self.result.references}
        for marker, features in self.left:
            if marker.start not in linked:
                sure = round(1 - chance(table["bias"] + sum(table.get(name, 0.0) for name in features)), 4)
                self.result.passed.append(PassedOver(marker.start, marker.end, marker.printed, sure, features))

    def _elsewhere(self, item: _Pending, called: set[int | None]) -> Iterator[int]:
        for region in (item.region + 1, item.region - 1, item.region + 2):
            index = self._only(region, item.number)
            if index is not None and index not in called:
                yield index


def _is_between(marker: Marker, number: str, known: Set[str], lost: Set[str]) -> bool:
    """Whether the members before and after it have their notes, or lost them too: then it had one.

    Where both have theirs, a digit glued to a word need not speak for itself. `known`: numbers of notes, `lost`: of
    markers whose note is not in their region.
    """
    if not number.isdecimal() or (marker.prior < _PLAIN and marker.style != "glued"):
        return False
    beside = {str(int(number) - 1), str(int(number) + 1)}
    if beside <= known:
        return True
    return marker.prior >= _PLAIN and all(other in known or other in lost for other in beside) and bool(beside & known)


def link_features(marker: Marker, note: NoteFound, number: str, beside: int, rivals: int) -> Iterator[str]:
    """What speaks for the link of a marker and a note, as names of weights.

    `beside`: how many of the members before and after it are linked too; `rivals`: how many candidates between
    those speak for themselves as much.
    """
    read = "exact" if marker.read == number else "mark" if marker.style == MARK else "misread"
    label = "exact" if note.exact else "misread" if note.printed else "none"
    yield f"style-{marker.style}"
    yield f"marker-{read}-label-{label}"
    yield f"beside-{beside}"
    yield f"beside-{beside}-{read}-{label}"
    yield f"rivals-{min(rivals, 3)}-{read}"
    yield f"begins-{max(-2, min(4, round(note.begins)))}"
    yield f"prior-{max(-3, min(4, round(marker.prior)))}-{read}"


def passed_features(marker: Marker, reading: Reading, uncalled: Set[str]) -> tuple[str, ...]:
    """What speaks for a candidate that the series did not take, as names of weights.

    `uncalled`: the numbers of the notes of its region whose marker the series did not find.
    """
    place = "uncalled" if marker.read in uncalled else "called" if marker.read in reading.numbers else "beyond"
    notes = "notes" if reading.notes else "bare"
    strength = f"prior-{round(2 * marker.prior)}"
    return (f"style-{marker.style}", f"style-{marker.style}-{notes}", strength, f"{strength}-{place}-{notes}")


def _found(start: NoteStart, number: str, exact: bool, sure: float) -> NoteFound:
    return NoteFound(
        start.index, start.start, start.start, start.label_end, start.printed, number, exact, sure, None, start.begins
    )


def note_decisions(result: Alignment) -> Iterator[Decision]:
    """What was decided of every candidate that was weighed, and of every note that none calls."""
    for reference in result.references:
        note = result.notes[reference.note] if reference.note is not None else None
        label = repr(note.printed) if note is not None else "no note"
        evidence = (f"marker {reference.printed!r}", f"label {label}", *reference.features)
        taken = f"marker of note {reference.n}"
        yield Decision("note", reference.start, reference.end, taken, reference.confidence, evidence)
    for passed in result.passed:
        evidence = (f"candidate {passed.printed!r}", *passed.features)
        yield Decision("note", passed.start, passed.end, "marker of no note", passed.confidence, evidence)
    called = {reference.note for reference in result.references}
    for index, found in enumerate(result.notes):
        if index not in called and found.continuation_of is None:
            taken = "note without a marker"
            yield Decision("note", found.start, found.label_end, taken, found.confidence, (found.printed,))
