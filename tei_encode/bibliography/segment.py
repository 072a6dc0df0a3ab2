"""Where the references in a note begin and end, with their elements; signals and commentary stay outside."""

from __future__ import annotations

from collections.abc import Sequence

from tei_encode.bibliography.boundaries import OUTSIDE, TITLES, bound
from tei_encode.bibliography.elements import elements
from tei_encode.bibliography.label import label
from tei_encode.bibliography.legal import legal_fields
from tei_encode.bibliography.runs import Field
from tei_encode.bibliography.tokens import Token, tokens
from tei_encode.model.record import record

_CLOSING = {")": "(", ">": "<", "]": "[", "”": "“", "»": "«", '"': '"', "’": "‘", "*": "*", "_": "_"}
# What a stretch must have to be a reference: one of the first with one of the second.
_NAMES = frozenset(("as", "ao", "es", "ts"))
_PLACES = frozenset(("ci", "pg", "pb", "da", "dj", "vo", "vb", "br", "bn", "ur", "id", "pl", "pu", "is", "fo"))
_LONGEST = 20_000  # code points of one note that are looked at


@record(frozen=True)
class Reference:
    """One reference within a text: its range and its elements, in offsets of that text."""

    start: int
    end: int
    fields: list[Field]


def references(text: str) -> list[Reference]:
    """The references in a note or paragraph, in order."""
    words = tokens(text[:_LONGEST])
    labels = label(words, in_note=True)
    bound(text, words, labels)
    found = []
    first = 0
    while first < len(words):
        if labels[first] in OUTSIDE:
            first += 1
            continue
        last = first
        while last + 1 < len(words) and labels[last + 1] not in OUTSIDE and labels[last + 1][0] != "^":
            last += 1
        reference = _reference(text, words[first : last + 1], labels[first : last + 1])
        if reference is not None:
            found.append(reference)
        first = last + 1
    return found


def _reference(text: str, words: Sequence[Token], labels: Sequence[str]) -> Reference | None:
    while labels and labels[0] == "x":
        words, labels = words[1:], labels[1:]  # words that lead to a reference are none of it
    kinds = {name.lstrip("^") for name in labels}
    legal = legal_fields(text, words[0].start, words[-1].end) if words else []
    if not legal and not _is_reference(kinds):
        return None
    fields = legal or elements(text, words, labels)
    if not fields or not any(c.isalnum() for word in words for c in word.text):
        return None
    start = min(words[0].core_start, fields[0].start)
    last = next(word for word in reversed(words) if any(map(str.isalnum, word.text)))
    end = max(last.core_end, fields[-1].end)
    return Reference(*_balanced(text, start, end, words[0].start, words[-1].end), fields)


def _is_reference(kinds: set[str]) -> bool:
    if kinds & {"br", "re", "sh"}:
        return True
    if kinds & TITLES:
        return bool(kinds & (_NAMES | _PLACES))
    return bool(kinds & _NAMES and kinds & _PLACES)


def _balanced(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """The range with the closing brackets and marks whose partners are within it, and the opening ones before it."""
    while end < last and (opening := _CLOSING.get(text[end])):
        inner = text[start:end]
        here = inner.count(opening) - (inner.count(text[end]) if opening != text[end] else 0)
        before = text[first:start].count(opening)
        if (here > 0) if opening != text[end] else here % 2:
            end += 1
        elif before and text[end] not in ")]":
            start = text.index(opening, first)
            end += 1
        else:
            break
    closed = {opening: closing for closing, opening in _CLOSING.items()}
    while start > first and (closing := closed.get(text[start - 1])) and closing in text[start:end]:
        inner = text[start:end]
        if closing != text[start - 1] and inner.count(closing) <= inner.count(text[start - 1]):
            break
        if closing == text[start - 1] and inner.count(closing) % 2 == 0:
            break
        start -= 1
    return start, end
