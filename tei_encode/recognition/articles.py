"""Where another article begins in one file: a second title block behind the end of a text.

The labeller has learned title blocks at the beginning of documents alone. So a place where one may stand is read anew
as if a document began there: where the model then sees a title block, surely and to its end, with text behind it,
another article begins. *Seen*: a title with names, works reviewed, an abstract or a cover sheet, set apart from what
was before. *Not seen*: running heads, heads of sections with a name below, appendices, advertisements, contents.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from tei_encode.bibliography.names import names_in
from tei_encode.model.record import record, replace
from tei_encode.model.source import Source
from tei_encode.recognition.labelling import Labelled, label_lines
from tei_encode.recognition.notes.glyphs import reading
from tei_encode.recognition.observations import Line, Observations
from tei_encode.recognition.study import Settings, study
from tei_encode.recognition.zones import FRONT, FURNITURE, Zone

_LEAST_TEXT = 600  # code points of running text in every article
_WINDOW = 120  # lines read anew where lines are wrapped, half as many where they are whole blocks
_SHORT = 120  # code points: longer lines open no article
_FIRST = 0.8  # probability of the first line of a title block
_FIRM = 0.85  # mean probability of its lines
_NUMBERED = re.compile(r"\W*(?:§|(?:\d{1,2}|[IVXL]{1,6}|[A-H])[.)]\s)\s?\S")  # a head of a section
_ALIKE = 0.75  # of the letters: a title that repeats a head of pages before
_BEGIN = frozenset({Zone.COVER, Zone.MASTHEAD, Zone.TITLE, Zone.BYLINE, Zone.HISTORY, Zone.REVIEWED, Zone.HEADER})
_OPENING = frozenset({Zone.COVER, Zone.MASTHEAD})
_ENDS = FURNITURE | {Zone.BIBLIOGRAPHY, Zone.SIGNED, Zone.AFFILIATION, Zone.NOTE, Zone.ADVERT}
_MOST_WORKS = 8  # lines of works under review
_BLOCK = FRONT | _OPENING | FURNITURE | {Zone.EPIGRAPH, Zone.NOTE, Zone.ADVERT}  # what stands in and beside one
_RUNNING = frozenset({Zone.BODY, Zone.QUOTE, Zone.ITEM, Zone.VERSE, Zone.SPEECH, Zone.BIBLIOGRAPHY, Zone.TABLE})
_FOOT = frozenset({Zone.STAMP, Zone.CITATION, Zone.NOISE, Zone.LINE_NUMBER})  # ends the page before
_SURE = 0.6  # probability from which a line of running text opens no article
_BEFORE = 3  # lines before a place that may belong to its title block
_TEXT = frozenset({Zone.BODY, Zone.QUOTE, Zone.ITEM, Zone.VERSE, Zone.SPEECH})


@record(frozen=True)
class _Opening:
    """A line at which a document may begin; the better place of two close together is the greater."""

    given: bool
    cover: bool
    page: bool
    gap: int
    firm: float
    line: int

    def better(self) -> tuple[bool, bool, bool, int, float, int]:
        return self.given, self.cover, self.page, self.gap, round(self.firm, 1), -self.line


def article_starts(
    source: Source, observations: Observations, labelled: Labelled, settings: Settings, given: Mapping[int, bool]
) -> list[int]:
    """Indices of the lines at which an article begins behind the first; ascending.

    `given`: line → whether an article begins with it, as a person said.
    """
    lines, zones = observations.lines, labelled.zones
    finder = _Finder(source, observations, labelled, settings)
    texts = [0, *accumulate(line.length if zones[line.index] in _TEXT else 0 for line in lines)]
    found = [0]
    group: list[_Opening] = []  # one title block, seen from several lines
    for place in (*_places(observations, labelled, given), len(lines)):
        if group and (place == len(lines) or texts[place] - texts[group[0].line] >= _LEAST_TEXT):
            found.append(max(group, key=_Opening.better).line)
            group = []
        if place == len(lines) or given.get(place) is False:
            continue
        if place in given or texts[place] - texts[found[-1]] >= _LEAST_TEXT:
            group.extend(finder.openings(place, place in given))
    return found[1:]


def _places(observations: Observations, labelled: Labelled, given: Mapping[int, bool]) -> Iterator[int]:
    """Lines behind the first text at which a title block may begin, as far as that is to be seen without the model."""
    lines, zones = observations.lines, labelled.zones
    text = 0
    for line in lines:
        if zones[line.index] in _TEXT:
            text += line.length
        zone = zones[line.index]
        sure = zone in _FOOT or (zone in _RUNNING and labelled.probabilities[line.index] > _SURE)
        if line.index in given or (
            text >= _LEAST_TEXT
            and not sure
            and _is_apart(line, zones, observations.near)
            and _may_open(lines, line.index)
        ):
            yield line.index


def _is_apart(line: Line, zones: Sequence[Zone], near: int) -> bool:
    """Whether a line stands at the head of a page, behind more space than usual, or behind what ends a text."""
    before = zones[line.index - 1]
    if line.page_end_before or line.blank_before > near + 1:
        return True
    return before in _ENDS and before is not zones[line.index]


def _may_open(lines: Sequence[Line], at: int) -> bool:
    """Whether some short lines begin here, as title blocks do."""
    if lines[at].text[0].islower():
        return False
    return all(line.length <= _SHORT for line in lines[at : at + 2])


class _Finder:
    """Reads places of a source as if a document began there."""

    def __init__(self, source: Source, observations: Observations, labelled: Labelled, settings: Settings) -> None:
        self.source, self.observations, self.settings = source, observations, settings
        self.lines, self.zones = observations.lines, labelled.zones
        self.notes = [(line.index, number) for line in self.lines if (number := _note_number(line, self.zones))]

    def openings(self, place: int, given: bool) -> Iterator[_Opening]:
        """The title block that the model sees if a document begins at a place, or some lines before it."""
        if given:
            line = self.lines[place]
            yield _Opening(True, False, line.page_end_before, 0, 1.0, place)
            return
        found = self._opening(place)
        if found is None:
            return
        yield found
        for at in range(place - 1, max(0, place - _BEFORE) - 1, -1):
            if found.cover or found.page or self.zones[at] in _RUNNING or self.lines[at].length > _SHORT:
                return
            earlier = self._opening(at)
            if earlier is not None and earlier.firm >= found.firm - 0.02:
                yield earlier

    def _opening(self, at: int) -> _Opening | None:
        line = self.lines[at]
        stop = min(len(self.lines), at + (_WINDOW if self.observations.wrapped else _WINDOW // 2))
        end = self.lines[stop].start if stop < len(self.lines) else len(self.source.text)
        studied = study(part_of(self.source, line.start, end), Settings(self.settings.language, self.settings.profile))
        seen = label_lines(studied.observations, studied.evidence)
        size = next((i for i, zone in enumerate(seen.zones) if zone in _TEXT or zone is Zone.HEAD), len(seen.zones))
        block = seen.zones[:size]
        titles = [studied.observations.lines[i] for i, zone in enumerate(block) if zone is Zone.TITLE]
        if not titles or block[0] not in _BEGIN or seen.probabilities[0] < _FIRST or not _BLOCK.issuperset(block):
            return None
        if (
            _NUMBERED.match(titles[0].text)
            or (titles[-1].is_terminal and Zone.BYLINE not in block)  # a sentence, with nobody to have written it
            # What is a head of the text where all of it is seen, and begins no page, begins no article.
            or (
                self.zones[min(at + titles[0].index, len(self.zones) - 1)] is Zone.HEAD
                and not line.page_end_before
                and Zone.COVER not in block
            )
            or self._counts_on(at)
            or not self._is_headed(block, studied.observations.lines, at)
            or self._repeats(titles[0], at)
        ):
            return None
        sure = [chance for zone, chance in zip(block, seen.probabilities) if zone in FRONT or zone in _OPENING]
        firm = sum(sure) / len(sure)
        if firm < _FIRM or _text_of(studied.observations.lines, seen.zones) < _LEAST_TEXT:
            return None
        if Zone.COVER in block:
            at += block.index(Zone.COVER)
            line = self.lines[at]
        gap = min(3, line.blank_before - self.observations.near)
        return _Opening(False, Zone.COVER in block, line.page_end_before, gap, firm, at)

    def _is_headed(self, block: Sequence[Zone], lines: Sequence[Line], at: int) -> bool:
        """Whether a title stands with names, an abstract, a cover sheet, or works not of a bibliography."""
        named = any(zone is Zone.BYLINE and names_in(line.text) for zone, line in zip(block, lines))
        if named or Zone.COVER in block or Zone.ABSTRACT in block:
            return True
        works = [at + i for i, zone in enumerate(block) if zone is Zone.REVIEWED and at + i < len(self.zones)]
        entries = sum(self.zones[index] in (Zone.BIBLIOGRAPHY, Zone.NOTE) for index in works)
        return 0 < len(works) <= _MOST_WORKS and entries <= 0.3 * len(works)

    def _counts_on(self, at: int) -> bool:
        """Whether the first note behind a line is the next after the last before it: one article has both."""
        place = bisect_left(self.notes, (at, 0))
        if not 0 < place < len(self.notes):
            return False
        return self.notes[place][1] == self.notes[place - 1][1] + 1

    def _repeats(self, title: Line, at: int) -> bool:
        """Whether a title is the running head of the pages before, misread letters allowed."""
        heads = {line.key for line in self.lines[:at] if self.zones[line.index] in FURNITURE and len(line.key) > 4}
        key = title.key[:60]
        return any(
            head in key or key in head or SequenceMatcher(None, head, key[: len(head)], autojunk=False).ratio() > _ALIKE
            for head in heads
        )


def _note_number(line: Line, zones: Sequence[Zone]) -> int:
    """The number of the note that begins with a line, 0 where none does."""
    label = line.label if zones[line.index] is Zone.NOTE else None
    read = reading(label[0]) if label is not None else ""
    return int(read) if read.isdecimal() and len(read) < 5 else 0


def _text_of(lines: Sequence[Line], zones: Sequence[Zone]) -> int:
    return sum(line.length for line in lines if zones[line.index] in _TEXT)


def part_of(source: Source, start: int, end: int) -> Source:
    """A range of a source as one by itself, its offsets from 0."""
    declarations = tuple(
        replace(
            one,
            start=one.start - start,
            end=one.end - start,
            inner_start=one.inner_start - start,
            inner_end=one.inner_end - start,
        )
        for one in source.declarations
        if start <= one.start and one.end <= end
    )
    return Source(source.text[start:end], source.files, declarations)
