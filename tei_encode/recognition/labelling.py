"""What each line is: a linear-chain conditional random field over what is seen of all lines, decoded at once.

One model for lines cut at a page's width, one for files with one block a line; both are trained on generated documents
alone (`models/README.md`). Every line gets the zone of the best path, whether a block of that zone begins with it, and
the marginal probabilities of both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from tei_encode.model.loading import load_crfsuite
from tei_encode.model.record import record
from tei_encode.recognition.attributes import attributes
from tei_encode.recognition.evidence import Evidence
from tei_encode.recognition.looks import COLUMNS
from tei_encode.recognition.notes.glyphs import reading
from tei_encode.recognition.observations import Observations
from tei_encode.recognition.zones import CONTINUED, FURNITURE, Zone
from tei_encode.resources import package_bytes

if TYPE_CHECKING:
    from pycrfsuite import Tagger

    from tei_encode.recognition.lattice import Lattice

GOES_ON = "+"  # ends the label of a line that goes on with a block
_WINDOW = 1500  # lines decoded at once: memory stays bounded however long the file
_OVERLAP = 60  # lines of context on both sides of a window
# What a format says outright, whatever it looks like.
_CERTAIN = frozenset({Zone.COMMENT, Zone.IMAGE, Zone.TABLE, Zone.QUOTE})
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
_LIKE_TITLES = frozenset(
    {Zone.MASTHEAD, Zone.HEADER, Zone.HEAD, Zone.SUBTITLE, Zone.CITATION, Zone.HISTORY, Zone.STAMP, Zone.EPIGRAPH}
)
_ENOUGH = 0.6  # probability from which such a zone is taken: an error costs half as much again as an omission
_NOT_COMMON = 2  # tenths of the words of names that the text has in lower case
_COUNTED = 2  # entries from which on a label may be misread
_FEW_CELLS = 2  # as running heads have
_RESUMES = 0.2  # probability from which the second half of a sentence of the text is not of a note that had ended
_ENOUGH_UNLED = 0.9  # for a block quotation that nothing leads to nor marks
_OPENING = frozenset('"“„«‘‚‹')
_OTHER = 0.08  # probability of the zone that is taken instead
_SURE = 0.97  # above which no rival is looked for, unless reasons are asked for
_FOR, _AGAINST = 4, 2  # reasons told for a label, and against it
_LEAST_REASON = 0.1  # nats


@record(frozen=True)
class Labelled:
    """By line index. `begins`: probability that a block begins with the line, given its zone."""

    zones: tuple[Zone, ...]
    probabilities: tuple[float, ...]  # of the zone
    begins: tuple[float, ...]
    rivals: tuple[tuple[Zone, float] | None, ...]
    notes: tuple[float, ...]  # probability that a note begins with the line
    reasons: tuple[tuple[str, ...], ...] = ()  # what weighed most for the zone, where it was asked for


def label_lines(
    observations: Observations, evidence: Evidence, given: Mapping[int, frozenset[str]] | None = None, why: bool = False
) -> Labelled:
    """Label every line; linear in the number of lines.

    Args:
        observations: the lines.
        evidence: what the recognisers of single phenomena say of them.
        given: labels that some lines may have alone: a person's word, to which the labels of all others adapt.
        why: whether reasons are asked for.
    """
    return _Labelling(observations, evidence, given or {}, why).labelled()


class _Labelling:
    """Goes through the windows of a document, and through the lines of each."""

    def __init__(
        self, observations: Observations, evidence: Evidence, given: Mapping[int, frozenset[str]], why: bool
    ) -> None:
        self.lines, self.evidence, self.given, self.why = observations.lines, evidence, given, why
        self.rows = attributes(observations, evidence)
        self.wrapped = observations.wrapped
        name = "lines" if self.wrapped else "blocks"
        self.plain, self.lattice = _tagger(name), _lattice(name) if given or why else None
        self.tagger: Tagger | Lattice = self.lattice or self.plain
        self.zones: list[Zone] = []
        self.sure: list[float] = []
        self.begins: list[float] = []
        self.rivals: list[tuple[Zone, float] | None] = []
        self.notes: list[float] = []
        self.reasons: list[tuple[str, ...]] = []
        self.entries = 0  # numbered entries of the bibliography so far
        self.open: Zone | None = None  # of the last line of the text, which may go on

    def labelled(self) -> Labelled:
        rows: list[list[str]] = []  # of the lines of one window, which begins at `base`
        base, size = 0, len(self.lines)
        for start in range(0, size, _WINDOW):
            stop = min(size, start + _WINDOW)
            low, high = max(0, start - _OVERLAP), min(size, stop + _OVERLAP)
            rows = rows[low - base :]
            rows += islice(self.rows, high - low - len(rows))
            base = low
            if self.lattice is not None:
                self.lattice.set(rows, {at - low: self.given[at] for at in range(low, high) if at in self.given})
            else:
                self.plain.set(rows)
            tags = self.tagger.tag()
            for index in range(start, stop):
                self._line(index, index - low, tags)
        self._title()
        return Labelled(
            tuple(self.zones),
            tuple(self.sure),
            tuple(self.begins),
            tuple(self.rivals),
            tuple(self.notes),
            tuple(self.reasons),
        )

    def _line(self, index: int, at: int, tags: Sequence[str]) -> None:
        """The label of a line, `at` in its window."""
        tagger, said = self.tagger, self.evidence.said.get(index)
        if index in self.given:
            zone = Zone(tags[at].rstrip(GOES_ON))
            first, rest = _marginals(tagger, zone, at)
            if tags[at] not in self.given[index]:
                zone, first, rest = _unknown(self.given[index])
        elif said in _CERTAIN:
            zone = Zone(said)
            first, rest = (0.0, 1.0) if self._goes_on_quoted(index, said) else (1.0, 0.0)
        else:
            zone = self._possible(index, at, tags[at])
            first, rest = _marginals(tagger, zone, at)
            if self._is_entry(index, zone):
                zone = Zone.BIBLIOGRAPHY
        if zone not in _ASIDE:
            self.open = zone
        self.zones.append(zone)
        self.sure.append(round(min(1.0, first + rest), 4))
        self.begins.append(round(first / (first + rest), 4) if first + rest else 1.0)
        self.rivals.append(_rival(tagger, zone, at) if first + rest < _SURE or self.why else None)
        self.notes.append(round(first if zone is Zone.NOTE else _marginal(tagger, Zone.NOTE.value, at), 4))
        if self.lattice is not None and self.why:
            self.reasons.append(_reasons(self.lattice, at, tags, index in self.given, said in _CERTAIN))

    def _title(self) -> None:
        """What says the cover sheet's title and might be furniture is the title, and what stands before it is none."""
        titled = [index for index in self.evidence.titled if index not in self.given]
        if not any(self.zones[index] is Zone.TITLE for index in self.evidence.titled):
            index = next((index for index in titled if self.zones[index] in _LIKE_TITLES), None)
            if index is None:
                return
            self._take(index, Zone.TITLE)
        first = next(index for index in self.evidence.titled if self.zones[index] is Zone.TITLE)
        for index in range(self.evidence.cover, first):
            if self.zones[index] is Zone.TITLE and index not in self.given and index not in self.evidence.titled:
                self._take(index, Zone.MASTHEAD)

    def _take(self, index: int, zone: Zone) -> None:
        """Another zone for a line than the path has, on evidence that the path does not know."""
        taken, sure = self.zones[index], self.sure[index]
        self.zones[index], self.sure[index], self.begins[index] = zone, round(1 - sure / 2, 4), 1.0
        self.rivals[index] = taken, round(sure / 2, 4)

    def _possible(self, index: int, at: int, tag: str) -> Zone:
        """The zone of the best path, where it is possible: what goes on was open, what parts sections is an ornament.

        The path knows the line before alone; what goes on behind notes and running heads is what stood before them.
        """
        zone = Zone(tag.rstrip(GOES_ON))
        if zone is Zone.CAPTION and not self._may_be_caption(index, tag):
            return _rival(self.tagger, zone, at)[0]
        if zone is Zone.HEADER and self._is_page_number(index):
            return Zone.PAGE_NUMBER
        if zone is Zone.HEADER and self._is_row(index):
            return Zone.TABLE
        if zone is Zone.BREAK and not is_ornament(self.lines[index].text):
            return _rival(self.tagger, zone, at)[0]
        if zone is Zone.HEAD and index in self.evidence.sources and self.zones[-1:] == [Zone.EPIGRAPH]:
            return Zone.EPIGRAPH
        if zone is Zone.HEAD and self.lines[index].letters == 0 and is_ornament(self.lines[index].text):
            return Zone.BREAK
        if zone is Zone.TITLE and self._follows_title(index, tag):
            return Zone.SUBTITLE if _marginal(self.tagger, Zone.SUBTITLE.value, at) >= _OTHER else zone
        if zone is Zone.SUBTITLE and self._is_name(index) and _marginal(self.tagger, Zone.BYLINE.value, at) >= _OTHER:
            return Zone.BYLINE
        if zone in _COSTLY and not tag.endswith(GOES_ON):
            return self._safer(zone, index, at)
        if tag.endswith(GOES_ON) and self.open in _RESUMED and self.open is not zone:
            goes_on = _marginal(self.tagger, self.open.value + GOES_ON, at)
            if zone not in _ASIDE and goes_on >= _marginal(self.tagger, zone.value, at):
                return self.open
            if zone is Zone.NOTE and index in self.evidence.resumes and goes_on >= _RESUMES:
                return self.open
        return zone

    def _may_be_caption(self, index: int, tag: str) -> bool:
        """Whether a line says what it is a caption of, or goes on with one that does, or an image stands beside it."""
        beside = self.zones[-1] if self.zones else None
        if tag.endswith(GOES_ON):
            return beside is Zone.CAPTION
        said = self.evidence.said
        return index in self.evidence.captions or Zone.IMAGE.value in (said.get(index - 1), said.get(index + 1))

    def _is_entry(self, index: int, zone: Zone) -> bool:
        """Whether a line is of a numbered bibliography: below its head, its labels count from 1 and nothing parts them.

        What was learned of labels is that notes have them.
        """
        if self.evidence.regions.get(index) != "bibliography" or zone not in (Zone.NOTE, Zone.BIBLIOGRAPHY):
            self.entries = self.entries if zone in _ASIDE else 0
            return zone is Zone.BIBLIOGRAPHY
        label = self.lines[index].label
        before = self.zones[-1] if self.zones else None
        if label is None:
            return zone is Zone.BIBLIOGRAPHY or (self.entries > 0 and before is Zone.BIBLIOGRAPHY)
        counted = reading(label[0]) == str(self.entries + 1)
        if counted or (self.entries >= _COUNTED and before is Zone.BIBLIOGRAPHY):
            self.entries += 1
            return True
        return zone is Zone.BIBLIOGRAPHY

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
        if not self.zones or self.zones[-1] is not Zone.TITLE:
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
        if sum(_marginals(self.tagger, zone, at)) >= enough:
            return zone
        never = {Zone.COVER.value} if index >= self.evidence.cover else set()
        if self.lines[index].label is None:
            never.add(Zone.NOTE.value)
        chances: dict[str, float] = {}
        for label, name in _zones(self.tagger):
            if Zone(name) not in _COSTLY and name not in never:
                chances[name] = chances.get(name, 0.0) + self.tagger.marginal(label, at)
        name = max(chances, key=lambda one: (chances[one], one))
        return Zone(name) if chances[name] >= _OTHER else zone

    def _goes_on_quoted(self, index: int, said: str | None) -> bool:
        """Whether a line that the format calls a quotation goes on with the one before."""
        before = self.evidence.said.get(index - 1)
        return said == before == Zone.QUOTE.value and not self.lines[index].blank_before


