"""Generated documents as the line labeller sees them: attributes from the product, labels from the truth."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from random import Random

from tei_encode.readers import read
from tei_encode.recognition.attributes import attributes
from tei_encode.recognition.labelling import training_label
from tei_encode.recognition.study import Settings, Study, study
from tei_encode.recognition.zones import Zone
from tests.generator import Generated, generate

_FRAGMENTS = 0.5  # share of the articles of which a fragment is trained on too
_OPENING = frozenset(("title", "subtitle", "byline", "affiliation", "email"))


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


def labelled(made: Generated, wrapped: bool | None = None) -> Labelled | None:
    """A document for training; None where it is too short to say how it is laid out, or not `wrapped` as wanted."""
    source, _ = read(made.text.encode("utf-8"))
    studied = study(source, Settings())
    if len(studied.observations.lines) < 4 or wrapped not in (None, studied.observations.wrapped):
        return None
    rows = list(attributes(studied.observations, studied.evidence))
    return Labelled(studied.observations.wrapped, rows, labels_of(made, studied))


def from_seed(seed: int, wrapped: bool | None = None) -> list[Labelled]:
    """The training documents of a seed: an article, and for some a fragment of it as well; those `wrapped` as wanted."""
    made = generate(seed)
    rng = Random(seed)
    pieces = [made, fragment(made, rng)] if rng.random() < _FRAGMENTS else [made]
    return [found for piece in pieces if piece is not None for found in [labelled(piece, wrapped)] if found]


def fragment(made: Generated, rng: Random) -> Generated | None:
    """A few lines of an article, behind its title and names where these stand together: what people try a tool on."""
    segments = made.truth.segments
    opening = [at for at, segment in enumerate(segments) if segment.kind in _OPENING]
    ranges: list[tuple[int, int]] = []
    low = 0
    if opening and opening[-1] - opening[0] == len(opening) - 1 and rng.random() < 0.85:
        ranges.append((opening[0], opening[-1] + 1))
        low = opening[-1] + 1
    begins = [at for at in range(low, len(segments)) if segments[at].first and segments[at].kind in ("body", "head")]
    if not begins or low == len(segments):
        return None
    length = rng.randint(3, 14) * (1 if made.layout.startswith("blocks") else 4)
    place = rng.random()
    start = low if low and place < 0.4 else rng.choice(begins)
    if place > 0.75:  # the end of the article
        start = next((at for at in begins if at >= len(segments) - length), start)
    ranges.append((start, min(len(segments), start + length)))
    text, kept = "", []
    for first, end in ranges:
        a = made.text.rfind("\n", 0, segments[first].start) + 1
        b = made.text.find("\n", segments[end - 1].end)
        b = len(made.text) if b < 0 else b + 1
        if text:
            text += "\n"
        shift = len(text) - a
        kept += [
            replace(segment, start=segment.start + shift, end=segment.end + shift)
            for segment in segments
            if a <= segment.start and segment.end <= b
        ]
        text += made.text[a:b]
        following = made.text[b : b + 3]
        text += following[: len(following) - len(following.lstrip("\n\f "))] if end < len(segments) else ""
    return replace(made, text=text.rstrip("\n\f ") + "\n", truth=replace(made.truth, segments=kept))
