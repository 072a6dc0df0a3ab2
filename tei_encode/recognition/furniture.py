"""Page furniture: running heads, page numbers and stamps, found by what repeats and by what counts upwards.

A line alone tells little: `240 ANNALS` may be a heading, `5` a table cell. What tells is the document: the same letters
on many pages (`#PHSK`), and numbers that rise by one a page at the distance of a page. Both are inferred over all
candidates together: repetition by clusters that allow for recognition errors, numbers by the best chain.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from math import exp, log

from tei_encode.model.record import record
from tei_encode.recognition.observations import Line, Observations

_LONGEST = 130  # code points; a longer line is text
_NUMBER_ALONE = re.compile(r"[\W_]*(?:p(?:age|\.)?\s*)?(\d{1,4})[\W_]*(?:of \d+|/\s*\d+)?$", re.I)
_NUMBER_FIRST = re.compile(r"[\[(|•·-]?\s?(\d{1,4})[\])|•·-]?\s+(?=\S)")
_NUMBER_LAST = re.compile(r"(?<=\S)[\s.|•·-]+\[?(\d{1,4})\]?$")
_ADDRESS = re.compile(r"https?://|www\.|doi\.org|downloaded (?:from|by|on)|©|\(c\) ", re.I)
_WINDOW = 40  # candidates looked back over for the chain of numbers: keeps it linear
_MOST_APART = 30  # pages between two numbers of a chain
_USUAL_PAGE = 2700.0  # code points
_LEAST_PAGE = 150  # code points
_LEAST_CHAIN = 1.6
_YEARS = 1400  # from here on a number that stands in two heads is a year
_TWICE, _THRICE = 2, 3
_STEP = 0.12  # width of the bins, in logarithms, in which distances are counted


@record()
class PageNumber:
    """A printed page number: the line that holds it and what else the line says."""

    line: int
    number: int
    alone: bool
    score: float = 0.0  # log-odds that it is one
    chained: bool = False


@record()
class Furniture:
    """Log-odds by line index; numbers by line index, those of the best chain marked."""

    repeated: dict[int, float]
    numbers: dict[int, PageNumber]


def find_furniture(
    observations: Observations, first: int, title_keys: tuple[str, ...], page_range: tuple[int, int] | None
) -> Furniture:
    """Score every line from `first` on as page furniture.

    `title_keys`: letters of title, journal and authors, case-folded, which running heads repeat or abbreviate.
    `page_range`: the cited first and last page, where the source states them.
    """
    lines = observations.lines
    candidates = [
        line
        for line in lines[first:]
        if line.length <= _LONGEST
        and (not line.text.startswith(("•", "http", "[")) or (line.length <= 8 and _NUMBER_ALONE.match(line.text)))
    ]
    repeated = _repetition(candidates, title_keys)
    numbers = _numbers(candidates, repeated, lines)
    _chain(list(numbers.values()), lines, repeated, page_range)
    return Furniture(repeated, numbers)


def _stem(line: Line) -> str:
    """The letters of a line, which a page number at its head or foot does not change."""
    return line.key[:60]


def _repetition(candidates: list[Line], title_keys: tuple[str, ...]) -> dict[int, float]:
    """Log-odds from repetition, edits allowed, and from saying what title, journal or author say."""
    clusters: dict[str, list[Line]] = {}
    buckets: dict[str, list[str]] = {}
    for line in candidates:
        stem = _stem(line)
        if len(stem) < 4:
            continue
        home = stem if stem in clusters else _similar(stem, buckets)
        if home is None:
            home = stem
            for end in {"<" + stem[:5], ">" + stem[-5:]}:
                buckets.setdefault(end, []).append(stem)
        clusters.setdefault(home, []).append(line)
    found: dict[int, float] = {}
    for stem, group in clusters.items():
        pages = len({line.start // 900 for line in group})
        titled = any(_repeats_title(stem, key) for key in title_keys)
        for line in group:
            # A label makes a line that repeats ("3 Ibid.") a note as likely as a head.
            score = 1.6 * (pages - 1) - 0.4 if pages > 1 else -1.0
            score = min(score, 5.0) * (0.35 if len(stem) < 8 and not line.is_upper else 1.0)
            if titled:
                score += 2.0 if line.is_upper or pages > 1 else 0.8
            if pages > 1 and _ADDRESS.search(line.text):
                score += 1.0
            found[line.index] = score
    return found


def _similar(stem: str, buckets: dict[str, list[str]]) -> str | None:
    """An earlier stem that begins or ends alike and differs by recognition errors only; twelve are looked at."""
    if len(stem) < 8:
        return None
    for end in ("<" + stem[:5], ">" + stem[-5:]):
        for other in buckets.get(end, ())[:12]:
            shorter, longer = sorted((len(stem), len(other)))
            if shorter < 0.7 * longer:
                continue
            if SequenceMatcher(None, stem, other, autojunk=False).ratio() >= 0.82:
                return other
    return None


def _repeats_title(stem: str, key: str) -> bool:
    """Whether a running head's letters are those of a title, journal or author, shortened or a little misread."""
    if len(stem) < 5 or len(key) < 5:
        return False
    if stem in key or key in stem:
        return True
    head = key[: len(stem)]
    # Cheap first: a head a little misread still has one of four pieces of the title whole.
    if not any(stem[at : at + 4] in head for at in (0, 3, len(stem) // 2, len(stem) - 4)):
        return False
    return len(stem) >= 8 and SequenceMatcher(None, stem, head, autojunk=False).ratio() >= 0.8


def _numbers(candidates: list[Line], repeated: dict[int, float], lines: list[Line]) -> dict[int, PageNumber]:
    """The number of every candidate that has one; the same one in many heads is a year or a volume, none of a page."""
    found: dict[int, PageNumber] = {}
    beside: dict[int, list[int]] = {}
    scores: dict[int, float] = {}
    for line in candidates:
        if not line.digits:
            continue
        match = _NUMBER_ALONE.match(line.text)
        if match:
            found[line.index] = PageNumber(line.index, int(match[1]), True, 0.3)
            continue
        repetition = repeated.get(line.index, -1.0)
        if line.length > 90 and repetition < 1:
            continue
        capitals = line.is_upper and line.letters >= 4
        if repetition < 0.5 and not capitals:
            continue
        sides = [int(match[1]) for match in (_NUMBER_LAST.search(line.text), _NUMBER_FIRST.match(line.text)) if match]
        if sides:
            beside[line.index] = sides
            scores[line.index] = max(repetition, 0.0) + 0.9 * capitals
    counts = Counter(number for sides in beside.values() for number in set(sides))
    for index, sides in beside.items():
        rising = [number for number in sides if counts[number] < (_TWICE if number >= _YEARS else _THRICE)]
        if rising:
            found[index] = PageNumber(index, rising[0], False, scores[index])
    return {index: found[index] for index in sorted(found)}


def _chain(
    numbers: list[PageNumber], lines: list[Line], repeated: dict[int, float], page_range: tuple[int, int] | None
) -> None:
    """Mark the numbers of the best rising chain: one more a page, at even distances (dynamic programming).

    Numbers of notes rise too, but notes stand at uneven distances and pages do not: the chain is tried for each of the
    distances at which numbers one apart most often stand, and the best of all is taken.
    """
    if not numbers:
        return
    own = [_own(item, lines, repeated, page_range) for item in numbers]
    chosen: list[int] = []
    best = _LEAST_CHAIN
    for length in _page_lengths(numbers, lines):
        value, chain = _best_chain(numbers, own, lines, length)
        value -= min(2.0, 0.5 * (log(length / _USUAL_PAGE) / 0.7) ** 2)
        if value > best:
            best, chosen = value, chain
    for at in chosen:
        numbers[at].chained = True
        numbers[at].score += 1.2 * min(len(chosen), 4)
    for item in numbers:
        if not item.chained:
            item.score -= 1.0


def _own(item: PageNumber, lines: list[Line], repeated: dict[int, float], page_range: tuple[int, int] | None) -> float:
    """What a number by itself has for it: its line repeats, stands beside one that does, or beside a form feed."""
    own = item.score
    line = lines[item.line]
    after = lines[item.line + 1] if item.line + 1 < len(lines) else None
    if line.page_end_before or after is None or after.page_end_before:
        own += 1.5
    if item.alone and any(repeated.get(index, 0.0) >= 1.0 for index in (item.line - 1, item.line + 1)):
        own += 1.0
    if page_range is not None:
        own += 1.8 if page_range[0] <= item.number <= page_range[1] else -3.0
    return own


def _best_chain(
    numbers: list[PageNumber], own: list[float], lines: list[Line], length: float
) -> tuple[float, list[int]]:
    """Value and members of the best chain at one distance."""
    best = list(own)
    back = [-1] * len(numbers)
    for i, item in enumerate(numbers):
        for j in range(max(0, i - _WINDOW), i):
            gain = best[j] + own[i] + _step(numbers[j], item, lines, length)
            if gain > best[i]:
                best[i], back[i] = gain, j
    at = max(range(len(numbers)), key=best.__getitem__)
    value = best[at]
    chain = []
    while at >= 0:
        chain.append(at)
        at = back[at]
    if len(chain) == 1:
        value -= 1.0
    return value, chain


def _step(before: PageNumber, after: PageNumber, lines: list[Line], length: float) -> float:
    """What it says for two numbers that one follows the other: rise, and text between of as many pages."""
    rise = after.number - before.number
    if rise <= 0 or rise > _MOST_APART:
        return -9.0
    pages = (lines[after.line].start - lines[before.line].start) / (rise * length)
    if after.line == len(lines) - 1 and pages < 1 and rise == 1:
        pages = 1.0  # the last page may be short
    if pages <= 0.1:
        return -9.0
    return 2.2 - 0.4 * (rise - 1) - min(5.0, 0.5 * (log(pages) / 0.22) ** 2)


def _page_lengths(numbers: list[PageNumber], lines: list[Line]) -> list[float]:
    """Distances, in code points, at which numbers one apart stand: the commonest few, and the usual one."""
    last: dict[int, int] = {}
    counts: dict[int, int] = {}
    for item in numbers:
        place = lines[item.line].start
        for rise in (1, 2):
            before = last.get(item.number - rise)
            if before is not None and place - before > _LEAST_PAGE * rise:
                step = round(log((place - before) / rise) / _STEP)
                counts[step] = counts.get(step, 0) + 1
        last[item.number] = place
    ordered = sorted(counts, key=lambda step: (-counts[step], step))[:4]
    return [exp(step * _STEP) for step in ordered] or [_USUAL_PAGE]
