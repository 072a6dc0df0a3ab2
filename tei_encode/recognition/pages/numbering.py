"""Printed numbers as anchors: which page each of them numbers, and where in its seam the page begins."""

from __future__ import annotations

from collections.abc import Sequence

from tei_encode.model.record import record
from tei_encode.recognition.observations import Line
from tei_encode.recognition.pages.seams import Seam
from tei_encode.recognition.zones import Zone

_FOOT = frozenset({Zone.CITATION, Zone.STAMP, Zone.NOISE, Zone.LINE_NUMBER})


@record(frozen=True)
class Anchor:
    """A page whose number is known begins at a seam."""

    seam: Seam
    number: int
    printed: bool


def anchors_of(
    seams: Sequence[Seam], lines: Sequence[Line], page_range: tuple[int, int] | None, weight: int
) -> tuple[list[Anchor], bool]:
    """The pages that print their number, the first page where its number is known; and whether numbers stand at the foot."""
    at_foot = _at_foot(seams, lines, page_range, weight)
    found: list[Anchor] = []
    for position, seam in enumerate(seams):
        if not seam.numbers:
            continue
        if at_foot:
            # The number belongs to the page before the seam: its beginning follows from the seam before.
            number = seam.numbers[0].number + 1
            if seam.after >= 0 and position:
                found.append(Anchor(seam, number, len(seam.numbers) > 1 or _printed_next(seams, position, number)))
        else:
            found.append(Anchor(seam, seam.numbers[-1].number, True))
    found = _consistent(found)
    return _with_first(found, seams, page_range, at_foot), at_foot


def _printed_next(seams: Sequence[Seam], position: int, number: int) -> bool:
    """Whether the page that begins at a seam prints this number at its own foot, a seam or more later."""
    return any(other.number == number for seam in seams[position + 1 :] if seam.numbers for other in seam.numbers[:1])


def _consistent(found: list[Anchor]) -> list[Anchor]:
    """Anchors whose numbers rise."""
    kept: list[Anchor] = []
    for anchor in found:
        if not kept or anchor.number > kept[-1].number:
            kept.append(anchor)
    return kept


def _with_first(
    found: list[Anchor], seams: Sequence[Seam], page_range: tuple[int, int] | None, at_foot: bool
) -> list[Anchor]:
    """The anchors with one for the first page, where its number is cited or follows from a number at its foot."""
    start = seams[0]
    if found and found[0].seam is start:
        return found
    if page_range is not None and (not found or page_range[0] < found[0].number):
        printed = at_foot and any(seam.numbers and seam.numbers[0].number == page_range[0] for seam in seams)
        return [Anchor(start, page_range[0], printed), *found]
    if at_foot:
        first = next((seam.numbers[0].number for seam in seams if seam.numbers), None)
        if first is not None and (not found or first < found[0].number):
            return [Anchor(start, first, True), *found]
    return found


def _at_foot(
    seams: Sequence[Seam], lines: Sequence[Line], page_range: tuple[int, int] | None, weight: int
) -> bool:
    """Whether page numbers stand at the foot of pages.

    Form feeds say so; else the number of the first cited page behind its text does; else a number that ends the file;
    else the order of number and running head within a seam.
    """
    numbered = [seam for seam in seams if seam.numbers]
    if not numbered:
        return False
    before = after = 0
    for seam in numbered:
        if seam.feed >= 0:
            before += seam.numbers[0].line < seam.feed
            after += seam.numbers[-1].line >= seam.feed
    if before != after:
        return before > after
    if page_range is not None:
        first = numbered[0]
        if first.numbers[0].number == page_range[0]:
            return first.weight > 0
        if first.numbers[0].number == page_range[0] + 1 and len(numbered) > 1:
            return False
    if numbered[-1].after < 0:
        return True
    if numbered[0].before < 0:
        return False
    split = sum(
        seam.numbers[0].alone and seam.furniture[-1] > seam.numbers[0].line and seam.furniture[0] == seam.numbers[0].line
        for seam in numbered
    )
    rest = weight - numbered[-1].weight
    return split > 0.7 * len(numbered) and rest < 0.02 * weight


def place_of(seam: Seam, lines: Sequence[Line], zones: Sequence[Zone], at_foot: bool) -> int:
    """The line before which the page begins: behind the furniture of the page before, before that of its own."""
    if seam.feed >= 0:
        return seam.feed
    for position, index in enumerate(seam.furniture):
        zone = zones[index]
        if zone in _FOOT:
            continue
        numbered = any(number.line == index for number in seam.numbers)
        if zone is Zone.PAGE_NUMBER and at_foot and numbered:
            continue
        if at_foot and numbered and zone is Zone.HEADER and position + 1 < len(seam.furniture):
            continue  # head and number in one line, at the foot
        if at_foot and numbered:
            continue
        return index
    return seam.after if seam.after >= 0 else seam.furniture[-1]
