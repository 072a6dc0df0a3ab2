"""The two tables of the alignment: markers, and notes, read as members of a series. Costs are in nats."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from tei_encode.recognition.notes.candidates import MARK, Marker, NoteStart
from tei_encode.recognition.notes.glyphs import confusion
from tei_encode.recognition.notes.regions import Region

LOST_MARKER = 3.2  # a member whose marker recognition lost
LOST_NOTE = 3.6  # a member whose note the source lacks
_LOST_LABEL = 3.0  # a note whose label recognition lost
_MISREAD = 1.2  # a mark that is a marker only by misreading
_ROTATED = 1.2  # the right column's notes before the left's
_EXCHANGED = 1.6  # two neighbours in the wrong order
_EXACT_MARKER = 0.4  # in favour of a marker that says its number
_EXACT_NOTE = 1.0
_NEVER = 1e6
_GIVEN = 80.0  # in favour of what a person said: more than all that a table could say against it
_BAND = 48
_MOST_CELLS = 60_000  # of a table: a larger region keeps only markers that stand in a rising series
_FEW = 5  # starts: every other order is tried where a label cannot be read
_MANY = 40  # starts: no other order is tried


class MarkerTable:
    """Cheapest ways to read markers as the first `count` of some members of a series, for every count."""

    def __init__(self, markers: Sequence[Marker], numbers: Sequence[str], error: float) -> None:
        self.rows: list[list[float]] = [[0.0] * (len(markers) + 1)]
        for wanted in numbers:
            above = self.rows[-1]
            best = above[0] + LOST_MARKER
            row = [best]
            diagonal = above[0]
            for marker, up in zip(markers, above[1:]):
                if up + LOST_MARKER < best:
                    best = up + LOST_MARKER
                taken = diagonal + _marker_cost(marker, wanted, error)
                if taken < best:
                    best = taken
                row.append(best)
                diagonal = up
            self.rows.append(row)

    def cost(self, count: int) -> float:
        return self.rows[count][-1]

    def path(self, count: int) -> dict[int, int]:
        """Position of a member → index of the marker it took, along the cheapest way."""
        taken: dict[int, int] = {}
        i, step = len(self.rows[0]) - 1, count
        while step and i >= 0:
            here = self.rows[step][i]
            if i and here == self.rows[step][i - 1]:
                i -= 1
            elif here == self.rows[step - 1][i] + LOST_MARKER:
                step -= 1
            else:
                i, step = i - 1, step - 1
                taken[step] = i
        return taken


def _marker_cost(marker: Marker, wanted: str, error: float) -> float:
    """Cost of a candidate as the marker of a member; `error`: what any misreading costs in this document."""
    if marker.given:
        return -_GIVEN if marker.given == wanted else _NEVER
    if marker.read == wanted:
        return -marker.prior - _EXACT_MARKER
    if marker.style == MARK:
        return _MISREAD - marker.prior
    return error + confusion(marker.read, wanted) - marker.prior if marker.prior > 0.5 else _NEVER


class NoteTable:
    """Cheapest ways to read starts, in one order, as the first `count` of some members of a series."""

    def __init__(
        self, starts: Sequence[NoteStart], order: Sequence[int], numbers: Sequence[str], extra: float, error: float
    ) -> None:
        self.order, self.extra = order, extra
        ordered = [starts[i] for i in order]
        self.skips = [max(0.0, start.begins) for start in ordered]
        first = [0.0]
        for skip in self.skips:
            first.append(first[-1] + skip)
        self.rows = [first]
        for step, wanted in enumerate(numbers, 1):
            above = self.rows[-1]
            best = above[0] + LOST_NOTE
            row = [best]
            diagonal = above[0]
            low, high = step - _BAND, step + _BAND
            for i, (start, skip, up) in enumerate(zip(ordered, self.skips, above[1:]), 1):
                best += skip
                if up + LOST_NOTE < best:
                    best = up + LOST_NOTE
                if low <= i <= high:
                    taken = diagonal + _note_cost(start, wanted, error)
                    if taken < best:
                        best = taken
                row.append(best)
                diagonal = up
            self.rows.append(row)

    def cost(self, count: int) -> float:
        return self.rows[count][-1] + self.extra

    def path(self, count: int) -> dict[int, int]:
        """Position of a member → index of the start it took, along the cheapest way."""
        taken: dict[int, int] = {}
        i, step = len(self.order), count
        while step and i >= 0:
            here = self.rows[step][i]
            if i and here == self.rows[step][i - 1] + self.skips[i - 1]:
                i -= 1
            elif here == self.rows[step - 1][i] + LOST_NOTE:
                step -= 1
            else:
                i, step = i - 1, step - 1
                taken[step] = self.order[i]
        return taken


def _note_cost(start: NoteStart, wanted: str, error: float) -> float:
    """Cost of a start as the note of a member."""
    if start.given:
        return -_GIVEN if start.given == wanted else _NEVER
    doubt = -start.begins if start.begins < 0 else 0.0
    if start.read == wanted:
        return doubt - _EXACT_NOTE
    return doubt + (error + confusion(start.read, wanted) if start.read else _LOST_LABEL)


def orders(starts: Sequence[NoteStart]) -> list[tuple[list[int], float]]:
    """Orders in which the notes of a page may have been set: as they stand, rotated, or two neighbours exchanged."""
    size = len(starts)
    identity = list(range(size))
    found = [(identity, 0.0)]
    if size > _MANY:
        return found
    numbers = [int(s.read) if s.read.isdecimal() else None for s in starts]
    for i in range(1, size):
        before, here = numbers[i - 1], numbers[i]
        if before is None or here is None:
            if size > _FEW:
                continue
        elif here >= before:
            continue
        found.append((identity[i:] + identity[:i], _ROTATED))
        found.append(([*identity[: i - 1], i, i - 1, *identity[i + 1 :]], _EXCHANGED))
    return found[: 11 if size <= 12 else 5]


def thinned(region: Region) -> Region:
    """A region too large for a table, its plain markers those of the longest rising series: n log n for any text."""
    if len(region.markers) * (len(region.starts) + 8) <= _MOST_CELLS:
        return region
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
    return Region(tuple(region.markers[i] for i in reversed(kept)), region.starts, region.parted)
