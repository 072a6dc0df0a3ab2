"""Characters of the running text that may be note markers, and lines that may begin a note.

*Seen*: raised digits and symbols in every form recognition leaves them in, digits glued to a word or a stop, digits set
apart by spaces as text layers have them. *Not seen*: years, decimals, page ranges, ordinals, amounts, verse numbers:
digits with digits, currency or units beside them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_encode.model.record import record
from tei_encode.recognition.notes.glyphs import reading
from tei_encode.recognition.observations import Line

_RAISED = re.compile(
    r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}"
    r"|\$\^\{[^{}$\n\f]{1,6}\}\$|\^\{[^{}\n\f]{1,6}\}|<sup>[^<>\n\f]{1,6}</sup>|\^[\w*#†‡§]{1,3}(?!\w)"
    r"|\[\^[\w.-]{1,20}\](?!:)|\[[#*]\]"
)
_DIGITS = re.compile(r"(?<![\d$€£#/\\–-])\d{1,3}(?![\w%°€£$ªº/=+])(?![.,:]\d)(?!-\d|–\d)")
_SYMBOL = re.compile(r"(?<=[^\s*#†‡§])(?:\*{1,3}|[#†‡]{1,2}|§)(?=[\s.,;:)!?—–]|$)")
_ORDINAL = re.compile(r" ?(?:st|nd|rd|th|er|e|ème|º|ª|Jh|Jahrh|cent|siècle|%|km|cm|mm|kg|v\. ?Chr)\b", re.IGNORECASE)
# Words after which a number belongs to them: months are left to the series, which they do not fit.
_BEFORE_NUMBER = frozenset(
    [
        "vol",
        "volume",
        "no",
        "nos",
        "nr",
        "n°",
        "num",
        "p",
        "pp",
        "s",
        "ss",
        "page",
        "pages",
        "seite",
        "chapter",
        "chap",
        "ch",
        "kap",
        "kapitel",
        "section",
        "sec",
        "art",
        "article",
        "fig",
        "figure",
        "abb",
        "abbildung",
        "table",
        "tab",
        "tabelle",
        "note",
        "notes",
        "anm",
        "fn",
        "line",
        "lines",
        "part",
        "teil",
        "book",
        "bd",
        "band",
        "heft",
        "act",
        "scene",
        "vers",
        "verse",
        "vv",
        "psalm",
        "louis",
        "henri",
        "heinrich",
        "number",
        "numéro",
        "núm",
        "versión",
        "version",
        "von",
        "to",
        "bis",
        "und",
        "and",
        "à",
        "et",
        "from",
        "der",
        "den",
        "dem",
        "the",
        "in",
        "im",
        "about",
        "circa",
        "ca",
        "some",
        "nearly",
        "over",
        "um",
        "les",
        "des",
        "aux",
        "op",
        "item",
        "capitolo",
        "cap",
        "cfr",
        "phase",
        "level",
        "type",
        "step",
        "year",
        "years",
    ]
)
_UNITS = frozenset(
    [
        "per",
        "percent",
        "prozent",
        "pour",
        "years",
        "year",
        "jahre",
        "jahren",
        "ans",
        "años",
        "anni",
        "pages",
        "seiten",
        "times",
        "days",
        "tage",
        "months",
        "monate",
        "million",
        "millionen",
        "millions",
        "billion",
        "hours",
        "stunden",
        "men",
        "women",
        "people",
        "members",
        "june",
        "july",
        "may",
        "april",
        "march",
        "january",
        "february",
        "august",
        "september",
        "october",
        "november",
        "december",
        "januar",
        "februar",
        "märz",
        "mai",
        "juni",
        "juli",
        "oktober",
        "dezember",
        "janvier",
        "février",
        "mars",
        "avril",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "gennaio",
        "febbraio",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "settembre",
        "ottobre",
        "bis",
        "to",
        "und",
        "and",
        "or",
        "oder",
        "et",
        "of",
        "von",
        "de",
    ]
)


@record(frozen=True)
class Marker:
    """A candidate in the text. `prior`: log-odds that it is a marker, from its form and its neighbours alone."""

    start: int
    end: int
    printed: str
    read: str
    prior: float


def markers_in(text: str, start: int, end: int) -> list[Marker]:
    """The candidates of a stretch of text, in order; linear."""
    found = [
        Marker(match.start(), match.end(), match[0], reading(match[0]), _raised_prior(text, match, start))
        for match in _RAISED.finditer(text, start, end)
    ]
    spans = {(marker.start, marker.end) for marker in found}
    raised = sorted(spans)
    position = 0
    for match in _DIGITS.finditer(text, start, end):
        while position < len(raised) and raised[position][1] <= match.start():
            position += 1
        if position < len(raised) and raised[position][0] <= match.start():
            continue
        prior = _digit_prior(text, match.start(), match.end(), start, end)
        if prior > -3.0:
            found.append(Marker(match.start(), match.end(), match[0], match[0], prior))
    if any(symbol in text[start:end] for symbol in "*#†‡§"):
        for match in _SYMBOL.finditer(text, start, end):
            if not any(a <= match.start() < b for a, b in raised):
                found.append(Marker(match.start(), match.end(), match[0], match[0], _symbol_prior(text, match)))
    found.sort(key=lambda marker: marker.start)
    return found


def _raised_prior(text: str, match: re.Match[str], start: int) -> float:
    before = text[match.start() - 1] if match.start() > start else " "
    if match.start() == start:
        return -1.0  # a label rather than a marker
    printed = match[0]
    if printed[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹" and before.isdigit():
        return -0.5  # a power
    if printed.startswith("^") and not printed.startswith("^{") and before.isalnum() and len(before) == 1:
        return 0.8
    return 3.0


def _digit_prior(text: str, begin: int, finish: int, start: int, end: int) -> float:
    before = text[begin - 1] if begin > start else " "
    after = text[finish : finish + 1] if finish < end else " "
    if text[begin] == "0" or begin == start:
        return -4.0
    if before.isalpha():
        return _after_letter(text, begin, start)
    if before in "\"”»’')]":
        return 2.2 if text[begin - 2 : begin - 1] not in "(" else -1.0
    if before in ".,;:!?…":
        if text[begin - 2 : begin - 1].isdigit():
            return -1.2 if before == "." and (after.isspace()) else -4.0
        return 1.9 if before != ":" else 0.8
    if before in "([" and after in ")]":
        return 0.2
    if before.isspace():
        return _set_apart(text, begin, finish, start, end)
    return -3.5


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
    if mark in '"”»':
        return 0.9
    if mark in ".!?…":
        if text[last - 1 : last].isdigit() or text[max(start, last - 4) : last].strip().casefold() in _BEFORE_NUMBER:
            return -2.5
        return 0.2 if following[:1].isalpha() or not following else -0.5
    if mark in ",;)]:’'":
        return -0.1 if mark != ":" else -1.2
    if not mark.isalpha():
        return -2.5
    first = last
    while first > start and text[first - 1].isalpha() and last - first < 24:
        first -= 1
    word = text[first : last + 1].casefold()
    if word in _BEFORE_NUMBER or following in _UNITS:
        return -2.6
    return -0.2 if after[:2] in (" .", " ,", " ;", " :", " )") else -1.3


def _symbol_prior(text: str, match: re.Match[str]) -> float:
    before = text[match.start() - 1]
    return 1.6 if before in ".,;:!?…\"”»’')]" else 0.4


@record(frozen=True)
class NoteStart:
    """A line at which a note may begin. `read` is empty where it has no label."""

    index: int  # of the line
    start: int
    label_end: int
    printed: str
    read: str
    skip: float  # cost of taking the line for the continuation of the note before it
    unlabelled: float  # cost of beginning a note here without a label
    continues: bool = False  # begins within a sentence, as the rest of a note from the page before does


def note_starts(lines: Sequence[Line], wrapped: bool) -> list[NoteStart]:
    """The lines of one note block at which notes may begin, in order."""
    found = []
    for position, line in enumerate(lines):
        label = line.label
        first = position == 0
        if label is not None and label.end() < line.length:
            printed = label[0]
            raised = bool(label["sup"] or label["caret"] or label["markdown"])
            # A number may also be the first word of a line; a raised one cannot.
            skip = 5.0 if raised else 1.5 if not wrapped else 0.0
            if label["letter"] or (label["symbol"] and wrapped):
                skip = 0.0
            before = lines[position - 1] if position else None
            if before is not None and not before.is_terminal and not raised:
                skip -= 0.8
            found.append(
                NoteStart(line.index, line.start, line.start + label.end(), printed, reading(printed), skip, 3.0)
            )
        elif label is not None:
            # The number alone on its line; the note's text is on the next.
            found.append(NoteStart(line.index, line.start, line.end, label[0], reading(label[0]), 1.0, 3.0))
        elif first or not wrapped:
            # One note a line is the rule where one paragraph is: a line that begins anew is a note without its label.
            begins_lower = line.text[0].islower()
            ended = first or lines[position - 1].is_terminal
            skip = 0.0 if begins_lower or not ended else 1.0 if first else 2.5
            unlabelled = 6.0 if begins_lower or not ended else 4.5 if wrapped else 1.5
            found.append(NoteStart(line.index, line.start, line.start, "", "", skip, unlabelled, begins_lower))
    return found
