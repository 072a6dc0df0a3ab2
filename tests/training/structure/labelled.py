"""Generated documents as the line labeller sees them: attributes from the product, labels from the truth."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from tei_encode.readers import read
from tei_encode.recognition.attributes import attributes
from tei_encode.recognition.labelling import training_label
from tei_encode.recognition.study import Settings, Study, study
from tei_encode.recognition.zones import Zone
from tests.generator import Generated, generate


@dataclass
class Labelled:
    """One document: is it wrapped, what is seen of each line, and what each line is."""

    wrapped: bool
    rows: list[list[str]]
    labels: list[str]


def labels_of(made: Generated, studied: Study) -> list[str]:
    """The label of every line of a document, by where it begins."""
    segments = made.truth.segments
    starts = [segment.start for segment in segments]
    found = []
    for line in studied.observations.lines:
        at = bisect_right(starts, line.start) - 1
        if at < 0 or segments[at].end <= line.start:
            at = min(at + 1, len(segments) - 1)
        segment = segments[at]
        inside = line.start > segment.start and segment.start >= 0
        found.append(training_label(Zone(segment.kind), not segment.first or inside))
    return found


def labelled(made: Generated) -> Labelled | None:
    """A document for training; None where it is too short to say how it is laid out."""
    source, _ = read(made.text.encode("utf-8"))
    studied = study(source, Settings())
    if len(studied.observations.lines) < 4:
        return None
    rows = attributes(studied.observations, studied.evidence)
    return Labelled(studied.observations.wrapped, rows, labels_of(made, studied))


def from_seed(seed: int) -> Labelled | None:
    """The training document of a seed."""
    return labelled(generate(seed))
