"""Seams: the places between two lines of content at which a page may turn, and what speaks for it at each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tei_encode.model.record import factory, record
from tei_encode.recognition.labelling import Labelled
from tei_encode.recognition.observations import Line, Observations
from tei_encode.recognition.page_numbers import PageNumber, chain_of, find_numbers
from tei_encode.recognition.weights import log_odds, weights
from tei_encode.recognition.zones import FURNITURE, Zone

_HEADS = frozenset({Zone.HEADER, Zone.PAGE_NUMBER})
_FOOTS = frozenset({Zone.CITATION, Zone.STAMP})
_FLOWING = frozenset({Zone.BODY, Zone.ITEM, Zone.BIBLIOGRAPHY, Zone.QUOTE, Zone.SPEECH, Zone.ABSTRACT, Zone.CAPTION})
_HYPHENS = "-‐¬\u00ad"
_FEED = 9.0  # log-odds
_SUREST_HEAD = 5.0  # log-odds, the most that a label has for a number
_UNEVEN = 2.0  # the most that a page of unusual length costs where the lines are known to be heads
_IN_HEADS = 1.0  # repetition that the label of a running head stands for


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
    observations: Observations, labelled: Labelled, first: int, page_range: tuple[int, int] | None
) -> tuple[list[Seam], int, bool]:
    """Every seam from line `first` on, the code points of all content, and whether the cited range holds; linear."""
    lines, zones = observations.lines, labelled.zones
    counted, cited = _counted(lines[first:], lines, labelled, page_range)
    seams: list[Seam] = []
    between: list[int] = []
    weight, before = 0, -1
    for index in range(first, len(lines) + 1):
        if index < len(lines) and zones[index] in FURNITURE:
            between.append(index)
            continue
        seam = Seam(before, index if index < len(lines) else -1, tuple(between), weight)
        _describe(seam, observations, labelled, counted)
        seams.append(seam)
        between = []
        if index < len(lines):
            weight += lines[index].length
            before = index
    return seams, weight, cited


def _counted(
    article: Sequence[Line], lines: Sequence[Line], labelled: Labelled, page_range: tuple[int, int] | None
) -> tuple[dict[int, PageNumber], bool]:
    """The numbers that count pages, by line: the best chain of those in heads; and whether the cited range holds."""
    heads = [line for line in article if labelled.zones[line.index] in _HEADS]
    numbers = list(find_numbers(heads, dict.fromkeys((line.index for line in heads), _IN_HEADS)).values())
    own = [min(_SUREST_HEAD, 1.0 + log_odds(labelled.probabilities[number.line])) for number in numbers]
    chain = chain_of(numbers, own, lines, page_range, _UNEVEN)
    return {numbers[at].line: numbers[at] for at in chain.members}, chain.cited


def _describe(
    seam: Seam,
    observations: Observations,
    labelled: Labelled,
    counted: Mapping[int, PageNumber],
) -> None:
    lines = observations.lines
    seam.numbers = tuple(counted[index] for index in seam.furniture if index in counted)
    within = [*seam.furniture, *([seam.after] if seam.after >= 0 else [])]
    seam.feed = next((index for index in within if lines[index].page_end_before), -1)
    if seam.before < 0:
        return
    seam.features = tuple(features(seam, observations, labelled))
    table = weights("turn")
    seam.score = table["bias"] + sum(table.get(name, 0.0) for name in seam.features)
    if seam.feed >= 0:
        seam.score = max(seam.score, _FEED)  # the format itself says that a page ends here


def features(seam: Seam, observations: Observations, labelled: Labelled) -> Iterator[str]:
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
