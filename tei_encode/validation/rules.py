"""What XSD cannot say, as named rules over one reading of the file; the table at the end is the list of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any
from unicodedata import is_normalized

from lxml import etree

from tei_encode.model.record import factory, record
from tei_encode.validation.problems import Problem, path_of

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_POINTERS = ("target", "corresp", "resp", "who", "scheme", "source")
_ALWAYS_SURE = frozenset(TEI + name for name in ("corr", "reg", "supplied", "gap", "cb"))
_MAY_BE_SURE = _ALWAYS_SURE | frozenset(TEI + name for name in ("milestone", "bibl", "pb", "ref", "note"))
_DECLARATION = re.compile(rb'<\?xml version="1\.0" encoding="UTF-8"\?>')


@record()
class Reading:
    """One pass over a document: what the rules need of it."""

    xml: bytes
    root: etree._Element
    ids: dict[str, etree._Element] = factory(default_factory=dict)
    twice: list[etree._Element] = factory(default_factory=list)
    pointing: list[tuple[etree._Element, str, str]] = factory(default_factory=list)  # element, attribute, value
    sure: list[etree._Element] = factory(default_factory=list)  # elements with @cert or @resp, or that must have them
    pages: list[etree._Element] = factory(default_factory=list)  # pb, and the TEI that they stand in
    of_instance: list[tuple[etree._Element, str]] = factory(default_factory=list)  # element, attribute of xsi

    @classmethod
    def of(cls, xml: bytes, root: etree._Element) -> Reading:
        """The reading of a document; attributes of the namespace of XML Schema instances are taken out of it."""
        reading = cls(xml, root)
        if b"xmlns:" in xml:
            reading.take_out_xsi()
        for element in root.iter(f"{TEI}*"):
            attributes = element.attrib
            tag = element.tag
            if not attributes:
                if tag in _ALWAYS_SURE:
                    reading.sure.append(element)
                elif tag == TEI + "TEI":
                    reading.pages.append(element)
                continue
            identifier = attributes.get(XML_ID)
            if identifier is not None:
                if identifier in reading.ids:
                    reading.twice.append(element)
                else:
                    reading.ids[identifier] = element
            for name in _POINTERS:
                value = attributes.get(name)
                if value is not None:
                    reading.pointing.append((element, name, value))
            if tag in _ALWAYS_SURE or "cert" in attributes or "resp" in attributes or tag == TEI + "milestone":
                reading.sure.append(element)
            if tag == TEI + "pb" or tag == TEI + "TEI":
                reading.pages.append(element)
        return reading

    def take_out_xsi(self) -> None:
        """Takes xsi:type, xsi:schemaLocation and their like away: an engine would follow them, and TEI has none."""
        for element in self.root.iter("*"):
            for name in [name for name in map(str, element.attrib) if name.startswith(XSI)]:
                del element.attrib[name]
                self.of_instance.append((element, name.removeprefix(XSI)))


def _at(element: etree._Element, code: str, message: str, expected: str = "") -> Problem:
    line: Any = element.sourceline
    return Problem(code, message, line or 0, 0, path_of(element), expected)


def _name(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def unique_ids(reading: Reading) -> Iterable[Problem]:
    """Every xml:id stands once (XML id 1.0, section 4)."""
    for element in reading.twice:
        identifier = str(element.get(XML_ID))
        first = reading.ids[identifier]
        words = f"xml:id {identifier!r} stands on line {first.sourceline} already"
        yield _at(element, "V001", words, "another id")


def pointers_resolve(reading: Reading) -> Iterable[Problem]:
    """Every local pointer has its target (`#SAXP`)."""
    for element, name, value in reading.pointing:
        for pointer in value.split():
            if pointer.startswith("#") and pointer[1:] not in reading.ids:
                words = f"{_name(element)}/@{name} points to {pointer}, which is not in the file"
                yield _at(element, "V002", words, "an xml:id")


def pointers_fit(reading: Reading) -> Iterable[Problem]:
    """Pointers lead to the right kind of element: a note reference to a note and back, a review to a work."""
    for element, name, value in reading.pointing:
        wanted = _wanted(element, name)
        if not wanted:
            continue
        for pointer in value.split():
            target = reading.ids.get(pointer[1:]) if pointer.startswith("#") else None
            if target is not None and _name(target) not in wanted:
                words = f"{_name(element)}/@{name} points to {pointer}, a {_name(target)}"
                yield _at(element, "V003", words, " or ".join(wanted))


def _wanted(element: etree._Element, name: str) -> tuple[str, ...]:
    if name == "resp" or name == "who":
        return ("name", "respStmt", "persName", "orgName")
    if name != "target":
        return ()
    kind = _name(element)
    if kind == "ref" and element.get("type") == "noteref":
        return ("note",)
    return {"note": ("ref",), "relatedItem": ("bibl", "biblStruct"), "catRef": ("category",)}.get(kind, ())


def notes_paired(reading: Reading) -> Iterable[Problem]:
    """A note reference and its note point to each other (`#CONONO`)."""
    targets = {element: frozenset(value.split()) for element, name, value in reading.pointing if name == "target"}
    for element, pointers in targets.items():
        kind = _name(element)
        if not (kind == "note" or (kind == "ref" and element.get("type") == "noteref")):
            continue
        own = "#" + (element.get(XML_ID) or "")
        for pointer in sorted(pointers):
            other = reading.ids.get(pointer[1:]) if pointer.startswith("#") else None
            if other is not None and _name(other) in ("note", "ref") and own not in targets.get(other, ()):
                words = f"{kind} {own} points to {pointer}, which does not point back"
                yield _at(element, "V004", words, f"target={own!r} there")


def pages_in_order(reading: Reading) -> Iterable[Problem]:
    """Page numbers rise, within the range that the header cites; breaks within notes repeat one of the text."""
    low, high, last = None, None, -1
    for page in reading.pages:
        if page.tag == TEI + "TEI":
            (low, high), last = _cited(page), -1
            continue
        number = _number(page.get("n"))
        if number is None or next(page.iterancestors(f"{TEI}note"), None) is not None:
            continue
        if number <= last:
            yield _at(page, "V005", f"page {number} stands after page {last}", f"a number above {last}")
        last = max(last, number)
        if low is not None and high is not None and not low <= number <= high:
            yield _at(page, "V006", f"page {number} is outside the cited range {low} to {high}", f"{low} to {high}")


def _cited(text: etree._Element) -> tuple[int | None, int | None]:
    header = text.find(f"{TEI}teiHeader")
    for scope in header.iter(f"{TEI}biblScope") if header is not None else ():
        if scope.get("unit") == "page" and scope.get("from"):
            return _number(scope.get("from")), _number(scope.get("to"))
    return None, None


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() and len(value) < 9 else None


def certainty_stated(reading: Reading) -> Iterable[Problem]:
    """What is the encoder's own says so: `@resp` and `@cert` on exactly the elements that `interpretation` declares."""
    for element in reading.sure:
        tag, resp, cert = element.tag, element.get("resp"), element.get("cert")
        required = tag in _ALWAYS_SURE or (tag == TEI + "milestone" and element.get("unit") == "ocrBlock")
        if required and not (resp and cert):
            yield _at(element, "V007", f"{_name(element)} has no {'@resp' if not resp else '@cert'}", "resp and cert")
        elif (resp or cert) and tag not in _MAY_BE_SURE:
            yield _at(element, "V008", f"{_name(element)} has @resp or @cert", "neither")
        elif bool(resp) != bool(cert):
            words = f"{_name(element)} has @{'resp' if resp else 'cert'} alone"
            yield _at(element, "V007", words, "resp and cert together")


