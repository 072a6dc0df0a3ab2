"""Global evidence for note labels before any line is labelled: the series they stand in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from tei_encode.recognition.notes.glyphs import reading
from tei_encode.recognition.observations import Line

_WINDOW = 40  # labels looked back over: linear in their number
# `re` looks for the characters that a pattern begins with much faster than for what stands before them.
_MARKER = re.compile(
    r"[\d ⁰¹²³⁴⁵⁶⁷⁸⁹](?:(?<=[^\W\d_]\d)\d{0,2}(?!\w)"
    r"|(?<=[.,;:!?…\"”’»)\]][\d ])(?:(?<=\d)\d{0,2}|(?<= )\d{1,3})(?![\w.,]*\d)"
    r"|(?<![\d ])[⁰¹²³⁴⁵⁶⁷⁸⁹]{0,2}|(?<= )\d{1,3} (?=[.,;]|\w))"
)
_NEAR = 9000  # code points before a note within which its marker is looked for


def series_candidates(lines: Sequence[Line], text: str) -> tuple[dict[int, float], frozenset[int]]:
    """Log-odds by line index that the label at its head is a note's; and the lines whose number a marker before calls.

    A label counts for more where the label before it in the file is one less, and where a marker of the same number
    stands in the text before it. Numbered lists have the first without the second.
    """
    labels: list[tuple[Line, int]] = []
    scores: dict[int, float] = {}
    for line in lines:
        label = line.label
        if label is None or label["letter"] is not None:
            continue
        read = reading(label[0])
        if read.isdecimal() and len(read) <= 3 and read != "0":
            labels.append((line, int(read)))
        elif label["caret"] or label["symbol"] or label["bracket"]:
            scores[line.index] = 0.6 if label["caret"] else -0.2
    if not labels:
        return scores, frozenset()
    called = set()
    chain = _chain([number for _, number in labels])
    marked = _marker_places(text)
    for position, (line, number) in enumerate(labels):
        score = -0.8 + chain[position]
        places = marked.get(number, ())
        before = bisect_left(places, line.start) - 1
        if before >= 0 and line.start - places[before] < _NEAR:
            score += 1.3
            called.add(line.index)
        elif not line.label["sup"]:  # type: ignore[index]
            score -= 0.7
        scores[line.index] = score
    return scores, frozenset(called)


def _chain(numbers: list[int]) -> list[float]:
    """For every label what the best rising series through it adds, up to 3."""
    size = len(numbers)
    forward, backward = [0.0] * size, [0.0] * size
    for into, order in ((forward, range(size)), (backward, range(size - 1, -1, -1))):
        step = 1 if into is forward else -1
        for i in order:
            best = 0.0
            for back in range(1, _WINDOW + 1):
                j = i - step * back
                if not 0 <= j < size:
                    break
                rise = (numbers[i] - numbers[j]) * step
                if 1 <= rise <= 4:
                    gain = into[j] + 1.0 - 0.35 * (rise - 1) - 0.02 * back
                elif (into is forward and numbers[i] == 1 and back == 1) or (
                    into is backward and numbers[j] == 1 and back == 1
                ):
                    gain = 0.3 + 0.3 * min(1.0, into[j])
                else:
                    continue
                best = max(best, gain)
            into[i] = min(3.0, best)
    return [min(3.4, 0.75 * (a + b)) for a, b in zip(forward, backward)]


def _marker_places(text: str) -> dict[int, list[int]]:
    places: dict[int, list[int]] = {}
    for match in _MARKER.finditer(text):
        read = reading(match[0])
        if read.isdecimal():
            places.setdefault(int(read), []).append(match.start())
    return places
