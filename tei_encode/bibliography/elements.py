"""From labelled words to the elements of a `bibl` (`#COBI`), in text order; what the words say as a whole is heard."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from tei_encode.bibliography.archival import archival_labels
from tei_encode.bibliography.dates import month_number
from tei_encode.bibliography.names import is_name
from tei_encode.bibliography.places import imprint_labels
from tei_encode.bibliography.runs import LEVELS, NAME_LABELS, QUOTES, Field, made
from tei_encode.bibliography.tokens import Token
from tei_encode.bibliography.vocabulary import ending, forenames
from tei_encode.model.document import Kind
from tei_encode.model.record import replace

_GROUPS = {**{label: label[0] + "-" for label in NAME_LABELS}, "bn": "br"}
_PARTNERS = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "‘": "’", "‚": "‘"}
_MARKS = re.compile(f"[{''.join(_PARTNERS)}]")
_LONGEST_TITLE = 60  # words
_IMPRINT = frozenset((Kind.PUB_PLACE, Kind.PUBLISHER))
_ISSUES = ("volume", "issue")  # what journals count by


def elements(text: str, words: Sequence[Token], labels: Sequence[str]) -> list[Field]:
    """The elements of one reference in text order; none overlaps another."""
    if not words:
        return []
    names = [name[1:] if name[0] == "^" else name for name in labels]
    if _MARKS.search(text, words[0].start, words[-1].end):
        names = _quoted_whole(text, words, names)
    names = imprint_labels(text, words, archival_labels(text, words, _named(text, words, names)))
    if "x" in names:
        _with_day(text, words, names)
    found: list[Field] = []
    first = 0
    for _, run in groupby([_GROUPS.get(name, name) for name in names]):
        end = first + len(list(run))
        found.extend(made(text, words[first:end], names[first:end]))
        first = end
    _set_levels(text, [field for field in found if field.kind is Kind.TITLE], found)
    if "pb" in names or "pg" in names:
        found = _cited_page(text, found)
    return _series(found) if "se" in names else found


def _set_levels(text: str, titles: Sequence[Field], found: Sequence[Field]) -> None:
    """Give titles the level that the rest of the reference asks for.

    That of a conference is a book's; one in quotation marks before another is that of a part. A lone title beside a
    place or publisher is that of a book, unless in quotation marks; so is one taken for a journal that has no volume or
    issue and an author.
    """
    titles = [title for title in titles if title.attributes["level"] != "s"]
    for title in titles:
        if title.attributes["level"] == "j" and _is_meeting(text, title):
            title.attributes["level"] = "m"
    for title in titles[:-1]:
        if title.attributes["level"] == "m" and text[title.start] in QUOTES:
            title.attributes["level"] = "a"
    if len(titles) != 1:
        return
    title = titles[0]
    imprint = any(field.kind in _IMPRINT for field in found)
    issue = any(field.kind is Kind.BIBL_SCOPE and field.attributes["unit"] in _ISSUES for field in found)
    part = title.attributes["level"] == "a" and text[title.start] not in QUOTES and imprint
    if part or (title.attributes["level"] == "j" and not issue and any(field.kind is Kind.AUTHOR for field in found)):
        title.attributes["level"] = "m"


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
        if partner is None or out[first] not in LEVELS:
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


def _has_author(labels: Sequence[str]) -> bool:
    return any(label in ("as", "af", "ao", "es", "ef") for label in labels)


def _closes(text: str, word: Token, opening: bool, partner: str) -> bool:
    """Whether a word ends with one of some closing marks."""
    end = text[word.core_end : word.end] if any(map(str.isalnum, word.text)) else text[word.start + opening : word.end]
    return any(mark in end for mark in partner)


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
