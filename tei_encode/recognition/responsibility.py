"""Who decided: the elements that a person's word made name the person, and what does not hold is told (`#STGAre`).

Runs over the finished document, so that what it says is what the TEI says: a decision holds where the element stands
that it asks for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tei_encode.findings import Finding
from tei_encode.model.document import Certainty, Document, Generated, Kind, Node
from tei_encode.model.record import record, replace
from tei_encode.model.ruling import Ruling
from tei_encode.recognition.rulings import FORCES, NONE
from tei_encode.recognition.zones import Zone

# The elements that lines of a zone may become; of a zone that is not here, `_BLOCK`.
_BLOCK = frozenset(
    {
        Kind.P, Kind.AB, Kind.HEAD, Kind.ITEM, Kind.CELL, Kind.L, Kind.TITLE_PART, Kind.BYLINE, Kind.FW, Kind.SIGNED,
        Kind.DATELINE, Kind.QUOTE, Kind.FORMULA, Kind.BIBL, Kind.MILESTONE, Kind.NOTE, Kind.SP, Kind.FIGURE, Kind.LABEL,
    }
)  # fmt: skip
_FW = frozenset({Kind.FW})
_MADE = {
    Zone.TITLE: frozenset({Kind.TITLE_PART}),
    Zone.SUBTITLE: frozenset({Kind.TITLE_PART}),
    Zone.BYLINE: frozenset({Kind.BYLINE}),
    Zone.AFFILIATION: frozenset({Kind.BYLINE}),
    Zone.EMAIL: frozenset({Kind.BYLINE}),
    Zone.BODY: frozenset({Kind.P}),
    Zone.HEAD: frozenset({Kind.HEAD}),
    Zone.ABSTRACT_HEAD: frozenset({Kind.HEAD}),
    Zone.QUOTE: frozenset({Kind.QUOTE}),
    Zone.VERSE: frozenset({Kind.L}),
    Zone.SPEECH: frozenset({Kind.SP}),
    Zone.ITEM: frozenset({Kind.ITEM}),
    Zone.FORMULA: frozenset({Kind.FORMULA}),
    Zone.BREAK: frozenset({Kind.MILESTONE}),
    Zone.NOTE: frozenset({Kind.NOTE}),
    Zone.MARGIN: frozenset({Kind.NOTE}),
    Zone.BIBLIOGRAPHY: frozenset({Kind.BIBL}),
    Zone.REVIEWED: frozenset({Kind.BIBL}),
    Zone.SIGNED: frozenset({Kind.SIGNED}),
    Zone.CAPTION: frozenset({Kind.FIGURE}),
    Zone.HEADER: _FW,
    Zone.PAGE_NUMBER: _FW,
    Zone.STAMP: _FW,
    Zone.CITATION: _FW,
    Zone.LINE_NUMBER: _FW,
    Zone.NOISE: _FW,
    Zone.MASTHEAD: _FW,
}


@record()
class _Leaf:
    """A range of the source, and the elements that hold it, the innermost last."""

    start: int
    end: int
    within: tuple[Node, ...]


def signed(document: Document, rulings: Sequence[Ruling]) -> tuple[Document, tuple[Ruling, ...], tuple[Finding, ...]]:
    """The document with the persons named, the rulings that hold in it, and a finding for each that does not."""
    made = _Made(document)
    who: dict[int, str] = {}
    held: list[Ruling] = []
    findings: list[Finding] = []
    for ruling in rulings:
        node, wrong = _outcome(ruling, made)
        if wrong:
            findings.append(Finding("H005", f"decision {ruling.id}: {wrong}", ruling.start, ruling.end))
            continue
        held.append(ruling)
        if node is not None:
            who[id(node)] = ruling.who
    parts = {name: tuple(_named(node, who) for node in getattr(document, name)) for name in ("front", "body", "back")}
    return replace(document, **parts), tuple(held), tuple(findings)


class _Made:
    """What was made of a source: its leaves in the order of the source, and the breaks by their keys."""

    def __init__(self, document: Document) -> None:
        self.leaves = sorted(_leaves(document), key=lambda leaf: leaf.start)
        self.starts = [leaf.start for leaf in self.leaves]
        self.breaks = {node.key: node for node in _nodes(document) if node.kind in (Kind.PB, Kind.CB) and node.key}
        self.firsts: dict[int, int] = {}  # element, by identity → where its own text begins
        for leaf in self.leaves:
            for node in _own(leaf):
                self.firsts.setdefault(id(node), leaf.start)

    def leaf(self, offset: int) -> _Leaf | None:
        """The leaf that holds a character."""
        at = bisect_right(self.starts, offset) - 1
        return self.leaves[at] if at >= 0 and self.leaves[at].end > offset else None


def _nodes(document: Document) -> Iterator[Node]:
    stack = [*document.front, *document.body, *document.back]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(child for child in node.children if isinstance(child, Node))


def _leaves(document: Document) -> Iterator[_Leaf]:
    stack: list[tuple[Node, tuple[Node, ...]]] = [
        (node, ()) for node in (*document.cover, *document.front, *document.body, *document.back)
    ]
    while stack:
        node, above = stack.pop()
        within = (*above, node)
        for child in node.children:
            if isinstance(child, Node):
                stack.append((child, within))
            elif not isinstance(child, Generated):
                yield _Leaf(child.start, child.end, within)


# ---- what became of a ruling
def _outcome(ruling: Ruling, made: _Made) -> tuple[Node | None, str]:
    """The element that a ruling made, and what keeps the ruling from holding; empty where nothing does."""
    match ruling.kind:
        case "page" | "column":
            return _broken(ruling, made)
        case "hyphen":
            return _divided(ruling, made)
        case "article":
            return _article(ruling, made)
    leaf = made.leaf(ruling.start)
    if leaf is None:
        return None, "no text stands there"
    match ruling.kind:
        case "zone":
            return _zone(ruling, leaf)
        case "block":
            return _block(ruling, leaf, made)
        case "level":
            return _level(ruling, leaf)
        case "marker":
            return _marker(ruling, leaf, made)
        case _:
            return _note(ruling, leaf)


def _innermost(leaf: _Leaf, kinds: frozenset[Kind]) -> Node | None:
    return next((node for node in reversed(leaf.within) if node.kind in kinds), None)


def _zone(ruling: Ruling, leaf: _Leaf) -> tuple[Node | None, str]:
    kinds = _MADE.get(Zone(ruling.value), _BLOCK)
    block = _innermost(leaf, _BLOCK)
    made = _innermost(leaf, kinds)
    if Zone(ruling.value) is Zone.COVER:
        return None, "" if len(leaf.within) == 1 else "the cover sheet ends before it"
    if made is None:
        there = block.kind.value if block is not None else "nothing"
        return None, f"{ruling.value} has no place there; {there} stands instead"
    return made, ""


def _block(ruling: Ruling, leaf: _Leaf, made: _Made) -> tuple[Node | None, str]:
    block = _innermost(leaf, _BLOCK)
    if block is None:
        return None, "no block stands there"
    first = made.firsts.get(id(block), leaf.start)
    if (first < leaf.start) == (ruling.value == "goes on"):
        return block, ""
    return None, "a block of another kind stands before it" if ruling.value == "goes on" else "it stands within a block"


def _own(leaf: _Leaf) -> tuple[Node, ...]:
    """The elements around a leaf, as far out as the innermost note or running head."""
    for at in range(len(leaf.within) - 1, -1, -1):
        if leaf.within[at].kind in (Kind.NOTE, Kind.FW):
            return leaf.within[at:]
    return leaf.within


def _level(ruling: Ruling, leaf: _Leaf) -> tuple[Node | None, str]:
    head = _innermost(leaf, frozenset({Kind.HEAD}))
    if head is None:
        return None, "no head has a place there"
    depth = sum(node.kind is Kind.DIV for node in leaf.within) - 1
    if depth and depth != int(ruling.value):
        return head, f"no division of level {int(ruling.value) - 1} is open there; its own is of level {depth}"
    return head, ""


def _marker(ruling: Ruling, leaf: _Leaf, made: _Made) -> tuple[Node | None, str]:
    reference = next((n for n in leaf.within if n.kind is Kind.REF and n.attributes.get("type") == "noteref"), None)
    if ruling.value == NONE:
        return None, "it is a marker all the same" if reference is not None else ""
    if reference is None:
        return None, "no note is there for it, or an element that holds no reference stands around it"
    if reference.attributes.get("n") != ruling.value:
        return None, f"it was read as {reference.attributes.get('n')}"
    if ruling.note >= 0:
        keys = reference.pointers.get("target", ())
        there = made.leaf(ruling.note)
        if there is None or not any(node.kind is Kind.NOTE and node.key in keys for node in there.within):
            return None, "the note that it names is not one that it can call"
    return reference, ""


def _note(ruling: Ruling, leaf: _Leaf) -> tuple[Node | None, str]:
    note = _innermost(leaf, frozenset({Kind.NOTE}))
    if note is None:
        return None, "no note has a place there"
    if ruling.value != NONE and note.attributes.get("n") != ruling.value:
        return None, f"it was read as {note.attributes.get('n', 'a note without number')}"
    return note, ""


def _broken(ruling: Ruling, made: _Made) -> tuple[Node | None, str]:
    name = "turn" if ruling.kind == "page" else "column"
    node = made.breaks.get(f"{name}-{ruling.start}")
    if ruling.value == NONE:
        return None, f"a {ruling.kind} begins there all the same" if node is not None else ""
    if node is None:
        return None, f"no {ruling.kind} can begin there"
    number = node.attributes.get("n", "")
    if ruling.kind == "page" and number != ruling.value:
        return node, f"page {ruling.value} would not rise above the pages before it, or reach those after it"
    return node, ""


def _article(ruling: Ruling, made: _Made) -> tuple[Node | None, str]:
    first = made.starts[0] if made.starts else 0
    if (first == ruling.start) == (ruling.value != NONE):
        return None, ""
    return None, "articles are told apart with --split or --corpus" if first < ruling.start else "the file begins there"


def _divided(ruling: Ruling, made: _Made) -> tuple[Node | None, str]:
    leaf = made.leaf(ruling.end - 1)
    mark = _innermost(leaf, frozenset({Kind.PC})) if leaf is not None else None
    force = FORCES[ruling.value]
    if (mark.attributes.get("force", "") if mark is not None else "") != force:
        return None, "no word is divided there" if force else "a word is divided there all the same"
    return mark, ""


# ---- naming
def _named(node: Node, who: dict[int, str], person: str = "") -> Node:
    """The node with the persons named; with a marker, what was made of it by inference is the person's too."""
    own = who.get(id(node), "")
    if own and node.kind is Kind.REF:
        person = own
    name = own or (person if node.cert is not None else "")
    children = tuple(_named(child, who, person) if isinstance(child, Node) else child for child in node.children)
    if not name:
        return (
            node
            if all(one is other for one, other in zip(children, node.children))
            else replace(node, children=children)
        )
    attributes = {**node.attributes, "resp": f"#{name}"}
    return replace(node, children=children, attributes=attributes, cert=Certainty.HIGH)
