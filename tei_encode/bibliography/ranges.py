"""Volumes, issues, pages and other units: what is cited, from where to where (`#COBICOI`, att.citing)."""

from __future__ import annotations

import re

from tei_encode.bibliography.identifiers import whole_range

_RANGE = re.compile(
    r"(?<![^\W\d_])(?P<first>[A-Za-z]?\d+[a-z]?|[ivxlcdm]+|[IVXLCDM]+)(?:\s?[-–—‐]{1,2}\s?(?P<last>[A-Za-z]?\d+[a-z]?|[ivxlcdm]+|[IVXLCDM]+))?(?![\w])"
)
# The unit that a word before the number names; checked in this order.
_UNITS = (
    ("column", re.compile(r"\b(?:cols?|columns?|sp|spalten?|kol)\b", re.IGNORECASE)),
    ("chapter", re.compile(r"\b(?:ch|chap|chaps|chapters?|kap|kapitel|cap|caps|capítulo|capitolo|chapitre|hoofdstuk|hfdst)\b", re.IGNORECASE)),
    ("section", re.compile(r"§|\b(?:sect?|sections?|abschnitt)\b", re.IGNORECASE)),
    ("paragraph", re.compile(r"¶|\b(?:paras?|paragraphs?|rn|rdnr|randnr|abs)\b", re.IGNORECASE)),
    ("note", re.compile(r"\b(?:nn?|note|notes|anm|fn|nota)\b", re.IGNORECASE)),
    ("folio", re.compile(r"\b(?:fols?|folios?|ff|fos|bl|cc|carta)\b(?=[. ]*\d)", re.IGNORECASE)),
    ("line", re.compile(r"\b(?:ll?|lines?|vv|verses?|zeilen?)\b", re.IGNORECASE)),
    ("table", re.compile(r"\b(?:tab|tables?|tabelle)\b", re.IGNORECASE)),
    ("figure", re.compile(r"\b(?:figs?|figures?|abb|pl|plates?|taf)\b", re.IGNORECASE)),
    ("volume", re.compile(r"\b(?:vols?|volumes?|bde?|bände|band|tomes?|tomos?|tomi|voll)\b", re.IGNORECASE)),
)  # fmt: skip


def range_attributes(text: str, unit: str) -> dict[str, str]:
    """`from` and `to` of a range as printed, and `unit` where the words before it name another than the one given.

    A last page whose first digits are left out is made whole: 174-82 → 174, 182.
    """
    attributes = {}
    match = None
    for candidate in _RANGE.finditer(text):
        # Words such as `c.` and `vol.` have letters that are numerals too; a number is preferred to them.
        if candidate["first"][-1:].isdigit() or candidate["first"][:1].isdigit():
            match = candidate
            break
        match = match or (candidate if text[candidate.end() : candidate.end() + 1] != "." else None)
    if unit == "page":
        named = next((name for name, pattern in _UNITS if pattern.search(text, 0, match.end() if match else len(text))), "")
        if named:
            attributes["unit"] = named
    if match is None:
        return attributes
    first, last = match["first"], match["last"] or match["first"]
    attributes["from"] = first
    attributes["to"] = whole_range(first, last)
    return attributes