@cache
def _model(name: str) -> bytes:
    """The bytes of a model; the tagger reads them where they lie, so they must stay."""
    return package_bytes(f"recognition/models/{name}.crfsuite")


@cache
def _tagger(name: str) -> Tagger:
    tagger: Tagger = load_crfsuite().Tagger()
    tagger.open_inmemory(_model(name))
    return tagger


@cache
def _lattice(name: str) -> Lattice:
    from tei_encode.recognition.lattice import Lattice

    return Lattice(_tagger(name))


@cache
def _labels(tagger: Tagger | Lattice) -> frozenset[str]:
    return frozenset(tagger.labels())


def _marginal(tagger: Tagger | Lattice, label: str, at: int) -> float:
    return float(tagger.marginal(label, at)) if label in _labels(tagger) else 0.0


def _marginals(tagger: Tagger | Lattice, zone: Zone, at: int) -> tuple[float, float]:
    """Probabilities that the line begins a block of a zone, and that it goes on with one."""
    return _marginal(tagger, zone.value, at), _marginal(tagger, zone.value + GOES_ON, at) if zone in CONTINUED else 0.0


def _rival(tagger: Tagger | Lattice, taken: Zone, at: int) -> tuple[Zone, float]:
    """The likeliest other zone."""
    chances: dict[str, float] = {}
    marginal, own = tagger.marginal, taken.value
    for label, name in _zones(tagger):
        if name != own:
            chances[name] = chances.get(name, 0.0) + marginal(label, at)
    name = max(chances, key=lambda one: (chances[one], one))
    return Zone(name), round(chances[name], 4)


