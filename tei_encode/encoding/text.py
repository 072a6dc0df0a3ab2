"""The text of the document as elements, valid in whatever order its nodes come.

One walk makes the elements; what may not stand where it comes is handled where its parent is made: each container has a
function that knows TEI's content model for it and closes, reopens or wraps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from unicodedata import is_normalized, normalize

from lxml import etree

from tei_encode.config import Config
from tei_encode.encoding.names import NSMAP, RESPONSIBLE, TEI, UNHOLDABLE, XML, is_holdable, legal
from tei_encode.model.document import Child, Document, Generated, Kind, Node, Text, leaves
from tei_encode.model.record import factory, record
from tei_encode.model.source import Source

_WHITE = re.compile(r"[ \t\n\f]+")

# Where text begins and ends anew: white space at the edges is none of theirs.
_BLOCKS = frozenset(
    {
        Kind.P, Kind.AB, Kind.HEAD, Kind.ITEM, Kind.CELL, Kind.L, Kind.TITLE_PART, Kind.BYLINE, Kind.FW,
        Kind.SIGNED, Kind.SPEAKER, Kind.DESC, Kind.DATELINE, Kind.QUOTE, Kind.FORMULA,
    }
)  # fmt: skip
_GLOBAL = frozenset(
    {Kind.PB, Kind.CB, Kind.LB, Kind.FW, Kind.MILESTONE, Kind.NOTE, Kind.GAP, Kind.SURPLUS, Kind.FIGURE}
)
_ORDERING = frozenset({Kind.SIGNED, Kind.DATELINE, Kind.ROW, Kind.CELL})  # blocks within blocks, for their order alone
_BETWEEN_ENTRIES = frozenset({Kind.PB, Kind.CB, Kind.LB, Kind.FW, Kind.MILESTONE})
_IDENTIFIED = {Kind.PB: "pb", Kind.NOTE: "note"}


@record()
class EncodedText:
    """The text element, the cover sheet's paragraphs, and what the header wants to know of them."""

    element: etree._Element
    cover: list[etree._Element]
    works: list[str]  # xml:id of the reviewed works
    pages: int
    dropped_pointers: int = 0
    stand_off: etree._Element | None = None  # the works cited, where they are asked for


@record()
class _State:
    """Where text was last put in the block that is open, to collapse white space over element boundaries."""

    space: bool = True
    owner: etree._Element | None = None
    in_tail: bool = False


@record()
class _Writer:
    text: str
    config: Config
    normal: bool
    clean: bool
    ids: dict[str, str] = factory(default_factory=dict)
    node_ids: dict[int, str] = factory(default_factory=dict)
    works: list[str] = factory(default_factory=list)
    back_notes: list[Node] = factory(default_factory=list)
    pages: int = 0
    dropped: int = 0
    state: _State = factory(default_factory=_State)

    # ---- text
    def printed(self, text: Text) -> str:
        raw = self.text[text.start : text.end]
        return raw if self.normal else normalize("NFC", raw)

    def put_glyphs(self, parent: etree._Element, raw: str) -> None:
        """Append text in which there is what XML cannot hold."""
        position = 0
        for match in UNHOLDABLE.finditer(raw):
            self.add(parent, raw[position : match.start()])
            glyph = etree.SubElement(parent, TEI + "g")
            code = ord(match[0])
            glyph.set("n", f"0x{code - 0xDC00:02X}" if 0xDC80 <= code <= 0xDCFF else f"U+{code:04X}")
            self.state.space = False
            position = match.end()
        self.add(parent, raw[position:])

    def add(self, parent: etree._Element, raw: str) -> None:
        """Append text with white space collapsed, over the boundary to what was put before too."""
        if not raw:
            return
        collapsed = _WHITE.sub(" ", raw) if "\n" in raw or "  " in raw or "\t" in raw or "\f" in raw else raw
        state = self.state
        if state.space and collapsed[0] == " ":
            collapsed = collapsed[1:]
            if not collapsed:
                return
        state.space = collapsed[-1] == " "
        try:
            last = parent[-1]  # the length of an element takes time that grows with it
        except IndexError:
            parent.text = (parent.text or "") + collapsed
            state.owner, state.in_tail = parent, False
        else:
            last.tail = (last.tail or "") + collapsed
            state.owner, state.in_tail = last, True

    def close_block(self) -> None:
        """Take a space at the end of a block away."""
        state = self.state
        if state.space and state.owner is not None:
            if state.in_tail:
                state.owner.tail = (state.owner.tail or "").rstrip(" ") or None
            else:
                state.owner.text = (state.owner.text or "").rstrip(" ") or None

    # ---- elements
    def element(self, parent: etree._Element, node: Node) -> etree._Element:
        made = etree.SubElement(parent, TEI + node.kind.value)
        identifier = self.node_ids.get(id(node))
        if identifier:
            made.set(XML + "id", identifier)
        for name, value in node.attributes.items():
            if name == "xml:lang":
                made.set(XML + "lang", value)
            else:
                made.set(name, legal(value))
        for name, keys in node.pointers.items():
            found = ["#" + self.ids[key] for key in keys if key in self.ids]
            self.dropped += len(keys) - len(found)
            if found:
                made.set(name, " ".join(found))
        if node.cert is not None:
            if "resp" not in node.attributes:
                made.set("resp", RESPONSIBLE)
            made.set("cert", node.cert.value)
        if node.moved:
            made.set("source", " ".join(f"src:{start},{end}" for start, end in node.moved))
        return made

    def content(self, parent: etree._Element, children: Iterable[Child]) -> None:
        """Children of mixed content, in order; leaves that follow each other are put at once, however many they are."""
        words: list[str] = []
        for item in children:
            if isinstance(item, Text):
                raw = self.printed(item)
                if self.clean or UNHOLDABLE.search(raw) is None:
                    words.append(raw)
                else:
                    self.add(parent, "".join(words))
                    words.clear()
                    self.put_glyphs(parent, raw)
            elif isinstance(item, Generated):
                words.append(item.text)
            elif isinstance(item, Node):
                self.add(parent, "".join(words))
                words.clear()
                self.node(parent, item)
        self.add(parent, "".join(words))

    def node(self, parent: etree._Element, node: Node) -> None:
        encoder = ENCODERS.get(node.kind)
        if encoder is not None:
            encoder(self, parent, node)
        elif node.kind in _BLOCKS:
            _block(self, parent, node)
        else:
            self.content(self.element(parent, node), node.children)


