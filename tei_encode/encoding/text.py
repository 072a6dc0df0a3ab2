"""The text of the document as elements: front, body and back, notes where they belong, works cited, cover sheet."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import is_normalized, normalize

from lxml import etree

from tei_encode.config import Config
from tei_encode.encoding.content import ENCODERS, note_element
from tei_encode.encoding.names import NSMAP, TEI, XML, is_holdable
from tei_encode.encoding.writer import Writer
from tei_encode.model.document import Child, Document, Kind, Node
from tei_encode.model.record import record
from tei_encode.model.source import Source

_GLOBAL = frozenset(
    {Kind.PB, Kind.CB, Kind.LB, Kind.FW, Kind.MILESTONE, Kind.NOTE, Kind.GAP, Kind.SURPLUS, Kind.FIGURE}
)
_AS_EVER = Config()
_IDENTIFIED = {Kind.PB: "pb", Kind.NOTE: "note"}


@record()
class EncodedText:
    """The text element, the cover sheet's paragraphs, and what the header wants to know of them."""

    element: etree._Element
    cover: list[etree._Element]
    works: list[str]  # xml:id of the reviewed works
    pages: int
    stand_off: etree._Element | None = None  # the works cited, where they are asked for


def build_text(document: Document, source: Source, config: Config) -> EncodedText:
    """The `text` element and the paragraphs of the cover sheet."""
    writer = Writer(source.text, config, is_normalized("NFC", source.text), is_holdable(source.text), ENCODERS)
    _identify(writer, document)
    element = etree.Element(TEI + "text", nsmap=NSMAP)
    element.set(XML + "lang", document.language)
    holder = etree.Element(TEI + "note", nsmap=NSMAP)
    for node in document.cover:
        writer.block(holder, node)
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
    return EncodedText(element, list(holder), writer.works, writer.pages, stand_off)


def build_node(node: Node, text: str) -> etree._Element:
    """One node over a text of its own as an element; nothing in it may point elsewhere."""
    writer = Writer(text, _AS_EVER, is_normalized("NFC", text), is_holdable(text), ENCODERS)
    holder = etree.Element(TEI + "listBibl", nsmap=NSMAP)
    writer.block(holder, node)
    return holder[0]


def _identify(writer: Writer, document: Document) -> None:
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


def _works_cited(writer: Writer, works: Sequence[Node]) -> etree._Element:
    """`standOff` with a list of the works cited: they repeat the text, and so do not stand in it (`#SASOstandOff`)."""
    made = etree.Element(TEI + "standOff", nsmap=NSMAP)
    listed = etree.SubElement(made, TEI + "listBibl")
    listed.set("type", "cited")
    for work in works:
        writer.block(listed, work)
    return made


def _body(writer: Writer, body: etree._Element, nodes: Sequence[Node]) -> None:
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


def _back(writer: Writer, text: etree._Element, nodes: Sequence[Node]) -> None:
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
            note_element(writer, division, node)
