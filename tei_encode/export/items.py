"""From the `bibl` elements of a TEI file to items of CSL-JSON, the model that every format is made from.

Each work once: a `bibl` with `@corresp` repeats another, and so says nothing of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from tei_encode.errors import SourceError

Item = dict[str, Any]

_TEI = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_UNREAD = frozenset(_TEI + name for name in ("note", "fw", "gap", "desc", "sic", "orig", "surplus", "pb", "cb", "lb"))
_QUOTES = "“”„«»‹›‘‚’\"'` "
_THESIS = re.compile(
    r"\b(?:ph\.?\s?d|d\.?phil|thesis|diss(?:ertation)?|thèse|tesi|tesis|tese|proefschrift|habil\w*)\b", re.IGNORECASE
)


def works(xml: bytes, name: str) -> list[etree._Element]:
    """The `bibl` elements of the text that stand for a work, in order.

    Raises:
        SourceError: the file is not well-formed XML.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{name}: is not well-formed XML: {error}") from error
    found = root.iterfind(f".//{_TEI}text//{_TEI}bibl")
    return [bibl for bibl in found if bibl.get("corresp") is None and bibl.find(f".//{_TEI}title") is not None]


def list_of(bibls: Iterable[etree._Element]) -> bytes:
    """The works as a `listBibl` of their own (`#COBILI`)."""
    namespaces: dict[Any, str] = {None: _TEI[1:-1]}
    made = etree.Element(_TEI + "listBibl", nsmap=namespaces)
    made.text = "\n"
    for bibl in bibls:
        for element in bibl.iter(f"{_TEI}*"):
            for name in ("source", "corresp", _ID):
                if name in element.attrib:
                    del element.attrib[name]
        made.append(bibl)
        bibl.tail = "\n"
    etree.cleanup_namespaces(made)
    return etree.tostring(made, encoding="utf-8", xml_declaration=True) + b"\n"


def items(bibls: Iterable[etree._Element]) -> list[Item]:
    """CSL-JSON items with identifiers of surname and year, told apart by letters."""
    made: list[Item] = []
    taken: dict[str, int] = {}
    before: list[Item] = []  # the authors of the last reference that names them
    for bibl in bibls:
        item = _item(bibl)
        item = _with_names(item, before)
        before = item.get("author", before)
        stem = _stem(item)
        taken[stem] = taken.get(stem, 0) + 1
        item["id"] = stem if taken[stem] == 1 else f"{stem}{_letters(taken[stem] - 1)}"
        made.append({"id": item.pop("id"), **item})
    return made


def _with_names(item: Item, before: list[Item]) -> Item:
    """The item, authors whom dashes stand for named part by part, as in the reference before."""
    authors = item.get("author", [])
    said = " ".join(name.get("literal", "") for name in authors[:1])
    if said and before and all(name.get("family", "\0") in said for name in before):
        return {**item, "author": [*before, *authors[1:]]}
    return item


def _letters(number: int) -> str:
    """1 → b, 25 → z, 26 → ba."""
    letters = ""
    while number:
        number, rest = divmod(number, 26)
        letters = chr(97 + rest) + letters
    return letters


def _stem(item: Item) -> str:
    people = item.get("author") or item.get("editor") or [{}]
    name = people[0].get("family") or people[0].get("literal") or item.get("title", "reference")
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    letters = re.sub(r"[^A-Za-z0-9]+", "", plain).lower()[:24]
    year = item.get("issued", {}).get("date-parts", [[""]])[0][0]
    return (letters or "reference") + str(year)


