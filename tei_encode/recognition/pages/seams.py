"""Seams: the places between two lines of content at which a page may turn, and what speaks for it at each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tei_encode.model.record import factory, record
from tei_encode.recognition.furniture import Furniture, PageNumber
from tei_encode.recognition.labelling import Labelled
from tei_encode.recognition.observations import Line, Observations
from tei_encode.recognition.weights import weights
from tei_encode.recognition.zones import FURNITURE, Zone

_HEADS = frozenset({Zone.HEADER, Zone.PAGE_NUMBER})
_FOOTS = frozenset({Zone.CITATION, Zone.STAMP})
_FLOWING = frozenset({Zone.BODY, Zone.ITEM, Zone.BIBLIOGRAPHY, Zone.QUOTE, Zone.SPEECH, Zone.ABSTRACT, Zone.CAPTION})
_HYPHENS = "-‐¬\u00ad"
_FEED = 9.0  # log-odds
_SURE_HEAD = 0.9  # probability of a running head or page number whose number no other one bears out


@record()
class Seam:
    """Between content line `before` and content line `after` (-1 where there is none), furniture in between."""

    before: int
    after: int
    furniture: tuple[int, ...]  # indices of the lines of furniture, in order
    weight: int  # code points of content before it, from the start of the article
    numbers: tuple[PageNumber, ...] = ()  # of the best chain, in order
    feed: int = -1  # line before which a form feed stands
    score: float = 0.0  # log-odds that a page turns here, from the features alone
    features: tuple[str, ...] = factory(default_factory=tuple)


def find_seams(
    observations: Observations, labelled: Labelled, furniture: Furniture, first: int
) -> tuple[list[Seam], int]:
    """Every seam from line `first` on, and the code points of all content; linear."""
    lines, zones = observations.lines, labelled.zones
    counted = _counted(lines, labelled, furniture)
    seams: list[Seam] = []
    between: list[int] = []
    weight, before = 0, -1
    for index in range(first, len(lines) + 1):
        if index < len(lines) and zones[index] in FURNITURE:
            between.append(index)
            continue
        seam = Seam(before, index if index < len(lines) else -1, tuple(between), weight)
        _describe(seam, observations, labelled, furniture, counted)
        seams.append(seam)
        between = []
        if index < len(lines):
            weight += lines[index].length
            before = index
    return seams, weight


def _counted(lines: Sequence[Line], labelled: Labelled, furniture: Furniture) -> dict[int, PageNumber]:
    """The numbers that count pages, by line: those of the chain; without one, the only number in a sure head.

    A number alone on its line is a head for sure beside a form feed only.
    """
    heads = {index: number for index, number in furniture.numbers.items() if labelled.zones[index] in _HEADS}
    chained = {index: number for index, number in heads.items() if number.chained}
    if chained or len(heads) != 1:
        return chained
    return {
        index: number
        for index, number in heads.items()
        if labelled.probabilities[index] >= _SURE_HEAD
        and (not number.alone or any(line.page_end_before for line in lines[index : index + 2]))
    }


def _describe(
    seam: Seam,
    observations: Observations,
    labelled: Labelled,
    furniture: Furniture,
    counted: Mapping[int, PageNumber],
) -> None:
    lines = observations.lines
    seam.numbers = tuple(counted[index] for index in seam.furniture if index in counted)
    within = [*seam.furniture, *([seam.after] if seam.after >= 0 else [])]
    seam.feed = next((index for index in within if lines[index].page_end_before), -1)
    if seam.before < 0:
        return
    seam.features = tuple(features(seam, observations, labelled, furniture))
    table = weights("turn")
    seam.score = table["bias"] + sum(table.get(name, 0.0) for name in seam.features)
    if seam.feed >= 0:
        seam.score = max(seam.score, _FEED)  # the format itself says that a page ends here


def features(seam: Seam, observations: Observations, labelled: Labelled, furniture: Furniture) -> Iterator[str]:
    """What speaks for a turn at a seam or against it, as names of weights."""
    lines, zones = observations.lines, labelled.zones
    mode = "lines-" if observations.wrapped else "blocks-"
    kinds = {zones[index] for index in seam.furniture}
    if seam.feed >= 0:
        yield "feed"
    if Zone.HEADER in kinds:
        yield "header"
    if seam.numbers:
        yield "number"
    elif Zone.PAGE_NUMBER in kinds:
        yield "loose-number"
    if kinds & _FOOTS:
        yield "foot"
    if kinds and kinds <= {Zone.NOISE}:
        yield mode + "speck"
    head = "head-" if kinds & (_HEADS | _FOOTS) else ""
    if seam.after < 0:
        yield "end"
        return
    before, after = lines[seam.before], lines[seam.after]
    notes = zones[seam.before] is Zone.NOTE, zones[seam.after] is Zone.NOTE
    yield f"{head}notes-{'n' if notes[0] else 't'}{'n' if notes[1] else 't'}"
    if not notes[0] and not notes[1]:
        yield f"{mode}{head}{_turning(before, after)}"
    elif notes[0] and not notes[1]:
        text = _text_before(seam.before, lines, zones)
        yield f"{head}after-notes-{_turning(text, after) if text is not None else 'start'}"
    if zones[seam.after] not in _FLOWING and not notes[1]:
        yield f"{head}to-{zones[seam.after].value}"
    if observations.wrapped:
        usual = 1 if observations.spaced else 0
        yield f"{head}gap{max(-1, min(2, _gap(seam, lines) - usual))}"
    yield f"{head}begins{int(4 * labelled.begins[seam.after])}"


def _turning(before: Line, after: Line) -> str:
    """Whether a sentence goes on over the seam: how one line ends, and the other begins."""
    end = "h" if before.text[-1] in _HYPHENS else "t" if before.is_terminal else "o"
    begin = "l" if after.text[0].islower() else "u" if after.text[0].isupper() else "x"
    return end + begin


def _text_before(index: int, lines: Sequence[Line], zones: Sequence[Zone]) -> Line | None:
    """The last line of flowing text before a cluster of notes; a hundred lines are looked at."""
    for at in range(index, max(-1, index - 100), -1):
        if zones[at] in _FLOWING:
            return lines[at]
    return None


def _gap(seam: Seam, lines: Sequence[Line]) -> int:
    return max(lines[index].blank_before for index in (*seam.furniture, seam.after))


def is_broken(seam: Seam, lines: Sequence[Line], zones: Sequence[Zone]) -> bool:
    """Whether a sentence of the flowing text breaks off at the seam, whatever stands between."""
    if seam.after < 0 or seam.before < 0 or zones[seam.after] not in _FLOWING:
        return False
    text = _text_before(seam.before, lines, zones)
    if text is None or (text.is_terminal and text.text[-1] not in _HYPHENS):
        return False
    return lines[seam.after].text[0].islower() or text.text[-1] in _HYPHENS or text.text[-1].islower()
