"""Small documents for the tests of references: notes, lists and paragraphs as recognition gives them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei_encode.bibliography.annotate import annotate
from tei_encode.model.document import Child, Document, Generated, Kind, Markup, Node, Text
from tei_encode.model.metadata import Metadata
from tei_encode.model.source import Source


class Writer:
    """Writes a source and the nodes over it."""

    def __init__(self) -> None:
        self.text = ""

    def leaf(self, words: str) -> Text:
        """The words, on a line of the source."""
        start = len(self.text)
        self.text += words + "\n"
        return Text(start, len(self.text) - 1)

    def inline(self, words: str) -> tuple[Child, ...]:
        """The words, with italics where they stand between asterisks."""
        found: list[Child] = []
        for number, part in enumerate(words.split("*")):
            start = len(self.text)
            if number % 2:
                self.text += f"*{part}*"
                marks = (
                    Markup(start, start + 1),
                    Text(start + 1, len(self.text) - 1),
                    Markup(len(self.text) - 1, len(self.text)),
                )
                found.append(Node(Kind.HI, marks, {"rend": "italic"}))
            elif part:
                self.text += part
                found.append(Text(start, len(self.text)))
        self.text += "\n"
        return tuple(found)

    def note(self, number: int, words: str) -> Node:
        paragraph = Node(Kind.P, self.inline(words))
        return Node(Kind.NOTE, (paragraph,), {"n": str(number)}, key=f"note-{number}")


def annotated(
    notes: Sequence[str] = (), works: Sequence[str] = (), entries: Sequence[str] = (), text: Sequence[str] = ()
) -> tuple[Document, str]:
    """A document with these works reviewed, paragraphs, notes and entries of a bibliography; and its source."""
    writer = Writer()
    front = []
    if works:
        listed = Node(
            Kind.LIST_BIBL,
            tuple(Node(Kind.BIBL, writer.inline(work), key=f"work-{n}") for n, work in enumerate(works, 1)),
            {"type": "reviewed"},
        )
        front.append(Node(Kind.DIV, (listed,), {"type": "reviewedWorks"}))
    body = Node(Kind.DIV, tuple(Node(Kind.P, writer.inline(words)) for words in text))
    back = [Node(Kind.DIV, tuple(writer.note(n, words) for n, words in enumerate(notes, 1)), {"type": "notes"})]
    if entries:
        listed = Node(Kind.LIST_BIBL, tuple(Node(Kind.BIBL, writer.inline(entry)) for entry in entries))
        back.append(Node(Kind.DIV, (listed,), {"type": "bibliography"}))
    document = Document((), tuple(front), (body,), tuple(back), Metadata(), "en")
    return annotate(document, Source(writer.text, ())), writer.text


def all_nodes(document: Document) -> Iterator[Node]:
    """Every node, in document order."""
    stack: list[Child] = [*reversed(document.back), *reversed(document.body), *reversed(document.front)]
    while stack:
        node = stack.pop()
        if isinstance(node, Node):
            yield node
            stack.extend(reversed(node.children))


def said(node: Node, text: str) -> str:
    """What a node says of the source, delimiters and generated text left out."""
    parts = []
    for child in node.children:
        if isinstance(child, Text):
            parts.append(text[child.start : child.end])
        elif isinstance(child, Node) and child.kind is not Kind.NOTE:
            parts.append(said(child, text))
        elif isinstance(child, Generated):
            parts.append(f"[{child.text}]")
    return "".join(parts)


def targets(document: Document, text: str) -> dict[str, str]:
    """Each reference of the notes that points to a work → what that work is, as first cited."""
    bibls = {node.key: node for node in all_nodes(document) if node.kind is Kind.BIBL}
    found = {}
    for node in bibls.values():
        pointed = node.pointers.get("corresp", ())
        if pointed:
            found[said(node, text)] = said(bibls[pointed[0]], text)
    return found
