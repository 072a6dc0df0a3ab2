"""From the stream of flows and nodes to the three parts of the text: front, body and back (`#DS`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from unicodedata import is_normalized

from tei_encode.model.document import Child, Kind, Markup, Node
from tei_encode.model.record import factory, record, replace
from tei_encode.model.source import Source
from tei_encode.recognition.divisions import Levels, nest
from tei_encode.recognition.flows import Flow, Stream
from tei_encode.recognition.marks import Mark
from tei_encode.recognition.zones import Zone

Inline = Callable[[Flow], tuple[Child, ...]]
Block = Callable[[Sequence[Flow]], Sequence[Child]]

_TITLE_PAGE = frozenset({Zone.TITLE, Zone.SUBTITLE, Zone.BYLINE, Zone.AFFILIATION, Zone.EMAIL})
_FRONT_DIVISION = {
    Zone.ABSTRACT_HEAD: "abstract",
    Zone.ABSTRACT: "abstract",
    Zone.KEYWORDS: "keywords",
    Zone.REVIEWED: "reviewedWorks",
    Zone.HISTORY: "history",
    Zone.DEDICATION: "dedication",
    Zone.CONTENTS: "contents",
}
FRONT = _TITLE_PAGE | frozenset(_FRONT_DIVISION)
_RUNS = frozenset({Zone.ITEM, Zone.TABLE, Zone.BIBLIOGRAPHY, Zone.VERSE, Zone.IMAGE, Zone.EPIGRAPH})


@record()
class Parts:
    """What the assembler needs of other recognisers."""

    source: Source
    inline: Inline
    blocks: Mapping[Zone, Block]  # how runs of flows of a zone become nodes
    head_types: Mapping[int, str]  # source offset of a head → division type its words say ("bibliography", "notes")
    declared_levels: Mapping[int, int]
    root_type: str  # "article" or "review"
    authors: Sequence[tuple[int, int]]  # source ranges of their names in the title block
    tabular: frozenset[str]  # words with which captions of tables begin, case-folded
    abstract_language: Mapping[int, str] = factory(default_factory=dict)


@record()
class Assembled:
    front: tuple[Node, ...]
    body: tuple[Node, ...]
    back: tuple[Node, ...]


def assemble(stream: Stream, parts: Parts) -> Assembled:
    """Sort the stream into front, body and back; order is never changed."""
    body_from = _body_start(stream)
    back_from = _back_start(stream, body_from, parts)
    front = _front(stream[:body_from], parts)
    body = (_divisions(stream[body_from:back_from], parts),)
    back = _back(stream[back_from:], parts)
    return Assembled(front, body, back)


def _body_start(stream: Stream) -> int:
    """Index of the first item after the last flow of front matter, before any flow of the body."""
    last = 0
    for position, item in enumerate(stream):
        if isinstance(item, Flow):
            if item.zone not in FRONT and item.zone is not Zone.EPIGRAPH:
                break
            if item.zone in FRONT:
                last = position + 1
    return last


def _back_start(stream: Stream, body_from: int, parts: Parts) -> int:
    """Index of the item at which the back matter begins: the first of the last run of back heads or advertisements."""
    start = len(stream)
    for position in range(len(stream) - 1, body_from - 1, -1):
        item = stream[position]
        if not isinstance(item, Flow):
            continue
        if item.zone is Zone.ADVERT:
            start = position
        elif item.zone is Zone.HEAD:
            if item.start not in parts.head_types:
                break
            start = position
    while start > body_from and _leads(stream[start - 1]):
        start -= 1
    return start


def _leads(item: Flow | Node) -> bool:
    """Whether an item belongs to what follows it: page breaks and running heads do, notes do not."""
    return isinstance(item, Node) and item.kind is not Kind.NOTE


def _front(items: Stream, parts: Parts) -> tuple[Node, ...]:
    out: list[Node] = []
    position = 0
    while position < len(items):
        item = items[position]
        if isinstance(item, Node):
            out.append(item)
            position += 1
            continue
        if item.zone in _TITLE_PAGE:
            end = _group_end(items, position, lambda zone: zone in _TITLE_PAGE)
            out.append(_title_page(items[position:end], parts))
        else:
            kind = _FRONT_DIVISION.get(item.zone, "")
            end = _group_end(
                items,
                position,
                lambda zone, kind=kind: _FRONT_DIVISION.get(zone) == kind,  # type: ignore[misc]
            )
            out.append(_front_division(items[position:end], kind, parts))
        position = end
    return tuple(out)


def _group_end(items: Stream, start: int, belongs: Callable[[Zone], bool]) -> int:
    """End of the run of flows that belong together; nodes between them are within it, nodes after it are not."""
    end = start + 1
    for position in range(start + 1, len(items)):
        item = items[position]
        if isinstance(item, Node):
            continue
        if not belongs(item.zone):
            break
        end = position + 1
    return end


def _title_page(items: Stream, parts: Parts) -> Node:
    children: list[Child] = []
    title: list[Child] = []

    def close_title() -> None:
        if title:
            children.append(Node(Kind.DOC_TITLE, tuple(title)))
            title.clear()

    for item in items:
        if isinstance(item, Node):
            (title if title else children).append(item)
            continue
        if item.zone is Zone.BYLINE:
            names = [(low, high) for low, high in parts.authors if item.start <= low and high <= item.end]
            item.marks.extend(Mark(low, high, Kind.DOC_AUTHOR, rank=15) for low, high in names)
        inner = parts.inline(item)
        match item.zone:
            case Zone.TITLE:
                title.append(Node(Kind.TITLE_PART, inner, {"type": "main"}))
            case Zone.SUBTITLE:
                title.append(Node(Kind.TITLE_PART, inner, {"type": "sub"}))
            case Zone.BYLINE:
                close_title()
                children.append(Node(Kind.BYLINE, tuple(_author_outside(child) for child in inner)))
            case Zone.AFFILIATION:
                close_title()
                children.append(Node(Kind.BYLINE, (Node(Kind.AFFILIATION, inner),)))
            case _:
                close_title()
                children.append(Node(Kind.BYLINE, (Node(Kind.EMAIL, inner),)))
    close_title()
    return Node(Kind.TITLE_PAGE, tuple(children))


def _author_outside(child: Child) -> Child:
    """Emphasis around an author's name stands within `docAuthor`, since `hi` has no room for it."""
    if not isinstance(child, Node) or child.kind is not Kind.HI:
        return child
    inner: list[Child] = []
    authors = 0
    for item in child.children:
        item = _author_outside(item)
        if isinstance(item, Node) and item.kind is Kind.DOC_AUTHOR:
            authors += 1
            inner.extend(item.children)
        else:
            inner.append(item)
    emphasis = replace(child, children=tuple(inner))
    return Node(Kind.DOC_AUTHOR, (emphasis,)) if authors == 1 else emphasis


