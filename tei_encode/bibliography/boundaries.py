"""First words of references in a note that the labels missed, or saw where there is none.

The labels are those of `label.py`, changed in place. What tells: a signal behind what is a whole reference already, a
back reference before an author, a semicolon behind a title, a name before a year where a year has been; and that
nothing begins behind a word which no mark closes.
"""

from __future__ import annotations

from collections.abc import Sequence

from tei_encode.bibliography.names import is_name
from tei_encode.bibliography.runs import IBIDEM
from tei_encode.bibliography.tokens import Token
from tei_encode.bibliography.vocabulary import closed_class, ending, place_words

OUTSIDE = frozenset(("xx", "sg"))
TITLES = frozenset(("ta", "tm", "tj"))
_AUTHORS = frozenset(("as", "af", "ao"))
_DATES = frozenset(("da", "dj"))
_PLACED = frozenset((*_DATES, "pl", "pu", "vo", "vb", "is", "pg", "pb", "ci", "id", "ur"))
_BACK = frozenset(("br", "bn", "ci"))
_BEHIND_TITLES = frozenset(("pl", "pu", "pg", "pb", "ci"))
_NAMES = frozenset((*_AUTHORS, "ac", "es", "ef", "ec"))


def bound(text: str, words: Sequence[Token], labels: list[str]) -> None:
    """Put the boundaries of the references in a note right, as far as its words tell."""
    names_told(text, words, labels)
    names_listed(text, words, labels)
    rejoined(text, words, labels)
    first_words(text, words, labels)
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


def first_words(text: str, words: Sequence[Token], labels: list[str]) -> None:
    """Labels whose beginnings are the first word of a name: not the signal before it, nor what follows its initial."""
    for at in range(len(words) - 1):
        core = _core(text, words[at])
        if labels[at] in ("^as", "^af") and (core in ending("signal") or core in ending("joining")):
            end = at + 1
            while end < len(words) - 1 and _core(text, words[end]) in ending("signal_further"):
                end += 1
            if labels[end] in _NAMES:
                labels[at : end + 1] = [*["sg"] * (end - at), "^" + labels[end]]
        elif labels[at] in OUTSIDE and labels[at + 1] in ("^as", "^af") and core not in ("y", "e"):
            letter = text[words[at].core_start : words[at].core_end]
            if len(letter) == 1 and letter.isupper() and text[words[at].core_end : words[at].end] in ("", "."):
                labels[at : at + 2] = ["^af", labels[at + 1][1:]]


def parted(text: str, words: Sequence[Token], labels: list[str]) -> None:
    """Labels with a beginning wherever a reference cannot go on with the next word."""
    seen: set[str] = set()  # labels of the reference so far
    for at, word in enumerate(words):
        name = labels[at].lstrip("^")
        if labels[at][0] == "^" or name in OUTSIDE:
            seen = set()
        if not seen and name in _AUTHORS and _core(text, word).startswith(IBIDEM[:4]):
            name = "br"
            labels[at] = "^br"
        start = _start(text, words, labels, at, seen) if seen else -1
        if start >= 0:
            labels[start] = "^" + labels[start]
            seen = {labels[place].lstrip("^") for place in range(start, at)}
            name = labels[at].lstrip("^")
        if name not in OUTSIDE:
            seen.add(name)


def _start(text: str, words: Sequence[Token], labels: list[str], at: int, seen: set[str]) -> int:
    """Where the next reference begins if a word within one shows that it has begun, signals taken off; else -1."""
    name = labels[at]
    behind = text[words[at - 1].core_end : words[at].core_start]
    closed = any(mark in behind for mark in ".,;")
    whole = bool(seen & TITLES and seen & _PLACED)
    back = "br" in seen and seen <= _BACK
    sentence = bool(seen & TITLES) and "." in behind and text[words[at].core_start].isupper()
    if (whole or back or sentence) and closed and _core(text, words[at]) in ending("signal"):
        return _behind_signal(text, words, labels, at)
    if name in _AUTHORS and (back or (whole and ";" in behind)):
        return at
    if name == "re" and whole and closed:
        return at
    if name in ("ta", "tm") and seen & TITLES and seen & _BEHIND_TITLES and labels[at - 1] not in TITLES:
        return _before_title(labels, at)
    if seen & _DATES and closed and _is_name_before_year(text, words, labels, at):
        labels[at] = "as"
        return at
    return -1


def _before_title(labels: Sequence[str], at: int) -> int:
    """Where the names before a title begin; -1 where what stands before them leads from one reference to its host."""
    start = at
    while labels[start - 1] in _NAMES:
        start -= 1
    return start if labels[start - 1] not in ("in", "x", "ro", "ge") else -1


def _behind_signal(text: str, words: Sequence[Token], labels: list[str], at: int) -> int:
    """Take the words of a signal out of the reference; where what follows them begins, or -1 where nothing does."""
    end = at + 1
    while end < min(len(words), at + 4) and _core(text, words[end]) in ending("signal_further"):
        end += 1
    labels[at:end] = ["sg"] * (end - at)
    if end == len(words) or labels[end] in OUTSIDE or labels[end][0] == "^":
        return -1
    last = end
    while last < min(len(words), end + 5) and labels[last] == labels[end]:
        last += 1
    if _is_name_before_year(text, words, labels, last - 1):
        labels[end:last] = ["as"] * (last - end)
    return end


def _is_name_before_year(text: str, words: Sequence[Token], labels: Sequence[str], at: int) -> bool:
    """Whether a word was taken for a publisher, place or date and is a name with a year behind it: `Weil (1931)`."""
    if labels[at] not in ("pu", "pl", "da", "dj") or at + 1 >= len(words) or labels[at + 1] not in _DATES:
        return False
    core, year = _core(text, words[at]), _core(text, words[at + 1])
    between = text[words[at].core_end : words[at + 1].core_start]
    printed = text[words[at].core_start : words[at].core_end]
    if between not in (" ", " (", ", ", ". ") or not printed[:1].isupper() or not year[:4].isdigit():
        return False
    return (
        core.replace("-", "").isalpha() and len(core) > 2 and core not in closed_class() and core not in place_words()
    )


def _core(text: str, word: Token) -> str:
    return text[word.core_start : word.core_end].casefold()


def _is_name(text: str, words: Sequence[Token], first: int, last: int) -> bool:
    """Whether two words or more are a name of a person, and nothing parts them."""
    start, end = words[first].core_start, words[last].core_end
    return last > first and "," not in text[start:end] and is_name(text[start:end])
