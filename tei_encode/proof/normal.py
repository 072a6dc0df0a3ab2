"""Both sides in one normal form, with the way back to the offsets of the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from unicodedata import is_normalized, normalize


class Normal:
    """The source in NFC, normalised between white space, with the way from its offsets to those of the source."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.old: list[int] = []  # starts of the words, in the source and in NFC; empty where nothing changes
        self.new: list[int] = []
        if is_normalized("NFC", text):
            return
        parts: list[str] = []
        size = 0
        for match in re.finditer(r"[ \t\n\f]+|[^ \t\n\f]+", text):
            part = normalize("NFC", match[0])
            self.old.append(match.start())
            self.new.append(size)
            parts.append(part)
            size += len(part)
        self.old.append(len(text))
        self.new.append(size)
        self.text = "".join(parts)

    def at(self, offset: int) -> int:
        """The offset in NFC of an offset of the source."""
        return _mapped(offset, self.old, self.new)

    def source(self, offset: int) -> int:
        """The offset in the source of an offset in NFC."""
        return _mapped(offset, self.new, self.old)


def _mapped(offset: int, origin: list[int], target: list[int]) -> int:
    if not origin:
        return offset
    position = bisect_right(origin, offset) - 1
    return target[position] + offset - origin[position]
