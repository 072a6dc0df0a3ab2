"""The page model: where pages and columns turn, printed or not (`#CORS5`).

Printed numbers, the cited range, running heads, form feeds, ends of note clusters, sentences that break off, and the
usual length of a page are evidence for a turn at a gap between two lines. Printed numbers are anchors; between two of
them the missing turns are the cheapest path through the gaps that lie between (dynamic programming), with a cost for
every page that is longer or shorter than pages of this document are.
"""

from __future__ import annotations

from collections.abc import Sequence

from tei_encode.model.record import record
from tei_encode.recognition.furniture import Furniture
from tei_encode.recognition.observations import Line, Observations
from tei_encode.recognition.zones import FURNITURE, Zone

_LOOK_BACK = 90  # gaps looked back over from each gap: keeps the path linear in the number of lines
_HEADS = frozenset({Zone.HEADER, Zone.PAGE_NUMBER})
_TEXT = frozenset({Zone.BODY, Zone.ITEM, Zone.BIBLIOGRAPHY, Zone.QUOTE, Zone.VERSE})


@record(frozen=True)
class Turn:
    """A page begins with line `line` (source offset `at`). `number` as a reader would cite it, or empty."""

    line: int
    at: int
    number: str
    printed: bool  # furniture of this page prints the number
    probability: float
    evidence: tuple[str, ...]


@record(frozen=True)
class Column:
    """The second column of a page begins with line `line`; or, where that cannot be decided, a block does."""

    line: int
    at: int
    decided: bool
    probability: float


@record(frozen=True)
class PageModel:
    turns: tuple[Turn, ...]
    columns: tuple[Column, ...]
    length: float  # usual length of a page, code points


@record()
class _Gap:
    """The space before line `line` as a place where a page may turn."""

    line: int
    at: int
    weight: int  # characters of text before it, from the start of the article
    score: float
    evidence: tuple[str, ...]


@record()
class _Anchor:
    gap: _Gap
    number: int
    printed: bool


def model_pages(
    observations: Observations,
    zones: Sequence[Zone],
    furniture: Furniture,
    first: int,
    page_range: tuple[int, int] | None,
) -> PageModel:
    """Find the turns of pages and columns from line `first` on, the first line after the cover sheet."""
    lines = observations.lines
    if first >= len(lines):
        return PageModel((), (), 0.0)
    gaps = _gaps(observations, zones, furniture, first)
    anchors = _anchors(gaps, zones, furniture, lines, first, page_range)
    weight_end = gaps[-1].weight + lines[gaps[-1].line].length if gaps else 0
    if not anchors:
        return _without_numbers(gaps, observations, zones)
    length = _length(anchors, weight_end, page_range)
    turns = sorted(_path(gaps, anchors, weight_end, length, page_range), key=lambda turn: turn.line)
    turns = _rising(_with_feeds(turns, lines, first), page_range)
    columns = _columns(gaps, turns, observations, zones, length)
    return PageModel(tuple(turns), columns, length)


def _gaps(observations: Observations, zones: Sequence[Zone], furniture: Furniture, first: int) -> list[_Gap]:
    """Every gap between lines at which a page may turn, with the evidence for it."""
    lines = observations.lines
    found: list[_Gap] = []
    weight = 0
    text_before: Line | None = None  # the last line of running text
    notes_between = cited_between = head_between = False
    group_start: int | None = None  # first furniture line since the last text or note line
    for line in lines[first:]:
        zone = zones[line.index]
        if line.page_end_before:
            found.append(_Gap(line.index, line.start, weight, 9.0, ("form feed",)))
        if zone in FURNITURE:
            if group_start is None or (zone in _HEADS and zones[group_start] is Zone.NOISE):
                group_start = line.index
            head_between |= zone in _HEADS
            cited_between |= zone is Zone.CITATION
            continue
        if zone is Zone.NOTE:
            notes_between = True
            weight += line.length
            continue
        score, evidence = _evidence(text_before, line, zone, observations, notes_between, cited_between, head_between)
        place = group_start if group_start is not None and head_between else line.index
        if not line.page_end_before:
            found.append(_Gap(place, lines[place].start, weight, score, evidence))
        weight += line.length
        notes_between = cited_between = head_between = False
        group_start = None
        if zone in _TEXT:
            text_before = line
        elif zone is Zone.HEAD:
            text_before = None
    return found


