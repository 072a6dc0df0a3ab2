"""Measurements of every line, and of the document as a whole. Nothing is decided here."""

from __future__ import annotations

import re

from tei_encode.model.record import record
from tei_encode.model.source import Source

# A label at the head of a line as notes, lists and numbered heads have it: superscripts, digits with or without a stop
# or bracket, one symbol, and what recognition makes of a superscript (^a, ^{*}, $^{12}$, [#], <sup>3</sup>).
LABEL = re.compile(
    r"(?P<sup>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})"
    r"|(?P<caret>\$?\^\{?[\w*#†‡§]{1,4}\}?\$?|<sup>[\w*#†‡§]{1,4}</sup>)(?![\u0300-\u036f])"
    r"|\[\^(?P<markdown>[\w-]{1,20})\]:?"
    r"|(?P<bracket>[\[(] ?(?:\d{1,4}|[#*a-zA-Z]) ?[\])])[.:]?(?!\w)"
    r"|(?P<plain>\d{1,4})(?P<stop>[.):]|\.\))?(?=[\s*_\"“„«‘'(A-Z]|$)"
    r"|(?P<symbol>\*{1,3}|[†‡§¶#¹]{1,2})(?=\s|\w)"
    r"|(?P<letter>[a-zA-Z])(?P<letter_stop>[.)])(?=\s)"
)
# White space of a text file and of XML; no-break and other spaces are characters of the text.
WHITE = " \t\f"
_TERMINAL = re.compile(r"[.!?…:;][\"”’'»“)\]]*(?:[⁰¹²³⁴-⁹]+|\^\{?\w+\}?|\[?[#*]\]?|\d{1,3})?[\"”»]?$")


@record()
class Line:
    """One line with characters in it, its surrounding white space left out of `start` to `end`."""

    index: int  # among the lines that hold characters
    start: int
    end: int
    text: str
    indent: int  # columns; a tab counts to the next multiple of 8
    blank_before: int  # empty lines between it and the line before
    page_end_before: bool  # a form feed stands between it and the line before
    letters: int = 0
    capitals: int = 0
    digits: int = 0
    key: str = ""  # letters alone, case-folded, for repetition over pages
    label: re.Match[str] | None = None
    is_terminal: bool = False  # ends as a sentence ends, a note marker after the stop allowed

    @property
    def length(self) -> int:
        return self.end - self.start

    @property
    def is_upper(self) -> bool:
        """Whether its letters are capitals, but for a stray one that recognition misread."""
        return self.letters >= 3 and self.capitals >= 0.85 * self.letters


@record()
class Observations:
    """All lines, and how the file is laid out."""

    source: Source
    lines: list[Line]
    wrapped: bool  # lines are cut at a page's width; else one line is one paragraph
    spaced: bool  # wrapped, with an empty line between lines of one paragraph too
    width: int  # usual length of a full line, code points (wrapped only)
    near: int  # most empty lines between lines of one block; -1: blocks stand without empty lines between them


def observe(source: Source) -> Observations:
    """Measure every line of the source, in one pass."""
    text = source.text
    lines: list[Line] = []
    position = 0
    blank = 0
    page_end = False
    for raw in text.split("\n"):
        start, position = position, position + len(raw) + 1
        for number, part in enumerate(raw.split("\f") if "\f" in raw else (raw,)):
            page_end |= number > 0
            stripped = part.strip(WHITE)
            if stripped:
                lead = part[: len(part) - len(part.lstrip(WHITE))]
                left = start + len(lead)
                lines.append(
                    Line(
                        len(lines),
                        left,
                        left + len(stripped),
                        stripped,
                        len(lead.expandtabs(8)),
                        blank,
                        page_end,
                    )
                )
                blank, page_end = 0, False
            start += len(part) + 1
        if not raw.strip(WHITE):
            blank += 1
    for line in lines:
        measure(line)
    wrapped, spaced, width = _layout(lines)
    near = (1 if spaced else 0) if wrapped else _usual_gap(lines) - 1
    return Observations(source, lines, wrapped, spaced, width, near)


def _usual_gap(lines: list[Line]) -> int:
    """The number of empty lines before most lines."""
    counts: dict[int, int] = {}
    for line in lines[1:]:
        counts[line.blank_before] = counts.get(line.blank_before, 0) + 1
    return max(counts, key=lambda gap: (counts[gap], gap), default=1)


def measure(line: Line) -> None:
    """Count what a line is made of."""
    text = line.text
    # Long lines are paragraphs: their first characters tell as much as all of them, and cost less.
    sample = text if len(text) <= 160 else text[:160]
    letters = "".join(filter(str.isalpha, sample))
    line.letters = len(letters)
    line.capitals = sum(map(str.isupper, letters))
    line.digits = sum(map(str.isdigit, sample))
    line.key = letters.casefold() if len(text) <= 160 else ""
    line.label = LABEL.match(text)
    line.is_terminal = is_terminal(text)


def is_terminal(text: str) -> bool:
    """Whether a line ends as a sentence ends."""
    return _TERMINAL.search(text, max(0, len(text) - 12)) is not None


def _layout(lines: list[Line]) -> tuple[bool, bool, int]:
    """Whether lines are wrapped, whether empty lines stand between lines of a paragraph, and the usual full width."""
    lengths = sorted(line.length for line in lines if line.length > 20)
    if len(lengths) < 8:
        return False, False, 0
    full = lengths[int(len(lengths) * 0.9)]
    long_text = sum(n for n in lengths if n > 200)
    if full > 200 or long_text > 0.5 * sum(lengths):
        return False, False, 0
    near_full = [n for n in lengths if n >= 0.6 * full]
    width = near_full[len(near_full) // 2]
    # In a spaced text layer, most lines that break off in mid-sentence are followed by an empty line.
    near = far = 0
    for line, following in zip(lines, lines[1:]):
        if line.length > 0.75 * width and following.text[:1].islower():
            near += following.blank_before == 0
            far += following.blank_before > 0
    return True, far > near, width
