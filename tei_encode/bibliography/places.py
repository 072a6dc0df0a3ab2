"""Places of publication, one by one."""

from __future__ import annotations

import re

_BETWEEN = re.compile(r"\s*(?:[/;]|\s[–—-]\s|\s(?:and|und|et|y|e|en|u\.|&)\s|(?<=\w)[–—](?=[^\W\d_]))\s*")
_LETTERS = re.compile(r"[^\W\d_]+")


def single_places(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The ranges of the single places in a range: `London and New York`, `Köln/Wien`; `Cambridge, MA` is one."""
    found = []
    at = start
    for match in _BETWEEN.finditer(text, start, end):
        following = _LETTERS.match(text, match.end(), end)
        if match.start() > at and following is not None and following.end() - match.end() > 3:
            found.append((at, match.start()))
            at = match.end()
    found.append((at, end))
    return found
