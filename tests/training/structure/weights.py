"""Learns the weights of the small decisions (page turns, joins, links) on generated documents that no field was trained on.

    python -m tests.training.structure.weights

Each decision is a logistic regression over named features of the product's own; `weights.toml` holds them.
"""

from __future__ import annotations

import argparse
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tei_encode.readers import read
from tei_encode.recognition.joins import join_features
from tei_encode.recognition.labelling import label_lines
from tei_encode.recognition.notes.collecting import align
from tei_encode.recognition.notes.regions import note_regions
from tei_encode.recognition.pages import model_pages
from tei_encode.recognition.pages.placement import placement_features
from tei_encode.recognition.pages.seams import features, find_seams
from tei_encode.recognition.study import Settings, study
from tei_encode.recognition.zones import CONTINUED, FURNITURE, Zone
from tests.generator import Generated, generate

HOME = Path(__file__).resolve().parents[3] / "tei_encode" / "recognition" / "models" / "weights.toml"
Example = tuple[str, tuple[str, ...], bool]  # decision, features, whether it holds
_ASIDE = frozenset({Zone.CAPTION, Zone.TABLE, Zone.IMAGE, Zone.MARGIN})
_RAREST = 8  # examples with a feature: fewer teach nothing


def examples(seed: int) -> list[Example]:
    """The examples of one document."""
    return examples_of(generate(seed))


def examples_of(made: Generated) -> list[Example]:
    """The examples of a document: what the product had to decide in it, and what is true."""
    source, _ = read(made.text.encode("utf-8"))
    studied = study(source, Settings())
    labelled = label_lines(studied.observations, studied.evidence)
    kinds = (_turns, _joins, _links, _placement)
    return [example for kind in kinds for example in kind(made, studied, labelled)]


def _joins(made, studied, labelled) -> Iterator[Example]:  # type: ignore[no-untyped-def]
    """Lines of one zone that something stands between, and whether they are of one block."""
    lines, zones = studied.observations.lines, labelled.zones
    segments = made.truth.segments
    starts = [segment.start for segment in segments]
    unit = lambda line: segments[max(0, bisect_right(starts, line.start) - 1)].unit  # noqa: E731
    last = None
    for line in lines:
        zone = zones[line.index]
        if zone not in CONTINUED or zone in FURNITURE:
            if zone not in FURNITURE and zone not in _ASIDE:
                last = None
            continue
        if zone is Zone.NOTE and last is not None and zones[last.index] is not Zone.NOTE:
            continue
        if last is not None and zones[last.index] is zone and line.index - last.index > 1:
            names = join_features(
                last, line, zone, labelled.begins[line.index], studied.observations, studied.evidence.function_words
            )
            yield "join", tuple(names), unit(last) == unit(line) >= 0
        last = line


def _turns(made, studied, labelled) -> Iterator[Example]:  # type: ignore[no-untyped-def]
    lines = studied.observations.lines
    seams, _, _ = find_seams(studied.observations, labelled, studied.cover.line_count, studied.pages)
    starts = sorted(page.start for page in made.truth.pages[1:])
    for seam in seams:
        if seam.before < 0 or seam.after < 0:
            continue
        low, high = lines[seam.before].end, lines[seam.after].start
        turns = bisect_left(starts, low) < bisect_left(starts, high + 1)
        yield "turn", tuple(features(seam, studied.observations, labelled)), turns


def _placement(made, studied, labelled) -> Iterator[Example]:  # type: ignore[no-untyped-def]
    """Whether page numbers stand at the foot."""
    first = studied.cover.line_count
    seams, weight, cited = find_seams(studied.observations, labelled, first, studied.pages)
    pages = studied.pages if cited else None
    if any(seam.numbers for seam in seams):
        habits = made.habits
        foot = habits["number"].startswith("foot") or (
            habits["number"] == "in-head" and habits["running_place"] == "bottom"
        )
        yield "foot", tuple(placement_features(seams, studied.observations.lines, labelled.zones, pages, weight)), foot


def _links(made, studied, labelled) -> Iterator[Example]:  # type: ignore[no-untyped-def]
    """Links of markers and notes that the alignment makes, and whether each is right; candidates that it passed over."""
    lines, truth = studied.observations.lines, made.truth
    first = studied.cover.line_count
    model = model_pages(studied.observations, labelled, first, studied.pages)
    turns = {turn.line: turn.probability for turn in model.turns}
    foot, end, _ = note_regions(studied.observations, labelled, studied.evidence.head_types, turns, first)
    note_of = {unit: note for note, units in truth.note_units.items() for unit in units[:1]}
    starts = [segment.start for segment in truth.segments]
    markers = {at: marker.note for marker in truth.markers if marker.readable for at in range(marker.start, marker.end)}
    for regions in (foot, end):
        alignment = align(regions)
        for reference in alignment.references:
            if reference.note is None:
                continue
            line = lines[alignment.notes[reference.note].line]
            unit = truth.segments[max(0, bisect_right(starts, line.start) - 1)].unit
            right = unit in note_of and markers.get(reference.start) == note_of[unit]
            yield "link", reference.features, right
        for passed in alignment.passed:
            yield "passed", passed.features, passed.start in markers


def fit(rows: list[tuple[tuple[str, ...], bool]], strength: float) -> dict[str, float]:
    """Weights of one decision, the bias among them."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for names, _ in rows for name in set(names))
    kept = [{name: 1.0 for name in names if counts[name] >= _RAREST} for names, _ in rows]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(kept)
    model = LogisticRegression(C=strength, max_iter=2000, solver="lbfgs").fit(matrix, [label for _, label in rows])
    found = {"bias": float(model.intercept_[0])}
    found.update({name: float(value) for name, value in zip(vectorizer.get_feature_names_out(), model.coef_[0])})
    return {name: round(value, 3) for name, value in found.items()}


def _key(name: str) -> str:
    """A name as TOML has its keys."""
    return name if name.replace("-", "").replace("_", "").isalnum() and name.isascii() else f'"{name}"'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=50)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    rows: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    seeds = range(options.seed * 1_000_000, options.seed * 1_000_000 + options.count)
    with ProcessPoolExecutor(options.jobs) as pool:
        for found in pool.map(examples, seeds, chunksize=20):
            for decision, names, holds in found:
                rows.setdefault(decision, []).append((names, holds))
    lines = ["# Weights of named features, learned on generated documents: see README.md. Log-odds."]
    for decision in sorted(rows):
        table = fit(rows[decision], 1.0)
        print(decision, len(rows[decision]), sum(holds for _, holds in rows[decision]))
        lines.append(f"[{decision}]")
        lines.extend(f'{_key(name)} = "{value}"' for name, value in sorted(table.items()))
    HOME.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
