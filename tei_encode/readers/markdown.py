"""What Markdown-flavoured OCR text declares: emphasis, heads, superscripts, notes, tables, comments, images.

Emphasis follows the flanking rules of CommonMark 0.31 (section 6.2) within a block of lines; what does not pair stays
text, for a lone `*` or `#` after a stop is a note marker that recognition damaged.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from unicodedata import combining

from tei_encode.model.pattern import late
from tei_encode.model.source import Declaration, Declared
from tei_encode.model.uri import is_uri_reference

_PUNCTUATION = r"!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~"
_RUN = late(r"[*_](?<![\\*_].)(?:(?<=\*)\*{0,2}|(?<=_)_{0,2})(?![*_])")  # what begins with a sign is found fastest
_ESCAPE = late(r"\\([" + _PUNCTUATION + r"])")
_HEAD = late(r"^(#{1,6})[ \t]+(?=\S)([^\n]*?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)
_SUPERSCRIPT = late(r"\$\^\{([^{}$\n\f]{1,20})\}\$|\^\{([^{}\n\f]{1,20})\}|<sup>([^<>\n\f]{1,20})</sup>")
_SUBSCRIPT = late(r"\$_\{([^{}$\n\f]{1,20})\}\$|<sub>([^<>\n\f]{1,20})</sub>")
_NOTE = late(r"\[\^([\w.-]{1,20})\](:?)")
_COMMENT = late(r"<!--(?:(?!-->)[\s\S]){0,4000}-->")
_IMAGE = late(r"!\[([^\]\n\f]{0,400})\]\(([^()\s]{1,400})\)")
_ROW = late(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)
_RULE = late(r"[ \t]*\|(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*$")
_QUOTATION = late(r"^[ \t]{0,3}(>[ \t]?(?=[^\W_]|[\"“„«‘'(\[…*_])[^\n]{12,})", re.MULTILINE)
_STYLES = {1: Declared.ITALIC, 2: Declared.BOLD, 3: Declared.BOLD_ITALIC}
_LONGEST = 2000  # code points of one emphasis


def declarations(text: str) -> tuple[Declaration, ...]:
    """Every declared fact, in order of start; one linear pass for each mark that occurs at all."""
    apart = [d for mark, finder in _APART if mark in text for d in finder(text)]
    found = [d for marks, finder in _FINDERS if any(mark in text for mark in marks) for d in finder(text)]
    if apart:
        # Nothing is declared within a comment or an image line.
        spans = [(d.start, d.end) for d in apart[:200]]
        found = [d for d in found if not any(start <= d.start and d.end <= end for start, end in spans)]
    return tuple(sorted([*apart, *found], key=lambda d: (d.start, -d.end)))


def _comments(text: str) -> list[Declaration]:
    return [Declaration(Declared.COMMENT, *match.span(), *match.span()) for match in _COMMENT.finditer(text)]


def _images(text: str) -> list[Declaration]:
    return [
        Declaration(Declared.IMAGE, *match.span(), *match.span(1), match[2])
        for match in _IMAGE.finditer(text)
        if is_uri_reference(match[2])
    ]


def _heads(text: str) -> list[Declaration]:
    return [
        Declaration(Declared.HEAD, *match.span(), *match.span(2), str(len(match[1]))) for match in _HEAD.finditer(text)
    ]


def _quotations(text: str) -> list[Declaration]:
    """Lines that begin with `>`: from the sign to the end of the line, the sign and the space behind it left out."""
    found = []
    for match in _QUOTATION.finditer(text):
        inner = match.start(1) + (2 if text[match.start(1) + 1] in " \t" else 1)
        end = match.start(1) + len(match[1].rstrip())
        found.append(Declaration(Declared.QUOTATION, match.start(1), end, inner, end))
    return found


def _escapes(text: str) -> list[Declaration]:
    return [
        Declaration(Declared.ESCAPE, match.start(), match.end(), match.start() + 1, match.end())
        for match in _ESCAPE.finditer(text)
    ]


def _notes(text: str) -> list[Declaration]:
    found = []
    for match in _NOTE.finditer(text):
        at_start = match.start() == 0 or text[match.start() - 1] == "\n"
        kind = Declared.NOTE_DEFINITION if match[2] and at_start else Declared.NOTE_REFERENCE
        end = match.end() if kind is Declared.NOTE_DEFINITION else match.end() - len(match[2])
        found.append(Declaration(kind, match.start(), end, *match.span(1), match[1]))
    return found


def _raised(text: str) -> list[Declaration]:
    return _wrapped(_SUPERSCRIPT, Declared.SUPERSCRIPT, text)


def _lowered(text: str) -> list[Declaration]:
    return _wrapped(_SUBSCRIPT, Declared.SUBSCRIPT, text)


def _wrapped(pattern: re.Pattern[str], kind: Declared, text: str) -> list[Declaration]:
    found = []
    for match in pattern.finditer(text):
        inner = match.span(match.lastindex or 0)
        struck = text[match.end() : match.end() + 1] == "\u0338"
        if inner[0] < inner[1] and not combining(text[inner[0]]) and not struck:
            found.append(Declaration(kind, match.start(), match.end(), *inner))
    return found


def _tables(text: str) -> list[Declaration]:
    """Rows between pipes, where two or more stand together or a rule does."""
    rows = [match.span() for match in _ROW.finditer(text)]
    found: list[Declaration] = []
    group: list[tuple[int, int]] = []
    for span in [*rows, (-1, -1)]:
        if group and (span[0] < 0 or text[group[-1][1] : span[0]].strip() or span[0] - group[-1][1] > 2):
            if len(group) >= 2:
                for start, end in group:
                    rule = _RULE.match(text, start, end) is not None
                    kind = Declared.TABLE_RULE if rule else Declared.TABLE_ROW
                    left = start + len(text[start:end]) - len(text[start:end].lstrip())
                    found.append(Declaration(kind, left, left + len(text[start:end].strip()), left, left))
            group = []
        if span[0] >= 0:
            group.append(span)
    return found


def _emphasis(text: str) -> list[Declaration]:
    """Pairs of `*` or `_` runs of equal length that can open and close, within one block of lines."""
    found: list[Declaration] = []
    opened: dict[str, tuple[int, int]] = {}  # run → its span; one of each kind is open at a time
    last_end = 0
    for match in _RUN.finditer(text):
        start, end = match.span()
        run = match[0]
        if opened and _block_ends(text, last_end, start):
            opened.clear()
        last_end = end
        before = text[start - 1] if start else "\n"
        after = text[end] if end < len(text) else "\n"
        opens = not after.isspace() and (_is_word(after) or before.isspace() or not _is_word(before))
        closes = not before.isspace() and (_is_word(before) or after.isspace() or not _is_word(after))
        if run[0] == "_":
            opens = opens and not _is_word(before)
            closes = closes and not _is_word(after)
        if combining(after):
            opens = closes = False
        partner = opened.get(run)
        if closes and partner is not None and start - partner[1] <= _LONGEST:
            found.append(Declaration(_STYLES[len(run)], partner[0], end, partner[1], start))
            # Whatever was opened within the pair can no longer close outside it.
            opened = {key: span for key, span in opened.items() if span[0] < partner[0]}
        elif opens and not (closes and not _opens_phrase(before)):
            opened[run] = (start, end)
    return found


def _opens_phrase(before: str) -> bool:
    """Emphasis begins after white space or an opening mark; after a stop or a word a `*` is a note marker."""
    return before.isspace() or before in "([{«„“‘\"'—–-/"


def _block_ends(text: str, start: int, end: int) -> bool:
    return text.find("\n\n", start, end) >= 0 or text.find("\f", start, end) >= 0


def _is_word(character: str) -> bool:
    return character.isalnum()


# What has a mark of its own, and its finder; none is called on a text without the mark.
_APART: tuple[tuple[str, Callable[[str], list[Declaration]]], ...] = (("<!--", _comments), ("![", _images))
_FINDERS: tuple[tuple[tuple[str, ...], Callable[[str], list[Declaration]]], ...] = (
    (("|",), _tables),
    (("#",), _heads),
    ((">",), _quotations),
    (("^", "<sup>"), _raised),
    (("_{", "<sub>"), _lowered),
    (("[^",), _notes),
    (("\\",), _escapes),
    (("*", "_"), _emphasis),
)
