"""From labelled pieces of text to what a CRF is trained on: a label for every word."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from tei_encode.bibliography.tokens import Token, tokens
from tests.training.references.styles import Piece

_OPENING = "“„«‹‘‚([*_\"'`"


def sequence(pieces: Sequence[Piece]) -> tuple[str, list[Token], list[str]]:
    """Text, words and labels. A word takes the label of the piece that most of it stands in."""
    text = "".join(part for part, _ in pieces)
    starts, at = [], 0
    for part, _ in pieces:
        starts.append(at)
        at += len(part)
    found = tokens(text)
    labels = [_label(token, pieces, starts) for token in found]
    following = ""
    for index in range(len(found) - 1, -1, -1):
        if labels[index]:
            following = labels[index]
        elif found[index].text[-1] in _OPENING and following:
            labels[index] = following.lstrip("^")
    before = ""
    for index, label in enumerate(labels):
        if not label:
            labels[index] = before.lstrip("^") or following or "xx"
        before = labels[index]
    # The first word of a reference is the first that has its mark; the rest of the piece has none.
    for index in range(len(labels) - 1, 0, -1):
        if labels[index][0] == "^" and labels[index - 1] == labels[index] and _same_piece(found, index, starts):
            labels[index] = labels[index][1:]
    return text, found, _in_context(labels)


# A chain remembers no more than the label before; so what follows the title of a journal has labels of its own.
_CONTEXT = {"journal": {"da": "dj"}, "book": {"vo": "vb", "pg": "pb"}, "": {}}


def _in_context(labels: list[str]) -> list[str]:
    context = ""
    out = []
    for label in labels:
        if label[0] == "^" or label in ("xx", "sg"):
            context = ""
        bare = label.lstrip("^")
        if bare == "tj":
            context = "journal"
        elif bare == "tm":
            context = "book"
        out.append(_CONTEXT[context].get(label, label))
    return out


def _same_piece(found: Sequence[Token], index: int, starts: Sequence[int]) -> bool:
    return bisect_right(starts, found[index].core_start) == bisect_right(starts, found[index - 1].core_start)


def _label(token: Token, pieces: Sequence[Piece], starts: Sequence[int]) -> str:
    counts: dict[str, int] = {}
    piece = bisect_right(starts, token.core_start) - 1
    while piece < len(pieces) and starts[piece] < token.core_end:
        part, label = pieces[piece]
        low, high = max(starts[piece], token.core_start), min(starts[piece] + len(part), token.core_end)
        if label and high > low:
            counts[label] = counts.get(label, 0) + high - low
        piece += 1
    if {"vo", "is"} <= counts.keys():
        return "vo"  # `12.3` is one word; the volume is cut from the issue afterwards
    return max(counts, key=lambda name: counts[name]) if counts else ""
