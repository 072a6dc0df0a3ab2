"""Divisions of a text and the blocks within them (`#DSDIV`)."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import is_normalized

from tei_encode.model.document import Child, Kind, Markup, Node
from tei_encode.recognition.assembly.parts import Parts
from tei_encode.recognition.divisions import Levels, nest
from tei_encode.recognition.flows import Flow, Stream
from tei_encode.recognition.zones import Zone

_RUNS = frozenset({Zone.ITEM, Zone.TABLE, Zone.BIBLIOGRAPHY, Zone.VERSE, Zone.IMAGE, Zone.EPIGRAPH})


def divisions(items: Stream, parts: Parts, root_type: str | None = None) -> Node:
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
            out.append(_tableless(parts.inline(item)))
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
    """A table with its caption as head (`#FTTAB`)."""
    head = parts.inline(caption)
    first, *others = made
    if isinstance(first, Node) and first.kind is Kind.TABLE:
        return [Node(Kind.TABLE, (Node(Kind.HEAD, head), *first.children), first.attributes), *others]
    return [_tableless(head), *made]


def _tableless(caption: Sequence[Child]) -> Node:
    """The caption of a table whose rows recognition did not read as such: a table must have one, a figure need not."""
    return Node(Kind.FIGURE, (Node(Kind.HEAD, tuple(caption)),), {"type": "table"})


def _is_ornament(text: str) -> bool:
    """Whether an attribute can say it: no controls, and nothing that the normal form would change."""
    return text.isprintable() and is_normalized("NFC", text) and text[0] != "\u0338"
