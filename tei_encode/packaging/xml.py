"""Small XML documents, the same bytes with every version of libxml2: indented, then canonical (XML-C14N 1.0)."""

from __future__ import annotations

from typing import Any

from lxml import etree

XSI = "http://www.w3.org/2001/XMLSchema-instance"
XLINK = "http://www.w3.org/1999/xlink"


class Builder:
    """Makes elements of one namespace."""

    def __init__(self, namespace: str) -> None:
        self.namespace = namespace

    def root(self, name: str, prefixes: dict[str | None, str]) -> etree._Element:
        """The root element, with the prefixes that the document declares."""
        declared: Any = prefixes
        return etree.Element(f"{{{self.namespace}}}{name}", nsmap=declared)

    def add(
        self, parent: etree._Element, name: str, text: str = "", attributes: dict[str, str] | None = None
    ) -> etree._Element:
        """A new last child; attributes without a value are left out."""
        made = etree.SubElement(parent, f"{{{self.namespace}}}{name}")
        if text:
            made.text = text
        for key, value in (attributes or {}).items():
            if value:
                made.set(key, value)
        return made

    def add_given(self, parent: etree._Element, name: str, text: str, attributes: dict[str, str] | None = None) -> None:
        """The same, where there is a text at all."""
        if text:
            self.add(parent, name, text, attributes)


def serialise(root: etree._Element) -> bytes:
    """The bytes of a document: UTF-8, LF, a final newline."""
    etree.indent(root, "  ")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, method="c14n") + b"\n"