def _evidence(
    before: Line | None,
    line: Line,
    zone: Zone,
    observations: Observations,
    notes: bool,
    cited: bool,
    head: bool,
) -> tuple[float, tuple[str, ...]]:
    score, evidence = -1.2, []
    if head:
        score += 4.0
        evidence.append("running head or page number")
    if notes:
        score += 1.8
        evidence.append("after a cluster of notes")
    if cited:
        score += 2.0
        evidence.append("after a citation line")
    broken = before is not None and zone in _TEXT and _breaks_off(before, line, observations)
    if broken:
        score += 1.2
        evidence.append("within a sentence")
    return score, tuple(evidence)


def _breaks_off(before: Line, line: Line, observations: Observations) -> bool:
    """Whether a sentence breaks off before a line; in wrapped text only where more than a line end lies between."""
    if observations.wrapped and line.index - before.index == 1:
        return False
    if before.is_terminal and before.text[-1] not in "-‐¬":
        return False
    return (
        not line.text[0].isupper() or (before.text[-1].islower() and before.length >= 150) or before.text[-1] in "-‐¬"
    )


def _anchors(
    gaps: list[_Gap],
    zones: Sequence[Zone],
    furniture: Furniture,
    lines: list[Line],
    first: int,
    page_range: tuple[int, int] | None,
) -> list[_Anchor]:
    """Pages whose beginning is known: those that print their number, and the first where the range is cited."""
    at_foot = _numbers_at_foot(zones, furniture, lines, first)
    by_line = {gap.line: gap for gap in gaps}
    start = by_line.get(first) or _Gap(first, lines[first].start, 0, 9.0, ())
    found: list[_Anchor] = []
    ordered = sorted(gap.line for gap in gaps)
    position = 0
    for index in sorted(furniture.numbers):
        number = furniture.numbers[index]
        if index < first or not number.chained or zones[index] not in _HEADS:
            continue
        printed = number.number
        if at_foot:
            while position < len(ordered) and ordered[position] <= index:
                position += 1
            if position == len(ordered):
                continue
            gap, printed = by_line[ordered[position]], printed + 1
        else:
            while position + 1 < len(ordered) and ordered[position + 1] <= index:
                position += 1
            gap = by_line[ordered[position]] if ordered and ordered[position] <= index else start
            if gap.weight == 0:
                gap = start
        if not found or (printed > found[-1].number and gap.weight > found[-1].gap.weight):
            found.append(_Anchor(gap, printed, True))
    return _with_first(found, start, page_range, at_foot)


def _with_first(found: list[_Anchor], start: _Gap, page_range: tuple[int, int] | None, at_foot: bool) -> list[_Anchor]:
    """The anchors with one for the first page, where its number is cited or follows from a number at its foot."""
    if found and found[0].gap is start:
        return found
    if page_range is not None and (not found or page_range[0] < found[0].number):
        return [_Anchor(start, page_range[0], False), *found]
    if found and at_foot:
        return [_Anchor(start, found[0].number - 1, True), *found]
    return found


def _numbers_at_foot(zones: Sequence[Zone], furniture: Furniture, lines: list[Line], first: int) -> bool:
    """Whether page numbers stand at the foot: the first comes a page after the start, or one ends the document."""
    printed = [
        i for i in sorted(furniture.numbers) if i >= first and furniture.numbers[i].chained and zones[i] in _HEADS
    ]
    if not printed:
        return False
    last_text = max((i for i in range(len(zones)) if zones[i] not in FURNITURE), default=0)
    before_feed = sum(i + 1 < len(lines) and lines[i + 1].page_end_before for i in printed)
    after_feed = sum(lines[i].page_end_before for i in printed)
    if before_feed != after_feed:
        return before_feed > after_feed
    return printed[-1] > last_text


