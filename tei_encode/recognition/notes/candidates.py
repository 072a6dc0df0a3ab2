"""Characters of the running text that may be note markers, and lines that may begin a note.

*Seen*: raised digits and symbols in every form recognition leaves them in, digits glued to a word or a stop, digits set
apart by spaces as text layers have them. *Not seen*: years, decimals, page ranges, ordinals, amounts, verse numbers:
digits with digits, currency or units beside them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log

from tei_encode.language.numbers import before_number, units
from tei_encode.model.record import record
from tei_encode.recognition.labelling import Labelled
from tei_encode.recognition.notes.glyphs import reading
from tei_encode.recognition.observations import Line

MARK = "mark"  # style of what is a marker only by misreading
_MARK = re.compile(r"(?<=[^\W\d_])[\"'’°″](?=[\s.,;:)]|$)|(?<=[“”»\")\].,;])[\"'’°″](?=[\s.,;:)]|$)")
_SIGN = re.compile("[\"'’°″‘‚“„]")
_CLOSES = {'"': ('"', "″"), "'": ("'",), "’": ("’",), "‘": ("’", "'"), "‚": ("‘", "’", "'"), "“": ('"',), "„": ('"',)}
_LONGEST_QUOTATION = 700  # code points
_LONE = 0.8  # log-odds of a mark that closes nothing
_HOPELESS = -3.0  # log-odds under which a number is no candidate at all
_SUREST = 5.0  # log-odds: the labeller is never surer than that
_LEAST_CHANCE = 0.05  # that a note begins with a line without a label
_OPEN = 2.5  # log-odds against a note that begins without a label where the one before ends within a sentence

# `re` looks for the characters that a pattern begins with much faster than for alternatives or what stands before them.
_RAISED = re.compile(
    r"[⁰¹²³⁴⁵⁶⁷⁸⁹$^<\[](?:(?<![$^<\[])[⁰¹²³⁴⁵⁶⁷⁸⁹]{0,2}"
    r"|(?<=\$)\^\{[^{}$\n\f]{1,6}\}\$|(?<=\^)(?:\{[^{}\n\f]{1,6}\}|[\w*#†‡§]{1,3}(?![\w\u0300-\u036f]))"
    r"|(?<=<)sup>[^<>\n\f]{1,6}</sup>"
    r"|(?<=\[)(?:\^[\w.-]{1,20}\](?!:)|[#*]\]))"
)
_DIGITS = re.compile(r"\d(?<![\d$€£#/\\–-]\d)\d{0,2}(?![\w%°€£$ªº/=+])(?![.,:]\d)(?!-\d|–\d)")
_SYMBOL = re.compile(r"[*#†‡§](?<=[^\s*#†‡§].)(?:(?<=\*)\*{0,2}|(?<!\*)[#†‡§]?)(?=[\s.,;:)!?—–]|$)")
_LETTER = re.compile(r"[.,;:!?”»)\"](?:([a-z])(?=[\s.,;)]|$)|(?<=[^\W\d_]\.) ([a-z])(?= [A-Z]))")
_INITIAL = re.compile(r"[A-Z]\. ?[^\W\d_a-z]")  # of a name, and no label
_MEASURE = re.compile(r"\d\s?(?:[kcdm]?m|in|ft)$")
_ORDINAL = re.compile(r" ?(?:st|nd|rd|th|er|e|ème|º|ª|Jh|Jahrh|cent|siècle|%|km|cm|mm|kg|v\. ?Chr)\b", re.IGNORECASE)


@record(frozen=True)
class Marker:
    """A candidate in the text. `prior`: log-odds that it is a marker, from its form and its neighbours alone."""

    start: int
    end: int
    printed: str
    read: str
    style: str  # how it is set: a document sets all its markers alike
    prior: float
    given: str = ""  # the number that a person gave it


def markers_in(text: str, start: int, end: int, opened: dict[str, int]) -> list[Marker]:
    """The candidates of a stretch of text, in order; linear.

    `opened`: the quotations of this block that are open, by the sign that closes them; brought up to date.
    """
    found: list[Marker] = []
    raised: list[tuple[int, int]] = []
    for match in _RAISED.finditer(text, start, end):
        raised.append(match.span())
        read = reading(match[0])
        found.append(Marker(*match.span(), match[0], read, _raised_style(match[0]), _raised_prior(text, match, start)))
    position = 0
    for match in _DIGITS.finditer(text, start, end):
        while position < len(raised) and raised[position][1] <= match.start():
            position += 1
        if position < len(raised) and raised[position][0] <= match.start():
            continue
        prior, style = _digit_prior(text, match.start(), match.end(), start, end)
        if prior > _HOPELESS:
            begin, finish = match.span()
            if style in ("bracket", "paren"):
                begin, finish = begin - 1, finish + 1
            found.append(Marker(begin, finish, text[begin:finish], match[0], style, prior))
    if any(text.find(symbol, start, end) >= 0 for symbol in "*#†‡§"):
        spans = frozenset(at for span in raised for at in range(*span))
        found.extend(
            Marker(*match.span(), match[0], match[0], "symbol", _symbol_prior(text, match))
            for match in _SYMBOL.finditer(text, start, end)
            if match.start() not in spans
        )
    found.extend(_letters(text, start, end))
    found.extend(_marks(text, start, end, opened))
    found.sort(key=lambda marker: marker.start)
    return found


def _letters(text: str, start: int, end: int) -> list[Marker]:
    """A lone small letter behind a stop, where letters are notes' markers; only a series of them makes it one."""
    found = ((m.end() - 1, m[0][-1]) for m in _LETTER.finditer(text, start, end))
    return [Marker(at, at + 1, letter, letter, "letter", -1.6) for at, letter in found]