def build_text(document: Document, source: Source, config: Config) -> EncodedText:
    """The `text` element and the paragraphs of the cover sheet."""
    writer = _Writer(source.text, config, is_normalized("NFC", source.text), is_holdable(source.text))
    _identify(writer, document)
    element = etree.Element(TEI + "text", nsmap=NSMAP)
    element.set(XML + "lang", document.language)
    holder = etree.Element(TEI + "note", nsmap=NSMAP)
    for node in document.cover:
        _block(writer, holder, node)
    if document.front:
        front = etree.SubElement(element, TEI + "front")
        for node in document.front:
            writer.node(front, node)
    body = etree.SubElement(element, TEI + "body")
    _body(writer, body, document.body)
    _back(writer, element, document.back)
    stand_off = _works_cited(writer, document.cited) if document.cited else None
    if not writer.normal:
        # A mark may combine with the character that the leaf before it ended with.
        for made in (*element.iter(), *holder.iter(), *(stand_off.iter() if stand_off is not None else ())):
            made.text = made.text and normalize("NFC", made.text)
            made.tail = made.tail and normalize("NFC", made.tail)
    return EncodedText(element, list(holder), writer.works, writer.pages, writer.dropped, stand_off)


def build_node(node: Node, text: str) -> etree._Element:
    """One node over a text of its own as an element; nothing in it may point elsewhere."""
    writer = _Writer(text, Config(), is_normalized("NFC", text), is_holdable(text))
    holder = etree.Element(TEI + "listBibl", nsmap=NSMAP)
    _block(writer, holder, node)
    return holder[0]


def _identify(writer: _Writer, document: Document) -> None:
    """xml:id for every node that wants one, from counters in document order."""
    counters: dict[str, int] = {}
    stack: list[Child] = [
        *reversed(document.back), *reversed(document.body), *reversed(document.front), *reversed(document.cited)
    ]  # fmt: skip
    while stack:
        node = stack.pop()
        if not isinstance(node, Node):
            continue
        stem = _IDENTIFIED.get(node.kind, "")
        if node.key:
            stem = stem or (
                "noteref"
                if node.kind is Kind.REF
                else node.key.partition("-")[0]
                if node.kind is Kind.BIBL
                else node.kind.value
            )
        if stem:
            counters[stem] = counters.get(stem, 0) + 1
            identifier = f"{stem}{counters[stem]}"
            writer.node_ids[id(node)] = identifier
            if node.key:
                writer.ids[node.key] = identifier
            if stem == "work":
                writer.works.append(identifier)
        stack.extend(reversed(node.children))


def _works_cited(writer: _Writer, works: Sequence[Node]) -> etree._Element:
    """`standOff` with a list of the works cited: they repeat the text, and so do not stand in it (`#SASOstandOff`)."""
    made = etree.Element(TEI + "standOff", nsmap=NSMAP)
    listed = etree.SubElement(made, TEI + "listBibl")
    listed.set("type", "cited")
    for work in works:
        _block(writer, listed, work)
    return made


