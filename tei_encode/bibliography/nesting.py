"""Elements set around ranges of the source within nodes that are already there; no leaf is added, lost or moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tei_encode.bibliography.runs import Field
from tei_encode.model.document import Certainty, Child, Generated, Kind, Node, Text
from tei_encode.model.record import replace

_BREAKS = frozenset((Kind.PB, Kind.CB, Kind.LB, Kind.MILESTONE, Kind.FW))
_NAMES = _BREAKS | {Kind.HI, Kind.CHOICE, Kind.REF, Kind.PC, Kind.NOTE}
_PHRASE = frozenset(
    (Kind.HI, Kind.TITLE, Kind.REF, Kind.CHOICE, Kind.SURPLUS, Kind.PC, Kind.DATE, Kind.IDNO, Kind.TERM, Kind.PERS_NAME)
)
_FIELDS = frozenset(
    (
        Kind.AUTHOR, Kind.EDITOR, Kind.PUB_PLACE, Kind.PUBLISHER, Kind.BIBL_SCOPE, Kind.CITED_RANGE, Kind.EDITION,
        Kind.SERIES, Kind.EXTENT, Kind.ORG_NAME,
    )
)  # fmt: skip
_IN_ITALICS = _PHRASE | {Kind.BIBL}
# What TEI, as the schema has it, allows within an element; one that would hold anything else is not made.
_ALLOWED = {
    Kind.BIBL: _PHRASE | _FIELDS | _BREAKS | {Kind.GAP, Kind.NOTE},
    Kind.AUTHOR: _PHRASE | _BREAKS | {Kind.ORG_NAME, Kind.NOTE},
    Kind.EDITOR: _PHRASE | _BREAKS | {Kind.ORG_NAME, Kind.NOTE},
    Kind.PERS_NAME: _BREAKS | {Kind.HI, Kind.CHOICE, Kind.FORENAME, Kind.SURNAME, Kind.NAME_LINK, Kind.ROLE_NAME},
    Kind.TITLE: _PHRASE | _BREAKS | {Kind.Q, Kind.NOTE, Kind.GAP},
    Kind.REF: _PHRASE | _BREAKS | {Kind.NOTE, Kind.GAP},
    Kind.SERIES: frozenset((Kind.TITLE, Kind.BIBL_SCOPE)),
    Kind.IDNO: frozenset(),
    Kind.EXTENT: frozenset(),
}


def nested(children: Sequence[Child], fields: Sequence[Field]) -> tuple[Child, ...]:
    """The children of a node with elements set around the ranges of `fields`, which are in order and do not overlap.

    A range that cuts a node grows to hold all of it; where it then meets its neighbour, or would hold what TEI does
    not allow there, the element is left out and its text stays as it was.
    """
    if not fields:
        return tuple(children)
    if len(children) == 1 and isinstance(children[0], Text):
        return _within_leaf(children[0], fields)
    out: list[Child] = []
    waiting = list(fields)
    index = 0
    items = list(children)
    while index < len(items):
        item = items[index]
        span = _span(item)
        while waiting and span is not None and waiting[0].end <= span[0]:
            waiting.pop(0)
        if span is None or not waiting or span[1] <= waiting[0].start:
            out.append(item)
            index += 1
            continue
        field = waiting[0]
        if isinstance(item, Text) and item.start < field.start:
            items[index : index + 1] = [Text(item.start, field.start), Text(field.start, item.end)]
            continue
        if isinstance(item, Node) and _within(item, field):
            inside = [f for f in waiting if span[0] <= f.start and f.end <= span[1]]
            whole = _converted(item, field) if len(inside) == 1 else None
            fit = [f for f in inside if item.kind is not Kind.HI or f.kind in _IN_ITALICS]
            out.append(whole if whole is not None else replace(item, children=nested(item.children, fit)))
            waiting = [f for f in waiting if f not in inside]
            index += 1
            continue
        limit = waiting[1].start if len(waiting) > 1 else None
        taken, index = _taken(items, index, field, limit)
        waiting.pop(0)
        out.extend(_wrapped(field, taken))
    return tuple(out)


def _within_leaf(leaf: Text, fields: Sequence[Field]) -> tuple[Child, ...]:
    """The common case: elements within one run of text."""
    out: list[Child] = []
    at = leaf.start
    for field in fields:
        if field.start < at or field.end > leaf.end:
            continue
        if field.start > at:
            out.append(Text(at, field.start))
        inner: tuple[Child, ...] = (Text(field.start, field.end),)
        if field.children:
            inner = _within_leaf(Text(field.start, field.end), field.children)
        elif field.stands_for:
            inner = (_repeated(inner, field.stands_for),)
        out.append(Node(field.kind, inner, field.attributes, field.key, field.pointers, field.cert))
        at = field.end
    if at < leaf.end:
        out.append(Text(at, leaf.end))
    return tuple(out)


def _span(item: Child) -> tuple[int, int] | None:
    """The range of the source that an item stands for; None for breaks, moved notes and what was generated."""
    if isinstance(item, Generated):
        return None
    if not isinstance(item, Node):
        return item.start, item.end
    if item.moved or item.kind in (Kind.NOTE, Kind.FW):
        return None
    first = last = None
    for child in item.children:
        span = _span(child)
        if span is not None:
            first = span[0] if first is None else first
            last = span[1]
    return None if first is None or last is None else (first, last)


def _inner(node: Node) -> tuple[int, int] | None:
    """The range of a node without its delimiters."""
    spans = [span for child in node.children if isinstance(child, (Text, Node)) and (span := _span(child)) is not None]
    return (spans[0][0], spans[-1][1]) if spans else None


def _within(node: Node, field: Field) -> bool:
    """Whether a field lies within a node that may hold it."""
    inner = _inner(node)
    if inner is None or not (inner[0] <= field.start and field.end <= inner[1]):
        return False
    if node.kind in (Kind.CHOICE, Kind.PC, Kind.SIC, Kind.SURPLUS):
        return False
    # Of `*Title*` alone the element takes the place of `hi`; a name in italics holds it.
    return field.kind is Kind.TITLE or (field.start, field.end) != inner or node.kind is not Kind.HI


def _converted(node: Node, field: Field) -> Node | None:
    """A title in the place of the italics or quotation that are all of it."""
    if field.kind is not Kind.TITLE or node.kind not in (Kind.HI, Kind.Q):
        return None
    inner = _inner(node)
    if inner is None or field.start > inner[0] + 1 or field.end < inner[1] - 2:
        return None
    return replace(node, kind=Kind.TITLE, attributes={**field.attributes, **node.attributes})


def _taken(items: list[Child], index: int, field: Field, limit: int | None) -> tuple[list[Child], int]:
    """The items that a field holds, the last cut where it ends, and where the rest begins."""
    taken: list[Child] = []
    while index < len(items):
        item = items[index]
        span = _span(item)
        if span is None:
            # A break or a note at the very end of the range stays outside.
            if not any((s := _span(later)) is not None and s[0] < field.end for later in items[index + 1 : index + 4]):
                break
        elif span[0] >= field.end:
            break
        elif span[1] > field.end:
            if isinstance(item, Text):
                items[index : index + 1] = [Text(item.start, field.end), Text(field.end, item.end)]
                item = items[index]
            elif limit is not None and span[1] > limit:
                break
        taken.append(item)
        index += 1
    return taken, index


def _wrapped(field: Field, taken: Sequence[Child]) -> Iterable[Child]:
    """The element, or what it would have held where it may not stand."""
    if field.kind is Kind.TITLE and len(taken) == 1:
        (only,) = taken
        if isinstance(only, Node) and only.kind in (Kind.HI, Kind.Q):
            return [replace(only, kind=Kind.TITLE, attributes={**field.attributes, **only.attributes})]
    held = list(nested(taken, field.children))
    if field.kind is Kind.BIBL:
        held = list(_without_quotations(held))
    if field.stands_for and all(isinstance(item, Text) for item in held):
        held = [_repeated(tuple(held), field.stands_for)]
    allowed = _ALLOWED.get(field.kind, _NAMES)
    if not held or any(isinstance(item, Node) and item.kind not in allowed for item in held):
        return taken
    return [Node(field.kind, tuple(held), dict(field.attributes), field.key, field.pointers, field.cert)]


def _repeated(printed: tuple[Child, ...], name: str) -> Node:
    """Dashes or Idem with the name they stand for (`#COEDREG`)."""
    reg = Node(Kind.REG, (Generated(name, "author of the work before"),), cert=Certainty.HIGH)
    return Node(Kind.CHOICE, (Node(Kind.ORIG, printed), reg))


def _without_quotations(children: Iterable[Child]) -> Iterable[Child]:
    """Children without `q`, for which `bibl` has no room: its text stays."""
    for child in children:
        if isinstance(child, Node) and child.kind is Kind.Q:
            yield from _without_quotations(child.children)
        else:
            yield child
