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
from tei_encode.recognition.marginals import GOES_ON, marginal, marginals, rival
from tei_encode.recognition.observations import Observations
from tei_encode.recognition.page_feet import Labels, notes_at_foot
from tei_encode.recognition.possible import Possible
from tei_encode.recognition.title_page import LONGEST_OPENING, settled
from tei_encode.recognition.zones import CONTINUED, Zone
from tei_encode.resources import package_bytes

if TYPE_CHECKING:
    from pycrfsuite import Tagger

    from tei_encode.recognition.lattice import Lattice

_WINDOW = 1500  # lines decoded at once: memory stays bounded however long the file
_OVERLAP = 60  # lines of context on both sides of a window
# What a format says outright, whatever it looks like.
_CERTAIN = frozenset({Zone.COMMENT, Zone.IMAGE, Zone.TABLE, Zone.QUOTE})
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
        name = "lines" if observations.wrapped else "blocks"
        self.plain, self.lattice = _tagger(name), _lattice(name) if given or why else None
        self.tagger: Tagger | Lattice = self.lattice or self.plain
        self.zones: list[Zone] = []
        self.sure: list[float] = []
        self.begins: list[float] = []
        self.rivals: list[tuple[Zone, float] | None] = []
        self.notes: list[float] = []
        self.reasons: list[tuple[str, ...]] = []
        self.chances: dict[int, tuple[float, float]] = {}  # of the opening: to be of the title, of a byline
        self.possible = Possible(observations, evidence, self.tagger, self.zones)

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
        for index, zone in settled(self.zones, self.chances, self.rivals, self.evidence, self.given).items():
            self._take(index, zone)
        labels = Labels(self.zones, self.sure, self.rivals)
        for index, zone in notes_at_foot(labels, self.lines, self.given).items():
            self._take(index, zone, float(zone is Zone.NOTE and self.lines[index].label is not None))
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
            first, rest = marginals(tagger, zone, at)
            if tags[at] not in self.given[index]:
                zone, first, rest = _unknown(self.given[index])
        elif said in _CERTAIN:
            zone = Zone(said)
            first, rest = (0.0, 1.0) if self._goes_on_quoted(index, said) else (1.0, 0.0)
        else:
            zone = self.possible.zone(index, at, tags[at])
            first, rest = marginals(tagger, zone, at)
            zone = self.possible.entry_or_note(index, zone, tags[at])
        self.possible.took(zone)
        self.zones.append(zone)
        self.sure.append(round(min(1.0, first + rest), 4))
        self.begins.append(round(first / (first + rest), 4) if first + rest else 1.0)
        self.rivals.append(rival(tagger, zone, at) if first + rest < _SURE or self.why else None)
        if self.evidence.cover <= index < self.evidence.cover + LONGEST_OPENING:
            self.chances[index] = sum(marginals(tagger, Zone.TITLE, at)), sum(marginals(tagger, Zone.BYLINE, at))
        self.notes.append(round(first if zone is Zone.NOTE else marginal(tagger, Zone.NOTE.value, at), 4))
        if self.lattice is not None and self.why:
            self.reasons.append(_reasons(self.lattice, at, tags, index in self.given, said in _CERTAIN))

    def _take(self, index: int, zone: Zone, begins: float = 1.0) -> None:
        """Another zone for a line than the path has, on evidence that the path does not know."""
        taken, sure = self.zones[index], self.sure[index]
        self.zones[index], self.sure[index], self.begins[index] = zone, round(1 - sure / 2, 4), begins
        self.rivals[index] = taken, round(sure / 2, 4)

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
