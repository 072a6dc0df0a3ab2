"""Namespaces, and the smallest helpers to make elements."""

from __future__ import annotations

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
NSMAP = {None: "http://www.tei-c.org/ns/1.0"}
RESPONSIBLE = "#tei_encode"


def child(parent: etree._Element, name: str, text: str = "", /, **attributes: str) -> etree._Element:
    """A new child; `xml_id` and `xml_lang` stand for the attributes of the XML namespace."""
    element = etree.SubElement(parent, TEI + name)
    for key, value in attributes.items():
        if value:
            element.set(XML + key[4:] if key.startswith("xml_") else key.rstrip("_"), value)
    if text:
        element.text = text
    return element


def tail(element: etree._Element, text: str) -> None:
    """Text behind an element."""
    element.tail = (element.tail or "") + text
