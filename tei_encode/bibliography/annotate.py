"""Annotation: the references of a document as `bibl` with their elements, each short one pointing to its work.

A pure function over the tree. It sets elements around ranges of the source and adds pointers; no character is added,
lost or moved but the name that dashes or Idem stand for, in `reg`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tei_encode.bibliography.nesting import nested
from tei_encode.bibliography.parse import reference_fields
from tei_encode.bibliography.resolve import Register, Resolved
from tei_encode.bibliography.runs import Field
from tei_encode.bibliography.segment import references
from tei_encode.bibliography.short_forms import read_again
from tei_encode.bibliography.views import View, view_of
from tei_encode.bibliography.works import Mention, Work, describe
from tei_encode.model.document import Certainty, Child, Decision, Document, Kind, Node, Text
from tei_encode.model.record import replace
from tei_encode.model.source import Source

if TYPE_CHECKING:
    from tei_encode.bibliography.citations import Entries

_FIELD_KINDS = frozenset(
    (Kind.AUTHOR, Kind.EDITOR, Kind.TITLE, Kind.PUB_PLACE, Kind.PUBLISHER, Kind.DATE, Kind.BIBL_SCOPE)
)
_NOT_REPEATED = frozenset(
    (Kind.NOTE, Kind.PB, Kind.CB, Kind.LB, Kind.PC, Kind.FW, Kind.MILESTONE, Kind.GAP, Kind.CITED_RANGE)
)
_PROBABILITY = {Certainty.HIGH: 0.97, Certainty.MEDIUM: 0.85, Certainty.LOW: 0.6}


def annotate(document: Document, source: Source, works_cited: bool = False) -> Document:
    """The document with its references marked, parsed and resolved (`#COBI`, `#COBIOR`).

    With `works_cited` also the list of works, each once, with pointers to where it is cited.
    """
    annotator = _Annotator(source.text)
    annotator.lists((*document.front, *document.body, *document.back))
    parts = [tuple(map(annotator.rebuilt, part)) for part in (document.front, document.body, document.back)]
    return replace(
        document,
        front=parts[0],
        body=parts[1],
        back=parts[2],
        decisions=(*document.decisions, *annotator.decisions),
        cited=tuple(_works_cited(annotator.register.works, parts, source.text)) if works_cited else (),
    )


def _works_cited(works: Sequence[Work], parts: Sequence[Sequence[Node]], text: str) -> Iterator[Node]:
    """One `bibl` for each work: its most complete form, and a pointer to each place that cites it."""
    nodes: dict[str, Node] = {}
    stack = [node for part in parts for node in part]
    while stack:
        node = stack.pop()
        if node.kind is Kind.BIBL and node.key:
            nodes[node.key] = node
        stack.extend(child for child in node.children if isinstance(child, Node))
    for number, work in enumerate(works, 1):
        best = nodes.get(work.mention.key)
        if best is None:
            continue
        said = _without_comma(_repeated(best.children), text)
        places = (
            Node(Kind.PTR, (), {"type": "cited"}, pointers={"target": (m.key,)})
            for m in work.mentions
            if m.key in nodes
        )
        yield Node(Kind.BIBL, (*said, *places), {}, f"cited-{number}")


def _repeated(children: Sequence[Child]) -> tuple[Child, ...]:
    """What a list says again of a work: nothing of the page it stands on, no hyphen at a line end, no identifier."""
    return tuple(
        replace(child, children=_repeated(child.children), key="") if isinstance(child, Node) else child
        for child in children
        if not isinstance(child, Node)
        or (child.kind not in _NOT_REPEATED and child.attributes.get("type") != "noteref")
    )


def _without_comma(children: Sequence[Child], text: str) -> tuple[Child, ...]:
    """Children without the comma that led to the pages cited, which are no part of the work."""
    last = children[-1] if children else None
    if not isinstance(last, Text):
        return tuple(children)
    end = last.end
    while end > last.start and text[end - 1] in " ,:;\n":
        end -= 1
    return (*children[:-1], *((Text(last.start, end),) if end > last.start else ()))


class _Annotator:
    """One walk for the lists of works, which all else may refer to, and one in the order of reading."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.register = Register()
        self.entries: Entries | None = None  # of the bibliography; imported where there is one
        self.listed: dict[int, Node] = {}  # entries of lists, by identity of the node they replace
        self.note_keys: list[str] = []
        self.decisions: list[Decision] = []
        self.count = 0
        self.last = Mention("", (), "")  # whose author dashes and Idem repeat

    # ---- lists of works
    def lists(self, nodes: Sequence[Node]) -> None:
        """Parse the entries of every list of works in a part of the text."""
        for node in nodes:
            if node.kind is Kind.LIST_BIBL:
                self._list(node)
            elif node.kind not in (Kind.P, Kind.NOTE):
                self.lists([child for child in node.children if isinstance(child, Node)])

    def _list(self, node: Node) -> None:
        name = ""
        for entry in node.children:
            if not isinstance(entry, Node) or entry.kind is not Kind.BIBL:
                continue
            children = tuple(_bare(entry.children))
            view = view_of(children, self.text)
            fields = reference_fields(view.text)
            mention = describe(Mention(view.text, fields, entry.key or self._key()))
            if not mention.full and len(children) < len(entry.children):
                continue  # what recognition found says more
            name = self._author(mention, name)
            if mention.full:
                work = self.register.add(mention)
                if node.attributes.get("type") != "reviewed":
                    self._enter(work, view.text)
            made = nested(children, _placed(view, fields))
            self.listed[id(entry)] = replace(entry, children=made, key=mention.key)

    def _enter(self, work: Work, text: str) -> None:
        from tei_encode.bibliography.citations import Entries

        self.entries = self.entries or Entries()
        self.entries.add(work, text)

    def _author(self, mention: Mention, before: str) -> str:
        """Name the author that dashes repeat; the names to repeat in the entry after."""
        authors = [field for field in mention.fields if field.kind is Kind.AUTHOR]
        if authors and mention.repeats_author:
            if before:
                authors[0].stands_for = before  # type: ignore[misc]
                mention.surnames = (*self.last.surnames, *mention.surnames)
                mention.names = (*self.last.names, *mention.names)
                self.last = mention
            return before
        self.last = mention
        if not authors:
            return ""
        return " ".join(mention.text[authors[0].start : authors[-1].end].split())

    # ---- the text
    def rebuilt(self, node: Node) -> Node:
        """A node with the references in it marked."""
        if id(node) in self.listed:
            return self.listed[id(node)]
        if node.kind is Kind.NOTE:
            return self._note(node)
        children = tuple(self.rebuilt(child) if isinstance(child, Node) else child for child in node.children)
        if node.kind is Kind.P:
            children = self._paragraph(children)
        return replace(node, children=children) if children != node.children else node

    def _paragraph(self, children: tuple[Child, ...]) -> tuple[Child, ...]:
        """Running text: author-date citations of the entries of the bibliography."""
        if self.entries is None:
            return children
        from tei_encode.bibliography.citations import running_text

        view = view_of(children, self.text)
        return nested(children, _placed(view, running_text(view.text, self.entries)))

    def _note(self, node: Node) -> Node:
        position = len(self.note_keys)
        self.note_keys.append(node.key)
        number = node.attributes.get("n", "")
        if number:
            self.register.notes[number] = position
        count = 0
        children: list[Child] = []
        name = ""
        for child in node.children:
            if isinstance(child, Node) and child.kind is Kind.P:
                view = view_of(child.children, self.text)
                made: list[Field] = []
                for reference in references(view.text):
                    mention = Mention(view.text, reference.fields, self._key(), position, count)
                    describe(mention)
                    name = self._author(mention, name)
                    resolved = self.register.resolve(mention)
                    self.register.close(mention, resolved)
                    if not mention.surnames and resolved.work is not None:
                        # After `Ibid.` an Idem repeats the author of the work meant.
                        self.last = resolved.work.mention
                        name = _author_of(resolved.work)
                    count += 1
                    start, end = reference.start, reference.end
                    made.append(self._reference(start, end, mention, resolved))
                    self._decide(view.source(start), view.source_end(end), mention, resolved)
                child = replace(child, children=nested(child.children, _placed(view, made)))
            children.append(child)
        return replace(node, children=tuple(children))

    def _reference(self, start: int, end: int, mention: Mention, resolved: Resolved) -> Field:
        work = resolved.work
        own = work is None or work.mentions[0] is mention
        read = mention.fields if work is None or own else read_again(mention, work)
        fields = tuple(self._pointed(field, mention, resolved) for field in read)
        if work is None or own:
            return Field(start, end, Kind.BIBL, {}, fields, mention.key)
        pointers: dict[str, tuple[str, ...]] = {"corresp": (work.mentions[0].key,)}
        # With its title read too, the short form names author and title.
        cert = resolved.cert if read is mention.fields else Certainty.HIGH
        return Field(start, end, Kind.BIBL, {}, fields, mention.key, pointers, cert)

    def _pointed(self, field: Field, mention: Mention, resolved: Resolved) -> Field:
        """A back reference with a pointer to the note it refers to."""
        there = resolved.note
        if field.kind is not Kind.REF or "target" in field.attributes or not 0 <= there < len(self.note_keys):
            return field
        key = self.note_keys[there]
        return replace(field, pointers={"target": (key,)}) if key and there != mention.note else field

    def _decide(self, start: int, end: int, mention: Mention, resolved: Resolved) -> None:
        work, cert = resolved.work, resolved.cert
        if work is None or cert is None:
            taken = "reference to a work that is not known" if mention.back or not mention.full else "reference"
            self.decisions.append(Decision("reference", start, end, taken, 0.5))
        elif work.mentions[0] is not mention:
            self.decisions.append(
                Decision("reference", start, end, f"refers to {_named(work)}", _PROBABILITY[cert], _evidence(mention))
            )

    def _key(self) -> str:
        self.count += 1
        return f"bibl-{self.count}"


