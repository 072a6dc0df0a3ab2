"""Notes that read as lists: labelled lines that stand at the foot of one page after another.

`a) See above` and `(1) The seal` may be an item or a note, and the words do not tell. The place does, over the whole
document: a list may end a page by chance, the notes of a page always do. So runs of items that end where the page ends
are counted against those that do not, label by label of one form, and decided all together.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from tei_encode.model.record import record
from tei_encode.recognition.observations import Line
from tei_encode.recognition.zones import FURNITURE, Zone

_FORMS = ("bracket", "plain", "letter")  # groups of a label that notes and items share
_LEAST = 3  # runs at the foot of a page
_TIMES = 2  # as many runs there as elsewhere
_SURE = 0.5  # probability below which a line is an item only because those before it are
_FIRSTS = frozenset(("1", "a", "A"))


@record(frozen=True)
class Labels:
    """What lines were taken for, by index: zone, its probability, and another zone with its own where one is likely."""

    zones: Sequence[Zone]
    sure: Sequence[float]
    rivals: Sequence[tuple[Zone, float] | None]


@record(frozen=True)
class _Run:
    """Lines of items, and of notes among them; `resumed`: the lines of the text that go on behind the page turn."""

    lines: list[int]
    form: str  # of the first label
    counts: bool  # whether it has the first label of a series
    at_foot: bool
    resumed: list[int]


def notes_at_foot(labels: Labels, lines: Sequence[Line], fixed: Container[int]) -> dict[int, Zone]:
    """The lines taken for items that are of notes, and those of the text that go on behind them, with their zones."""
    runs = _runs(labels, lines)
    found: dict[int, Zone] = {}
    for form in _FORMS:
        feet = [run for run in runs if run.form == form and run.at_foot]
        others = sum(run.form == form and not run.at_foot for run in runs)
        if len(feet) < max(_LEAST, _TIMES * others) or not any(run.counts for run in feet):
            continue
        for run in feet:
            found.update({at: Zone.NOTE for at in run.lines if labels.zones[at] is Zone.ITEM})
            found.update({at: rival[0] for at in run.resumed if (rival := labels.rivals[at]) is not None})
    return {at: zone for at, zone in found.items() if at not in fixed}


def _runs(labels: Labels, lines: Sequence[Line]) -> list[_Run]:
    """Runs with a label and at least one item in them."""
    runs: list[_Run] = []
    current: list[int] = []
    for at, zone in enumerate(labels.zones):
        ends = bool(current) and lines[at].page_end_before
        inside = zone in (Zone.ITEM, Zone.NOTE)
        if inside and not ends:
            current.append(at)
        elif zone is not Zone.NOISE or ends:
            runs += _made(current, labels, lines, ends or zone in FURNITURE, at)
            current = [at] if inside else []
    return [*runs, *_made(current, labels, lines, True, len(lines))]


def _made(at: list[int], labels: Labels, lines: Sequence[Line], page_ends: bool, end: int) -> list[_Run]:
    """The run of some lines, before the line `end`; none where they have no item or no label."""
    found = [label for index in at if labels.zones[index] is Zone.ITEM and (label := lines[index].label) is not None]
    named = [(form, label) for label in found for form in _FORMS if label[form]]
    if not named:
        return []
    # A list that goes on behind the furniture of the page is none of notes.
    behind = next((index for index in range(end, len(lines)) if labels.zones[index] not in FURNITURE), len(lines))
    resumed = []
    while behind < len(lines) and labels.zones[behind] is Zone.ITEM and labels.sure[behind] < _SURE:
        resumed.append(behind)
        behind += 1
    goes_on = not resumed and behind < len(lines) and labels.zones[behind] is Zone.ITEM
    at_foot = page_ends and not (goes_on and not _begins_anew(lines[behind]))
    return [_Run(at, named[0][0], any(_is_first(label) for _, label in named), at_foot, resumed)]


def _begins_anew(line: Line) -> bool:
    """Whether an item begins another list: with the first label of a series, or a sign."""
    return _is_first(line.label) if line.label is not None else not line.text[0].isalnum()


def _is_first(label: re.Match[str]) -> bool:
    return label[0].strip("()[]. :") in _FIRSTS
