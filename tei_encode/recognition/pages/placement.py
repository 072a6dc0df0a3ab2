"""Where on the page numbers stand, at the foot or at the head, and so which line a page begins with (`#CORS5`)."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from tei_encode.recognition.observations import Line
from tei_encode.recognition.pages.seams import Seam
from tei_encode.recognition.weights import weights
from tei_encode.recognition.zones import Zone

_FOOT = frozenset({Zone.CITATION, Zone.STAMP, Zone.NOISE, Zone.LINE_NUMBER})
_SAID_AT_FOOT = frozenset({Zone.CITATION, Zone.STAMP})
_ADDRESS = ("http://", "https://", "www.")
_RESTS = (0.05, 0.3, 0.8, 1.2)  # pages of text behind the last number
_SOME, _MOST = 0.3, 0.7  # shares of the seams with a number


def at_foot(
    seams: Sequence[Seam],
    lines: Sequence[Line],
    zones: Sequence[Zone],
    page_range: tuple[int, int] | None,
    weight: int,
) -> bool:
    """Whether page numbers stand at the foot of pages: learned from the order of numbers, heads, feeds and text."""
    if not any(seam.numbers for seam in seams):
        return False
    table = weights("foot")
    names = placement_features(seams, lines, zones, page_range, weight)
    return table["bias"] + sum(table.get(name, 0.0) for name in names) > 0


def placement_features(
    seams: Sequence[Seam],
    lines: Sequence[Line],
    zones: Sequence[Zone],
    page_range: tuple[int, int] | None,
    weight: int,
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
    rest = weight - last.weight - _aside(last, lines, zones)
    if rest <= 0:
        yield "number-behind-all"
    else:
        page = (last.weight - first.weight) / max(1, last.numbers[0].number - first.numbers[0].number)
        yield "rest" + str(bisect_right(_RESTS, rest / page if page else 1.0))
    votes = Counter(vote for seam in numbered for vote in set(_votes(seam, lines, zones)))
    for vote, count in sorted(votes.items()):
        share = count / len(numbered)
        if share > _SOME:
            yield f"{vote}-{'most' if share > _MOST else 'some'}"


def _aside(last: Seam, lines: Sequence[Line], zones: Sequence[Zone]) -> int:
    """Code points behind the last number that are no text of the article: an advertisement, an address."""
    if last.after < 0:
        return 0
    behind = lines[last.after :]
    return sum(line.length for line in behind if zones[line.index] is Zone.ADVERT or line.text.startswith(_ADDRESS))


def _votes(seam: Seam, lines: Sequence[Line], zones: Sequence[Zone]) -> Iterator[str]:
    """What the order within one seam says."""
    number = seam.numbers[0]
    if seam.feed >= 0:
        yield "before-feed" if number.line < seam.feed else "after-feed"
    at = seam.furniture.index(number.line)
    size = len(seam.furniture)
    for position, index in enumerate(seam.furniture):
        side = "above" if position < at else "below"
        if zones[index] is Zone.HEADER and position != at:
            yield f"header-{side}"
        elif zones[index] in _SAID_AT_FOOT:
            yield f"{zones[index].value}-{side}"
    form = "" if number.alone else "in-head-"
    if not number.alone:
        yield "in-head"
    yield form + ("alone" if size == 1 else "first" if at == 0 else "last" if at == size - 1 else "between")
    following = seam.furniture[at + 1] if at + 1 < size else seam.after
    if following >= 0:
        apart = lines[following].blank_before - lines[number.line].blank_before
        yield form + ("gap-after" if apart > 0 else "gap-before" if apart < 0 else "gap-even")
    if seam.after >= 0 and size > 1:
        apart = lines[seam.after].blank_before - lines[seam.furniture[0]].blank_before
        yield "text-after" if apart > 0 else "text-before" if apart < 0 else "text-even"


def place_of(seam: Seam, zones: Sequence[Zone], foot: bool) -> int:
    """The line before which the page begins: behind the furniture of the page before, before that of its own.

    What stands above a number at the foot is of the page that ends, as a running foot is.
    """
    if seam.feed >= 0:
        return seam.feed
    start = seam.furniture.index(seam.numbers[0].line) + 1 if foot and seam.numbers else 0
    for index in seam.furniture[start:]:
        if zones[index] not in _FOOT:
            return index
    return seam.after if seam.after >= 0 else seam.furniture[-1]
