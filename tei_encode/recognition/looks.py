"""What is seen of one line by itself, with what is known of the whole document at hand."""

from __future__ import annotations

import re
from bisect import bisect_right

from tei_encode.model.record import record
from tei_encode.recognition.evidence import Evidence
from tei_encode.recognition.layout import edges, runs, usual_indent, usual_length
from tei_encode.recognition.observations import Line, Observations

_LENGTHS = (4, 9, 16, 31, 46, 61, 91, 131, 201, 301, 601, 1201)  # code points
_RELATIVE = (0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.5)  # of the usual length of a paragraph
_SHARES = (0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97, 1.03, 1.1, 1.25)  # of the width of a full line
_INDENTS = (-2, 2, 5, 9, 15, 30)  # columns, from the usual indent
_FROM_START = (1, 2, 3, 5, 8, 13, 21, 40, 80)
_FROM_END = (1, 2, 3, 6, 11, 21, 41, 80)
_LOG_ODDS = (-4.0, -2.0, -1.0, -0.3, 0.3, 1.0, 2.0, 3.0, 4.5)
FAR = (1, 2, 3, 5, 8, 13, 25, 50)
_PROSE = (0.08, 0.16, 0.24, 0.32, 0.42, 0.55)  # of the words that are among the commonest of the language
_LOWER = (0.2, 0.4, 0.6, 0.75, 0.9)  # of the words that begin in lower case
_COMMON = (1, 3, 5, 7, 9)  # tenths of the longer words that the text has in lower case
_SEEN = 240  # code points of a line by which its prose is judged
_SHORT = 200  # code points: up to there a line is looked at word by word

# `re` looks for the characters that a pattern begins with much faster than for alternatives.
_CITED = re.compile(
    r"[(pSvhd,](?:(?<=\()\D{0,40}(?:1[4-9]|20)\d\d\w?\)|(?<=\bp)p?\. ?\d|(?<=\bS)\. ?\d|(?<=\bv)ol\. ?\d|(?<=h)ttps?://"
    r"|(?<=\bd)oi\b|(?<=,) \d{1,4}(?:[-–]\d{1,4})?\.?$)"
)
_YEAR = re.compile(r"[12](?<!\d.)(?:(?<=1)[4-9]|(?<=2)0)\d\d(?!\d)")
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
COLUMNS = re.compile(r"\t+| {3,}")


@record()
class Look:
    """The attributes of a line by itself: those its neighbours see too, and the others."""

    shared: list[str]
    own: list[str]


