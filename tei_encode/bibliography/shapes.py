"""The shape of a word in a letter or two, and the punctuation around it, as the labeller sees them."""

from __future__ import annotations

import re
from functools import lru_cache

_YEAR = re.compile(r"(?:1[4-9]\d\d|20[0-4]\d)[a-h]?$|(?:1[4-9]\d\d|20[0-4]\d)[/–—-]\d{2,4}$")
_RANGE = re.compile(r"[a-zA-Z]?\d+[a-z]?[–—‐-]+[a-zA-Z]?\d+[a-z]?$")
_ROMAN = re.compile(r"(?:[ivxlc]{1,7}|[IVXLCDM]{1,9})$")
_INITIALS = re.compile(r"[^\W\d_a-zß-ÿ](?:[.’'-]{0,2}[^\W\d_a-zß-ÿ]){0,3}$")


def shape(core: str) -> str:
    """The shape of a word in a letter or two."""
    if not core:
        return "-"
    if core.isalpha() and core.isascii():  # most words
        if core[0].isupper() and core[1:].islower():
            return "Xx"
        if core.islower() and core[:4] != "http":
            return "ro" if core[0] in "ivxlc" and _ROMAN.match(core) else "x"
    if core[:4] in ("http", "www.") or core[:3] == "10." or core.startswith("doi:"):
        return "url"
    if core[0].isdigit() or (len(core) > 1 and core[1].isdigit() and core.isascii()):
        return _number_shape(core)
    letters = core.replace("-", "").replace("’", "").replace("'", "").replace(".", "")
    if _INITIALS.match(core):
        return "X." if "." in core or len(core) == 1 else "XX"
    if _ROMAN.match(core):
        return "R" if core[0].isupper() else "ro"
    if letters.isalpha():
        if letters.islower():
            return "x." if "." in core else "x"
        if letters.isupper():
            return "XXX"
        if core[0].isupper():
            return "Xx." if "." in core else "Xx-" if "-" in core else "Xx"
        return "xX"
    return "?"


def _number_shape(core: str) -> str:
    if _YEAR.match(core):
        return "Y"
    if core.isdigit():
        return f"d{min(len(core), 5)}"
    if _RANGE.match(core):
        return "r"
    return "d/" if core.replace("/", "").isdigit() else "d-" if core.count("-") > 2 else "dx"


@lru_cache(maxsize=4096)
def punctuation(text: str, quotes: str) -> str:
    """Punctuation without repetition, all quotation marks as one and all dashes as one."""
    if not text:
        return ""
    found: list[str] = []
    for character in text:
        kind = '"' if character in quotes else "-" if character in "-–—‐" else character
        if character in "([":
            kind = "("
        elif character in ")]":
            kind = ")"
        elif kind in "*_":
            kind = "*"
        elif kind not in '",-.:;()*?!/&=<>':
            kind = "~"
        if not found or found[-1] != kind:
            found.append(kind)
    return "".join(found[:4])