def is_ornament(text: str) -> bool:
    """Whether a line may part two sections: signs and nothing else, or one letter over and over (`o o o`)."""
    signs = text.split()
    return not any(c.isalnum() for c in text) or (len(signs) > 1 and len(set(signs)) == 1 and len(signs[0]) == 1)


@cache
def _zones(tagger: Tagger | Lattice) -> tuple[tuple[str, str], ...]:
    """The labels of a model in order, each with the zone that it stands for."""
    return tuple((label, label.rstrip(GOES_ON)) for label in sorted(_labels(tagger)))


def _unknown(given: frozenset[str]) -> tuple[Zone, float, float]:
    """A zone that a person gave and the model has not learned: which, and whether it begins or goes on."""
    label = min(given)
    goes_on = label.endswith(GOES_ON)
    return Zone(label.rstrip(GOES_ON)), float(not goes_on), float(goes_on)


def _reasons(lattice: Lattice, at: int, tags: Sequence[str], given: bool, declared: bool) -> tuple[str, ...]:
    """What weighed most for the label of a line against its likeliest rival, and what against it."""
    if given or declared:
        return ("given",) if given else ("declared",)
    zone = tags[at].rstrip(GOES_ON)
    others = [label for label in lattice.labels() if label.rstrip(GOES_ON) != zone]
    rival = max(others, key=lambda label: (lattice.marginal(label, at), label))
    weighed = sorted(lattice.reasons(at, tags, rival), key=lambda reason: (-reason[1], reason[0]))
    favour = [name for name, weight in weighed[:_FOR] if weight >= _LEAST_REASON]
    against = [f"against:{name}" for name, weight in weighed[: -_AGAINST - 1 : -1] if weight <= -_LEAST_REASON]
    return (*favour, *against)


def training_label(zone: Zone, goes_on: bool) -> str:
    """The label of a line in training: its zone, marked where the line goes on with a block."""
    return zone.value + GOES_ON if goes_on and zone in CONTINUED else zone.value


__all__: Sequence[str] = ("GOES_ON", "Labelled", "label_lines", "training_label")
