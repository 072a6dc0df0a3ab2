"""What is seen of each line, as the line labeller wants it: short strings, the same for training and for use.

Nothing is decided here. An attribute is a measurement in a bin (`len3`), a look of the line (`first=u`), something that
another recogniser says of it (`open=byline`), or one of these of a neighbour (`-first=u`, `+first=u`). Measures of length,
indent and space are relative to the document's own, so that one model serves every journal.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tei_encode.model.record import record
from tei_encode.recognition.evidence import Evidence
from tei_encode.recognition.observations import Line, Observations

_LENGTHS = (4, 9, 16, 31, 46, 61, 91, 131, 201, 301, 601, 1201)  # code points
_SHARES = (0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97, 1.03, 1.1, 1.25)  # of the width of a full line
_INDENTS = (-2, 2, 5, 9, 15, 30)  # columns, from the usual indent
_FROM_START = (1, 2, 3, 5, 8, 13, 21, 40, 80)
_FROM_END = (1, 2, 3, 6, 11, 21, 41, 80)
_LOG_ODDS = (-4.0, -2.0, -1.0, -0.3, 0.3, 1.0, 2.0, 3.0, 4.5)
_FAR = (1, 2, 3, 5, 8, 13, 25, 50)
_COMMON = 24  # letters of a word at most: what is longer is no word

_CITED = re.compile(
    r"\(\D{0,40}(?:1[4-9]|20)\d\d\w?\)|\bpp?\. ?\d|\bS\. ?\d|\bvol\. ?\d|https?://|\bdoi\b|, \d{1,4}(?:[-–]\d{1,4})?\.?$"
)
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_ADDRESS = re.compile(r"[\s.:]*(?:https?://|www\.)\S+$")  # an address and nothing more
_INVERTED = re.compile(r"[^\W\d_][\w’'-]+(?: [^\W\d_][\w’'-]+)?, (?:[^\W\d_]\.|[^\W\d_]\w+[.,:; ])")
_NUMBERED = re.compile(
    r"(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3}\.?)\s|(?P<arabic>\d{1,2})(?P<stop>[.)]?)\s|(?P<roman>[IVXL]{1,6})(?P<rstop>[.)]?)(?:\s|$)"
    r"|(?P<capital>[A-H])[.)]\s|(?P<small>[a-z])\)\s|(?P<sign>§)\s?\d"
)
_SPEAKER = re.compile(r"[^\W\d_][^:.\d]{0,24}(?::|\.\s?[—–-])\s(?=\S)")
_DIALOGUE = ("—", "–", "―", "- ")
_BULLETS = frozenset("•●▪■◦‣⁃○✓➢➤►–—-*·")
_QUOTES = frozenset("\"“”„«»‘’'‚‹›")
_COLUMNS = re.compile(r"\t+| {3,}")


@record()
class _Seen:
    """The attributes of a line by itself: those its neighbours see too, and the others."""

    shared: list[str]
    own: list[str]


def attributes(observations: Observations, evidence: Evidence) -> Iterator[list[str]]:
    """The attributes of every line, in order; linear in the length of the text, and never those of all lines at once."""
    lines = observations.lines
    if not lines:
        return
    looker = _Looker(observations, evidence)
    marks: dict[str, tuple[str, str]] = {}  # what the line after and the line before call it
    before: _Seen | None = None
    here = looker.look(lines[0])
    for at in range(len(lines)):
        after = looker.look(lines[at + 1]) if at + 1 < len(lines) else None
        row = [*here.shared, *here.own]
        if before is None:
            row.append("-none")
        else:
            row += [marks[name][0] for name in before.shared]
        if after is None:
            row.append("+none")
        else:
            for name in after.shared:
                mark = marks.get(name)
                if mark is None:
                    mark = marks[name] = ("-" + name, "+" + name)
                row.append(mark[1])
        if before is None:
            for name in here.shared:
                marks.setdefault(name, ("-" + name, "+" + name))
        looker.relations(at, row)
        yield row
        before, here = here, after or here


class _Looker:
    """Looks at lines with what is known of the whole document at hand."""

    def __init__(self, observations: Observations, evidence: Evidence) -> None:
        self.observations, self.evidence = observations, evidence
        self.lines = observations.lines
        self.wrapped = observations.wrapped
        self.near = observations.near
        self.width = max(20, observations.width)
        self.base = _usual_indent(self.lines) if self.wrapped else 0
        self.mode = "spaced" if observations.spaced else ""
        self.blocks = _blocks(self.lines, self.near)
        self.edges = _edges(self.lines, evidence)
        self.text_at = -1  # the last line before this one that may be text

    # ---- one line
    def look(self, line: Line) -> _Seen:
        text = line.text
        shared = [self._length(line), "first=" + _first(text), "last=" + _last(line), self._label(line)]
        own: list[str] = ["bias"]
        self._gap(line, shared)
        self._case(line, shared)
        self._hints(line, shared)
        self._place(line, own)
        self._block(line, own)
        self._words(line, own)
        if self.wrapped:
            shared.append("in" + str(bisect_right(_INDENTS, line.indent - self.base)))
        return _Seen(shared, own)

    def _length(self, line: Line) -> str:
        if self.wrapped:
            return "share" + str(bisect_right(_SHARES, line.length / self.width))
        return "len" + str(bisect_right(_LENGTHS, line.length))

    def _gap(self, line: Line, out: list[str]) -> None:
        if line.page_end_before:
            out.append("feed")
        gap = line.blank_before - self.near
        out.append("gap" + (str(min(gap, 3)) if line.index else "none"))

    def _case(self, line: Line, out: list[str]) -> None:
        if line.letters >= 3:
            share = line.capitals / line.letters
            out.append("caps" + ("9" if share >= 0.85 else "5" if share > 0.3 else "2" if share > 0.12 else "0"))
        else:
            out.append("letters" + str(line.letters))
        if line.digits:
            share = line.digits / min(line.length, 160)
            out.append("digits" + ("9" if share > 0.6 else "5" if share > 0.25 else "2" if share > 0.08 else "1"))

    def _label(self, line: Line) -> str:
        label = line.label
        if label is None:
            return "label=none"
        kind = label.lastgroup or ""
        name = "plain" if kind in ("plain", "stop") else "letter" if kind == "letter_stop" else kind
        if name == "plain" and label["stop"]:
            name = "plain" + label["stop"][-1]
        return f"label={name}{'' if label.end() < line.length else '|'}"

    def _hints(self, line: Line, out: list[str]) -> None:
        """What the recognisers of single phenomena say."""
        index, evidence = line.index, self.evidence
        said = evidence.said.get(index)
        if said is not None:
            out.append("said=" + said)
        series = evidence.series.get(index)
        if series is not None:
            out.append("series" + str(bisect_right(_LOG_ODDS, series)) + ("c" if index in evidence.called else ""))
        repeated = evidence.furniture.repeated.get(index)
        if repeated is not None and repeated > -1.0:
            out.append("again" + str(bisect_right(_LOG_ODDS, repeated)))
        number = evidence.furniture.numbers.get(index)
        if number is not None:
            out.append(f"number={'alone' if number.alone else 'in'}{'+' if number.chained else '-'}")
        if index in evidence.noise:
            out.append("speck" + str(bisect_right(_LOG_ODDS, evidence.noise[index])))
        kind = evidence.head_types.get(index)
        if kind:
            out.append("word=" + kind)
        elif index in evidence.section_words:
            out.append("word=section:")
        if index in evidence.captions:
            out.append("caption" + str(bisect_right(_LOG_ODDS, evidence.captions[index])))
        if index in evidence.citations:
            out.append("cites" + str(bisect_right(_LOG_ODDS, evidence.citations[index])))
        look = evidence.opening.get(index)
        if look:
            out.append("open=" + look)
        if index in evidence.ahead:
            out.append("ahead=" + evidence.ahead[index])
        if index in evidence.names:
            out.append("name")
        front = evidence.front.get(index)
        if front:
            out.append("front=" + front)
        if index in evidence.provider:
            out.append("provider")
        if index in evidence.stamps:
            out.append("stamp")

    def _place(self, line: Line, out: list[str]) -> None:
        """Where the line stands in the document, on its page, and below the last head of a known kind."""
        index, evidence = line.index, self.evidence
        start = index - evidence.cover
        if start < 0:
            out.append("cover")
        else:
            out.append("start" + str(bisect_right(_FROM_START, start)))
        out.append("end" + str(bisect_right(_FROM_END, len(self.lines) - 1 - index)))
        out.append("tenth" + str(10 * index // len(self.lines)))
        if index >= evidence.advert_from:
            out.append("trade")
        region = evidence.regions.get(index)
        if region:
            out.append("under=" + region)
            out.append(f"under={region}{'' if line.label is None else '#'}{_first(line.text)}")
        if self.edges:
            at = bisect_right(self.edges, index)
            down = index - self.edges[at - 1] if at else 99
            up = self.edges[at] - index if at < len(self.edges) else 99
            out.append("down" + str(bisect_right(_FAR, down)))
            out.append("up" + str(bisect_right(_FAR, up)))

    def _block(self, line: Line, out: list[str]) -> None:
        """The run of lines without an empty line between that this line stands in."""
        if not self.wrapped:
            return
        block = self.blocks[line.index]
        out.append("block" + str(bisect_right((2, 3, 4, 6, 10, 20), block.size)))
        out.append("at" + ("0" if line.index == block.first else "9" if line.index == block.last else "5"))
        out.append("wide" + str(bisect_right((0.3, 0.5, 0.7, 0.85, 0.95, 1.05), block.width / self.width)))
        out.append("set" + str(bisect_right(_INDENTS, block.indent - self.base)))
        if block.size >= 2:
            out.append("upper" + ("9" if block.upper >= 0.99 else "5" if block.upper > 0.6 else "0"))
            out.append("even" + ("1" if block.even else "0"))

    def _words(self, line: Line, out: list[str]) -> None:
        """Looks of the words: references, quotations, numbers of heads, columns of tables, speakers."""
        text, evidence = line.text, self.evidence
        head = text if line.length <= 400 else text[:300] + text[-60:]
        if _CITED.search(head):
            out.append("cited")
        if _YEAR.search(head):
            out.append("year")
        if "//" in head or "www." in head:
            out.append("address" + ("1" if _ADDRESS.match(text[line.label.end() if line.label is not None else 0 :]) else "0"))
        if _INVERTED.match(text):
            out.append("inverted")
        words = text.split(" ", 3) if line.length > 200 else text.split()
        opening = words[0].casefold().strip(".,:;()[]*_") if words else ""
        label_end = line.label.end() if line.label is not None else 0
        behind = text[label_end : label_end + 40].lstrip(" .:*_").casefold() if label_end else text[:40].casefold()
        if behind.startswith(evidence.again):
            out.append("ibid")
        elif behind.startswith(evidence.signals):
            out.append("signal")
        if opening in evidence.words_before_names:
            out.append("by")
        if line.length <= 200:
            count = len(words)
            out.append("words" + str(bisect_right((2, 3, 4, 6, 9, 13, 20), count)))
            capital = sum(word[0].isupper() for word in words if word[0].isalpha())
            alphabetic = sum(word[0].isalpha() for word in words)
            if alphabetic:
                share = capital / alphabetic
                out.append("title" + ("9" if share > 0.85 else "6" if share > 0.55 else "3" if share > 0.25 else "0"))
            if ". " in text[4:-1]:
                out.append("stop-inside")
            columns = len(_COLUMNS.findall(text))
            if columns:
                out.append("columns" + str(min(columns, 4)))
            if _SPEAKER.match(text):
                out.append("speaker")
            numbered = _NUMBERED.match(text)
            if numbered is not None:
                kind = numbered.lastgroup or ""
                out.append("numbered=" + ("arabic" if kind == "stop" else "roman" if kind == "rstop" else kind))
                run = evidence.numbering.get(line.index)
                if run:
                    out.append("run=" + run)
            if any(c in text for c in "=+<>∑∫√±×") and line.letters < 0.5 * line.length:
                out.append("formula")
        if text[0] in _BULLETS and text[1:2] == " ":
            out.append("bullet")
        if text.startswith(_DIALOGUE):
            out.append("dash")
        if text[0] in _QUOTES:
            out.append("quoted" + ("2" if text.rstrip(".,;0123456789¹²³⁴⁵⁶⁷⁸⁹⁰")[-1:] in _QUOTES else "1"))
        foreign = evidence.foreign.get(line.index)
        if foreign:
            out.append("foreign")

    # ---- a line and its neighbours
    def relations(self, at: int, row: list[str]) -> None:
        """What a line and those before and after it say together."""
        lines, line = self.lines, self.lines[at]
        before = lines[at - 1] if at else None
        after = lines[at + 1] if at + 1 < len(lines) else None
        lower = line.text[0].islower() and line.label is None
        goes = "l" if lower else "u" if line.text[0].isupper() else "x"
        if before is not None:
            broken = self._ending(before)
            gap = min(line.blank_before - self.near, 1)
            row.append(f"turn={broken}{goes}{gap}")
            if self.wrapped:
                full = before.length >= 0.86 * self.width
                step = line.indent - before.indent
                row.append(f"fill={'f' if full else 's'}{broken}{gap}")
                row.append("step" + str(bisect_right((-8, -1, 1, 2, 6, 12), step)) + ("f" if full else "s"))
        if after is not None:
            lower_after = after.text[0].islower() and after.label is None
            row.append(f"cont={self._ending(line)}{'l' if lower_after else 'u' if after.text[0].isupper() else 'x'}")
            if self.wrapped:
                row.append("next" + str(bisect_right((-8, -1, 1, 2, 6, 12), after.indent - line.indent)))
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
            row.append("apart" + str(bisect_right(_FAR, line.index - self.text_at)))
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


@record()
class _Block:
    first: int
    last: int
    size: int
    width: float  # mean length of its lines but the last
    indent: int  # least indent of its lines
    upper: float  # share of lines that begin with a capital
    even: bool  # lines of about one length, none of them full of stops: verse, tables


def _blocks(lines: Sequence[Line], near: int) -> list[_Block]:
    """For every line the block it stands in."""
    found: list[_Block] = []
    start = 0
    for at in range(1, len(lines) + 1):
        if at < len(lines) and lines[at].blank_before <= near and not lines[at].page_end_before:
            continue
        part = lines[start:at]
        body = part[:-1] or part
        stops = sum(line.text[-1] == "." for line in part)
        block = _Block(
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


def _usual_indent(lines: Sequence[Line]) -> int:
    """The indent that most lines have."""
    counts: dict[int, int] = {}
    for line in lines:
        counts[line.indent] = counts.get(line.indent, 0) + 1
    return max(counts, key=lambda indent: (counts[indent], -indent))


def _edges(lines: Sequence[Line], evidence: Evidence) -> list[int]:
    """Lines at which a page begins or ends for sure: behind form feeds, and numbers of the best chain."""
    chained = {index for index, number in evidence.furniture.numbers.items() if number.chained}
    return [line.index for line in lines if line.page_end_before or line.index in chained]


def _first(text: str) -> str:
    """Class of the first character: lower, upper, digit, quote, dash, bracket, raised, other letter, sign."""
    c = text[0]
    if c.isalpha():
        return "l" if c.islower() else "u" if c.isupper() else "a"
    if c in "⁰¹²³⁴⁵⁶⁷⁸⁹^$":
        return "r"
    return "d" if c.isdigit() else "q" if c in _QUOTES else "-" if c in "-–—―" else "(" if c in "([{" else "s"


def _last(line: Line) -> str:
    """Class of the last character, a closing quotation mark or note marker looked through."""
    text = line.text
    c = text[-1]
    if c in ".!?…":
        return "."
    if c in ",;:":
        return c
    if c in "-‐¬\u00ad":
        return "-"
    if line.is_terminal:
        return "t"
    return "d" if c.isdigit() else "q" if c in _QUOTES else ")" if c in ")]}" else "l" if c.isalpha() else "s"
