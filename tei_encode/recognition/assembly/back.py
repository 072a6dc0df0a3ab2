"""The back of a text: bibliography, acknowledgements, statements of its history, advertisements (`#DSBACK`)."""

from __future__ import annotations

from tei_encode.model.document import Child, Kind, Node
from tei_encode.recognition.assembly.body import divisions
from tei_encode.recognition.assembly.front import division
from tei_encode.recognition.assembly.parts import Parts
from tei_encode.recognition.flows import Flow, Stream
from tei_encode.recognition.zones import Zone


def back_start(stream: Stream, body_from: int, parts: Parts) -> int:
    """Index of the item at which the back matter begins: the first of the last run of back heads or advertisements.

    Statements of the article's history before it, or at the very end, are back matter too.
    """
    start = behind = len(stream)  # `behind`: the flow after the one looked at
    for position in range(len(stream) - 1, body_from - 1, -1):
        item = stream[position]
        if not isinstance(item, Flow):
            continue
        if item.zone is Zone.ADVERT or (item.zone is Zone.HISTORY and start == behind):
            start = position
        elif item.zone is Zone.HEAD:
            if item.start not in parts.head_types:
                break
            start = position
        behind = position
    while start > body_from and _leads(stream[start - 1]):
        start -= 1
    return start


def _leads(item: Flow | Node) -> bool:
    """Whether an item belongs to what follows it: page breaks and running heads do, notes do not."""
    return isinstance(item, Node) and item.kind is not Kind.NOTE


def back_matter(items: Stream, parts: Parts) -> tuple[Node, ...]:
    """One div for each head of the back matter; advertisements and what it ends with of the history are divs, too."""
    out: list[Node] = []
    group: list[Flow | Node] = []
    kind = ""

    def close() -> None:
        if any(isinstance(item, Flow) for item in group):
            out.append(_made(kind, group, parts))
        else:
            out.extend(item for item in group if isinstance(item, Node))

    last = _last_of_history(items)
    for position, item in enumerate(items):
        if isinstance(item, Flow):
            begins = kind
            if item.zone is Zone.ADVERT:
                begins = "advert"
            elif position in last:
                begins = "history"
            elif item.zone is Zone.HEAD:
                begins = parts.head_types.get(item.start, "")
            if begins != kind or (item.zone is Zone.HEAD and begins):
                waiting = []
                while group and _leads(group[-1]):
                    waiting.append(group.pop())
                close()
                group = list(reversed(waiting))
                kind = begins
        group.append(item)
    close()
    return tuple(_typed(node, parts) for node in out)


def _made(kind: str, group: Stream, parts: Parts) -> Node:
    if kind == "advert":
        return _advert(group, parts)
    return division(group, kind, parts) if kind == "history" else divisions(group, parts, "")


def _last_of_history(items: Stream) -> frozenset[int]:
    """Indices of the statements of the article's history with which a division ends."""
    found: set[int] = set()
    ends = True
    for position in range(len(items) - 1, -1, -1):
        item = items[position]
        if isinstance(item, Flow):
            if ends and item.zone is Zone.HISTORY:
                found.add(position)
            else:
                ends = item.zone in (Zone.HEAD, Zone.ADVERT)
    return frozenset(found)


def _advert(items: Stream, parts: Parts) -> Node:
    children: list[Child] = []
    headed = False
    for item in items:
        if isinstance(item, Node):
            children.append(item)
        elif not headed and item.lines[0].length <= 90:
            children.append(Node(Kind.HEAD, parts.inline(item)))
            headed = True
        else:
            headed = True
            children.append(Node(Kind.P, parts.inline(item)))
    return Node(Kind.DIV, tuple(children), {"type": "advert"})


def _typed(node: Node, parts: Parts) -> Node:
    """A division of the back with the type that its head says: the wrapper of `_divisions` holds exactly one."""
    if node.kind is not Kind.DIV or node.attributes:
        return node
    at = next(
        (at for at, child in enumerate(node.children) if isinstance(child, Node) and child.kind is Kind.DIV), None
    )
    if at is None:
        return node
    headed = node.children[at]
    assert isinstance(headed, Node)
    kind = parts.head_types.get(_first_offset(headed), "")
    children = (*node.children[:at], *headed.children, *node.children[at + 1 :])
    return Node(Kind.DIV, children, {"type": kind} if kind else {})


def _first_offset(node: Node) -> int:
    """Source offset of the first leaf of a node that has one, else -1."""
    for child in node.children:
        if isinstance(child, Node):
            found = _first_offset(child)
            if found >= 0:
                return found
        elif hasattr(child, "start"):
            return int(child.start)
    return -1
