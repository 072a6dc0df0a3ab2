"""Printed page numbers: what may be one, and the best chain of them (`#CORS5`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import exp, log

from tei_encode.language.numbers import of_issues
from tei_encode.model.record import record
from tei_encode.recognition.observations import Line

_NUMBER_ALONE = re.compile(r"[\W_]*(?:p(?:age|\.)?\s*)?(\d{1,4})[\W_]*(?:of \d+|/\s*\d+)?$", re.I)
_NUMBER_FIRST = re.compile(r"[\[(|•·-]?\s?(\d{1,4})[\])|•·-]?\s+(?=\S)")
_NUMBER_LAST = re.compile(r"(?<=\S)[\s.|•·-]+\[?(\d{1,4})\]?$")
_DIGITS = re.compile(r"\d+")
_WINDOW = 40  # candidates looked back over for the chain of numbers: keeps it linear
_MOST_APART = 30  # pages between two numbers of a chain
_USUAL_PAGE = 2700.0  # code points
_LEAST_PAGE = 150  # code points
_LEAST_CHAIN = 1.6
_CITED, _NOT_CITED = 1.8, -3.0  # what the cited range says of a number in it, and of one that is not
_MISCITED = 6.0  # what it costs to disbelieve the cited range
_SAME_FORM, _OTHER_FORM = 0.3, -0.7  # two numbers printed alike (`- 7 -`), or not
_YEARS = 1400  # from here on a number that stands in two heads is a year
_TWICE, _THRICE = 2, 3
_LONE, _LONE_YEAR = 1.0, 4.0  # what it costs that no other number bears one out
_UNBORNE = 2.0  # and each other that might have, and does not
_STEP = 0.12  # width of the bins, in logarithms, in which distances are counted


@record()
class PageNumber:
    """A printed page number: the line that holds it and what else the line says."""

    line: int
    number: int
    alone: bool
    form: str = ""  # what stands around a number alone on its line
    score: float = 0.0  # log-odds that it is one
    chained: bool = False


@record(frozen=True)
class Chain:
    """Indices of the numbers that count pages, and whether they are of the cited range."""

    members: tuple[int, ...] = ()
    cited: bool = True


def is_number(text: str) -> bool:
    """Whether a line is a number and nothing more."""
    return _NUMBER_ALONE.match(text) is not None


def find_numbers(candidates: Sequence[Line], repeated: Mapping[int, float]) -> dict[int, PageNumber]:
    """The number of every candidate that has one; the same one in many heads is a year or a volume, none of a page."""
    found: dict[int, PageNumber] = {}
    beside: dict[int, list[int]] = {}
    scores: dict[int, float] = {}
    for line in candidates:
        if not line.digits:
            continue
        match = _NUMBER_ALONE.match(line.text)
        if match:
            found[line.index] = PageNumber(line.index, int(match[1]), True, _DIGITS.sub("#", line.text), 0.3)
            continue
        repetition = repeated.get(line.index, -1.0)
        if line.length > 90 and repetition < 1:
            continue
        capitals = line.is_upper and line.letters >= 4
        if repetition < 0.5 and not capitals:
            continue
        last, first = _NUMBER_LAST.search(line.text), _NUMBER_FIRST.match(line.text)
        if last and _counts_issues(line.text[: last.start() + 1].rsplit(None, 1)[-1]):
            last = None
        sides = [int(match[1]) for match in (last, first) if match]
        if sides:
            beside[line.index] = sides
            scores[line.index] = max(repetition, 0.0) + 0.9 * capitals
    counts = Counter(number for sides in beside.values() for number in set(sides))
    for index, sides in beside.items():
        rising = [number for number in sides if counts[number] < (_TWICE if number >= _YEARS else _THRICE)]
        if rising:
            found[index] = PageNumber(index, rising[0], False, "", scores[index])
    return {index: found[index] for index in sorted(found)}


def _counts_issues(word: str) -> bool:
    """Whether the number behind a word is of a volume or an issue; a lone letter abbreviates one only with its stop."""
    bare = word.casefold().rstrip(".,")
    return bare in of_issues() and (len(bare) > 1 or "." in word)


def chain_of(
    numbers: Sequence[PageNumber],
    own: Sequence[float],
    lines: Sequence[Line],
    page_range: tuple[int, int] | None,
    strictness: float = 5.0,
) -> Chain:
    """The best rising chain of numbers: one more a page, at even distances (dynamic programming).

    Numbers of notes rise too, but notes stand at uneven distances and pages do not: the chain is tried for each of the
    distances at which numbers one apart most often stand, and the best of all is taken. The cited range speaks for the
    numbers that it holds and against all others, unless the numbers are better explained without it: an article is
    cited from another printing, or a citation is of another article.

    Args:
        numbers: in the order of their lines.
        own: what each has for it by itself, log-odds.
        page_range: the cited first and last page.
        strictness: the most that an uneven distance costs.
    """
    value, found = _LEAST_CHAIN, Chain()
    if not numbers:
        return found
    for cited in (True, False) if page_range is not None else (True,):
        told = own
        if cited and page_range is not None:
            told = [
                one + (_CITED if page_range[0] <= item.number <= page_range[1] else _NOT_CITED)
                for one, item in zip(own, numbers)
            ]
        for length in _page_lengths(numbers, lines):
            best, members = _best_chain(numbers, told, lines, length, strictness)
            best -= min(2.0, 0.5 * (log(length / _USUAL_PAGE) / 0.7) ** 2) + (0.0 if cited else _MISCITED)
            if best > value:
                value, found = best, Chain(tuple(members), cited)
    return found


def _best_chain(
    numbers: Sequence[PageNumber], own: Sequence[float], lines: Sequence[Line], length: float, strictness: float
) -> tuple[float, list[int]]:
    """Value and members of the best chain at one distance."""
    best = list(own)
    back = [-1] * len(numbers)
    for i, item in enumerate(numbers):
        for j in range(max(0, i - _WINDOW), i):
            gain = best[j] + own[i] + _step(numbers[j], item, lines, length, strictness)
            if gain > best[i]:
                best[i], back[i] = gain, j
    at = max(range(len(numbers)), key=best.__getitem__)
    value = best[at]
    chain = []
    while at >= 0:
        chain.append(at)
        at = back[at]
    if len(chain) == 1:
        value -= _LONE_YEAR if numbers[chain[0]].number >= _YEARS else _LONE + _UNBORNE * (len(numbers) - 1)
    return value, chain[::-1]


def _step(before: PageNumber, after: PageNumber, lines: Sequence[Line], length: float, strictness: float) -> float:
    """What it says for two numbers that one follows the other: rise, and text between of as many pages."""
    rise = after.number - before.number
    if rise <= 0 or rise > _MOST_APART:
        return -9.0
    pages = (lines[after.line].start - lines[before.line].start) / (rise * length)
    if after.line == len(lines) - 1 and pages < 1 and rise == 1:
        pages = 1.0  # the last page may be short
    if pages <= 0.1:
        return -9.0
    alike = _SAME_FORM if before.form == after.form else _OTHER_FORM
    return 2.2 + alike - 0.4 * (rise - 1) - min(strictness, 0.5 * (log(pages) / 0.22) ** 2)


def _page_lengths(numbers: Sequence[PageNumber], lines: Sequence[Line]) -> list[float]:
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
