"""Identifiers with their check digits: ISSN (ISO 3297), DOI (ISO 26324), addresses."""

from __future__ import annotations

import re

ISSN = re.compile(r"\b(\d{4})-(\d{3}[\dXx])\b")
DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;:)\]]")
ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:)\]]")


def is_issn(value: str) -> bool:
    """Whether the check digit of an ISSN is right (ISO 3297, annex A)."""
    digits = value.replace("-", "").upper()
    if len(digits) != 8 or not digits[:7].isdecimal():
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(digits[:7], range(8, 1, -1))) % 11
    check = "0" if rest == 0 else "X" if rest == 1 else str(11 - rest)
    return digits[7] == check


def whole_range(first: str, last: str) -> str:
    """The last page of a range whose common digits are left out: 174, 82 → 182."""
    return first[: len(first) - len(last)] + last if len(last) < len(first) else last