class Looker:
    """Looks at lines; linear in their length."""

    def __init__(self, observations: Observations, evidence: Evidence) -> None:
        self.observations, self.evidence = observations, evidence
        self.lines = observations.lines
        self.wrapped = observations.wrapped
        self.near = observations.near
        self.width = max(20, observations.width)
        self.base = usual_indent(self.lines) if self.wrapped else 0
        self.usual = usual_length(self.lines)
        self.runs = runs(self.lines, self.near) if self.wrapped else []
        self.edges = edges(self.lines, evidence)
        self.first_note = min((i for i, odds in evidence.series.items() if odds > 0.3), default=len(self.lines))

    def look(self, line: Line) -> Look:
        text = line.text
        shared = [self._length(line), "first=" + _first(text), "last=" + _last(line), _label(line)]
        own: list[str] = ["bias"]
        self._gap(line, shared)
        _case(line, shared)
        self._series(line, shared)
        self._said(line, shared)
        if line.length <= _SHORT and (columns := len(COLUMNS.findall(text))):
            shared.append("columns" + str(min(columns, 4)))
        self._prose(line, shared)
        self._place(line, own)
        self._run(line, own)
        self._words(line, own)
        if self.wrapped:
            shared.append("in" + str(bisect_right(_INDENTS, line.indent - self.base)))
        else:
            shared.append("rel" + str(bisect_right(_RELATIVE, line.length / self.usual)))
        return Look(shared, own)

    def _length(self, line: Line) -> str:
        if self.wrapped:
            return "share" + str(bisect_right(_SHARES, line.length / self.width))
        return "len" + str(bisect_right(_LENGTHS, line.length))

    def _gap(self, line: Line, out: list[str]) -> None:
        if line.page_end_before:
            out.append("feed")  # empty lines beside it say nothing
        else:
            out.append("gap" + (str(min(line.blank_before - self.near, 3)) if line.index else "none"))

    # ---- what the recognisers of single phenomena say
    def _series(self, line: Line, out: list[str]) -> None:
        """Series over the document: of notes, of running heads and page numbers; specks."""
        index, evidence = line.index, self.evidence
        said = evidence.said.get(index)
        if said is not None:
            out.append("said=" + said)
        series = evidence.series.get(index)
        if series is not None:
            out.append("series" + _bin(series) + ("c" if index in evidence.called else ""))
        repeated = evidence.furniture.repeated.get(index)
        if repeated is not None and repeated > -1.0:
            out.append("again" + _bin(repeated))
        number = evidence.furniture.numbers.get(index)
        if number is not None:
            out.append(f"number={'alone' if number.alone else 'in'}{'+' if number.chained else '-'}")
        if index in evidence.noise:
            out.append("speck" + _bin(evidence.noise[index]))

    def _said(self, line: Line, out: list[str]) -> None:
        """Cue words, captions, citations, what opens an article, what its provider prints."""
        index, evidence = line.index, self.evidence
        kind = evidence.head_types.get(index)
        if kind:
            out.append("word=" + kind)
        elif index in evidence.section_words:
            out.append("word=section:")
        if index in evidence.captions:
            out.append("caption" + _bin(evidence.captions[index]))
        if index in evidence.citations:
            out.append("cites" + _bin(evidence.citations[index]))
        for name, known in (("open=", evidence.opening), ("ahead=", evidence.ahead)):
            if known.get(index):
                out.append(name + known[index])
        if index in evidence.names:
            out.append("name")
        if index in evidence.heads_later:
            out.append("headed")
        for name, known in (("twin=", evidence.twins), ("credit=", evidence.credited)):
            if index in known:
                out.append(name + known[index])
        front = evidence.front.get(index)
        if front:
            out.append("front=" + front)
        if index in evidence.provider:
            out.append("provider")
        if index in evidence.stamps:
            out.append("stamp")

    def _prose(self, line: Line, out: list[str]) -> None:
        """How much the words are those of running prose, and not names, titles, numbers."""
        words = line.text[:_SEEN].split()
        if len(words) < 3:
            return
        common = self.evidence.function_words
        share = sum(word in common for word in words) / len(words)
        out.append("prose" + str(bisect_right(_PROSE, share)))
        lower = sum(word[0].islower() for word in words) / len(words)
        out.append("lower" + str(bisect_right(_LOWER, lower)))
        if share >= 0.24 and lower >= 0.6:
            out.append("text" + str(bisect_right((60, 130, 250), line.length)))

    # ---- where it stands
    def _place(self, line: Line, out: list[str]) -> None:
        """Where the line stands in the document, on its page, and below the last head of a known kind."""
        index, evidence = line.index, self.evidence
        start = index - evidence.cover
        out.append("cover" if start < 0 else "start" + str(bisect_right(_FROM_START, start)))
        out.append("end" + str(bisect_right(_FROM_END, len(self.lines) - 1 - index)))
        out.append("tenth" + str(10 * index // len(self.lines)))
        if index <= self.first_note:
            out.append("unnoted")
        if index >= evidence.advert_from:
            out.append("trade")
        region = evidence.regions.get(index)
        out.append("under=" + (region or "none"))
        if region:
            out.append(f"under={region}{'' if line.label is None else '#'}{_first(line.text)}")
        if self.edges:
            at = bisect_right(self.edges, index)
            down = index - self.edges[at - 1] if at else 99
            up = self.edges[at] - index if at < len(self.edges) else 99
            out.append("down" + str(bisect_right(FAR, down)))
            out.append("up" + str(bisect_right(FAR, up)))

    def _run(self, line: Line, out: list[str]) -> None:
        """The run of lines without an empty line between that this line stands in."""
        if not self.wrapped:
            return
        run = self.runs[line.index]
        out.append("block" + str(bisect_right((2, 3, 4, 6, 10, 20), run.size)))
        out.append("at" + ("0" if line.index == run.first else "9" if line.index == run.last else "5"))
        out.append("wide" + str(bisect_right((0.3, 0.5, 0.7, 0.85, 0.95, 1.05), run.width / self.width)))
        out.append("set" + str(bisect_right(_INDENTS, run.indent - self.base)))
        if run.size >= 2:
            out.append("upper" + ("9" if run.upper >= 0.99 else "5" if run.upper > 0.6 else "0"))
            out.append("even" + ("1" if run.even else "0"))

    # ---- its words
    def _words(self, line: Line, out: list[str]) -> None:
        """Looks of the words: references, quotations, speakers."""
        text, evidence = line.text, self.evidence
        head = text if line.length <= 400 else text[:300] + text[-60:]
        label_end = line.label.end() if line.label is not None else 0
        if _CITED.search(head):
            out.append("cited")
        if _YEAR.search(head):
            out.append("year")
        if "//" in head or "www." in head:
            out.append("address" + ("1" if _ADDRESS.match(text[label_end:]) else "0"))
        if _INVERTED.match(text):
            out.append("inverted")
        words = text.split(" ", 3) if line.length > _SHORT else text.split()
        opening = words[0].casefold().strip(".,:;()[]*_") if words else ""
        behind = text[label_end : label_end + 40].lstrip(" .:*_").casefold() if label_end else text[:40].casefold()
        if behind.startswith(evidence.again):
            out.append("ibid")
        elif behind.startswith(evidence.signals):
            out.append("signal")
        self._vocabulary(line.index, opening, out)
        if line.length <= _SHORT:
            self._short(line, words, out)
        if text[0] in _BULLETS and text[1:2] == " ":
            out.append("bullet")
        if text.startswith(_DIALOGUE):
            out.append("dash")
        if text[0] in _QUOTES:
            out.append("quoted" + ("2" if text.rstrip(".,;0123456789¹²³⁴⁵⁶⁷⁸⁹⁰")[-1:] in _QUOTES else "1"))
        if evidence.foreign.get(line.index):
            out.append("foreign")

    def _vocabulary(self, index: int, opening: str, out: list[str]) -> None:
        """What the words of the opening and the end of an article say, and whether the text has them too."""
        evidence = self.evidence
        if opening in evidence.of("by"):
            out.append("by")
        if opening in evidence.of("to"):
            out.append("to")
        out.extend(map("has=".__add__, evidence.mentions.get(index, ())))
        if index in evidence.common:
            out.append("common" + str(bisect_right(_COMMON, evidence.common[index])))

    def _short(self, line: Line, words: list[str], out: list[str]) -> None:
        """Looks of a short line: its capitals, the number at its head, a speaker, a formula."""
        text = line.text
        out.append("words" + str(bisect_right((2, 3, 4, 6, 9, 13, 20), len(words))))
        capital = sum(word[0].isupper() for word in words if word[0].isalpha())
        alphabetic = sum(word[0].isalpha() for word in words)
        if alphabetic:
            share = capital / alphabetic
            out.append("title" + ("9" if share > 0.85 else "6" if share > 0.55 else "3" if share > 0.25 else "0"))
        if ". " in text[4:-1]:
            out.append("stop-inside")
        if _SPEAKER.match(text):
            out.append("speaker")
        numbered = _NUMBERED.match(text)
        if numbered is not None:
            kind = numbered.lastgroup or ""
            out.append("numbered=" + {"stop": "arabic", "rstop": "roman"}.get(kind, kind))
            run = self.evidence.numbering.get(line.index)
            if run:
                out.append("run=" + run)
        if any(c in text for c in "=+<>∑∫√±×") and line.letters < 0.5 * line.length:
            out.append("formula")


def _bin(log_odds: float) -> str:
    return str(bisect_right(_LOG_ODDS, log_odds))


def _case(line: Line, out: list[str]) -> None:
    """Shares of capitals and digits."""
    if line.letters >= 3:
        share = line.capitals / line.letters
        out.append("caps" + ("9" if share >= 0.85 else "5" if share > 0.3 else "2" if share > 0.12 else "0"))
    else:
        out.append("letters" + str(line.letters))
    if line.digits:
        share = line.digits / min(line.length, 160)
        out.append("digits" + ("9" if share > 0.6 else "5" if share > 0.25 else "2" if share > 0.08 else "1"))


def _label(line: Line) -> str:
    """What the line begins with that may be the label of a note."""
    label = line.label
    if label is None:
        return "label=none"
    kind = label.lastgroup or ""
    name = "plain" if kind in ("plain", "stop") else "letter" if kind == "letter_stop" else kind
    if name == "plain" and label["stop"]:
        name = "plain" + label["stop"][-1]
    return f"label={name}{'' if label.end() < line.length else '|'}"


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
