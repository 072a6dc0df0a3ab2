"""Where things stand in a file: line, column and path. libxml2 knows lines alone; expat reads the file once more.

It is asked only when something is wrong. Lines and columns count from 1, columns in code points.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from tei_encode.model.record import record
from tei_encode.validation.problems import Problem

if TYPE_CHECKING:
    from pyexpat import ExpatError

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
        at = self._order[element]
        # Of what expat does not read libxml2 knows the lines.
        line: Any = element.sourceline
        return self._tags[at] if at < len(self._tags) else Tag(line or 1, 1, len(self._xml))

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


def unread(error: ExpatError) -> Problem:
    """What libxml2 lets pass and expat does not: prefixes that are not declared, names of XML's fifth edition."""
    from pyexpat import ErrorString

    words = f"not well-formed by XML 1.0 and its namespaces: {ErrorString(error.code)}"
    return Problem("X001", words, error.lineno, error.offset + 1)


def tags(xml: bytes) -> list[Tag]:
    """Where every element begins, in the order of the document; as far as expat reads it."""
    from pyexpat import ExpatError, ParserCreate

    parser: Any = ParserCreate("utf-8")
    found: list[Tag] = []

    def start(_name: str, _attributes: object) -> None:
        found.append(Tag(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, parser.CurrentByteIndex))

    parser.StartElementHandler = start
    try:
        parser.Parse(xml, True)
    except ExpatError:
        pass  # the engines tell it
    parser.StartElementHandler = None  # it holds the parser, which holds it
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
