"""A file as all engines see it: its bytes in UTF-8, and the tree; or the one problem that keeps it from being read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from tei_encode.validation.problems import Problem

if TYPE_CHECKING:
    from tei_encode.validation.places import Places

LARGEST = 1 << 30  # bytes of one file
_PIECE = 1 << 16  # bytes
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>'
_ENCODING = rb"""\s*<\?xml\s[^>]{0,80}?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']"""
# Character sets that XML files are written in. Others are refused: in some, ASCII bytes do not mean ASCII.
_CHARSETS = r"us-?ascii|iso-?8859-?\d+|latin-?\d|windows-?125\d|cp125\d|koi8-[ru]|utf-?16(-?[lb]e)?"
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class Document:
    """One well-formed file without DTD."""

    __slots__ = ("_has_prefixes", "_places", "charset", "located", "path", "root", "xml")

    def __init__(self, xml: bytes, charset: str, root: etree._Element, path: str) -> None:
        self.xml = xml
        self.charset = charset  # "utf-8", or what it was transcoded from
        self.root = root
        self.path = path  # of the file, "" where there is none
        self.located: list[tuple[etree._Element, str, tuple[int, int]]] = []
        self._places: Places | None = None
        self._has_prefixes = b"xmlns:" in xml

    @property
    def text(self) -> str:
        """Its characters, decoded whenever they are asked for: they take more memory than its bytes."""
        return self.xml.decode("utf-8", "surrogatepass")

    def pieces(self) -> Iterator[str]:
        """Its characters in pieces of some thousand, each of which ends where a line does."""
        at = 0
        while at < len(self.xml):
            end = self.xml.find(b"\n", at + _PIECE) + 1 or len(self.xml)
            yield self.xml[at:end].decode("utf-8", "surrogatepass")
            at = end

    @property
    def places(self) -> Places:
        """Where its elements and attributes stand."""
        if self._places is None:
            from tei_encode.validation.places import Places

            self._places = Places(self.xml, self.root)
        return self._places

    def problem(
        self, element: etree._Element, code: str, message: str, expected: str = "", attribute: str = ""
    ) -> Problem:
        """A problem of an element, or of one of its attributes."""
        tag = self.places.tag(element)
        line, column = self.places.attribute(element, attribute) if attribute else (tag.line, tag.column)
        return Problem(code, message, line, column, self.places.path(element), expected)

    def instance_attributes(self) -> list[tuple[etree._Element, str]]:
        """Attributes of the namespace of XML Schema instances, of which TEI has none."""
        if not self._has_prefixes:
            return []
        every = ((element, str(name)) for element in self.root.iter("*") for name in element.attrib)
        return [(element, name) for element, name in every if name.startswith(XSI)]

    def take_out_locations(self) -> None:
        """Takes xsi:schemaLocation and its like away and remembers where they stood: an engine would follow them."""
        for element, name in self.instance_attributes():
            if name.endswith("chemaLocation"):
                self.located.append((element, name.removeprefix(XSI), self.places.attribute(element, name)))
        for element, name, _ in self.located:
            del element.attrib[XSI + name]


def opened(data: bytes, path: str = "") -> Document | Problem:
    """The document in a file, or why it cannot be read."""
    if len(data) > LARGEST:
        return Problem("X001", "the file is larger than 1 GiB", 1, 1)
    charset = _charset(data)
    try:
        text = data.decode(charset)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        words = f"the file is not {charset.upper()}: {error.reason} at byte {error.start}"
        return Problem("V010", words, line, 1, "", "UTF-8")
    except LookupError:
        return Problem("V010", f"the character set {charset!r} that the file declares is not known", 1, 1, "", "UTF-8")
    xml = data if charset == "utf-8" else text.encode("utf-8", "surrogatepass")
    del text
    at = _document_type(xml)
    if at >= 0:
        words = "the file has a DTD; it is not read, for entities could hide anything"
        return Problem("V012", words, xml.count(b"\n", 0, at) + 1, 1, "", "none")
    try:
        root = _parse(xml)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        words = re.sub(r", line \d+, column \d+$", "", error.msg or "no element")
        return Problem("X001", f"not well-formed: {words}", line or 1, column or 1)
    document = Document(xml, charset, root, path)
    document.take_out_locations()
    return document


def _charset(data: bytes) -> str:
    if data.startswith(DECLARATION):
        return "utf-8"
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return charset
    declared = re.match(_ENCODING, data[:200])
    if declared is None:
        return "utf-8"
    name = declared[1].decode("ascii").lower()
    return name if name not in ("utf-8", "utf8") and re.fullmatch(_CHARSETS, name) else "utf-8"


def _parse(xml: bytes) -> etree._Element:
    # collect_ids: libxml2 otherwise refuses a file with a duplicate id before any rule can say so.
    # encoding: a file that declares another one could hide a DTD from the search for it.
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, collect_ids=False
    )
    return etree.fromstring(xml, parser)


def _document_type(xml: bytes) -> int:
    """Where a document type declaration stands, -1 where there is none; in comments and later the words may stand."""
    at = 3 if xml.startswith(b"\xef\xbb\xbf") else 0
    while True:
        while xml[at : at + 1] in (b" ", b"\t", b"\r", b"\n"):
            at += 1
        if xml.startswith(b"<!--", at):
            end = xml.find(b"-->", at + 4)
        elif xml.startswith(b"<?", at):
            end = xml.find(b"?>", at + 2) + 1
        else:
            return at if xml.startswith(b"<!DOCTYPE", at) else -1
        if end <= 0:
            return -1
        at = end + (3 if xml.startswith(b"-->", end) else 1)
