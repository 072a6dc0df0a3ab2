"""Where pages and columns turn (`#CORS5`): the cheapest path through the seams of the text.

Printed numbers of the best chain are anchors; form feeds, running heads, ends of note clusters and sentences that break
off speak for a turn at a seam, with learned weights; pages of one document are of about one length. Between two anchors
as many turns are set as their numbers say, at the best seams (dynamic programming); where no number is known, as many
as the evidence is worth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tei_encode.model.record import record
from tei_encode.recognition.labelling import Labelled
from tei_encode.recognition.observations import Line, Observations
from tei_encode.recognition.pages.numbering import Anchor, anchors_of
from tei_encode.recognition.pages.path import free_path, path_of, usual_length
from tei_encode.recognition.pages.placement import at_foot, place_of
from tei_encode.recognition.pages.seams import Seam, find_seams, is_broken
from tei_encode.recognition.zones import Zone

_PRINTED = 0.99
_FEED = 0.98
_LEADING = 0.7  # that no turn before the first known page was overlooked
_COUNTED = 0.3  # probability from which pages that are counted backwards have a number
_TWO_COLUMNS = 0.4  # breaks within sentences for each page that make a document one of two columns


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
    cited: bool = True  # whether the cited range holds; printed numbers outvote it


def model_pages(
    observations: Observations,
    labelled: Labelled,
    first: int,
    page_range: tuple[int, int] | None,
    given_turns: Mapping[int, str | None] | None = None,
    given_columns: Mapping[int, bool] | None = None,
) -> PageModel:
    """Find the turns of pages and columns from line `first` on, the first line after the cover sheet.

    `given_turns`: line → number of the page that a person said begins there, empty without one; None where none begins.
    """
    lines = observations.lines
    if first >= len(lines):
        return PageModel((), (), 0.0)
    seams, weight, cited = find_seams(observations, labelled, first, page_range)
    page_range = page_range if cited else None
    if given_turns:
        from tei_encode.recognition.pages.given import anchors_with, seams_with, turns_with

        seams = seams_with(seams, given_turns)
    foot = at_foot(seams, lines, labelled.zones, page_range, weight)
    anchors = anchors_of(seams, page_range, foot)
    if given_turns:
        anchors = anchors_with(anchors, seams, given_turns)
    length = usual_length(seams, anchors, weight, page_range)
    chosen = _chosen(seams, anchors, weight, length, page_range)
    turns: list[Turn] = []
    for seam, number, printed, probability in chosen:
        line = place_of(seam, labelled.zones, foot) if seam.before >= 0 else first
        evidence = (*(("printed number",) if printed else ()), *seam.features)
        turns.append(Turn(line, lines[line].start, number, printed, round(probability, 4), evidence))
    turns.extend(_feeds(turns, lines[first:]))
    turns = _rising(_distinct(turns), page_range)
    if given_turns:
        turns = turns_with(turns, given_turns, lines)
    columns = _columns(seams, turns, observations, labelled.zones)
    if given_columns:
        from tei_encode.recognition.pages.given import columns_with

        columns = columns_with(columns, given_columns, lines)
    return PageModel(tuple(turns), columns, length, cited)


_Chosen = tuple[Seam, str, bool, float]


def _chosen(
    seams: Sequence[Seam],
    anchors: Sequence[Anchor],
    weight: int,
    length: float,
    page_range: tuple[int, int] | None,
) -> list[_Chosen]:
    """Seams at which pages turn, with their numbers, from the first page on."""
    found: list[_Chosen] = []
    if not anchors:
        turns = free_path(seams[1:], 0, weight, length, True)
        if turns:
            found.append((seams[0], "", False, 0.8))
        found.extend((seam, "", False, probability) for seam, probability in turns)
        return found
    found.extend(_leading(seams, anchors[0], length))
    for position, anchor in enumerate(anchors):
        found.append((anchor.seam, str(anchor.number), anchor.printed, _PRINTED if anchor.printed else 0.95))
        following = anchors[position + 1] if position + 1 < len(anchors) else None
        end = following.seam.weight if following else weight
        inner = [seam for seam in seams if anchor.seam.weight < seam.weight < end and seam.after >= 0]
        start, opening = anchor.seam.weight, anchor.seam.before < 0
        if following is not None:
            count = following.number - anchor.number - 1
            steps = path_of(inner, start, end, count, length, opening, closing=False)
        elif page_range is not None and page_range[1] >= anchor.number:
            count = page_range[1] - anchor.number
            steps = path_of(inner, start, end, count, length, opening, closing=True)
        else:
            count = -1
            steps = free_path(inner, start, end, length, opening)
        sure = 1.0 if count in (-1, len(steps)) else 0.6
        for step, (seam, probability) in enumerate(steps, 1):
            found.append((seam, str(anchor.number + step), False, sure * probability))
    return found


def _leading(seams: Sequence[Seam], anchor: Anchor, length: float) -> list[_Chosen]:
    """Turns before the first known page, whose count follows from the evidence alone."""
    if anchor.seam.before < 0:
        return []
    before = [seam for seam in seams if 0 < seam.weight < anchor.seam.weight]
    steps = free_path(before, 0, anchor.seam.weight, length, True)
    numbered: list[_Chosen] = []
    sure = _LEADING  # that so many pages turn from here to the known one
    for behind, (seam, probability) in enumerate(reversed(steps), 1):
        number = anchor.number - behind
        sure *= probability
        numbered.append((seam, str(number) if number > 0 and sure >= _COUNTED else "", False, _LEADING * probability))
    first = anchor.number - len(steps) - 1
    if first < 1 or sure < _COUNTED:
        return [(seams[0], "", False, 0.5), *reversed(numbered)]
    return [(seams[0], str(first), False, _LEADING), *reversed(numbered)]


def _feeds(turns: Sequence[Turn], lines: Sequence[Line]) -> list[Turn]:
    """A turn without a number for every form feed at which no turn was chosen."""
    known = {turn.line for turn in turns}
    return [
        Turn(line.index, line.start, "", False, _FEED, ("feed",))
        for line in lines
        if line.page_end_before and line.index not in known
    ]


def _distinct(turns: list[Turn]) -> list[Turn]:
    """The turns in the order of lines, one a line."""
    by_line: dict[int, Turn] = {}
    for turn in turns:
        known = by_line.get(turn.line)
        if known is None or (turn.printed and not known.printed):
            by_line[turn.line] = turn
    return [by_line[line] for line in sorted(by_line)]


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


def _columns(
    seams: Sequence[Seam], turns: Sequence[Turn], observations: Observations, zones: Sequence[Zone]
) -> tuple[Column, ...]:
    """Breaks within a sentence that are no page turn: the second column, where pages of this document have two.

    In wrapped text a line end within a sentence says nothing.
    """
    if observations.wrapped:
        return ()
    lines = observations.lines
    taken = {turn.line for turn in turns}
    left = [
        seam
        for seam in seams
        if is_broken(seam, lines, zones) and not taken & {*seam.furniture, seam.after} and not seam.numbers
    ]
    by_page: dict[int, list[Seam]] = {}
    page = 0
    for seam in left:
        while page < len(turns) and turns[page].line <= seam.after:
            page += 1
        by_page.setdefault(page, []).append(seam)
    two_columns = len(turns) >= 2 and len(by_page) >= _TWO_COLUMNS * len(turns) and len(left) <= 1.5 * len(turns)
    columns = []
    for group in by_page.values():
        for position, seam in enumerate(group):
            decided = two_columns and position == len(group) // 2
            columns.append(Column(seam.after, lines[seam.after].start, decided, 0.7 if decided else 0.5))
    return tuple(sorted(columns, key=lambda column: column.at))