def _marks(text: str, start: int, end: int, opened: dict[str, int]) -> list[Marker]:
    """Quotation marks, apostrophes and degree signs that recognition made of a raised digit.

    *Seen*: a mark that closes where none is open. *Not seen*: pairs, genitives, elisions, `n°`.
    """
    found: list[Marker] = []
    for match in _SIGN.finditer(text, start, end):
        at, sign = match.start(), match[0]
        before = text[at - 1] if at > start else " "
        if (before.isspace() or before in "([—–-") and text[at + 1 : at + 2].isalnum():
            for closing in _CLOSES.get(sign, ()):
                opened[closing] = at
            continue
        if not _MARK.match(text, at, end):
            continue
        if at - opened.pop(sign, -_LONGEST_QUOTATION) < _LONGEST_QUOTATION:
            continue
        word = text[max(start, at - 3) : at]
        short = sum(c.isalpha() for c in word) < 3 and before.isalpha()
        prior = -2.0 if short or (sign in "'’" and before in "sxzSXZ") else _LONE
        found.append(Marker(at, at + 1, sign, sign, MARK, prior))
    return found


def _raised_style(printed: str) -> str:
    if printed[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹":
        return "superscript"
    return "markdown" if printed.startswith("[^") else "caret" if printed[0] in "^$" else printed[:1]


def _raised_prior(text: str, match: re.Match[str], start: int) -> float:
    before = text[match.start() - 1] if match.start() > start else " "
    if match.start() == start:
        return -1.0  # a label rather than a marker
    printed = match[0]
    if printed[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹" and before.isdigit():
        return -0.5  # a power
    if printed in "²³" and _MEASURE.search(text[max(start, match.start() - 8) : match.start()]):
        return -3.0  # a square measure
    if before.isupper() and (match.start() - 2 < start or text[match.start() - 2] in " ([\n"):
        return 0.6  # a siglum, the term of a formula
    if printed.startswith("^") and not printed.startswith("^{") and before.isalnum() and len(before) == 1:
        return 0.8
    return 4.5


def _digit_prior(text: str, begin: int, finish: int, start: int, end: int) -> tuple[float, str]:
    """Log-odds, and how the digits are set."""
    before = text[begin - 1] if begin > start else " "
    after = text[finish : finish + 1] if finish < end else " "
    if text[begin] == "0" or begin == start:
        return -4.0, ""
    if before.isalpha():
        return _after_letter(text, begin, start), "glued"
    if before in "\"”»’')]" or (before == "“" and not text[begin - 2 : begin - 1].isspace()):
        return (2.2 if text[begin - 2 : begin - 1] not in "(" else -1.0), "glued"
    if before in ".,;:!?…":
        if text[begin - 2 : begin - 1].isdigit():
            return (-1.2 if before == "." and (after.isspace()) else -4.0), "glued"
        if before == "." and _is_initial(text, begin - 2, start):
            return 0.3, "glued"
        return (1.9 if before != ":" else 0.8), "glued"
    if (before, after) in (("(", ")"), ("[", "]")):
        return _bracketed(text, begin, start, before)
    if before.isspace():
        return _set_apart(text, begin, finish, start, end), "spaced"
    return -3.5, ""


def _is_initial(text: str, at: int, start: int) -> bool:
    """Whether the letter before a stop is that of a name: `J.` rather than the end of a sentence."""
    return text[at : at + 1].isupper() and (at <= start or not text[at - 1].isalnum())


def _bracketed(text: str, begin: int, start: int, bracket: str) -> tuple[float, str]:
    """`word.(12)`, `word [12]`: markers of some journals, and years, items or sources of others."""
    lead = text[max(start, begin - 3) : begin - 1]
    behind = lead.rstrip()[-1:]
    if not behind:
        return -1.5, "paren" if bracket == "(" else "bracket"
    close = not lead[-1:].isspace()
    score = 0.4 if close else -0.4
    return score + (0.6 if bracket == "[" else 0.0) + (0.3 if behind in '.,;”"»' else 0.0), (
        "paren" if bracket == "(" else "bracket"
    )


def _after_letter(text: str, begin: int, start: int) -> float:
    """A digit glued to a word: a marker after a word, part of a name after capitals (`B2`, `MP3`)."""
    first = begin
    while first > start and text[first - 1].isalnum() and begin - first < 24:
        first -= 1
    word = text[first:begin]
    if any(c.isdigit() for c in word) or len(word) == 1:
        return -2.5
    if word.isupper():
        return -0.3 if len(word) > 4 else -1.2
    if first > start and text[first - 1] in "/._-@=" and "http" in text[max(start, first - 60) : first]:
        return -3.0
    return 1.7


def _set_apart(text: str, begin: int, finish: int, start: int, end: int) -> float:
    """A number with a space before it, as PDF text layers and some OCR have markers."""
    last = begin - 1
    while last > start and text[last].isspace():
        last -= 1
    mark = text[last]
    after = text[finish : finish + 12]
    if _ORDINAL.match(after):
        return -3.5
    following = after.lstrip(" \n").split(" ", 1)[0].strip(".,;:").casefold()
    if after[:2] == ". " and after[2:].split(" ", 1)[0].strip(".,;:").casefold() in units():
        return -2.5  # an ordinal: `am 2. Februar`
    if mark in '"”»':
        return 0.9
    if mark in ".!?…":
        if text[last - 1 : last].isdigit() or _word_before(text, last, start) in before_number():
            return -2.5
        return 0.2 if following[:1].isalpha() or not following else -0.5
    if mark in ",;)]:’'":
        return -0.1 if mark != ":" else -1.2
    if not mark.isalpha():
        return -2.5
    word = _word_before(text, last + 1, start)
    if word in before_number() or following in units():
        return -2.6
    return -0.2 if after[:2] in (" .", " ,", " ;", " :", " )") else -1.3


def _word_before(text: str, end: int, start: int) -> str:
    """The letters that end at a place, case-folded."""
    first = end
    while first > start and text[first - 1].isalpha() and end - first < 24:
        first -= 1
    return text[first:end].casefold()


def _symbol_prior(text: str, match: re.Match[str]) -> float:
    before = text[match.start() - 1]
    if before not in ".,;:!?…\"”»’')]":
        return 0.4
    return 2.6 if match[0][0] in "#†‡" else 1.6  # an asterisk may be emphasis, a section sign a law's


@record(frozen=True)
class NoteStart:
    """A line at which a note may begin. `read` is empty where it has no label."""

    index: int  # of the line
    start: int
    label_end: int
    printed: str
    read: str
    begins: float  # log-odds that a note begins here, as the line labeller sees it
    continues: bool = False  # begins within a sentence, as the rest of a note from the page before does
    given: str = ""  # the number that a person gave it


def note_starts(lines: Sequence[Line], labelled: Labelled, wrapped: bool, is_open: bool = False) -> list[NoteStart]:
    """The lines of one cluster of notes at which notes may begin, in order.

    `is_open`: the notes before the cluster end within a sentence.
    """
    found = []
    for position, line in enumerate(lines):
        label = None if _INITIAL.match(line.text) else line.label
        chance = labelled.notes[line.index]
        begins = max(-_SUREST, min(_SUREST, log((chance + 1e-4) / (1.0001 - chance))))
        if label is not None:
            end = line.start + label.end() if label.end() < line.length else line.end
            found.append(NoteStart(line.index, line.start, end, label[0], reading(label[0]), begins))
        elif position == 0 or not wrapped or chance >= _LEAST_CHANCE:
            goes_on = is_open and position == 0
            if goes_on:
                begins = max(-_SUREST, begins - _OPEN)
            lower = line.text[0].islower()
            found.append(NoteStart(line.index, line.start, line.start, "", "", begins, lower or goes_on))
    return found
