"""What may not stand where it comes: each container has a function that knows TEI's content model for it (`#DS`).

It closes, reopens or wraps, so that the document is valid in whatever order its nodes come.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from tei_encode.encoding.names import TEI, UNHOLDABLE
from tei_encode.encoding.writer import Encoder, State, Writer
from tei_encode.model.document import Child, Kind, Node, Text, leaves

_GLOBAL = frozenset(
    {Kind.PB, Kind.CB, Kind.LB, Kind.FW, Kind.MILESTONE, Kind.NOTE, Kind.GAP, Kind.SURPLUS, Kind.FIGURE}
)
_ORDERING = frozenset({Kind.SIGNED, Kind.DATELINE, Kind.ROW, Kind.CELL})  # blocks within blocks, for their order alone
_BETWEEN_ENTRIES = frozenset({Kind.PB, Kind.CB, Kind.LB, Kind.FW, Kind.MILESTONE})


def _division(writer: Writer, parent: etree._Element, node: Node) -> None:
    """`div`: heads first, then blocks, then divisions; what comes too late goes into a division of its own."""
    made = writer.element(parent, node)
    target = made
    blocks = divisions = False
    for item in _closed_last(node.children):
        if not isinstance(item, Node):
            if isinstance(item, Text):
                target = _late(made, target) if divisions and target is made else target
                writer.block(target, Node(Kind.P, (item,)))
                blocks = True
            continue
        if item.kind is Kind.DIV:
            writer.node(made, item)
            divisions, target = True, made
        elif item.kind in _GLOBAL:
            writer.node(target, item)
        elif item.kind is Kind.HEAD:
            if blocks or divisions:
                target = etree.SubElement(made, TEI + "div")
                divisions, blocks = True, False
            writer.node(target, item)
        elif item.kind is Kind.EPIGRAPH and not blocks and not (divisions and target is made):
            writer.node(target, item)
        else:
            if divisions and target is made:
                target = _late(made, target)
            # An epigraph stands before the first block of its division (`#DSAE`); a later one is a quotation.
            late = item.kind is Kind.EPIGRAPH
            writer.node(target, Node(Kind.QUOTE, item.children) if late else item)
            blocks = True


def _closed_last(children: Sequence[Child]) -> Sequence[Child]:
    """Children of a division; a closer that nothing precedes or something follows is a paragraph (`#DSCO`)."""
    places = [at for at, item in enumerate(children) if not _is_global(item)]
    openers = (Kind.HEAD, Kind.EPIGRAPH)
    texts = [at for at in places if isinstance(item := children[at], Node) and item.kind not in openers]
    last = places[-1] if len(texts) > 1 else -1
    return [
        Node(Kind.P, tuple(_dissolved(item)))
        if isinstance(item, Node) and item.kind is Kind.CLOSER and at != last
        else item
        for at, item in enumerate(children)
    ]


def _is_global(item: Child) -> bool:
    return not isinstance(item, Node) or item.kind in _GLOBAL


def _late(made: etree._Element, target: etree._Element) -> etree._Element:
    return etree.SubElement(made, TEI + "div")


def _list(writer: Writer, parent: etree._Element, node: Node) -> None:
    """`list`: label and item in pairs where every item has one, else the label within its item."""
    kinds = [item.kind for item in node.children if isinstance(item, Node) and item.kind in (Kind.LABEL, Kind.ITEM)]
    if Kind.ITEM not in kinds:
        writer.content(etree.SubElement(parent, TEI + "p"), node.children)
        return
    paired = (
        kinds[::2] == [Kind.LABEL] * (len(kinds) // 2)
        and kinds[1::2] == [Kind.ITEM] * (len(kinds) // 2)
        and len(kinds) % 2 == 0
    )
    made = writer.element(parent, node)
    label: Node | None = None
    for item in node.children:
        if not isinstance(item, Node):
            continue
        if item.kind is Kind.LABEL and not paired:
            label = item
        elif item.kind is Kind.ITEM and label is not None:
            writer.node(made, Node(Kind.ITEM, (label, *item.children), item.attributes, item.key))
            label = None
        elif item.kind in (Kind.LABEL, Kind.ITEM) or item.kind in _GLOBAL:
            writer.node(made, item)
        else:
            writer.node(etree.SubElement(made, TEI + "item"), item)


def _list_bibl(writer: Writer, parent: etree._Element, node: Node) -> None:
    """`listBibl`: entries and breaks; anything else closes it and a new one is opened behind."""
    made: etree._Element | None = None
    waiting: list[Node] = []
    for item in node.children:
        if not isinstance(item, Node):
            continue
        if item.kind is Kind.BIBL:
            if made is None:
                made = writer.element(parent, node)
            for earlier in waiting:
                writer.node(made, earlier)
            waiting = []
            # An entry stands for itself; a `bibl` in a note is a part of its paragraph.
            writer.block(made, item)
        elif item.kind in _BETWEEN_ENTRIES and made is not None:
            waiting.append(item)
        else:
            for earlier in waiting:
                writer.node(parent, earlier)
            waiting, made = [], None
            writer.node(parent, item)
    for earlier in waiting:
        writer.node(parent, earlier)


def _table(writer: Writer, parent: etree._Element, node: Node) -> None:
    """`table`: rows; breaks within a row stand before the table."""
    if not any(_has_cells(item) for item in node.children):
        writer.block(parent, Node(Kind.P, tuple(_dissolved(node))))
        return
    made = writer.element(parent, node)
    for item in node.children:
        if not isinstance(item, Node):
            continue
        if item.kind is not Kind.ROW:
            writer.node(made, item)
        elif _has_cells(item):
            row = writer.element(made, item)
            for cell in item.children:
                if isinstance(cell, Node) and cell.kind is Kind.CELL:
                    writer.node(row, cell)


def _has_cells(item: Child) -> bool:
    if not isinstance(item, Node) or item.kind is not Kind.ROW:
        return False
    return any(isinstance(cell, Node) and cell.kind is Kind.CELL for cell in item.children)


def _dissolved(node: Node) -> Iterable[Child]:
    """The mixed content of a block without the elements that only order it."""
    for item in node.children:
        if isinstance(item, Node) and item.kind in _ORDERING:
            yield from _dissolved(item)
        else:
            yield item


def _title_page(writer: Writer, parent: etree._Element, node: Node) -> None:
    """`titlePage` has one part at least."""
    made = writer.element(parent, node)
    parts = False
    for item in node.children:
        if isinstance(item, Node):
            writer.node(made, item)
            parts |= item.kind not in _GLOBAL
    if not parts:
        title = etree.SubElement(made, TEI + "docTitle")
        etree.SubElement(title, TEI + "titlePart")


def _note(writer: Writer, parent: etree._Element, node: Node) -> None:
    if writer.config.notes == "back" and node.moved:
        writer.back_notes.append(node)
        return
    note_element(writer, parent, node)


def note_element(writer: Writer, parent: etree._Element, node: Node) -> None:
    outer, writer.state = writer.state, State()
    made = writer.element(parent, node)
    for item in node.children:
        if isinstance(item, Node):
            writer.node(made, item)
    writer.state = outer


def _choice(writer: Writer, parent: etree._Element, node: Node) -> None:
    """`choice`, or what was read alone where corrections are not wanted."""
    kinds = [item.kind for item in node.children if isinstance(item, Node)]
    if writer.config.correct == "none" and Kind.CORR in kinds:
        for item in node.children:
            if isinstance(item, Node) and item.kind is Kind.SIC:
                writer.content(parent, item.children)
        return
    made = writer.element(parent, node)
    for item in node.children:
        if isinstance(item, Node):
            inner = writer.element(made, item)
            state = writer.state
            before = State(state.space, state.owner, state.in_tail)
            writer.state = State(space=False)
            writer.content(inner, item.children)
            writer.state = before
    writer.state.space = False


def _empty(writer: Writer, parent: etree._Element, node: Node) -> None:
    made = writer.element(parent, node)
    if node.kind is Kind.PB:
        writer.pages += 1
        if writer.config.facs and "n" in node.attributes:
            made.set("facs", writer.config.facs.replace("{n}", node.attributes["n"]))


def _element_only(writer: Writer, parent: etree._Element, node: Node) -> None:
    made = writer.element(parent, node)
    for item in node.children:
        if isinstance(item, Node):
            writer.node(made, item)


def _formula(writer: Writer, parent: etree._Element, node: Node) -> None:
    """`formula`, in which text and `hi` may stand alone (`#FTFOR`); one that holds more is words like others."""
    plain = all(not isinstance(item, Node) or item.kind is Kind.HI for item in node.children)
    if plain and (writer.clean or not any(UNHOLDABLE.search(writer.printed(leaf)) for leaf in _texts(node))):
        writer.block(parent, node)
    else:
        writer.content(parent, node.children)


def _texts(node: Node) -> Iterable[Text]:
    return (leaf for leaf in leaves(node) if isinstance(leaf, Text))


def _graphic(writer: Writer, parent: etree._Element, node: Node) -> None:
    made = writer.element(parent, node)
    for item in node.children:
        if isinstance(item, Node):
            writer.block(made, item)


# Text that stands for itself.
_BLOCKS = (
    Kind.P, Kind.AB, Kind.HEAD, Kind.ITEM, Kind.CELL, Kind.L, Kind.TITLE_PART, Kind.BYLINE, Kind.FW, Kind.SIGNED,
    Kind.SPEAKER, Kind.DESC, Kind.DATELINE, Kind.QUOTE,
)  # fmt: skip
ENCODERS: dict[Kind, Encoder] = {
    **dict.fromkeys(_BLOCKS, Writer.block),
    Kind.DIV: _division,
    Kind.LIST: _list,
    Kind.LIST_BIBL: _list_bibl,
    Kind.TABLE: _table,
    Kind.TITLE_PAGE: _title_page,
    Kind.DOC_TITLE: _element_only,
    Kind.FIGURE: _element_only,
    Kind.LG: _element_only,
    Kind.SP: _element_only,
    Kind.CLOSER: _element_only,
    Kind.EPIGRAPH: _element_only,
    Kind.FORMULA: _formula,
    Kind.GRAPHIC: _graphic,
    Kind.NOTE: _note,
    Kind.CHOICE: _choice,
    Kind.PB: _empty,
    Kind.PTR: _empty,
    Kind.CB: _empty,
    Kind.LB: _empty,
    Kind.MILESTONE: _empty,
}
