"""What recognition, typing and line ends do to a reference; labels stay with their pieces."""

from __future__ import annotations

import re
from random import Random

from tests.training.references.styles import Piece

_CONFUSED = {
    "rn": "m", "m": "rn", "cl": "d", "e": "c", "c": "e", "l": "1", "1": "l", "I": "l", "O": "0", "0": "O", "i": "l", "h": "b",
    "ü": "ii", "é": "e", "è": "e", "ä": "a", "ö": "o", "f": "t", "t": "f", "n": "u", "u": "n", "S": "5", "5": "S", "a": "o", "li": "h", "vv": "w",
    "J": "I", "ß": "B", "tt": "U", "D": "P", "Q": "O",
}  # fmt: skip


_PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "--", "«": '"', "»": '"'})


def damaged(rng: Random, pieces: list[Piece], rate: float) -> list[Piece]:
    """The pieces with errors at about one character in `1/rate`, and now and then with worse."""
    if rng.random() < 0.12:
        pieces = [(text.translate(_PLAIN), label) for text, label in pieces]
    elif rng.random() < 0.06:
        pieces = [(text.replace("'", "’"), label) for text, label in pieces]
    out = [(_letters(rng, text, rate), label) for text, label in pieces]
    if rng.random() < rate * 4:
        # `Roy. A` for `Roy A.`
        out = [(re.sub(r"(\w{3,}) (\w)\.$", r"\1. \2", text) if label == "af" else text, label) for text, label in out]
    if rng.random() < rate * 12:
        out = [(_hyphenated(rng, text), label) for text, label in out]
    if rng.random() < rate * 15:
        out = [(_spaces(rng, text, label), label) for text, label in out]
    if rng.random() < rate * 6:
        out = [(text.replace("*", "").replace("_", ""), label) for text, label in out]
    return [piece for piece in out if piece[0]]


def _letters(rng: Random, text: str, rate: float) -> str:
    if rate <= 0 or not text.strip():
        return text
    out = []
    at = 0
    while at < len(text):
        if rng.random() < rate:
            two = text[at : at + 2]
            if two in _CONFUSED:
                out.append(_CONFUSED[two])
                at += 2
                continue
            if text[at] in _CONFUSED:
                out.append(_CONFUSED[text[at]])
                at += 1
                continue
            if text[at] == "," and rng.random() < 0.5:
                out.append(".")
                at += 1
                continue
            if text[at] == "." and rng.random() < 0.5:
                out.append(",")
                at += 1
                continue
        out.append(text[at])
        at += 1
    return "".join(out)


def _hyphenated(rng: Random, text: str) -> str:
    words = text.split(" ")
    long = [i for i, w in enumerate(words) if len(w) > 7 and w.isalpha()]
    if long and rng.random() < 0.3:
        i = rng.choice(long)
        cut = rng.randint(3, len(words[i]) - 3)
        words[i] = words[i][:cut] + rng.choice(["- ", "-", "¬ ", "-\u00ad"[:1] + " "]) + words[i][cut:]
    return " ".join(words)


def _spaces(rng: Random, text: str, label: str) -> str:
    if rng.random() < 0.25 and not label:
        if text in (", ", ": ", ". "):
            return rng.choice([text.strip(), " " + text.strip() + " ", text + " ", " " + text])
        return text
    if rng.random() < 0.1:
        return text.replace(" ", "  ", 1)
    if rng.random() < 0.05 and label and len(text) > 12:
        at = rng.randint(3, len(text) - 3)
        return text[:at] + " " + text[at:]
    return text


def cut(rng: Random, pieces: list[Piece]) -> list[Piece]:
    """A part of a reference: a line of a list whose entries run over several lines, begun or ended anywhere."""
    whole = "".join(text for text, _ in pieces)
    if len(whole) < 40:
        return pieces
    start, end = 0, len(whole)
    kind = rng.random()
    if kind < 0.5:
        end = rng.randint(len(whole) // 3, len(whole) - 4)
    elif kind < 0.85:
        start = rng.randint(4, len(whole) // 2)
    else:
        start = rng.randint(4, len(whole) // 3)
        end = rng.randint(2 * len(whole) // 3, len(whole) - 4)
    while start > 0 and start < end and not (whole[start - 1] == " " or rng.random() < 0.08):
        start += 1
    while end < len(whole) and end > start + 10 and whole[end] != " ":
        end -= 1
    out: list[Piece] = []
    at = 0
    for text, label in pieces:
        low, high = max(start - at, 0), min(end - at, len(text))
        if low < high:
            out.append((text[low:high], label))
        at += len(text)
    return out or pieces
