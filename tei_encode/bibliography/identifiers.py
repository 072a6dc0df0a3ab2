"""Identifiers with their check digits: ISSN (ISO 3297), ORCID (ISO 7064), DOI (ISO 26324), addresses."""

from __future__ import annotations

import re

ISSN = re.compile(r"(?<![\d-])(\d{4})[-–](\d{3}[\dXx])(?![\d-])")
DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;:)\]]")
ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:)\]]")
ORCID = re.compile(r"(?<![\d-])\d{4}-\d{4}-\d{4}-\d{3}[\dXx](?![\d-])")


def is_issn(value: str) -> bool:
    """Whether the check digit of an ISSN is right (ISO 3297, annex A)."""
    digits = value.replace("-", "").upper()
    if len(digits) != 8 or not (digits[:7].isascii() and digits[:7].isdecimal()):
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(digits[:7], range(8, 1, -1))) % 11
    check = "0" if rest == 0 else "X" if rest == 1 else str(11 - rest)
    return digits[7] == check


def is_orcid(value: str) -> bool:
    """Whether the check digit of an ORCID is right (ISO 7064, MOD 11-2)."""
    digits = value.replace("-", "").upper()
    if len(digits) != 16 or not (digits[:15].isascii() and digits[:15].isdecimal()):
        return False
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return digits[15] == ("X" if rest == 10 else str(rest))


def whole_range(first: str, last: str) -> str:
    """The last page of a range whose common digits are left out: 174, 82 → 182."""
    return first[: len(first) - len(last)] + last if len(last) < len(first) else last
