"""Identifiers with their check digits: ISSN (ISO 3297), ORCID (ISO 7064), DOI (ISO 26324), addresses."""

from __future__ import annotations

import re

from tei_encode.model.document import Kind
from tei_encode.model.pattern import late
from tei_encode.model.uri import is_uri

ISSN = late(r"(?<![\d-])(\d{4})[-–](\d{3}[\dXx])(?![\d-])")
DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;:)\]]")
ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:)\]]")
_ARXIV = late(r"(?:arXiv:)?(?:\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7})", re.IGNORECASE)
ORCID = late(r"(?<![\d-])\d{4}-\d{4}-\d{4}-\d{3}[\dXx](?![\d-])")


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


def is_isbn(value: str) -> bool:
    """Whether the check digit of an ISBN is right, of ten digits or of thirteen (ISO 2108)."""
    digits = value.replace("-", "").replace(" ", "").upper()
    if not (digits.isascii() and digits[:-1].isdecimal() and (digits[-1:].isdecimal() or digits[-1:] == "X")):
        return False
    values = [10 if digit == "X" else int(digit) for digit in digits]
    if len(values) == 10:
        return sum(value * weight for value, weight in zip(values, range(10, 0, -1))) % 11 == 0
    if len(values) == 13 and "X" not in digits:
        return sum(value * (3 if at % 2 else 1) for at, value in enumerate(values)) % 10 == 0
    return False


def identifier_type(value: str) -> tuple[Kind | None, dict[str, str]]:
    """The element and attributes of an identifier as printed; None where it is none that can be trusted.

    A DOI, ISBN, ISSN or arXiv number is an `idno`, an address a `ref` with its `target`; check digits must be right.
    """
    doi = DOI.search(value)
    if doi and (doi.start() < 20 and (doi.start() == 0 or "doi" in value[: doi.start()].casefold())):
        return Kind.IDNO, {"type": "DOI"}
    if value.startswith(("http://", "https://", "www.")):
        target = value if value.startswith("http") else "http://" + value
        return (Kind.REF, {"target": target}) if is_uri(target) else (None, {})
    if _ARXIV.fullmatch(value):
        return Kind.IDNO, {"type": "arXiv"}
    if ISSN.fullmatch(value) and is_issn(value):
        return Kind.IDNO, {"type": "ISSN"}
    if is_isbn(value):
        return Kind.IDNO, {"type": "ISBN"}
    return None, {}


def whole_range(first: str, last: str) -> str:
    """The last page of a range whose common digits are left out: 174, 82 → 182."""
    shortened = len(last) < len(first) and first.isdecimal() and last.isdecimal()
    return first[: len(first) - len(last)] + last if shortened else last