def _evidence(mention: Mention) -> tuple[str, ...]:
    parts = (
        (mention.back, mention.back),
        ("author", mention.surnames),
        ("title", mention.titles),
        ("year", mention.year),
    )
    return tuple(name for name, value in parts if value)


def _named(work: Work) -> str:
    """A work in a few words."""
    mention = work.mention
    title = next((mention.text[f.start : f.end] for f in mention.fields if f.kind is Kind.TITLE), "")
    return ", ".join(part for part in (" ".join(mention.surnames).title(), " ".join(title.split())) if part)


def _author_of(work: Work) -> str:
    """The authors of a work as printed where it is cited in full."""
    mention = work.mention
    authors = [field for field in mention.fields if field.kind is Kind.AUTHOR]
    return " ".join(mention.text[authors[0].start : authors[-1].end].split()) if authors else ""


def _bare(children: Sequence[Child], within: Kind | None = None) -> list[Child]:
    """Children without the elements that recognition has set in them."""
    out: list[Child] = []
    for child in children:
        if isinstance(child, Node) and child.kind in _FIELD_KINDS and "rend" not in child.attributes:
            out.extend(_bare(child.children, child.kind))
        elif isinstance(child, Node) and child.kind is Kind.CHOICE and within is Kind.AUTHOR:
            # Dashes and the name they stand for: both are found again.
            out.extend(inner for part in child.children if isinstance(part, Node) for inner in _printed(part))
        else:
            out.append(child)
    return out


def _printed(node: Node) -> Sequence[Child]:
    return node.children if node.kind is Kind.ORIG else ()


def _placed(view: View, fields: Sequence[Field]) -> list[Field]:
    """Fields of a view as ranges of the source."""
    return [
        Field(
            view.source(field.start),
            view.source_end(field.end),
            field.kind,
            field.attributes,
            tuple(_placed(view, field.children)) if field.children else (),
            field.key,
            field.pointers,
            field.cert,
            field.stands_for,
        )
        for field in fields
        if field.end > field.start
    ]
