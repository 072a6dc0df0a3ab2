"""Namespaces, and the smallest helpers to make elements."""

from __future__ import annotations

import re
from typing import Any
from unicodedata import normalize

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
NSMAP: Any = {None: "http://www.tei-c.org/ns/1.0"}  # the stubs of lxml do not know the default namespace
RESPONSIBLE = "#tei_encode"

# What XML 1.0 cannot hold (section 2.2). In running text it stands as g; in the header, a copy, it is left out.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\r]")


def legal(text: str) -> str:
    """A string as an attribute or the header may hold it: legal in XML, in NFC.

    U+0338 at its beginning would compose with the `>` of the tag before it.
    """
    return normalize("NFC", ILLEGAL.sub("", text).lstrip("\u0338"))


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
