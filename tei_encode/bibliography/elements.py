"""From labelled words to the elements of a `bibl` (`#COBI`): ranges of the text, nested, in text order.

Ranges leave out the punctuation around a field and keep what belongs to it: the quotation marks of a title, the stop of
an initial, a bracket that closes one within.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from tei_encode.bibliography.archival import archival_labels
from tei_encode.bibliography.dates import date_attributes, month_number
from tei_encode.bibliography.identifiers import identifier_type
from tei_encode.bibliography.names import is_name
from tei_encode.bibliography.person import Printed, persons
from tei_encode.bibliography.places import imprint_labels, single_places
from tei_encode.bibliography.ranges import names_unit, range_attributes
from tei_encode.bibliography.tokens import Token, has_letter
from tei_encode.bibliography.vocabulary import ending, forenames
from tei_encode.model.document import Certainty, Kind
from tei_encode.model.record import factory, record, replace

_NAMES = {
    "a": (Kind.AUTHOR, {}),
    "e": (Kind.EDITOR, {"role": "editor"}),
    "t": (Kind.EDITOR, {"role": "translator"}),
}
_NAME_LABELS = frozenset(("as", "af", "ac", "ao", "es", "ef", "ec", "ts", "tf", "tc"))
_GROUPS = {**{label: label[0] + "-" for label in _NAME_LABELS}, "bn": "br"}
_TEXT_ONLY = frozenset(("x", "xx", "sg", "in", "ro", "nu", "ge"))
_LEVELS = {"ta": "a", "tm": "m", "tj": "j", "se": "s"}
_SIMPLE: dict[str, tuple[Kind, dict[str, str]]] = {
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
_PARTNERS = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "‘": "’", "‚": "‘"}
_MARKS = re.compile(f"[{''.join(_PARTNERS)}]")
_LONGEST_TITLE = 60  # words
# A page or folio is a figure or a Roman numeral, however set; or all of them.
_COUNTS = re.compile(r"\d|(?i:\b[ivxlcdm]+\b|\bpassim\b)")
IBIDEM = ("ibid", "ibíd", "ebd", "ebenda", "ivi", "id", "íd", "aldaar", "ders", "dies")
_QUOTES = "“”„«»‹›‘‚’\"'`"


@record(frozen=True)
class Field:
    """One element of a reference: code points of its text, the end excluded."""

    start: int
    end: int
    kind: Kind
    attributes: dict[str, str]
    children: tuple[Field, ...] = ()
    key: str = ""  # as of a node
    pointers: dict[str, tuple[str, ...]] = factory(default_factory=dict)
    cert: Certainty | None = None
    stands_for: str = ""  # whose name dashes or Idem repeat


def elements(text: str, words: Sequence[Token], labels: Sequence[str]) -> list[Field]:
    """The elements of one reference in text order; none overlaps another."""
    if not words:
        return []
    names = [name[1:] if name[0] == "^" else name for name in labels]
    if _MARKS.search(text, words[0].start, words[-1].end):
        names = _quoted_whole(text, words, names)
    names = imprint_labels(text, words, archival_labels(text, words, _named(text, words, names)))
    _with_day(text, words, names)
    found: list[Field] = []
    first = 0
    for group, run in groupby([_GROUPS.get(name, name) for name in names]):
        end = first + len(list(run))
        if group not in _TEXT_ONLY:
            found.extend(_made(text, words[first:end], names[first:end]))
        first = end
    return _series(_cited_page(text, _levelled(text, found)))


def _is_shelfmark(words: str) -> bool:
    """Whether what is taken for a shelfmark has a figure or a capital letter standing alone."""
    return any(word.isupper() or any(map(str.isdigit, word)) for word in words.split())


def _levelled(text: str, found: list[Field]) -> list[Field]:
    """Titles at the level that the rest of the reference asks for.

    That of a conference is a book's; one in quotation marks before another is that of a part. A lone title beside a
    place or publisher is that of a book, unless in quotation marks; so is one taken for a journal that has no volume or
    issue and an author.
    """
    titles = [field for field in found if field.kind is Kind.TITLE and field.attributes["level"] != "s"]
    for title in titles:
        if title.attributes["level"] == "j" and _is_meeting(text, title):
            title.attributes["level"] = "m"
    for title in titles[:-1]:
        if title.attributes["level"] == "m" and text[title.start] in _QUOTES:
            title.attributes["level"] = "a"
    kinds = {field.kind for field in found}
    units = {field.attributes.get("unit") for field in found if field.kind is Kind.BIBL_SCOPE}
    if len(titles) == 1:
        title = titles[0]
        imprint = kinds & {Kind.PUB_PLACE, Kind.PUBLISHER}
        part = title.attributes["level"] == "a" and text[title.start] not in _QUOTES and imprint
        journal = title.attributes["level"] == "j" and Kind.AUTHOR in kinds and not units & {"volume", "issue"}
        if part or journal:
            title.attributes["level"] = "m"
    return found


def _cited_page(text: str, found: list[Field]) -> list[Field]:
    """The elements; one page of a book, with the word for it before, is cited: no part of a book is one page long."""
    titles = [field.attributes["level"] for field in found if field.kind is Kind.TITLE]
    if titles != ["m"]:
        return found
    for at, field in enumerate(found):
        if field.kind is Kind.BIBL_SCOPE and field.attributes["unit"] == "page" and not text[field.start].isdigit():
            only = "from" in field.attributes and field.attributes["from"] == field.attributes["to"]
            found[at] = replace(field, kind=Kind.CITED_RANGE) if only else field
    return found


def _quoted_whole(text: str, words: Sequence[Token], labels: Sequence[str]) -> list[str]:
    """The labels, a title in quotation marks being one title from the first mark to its partner."""
    out = list(labels)
    first = 0
    while first < len(words):
        word = words[first]
        partner = _PARTNERS.get(text[word.start]) if text[word.start] in _PARTNERS else None
        if partner is None or out[first] not in _LEVELS:
            first += 1
            continue
        last = first
        while (
            last < len(words)
            and last - first < _LONGEST_TITLE
            and not _closes(text, words[last], first == last, partner)
        ):
            last += 1
        if last < len(words) and last - first < _LONGEST_TITLE:
            # What goes on behind the marks as the same title is another, and this one a part of it.
            runs_on = last + 1 < len(words) and out[last + 1] == out[first] and out[last + 1] in ("tm", "tj")
            out[first : last + 1] = ["ta" if runs_on else out[first]] * (last + 1 - first)
            first = last
        first += 1
    return out


def _named(text: str, words: Sequence[Token], labels: list[str]) -> list[str]:
    """The labels, a name that was taken for the beginning of a title told from it: `Ada Weil, The Ferrymen`."""
    first = labels[0]
    if first not in ("ta", "tm", "tj") or words[0].core_start > words[0].start or _has_author(labels):
        return labels
    last = 0
    while (
        last < min(len(words), 5) and labels[last] == first and "," not in text[words[last].core_end : words[last].end]
    ):
        last += 1
    if not 1 <= last < min(len(words) - 1, 5) or labels[last + 1] not in (first, "ge"):
        return labels
    names = [text[word.core_start : word.core_end] for word in words[: last + 1]]
    known = names[0].casefold() in forenames() or any(len(name) == 1 for name in names)
    if known and is_name(text[words[0].core_start : words[last].core_end]):
        labels[: last + 1] = ["af"] * last + ["as"]
    return labels


def _with_day(text: str, words: Sequence[Token], labels: list[str]) -> None:
    """Label the day of a date whose month and year were seen: `12 [x] May 1931`."""
    for at in range(1, len(words)):
        if labels[at] in ("da", "dj") and labels[at - 1] == "x":
            day = text[words[at - 1].core_start : words[at].core_start].rstrip(". ")
            if day.isdecimal() and len(day) < 3 and month_number(text[words[at].core_start : words[at].core_end]):
                labels[at - 1] = labels[at]


def _is_person(text: str, words: Sequence[Token]) -> bool:
    """Whether what was taken for a body is a person with a forename that is known: `Agnes Mundy`."""
    first, last = words[0], words[-1]
    known = 2 <= len(words) <= 3 and text[first.core_start : first.core_end].casefold() in forenames()
    return known and "," not in text[first.core_end : last.core_end] and is_name(text[first.core_start : last.core_end])


def _has_author(labels: Sequence[str]) -> bool:
    return any(label in ("as", "af", "ao", "es", "ef") for label in labels)


def _closes(text: str, word: Token, opening: bool, partner: str) -> bool:
    """Whether a word ends with one of some closing marks."""
    end = text[word.core_end : word.end] if any(map(str.isalnum, word.text)) else text[word.start + opening : word.end]
    return any(mark in end for mark in partner)


def _made(text: str, words: Sequence[Token], labels: Sequence[str]) -> Sequence[Field]:
    """The elements of a run of words of one kind."""
    label = labels[0]
    if label in ("ao", "eo") and _is_person(text, words):
        labels = [label[0] + "f"] * (len(words) - 1) + [label[0] + "s"]
    if label in _NAME_LABELS:
        kind, attributes = _NAMES[label[0]]
        return [_name(printed, kind, attributes) for printed in persons(text, words, labels)]
    start, end = extent(text, words, label)
    if not has_letter(text, start, end):
        return []
    if label in _LEVELS:
        return [] if _says_kind(text[start:end]) else [Field(start, end, Kind.TITLE, {"level": _LEVELS[label]})]
    if label in _SIMPLE:
        kind, attributes = _SIMPLE[label]
        if label == "sh" and not _is_shelfmark(text[start:end]):
            return []
        return [Field(start, end, kind, dict(attributes))]
    if label == "pl":
        return [Field(one, other, Kind.PUB_PLACE, {}) for one, other in single_places(text, start, end)]
    if label in _DATES:
        attributes = date_attributes(text[start:end])
        if _DATES[label]:
            attributes = {"type": _DATES[label], **attributes}
        return [Field(start, end, Kind.DATE, attributes)]
    if label in _SCOPES:
        return _scopes(text, start, end, label)
    if label in ("id", "ur"):
        return _identifiers(text, words)
    if label in ("br", "bn"):
        return [Field(start, end, Kind.REF, {"type": back_reference(text[start:end])})]
    return []


def _name(printed: Printed, kind: Kind, attributes: dict[str, str]) -> Field:
    """An author or editor; the parts of a name stand in a `persName`."""
    start, end = printed.start, printed.end
    parts = tuple([Field(one, other, part, {}) for one, other, part in printed.parts])
    person = (Field(start, end, Kind.PERS_NAME, {}, parts),) if parts else ()
    return Field(start, end, kind, dict(attributes), person)


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
    while end < last.end and _belongs(text, first, start, end, label):
        end += 1
    opening = text[first.start : first.core_start]
    closing = text[last.core_end : last.end]
    if label in _LEVELS and opening and opening[-1] in _QUOTES:
        # The quotation marks around a title are within it, with the comma or stop they hold.
        closers = [at for at, c in enumerate(closing) if c in _QUOTES]
        start = first.start + next(at for at in range(len(opening)) if opening[at:].strip(_QUOTES + "*_") == "")
        if closers:
            end = max(end, last.core_end + closers[-1] + 1)
        while start < first.core_start and text[start] in "*_":
            start += 1
    return start, end


def _belongs(text: str, first: Token, start: int, end: int, label: str) -> bool:
    """Whether the character behind a field is still its own."""
    character = text[end]
    if character in "?!…" and label in _LEVELS:
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


def _is_meeting(text: str, title: Field) -> bool:
    """Whether a title is that of a conference, or of proceedings behind `In`."""
    words = [word.strip(".,:").casefold() for word in text[title.start : title.end].split()]
    if any(word in ending("meeting") for word in words):
        return True
    proceedings = bool(words) and any(word in ending("proceedings") for word in words[:2])
    return proceedings and text[: title.start].rstrip(" :*_").rpartition(" ")[2].casefold() == "in"


def _series(found: list[Field]) -> list[Field]:
    """A title of a series and the number behind it as one `series`."""
    out: list[Field] = []
    for field in found:
        before = out[-1] if out else None
        numbered = field.kind is Kind.BIBL_SCOPE and field.attributes.get("unit") == "volume" and before is not None
        if field.kind is Kind.TITLE and field.attributes["level"] == "s":
            out.append(Field(field.start, field.end, Kind.SERIES, {}, (field,)))
        elif numbered and before is not None and before.kind is Kind.SERIES and len(before.children) == 1:
            out[-1] = Field(before.start, field.end, Kind.SERIES, {}, (*before.children, field))
        else:
            out.append(field)
    return out
