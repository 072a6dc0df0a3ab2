"""The language of parts: quotations, abstracts, epigraphs, emphasised phrases, where certainly another (`#CHSH`)."""

from __future__ import annotations

from tei_encode.language.detect import language_of_part
from tei_encode.model.document import Child, Document, Kind, Markup, Node, Text
from tei_encode.model.record import replace

_PARTS = frozenset({Kind.QUOTE, Kind.Q, Kind.EPIGRAPH, Kind.HI})
_APART = frozenset({Kind.NOTE, Kind.FW})  # text of its own within another
# What holds names and titles, or nothing in which a part could stand.
_CLOSED = frozenset({Kind.BIBL, Kind.LIST_BIBL, Kind.TITLE_PAGE, Kind.FW, Kind.CHOICE, Kind.PB, Kind.REF, Kind.LABEL})
_LANGUAGE = "xml:lang"


def with_languages(document: Document, text: str) -> Document:
    """The document with `xml:lang` on such parts, and the share of each language in the text, in per cent."""
    marker = _Marker(document.language, text)
    parts = {
        name: tuple(marker.node(node, document.language) for node in getattr(document, name))
        for name in ("front", "body", "back")
    }
    if not marker.sizes:
        return document
    whole = sum(child.end - child.start for name in parts for node in parts[name] for child in _leaves(node))
    shares = {code: max(1, round(100 * size / max(1, whole))) for code, size in marker.sizes.items()}
    first = max(1, 100 - sum(shares.values()))
    ordered = sorted(shares.items(), key=lambda share: (-share[1], share[0]))
    return replace(document, **parts, usage=((document.language, first), *ordered))


class _Marker:
    """Walks the elements, with the language of what is around them."""

    def __init__(self, language: str, text: str) -> None:
        self.main, self.text = language, text
        self.sizes: dict[str, int] = {}

    def node(self, node: Node, around: str) -> Node:
        if node.kind in _CLOSED:
            return node
        own = node.attributes.get(_LANGUAGE, "")
        told = own or (self._told(node, around) if _is_part(node) else "")
        children = self._children(node.children, told or around)
        if told and told != around:
            size = sum(leaf.end - leaf.start for leaf in _leaves(node))
            if around == self.main:
                self.sizes[told] = self.sizes.get(told, 0) + size
        if told and not own:
            return replace(node, children=children, attributes={**node.attributes, _LANGUAGE: told})
        return node if children is node.children else replace(node, children=children)

    def _children(self, children: tuple[Child, ...], language: str) -> tuple[Child, ...]:
        """The children with their parts told; the same tuple where there is none."""
        changed = {}
        for at, child in enumerate(children):
            if isinstance(child, Node) and (made := self.node(child, language)) is not child:
                changed[at] = made
        return tuple(changed.get(at, child) for at, child in enumerate(children)) if changed else children

    def _told(self, node: Node, around: str) -> str:
        words = " ".join(self.text[leaf.start : leaf.end] for leaf in _leaves(node) if isinstance(leaf, Text))
        return language_of_part(words, around) if around != "und" else ""


def _is_part(node: Node) -> bool:
    return node.kind in _PARTS or (node.kind is Kind.DIV and node.attributes.get("type") == "abstract")


def _leaves(node: Node) -> list[Text | Markup]:
    """The leaves of an element, without those of notes and running heads in it."""
    found: list[Text | Markup] = []
    stack: list[Child] = list(reversed(node.children))
    while stack:
        child = stack.pop()
        if isinstance(child, (Text, Markup)):
            found.append(child)
        elif isinstance(child, Node) and child.kind not in _APART:
            stack.extend(reversed(child.children))
    return found
