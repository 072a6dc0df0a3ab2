"""Global evidence for note labels before any line is labelled: the series they stand in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tei_encode.recognition.notes.glyphs import reading
from tei_encode.recognition.observations import Line

_WINDOW = 40  # labels looked back over: linear in their number
# `re` looks for the characters that a pattern begins with much faster than for what stands before them.
_MARKER = re.compile(
    r"[\d ⁰¹²³⁴⁵⁶⁷⁸⁹](?:(?<=[^\W\d_]\d)\d{0,2}(?!\w)"
    r"|(?<=[.,;:!?…\"”’»)\]][\d ])(?:(?<=\d)\d{0,2}|(?<= )\d{1,3})(?![\w.,]*\d)"
    r"|(?<![\d ])[⁰¹²³⁴⁵⁶⁷⁸⁹]{0,2}|(?<= )\d{1,3} (?=[.,;]|\w))"
)
_SYMBOL = re.compile(r"[*#†‡§](?<=[^\s*#†‡§].)(?:(?<=\*)\*{0,2}|(?<!\*)[#†‡§]?)(?=[\s.,;:)!?—–]|$)", re.MULTILINE)
_LONGEST_EMPHASIS = 300  # code points
_CALLED = 1.3  # log-odds
_NEAR = 9000  # code points before a note within which its marker is looked for


def series_candidates(lines: Sequence[Line], text: str) -> tuple[dict[int, float], frozenset[int]]:
    """Log-odds by line index that the label at its head is a note's; and the lines whose number a marker before calls.

    A label counts for more where the label before it in the file is one less, and where a marker of the same number
    stands in the text before it. Numbered lists have the first without the second.
    """
    labels: list[tuple[Line, int]] = []
    symbols: list[tuple[Line, str]] = []
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
            symbols.append((line, read))
    called = set(_called_symbols(symbols, text))
    for index in called:
        scores[index] += _CALLED
    if not labels:
        return scores, frozenset(called)
    chain = _chain([number for _, number in labels])
    marked = _marker_places(text)
    for position, (line, number) in enumerate(labels):
        score = -0.8 + chain[position]
        places = marked.get(number, ())
        before = bisect_left(places, line.start) - 1
        if before >= 0 and line.start - places[before] < _NEAR:
            score += _CALLED
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


def _called_symbols(symbols: Sequence[tuple[Line, str]], text: str) -> Iterator[int]:
    """Lines whose symbol stands in the text before them, behind a word, once for each of them."""
    wanted = {read for _, read in symbols}
    places: dict[str, list[int]] = {}
    if wanted:
        for match in _SYMBOL.finditer(text):
            if match[0] in wanted and not _closes(text, match.start()):
                places.setdefault(match[0], []).append(match.start())
    used: dict[str, int] = {}
    for line, read in symbols:
        known = places.get(read, ())
        before = bisect_left(known, line.start)
        if before > used.get(read, 0) and line.start - known[before - 1] < _NEAR:
            used[read] = before
            yield line.index


def _closes(text: str, at: int) -> bool:
    """Whether an asterisk closes emphasis that another opened on its line (`*The Lamp*`)."""
    opening = text.rfind("*", max(0, at - _LONGEST_EMPHASIS, text.rfind("\n", 0, at) + 1), at)
    return (
        text[at] == "*"
        and opening >= 0
        and not text[opening - 1 : opening].isalnum()
        and not text[opening + 1].isspace()
    )


def _marker_places(text: str) -> dict[int, list[int]]:
    places: dict[int, list[int]] = {}
    for match in _MARKER.finditer(text):
        read = reading(match[0])
        if read.isdecimal():
            places.setdefault(int(read), []).append(match.start())
    return places
