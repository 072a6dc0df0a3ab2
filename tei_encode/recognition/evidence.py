"""Evidence for the line labelling, gathered from the recognisers of single phenomena."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from tei_encode.language.cues import Cues
from tei_encode.model.source import Declared, Source
from tei_encode.recognition.observations import Line, Observations
from tei_encode.recognition.zones import Evidence, Zone

_LETTERS = re.compile(r"[^\W\d_]+")
_HEAD_NUMBER = re.compile(r"\W*(?:(?:\d{1,2}(?:\.\d{1,2})*|[IVXL]{1,5}|[A-H])(?:[.):]\s*|\s+))?")


def head_type(text: str, cues: Cues) -> str:
    """Division type that the words of a head say ("bibliography", "notes", "acknowledgements" …), or empty."""
    words = _HEAD_NUMBER.sub("", text).strip(" .:*_#—–-").casefold()
    return cues.head_types.get(" ".join(words.split()), "")


def region_after(lines: Sequence[Line], starts: Mapping[int, str], kind: str, ends: Callable[[Line], bool]) -> set[int]:
    """Indices of the lines after each head of a type, up to the next head of another type or where it ends."""
    found: set[int] = set()
    inside = False
    for line in lines:
        what = starts.get(line.index)
        if what is not None:
            inside = what == kind
        elif inside and ends(line):
            inside = False
        elif inside:
            found.add(line.index)
    return found


def declared_heads(source: Source, lines: Sequence[Line]) -> dict[int, int]:
    """Line index → level of the heads that the format itself declares."""
    levels = {d.start: int(d.value or 1) for d in source.declarations if d.kind is Declared.HEAD}
    return {line.index: levels[line.start] for line in lines if line.start in levels} if levels else {}


def declared_zones(source: Source, lines: Sequence[Line]) -> dict[int, Zone]:
    """Lines that are markup altogether: comments, images, rows of pipe tables."""
    kinds = {
        Declared.COMMENT: Zone.COMMENT,
        Declared.IMAGE: Zone.IMAGE,
        Declared.TABLE_ROW: Zone.TABLE,
        Declared.TABLE_RULE: Zone.TABLE,
    }
    wanted = [(d.start, d.end, kinds[d.kind]) for d in source.declarations if d.kind in kinds]
    found: dict[int, Zone] = {}
    position = 0
    for start, end, zone in wanted:
        while position < len(lines) and lines[position].end <= start:
            position += 1
        probe = position
        while probe < len(lines) and lines[probe].start >= start and lines[probe].end <= end:
            found[lines[probe].index] = zone
            probe += 1
    return found


def tail_advert(observations: Observations, cues: Cues, first: int) -> int:
    """Index of the line at which an advertisement that closes the file begins, or the number of lines.

    *Seen*: words of the trade (rates, subscription, order, payable) in two lines or more after the last text.
    *Not seen*: prose after them, a label of a note or a list, an entry of a bibliography.
    """
    lines = observations.lines
    start = len(lines)
    hits = 0
    for line in reversed(lines[first:]):
        words = {word.casefold() for word in _LETTERS.findall(line.text[:600])}
        trade = len(words & cues.advert)
        prose = line.text[0].islower() or (line.length > 160 and not trade and line.is_terminal)
        if prose or (line.label is not None and not trade and line.length > 30) or line.index <= first + 3:
            break
        if trade:
            hits += trade
            start = line.index
        elif line.is_terminal and line.length > 60 and "\t" not in line.text:
            break
        elif line.is_upper or "\t" in line.text or line.digits > 0.1 * line.length:
            start = line.index
    return start if hits >= 2 else len(lines)


def gather(observations: Observations, forced: dict[int, Zone], scores: Mapping[str, Mapping[int, float]]) -> Evidence:
    """One Evidence from the scores by name; names are those of its fields."""
    return Evidence(forced=forced, **scores)  # type: ignore[arg-type]
