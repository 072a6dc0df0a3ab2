"""How runs of flows of one zone become nodes; one function a zone, in the table that `block_table` gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from tei_encode.bibliography.fields import repeated_author, work_fields
from tei_encode.model.document import Certainty, Child, Generated, Kind, Markup, Node, Text
from tei_encode.model.pattern import late
from tei_encode.model.source import Declaration, Declared, Source
from tei_encode.recognition.flows import Flow
from tei_encode.recognition.marks import Insertion, Mark
from tei_encode.recognition.observations import WHITE
from tei_encode.recognition.zones import Zone

Inline = Callable[[Flow, Sequence[Mark]], tuple[Child, ...]]
Block = Callable[[Sequence[Flow]], Sequence[Child]]

BULLET = late(r"(?:[•●▪■◦‣⁃○✓➢➤►–—*·]|-(?=\s)|o(?=\s{2}))\s*(?=\S)")
NUMBER = late(r"(?:\(?\d{1,2}[.)]|\(?[a-z][.)]|\(?[ivx]{1,5}[.)])\s+(?=\S)")

# `MATTEO (aside): …`, `S. Penn: …`, `WITNESS 4. — …`; in capitals a stop is enough: `JUDGE. …`
SPEAKER = late(
    r"[^\W\d_](?:[^\s:]{0,20}\s){0,3}[^\s:]{0,20}(?:\s\([^()]{1,30}\))?(?::|\.\s?[—–-])\s(?=\S)"
    r"|[^\W\d_a-zß-ÿ]{2,20}(?:\s[^\W\d_a-zß-ÿ]{2,20}){0,2}(?:\s\([^()]{1,30}\))?\.\s(?=\S)"
)


def block_table(source: Source, inline: Inline, entry_key: Callable[[], str]) -> Mapping[Zone, Block]:
    """The builders by zone. `entry_key` gives the key of the next reviewed work."""
    signs = {d.start: d for d in source.declarations if d.kind is Declared.QUOTATION}
    return {
        Zone.ITEM: lambda flows: _list(source, inline, flows),
        Zone.CAPTION: lambda flows: [Node(Kind.FIGURE, (Node(Kind.HEAD, inline(flow, ())),)) for flow in flows],
        Zone.IMAGE: lambda flows: [_image(source, flow) for flow in flows],
        Zone.TABLE: lambda flows: _table(source, flows),
        Zone.BIBLIOGRAPHY: lambda flows: [_entries(inline, flows)],
        Zone.REVIEWED: lambda flows: [_works(source, inline, flows, entry_key)],
        Zone.QUOTE: lambda flows: [_quotation(signs, inline, flow) for flow in flows],
        Zone.VERSE: lambda flows: [
            Node(Kind.LG, tuple(Node(Kind.L, inline(flow, ())) for flow in run)) for run in _stanzas(flows)
        ],
        Zone.SPEECH: lambda flows: [_speech(source, inline, flow) for flow in flows],
        Zone.FORMULA: lambda flows: [Node(Kind.P, (Node(Kind.FORMULA, inline(flow, ())),)) for flow in flows],
        Zone.SIGNED: lambda flows: [Node(Kind.CLOSER, (Node(Kind.SIGNED, inline(flow, ())),)) for flow in flows],
        Zone.EPIGRAPH: lambda flows: [Node(Kind.EPIGRAPH, tuple(Node(Kind.P, inline(flow, ())) for flow in flows))],
    }


def one_node(made: Sequence[Child]) -> Node:
    """The one node that a builder makes of one flow."""
    (node,) = made
    assert isinstance(node, Node)
    return node


def _list(source: Source, inline: Inline, flows: Sequence[Flow]) -> Sequence[Child]:
    """A list of label and item pairs; bulleted or numbered by its first label (`#COLI`)."""
    children: list[Child] = []
    numbered = False
    for position, flow in enumerate(flows):
        text = source.text[flow.start : flow.pieces[0][1]]
        bullet = BULLET.match(text)
        match = bullet or NUMBER.match(text)
        if match:
            label_end = flow.start + len(match[0].rstrip())
            numbered |= position == 0 and bullet is None
            children.append(Node(Kind.LABEL, (Text(flow.start, label_end),)))
            flow.pieces[0] = (label_end, flow.pieces[0][1])
        children.append(Node(Kind.ITEM, inline(flow, ())))
    return [Node(Kind.LIST, tuple(children), {"rend": "numbered" if numbered else "bulleted"})]


def _quotation(signs: Mapping[int, Declaration], inline: Inline, flow: Flow) -> Node:
    """A displayed quotation (`#COHQQ`); the `>` that a format sets before its lines is what `@rend` says."""
    sign: tuple[Child, ...] = ()
    for at, (start, end) in enumerate(flow.pieces):
        declaration = signs.get(start)
        if declaration is None:
            continue
        markup = Markup(start, declaration.inner_start)
        flow.pieces[at] = (declaration.inner_start, end)
        if at:
            flow.insertions.append(Insertion(flow.pieces[at - 1][1], Node(Kind.LB, (markup,), {"rend": "blockquote"})))
        else:
            sign = (markup,)
    flow.insertions.sort(key=lambda insertion: insertion.at)
    return Node(Kind.QUOTE, (*sign, Node(Kind.P, inline(flow, ()))), {"rend": "blockquote"} if sign else {})


def _stanzas(flows: Sequence[Flow]) -> Sequence[Sequence[Flow]]:
    """Lines of verse by stanza: more white space than between the lines before parts two."""
    usual = min((flow.lines[0].blank_before for flow in flows[1:]), default=0)
    found: list[list[Flow]] = []
    for flow in flows:
        if not found or flow.lines[0].blank_before > usual:
            found.append([])
        found[-1].append(flow)
    return found


def _speech(source: Source, inline: Inline, flow: Flow) -> Node:
    """A speaker and what is said (`#CODR`); a paragraph where no speaker is named."""
    match = SPEAKER.match(source.text, flow.start, flow.pieces[0][1])
    if match is None:
        return Node(Kind.P, inline(flow, ()))
    speaker = Node(Kind.SPEAKER, (Text(flow.start, match.end()),))
    flow.pieces[0] = (match.end(), flow.pieces[0][1])
    return Node(Kind.SP, (speaker, Node(Kind.P, inline(flow, ()))))


def _image(source: Source, flow: Flow) -> Node:
    for declaration in source.declarations:
        if declaration.kind is Declared.IMAGE and declaration.start == flow.start:
            return image_node(declaration)
    return Node(Kind.P, tuple(Text(start, end) for start, end in flow.pieces))


def image_node(declaration: Declaration) -> Node:
    """`figure/graphic` of an image line; its words go to `desc`, its address to `@url` (`#FTGRA`)."""
    children: list[Child] = [Markup(declaration.start, declaration.inner_start)]
    if declaration.inner_end > declaration.inner_start:
        children.append(Node(Kind.DESC, (Text(declaration.inner_start, declaration.inner_end),)))
    children.append(Markup(declaration.inner_end, declaration.end))
    return Node(Kind.FIGURE, (Node(Kind.GRAPHIC, tuple(children), {"url": declaration.value}),))


def _table(source: Source, flows: Sequence[Flow]) -> Sequence[Child]:
    """Rows of cells between pipes, tabs or wide spaces (`#FTTAB`)."""
    rules = {d.start for d in source.declarations if d.kind is Declared.TABLE_RULE}
    rows: list[tuple[list[Child], bool]] = []
    for flow in flows:
        for start, end in flow.pieces:
            if start in rules:
                if rows:
                    cells, _ = rows[-1]
                    rows[-1] = ([*cells, Markup(start, end)], True)
                continue
            rows.append((_cells(source.text, start, end), False))
    if not rows or (len(flows[0].pieces) and flows[0].start in rules):
        return [Node(Kind.P, tuple(Text(start, end) for flow in flows for start, end in flow.pieces))]
    children = [Node(Kind.ROW, tuple(cells), {"role": "label"} if label else {}) for cells, label in rows]
    return [Node(Kind.TABLE, tuple(children))]


def _cells(text: str, start: int, end: int) -> list[Child]:
    line = text[start:end]
    pattern = r"\|" if line.startswith("|") else r"\t+" if "\t" in line else r" {2,}"
    cells: list[Child] = []
    position = start
    for match in re.finditer(pattern, line):
        left = start + match.start()
        if text[position:left].strip(WHITE):
            cells.append(Node(Kind.CELL, (Text(position, left),)))
        elif left > start and pattern == r"\|":
            cells.append(Node(Kind.CELL))
        if pattern == r"\|":
            cells.append(Markup(left, left + 1))
        position = start + match.end()
    if text[position:end].strip(WHITE):
        cells.append(Node(Kind.CELL, (Text(position, end),)))
    return cells


def _entries(inline: Inline, flows: Sequence[Flow]) -> Node:
    return Node(Kind.LIST_BIBL, tuple(Node(Kind.BIBL, inline(flow, ())) for flow in flows))


def _works(source: Source, inline: Inline, flows: Sequence[Flow], entry_key: Callable[[], str]) -> Node:
    """Reviewed works with their fields; dashes for a repeated author are resolved to the author before (`#COEDREG`)."""
    entries: list[Child] = []
    author = ""
    for flow in flows:
        text = source.text[flow.start : flow.end]
        marks: list[Mark] = []
        dashes = repeated_author(text)
        for start, end, kind, attributes in work_fields(text) if len(flow.pieces) == 1 else ():
            content: tuple[Child, ...] | None = None
            if kind is Kind.AUTHOR and dashes and author:
                orig = Node(Kind.ORIG, (Text(flow.start + start, flow.start + end),))
                reg = Node(Kind.REG, (Generated(author, "author of the work before"),), cert=Certainty.HIGH)
                content = (Node(Kind.CHOICE, (orig, reg)),)
            elif kind is Kind.AUTHOR:
                author = text[start:end]
            marks.append(Mark(flow.start + start, flow.start + end, kind, dict(attributes), content=content, rank=15))
        entries.append(Node(Kind.BIBL, inline(flow, marks), key=entry_key()))
    return Node(Kind.LIST_BIBL, tuple(entries), {"type": "reviewed"})
