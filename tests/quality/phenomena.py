"""Each phenomenon by itself: how many of the elements stand where they should, and how many that should stand do.

An element is right where four of five of its characters belong to the phenomenon in the truth; a phenomenon is found where four of five of
its characters stand in such elements. Characters are those of the source that are no space.
"""

from __future__ import annotations

from collections.abc import Iterator

from tei_encode.model.document import Child, Kind, Node, Text
from tei_encode.pipeline import Encoding
from tests.generator import Generated

_SHARE = 0.8
_OF_FW = {
    "header": "running head", "pageNum": "page number", "citation": "citation", "stamp": "stamp", "lineNum": "line number",
    "masthead": "masthead", "noise": "speck",
}  # fmt: skip
_OF_DIV = {
    "abstract": "abstract",
    "keywords": "keywords",
    "history": "history",
    "dedication": "dedication",
    "contents": "contents",
    "advert": "advertisement",
}
_OF_UNIT = {
    "title": "title", "subtitle": "subtitle", "byline": "byline", "affiliation": "affiliation", "email": "email", "reviewed": "reviewed work",
    "history": "history", "dedication": "dedication", "contents": "contents", "abstract": "abstract", "abstract_head": "abstract",
    "keywords": "keywords", "epigraph": "epigraph", "head": "head", "quote": "block quotation", "verse": "verse", "item": "list item",
    "table": "table", "caption": "caption", "formula": "formula", "speech": "speech", "signed": "signature", "break": "section break",
    "bibliography": "bibliography entry", "note": "note", "margin": "marginal note", "header": "running head", "page_number": "page number",
    "citation": "citation", "stamp": "stamp", "line_number": "line number", "masthead": "masthead", "noise": "speck", "cover": "cover sheet",
    "advert": "advertisement",
}  # fmt: skip
_WITHIN = frozenset((Kind.NOTE, Kind.FW, Kind.FIGURE, Kind.TABLE))  # what stands in a block without being of it
Spans = list[tuple[int, int]]
Counts = dict[str, list[int]]


def count(made: Generated, encoding: Encoding, into: Counts) -> None:
    """Add a document: [right elements, elements, found units, units] of each phenomenon."""
    true = list(_truth(made))
    found = list(_found(encoding))
    for name in {name for name, _ in (*true, *found)}:
        row = into.setdefault(name, [0, 0, 0, 0])
        due, given = _marked(made.text, true, name), _marked(made.text, found, name)
        for column, items, others in ((0, found, due), (2, true, given)):
            for own, spans in items:
                if own != name:
                    continue
                offsets = [at for start, end in spans for at in range(start, end) if not made.text[at].isspace()]
                if offsets:
                    row[column + 1] += 1
                    row[column] += sum(others[at] for at in offsets) >= _SHARE * len(offsets)


def _marked(text: str, items: list[tuple[str, Spans]], name: str) -> bytearray:
    marks = bytearray(len(text))
    for own, spans in items:
        if own == name:
            for start, end in spans:
                marks[start:end] = b"\1" * (end - start)
    return marks


def _truth(made: Generated) -> Iterator[tuple[str, Spans]]:
    blocks: dict[tuple[str, int], Spans] = {}
    for at, segment in enumerate(made.truth.segments):
        name = _OF_UNIT.get(segment.kind)
        if name is None:
            continue
        if segment.unit < 0:
            blocks[name, -1 - at] = [(segment.start, segment.end)]
        else:
            blocks.setdefault((name, segment.unit), []).append((segment.start, segment.end))
    for (name, _), spans in blocks.items():
        yield name, spans


def _found(encoding: Encoding) -> Iterator[tuple[str, Spans]]:
    document = encoding.document
    for node in document.cover:
        yield "cover sheet", list(_spans(node))
    for part in (*document.front, *document.body, *document.back):
        yield from _elements(part, "")


def _elements(node: Node, parent: str) -> Iterator[tuple[str, Spans]]:
    name = _name(node, parent)
    if name:
        yield name, list(_spans(node))
    inside = (
        node.attributes.get("type", node.kind.value) if node.kind in (Kind.DIV, Kind.LIST_BIBL) else node.kind.value
    )
    if inside in _OF_DIV or parent in _OF_DIV:
        inside = inside if inside in _OF_DIV else parent
    for child in node.children:
        if isinstance(child, Node):
            yield from _elements(child, inside)


def _name(node: Node, parent: str) -> str:
    kind = node.attributes.get("type", "")
    match node.kind:
        case Kind.TITLE_PART:
            return "title" if kind == "main" else "subtitle"
        case Kind.BYLINE:
            inner = [child for child in node.children if isinstance(child, Node)]
            return "" if inner and inner[0].kind in (Kind.AFFILIATION, Kind.EMAIL) else "byline"
        case Kind.DIV:
            return _OF_DIV.get(kind, "")
        case Kind.HEAD if parent not in _OF_DIV:
            return "caption" if parent in ("figure", "table") else "head"
        case Kind.BIBL if parent in ("reviewed", "listBibl"):
            return "reviewed work" if parent == "reviewed" else "bibliography entry"
        case Kind.NOTE:
            return "marginal note" if kind == "marginal" else "note"
        case Kind.FW:
            return _OF_FW.get(kind, "")
    return {
        Kind.AFFILIATION: "affiliation", Kind.EMAIL: "email", Kind.EPIGRAPH: "epigraph", Kind.QUOTE: "block quotation", Kind.L: "verse",
        Kind.ITEM: "list item", Kind.TABLE: "table", Kind.FORMULA: "formula", Kind.SP: "speech", Kind.SIGNED: "signature",
        Kind.MILESTONE: "section break" if node.attributes.get("unit") == "section" else "",
    }.get(node.kind, "")  # fmt: skip


def _spans(node: Node) -> Iterator[tuple[int, int]]:
    stack: list[Child] = list(reversed(node.children))
    while stack:
        child = stack.pop()
        if isinstance(child, Node):
            if child.kind not in _WITHIN and not (node.kind is Kind.TABLE and child.kind is Kind.HEAD):
                stack.extend(reversed(child.children))
        elif isinstance(child, Text) or hasattr(child, "start"):
            yield child.start, child.end
