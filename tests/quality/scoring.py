"""How much of a generated article was recovered: the recognised document against the truth, by ranges of the source.

Both sides are sets of characters of the source, letters and digits alone; a block is found where nineteen of twenty of them agree. All
figures are fractions; `MACRO` is the mean of those of `METRICS` that a document has.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tei_encode.model.document import Child, Document, Kind, Node, Text
from tei_encode.pipeline import Encoding
from tests.generator import Generated
from tests.generator.truth import Truth

METRICS = (
    "title", "authors", "heads", "paragraphs", "notes", "anchors", "bibliography", "pages", "furniture", "divided", "recall", "precision",
)  # fmt: skip
_PARAGRAPH = frozenset(("body", "quote", "item", "caption", "speech"))
_FURNITURE = frozenset(
    ("header", "page_number", "stamp", "citation", "noise", "cover", "advert", "line_number", "masthead")
)
_RUNNING = frozenset(
    (
        "body",
        "quote",
        "verse",
        "item",
        "caption",
        "head",
        "speech",
        "bibliography",
        "formula",
        "table",
        "break",
        "signed",
    )
)
_SKIPPED = frozenset((Kind.NOTE, Kind.FW, Kind.CORR, Kind.REG, Kind.GAP))
Offsets = frozenset[int]


@dataclass
class Found:
    """What a document holds, as sets of offsets."""

    paragraphs: list[Offsets] = field(default_factory=list)
    heads: list[Offsets] = field(default_factory=list)
    entries: list[Offsets] = field(default_factory=list)
    notes: list[Offsets] = field(default_factory=list)
    note_keys: list[str] = field(default_factory=list)
    references: list[tuple[int, str]] = field(default_factory=list)  # (offset, key of the note)
    hyphens: set[int] = field(default_factory=set)
    running: set[int] = field(default_factory=set)


def score(made: Generated, encoding: Encoding) -> dict[str, float]:
    """All metrics that a document has."""
    return _Scorer(made, encoding).scores()


def macro(scores: dict[str, float]) -> float:
    """The mean of the metrics."""
    values = [scores[name] for name in METRICS if name in scores]
    return sum(values) / len(values)


class _Scorer:
    def __init__(self, made: Generated, encoding: Encoding) -> None:
        self.made, self.encoding, self.truth, self.text = made, encoding, made.truth, made.text
        self.found = Found()
        self.apart = _apart(self.truth)
        self._collect(encoding.document)
        self.segments_of: dict[int, list[tuple[int, int]]] = {}
        for segment in self.truth.segments:
            if segment.unit >= 0:
                self.segments_of.setdefault(segment.unit, []).append((segment.start, segment.end))

    def scores(self) -> dict[str, float]:
        truth, found = self.truth, self.found
        out: dict[str, float] = {}
        self._header(out)
        units = truth.units
        heads = [self._unit([at]) for at, unit in enumerate(units) if unit.kind == "head" and unit.role != "notes"]
        out |= _f1("heads", heads, found.heads)
        out |= _f1("paragraphs", self._gold_paragraphs(), found.paragraphs)
        notes = {note: self._unit(at) for note, at in truth.note_units.items() if note not in truth.lost_notes}
        notes = {note: offsets for note, offsets in notes.items() if offsets}
        pairs = _matches(list(notes.values()), found.notes, 0.9)
        if notes or found.notes:
            out |= _rates("notes", len(pairs), len(notes), len(found.notes))
        self._anchors(out, {list(notes)[i]: j for i, j in pairs})
        entries = [self._unit([at]) for at, unit in enumerate(units) if unit.kind == "bibliography"]
        out |= _f1("bibliography", entries, found.entries, 0.9)
        self._pages(out)
        self._furniture(out)
        self._text(out)
        return out

    # ---- the truth
    def _unit(self, units: Sequence[int]) -> Offsets:
        return frozenset(
            at
            for unit in units
            for start, end in self.segments_of.get(unit, ())
            for at in range(start, end)
            if self._counts(at)
        )

    def _counts(self, at: int) -> bool:
        return self.text[at].isalnum() and at not in self.apart

    def _gold_paragraphs(self) -> list[Offsets]:
        groups: dict[tuple[str, int], list[int]] = {}
        for at, unit in enumerate(self.truth.units):
            if unit.kind in _PARAGRAPH:
                groups[unit.kind, at] = [at]
            elif unit.kind == "verse":
                groups.setdefault((unit.kind, -unit.group), []).append(at)
        return [offsets for units in groups.values() if (offsets := self._unit(units))]

    # ---- the document
    def _collect(self, document: Document) -> None:
        for part in (*document.front, *document.body, *document.back):
            in_front = part in document.front
            self._walk(part, in_front, False)

    def _walk(self, node: Node, front: bool, advert: bool) -> None:
        found = self.found
        advert |= node.kind is Kind.DIV and node.attributes.get("type") == "advert"
        if node.kind is Kind.NOTE and node.attributes.get("place") != "margin":
            offsets = self._offsets(node, skip_label=True)
            if offsets:
                found.notes.append(offsets)
                found.note_keys.append(node.key)
        elif (
            node.kind in (Kind.P, Kind.HEAD, Kind.L, Kind.ITEM, Kind.BIBL, Kind.SIGNED, Kind.SPEAKER)
            and not front
            and not advert
        ):
            offsets = self._offsets(node)
            if offsets:
                self.found.running |= offsets
        self._block(node, front or advert)
        if node.kind is Kind.NOTE:
            front = True  # its paragraphs are none of the running text
        for child in node.children:
            if isinstance(child, Node):
                self._walk(child, front, advert)

    def _block(self, node: Node, outside: bool) -> None:
        found = self.found
        if node.kind is Kind.REF and node.attributes.get("type") == "noteref":
            first = next((leaf.start for leaf in _leaves(node)), -1)
            found.references.extend((first, key) for key in node.pointers.get("target", ()))
        elif node.kind is Kind.PC:
            found.hyphens.update(leaf.start for leaf in _leaves(node))
        if outside:
            return
        if node.kind is Kind.FIGURE:
            found.paragraphs.extend(
                self._offsets(child) for child in node.children if isinstance(child, Node) and child.kind is Kind.HEAD
            )
        elif node.kind in (Kind.TABLE, Kind.LIST, Kind.SP, Kind.QUOTE, Kind.DIV, Kind.LIST_BIBL):
            for child in node.children:
                if isinstance(child, Node) and (offsets := self._offsets(child)):
                    if child.kind is Kind.HEAD and node.kind is Kind.DIV:
                        found.heads.append(offsets)
                    elif child.kind is Kind.HEAD or child.kind in (Kind.P, Kind.ITEM, Kind.LG):
                        found.paragraphs.append(offsets | self._label_before(node, child))
                    elif child.kind is Kind.BIBL:
                        found.entries.append(offsets)

    def _label_before(self, parent: Node, child: Node) -> Offsets:
        at = next(i for i, other in enumerate(parent.children) if other is child)
        before = parent.children[at - 1] if at else None
        if isinstance(before, Node) and before.kind in (Kind.LABEL, Kind.SPEAKER):
            return self._offsets(before)
        return frozenset()

    def _offsets(self, node: Node, skip_label: bool = False) -> Offsets:
        return frozenset(
            at
            for leaf in _leaves(node, skip_label)
            for at in range(leaf.start, leaf.end)
            if self.text[at].isalnum() and at not in self.apart
        )

    # ---- metrics
    def _header(self, out: dict[str, float]) -> None:
        article, metadata = self.truth.article, self.encoding.document.metadata
        due, given = _letters(article.title), _letters(metadata.title)
        whole = _letters(f"{article.title}{article.subtitle}")
        near = 1.0 if given in (due, whole) or _letters(metadata.title + metadata.subtitle) == whole else 0.0
        out["title"] = near if self.made.noise == 0 or near else float(_close(due, given) or _close(whole, given))
        due_names = sorted(sorted(_letters(part) for part in name.split()) for name in article.authors)
        given_names = sorted(sorted(_letters(part) for part in person.name.split()) for person in metadata.authors)
        out["authors"] = float(due_names == given_names)

    def _anchors(self, out: dict[str, float], matched: dict[int, int]) -> None:
        due = {
            marker.note: marker
            for marker in self.truth.markers
            if marker.readable and marker.note not in self.truth.lost_notes
        }
        due = {note: marker for note, marker in due.items() if note in self.truth.note_units}
        if not due:
            return
        right = 0
        given = set(self.found.references)
        for note, marker in due.items():
            if note in matched:
                key = self.found.note_keys[matched[note]]
                right += any((at, key) in given for at in range(marker.start - 1, marker.end + 1))
        out["anchors"] = right / len(due)
        if given:
            out["anchors_precision"] = right / len(given)

    def _pages(self, out: dict[str, float]) -> None:
        running = sorted(
            at
            for segment in self.truth.segments
            if segment.kind in _RUNNING
            for at in range(segment.start, segment.end)
            if self._counts(at)
        )
        place = lambda at: bisect_left(running, at)  # noqa: E731
        gold = [(page.number, place(page.start), page.readable) for page in self.truth.pages]
        turns = [d for d in self.encoding.decisions if d.stage == "page" and d.taken.startswith("page ")]
        given = [(d.taken[5:], place(d.start)) for d in turns]
        taken: set[int] = set()
        right = wrong = 0
        for number, at in given:
            hit = next(
                (i for i, g in enumerate(gold) if i not in taken and str(g[0]) == number and abs(g[1] - at) <= 30), None
            )
            if hit is not None:
                taken.add(hit)
                right += gold[hit][2]
            elif number.isdecimal() and not any(str(g[0]) == number and not g[2] for g in gold):
                wrong += 1
        required = sum(readable for _, _, readable in gold)
        if required or wrong:
            out |= _rates("pages", right, required, right + wrong)

    def _furniture(self, out: dict[str, float]) -> None:
        notes = frozenset().union(*self.found.notes) if self.found.notes else frozenset()
        leaked = total = 0
        for segment in self.truth.segments:
            if segment.kind in _FURNITURE:
                offsets = [at for at in range(segment.start, segment.end) if self.text[at].isalnum()]
                if offsets:
                    total += 1
                    leaked += any(at in self.found.running or at in notes for at in offsets)
        if total:
            out["furniture"] = 1 - leaked / total

    def _text(self, out: dict[str, float]) -> None:
        if self.truth.divided:
            out["divided"] = sum(hyphen in self.found.hyphens for hyphen, _ in self.truth.divided) / len(
                self.truth.divided
            )
        due = {
            at
            for segment in self.truth.segments
            if segment.kind in _RUNNING
            for at in range(segment.start, segment.end)
            if self._counts(at)
        }
        common = len(due & self.found.running)
        out["recall"] = common / max(1, len(due))
        out["precision"] = common / max(1, len(self.found.running))


def _apart(truth: Truth) -> frozenset[int]:
    """Characters of markers and labels: they belong to no block's text."""
    spans = [(marker.start, marker.end) for marker in truth.markers] + list(truth.labels.values())
    return frozenset(at for start, end in spans for at in range(start, end))