def file_form(reading: Reading) -> Iterable[Problem]:
    """UTF-8 without mark, LF, a declaration, a final line end, NFC; no DTD, CDATA, entities or xsi:schemaLocation."""
    xml = reading.xml
    if xml.startswith(b"\xef\xbb\xbf"):
        yield Problem("V010", "the file begins with a byte order mark", 1, 1, "", "none")
    elif not _DECLARATION.match(xml):
        words = "the file does not begin with the XML declaration of UTF-8"
        yield Problem("V010", words, 1, 1, "", '<?xml version="1.0" encoding="UTF-8"?>')
    if not xml.endswith(b"\n"):
        yield Problem("V011", "the file does not end with a line end", xml.count(b"\n") + 1, 1, "", "LF")
    if b"\r" in xml:
        line = xml.count(b"\n", 0, xml.index(b"\r")) + 1
        yield Problem("V011", "the file has carriage returns", line, 1, "", "LF alone")
    at = _cdata(xml)
    if at >= 0:
        yield Problem("V012", "the file has a CDATA section", xml.count(b"\n", 0, at) + 1, 1, "", "none")
    for element, name in reading.of_instance:
        yield _at(element, "V012", f"{_name(element)} has xsi:{name}, which TEI does not know", "none")
    text = xml.decode("utf-8")
    if not is_normalized("NFC", text):
        number = next(at for at, line in enumerate(text.split("\n"), 1) if not is_normalized("NFC", line))
        yield Problem("V009", "text that is not in Unicode normalization form C", number, 1, "", "NFC")


def _cdata(xml: bytes) -> int:
    """Where the first CDATA section begins, -1 where none does; within a comment the words may stand."""
    at, comment = xml.find(b"<![CDATA["), xml.find(b"<!--")
    while 0 <= comment < at:
        end = xml.find(b"-->", comment + 4)
        if at < end:
            at = xml.find(b"<![CDATA[", end)
        comment = xml.find(b"<!--", end)
    return at


RULES: tuple[Callable[[Reading], Iterable[Problem]], ...] = (
    file_form,
    unique_ids,
    pointers_resolve,
    pointers_fit,
    notes_paired,
    pages_in_order,
    certainty_stated,
)
