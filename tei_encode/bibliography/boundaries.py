"""First words of references in a note that the labels missed, or saw where there is none.

The labels are those of `label.py`, changed in place. What tells: a signal behind what is a whole reference already, a
back reference before an author, a semicolon behind a title, a name before a year where a year has been; and that
nothing begins behind a word which no mark closes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tei_encode.bibliography.elements import IBIDEM, ending
from tei_encode.bibliography.names import is_name
from tei_encode.bibliography.tokens import Token
from tei_encode.resources import load_resource

OUTSIDE = frozenset(("xx", "sg"))
TITLES = frozenset(("ta", "tm", "tj"))
_AUTHORS = frozenset(("as", "af", "ao"))
_DATES = frozenset(("da", "dj"))
_PLACED = frozenset((*_DATES, "pl", "pu", "vo", "vb", "is", "pg", "pb", "ci", "id", "ur"))
_BACK = frozenset(("br", "bn", "ci"))


def bound(text: str, words: Sequence[Token], labels: list[str]) -> None:
    """Put the boundaries of the references in a note right, as far as its words tell."""
    names_told(text, words, labels)
    names_listed(text, words, labels)
    rejoined(text, words, labels)
    parted(text, words, labels)


def names_told(text: str, words: Sequence[Token], labels: list[str]) -> None:
    """Labels for an author whom a sentence names before a title: `by Ada Weil in her “Tolls and Tides”`."""
    for at in range(3, len(words)):
        if labels[at][:2] not in ("^t", "ta", "tm") or _core(text, words[at - 1]) not in ending("possessive"):
            continue
        last = at - 3
        first = next((start for start in range(max(0, last - 3), last) if _is_name(text, words, start, last)), -1)
        if first < 0 or any(labels[place].lstrip("^") not in (*OUTSIDE, "x") for place in range(first, at)):
            continue
        labels[at] = labels[at].lstrip("^")
        labels[first:at] = ["^af", *["af"] * (last - first - 1), "as", "x", "x"]


def names_listed(text: str, words: Sequence[Token], labels: list[str]) -> None:
    """Labels for a reference that follows a comma: `… (Saltholm 1931), Ada Weil, The Ferrymen (Saltholm 1944)`."""
    titled = False
    for at, word in enumerate(words):
        name = labels[at].lstrip("^")
        if labels[at][0] == "^" or labels[at] in OUTSIDE:
            titled = False
        behind = text[words[at - 1].core_end : word.core_start] if at else ""
        if titled and name in TITLES and labels[at - 1] in ("da", "dj", "ci", "pg", "pb") and ")," in behind:
            last = next(
                (
                    end
                    for end in range(at, min(at + 4, len(words)))
                    if "," in text[words[end].core_end : words[end].end]
                ),
                at,
            )
            labels[at] = "^" + labels[at]
            if last > at and _is_name(text, words, at, last):
                labels[at : last + 1] = ["^af", *["af"] * (last - at - 1), "as"]
        titled |= name in TITLES


def rejoined(text: str, words: Sequence[Token], labels: list[str]) -> None:
    """Labels without beginnings behind a word that leads on: `“Tolls,” in: K. Marsh`, `72(2) [^]Littoral Studies`."""
    for at in range(1, len(words)):
        before = labels[at - 1].lstrip("^")
        if labels[at][0] != "^" or before in OUTSIDE or before in _BACK:
            continue
        open_ended = not text[words[at - 1].core_end : words[at].core_start].strip()
        if before == "in" or open_ended:
            labels[at] = labels[at][1:]


def parted(text: str, words: Sequence[Token], labels: list[str]) -> None:
    """Labels with a beginning wherever a reference cannot go on with the next word."""
    seen: set[str] = set()
    for at, word in enumerate(words):
        name = labels[at].lstrip("^")
        if labels[at][0] == "^" or name in OUTSIDE:
            seen = set()
        if not seen and name in _AUTHORS and _core(text, word).startswith(IBIDEM[:4]):
            name = "br"
            labels[at] = "^br"
        behind = text[words[at - 1].core_end : word.core_start] if at else ""
        whole = bool(seen & TITLES and seen & _PLACED) or bool(seen) and seen <= _BACK
        if whole and any(mark in behind for mark in ".;") and _core(text, word) in ending("signal"):
            at_name = _past_signal(text, words, labels, at)
            for place in range(at, at_name):
                labels[place] = "sg"
            if at_name < len(words) and labels[at_name] not in OUTSIDE:
                labels[at_name] = "^" + labels[at_name].lstrip("^")
                if _is_name_before_year(text, words, labels, at_name):
                    labels[at_name] = "^as"
            seen = set()
            continue
        if seen and labels[at][0] != "^" and _begins(text, words, labels, at, seen, behind):
            labels[at] = "^" + (name if name in _AUTHORS else "as")
            seen = set()
        if name not in OUTSIDE:
            seen.add(name)


def _begins(
    text: str, words: Sequence[Token], labels: Sequence[str], at: int, seen: set[str], behind: str
) -> bool:
    """Whether a word that the labels have within a reference begins the next."""
    name = labels[at]
    if name in _AUTHORS and "br" in seen and seen <= _BACK:
        return True
    if name in _AUTHORS and ";" in behind and seen & TITLES and seen & _PLACED:
        return True
    dated = bool(seen & _DATES) and any(mark in behind for mark in ".,;")
    return dated and _is_name_before_year(text, words, labels, at)


def _is_name_before_year(text: str, words: Sequence[Token], labels: Sequence[str], at: int) -> bool:
    """Whether a word was taken for a publisher, place or date and is a name with a year behind it: `Weil (1931)`."""
    if labels[at].lstrip("^") not in ("pu", "pl", "da", "dj") or at + 1 >= len(words) or labels[at + 1] not in _DATES:
        return False
    core, year = _core(text, words[at]), _core(text, words[at + 1])
    between = text[words[at].core_end : words[at + 1].core_start]
    printed = text[words[at].core_start : words[at].core_end]
    if between not in (" ", " (", ", ", ". ") or not printed[:1].isupper() or not year[:4].isdigit():
        return False
    return core.replace("-", "").isalpha() and len(core) > 2 and core not in _no_names()


def _past_signal(text: str, words: Sequence[Token], labels: Sequence[str], at: int) -> int:
    """Where the words of a signal end: behind `Cited by`, `see also`."""
    end = at + 1
    while end < min(len(words), at + 4) and _core(text, words[end]) in ending("signal_further"):
        end += 1
    return end


def _core(text: str, word: Token) -> str:
    return text[word.core_start : word.core_end].casefold()


def _is_name(text: str, words: Sequence[Token], first: int, last: int) -> bool:
    """Whether two words or more are a name of a person, and nothing parts them."""
    start, end = words[first].core_start, words[last].core_end
    return last > first and "," not in text[start:end] and is_name(text[start:end])


@cache
def _no_names() -> frozenset[str]:
    """Words that stand before a year and name no author: months, seasons, places, and all of the closed class."""
    lexicon = load_resource("bibliography/lexicon.toml")
    groups = (*lexicon["words"].values(), lexicon["names"]["place"], lexicon["names"]["region"])
    return frozenset(word for group in groups for word in group.split())