def _front_division(items: Stream, kind: str, parts: Parts) -> Node:
    children: list[Child] = []
    attributes = {"type": kind} if kind else {}
    run: list[Flow] = []
    for item in items:
        if isinstance(item, Flow) and item.zone is Zone.REVIEWED:
            run.append(item)
            continue
        if run:
            children.extend(parts.blocks[Zone.REVIEWED](run))
            run = []
        if isinstance(item, Node):
            children.append(item)
        elif item.zone is Zone.ABSTRACT_HEAD:
            children.append(Node(Kind.HEAD, parts.inline(item)))
        else:
            children.append(Node(Kind.P, parts.inline(item)))
            language = parts.abstract_language.get(item.start)
            if language and kind == "abstract":
                attributes["xml:lang"] = language
    if run:
        children.extend(parts.blocks[Zone.REVIEWED](run))
    return Node(Kind.DIV, tuple(children), attributes)


def _divisions(items: Stream, parts: Parts, root_type: str | None = None) -> Node:
    """One div of nested divs."""
    levels = Levels(parts.declared_levels)
    sections: list[tuple[int, list[Child]]] = [(0, [])]
    after_head = False
    position = 0
    while position < len(items):
        item = items[position]
        if isinstance(item, Node):
            sections[-1][1].append(item)
            position += 1
            continue
        if item.zone is Zone.HEAD:
            text = parts.source.text[item.start : item.end]
            sections.append((levels.of(item, text, after_head), [_head(item, parts)]))
            after_head = True
            position += 1
            continue
        after_head = False
        position = _block(items, position, sections[-1][1], parts)
    return nest(parts.root_type if root_type is None else root_type, sections)


