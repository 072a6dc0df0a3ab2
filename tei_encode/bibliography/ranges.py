"""Volumes, issues, pages and other units: what is cited, from where to where (`#COBICOI`, att.citing)."""

from __future__ import annotations

import re

from tei_encode.bibliography.identifiers import whole_range
from tei_encode.bibliography.vocabulary import units

_NUMBER = r"[A-Za-z]?\d+[a-z]?|[ivxlcdm]+|[IVXLCDM]+"
_RANGE = re.compile(rf"(?<![^\W\d_])(?P<first>{_NUMBER})(?:\s?[-–—‐]{{1,2}}\s?(?P<last>{_NUMBER}))?(?!\w)")
_WORD = re.compile(r"[^\W\d_]+|§+|¶")


def range_attributes(text: str, unit: str) -> dict[str, str]:
    """`from` and `to` of a range as printed, and `unit` where the words before it name another than the one given.

    A last page whose first digits are left out is made whole: 174-82 → 174, 182.
    """
    match = _range(text)
    attributes = {}
    if unit == "page" and match is not None:
        words = (word.casefold() for word in _WORD.findall(text, 0, match.start()))
        named = next((units()[word] for word in words if word in units()), unit)
        if named != unit:
            attributes["unit"] = named
    if match is not None:
        attributes["from"] = match["first"]
        attributes["to"] = whole_range(match["first"], match["last"] or match["first"])
    return attributes


def names_unit(text: str) -> bool:
    """Whether some words name a unit and give its number: `vol. 2`."""
    word = _WORD.search(text)
    return word is not None and word[0].casefold() in units() and _range(text) is not None


def _range(text: str) -> re.Match[str] | None:
    """The first range with digits, else the first of Roman numerals that is no abbreviation: `c.`, `vol.`"""
    roman = None
    for match in _RANGE.finditer(text):
        if any(map(str.isdigit, match["first"])):
            return match
        if roman is None and text[match.end() : match.end() + 1] != ".":
            roman = match
    return roman
