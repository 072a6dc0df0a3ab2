"""What XSD cannot say, as named rules over one reading of the file; the table at the end is the list of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from unicodedata import is_normalized, normalize

from lxml import etree

from tei_encode.model.record import factory, record, replace
from tei_encode.validation.document import DECLARATION, XSI, Document
from tei_encode.validation.problems import Problem

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_POINTERS = frozenset((
    "ana", "change", "copyOf", "corresp", "decls", "edRef", "exclude", "facs", "hand", "next", "prev", "ref",
    "rendition", "resp", "sameAs", "scheme", "select", "source", "spanTo", "synch", "target", "who", "wit",
))  # fmt: skip
_SOFTWARE = "tei_encode"  # ends the pointer to it; what a person decided may stand anywhere
_ALWAYS_SURE = frozenset(TEI + name for name in ("corr", "reg", "supplied", "gap", "cb"))
_CERTAIN = (*sorted(_ALWAYS_SURE), TEI + "milestone")
_MAY_BE_SURE = _ALWAYS_SURE | frozenset(TEI + name for name in ("milestone", "bibl", "pb", "ref", "note"))


@record()
class Reading:
    """One pass over a document: what the rules need of it."""

    document: Document
    ids: dict[str, etree._Element] = factory(default_factory=dict)
    twice: list[etree._Element] = factory(default_factory=list)
    # attribute → value → elements, of the attributes that point into the file: most of them say the same
    pointing: dict[str, dict[str, list[etree._Element]]] = factory(default_factory=dict)
    sure: list[etree._Element] = factory(default_factory=list)  # elements with @cert or @resp, or that must have them

    @classmethod
    def of(cls, document: Document) -> Reading:
        """The reading of a document."""
        reading = cls(document)
        ids, pointing, sure = reading.ids, reading.pointing, reading.sure
        for element in document.root.iter(*_CERTAIN):
            if "cert" not in element.attrib and "resp" not in element.attrib:
                sure.append(element)
        for element in document.root.iter("*"):
            stated = False
            items: Any = element.items()
            for name, value in items:
                if name == XML_ID:
                    if ids.setdefault(value, element) is not element:
                        reading.twice.append(element)
                elif name == "cert":
                    stated = True
                elif name in _POINTERS and "#" in value:
                    stated = stated or name == "resp"
                    pointing.setdefault(name, {}).setdefault(value, []).append(element)
            if stated:
                sure.append(element)
        return reading

    def pointers(self, *names: str) -> Iterator[tuple[str, str, list[etree._Element]]]:
        """Attribute, each pointer of its value, and the elements that have it; of some attributes or of all."""
        for name in names or self.pointing:
            for value, elements in self.pointing.get(name, {}).items():
                for pointer in value.split():
                    if pointer[0] == "#":
                        yield name, pointer, elements


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def unique_ids(reading: Reading) -> Iterable[Problem]:
    """Every xml:id stands once (XML id 1.0, section 4)."""
    document = reading.document
    for element in reading.twice:
        identifier = str(element.get(XML_ID))
        found = document.problem(element, "V001", f"xml:id {identifier!r} stands twice", "another id", XML_ID)
        first = document.places.attribute(reading.ids[identifier], XML_ID)
        yield replace(found, related=((*first, "here first"),))


def pointers_resolve(reading: Reading) -> Iterable[Problem]:
    """Every local pointer has its target (`#SAXP`)."""
    for name, pointer, elements in reading.pointers():
        if pointer[1:] in reading.ids:
            continue
        for element in elements:
            words = f"{_name(element)}/@{name} points to {pointer}, which is not in the file"
            yield reading.document.problem(element, "V002", words, "an xml:id of the file", name)


_RESPONSIBLE = (TEI + "name", TEI + "respStmt", TEI + "persName", TEI + "orgName")
_TARGETS: dict[object, tuple[str, ...]] = {
    TEI + "ref": (TEI + "note",),
    TEI + "note": (TEI + "ref",),
    TEI + "relatedItem": (TEI + "bibl", TEI + "biblStruct"),
    TEI + "catRef": (TEI + "category",),
}


def pointers_fit(reading: Reading) -> Iterable[Problem]:
    """Pointers lead to the right kind of element: a note reference to a note and back, a review to a work."""
    for name, pointer, elements in reading.pointers("resp", "who", "target"):
        target = reading.ids.get(pointer[1:])
        if target is None or (name != "target" and target.tag in _RESPONSIBLE):
            continue
        for element in elements:
            wanted = _RESPONSIBLE if name != "target" else _wanted(element)
            if wanted and target.tag not in wanted:
                words = f"{_name(element)}/@{name} points to {pointer}, a {_name(target)}"
                expected = " or ".join(tag.rpartition("}")[2] for tag in wanted)
                yield reading.document.problem(element, "V003", words, f"a pointer to {expected}", name)


def _wanted(element: etree._Element) -> tuple[str, ...]:
    """What a target may be; nothing in particular for a reference that is none of a note."""
    tag = element.tag
    return () if tag == TEI + "ref" and element.get("type") != "noteref" else _TARGETS.get(tag, ())


def notes_paired(reading: Reading) -> Iterable[Problem]:
    """A note reference and its note point to each other (`#CONONO`)."""
    targets: dict[etree._Element, set[str]] = {}
    for _, pointer, elements in reading.pointers("target"):
        for element in elements:
            targets.setdefault(element, set()).add(pointer)
    for element, pointers in targets.items():
        tag = element.tag
        if not (tag == TEI + "note" or (tag == TEI + "ref" and element.get("type") == "noteref")):
            continue
        own = "#" + (element.get(XML_ID) or "")
        for pointer in pointers if len(pointers) == 1 else sorted(pointers):
            other = reading.ids.get(pointer[1:])
            if other is None or own in targets.get(other, ()) or other.tag not in (TEI + "note", TEI + "ref"):
                continue
            words = f"{_name(element)} {own} points to {pointer}, which does not point back"
            yield reading.document.problem(element, "V004", words, f"target={own!r} there", "target")


def pages_in_order(reading: Reading) -> Iterable[Problem]:
    """Page numbers rise, within the range that the header cites; breaks within notes repeat one of the text."""
    problem = reading.document.problem
    low, high, last = None, None, -1
    for page in reading.document.root.iter(TEI + "pb", TEI + "TEI"):
        if page.tag == TEI + "TEI":
            (low, high), last = _cited(page), -1
            continue
        number = _number(page.get("n"))
        if number is None or next(page.iterancestors(f"{TEI}note"), None) is not None:
            continue
        if number <= last:
            yield problem(page, "V005", f"page {number} stands after page {last}", f"a number above {last}", "n")
        last = max(last, number)
        if low is not None and high is not None and not low <= number <= high:
            words = f"page {number} is outside the cited range {low} to {high}"
            yield problem(page, "V006", words, f"{low} to {high}", "n")


def _cited(text: etree._Element) -> tuple[int | None, int | None]:
    header = text.find(f"{TEI}teiHeader")
    for scope in header.iter(f"{TEI}biblScope") if header is not None else ():
        if scope.get("unit") == "page" and scope.get("from"):
            return _number(scope.get("from")), _number(scope.get("to"))
    return None, None


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() and len(value) < 9 else None


def certainty_stated(reading: Reading) -> Iterable[Problem]:
    """What is the encoder's own says so: `@resp` and `@cert` on exactly the elements that `interpretation` declares.

    What a person decided says who, on whatever element it is.
    """
    problem = reading.document.problem
    for element in reading.sure:
        tag, resp, cert = element.tag, element.get("resp"), element.get("cert")
        required = tag in _ALWAYS_SURE or (tag == TEI + "milestone" and element.get("unit") == "ocrBlock")
        if required and not (resp and cert):
            words = f"{_name(element)} has no {'@resp' if not resp else '@cert'}"
            yield problem(element, "V007", words, "resp and cert")
        elif (resp or cert) and tag not in _MAY_BE_SURE and not _is_person(resp, cert):
            yield problem(element, "V008", f"{_name(element)} has @resp or @cert", "neither")
        elif bool(resp) != bool(cert):
            words = f"{_name(element)} has @{'resp' if resp else 'cert'} alone"
            yield problem(element, "V007", words, "resp and cert together")


def _is_person(resp: str | None, cert: str | None) -> bool:
    return bool(resp and cert) and not (resp or "").endswith(_SOFTWARE)


def normalised(reading: Reading) -> Iterable[Problem]:
    """Text is in Unicode normalization form C (`#CHNF`): one problem for each line where it is not."""
    document = reading.document
    if all(is_normalized("NFC", piece) for piece in document.pieces()):
        return
    for number, line in enumerate(document.text.split("\n"), 1):
        if not is_normalized("NFC", line):
            pairs = enumerate(zip(line, normalize("NFC", line)))
            at = next((at for at, (written, normal) in pairs if written != normal), 0)
            words = f"text that is not in Unicode normalization form C: {line[at : at + 2]!a}"
            yield Problem("V009", words, number, at + 1, "", "NFC")


def file_form(reading: Reading) -> Iterable[Problem]:
    """UTF-8 without mark, LF, a declaration, a final line end; no CDATA and no xsi:schemaLocation."""
    document = reading.document
    xml = document.xml
    if document.charset != "utf-8":
        yield Problem("V010", f"the file is {document.charset.upper()}", 1, 1, "", "UTF-8")
    elif xml.startswith(b"\xef\xbb\xbf"):
        yield Problem("V010", "the file begins with a byte order mark", 1, 1, "", "none")
    elif not xml.startswith(DECLARATION):
        words = "the file does not begin with the XML declaration of UTF-8"
        yield Problem("V010", words, 1, 1, "", DECLARATION.decode())
    if not xml.endswith(b"\n"):
        last = document.text.rpartition("\n")[2]
        yield Problem("V011", "the file does not end with a line end", xml.count(b"\n") + 1, len(last) + 1, "", "LF")
    if b"\r" in xml:
        yield _place_of(document, xml.index(b"\r"), "V011", "the file has carriage returns", "LF alone")
    at = _cdata(xml)
    if at >= 0:
        yield _place_of(document, at, "V012", "the file has a CDATA section", "none")
    for element, name, (line, column) in document.located:
        words = f"{_name(element)} has xsi:{name}, which TEI does not know"
        yield Problem("V012", words, line, column, document.places.path(element), "none")
    for element, name in document.instance_attributes():
        words = f"{_name(element)} has xsi:{name.removeprefix(XSI)}, which TEI does not know"
        yield document.problem(element, "V012", words, "none", name)


def _place_of(document: Document, byte: int, code: str, message: str, expected: str) -> Problem:
    before = document.xml[:byte]
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    return Problem(code, message, before.count(b"\n") + 1, column, "", expected)


def _cdata(xml: bytes) -> int:
    """Where the first CDATA section begins, -1 where none does; within a comment the words may stand."""
    if b"![CDATA[" not in xml:  # the exclamation mark is rare, and so found fast
        return -1
    at, comment = xml.find(b"<![CDATA["), xml.find(b"<!--")
    while 0 <= comment < at:
        end = xml.find(b"-->", comment + 4)
        if at < end:
            at = xml.find(b"<![CDATA[", end)
        comment = xml.find(b"<!--", end)
    return at


Rule = Callable[[Reading], Iterable[Problem]]
# What holds for every TEI file, whatever its schema.
GENERAL: tuple[Rule, ...] = (normalised, unique_ids, pointers_resolve)
# What a file must keep besides that `tei-encode` writes.
RULES: tuple[Rule, ...] = (*GENERAL, file_form, pointers_fit, notes_paired, pages_in_order, certainty_stated)


class RuleSet:
    """Some of the rules, as a schema among others."""

    ran = ("rules (tei-encode)",)

    def __init__(self, rules: tuple[Rule, ...] = RULES) -> None:
        self._rules = rules

    def problems(self, document: Document) -> list[Problem]:
        """What they say against a document."""
        reading = Reading.of(document)
        return [problem for rule in self._rules for problem in rule(reading)]
