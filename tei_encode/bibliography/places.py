"""Places of publication: one by one, and where they end and the publisher begins."""

from __future__ import annotations

from collections.abc import Sequence

from tei_encode.bibliography.tokens import Token
from tei_encode.bibliography.vocabulary import place_words
from tei_encode.model.pattern import late

_BETWEEN = late(r"\s*(?:[/;]|\s[–—-]\s|\s(?:and|und|et|y|e|en|u\.|&)\s|(?<=\w)[–—](?=[^\W\d_]))\s*")
_AT = frozenset(("chez", "bei", "presso", "appresso", "apud"))  # before a printer or bookseller
_LETTERS = late(r"[^\W\d_]+")


def single_places(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The ranges of the single places in a range: `London and New York`, `Köln/Wien`; `Cambridge, MA` is one."""
    found = []
    at = start
    for match in _BETWEEN.finditer(text, start, end):
        following = _LETTERS.match(text, match.end(), end)
        if match.start() > at and following is not None and following.end() - match.end() > 2:
            found.append((at, match.start()))
            at = match.end()
    found.append((at, end))
    return found


def imprint_labels(text: str, words: Sequence[Token], labels: list[str]) -> list[str]:
    """The labels, place and publisher told apart by what stands between: a place holds no colon.

    `Köln: Harz` and `Paris, Harz` are a place and a publisher, also where all of it was taken for either.
    """
    if "pl" not in labels and "pu" not in labels:
        return labels
    joined = " ".join(labels)
    if "pl tm" in joined or "pu tm" in joined:
        _within_title(text, words, labels)
    if "pu pl" in joined:
        _whole_places(text, words, labels)
        if "pu pl pu" in joined:
            _with_region(text, words, labels)
    if "pl pl" not in joined and "pu pu" not in joined and "pu pl" not in joined:
        return labels
    first = 0
    while first < len(words):
        label = labels[first]
        last = first
        while last + 1 < len(words) and labels[last + 1] == label:
            last += 1
        if label in ("pl", "pu") and last > first:
            following = labels[last + 1] if last + 1 < len(words) else ""
            cut = _cut(text, words, first, last, label, following)
            if cut:
                turned = _is_place(text, words[cut : last + 1]) and not _is_place(text, words[first:cut])
                before, after = ("pu", "pl") if turned else ("pl", "pu")
                labels[first:cut] = [before] * (cut - first)
                labels[cut : last + 1] = [after] * (last + 1 - cut)
        first = last + 1
    return labels


def _within_title(text: str, words: Sequence[Token], labels: list[str]) -> None:
    """What was taken for an imprint and stands before a title that has one in brackets behind it is of the title."""
    first = next((at for at, label in enumerate(labels) if label in ("pl", "pu")), len(labels))
    title = first
    while title < len(labels) and labels[title] in ("pl", "pu"):
        title += 1
    if not 0 < first < title < len(labels) or labels[title] != "tm" or labels[first - 1] not in ("as", "af", "ao"):
        return
    last = title
    while last < len(labels) and labels[last] == "tm":
        last += 1
    if last < len(labels) and labels[last] in ("pl", "pu") and "(" in text[words[last].start : words[last].core_start]:
        labels[first:title] = ["tm"] * (title - first)


def _whole_places(text: str, words: Sequence[Token], labels: list[str]) -> None:
    """`Notre [pu] Dame [pl]`: what goes on as a place, without a mark between, is one from its beginning."""
    for at in range(len(words) - 2, -1, -1):
        if (
            labels[at] == "pu"
            and labels[at + 1] == "pl"
            and words[at].core_end == words[at].end
            and _is_place(text, words[at : at + 1])
        ):
            labels[at] = "pl"


def _with_region(text: str, words: Sequence[Token], labels: list[str]) -> None:
    """`Menlo Park [pu], California [pl]: Harz [pu]`: a region before a publisher has its town before it."""
    for at in range(1, len(words) - 1):
        if labels[at - 1 : at + 2] != ["pu", "pl", "pu"] or not _is_place(text, words[at : at + 1]):
            continue
        first = at - 1
        while first > 0 and labels[first - 1] == "pu" and words[first - 1].core_end == words[first - 1].end:
            first -= 1
        labels[first:at] = ["pl"] * (at - first)


def _cut(text: str, words: Sequence[Token], first: int, last: int, label: str, following: str) -> int:
    """Where the second part of a run begins; 0 where it has one part."""
    for at in range(first, last):
        between = text[words[at].core_end : words[at + 1].core_start]
        left, right = words[first : at + 1], words[at + 1 : last + 1]
        if ":" in between:
            return at + 1
        if "," in between and text[words[at + 1].core_start : words[at + 1].core_end] in _AT:
            return at + 1
        if "," in between and label == "pl" and following != "pu":
            return at + 1 if _is_place(text, left) and not _is_place(text, right) else 0
    return 0


def _is_place(text: str, words: Sequence[Token]) -> bool:
    """Whether all capitalised words of a range are known from the names of places."""
    names = [text[word.core_start : word.core_end] for word in words]
    names = [name for name in names if name[:1].isupper()]
    return bool(names) and all(name.casefold() in place_words() for name in names)
