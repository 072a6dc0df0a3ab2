"""From a run of words that are labelled alike to its elements: ranges of the text (`#COBI`).

Ranges leave out the punctuation around a field and keep what belongs to it: the quotation marks of a title, the stop of
an initial, a bracket that closes one within.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tei_encode.bibliography.dates import date_attributes
from tei_encode.bibliography.identifiers import identifier_type
from tei_encode.bibliography.names import is_name
from tei_encode.bibliography.person import Printed, persons
from tei_encode.bibliography.places import single_places
from tei_encode.bibliography.ranges import names_unit, range_attributes
from tei_encode.bibliography.tokens import Token, has_letter
from tei_encode.bibliography.vocabulary import ending, forenames
from tei_encode.model.document import Certainty, Kind
from tei_encode.model.record import record

_NAMES = {
    "a": (Kind.AUTHOR, {}),
    "e": (Kind.EDITOR, {"role": "editor"}),
    "t": (Kind.EDITOR, {"role": "translator"}),
}
NAME_LABELS = frozenset(("as", "af", "ac", "ao", "es", "ef", "ec", "ts", "tf", "tc"))
_IDENTIFIERS = frozenset(("id", "ur"))
_TEXT_ONLY = frozenset(("x", "xx", "sg", "in", "ro", "nu", "ge"))
LEVELS = {"ta": "a", "tm": "m", "tj": "j", "se": "s"}
_PLAIN: dict[str, tuple[Kind, dict[str, str]]] = {
    "ed": (Kind.EDITION, {}),
    "vs": (Kind.EXTENT, {}),
    "pu": (Kind.PUBLISHER, {}),
    "re": (Kind.ORG_NAME, {}),
    "sh": (Kind.IDNO, {"type": "shelfmark"}),
}
_DATES = {"da": "", "dj": "", "do": "original", "dx": "accessed"}
_SCOPES = {
    "vo": "volume",
    "vb": "volume",
    "pb": "page",
    "is": "issue",
    "pg": "page",
    "ci": "page",
    "fo": "folio",
    "sn": "volume",
}
_PAIRS = {")": "(", "]": "[", "”": "“", "“": "„", "»": "«", "«": "»", "’": "‘", "‘": "‚", '"': '"', "'": "'"}
# A page or folio is a figure or a Roman numeral, however set; or all of them.
_COUNTS = re.compile(r"\d|(?i:\b[ivxlcdm]+\b|\bpassim\b)")
IBIDEM = ("ibid", "ibíd", "ebd", "ebenda", "ivi", "id", "íd", "aldaar", "ders", "dies")
QUOTES = "“”„«»‹›‘‚’\"'`"
_NONE: Mapping[str, Any] = {}  # one for the many that point nowhere


@record(frozen=True)
class Field:
    """One element of a reference: code points of its text, the end excluded."""

    start: int
    end: int
    kind: Kind
    attributes: dict[str, str]
    children: tuple[Field, ...] = ()
    key: str = ""  # as of a node
    pointers: Mapping[str, tuple[str, ...]] = _NONE
    cert: Certainty | None = None
    stands_for: str = ""  # whose name dashes or Idem repeat


def made(text: str, words: Sequence[Token], labels: Sequence[str]) -> Sequence[Field]:
    """The elements of a run of words of one kind, in text order."""
    label = labels[0]
    if label in _TEXT_ONLY:
        return ()
    if label in NAME_LABELS:
        return _responsible(text, words, labels)
    if label in _IDENTIFIERS:
        return _identifiers(text, words)
    start, end = extent(text, words, label)
    return _MAKERS[label](text, start, end, label) if has_letter(text, start, end) else ()


def _responsible(text: str, words: Sequence[Token], labels: Sequence[str]) -> Sequence[Field]:
    """Authors, editors or translators."""
    if labels[0] == "ao" and _is_person(text, words):
        labels = ["af"] * (len(words) - 1) + ["as"]
    kind, attributes = _NAMES[labels[0][0]]
    return [_name(printed, kind, attributes) for printed in persons(text, words, labels)]


def _is_person(text: str, words: Sequence[Token]) -> bool:
    """Whether what was taken for a body is a person with a forename that is known: `Agnes Mundy`."""
    first, last = words[0], words[-1]
    known = 2 <= len(words) <= 3 and text[first.core_start : first.core_end].casefold() in forenames()
    return known and "," not in text[first.core_end : last.core_end] and is_name(text[first.core_start : last.core_end])


def _name(printed: Printed, kind: Kind, attributes: dict[str, str]) -> Field:
    """An author or editor; the parts of a name stand in a `persName`."""
    start, end = printed.start, printed.end
    parts = tuple([Field(one, other, part, {}) for one, other, part in printed.parts])
    person = (Field(start, end, Kind.PERS_NAME, {}, parts),) if parts else ()
    return Field(start, end, kind, dict(attributes), person)


def _title(text: str, start: int, end: int, label: str) -> Sequence[Field]:
    return () if _says_kind(text[start:end]) else (Field(start, end, Kind.TITLE, {"level": LEVELS[label]}),)


def _plain(text: str, start: int, end: int, label: str) -> Sequence[Field]:
    kind, attributes = _PLAIN[label]
    return (Field(start, end, kind, dict(attributes)),)


def _shelfmark(text: str, start: int, end: int, label: str) -> Sequence[Field]:
    """A shelfmark has a figure or a capital letter standing alone."""
    words = text[start:end]
    if any(word.isupper() for word in words.split()) or any(map(str.isdigit, words)):
        return _plain(text, start, end, label)
    return ()


def _places(text: str, start: int, end: int, label: str) -> Sequence[Field]:
    return [Field(one, other, Kind.PUB_PLACE, {}) for one, other in single_places(text, start, end)]


def _date(text: str, start: int, end: int, label: str) -> Sequence[Field]:
    attributes = date_attributes(text[start:end])
    if _DATES[label]:
        attributes = {"type": _DATES[label], **attributes}
    return (Field(start, end, Kind.DATE, attributes),)


def _back_reference(text: str, start: int, end: int, label: str) -> Sequence[Field]:
    return (Field(start, end, Kind.REF, {"type": back_reference(text[start:end])}),)


def back_reference(text: str) -> str:
    """What kind of back reference some words are: ibid, supra (a note is named) or opcit."""
    letters = "".join(c for c in text.casefold() if c.isalpha())
    if any(c.isdigit() for c in text):
        return "supra"
    return "ibid" if letters.startswith(IBIDEM) else "opcit"


def _scopes(text: str, start: int, end: int, label: str) -> Sequence[Field]:
    kind = Kind.CITED_RANGE if label in ("ci", "fo") else Kind.BIBL_SCOPE
    value = text[start:end]
    if kind is Kind.CITED_RANGE and not _COUNTS.search(value):
        return []
    dot = max(value.find("."), value.find("/"))
    if label in ("vo", "vb") and value[:dot].isdigit() and value[dot + 1 :].isdigit() and dot > 0:
        # `12.3`: a volume and its issue in one word
        cut = start + dot
        return [
            Field(start, cut, kind, {"unit": "volume", **range_attributes(text[start:cut], "volume")}),
            Field(cut + 1, end, kind, {"unit": "issue", **range_attributes(text[cut + 1 : end], "issue")}),
        ]
    if kind is Kind.CITED_RANGE and ", " in value:
        parts = value.split(", ")
        if all(names_unit(part) for part in parts):  # `vol. 2, p. 12`
            starts = [start + sum(len(part) + 2 for part in parts[:at]) for at in range(len(parts))]
            return [scope for at, part in zip(starts, parts) for scope in _scopes(text, at, at + len(part), label)]
    attributes = range_attributes(value, _SCOPES[label])
    return [Field(start, end, kind, {"unit": _SCOPES[label], **attributes})]


def _identifiers(text: str, words: Sequence[Token]) -> Sequence[Field]:
    """Each identifier of a run; the words before it (`doi:`, `ISBN`) stay text."""
    found = []
    for word in words:
        value = text[word.core_start : word.core_end]
        kind, attributes = identifier_type(value)
        if kind:
            found.append(Field(word.core_start, word.core_end, kind, attributes))
    return found


def extent(text: str, words: Sequence[Token], label: str) -> tuple[int, int]:
    """Where a field begins and ends: quotation marks and brackets that pair within it are its own."""
    first, last = words[0], words[-1]
    start, end = first.core_start, last.core_end
    while end < last.end and _belongs(text, start, end, label):
        end += 1
    if label in LEVELS and start > first.start and text[start - 1] in QUOTES:
        # The quotation marks around a title are within it, with the comma or stop they hold.
        start -= 1
        while start > first.start and text[start - 1] in QUOTES + "*_":
            start -= 1
        while start < first.core_start and text[start] in "*_":
            start += 1
        end = max(end, 1 + max((at for at in range(last.core_end, last.end) if text[at] in QUOTES), default=0))
    return start, end


def _belongs(text: str, start: int, end: int, label: str) -> bool:
    """Whether the character behind a field is still its own."""
    character = text[end]
    if character in "?!…" and label in LEVELS:
        return True
    if character in ")]":
        return text.count(_PAIRS[character], start, end) > text.count(character, start, end)
    if character == "." and text[end - 1] != ".":
        word = text[max(start, text.rfind(" ", start, end) + 1) : end]
        # The stop of an abbreviation, not that of a sentence: `p. 12 ff.`, `et al.`, `N.J.`, `Univ. Pr.`
        if label == "br" and (word.isdigit() or word.casefold() in ending("whole")):
            return False
        if label in ("ed", "vs", "ro", "br") or ("." in word and word.replace(".", "").isalpha()):
            return True
        if label == "pl":
            return word in ending("region")
        return label in ("pg", "pb", "ci", "pu", "da", "dj") and len(word) < 3 and word.isalpha()
    return False


def _says_kind(title: str) -> bool:
    """Whether what was taken for a title says of what kind the work is: `Unpublished Manuscript`."""
    kinds = ending("kind")
    return all(word.strip(".,").casefold() in kinds for word in title.split())


_MAKERS: dict[str, Callable[[str, int, int, str], Sequence[Field]]] = {
    **dict.fromkeys(LEVELS, _title),
    **dict.fromkeys(_PLAIN, _plain),
    **dict.fromkeys(_DATES, _date),
    **dict.fromkeys(_SCOPES, _scopes),
    **dict.fromkeys(("br", "bn"), _back_reference),
    "pl": _places,
    "sh": _shelfmark,
}
