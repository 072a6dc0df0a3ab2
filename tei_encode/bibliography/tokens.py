"""Words of a reference with the punctuation that clings to them, and the state in which each stands."""

from __future__ import annotations

import re

from tei_encode.model.record import record

_STOP = r"\s()\[\]{}\"“”„«»‹›<>,;:!?*|_°"
# An address, or a word between what opens and what closes; a stop before a capital and a small letter ends a word
# (`J.Smith`), as do bracket, comma and colon (`12(3):45`), and a slash between letters (`Weil/Marsh`).
_TOKEN = re.compile(
    r"(?P<address>(?:https?://|www\.|doi:\s?10\.|10\.\d{4,9}/)[^\s<>\"]+)"
    rf"|(?P<open>(?:[^\w\s]|_)*)(?P<core>[^\W_](?:[^{_STOP}./]|(?<=\d)/(?=\d))*(?:\.(?![^\W\d_a-zà-ÿ][a-zà-ÿ]|(?<=[^\W\d_]\.)\d)(?:[^{_STOP}./]|(?<=\d)/(?=\d))*)*)"
    r"(?P<close>\.?(?:[^\w\s(\[{„«“‹<]|[“«‹](?=[\s,.;:!?)\]]|$))*_*)"
    r"|(?:[^\w\s]|_)+"
)
_TRAILING = ".…'’‘‐-–—/&"


@record(frozen=True)
class Token:
    """One word. `start` to `end` holds all of it, `core_start` to `core_end` the word without its punctuation."""

    text: str
    start: int
    end: int
    core_start: int
    core_end: int


def tokens(text: str) -> list[Token]:
    """The words of a text, in order; every character that is not white space belongs to one of them."""
    found = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        core = match.start("core")
        if core >= 0:
            core_end = match.end("core")
            while core_end > core + 1 and text[core_end - 1] in _TRAILING:
                core_end -= 1
            found.append(Token(match[0], start, end, core, core_end))
        elif match.start("address") >= 0:
            core_end = end
            while text[core_end - 1] in ".,;:)]":
                core_end -= 1
            found.append(Token(match[0], start, end, start, max(start + 1, core_end)))
        else:
            found.append(Token(match[0], start, end, start, start + max(1, len(match[0].rstrip(".,;:")))))
    return found
