"""Measures on invented references and notes that training has not seen: `python -m tests.training.references.evaluate`.

References: styles of CSL kept back, and styles of our own drawn with another seed; fields are compared as they are
encoded, by element, role, level and unit. Notes: exact bounds of references, and the work that each short form means.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random

from tei_encode.bibliography.annotate import annotate
from tei_encode.bibliography.elements import elements
from tei_encode.bibliography.label import label
from tei_encode.bibliography.runs import Field
from tei_encode.model.document import Document, Kind, Node, Text, leaves
from tei_encode.model.metadata import Metadata
from tei_encode.model.source import Source
from tests.training.references.csl import KINDS, held_out, rendered, styles
from tests.training.references.damage import damaged
from tests.training.references.notes import Note, article
from tests.training.references.records import LANGUAGES, work
from tests.training.references.rendering import render
from tests.training.references.sequences import sequence
from tests.training.references.styles import Piece, style

Counts = tuple[int, int, int]  # right, predicted, due


def f1(counts: Counts) -> float:
    """F1 in per cent."""
    right, predicted, due = counts
    return 200 * right / (predicted + due) if predicted + due else 100.0


def references(rng: Random, language: str, size: int) -> list[list[Piece]]:
    """References of one language in styles kept back: half of CSL, half drawn anew; one in three damaged."""
    made: list[list[Piece]] = []
    kept = [path for path in styles() if held_out(path)]
    while len(made) < size // 2:
        works = [work(rng, language, rng.choice(KINDS)) for _ in range(4)]
        made.extend(rendered(rng, rng.choice(kept), works, rng.random() < 0.3))
    made = made[: size // 2]
    while len(made) < size:
        made.append(render(rng, style(rng, language), work(rng, language)))
    return [damaged(rng, pieces, rng.choice([0, 0, 0.004])) for pieces in made]


def field_counts(many: Iterable[list[Piece]]) -> tuple[Counts, dict[str, Counts]]:
    """Right, predicted and due fields: of all kinds, and by kind."""
    by_kind: dict[str, list[int]] = {}
    for pieces in many:
        text, words, gold = sequence(pieces)
        due = Counter(_facts(text, elements(text, words, gold)))
        given = Counter(_facts(text, elements(text, words, label(words))))
        for counted, at in ((due & given, 0), (given, 1), (due, 2)):
            for (kind, _), number in counted.items():
                by_kind.setdefault(kind, [0, 0, 0])[at] += number
    total = tuple(sum(counts[at] for counts in by_kind.values()) for at in range(3))
    return total, {kind: tuple(counts) for kind, counts in sorted(by_kind.items())}  # type: ignore[return-value, misc]


def _facts(text: str, fields: Sequence[Field]) -> Iterable[tuple[str, str]]:
    for field in fields:
        attributes = field.attributes
        name = attributes.get("level") or attributes.get("role") or attributes.get("unit") or attributes.get("type", "")
        if field.kind is Kind.SERIES:
            yield from _facts(text, field.children)
            continue
        yield (
            f"{field.kind} {name}".strip(),
            "".join(c for c in text[field.start : field.end].casefold() if c.isalnum()),
        )


# ---- notes
def as_document(notes: Sequence[Note]) -> tuple[Document, Source]:
    """The notes of an article as recognition gives them."""
    text = ""
    nodes = []
    for number, note in enumerate(notes, 1):
        start = len(text)
        text += note.text + "\n"
        paragraph = Node(Kind.P, (Text(start, len(text) - 1),))
        nodes.append(Node(Kind.NOTE, (paragraph,), {"n": str(number), "place": "end"}, key=f"note-{number}"))
    back = Node(Kind.DIV, tuple(nodes), {"type": "notes"})
    return Document((), (), (), (back,), Metadata(), "en"), Source(text, ())


def note_counts(notes: Sequence[Note]) -> tuple[Counts, tuple[int, int, int]]:
    """Bounds: right, predicted, due. Short forms: rightly resolved or left open, linked to a wrong work, all."""
    document, source = as_document(notes)
    made = annotate(document, source)
    spans: dict[tuple[int, int], Node] = {}
    keys: dict[str, Node] = {}
    for node in _bibls(made.back[0]):
        found = list(leaves(node))
        spans[found[0].start, found[-1].end] = node  # type: ignore[union-attr]
        keys[node.key] = node
    offsets = [next(leaves(node)).start for node in document.back[0].children if isinstance(node, Node)]  # type: ignore[union-attr]
    due = {(at + c.start, at + c.end): c for at, note in zip(offsets, notes) for c in note.cited}
    right = len(due.keys() & spans.keys())
    works = {
        node.key: cited.work
        for (start, end), node in spans.items()
        for (first, last), cited in due.items()
        if start < last and first < end
    }
    good = wrong = short = 0
    for (start, end), cited in due.items():
        if cited.form == "full":
            continue
        short += 1
        node = spans.get((start, end)) or next((n for (s, e), n in spans.items() if s < end and start < e), None)
        target = node.pointers.get("corresp", ("",))[0] if node is not None else ""
        meant = works.get(target, -2) if target else -1
        if cited.work < 0:
            good += 1  # the text does not say; any answer that names the work would do
        elif meant == cited.work:
            good += 1
        elif meant != -1:
            wrong += 1
    return (right, len(spans), len(due)), (good, wrong, short)


def _bibls(node: Node) -> Iterable[Node]:
    for child in node.children:
        if isinstance(child, Node):
            if child.kind is Kind.BIBL:
                yield child
            else:
                yield from _bibls(child)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=400, help="references and notes of each language")
    parser.add_argument("--seed", type=int, default=20_000)
    parser.add_argument("--kinds", action="store_true", help="figures by kind of field")
    options = parser.parse_args()
    total = [0, 0, 0]
    by_kind: dict[str, list[int]] = {}
    bounds, links = [0, 0, 0], [0, 0, 0]
    print("language   fields F1   bounds F1   resolved   wrong links")
    for place, language in enumerate(LANGUAGES):
        rng = Random(options.seed + place)
        counts, kinds = field_counts(references(rng, language, options.size))
        total = [a + b for a, b in zip(total, counts)]
        for kind, one in kinds.items():
            by_kind[kind] = [a + b for a, b in zip(by_kind.get(kind, [0, 0, 0]), one)]
        own_bounds, own_links = [0, 0, 0], [0, 0, 0]
        made = 0
        while made < options.size:
            _, notes = article(rng, language, rng.randint(8, 30))
            made += len(notes)
            one, two = note_counts(notes)
            own_bounds = [a + b for a, b in zip(own_bounds, one)]
            own_links = [a + b for a, b in zip(own_links, two)]
        bounds = [a + b for a, b in zip(bounds, own_bounds)]
        links = [a + b for a, b in zip(links, own_links)]
        print(_row(language, counts, own_bounds, own_links))
    print(_row("all", total, bounds, links))
    if options.kinds:
        for kind, counts in sorted(by_kind.items(), key=lambda item: -item[1][2]):
            print(f"{kind:28}{f1(tuple(counts)):7.1f}{counts[2]:8d}")  # type: ignore[arg-type]


def _row(name: str, fields: Sequence[int], bounds: Sequence[int], links: Sequence[int]) -> str:
    resolved, wrong = (100 * links[at] / max(1, links[2]) for at in (0, 1))
    return f"{name:8}{f1(tuple(fields)):12.1f}{f1(tuple(bounds)):12.1f}{resolved:11.1f}{wrong:14.1f}"  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
