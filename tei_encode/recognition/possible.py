"""Which zone a line has where the best path of labels says what cannot be, or what is not sure enough for its cost.

The path knows what is seen of a line and the label of the line before. What it does not know is decided here: what was
open before notes and running heads, what a count or a grid of lines shows, what an error would cost a reader.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tei_encode.recognition.evidence import Evidence
from tei_encode.recognition.looks import COLUMNS
from tei_encode.recognition.marginals import GOES_ON, marginal, marginals, rival, zones
from tei_encode.recognition.notes.glyphs import reading
from tei_encode.recognition.observations import Observations
from tei_encode.recognition.zones import FURNITURE, Zone

if TYPE_CHECKING:
    from pycrfsuite import Tagger

    from tei_encode.recognition.lattice import Lattice

# What stands between two lines of a block; what may go on behind it.
_ASIDE = FURNITURE | {Zone.NOTE, Zone.MARGIN, Zone.CAPTION, Zone.TABLE, Zone.IMAGE, Zone.FORMULA}
_RESUMED = frozenset({Zone.BODY, Zone.QUOTE, Zone.ABSTRACT, Zone.ITEM, Zone.BIBLIOGRAPHY, Zone.SPEECH})
# What it costs more to find where it is not than to leave out: a paragraph of the text that is none of the text any
# more, or that a reader takes for another's words.
_COSTLY = frozenset(
    {
        Zone.BREAK,
        Zone.CITATION,
        Zone.STAMP,
        Zone.DEDICATION,
        Zone.SUBTITLE,
        Zone.MASTHEAD,
        Zone.QUOTE,
        Zone.EPIGRAPH,
        Zone.SPEECH,
        Zone.TABLE,
        Zone.CONTENTS,
        Zone.HISTORY,
        Zone.AFFILIATION,
        Zone.REVIEWED,
        Zone.SIGNED,
        Zone.MARGIN,
    }
)
_ENOUGH = 0.6  # probability from which such a zone is taken: an error costs half as much again as an omission
_NOT_COMMON = 2  # tenths of the words of names that the text has in lower case
_COUNTED = 2  # entries from which on a label may be misread
_FEW_CELLS = 2  # as running heads have
_RESUMES = 0.2  # probability from which the second half of a sentence of the text is not of a note that had ended
_ENOUGH_UNLED = 0.9  # for a block quotation that nothing leads to nor marks
_OPENING = frozenset('"“„«‘‚‹')
_OTHER = 0.08  # probability of the zone that is taken instead


class Possible:
    """Goes with the labelling through the lines, in order."""

    def __init__(
        self, observations: Observations, evidence: Evidence, tagger: Tagger | Lattice, before: Sequence[Zone]
    ) -> None:
        self.lines, self.wrapped = observations.lines, observations.wrapped
        self.evidence, self.tagger = evidence, tagger
        self.before = before  # zones of the lines so far: the labelling adds to them
        self.entries = 0  # numbered entries of the bibliography so far
        self.raised = False  # whether the line before is of a note that looked like an entry
        self.open: Zone | None = None  # of the last line of the text, which may go on

    def took(self, zone: Zone) -> None:
        """Tell which zone the next line has in the end."""
        if zone not in _ASIDE:
            self.open = zone

    def zone(self, index: int, at: int, tag: str) -> Zone:
        """The zone of a line.

        Args:
            index: of the line in the document.
            at: its place in the window that the tagger has.
            tag: its label on the best path.
        """
        zone = Zone(tag.rstrip(GOES_ON))
        if zone is Zone.CAPTION and not self._may_be_caption(index, tag):
            return rival(self.tagger, zone, at)[0]
        if zone is Zone.HEADER and self._is_page_number(index):
            return Zone.PAGE_NUMBER
        if zone is Zone.HEADER and self._is_row(index):
            return Zone.TABLE
        if zone is Zone.BREAK and not is_ornament(self.lines[index].text):
            return rival(self.tagger, zone, at)[0]
        if zone is Zone.HEAD and index in self.evidence.sources and self.before[-1:] == [Zone.EPIGRAPH]:
            return Zone.EPIGRAPH
        if zone is Zone.HEAD and self.lines[index].letters == 0 and is_ornament(self.lines[index].text):
            return Zone.BREAK
        if zone is Zone.TITLE and self._follows_title(index, tag):
            return Zone.SUBTITLE if marginal(self.tagger, Zone.SUBTITLE.value, at) >= _OTHER else zone
        if zone is Zone.SUBTITLE and self._is_name(index) and marginal(self.tagger, Zone.BYLINE.value, at) >= _OTHER:
            return Zone.BYLINE
        if zone in _COSTLY and not tag.endswith(GOES_ON):
            return self._safer(zone, index, at)
        if tag.endswith(GOES_ON) and self.open in _RESUMED and self.open is not zone:
            goes_on = marginal(self.tagger, self.open.value + GOES_ON, at)
            if zone not in _ASIDE and goes_on >= marginal(self.tagger, zone.value, at):
                return self.open
            if zone is Zone.NOTE and index in self.evidence.resumes and goes_on >= _RESUMES:
                return self.open
        return zone

    def _may_be_caption(self, index: int, tag: str) -> bool:
        """Whether a line says what it is a caption of, or goes on with one that does, or an image stands beside it."""
        beside = self.before[-1] if self.before else None
        if tag.endswith(GOES_ON):
            return beside is Zone.CAPTION
        said = self.evidence.said
        return index in self.evidence.captions or Zone.IMAGE.value in (said.get(index - 1), said.get(index + 1))

    def entry_or_note(self, index: int, zone: Zone, tag: str) -> Zone:
        """What a line of the bibliography or of notes is of the two, which are learned by their words and labels.

        Below the head of a numbered bibliography labels count from 1 and nothing parts them. A raised label is of a
        note, wherever it stands. To be asked of every line once, in order.
        """
        label = self.lines[index].label
        before = self.before[-1] if self.before else None
        goes_on = self.raised and label is None and tag.endswith(GOES_ON)
        self.raised = zone is Zone.BIBLIOGRAPHY and (_is_raised(label) or goes_on)
        if self.raised:
            return Zone.NOTE
        if self.evidence.regions.get(index) != "bibliography" or zone not in (Zone.NOTE, Zone.BIBLIOGRAPHY):
            self.entries = self.entries if zone in _ASIDE else 0
            return zone
        if label is None:
            return Zone.BIBLIOGRAPHY if self.entries > 0 and before is Zone.BIBLIOGRAPHY else zone
        if _is_raised(label):
            return zone
        counted = reading(label[0]) == str(self.entries + 1)
        if counted or (self.entries >= _COUNTED and before is Zone.BIBLIOGRAPHY):
            self.entries += 1
            return Zone.BIBLIOGRAPHY
        return zone

    def _is_led(self, index: int) -> bool:
        """Whether something says that a quotation follows: a colon or a comma, a mark, its place on the page."""
        if self.wrapped or not index:
            return True
        return self.lines[index - 1].text[-1] in ":," or self.lines[index].text[0] in _OPENING

    def _is_row(self, index: int) -> bool:
        """Whether a line and one beside it have three cells or more, and as many."""
        cells = self._cells(index)
        return cells > _FEW_CELLS and cells in (self._cells(index - 1), self._cells(index + 1))

    def _cells(self, index: int) -> int:
        return len(COLUMNS.findall(self.lines[index].text)) + 1 if 0 <= index < len(self.lines) else 0

    def _follows_title(self, index: int, tag: str) -> bool:
        """Whether the line before is of the title and this one is none of it: it begins anew, or behind capitals."""
        if not self.before or self.before[-1] is not Zone.TITLE:
            return False
        return not tag.endswith(GOES_ON) or (self.lines[index - 1].is_upper and not self.lines[index].is_upper)

    def _is_page_number(self, index: int) -> bool:
        """Whether a line is a number of the series of pages and nothing more."""
        number = self.evidence.furniture.numbers.get(index)
        return number is not None and number.alone and number.chained

    def _is_name(self, index: int) -> bool:
        """Whether a line reads as names by itself and in its place, and its words are none of the text's."""
        evidence = self.evidence
        named = evidence.opening.get(index) == evidence.front.get(index) == Zone.BYLINE.value
        return named and evidence.common.get(index, 0) <= _NOT_COMMON

    def _safer(self, zone: Zone, index: int, at: int) -> Zone:
        """A zone that is sure enough for what an error would cost, or the likeliest whose errors cost less."""
        enough = _ENOUGH_UNLED if zone is Zone.QUOTE and not self._is_led(index) else _ENOUGH
        if sum(marginals(self.tagger, zone, at)) >= enough:
            return zone
        never = {Zone.COVER.value} if index >= self.evidence.cover else set()
        if self.lines[index].label is None:
            never.add(Zone.NOTE.value)
        chances: dict[str, float] = {}
        for label, name in zones(self.tagger):
            if Zone(name) not in _COSTLY and name not in never:
                chances[name] = chances.get(name, 0.0) + self.tagger.marginal(label, at)
        name = max(chances, key=lambda one: (chances[one], one))
        return Zone(name) if chances[name] >= _OTHER else zone


def _is_raised(label: re.Match[str] | None) -> bool:
    """Whether a label is printed, or marked up, above the line."""
    return label is not None and label.lastgroup in ("sup", "caret", "markdown")


def is_ornament(text: str) -> bool:
    """Whether a line may part two sections: signs and nothing else, or one letter over and over (`o o o`)."""
    signs = text.split()
    return not any(c.isalnum() for c in text) or (len(signs) > 1 and len(set(signs)) == 1 and len(signs[0]) == 1)
