"""Namespaces, and the smallest helpers to make elements."""

from __future__ import annotations

from typing import Any
from unicodedata import normalize

from lxml import etree

from tei_encode.model.pattern import late

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
NSMAP: Any = {None: "http://www.tei-c.org/ns/1.0"}  # the stubs of lxml do not know the default namespace
RESPONSIBLE = "#tei_encode"

# What XML 1.0 cannot hold (section 2.2). In running text it stands as g; in the header, a copy, it is left out.
ILLEGAL = late("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\r]")

# Those of ILLEGAL that are no layout: a form feed stands for a page break, or as a g of its own.
# U+0338 would compose with the `>` of a tag before it when the file is normalised.
UNHOLDABLE = late(ILLEGAL.pattern.replace("\x0c", "").replace("]", "\u0338]"))


def is_holdable(text: str) -> bool:
    """Whether there is nothing of UNHOLDABLE in a text; of what is printable only U+0338 can be."""
    if "\u0338" not in text and all(map(str.isprintable, text.replace("\f", "").split("\n"))):
        return True
    return UNHOLDABLE.search(text) is None


def legal(text: str) -> str:
    """A string as an attribute or the header may hold it: legal in XML, in NFC.

    U+0338 at its beginning would compose with the `>` of the tag before it.
    """
    if text.isascii() and text.isprintable():
        return text
    if not text.isprintable():  # nothing of ILLEGAL is
        text = ILLEGAL.sub("", text)
    return normalize("NFC", text.lstrip("\u0338"))


def child(parent: etree._Element, name: str, text: str = "", /, **attributes: str) -> etree._Element:
    """A new child; `xml_id` and `xml_lang` stand for the attributes of the XML namespace."""
    element = etree.SubElement(parent, TEI + name)
    for key, value in attributes.items():
        if value:
            element.set(XML + key[4:] if key.startswith("xml_") else key.rstrip("_"), legal(value))
    if text:
        element.text = legal(text)
    return element


def tail(element: etree._Element, text: str) -> None:
    """Text behind an element."""
    element.tail = (element.tail or "") + legal(text)