def _leaves(node: Node, skip_label: bool = False) -> Iterator[Text]:
    stack: list[Child] = list(reversed(node.children))
    while stack:
        child = stack.pop()
        if isinstance(child, Text):
            yield child
        elif isinstance(child, Node) and child.kind not in _SKIPPED and not (skip_label and child.kind is Kind.LABEL):
            stack.extend(reversed(child.children))


def _matches(gold: Sequence[Offsets], given: Sequence[Offsets], least: float) -> list[tuple[int, int]]:
    """Pairs of sets of which `least` of the union is common, one to one."""
    by_first: dict[int, list[int]] = {}
    for j, offsets in enumerate(given):
        for at in offsets:
            by_first.setdefault(at, []).append(j)
    pairs, used = [], set()
    for i, offsets in enumerate(gold):
        ordered = sorted(offsets)
        probes = ordered[:: max(1, len(ordered) // 7)]
        for j in sorted({j for at in probes for j in by_first.get(at, ())}):
            if j not in used and len(offsets & given[j]) >= least * len(offsets | given[j]):
                pairs.append((i, j))
                used.add(j)
                break
    return pairs


def _f1(name: str, gold: Sequence[Offsets], given: Sequence[Offsets], least: float = 0.95) -> dict[str, float]:
    gold, given = [g for g in gold if g], [g for g in given if g]
    return _rates(name, len(_matches(gold, given, least)), len(gold), len(given)) if gold or given else {}


def _rates(name: str, right: int, due: int, given: int) -> dict[str, float]:
    precision = right / given if given else float(not due)
    recall = right / due if due else float(not given)
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {name: both, f"{name}_precision": precision, f"{name}_recall": recall}


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _close(one: str, other: str) -> bool:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.93


__all__ = ["METRICS", "bisect_right", "macro", "score"]
