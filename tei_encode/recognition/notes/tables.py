"""The two tables of the alignment: markers, and notes, read as members of a series. Costs are in nats.

A page has few notes, and its tables are whole. A region of hundreds, such as endnotes, has tables that are a band along
the places where the members are expected: time and memory are linear in its size.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import itemgetter

from tei_encode.recognition.notes.candidates import MARK, Marker, NoteStart
from tei_encode.recognition.notes.glyphs import Series, confusion, series_of
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
_SURE = 0.5  # log-odds that a marker speaks for itself: from there it may be misread
_BAND = 24  # cells on both sides of the place where a member is expected
_LARGE = 400  # candidates: of a larger table only the band is looked at
_LIKELY = -2.0  # log-odds that a note begins at a start that counts as one
_MOST_CELLS = 60_000  # of a table: a larger region keeps only markers that stand in a rising series
_FEW = 5  # starts: every other order is tried where a label cannot be read
_MANY = 40  # starts: no other order is tried


class Table:
    """Cheapest ways to read candidates, in their order, as the first `count` of some members, for every count.

    A candidate that is no member costs its skip, a member without a candidate costs `lost`, the order of the candidates
    `extra`. Rows are members, columns the candidates behind the reader. A row begins at the column of `firsts`: cells
    before it are not looked at, cells behind it follow from its last.
    """

    def __init__(self, candidates: Sequence[int], skips: Sequence[float], lost: float, extra: float = 0.0) -> None:
        self.candidates, self.skips, self.lost, self.extra = candidates, skips, lost, extra
        self.firsts = [0]
        self.rows: list[list[float] | array[float]] = [[0.0]]
        self.rests: list[float] | None = None  # what all candidates from a column on cost

    def add(self, first: int, costs: Sequence[float]) -> None:
        """The row of the next member; `costs`: of the candidates from `first` on, as it. `first` never falls."""
        above, before = self.rows[-1], self.firsts[-1]
        for skip in self.skips[before + len(above) - 1 : first + len(costs)]:
            above.append(above[-1] + skip)
        if first > before:
            above = above[first - before :]
        row = _next_row(above, self.skips[first:] if first else self.skips, costs, self.lost)
        self.firsts.append(first)
        self.rows.append(row if len(row) <= _BAND else array("d", row))

    def fill(self, rows: Iterable[Sequence[float]]) -> None:
        """The rows of all members of a table without a band; `rows`: the costs of every candidate, as each member."""
        row: list[float] = [*accumulate(self.skips, initial=0.0)]
        self.rows = [row]
        for costs in rows:
            row = _next_row(row, self.skips, costs, self.lost)
            self.rows.append(row if len(row) <= _BAND else array("d", row))
        self.firsts = [0] * len(self.rows)

    def costs(self) -> list[float]:
        """Cost of reading the first members, all candidates passed, for every count of them."""
        if len(self.rows[-1]) > len(self.skips):
            return [row[-1] + self.extra for row in self.rows]
        return [self.cost(count) for count in range(len(self.rows))]

    def cost(self, count: int) -> float:
        """Cost of reading the first `count` members, all candidates passed."""
        row = self.rows[count]
        last = self.firsts[count] + len(row) - 1
        if last < len(self.skips):  # what lies behind the band is skipped
            if self.rests is None:
                self.rests = [*accumulate(reversed(self.skips), initial=0.0)][::-1]
            return row[-1] + self.rests[last] + self.extra
        return row[-1] + self.extra

    def path(self, count: int) -> dict[int, int]:
        """Position of a member → the candidate it took, along the cheapest way."""
        taken: dict[int, int] = {}
        at, step = len(self.rows[count]) - 1, count
        while step:
            here, above = self.rows[step][at], self.rows[step - 1]
            up = at + self.firsts[step] - self.firsts[step - 1]
            if at and here == self.rows[step][at - 1] + self.skips[self.firsts[step] + at - 1]:
                at -= 1
            elif here == above[up] + self.lost:
                at, step = up, step - 1
            else:
                at, step = up - 1, step - 1
                taken[step] = self.candidates[at + self.firsts[step]]
        return taken


def _next_row(above: Sequence[float], skips: Sequence[float], costs: Sequence[float], lost: float) -> list[float]:
    """The row below another: a member more, over candidates with what each costs skipped, and as this member."""
    best = above[0] + lost
    row = [best]
    at = 0
    for cost in costs:
        best += skips[at]
        taken = above[at] + cost
        at += 1  # noqa: SIM113  (`enumerate` takes a fifth longer)
        without = above[at] + lost
        if without < best:
            best = without
        if taken < best:
            best = taken
        row.append(best)
    return row


class RegionTables:
    """The tables of one region for the members that it may have; what a note costs as a member is worked out once."""

    def __init__(self, region: Region, error: float) -> None:
        self.region, self.error = region, error
        # A symbol that the first marker and a note print is of another series than numbers are: a note on the author.
        leading = next((marker.read for marker in region.markers if marker.prior > 0), "")
        paired = series_of(leading) is Series.SYMBOLS and any(start.read == leading for start in region.starts)
        self.paired = frozenset((leading,) if paired else ())
        self.skips = [0.0 if start.read in self.paired else max(0.0, start.begins) for start in region.starts]
        self.doubts = [-start.begins if start.begins < 0 else 0.0 for start in region.starts]
        self.reads = [start.read for start in region.starts]
        self.given = {i: start.given for i, start in enumerate(region.starts) if start.given}
        self.orders = orders(region.starts)
        self.prices: dict[str, list[float]] = {}  # member → its costs with all starts
        self.calls: dict[str, list[float]] = {}  # the same with all markers

    def markers(self, numbers: Sequence[str], counts: Sequence[int]) -> Table:
        """The table of the markers that can be one of the members; others change no cell. `counts`: of the members."""
        wanted = frozenset(numbers)
        markers, error = self.region.markers, self.error
        apart = self.paired if numbers and numbers[0].isdecimal() else frozenset()
        columns = [
            i
            for i, m in enumerate(markers)
            if m.given or ((m.style == MARK or m.prior > _SURE or m.read in wanted) and m.read not in apart)
        ]
        kept = [markers[i] for i in columns]
        table = Table(columns, [0.0] * len(kept), LOST_MARKER)
        if len(kept) * len(numbers) <= _LARGE * _LARGE:
            if len(kept) == len(markers) <= _MANY:
                table.fill(map(self._called, numbers))
            elif len(markers) <= _MANY:
                table.fill([priced[i] for i in columns] for priced in map(self._called, numbers))
            else:
                table.fill([_marker_cost(marker, number, error) for marker in kept] for number in numbers)
            return table
        reads = [int(marker.read) for marker in kept]  # of so large a region, thinned: they rise
        places = [bisect_left(reads, count) for count in counts]
        for number, (first, last) in zip(numbers, _band(places, len(kept))):
            table.add(first, [_marker_cost(marker, number, error) for marker in kept[first:last]])
        return table

    def _called(self, number: str) -> list[float]:
        """Costs of all candidates as the marker of a member."""
        prices = self.calls.get(number)
        if prices is None:
            prices = [_marker_cost(marker, number, self.error) for marker in self.region.markers]
            self.calls[number] = prices
        return prices

    def notes(self, numbers: Sequence[str]) -> Iterator[Table]:
        """The table of the notes for every order that they may have, as they stand first."""
        if len(self.skips) > _LARGE:
            yield self._large(numbers)
            return
        for order, extra in self.orders:
            prices: Iterable[Sequence[float]] = map(self._priced, numbers)
            skips: Sequence[float] = self.skips
            if extra:
                ordered = itemgetter(*order)
                prices, skips = map(ordered, prices), ordered(skips)
            if len(numbers) > _BAND or len(order) > _BAND:
                prices = (self._within_band(number, step, order) for step, number in enumerate(numbers, 1))
            table = Table(order, skips, LOST_NOTE, extra)
            table.fill(prices)
            yield table

    def _within_band(self, number: str, step: int, order: Sequence[int]) -> list[float]:
        """Costs of all starts as the note of a member, those far from the place where it is expected without hope."""
        low, high = max(0, step - _BAND - 1), step + _BAND
        if low or high < len(order):  # in one order, as they stand: so many notes have no other
            return [*[_NEVER] * low, *self._prices(number, low, high), *[_NEVER] * (len(order) - high)]
        prices = self._priced(number)
        return [prices[i] for i in order]

    def _priced(self, number: str) -> list[float]:
        """Costs of all starts as the note of a member."""
        prices = self.prices.get(number)
        if prices is None:
            prices = self.prices[number] = self._prices(number, 0, len(self.reads))
        return prices

    def _prices(self, number: str, low: int, high: int) -> list[float]:
        """Costs of starts as the note of a member."""
        error, label_lost = self.error, _LOST_LABEL
        prices = [
            doubt - _EXACT_NOTE if read == number else doubt + (error + confusion(read, number) if read else label_lost)
            for doubt, read in zip(self.doubts[low:high], self.reads[low:high])
        ]
        if self.paired and number.isdecimal():
            reads = self.reads[low:high]
            prices = [_NEVER if read in self.paired else price for read, price in zip(reads, prices)]
        for at, number_given in self.given.items():
            if low <= at < high:
                prices[at - low] = -_GIVEN if number_given == number else _NEVER
        return prices

    def _large(self, numbers: Sequence[str]) -> Table:
        starts = self.region.starts
        table = Table(range(len(starts)), self.skips, LOST_NOTE)
        likely = [i for i, start in enumerate(starts) if start.begins > _LIKELY]
        likely.extend([len(starts)] * (len(numbers) - len(likely)))
        for number, (first, last) in zip(numbers, _band(likely, len(starts))):
            table.add(first, self._prices(number, first, last))
        return table


def _band(places: Sequence[int], size: int) -> Iterator[tuple[int, int]]:
    """First and last column of every row, about the place where its member is expected; neither falls."""
    first = last = 0
    for place in places:
        first = max(first, place - _BAND)
        last = max(first, last, min(size, place + _BAND))
        yield first, last


def _marker_cost(marker: Marker, wanted: str, error: float) -> float:
    """Cost of a candidate as the marker of a member; `error`: what any misreading costs in this document."""
    if marker.given:
        return -_GIVEN if marker.given == wanted else _NEVER
    if marker.read == wanted:
        return -marker.prior - _EXACT_MARKER
    if marker.style == MARK:
        return _MISREAD - marker.prior
    return error + confusion(marker.read, wanted) - marker.prior if marker.prior > 0.5 else _NEVER


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
