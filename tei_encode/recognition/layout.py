"""How the lines of a file lie: runs of lines without an empty line between, the usual indent and length, page edges."""

from __future__ import annotations

from collections.abc import Sequence

from tei_encode.model.record import record
from tei_encode.recognition.evidence import Evidence
from tei_encode.recognition.observations import Line


@record()
class Run:
    """Lines `first` to `last`."""

    first: int
    last: int
    size: int
    width: float  # mean length of its lines but the last
    indent: int  # least indent of its lines
    upper: float  # share of lines that begin with a capital
    even: bool  # lines of about one length, none of them full of stops: verse, tables


def runs(lines: Sequence[Line], near: int) -> list[Run]:
    """For every line the run it stands in. `near`: empty lines between any two lines of text."""
    found: list[Run] = []
    start = 0
    for at in range(1, len(lines) + 1):
        if at < len(lines) and lines[at].blank_before <= near and not lines[at].page_end_before:
            continue
        part = lines[start:at]
        body = part[:-1] or part
        stops = sum(line.text[-1] == "." for line in part)
        block = Run(
            start,
            at - 1,
            len(part),
            sum(line.length for line in body) / len(body),
            min(line.indent for line in part),
            sum(not line.text[0].islower() for line in part) / len(part),
            max(line.length for line in part) < 1.9 * min(line.length for line in part) and stops < 0.5 * len(part),
        )
        found.extend([block] * len(part))
        start = at
    return found


def usual_length(lines: Sequence[Line]) -> int:
    """The length of most paragraphs where each is one line: the median of what is longer than a line of print."""
    lengths = sorted(line.length for line in lines if line.length > 100)
    return lengths[len(lengths) // 2] if lengths else 100


def usual_indent(lines: Sequence[Line]) -> int:
    """The indent that most lines have."""
    counts: dict[int, int] = {}
    for line in lines:
        counts[line.indent] = counts.get(line.indent, 0) + 1
    return max(counts, key=lambda indent: (counts[indent], -indent))


def edges(lines: Sequence[Line], evidence: Evidence) -> list[int]:
    """Lines at which a page begins or ends for sure: behind form feeds, and numbers of the best chain."""
    chained = {index for index, number in evidence.furniture.numbers.items() if number.chained}
    return [line.index for line in lines if line.page_end_before or line.index in chained]
