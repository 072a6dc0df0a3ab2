"""Mutants of a TEI file: elements renamed, moved, doubled, taken out; attributes and values changed; text where none belongs."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator, Sequence

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
# fmt: off
_NAMES = (
    "p", "div", "head", "list", "item", "table", "row", "cell", "note", "ref", "hi", "title", "bibl", "listBibl", "quote", "q", "lg",
    "l", "pb", "lb", "cb", "gap", "date", "name", "author", "editor", "idno", "choice", "sic", "corr", "seg", "ab", "figure", "graphic",
    "respStmt", "resp", "publisher", "availability", "licence", "revisionDesc", "change", "taxonomy", "category", "language", "para",
)
_ATTRIBUTES = (
    "n", "type", "subtype", "rend", "target", "when", "from", "to", "cert", "resp", "corresp", "level", "unit", "place", "status", "ident",
    "version", "key", "ref", "reason", "quantity", "role", "cols", "part", "colour", f"{XML}id", f"{XML}lang", f"{XML}space",
)
_VALUES = (
    "", "a", "a b", "1", "-1", "1.5", "#work1", "#a#b", "https://example.org/a b", "%zz", "a%20b", "high", "rather", "true", "1979",
    "1979-04", "1979-13", "1979-04-31", "in 1979", "en", "english language", "de-AT", "main", "m", "x", "free", "gratis", "default", "é",
)
# fmt: on
Mutation = Callable[[etree._Element, random.Random], None]


def _rename(element: etree._Element, chance: random.Random) -> None:
    element.tag = TEI + chance.choice(_NAMES)


def _take_out(element: etree._Element, chance: random.Random) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _double(element: etree._Element, chance: random.Random) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.insert(chance.randrange(len(parent) + 1), copy.deepcopy(element))


def _exchange(element: etree._Element, chance: random.Random) -> None:
    if len(element) > 1:
        child = element[chance.randrange(len(element))]
        element.remove(child)
        element.insert(chance.randrange(len(element) + 1), child)


def _set(element: etree._Element, chance: random.Random) -> None:
    element.set(chance.choice(_ATTRIBUTES), chance.choice(_VALUES))


def _change(element: etree._Element, chance: random.Random) -> None:
    if element.attrib:
        element.set(chance.choice(sorted(map(str, element.attrib))), chance.choice(_VALUES))


def _unset(element: etree._Element, chance: random.Random) -> None:
    if element.attrib:
        del element.attrib[chance.choice(sorted(map(str, element.attrib)))]


def _write(element: etree._Element, chance: random.Random) -> None:
    element.text = (element.text or "") + chance.choice(["stray words", "\n", "1979"])


def _put_in(element: etree._Element, chance: random.Random) -> None:
    element.insert(chance.randrange(len(element) + 1), etree.Element(TEI + chance.choice(_NAMES)))


def _empty(element: etree._Element, chance: random.Random) -> None:
    del element[:]


MUTATIONS: tuple[Mutation, ...] = (
    _rename,
    _take_out,
    _double,
    _exchange,
    _set,
    _change,
    _unset,
    _write,
    _put_in,
    _empty,
)


def mutants(files: Sequence[bytes], count: int, seed: int) -> Iterator[bytes]:
    """Files with one to three mutations each; with the same seed, the same."""
    chance = random.Random(seed)
    for number in range(count):
        root = etree.fromstring(files[number % len(files)], etree.XMLParser(collect_ids=False))
        for _ in range(chance.choice([1, 1, 1, 2, 3])):
            element = chance.choice(list(root.iter("*")))
            chance.choice(MUTATIONS)(element, chance)
        yield etree.tostring(root, xml_declaration=True, encoding="UTF-8")
