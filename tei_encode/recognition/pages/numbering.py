"""Printed numbers as anchors: which page each of them numbers."""

from __future__ import annotations

from collections.abc import Sequence

from tei_encode.model.record import record
from tei_encode.recognition.pages.seams import Seam


@record(frozen=True)
class Anchor:
    """A page whose number is known begins at a seam."""

    seam: Seam
    number: int
    printed: bool


def anchors_of(seams: Sequence[Seam], page_range: tuple[int, int] | None, foot: bool) -> list[Anchor]:
    """The pages that print their number, at their head or (`foot`) at their foot, and the first where it is known."""
    found: list[Anchor] = []
    # The last seam that prints a number: the page that begins at an earlier one prints it at its own foot.
    printed = {seam.numbers[0].number: position for position, seam in enumerate(seams) if seam.numbers}
    for position, seam in enumerate(seams):
        if not seam.numbers:
            continue
        if foot:
            # The number belongs to the page before the seam: its beginning follows from the seam before.
            number = seam.numbers[0].number + 1
            if seam.after >= 0 and position:
                found.append(Anchor(seam, number, len(seam.numbers) > 1 or printed.get(number, -1) > position))
        else:
            found.append(Anchor(seam, seam.numbers[-1].number, True))
    found = _consistent(found)
    return _with_first(found, seams, page_range, foot)


def _consistent(found: list[Anchor]) -> list[Anchor]:
    """Anchors whose numbers rise."""
    kept: list[Anchor] = []
    for anchor in found:
        if not kept or anchor.number > kept[-1].number:
            kept.append(anchor)
    return kept


def _with_first(
    found: list[Anchor], seams: Sequence[Seam], page_range: tuple[int, int] | None, foot: bool
) -> list[Anchor]:
    """The anchors with one for the first page, where its number is cited or follows from a number at its foot."""
    start = seams[0]
    if found and found[0].seam is start:
        return found
    if page_range is not None and (not found or page_range[0] < found[0].number):
        printed = foot and any(seam.numbers and seam.numbers[0].number == page_range[0] for seam in seams)
        return [Anchor(start, page_range[0], printed), *found]
    if foot:
        first = next((seam.numbers[0].number for seam in seams if seam.numbers), None)
        if first is not None and (not found or first < found[0].number):
            return [Anchor(start, first, True), *found]
    return found
