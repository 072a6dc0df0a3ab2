"""The front of a text: title page and the divisions before the body (`#DSFRONT`)."""

from __future__ import annotations

from collections.abc import Callable

from tei_encode.model.document import Child, Kind, Node
from tei_encode.model.record import replace
from tei_encode.recognition.assembly.parts import Parts
from tei_encode.recognition.flows import Flow, Stream
from tei_encode.recognition.marks import Mark
from tei_encode.recognition.zones import Zone

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


def body_start(stream: Stream) -> int:
    """Index of the first item after the last flow of front matter, before any flow of the body."""
    last = 0
    for position, item in enumerate(stream):
        if isinstance(item, Flow):
            if item.zone not in FRONT and item.zone is not Zone.EPIGRAPH:
                break
            if item.zone in FRONT:
                last = position + 1
    return last


def front_matter(items: Stream, parts: Parts) -> tuple[Node, ...]:
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
            out.append(division(items[position:end], kind, parts))
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


def division(items: Stream, kind: str, parts: Parts) -> Node:
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
