"""Regions: stretches of text with the cluster of notes that follows, within which markers and notes belong together.

A cluster of notes stands at the foot of the page or column whose text calls it, so the file itself has the order of
pages here, whether their turns are known or not. Where recognition set the notes of a page between its columns, a
region is one with the next. Endnotes are one region with all markers of the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tei_encode.model.record import record, replace
from tei_encode.recognition.labelling import Labelled
from tei_encode.recognition.notes.candidates import Marker, NoteStart, markers_in, note_starts
from tei_encode.recognition.notes.glyphs import reading
from tei_encode.recognition.observations import Line, Observations
from tei_encode.recognition.zones import FURNITURE, Zone

if TYPE_CHECKING:
    from tei_encode.recognition.given import Given

_NO_MARKERS = frozenset(
    {
        Zone.NOTE,
        Zone.COVER,
        Zone.ADVERT,
        Zone.BIBLIOGRAPHY,
        Zone.CONTENTS,
        Zone.TABLE,
        Zone.IMAGE,
        Zone.MARGIN,
        Zone.FORMULA,
    }
)
TEXT_ZONES = frozenset(set(Zone) - FURNITURE - _NO_MARKERS)
# Log-odds that a number or symbol at the end of a line calls a note, where lines are names; a title may end in one.
_BEHIND_NAMES = {Zone.BYLINE: 2.0, Zone.TITLE: 0.6, Zone.SUBTITLE: 0.6}
_LONGEST_BEHIND_NAMES = 2  # digits
_NO_TURN = 0.5  # that text behind a cluster of notes is of another page, where no turn is known
_NEARLY_ALL_TEXT = 0.8  # share of the text that stands before endnotes without a head
_NEARLY_ALL_NOTES = 0.85  # share of the notes that are among them
_LEAST_ENDNOTES = 4
_FIRST_LABELS = frozenset(("", "*", "1", "2", "3"))
_WITHIN_SENTENCE = frozenset(",-‐¬–—(")
_LITTLE = 120  # code points of text: less of it between two lines of notes is one of them, misjudged


@record(frozen=True)
class Region:
    """Markers in reading order, and the lines at which notes may begin.

    `parted`: probability that a page turns behind it; else it may be one with the next region.
    """

    markers: tuple[Marker, ...]
    starts: tuple[NoteStart, ...]
    parted: float = 1.0

    def with_next(self, following: Region) -> Region:
        """The two as one."""
        return Region((*self.markers, *following.markers), (*self.starts, *following.starts), following.parted)


def note_regions(
    observations: Observations,
    labelled: Labelled,
    head_types: Mapping[int, str],
    turns: Mapping[int, float],
    first: int,
    given: Given | None = None,
) -> tuple[list[Region], list[Region], frozenset[int]]:
    """Regions of footnotes, regions of endnotes, and the lines of endnotes.

    `turns`: lines before which a page turns, and how surely. A page whose text no cluster follows has no notes.
    """
    lines = observations.lines[first:]
    found = _Found(observations, labelled, turns, given)
    ends = found.read(lines, endnote_lines(lines, head_types))
    foot = found.regions
    if not ends:
        tail = _tail(foot, found.text_before, found.text_size)
        if tail is None:
            return foot, [], frozenset()
        ends = [line for cluster in found.clusters[tail:] for line in cluster]
        foot = foot[:tail]
    rest = [region for region in foot if region.starts]
    return rest, [Region(tuple(found.markers), found.starts(ends))], frozenset(line.index for line in ends)


class _Found:
    """Regions as they close, in the order of the lines."""

    def __init__(
        self, observations: Observations, labelled: Labelled, turns: Mapping[int, float], given: Given | None
    ) -> None:
        self.text, self.wrapped = observations.source.text, observations.wrapped
        self.labelled, self.turns, self.given = labelled, turns, given
        self.regions: list[Region] = []
        self.clusters: list[list[Line]] = []  # of the regions, in the same order
        self.text_before: list[int] = []  # code points of text before each region's cluster
        self.text_size = 0
        self.markers: list[Marker] = []  # of the whole text
        self.mine: list[Marker] = []  # of the region that is open
        self.notes: list[Line] = []
        self.waiting: list[Marker] = []  # of the text behind the last notes
        self.since = 0  # code points of that text
        self.turned = _NO_TURN
        self.opened: dict[str, int] = {}  # quotations that are open
        # Signs with which institutions begin: those behind the authors' names are theirs, and no note's.
        self.signs = frozenset(
            reading(line.label[0])
            for line in observations.lines
            if line.label is not None and labelled.zones[line.index] is Zone.AFFILIATION
        )

    def read(self, lines: Sequence[Line], at_end: frozenset[int]) -> list[Line]:
        """Go through the lines; those of the endnotes that a head announces."""
        ends: list[Line] = []
        for line in lines:
            zone = self.labelled.zones[line.index]
            if line.index in self.turns:
                self.turned = max(self.turned, self.turns[line.index])
            if zone is Zone.NOTE and line.index in at_end:
                ends.append(line)
            elif zone is Zone.NOTE:
                self._note(line)
            elif zone in TEXT_ZONES:
                self._text(line)
        self._close(_NO_TURN)
        if self.waiting:
            self._add(Region(tuple(self.waiting), ()), [])
        return ends

    def starts(self, cluster: Sequence[Line]) -> tuple[NoteStart, ...]:
        """The lines of a cluster at which notes may begin, as given where anything is."""
        found = note_starts(cluster, self.labelled, self.wrapped, self._is_open())
        if self.given is not None:
            from tei_encode.recognition.notes.given import starts_with

            found = starts_with(found, cluster, self.given)
        return tuple(found)

    def _is_open(self) -> bool:
        """Whether the notes before end within a sentence: on a word, a comma, a hyphen; a page number needs no stop."""
        last = self.clusters[-1][-1].text[-1] if self.clusters and self.clusters[-1] else "."
        return last.isalpha() or last in _WITHIN_SENTENCE

    def _note(self, line: Line) -> None:
        if self.notes and self.since > _LITTLE:
            self._close(_NO_TURN)
        self.mine.extend(self.waiting)
        self.waiting, self.since = [], 0
        self.notes.append(line)

    def _text(self, line: Line) -> None:
        if self.turned > _NO_TURN:
            self._close(self.turned)
            if any(marker.prior > 0 for marker in self.waiting):
                self._add(Region(tuple(self.waiting), (), self.turned), [])
            self.waiting = []
        self.turned = _NO_TURN
        if self.labelled.begins[line.index] >= 0.5:
            self.opened.clear()  # no quotation goes on in another block
        found = _at_end_of_name(self._markers(line), line, self.labelled.zones[line.index])
        self.waiting.extend(found)
        self.markers.extend(found)
        self.since += line.length
        self.text_size += line.length

    def _close(self, parted: float) -> None:
        if self.notes:
            self._add(Region(tuple(self.mine), self.starts(self.notes), parted), self.notes)
            self.mine, self.notes = [], []

    def _add(self, region: Region, cluster: list[Line]) -> None:
        self.regions.append(region)
        self.clusters.append(cluster)
        self.text_before.append(self.text_size - self.since)

    def _markers(self, line: Line) -> list[Marker]:
        """The candidates of a line of text, as given where anything is."""
        found = markers_in(self.text, line.start, line.end, self.opened)
        if self.signs and self.labelled.zones[line.index] is Zone.BYLINE:
            found = [marker for marker in found if marker.read not in self.signs]
        if self.given is not None and self.given.markers:
            from tei_encode.recognition.notes.given import markers_with

            found = markers_with(found, line, self.given.markers)
        return found


def _at_end_of_name(found: list[Marker], line: Line, zone: Zone) -> list[Marker]:
    """The candidates of a line, one with which a byline or a title ends taken for what it nearly always is."""
    least = _BEHIND_NAMES.get(zone)
    if least is None or not found or found[-1].end < line.end or len(found[-1].read) > _LONGEST_BEHIND_NAMES:
        return found
    last = found[-1]
    return [*found[:-1], replace(last, prior=max(last.prior, least))]


def _tail(foot: Sequence[Region], before: Sequence[int], text_size: int) -> int | None:
    """The first of the regions at the end of the article that hold all its notes: endnotes that no head announces."""
    labelled = [sum(bool(start.read) and start.begins > 0 for start in region.starts) for region in foot]
    whole = sum(labelled)
    for at, region in enumerate(foot):
        if region.starts and before[at] >= _NEARLY_ALL_TEXT * text_size:
            first = next((start.read for start in region.starts if start.begins > 0), "")
            called = any(other.markers and not other.starts for other in foot[:at])
            enough = sum(labelled[at:]) >= max(_LEAST_ENDNOTES, _NEARLY_ALL_NOTES * whole)
            return at if called and enough and first in _FIRST_LABELS else None
    return None


def endnote_lines(lines: Sequence[Line], head_types: Mapping[int, str]) -> frozenset[int]:
    """Lines below a head that says Notes."""
    found: set[int] = set()
    inside = False
    for line in lines:
        kind = head_types.get(line.index)
        if kind is not None:
            inside = kind == "notes"
        elif inside:
            found.add(line.index)
    return frozenset(found)
