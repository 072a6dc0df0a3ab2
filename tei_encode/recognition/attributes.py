"""What is seen of each line, as the line labeller wants it: short strings, the same for training and for use.

Nothing is decided here. An attribute is a measurement in a bin (`len3`), a look of the line (`first=u`), something that
another recogniser says of it (`open=byline`), or one of these of a neighbour (`-first=u`, `+first=u`). Measures of
length, indent and space are relative to the document's own, so that one model serves every journal.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from tei_encode.recognition.evidence import Evidence
from tei_encode.recognition.looks import FAR, Look, Looker
from tei_encode.recognition.observations import Line, Observations

_STEPS = (-8, -1, 1, 2, 6, 12)  # columns, between the indents of two lines


def attributes(observations: Observations, evidence: Evidence) -> Iterator[list[str]]:
    """The attributes of every line, in order; linear in the length of the text, never those of all lines at once."""
    lines = observations.lines
    if not lines:
        return
    looker = Looker(observations, evidence)
    relations = _Relations(observations, evidence)
    marks: dict[str, tuple[str, str]] = {"none": ("-none", "+none")}  # what its neighbours call an attribute
    none = Look(["none"], [])
    before, here = none, looker.look(lines[0])
    marks.update({name: ("-" + name, "+" + name) for name in here.shared})
    for at in range(len(lines)):
        after = looker.look(lines[at + 1]) if at + 1 < len(lines) else none
        for name in after.shared:
            if name not in marks:
                marks[name] = ("-" + name, "+" + name)
        row = [*here.shared, *here.own]
        row += [marks[name][0] for name in before.shared]
        row += [marks[name][1] for name in after.shared]
        relations.add(at, row)
        yield row
        before, here = here, after


class _Relations:
    """What a line and those before and after it say together; goes through the lines in order."""

    def __init__(self, observations: Observations, evidence: Evidence) -> None:
        self.evidence = evidence
        self.lines = observations.lines
        self.wrapped = observations.wrapped
        self.near = observations.near
        self.width = max(20, observations.width)
        self.text_at = -1  # the last line before this one that may be text

    def add(self, at: int, row: list[str]) -> None:
        """The attributes of a line and its neighbours, added to its row."""
        lines, line = self.lines, self.lines[at]
        before = lines[at - 1] if at else None
        after = lines[at + 1] if at + 1 < len(lines) else None
        goes = _opening(line)
        if before is not None:
            broken = self._ending(before)
            gap = "f" if line.page_end_before else str(min(line.blank_before - self.near, 1))
            row.append(f"turn={broken}{goes}{gap}")
            if self.wrapped:
                full = "f" if before.length >= 0.86 * self.width else "s"
                row.append(f"fill={full}{broken}{gap}")
                row.append("step" + str(bisect_right(_STEPS, line.indent - before.indent)) + full)
        if after is not None:
            row.append(f"cont={self._ending(line)}{_opening(after)}")
            if self.wrapped:
                row.append("next" + str(bisect_right(_STEPS, after.indent - line.indent)))
        self._open_sentence(line, goes, row)

    def _ending(self, line: Line) -> str:
        """How a line ends: divided word, sentence, comma, a word on which no sentence ends, another word."""
        last = line.text[-1]
        if last in "-‐¬\u00ad":
            return "h"
        if line.is_terminal:
            return "t"
        if last in ",;":
            return "c"
        word = line.text[line.text.rfind(" ") + 1 :].casefold()
        return "f" if word in self.evidence.function_words else "o" if last.islower() else "x"

    def _open_sentence(self, line: Line, goes: str, row: list[str]) -> None:
        """How the last line that may be text ended, where this line stands apart from it, and how this one begins."""
        bridged = line.index in self.evidence.bridged
        if bridged:
            row.append("bridged")
        if line.index in self.evidence.resumes:
            row.append("resumes")
        if self.text_at >= 0 and line.index - self.text_at > 1:
            text = self.lines[self.text_at]
            row.append(f"since={self._ending(text)}{goes}")
            row.append("apart" + str(bisect_right(FAR, line.index - self.text_at)))
        if not bridged and self._may_be_text(line):
            self.text_at = line.index

    def _may_be_text(self, line: Line) -> bool:
        furniture = self.evidence.furniture
        least = 0.5 * self.width if self.wrapped else 60
        if line.length < least or line.index in furniture.numbers:
            return False
        if furniture.repeated.get(line.index, -1.0) >= 1.0 or self.evidence.series.get(line.index, -1.0) > 0.5:
            return False
        return line.label is None or not (line.label["sup"] or line.label["caret"] or line.label["markdown"])


def _opening(line: Line) -> str:
    """How a line begins: in lower case and without a label, with a capital, otherwise."""
    if line.text[0].islower() and line.label is None:
        return "l"
    return "u" if line.text[0].isupper() else "x"
