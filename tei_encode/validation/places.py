"""Where things stand in a file: line, column and path. libxml2 knows lines alone; expat reads the file once more.

It is asked only when something is wrong. Lines and columns count from 1, columns in code points.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from tei_encode.model.record import record

_ATTRIBUTE = re.compile(rb"""\s([^\s=<>"'/]+)\s*=\s*("[^"]*"|'[^']*')""")


@record(frozen=True)
class Tag:
    """Where a tag begins: line, column, byte."""

    line: int
    column: int
    byte: int


class Places:
    """The places of one well-formed document."""

    def __init__(self, xml: bytes, root: etree._Element) -> None:
        self._xml = xml
        self._root = root
        self._elements: list[etree._Element] = []
        self._order: dict[etree._Element, int] = {}
        self._tags: list[Tag] = []
        self._steps: dict[etree._Element, str] = {}

    @property
    def elements(self) -> list[etree._Element]:
        """The elements in the order of the document."""
        if not self._elements:
            self._elements = list(self._root.iter("*"))
        return self._elements

    def tag(self, element: etree._Element) -> Tag:
        """Where an element begins."""
        if not self._order:
            self._order = {each: at for at, each in enumerate(self.elements)}
            self._tags = tags(self._xml)
        return self._tags[self._order[element]]

    def attribute(self, element: etree._Element, name: str) -> tuple[int, int]:
        """Line and column of an attribute, by its name as lxml has it."""
        number = [str(key) for key in element.attrib].index(name)
        return attribute_place(self._xml, self.tag(element), number)

    def path(self, element: etree._Element) -> str:
        """Where an element stands, as people read it: `/TEI/text/body/div[2]/p[1]`."""
        steps = []
        for step in (element, *element.iterancestors()):
            if step not in self._steps:
                self._name_children(step)
            steps.append(self._steps[step])
        return "/" + "/".join(reversed(steps))

    def _name_children(self, element: etree._Element) -> None:
        """The steps of an element and all its siblings, counted once."""
        parent = element.getparent()
        siblings = [element] if parent is None else [child for child in parent if isinstance(child.tag, str)]
        counts: dict[str, int] = {}
        numbered = []
        for sibling in siblings:
            name = str(sibling.tag)
            counts[name] = counts.get(name, 0) + 1
            numbered.append((sibling, name, counts[name]))
        for sibling, name, number in numbered:
            local = name.rpartition("}")[2]
            self._steps[sibling] = local if counts[name] == 1 else f"{local}[{number}]"


def tags(xml: bytes) -> list[Tag]:
    """Where every element begins, in the order of the document."""
    from pyexpat import ParserCreate

    parser: Any = ParserCreate("utf-8")
    found: list[Tag] = []

    def start(_name: str, _attributes: object) -> None:
        found.append(Tag(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, parser.CurrentByteIndex))

    parser.StartElementHandler = start
    parser.Parse(xml, True)
    return found


def attribute_place(xml: bytes, tag: Tag, number: int) -> tuple[int, int]:
    """Line and column of an attribute of a tag, by its number in it; declarations of namespaces do not count."""
    line, column, at = tag.line, tag.column, tag.byte
    for match in _ATTRIBUTE.finditer(xml, tag.byte):
        name = match[1]
        if name == b"xmlns" or name.startswith(b"xmlns:"):
            continue
        if number == 0:
            between = xml[at : match.start(1)]
            breaks = between.count(b"\n")
            if breaks:
                return line + breaks, len(between.rpartition(b"\n")[2].decode("utf-8")) + 1
            return line, column + len(between.decode("utf-8"))
        number -= 1
    return line, column
