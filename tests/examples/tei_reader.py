"""A TEI file as flat facts: running text with the places of breaks and note references, paragraphs, notes.

Written for the tests alone and from the Guidelines, not from the encoder: it shares no code with the package.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_OUTSIDE = frozenset(("fw", "surplus", "gap", "figDesc", "label"))
_BREAKS = frozenset(("pb", "cb", "lb", "milestone"))
_BLOCKS = frozenset(("p", "ab", "head", "item", "listBibl", "l", "cell", "quote", "div", "titlePage", "signed"))


def flat(text: str) -> str:
    """NFC, straight quotation marks, single spaces."""
    text = unicodedata.normalize("NFC", text).translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0xA0: " "})
    return re.sub(r"\s+", " ", text).strip()


def name(element: etree._Element) -> str:
    """The local name; of a comment or an instruction, nothing."""
    return element.tag.removeprefix(TEI) if isinstance(element.tag, str) else ""


@dataclass
class Facts:
    """What one TEI text says, in reading order."""

    root: etree._Element
    running: str = ""
    pages: list[tuple[str, int]] = field(default_factory=list)
    references: list[tuple[str, int]] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)
    paragraphs: list[str] = field(default_factory=list)
    forme_work: list[tuple[str, str]] = field(default_factory=list)


def reading(element: etree._Element) -> str:
    """The corrected text of an element without notes, labels and furniture; a divided word is whole."""
    walk = _Walk(Facts(element))
    walk.children(element)
    return flat("".join(walk.out))


def read(xml: bytes) -> Facts:
    """The facts of a whole file."""
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    facts = Facts(root)
    walk = _Walk(facts)
    text = root.find(f"{TEI}text")
    assert text is not None
    walk.children(text)
    facts.running = "".join(walk.out)
    for paragraph in root.iterfind(f"{TEI}text/{TEI}body//{TEI}p"):
        above = {name(e) for e in paragraph.iterancestors()}
        if not above & {"note", "quote", "floatingText", "figure"} and reading(paragraph):
            facts.paragraphs.append(reading(paragraph))
    for note in root.iterfind(f"{TEI}text//{TEI}note"):
        facts.notes.setdefault(note.get("n", ""), []).append(reading(note))
    for fw in root.iterfind(f"{TEI}text//{TEI}fw"):
        facts.forme_work.append((fw.get("type", ""), flat("".join(fw.itertext()))))
    return facts


class _Walk:
    """One walk in document order, the text so far in `out`."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.out: list[str] = []
        self.glue = False

    def put(self, text: str | None) -> None:
        if not text:
            return
        if self.glue:
            text = text.lstrip()
            self.glue = not text
        self.out.append(text)

    def children(self, element: etree._Element) -> None:
        self.put(element.text)
        for child in element:
            self.element(child)
            self.put(child.tail)

    def element(self, element: etree._Element) -> None:
        kind = name(element)
        if not kind or kind in _OUTSIDE or kind == "note":
            return
        if kind == "pc" and element.get("force") == "weak":
            return
        if kind in _BREAKS:
            self._break(element, kind)
        elif kind == "ref" and element.get("type") == "noteref":
            self.facts.references.append((element.get("n", ""), sum(map(len, self.out))))
        elif kind == "choice":
            parts = {name(child): child for child in element}
            self.children(parts.get("corr", parts.get("reg", element[0])))
        else:
            self.put("\n" if kind in _BLOCKS else "")
            self.children(element)
            self.put("\n" if kind in _BLOCKS else "")

    def _break(self, element: etree._Element, kind: str) -> None:
        if element.get("break") == "no":
            self.out[:] = ["".join(self.out).rstrip()]
            self.glue = True
        elif not self.glue:
            self.put(" ")
        if kind == "pb":
            self.facts.pages.append((element.get("n", ""), sum(map(len, self.out))))
