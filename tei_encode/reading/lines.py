"""Where in the source a passage of the TEI stands: the file and line that a reader may want to see."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from unicodedata import normalize

from lxml import etree

_TEI = "{http://www.tei-c.org/ns/1.0}"
_NOT_PRINTED = frozenset(_TEI + name for name in ("corr", "reg", "expan", "supplied", "desc", "figDesc"))
_RANGE = re.compile(r"src:([0-9]+),[0-9]+")
_LONGEST = 60  # letters and digits of a passage that are looked for
_WINDOW = 50_000  # and how far ahead: a passage that is not found costs no more


class SourceLines:
    """The texts of the sources, and a cursor that follows the TEI through them.

    The text of a TEI file that was not moved is in the order of its source (the law of conservation), so a passage is
    looked for by its first letters and digits from where the last one was found; delimiters do not count.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = tuple(texts)
        self.file_starts = [0]
        for text in self.texts[:-1]:
            self.file_starts.append(self.file_starts[-1] + len(text) + 1)
        self.line_starts = [[0, *(match.end() for match in re.finditer("\n", text))] for text in self.texts]
        self.word_starts: list[int] = []  # of each word in the letters alone
        self.word_offsets: list[int] = []  # of each word in the source
        parts: list[str] = []
        size = 0
        for match in re.finditer(r"\S+", "\f".join(self.texts)):
            word = _letters(match[0])
            if word:
                self.word_starts.append(size)
                self.word_offsets.append(match.start())
                parts.append(word)
                size += len(word)
        self.letters = "".join(parts)
        self.cursor = 0

    def place_of(self, element: etree._Element) -> tuple[int, int] | None:
        """File, from 0, and line, from 1, where an element begins; None where it is not found."""
        if not self.letters:
            return None
        moved = _RANGE.match(element.get("source", ""))
        if moved:
            return self._place(int(moved[1]))
        wanted = _beginning(element)
        if not wanted:
            return None
        ahead = _WINDOW if len(wanted) >= 12 else 2000
        at = self.letters.find(wanted, self.cursor, self.cursor + ahead + len(wanted))
        if at < 0:
            return None
        self.cursor = at
        return self._place(self.word_offsets[bisect_right(self.word_starts, at) - 1])

    def _place(self, offset: int) -> tuple[int, int]:
        file = bisect_right(self.file_starts, offset) - 1
        return file, bisect_right(self.line_starts[file], offset - self.file_starts[file])


def _letters(words: str) -> str:
    """The letters and digits, without their marks."""
    if words.isascii():
        return words if words.isalnum() else "".join(filter(str.isalnum, words))
    return "".join(filter(str.isalnum, normalize("NFD", words)))


def _beginning(element: etree._Element) -> str:
    """The first letters and digits of an element as printed, without what was moved into it."""
    found: list[str] = []
    size = 0
    stack: list[str | etree._Element] = [element]
    while stack and size < _LONGEST:
        item = stack.pop()
        if isinstance(item, str):
            found.append(_letters(item))
            size += len(found[-1])
        elif (
            isinstance(item.tag, str)
            and item.tag not in _NOT_PRINTED
            and (item is element or item.get("source") is None)
        ):
            for child in reversed(item):
                stack.append(child.tail or "")
                stack.append(child)
            stack.append(item.text or "")
    return "".join(found)[:_LONGEST]
