"""Regions: stretches of text with the cluster of notes that follows, within which markers and notes belong together.

A cluster of notes stands at the foot of the page or column whose text calls it, so the file itself has the order of
pages here, whether their turns are known or not. Where recognition set the notes of a page between its columns, a
region is one with the next. Endnotes are one region with all markers of the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tei_encode.model.record import record
from tei_encode.recognition.labelling import Labelled
from tei_encode.recognition.notes.candidates import Marker, NoteStart, markers_in, note_starts
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
_NO_TURN = 0.5  # that text behind a cluster of notes is of another page, where no turn is known
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
    lines, text = observations.lines[first:], observations.source.text
    zones = labelled.zones
    at_end = endnote_lines(lines, head_types)
    foot: list[Region] = []
    markers: list[Marker] = []
    every: list[Marker] = []
    notes: list[Line] = []
    ends: list[Line] = []
    since = 0  # code points of text since the last line of notes
    waiting: list[Marker] = []  # markers of text behind the last notes
    turned = _NO_TURN
    opened: dict[str, int] = {}

    def close(parted: float) -> None:
        nonlocal markers, notes
        if notes:
            foot.append(Region(tuple(markers), _starts(notes, labelled, observations.wrapped, given), parted))
            markers, notes = [], []

    for line in lines:
        zone = zones[line.index]
        if line.index in turns:
            turned = max(turned, turns[line.index])
        if zone is Zone.NOTE and line.index in at_end:
            ends.append(line)
        elif zone is Zone.NOTE:
            if notes and since > _LITTLE:
                close(_NO_TURN)
            markers.extend(waiting)
            waiting, since = [], 0
            notes.append(line)
        elif zone in TEXT_ZONES:
            if turned > _NO_TURN:
                close(turned)
                if any(marker.prior > 0 for marker in waiting):
                    foot.append(Region(tuple(waiting), (), turned))
                waiting = []
            turned = _NO_TURN
            if labelled.begins[line.index] >= 0.5:
                opened.clear()  # no quotation goes on in another block
            found = _markers(text, line, opened, given)
            waiting.extend(found)
            every.extend(found)
            since += line.length
    close(_NO_TURN)
    if waiting:
        foot.append(Region(tuple(waiting), ()))
    if not ends:
        return foot, [], frozenset()
    rest = [region for region in foot if region.starts]
    starts = _starts(ends, labelled, observations.wrapped, given)
    return rest, [Region(tuple(every), starts)], frozenset(line.index for line in ends)


def _starts(cluster: Sequence[Line], labelled: Labelled, wrapped: bool, given: Given | None) -> tuple[NoteStart, ...]:
    """The lines of a cluster at which notes may begin, as given where anything is."""
    found = note_starts(cluster, labelled, wrapped)
    if given is not None:
        from tei_encode.recognition.notes.given import starts_with

        found = starts_with(found, cluster, given)
    return tuple(found)


def _markers(text: str, line: Line, opened: dict[str, int], given: Given | None) -> list[Marker]:
    """The candidates of a line of text, as given where anything is."""
    found = markers_in(text, line.start, line.end, opened)
    if given is not None and given.markers:
        from tei_encode.recognition.notes.given import markers_with

        found = markers_with(found, line, given.markers)
    return found


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
