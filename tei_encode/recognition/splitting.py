"""Lines that hold more than one thing: two notes in one line, and the text that goes on behind them."""

from __future__ import annotations

import re
from collections.abc import Callable

from tei_encode.recognition.observations import LABEL, WHITE, Line, Observations

_NEXT_NOTE = re.compile(
    r"[⁰¹²³⁴⁵⁶⁷⁸⁹^](?<=[.!?”\"»)] .)(?:(?<!\^)[⁰¹²³⁴⁵⁶⁷⁸⁹]{0,2}|(?<=\^)\{?[\w*#]{1,3}\}?)(?= ?[^\W\d_])"
)
_TEXT_GOES_ON = re.compile(r"(?:\d{1,4}|[^\W\d_]{4,}|\))[.!?][\"”»)]? (?=[^\W\d_])")
_LEAST_TAIL = 60  # code points: a shorter rest is the note's own


def split_lines(observations: Observations, measure: Callable[[Line], None]) -> None:
    """Split lines that begin with a raised label, so that each line begins at most one note.

    *Seen*: a second raised label after a sentence within such a line; text that goes on in lower case behind the last
    note, where the line of text before the notes broke off. *Not seen*: raised digits within a note, abbreviations.
    """
    lines = observations.lines
    if observations.wrapped:
        return
    out: list[Line] = []
    open_sentence = False
    for line in lines:
        label = line.label
        raised = label is not None and bool(label["sup"] or label["caret"])
        if raised and line.length > 12:
            out.extend(_parts(line, open_sentence))
        else:
            if label is None and line.length > 60:
                open_sentence = not line.is_terminal
            out.append(line)
    if len(out) != len(lines):
        for index, line in enumerate(out):
            line.index = index
        for line in out:
            if line.letters == 0 and line.capitals == 0 and not line.key:
                measure(line)
        observations.lines = out


def _parts(line: Line, open_sentence: bool) -> list[Line]:
    text = line.text
    cuts = [0, *(match.start() for match in _NEXT_NOTE.finditer(text))]
    if open_sentence:
        for match in _TEXT_GOES_ON.finditer(text, cuts[-1] + 4):
            rest = text[match.end() :]
            if rest[0].islower() and len(rest) >= _LEAST_TAIL and len(rest) > 0.4 * (len(text) - cuts[-1]):
                cuts.append(match.end())
                break
    if len(cuts) == 1:
        return [line]
    parts = []
    for begin, end in zip(cuts, [*cuts[1:], len(text)]):
        piece = text[begin:end].rstrip(WHITE)
        start = line.start + begin
        part = Line(
            0,
            start,
            start + len(piece),
            piece,
            line.indent if begin == 0 else 0,
            line.blank_before if begin == 0 else 0,
            line.page_end_before and begin == 0,
        )
        part.label = LABEL.match(piece)
        parts.append(part)
    return parts
