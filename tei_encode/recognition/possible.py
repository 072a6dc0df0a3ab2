"""Which zone a line has where the best path of labels says what cannot be, or what is not sure enough for its cost.

The path knows what is seen of a line and the label of the line before. What it does not know is decided here: what was
open before notes and running heads, what a count of lines shows, what an error would cost a reader.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tei_encode.recognition.evidence import Evidence
from tei_encode.recognition.exclusions import Sight, excluded
from tei_encode.recognition.marginals import GOES_ON, marginal, marginals, zones
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
_UNNUMBERED = 2  # entries without a number, behind which a series that begins is of notes that the text calls
_COUNTED = 2  # entries from which on a label may be misread
_RESUMES = 0.2  # probability from which the second half of a sentence of the text is not of a note that had ended
_ENOUGH_UNSIGNED = 0.7  # for an epigraph without a source below: short sentences begin paragraphs too
_ENOUGH_UNLED = 0.9  # for a block quotation that nothing leads to nor marks
_OPENING = frozenset('"“„«‘‚‹')
_OTHER = 0.08  # probability of the zone that is taken instead


class Possible:
    """Goes with the labelling through the lines, in order. `before`: zones of the lines so far, to which that adds."""

    def __init__(
        self, observations: Observations, evidence: Evidence, tagger: Tagger | Lattice, before: Sequence[Zone]
    ) -> None:
        self.lines, self.wrapped = observations.lines, observations.wrapped
        self.evidence, self.tagger = evidence, tagger
        self.sight = Sight(self.lines, evidence, tagger, before, self.wrapped)
        self.entries = 0  # numbered entries of the bibliography so far
        self.unnumbered = 0  # entries without a number so far
        self.noted = False  # whether notes have begun behind the entries of the bibliography, without a head
        self.raised = False  # whether the line before is of a note that looked like an entry
        self.last: Zone | None = None  # of the last line that is no furniture
        self.open: Zone | None = None  # of the last line of the text, which may go on

    def took(self, zone: Zone) -> None:
        """Tell which zone the next line has in the end."""
        if zone not in FURNITURE:
            self.last = zone
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
        self.sight.index, self.sight.at, self.sight.tag = index, at, tag
        instead = excluded(zone, self.sight)
        if instead is not None:
            return instead
        if zone in _COSTLY and not tag.endswith(GOES_ON):
            safer = self._safer(zone, index, at)
            return (safer is not zone and excluded(safer, self.sight)) or safer
        if tag.endswith(GOES_ON) and self.open in _RESUMED and self.open is not zone:
            goes_on = marginal(self.tagger, self.open.value + GOES_ON, at)
            if zone not in _ASIDE and goes_on >= marginal(self.tagger, zone.value, at):
                return self.open
            if zone is Zone.NOTE and index in self.evidence.resumes and goes_on >= _RESUMES:
                return self.open
        return zone

    def entry_or_note(self, index: int, zone: Zone, tag: str) -> Zone:
        """What a line of the bibliography or of notes is of the two, which are learned by their words and labels.

        Below the head of a numbered bibliography labels count from 1 and nothing parts them; behind entries without
        numbers they are of notes. A raised label is of a note, wherever it stands. To be asked of every line once, in
        order.
        """
        label = self.lines[index].label
        before = self.last
        goes_on = self.raised and label is None and tag.endswith(GOES_ON)
        self.raised = zone is Zone.BIBLIOGRAPHY and (_is_raised(label) or goes_on)
        if self.raised:
            return Zone.NOTE
        if self.evidence.regions.get(index) != "bibliography" or zone not in (Zone.NOTE, Zone.BIBLIOGRAPHY):
            if zone not in _ASIDE:
                self.entries, self.unnumbered, self.noted = 0, 0, False
            return zone
        if zone is Zone.NOTE and label is None and self.unnumbered and before is Zone.BIBLIOGRAPHY:
            # A note that goes on has a line of it before; one that begins has a label.
            return Zone.BIBLIOGRAPHY
        if label is None and not self.noted:
            self.unnumbered += not tag.endswith(GOES_ON)
        elif label is not None and reading(label[0]) == "1" and index in self.evidence.called:
            self.noted |= self.unnumbered >= _UNNUMBERED and self.lines[index - 1].is_terminal
        if self.noted:
            return Zone.NOTE
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

    def _safer(self, zone: Zone, index: int, at: int) -> Zone:
        """A zone that is sure enough for what an error would cost, or the likeliest whose errors cost less."""
        enough = _ENOUGH
        if zone is Zone.EPIGRAPH and index + 1 not in self.evidence.sources:
            enough = _ENOUGH_UNSIGNED
        if zone is Zone.QUOTE and not self._is_led(index):
            enough = _ENOUGH_UNLED
        sure = sum(marginals(self.tagger, zone, at))
        if sure >= enough:
            return zone
        never = {Zone.COVER.value} if index >= self.evidence.cover else set()
        if self.lines[index].label is None:
            never.add(Zone.NOTE.value)
        chances: dict[str, float] = {}
        for label, name in zones(self.tagger):
            if Zone(name) not in _COSTLY and name not in never:
                chances[name] = chances.get(name, 0.0) + self.tagger.marginal(label, at)
        name = max(chances, key=lambda one: (chances[one], one))
        # The other zone costs less only if it is likely enough itself: the rest of the doubt may be of a third one.
        least = 1 - (1 - sure) * enough / (1 - enough)
        return Zone(name) if chances[name] >= max(_OTHER, least) else zone


def _is_raised(label: re.Match[str] | None) -> bool:
    """Whether a label is printed, or marked up, above the line."""
    return label is not None and label.lastgroup in ("sup", "caret", "markdown")
