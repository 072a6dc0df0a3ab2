"""The cheapest turns between two places of the text, by dynamic programming over seams."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from tei_encode.recognition.pages.numbering import Anchor
from tei_encode.recognition.pages.seams import Seam

_LOOK_BACK = 90  # seams looked back over from each seam: keeps the path linear in the number of lines
_USUAL = 3000.0  # code points of a page, where nothing else is known
_SPREAD = 0.22  # of the logarithm of the lengths of full pages of one document
_SUREST = 12.0
_LIKELY = 0.5  # log-odds from which a seam turns by itself
_MOST = 12.0  # the most that a misfit of length costs


def usual_length(
    seams: Sequence[Seam], anchors: Sequence[Anchor], weight: int, page_range: tuple[int, int] | None
) -> float:
    """The usual length of a page: from printed numbers, else the cited range, else seams that turn for sure."""
    spans = [
        (two.number - one.number, two.seam.weight - one.seam.weight)
        for one, two in zip(anchors, anchors[1:])
        if two.seam.weight > one.seam.weight and one.seam.before >= 0
    ]
    if sum(pages for pages, _ in spans) >= 3:
        # The median page: a span of several counts as so many of its mean length.
        each = sorted(size / pages for pages, size in spans for _ in range(min(pages, 20)))
        return max(200.0, each[len(each) // 2])
    if page_range is not None and page_range[1] >= page_range[0]:
        return max(200.0, weight / (page_range[1] - page_range[0] + 1))
    sure = [seam.weight for seam in seams if seam.score > 2.0]
    steps = sorted(two - one for one, two in zip(sure, sure[1:]) if two - one > 400)
    if len(steps) >= 2:
        return max(200.0, float(steps[len(steps) // 2]))
    return max(200.0, spans[0][1] / spans[0][0]) if spans else _USUAL


def misfit(size: float, length: float, partial: bool) -> float:
    """Cost in nats of a page of `size` code points; a first page bears the title, and a last one may end early."""
    ratio = max(0.01, size / length)
    if partial and ratio < 1.0:
        return 0.6 * (1.0 - ratio)
    return min(_MOST, 0.5 * (log(ratio) / _SPREAD) ** 2)


def path_of(
    seams: Sequence[Seam], start: int, end: int, count: int, length: float, opening: bool, closing: bool
) -> list[tuple[Seam, float]]:
    """The best `count` turns between two weights, with their probabilities; fewer where there are no more seams."""
    if count <= 0 or not seams:
        return []
    seams = _strongest(seams, max(4 * count, 24))
    count = min(count, len(seams))
    table: list[list[tuple[float, int]]] = []
    for k in range(count):
        row: list[tuple[float, int]] = []
        for i, seam in enumerate(seams):
            best, source = 1e9, -1
            if k == 0:
                best = misfit(seam.weight - start, length, opening)
            else:
                for j in range(max(0, i - _LOOK_BACK), i):
                    cost = table[k - 1][j][0] + misfit(seam.weight - seams[j].weight, length, False)
                    if cost < best:
                        best, source = cost, j
            row.append((best - seam.score, source))
        table.append(row)
    ends = [cost + misfit(end - seam.weight, length, closing) for (cost, _), seam in zip(table[-1], seams)]
    at = min(range(len(seams)), key=ends.__getitem__)
    chosen = []
    for k in range(count - 1, -1, -1):
        chosen.append(seams[at])
        at = table[k][at][1]
        if at < 0:
            break
    chosen.reverse()
    chances = _marginals(seams, start, end, count, length, opening, closing)
    return [(seam, chances[seam.weight]) for seam in chosen]


def _marginals(
    seams: Sequence[Seam], start: int, end: int, count: int, length: float, opening: bool, closing: bool
) -> dict[int, float]:
    """Probability that a page turns at each seam, over all ways to set `count` turns (forward and backward sums)."""
    size = len(seams)
    within = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(max(0, i - _LOOK_BACK), i):
            within[j][i] = exp(-misfit(seams[i].weight - seams[j].weight, length, False))
    own = [exp(max(-_SUREST, min(_SUREST, seam.score))) for seam in seams]
    first = [exp(-misfit(seam.weight - start, length, opening)) for seam in seams]
    last = [exp(-misfit(end - seam.weight, length, closing)) for seam in seams]
    forward = [[first[i] * own[i] for i in range(size)]]
    for _ in range(count - 1):
        above = forward[-1]
        row = [own[i] * sum(above[j] * within[j][i] for j in range(max(0, i - _LOOK_BACK), i)) for i in range(size)]
        top = max(row) or 1.0
        forward.append([value / top for value in row])
    backward = [last]
    for _ in range(count - 1):
        below = backward[-1]
        row = [
            sum(within[i][j] * own[j] * below[j] for j in range(i + 1, min(size, i + _LOOK_BACK + 1)))
            for i in range(size)
        ]
        top = max(row) or 1.0
        backward.append([value / top for value in row])
    chances = dict.fromkeys((seam.weight for seam in seams), 0.0)
    for k in range(count):
        row = [forward[k][i] * backward[count - 1 - k][i] for i in range(size)]
        whole = sum(row) or 1.0
        for seam, value in zip(seams, row):
            chances[seam.weight] = min(1.0, chances[seam.weight] + value / whole)
    return chances


def free_path(seams: Sequence[Seam], start: int, end: int, length: float, opening: bool) -> list[tuple[Seam, float]]:
    """As many turns as the evidence is worth: a seam turns for its log-odds, less what its page's length costs."""
    likely = [seam for seam in seams if seam.score > -2.0 and seam.weight > start and seam.after >= 0]
    if not likely:
        return []
    best: list[float] = []
    back: list[int] = []
    for i, seam in enumerate(likely):
        value, source = -_half(seam.weight - start, length, opening), -1
        for j in range(max(0, i - _LOOK_BACK), i):
            other = best[j] - _half(seam.weight - likely[j].weight, length, False)
            if other > value:
                value, source = other, j
        best.append(value + min(_SUREST, seam.score - _LIKELY))
        back.append(source)
    ends = [value - _half(end - seam.weight, length, True) for value, seam in zip(best, likely)]
    at = max(range(len(likely)), key=ends.__getitem__)
    if ends[at] <= -_half(end - start, length, True):
        return []
    chosen = []
    while at >= 0:
        chosen.append(likely[at])
        at = back[at]
    chosen.reverse()
    return [(seam, 1 / (1 + exp(-max(-_SUREST, min(_SUREST, seam.score))))) for seam in chosen]


def _half(size: float, length: float, partial: bool) -> float:
    """What a page's length costs where its number is not known: half as much, and little for one that is too long."""
    ratio = size / length
    if ratio > 1.0:
        return min(4.0, 0.5 * misfit(size, length, False))
    return 0.5 * misfit(size, length, partial)


def _strongest(seams: Sequence[Seam], most: int) -> Sequence[Seam]:
    """At most `most` seams, the strongest, in their order: the path stays linear however many lines there are."""
    if len(seams) <= most:
        return seams
    keep = sorted(range(len(seams)), key=lambda i: -seams[i].score)[:most]
    return [seams[i] for i in sorted(keep)]
