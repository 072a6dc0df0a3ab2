"""The alignment of markers and notes, by dynamic programming with explicit costs, over the whole document.

Both sides are damaged copies of one series 1, 2, 3 … A page (region) takes some of its numbers: those after the last of
the page before. For a region and a first number, one table gives the cheapest way to read the markers as that series
(monotone; a candidate may be no marker, a number may have lost its marker), another the cheapest way to read the notes
so (monotone, or with the right column's notes before the left's, or two neighbours exchanged; a note may lack its label,
a number its note). A beam over "last number used" joins the regions. So the series decides, not the single glyph.

Costs are in nats. Bounds: `_BEAM` states, `_MOST_NUMBERS` numbers a region, `_BAND` cells a row: linear in the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import exp

from tei_encode.model.document import Decision
from tei_encode.model.record import factory, record
from tei_encode.recognition.notes.candidates import Marker, NoteStart
from tei_encode.recognition.notes.glyphs import confusion

_LOST_MARKER = 3.2  # a number whose marker recognition lost
_LOST_NOTE = 3.6  # a number whose note the source lacks
_ROTATED = 1.2  # the right column's notes before the left's
_EXCHANGED = 1.6  # two neighbours in the wrong order
_BEAM = 4
_BEAM_WIDTH = 8.0
_MOST_NUMBERS = 60
_BAND = 48
_MOST_CELLS = 60_000  # of a table: a larger region keeps only markers that stand in a rising series
_RESTART = 1.0  # a region that begins again at 1, where the hypothesis allows it


@record(frozen=True)
class Region:
    """A page, or a section with endnotes: markers in reading order, the lines at which notes may begin."""

    markers: tuple[Marker, ...]
    starts: tuple[NoteStart, ...]


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
class _Reading:
    """One region read as the numbers first … last: which marker and which start each number took."""

    first: int
    last: int
    cost: float
    markers: dict[int, int]  # number → index of marker
    notes: dict[int, int]  # number → index of start
    left: list[int]  # starts that begin a note outside the series


@record()
class _State:
    last: int
    cost: float
    path: tuple[_State, _Reading] | None


def align(regions: Sequence[Region]) -> Alignment:
    """Align the markers and notes of a document; the cheaper of one series throughout and one a region is taken."""
    regions = [
        _thinned(region) if len(region.markers) * (len(region.starts) + 8) > _MOST_CELLS else region
        for region in regions
    ]
    continuous = _run(regions, restart=False)
    best = continuous
    with_notes = sum(1 for region in regions if region.starts)
    if sum(start.read == "1" for region in regions for start in region.starts) >= 2:
        restarted = _run(regions, restart=True)
        if restarted.cost + _RESTART * with_notes < continuous.cost:
            best = restarted
    readings: list[_Reading] = []
    state = best
    while state.path is not None:
        state, reading_ = state.path
        readings.append(reading_)
    readings.reverse()
    return _collect(regions, readings)


def _run(regions: list[Region], restart: bool) -> _State:
    """The beam over regions; the best final state."""
    beam = [_State(first, 0.0 if first == 0 else 1.5, None) for first in _first_numbers(regions)]
    for region in regions:
        following: dict[int, _State] = {}
        for state in beam:
            for reading_ in _readings(region, 0 if restart else state.last):
                cost = state.cost + reading_.cost
                known = following.get(reading_.last)
                if known is None or cost < known.cost:
                    following[reading_.last] = _State(reading_.last, cost, (state, reading_))
        ordered = sorted(following.values(), key=lambda s: (s.cost, s.last))
        beam = [s for s in ordered[:_BEAM] if s.cost <= ordered[0].cost + _BEAM_WIDTH]
    return beam[0]


def _first_numbers(regions: list[Region]) -> list[int]:
    """Last numbers before the document: 0, or what stands before the first labels of a part of a longer series."""
    labels = [int(s.read) for region in regions[:4] for s in region.starts if s.read.isdecimal() and len(s.read) <= 3]
    return sorted({0, *(n - 1 for n in labels[:2] if n > 1)})[:3]


def _readings(region: Region, last: int) -> list[_Reading]:
    """The cheapest reading of a region for every number of numbers it may take."""
    strong = sum(marker.prior > 0 for marker in region.markers)
    most = min(_MOST_NUMBERS, max(len(region.starts), min(strong, len(region.starts) + 4)) + 2)
    if not region.starts and not strong:
        most = 0
    if len(region.starts) > _MOST_NUMBERS or (len(region.starts) > 30 and len(region.markers) > 60):
        most = len(region.starts) + 2
    marker_table = _Table(region.markers, last, most)
    orders = _orders(region.starts)
    note_tables = [(_NoteTable([region.starts[i] for i in order], last, most), order, extra) for order, extra in orders]
    found: list[_Reading] = []
    for count in range(most + 1):
        note_cost, table, order = min(
            ((table.cost(count) + extra, table, order) for table, order, extra in note_tables), key=lambda t: t[0]
        )
        cost = marker_table.cost(count) + note_cost
        found.append(_Reading(last + 1, last + count, cost, {}, {}, []))
        found[-1].markers = {"table": marker_table, "count": count}  # type: ignore[dict-item]
        found[-1].notes = {"table": table, "count": count, "order": order}  # type: ignore[dict-item]
    cheapest = min(r.cost for r in found)
    kept = [r for r in found if r.cost <= cheapest + _BEAM_WIDTH]
    kept.sort(key=lambda r: r.cost)
    return kept[: _BEAM + 1]


def _thinned(region: Region) -> Region:
    """A region whose plain markers are those of the longest rising series of readings: n log n for any text."""
    read = [int(m.read) if m.read.isdecimal() and len(m.read) < 5 else 0 for m in region.markers]
    tails: list[int] = []
    ends: list[int] = []
    back = [-1] * len(read)
    for i, number in enumerate(read):
        if not number or number > len(region.starts) + 40:
            continue
        position = bisect_left(tails, number)
        back[i] = ends[position - 1] if position else -1
        if position == len(tails):
            tails.append(number)
            ends.append(i)
        else:
            tails[position], ends[position] = number, i
    kept = []
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.append(at)
        at = back[at]
    return Region(tuple(region.markers[i] for i in reversed(kept)), region.starts)


def _orders(starts: Sequence[NoteStart]) -> list[tuple[list[int], float]]:
    """Orders in which the notes of a page may have been set: as they stand, rotated, or two neighbours exchanged."""
    size = len(starts)
    identity = list(range(size))
    orders = [(identity, 0.0)]
    if size > 40:
        return orders
    numbers = [int(s.read) if s.read.isdecimal() else None for s in starts]
    for i in range(1, size):
        before, here = numbers[i - 1], numbers[i]
        if before is None or here is None or here >= before:
            continue
        orders.append((identity[i:] + identity[:i], _ROTATED))
        orders.append(([*identity[: i - 1], i, i - 1, *identity[i + 1 :]], _EXCHANGED))
    return orders[: 9 if size <= 12 else 5]


class _Table:
    """Cheapest ways to read markers as `last + 1 … last + count`, for every count up to `most`."""

    def __init__(self, markers: Sequence[Marker], last: int, most: int) -> None:
        self.markers, self.last, self.most = markers, last, most
        size = len(markers)
        self.rows: list[list[float]] = [[0.0] * (size + 1)]
        for step in range(1, most + 1):
            above = self.rows[-1]
            number = last + step
            row = [above[0] + _LOST_MARKER]
            wanted = str(number)
            for i, marker in enumerate(markers, 1):
                best = row[i - 1]
                lost = above[i] + _LOST_MARKER
                if lost < best:
                    best = lost
                read = marker.read
                if read == wanted:
                    taken = above[i - 1] - marker.prior - 0.4
                elif marker.prior > 0.5:
                    taken = above[i - 1] - marker.prior + confusion(read, number)
                else:
                    row.append(best)
                    continue
                row.append(taken if taken < best else best)
            self.rows.append(row)

    def cost(self, count: int) -> float:
        return self.rows[count][-1]

    def path(self, count: int) -> dict[int, int]:
        """Number → index of the marker it took, along the cheapest way."""
        taken: dict[int, int] = {}
        i, step = len(self.markers), count
        while step and i >= 0:
            here = self.rows[step][i]
            if i and here == self.rows[step][i - 1]:
                i -= 1
            elif here == self.rows[step - 1][i] + _LOST_MARKER:
                step -= 1
            else:
                taken[self.last + step] = i - 1
                i -= 1
                step -= 1
        return taken


class _NoteTable:
    """Cheapest ways to read starts, in one order, as `last + 1 … last + count`."""

    def __init__(self, starts: Sequence[NoteStart], last: int, most: int) -> None:
        self.starts, self.last, self.most = starts, last, most
        first = [0.0]
        for start in starts:
            first.append(first[-1] + start.skip)
        self.rows = [first]
        for step in range(1, most + 1):
            above = self.rows[-1]
            number = last + step
            row = [above[0] + _LOST_NOTE]
            low, high = step - _BAND, step + _BAND
            for i, start in enumerate(starts, 1):
                best = row[i - 1] + start.skip
                lost = above[i] + _LOST_NOTE
                if lost < best:
                    best = lost
                if low <= i <= high:
                    own = confusion(start.read, number) if start.read else start.unlabelled
                    taken = above[i - 1] + own - (1.0 if own == 0.0 else 0.0)
                    if taken < best:
                        best = taken
                row.append(best)
            self.rows.append(row)

    def cost(self, count: int) -> float:
        return self.rows[count][-1]

    def path(self, count: int) -> dict[int, int]:
        """Number → position of the start it took, along the cheapest way."""
        taken: dict[int, int] = {}
        i, step = len(self.starts), count
        while step and i >= 0:
            here = self.rows[step][i]
            if i and here == self.rows[step][i - 1] + self.starts[i - 1].skip:
                i -= 1
            elif here == self.rows[step - 1][i] + _LOST_NOTE:
                step -= 1
            else:
                taken[self.last + step] = i - 1
                i -= 1
                step -= 1
        return taken


def _collect(regions: Sequence[Region], readings: Sequence[_Reading]) -> Alignment:
    """Notes, references and decisions from the readings of all regions."""
    result = Alignment()
    pending: list[tuple[int, Marker, int]] = []  # numbers with a marker and no note in their region
    by_number: dict[tuple[int, int], int] = {}
    spare: list[tuple[int, NoteStart]] = []
    for position, (region, chosen) in enumerate(zip(regions, readings)):
        marker_of = chosen.markers["table"].path(chosen.markers["count"])  # type: ignore[index, attr-defined]
        order = chosen.notes["order"]  # type: ignore[index]
        in_order = chosen.notes["table"].path(chosen.notes["count"])  # type: ignore[index, attr-defined]
        note_of = {number: order[i] for number, i in in_order.items()}  # type: ignore[index]
        start_number = {i: number for number, i in note_of.items()}
        for i, start in enumerate(region.starts):
            number = start_number.get(i)
            if number is None:
                _leave(result, start, first=i == 0)
                if start.read.isdecimal() and start.skip >= 1.0:
                    spare.append((position, start))
                continue
            exact = start.read == str(number)
            margin = _LOST_NOTE - (0.0 if exact else confusion(start.read, number) if start.read else start.unlabelled)
            by_number[position, number] = len(result.notes)
            result.notes.append(
                NoteFound(
                    start.index,
                    start.start,
                    start.start,
                    start.label_end,
                    start.printed,
                    str(number),
                    exact,
                    _sure(margin + 1.0),
                )
            )
        for number, i in sorted(marker_of.items()):
            marker = region.markers[i]
            exact = marker.read == str(number)
            margin = _LOST_MARKER + marker.prior - (0.0 if exact else confusion(marker.read, number)) + 0.5
            if number not in note_of:
                pending.append((position, marker, number))
                continue
            index = by_number[position, number]
            sure = min(_sure(margin), result.notes[index].confidence)
            if sure >= 0.5:
                result.references.append(
                    ReferenceFound(marker.start, marker.end, marker.printed, str(number), index, exact, sure)
                )
    _resolve_pending(result, pending, by_number)
    result.references.sort(key=lambda reference: reference.start)
    _decide(result)
    return result


def _leave(result: Alignment, start: NoteStart, first: bool) -> None:
    """A start outside the series: the first line of a region goes on with the note before it."""
    last = next((i for i in range(len(result.notes) - 1, -1, -1) if result.notes[i].continuation_of is None), None)
    if first and not start.read and last is not None and start.continues:
        result.notes.append(
            NoteFound(start.index, start.start, start.start, start.start, "", "", False, 0.6, continuation_of=last)
        )
    elif first:
        number = start.read
        result.notes.append(
            NoteFound(start.index, start.start, start.start, start.label_end, start.printed, number, True, 0.5)
        )


def _resolve_pending(
    result: Alignment, pending: list[tuple[int, Marker, int]], by_number: dict[tuple[int, int], int]
) -> None:
    """Markers whose note is not in their region: in a neighbouring one, or lost where the series proves it."""
    numbers = {number for _, number in by_number}
    called = {reference.note for reference in result.references}
    for position, marker, number in pending:
        exact = marker.read == str(number)
        for neighbour in (position + 1, position - 1, position + 2):
            index = by_number.get((neighbour, number))
            if index is not None and index not in called and exact:
                result.references.append(
                    ReferenceFound(marker.start, marker.end, marker.printed, str(number), index, exact, 0.75)
                )
                called.add(index)
                break
        else:
            if (
                exact
                and marker.prior >= 1.5
                and number - 1 in numbers
                and number + 1 in numbers
                and number not in numbers
            ):
                result.references.append(
                    ReferenceFound(marker.start, marker.end, marker.printed, str(number), None, True, 0.8)
                )


def _sure(margin: float) -> float:
    return round(1 / (1 + exp(-max(-12.0, min(12.0, margin)))), 4)


def _decide(result: Alignment) -> None:
    for reference in result.references:
        note = result.notes[reference.note] if reference.note is not None else None
        label = repr(note.printed) if note is not None else "no note"
        evidence = (f"marker {reference.printed!r}", f"label {label}", "equal" if reference.exact else "by the series")
        result.decisions.append(
            Decision(
                "note", reference.start, reference.end, f"marker of note {reference.n}", reference.confidence, evidence
            )
        )
    called = {reference.note for reference in result.references}
    for index, found in enumerate(result.notes):
        if index not in called and found.continuation_of is None:
            result.decisions.append(
                Decision(
                    "note", found.start, found.label_end, "note without a marker", found.confidence, (found.printed,)
                )
            )
