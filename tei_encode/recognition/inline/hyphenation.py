"""Words divided at the end of a line, column or page (`#COPU-2`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from tei_encode.model.document import Kind
from tei_encode.recognition.flows import Division
from tei_encode.recognition.marks import Mark
from tei_encode.resources import load_resource

_HYPHENS = "-‐‑¬\u00ad⸗"
_LAST_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]{2,}(?:[-‐][^\W\d_]+)*")
# Within a line: recognition set the two halves of a divided word side by side.
_WITHIN = re.compile(r"[-¬](?<=[^\W\d_]{2}.) (?=[^\W\d_]{2})")


@cache
def _words_of(kind: str) -> frozenset[str]:
    return frozenset(load_resource("language/hyphens.toml")["words"][kind].split())


class Divider:
    """Decides for the gap between two pieces whether a word is divided there; the vocabulary is the document's own."""

    def __init__(self, text: str, given: Mapping[int, str] | None = None) -> None:
        """`given`: offset behind a hyphen → what a person said of it, `pc/@force`, or "" where no word is divided."""
        self.text = text
        self.given = given or {}
        self._words: Counter[str] | None = None

    def __call__(self, end: int, start: int) -> Division:
        """How the word that ends at `end` and goes on at `start` is joined; an empty Division where none is divided."""
        text = self.text
        if end == 0 or text[end - 1] not in _HYPHENS:
            return Division("", None)
        if end in self.given:
            return self._as_given(self.given[end], end)
        first = _LAST_WORD.search(text, max(0, end - 40), end - 1)
        second = _FIRST_WORD.match(text, start, min(len(text), start + 40))
        if first is None or first.end() != end - 1:
            return Division("", None)
        if second is None:
            return self._kept(end) if text[start : start + 1].isdigit() else Division("", None)
        head, tail = first[0], second[0]
        if tail.casefold() in _words_of("suspending") and text[end - 1] in "-‐":
            return Division("", None)
        if text[end - 1] in "¬\u00ad⸗":
            return self._weak(end)
        if tail[0].isupper() and not head.isupper():
            return self._kept(end)
        return self._by_words(head, tail, end)

    def _by_words(self, head: str, tail: str, end: int) -> Division:
        joined = (head + tail).casefold()
        hyphened = f"{head}-{tail}".casefold()
        words = self.words()
        seen_joined, seen_hyphened = words[joined], words[hyphened]
        if seen_hyphened > seen_joined:
            return self._kept(end)
        if not seen_joined and (head.casefold() in _words_of("prefixes") or "-" in head):
            return self._maybe(end)
        return self._weak(end)

    def pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """A stretch of text, parted where a divided word stands in it with white space behind its hyphen."""
        found = []
        if "- " in self.text[start:end]:
            for match in _WITHIN.finditer(self.text, start, end):
                lower = self.text[match.end()].islower()
                if lower and self(match.start() + 1, match.end()).break_value == "no":
                    found.append((start, match.start() + 1))
                    start = match.end()
        found.append((start, end))
        return found

    def words(self) -> Counter[str]:
        """How often each word stands whole in the document; counted at the first divided word, not before."""
        if self._words is None:
            self._words = Counter(map(str.casefold, _WORD.findall(self.text)))
        return self._words

    def _as_given(self, force: str, end: int) -> Division:
        match force:
            case "weak":
                return self._weak(end)
            case "strong":
                return self._kept(end)
            case "inter":
                return self._maybe(end)
            case _:
                return Division("", None)

    @staticmethod
    def _weak(end: int) -> Division:
        return Division("no", Mark(end - 1, end, Kind.PC, {"force": "weak"}, rank=1))

    @staticmethod
    def _kept(end: int) -> Division:
        return Division("no", Mark(end - 1, end, Kind.PC, {"force": "strong"}, rank=1))

    @staticmethod
    def _maybe(end: int) -> Division:
        return Division("maybe", Mark(end - 1, end, Kind.PC, {"force": "inter"}, rank=1))
