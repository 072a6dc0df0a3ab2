"""What validation reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of a TEI file. `line` and `column` from 1, 0 where there is none; `path` as an XPath with positions."""

    code: str
    message: str
    line: int = 0
    column: int = 0
    path: str = ""
    expected: str = ""
