"""The source side: a cursor that answers the steps of the TEI, one after the other; linear."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tei_encode.proof.outcome import MismatchError, Proof
from tei_encode.proof.steps import Step

WHITE = " \t\n"
_SKIP = re.compile(r"[ \t\n]*")
_WORD = re.compile(r"[^ \t\n]+")
_LAYOUT = re.compile(r"[\t\n\f]| (?=[ \t\n\f])")  # white space of the source that is more than one space
_HASHES = re.compile(r"#{1,6}[ \t]+")
_HASHES_END = re.compile(r"[ \t]*#+(?=[ \t]*(?:\n|$))")
_PIPE = re.compile(r"[ \t]*\|")
_RULE_LINE = re.compile(r"\|(?:[ \t]*:?-{2,}:?[ \t]*\|)+")


class Cursor:
    """A cursor in a range of the source that jumps over the holes in it."""

    def __init__(self, text: str, start: int, end: int, holes: Sequence[tuple[int, int]], proof: Proof) -> None:
        self.text, self.at, self.end, self.holes, self.proof = text, start, end, holes, proof
        self.hole = 0
        self.limit = holes[0][0] if holes else end  # where the next hole or the end is
        self.plain = start  # up to there white space of the source is single spaces
        self.spaced = False  # white space or a hole was passed since the last character
        self.wanted = False  # the TEI has white space since the last character
        self.free = True  # a boundary lies between: white space says nothing
        self.feeds: int | None = None  # offset of a form feed that no page break has answered
        self.paged = False
        self.piped = False  # the cells of this row stand between pipes
        self.opened: list[str] = []  # the delimiters that the open elements will end with

    def run(self, steps: Iterator[Step]) -> None:
        for kind, value in steps:
            getattr(self, "_" + kind)(value)
        self._skip()
        if self.at < self.end:
            rest = self.text[self.at : self.at + 40]
            raise MismatchError(
                "these characters of the source are missing from the TEI", self.at, f"(end of text) before {rest!r}"
            )

    # ---- steps
    def _text(self, value: object) -> None:
        piece = str(value)
        text, proof = self.text, self.proof
        if piece[0] not in WHITE and (self.free or self.wanted):
            self._skip()
        if (
            (self.free or self.wanted == self.spaced)
            and self.feeds is None
            and text.startswith(piece, self.at)
            and self.at + len(piece) <= self.limit
        ):
            # The same characters, white space included: nothing to look at one by one.
            stripped = piece.strip(WHITE)
            if stripped and not (piece[0] in WHITE and (self.free or self.wanted)):
                self.at += len(piece)
                proof.characters += len(stripped) - stripped.count(" ")
                trailing = piece[-1] in WHITE
                self.wanted = self.spaced = trailing
                self.free = self.paged = False
                return
        position = tried = 0
        while (word := _WORD.search(piece, position)) is not None:
            start, position, white = *word.span(), word.start() > position
            self.wanted = self.wanted or white
            self._skip()
            self._check_space(word[0])
            if self.at >= tried:
                tried = self._plain()
                words = piece[start : start + tried - self.at].rstrip(WHITE)
                if text.startswith(words, self.at) and piece[start + len(words) : start + len(words) + 1] in WHITE:
                    position = start + len(words)
            self._words(piece[start:position])
        if position < len(piece):
            self.wanted = True

    def _plain(self) -> int:
        """How far the source has nothing but words with one space between them: they are compared at once."""
        if self.at >= self.plain:
            layout = _LAYOUT.search(self.text, self.at, self.end)
            self.plain = layout.start() if layout is not None else self.end
        return min(self.plain, self.limit)

    def _words(self, words: str) -> None:
        if self.text.startswith(words, self.at) and self.at + len(words) <= self.limit:
            self.at += len(words)
        else:
            self._part(words, self.limit)
        self.proof.characters += len(words) - words.count(" ")
        self.free = self.paged = self.spaced = self.wanted = False

    def _part(self, word: str, limit: int) -> None:
        """Say where a word and the source part."""
        text, start, same = self.text, self.at, 0
        while same < len(word) and start + same < limit and text[start + same] == word[same]:
            same += 1
        there = text[start + same : min(limit, start + same + 20)]
        raise MismatchError(f"the TEI has {word[same : same + 20]!r}, the source {there!r}", start + same, word)

    def _glyph(self, value: object) -> None:
        character = str(value)
        self._skip()
        if not character or self.text[self.at : self.at + 1] != character or self.at >= self.limit:
            raise MismatchError(
                f"the TEI has a g for U+{ord(character or chr(0)):04X}, the source has not", self.at, "g"
            )
        self.at += 1
        self.proof.glyphs += 1
        self.proof.characters += 1
        self.free = self.paged = self.spaced = self.wanted = False

    def _open(self, value: object) -> None:
        pairs: Sequence[tuple[str, str]] = value  # type: ignore[assignment]
        found = next((pair for pair in pairs if self._delimiter(pair[0])), ("", ""))
        self.opened.append(found[1])

    def _close(self, value: object) -> None:
        delimiter = self.opened.pop()
        if delimiter and not self._delimiter(delimiter):
            raise MismatchError(
                f"an element of the TEI ends before the {delimiter!r} of the source", self.at, delimiter
            )

    def _delimiter(self, delimiter: str) -> bool:
        saved = (self.at, self.hole, self.limit, self.spaced, self.feeds)
        self._skip()
        if self.text.startswith(delimiter, self.at) and self.at + len(delimiter) <= self.limit:
            self.at += len(delimiter)
            self.proof.delimiters += len(delimiter)
            return True
        self.at, self.hole, self.limit, self.spaced, self.feeds = saved
        return False

    def _pattern(self, pattern: re.Pattern[str]) -> str:
        saved = (self.at, self.hole, self.limit, self.spaced, self.feeds)
        self._skip()
        match = pattern.match(self.text, self.at, self.limit)
        if match is None:
            self.at, self.hole, self.limit, self.spaced, self.feeds = saved
            return ""
        self.at = match.end()
        self.proof.delimiters += len(match[0].strip(WHITE))
        return match[0].strip(WHITE)

    def _level(self, value: object) -> None:
        hashes = self._pattern(_HASHES)
        if hashes and hashes != "#" * int(str(value)):
            raise MismatchError(f"the head's level is {value}, the source has {hashes}", self.at, "head")
        self.free = True

    def _level_end(self, value: object) -> None:
        self._pattern(_HASHES_END)

    def _row(self, value: object) -> None:
        self.piped = self._delimiter("|")
        self.free = True

    def _pipe(self, value: object) -> None:
        if self.piped and _PIPE.match(self.text, self.at):  # the last cell of a row may have none behind it
            self._delimiter("|")
        self.free = True

    def _rule(self, value: object) -> None:
        self._pattern(_RULE_LINE)
        self.free = True

    def _literal(self, value: object) -> None:
        for word in str(value).split(" "):
            self._delimiter(word)
        self.free = True

    def _image(self, value: object) -> None:
        self._delimiter(str(value))
        self.free = True

    def _block(self, value: object) -> None:
        self.free = True

    def _moved(self, value: object) -> None:
        pass

    def _page(self, value: object) -> None:
        self.paged = True
        self.feeds = None

    def _break(self, value: object) -> None:
        if value:
            self.free = True

    # ---- the source side
    def _skip(self) -> None:
        """Over white space, form feeds and holes to the next character that must be answered."""
        text = self.text
        while self.at < self.end:
            if self.hole < len(self.holes) and self.at >= self.holes[self.hole][0]:
                self.at = max(self.at, self.holes[self.hole][1])
                self.hole += 1
                self.limit = self.holes[self.hole][0] if self.hole < len(self.holes) else self.end
                self.spaced = True
                continue
            character = text[self.at]
            if character in WHITE:
                match = _SKIP.match(text, self.at, self.limit)
                self.at = match.end() if match is not None else self.at + 1
                self.spaced = True
            elif character == "\f":
                if not self.paged and self.feeds is None:
                    self.feeds = self.at
                self.at += 1
                self.spaced = True
            else:
                return

    def _check_space(self, word: str) -> None:
        if self.feeds is not None:
            raise MismatchError("a form feed of the source has no pb in the TEI", self.feeds, word)
        if not self.free and self.wanted != self.spaced:
            if self.spaced and self._only_holes():
                return
            what = (
                "two words of the source are one in the TEI"
                if self.spaced
                else "a word of the source is parted in the TEI"
            )
            raise MismatchError(what, self.at, word)

    def _only_holes(self) -> bool:
        """Whether nothing but moved blocks was passed: then no white space of the text itself is at stake."""
        before = self.hole - 1
        return before >= 0 and self.holes[before][1] == self.at and self.text[self.holes[before][0] - 1] not in WHITE
