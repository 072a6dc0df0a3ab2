"""The alignment of markers and notes, by dynamic programming with explicit costs, over the whole document.

Both sides are damaged copies of one series 1, 2, 3 … (or *, †, ‡ …; a, b, c …). A region takes some of its members:
those after the last of the region before, or it begins anew. For a region and the members it may have, one table gives
the cheapest way to read its markers as these (monotone; a candidate may be no marker, a member may have lost its
marker), another the cheapest way to read its notes so (monotone, or with the right column's notes before the left's,
or two neighbours exchanged; a note may lack its label, a member its note). A beam over "last member used" joins the
regions. So the series decides, not the single glyph. What the main series leaves is matched where marker and label
are equal.

Costs are in nats. Bounds: `_BEAM` states, `_MOST_NUMBERS` members a region, `_BAND` cells a row: linear in the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log

from tei_encode.model.record import record, replace
from tei_encode.recognition.notes.candidates import Marker, NoteStart
from tei_encode.recognition.notes.glyphs import Series, numeral, series_of
from tei_encode.recognition.notes.regions import Region
from tei_encode.recognition.notes.tables import RegionTables, Table, thinned

_BEAM = 4
_MOST_MERGED = 3  # regions in a row that may be one
_BEAM_WIDTH = 8.0
_MOST_NUMBERS = 60
_RESTART = 1.0  # a region that begins again at the first member
_SPLIT = 1.5  # a region within which the series begins again
_JUMP = 3.0  # members between two regions that are lost on both sides
_FARTHEST = 30  # members lost together
_PLAIN = frozenset(("glued", "spaced", "bracket", "paren", "letter"))  # styles that other numbers of the text share
_USUAL_ERROR = 0.8  # nats that a misreading costs, besides its glyphs, before anything is known of the document
_COVERED = 1.2  # nats of it that the costs of glyphs hold already
_AGREED = 2.5  # nats in favour of a marker and a label that are misread alike
_LEAST_OTHER, _LEAST_ALONE = 4, 2  # what makes them so at least, beside numbers and without
_MAIN = 0.6  # share of the labels that makes symbols or letters the main series


@record()
class Reading:
    """One region read: which marker and which start each member of the series took."""

    region: Region
    numbers: tuple[str, ...]
    cost: float
    markers: dict[int, int]  # position among the members → index of marker
    notes: dict[int, int]  # position among the members → index of start


@record(frozen=True)
class _Plan:
    """Members that a region may have, in order, and the count of the series behind each."""

    numbers: tuple[str, ...]
    lasts: tuple[int, ...]
    cost: float


@record()
class _Option:
    """A plan with some of its members taken."""

    plan: _Plan
    count: int
    last: int
    cost: float
    marker_table: Table
    note_table: Table


@record()
class _State:
    """A count of the series behind a region, and the cheapest way there; its reading is worked out when others lost."""

    last: int
    cost: float
    before: _State | None = None
    region: Region | None = None
    option: _Option | None = None
    reading: Reading | None = None


def read_series(regions: Sequence[Region]) -> tuple[list[Reading], Series]:
    """The cheapest reading of every region as its part of the main series, in order.

    It is read twice: how the markers of the document are set is known after the first time.
    """
    regions = [thinned(region) for region in regions]
    series = main_series(regions)
    once = _read(regions, series, _USUAL_ERROR, 1)
    styles = _styles(once)
    return _read([_restyled(region, styles) for region in regions], series, _error(once), _BEAM), series


def _error(readings: Sequence[Reading]) -> float:
    """What a misread marker or label costs in a document, by how many of them are: nats over the cost of its glyphs."""
    wrong, right = 1.0, 9.0
    for reading in readings:
        region = reading.region
        pairs = [(reading.numbers[at], region.markers[i].read) for at, i in reading.markers.items()]
        pairs += [(reading.numbers[at], region.starts[i].read) for at, i in reading.notes.items()]
        equal = sum(one == other for one, other in pairs)
        right += equal
        wrong += len(pairs) - equal
    return max(0.0, -log(wrong / (wrong + right)) - _COVERED)


def main_series(regions: Sequence[Region]) -> Series:
    """What the labels count by: symbols and letters only where they stand on both sides."""
    counts: Counter[Series] = Counter()
    for region in regions:
        called = {marker.read for marker in region.markers}
        for start in region.starts:
            kind = series_of(start.read) if start.read else None
            if kind is not None:
                counts[kind] += 2 if start.read in called else kind is Series.NUMBERS
    for series in (Series.SYMBOLS, Series.LETTERS):
        least = _LEAST_OTHER if counts[Series.NUMBERS] else _LEAST_ALONE
        if counts[series] >= least and counts[series] >= _MAIN * sum(counts.values()):
            return series
    return Series.NUMBERS


# ---- how markers are set
def _styles(readings: Sequence[Reading]) -> dict[str, float]:
    """Log-odds by style that a candidate set so is a marker in this document."""
    seen: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    for reading in readings:
        seen.update(marker.style for marker in reading.region.markers)
        for at, index in reading.markers.items():
            marker = reading.region.markers[index]
            if marker.read == reading.numbers[at] and at in reading.notes:
                taken[marker.style] += 1
    if sum(taken.values()) < 3:
        return {}
    return {style: log((taken[style] + 0.3) / (seen[style] - taken[style] + 0.6)) for style in seen}


def _restyled(region: Region, styles: dict[str, float]) -> Region:
    """A region whose plain digits are likelier markers, or less likely ones, as the document sets its markers."""
    if not styles:
        return region
    markers = [
        replace(m, prior=0.5 * m.prior + max(-3.0, min(3.0, styles[m.style]))) if m.style in _PLAIN else m
        for m in region.markers
    ]
    return Region(tuple(markers), region.starts, region.parted)


# ---- the beam over regions
def _read(regions: Sequence[Region], series: Series, error: float, breadth: int) -> list[Reading]:
    """The best path through the regions, of which up to `_MOST_MERGED` in a row may be one.

    `breadth`: counts of the series that are followed at a time.
    """
    beams: list[dict[int, _State]] = [{} for _ in range(len(regions) + _MOST_MERGED)]
    for first in _first_numbers(regions, series):
        beams[0][first] = _State(first, 0.0 if first == 0 else 1.5)
    for at, region in enumerate(regions):
        beam = _narrow(beams[at], breadth)
        beams[at] = {}  # and with the states that lost their tables
        merged, extra = region, 0.0
        for following in range(at + 1, min(len(regions), at + _MOST_MERGED) + 1):
            _extend(beams[following], beam, merged, series, error, extra + _surprise(merged.parted))
            extra += _surprise(1.0 - merged.parted)
            if following == len(regions) or breadth == 1 or extra > _BEAM_WIDTH:
                break
            merged = merged.with_next(regions[following])
    readings: list[Reading] = []
    state: _State | None = min(beams[len(regions)].values(), key=lambda s: (s.cost, s.last))
    while state is not None:
        _settle(state)
        if state.reading is not None:
            readings.append(state.reading)
        state = state.before
    readings.reverse()
    return readings


def _extend(
    into: dict[int, _State], beam: Sequence[_State], region: Region, series: Series, error: float, extra: float
) -> None:
    """States behind a region, the cheapest for every count of the series."""
    tables = RegionTables(region, error)
    known: dict[tuple[str, ...], list[_Option]] = {}
    for state in beam:
        for option in _options(tables, state.last, series, known):
            cost = state.cost + option.cost + extra
            best = into.get(option.last)
            if best is None or cost < best.cost:
                into[option.last] = _State(option.last, cost, state, region, option)


def _narrow(states: dict[int, _State], breadth: int) -> list[_State]:
    ordered = sorted(states.values(), key=lambda s: (s.cost, s.last))
    kept = [s for s in ordered[:breadth] if s.cost <= ordered[0].cost + _BEAM_WIDTH]
    for state in kept:
        _settle(state)
    return kept


def _settle(state: _State) -> None:
    """Work out the reading of a state; the tables are not wanted any more."""
    if state.option is not None and state.region is not None:
        state.reading = _reading(state.region, state.option)
        state.option = state.region = None


def _surprise(chance: float) -> float:
    return -log(max(0.02, chance))


def _first_numbers(regions: Sequence[Region], series: Series) -> list[int]:
    """Counts before the document: 0, or what stands before the first labels of a part of a longer series."""
    if series is not Series.NUMBERS:
        return [0]
    labels = [int(s.read) for region in regions[:4] for s in region.starts if s.read.isdecimal() and len(s.read) <= 3]
    return sorted({0, *(n - 1 for n in labels[:2] if n > 1)})[:3]


def _options(
    tables: RegionTables, last: int, series: Series, known: dict[tuple[str, ...], list[_Option]]
) -> list[_Option]:
    """The cheapest ways to read a region, for every number of members it may take."""
    found: list[tuple[float, int, int, _Plan, _Option]] = []  # cost, last member, the order in which they came
    most = float("inf")
    for plan in _plans(tables.region, last, series):
        costed = known.get(plan.numbers)
        if costed is None:
            costed = _costed(tables, plan)
            if len(plan.numbers) <= _MOST_NUMBERS:  # else the tables are large, and hardly a plan is met again
                known[plan.numbers] = costed
        for option in costed:
            count = option.count
            cost = option.cost + plan.cost if count or plan.cost == 0.0 else option.cost
            end = plan.lasts[count - 1] if count else last
            if cost <= most:
                most = min(most, cost + _BEAM_WIDTH)
                found.append((cost, end, len(found), plan, option))
    found.sort()
    kept: dict[int, _Option] = {}
    for cost, end, _, plan, option in found:
        if cost > most or len(kept) == _BEAM + 2:
            break
        if end not in kept:
            kept[end] = _Option(plan, option.count, end, cost, option.marker_table, option.note_table)
    return list(kept.values())


def _costed(tables: RegionTables, plan: _Plan) -> list[_Option]:
    """The cheapest ways to read a region as the first members of a plan, and the way that takes none."""
    markers = tables.markers(plan.numbers, plan.lasts)
    called = markers.costs()
    best: list[Table] = []
    costs: list[float] = []
    for table in tables.notes(plan.numbers):
        if not best:
            costs = table.costs()
            best = [table] * len(costs)
            if min(costs) <= -0.9 * len(tables.region.starts):
                break  # every label says its number: no other order can be better
            continue
        for count, cost in enumerate(table.costs()):
            if cost < costs[count]:
                costs[count], best[count] = cost, table
    costs = [marked + noted for marked, noted in zip(called, costs)]
    most = min(costs) + _BEAM_WIDTH
    found = [
        _Option(plan, count, 0, cost, markers, best[count])
        for count, cost in enumerate(costs)
        if cost <= most or not count
    ]
    for option in found:
        if option.cost <= most:
            option.cost -= _AGREED * _agreements(tables, option)
    return found


def _agreements(tables: RegionTables, option: _Option) -> int:
    """Members whose marker and label are misread alike: chance does not do that."""
    numbers, markers, labels = option.plan.numbers, tables.region.markers, tables.reads
    misread = [
        (at, markers[index].read)
        for at, index in option.marker_table.path(option.count).items()
        if markers[index].read != numbers[at] and markers[index].read in labels
    ]
    if not misread:
        return 0
    notes = option.note_table.path(option.count)
    return sum(at in notes and read == labels[notes[at]] for at, read in misread)


def _plans(region: Region, last: int, series: Series) -> list[_Plan]:
    """Members that a region may have: those after the last one, from the first anew, both, or after a loss."""
    most, one = _most(region), numeral(series, 1)
    ones = [at for at, start in enumerate(region.starts) if start.read == one]
    go_on = 0.0 if series is Series.NUMBERS or last == 0 else _RESTART
    plans = [_plan(series, [(last, most)], go_on)]
    if last and ones:
        plans.append(_plan(series, [(0, most)], _RESTART if series is Series.NUMBERS else 0.0))
    elif last and series is not Series.NUMBERS:
        plans.append(_plan(series, [(0, most)], 0.0))
    split = next((at for at in ones if at and region.starts[at].begins > 0), None)
    if split is not None:
        before = sum(start.begins > 0 for start in region.starts[:split])
        plans.append(_plan(series, [(last, before), (0, most - before)], _SPLIT))
    if series is Series.NUMBERS:
        plans.extend(_plan(series, [(jump, most)], _JUMP) for jump in _jumps(region, last))
    return plans


def _plan(series: Series, runs: Sequence[tuple[int, int]], cost: float) -> _Plan:
    counts = [first + step for first, length in runs for step in range(1, length + 1)]
    return _Plan(tuple(numeral(series, count) for count in counts), tuple(counts), cost)


def _jumps(region: Region, last: int) -> list[int]:
    """Counts before the region where two labels in a row say that members before them are lost."""
    numbers = [int(start.read) for start in region.starts if start.read.isdecimal() and len(start.read) <= 3]
    for one, two in zip(numbers, numbers[1:]):
        if two == one + 1 and last + 2 < one <= last + _FARTHEST:
            return [one - 1]
    return []


def _most(region: Region) -> int:
    strong = sum(marker.prior > 0 for marker in region.markers)
    if not region.starts and not strong:
        return 0
    likely = sum(start.begins > -2.0 for start in region.starts)
    most = max(likely, min(strong, likely + 4)) + 2
    return most if len(region.starts) > _MOST_NUMBERS else min(_MOST_NUMBERS, most)


def _reading(region: Region, option: _Option) -> Reading:
    notes = option.note_table.path(option.count)
    return Reading(region, option.plan.numbers, option.cost, option.marker_table.path(option.count), notes)


__all__ = ["Marker", "NoteStart", "Reading", "main_series", "read_series"]