def _body(writer: _Writer, body: etree._Element, nodes: Sequence[Node]) -> None:
    for node in nodes:
        writer.node(body, node)
    if body.find(f".//{TEI}p") is None and body.find(f".//{TEI}ab") is None:
        division = body
        while (inner := next(division.iterchildren(TEI + "div", reversed=True), None)) is not None:
            division = inner
        if division is body:
            division = etree.SubElement(body, TEI + "div")
        paragraph = etree.Element(TEI + "p", nsmap=NSMAP)
        closer = next(division.iterchildren(TEI + "closer"), None)
        if closer is None:
            division.append(paragraph)
        else:
            closer.addprevious(paragraph)


def _back(writer: _Writer, text: etree._Element, nodes: Sequence[Node]) -> None:
    notes = writer.back_notes if writer.config.notes == "back" else []
    if not nodes and not notes:
        return
    back = etree.SubElement(text, TEI + "back")
    for node in nodes:
        if node.kind in _GLOBAL or node.kind is Kind.DIV:
            writer.node(back, node)
        else:
            writer.node(etree.SubElement(back, TEI + "div"), node)
    if notes:
        division = etree.SubElement(back, TEI + "div")
        division.set("type", "notes")
        # Taking a note out of the list may reveal another within it.
        for node in notes:
            _note_element(writer, division, node)


def _block(writer: _Writer, parent: etree._Element, node: Node) -> None:
    """An element whose text stands for itself: white space at its edges goes."""
    outer, writer.state = writer.state, _State()
    writer.content(writer.element(parent, node), node.children)
    writer.close_block()
    writer.state = outer


def _division(writer: _Writer, parent: etree._Element, node: Node) -> None:
    """`div`: heads first, then blocks, then divisions; what comes too late goes into a division of its own."""
    made = writer.element(parent, node)
    target = made
    blocks = divisions = False
    for item in _closed_last(node.children):
        if not isinstance(item, Node):
            if isinstance(item, Text):
                target = _late(made, target) if divisions and target is made else target
                _block(writer, target, Node(Kind.P, (item,)))
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
            # An epigraph stands before the first block of its division (`#DSEPIG`); a later one is a quotation.
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


def _list(writer: _Writer, parent: etree._Element, node: Node) -> None:
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


def _list_bibl(writer: _Writer, parent: etree._Element, node: Node) -> None:
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
            _block(writer, made, item)
        elif item.kind in _BETWEEN_ENTRIES and made is not None:
            waiting.append(item)
        else:
            for earlier in waiting:
                writer.node(parent, earlier)
            waiting, made = [], None
            writer.node(parent, item)
    for earlier in waiting:
        writer.node(parent, earlier)


def _table(writer: _Writer, parent: etree._Element, node: Node) -> None:
    """`table`: rows; breaks within a row stand before the table."""
    if not any(_has_cells(item) for item in node.children):
        _block(writer, parent, Node(Kind.P, tuple(_dissolved(node))))
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


def _title_page(writer: _Writer, parent: etree._Element, node: Node) -> None:
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


def _note(writer: _Writer, parent: etree._Element, node: Node) -> None:
    if writer.config.notes == "back" and node.moved:
        writer.back_notes.append(node)
        return
    _note_element(writer, parent, node)


def _note_element(writer: _Writer, parent: etree._Element, node: Node) -> None:
    outer, writer.state = writer.state, _State()
    made = writer.element(parent, node)
    for item in node.children:
        if isinstance(item, Node):
            writer.node(made, item)
    writer.state = outer


def _choice(writer: _Writer, parent: etree._Element, node: Node) -> None:
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
            before = _State(state.space, state.owner, state.in_tail)
            writer.state = _State(space=False)
            writer.content(inner, item.children)
            writer.state = before
    writer.state.space = False


def _empty(writer: _Writer, parent: etree._Element, node: Node) -> None:
    made = writer.element(parent, node)
    if node.kind is Kind.PB:
        writer.pages += 1
        if writer.config.facs and "n" in node.attributes:
            made.set("facs", writer.config.facs.replace("{n}", node.attributes["n"]))


def _element_only(writer: _Writer, parent: etree._Element, node: Node) -> None:
    made = writer.element(parent, node)
    for item in node.children:
        if isinstance(item, Node):
            writer.node(made, item)


def _formula(writer: _Writer, parent: etree._Element, node: Node) -> None:
    """`formula`, in which text and `hi` may stand alone (`#FTFOR`); one that holds more is words like others."""
    plain = all(not isinstance(item, Node) or item.kind is Kind.HI for item in node.children)
    if plain and (writer.clean or not any(UNHOLDABLE.search(writer.printed(leaf)) for leaf in _texts(node))):
        _block(writer, parent, node)
    else:
        writer.content(parent, node.children)


def _texts(node: Node) -> Iterable[Text]:
    return (leaf for leaf in leaves(node) if isinstance(leaf, Text))


def _graphic(writer: _Writer, parent: etree._Element, node: Node) -> None:
    made = writer.element(parent, node)
    for item in node.children:
        if isinstance(item, Node):
            _block(writer, made, item)


Encoder = Callable[[_Writer, etree._Element, Node], None]
ENCODERS: dict[Kind, Encoder] = {
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