def _item(bibl: etree._Element) -> Item:
    item: Item = {}
    titles: dict[str, str] = {}
    for element in bibl.iter(f"{_TEI}*"):
        kind = element.tag[len(_TEI) :]
        value = _text(element)
        if kind == "title":
            level = element.get("level") or "m"
            titles.setdefault(level, value.strip(_QUOTES + ",.;:"))
        elif kind in ("author", "editor"):
            role = "translator" if element.get("role") == "translator" else kind
            item.setdefault(role, []).append(_name(element, value))
        elif kind == "date":
            _put_date(item, element)
        elif kind in ("biblScope", "citedRange"):
            _put_scope(item, element, value)
        elif kind == "idno" and element.get("type") in ("DOI", "ISBN", "ISSN"):
            item.setdefault(
                str(element.get("type")), value.removeprefix("https://doi.org/").removeprefix("doi:").strip()
            )
        elif kind == "ref" and element.get("target", "").startswith("http"):
            item.setdefault("URL", element.get("target"))
        elif kind in _PLAIN:
            item.setdefault(_PLAIN[kind], value)
    _put_titles(item, titles)
    item["type"] = _type(item, titles, _text(bibl))
    return {name: item[name] for name in sorted(item)}


_PLAIN = {"pubPlace": "publisher-place", "publisher": "publisher", "edition": "edition", "orgName": "archive"}
_UNITS = {"volume": "volume", "issue": "issue", "page": "page", "chapter": "chapter-number", "section": "section"}


def _put_scope(item: Item, element: etree._Element, value: str) -> None:
    name = _UNITS.get(element.get("unit", ""))
    cited = element.tag == _TEI + "citedRange"
    if name is None or (cited and name == "page"):
        return  # a page cited is not a page of the work
    parent = element.getparent()
    if parent is not None and parent.tag == _TEI + "series":
        name = "collection-number"
    first, last = element.get("from", ""), element.get("to", "")
    item.setdefault(name, first if first == last else f"{first}-{last}" if first and last else first or value)


def _put_date(item: Item, element: etree._Element) -> None:
    name = {"accessed": "accessed", "original": "original-date"}.get(element.get("type", ""), "issued")
    parts = [
        [int(part) for part in when.split("-")]
        for when in (element.get("when") or element.get("from"), element.get("to"))
        if when
    ]
    item.setdefault(name, {"date-parts": parts} if parts else {"literal": _text(element)})


def _put_titles(item: Item, titles: dict[str, str]) -> None:
    part = titles.get("a")
    container = titles.get("j") or (titles.get("m") if part else None)
    title = part or titles.get("m") or titles.get("j") or titles.get("s")
    if title:
        item["title"] = title
    if container and container != title:
        item["container-title"] = container
    if titles.get("s") and titles["s"] != title:
        item["collection-title"] = titles["s"]


def _type(item: Item, titles: dict[str, str], text: str) -> str:
    if _THESIS.search(text):
        return "thesis"
    if "j" in titles:
        return "article-journal"
    if "a" in titles and "m" in titles:
        return "chapter"
    if "archive" in item:
        return "manuscript"
    if "URL" in item and "publisher" not in item and "publisher-place" not in item:
        return "webpage"
    return "book" if "m" in titles else "document"


def _name(element: etree._Element, value: str) -> Item:
    parts = {
        part: " ".join(_text(found).strip(" ,") for found in element.iterfind(f".//{_TEI}{part}"))
        for part in ("surname", "forename", "nameLink", "roleName")
    }
    if not parts["surname"]:
        return {"literal": value}
    named = {
        "family": parts["surname"],
        "given": parts["forename"],
        "non-dropping-particle": parts["nameLink"],
        "suffix": parts["roleName"],
    }
    return {name: part for name, part in named.items() if part}


def _text(element: etree._Element) -> str:
    """The text of an element as it is to be read: corrections and regularised forms, no breaks and notes."""
    return " ".join("".join(_strings(element)).split())


def _strings(element: etree._Element) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if child.tag == _TEI + "pc" and child.get("force") == "weak":
            pass  # the hyphen of a divided word
        elif child.tag not in _UNREAD:
            yield from _strings(child)
        if child.tail:
            yield child.tail
