"""One walk over nodes: elements with their attributes, text with its white space, `g` for what XML cannot hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from unicodedata import normalize

from lxml import etree

from tei_encode.config import Config
from tei_encode.encoding.names import RESPONSIBLE, TEI, UNHOLDABLE, XML, legal
from tei_encode.model.document import Child, Generated, Kind, Node, Text
from tei_encode.model.record import factory, record

_NAMES = {kind: TEI + kind.value for kind in Kind}
_WHITE = re.compile(r"[ \t\n\f]+")


@record()
class State:
    """Where text was last put in the block that is open, to collapse white space over element boundaries."""

    space: bool = True
    owner: etree._Element | None = None
    in_tail: bool = False


@record()
class Writer:
    """Puts nodes into elements; `encoders`: how those kinds are put that a content model asks something of."""

    text: str
    config: Config
    normal: bool
    clean: bool
    encoders: Mapping[Kind, Encoder]
    ids: dict[str, str] = factory(default_factory=dict)
    node_ids: dict[int, str] = factory(default_factory=dict)
    works: list[str] = factory(default_factory=list)
    back_notes: list[Node] = factory(default_factory=list)
    pages: int = 0
    state: State = factory(default_factory=State)

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

    def add(self, parent: etree._Element, raw: str, empty: bool = False) -> None:
        """Append text with white space collapsed, over the boundary to what was put before too.

        `empty` where the parent is known to have no child yet; to ask it would take as long as the rest.
        """
        if not raw:
            return
        collapsed = raw if raw.isprintable() and "  " not in raw else _WHITE.sub(" ", raw)
        state = self.state
        if state.space and collapsed[0] == " ":
            collapsed = collapsed[1:]
            if not collapsed:
                return
        state.space = collapsed[-1] == " "
        if empty:
            parent.text = collapsed
            state.owner, state.in_tail = parent, False
            return
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
        identifier = self.node_ids.get(id(node))
        if not (node.attributes or identifier or node.pointers or node.moved) and node.cert is None:
            return etree.SubElement(parent, _NAMES[node.kind])  # most of them
        attributes: dict[str, str] = {XML + "id": identifier} if identifier else {}
        for name, value in node.attributes.items():
            attributes[XML + "lang" if name == "xml:lang" else name] = legal(value)
        for name, keys in node.pointers.items():
            found = ["#" + self.ids[key] for key in keys if key in self.ids]
            if found:
                attributes[name] = " ".join(found)
        if node.cert is not None:
            if "resp" not in node.attributes:
                attributes["resp"] = RESPONSIBLE
            attributes["cert"] = node.cert.value
        if node.moved:
            attributes["source"] = " ".join(f"src:{start},{end}" for start, end in node.moved)
        return etree.SubElement(parent, _NAMES[node.kind], attributes)

    def content(self, parent: etree._Element, children: Iterable[Child], empty: bool = False) -> None:
        """Children of mixed content, in order; leaves that follow each other are put at once, however many they are.

        `empty` where the parent was made for them and has nothing in it.
        """
        words: list[str] = []
        for item in children:
            if isinstance(item, Text):
                raw = self.text[item.start : item.end] if self.normal else self.printed(item)
                if self.clean or UNHOLDABLE.search(raw) is None:
                    words.append(raw)
                else:
                    self.add(parent, "".join(words), empty)
                    words.clear()
                    empty = False
                    self.put_glyphs(parent, raw)
            elif isinstance(item, Node):
                if words:
                    self.add(parent, words[0] if len(words) == 1 else "".join(words), empty)
                    words.clear()
                empty = False
                self.node(parent, item)
            elif isinstance(item, Generated):
                words.append(legal(item.text))
        if words:
            self.add(parent, words[0] if len(words) == 1 else "".join(words), empty)

    def node(self, parent: etree._Element, node: Node) -> None:
        encoder = self.encoders.get(node.kind)
        if encoder is None:
            self.content(self.element(parent, node), node.children, empty=True)
        else:
            encoder(self, parent, node)

    def block(self, parent: etree._Element, node: Node) -> None:
        """An element whose text stands for itself, and begins and ends anew: white space at its edges goes."""
        outer, self.state = self.state, State()
        self.content(self.element(parent, node), node.children, empty=True)
        self.close_block()
        self.state = outer


Encoder = Callable[[Writer, etree._Element, Node], None]