def _head(item: Flow, parts: Parts) -> Node:
    """A head; the level its format declares stands on the head itself."""
    children = parts.inline(item)
    first = children[0] if children else None
    if isinstance(first, Node) and first.kind is Kind.HI and first.attributes.get("rend", "").startswith("level"):
        return Node(Kind.HEAD, (*first.children, *children[1:]), first.attributes)
    return Node(Kind.HEAD, children)


def _block(items: Stream, position: int, out: list[Child], parts: Parts) -> int:
    """Add the block that begins at a position; the position after it."""
    item = items[position]
    assert isinstance(item, Flow)
    zone = item.zone
    if zone is Zone.CAPTION and _is_tabular(item, parts):
        if _zone_at(items, position + 1) is not Zone.TABLE:
            out.append(Node(Kind.P, parts.inline(item)))  # of a table that recognition did not read: no figure
            return position + 1
        rest: list[Child] = []
        position = _block(items, position + 1, rest, parts)
        out.extend(_headed(rest, item, parts))
        return position
    if zone in _RUNS and zone in parts.blocks:
        run = [item]
        position += 1
        while position < len(items):
            following = items[position]
            if not isinstance(following, Flow) or following.zone is not zone:
                break
            run.append(following)
            position += 1
        out.extend(parts.blocks[zone](run))
        if zone is Zone.TABLE and _zone_at(items, position) is Zone.CAPTION:
            position = _captioned(items, position, out, parts)
        return position
    if zone in parts.blocks:
        out.extend(parts.blocks[zone]([item]))
    elif zone is Zone.BREAK and _is_ornament(
        text := parts.source.text[item.start : item.end].replace("\t", " ").strip(" ")
    ):
        out.append(Node(Kind.MILESTONE, (Markup(item.start, item.end),), {"unit": "section", "rend": text}))
    else:
        out.append(Node(Kind.P, parts.inline(item)))
    return position + 1


def _zone_at(items: Stream, position: int) -> Zone | None:
    item = items[position] if position < len(items) else None
    return item.zone if isinstance(item, Flow) else None


def _captioned(items: Stream, position: int, out: list[Child], parts: Parts) -> int:
    """A table and its caption below as one `figure`, unless the caption is that of a table behind it (`#FTGRA`)."""
    caption, table = items[position], out[-1]
    assert isinstance(caption, Flow)
    if not isinstance(table, Node) or table.kind is not Kind.TABLE or not _is_tabular(caption, parts):
        return position
    if _zone_at(items, position + 1) is Zone.TABLE:
        return position
    out[-1] = Node(Kind.FIGURE, (table, Node(Kind.HEAD, parts.inline(caption))))
    return position + 1


def _is_tabular(caption: Flow, parts: Parts) -> bool:
    """Whether a caption says that it is one of a table."""
    word = parts.source.text[caption.start : caption.pieces[0][1]][:24].lstrip("*_#[( ").split(" ", 1)[0]
    return word.rstrip(".:").casefold() in parts.tabular


def _headed(made: Sequence[Child], caption: Flow, parts: Parts) -> list[Child]:
    """A table with its caption as head (`#FTTAB`); both as they are where no table came of it."""
    head = parts.inline(caption)
    first, *others = made
    if isinstance(first, Node) and first.kind is Kind.TABLE:
        return [Node(Kind.TABLE, (Node(Kind.HEAD, head), *first.children), first.attributes), *others]
    return [Node(Kind.P, head), *made]


def _is_ornament(text: str) -> bool:
    """Whether an attribute can say it: no controls, and nothing that the normal form would change."""
    return text.isprintable() and is_normalized("NFC", text) and text[0] != "\u0338"


def _back(items: Stream, parts: Parts) -> tuple[Node, ...]:
    """One div for each head of the back matter; advertisements are a div of their own."""
    out: list[Node] = []
    group: list[Flow | Node] = []
    kind = ""

    def close() -> None:
        if any(isinstance(item, Flow) for item in group):
            out.append(_advert(group, parts) if kind == "advert" else _divisions(group, parts, ""))
        else:
            out.extend(item for item in group if isinstance(item, Node))

    for item in items:
        if isinstance(item, Flow):
            begins = (
                "advert"
                if item.zone is Zone.ADVERT
                else parts.head_types.get(item.start, "")
                if item.zone is Zone.HEAD
                else kind
            )
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
