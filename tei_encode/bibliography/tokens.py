"""Words of a reference with the punctuation that clings to them, and the state in which each stands."""

from __future__ import annotations

import re

from tei_encode.model.record import record

_STOP = r"\s()\[\]{}\"“”„«»‹›<>,;:!?*|_°"
_RUN = rf"[^{_STOP}./]*(?:(?<=\d)/(?=\d)[^{_STOP}./]*)*"  # no stop; a slash between figures
# An address, or a word between what opens and what closes; a stop before a capital and a small letter ends a word
# (`J.Smith`), as do bracket, comma and colon (`12(3):45`), and a slash between letters (`Weil/Marsh`).
_TOKEN = re.compile(
    r"(?P<address>(?:https?://|www\.|doi:\s?10\.|10\.\d{4,9}/)[^\s<>\"]+)"
    rf"|(?:[^\w\s]|_)*(?P<core>[^\W_]{_RUN}(?:\.(?![^\W\d_a-zà-ÿ][a-zà-ÿ]|(?<=[^\W\d_]\.)\d){_RUN})*)"
    r"\.?(?:[^\w\s(\[{„«“‹<]|[“«‹](?=[\s,.;:!?)\]]|$))*_*"
    r"|(?:[^\w\s]|_)+"
)
_ADDRESS, _CORE = _TOKEN.groupindex["address"], _TOKEN.groupindex["core"]
_TRAILING = ".…'’‘‐-–—/&"


@record(frozen=True)
class Token:
    """One word. `start` to `end` holds all of it, `core_start` to `core_end` the word without its punctuation."""

    text: str
    start: int
    end: int
    core_start: int
    core_end: int


def has_letter(text: str, start: int, end: int) -> bool:
    """Whether there is a letter or figure in a range."""
    return start < end and (text[start].isalnum() or any(map(str.isalnum, text[start:end])))


def tokens(text: str) -> list[Token]:
    """The words of a text, in order; every character that is not white space belongs to one of them."""
    found = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        core, core_end = match.span(_CORE)
        if core >= 0:
            while text[core_end - 1] in _TRAILING and core_end > core + 1:
                core_end -= 1
        elif match.start(_ADDRESS) >= 0:
            core, core_end = start, end
            while text[core_end - 1] in ".,;:)]":
                core_end -= 1
            core_end = max(start + 1, core_end)
        else:
            core, core_end = start, start + max(1, len(match[0].rstrip(".,;:")))
        found.append(Token(text[start:end], start, end, core, core_end))
    return found