def _length(anchors: list[_Anchor], weight_end: int, page_range: tuple[int, int] | None) -> float:
    """The usual length of a page: from printed numbers, else from the cited range, else 3,000 code points."""
    spans = []
    for one, two in zip(anchors, anchors[1:]):
        spans.append((two.gap.weight - one.gap.weight) / (two.number - one.number))
    if len(spans) >= 2:
        return max(200.0, sorted(spans)[len(spans) // 2])
    if page_range is not None and page_range[1] >= page_range[0]:
        return max(200.0, weight_end / (page_range[1] - page_range[0] + 1))
    return max(200.0, spans[0]) if spans else 3000.0


def _path(
    gaps: list[_Gap],
    anchors: list[_Anchor],
    weight_end: int,
    length: float,
    page_range: tuple[int, int] | None,
) -> list[Turn]:
    turns: list[Turn] = []
    before = [gap for gap in gaps if 0 < gap.weight < anchors[0].gap.weight]
    if anchors[0].gap.weight > 0:
        turns += _leading(before, gaps, anchors[0], length)
    cursor = 0
    for position, anchor in enumerate(anchors):
        turns.append(_turn(anchor.gap, anchor.number, anchor.printed, 0.99 if anchor.printed else 0.95))
        following = anchors[position + 1] if position + 1 < len(anchors) else None
        end = following.gap.weight if following else weight_end
        while cursor < len(gaps) and gaps[cursor].weight <= anchor.gap.weight:
            cursor += 1
        inner = []
        while cursor < len(gaps) and gaps[cursor].weight < end:
            inner.append(gaps[cursor])
            cursor += 1
        if following:
            count: int | None = following.number - anchor.number - 1
        elif page_range is not None and page_range[1] >= anchor.number:
            count = page_range[1] - anchor.number
        else:
            count = None
        chosen = _choose(inner, anchor.gap.weight, end, count, length, anchor.gap.weight == 0, following is None)
        exact = count is not None and len(chosen) == count
        for step, (gap, probability) in enumerate(chosen, 1):
            turns.append(_turn(gap, anchor.number + step, False, probability if exact else 0.6 * probability))
    return turns


def _leading(before: list[_Gap], gaps: list[_Gap], anchor: _Anchor, length: float) -> list[Turn]:
    """Turns before the first known page, whose count follows from the evidence alone."""
    chosen = _choose(before, 0, anchor.gap.weight, None, length, True, False)
    start = gaps[0]
    number = anchor.number - len(chosen) - 1
    if number < 1:
        return [_turn(start, 0, False, 0.5)]
    turns = [_turn(start, number, False, 0.6)]
    for step, (gap, probability) in enumerate(chosen, 1):
        turns.append(_turn(gap, number + step, False, 0.7 * probability))
    return turns


def _turn(gap: _Gap, number: int, printed: bool, probability: float) -> Turn:
    evidence = ("printed number", *gap.evidence) if printed else gap.evidence
    return Turn(gap.line, gap.at, str(number) if number else "", printed, round(probability, 4), evidence)


def _misfit(size: float, length: float, first: bool) -> float:
    """Cost of a page of `size` characters; a first page bears the title and a last one may end early."""
    ratio = size / length
    if first and ratio < 1.0:
        return 0.8 * (1.0 - ratio)
    return 6.0 * (ratio - 1.0) ** 2 if ratio < 1.6 else 2.2 + 4.0 * (ratio - 1.6)


def _choose(
    gaps: list[_Gap], start: int, end: int, count: int | None, length: float, first: bool, closing: bool
) -> list[tuple[_Gap, float]]:
    """The best turns between two weights: `count` of them, or as many as the evidence is for; with probabilities."""
    if count == 0 or not gaps:
        return []
    if count is None:
        return _free(gaps, start, end, length, first)
    gaps = _strongest(gaps, max(6 * count, 12))
    count = min(count, len(gaps))
    # table[k][i]: cheapest way to have gap i as the k-th turn
    table: list[list[tuple[float, int]]] = []
    for k in range(count):
        row: list[tuple[float, int]] = []
        for i, gap in enumerate(gaps):
            best, source = 1e9, -1
            if k == 0:
                best = _misfit(gap.weight - start, length, first)
            else:
                for j in range(max(0, i - _LOOK_BACK), i):
                    cost = table[k - 1][j][0] + _misfit(gap.weight - gaps[j].weight, length, False)
                    if cost < best:
                        best, source = cost, j
            row.append((best - gap.score, source))
        table.append(row)
    ends = [cost + _misfit(end - gap.weight, length, closing) for (cost, _), gap in zip(table[-1], gaps)]
    at = min(range(len(gaps)), key=ends.__getitem__)
    chosen = []
    for k in range(count - 1, -1, -1):
        chosen.append(gaps[at])
        at = table[k][at][1]
        if at < 0:
            break
    chosen.reverse()
    return [(gap, _certainty(gap, gaps, length)) for gap in chosen]


def _strongest(gaps: list[_Gap], most: int) -> list[_Gap]:
    """At most `most` gaps, the strongest, in their order: the path stays linear however many lines there are."""
    if len(gaps) <= most:
        return gaps
    keep = sorted(range(len(gaps)), key=lambda i: -gaps[i].score)[:most]
    return [gaps[i] for i in sorted(keep)]


def _certainty(chosen: _Gap, gaps: list[_Gap], length: float) -> float:
    """Probability of a turn against the best other gap of its neighbourhood."""
    rival = max(
        (g.score - 6.0 * ((g.weight - chosen.weight) / length) ** 2 for g in gaps if g is not chosen),
        default=-3.0,
    )
    margin = chosen.score - rival
    return max(0.5, min(0.97, 0.6 + 0.12 * margin))


def _free(gaps: list[_Gap], start: int, end: int, length: float, first: bool) -> list[tuple[_Gap, float]]:
    """Turns where their number is not known: only at gaps with evidence of their own, at the distance of a page."""
    good = [gap for gap in gaps if gap.score > 0.4]
    chosen: list[_Gap] = []
    last = start
    for position, gap in enumerate(good):
        size = gap.weight - last
        if size < (0.2 if first and not chosen else 0.45) * length and gap.score < 2.5:
            continue
        ahead = good[position + 1] if position + 1 < len(good) else None
        if ahead is not None and ahead.weight - last < 1.15 * length and ahead.score > gap.score:
            continue
        chosen.append(gap)
        last = gap.weight
    return [(gap, min(0.9, 0.5 + 0.1 * gap.score)) for gap in chosen]


def _without_numbers(gaps: list[_Gap], observations: Observations, zones: Sequence[Zone]) -> PageModel:
    """No number anywhere: turns at form feeds and running heads alone, without a number."""
    turns = [_turn(gap, 0, False, 0.8) for gap in gaps if gap.score >= 2.5 and gap.weight > 0]
    if turns and gaps:
        turns.insert(0, _turn(gaps[0], 0, False, 0.8))
    turns = _with_feeds(turns, observations.lines, gaps[0].line if gaps else 0)
    return PageModel(tuple(turns), _columns(gaps, turns, observations, zones, 0.0), 0.0)


def _rising(turns: list[Turn], page_range: tuple[int, int] | None) -> list[Turn]:
    """The turns, those without a number whose number does not rise, or was inferred outside the cited range."""
    last = 0
    found = []
    for turn in turns:
        number = int(turn.number) if turn.number else 0
        outside = page_range is not None and not turn.printed and not page_range[0] <= number <= page_range[1]
        if number and (number <= last or outside):
            turn = Turn(turn.line, turn.at, "", False, turn.probability, turn.evidence)
        last = max(last, number if turn.number else 0)
        found.append(turn)
    return found


def _with_feeds(turns: list[Turn], lines: list[Line], first: int) -> list[Turn]:
    """The turns with one for every form feed: the format itself says that a page ends there."""
    known = {turn.line for turn in turns}
    extra = [
        Turn(line.index, line.start, "", False, 0.9, ("form feed",))
        for line in lines
        if line.page_end_before and line.index >= first and line.index not in known
    ]
    return sorted([*turns, *extra], key=lambda turn: turn.line) if extra else turns


def _columns(
    gaps: list[_Gap],
    turns: Sequence[Turn],
    observations: Observations,
    zones: Sequence[Zone],
    length: float,
) -> tuple[Column, ...]:
    """Breaks within a sentence that are no page turn: the second column, where pages of this document have two."""
    taken = {turn.line for turn in turns}
    left = [gap for gap in gaps if gap.line not in taken and "within a sentence" in gap.evidence]
    if observations.wrapped:
        return ()
    lines = observations.lines
    left = [gap for gap in left if zones[gap.line] in _TEXT]
    starts = sorted(turn.at for turn in turns)
    by_page: dict[int, list[_Gap]] = {}
    page = 0
    for gap in left:
        while page < len(starts) and starts[page] <= gap.at:
            page += 1
        by_page.setdefault(page, []).append(gap)
    two_columns = len(turns) >= 2 and len(by_page) >= 0.4 * len(turns) and len(left) <= 1.5 * len(turns)
    columns = []
    for group in by_page.values():
        for position, gap in enumerate(group):
            decided = two_columns and position == len(group) // 2
            if decided or lines[gap.line].index > 0:
                columns.append(Column(gap.line, gap.at, decided, 0.7 if decided else 0.5))
    return tuple(sorted(columns, key=lambda column: column.at))
