"""Specks: what recognition made of dust and print-through (`ł`, `÷.`, a stray `*`)."""

from __future__ import annotations

import re
from unicodedata import category

from tei_encode.model.pattern import late

_SECTION_BREAK = re.compile(r"(?:[*•·~_=#—–-]\s*){3,}$|⁂$|❦$")
_ROMAN = late(r"[ivxlcdm]{1,7}[.)]?$", re.IGNORECASE)


def noise_score(text: str) -> float:
    """Log-odds that a whole line is a speck.

    *Seen*: up to five characters without a word or a number. *Not seen*: `* * *`, page numbers, roman numerals, note
    labels and bullets with text behind them, CJK characters, a capital letter that heads a section.
    """
    compact = text.replace(" ", "")
    if len(compact) > 5 or _SECTION_BREAK.match(text):
        return -9.0
    digits = sum(c.isdigit() for c in compact)
    if digits:
        return -9.0 if digits > len(compact) / 2 or compact.isdigit() else 0.5
    letters = [c for c in compact if c.isalpha()]
    if any(category(c) == "Lo" for c in letters):
        return -9.0
    if len(letters) >= 3:
        return -9.0
    if len(letters) == 2:
        return -2.0 if _ROMAN.match(compact) or compact.isalpha() else 1.0
    if len(letters) == 1:
        if len(compact) == 1:
            letter = compact
            return (
                3.5
                if ord(letter) > 0xFF or letter in "łĿŀ"
                else 0.8
                if letter in "JIilj|"
                else 1.2
                if letter.islower()
                else -0.5
            )
        return 1.5 if compact[-1] not in ".)" or compact[0].islower() else -0.5
    return 4.0
