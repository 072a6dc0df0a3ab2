"""Printed numbers as anchors: which page each of them numbers, and where in its seam the page begins."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tei_encode.model.record import record
from tei_encode.recognition.observations import Line
from tei_encode.recognition.pages.seams import Seam
from tei_encode.recognition.weights import weights
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
    """The pages that print their number, the first where its number is known; and whether numbers stand at the foot."""
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


def placement_features(
    seams: Sequence[Seam], lines: Sequence[Line], page_range: tuple[int, int] | None, weight: int
) -> Iterator[str]:
    """What says whether page numbers stand at the foot of pages or at their head, as names of weights."""
    numbered = [seam for seam in seams if seam.numbers]
    first, last = numbered[0], numbered[-1]
    if page_range is not None and first.weight:
        behind = first.numbers[0].number - page_range[0]
        yield "cited-first" if behind == 0 else "cited-second" if behind == 1 else "cited-else"
    if first.before < 0:
        yield "number-before-all"
    elif first.numbers[0].number == 1:
        yield "first-is-one"
    if last.after < 0:
        yield "number-behind-all"
    else:
        page = (last.weight - first.weight) / max(1, last.numbers[0].number - first.numbers[0].number)
        rest = (weight - last.weight) / page if page else 1.0
        yield "rest" + str(bisect_right((0.05, 0.3, 0.8, 1.2), rest))
    votes = [vote for seam in numbered for vote in _votes(seam, lines)]
    for vote in sorted(set(votes)):
        share = votes.count(vote) / len(numbered)
        if share > 0.3:
            yield f"{vote}-{'most' if share > 0.7 else 'some'}"


def _votes(seam: Seam, lines: Sequence[Line]) -> Iterator[str]:
    """What the order within one seam says."""
    number = seam.numbers[0]
    if seam.feed >= 0:
        yield "before-feed" if number.line < seam.feed else "after-feed"
    if not number.alone:
        yield "in-head"
        return
    at = seam.furniture.index(number.line)
    heads = len(seam.furniture)
    yield "alone" if heads == 1 else "first" if at == 0 else "last" if at == heads - 1 else "between"
    following = seam.furniture[at + 1] if at + 1 < heads else seam.after
    if following >= 0:
        apart = lines[following].blank_before - lines[number.line].blank_before
        yield "gap-after" if apart > 0 else "gap-before" if apart < 0 else "gap-even"


def _at_foot(seams: Sequence[Seam], lines: Sequence[Line], page_range: tuple[int, int] | None, weight: int) -> bool:
    """Whether page numbers stand at the foot of pages: learned from the order of numbers, heads, feeds and text."""
    if not any(seam.numbers for seam in seams):
        return False
    table = weights("foot")
    names = placement_features(seams, lines, page_range, weight)
    return table["bias"] + sum(table.get(name, 0.0) for name in names) > 0


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
